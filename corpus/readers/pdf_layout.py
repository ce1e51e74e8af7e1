"""The reading order of a PDF page: columns, lines and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from unicodedata import normalize

from corpus.readers.pdf_ink import Box, PageInk
from corpus.readers.pdf_lines import Segment, build_segments, group_lines
from corpus.readers.pdf_tables import InkTable, aligned_rows, ruled_tables

# The gap between columns of text, in points, at least.
_GUTTER = 6.0
# A column of running text has so many lines, and this share of them fills most of its
# width and holds so many characters: the cells of a table seldom do.
_COLUMN_LINES = 5
_COLUMN_CHARS = 12
_COLUMN_SHARE = 0.35
_MAX_COLUMN_DEPTH = 2
# Shares of the page's height that columns never reach into.
_EDGE = 0.07
# Points by which cells of one column may differ in where they stand.
_ALIKE = 4.0
# Text across the page comes last, as small print.
_ASIDE_SIZE = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a whole table, as it follows in reading order.

    `text` of a table has a row a line and tabs between cells. `bullet` tells that a
    drawn dot stands before the line. Points from the page's top left corner.
    """

    text: str
    left: float
    right: float
    top: float
    base: float
    size: float
    is_table: bool = False
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class PagePieces:
    """A page in reading order."""

    height: float
    pieces: tuple[Piece, ...]
    gutter: float | None = None


def lay_out(ink: PageInk, gutter: float | None = None) -> PagePieces:
    """Put what is printed on a page in reading order.

    `gutter` is where the columns of the page before part: a last page with a few lines
    in each column does not show it by itself. The answer tells it to the next page.
    """
    tables, loose = ruled_tables(ink.glyphs, ink.horizontal, ink.vertical)
    boxes: list[Segment | InkTable] = [*build_segments(loose), *tables]
    pieces: list[Piece] = []
    bands: tuple[list[Segment | InkTable], ...] = ([], [], [])
    for box in boxes:
        bottom = box.bottom if isinstance(box, InkTable) else box.base
        if bottom < _EDGE * ink.height:
            bands[0].append(box)
        elif box.top > (1 - _EDGE) * ink.height:
            bands[2].append(box)
        else:
            bands[1].append(box)
    lines = [box for box in bands[1] if isinstance(box, Segment)]
    seen = _find_gutter(lines)
    if seen is None and gutter is not None and _is_free(lines, gutter):
        seen = gutter
    for column in (bands[0], *_columns(bands[1], seen, 0), bands[2]):
        pieces += _pieces(column, ink.dots)
    for aside in ink.asides:
        pieces.append(Piece(normalize("NFC", aside), 0, 0, ink.height, ink.height, _ASIDE_SIZE))
    return PagePieces(ink.height, tuple(pieces), seen)


def _columns(
    boxes: Sequence[Segment | InkTable], gutter: float | None, depth: int
) -> list[list[Segment | InkTable]]:
    """Split boxes into stretches that are read one after the other."""
    if gutter is None:
        return [list(boxes)]
    ordered: list[list[Segment | InkTable]] = []
    left: list[Segment | InkTable] = []
    right: list[Segment | InkTable] = []

    def flush() -> None:
        for side in (left, right):
            if side:
                inner = None
                if depth < _MAX_COLUMN_DEPTH:
                    inner = _find_gutter([box for box in side if isinstance(box, Segment)])
                ordered.extend(_columns(tuple(side), inner, depth + 1))
                side.clear()

    for box in sorted(boxes, key=lambda one: (one.top, one.left)):
        if box.right <= gutter + 1:
            left.append(box)
        elif box.left >= gutter - 1:
            right.append(box)
        else:
            flush()
            if ordered and ordered[-1] and _crosses(ordered[-1][-1], gutter):
                ordered[-1].append(box)
            else:
                ordered.append([box])
    flush()
    return ordered


def _is_free(segments: Sequence[Segment], gutter: float) -> bool:
    """Tell whether at least two lines stand on each side of a gutter and none across it."""
    left = sum(1 for segment in segments if segment.right <= gutter)
    right = sum(1 for segment in segments if segment.left >= gutter)
    return min(left, right) >= 2 and left + right == len(segments)


def _crosses(box: Segment | InkTable, x: float) -> bool:
    return box.left < x - 1 and box.right > x + 1


def _find_gutter(segments: Sequence[Segment]) -> float | None:
    """Return the middle of the gap between two columns of running text, if there is one."""
    if len(segments) < 2 * _COLUMN_LINES:
        return None
    left = min(segment.left for segment in segments)
    right = max(segment.right for segment in segments)
    x = _emptiest(segments, left + 0.25 * (right - left), right - 0.25 * (right - left))
    if x is None:
        return None
    sides = (
        [segment for segment in segments if segment.right <= x],
        [segment for segment in segments if segment.left >= x],
    )
    for side in sides:
        if len(side) < _COLUMN_LINES:
            return None
        width = max(one.right for one in side) - min(one.left for one in side)
        filled = sum(1 for one in side if one.right - one.left >= 0.6 * width)
        worded = sum(1 for one in side if len(one.text) >= _COLUMN_CHARS)
        if min(filled, worded) < _COLUMN_SHARE * len(side):
            return None
    tops = [min(one.top for one in side) for side in sides]
    ends = [max(one.base for one in side) for side in sides]
    if min(ends) - max(tops) < 0.3 * (max(ends) - min(tops)):
        # One above the other is no pair of columns.
        return None
    return x


def _emptiest(segments: Sequence[Segment], low: float, high: float) -> float | None:
    """Return the middle of the widest gutter between `low` and `high`.

    Headings may run across it: one segment in five at most.
    """
    edges = sorted(
        [(segment.left, 1) for segment in segments] + [(segment.right, -1) for segment in segments]
    )
    gaps: list[tuple[int, float, float]] = []
    covering = 0
    for (at, step), (until, _) in zip(edges, edges[1:], strict=False):
        covering += step
        start, end = max(at, low), min(until, high)
        if end - start >= _GUTTER and covering * 5 <= len(segments):
            gaps.append((covering, start - end, (start + end) / 2))
    return min(gaps)[2] if gaps else None


def _pieces(boxes: Sequence[Segment | InkTable], dots: Sequence[Box]) -> list[Piece]:
    """Return lines and tables of one column from top to bottom."""
    found: list[Piece] = [_table_piece(box) for box in boxes if isinstance(box, InkTable)]
    lines = group_lines(box for box in boxes if isinstance(box, Segment))
    at = 0
    while at < len(lines):
        end = _aligned_run(lines, at)
        rows = aligned_rows(lines[at:end]) if end > at + 1 else None
        if rows is None:
            found.append(_line_piece(lines[at], dots))
            at += 1
            continue
        run = [segment for line in lines[at:end] for segment in line]
        found.append(
            _table_piece(
                InkTable(
                    rows,
                    min(one.left for one in run),
                    max(one.right for one in run),
                    min(one.top for one in run),
                    max(one.base for one in run),
                ),
                median(one.size for one in run),
            )
        )
        at = end
    return sorted(found, key=lambda piece: (piece.top, piece.left))


def _aligned_run(lines: Sequence[Sequence[Segment]], start: int) -> int:
    """Return the end of the longest run of lines from `start` that share their columns."""
    end = start
    while end < len(lines) and len(lines[end]) >= 2:
        if end > start:
            step = lines[end][0].base - lines[end - 1][0].base
            if step > 3.5 * lines[end][0].size or not _stand_alike(lines[end - 1], lines[end]):
                break
        end += 1
    return end


def _stand_alike(above: Sequence[Segment], below: Sequence[Segment]) -> bool:
    """Tell whether the segments of two lines begin, end or centre at the same places."""
    fewer, more = sorted((above, below), key=len)
    alike = sum(
        1
        for one in fewer
        if any(
            abs(one.left - two.left) < _ALIKE
            or abs(one.right - two.right) < _ALIKE
            or abs(one.left + one.right - two.left - two.right) < 2 * _ALIKE
            for two in more
        )
    )
    return alike == len(fewer) if len(fewer) < 4 else alike * 4 >= 3 * len(fewer)


def _table_piece(table: InkTable, size: float = 0.0) -> Piece:
    text = "\n".join("\t".join(cell.replace("\t", " ") for cell in row) for row in table.rows)
    return Piece(text, table.left, table.right, table.top, table.bottom, size, is_table=True)


def _line_piece(line: Sequence[Segment], dots: Sequence[Box]) -> Piece:
    longest = max(line, key=lambda one: len(one.text))
    text = line[0].text
    for before, segment in zip(line, line[1:], strict=False):
        # Two spaces keep what a wide gap says without posing as a table.
        is_wide = segment.left - before.right > 2 * segment.size
        text += ("  " if is_wide else " ") + segment.text
    first = line[0]
    bullet = any(
        0 <= first.left - dot.right <= 2.5 * first.size
        and first.top <= (dot.top + dot.bottom) / 2 <= first.base
        for dot in dots
        if dot.right - dot.left >= 1.5
        and 0.6 <= (dot.bottom - dot.top) / (dot.right - dot.left) <= 1.7
    )
    return Piece(
        text, first.left, line[-1].right, longest.top, longest.base, longest.size, bullet=bullet
    )
