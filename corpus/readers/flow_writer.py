"""Pieces of a flowing document written one below the other: text, marks, grids, pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from corpus.document import Grid, GridCell, Loss, Mark, MarkKind, Page
from corpus.limits import Limits
from corpus.readers.extract import Extract
from corpus.readers.flow import (
    FlowCell,
    FlowTable,
    Note,
    PageStart,
    Paragraph,
    ParagraphKind,
    Piece,
)

# A cell with this much text in several paragraphs is a part of the page, not a value.
_LAYOUT_CHARS = 600
_LAYOUT_PARAGRAPHS = 3
# A form has so many rows and short cells, and no cell that is a report of its own.
_FORM_ROWS, _FORM_CELLS, _FORM_CHARS = 4, 8, 2_000
# A row of so little is a title set in boxes (`Ⅰ | 추진 배경`).
_BANNER_CHARS = 60
_KINDS: dict[str, MarkKind] = {
    "heading": "heading",
    "item": "item",
    "caption": "caption",
    "furniture": "furniture",
    "verbatim": "verbatim",
}
# What a text may not hold but as an end of line, a tab or a space.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufeff]")
_SPACES = re.compile("[\xa0\u2007\u202f\u3000]")


def write_flow(
    pieces: Iterable[Piece],
    limits: Limits,
    *,
    title: str = "",
    labels: Sequence[str | None] = (),
    losses: Sequence[Loss] = (),
    metadata: Sequence[tuple[str, str]] = (),
) -> Extract:
    """Return the text of a document and what points into it.

    One paragraph a line; what the format numbers is numbered in the text. A note stands
    below the paragraph or table that calls it, as `3) ...`. Tables that only draw a box or
    arrange a page are taken apart; a table inside a cell follows the table around it.
    `labels` are the printed labels of the pages in order.
    """
    writer = _Writer(limits)
    for piece in pieces:
        writer.write(piece)
    return Extract(
        text=writer.text(),
        pages=writer.pages(labels),
        title=title,
        marks=tuple(sorted(writer.marks, key=lambda mark: (mark.start, mark.end))),
        losses=(*losses, *writer.losses()),
        metadata=tuple(metadata),
        grids=tuple(writer.grids),
    )


@dataclass(slots=True)
class _Writer:
    """The text so far and what points into it."""

    limits: Limits
    marks: list[Mark] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _at: int = 0
    _starts: list[int] = field(default_factory=list)
    _counted: list[int] = field(default_factory=list)
    _cut: int = 0

    def text(self) -> str:
        """Return the text without the last line end."""
        return "".join(self._parts).removesuffix("\n")

    def pages(self, labels: Sequence[str | None]) -> tuple[Page, ...]:
        """Return the pages; they cover the text without gaps."""
        size = len(self.text())
        counted = [min(start, size) for start in self._counted]
        plain = {0, *(start for start in self._starts if 0 < start < size)}
        starts = sorted([*counted, *(plain - set(counted))])
        ends = [*starts[1:], size]
        return tuple(
            Page(number + 1, labels[number] if number < len(labels) else None, start, end)
            for number, (start, end) in enumerate(zip(starts, ends, strict=True))
        )

    def losses(self) -> tuple[Loss, ...]:
        """Return what could not be written."""
        return (Loss("table-cut", count=self._cut),) if self._cut else ()

    def write(self, piece: Piece) -> None:
        """Write a piece and all inside it."""
        # No recursion into cells: a file may nest deeper than Python's stack.
        stack: list[Iterator[Piece]] = [iter((piece,))]
        while stack:
            inner = next(stack[-1], None)
            if inner is None:
                stack.pop()
            elif isinstance(inner, PageStart):
                (self._counted if inner.is_counted else self._starts).append(self._at)
            elif isinstance(inner, Paragraph):
                self._write_paragraph(inner)
            elif is_layout(inner):
                stack.append(iter(_unboxed(inner)))
            else:
                nested = self._write_table(inner)
                stack.append(iter(nested))

    def _write_paragraph(self, paragraph: Paragraph) -> None:
        start = self._at
        lines = self._lines(paragraph, start)
        if lines:
            kind = _KINDS.get(paragraph.kind)
            for line in lines:
                self._add(line + "\n")
            if kind is not None:
                self.marks.append(Mark(kind, start, self._at - 1, paragraph.level))
        self._write_notes(paragraph.notes)

    def _lines(self, paragraph: Paragraph, start: int) -> list[str]:
        """Return the lines of a paragraph; notes where pages begin in it."""
        pieces, last = [], 0
        for place in (*paragraph.breaks, len(paragraph.text)):
            pieces.append(_clean(paragraph.text[last:place]))
            last = place
        whole = "".join(pieces)
        text = whole.strip("\n") if paragraph.kind == "verbatim" else whole.strip()
        lead = len(whole) - len(whole.lstrip())
        marker = f"{_clean(paragraph.marker).strip()} " if paragraph.marker.strip() else ""
        if not text and not marker:
            self._starts.extend(start for _ in paragraph.breaks)
            return []
        at = len(marker) - lead
        for piece in pieces[:-1]:
            at += len(piece)
            self._starts.append(start + min(max(0, at), len(marker) + len(text)))
        if paragraph.kind in ("heading", "caption", "furniture"):
            # Same length, so that places in it stay true.
            text = text.replace("\n", " ")
        return f"{marker}{text}".rstrip().split("\n")

    def _write_notes(self, notes: Iterable[Note]) -> None:
        for note in notes:
            body = [_clean(p.text).replace("\n", " ").strip() for p in note.paragraphs]
            text = " ".join(part for part in body if part)
            sign = f"{note.number})" if note.number.isdecimal() else note.number
            start = self._at
            self._add(f"{sign} {text}".strip() + "\n")
            self.marks.append(Mark("footnote", start, self._at - 1))

    def _write_table(self, table: FlowTable) -> list[Piece]:
        """Write a table; return the tables that stand inside its cells."""
        captions = [paragraph for paragraph in table.caption if paragraph.text.strip()]
        if not table.caption_below:
            self._write_captions(captions)
        nested: list[Piece] = []
        notes: list[Note] = []
        placed: list[GridCell] = []
        start = self._at
        cells = self._fitting(table)
        wide = max((cell.column + cell.column_span for cell in cells), default=0)
        row, column = 0, 0
        for cell in cells:
            if self._at > self.limits.max_chars:
                # One long text that thousands of cells share: the file will be refused.
                break
            while row < cell.row:
                self._add("\t" * max(0, wide - 1 - column) + "\n")
                row, column = row + 1, 0
            self._add("\t" * (cell.column - column))
            column = cell.column
            low = self._at
            self._write_cell(cell, nested, notes)
            placed.append(
                GridCell(cell.row, cell.column, low, self._at, cell.row_span, cell.column_span)
            )
        if placed:
            self._add("\t" * max(0, wide - 1 - column) + "\n")
            end = self._at - 1
            self.marks.append(Mark("table", start, end, table.header_rows))
            self.grids.append(
                Grid(start, end, tuple(placed), table.header_rows, table.header_columns)
            )
        if table.caption_below:
            self._write_captions(captions)
        self._write_notes(notes)
        return nested

    def _fitting(self, table: FlowTable) -> list[FlowCell]:
        """Return the cells in order without those that lie on others or beyond the limit."""
        taken: set[tuple[int, int]] = set()
        kept: list[FlowCell] = []
        rows = columns = 0
        free: dict[int, int] = {}
        for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
            tall, wide = max(1, cell.row_span), max(1, cell.column_span)
            area = tall * wide
            if area + len(taken) > self.limits.max_cells or min(cell.row, cell.column) < 0:
                self._cut += 1
                continue
            if (cell.row, cell.column) in taken:
                # Two cells in one place: a broken file. Its words are kept in the next one.
                column = max(cell.column, free.get(cell.row, 0))
                while (cell.row, column) in taken:
                    column += 1
                free[cell.row] = column
                cell = FlowCell(cell.row, column, cell.pieces)
                tall = wide = 1
            # What no cell covers is written as well: a lone cell far off costs a grid of tabs.
            height, width = max(rows, cell.row + 1), max(columns, cell.column + wide)
            if height * width > self.limits.max_cells:
                self._cut += 1
                continue
            rows, columns = height, width
            taken.update(
                (cell.row + down, cell.column + right)
                for down in range(tall)
                for right in range(wide)
            )
            kept.append(cell)
        return sorted(kept, key=lambda cell: (cell.row, cell.column))

    def _write_cell(self, cell: FlowCell, nested: list[Piece], notes: list[Note]) -> None:
        lines: list[str] = []
        turns: list[int] = []
        for piece in _flat(cell.pieces):
            if isinstance(piece, FlowTable):
                nested.append(piece)
            elif isinstance(piece, Paragraph):
                notes.extend(piece.notes)
                marker = f"{_clean(piece.marker).strip()} " if piece.marker.strip() else ""
                line = marker + _clean(piece.text).replace("\t", " ").strip()
                turns.extend(sum(map(len, lines)) + len(lines) + at for at in piece.breaks)
                lines.extend(part.strip() for part in line.split("\n") if part.strip())
            else:
                turns.append(sum(map(len, lines)) + len(lines))
        text = "\n".join(lines)
        self._starts.extend(self._at + min(turn, len(text)) for turn in turns)
        self._add(text)

    def _write_captions(self, captions: Iterable[Paragraph]) -> None:
        for paragraph in captions:
            self._write_paragraph(
                Paragraph(paragraph.text, "caption", 0, paragraph.marker, paragraph.notes)
            )

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._at += len(text)


def is_layout(table: FlowTable) -> bool:
    """Tell a table that only draws a box or arranges a page from one that holds values."""
    rows = {cell.row for cell in table.cells}
    columns = {cell.column for cell in table.cells}
    if len(columns) < 2 or not rows:
        return True
    if len(rows) >= _FORM_ROWS and _is_form(table):
        return False
    long = 0
    for cell in table.cells:
        flat = list(_flat(cell.pieces))
        if any(isinstance(piece, FlowTable) for piece in flat) and (
            len(columns) <= 2 or len(rows) <= 2
        ):
            return True
        texts = [piece.text for piece in flat if isinstance(piece, Paragraph) and piece.text]
        if len(texts) >= _LAYOUT_PARAGRAPHS and sum(map(len, texts)) > _LAYOUT_CHARS:
            long += sum(map(len, texts))
    size = _size(table)
    # A wide table of values may well have one cell that explains a lot.
    return 2 * long > size or (len(rows) == 1 and size <= _BANNER_CHARS)


def _is_form(table: FlowTable) -> bool:
    """Tell names with their values, of which some take a paragraph, from a box with a title."""
    sizes = [_text_size(cell) for cell in table.cells]
    named = sum(1 for size in sizes if 0 < size <= _LAYOUT_CHARS)
    return named >= _FORM_CELLS and max(sizes) <= _FORM_CHARS


def _text_size(cell: FlowCell) -> int:
    return sum(len(p.text.strip()) for p in _flat(cell.pieces) if isinstance(p, Paragraph))


def _size(table: FlowTable) -> int:
    return sum(
        len(piece.text)
        for cell in table.cells
        for piece in _flat(cell.pieces)
        if isinstance(piece, Paragraph)
    )


def _unboxed(table: FlowTable) -> Iterator[Piece]:
    """Yield the pieces of a layout table in reading order; a banner becomes one line."""
    above = () if table.caption_below else table.caption
    below = table.caption if table.caption_below else ()
    for paragraph in above:
        yield Paragraph(paragraph.text, "caption", 0, paragraph.marker, paragraph.notes)
    cells = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    rows = {cell.row for cell in cells}
    shown = [piece for cell in cells for piece in cell.pieces]
    single = len(rows) == 1 and len(cells) > 1 and _size(table) <= _BANNER_CHARS
    if single and all(isinstance(piece, Paragraph) for piece in shown):
        texts = [piece for piece in shown if isinstance(piece, Paragraph) and piece.text.strip()]
        if texts:
            heads = [piece for piece in texts if piece.kind == "heading"]
            kind: ParagraphKind = "heading" if heads else "body"
            yield Paragraph(
                " ".join(f"{p.marker} {p.text}".strip() for p in texts),
                kind,
                heads[0].level if heads else 0,
                notes=tuple(note for p in texts for note in p.notes),
            )
    else:
        yield from shown
    for paragraph in below:
        yield Paragraph(paragraph.text, "caption", 0, paragraph.marker, paragraph.notes)


def _flat(pieces: Sequence[Piece]) -> Iterable[Piece]:
    """Return the paragraphs and real tables of a cell, boxes inside it taken apart."""
    for piece in pieces:
        if isinstance(piece, FlowTable):
            return _open_boxes(pieces)
    return pieces


def _open_boxes(pieces: Sequence[Piece]) -> Iterator[Piece]:
    stack: list[Iterator[Piece]] = [iter(pieces)]
    while stack:
        piece = next(stack[-1], None)
        if piece is None:
            stack.pop()
        elif isinstance(piece, FlowTable) and _is_box(piece):
            stack.append(iter([inner for cell in piece.cells for inner in cell.pieces]))
        else:
            yield piece


def _is_box(table: FlowTable) -> bool:
    return len({cell.column for cell in table.cells}) < 2


def _clean(text: str) -> str:
    """Return text in NFC without control characters, rare spaces as plain ones."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    return normalize("NFC", _SPACES.sub(" ", _CONTROL.sub("", text)))
