"""Rows of cells out of tab rows, pipe rows and HTML fragments."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from corpus.document import TableCell
from corpus.markup import clean_markup
from corpus.structure_lines import Line
from corpus.tables import Grid
from corpus.view import View

_PIPE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
# Lines drawn with the signs for boxes, as terminals and old editors print tables.
_BOX_RULE = re.compile(r"[+┌┬┐├┼┤└┴┘─━═╔╦╗╠╬╣╚╩╝╭╮╰╯│┃║|\-=\s:]{3,}")
_BARS = "|│┃║"
_ROW = re.compile(r"<tr\b[^<>]*>", re.IGNORECASE)
_CELL = re.compile(r"<t([dh])\b([^<>]*)>", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dhr]\s*>|</table\s*>|<t[dhr]\b", re.IGNORECASE)
_SPAN = re.compile(r"(col|row)span\s*=\s*[\"']?(\d{1,4})", re.IGNORECASE)
# A hostile `colspan` costs five characters; no report's table is this wide.
_MAX_SPAN = 64


def is_pipe_row(line: Line) -> bool:
    """Tell a row of a Markdown table or of one drawn with bars."""
    bar = line.text[0]
    return bar in _BARS and line.text.count(bar) >= 2


def is_pipe_rule(line: Line) -> bool:
    """Tell the line of dashes below the header of a Markdown table."""
    return "|" in line.text and bool(_PIPE_RULE.fullmatch(line.text))


def is_box_rule(line: Line) -> bool:
    """Tell a line of a drawn table that holds nothing but its border."""
    text = line.text
    return text[0] in "+┌├└╔╠╚╭╰" and text[-1] in "+┐┤┘╗╣╝╮╯" and bool(_BOX_RULE.fullmatch(text))


def tab_cells(text: str, line: Line, notes: Set[str]) -> list[View]:
    """Return the cells of a tab row; empty ones at its ends count."""
    cells, at, end = [], line.raw, line.raw_end
    while True:
        cut = text.find("\t", at, end)
        cells.append(clean_markup(text, at, cut if cut >= 0 else end, notes))
        if cut < 0:
            return cells
        at = cut + 1


def pipe_cells(text: str, line: Line, notes: Set[str]) -> list[View]:
    """Return the cells of a row of a Markdown table."""
    start, end = line.start, line.end
    bar = text[start] if text[start] in _BARS else "|"
    if text[start] == bar:
        start += 1
    if end > start and text[end - 1] == bar and text[end - 2] != "\\":
        end -= 1
    cells, at = [], start
    for cut in re.finditer(rf"(?<!\\){re.escape(bar)}", text[start:end]):
        cells.append(clean_markup(text, at, start + cut.start(), notes))
        at = start + cut.end()
    cells.append(clean_markup(text, at, end, notes))
    return cells


def html_cells(text: str, start: int, end: int, notes: Set[str]) -> list[TableCell]:
    """Return the cells of an HTML table with their spans; rows without words count for none."""
    rows = [match.end() for match in _ROW.finditer(text, start, end)] or [start]
    found: list[TableCell] = []
    owed: dict[int, int] = {}
    number = 0
    for low, high in zip(rows, [*rows[1:], end], strict=True):
        taken = {column for column, count in owed.items() if count > 0}
        row: list[TableCell] = []
        column = 0
        for cell in _CELL.finditer(text, low, high):
            while column in taken:
                column += 1
            closing = _CELL_END.search(text, cell.end(), high)
            spans = {name.lower(): int(count) for name, count in _SPAN.findall(cell[2])}
            tall = max(1, min(spans.get("row", 1), _MAX_SPAN))
            wide = max(1, min(spans.get("col", 1), _MAX_SPAN))
            shown = clean_markup(text, cell.end(), closing.start() if closing else high, notes)
            is_header = cell[1] in "hH"
            row.append(TableCell(number, column, shown, tall, wide, is_header))
            column += wide
        for over in taken:
            owed[over] -= 1
        if any(cell.view.text for cell in row):
            for placed in row:
                for over in range(placed.column, placed.column + placed.column_span):
                    owed[over] = max(owed.get(over, 0), placed.row_span - 1)
            found.extend(row)
            number += 1
    return found


def tab_grid(text: str, lines: Sequence[Line], notes: Set[str]) -> Grid:
    """Return the rows of a table of tab or pipe rows."""
    return [
        pipe_cells(text, line, notes) if is_pipe_row(line) else tab_cells(text, line, notes)
        for line in lines
        if not is_pipe_rule(line) and not is_box_rule(line)
    ]
