"""How rows of a table read in an answer: a cell on a line, or rows below the table's header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.rows import CELL_GAP, with_unit
from assistant.tables.grid import GridCell
from assistant.tables.names import find_years
from assistant.tables.units import is_unit_column, unit_of
from assistant.tables.values import is_bare
from assistant.tables.whole import TableRow, WholeTable
from corpus import Passage, Span

# Rows and columns of a table that is shown as one; the rest are counted.
MAX_ROWS = 12
MAX_COLUMNS = 8
# More cells than this are read easier below a header.
MAX_LINE_CELLS = 3
# A longer caption leads to no line.
MAX_LEAD_CHARS = 80
_UNIT_NOTE = re.compile(
    r"\s*[(（\[]\s*단위[^()（）\[\]]{0,80}[)）\]]|,\s*단위[^()（）]{0,80}(?=[)）])"
)
_GENERIC = frozenset(("구분", "항목", "분류", "내용", "번호"))


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as it reads, and where it stands: the passage, and the unit of it that shows it."""

    passage: Passage
    unit: int
    text: str

    @property
    def span(self) -> Span:
        """The row in the passage's view."""
        return self.passage.units[self.unit]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """Rows as they read; with a `head` they are those of a Markdown table.

    The head is the table's caption, a blank line, the names of the columns and the line below
    them. Without it each row is a line of its own that names its columns; `lead` is the caption
    where it alone says of which year they are.
    """

    rows: tuple[ShownRow, ...]
    head: str = ""
    lead: str = ""


def show_rows(rows: Sequence[TableRow], columns: Sequence[int], table: WholeTable) -> ShownTable:
    """Return rows with the cells of `columns` (all where none is named) as they are to be read.

    Few cells are lines, `그늘막 | 2024년: 12곳`; many a table with at most `MAX_ROWS` rows, whose
    head says of how many. Cells are the source's own; a unit that is certain stands behind its
    figure, else the caption's stands behind the last line.
    """
    wanted = [number for number in table.columns if not columns or number in columns]
    cells = len(rows) * max(1, len(wanted))
    if len(rows) > 1 and cells > MAX_LINE_CELLS and 0 < len(wanted) <= MAX_COLUMNS:
        shown = _show_table(rows[:MAX_ROWS], wanted, table, len(rows))
        if shown is not None:
            return shown
    return _show_lines(rows[:MAX_ROWS], wanted, table)


def escape_cell(text: str) -> str:
    """Return a cell's text as it stands in a Markdown table: on one line, a bar with a slash."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")


def render_row(text: str, marks: str) -> str:
    """Return a row's text as a line of a Markdown table, its citation marks in the last cell."""
    cells = [escape_cell(cell) for cell in text.split(CELL_GAP)]
    return f"| {CELL_GAP.join(cells)} {marks} |"


def _show_lines(rows: Sequence[TableRow], wanted: Sequence[int], table: WholeTable) -> ShownTable:
    lines: list[ShownRow] = []
    is_bare_left = False
    for one in rows:
        text, is_left = _line(one, wanted, table)
        lines.append(ShownRow(one.passage, one.row.unit, text))
        is_bare_left = is_bare_left or is_left
    if is_bare_left:
        texts = with_unit([line.text for line in lines], table.note)
        lines = [replace(line, text=text) for line, text in zip(lines, texts, strict=True)]
    return ShownTable(tuple(lines), lead=_dated_caption(rows, wanted, table))


def _dated_caption(rows: Sequence[TableRow], wanted: Sequence[int], table: WholeTable) -> str:
    """Return the caption without its unit if it names a year and nothing else shown does."""
    caption = " ".join(_UNIT_NOTE.sub("", table.caption).split())
    shown = any(name.years for one in rows for name in one.row.names)
    shown = shown or any(table.columns[number].years for number in wanted)
    if shown or len(caption) > MAX_LEAD_CHARS or not find_years(caption):
        return ""
    return f"{caption}:"


def _line(one: TableRow, wanted: Sequence[int], table: WholeTable) -> tuple[str, bool]:
    """Return a row on a line, and whether a figure of it is left without a unit."""
    cells = one.row.cells
    chosen = [cell for cell in one.row.values if cell.column in wanted]
    beside = next((c for c in one.row.values if _counts_others(c, table)), None)
    if beside is not None and len(chosen) > 1:
        chosen = [cell for cell in chosen if cell is not beside]
    chosen = chosen or list(one.row.values)
    text, is_left = "", False
    for at, cell in enumerate(cells):
        if at >= one.row.labels and cell not in chosen:
            continue
        label = _label(one, at)
        shown = " ".join(cell.text.split())
        if at < one.row.labels:
            keeps = shown.isdigit() and bool(label) and label.rstrip(": ") not in _GENERIC
            label = label if keeps else ""
        elif is_bare(shown):
            unit = _unit(cell, beside, table)
            is_left = is_left or unit is None
            shown += unit or ""
        is_pair = label.startswith(":")
        text += (label if is_pair else f"{CELL_GAP}{label}" if text else label) + shown
    return text, is_left


def _label(one: TableRow, at: int) -> str:
    """Return what the passage writes before a cell: `2024년: `, or `: ` in a form."""
    cells, text = one.row.cells, one.passage.text
    begin = cells[at - 1].place.end if at else one.passage.units[one.row.unit].start
    return " ".join(text[begin : cells[at].place.start].removeprefix(CELL_GAP).split(" "))


def _unit(cell: GridCell, beside: GridCell | None, table: WholeTable) -> str | None:
    """Return the unit to stand behind a cell's figure, None where it has one that is not known.

    It is empty where the column's name, or the row's, says it.
    """
    if beside is not None:
        return "" if cell is beside else beside.text.strip()
    name = table.columns.get(cell.column)
    if name is None:
        return None
    return unit_of(name, table.note) or ("" if name.unit else None)


def _counts_others(cell: GridCell, table: WholeTable) -> bool:
    return cell.column in table.columns and is_unit_column(table.columns[cell.column])


def _show_table(
    rows: Sequence[TableRow], wanted: Sequence[int], table: WholeTable, count: int
) -> ShownTable | None:
    names: dict[int, str] = {}
    for one in rows:
        for cell in one.row.cells[: one.row.labels]:
            names.setdefault(cell.column, cell.place.column_name)
    numbers = [*sorted(names), *(n for n in wanted if n not in names)]
    titles = [
        names.get(n) or (table.columns[n].text if n in table.columns else "") for n in numbers
    ]
    shown = []
    for one in rows:
        held = {cell.column: " ".join(cell.text.split()) for cell in one.row.cells}
        cells = [held.get(number, "") for number in numbers]
        if any(CELL_GAP in cell for cell in cells):
            return None
        shown.append(ShownRow(one.passage, one.row.unit, CELL_GAP.join(cells)))
    caption = " ".join((table.caption or (table.heading[-1] if table.heading else "")).split())
    part = f"({len(rows)}/{count})" if len(rows) < count else ""
    lead = " ".join(filter(None, (caption, part)))
    header = f"| {CELL_GAP.join(map(escape_cell, titles))} |"
    head = f"{header}\n|{' --- |' * len(titles)}"
    return ShownTable(tuple(shown), f"{lead}\n\n{head}" if lead else head)
