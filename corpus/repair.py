"""Line ends: does the text go on, and with a space or in the middle of a word?"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.korean import analyze_many, glue_lines
from corpus.markup import ANCHOR, TAG
from corpus.structure_lines import Line, display_width

_CLOSERS = "\"'”’)]}>〉》」』】〕）*_ "
_ENDED = re.compile(r"[.?!。！？…][\"'”’)\]}>〉》」』】〕）*_]*$")
# Press releases set their subtitle between dashes.
_SUBTITLE = re.compile(r"[-–—]\s.+\s[-–—]")
_LEAD_IN = re.compile(r"[:：]$")
_OPEN_END = re.compile(r"[,，、·(\[{<〈《「『【〔‘“/~\-–]$|[→⇒=+&]$")
_HAN = "\u2e80-\u9fff\uf900-\ufaff"
_PARTICLE_START = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|에게|와|과|로|으로|도|만|부터|까지|라는|이라는|라고|이라고|"
    r"이며|이고|이나|인|임|이다|들|들이|들은|들의|들을)(?=[\s,.)]|$)"
)
_COUNTER = re.compile(
    r"(?:년|월|일|시|분|초|차|위|개|명|억|만|천|백|조|원|호|회|배|건|대|곳|종|세|기|단계|개국|개사|"
    r"여|가지|번|인|편|장|절|항|쪽|층|점|권|달러|위안|엔|유로|톤|포인트|퍼센트|%)"
)
_VERBAL = re.compile(
    r"(?:하[였고여며는기면지도]|했|되[었어고며는기면지]|됐|된|될|됨|함|한다|할|해[서야]|"
    r"시[키켜킨킬킴])"
)
_VERBAL_LEFT = re.compile(r"[가-힣]$")
_NOT_NOUN_END = re.compile(r"(?:[을를은는이가로에도게히와과의고며서지면]|이상|이하)$")
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
_CONTEXT = 48
_TAIL = 40


@dataclass(frozen=True, slots=True)
class Ending:
    """How a line ends: `closed` for certain, `open` for certain, or neither (a noun)."""

    closed: bool
    open: bool


def endings(lines: Sequence[Line]) -> list[Ending]:
    """Tell for each line whether its last sentence is over."""
    texts = [TAG.sub("", ANCHOR.sub("", line.text)).rstrip() for line in lines]
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
    heads = [line.text[:16] for line in lines]
    return [
        bool(_VERBAL.match(head)) or bool(morphemes) and morphemes[0].tag in _JOIN_TAGS
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


class Words:
    """How the document itself writes words, away from line ends."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Count the words of the lines but for the outermost, which may be halves."""
        self._starts: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        for line in lines:
            inner = [word.strip(_MARKS) for word in line.text.split()][1:-1]
            for word in inner:
                self._starts.update(word[:end] for end in range(2, min(len(word), 12) + 1))
            for first, second in zip(inner, inner[1:], strict=False):
                self._pairs.update(
                    (first, second[:end]) for end in range(2, min(len(second), 8) + 1)
                )

    def add(self, left: str, right: str) -> None:
        """Count the word that two lines share."""
        first, second = _edge(left, right)
        word = first + second
        if first and second:
            self._starts.update(word[:end] for end in range(2, min(len(word), 12) + 1))

    def joined(self, first: str, stem: str) -> int:
        """Count words that begin with `first` and `stem` written as one."""
        return self._starts[(first + stem)[:12]]

    def apart(self, first: str, stem: str) -> int:
        """Count where a word beginning with `stem` follows the word `first`."""
        return self._pairs[first, stem[:8]]


_MARKS = "\"'“”‘’(),.「」"
_PARTICLES = re.compile(
    r"(?<=[가-힣]{2})(?:으로|에서|은|는|이|가|을|를|의|에|와|과|로|도|만|등|들)$"
)


def _edge(left: str, right: str) -> tuple[str, str]:
    """Return the last word of the left line and the first of the right without its particle."""
    first = re.search(r"[0-9A-Za-z가-힣]+$", left[-_TAIL:])
    second = re.match(r"[가-힣]+", right[:_TAIL])
    return (first[0] if first else "", _PARTICLES.sub("", second[0]) if second else "")


def joiners(pairs: Sequence[tuple[Line, Line]], words: Words) -> list[str]:
    """Return for each pair of lines that belong together a space or nothing."""
    found: list[str | None] = []
    for left, right in pairs:
        decided = _plain_joiner(left, right)
        if decided is None:
            decided = _evidence(left, right, words)
        found.append(decided)
    asked = [at for at, decided in enumerate(found) if decided is None]
    spaces = _glue([pairs[at] for at in asked])
    for at, space in zip(asked, spaces, strict=True):
        left, right = pairs[at]
        verbal = not left.trailing and _VERBAL.match(right.text) and _is_noun_end(left.text)
        found[at] = " " if space and not verbal else ""
    for left, right in (pair for pair, between in zip(pairs, found, strict=True) if not between):
        words.add(left.text, right.text)
    # A word broken at two line ends is known from the other one.
    for at in asked:
        if found[at] and _evidence(*pairs[at], words) == "":
            found[at] = ""
    return [decided or "" for decided in found]


def _is_noun_end(text: str) -> bool:
    return bool(_VERBAL_LEFT.search(text)) and not _NOT_NOUN_END.search(text)


def _plain_joiner(left: Line, right: Line) -> str | None:
    shown = TAG.sub("", ANCHOR.sub("", left.text)).rstrip()
    a, b = shown[-1:] or left.text[-1], right.text[0]
    if a in "%℃㎡㎥)]’”」』》〉>" and _PARTICLE_START.match(right.text):
        return ""
    if len(shown) < len(left.text) and _PARTICLE_START.match(right.text):
        return ""
    if a in "([{<〈《「『【〔‘“~" or b in ")]}>〉》」』】〕’”,.;:!?%~、。，）":
        return ""
    if re.match(rf"[{_HAN}、。，]", b) and re.match(rf"[{_HAN}、。，]", a):
        return ""
    if b in "([（":
        return " " if left.trailing else ""
    if a in "·/" or b in "·/":
        return " " if left.trailing and b in "/" else ""
    if a in ",.;:!?)]’”」』>〉" and not re.match("[가-힣]", b):
        return " "
    if a in ",.;:!?→+=&" or b in "‘“「『《〈<①②③④⑤⑥⑦⑧⑨⑩▲△▶→+=&*※-–":
        return " "
    if a == "-":
        return "" if re.match("[a-z]", b) else " "
    if re.match("[A-Za-z]", a) and re.match("[가-힣]", b):
        return "" if _PARTICLE_START.match(right.text) else " "
    if a.isdigit() and re.match("[가-힣]", b):
        return "" if _COUNTER.match(right.text) or _PARTICLE_START.match(right.text) else " "
    if a.isascii() and a.isalnum() and b.isascii():
        return " "
    if re.match("[가-힣]", a) and b.isascii() and b.isalnum():
        return " "
    return None


def _evidence(left: Line, right: Line, words: Words) -> str | None:
    first, stem = _edge(left.text, right.text)
    if not first or len(stem) < 2:
        return None
    joined, apart = words.joined(first, stem), words.apart(first, stem)
    # White space at the line's end speaks against a broken word.
    if joined and not apart and not left.trailing:
        return ""
    if apart and not joined:
        return " "
    return None


def _glue(pairs: Sequence[tuple[Line, Line]]) -> list[bool]:
    chunks: list[str] = []
    places: list[int] = []
    previous: Line | None = None
    for left, right in pairs:
        if previous is left and len(left.text) <= 2 * _CONTEXT:
            places.append(len(chunks) - 1)
        else:
            chunks.append(left.text[-_CONTEXT:])
            places.append(len(chunks) - 1)
        chunks.append(right.text if len(right.text) <= 2 * _CONTEXT else right.text[:_CONTEXT])
        previous = right
    spaces = glue_lines(chunks)
    return [spaces[place] for place in places]
