"""Hancom's numbering: what stands before a numbered, outlined or bulleted paragraph.

HWP 5 and HWPX define it alike. A definition has a template for each level (`^1.`, `(^5)`), a
counter runs for each definition and level, and a paragraph says only which definition and
which level it takes.

Source: Hancom, "HWP Document File Formats 5.0", revision 1.3, tables 38 to 43 (paragraph
heads, numberings, bullets) and 134 (number shapes); KS X 6101 (OWPML), `numbering`,
`paraHead`, `bullet`, `NumberType1` and `NumberType2`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from corpus.readers.hancom.glyphs import read_glyphs

# What notes are called by where no numbers are wanted.
_SYMBOLS = "*†‡§"
# The names of OWPML, in the order of the codes of HWP 5 (0, 1, ...).
FORMS: tuple[str, ...] = (
    "DIGIT",
    "CIRCLED_DIGIT",
    "ROMAN_CAPITAL",
    "ROMAN_SMALL",
    "LATIN_CAPITAL",
    "LATIN_SMALL",
    "CIRCLED_LATIN_CAPITAL",
    "CIRCLED_LATIN_SMALL",
    "HANGUL_SYLLABLE",
    "CIRCLED_HANGUL_SYLLABLE",
    "HANGUL_JAMO",
    "CIRCLED_HANGUL_JAMO",
    "HANGUL_PHONETIC",
    "IDEOGRAPH",
    "CIRCLED_IDEOGRAPH",
    "DECAGON_CIRCLE",
    "DECAGON_CIRCLE_HANJA",
)
# No paragraph is deeper, and no definition of either format has more levels.
MAX_LEVELS = 10
# Beyond it a number is written in digits: a Roman 30,000 is a page of letters.
_LARGEST = 3_999

# As official letters go on: after 하 come 거, 너, and so on.
_SYLLABLES = (
    "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호"
    "구누두루무부수우주추쿠투푸후그느드르므브스으즈츠크트프흐기니디리미비시이지치키티피히"
)
_JAMO = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_STEMS = "갑을병정무기경신임계"
_STEMS_HANJA = "甲乙丙丁戊己庚辛壬癸"
_DIGITS_HANGUL = "일이삼사오육칠팔구"
_DIGITS_HANJA = "一二三四五六七八九"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
# Hancom prints it where it stands; for others it is a place where a word may end.
_SOFT_HYPHEN = "\u00ad"
_PART = re.compile(r"\^(10|[1-9]|n|N)")


def format_number(number: int, form: str) -> str:
    """Return a number as its form writes it: `(3, "HANGUL_SYLLABLE")` gives `다`.

    A form that ends before the number (`㉻` is the 14th) goes on in digits, in brackets where
    it is circled; so does a form that is not known.
    """
    if not 1 <= number <= _LARGEST:
        return str(number)
    writer = _WRITERS.get(form)
    written = writer(number) if writer is not None else ""
    if written:
        return written
    return f"({number})" if form.startswith("CIRCLED") else str(number)


def _circled_digit(number: int) -> str:
    if number <= 20:
        return chr(0x2460 + number - 1)
    if number <= 35:
        return chr(0x3251 + number - 21)
    return chr(0x32B1 + number - 36) if number <= 50 else ""


def _roman(number: int) -> str:
    if number <= 12:
        # One character, as reports have it and as their headings are told by.
        return chr(0x2160 + number - 1)
    parts = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        parts.append(letters * count)
    return "".join(parts)


def _roman_small(number: int) -> str:
    return chr(0x2170 + number - 1) if number <= 12 else _roman(number).lower()


def _letters(number: int) -> str:
    """Return A to Z, then AA, AB, and so on."""
    parts = []
    while number:
        number, rest = divmod(number - 1, 26)
        parts.append(chr(ord("A") + rest))
    return "".join(reversed(parts))


def _tens(number: int, digits: str, tens: str) -> str:
    """Return a number below 100 as it is spoken (`이십삼`)."""
    if number >= 100:
        return ""
    many, few = divmod(number, 10)
    head = "" if not many else (digits[many - 1] if many > 1 else "") + tens
    return head + (digits[few - 1] if few else "")


def _from(signs: str, number: int) -> str:
    return signs[number - 1] if number <= len(signs) else ""


_WRITERS: dict[str, Callable[[int], str]] = {
    "DIGIT": str,
    "CIRCLED_DIGIT": _circled_digit,
    "ROMAN_CAPITAL": _roman,
    "ROMAN_SMALL": _roman_small,
    "LATIN_CAPITAL": _letters,
    "LATIN_SMALL": lambda number: _letters(number).lower(),
    "CIRCLED_LATIN_CAPITAL": lambda number: chr(0x24B6 + number - 1) if number <= 26 else "",
    "CIRCLED_LATIN_SMALL": lambda number: chr(0x24D0 + number - 1) if number <= 26 else "",
    "HANGUL_SYLLABLE": lambda number: _from(_SYLLABLES, number),
    "CIRCLED_HANGUL_SYLLABLE": lambda number: chr(0x326E + number - 1) if number <= 14 else "",
    "HANGUL_JAMO": lambda number: _from(_JAMO, number),
    "CIRCLED_HANGUL_JAMO": lambda number: chr(0x3260 + number - 1) if number <= 14 else "",
    "HANGUL_PHONETIC": lambda number: _tens(number, _DIGITS_HANGUL, "십"),
    "IDEOGRAPH": lambda number: _tens(number, _DIGITS_HANJA, "十"),
    "CIRCLED_IDEOGRAPH": lambda number: chr(0x3280 + number - 1) if number <= 10 else "",
    "DECAGON_CIRCLE": lambda number: _from(_STEMS, number),
    "DECAGON_CIRCLE_HANJA": lambda number: _from(_STEMS_HANJA, number),
}


@dataclass(frozen=True, slots=True)
class HeadLevel:
    """One level of a definition.

    `template` is what is printed, with `^1` to `^10` for the number of that level, `^n` for
    the path of numbers (`1.2.3`) and `^N` for the path with a full stop (`1.2.3.`).
    `form` is one of `FORMS` and holds for this level's number wherever it is printed.
    """

    template: str
    form: str = "DIGIT"
    start: int = 1


@dataclass(frozen=True, slots=True)
class Numbering:
    """A definition; `levels[0]` is level 1. A level that it lacks prints nothing."""

    levels: tuple[HeadLevel, ...]


# What Hancom's own new document has, for an outline that names no definition.
DEFAULT_OUTLINE = Numbering(
    (
        HeadLevel("^1."),
        HeadLevel("^2.", "HANGUL_SYLLABLE"),
        HeadLevel("^3)"),
        HeadLevel("^4)", "HANGUL_SYLLABLE"),
        HeadLevel("(^5)"),
        HeadLevel("(^6)", "HANGUL_SYLLABLE"),
        HeadLevel("^7", "CIRCLED_DIGIT"),
    )
)


@dataclass(slots=True)
class Counters:
    """The running numbers of a document; ask in the order of its paragraphs.

    `numberings` are the definitions by their id, `bullets` the signs by theirs.
    """

    numberings: Mapping[int, Numbering]
    bullets: Mapping[int, str]
    _counts: dict[int, list[int | None]] = field(default_factory=dict)

    def number(self, definition: int, level: int) -> str:
        """Count a paragraph of a level (1 = outermost) and return its marker.

        An id without a definition is the outline of a new document. Deeper levels begin
        anew. A level above that has not been counted yet is printed as its first number, and
        is counted thereby (after `4.1.1.1` comes `4.1.2`).
        """
        numbering = self.numberings.get(definition, DEFAULT_OUTLINE)
        level = min(max(level, 1), MAX_LEVELS)
        counts = self._counts.setdefault(definition, [None] * MAX_LEVELS)
        before = counts[level - 1]
        counts[level - 1] = _start(numbering, level) if before is None else before + 1
        counts[level:] = [None] * (MAX_LEVELS - level)
        for upper in range(1, level):
            if counts[upper - 1] is None:
                counts[upper - 1] = _start(numbering, upper)
        if level > len(numbering.levels):
            return ""

        def write(match: re.Match[str]) -> str:
            part = match[1]
            if part in "nN":
                path = ".".join(_one(numbering, counts, upper) for upper in range(1, level + 1))
                return path + "." if part == "N" else path
            return _one(numbering, counts, int(part))

        template = read_glyphs(numbering.levels[level - 1].template).text
        return _PART.sub(write, template.replace(_SOFT_HYPHEN, "-")).strip()

    def bullet(self, definition: int) -> str:
        """Return the sign of a bulleted paragraph; a definition that is a picture gives `•`."""
        sign = read_glyphs(self.bullets.get(definition, "")).text.strip()
        return sign.replace(_SOFT_HYPHEN, "-") or "•"


def is_numbered(numbering: Numbering, level: int) -> bool:
    """Tell a level that counts from one that prints a fixed sign (`□`) or nothing."""
    if not 1 <= level <= len(numbering.levels):
        return False
    return _PART.search(numbering.levels[level - 1].template) is not None


def _start(numbering: Numbering, level: int) -> int:
    return numbering.levels[level - 1].start if level <= len(numbering.levels) else 1


def _one(numbering: Numbering, counts: list[int | None], level: int) -> str:
    count = counts[level - 1]
    form = numbering.levels[level - 1].form if level <= len(numbering.levels) else "DIGIT"
    return format_number(_start(numbering, level) if count is None else count, form)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is written; `sign` is the author's own character, if any."""

    form: str = "DIGIT"
    sign: str = ""
    prefix: str = ""
    suffix: str = ""

    def write(self, number: int) -> str:
        """Return the number without what stands around it."""
        if self.form == "USER_CHAR" and self.sign:
            return self.sign * min(max(1, number), 5)
        if self.form == "SYMBOL":
            turn, place = divmod(max(0, number - 1), len(_SYMBOLS))
            return _SYMBOLS[place] * min(turn + 1, 5)
        return format_number(number, self.form)
