"""Where to cut a section: the cheapest cuts between sentences, found by dynamic programming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.view import Span

# A cut between sentences of one paragraph, between a lead-in and its list, and between
# entries of a list below the first level; a cut between paragraphs costs nothing.
_CUT_SENTENCES = 0.30
_CUT_LEAD_IN = 0.45
_CUT_SUBLIST = 0.12
_CUT_LIST = 0.05
# Each passage costs a little, or sentences would stand alone.
_EACH = 0.05
_TOO_LONG = 50.0


@dataclass(frozen=True, slots=True)
class Atom:
    """A sentence that is not cut: the `index`-th of block `block`, `size` characters long."""

    block: int
    index: int
    size: int
    level: int
    is_item: bool
    span: Span


def pack(atoms: Sequence[Atom], target: int, most: int) -> list[Sequence[Atom]]:
    """Return the atoms in groups of about `target` and at most `most` characters.

    An atom longer than `most` is a group of its own.
    """
    best = [0.0] + [float("inf")] * len(atoms)
    cut_at = [0] * (len(atoms) + 1)
    for end in range(1, len(atoms) + 1):
        size = 0
        fixed = _EACH + _cut_cost(atoms, end)
        for start in range(end - 1, -1, -1):
            size += atoms[start].size
            if size > most and start < end - 1:
                break
            short = max(0.0, (target - size) / target)
            cost = best[start] + short * short + fixed
            if size > most:
                cost += _TOO_LONG
            if cost < best[end]:
                best[end], cut_at[end] = cost, start
    groups: list[Sequence[Atom]] = []
    end = len(atoms)
    while end:
        groups.append(atoms[cut_at[end] : end])
        end = cut_at[end]
    return groups[::-1]


def _cut_cost(atoms: Sequence[Atom], end: int) -> float:
    if end >= len(atoms):
        return 0.0
    before, after = atoms[end - 1], atoms[end]
    if before.block == after.block:
        return _CUT_SENTENCES
    if after.is_item and (not before.is_item or after.level > before.level):
        return _CUT_LEAD_IN
    if after.is_item:
        return _CUT_LIST if after.level <= 1 else _CUT_SUBLIST
    return 0.0
