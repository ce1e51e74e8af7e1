"""Columns that run into one another on a line: years and lists of values tell them apart."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from corpus.markup import clean_markup
from corpus.structure_lines import Line
from corpus.tables import Grid
from corpus.view import View

_YEAR_NAME = re.compile(r"\S*(?:연도|년도|시기|연월|일자|년)(?=\s|$)")
_YEARS = re.compile(r"\s*(?P<years>(?:19|20)\d{2}년?(?:[\s,~∼]+(?:19|20)\d{2}년?)*)(?=\s|$)\s*")
_DATE = r"(?:19|20)\d{2}[.년]\s?\d{1,2}(?:[.월](?:\s?\d{1,2}(?!\d)[.일]?)?)?"
_NUMBER = r"[-+△▲▽▼]?\(?[\d,]+(?:\.\d+)?%?\)?"
_VALUE = re.compile(rf"{_DATE}|{_NUMBER}(?=\s|$)")
_ROW_MAX = 300
# What links the words of one cell.
_LINKS = frozenset(("및", "또는", "·", "/", "-"))


def part_years(
    header: View, names: tuple[str, ...], grid: Grid
) -> tuple[tuple[str, ...], Grid, Grid] | None:
    """Part labels like `독일 2011 Industry 4.0` below `국가 발표연도 정책 명`.

    Returns column names, rows and header rows; None where a row has no year.
    """
    left = header.text.rfind(names[1]) if names[1] else len(header.text)
    found = _YEAR_NAME.search(header.text[:left])
    if found is None or not grid:
        return None
    edges = ((0, found.start()), found.span(), (found.end(), left), (left, len(header.text)))
    rows: Grid = []
    for label, *rest in grid:
        year = _YEARS.search(label.text)
        if year is None:
            return None
        cells = (
            label.slice(0, year.start()),
            label.slice(*year.span("years")),
            label.slice(year.end(), len(label.text)),
        )
        rows.append([*(cell.strip() for cell in cells), *rest])
    heads = [header.slice(low, high).strip() for low, high in edges]
    # A column that has no name holds nothing, or the split is not the author's.
    kept = [at for at, head in enumerate(heads) if head.text]
    if any(row[at].text for row in rows for at in range(4) if at not in kept):
        return None
    return (
        tuple(heads[at].text for at in kept),
        [[row[at] for at in kept] for row in rows],
        [[heads[at] for at in kept]],
    )


def listed_rows(
    text: str, header: Line | None, body: Sequence[Line], notes: Set[str]
) -> tuple[tuple[str, ...], Grid] | None:
    """Read rows of a label and as many cells as the rows of dates or numbers have.

    In the other rows commas and `및` hold a cell together. None where the rows do not agree.
    """
    if len(body) < 2 or any(len(line.text) > _ROW_MAX for line in body):
        return None
    values = [_values_at_end(line.text) for line in body]
    counts = {len(found) for found in values if found}
    count = max(counts, default=0)
    words = header.text.split() if header else []
    if len(counts) != 1 or count < 2 or len(words) not in (0, 1, count, count + 1):
        return None
    grid: Grid = []
    for line, found in zip(body, values, strict=True):
        spans = found or _linked_spans(line.text, count)
        if not spans or spans[0][0] == 0:
            return None
        edges = [(0, spans[0][0]), *spans]
        grid.append([clean_markup(text, line.start + a, line.start + b, notes) for a, b in edges])
    names = words if len(words) == 1 else [""] * (count + 1 - len(words)) + words
    return tuple([*names, *[""] * (count + 1 - len(names))]), grid


def _values_at_end(text: str) -> list[tuple[int, int]]:
    """Return where the dates and numbers stand that end a line, one behind the other."""
    found: list[tuple[int, int]] = []
    for match in _VALUE.finditer(text):
        if found and text[found[-1][1] : match.start()].strip():
            found.clear()
        if found or match.start() and text[match.start() - 1].isspace():
            found.append(match.span())
    return found if found and found[-1][1] == len(text) else []


def _linked_spans(text: str, count: int) -> list[tuple[int, int]]:
    """Return where the last `count` cells stand, if links show each of them whole."""
    groups: list[list[re.Match[str]]] = []
    linked = False
    for word in re.finditer(r"\S+", text):
        if groups and (linked or word[0] in _LINKS):
            groups[-1].append(word)
        else:
            groups.append([word])
        linked = word[0] in _LINKS or word[0].endswith((",", "·"))
    cells = groups[-count:]
    if len(groups) <= count or any(len(cell) == 1 for cell in cells) and len(groups) > count + 1:
        return []
    return [(cell[0].start(), cell[-1].end()) for cell in cells]
