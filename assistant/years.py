"""Years: those a question names, and how a place in a document stands to them."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.question import fold

# `2023년`, `2023`, `'23년`, `23년`; not `3년간`, nor a part of a longer figure.
_YEAR = re.compile(
    r"(?<![\d.,])((?:19|20)\d\d)(?![\d,]|\.\d{3})|(?<![\d.,])['’‘]?(\d\d)년(?!간|\s?(?:동안|만에|째|이상|이내|차|전|후|뒤))"
)
# How well a place fits the years asked: they stand in the unit, its headings or caption; in its
# passage; in the document's title; there are none; there are others.
IN_PLACE, NEARBY, IN_TITLE, NOWHERE, OTHERS = 1.0, 0.8, 0.6, 0.4, 0.0


@lru_cache(maxsize=8192)
def years_in(text: str) -> frozenset[str]:
    """Return the years that a text names, in four digits."""
    return frozenset(_full(match[1], match[2]) for match in _YEAR.finditer(fold(text)))


def fit_years(asked: frozenset[str], unit: str, context: str, passage: str, title: str) -> float:
    """Return how a unit fits the years asked, 0 to 1: one of the levels above.

    A unit's own years come before those of its context (headings, caption), these before the
    passage's, and these before the title's. Fits in place where no year is asked.
    """
    if not asked:
        return IN_PLACE
    own, around = years_in(unit), years_in(context)
    if asked <= own | around:
        return IN_PLACE
    if asked <= own | around | years_in(passage):
        return NEARBY
    if own or around:
        return OTHERS
    named = years_in(title)
    if asked & named:
        return IN_TITLE
    return OTHERS if named else NOWHERE


def _full(four: str | None, two: str | None) -> str:
    if four:
        return four
    return f"{'19' if (two or '') >= '60' else '20'}{two}"
