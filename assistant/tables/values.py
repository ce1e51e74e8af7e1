"""What a cell is worth: its figure or date as something that can be put in order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from index import read_figures

ValueKind = Literal["figure", "date"]

# A bare figure of a cell: a sign, digits, and at most a short unit.
_FIGURE = re.compile(
    r"([-−–△▲▽▼+]?)\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s?((?:[^\d\s,.|~∼→]\s?){0,8})"
)
_BARE = re.compile(r"[-−–△▲▽▼+]?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_FALLING = frozenset("-−–△▽▼")
_DATE = re.compile(
    r"[’'‘]?(\d{4}|\d{2}(?=\s?(?:년|\.)))\s?(?:년|[.\-/])?"
    r"(?:\s?(\d{1,2})\s?(?:월|[.\-/])?(?:\s?(\d{1,2})\s?일?)?)?\s?\.?"
)
_QUARTER = re.compile(r"(\d{4})년?\s?(\d)\s?(?:분기|/4)")
_MONTHS = {
    name: number
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}
_ENGLISH_DATE = re.compile(r"(?:(\d{1,2})\s+)?([a-z]{3})[a-z]*\.?\s+(?:(\d{1,2}),\s*)?(\d{4})")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Value:
    """A figure, or a date as year, month and day in one number (`20251000` without a day).

    `unit` is what stands behind the figure in the cell itself, empty where nothing does.
    """

    amount: Decimal
    kind: ValueKind
    unit: str = ""


@lru_cache(maxsize=16_384)
def read_value(text: str) -> Value | None:
    """Return what a cell is worth, None where it is words, a range or empty.

    `△` and `▽` are minus, as Korean budgets write it.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    if not folded or len(folded) > _LONGEST:
        return None
    if found := _BARE.fullmatch(folded):
        return Value(_amount(found.group()), "figure")
    if date := _read_date(folded):
        return date
    found = _FIGURE.fullmatch(folded)
    if found is None:
        return None
    amount = _amount(folded[: found.start(4)].strip())
    # `5억` is worth more than `900만`: the scale is part of the figure.
    unit, scaled = found.group(4).strip(), read_figures(folded)
    if len(scaled) == 1 and scaled[0].scale:
        amount, unit = scaled[0].value.copy_sign(amount), scaled[0].unit
    return Value(amount, "figure", unit)


def is_bare(text: str) -> bool:
    """Tell whether a cell is a figure without a unit of its own."""
    return bool(_BARE.fullmatch(unicodedata.normalize("NFKC", text).strip()))


def _amount(text: str) -> Decimal:
    digits = Decimal("".join(c for c in text if c.isdigit() or c == "."))
    return -digits if text[0] in _FALLING else digits


def _read_date(text: str) -> Value | None:
    if found := _QUARTER.fullmatch(text):
        return _date(found.group(1), str(3 * int(found.group(2)) - 2), "")
    if found := _DATE.fullmatch(text):
        return _date(found.group(1), found.group(2) or "", found.group(3) or "")
    found = _ENGLISH_DATE.fullmatch(text.casefold())
    if found is None or found.group(2) not in _MONTHS:
        return None
    day = found.group(1) or found.group(3) or ""
    return _date(found.group(4), str(_MONTHS[found.group(2)]), day)


def _date(year: str, month: str, day: str) -> Value | None:
    century = 2000 if len(year) == 2 else 0
    if int(month or 0) > 12 or int(day or 0) > 31:
        return None
    at = (int(year) + century) * 10_000 + int(month or 0) * 100 + int(day or 0)
    return Value(Decimal(at), "date")
