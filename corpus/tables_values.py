"""A line as a row of words and values: figures, dates, dashes, each a cell of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_UNIT = (
    r"(?:%p?|%포인트|‰|[천백십]*[만억조]?\s?(?:원|명|달러|톤|개|위안|엔|유로)|[년월일인건호동대위점회"
    r"차세분초배]|개(?:소|사|월|국|년)|곳|시간|가구|마리|필지|편|척|조|억|만|천|t|kg|g|㎏|km|㎞|m|cm|mm|㎡|㎢|"
    r"ha|[MGkK]Wh?|℃|도|p|pp|pt|bp|ppm|L|㎥)"
)
_PLAIN = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SIGN = r"(?:[-+−–±]|[△▲▽▼∆]\s?)?"
_NOTE = (
    r"(?:[*†‡]{1,3}|\d\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}[)⁾]?"
    r"|\((?:p|e|P|E|f|잠정|추정|수정|안|[a-d])\)|[pe](?!\w))?"
)
_FIGURE = (
    rf"{_SIGN}\(?{_SIGN}{_PLAIN}(?:[~∼～]{_PLAIN}|(?<!\d\d\d)[-–]\d{{1,2}}(?![-\d]))?"
    rf"(?:{_UNIT}|\s(?:%|[천백]?[만억조]?\s?(?:원|명|톤|개|달러)|[건곳회배])(?=\s|$))?\)?{_NOTE}"
)
_MONEY = r"\d[\d,.]*(?:조|억|만|천)(?:\s\d[\d,.]*(?:억|만|천))*\s?(?:원|명|톤|개|달러|가구|건)"
_DATE = (
    r"(?:(?:19|20)\d{2}|['’‘]?\d{2})(?:\s?[.년/]\s?\d{1,2}(?:\s?[.월/]\s?\d{1,2}(?:\s?일|\.)?|월|\.)"
    r"|-\d{1,2}-\d{1,2})"
    r"|(?:19|20)\d{2}년?\s\d{1,2}(?:[~∼-]\d{1,2})?(?:월|분기)"
    r"|(?:19|20)\d{2}년?\s?(?:상|하)반기"
    r"|(?:19|20)\d{2}[~∼-](?:19|20)?\d{2}년?|['’‘]\d{2}년?"
)
_NOTHING = r"(?:[-–—−…×○●◎△▲□■√✓]|[xXoO](?!\w)|N/A|n\.a\.|없음|미정|비공개|해당\s?없음)"
_VALUE = re.compile(rf"(?:{_DATE}|{_MONEY}|{_FIGURE}|{_NOTHING})(?=\s|$)")
# What a header may count by: years, quarters, months.
_PERIOD = re.compile(
    rf"(?:{_DATE}|(?:19|20)\d{{2}}(?:년도?)?{_NOTE}|\d{{1,2}}(?:월|분기)|[1-4]Q)(?:\([^()]{{1,8}}\))?"
)
_WORD = re.compile(r"\S+")
_LINE_MAX = 300


@dataclass(frozen=True, slots=True)
class Token:
    """A word or value of a line; `start` and `end` are offsets in its text."""

    start: int
    end: int
    text: str
    is_value: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """The tokens of a line, and how many values stand in each of its runs of values.

    `opens` and `closes` tell whether the line begins and ends with words.
    """

    tokens: tuple[Token, ...]
    runs: tuple[int, ...]
    opens: bool
    closes: bool

    @property
    def lead(self) -> int:
        """The number of words before the first value."""
        return next((at for at, one in enumerate(self.tokens) if one.is_value), len(self.tokens))

    @property
    def values(self) -> int:
        """The number of values."""
        return sum(self.runs)


def is_period(text: str) -> bool:
    """Tell a year, quarter or month, as they stand above columns."""
    return bool(_PERIOD.fullmatch(text))


def read_shape(text: str) -> Shape:
    """Return the words and values of a line; one too long for a row has none."""
    return _read_shape(text) if len(text) <= _LINE_MAX else Shape((), (), False, False)


@lru_cache(maxsize=1024)
def _read_shape(text: str) -> Shape:
    tokens: list[Token] = []
    at = 0
    while word := _WORD.search(text, at):
        value = _VALUE.match(text, word.start())
        found = value or word
        tokens.append(Token(found.start(), found.end(), found[0], value is not None))
        at = found.end()
    runs: list[int] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.is_value:
            if before is not None and before.is_value:
                runs[-1] += 1
            else:
                runs.append(1)
    opens = bool(tokens) and not tokens[0].is_value
    closes = bool(tokens) and not tokens[-1].is_value
    return Shape(tuple(tokens), tuple(runs), opens, closes)
