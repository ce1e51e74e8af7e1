"""A line as a row of words and values: figures, dates, dashes, each a cell of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
# The number of a note below the table is none: `사과 1) 1,234`.
_FIGURE = (
    rf"(?!\d{{1,2}}\)(?:\s|$)){_SIGN}\(?{_SIGN}{_PLAIN}(?:[~∼～]{_PLAIN}|(?<!\d\d\d)[-–]\d{{1,2}}(?![-\d]))?"
    rf"(?:{_UNIT}|\s(?:%|[천백]?[만억조]?\s?(?:원|명|톤|개|달러)|[건곳회배년세월일])(?=\s|$))?\)?{_NOTE}"
)
_MONEY = r"\d[\d,.]*(?:조|억|만|천)(?:\s\d[\d,.]*(?:억|만|천))*\s?(?:원|명|톤|개|달러|가구|건)"
_DATE = (
    r"(?:(?:19|20)\d{2}|['’‘]?\d{2})(?:\s?[.년/]\s?\d{1,2}(?:\s?[.월/]\s?\d{1,2}(?:\s?일|\.)?|월|\.)"
    r"|-\d{1,2}-\d{1,2})"
    r"|(?:19|20)\d{2}\s?년?\s\d{1,2}(?:[~∼-]\d{1,2})?\s?(?:월|분기)"
    r"|(?:19|20)\d{2}\s?년?\s?(?:상|하)반기"
    r"|(?:19|20)\d{2}[~∼-](?:19|20)?\d{2}년?|['’‘]\d{2}년?"
)
_NOTHING = r"(?:[-–—−…×○●◎△▲□■√✓]|[xXoO](?!\w)|N/A|n\.a\.|없음|미정|비공개|해당\s?없음)"
_VALUE = re.compile(rf"(?:{_DATE}|{_MONEY}|{_FIGURE}|{_NOTHING})(?=\s|$)")
# What a header may count by: years, quarters, months.
_PERIOD = re.compile(
    rf"(?:{_DATE}|(?:19|20)\d{{2}}(?:\s?년도?)?{_NOTE}|\d{{1,2}}(?:월|분기)|[1-4]Q)(?:\([^()]{{1,8}}\))?"
)
# `65세 이상` names a group of people or things.
_BOUND = re.compile(
    rf"{_PLAIN}\s?(?:세|명|인|년|개|㎡|kg|원|만\s?원|억\s?원|시간|점|%)?\s?(?:이상|이하|미만|초과|이내)"
    rf"(?:[~∼]\s?{_PLAIN}\s?(?:세|명|인|년|개|㎡|kg|원|만\s?원|억\s?원|시간|점|%)?\s?(?:이하|미만))?"
    r"(?=\s|$)"
)
_REMARKS = re.compile(r"(?:비고|참고|특이사항|사유|설명|메모)")
_FIRST_ROWS = 3
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


def fold_remarks(shapes: Sequence[Shape]) -> list[Shape]:
    """Return lines whose last column holds remarks, each remark as one word.

    Where a line of names ends with `비고`, what stands behind the values that the first rows
    have in common is a remark, be it words, a dash or nothing.
    """
    names = next((at for at in range(min(2, len(shapes))) if _ends_with_remarks(shapes[at])), -1)
    rows = [row for row in shapes[names + 1 :] if row.runs]
    if names < 0 or len(rows) < 2:
        return list(shapes)
    count = min(row.runs[0] for row in rows[:_FIRST_ROWS])
    if all(row.runs == rows[0].runs and not row.closes for row in rows):
        return list(shapes)
    return [
        *shapes[: names + 1],
        *(_fold(row, count) if row.runs else row for row in shapes[names + 1 :]),
    ]


def _ends_with_remarks(shape: Shape) -> bool:
    return bool(shape.tokens) and bool(_REMARKS.fullmatch(shape.tokens[-1].text))


def _fold(row: Shape, count: int) -> Shape:
    end = row.lead + count
    rest = row.tokens[end:]
    if row.runs[0] < count or not rest:
        return row
    words = " ".join(token.text for token in rest)
    remark = Token(rest[0].start, rest[-1].end, words, False)
    return Shape((*row.tokens[:end], remark), (count,), row.opens, True)


def read_shape(text: str) -> Shape:
    """Return the words and values of a line; one too long for a row has none."""
    return _read_shape(text) if len(text) <= _LINE_MAX else Shape((), (), False, False)


@lru_cache(maxsize=1024)
def _read_shape(text: str) -> Shape:
    tokens: list[Token] = []
    at = 0
    while word := _WORD.search(text, at):
        bound = _BOUND.match(text, word.start())
        value = None if bound else _VALUE.match(text, word.start())
        found = bound or value or word
        tokens.append(Token(found.start(), found.end(), found[0], value is not None))
        at = found.end()
    if len(tokens) > 2 and all(token.is_value for token in tokens):
        # `2021년 349 766`: the first value names the row.
        tokens[0] = replace(tokens[0], is_value=False)
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
