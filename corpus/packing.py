"""Grids as plain lists, for the JSON between our processes and in the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from corpus.document import Grid, GridCell


def pack_grid(grid: Grid) -> list[object]:
    """Return a grid as lists of numbers; `unpack_grid` gives it back."""
    return [
        [grid.start, grid.end, grid.header_rows, grid.header_columns, grid.edges],
        [astuple(cell) for cell in grid.cells],
    ]


def unpack_grid(packed: Sequence[Any]) -> Grid:
    """Return the grid that `pack_grid` packed, perhaps through JSON.

    Raises:
        ValueError, TypeError: it was packed by nobody.
    """
    (start, end, rows, columns, edges), cells = packed
    return Grid(start, end, tuple(GridCell(*cell) for cell in cells), rows, columns, tuple(edges))
