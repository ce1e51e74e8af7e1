"""The reading order of a PDF page: columns, lines and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from corpus.readers.pdf.aligned import aligned_run, aligned_table
from corpus.readers.pdf.columns import Block, find_gutters, split_columns
from corpus.readers.pdf.ink import Aside, Box, Frame, PageInk, Rule
from corpus.readers.pdf.lines import Printed, Segment, build_segments, group_lines, print_line
from corpus.readers.pdf.stacked import split_stacked
from corpus.readers.pdf.tables import InkTable, ruled_tables

# Shares of the page's height that columns never reach into.
_EDGE = 0.07
# Text across the page comes last, as small print.
_ASIDE_SIZE = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a whole table, as it follows in reading order.

    `bullet` tells that a drawn dot stands before the line, `column` numbers the stretch of
    the page it belongs to, `frame` is another than the page's for text across it. Points
    from the page's top left corner.
    """

    line: Printed
    left: float
    right: float
    top: float
    base: float
    size: float
    table: InkTable | None = None
    bullet: bool = False
    column: int = 0
    frame: Frame | None = None

    @property
    def text(self) -> str:
        """The line as printed; nothing for a table."""
        return self.line.text

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return self.table is not None


@dataclass(frozen=True, slots=True)
class PagePieces:
    """A page in reading order; `rules` are its lines that stand in no table."""

    frame: Frame
    shown: Frame
    pieces: tuple[Piece, ...]
    gutters: tuple[float, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def edges(self) -> tuple[float, ...]:
        """The edges of the columns of its last table, in points; nothing without one."""
        tables = [piece.table for piece in self.pieces if piece.table is not None]
        return tables[-1].edges if tables else ()

    @property
    def height(self) -> float:
        """The page's height as read, in points."""
        return self.frame.height


# Dots that lead from an entry of a table of contents to its page.
LEADER = re.compile(r"(?:\. ?){4}|[·․]{4}|…{2}|(?:[·․…] ){3}")
# The column of what stands in the lower margin.
FOOT = -1
_EMPTY = Printed("", 0, 0, (0.0,))


def lay_out(ink: PageInk, gutters: Sequence[float] = (), edges: Sequence[float] = ()) -> PagePieces:
    """Put what is printed on a page in reading order.

    `gutters` are where the columns of the page before part, `edges` are those of its last
    table. The answer tells its own to the next page.
    """
    ruled, loose = ruled_tables(ink.glyphs, ink.horizontal, ink.vertical, ink.fills, edges)
    tables = [split_stacked(table) for table in ruled]
    bands: tuple[list[Block], ...] = ([], [], [])
    for segment in build_segments(loose):
        high, low = segment.base < _EDGE * ink.height, segment.top > (1 - _EDGE) * ink.height
        bands[0 if high else 2 if low else 1].append(segment)
    for table in tables:
        bands[0 if table.bottom < _EDGE * ink.height else 1].append(table)
    parts = [bands[0], *split_columns(bands[1], gutters, ink.height), bands[2]]
    # Columns that only the page before made sure of hold for the next page too.
    seen = find_gutters(bands[1]) or (tuple(gutters) if len(parts) > 3 else ())
    pieces: list[Piece] = []
    for number, part in enumerate(parts):
        pieces += _pieces(part, ink.dots, number if number < len(parts) - 1 else FOOT)
    for aside in ink.asides:
        pieces += _aside_pieces(aside, ink.height, len(parts))
    inside = tuple(
        rule
        for rule in ink.horizontal
        if not any(table.top - 3 <= rule.at <= table.bottom + 3 for table in tables)
    )
    return PagePieces(ink.frame, ink.shown, tuple(pieces), seen, inside)


def _pieces(blocks: Sequence[Block], dots: Sequence[Box], column: int) -> list[Piece]:
    """Return lines and tables of one column from top to bottom."""
    found = [_table_piece(block, column) for block in blocks if isinstance(block, InkTable)]
    lines = group_lines(block for block in blocks if isinstance(block, Segment))
    at = 0
    while at < len(lines):
        end = at + 1 if _is_led(lines[at]) else aligned_run(lines, at)
        end = next((below for below in range(at + 1, end) if _is_led(lines[below])), end)
        table = aligned_table(lines[at:end]) if end > at + 1 else None
        if table is None:
            found.append(_line_piece(lines[at], dots, column))
            at += 1
            continue
        size = median(segment.size for line in lines[at:end] for segment in line)
        found.append(_table_piece(table, column, size))
        at = end
    return sorted(found, key=lambda piece: (piece.top, piece.left))


def _is_led(line: Sequence[Segment]) -> bool:
    """Tell an entry of a table of contents, which is no row of a table."""
    return any(LEADER.search(segment.text) for segment in line)


def _table_piece(table: InkTable, column: int, size: float = 0.0) -> Piece:
    box = (table.left, table.right, table.top, table.bottom)
    return Piece(_EMPTY, *box, size, table=table, column=column)


def _line_piece(line: Sequence[Segment], dots: Sequence[Box], column: int) -> Piece:
    longest = max(line, key=lambda one: len(one.text))
    first = line[0]
    bullet = any(
        0 <= first.left - dot.right <= 2.5 * first.size
        and first.top <= (dot.top + dot.bottom) / 2 <= first.base
        for dot in dots
        if dot.right - dot.left >= 1.5
        and 0.6 <= (dot.bottom - dot.top) / (dot.right - dot.left) <= 1.7
    )
    return Piece(
        print_line(line),
        first.left,
        line[-1].right,
        longest.top,
        longest.base,
        longest.size,
        bullet=bullet,
        column=column,
    )


def _aside_pieces(aside: Aside, height: float, column: int) -> list[Piece]:
    return [
        Piece(print_line(line), 0, 0, height, height, _ASIDE_SIZE, column=column, frame=aside.frame)
        for line in group_lines(build_segments(aside.glyphs))
    ]
