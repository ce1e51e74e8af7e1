"""HTML tables as the grids they declare, spans kept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from corpus.readers.flow import FlowCell, FlowTable, Paragraph
from corpus.readers.html_nodes import Node, walk

# HTML Standard, 4.9.11: larger spans count as these.
_MAX_COLSPAN = 1000
_MAX_ROWSPAN = 65534
# A cell with this much text in several blocks is a column of a page, not a value.
_LAYOUT_CHARS = 600
_Read = Callable[[Node], tuple[Paragraph, ...]]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table; `overflow` are the rows past the limit, a line each, cells split by tabs.

    `is_cut` tells that spans beyond the limit were not kept, or that there is an overflow.
    """

    table: FlowTable
    overflow: tuple[Paragraph, ...]
    is_cut: bool


@dataclass(slots=True)
class _Placed:
    """A cell at its place."""

    node: Node
    row: int
    column: int
    tall: int
    wide: int


def is_layout(table: Node) -> bool:
    """Tell whether a table only arranges a page: its cells are then read one by one."""
    if (table.attributes.get("role") or "").lower() in ("presentation", "none"):
        return True
    most = row = blocks = chars = 0
    for node, entered in walk(table):
        tag = node.tag
        if tag in ("table", "h1", "h2", "h3", "h4", "h5", "h6"):
            return True
        if tag == "-text":
            chars += len(node.text_content or "")
        elif tag == "tr" and entered:
            row = 0
        elif tag in ("td", "th"):
            if entered:
                row += 1
                blocks = chars = 0
            elif blocks >= 3 and chars > _LAYOUT_CHARS:
                return True
            most = max(most, row)
        elif tag in ("p", "div", "li", "br") and entered:
            blocks += 1
    return most < 2


def read_table(table: Node, max_cells: int, read: _Read) -> ReadTable:
    """Return a table whose cells `read` reads, at most `max_cells` large with its spans.

    Columns in which no cell begins and rows in which no word stands are left out: they draw
    the page, or come from a span that reaches further than the table.
    """
    caption: tuple[Paragraph, ...] = ()
    rows: list[list[Node]] = []
    sections: list[int] = []
    heads: list[bool] = []
    number, in_head = 0, False
    for node, entered in walk(table):
        if node.tag == "caption" and entered:
            caption = read(node)
        elif node.tag in ("thead", "tbody", "tfoot"):
            number += 1
            in_head = entered and node.tag == "thead"
        elif node.tag == "tr" and entered:
            rows.append([])
            sections.append(number)
            heads.append(in_head)
        elif node.tag in ("td", "th") and entered and rows:
            rows[-1].append(node)
    kept, overflow = _split(rows, max_cells, read)
    placed, is_cut = _place(rows[:kept], sections, max_cells)
    headers = 0
    for cells, is_head in zip(rows[:kept], heads, strict=False):
        if not (is_head or (cells and all(cell.tag == "th" for cell in cells))):
            break
        headers += 1
    if headers == len(rows):
        # A table of nothing but headers has none that head anything.
        headers = 0
    return ReadTable(
        _compressed(placed, caption, headers, kept, read), overflow, is_cut or bool(overflow)
    )


def _split(rows: list[list[Node]], most: int, read: _Read) -> tuple[int, tuple[Paragraph, ...]]:
    """Return how many rows a grid may hold, and the others as lines."""
    sizes = accumulate(max(1, len(row)) for row in rows)
    kept = sum(1 for size in sizes if size <= most)
    lines = (
        "\t".join(" ".join(part.text for part in read(cell)) for cell in row) for row in rows[kept:]
    )
    return kept, tuple(Paragraph(line) for line in lines if line.strip())


def _place(rows: list[list[Node]], sections: list[int], most: int) -> tuple[list[_Placed], bool]:
    """Return every cell at its row and column; spans end with their row group."""
    left = [1] * len(rows)
    for number in range(len(rows) - 2, -1, -1):
        if sections[number] == sections[number + 1]:
            left[number] = left[number + 1] + 1
    placed: list[_Placed] = []
    # Column -> rows that a cell above still reaches down to.
    hanging: dict[int, int] = {}
    area = sum(map(len, rows))
    is_cut = False
    for number, cells in enumerate(rows):
        taken, hanging = hanging, {c: deep - 1 for c, deep in hanging.items() if deep > 1}
        at = 0
        for node in cells:
            while at in taken:
                at += 1
            wide = _span(node, "colspan", _MAX_COLSPAN)
            tall = min(_span(node, "rowspan", _MAX_ROWSPAN), left[number])
            if area + wide * tall - 1 > most:
                wide, tall, is_cut = 1, 1, True
            free = 1
            while free < wide and at + free not in taken:
                free += 1
            wide = free
            area += wide * tall - 1
            if tall > 1:
                hanging.update(dict.fromkeys(range(at, at + wide), tall - 1))
            placed.append(_Placed(node, number, at, tall, wide))
            at += wide
    return placed, is_cut


def _compressed(
    placed: list[_Placed],
    caption: tuple[Paragraph, ...],
    headers: int,
    height: int,
    read: _Read,
) -> FlowTable:
    """Return the table without the rows and columns that hold nothing of their own."""
    texts = [read(cell.node) for cell in placed]
    filled = {cell.row for cell, text in zip(placed, texts, strict=True) if text}
    rows = sorted(filled)
    columns = sorted(
        {c.column for c in placed if bisect_left(rows, c.row) < bisect_left(rows, c.row + c.tall)}
    )
    top = sum(1 for row in filled if row < headers)
    cells = []
    # Column -> body rows whose cell there is a header.
    heading: dict[int, int] = {}
    for cell, pieces in zip(placed, texts, strict=True):
        low, high = _among(rows, cell.row, cell.row + cell.tall)
        left, right = _among(columns, cell.column, cell.column + cell.wide)
        if low == high:
            continue
        cells.append(FlowCell(low, left, pieces, high - low, right - left))
        if cell.node.tag == "th" and _heads_row(cell.node) and low >= top:
            for column in range(left, right):
                heading[column] = heading.get(column, 0) + high - low
    first = 0
    while len(rows) > top and heading.get(first, 0) == len(rows) - top:
        first += 1
    if first >= len(columns):
        first = 0
    return FlowTable(tuple(cells), caption, header_rows=top, header_columns=first)


def _heads_row(cell: Node) -> bool:
    return not (cell.attributes.get("scope") or "").lower().startswith("col")


def _among(kept: list[int], low: int, high: int) -> tuple[int, int]:
    """Return the places in `kept` of what lies from `low` to before `high`."""
    return bisect_left(kept, low), bisect_left(kept, high)


def _span(cell: Node, name: str, most: int) -> int:
    value = (cell.attributes.get(name) or "").strip()
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        return 1
    span = int(value)
    if span == 0:
        # rowspan="0" reaches to the end of its row group; colspan="0" is an error.
        return most if name == "rowspan" else 1
    return min(span, most)
