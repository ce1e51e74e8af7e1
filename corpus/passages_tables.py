"""Passages out of tables: whole where they fit, else groups of rows under the caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Block, CellPlace
from corpus.passages_draft import Chunking, Draft
from corpus.passages_units import cell_pieces
from corpus.tables_rows import TableRows
from corpus.view import Span, View


def part_tables(blocks: Sequence[Block]) -> list[Block | list[Block]]:
    """Return blocks one by one, but a table with its caption and source as a list."""
    bodies = [block for block in blocks if block.kind != "furniture"]
    taken: dict[int, list[int]] = {}
    owner: dict[int, int] = {}
    for at, block in enumerate(bodies):
        if block.kind != "table" or block.table is None:
            continue
        around = [at]
        before = at - 1
        while before >= 0 and bodies[before].kind in ("caption", "footnote"):
            if bodies[before].kind == "caption" and before not in owner:
                around.insert(0, before)
            before -= 1
        after = at + 1
        while after < len(bodies) and (
            bodies[after].kind == "source"
            or bodies[after].kind == "caption"
            and bodies[after].view.text == block.table.caption
            or bodies[after].kind == "footnote"
            and block.table.source
        ):
            if bodies[after].kind != "footnote":
                around.append(after)
            after += 1
        taken[at] = around
        owner.update(dict.fromkeys(around, at))
    parts: list[Block | list[Block]] = []
    for at, block in enumerate(bodies):
        if at in taken:
            parts.append([bodies[place] for place in taken[at]])
        elif at not in owner:
            parts.append(block)
    return parts


def table_drafts(blocks: Sequence[Block], settings: Chunking) -> list[Draft]:
    """Return the passages of a table that stands among its caption and source.

    Each repeats the caption as its own; rows that a passage cannot hold begin the next.
    """
    at = next(number for number, block in enumerate(blocks) if block.table is not None)
    block = blocks[at]
    table = block.table
    if table is None or not block.view.runs:
        return []
    caption = table.caption
    if table.unit and table.unit not in caption:
        caption = f"{caption} (단위: {table.unit})".strip()
    head: list[View | str] = []
    for before in blocks[:at]:
        head.extend((before.view, "\n"))
    header = _header_view(block)
    if header is not None:
        head.extend((header, "\n"))
    drafts: list[Draft] = []
    lines: list[View | str] = list(head)
    units: list[Span] = []
    cells: list[CellPlace] = []
    size = start = sum(len(part if isinstance(part, str) else part.text) for part in lines)

    def flush() -> None:
        nonlocal lines, units, cells, size
        if units:
            view = View.join(lines[:-1])
            drafts.append(Draft("table", view, tuple(units), block.heading, caption, tuple(cells)))
            lines, units, cells, size = [], [], [], 0

    if size > settings.target_chars:
        # So many names of columns are a passage of their own: each row repeats them anyway.
        units.append(Span(0, size - 1))
        flush()
    rows = TableRows(table)
    for index in range(len(table.rows)):
        for line in rows.lines(index, cell_pieces):
            text = line.view.text
            if units and size + len(text) > settings.max_chars:
                flush()
            units.append(Span(size, size + len(text)))
            cells.extend(
                replace(cell, start=cell.start + size, end=cell.end + size) for cell in line.cells
            )
            lines.extend((line.view, "\n"))
            size += len(text) + 1
    for after in blocks[at + 1 :]:
        units.append(Span(size, size + len(after.view.text)))
        lines.extend((after.view, "\n"))
        size += len(after.view.text) + 1
    if not units and start:
        units.append(Span(0, start - 1))
    flush()
    return drafts


def _header_view(block: Block) -> View | None:
    """Return the lines of a table's block above its rows."""
    table = block.table
    if table is None:
        return None
    if not any(cell.runs for row in table.rows for cell in row):
        return block.view
    above = {cell.row for cell in table.cells if cell.row < table.header_rows and cell.view.text}
    end = -1
    for _ in above:
        end = block.view.text.find("\n", end + 1)
    return block.view.slice(0, end) if end > 0 else None
