"""Rows of a ruled table that no rule parts: labels and numbers stand line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.readers.pdf.lines import Printed
from corpus.readers.pdf.tables import InkCell, InkTable

# So many lines one below the other are rows; two may be a number and its share in brackets.
_LEAST = 3
# Shares of the levels at which the labels, and each column of numbers, have a line.
_LABELLED = 0.6
# Lines of one row differ by less than this share of their height, those of two by more.
_LEVEL, _APART = 0.35, 0.8
# A label this wide, next to the widest, goes on in the line below.
_WRAPPED = 0.7
# The words of a value: numbers with sign and unit, and what stands where there is none.
_VALUE = re.compile(
    r"[-–−+△▲▽▼∆(\[]{0,2}\d[\d,.]*(?:%p?|[가-힣A-Za-z]{1,2}|\*{1,3})?[)\]]?"
    r"|[-–−…·xX*]{1,3}|[-–−+△▲▽▼∆]|\((?:X|NA|Z|\d)\)"
)


def split_stacked(table: InkTable) -> InkTable:
    """Part the rows of a table in which several rows of numbers stand between two rules.

    A row is parted if its labels and its numbers stand on the same levels, three at least;
    cells beside it that span it go on to span what it becomes.
    """
    added: list[int] = []
    cells: list[InkCell] = []
    for row in range(table.rows):
        own = [cell for cell in table.cells if cell.row == row]
        levels = _levels([cell for cell in own if cell.row_span == 1])
        shift = sum(added)
        added.append(max(0, len(levels) - 1))
        for cell in own:
            if cell.row_span == 1 and levels:
                cells += _parted(cell, levels, row + shift)
            else:
                cells.append(replace(cell, row=row + shift))
    if not any(added):
        return table
    for at, cell in enumerate(cells):
        if cell.row_span > 1:
            first = next(one.row for one in table.cells if one.lines is cell.lines)
            more = sum(added[first : first + cell.row_span])
            cells[at] = replace(cell, row_span=cell.row_span + more)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    header = table.header_rows + sum(added[: table.header_rows])
    return replace(table, cells=tuple(cells), rows=table.rows + sum(added), header_rows=header)


def _levels(cells: Sequence[InkCell]) -> list[list[float]]:
    """Return the feet of the printed lines of each row to be; nothing if it is one row."""
    if len(cells) < 2:
        return []
    labels, others = cells[0], cells[1:]
    numbers = [
        cell
        for cell in others
        if len(cell.lines) >= _LEAST and all(_is_value(line.text) for line in cell.lines)
    ]
    if 2 * len(numbers) < len(others) or len(labels.lines) < _LEAST or not numbers:
        return []
    lines = sorted((line for cell in cells for line in cell.lines), key=lambda one: one.bottom)
    levels: list[list[float]] = []
    for line in lines:
        height = line.bottom - line.top
        if levels and line.bottom - levels[-1][0] < _LEVEL * height:
            levels[-1].append(line.bottom)
        elif levels and line.bottom - levels[-1][0] < _APART * height:
            return []
        else:
            levels.append([line.bottom])
    enough = _LABELLED * len(levels)
    if any(len(cell.lines) < enough for cell in (labels, *numbers)):
        return []
    return _whole_labels(labels, levels)


def _whole_labels(labels: InkCell, levels: Sequence[list[float]]) -> list[list[float]]:
    """Put levels together that hold the beginning of a label only, which fills its column."""
    widest = max(_width(line) for line in labels.lines)
    feet = {line.bottom: line for line in labels.lines}
    rows: list[list[float]] = []
    is_open = False
    for level in levels:
        if is_open:
            rows[-1] = [*rows[-1], *level]
        else:
            rows.append(list(level))
        alone = len(level) == 1 and level[0] in feet
        is_open = alone and not is_open and _width(feet[level[0]]) > _WRAPPED * widest
    return rows


def _parted(cell: InkCell, levels: Sequence[Sequence[float]], row: int) -> list[InkCell]:
    """Return the cells that one becomes, each at its level."""
    found = []
    for at, level in enumerate(levels):
        lines = tuple(line for line in cell.lines if level[0] <= line.bottom <= level[-1])
        if lines:
            found.append(replace(cell, row=row + at, lines=lines))
    return found


def _is_value(text: str) -> bool:
    return all(_VALUE.fullmatch(word) for word in text.split())


def _width(line: Printed) -> float:
    return line.edges[-1] - line.edges[0]
