"""Line ends: is the sentence over, and how wide is a full line?"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.korean import analyze_many
from corpus.markup import ANCHOR, TAG
from corpus.repair_joints import VERBAL
from corpus.structure_lines import Line, display_width

_CLOSERS = "\"'”’)]}>〉》」』】〕）*_ "
_ENDED = re.compile(r"[.?!。！？…][\"'”’)\]}>〉》」』】〕）*_]*$")
# Press releases set their subtitle between dashes.
_SUBTITLE = re.compile(r"[-–—]\s.+\s[-–—]")
_LEAD_IN = re.compile(r"[:：]$")
_OPEN_END = re.compile(r"[,，、·(\[{<〈《「『【〔‘“/~\-–]$|[→⇒=+&]$")
# Tags of a last morpheme after which no Korean sentence ends.
_OPEN_TAGS = frozenset(
    {
        "JKS",
        "JKC",
        "JKG",
        "JKO",
        "JKB",
        "JKV",
        "JKQ",
        "JC",
        "JX",
        "EC",
        "ETM",
        "EP",
        "MM",
        "MAJ",
        "MAG",
        "XPN",
        "SP",
        "SSO",
        "XR",
    }
)
_CLOSED_TAGS = frozenset({"EF", "ETN", "SF"})
_JOIN_TAGS = frozenset(
    {
        "JKS",
        "JKC",
        "JKG",
        "JKO",
        "JKB",
        "JX",
        "JC",
        "EC",
        "EF",
        "ETM",
        "ETN",
        "EP",
        "XSN",
        "XSV",
        "XSA",
        "VCP",
    }
)
_TAIL = 40


@dataclass(frozen=True, slots=True)
class Ending:
    """How a line ends: `closed` for certain, `open` for certain, or neither (a noun)."""

    closed: bool
    open: bool


def endings(lines: Sequence[Line]) -> list[Ending]:
    """Tell for each line whether its last sentence is over."""
    return text_endings([line.text for line in lines])


def text_endings(lines: Sequence[str]) -> list[Ending]:
    """Tell for each text whether its last sentence is over."""
    texts = [TAG.sub("", ANCHOR.sub("", line)).rstrip() for line in lines]
    found: list[Ending | None] = [_plain_ending(text) for text in texts]
    asked = [at for at, ending in enumerate(found) if ending is None]
    tails = [_tail(texts[at]) for at in asked]
    for at, morphemes in zip(asked, analyze_many(tails), strict=True):
        words = [m for m in morphemes if m.tag not in ("SSC", "SSO", "SS", "SW")]
        tag = words[-1].tag if words else ""
        found[at] = Ending(closed=tag in _CLOSED_TAGS, open=tag in _OPEN_TAGS)
    return [ending or Ending(False, False) for ending in found]


def _plain_ending(text: str) -> Ending | None:
    if _ENDED.search(text[-_TAIL:]) and not re.search(r"\d\.$", text[-2:]):
        return Ending(True, False)
    if _LEAD_IN.search(text) or _SUBTITLE.fullmatch(text):
        return Ending(True, False)
    if _OPEN_END.search(text):
        return Ending(False, True)
    if "(" in text[-200:] and text.count("(") > text.count(")"):
        return Ending(False, True)
    return None


def _tail(text: str) -> str:
    core = text.rstrip(_CLOSERS)
    if text.endswith((")", "）")) and (at := text.rfind("(")) > 0:
        # What a bracket adds at the end says nothing of the sentence.
        core = text[:at].rstrip(_CLOSERS)
    return core[-24:]


def starts_inside(lines: Sequence[Line]) -> list[bool]:
    """Tell for each line whether its first letters can only continue a word."""
    return texts_start_inside([line.text for line in lines])


def texts_start_inside(lines: Sequence[str]) -> list[bool]:
    """Tell for each text whether its first letters can only continue a word."""
    heads = [line[:16] for line in lines]
    return [
        bool(VERBAL.match(head)) or bool(morphemes) and morphemes[0].tag in _JOIN_TAGS
        for head, morphemes in zip(heads, analyze_many(heads), strict=True)
    ]


def full_widths(lines: Sequence[Line], reach: int = 16) -> list[int]:
    """Return for each line how wide a full line is there: the widest around but for a few.

    Looks back and ahead apart and takes the lesser, for the width changes from page to page.
    """
    widths = [line.width for line in lines]
    ahead = _widest(widths, reach)
    back = _widest(widths[::-1], reach)[::-1]
    return [min(pair) for pair in zip(ahead, back, strict=True)]


def _widest(widths: Sequence[int], reach: int) -> list[int]:
    """Return the 85 % quantile of each width and the `reach` after it."""
    window = sorted(widths[:reach])
    found: list[int] = []
    for at, width in enumerate(widths):
        if at + reach < len(widths):
            insort(window, widths[at + reach])
        few = len(window) <= reach // 2
        place = min(len(window) - 1, int(0.85 * len(window)))
        found.append(found[-1] if few and found else window[place])
        del window[bisect_left(window, width)]
    return found


def is_wrapped(pairs: Sequence[tuple[Line, Line]], full: dict[int, int]) -> bool:
    """Tell a document whose lines were broken at a page's width from one that was not.

    `pairs` are successive lines the second of which has no marker; `full` gives the full
    width around a line by its start.
    """
    if not pairs:
        return False
    near = [
        a
        for a, _ in pairs
        if 30 <= a.width <= 160
        and 0.8 * full[a.start] <= a.width <= 1.1 * full[a.start]
        and not _ENDED.search(a.text)
    ]
    return len(near) >= 2 and len(near) >= 0.3 * len(pairs)


def first_word_width(text: str) -> int:
    """Return the columns of what would first have to fit on the line before."""
    word = text.split(maxsplit=1)[0]
    return min(display_width(word), 8)
