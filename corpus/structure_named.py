"""Names of columns that a page prints above a table and its reader left outside of it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from corpus.document import Document, Grid, Table, TableCell
from corpus.markup import clean_markup
from corpus.structure_continued import match_parts
from corpus.structure_lines import Line, ends_as_sentence
from corpus.structure_markers import read_marker
from corpus.structure_regions import Outline
from corpus.tables import is_number
from corpus.tables_names import Phrases, find_joints, group_words, is_no_name
from corpus.tables_values import is_period, read_shape

# Only on a page do lines tell columns; other formats declare their headers inside the table.
_ON_PAGES = frozenset({"pdf"})
_GAP = re.compile(r"\s{2,}|\t")
_MIN_ROWS = 2
_NAMES_MAX = 160
_NAME_MAX = 24


@dataclass(slots=True)
class _Named:
    """A table below its names so far: its group, grids and last line."""

    words: list[str]
    group: int
    grids: list[Grid]
    last: int


def mark_names(document: Document, lines: Sequence[Line], outline: Outline) -> None:
    """Make the line straight above a table of figures part of it if it names its columns.

    The table has no names of its own, and the line has exactly as many as it has columns.
    Where the next page begins with the same names, the table goes on there.
    """
    if document.format not in _ON_PAGES:
        return
    grids = {grid.start: grid for grid in document.grids}
    last = {line.group: at for at, line in enumerate(lines) if line.role == "table"}
    seen: set[int] = set()
    named: _Named | None = None
    for at, (before, line) in enumerate(zip(lines, lines[1:], strict=False)):
        if line.role != "table" or not line.marked or line.group in seen:
            continue
        seen.add(line.group)
        grid = grids.get(line.mark)
        if grid is None or before.role != "text" or before.marked or before.page != line.page:
            continue
        wants = not grid.header_rows and _holds_figures(document.text, grid)
        if not wants or not _part(before, _width(grid), outline.phrases):
            continue
        words = before.text.split()
        if named is not None and named.words == words and _goes_on(lines, named, at, grid):
            before.role = "furniture"
            named.grids.append(grid)
            named.last = last[line.group]
            group = line.group
            for row in lines[at : named.last + 1]:
                if row.group == group:
                    row.group = named.group
        else:
            before.role, before.group = "table", line.group
            named = _Named(words, line.group, [grid], last[line.group])


def _goes_on(lines: Sequence[Line], table: _Named, at: int, grid: Grid) -> bool:
    """Tell whether a table below the names at `at` is the rest of the one before."""
    between = lines[table.last + 1 : at]
    if any(line.role not in ("furniture", "footnote", "skip") for line in between):
        return False
    if lines[at].page != lines[table.last].page + 1:
        return False
    return match_parts([*table.grids, grid]) is not None


def _width(grid: Grid) -> int:
    return max((cell.column + max(1, cell.column_span) for cell in grid.cells), default=0)


def _holds_figures(text: str, grid: Grid) -> bool:
    """Tell a table whose every row has figures behind its first column, the first row too."""
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        if cell.row_span > 1 or cell.column_span > 1:
            return False
        if cell.column:
            rows.setdefault(cell.row, []).append(text[cell.start : cell.end].strip())
    if len(rows) < _MIN_ROWS or _width(grid) <= _MIN_ROWS:
        return False
    return all(
        any(map(is_number, cells)) and all(not is_period(cell) for cell in cells)
        for cells in rows.values()
    )


def _part(line: Line, width: int, phrases: Phrases) -> list[tuple[int, int]]:
    """Return where the `width` names of a line stand; nothing where it does not hold so many."""
    text = line.text
    if len(text) > _NAMES_MAX or ends_as_sentence(text) or text.endswith((".", ":", "?", "!")):
        return []
    tokens = read_shape(text).tokens
    if read_marker(text).kind or any(one.is_value and not is_period(one.text) for one in tokens):
        return []
    pieces, at = [], 0
    for gap in _GAP.finditer(text):
        pieces.append((at, gap.start()))
        at = gap.end()
    pieces.append((at, len(text)))
    if len(pieces) != width:
        words = [token.text for token in tokens]
        pieces = []
        none: frozenset[int] = frozenset()
        for joints in (none, *find_joints(words, phrases)):
            groups = group_words(words, joints)
            if len(groups) == width:
                ends = [0, *(sum(map(len, groups[: n + 1])) for n in range(width))]
                pieces = [
                    (tokens[low].start, tokens[high - 1].end)
                    for low, high in zip(ends, ends[1:], strict=False)
                ]
                break
    names = [text[low:high] for low, high in pieces]
    if any(len(name) > _NAME_MAX or is_no_name(name) for name in names):
        return []
    return pieces


def with_names(table: Table, text: str, line: Line, phrases: Phrases, notes: Set[str]) -> Table:
    """Return a table below the line of its names."""
    pieces = _part(line, len(table.columns), phrases)
    spans = [(line.start + low, line.start + high) for low, high in pieces]
    whole = not spans
    views = [clean_markup(text, a, b, notes) for a, b in spans or [(line.start, line.end)]]
    top = [
        TableCell(0, at, view, 1, len(table.columns) if whole else 1, is_header=True)
        for at, view in enumerate(views)
    ]
    names = table.columns
    if not whole:
        names = tuple(
            f"{view.text} {name}".strip() for view, name in zip(views, names, strict=True)
        )
    return replace(
        table,
        columns=names,
        cells=(*top, *(replace(cell, row=cell.row + 1) for cell in table.cells)),
        numbers=tuple(number + 1 for number in table.numbers),
        header_rows=table.header_rows + 1,
    )
