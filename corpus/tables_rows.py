"""The rows of a table as lines that can be read alone: `header: cell | header: cell`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.document import CellPlace, Table, TableCell
from corpus.view import Span, View

GAP = " | "
# A row up to this length is one line; a longer one is parted so that no line is much longer
# than `_LINE_MAX`.
_ROW_LONG = 220
_LINE_MAX = 360
# A label longer than this is no label, and is not repeated.
_LABEL_MAX = 60
# The labels of a form (`시작일`).
_FORM_LABEL_MAX = 14
_WORD_MAX = 12
_FORM_WIDTH_MAX = 4
_PAIR_LABEL_MAX = 40


@dataclass(frozen=True, slots=True)
class RowLine:
    """A line of a row; `cells` say where in its text the cells stand."""

    view: View
    cells: tuple[CellPlace, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a row shows in one column: its own cell, or in words one from above."""

    column: int
    name: str
    shown: View | str
    is_label: bool

    @property
    def text(self) -> str:
        return self.shown if isinstance(self.shown, str) else self.shown.text


class TableRows:
    """The rows of one table as lines."""

    def __init__(self, table: Table) -> None:
        """Look up once which cells reach into later rows."""
        self._table = table
        self._covering: dict[tuple[int, int], TableCell] = {}
        self._spans = False
        for cell in table.cells:
            self._spans = self._spans or cell.row_span > 1 or cell.column_span > 1
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    self._covering[row, column] = cell
        self._carried = self._carry_labels()

    def line(self, index: int) -> RowLine:
        """Return a row as one line; a row without words is an empty one."""
        entries = self._entries(index)
        return self._line(index, entries, self._joint(index, entries), _row_name(entries))

    def lines(self, index: int, cut: Callable[[View], Sequence[View]]) -> list[RowLine]:
        """Return a row as one line, or as several where it is long.

        Each of them repeats what names the row. `cut` parts a long cell where its list or
        its sentences allow.
        """
        entries = self._entries(index)
        joint = self._joint(index, entries)
        name = _row_name(entries)
        whole = self._line(index, entries, joint, name)
        if len(whole.view.text) <= _ROW_LONG:
            return [whole] if whole.view.text else []
        lead = [entry for entry in entries if entry.is_label] or entries[:1]
        if sum(len(entry.text) for entry in lead) > _LABEL_MAX:
            return [_clip(whole, piece) for piece in _places(whole.view, cut(whole.view))]
        again = [replace(entry, shown=entry.text) for entry in lead]
        lines: list[RowLine] = []
        current = list(lead)
        size = sum(len(entry.text) + len(entry.name) for entry in lead)
        least = len(lead)
        for entry in entries:
            if entry in lead:
                continue
            pieces: Sequence[View | str] = [entry.shown]
            if isinstance(entry.shown, View):
                pieces = cut(entry.shown)
            for number, piece in enumerate(pieces):
                part = replace(entry, shown=piece)
                room = len(part.text) + len(part.name) + len(GAP) + 2
                if len(current) > least and (number or size + room > _LINE_MAX):
                    lines.append(self._line(index, current, joint, name))
                    current = list(again)
                    size = sum(len(one.text) + len(one.name) for one in again)
                current.append(part)
                size += room
        lines.append(self._line(index, current, joint, name))
        return lines

    def _entries(self, index: int) -> list[_Entry]:
        table = self._table
        number = table.numbers[index] if table.numbers else index
        found: list[_Entry] = []
        for column, view in enumerate(table.rows[index]):
            cell = self._covering.get((number, column))
            shown: View | str = view
            name = table.columns[column] if column < len(table.columns) else ""
            if cell is not None and cell.column < column:
                continue
            if cell is not None and cell.row < number:
                shown = view.text if len(view.text) <= _LABEL_MAX else ""
            if cell is not None and cell.column_span > 1:
                name = _shared(table.columns[column : column + cell.column_span])
            if not view.text:
                shown = self._carried.get((index, column), "")
            text = shown if isinstance(shown, str) else shown.text
            if text:
                label = column < max(1, table.header_columns)
                found.append(_Entry(column, "" if name == text else name, shown, label))
        return _in_order(found)

    def _carry_labels(self) -> dict[tuple[int, int], str]:
        """Return the labels that stand over empty first cells, where no spans are declared."""
        table = self._table
        carried: dict[tuple[int, int], str] = {}
        if self._spans or not table.header_columns or not any(table.columns):
            return carried
        last = ""
        for index, row in enumerate(table.rows):
            if row and row[0].text:
                last = row[0].text if len(row[0].text) <= _LABEL_MAX else ""
            elif last and any(cell.text for cell in row[1:]):
                carried[index, 0] = last
        return carried

    def _joint(self, index: int, entries: Sequence[_Entry]) -> str:
        """Return what stands between a label and its value: a form's rows are pairs."""
        table = self._table
        if any(table.columns):
            return GAP
        labels = [entry.text for entry in entries[::2]]
        if len(entries) % 2 or len(table.rows[index]) % 2:
            return GAP
        if len(entries) == 2 == len(table.rows[index]):
            return ": " if len(labels[0]) <= _PAIR_LABEL_MAX else GAP
        figures = sum(any(map(str.isdigit, entry.text)) for entry in entries[1::2])
        if len(table.rows[index]) > _FORM_WIDTH_MAX and 2 * figures < len(labels):
            # `담당 부서 | 체육국 | 책임자 | 과장 | 이름 | 전화`: no pairs.
            return GAP
        is_form = all(
            len(label) <= _FORM_LABEL_MAX and not any(map(str.isdigit, label)) for label in labels
        )
        return ": " if is_form else GAP

    def _line(self, index: int, entries: Sequence[_Entry], joint: str, name: str) -> RowLine:
        table = self._table
        row = (table.numbers[index] if table.numbers else index) + 1
        parts: list[View | str] = []
        cells: list[CellPlace] = []
        size, last = 0, -1
        for number, entry in enumerate(entries):
            shown = entry.shown
            if isinstance(shown, View) and shown.runs:
                if shown.runs[0].source < last:
                    # Where cells lie in each other, the words matter more than their place.
                    shown = shown.text
                else:
                    last = shown.runs[-1].source + shown.runs[-1].length
            before = (joint if number % 2 else GAP) if number else ""
            before += f"{entry.name}: " if entry.name else ""
            size += len(before)
            cells.append(
                CellPlace(
                    size,
                    size + len(entry.text),
                    row,
                    entry.column + 1,
                    name,
                    table.columns[entry.column] if entry.column < len(table.columns) else "",
                )
            )
            parts.extend((before, shown))
            size += len(entry.text)
        return RowLine(View.join(parts), tuple(cells))


def _row_name(entries: Sequence[_Entry]) -> str:
    return " ".join(entry.text for entry in entries if entry.is_label)[: 2 * _LABEL_MAX]


def _in_order(entries: list[_Entry]) -> list[_Entry]:
    """Part the cells that a page's end cut: their rest stands behind the others of the row.

    A view shows its source in order. The rest begins with the whole of a word that was cut.
    """
    found: list[_Entry] = []
    pending = entries
    while pending:
        heads: list[_Entry] = []
        rests: list[_Entry] = []
        limit = -1
        for entry in reversed(pending):
            shown = entry.shown
            if not isinstance(shown, View) or not shown.runs:
                heads.append(entry)
                continue
            first = shown.runs[0].source
            if 0 <= limit < shown.runs[-1].source:
                at = next(run.view for run in shown.runs if run.source > limit)
                head, rest = shown.slice(0, at), shown.slice(at, len(shown.text))
                word = head.text.rsplit(" ", 1)[-1]
                if word and len(word) <= _WORD_MAX:
                    rest = View.join([word, rest])
                rests.append(replace(entry, shown=rest, is_label=False))
                entry = replace(entry, shown=head.strip())
            heads.append(entry)
            limit = first if limit < 0 else min(limit, first)
        found += reversed(heads)
        pending = rests[::-1]
    return found


def _shared(names: Sequence[str]) -> str:
    """Return the storeys of a header that several columns have in common."""
    words = [name.split(" ") for name in names]
    count = 0
    while all(len(one) > count and one[count] == words[0][count] for one in words):
        count += 1
    return " ".join(words[0][:count]) if words else ""


def _places(whole: View, pieces: Sequence[View]) -> list[Span]:
    """Return where the pieces of a view stand in it."""
    found, at = [], 0
    for piece in pieces:
        start = whole.text.index(piece.text, at)
        at = start + len(piece.text)
        found.append(Span(start, at))
    return found


def _clip(line: RowLine, span: Span) -> RowLine:
    """Return a piece of a line."""
    cells = tuple(
        replace(
            cell,
            start=max(cell.start, span.start) - span.start,
            end=min(cell.end, span.end) - span.start,
        )
        for cell in line.cells
        if cell.start < span.end and span.start < cell.end
    )
    return RowLine(line.view.slice(span.start, span.end), cells)
