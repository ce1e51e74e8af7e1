"""What stands around a cited place: units of a document before and behind, across passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.composing import Quotation
from assistant.evidence import names_something
from assistant.rows import with_unit
from corpus import Passage, Span
from index import Hit

# Passages looked at on either side; a sentence may be a passage by itself.
REACH = 4
# What leads to the sentence that is looked at, between its neighbours.
MARK = "▶"


@dataclass(frozen=True, slots=True)
class Place:
    """Neighbouring units of a hit's passage: from `first` to the one before `end`."""

    hit: Hit
    first: int
    end: int

    @property
    def passage(self) -> Passage:
        """The passage it stands in."""
        return self.hit.passage

    def quote(self, frame: str = "") -> Quotation:
        """Return its units word for word; behind rows of a table stands the unit it states."""
        units = self.passage.units[self.first : self.end]
        texts = (self.passage.text[unit.start : unit.end] for unit in units)
        shown = [" ".join(text.split()) for text in texts]
        starts = [cell.start for cell in self.passage.cells]
        rows = [
            at
            for at, unit in enumerate(units)
            if any(unit.start <= start < unit.end for start in starts)
        ]
        said = with_unit([shown[at] for at in rows], self.passage.caption) if rows else ()
        for at, row in zip(rows, said, strict=True):
            shown[at] = row
        return Quotation(self.hit, tuple(units), tuple(shown), 0.0, frame)


def find_place(hit: Hit, shown: Span) -> Place | None:
    """Return the units of the hit's passage that a span of its view touches."""
    touched = [
        number
        for number, unit in enumerate(hit.passage.units)
        if unit.start < shown.end and shown.start < unit.end
    ]
    return Place(hit, touched[0], touched[-1] + 1) if touched else None


def widen(
    place: Place, passages: Sequence[Passage], units: int, *, in_section: bool
) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Return so many units before a place and as many behind it, as places in their order.

    `passages` are the document's, in order. Titles and headings count for nothing; with
    `in_section` what has another heading is left out.
    """
    near = [
        passage
        for passage in passages
        if abs(passage.ordinal - place.passage.ordinal) <= REACH
        and (not in_section or passage.heading == place.passage.heading)
    ]
    line = [
        (passage, number)
        for passage in near
        for number in range(len(passage.units))
        if passage.id == place.passage.id or not _stands_in(passage, number, place)
    ]
    own = (place.passage.ordinal, place.first), (place.passage.ordinal, place.end - 1)
    before = [at for at in line if (at[0].ordinal, at[1]) < own[0] and _says(place, *at)]
    behind = [at for at in line if (at[0].ordinal, at[1]) > own[1] and _says(place, *at)]
    taken = before[-units:] if units else []
    return _gather(place, taken), _gather(place, behind[:units])


def _says(place: Place, passage: Passage, number: int) -> bool:
    unit = passage.units[number]
    return not names_something(passage.text[unit.start : unit.end], _at(place, passage))


def _stands_in(passage: Passage, number: int, place: Place) -> bool:
    """Tell whether a unit of another passage overlaps the place in the document."""
    unit = passage.units[number]
    held = place.passage.units[place.first : place.end]
    try:
        one = passage.view.source_span(unit.start, unit.end)
        own = place.passage.view.source_span(held[0].start, held[-1].end)
    except ValueError:
        return True
    return one.start < own.end and own.start < one.end


def _gather(place: Place, units: Sequence[tuple[Passage, int]]) -> tuple[Place, ...]:
    """Return units as places, those that stand side by side as one."""
    places: list[Place] = []
    for _, group in groupby(enumerate(units), lambda pair: (pair[1][0].id, pair[1][1] - pair[0])):
        run = [unit for _, unit in group]
        places.append(Place(_at(place, run[0][0]), run[0][1], run[-1][1] + 1))
    return tuple(places)


def _at(place: Place, passage: Passage) -> Hit:
    return Hit(passage, place.hit.document, 0.0, 0.0, 0.0)
