"""Page furniture: page numbers and running titles, which belong to no sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from corpus.structure_lines import Line
from corpus.tables_values import read_shape
from corpus.title_lines import opens_document

_PAGE_NUMBER = re.compile(
    r"[-–—·~∙•]\s?(?:\d{1,4}|[ivxlc]{1,7}|[A-Z]-\d{1,3})\s?[-–—·~∙•]"
    r"|(?i:page|p\.|쪽|페이지)\s?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?"
    r"|\d{1,4}\s?(?:쪽|페이지)"
    r"|\d{1,4}\s?/\s?\d{2,4}"
)
_NUMBERED_TITLE = re.compile(
    r"(?P<left>\d{1,4})\s*[|│┃❘∣ㅣ∙•]\s*(?P<behind>[^|│\t]*[^\W\d][^|│\t]*)"
    r"|(?P<before>[^|│\t]*[^\W\d][^|│\t]*?)\s*[|│┃❘∣ㅣ∙•]\s*(?P<right>\d{1,4})"
)
_BARE_NUMBER = re.compile(r"\d{1,4}|[ivx]{1,6}")
_RUNNING_MAX = 60
# Dots that lead from an entry of a table of contents to its page.
_LEADER = re.compile(r"(?:\. ?){4}|[·․]{4}|…{2}|(?:[·․…] ){3}")
_SENTENCE = (".", "?", "!", ",", "다", "。")
_EDGE_LINES = 2
# A title that stands at this many page edges is a running title, not a coincidence.
_MIN_PAGES = 3
# Word for word and beside a page number, twice is enough.
_MIN_SAME = 2
_LABEL_MAX = 8
# Lines below a title that say who published the document and when.
_FRONT_LINES = 8
# What stands on every fifth line is no page header.
_HEADER_SHARE = 0.2


def mark_furniture(lines: list[Line], labels: Mapping[int, str], is_declared: bool = False) -> None:
    """Give the role `furniture` to page numbers and running titles.

    `labels` says what number is printed on a page, where the file knows it. `is_declared`
    tells that the format marks headers and footers itself: what comes back at the edges of
    pages is then text (forms with the same title), and only numbers typed by hand are none.
    """
    for line in lines:
        if not line.marked and _PAGE_NUMBER.fullmatch(line.text):
            line.role = "furniture"
    if is_declared:
        return
    _mark_page_edges(lines)
    _mark_labels(lines, labels)
    _mark_repeated_opening(lines)
    _mark_beside_numbers(lines)
    _mark_numbered_titles(lines)
    _keep_title(lines)


def _keep_title(lines: list[Line]) -> None:
    """A report's title is printed again on its pages; where it opens the report it is the title."""
    at = next((n for n, line in enumerate(lines[:3]) if not _is_page_number(line)), -1)
    if at < 0 or lines[at].role != "furniture" or lines[at].marked:
        return
    opening = [line for line in lines[at + 1 : at + 1 + _FRONT_LINES] if line.role != "furniture"]
    if any(line.marked or line.text.startswith("#") for line in opening):
        return
    if opens_document([line.text for line in (lines[at], *opening)]):
        lines[at].role = "text"


def _is_page_number(line: Line) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text) or _BARE_NUMBER.fullmatch(line.text))


def _mark_numbered_titles(lines: list[Line]) -> None:
    """A running title with its page number on one line (`산업 동향 | 12`) comes back, counting."""
    seen: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for line in lines:
        found = _NUMBERED_TITLE.fullmatch(line.text) if line.width <= 2 * _RUNNING_MAX else None
        if found and line.role == "text" and not line.marked:
            title = found["before"] or found["behind"]
            seen[_shape(title)].append((int(found["left"] or found["right"]), line))
    for pages in seen.values():
        numbers = [number for number, _ in pages]
        counts = all(a < b for a, b in zip(numbers, numbers[1:], strict=False))
        if len(pages) >= _MIN_PAGES and counts:
            _take(line for _, line in pages)


def _mark_page_edges(lines: list[Line]) -> None:
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.role == "text" and not line.marked:
            pages[line.page].append(line)
    if len(pages) < _MIN_PAGES:
        return
    seen: dict[str, list[Line]] = defaultdict(list)
    bare: list[tuple[int, Line]] = []
    for number, page in pages.items():
        edges = page[:_EDGE_LINES] + page[max(_EDGE_LINES, len(page) - _EDGE_LINES) :]
        for line in edges:
            short = line.width <= 2 * _RUNNING_MAX and "\t" not in line.text
            if short and not line.text.endswith(_SENTENCE) and not _LEADER.search(line.text):
                seen[_shape(line.text)].append(line)
        for line in (page[0], page[-1]):
            if _BARE_NUMBER.fullmatch(line.text):
                bare.append((number, line))
    for shape, found in seen.items():
        on = {line.page for line in found}
        if len(on) >= _MIN_PAGES and any(letter.isalpha() for letter in shape):
            _take(found)
    steps = defaultdict(list)
    for number, line in bare:
        if line.text.isdigit():
            steps[int(line.text) - number].append(line)
    for found in steps.values():
        if len(found) >= 2:
            _take(found)


def _mark_labels(lines: list[Line], labels: Mapping[int, str]) -> None:
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    for number, label in labels.items():
        for line in (*pages[number][:_EDGE_LINES], *pages[number][-_EDGE_LINES:]):
            if line.text == label and not line.marked and len(label) <= _LABEL_MAX:
                line.role = "furniture"


def _mark_repeated_opening(lines: list[Line]) -> None:
    """A page's header opens the file and comes back word for word in its midst."""
    for first in lines[:2]:
        if first.marked or first.role != "text" or first.width > _RUNNING_MAX:
            continue
        places = [
            at
            for at, line in enumerate(lines)
            if line.text == first.text and line.role == "text" and not line.marked
        ]
        again = [lines[at] for at in places]
        if all(at + 1 < len(lines) and _is_row(lines[at + 1]) for at in places):
            # The names of a table's columns, printed again on the next page.
            continue
        ends = first.text.endswith((*_SENTENCE, ":"))
        often = len(again) > max(2, _HEADER_SHARE * len(lines))
        if (
            len(again) >= 2
            and not often
            and "\t" not in first.text
            and first.text[0].isalnum()
            and not ends
        ):
            _take(again)


def _mark_beside_numbers(lines: list[Line]) -> None:
    """Running titles stand next to page numbers, page after page."""
    seen: dict[str, list[Line]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.role != "furniture":
            continue
        for beside in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]):
            short = beside.width <= _RUNNING_MAX and not beside.text.endswith(_SENTENCE)
            if beside.role == "text" and short and not beside.marked:
                seen[_shape(beside.text)].append(beside)
    for found in seen.values():
        same = {line.text for line in found}
        if len(found) >= (_MIN_PAGES if len(same) > 1 else _MIN_SAME):
            _take(found)


def _is_row(line: Line) -> bool:
    shape = read_shape(line.text)
    return shape.values > 1 and not shape.closes


def _take(lines: Iterable[Line]) -> None:
    for line in lines:
        line.role = "furniture"


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", "".join(text.split()))
