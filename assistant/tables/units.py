"""What the figures of a column count: said over the table, in a column's name or beside it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from assistant.question import fold
from assistant.tables.names import Name, read_name
from assistant.tables.values import is_bare
from index import read_figures

_STATED = re.compile(r"단위\s*[:：]\s*([^)\]）〕\n]{1,80})")
_MONEY_NOTE = re.compile(
    r"\(\s?((?:십|백|천|만|십만|백만|천만|억|십억|백억|조)?\s?(?:원|달러|위안))\s?\)\s*$"
)
# `△는 손실` is no unit.
_SIGNS = "△▲▽▼*※-"
_APART = re.compile(r"\s*[,，、;]\s*")
_SHARE = re.compile(r"(?:율|률|비중|비율|퍼센트|몫|share|rate|percentage|ratio)$")
_MONEY = re.compile(
    r"예산|결산|금액|비용|[가-힣]액|[가-힣]비$|가격|단가|매출|이익|한도|보증금|월세|임금|급여|"
    r"지원금|보조금|요금|세입|세출|투자|부채|자산|대출|융자|원가|값$"
)
_MONEYS = re.compile(r"(?:원|달러|위안|엔|유로|크로나|won|USD|KRW)(?:/\S+)?$")
# Of several units of things the one that a column's name speaks of.
_KINDS = tuple(
    (re.compile(named), re.compile(unit))
    for named, unit in (
        (r"면적|넓이", r"^(?:ha|㎡|㎢|km2|m2|km²|m²|평|헥타르)$"),
        (r"건수|발생$|신고", r"^건$"),
        (
            r"인원|이용자|이용객|관광객|종사자|사망|부상|주민|직원|환자|학생|가입자|참여자",
            r"^(?:천 |만 )?명$",
        ),
        (r"거리|연장|길이|주행", r"^k?m$"),
        (
            r"배출량|발생량|처리량|생산량|수확량|공급량|사용량",
            r"^(?:천 |만 |백만 )?(?:톤|t|kg|㎏)$",
        ),
        (r"시간$", r"^(?:시간|분|초)$"),
        (r"근속|연수$|수명", r"^년$"),
        (r"가구$|세대$", r"^(?:천 |만 )?(?:가구|세대)$"),
    )
)
# What counts no things: a rank, a year, a number on a list.
_NUMBERING = re.compile(r"순위|번호|연번|^no$|연도$|년도$|순번|등급|전화|코드|일자|기간|시기")
_NO_UNIT = re.compile(r"[\d=:]")
_UNIT_COLUMNS = frozenset(("단위", "unit"))
_MAX_CHARS = 10
_OWN_UNIT = re.compile(r"(?:^|\| )(?:단위|unit): ([^|\n]{1,10}?)(?= \||$)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def stated_units(caption: str) -> tuple[str, ...]:
    """Return the units that a caption states: `(단위: 백만 원, 명)` two, `예산(천원)` one."""
    folded = fold(caption)
    found = _STATED.search(folded) or _MONEY_NOTE.search(folded)
    if found is None:
        return ()
    units = (unit.strip() for unit in _APART.split(found[1]))
    return tuple(unit for unit in units if unit and unit[0] not in _SIGNS)


def is_unit_column(column: Name) -> bool:
    """Tell whether the cells of a column say what the figures beside them count."""
    return column.letters in _UNIT_COLUMNS


@lru_cache(maxsize=4096)
def unit_of(column: Name, caption: str) -> str:
    """Return which unit of the caption a column's figures have, empty where it is not certain.

    Shares are in `%` and money in the unit of money, where the caption states one of them; of
    the others there must be but one. A column whose name states a unit needs none.
    """
    units = list(stated_units(caption))
    if not units or _states_unit(column) or _NUMBERING.search(column.letters):
        return ""
    shares = [unit for unit in units if unit.startswith(("%", "퍼센트"))]
    others = [unit for unit in units if unit not in shares]
    moneys = [unit for unit in others if _MONEYS.search(unit)]
    things = [unit for unit in others if unit not in moneys]
    if _SHARE.search(column.letters):
        fitting = shares
    elif _MONEY.search(column.letters):
        fitting = moneys or (others if len(units) == 1 else [])
    else:
        is_year = all(any(map(str.isdigit, word)) for word in column.words)
        fitting = others if len(others) == 1 else [] if is_year else things
        fitting = units[:1] if len(units) == 1 else fitting
    if len(fitting) > 1:
        kinds = [unit for named, unit in _KINDS if named.search(column.letters)]
        fitting = [unit for unit in fitting if any(kind.match(unit) for kind in kinds)]
    if len(fitting) != 1 or _NO_UNIT.search(fitting[0]) or len(fitting[0]) > _MAX_CHARS:
        return ""
    return fitting[0]


def measure_of(column: Name, caption: str) -> tuple[Decimal, str]:
    """Return what one of a column's figures is worth: `억 원` is 100,000,000 of `원`."""
    unit = column.unit if _states_unit(column) else unit_of(column, caption)
    read = read_figures(f"1{fold(unit)}") if unit else ()
    return (read[0].value, read[0].unit) if len(read) == 1 else (Decimal(1), unit)


def without_unit(cell: str, row: str, above: str) -> str | None:
    """Return a cell as it reads (`예산: 1,128백만 원`) without the unit that it has from above.

    That is the one its column has by what is written `above` the row (its parts apart by ` / `),
    or the row's own cell named 단위. None where the cell ends in no such unit.
    """
    label, _, value = cell.rpartition(": ")
    stated = next((part for part in above.split(" / ") if stated_units(part)), "")
    units = (unit_of(read_name(label), stated), *_OWN_UNIT.findall(row)[:1])
    for unit in units:
        if unit and value.endswith(unit) and is_bare(value.removesuffix(unit)):
            return cell.removesuffix(unit)
    return None


def _states_unit(column: Name) -> bool:
    return bool(column.unit) and not any(map(str.isdigit, column.unit))
