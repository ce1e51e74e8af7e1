"""Which paragraphs of a Hancom document are headings, and how deep.

Styles and outline levels say it; a document that uses neither is judged by its letters, as
the PDF reader does. Nothing that looks like a sentence is a heading: ministries set whole
reports in outline levels.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.readers.flow import Paragraph, Piece

# A heading is a line; what is longer is text, whatever its style.
_HEADING_CHARS = 120
_STYLED_CHARS = 160
_BOLD_CHARS = 60
# What ends as a sentence does may be a heading where it is short (`왜 지금인가?`).
_SHORT_DECLARED = 20
_SHORT_SEEN = 12
# As pdf_marks: a heading is set at least this much larger than the body.
_LARGER = 1.12
_APART = 0.96
# Where more of the lines are bold, bold is no sign of a heading.
_BOLD_SHARE = 0.3
_MAX_LEVEL = 6

_SENTENCE = re.compile(r"(?:[다요까]\s?[.?!]|[.?!;,:])[\"'”’)\]」』]*$|다$")
# A statement is no heading however short.
_STATEMENT = re.compile(r"[다요]\s?\.[\"'”’)\]」』]*$")
# Bullets typed by hand are judged with the text of the whole document.
_TYPED = re.compile(r"[□■◇◆○●◎❍◦▶▷►▪▫•∙‣·ㆍ․※☞★☆\-–—*❏❑❖]|[ㅇㅁoO]\s|[(<〈【\[]\s*(?:표|그림|단위)")
_CIRCLED = re.compile("[①-⑳㉠-㉭㉮-㉻]")
# The day on a cover is set as large as a heading.
_DATE = re.compile(
    r"[\s(\[’'‘`]*\d{2,4}\s*[.년/-]\s*\d[\d\s.,:/~년월일-]*"
    r"(?:\([월화수목금토일]\)[\d\s:]*|[)\]])?$"
)
# Below the authors' names stands where to write to them.
_ADDRESS = re.compile(r"\S*(?:https?://|www\.|@)\S+$")
_LEADER = re.compile(r"(?:\. ?){4}|[·․]{4}|…{2}|\t\s*\d+$")

_CAPTION_STYLE = re.compile(r"캡션|caption|(?:표|그림|도표|사진)\s*(?:제목|번호|캡션|이름)", re.I)
_NO_HEADING_STYLE = re.compile(
    r"머리말|꼬리말|쪽\s*번호|각주|미주|메모|부제|header|footer|footnote|endnote|subtitle", re.I
)
_NUMBERED_STYLE = re.compile(r"(?:개요|제목|heading|outline|제\s*목)\s*(\d{1,2})$", re.I)
# What Hancom calls the styles of its outline: they say no more than the level.
_OUTLINE_STYLE = re.compile(r"(?:개요|outline)\s*\d{1,2}$", re.I)
# Signs and counts around the name of a style (`□ 중제목`, `소제목_1`).
_AROUND = re.compile(r"^[\W\d_]+|[\s\d_()\[\]-]+$")
_NAMED_STYLES: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(pattern, re.I), level)
    for pattern, level in (
        (r"(?:차례|목차)\s*제목|toc heading|(?:문서|보고서|큰|대)\s*제목|title|편\s*제목", 1),
        (r"장\s*제목|chapter", 1),
        (r"중간?\s*제목|절\s*제목|section", 2),
        (r"소\s*제목|작은\s*제목|항\s*제목", 3),
        (r"세\s*제목|목\s*제목", 4),
        (r"제\s*목|heading", 1),
    )
)


@dataclass(frozen=True, slots=True)
class Look:
    """What the format says of a paragraph of the body, in the order of the text.

    `styles` are the names of its style (Korean, English). `outline` is its outline level
    from 1 on, 0 without; `numbered` tells that the format prints a number, not a sign, and
    `signed` that it prints a sign (`□`), neither that it prints nothing.
    `size` is the size in points of most of its characters, `bold` tells that nearly all are
    bold. `can_head` is false for what stands in tables, boxes, notes and lists: it is counted
    as body and never a heading.
    """

    text: str
    styles: tuple[str, ...] = ()
    outline: int = 0
    numbered: bool = True
    size: float = 10.0
    bold: bool = False
    can_head: bool = True
    signed: bool = False


def heading_levels(looks: Sequence[Look]) -> list[int]:
    """Return for each paragraph the depth of the heading it is (1 = outermost), 0 for others."""
    levels = [_declared_level(look) for look in looks]
    return levels if any(levels) else _seen_levels(looks)


@lru_cache(maxsize=1000)
def is_caption_style(styles: tuple[str, ...]) -> bool:
    """Tell the style of captions (`캡션`, `표 제목`) by its names."""
    return any(_CAPTION_STYLE.search(name) for name in styles)


@lru_cache(maxsize=1000)
def style_level(styles: tuple[str, ...]) -> int:
    """Return the heading level that a style's names say, 0 for the styles of other text."""
    for name in styles:
        name = name.strip()
        if _CAPTION_STYLE.search(name) or _NO_HEADING_STYLE.search(name):
            return 0
        if found := _NUMBERED_STYLE.match(name):
            return min(max(int(found[1]), 1), _MAX_LEVEL)
    for name in styles:
        core = _AROUND.sub("", name)
        for pattern, level in _NAMED_STYLES:
            if pattern.fullmatch(core):
                return level
    return 0


def _declared_level(look: Look) -> int:
    text = look.text.strip()
    if not look.can_head or not _is_line(text, _STYLED_CHARS):
        return 0
    level = style_level(look.styles)
    if (look.signed or _TYPED.match(text) or _CIRCLED.match(text)) and any(
        _OUTLINE_STYLE.match(name.strip()) for name in look.styles
    ):
        # Reports are set in outline levels down to their lists: □ may head a part, ○ and -
        # do not. All signs are judged where typed ones are.
        return 0
    if look.outline:
        if not look.numbered and not level:
            return 0
        level = look.outline if look.numbered else level
    if not level or len(text) > _SHORT_DECLARED and _SENTENCE.search(text):
        return 0
    return min(level, _MAX_LEVEL)


def _seen_levels(looks: Sequence[Look]) -> list[int]:
    chars: Counter[float] = Counter()
    for look in looks:
        chars[round(look.size * 2) / 2] += len(look.text)
    if not chars:
        return []
    body = max(chars.items(), key=lambda item: (item[1], -item[0]))[0]
    lines = [look for look in looks if look.text.strip()]
    bold_says = sum(look.bold for look in lines) <= _BOLD_SHARE * len(lines)
    stands_out = [_stands_out(look) for look in looks]
    sizes: list[float] = []
    large = {
        look.size
        for look, is_head in zip(looks, stands_out, strict=True)
        if is_head and look.size >= _LARGER * body
    }
    for size in sorted(large, reverse=True):
        if not sizes or size < _APART * sizes[-1]:
            sizes.append(size)
    levels = []
    for look, is_head in zip(looks, stands_out, strict=True):
        level = 0
        if is_head and look.size >= _LARGER * body:
            level = 1 + sum(1 for size in sizes if look.size < _APART * size)
        elif is_head and bold_says and look.bold and _is_bold_heading(look.text.strip()):
            level = 1 + len(sizes)
        levels.append(min(level, _MAX_LEVEL))
    # Where every line is large, none stands out.
    found = sum(1 for level in levels if level)
    return levels if found <= len(lines) / 2 else [0] * len(looks)


def _stands_out(look: Look) -> bool:
    text = look.text.strip()
    if look.signed or _TYPED.match(text):
        return False
    if not look.can_head or not _is_line(text, _HEADING_CHARS):
        return False
    longest = _SHORT_DECLARED if text.endswith("?") else _SHORT_SEEN
    return len(text) <= longest or _SENTENCE.search(text) is None


def _is_line(text: str, longest: int) -> bool:
    return (
        0 < len(text) <= longest
        and any(char.isalnum() for char in text)
        and _DATE.match(text) is None
        and _LEADER.search(text) is None
        and _ADDRESS.match(text) is None
        and _STATEMENT.search(text) is None
    )


def _is_bold_heading(text: str) -> bool:
    return len(text) <= _BOLD_CHARS and _SENTENCE.search(text) is None


def with_headings(pieces: Sequence[Piece], levels: dict[int, int]) -> list[Piece]:
    """Return the pieces; the paragraphs at these places are headings of these levels."""
    shown = list(pieces)
    for place, level in levels.items():
        piece = shown[place]
        if isinstance(piece, Paragraph) and level:
            shown[place] = replace(piece, kind="heading", level=level)
    return shown
