"""Tables of HWPX: cells by their addresses, header cells, captions.

Source: KS X 6101 (OWPML): `tbl`, `tr`, `tc` with `cellAddr`, `cellSpan`, `cellSz`; `caption`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.readers.flow import FlowCell, FlowTable, PageStart, Paragraph, Piece
from corpus.readers.hancom.hwpx_values import find_child, flag_value, int_value, text_value
from corpus.readers.hancom.pages import RowTurn
from corpus.readers.xml import Element, children

ReadList = Callable[[Element], list[Piece]]
_MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class _Cell:
    cell: FlowCell
    is_header: bool


def read_table(element: Element, read_list: ReadList) -> FlowTable:
    """Return a table; `read_list` reads the paragraphs of a cell or caption."""
    found: list[_Cell] = []
    # A row that lacks addresses is counted on; columns then follow one another.
    for number, row in enumerate(children(element, "tr")):
        column = 0
        for cell in children(row, "tc"):
            address, span = find_child(cell, "cellAddr"), find_child(cell, "cellSpan")
            at = max(0, int_value(address, "colAddr", column))
            wide = max(1, int_value(span, "colSpan", 1))
            tall = max(1, int_value(span, "rowSpan", 1))
            placed = FlowCell(
                max(0, int_value(address, "rowAddr", number)),
                at,
                tuple(read_list(inner_list(cell))),
                tall,
                wide,
            )
            found.append(_Cell(placed, flag_value(cell, "header")))
            column = at + wide
    caption = find_child(element, "caption")
    return FlowTable(
        tuple(one.cell for one in found),
        read_caption(caption, read_list),
        text_value(caption, "side", "BOTTOM").upper() in ("BOTTOM", "RIGHT"),
        _header_count([(one.cell.row, one.is_header) for one in found]),
        _header_count([(one.cell.column, one.is_header) for one in found]),
    )


def read_caption(caption: Element | None, read_list: ReadList) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a caption."""
    if caption is None:
        return ()
    return flatten(read_list(inner_list(caption)))


def inner_list(element: Element) -> Element:
    """Return what holds the paragraphs of a cell, note, caption or box."""
    inner = find_child(element, "subList")
    return element if inner is None else inner


def row_heights(element: Element) -> tuple[int, ...]:
    """Return the heights of the rows in HWPUNIT, as far as single cells tell them."""
    heights: dict[int, int] = {}
    for number, row in enumerate(children(element, "tr")):
        for cell in children(row, "tc"):
            at = max(0, int_value(find_child(cell, "cellAddr"), "rowAddr", number))
            if int_value(find_child(cell, "cellSpan"), "rowSpan", 1) <= 1 and at < _MOST_ROWS:
                height = max(0, int_value(find_child(cell, "cellSz"), "height"))
                heights[at] = max(heights.get(at, 0), height)
    return tuple(heights.get(row, 0) for row in range(max(heights, default=-1) + 1))


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


def _header_count(cells: Sequence[tuple[int, bool]]) -> int:
    """Count the rows (or columns) at the beginning that hold header cells only."""
    # Where all cells are headers the mark says nothing.
    return min((at for at, is_header in cells if not is_header), default=0)
