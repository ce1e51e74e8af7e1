"""The tables of a Word document: merged cells, header rows, what lies inside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.readers.flow import FlowCell, FlowTable, Piece
from corpus.readers.office.docx_styles import is_on
from corpus.readers.office.docx_text import unwrapped
from corpus.readers.office.package import Package
from corpus.readers.xml import Element, attribute, child, children, descendants, local_name

# Word itself stops at 63 columns; others go further.
_WIDEST = 512


@dataclass(slots=True)
class _Open:
    """A cell that may still grow downwards."""

    row: int
    column: int
    wide: int
    tall: int = 1
    pieces: list[Piece] = field(default_factory=list)


def read_table(
    table: Element,
    package: Package,
    read_cell: Callable[[Element, bool], list[Piece]],
) -> FlowTable:
    """Return a table; `read_cell` reads a cell, told whether pages may begin in it.

    Source: ECMA-376 Part 1, 17.4 (tables): a cell of `vMerge` without `restart` continues
    the one above it that begins in the same column.
    """
    cells: list[_Open] = []
    above: dict[int, _Open] = {}
    header_rows = number = 0
    is_head = True
    for row in unwrapped(table, package):
        if local_name(row) != "tr":
            continue
        properties = child(row, "trPr")
        if properties is not None and _is_left_out(row, properties, package):
            continue
        is_head = is_head and bool(is_on(properties, "tblHeader"))
        header_rows += is_head
        current: dict[int, _Open] = {}
        column = _count(properties, "gridBefore")
        turning = _turning_cell(row)
        last: _Open | None = None
        for cell in unwrapped(row, package):
            if local_name(cell) != "tc":
                continue
            inner = child(cell, "tcPr")
            wide = min(max(1, _count(inner, "gridSpan", 1)), _WIDEST)
            pieces = read_cell(cell, turning is None or turning is cell)
            if _continues(inner, "hMerge") and last is not None:
                last.wide = min(last.wide + wide, _WIDEST)
                last.pieces.extend(pieces)
                column += wide
                continue
            upper = above.get(column)
            if _continues(inner, "vMerge") and upper is not None and upper.wide == wide:
                upper.tall = number - upper.row + 1
                upper.pieces.extend(pieces)
                last = upper
            else:
                last = _Open(number, column, wide, 1, pieces)
                cells.append(last)
            current[column] = last
            column += wide
        above = current
        number += 1
    return FlowTable(
        tuple(FlowCell(c.row, c.column, tuple(c.pieces), c.tall, c.wide) for c in cells),
        header_rows=header_rows if header_rows < number else 0,
    )


def _is_left_out(row: Element, properties: Element, package: Package) -> bool:
    has_text = any((one.text or "").strip() for one in descendants(row, "t", "delText"))
    if child(properties, "del") is not None:
        package.lose("deleted-text-left-out", int(has_text))
        return True
    if is_on(properties, "hidden"):
        package.lose("hidden-text-left-out", int(has_text))
        return True
    return False


def _turning_cell(row: Element) -> Element | None:
    """Return the cell in which pages begin most often: its neighbours turn the same pages."""
    if next(descendants(row, "lastRenderedPageBreak"), None) is None:
        return None
    counts = [
        (sum(1 for _ in descendants(cell, "lastRenderedPageBreak")), cell)
        for cell in children(row, "tc")
    ]
    return max(counts, key=lambda pair: pair[0])[1] if counts else None


def _continues(properties: Element | None, name: str) -> bool:
    found = child(properties, name) if properties is not None else None
    return found is not None and attribute(found, "val", "continue") != "restart"


def _count(properties: Element | None, name: str, default: int = 0) -> int:
    found = child(properties, name) if properties is not None else None
    text = attribute(found, "val") if found is not None else ""
    return (
        min(int(text), _WIDEST)
        if text.isascii() and text.isdecimal() and len(text) < 9
        else default
    )
