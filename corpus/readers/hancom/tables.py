"""What tables of HWP 5 and HWPX have in common: header rows, pages within, text alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from corpus.readers.flow import FlowCell, FlowTable, PageStart, Paragraph, Piece
from corpus.readers.hancom.pages import RowTurn


def header_count(cells: Sequence[tuple[int, bool]]) -> int:
    """Count the rows (or columns) at the beginning that hold header cells only."""
    # Where all cells are headers the mark says nothing.
    return min((at for at, is_header in cells if not is_header), default=0)


def begin_pages(table: FlowTable, turns: Sequence[RowTurn]) -> FlowTable:
    """Return a table in whose rows pages begin; `turns` ascend."""
    cells = list(table.cells)
    places: dict[int, list[int]] = {}
    for place, cell in enumerate(cells):
        places.setdefault(cell.row, []).append(place)
    known = sorted(places)
    shares: dict[int, list[float]] = {}
    for turn in turns:
        # Where cells from above cover a row, the page begins below the cells of the row above.
        row = known[max(0, bisect_right(known, turn.row) - 1)]
        shares.setdefault(row, []).append(turn.share if row == turn.row else 1.0)
    for row, cuts in shares.items():
        # The cell with most text shows best where the page ends; the first one where it begins.
        inside = places[row]
        place = max(inside, key=lambda place: _size(cells[place])) if any(cuts) else inside[0]
        cells[place] = replace(cells[place], pieces=_cut(cells[place].pieces, cuts))
    return replace(table, cells=tuple(cells))


def _cut(pieces: Sequence[Piece], shares: Sequence[float]) -> tuple[Piece, ...]:
    """Return pieces with pages that begin between them, nearest to these shares."""
    cut: list[Piece] = []
    wanted = list(shares)
    total = len(pieces)
    for before, piece in enumerate(pieces):
        if wanted and before + 0.5 >= wanted[0] * total:
            cut.append(PageStart(is_counted=True))
            wanted.pop(0)
        cut.append(piece)
    return (*cut, *(PageStart(is_counted=True) for _ in wanted))


def _size(cell: FlowCell) -> int:
    return sum(len(piece.text) for piece in cell.pieces if isinstance(piece, Paragraph))


def flatten(pieces: Sequence[Piece]) -> tuple[Paragraph, ...]:
    """Return paragraphs only; of tables inside, a row a line."""
    found: list[Paragraph] = []
    for piece in pieces:
        if isinstance(piece, Paragraph):
            found.append(piece)
        elif isinstance(piece, FlowTable):
            found.extend(piece.caption)
            rows: dict[int, list[Paragraph]] = {}
            for cell in sorted(piece.cells, key=lambda one: (one.row, one.column)):
                rows.setdefault(cell.row, []).extend(flatten(cell.pieces))
            for row in rows.values():
                texts = [f"{one.marker} {one.text}".strip() for one in row]
                notes = tuple(note for one in row for note in one.notes)
                found.append(Paragraph("\t".join(filter(None, texts)), notes=notes))
    return tuple(found)
