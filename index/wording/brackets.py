"""What stands in brackets after a name, where it may be another name of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from index.letters import HAN
from index.wording.companies import strip_form

# What a name is written in; "" for what is no name.
Script = Literal["latin", "han", "hangul", ""]

# A name in brackets, and how much of the line before it is looked at.
MAX_INNER = 58
MAX_LEFT = 48
MAX_NAME = 40

_BRACKETS = re.compile(rf"[(（]([^()（）\n]{{2,{MAX_INNER}}})[)）]")
# `이하 '갑'이라 한다` without brackets; the particle before it is no part of the name.
_SAID = re.compile(
    r"(?:을|를|은|는)? ?,? ?이하 ?[\"'‘’“”「]([^\"'‘’“”「」\n]{1,20})[\"'‘’“”」] ?"
    r"(?:이?라고?) ?(?:한다|함|칭한다|칭함|부른다|합니다)"
)
_MARK = re.compile(
    r"^(?:(?:이하|약칭|통칭|일명|별칭|영문명|영어명|중국명)(?: ?[:：]| |(?=[\"'‘“「]))|"
    r"(?:영문|영어|한자|중국어|중문|국문|한글|일본어) ?[:：])"
)
_SAYING = re.compile(r" ?(?:이?라고?) ?(?:한다|함|칭한다|칭함|부른다|합니다|하며|한)\.?$")
_QUOTES = "\"'‘’“”「」『』《》〈〉"
_LATIN = re.compile(r"(?=(?:.*[A-Za-z]){2})[A-Za-z0-9][A-Za-z0-9&+.\-/'’ ]*")
_HAN = re.compile(rf"[{HAN}][{HAN}·0-9 “”]*")
_HANGUL = re.compile(r"[가-힣][가-힣A-Za-z0-9· ]*")
_PARTS = re.compile(rf"\s*[,;，、]\s*|(?<=[A-Za-z])[.:/](?=[{HAN}])|(?<=[{HAN}])[.:/](?=[A-Za-z])")
# What says that brackets hold no name: a figure, a date, a source, a note.
_NOISE = re.compile(
    r"[%=×~→☎@#$€¥₩\\<>|…]|https?:|www\.|\b(?:19|20)\d\d\b(?!$)|\d{4}[.\-/년]|"
    r"\d+(?:월|일|위|억|만|조|원|명|개|건|회|차|쪽|면|호|점|배|세|대)|^\d|"
    r"(?:^| )(?:등|외|예시?|단위|자료|출처|주석?|참[고조]|예정|잠정|기준|포함|제외|"
    r"한화|약|검색|vs\.?|e\.g|i\.e|etc|see|ref|fig|table|p{1,2}|vol|no|ed|eds)"
    r"(?:[ .:：]|$)",
    re.IGNORECASE,
)
_YEAR_END = re.compile(r"\b(?:19|20)\d\d$")
# Units, currencies and marks that follow figures and words without naming them.
_NO_NAMES = frozenset(
    "km kg mg cm mm ml kw mw gw kwh mwh gwh twh kwp mwp gwp usd krw cny rmb eur jpy gbp ppm ppb bp "
    "db hz khz mhz ghz kb mb gb tb pb kpa mpa nm ha toe co2 yoy qoq mom cagr avg max min sum total "
    "ii iii iv vi vii viii ix xi xii am pm bc ad ce bce ok na n/a tbd tba ea pcs set lot no yes "
    "left right top new ver rev draft final sic ibid op cit in out and or the of on off max. min. "
    "mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec ko kr en cn jp "
    "https http pdf hwp xlsx docx pptx csv txt html pp".split()
)


@dataclass(frozen=True, slots=True)
class Part:
    """One name in brackets; `is_said` where the text says that it is one (`이하`)."""

    text: str
    script: Script
    is_said: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that may name a thing twice: the line up to the brackets, the names in them."""

    left: str
    parts: tuple[Part, ...]


def find_mentions(text: str) -> Iterator[Mention]:
    """Yield the places of a text where a name may stand in brackets after another."""
    for found in _BRACKETS.finditer(text):
        left = _line_before(text, found.start())
        if left and (parts := read_parts(found.group(1))):
            yield Mention(left, parts)
    for found in _SAID.finditer(text):
        left = _line_before(text, found.start())
        # In brackets it was seen already.
        if left and not left.endswith(("(", "（")):
            yield Mention(left, (Part(found.group(1).strip(), _script(found.group(1)), True),))


def read_parts(inner: str) -> tuple[Part, ...]:
    """Return the names in brackets; none where they hold anything else."""
    text = inner.strip()
    is_said = bool(_MARK.match(text))
    text = _SAYING.sub("", _MARK.sub("", text)).strip()
    if not text or (_NOISE.search(text) and not _is_titled(text)):
        return ()
    parts = []
    for piece in _PARTS.split(strip_form(text)):
        is_marked = is_said or bool(_MARK.match(piece))
        name = _MARK.sub("", piece).strip().strip(_QUOTES).strip()
        script = _script(name)
        if not _is_name(name, script, is_marked):
            return ()
        parts.append(Part(name, script, is_marked))
    if len(parts) > 3 or not _agree(parts):
        return ()
    return tuple(parts)


def initials_fit(short: str, words: list[str]) -> bool:
    """Tell whether the letters of an abbreviation stand in order in words, at their heads mostly.

    Source: Schwartz, Hearst, A simple algorithm for identifying abbreviation definitions in
    biomedical text (PSB 2003); the first letter must begin the first word.
    """
    letters = re.sub(r"[^a-z0-9]", "", short.casefold())
    text = " ".join(words).casefold()
    if not letters or not text.startswith(letters[0]) or len(words) > len(letters) + 2:
        return False
    at = len(text)
    for letter in reversed(letters[1:]):
        at = text.rfind(letter, 1, at)
        if at < 0:
            return False
    heads = sum(word[:1].casefold() in letters for word in words)
    return 2 * heads >= len(letters)


def is_abbreviation(name: str) -> bool:
    """Tell whether a Latin name is letters for words: `ICT`, `IIoT`, `O2O`."""
    letters = [char for char in name if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return " " not in name and len(name) <= 8 and capitals >= 2 and 2 * capitals >= len(letters)


def _agree(parts: list[Part]) -> bool:
    """Tell whether parts in one pair of brackets can be names of one thing."""
    latin = [part.text for part in parts if part.script == "latin"]
    if len({part.script for part in parts}) == len(parts):
        return True
    if len(latin) != 2 or len(parts) - len(latin) > 1:
        return False
    short, long = sorted(latin, key=len)
    return is_abbreviation(short) and initials_fit(short, re.split(r"[ \-]+", long))


def _is_name(name: str, script: Script, is_said: bool) -> bool:
    if not name or len(name) > MAX_NAME:
        return False
    if script == "latin":
        folded = name.casefold().strip(".")
        if folded in _NO_NAMES or bool(re.fullmatch(r"[a-z]{1,3}|[A-Za-z]\d*|\d+[a-z]+", name)):
            return False
        return len(name.split()) <= 7
    if script == "hangul":
        return is_said or (len(name) >= 2 and len(name.split()) <= 4)
    return script == "han"


def _script(name: str) -> Script:
    if _LATIN.fullmatch(name):
        return "latin"
    if _HAN.fullmatch(name):
        return "han"
    return "hangul" if _HANGUL.fullmatch(name) else ""


def _is_titled(text: str) -> bool:
    """Tell whether what looks like a figure is the end of a title: `Made in China 2025`."""
    bare = _YEAR_END.sub("", text)
    return bare != text and len(bare.split()) >= 2 and not _NOISE.search(bare.strip() or "=")


def _line_before(text: str, end: int) -> str:
    start = max(text.rfind("\n", 0, end) + 1, end - MAX_LEFT)
    if start and not text[start - 1].isspace():
        # Never half a word.
        gap = re.search(r"\s", text[start:end])
        start = start + gap.end() if gap else start
    return text[start:end].rstrip(" ")
