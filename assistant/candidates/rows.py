"""The cells of a table's row as the corpus shows it: `label: value | label: value`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

GAP = " | "
# A label longer than this is a sentence with a colon.
_MAX_LABEL = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its column's label (empty where none is shown) and where its value is."""

    label: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def cells_of(text: str) -> tuple[Cell, ...]:
    """Return the cells of a row in order, none where a text is no row."""
    if GAP not in text:
        return ()
    cells, at = [], 0
    for piece in text.split(GAP):
        label, colon, value = piece.partition(": ")
        if not colon or len(label) > _MAX_LABEL:
            label, value = "", piece
        start = at + len(piece) - len(value)
        cells.append(Cell(label, start, at + len(piece)))
        at += len(piece) + len(GAP)
    return tuple(cells)
