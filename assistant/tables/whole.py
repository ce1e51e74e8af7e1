"""A whole table, put together from the passages that show its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.tables.grid import Grid, GridRow, read_grid
from assistant.tables.names import Name
from assistant.tables.units import stated_units
from corpus import Passage


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row, and the passage that shows it."""

    passage: Passage
    row: GridRow

    @property
    def key(self) -> tuple[str, int]:
        """The passage's id and the unit's index in it."""
        return (self.passage.id, self.row.unit)


@dataclass(frozen=True, slots=True)
class WholeTable:
    """The rows of one table, as they stand in the file, with its columns by number.

    `note` is what states the units of its figures: the caption, or the heading above the only
    table below it.
    """

    rows: tuple[TableRow, ...]
    columns: dict[int, Name]
    around: str
    caption: str
    heading: tuple[str, ...]
    note: str

    @property
    def grid(self) -> Grid:
        """The rows and columns as one grid; a row's unit is that of its own passage."""
        return Grid(tuple(one.row for one in self.rows), self.columns, self.around)


def join_table(passage: Passage, passages: Sequence[Passage]) -> WholeTable:
    """Return the table that `passage` shows rows of; `passages` are those of its document.

    Neighbours belong to it that have its caption and headings and go on with its rows: their
    numbers grow.
    """
    beside = {one.ordinal: one for one in passages if one.kind == "table" and one.cells}
    beside[passage.ordinal] = passage
    parts = [passage]
    while (before := beside.get(parts[0].ordinal - 1)) and _goes_on(before, parts[0]):
        parts.insert(0, before)
    while (after := beside.get(parts[-1].ordinal + 1)) and _goes_on(parts[-1], after):
        parts.append(after)
    grids = [read_grid(part) for part in parts]
    columns: dict[int, Name] = {}
    for grid in grids:
        for number, name in grid.columns.items():
            columns.setdefault(number, name)
    rows = tuple(
        TableRow(part, row) for part, grid in zip(parts, grids, strict=True) for row in grid.rows
    )
    others = (one for one in passages if one.kind == "table" and one not in parts)
    is_alone = bool(passages) and not any(one.heading == passage.heading for one in others)
    note = passage.heading[-1] if heading_states_unit(passage) and is_alone else passage.caption
    return WholeTable(rows, columns, grids[0].around, passage.caption, passage.heading, note)


def heading_states_unit(passage: Passage) -> bool:
    """Tell whether a table's units are stated by the heading above it, not by its caption."""
    if stated_units(passage.caption) or not passage.heading:
        return False
    return bool(stated_units(passage.heading[-1]))


def _goes_on(first: Passage, second: Passage) -> bool:
    """Tell whether `second` shows the rows behind those of `first`; one may be in both."""
    if first.caption != second.caption or first.heading != second.heading:
        return False
    names = {cell.column: cell.column_name for cell in first.cells}
    return first.cells[-1].row <= second.cells[0].row and all(
        names.get(cell.column, cell.column_name) == cell.column_name for cell in second.cells
    )
