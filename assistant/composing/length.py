"""How long an answer is wished to be: what is quoted of the source, and what a model is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Length = Literal["brief", "normal", "detailed"]
LENGTHS: tuple[Length, ...] = get_args(Length)


@dataclass(frozen=True, slots=True)
class Extent:
    """What is quoted at most.

    `places` are separate ones, each of which may be lower than the first by `margin` (logits)
    more than usual. A place gives `of_fact` sentences where one thing is asked for, with so many
    `beside` them in their paragraph. A summary has `of_summary` sentences, `of_section` of one
    section. A list or table that was asked for is whole at any length.
    """

    places: int
    margin: float
    of_fact: int
    beside: int
    of_summary: int
    of_section: int


EXTENTS: Mapping[Length, Extent] = {
    "brief": Extent(places=1, margin=0.0, of_fact=1, beside=0, of_summary=2, of_section=1),
    "normal": Extent(places=2, margin=0.0, of_fact=3, beside=0, of_summary=4, of_section=2),
    "detailed": Extent(places=4, margin=0.7, of_fact=9, beside=1, of_summary=8, of_section=3),
}
NORMAL = EXTENTS["normal"]
