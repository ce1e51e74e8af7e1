"""The parts of a table that goes on over pages put together as one."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from corpus.document import TableCell
from corpus.repair import text_endings, texts_start_inside
from corpus.structure_markers import read_marker
from corpus.tables import is_number
from corpus.tables_aligned import join_pieces

# Rows that a part may repeat: a title across it and a header of some storeys.
_REPEATED_MAX = 6


@dataclass(frozen=True, slots=True)
class Part:
    """The cells of one part, and which column of the whole table each of its columns is.

    The columns of the first part are those of the table.
    """

    cells: tuple[TableCell, ...]
    places: tuple[int, ...]

    @property
    def height(self) -> int:
        """The number of its rows."""
        return max((cell.row for cell in self.cells), default=-1) + 1


@dataclass(frozen=True, slots=True)
class Joined:
    """The cells of a whole table; `repeated` rows at its top came back in a later part."""

    cells: tuple[TableCell, ...]
    repeated: int = 0


def join_parts(parts: Sequence[Part]) -> Joined:
    """Return the parts as one table: rows go on, a repeated header stands once.

    A label that the page's end took from its rows covers them again. A row that it cut is
    one row again where that is certain.
    """
    first = parts[0]
    done: list[TableCell] = []
    # What a page's end can have cut: the part before it, and what reaches down to it.
    open_cells = list(first.cells)
    height = first.height
    repeated = 0
    for part in parts[1:]:
        again = repeated_rows(first.cells, part.cells)
        repeated = max(repeated, again)
        rows = [_moved(cell, part.places, -again) for cell in part.cells if cell.row >= again]
        low = min((cell.row for cell in rows), default=0)
        rows = [replace(cell, row=cell.row + height - low) for cell in rows]
        if not rows:
            continue
        joined = _join_cut_row(open_cells, rows, height)
        if joined is None:
            open_cells = _reach_down(open_cells, rows, height)
        else:
            open_cells, rows = joined
        if rows:
            height = max(cell.row for cell in rows) + 1
            done += (cell for cell in open_cells if cell.row + cell.row_span < height)
            rows += (cell for cell in open_cells if cell.row + cell.row_span >= height)
            open_cells = rows
    return Joined((*done, *open_cells), repeated)


def repeated_rows(first: Sequence[TableCell], part: Sequence[TableCell]) -> int:
    """Return how many rows at the top of a part are those at the top of the first one."""
    ours, theirs = _rows(first), _rows(part)
    count = 0
    while count < min(len(ours), len(theirs), _REPEATED_MAX) and ours[count] == theirs[count]:
        count += 1
    if count and count == len(theirs) or not any(_named(row) > 1 for row in ours[:count]):
        # Nothing new, or a title alone.
        return 0
    reach = max((cell.row + cell.row_span for cell in part if cell.row < count), default=0)
    return count if reach <= count else 0


def _rows(cells: Sequence[TableCell]) -> list[list[tuple[int, int, str]]]:
    height = min(max((cell.row for cell in cells), default=-1), _REPEATED_MAX) + 1
    rows: list[list[tuple[int, int, str]]] = [[] for _ in range(height)]
    for cell in cells:
        words = "".join(cell.view.text.split())
        if words and cell.row < height:
            rows[cell.row].append((cell.column, cell.column_span, words))
    return rows


def _named(row: Sequence[tuple[int, int, str]]) -> int:
    return len({words for _, _, words in row})


def _moved(cell: TableCell, places: Sequence[int], rows: int) -> TableCell:
    last = min(cell.column + cell.column_span, len(places)) - 1
    column = places[min(cell.column, len(places) - 1)]
    wide = max(1, places[last] - column + 1)
    return replace(cell, row=cell.row + rows, column=column, column_span=wide)


def _join_cut_row(
    whole: list[TableCell], rows: list[TableCell], height: int
) -> tuple[list[TableCell], list[TableCell]] | None:
    """Return both parts with the row put together that the page's end cut; None without one."""
    rest = [cell for cell in rows if cell.row == height and cell.view.text]
    last = {cell.column: cell for cell in whole if cell.row == height - 1 and cell.view.text}
    if not rest or rest[0].column == 0 or 0 not in last:
        return None
    for cell in rest:
        above = last.get(cell.column)
        if above is None or above.column_span != cell.column_span:
            return None
        if cell.row_span > 1 or above.row_span > 1:
            return None
    pairs = [(last[cell.column].view.text, cell.view.text) for cell in rest]
    if not _go_on(pairs, _is_full(whole, rows, height, {cell.column for cell in rest})):
        return None
    more = {cell.column: cell.view for cell in rest}
    kept = [
        replace(cell, view=join_pieces([cell.view, more[cell.column]]))
        if cell.row == height - 1 and cell.column in more and cell.view.text
        else cell
        for cell in whole
    ]
    return kept, [replace(cell, row=cell.row - 1) for cell in rows if cell.row > height]


def _go_on(pairs: Sequence[tuple[str, str]], is_full: bool) -> bool:
    """Tell whether the words of cells surely go on in those below.

    `is_full` tells that no other row leaves empty what the one below does.
    """
    if any(is_number(rest) or is_number(above) for above, rest in pairs):
        return False
    if all(read_marker(rest).kind for _, rest in pairs):
        return False
    ends = text_endings([above for above, _ in pairs])
    insides = texts_start_inside([rest for _, rest in pairs])
    return any(
        not end.closed and (end.open or inside or is_full)
        for end, inside in zip(ends, insides, strict=True)
    )


def _is_full(
    whole: Sequence[TableCell], rows: Sequence[TableCell], height: int, held: Set[int]
) -> bool:
    """Tell whether every row but the one at `height` has words wherever that one has none."""
    named: dict[int, set[int]] = {}
    for cell in (*whole, *rows):
        if cell.view.text:
            for row in range(cell.row, cell.row + cell.row_span):
                named.setdefault(row, set()).update(
                    range(cell.column, cell.column + cell.column_span)
                )
    empty = set().union(*named.values()) - held
    others = [columns for row, columns in named.items() if row != height]
    return len(others) > 1 and all(empty <= columns for columns in others)


def _reach_down(whole: list[TableCell], rows: list[TableCell], height: int) -> list[TableCell]:
    """Let the tall labels on the left of the first part reach over what follows of theirs."""
    named: dict[int, set[int]] = {}
    for cell in rows:
        if cell.view.text:
            for column in range(cell.column, cell.column + cell.column_span):
                named.setdefault(column, set()).add(cell.row)
    end = max(cell.row for cell in rows) + 1
    column = 0
    while True:
        label = next(
            (
                cell
                for cell in whole
                if cell.column == column and cell.row + cell.row_span == height
            ),
            None,
        )
        end = min(end, min(named.get(column, {end})))
        if label is None or end <= height or label.row_span < 2 or not label.view.text:
            return whole
        tall = replace(label, row_span=end - label.row)
        whole = [tall if cell is label else cell for cell in whole]
        covered = range(column, column + label.column_span)
        rows[:] = [
            cell for cell in rows if cell.view.text or cell.row >= end or cell.column not in covered
        ]
        column += label.column_span
