"""The pages of a PDF written one below the other: text, marks, grids, pages, ink."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field, replace

from corpus.document import Grid, GridCell, InkLine, Mark, MarkKind, Page
from corpus.readers.pdf.furniture import Furniture, Place
from corpus.readers.pdf.headings import Outline, Sizes
from corpus.readers.pdf.layout import PagePieces, Piece
from corpus.readers.pdf.lines import Printed
from corpus.readers.pdf.notes import Notes, finish_line
from corpus.readers.pdf.provenance import ink_of
from corpus.readers.pdf.tables import InkTable

# Points by which a drawn bullet's level, or the lines of an item, may shift.
_LEVEL_SHIFT = 6.0
_ITEM_SHIFT = 2.0
# What the edges of a grid call the page's whole width.
_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Findings:
    """What the pages say together."""

    sizes: Sizes
    furniture: Furniture
    outline: Outline
    notes: Notes


@dataclass(slots=True)
class Writer:
    """The text so far, and what points into it."""

    found: Findings
    text: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    ink: list[InkLine] = field(default_factory=list)
    _at: int = 0
    _bullets: list[float] = field(default_factory=list)
    # The first row of the table before, while a table may go on with it, and its headers.
    _header: tuple[str, ...] = ()
    _header_rows: int = 0

    def write_page(self, index: int, page: PagePieces, label: str | None) -> None:
        """Write a page in reading order."""
        start = self._at
        before: Piece | None = None
        open_kind: tuple[MarkKind, int, int] | None = None
        numbers = self.found.notes.numbers.get(index, frozenset())
        for number, piece in enumerate(page.pieces):
            place = (index, number)
            if place in self.found.furniture.places:
                line = finish_line(piece.line, frozenset())
                self.marks.append(Mark("furniture", *self._add(line, piece, page)))
                continue
            kind = self._kind(piece, place)
            if before is not None and self._is_apart(before, piece):
                self._blank()
            if piece.table is not None:
                self._write_table(piece.table, piece, page, numbers)
            else:
                line = finish_line(piece.line, numbers, self.found.notes.signs.get(place))
                span = self._add(line, piece, page)
                if kind is None and open_kind is not None and open_kind[0] == "item":
                    # An item runs on in the lines set under its first.
                    kind = open_kind if before and self._runs_on(before, piece) else None
                if kind is not None:
                    self._mark(kind, span, joins=self._joins(open_kind, kind, before, piece))
                if kind is None:
                    self._header = ()
            open_kind, before = kind, piece
        if label is None or label == str(index + 1):
            label = self.found.furniture.labels.get(index, label)
        self.pages.append(Page(index + 1, label, start, self._at))

    def _kind(self, piece: Piece, place: Place) -> tuple[MarkKind, int, int] | None:
        """Return mark, level and a number that tells neighbours of one mark apart."""
        if piece.is_table:
            return "table", 0, 0
        note = self.found.notes.lines.get(place)
        if note is not None:
            return "footnote", 0, note
        if place in self.found.outline.lines:
            level, which = self.found.outline.lines[place]
            return "heading", level, which
        if piece.bullet:
            return "item", self._item_level(piece.left), id(piece)
        level = self.found.sizes.heading_level(piece)
        return ("heading", level, 0) if level else None

    def _joins(
        self,
        last: tuple[MarkKind, int, int] | None,
        kind: tuple[MarkKind, int, int],
        before: Piece | None,
        piece: Piece,
    ) -> bool:
        if last != kind or before is None:
            return False
        return kind[0] != "heading" or bool(kind[2]) or not self._is_apart(before, piece)

    def _mark(self, kind: tuple[MarkKind, int, int], span: tuple[int, int], joins: bool) -> None:
        if joins:
            last = self.marks[-1]
            self.marks[-1] = Mark(last.kind, last.start, span[1], last.level)
        else:
            self.marks.append(Mark(kind[0], *span, kind[1]))

    def _is_apart(self, before: Piece, piece: Piece) -> bool:
        """Tell whether the print leaves a gap between two lines, or changes its size."""
        if before.is_table or piece.is_table or abs(before.size - piece.size) > 0.15 * piece.size:
            return True
        step = piece.base - before.base
        return step > 1.25 * self.found.sizes.pitch * max(piece.size, 1.0)

    def _runs_on(self, before: Piece, piece: Piece) -> bool:
        return abs(before.left - piece.left) < _ITEM_SHIFT and not self._is_apart(before, piece)

    def _item_level(self, left: float) -> int:
        """Return the depth of an item by how far it is indented among those seen so far."""
        if not any(abs(left - seen) < _LEVEL_SHIFT for seen in self._bullets):
            self._bullets.append(left)
        return sum(1 for seen in self._bullets if seen <= left + _LEVEL_SHIFT)

    def _write_table(
        self,
        table: InkTable,
        piece: Piece,
        page: PagePieces,
        numbers: Set[str],
    ) -> None:
        """Write a row a line and tabs between cells; a cell keeps its printed lines."""
        start = self._at
        cells: list[GridCell] = []
        row = column = 0
        for cell in table.cells:
            while row < cell.row:
                self._put("\t" * (table.columns - 1 - column) + "\n")
                row, column = row + 1, 0
            self._put("\t" * (cell.column - column))
            column = cell.column
            low = self._at
            for number, line in enumerate(cell.lines):
                if number:
                    self._put("\n")
                done = finish_line(line, numbers)
                self._draw(done, piece, page)
                self._put(done.text.replace("\t", " "))
            span = (cell.row_span, cell.column_span)
            cells.append(GridCell(cell.row, cell.column, low, self._at, *span))
        while row < table.rows:
            self._put("\t" * (table.columns - 1 - column) + "\n")
            row, column = row + 1, 0
        end = self._at - 1
        first = tuple(cell.text for cell in table.cells if cell.row == 0)
        header = table.header_rows
        if self._header == first and len(first) > 1:
            # It goes on from the page before and repeats its header there.
            header = max(header, self._header_rows, 1)
            self._amend_header(header)
        self._header, self._header_rows = first, header
        step = _WHOLE / max(page.frame.width, 1.0)
        edges = tuple(round(edge * step) for edge in table.edges)
        self.grids.append(Grid(start, end, tuple(cells), header, table.header_columns, edges))
        self.marks.append(Mark("table", start, end, header))

    def _amend_header(self, rows: int) -> None:
        last = self.grids[-1]
        if not last.header_rows:
            self.grids[-1] = replace(last, header_rows=rows)

    def _add(self, line: Printed, piece: Piece, page: PagePieces) -> tuple[int, int]:
        start = self._at
        self._draw(line, piece, page)
        self._put(line.text + "\n")
        return start, self._at - 1

    def _draw(self, line: Printed, piece: Piece, page: PagePieces) -> None:
        self.ink += ink_of(line, self._at, piece.frame or page.frame, page.shown)

    def _blank(self) -> None:
        self._put("\n")

    def _put(self, text: str) -> None:
        self.text.append(text)
        self._at += len(text)
