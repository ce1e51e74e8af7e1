"""The lines that open a document, and the title that is printed among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Block, Document
from corpus.structure_lines import LINE_END, REFLOWED, ends_as_sentence
from corpus.title_lines import (
    TITLE_MAX,
    could_be_title,
    is_front_matter,
    is_generic,
    is_issuer,
    is_press_head,
    is_series,
)

_NUMBER_IN_SERIES = re.compile(r"(?:\(\d{1,3}\))?")
_BOXED = re.compile(
    r"(?:<\s?([^<>]{4,80}?)\s?>|〈\s?([^〈〉]{4,80}?)\s?〉|【\s?([^【】]{4,80}?)\s?】)"
)
# `『가을 음악제』` names what the next line (`행사대행 용역 제안요청서`) is about.
_NAMED = re.compile(r"(?:『[^『』]{2,60}』|「[^「」]{2,60}」)")
_KIND = re.compile(
    r".{0,30}(?:요청서|계획서?|계획\(안\)|보고서?|지침|공고|안내서?|제안서|과업지시서|방안|결과)"
)
_OPEN = (
    "…",
    "...",
    ":",
    "：",
    ",",
    "·",
    " 및",
    "와",
    "과",
    "의",
    "을 위한",
    "를 위한",
    "에 따른",
    "관한",
    "위한",
)
_GOES_ON = re.compile(r"(?:및|등|그리고)\s")
# `제목: 상반기 점검 계획`: the title says that it is one.
_LABEL = re.compile(
    r"(?:제\s{0,3}목|과\s{0,3}제\s{0,3}명|사\s{0,3}업\s{0,3}명|회\s?의\s?명|행\s?사\s?명|건\s?명|title|subject)\s?[:：]\s?",
    re.IGNORECASE,
)
# The number of an issue below the name of its series (`통권 제132호`).
_ISSUE = re.compile(r"제\s?\d{1,4}\s?호|통권|\b(?i:vol|no)\.?\s?\d")
_BANNER_MAX = 24
_CAPTION = re.compile(r"(?:표|그림|사진|도표|자료|참고)\s?[\d.-]")
# `붙임 1 하천 정비 계획`: an annex that is a file of its own.
_ANNEX = re.compile(
    r"\[?(?:(?:붙임|별첨|첨부|별지|참고자료)(?:\s?제?\s?\d{1,3}\s?호?)?(?:\s?서식)?"
    r"|(?:참고|별표|부록)\s?\d{1,3})\]?[.:]?\s+"
)
_OPENING = 10
_HEAD_LINES = 14
_SHORT_MAX = 60
_LINES_OF_BLOCK = 6


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A printed line near the top; `at` counts the blocks that are shown, from 0.

    `number` is its place in its block of `lines`; `is_apart` tells of a blank line above.
    """

    text: str
    kind: str
    at: int
    number: int
    lines: int
    is_apart: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """The blocks of a document and the lines that open it."""

    blocks: Sequence[Block]
    lines: Sequence[HeadLine]


def opening_lines(document: Document, blocks: Sequence[Block]) -> tuple[HeadLine, ...]:
    """Return the lines of the first blocks that are no furniture, as they are printed."""
    found: list[HeadLine] = []
    shown = [block for block in blocks if block.kind != "furniture"][:_OPENING]
    for at, block in enumerate(shown):
        parts = _printed_lines(document, block)
        for number, (text, is_apart) in enumerate(parts):
            found.append(HeadLine(text, block.kind, at, number, len(parts), is_apart))
    return tuple(found)


def _printed_lines(document: Document, block: Block) -> list[tuple[str, bool]]:
    if block.kind != "paragraph" or document.format not in REFLOWED or not block.view.runs:
        return [(block.view.text, True)]
    span = block.view.source_span(0, len(block.view.text))
    text = document.text
    parts: list[tuple[str, bool]] = []
    start = span.start
    is_apart = _blank_above(text, start)
    while start < span.end and len(parts) < _LINES_OF_BLOCK:
        found = LINE_END.search(text, start, span.end)
        end = found.start() if found else span.end
        if text[start:end].strip():
            try:
                shown = block.view.view_span(start, end)
                parts.append((block.view.text[shown.start : shown.end].strip(), is_apart))
            except ValueError:
                pass
            is_apart = False
        else:
            is_apart = True
        start = found.end() if found else span.end
    if start < span.end:
        parts.append(("", False))
    return [part for part in parts if part[0]] + [part for part in parts if not part[0]]


def _blank_above(text: str, start: int) -> bool:
    above = text[max(0, start - 200) : start].replace("\r\n", "\n")
    return above.rstrip(" \t").endswith("\n\n") or not above.strip()


def headline(opening: Opening) -> str:
    """Return the title printed at the top, or nothing."""
    released = _released(opening.lines)
    if released:
        return released
    shown = [block for block in opening.blocks if block.kind != "furniture"]
    counted = {block.marker for block in shown if block.kind == "heading"}
    # A banner (`전문가오피니언 5월`) stands above the title and is shorter.
    tops = [_bare(block.view.text) for block in shown[:3] if is_top(block, counted)]
    tops = [text for text in tops if not is_series(text)] or tops
    if tops:
        best = max(tops, key=len)
        return _below_series(shown, best) if is_series(best) else best
    found = ""
    lines = [line for line in opening.lines if line.text]
    for place, line in enumerate(lines):
        block = shown[line.at]
        if line.kind == "paragraph" and _is_candidate(lines, place):
            text = _joined(lines, place)
            if line.at < 3 and not _is_banner(lines, place):
                return text
            found = found or text
        elif is_top(block, counted) or line.kind == "caption" and line.at < 3 and _boxed(line.text):
            return _bare(line.text)
        elif line.kind == "heading" and block.marker:
            break
    return found


def is_top(block: Block, counted: set[str]) -> bool:
    """Tell a title with or without its number in a series from the first chapter."""
    in_series = bool(_NUMBER_IN_SERIES.fullmatch(block.marker))
    if block.marker == "(1)" and "(2)" in counted:
        in_series = False
    return (
        block.kind == "heading"
        and block.level == 1
        and in_series
        and not is_generic(block.view.text)
        and not is_issuer(block.view.text)
    )


def _released(lines: Sequence[HeadLine]) -> str:
    """Return the headline of a press release: below its head, above subtitles and text."""
    heads = [n for n, line in enumerate(lines[:6]) if is_press_head(line.text)]
    if not heads:
        return ""
    at = heads[-1] + 1
    skipped = 0
    while at < min(len(lines), heads[-1] + _HEAD_LINES):
        line = lines[at]
        if line.kind not in ("paragraph", "heading") or line.text.startswith(("-", "–")):
            if line.kind != "table":
                return ""
        elif could_be_title(line.text, TITLE_MAX + 20) and not _is_body(lines, at):
            break
        elif skipped and line.text.endswith((".", "다")) and not is_front_matter(line.text):
            return ""
        skipped += 1
        at += 1
    else:
        return ""
    run = [lines[at]]
    for line in lines[at + 1 : at + 3]:
        own = line.kind == run[0].kind and not line.is_apart
        if not own or not could_be_title(line.text) or line.text.startswith("〈"):
            break
        run.append(line)
    follows = lines[at + len(run)] if at + len(run) < len(lines) else None
    ends = follows is None or follows.is_apart or follows.kind != "paragraph"
    ends = ends or follows is not None and follows.text.startswith(("-", "–", "<", "("))
    both = len(run) == 2 and (ends or run[0].text.endswith(_OPEN))
    if both and len(run[0].text) + len(run[1].text) <= 2 * TITLE_MAX:
        return f"{run[0].text} {run[1].text}"
    return run[0].text


def _is_body(lines: Sequence[HeadLine], at: int) -> bool:
    """Tell a line that a sentence begins on, to go on below."""
    line = lines[at]
    return ends_as_sentence(line.text) and line.text[-1] in "는을를며고" and line.lines > 1


def _below_series(shown: Sequence[Block], name: str) -> str:
    """Return the title right below the name of a series with its number, else that name."""
    for at, block in enumerate(shown[:3]):
        if _bare(block.view.text) == name and at + 1 < len(shown):
            below = shown[at + 1]
            text = below.view.text
            plain = below.kind == "heading" and not below.marker or below.kind == "paragraph"
            if plain and len(text) > len(name) and could_be_title(text, TITLE_MAX + 20):
                return text
    return name


def _is_candidate(lines: Sequence[HeadLine], place: int) -> bool:
    line = lines[place]
    text = line.text
    if line.lines > 1:
        # A line of a paragraph is a title only beside who and when.
        above = line.number > 0 and is_front_matter(lines[place - 1].text)
        following = lines[place + 1] if place + 1 < len(lines) else None
        below = following is not None and following.at == line.at
        below = below and following is not None and is_front_matter(following.text)
        if not (above or below and line.number == 0 or _is_two_lined(lines, place)):
            return False
    boxed = _boxed(text)
    longest = TITLE_MAX if line.at < 3 else _SHORT_MAX
    return could_be_title(boxed or text, longest) and not is_series(text)


def _is_banner(lines: Sequence[HeadLine], place: int) -> bool:
    """Tell the name of a series: the number of its issue below it, and then a longer title."""
    below = [line.text for line in lines[place + 1 : place + 4] if line.kind == "paragraph"]
    name = lines[place].text
    if len(name) > _BANNER_MAX or not below or not _ISSUE.search(below[0]):
        return False
    return any(could_be_title(text) and len(text) > len(name) for text in below[1:])


def _is_two_lined(lines: Sequence[HeadLine], place: int) -> bool:
    """Tell the first of two lines that together are a title: none ends as a sentence does."""
    line = lines[place]
    if line.lines != 2 or line.number or place + 1 >= len(lines):
        return False
    both = (line.text, lines[place + 1].text)
    return all(could_be_title(t, _SHORT_MAX) for t in both) and not both[1].endswith(("다", "요"))


def _joined(lines: Sequence[HeadLine], place: int) -> str:
    line = lines[place]
    text = _bare(line.text)
    following = lines[place + 1] if place + 1 < len(lines) else None
    if following is None or not could_be_title(following.text, _SHORT_MAX):
        return text
    if _NAMED.fullmatch(text) and following.kind == "paragraph" and _KIND.fullmatch(following.text):
        return f"{text} {following.text}"
    open_end = text.endswith((" 및", "의", "위한", "따른", "관한")) or _GOES_ON.match(
        following.text
    )
    same = open_end and not following.is_apart and following.kind == "paragraph"
    same = same or following.at == line.at and _is_two_lined(lines, place)
    return f"{text} {following.text}" if same else text


def _boxed(text: str) -> str:
    found = _BOXED.fullmatch(text)
    if found is None:
        return ""
    inner = next(group for group in found.groups() if group)
    return "" if _CAPTION.match(inner) or not could_be_title(inner) else inner


def _bare(text: str) -> str:
    """Return a title without the box around it or what stands before it (`붙임 1`, `제목:`)."""
    annex = _ANNEX.match(text) or _LABEL.match(text)
    rest = text[annex.end() :] if annex else ""
    text = rest if could_be_title(rest, TITLE_MAX + 20) else text
    return _boxed(text) or text
