"""Which columns of a table a question asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.question import Question, fold
from assistant.tables.grid import Grid, GridRow
from assistant.tables.matching import say_columns
from assistant.tables.names import Asked, Name, say
from assistant.tables.units import unit_of
from assistant.tables.values import read_value

# A word of a column's name counts as said from here on.
SAID = 0.6
# What asks for a column without naming it, and how such a column is called.
_CUES = tuple(
    (re.compile(asking, re.I), re.compile(named, re.I))
    for asking, named in (
        (
            r"누가|누구|담당|맡|\bwho\b|谁",
            r"담당|책임|대표|주관|맡은|시행|수행|기관|부서|성명|이름",
        ),
        (
            r"언제|몇\s*년|며칠|시기|\bwhen\b|什么时候",
            r"시기|일자|일시|기한|기간|연도|년도|준공|개통|설립|일정|date|year",
        ),
        (r"어디(?!가)|위치|\bwhere\b|在哪", r"소재지|위치|장소|지역|본사|주소|권역"),
        (
            r"얼마(?!나)|금액|돈|비용|예산|how much|多少钱",
            r"금액|예산|비용|가격|단가|액$|사업비",
        ),
        (
            r"몇\s*(?:명|사람)|인원|how many people|多少人",
            r"인원|이용자|참여|종사자|대상|주민|명$|수$",
        ),
        (r"몇\s*(?:%|퍼센트|프로)|비율|비중|percent", r"율$|률$|비율|비중|몫"),
        (r"전화|연락처|phone", r"전화|연락처"),
        (r"어떻게|무엇을|방법", r"방법|내용|대응|조치|방식"),
    )
)
_COUNTED = re.compile(r"몇\s?([가-힣㎡%℃A-Za-z]{1,6})")
_FORECAST = re.compile(r"목표|계획|전망|예상|추정|예정")


def name_columns(asked: Asked, grid: Grid) -> tuple[int, ...]:
    """Return the columns that a question names, in order; none where it names none.

    Of columns whose names share words, one that has fewer of the words said is not meant.
    """
    names = grid.columns
    said = say_columns(asked, grid)
    shared: frozenset[str] = frozenset()
    if len(names) > 1:
        shared = frozenset.intersection(*(frozenset(name.words) for name in names.values()))
    words = {
        column: frozenset(
            w for w in (*name.words, *name.aliases) if w not in shared and say(asked, w) >= SAID
        )
        for column, name in names.items()
        if said[column] > 0
    }
    return tuple(
        column
        for column, own in words.items()
        if (own or said[column] >= SAID) and not any(own < other for other in words.values())
    )


def cue_columns(question: Question, grid: Grid, caption: str) -> tuple[int, ...]:
    """Return the columns that hold what a question asks for without naming it.

    `몇 명` asks for those that count 명, 누가 for 담당.
    """
    text = fold(question.text)
    counted = [found.group(1) for found in _COUNTED.finditer(text)]
    fitting = [
        column
        for column, name in grid.columns.items()
        if any(_counts(name, caption, word) for word in counted) and has_values(column, grid.rows)
    ]
    if fitting:
        return tuple(fitting)
    for asking, named in _CUES:
        if asking.search(text):
            fitting = [c for c, name in grid.columns.items() if named.search(name.letters)]
            if fitting:
                return tuple(fitting)
    return ()


def order_column(
    columns: Sequence[int], names: Mapping[int, Name], rows: Sequence[GridRow], *, dates: bool
) -> int | None:
    """Return the column whose values put the rows in order, None where it is not certain.

    Of several that differ by their year alone the latest one that is no plan; where none is
    named, the only one with figures (or, for `dates`, with dates).
    """
    able = [c for c in names if _can_order(c, names[c], rows, dates=dates)]
    wanted = [c for c in columns if c in able]
    if not wanted and not columns:
        wanted = able
    if len(wanted) > 1 and all(names[c].years for c in wanted):
        known = [c for c in wanted if not _FORECAST.search(names[c].letters)] or wanted
        newest = max(max(names[c].years) for c in known)
        wanted = [c for c in known if max(names[c].years) == newest]
    return wanted[0] if len(wanted) == 1 else None


def is_dated(name: Name) -> bool:
    """Tell whether a column's figures are years rather than amounts."""
    return bool(re.search(r"연도|년도|일자|시기|설립|준공|개통|year|date|开业", name.letters))


def has_values(column: int, rows: Sequence[GridRow]) -> bool:
    """Tell whether at least half of a column's cells are figures or dates."""
    cells = [cell.text for row in rows for cell in row.values if cell.column == column]
    return bool(cells) and 2 * sum(read_value(text) is not None for text in cells) >= len(cells)


def _can_order(column: int, name: Name, rows: Sequence[GridRow], *, dates: bool) -> bool:
    cells = [cell.text for row in rows for cell in row.values if cell.column == column]
    values = [value for text in cells if (value := read_value(text)) is not None]
    if not has_values(column, rows) or len(values) < 2:
        return False
    are_dates = sum(value.kind == "date" for value in values) * 2 > len(values) or is_dated(name)
    return are_dates == dates


def _counts(name: Name, caption: str, word: str) -> bool:
    units = (fold(name.unit), unit_of(name, caption))
    return any(unit and (word.startswith(unit) or unit.endswith(f" {word[:1]}")) for unit in units)
