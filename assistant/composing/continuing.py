"""A list that a passage cuts in two: its lead-in and items in the passages beside."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.composing.extent import MAX_LIST_UNITS, leads, unit_depth_at, unit_text
from assistant.tables import ReadPassages
from corpus import Passage

# How many passages a list is followed over, each way.
MAX_PASSAGES = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units `first` to before `last` of a passage."""

    passage: Passage
    first: int
    last: int


def continue_list(stretch: Stretch, read_passages: ReadPassages) -> tuple[Stretch, ...]:
    """Return a list with what stands of it in the passages before and after, in order.

    A stretch is such a list where it consists of items, or leads to items; neighbours count
    while they stand under the same headings and begin (or end) with items.
    """
    before: list[Stretch] = []
    after: list[Stretch] = []
    room = MAX_LIST_UNITS - (stretch.last - stretch.first)
    at = stretch
    while len(after) < MAX_PASSAGES and room > 0 and _goes_on(at):
        following = _neighbour(at.passage, 1, read_passages)
        last = min(_count_items(following), room) if following else 0
        if following is None or not last:
            break
        at = Stretch(following, 0, last)
        after.append(at)
        room -= last
    at = stretch
    while len(before) < MAX_PASSAGES and room > 0 and _was_begun(at):
        previous = _neighbour(at.passage, -1, read_passages)
        first = _first_of_last_items(previous) if previous else 0
        if previous is None or first == len(previous.units) or len(previous.units) - first > room:
            break
        at = Stretch(previous, first, len(previous.units))
        before.insert(0, at)
        room -= at.last - at.first
    return (*before, stretch, *after)


def _neighbour(passage: Passage, step: int, read_passages: ReadPassages) -> Passage | None:
    at = passage.ordinal + step
    if at < 0:
        return None
    found = next(iter(read_passages(passage.document_id, range(at, at + 1))), None)
    if found is None or found.kind == "table" or found.heading != passage.heading:
        return None
    return found


def _goes_on(stretch: Stretch) -> bool:
    """Tell whether a list may go on behind the passage: it ends with an item or a lead-in."""
    passage, last = stretch.passage, stretch.last - 1
    if stretch.last < len(passage.units):
        return False
    is_list = stretch.last - stretch.first > 1 or stretch.first == 0
    is_item = unit_depth_at(passage, last) > 0 and is_list
    return is_item or leads(unit_text(passage, last))


def _was_begun(stretch: Stretch) -> bool:
    """Tell whether a list began before the passage: its first unit is an item."""
    return stretch.first == 0 and unit_depth_at(stretch.passage, 0) > 0


def _count_items(passage: Passage) -> int:
    depths = [unit_depth_at(passage, at) for at in range(len(passage.units))]
    return next((at for at, depth in enumerate(depths) if depth == 0), len(depths))


def _first_of_last_items(passage: Passage) -> int:
    """Return where the items at a passage's end begin, with what leads to them."""
    first = len(passage.units)
    while first > 0 and unit_depth_at(passage, first - 1) > 0:
        first -= 1
    if first > 0 and leads(unit_text(passage, first - 1)):
        return first - 1
    return first
