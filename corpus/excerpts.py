"""Tables of a part of a document, without reading the whole of it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Document, Table
from corpus.structure import parse_blocks
from corpus.view import Run, Span, View

# What names a table and states its unit stands this near above it, its source below.
_ABOVE, _BELOW = 400, 200


def find_tables(document: Document, start: int, end: int) -> tuple[Table, ...]:
    """Return the tables that hold some of `text[start:end]`, in order.

    They are read out of their surroundings, which takes some milliseconds where the whole of a
    long document takes seconds; their views point into `Document.text` all the same.
    """
    part = _surroundings(document, start, end)
    found = []
    for block in parse_blocks(_cut(document, part)):
        if block.table is None:
            continue
        table = _move(block.table, part.start)
        spans = [span for cell in table.cells for span in cell.view.spans]
        if any(span.start < end and start < span.end for span in spans):
            found.append(table)
    return tuple(found)


def _surroundings(document: Document, start: int, end: int) -> Span:
    """Return whole lines around `start..end` that cut no table and no other mark in two."""
    pieces = [(grid.start, grid.end) for grid in document.grids]
    pieces += [(mark.start, mark.end) for mark in document.marks]
    # First what it stands in: what names a table stands above its first row.
    held = _grow(document.text, Span(start, end), pieces)
    low, high = max(0, held.start - _ABOVE), min(len(document.text), held.end + _BELOW)
    return _grow(document.text, Span(low, high), pieces)


def _grow(text: str, part: Span, pieces: Sequence[tuple[int, int]]) -> Span:
    """Return the part with the rest of its lines, and of the pieces that it cuts."""
    low, high = part.start, part.end
    grown = True
    while grown:
        low = text.rfind("\n", 0, low) + 1
        line_end = text.find("\n", high)
        high = line_end if line_end >= 0 else len(text)
        grown = False
        for first, last in pieces:
            if first < high and low < last and (first < low or high < last):
                low, high, grown = min(low, first), max(high, last), True
    return Span(low, high)


def _cut(document: Document, part: Span) -> Document:
    """Return a part of a document as a document; it cuts no grid and no mark."""
    at, end = part.start, part.end
    pages = [page for page in document.pages if page.start < end and at < page.end]
    grids = [grid for grid in document.grids if at <= grid.start and grid.end <= end]
    marks = [mark for mark in document.marks if at <= mark.start and mark.end <= end]
    return replace(
        document,
        text=document.text[at:end],
        pages=tuple(
            replace(page, start=max(0, page.start - at), end=min(end, page.end) - at)
            for page in pages or document.pages[:1]
        ),
        marks=tuple(replace(mark, start=mark.start - at, end=mark.end - at) for mark in marks),
        grids=tuple(
            replace(
                grid,
                start=grid.start - at,
                end=grid.end - at,
                cells=tuple(
                    replace(cell, start=cell.start - at, end=cell.end - at) for cell in grid.cells
                ),
            )
            for grid in grids
        ),
        ink=(),
    )


def _move(table: Table, by: int) -> Table:
    return replace(
        table,
        rows=tuple(tuple(_move_view(cell, by) for cell in row) for row in table.rows),
        cells=tuple(replace(cell, view=_move_view(cell.view, by)) for cell in table.cells),
    )


def _move_view(view: View, by: int) -> View:
    return View(view.text, tuple(Run(run.view, run.source + by, run.length) for run in view.runs))
