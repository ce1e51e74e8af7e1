"""Tables set in columns by runs of spaces: the columns are where no row has ink."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from corpus.korean import glue_lines
from corpus.markup import clean_markup
from corpus.structure_lines import Line, display_width, find_leader
from corpus.structure_markers import read_marker
from corpus.tables import Grid, is_header_row
from corpus.view import View

_GAP = re.compile(r"\s{2,}")
_MAX_LINES = 200
_MIN_ROWS = 3
_MIN_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a line; `low` and `high` are offsets in its text, `left` and `right` columns."""

    low: int
    high: int
    left: int
    right: int


def aligned_end(lines: Sequence[Line], first: int) -> int:
    """Return the index after the last line of an aligned table; `first` where there is none."""
    rows: list[list[_Piece]] = []
    columns: list[tuple[int, int]] = []
    gap = -1
    end = at = first
    while at < len(lines) and at - first < _MAX_LINES:
        line = lines[at]
        at += 1
        if line.role == "furniture":
            continue
        pieces = _pieces(line)
        if line.role != "text" or not pieces or rows and 0 <= gap < line.gap:
            break
        if rows and gap < 0:
            gap = line.gap
        if len(pieces) > 1:
            merged = _columns([*rows, pieces])
            if len(merged) < max(2, len(columns)) and rows:
                break
            rows.append(pieces)
            columns = merged
        elif len(columns) < 2 or pieces[0].left < columns[1][0] - 1:
            break
        end = at
    return end if len(rows) >= 2 and len(columns) >= 2 else first


def starts_aligned(lines: Sequence[Line], first: int) -> bool:
    """Tell the first line of an aligned table that nothing announces."""
    line = lines[first]
    if len(_pieces(line)) < _MIN_COLUMNS:
        return False
    if read_marker(line.text).kind or find_leader(line.text) >= 0:
        return False
    end = aligned_end(lines, first)
    rows = [_pieces(row) for row in lines[first:end] if row.role == "text"]
    full = [row for row in rows if len(row) > 1]
    return len(full) >= _MIN_ROWS and len(_columns(full)) >= _MIN_COLUMNS


def aligned_grid(
    text: str, lines: Sequence[Line], notes: Set[str]
) -> tuple[tuple[str, ...], Grid, Grid] | None:
    """Return column names, rows and header rows; None where the lines do not align."""
    pieces = [_pieces(line) for line in lines]
    columns = _columns([row for row in pieces if len(row) > 1])
    full = sum(len(row) > 1 for row in pieces)
    if len(columns) < 2 or full < 2 or full < len(pieces) / 2:
        return None
    if max(len(row) for row in pieces) != len(columns):
        return None
    grid: list[list[list[View]]] = []
    for line, row in zip(lines, pieces, strict=True):
        cells: list[list[View]] = [[] for _ in columns]
        for piece in row:
            column = _place(piece, columns)
            shown = clean_markup(text, line.start + piece.low, line.start + piece.high, notes)
            if column < 0 or cells[column]:
                return None
            cells[column].append(shown)
        filled = [at for at, cell in enumerate(cells) if cell]
        if grid and 0 not in filled and len(filled) <= max(1, (len(columns) - 1) // 2):
            if any(map(bool, grid[-1][filled[0] + 1 :])) or len(filled) > 1:
                # What goes on stands behind another cell: a row could not keep its order.
                return None
            grid[-1][filled[0]].extend(cells[filled[0]])
        else:
            grid.append(cells)
    rows = [[join_pieces(cell) for cell in row] for row in grid]
    if len(rows) > 1 and is_header_row(rows[0], rows[1:]):
        return tuple(cell.text for cell in rows[0]), rows[1:], rows[:1]
    return ("",) * len(columns), rows, []


def join_pieces(cells: Sequence[View | str]) -> View:
    """Join the lines of a cell: a wrapped line goes on where the one before ended."""
    parts: list[View | str] = []
    views = [cell for cell in cells if isinstance(cell, View)]
    spaces = glue_lines([view.text for view in views])
    for number, view in enumerate(views):
        if number:
            fresh = bool(read_marker(view.text).kind)
            parts.append(" " if fresh or spaces[number - 1] else "")
        parts.append(view)
    return View.join(parts)


def _pieces(line: Line) -> list[_Piece]:
    found, at = [], 0
    text = line.text
    left = line.indent
    for end in [*(gap.span() for gap in _GAP.finditer(text)), (len(text), len(text))]:
        right = left + display_width(text[at : end[0]])
        found.append(_Piece(at, end[0], left, right))
        left = right + display_width(text[end[0] : end[1]])
        at = end[1]
    return found


def _columns(rows: Sequence[Sequence[_Piece]]) -> list[tuple[int, int]]:
    """Return where the columns stand: what is left when all that overlaps is merged."""
    spans = sorted((piece.left, piece.right) for row in rows for piece in row)
    merged: list[tuple[int, int]] = []
    for left, right in spans:
        if merged and left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _place(piece: _Piece, columns: Sequence[tuple[int, int]]) -> int:
    """Return the column that a piece overlaps, -1 where it overlaps none or several."""
    found = [
        at for at, (left, right) in enumerate(columns) if piece.left < right and left < piece.right
    ]
    return found[0] if len(found) == 1 else -1
