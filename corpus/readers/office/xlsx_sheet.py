"""One sheet of a workbook: the cells it shows, merged, formatted, without what is hidden."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from corpus.readers.office.number_formats import show_number, show_text
from corpus.readers.office.package import Package
from corpus.readers.office.regions import HeaderHints, SheetCell
from corpus.readers.office.xlsx_book import Book, Look, Sheet, text_of
from corpus.readers.xml import Element, attribute, iterate_xml, local_name

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ON = ("1", "true", "on")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_PLAIN = Look()
_HEADER_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Za-z+-])')


@dataclass(slots=True)
class SheetContent:
    """What a sheet shows. `cells` is by row and column from 0."""

    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    hints: HeaderHints = HeaderHints()
    furniture: list[str] = field(default_factory=list)
    is_cut: bool = False


@dataclass(slots=True)
class _Reading:
    """A sheet while its part is read."""

    package: Package
    book: Book
    most_cells: int
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    filled_rows: set[int] = field(default_factory=set)
    hidden_columns: bytearray = field(default_factory=lambda: bytearray(_LAST_COLUMN))
    headers: list[int] = field(default_factory=list)
    left: int = 0
    row: int = -1
    without_value: int = 0
    hidden_cells: int = 0
    is_cut: bool = False


def read_sheet(package: Package, book: Book, sheet: Sheet, most_cells: int) -> SheetContent:
    """Read a worksheet; past `most_cells` cells that show something it is cut.

    Source: ECMA-376 Part 1, 18.3 (worksheets).

    Raises:
        ReadError: see `Archive.read` and `iterate_xml`.
    """
    reading = _Reading(package, book, most_cells)
    content = SheetContent()
    names = ("row", "col", "pane", "mergeCell", "autoFilter", "oddHeader", "oddFooter")
    data = package.read(sheet.part)
    for one in iterate_xml(data, package.source, *names, on_damage=package.lose_part):
        name = local_name(one)
        if name == "row":
            _read_row(one, reading)
        elif name == "col" and attribute(one, "hidden") in _ON:
            low = max(1, _whole(attribute(one, "min"))) - 1
            high = min(_whole(attribute(one, "max")), _LAST_COLUMN)
            reading.hidden_columns[low:high] = b"\1" * max(0, high - low)
        elif name == "pane" and attribute(one, "state") in ("frozen", "frozenSplit"):
            if down := _whole(attribute(one, "ySplit")):
                reading.headers.append(down - 1)
            reading.left = _whole(attribute(one, "xSplit"))
        elif name == "mergeCell" and (area := parse_area(attribute(one, "ref"))):
            reading.merged.append(area)
        elif name == "autoFilter" and (area := parse_area(attribute(one, "ref"))):
            reading.headers.append(area[0])
        elif name in ("oddHeader", "oddFooter"):
            text = " ".join(_HEADER_CODES.sub(" ", one.text or "").split())
            if any(sign.isalnum() for sign in text):
                content.furniture.append(text)
    reading.headers.extend(_table_headers(package, sheet))
    if sheet.title_row >= 0:
        reading.headers.append(sheet.title_row)
    _merge(reading)
    package.lose("formulas-without-value", reading.without_value)
    package.lose("hidden-text-left-out", _hidden_places(reading))
    content.cells = _close_up(reading)
    content.hints = HeaderHints(
        tuple(_Shift(reading.hidden_rows).place(row + 1) - 1 for row in set(reading.headers)),
        _Shift(_hidden_columns(reading)).place(reading.left),
    )
    content.is_cut = reading.is_cut
    return content


def parse_area(reference: str) -> tuple[int, int, int, int] | None:
    """Return first row, first column, last row and last column (from 0) of `B2:D5`."""
    first, _, last = reference.partition(":")
    low, high = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if low is None or high is None:
        return None
    rows = sorted((int(low[2]) - 1, int(high[2]) - 1))
    columns = sorted((_column(low[1]), _column(high[1])))
    if rows[0] < 0 or rows[1] >= _LAST_ROW or columns[1] >= _LAST_COLUMN:
        return None
    return rows[0], columns[0], rows[1], columns[1]


def _read_row(element: Element, reading: _Reading) -> None:
    named = attribute(element, "r")
    reading.row = min(_whole(named) - 1, _LAST_ROW - 1) if _whole(named) else reading.row + 1
    row = reading.row
    is_hidden = attribute(element, "hidden") in _ON
    if is_hidden:
        reading.hidden_rows.add(row)
    column = -1
    for cell in element:
        if local_name(cell) != "c":
            continue
        reference = str(cell.attrib.get("r", ""))
        found = _REFERENCE.fullmatch(reference)
        column = min(_column(found[1]), _LAST_COLUMN - 1) if found else column + 1
        look = _look(reading.book, str(cell.attrib.get("s", "")))
        shown = _show_cell(cell, look, reading)
        if shown is None:
            continue
        if is_hidden:
            reading.filled_rows.add(row)
            continue
        if len(reading.cells) >= reading.most_cells:
            reading.is_cut = True
            return
        reading.cells[row, column] = shown


def _show_cell(cell: Element, look: Look, reading: _Reading) -> SheetCell | None:
    """Return what a cell shows, nothing where it shows nothing."""
    kind = str(cell.attrib.get("t", "n"))
    value: str | None = None
    is_formula = False
    inline = ""
    for one in cell:
        name = local_name(one)
        if name == "v":
            value = one.text
        elif name == "f":
            is_formula = True
        elif name == "is":
            inline = text_of(one)
    if kind == "inlineStr":
        text = inline
    elif value is None:
        reading.without_value += is_formula and kind != "str"
        return None
    elif kind == "s":
        at = _whole(value)
        text = reading.book.texts[at] if at < len(reading.book.texts) else ""
    elif kind == "b":
        text = "TRUE" if value.strip() in _ON else "FALSE"
    elif kind == "n":
        try:
            number = float(value)
        except ValueError:
            return _cell(value, look)
        text = show_number(number, look.code, reading.book.is_1904)
        if not text:
            reading.hidden_cells += 1
        return SheetCell(text.strip(), True, look.is_bold) if text.strip() else None
    else:
        # Errors (`#N/A`), dates in ISO form and what formulas say.
        text = value
    return _cell(show_text(text, look.code) if look.code != "General" else text, look)


def _cell(text: str, look: Look) -> SheetCell | None:
    text = text.strip()
    return SheetCell(text, False, look.is_bold) if text else None


def _look(book: Book, style: str) -> Look:
    at = _whole(style)
    return book.looks[at] if at < len(book.looks) else _PLAIN


def _merge(reading: _Reading) -> None:
    """Give cells their spans. What a merged area covers is not shown and is left out."""
    starts = {(top, left): (bottom, right) for top, left, bottom, right in reading.merged}
    for place in [place for place in reading.cells if place in starts]:
        bottom, right = starts[place]
        cell = reading.cells[place]
        reading.cells[place] = replace(
            cell, row_span=bottom - place[0] + 1, column_span=right - place[1] + 1
        )
    if not starts:
        return
    by_row: dict[int, list[int]] = {}
    for row, column in reading.cells:
        by_row.setdefault(row, []).append(column)
    for (top, left), (bottom, right) in starts.items():
        rows = (
            range(top, bottom + 1)
            if bottom - top < len(by_row)
            else [row for row in by_row if top <= row <= bottom]
        )
        for row in rows:
            for column in [c for c in by_row.get(row, ()) if left <= c <= right]:
                if (row, column) != (top, left) and reading.cells.pop(
                    (row, column), None
                ) is not None:
                    reading.hidden_cells += 1


def _close_up(reading: _Reading) -> dict[tuple[int, int], SheetCell]:
    """Return the cells as if hidden rows and columns were not there."""
    if not reading.hidden_rows and not any(reading.hidden_columns):
        return reading.cells
    closed: dict[tuple[int, int], SheetCell] = {}
    rows, columns = _Shift(reading.hidden_rows), _Shift(_hidden_columns(reading))
    for (row, column), cell in reading.cells.items():
        top, bottom = rows.place(row), rows.place(row + cell.row_span)
        left, right = columns.place(column), columns.place(column + cell.column_span)
        if right > left:
            closed[top, left] = replace(
                cell, row_span=max(1, bottom - top), column_span=right - left
            )
    return closed


class _Shift:
    """Where a row or column stands once the hidden ones before it are gone."""

    def __init__(self, hidden: Iterable[int]) -> None:
        self._hidden = sorted(hidden)

    def place(self, at: int) -> int:
        return at - bisect_left(self._hidden, at)


def _hidden_columns(reading: _Reading) -> list[int]:
    return [at for at, is_hidden in enumerate(reading.hidden_columns) if is_hidden]


def _hidden_places(reading: _Reading) -> int:
    """Count the hidden rows, columns and cells that hold something."""
    columns = {column for _, column in reading.cells}
    hidden = sum(1 for column in columns if reading.hidden_columns[column])
    return len(reading.filled_rows) + hidden + reading.hidden_cells


def _table_headers(package: Package, sheet: Sheet) -> list[int]:
    """Return the last header row of each table object on a sheet."""
    rows = []
    for relation in package.relations(sheet.part).values():
        root = package.optional_xml(relation.target) if relation.kind == "table" else None
        area = parse_area(attribute(root, "ref")) if root is not None else None
        if root is not None and area is not None:
            count = _whole(attribute(root, "headerRowCount", "1"))
            if count:
                rows.append(area[0] + min(count, 5) - 1)
    return rows


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at - 1


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
