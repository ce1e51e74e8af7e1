"""A table's cells on their places: which cell lies over which row and column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import TableCell
from corpus.view import View

EMPTY = View("", ())
# What a file declares beyond this is taken for broken: the table is read line by line.
MAX_PLACES = 1_000_000


@dataclass(frozen=True, slots=True)
class Lattice:
    """Cells in order of row and column, and for each place the one that lies over it.

    `places[row][column]` is the number of a cell, or -1 where there is none.
    """

    cells: tuple[TableCell, ...]
    places: tuple[tuple[int, ...], ...]

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.places[0]) if self.places else 0

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.places)

    def at(self, row: int, column: int) -> TableCell | None:
        """Return the cell that lies over a place."""
        number = self.places[row][column]
        return self.cells[number] if number >= 0 else None

    def shown(self, row: int) -> list[View]:
        """Return a row with every covered place showing the cell that covers it."""
        return [self.cells[number].view if number >= 0 else EMPTY for number in self.places[row]]

    def own(self, row: int) -> list[View]:
        """Return a row in which covered places are empty."""
        found = []
        for column, number in enumerate(self.places[row]):
            cell = self.cells[number] if number >= 0 else None
            begins = cell is not None and (cell.row, cell.column) == (row, column)
            found.append(cell.view if cell is not None and begins else EMPTY)
        return found

    def is_banner(self, row: int) -> bool:
        """Tell a row that is one cell from side to side."""
        numbers = set(self.places[row])
        return self.width > 1 and len(numbers) == 1 and -1 not in numbers

    def with_spans(self) -> bool:
        """Tell whether any cell covers more than its own place."""
        return any(cell.row_span > 1 or cell.column_span > 1 for cell in self.cells)


def place_cells(cells: Sequence[TableCell]) -> Lattice | None:
    """Return the cells, which come in the order of the text, on their places.

    Spans end where the table or the next cell does; two cells in one place become one.
    None where the places are more than any table has.
    """
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    if not ordered:
        return Lattice((), ())
    height = max(cell.row for cell in ordered) + 1
    wide = max(cell.column for cell in ordered) + 1
    reach = max(cell.column + cell.column_span for cell in ordered)
    width = max(wide, min(reach, wide + 64))
    if height * width > MAX_PLACES:
        return None
    places = [[-1] * width for _ in range(height)]
    kept: list[TableCell] = []
    for cell in ordered:
        if places[cell.row][cell.column] >= 0:
            # It lies under another one: its words must not be lost, that one's span gives way.
            above = kept[places[cell.row][cell.column]]
            if (above.row, above.column) == (cell.row, cell.column):
                view = View.join([above.view, " " if cell.view.text else "", cell.view])
                kept[places[cell.row][cell.column]] = replace(above, view=view)
                continue
            _free(places, kept, above, cell)
        tall = max(1, min(cell.row_span, height - cell.row))
        right = max(1, min(cell.column_span, width - cell.column))
        right = _free_columns(places[cell.row], cell.column, right)
        kept.append(replace(cell, row_span=tall, column_span=right))
        for row in range(cell.row, cell.row + tall):
            for column in range(cell.column, cell.column + right):
                if places[row][column] < 0:
                    places[row][column] = len(kept) - 1
    return Lattice(tuple(kept), tuple(map(tuple, places)))


def place_rows(rows: Sequence[Sequence[View]]) -> Lattice:
    """Return rows of cells that span nothing."""
    width = max((len(row) for row in rows), default=0)
    cells: list[TableCell] = []
    places = []
    for number, row in enumerate(rows):
        places.append(
            tuple(len(cells) + column if column < len(row) else -1 for column in range(width))
        )
        cells.extend(TableCell(number, column, view) for column, view in enumerate(row))
    return Lattice(tuple(cells), tuple(places))


def _free(
    places: list[list[int]], kept: list[TableCell], above: TableCell, cell: TableCell
) -> None:
    """Take from a spanning cell the rows or columns that the other one begins in."""
    number = places[cell.row][cell.column]
    if above.row < cell.row:
        kept[number] = replace(above, row_span=cell.row - above.row)
    else:
        kept[number] = replace(above, column_span=max(1, cell.column - above.column))
    shorter = kept[number]
    for row in range(above.row, above.row + above.row_span):
        for column in range(above.column, above.column + above.column_span):
            inside = (
                row < above.row + shorter.row_span and column < above.column + shorter.column_span
            )
            if not inside and places[row][column] == number:
                places[row][column] = -1


def _free_columns(row: Sequence[int], first: int, most: int) -> int:
    """Return how many places from `first` on are free, at least one and at most `most`."""
    count = 1
    while count < most and row[first + count] < 0:
        count += 1
    return count
