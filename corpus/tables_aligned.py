"""Tables set in columns by runs of spaces: the columns are where no row has ink."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations

from corpus.korean import glue_lines
from corpus.markup import clean_markup
from corpus.structure_lines import Line, display_width, find_leader
from corpus.structure_markers import read_marker
from corpus.tables import Told, TopCell, is_header_row, tell
from corpus.view import View

_GAP = re.compile(r"\s{2,}")
_MAX_LINES = 200
_MIN_ROWS = 3
_MIN_COLUMNS = 3
_STOREY_MAX = 14


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a line; `low` and `high` are offsets in its text, `left` and `right` columns."""

    low: int
    high: int
    left: int
    right: int


def aligned_end(lines: Sequence[Line], first: int) -> int:
    """Return the index after the last line of an aligned table; `first` where there is none."""
    if first + 1 < len(lines) and _is_storey(lines[first], lines[first + 1]):
        below = _aligned_end(lines, first + 1)
        if below > first + 1:
            return below
    return _aligned_end(lines, first)


def _aligned_end(lines: Sequence[Line], first: int) -> int:
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


def aligned_table(text: str, lines: Sequence[Line], notes: Set[str]) -> Told | None:
    """Return names, rows and header of lines that align; None where they do not.

    A first line whose names stand over several columns each is a storey of the header.
    """
    if len(lines) > _MIN_ROWS and _is_storey(lines[0], lines[1]):
        lower = _read(text, lines[1:], notes)
        if lower is not None and lower.header_rows == 1:
            columns = _columns([_pieces(line) for line in lines[1:] if len(_pieces(line)) > 1])
            named = _add_storey(text, lines[0], lower, columns, notes)
            if named is not None:
                return named
    return _read(text, lines, notes)


def _is_storey(upper: Line, lower: Line) -> bool:
    """Tell a line of few names, the first behind the column of labels, above one of many."""
    over, under = _pieces(upper), _pieces(lower)
    return 2 <= len(over) < len(under) - 1 and over[0].left > under[0].right


def _add_storey(
    text: str,
    line: Line,
    lower: Told,
    columns: Sequence[tuple[int, int]],
    notes: Set[str],
) -> Told | None:
    """Put the names of a line above those below: over as many each, or over the nearest."""
    over = _pieces(line)
    below = lower.names[1:]
    if len(columns) != len(lower.names):
        return None
    each, rest = divmod(len(below), len(over))
    if not rest and below == below[:each] * len(over):
        owner = [at // each for at in range(len(below))]
    else:
        owner = _centred(over, columns[1:], below)
    if len(owner) != len(below):
        return None
    names = [lower.names[0]]
    names += [
        f"{line.text[over[at].low : over[at].high]} {name}".strip()
        for at, name in zip(owner, below, strict=True)
    ]
    top = [
        TopCell(
            0,
            owner.index(at) + 1,
            clean_markup(text, line.start + piece.low, line.start + piece.high, notes),
            owner.count(at),
        )
        for at, piece in enumerate(over)
    ]
    heads = (*top, *(replace(cell, row=1) for cell in lower.heads))
    return Told(tuple(names), lower.rows, heads, 2)


def _centred(
    over: Sequence[_Piece], columns: Sequence[tuple[int, int]], names: Sequence[str]
) -> list[int]:
    """Return above which columns each of `over` is centred best; nothing where none may be.

    Columns stand below one name side by side, and no two of them are called the same.
    """
    if len(columns) > _STOREY_MAX:
        return []
    best: list[int] = []
    least = float("inf")
    for inner in combinations(range(1, len(columns)), len(over) - 1):
        edges = (0, *inner, len(columns))
        groups = list(zip(edges, edges[1:], strict=False))
        if any(len(set(names[low:high])) < high - low for low, high in groups):
            continue
        off = sum(
            abs(piece.left + piece.right - columns[low][0] - columns[high - 1][1])
            for piece, (low, high) in zip(over, groups, strict=True)
        )
        if off < least:
            least = off
            best = [at for at, (low, high) in enumerate(groups) for _ in range(low, high)]
    return best


def _read(text: str, lines: Sequence[Line], notes: Set[str]) -> Told | None:
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
        return tell([cell.text for cell in rows[0]], rows[1:], rows[:1])
    return tell([""] * len(columns), rows, [])


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
