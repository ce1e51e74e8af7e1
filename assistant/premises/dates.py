"""Dates of a text with a year or a month, each in parts: what is not said stays open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking import Quantity
from corpus import Span

_UNITS = ("년", "월", "일")
_SHORT = re.compile(
    r"['’‘]\d\d\s?년|(?<!\d)\d\d년(?!간|\s?(?:동안|만에|째|이상|이내|차|전|후|뒤|넘|가까))"
)
_BETWEEN = re.compile(r"[\s.\-/]{0,3}")


@dataclass(frozen=True, slots=True)
class Date:
    """A year, month and day of a text at `start..end`; 0 where it does not say one."""

    year: int
    month: int
    day: int
    start: int
    end: int

    @property
    def key(self) -> str:
        """The date in parts, `2024-9-0`."""
        return f"{self.year}-{self.month}-{self.day}"

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def find_dates(text: str, quantities: Sequence[Quantity]) -> tuple[Date, ...]:
    """Return the dates of a text in order, from its quantities; a day alone is none."""
    dates: list[Date] = []
    for one in quantities:
        if one.unit not in _UNITS or one.value != int(one.value):
            continue
        value = int(one.value)
        last = dates[-1] if dates else None
        if one.unit == "년":
            year = _year(text, one, value)
            if year:
                dates.append(Date(year, 0, 0, one.at, one.end))
        elif one.unit == "월" and 1 <= value <= 12:
            if last and not last.month and _BETWEEN.fullmatch(text, last.end, one.at):
                dates[-1] = Date(last.year, value, 0, last.start, one.end)
            else:
                dates.append(Date(0, value, 0, one.at, one.end))
        elif (
            one.unit == "일"
            and last
            and last.month
            and not last.day
            and _BETWEEN.fullmatch(text, last.end, one.at)
        ):
            dates[-1] = Date(last.year, last.month, value, last.start, one.end)
    return tuple(dates)


def contradicts(one: str, other: str) -> bool:
    """Tell whether two dates (`Date.key`) cannot both be true: they share a part that differs.

    A month without a year is held against a month; where only one of them says a part, nothing
    follows from it.
    """
    pairs = [
        (left, right)
        for left, right in zip(_parts(one), _parts(other), strict=True)
        if left and right
    ]
    return any(left != right for left, right in pairs)


def agrees(one: str, other: str) -> bool:
    """Tell whether two dates share a part, and no part of them differs."""
    shares = any(a and b for a, b in zip(_parts(one), _parts(other), strict=True))
    return shares and not contradicts(one, other)


def _parts(key: str) -> tuple[int, ...]:
    return tuple(map(int, key.split("-")))


def _year(text: str, one: Quantity, value: int) -> int:
    if 1800 <= value < 2200:
        return value
    if value < 100 and _SHORT.match(text, max(0, one.at - (text[one.at - 1 : one.at] in "'’‘"))):
        return (1900 if value >= 60 else 2000) + value
    return 0
