"""The tables of a document as blocks: grid, caption, unit and source."""

from __future__ import annotations

from collections.abc import Sequence, Set

from corpus.document import Block, Table
from corpus.markup import clean_markup
from corpus.structure_captions import unit_inside, unit_of
from corpus.structure_lines import Line
from corpus.structure_regions import Outline
from corpus.tables import Grid, column_names, row_view, split_header, square_up
from corpus.tables_read import html_grid, is_pipe_rule, tab_grid
from corpus.tables_spaced import spaced_grid
from corpus.view import View


def read_tables(text: str, lines: Sequence[Line], outline: Outline) -> dict[int, Block]:
    """Return the table of each group of lines; the heading path is left empty."""
    groups: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        if line.role == "table":
            groups.setdefault(line.group, []).append(at)
    blocks = {}
    for group, places in groups.items():
        names, grid, header = _read_grid(text, lines, places, outline.groups[group], outline.notes)
        caption, unit = _caption(text, lines, places, outline.notes)
        source = _source(text, lines, places[-1], outline.notes)
        table = Table(caption, unit, source, names, tuple(tuple(row) for row in grid))
        parts: list[View | str] = []
        for row in header:
            parts.extend((_cells_view(row), "\n"))
        for row in grid:
            parts.extend((row_view(table, row), "\n"))
        blocks[group] = Block("table", View.join(parts[:-1]), table=table)
    return blocks


def _read_grid(
    text: str, lines: Sequence[Line], places: Sequence[int], way: str, notes: Set[str]
) -> tuple[tuple[str, ...], Grid, Grid]:
    own = [lines[at] for at in places]
    if way == "spaced":
        names, grid, header = spaced_grid(text, own, notes)
        return names, grid, header
    if way == "html":
        grid = html_grid(text, own[0].start, own[-1].end, notes)
        if not grid:
            grid = [[clean_markup(text, line.start, line.end, notes)] for line in own]
    else:
        grid = square_up(tab_grid(text, own, notes))
    grid = [row for row in grid if any(cell.text for cell in row)]
    header, body = split_header(grid, len(own) > 1 and is_pipe_rule(own[1]))
    width = max((len(row) for row in grid), default=0)
    names = column_names(header, width) if header else ("",) * width
    heads = [[cell.text for cell in row] for row in header]
    # A table that runs over a page repeats its header there.
    body = [row for row in body if [cell.text for cell in row] not in heads]
    return names, body, header


def _cells_view(row: Sequence[View]) -> View:
    parts: list[View | str] = []
    for cell in row:
        if cell.text:
            parts.extend((" | ", cell) if parts else (cell,))
    return View.join(parts)


def _caption(
    text: str, lines: Sequence[Line], places: Sequence[int], notes: Set[str]
) -> tuple[str, str]:
    caption = unit = ""
    at = places[0] - 1
    while at >= 0 and lines[at].role in ("caption", "unit", "furniture", "footnote"):
        line = lines[at]
        if line.role == "unit" and not unit:
            unit = unit_of(line.text.strip("#* "))
        elif line.role == "caption":
            caption = clean_markup(text, line.start, line.end, notes).text.lstrip("# ")
            break
        at -= 1
    if not caption:
        at = places[-1] + 1
        while at < len(lines) and lines[at].role in ("source", "furniture"):
            at += 1
        below = at < len(lines) and lines[at].role == "caption"
        used_below = at + 1 < len(lines) and lines[at + 1].role in ("table", "unit")
        if below and not used_below:
            caption = clean_markup(text, lines[at].start, lines[at].end, notes).text
    return caption, unit or unit_inside(caption)


def _source(text: str, lines: Sequence[Line], last: int, notes: Set[str]) -> str:
    found = []
    for line in lines[last + 1 : last + 9]:
        if line.role == "source":
            found.append(clean_markup(text, line.start, line.end, notes).text)
        elif line.role not in ("unit", "furniture"):
            break
    return " ".join(found)
