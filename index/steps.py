"""The switchboard of an ablation: which steps of a search are taken.

A step that can be left out has one field here, is asked for by name where it is taken
(`if self.steps.repeats`), and a query in `tests/assistant/test_steps.py` that does not come out
the same without it. The command line and the evaluation find it by its name; a name in people's
words (`step-NAME` in the report's words) may follow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Steps:
    """Which steps are taken; all of them, unless an ablation leaves one out.

    `wording`: slips of a query are put right. `names`: what a query names is searched by its
    other names too. `words`, `meaning`: the two legs. `repeats`: what says the same as a better
    hit is folded into it. `ranking`: the assistant ranks the hits anew by their best unit.
    `sides`: the hits of a comparison hold what is compared early.
    """

    wording: bool = True
    names: bool = True
    words: bool = True
    meaning: bool = True
    repeats: bool = True
    ranking: bool = True
    sides: bool = True

    def __post_init__(self) -> None:
        """Refuse a search by nothing."""
        if not (self.words or self.meaning):
            raise ValueError("a search needs words or meaning")

    def without(self, names: Iterable[str]) -> Self:
        """Return the same without the steps of these names.

        Raises:
            ValueError: there is no such step, or neither words nor meaning is left.
        """
        left_out = tuple(names)
        unknown = [name for name in left_out if name not in STEPS]
        if unknown:
            raise ValueError(f"no such step: {unknown[0]}")
        return replace(self, **dict.fromkeys(left_out, False))


# What may be left out, in the order in which it is done.
STEPS = tuple(field.name for field in fields(Steps))
