"""Annexes of a report (`붙임 1`, `[참고 2]`, `[별표 1] 지원 기준`): titles of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure_lines import Line, ends_as_sentence

_WORD = (
    r"(?:붙\s?임|별\s?첨|첨\s?부|참\s?고\s?(?:자\s?료)?|별\s?표|별\s?지|부\s?록|부속서"
    r"|(?i:appendix|annex))"
)
_SIGN = re.compile(
    rf"(?P<open>[\[<〈【(《]\s*)?{_WORD}\s*"
    r"(?P<number>제?\s*\d{1,2}(?:\s?[-–]\s?\d{1,2})?\s?(?:호(?:\s?서식)?)?(?!\d|[가-힣])"
    r"|(?<=\s)[A-Z](?![A-Za-z])|[①-⑳Ⅰ-Ⅻ])?\s*"
    r"(?(open)[\]>〉】)》])\s*[.]?\s*"
)
# A letter lists what is attached to it: `붙임  1. 사업 개요 1부.  끝.`
_ENCLOSED = re.compile(r"(?:\d\s?부|각\s?\d부|끝)\s?\.?\s*(?:끝\s?\.?)?$")
_STOPS = (".", ":", "：", "?", "!")
_TITLE_MAX = 70
_LIST_MIN = 3


def mark_annexes(lines: Sequence[Line]) -> None:
    """Turn the signs of annexes into headings, with the title on the same line or the next.

    `lines` are those shown, in order.
    """
    for at, line in enumerate(lines):
        if line.role == "heading" and not line.kind or line.role == "text" and not line.marked:
            title = _title_after(line.text.strip("*# "))
            if title is None:
                continue
            line.role, line.kind = "heading", "annex"
            following = lines[at + 1] if at + 1 < len(lines) else None
            if not title and line.mark < 0 and following is not None and _is_title(following):
                following.role, following.kind = "heading", "annex"
                following.mark = line.mark = line.start
    _take_back_lists(lines)


def _take_back_lists(lines: Sequence[Line]) -> None:
    """Annexes one below the other, line by line, are a list of them and head nothing."""
    run: list[Line] = []
    for line in (*lines, None):
        is_entry = line is not None and line.kind == "annex" and line.mark < 0 and not line.marked
        if line is not None and is_entry and (not run or line.gap == 0):
            run.append(line)
            continue
        if len(run) >= _LIST_MIN:
            for entry in run:
                entry.role, entry.depth = "item", 0
        run = [line] if line is not None and is_entry else []


def _title_after(text: str) -> str | None:
    """Return what follows an annex's sign; None where the line is none."""
    if len(text) > _TITLE_MAX or "\t" in text:
        return None
    found = _SIGN.match(text)
    if found is None:
        return None
    title = text[found.end() :]
    if not found["open"] and not found["number"] and title:
        return None
    if ends_as_sentence(title) or title.endswith(_STOPS) or _ENCLOSED.search(text):
        return None
    return title if not title[:1].isdigit() else None


def _is_title(line: Line) -> bool:
    text = line.text
    return (
        line.role == "text"
        and not line.marked
        and len(text) <= _TITLE_MAX // 2
        and "\t" not in text
        and text[0].isalnum()
        and not ends_as_sentence(text)
        and not text.endswith(_STOPS)
    )
