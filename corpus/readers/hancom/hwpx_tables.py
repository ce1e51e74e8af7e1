"""Tables of HWPX: cells by their addresses, header cells, captions.

Source: KS X 6101 (OWPML): `tbl`, `tr`, `tc` with `cellAddr`, `cellSpan`, `cellSz`; `caption`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.readers.flow import FlowCell, FlowTable, Paragraph, Piece
from corpus.readers.hancom.hwpx_values import find_child, flag_value, int_value, text_value
from corpus.readers.hancom.tables import flatten, header_count
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
        header_count([(one.cell.row, one.is_header) for one in found]),
        header_count([(one.cell.column, one.is_header) for one in found]),
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
