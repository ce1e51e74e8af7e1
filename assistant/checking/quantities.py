"""The quantities of a text: each figure with its sign, its unit and its place; dates in parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from index import Figure, read_figures

# `2019. 3. 5.` and `2019-03-05`; of `2019. 3.` the month.
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[.\-/]\s?(\d{1,2})(?:\s?[.\-/]\s?(\d{1,2}))?(?!\d)")
DATE_UNITS = ("년", "월", "일")
_SIGN = re.compile(r"(?:(?<![\w)])[-−–]|[△▲▽▼]\s?)$")
_DIGITS = re.compile(r"\d+(?:[,.]\d+)*")
_TO, _FROM = re.compile(r"[\d만억조천백]\s?[~∼〜]\s?$"), re.compile(r"\s?[~∼〜]\s?\d")
# A number longer than this is no amount: its first digits tell it from others.
_MAX_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its scale and sign counted in and its unit (empty: none), at `at..end`."""

    value: Decimal
    unit: str
    at: int
    end: int


def read_quantities(text: str, unit_at: Callable[[int], str] | None = None) -> tuple[Quantity, ...]:
    """Return the quantities of a text in search width (NFKC), in order: every digit is in one.

    `unit_at` says what unit stands at a place where the known ones (`index.figures`) do not.
    """
    found = list(_dates(text))
    taken = {at for date in found for at in range(date.at, date.end)}
    for figure in read_figures(text):
        if figure.start not in taken:
            found.append(_quantity(text, figure, unit_at))
            taken.update(range(figure.start, figure.end))
    for match in _DIGITS.finditer(text):
        if match.start() not in taken:
            digits = re.sub(r"\D", "", match.group())[:_MAX_DIGITS]
            found.append(Quantity(Decimal(digits), "", match.start(), match.end()))
    return tuple(sorted(found, key=lambda one: one.at))


def _dates(text: str) -> Iterator[Quantity]:
    for date in _DATE.finditer(text):
        for group, unit in enumerate(DATE_UNITS, start=1):
            if date.group(group):
                start, end = date.span(group)
                yield Quantity(Decimal(date.group(group)), unit, start, end)


def _quantity(text: str, figure: Figure, unit_at: Callable[[int], str] | None) -> Quantity:
    start, end = figure.start, figure.end
    if text[max(0, start - 1) : start] == "제":
        # 제3조 is an article, not three million millions.
        digits = _DIGITS.match(text, start)
        if digits is not None:
            unit = "".join(text[digits.end() : end].split())
            return Quantity(Decimal(digits.group().replace(",", "")), f"제{unit}", start, end)
    value, unit = figure.value, figure.unit
    if _SIGN.search(text, max(0, start - 3), start):
        value = -value
    if not unit and unit_at is not None:
        unit = unit_at(end)
    # An end of a range is no amount by itself; a year is.
    if unit not in DATE_UNITS and (
        _TO.search(text, max(0, start - 4), start) or _FROM.match(text, end)
    ):
        unit = f"~{unit}"
    return Quantity(value.normalize(), unit, start, end)
