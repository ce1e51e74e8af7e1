"""Which rows and columns of a whole table answer a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.question import Question
from assistant.tables.asking import Bound, Order, TableAsk, read_ask
from assistant.tables.columns import cue_columns, name_columns, order_column
from assistant.tables.grid import GridCell, GridRow
from assistant.tables.matching import GROUP, SAID, is_told, say_row
from assistant.tables.names import Asked, read_asked, read_name, say_name
from assistant.tables.units import measure_of
from assistant.tables.values import read_value
from assistant.tables.whole import TableRow, WholeTable

# A row is named from here on: its name as said, or with a slip.
NAMED = 0.65
_OTHERS = frozenset(("기타", "그외", "그밖", "그밖의", "나머지", "other", "others", "其他"))


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of a table, in the order they are to be shown, and the columns asked for (or all)."""

    rows: tuple[TableRow, ...]
    columns: tuple[int, ...]


def select(question: Question, table: WholeTable) -> Selection | None:
    """Return the rows and columns that answer a question, None where it names nothing of it."""
    ask = read_ask(question)
    asked = read_asked(question.text)
    columns = name_columns(asked, table.grid)
    named = name_rows(asked, table.rows)
    if ask.whole and asked.total < 1.0:
        # `목록을 모두`: every row, not their sum.
        named = tuple(one for one in named if not one.row.names[-1].is_total)
    if ask.order is not None:
        ordered = _ordered(ask.order, asked, table, named, columns)
        if ordered is not None:
            return ordered
    if ask.bound is not None:
        bounded = _bounded(ask.bound, asked, table, columns)
        if bounded is not None:
            return bounded
    if named:
        if not columns and not ask.whole:
            columns = cue_columns(question, table.grid, table.note)
        if ask.compares and len(named) == 1:
            columns = _compared(columns, table)
        if columns:
            alike = [one for one in table.rows if one.row.names == named[0].row.names]
            columns += tuple(n for n in _telling(alike, table) if n not in columns)
        return Selection(named, columns)
    if ask.which and (found := _holding(ask, asked, table)):
        return found
    if ask.whole or (ask.compares and columns):
        return Selection(tuple(_in_group(asked, table.rows)), columns)
    return None


def take(question: Question, table: WholeTable, one: TableRow) -> Selection:
    """Return one row with the columns that a question names or asks for."""
    columns = name_columns(read_asked(question.text), table.grid)
    return Selection((one,), columns or cue_columns(question, table.grid, table.note))


def name_rows(asked: Asked, rows: Sequence[TableRow]) -> tuple[TableRow, ...]:
    """Return the rows that a question names, in order.

    A name within another that is named too is not meant; of the same name in several groups
    those whose group is named are, if any is.
    """
    said = [(one, say_row(asked, one.row)) for one in rows]
    named = [(one, share) for one, share in said if one.row.names and share >= NAMED]
    best: dict[str, float] = {}
    for one, share in named:
        leaf = one.row.names[-1].letters
        best[leaf] = max(best.get(leaf, 0.0), share)
    longest = [leaf for leaf in best if not any(leaf != other and leaf in other for other in best)]
    top = max(best.values(), default=0.0)
    found = [
        one
        for one, share in named
        if (leaf := one.row.names[-1].letters) in longest
        and share == best[leaf]
        # A slip of the keys is none where a name stands as it is.
        and share >= top - GROUP
    ]
    return tuple(one for one in found if _is_meant(asked, one, found))


def _is_meant(asked: Asked, one: TableRow, found: Sequence[TableRow]) -> bool:
    """Tell whether of rows with the same name none but others is told by a word of its own."""
    alike = [other for other in found if other.row.names == one.row.names]
    told = [other for other in alike if is_told(asked, other.row)]
    return not told or one in told


def _telling(rows: Sequence[TableRow], table: WholeTable) -> tuple[int, ...]:
    """Return the column of words that tells rows of the same name apart, if there are such."""
    if len({one.row.names for one in rows}) == len(rows):
        return ()
    for column in table.columns:
        cells = [cell.text for one in rows for cell in one.row.values if cell.column == column]
        if len(set(cells)) == len(rows) and all(read_value(cell) is None for cell in cells):
            return (column,)
    return ()


def _ordered(
    order: Order,
    asked: Asked,
    table: WholeTable,
    named: Sequence[TableRow],
    columns: tuple[int, ...],
) -> Selection | None:
    dates = order.subject == "time"
    metrics = [one for one in named if not one.row.names[-1].is_total]
    if len(metrics) == 1 and len(columns) != 1 and not dates:
        across = _across(order, metrics[0], columns)
        if across is not None:
            return across
    rows = list(metrics) if len(metrics) > 1 else _in_group(asked, table.rows)
    rows = [one for one in rows if not _is_sum(one.row)]
    grid_rows = [one.row for one in rows]
    if order.vague and not columns:
        return None
    column = order_column(columns, table.columns, grid_rows, dates=dates)
    if column is None and not dates:
        # `가장 늦은` of waiting times is a figure, `가장 높은` of a year of building none.
        return None
    if column is None:
        column = order_column(columns, table.columns, grid_rows, dates=False) if columns else None
        if column is None:
            return None
    worth = [(one, cell) for one in rows if (cell := _cell(one.row, column)) is not None]
    return _take(order, worth, (column,))


def _across(order: Order, one: TableRow, columns: tuple[int, ...]) -> Selection | None:
    """Return the column of a row that has its greatest or least figure."""
    cells = [
        cell
        for cell in one.row.values
        if (not columns or cell.column in columns)
        and (value := read_value(cell.text)) is not None
        and value.kind == "figure"
    ]
    if len(cells) < 2 or len({read_unit(cell) for cell in cells}) > 1:
        return None
    taken = _rank(order, [(one, cell) for cell in cells])
    return Selection((one,), tuple(cell.column for _, cell in taken)) if taken else None


def read_unit(cell: GridCell) -> str:
    """Return the unit that stands in a cell behind its figure."""
    value = read_value(cell.text)
    return value.unit if value is not None else ""


def _take(
    order: Order, worth: Sequence[tuple[TableRow, GridCell]], columns: tuple[int, ...]
) -> Selection | None:
    if len(worth) < 2:
        return None
    rows = tuple(one for one, _ in _rank(order, worth))
    return Selection(rows, columns) if rows else None


def _rank(
    order: Order, worth: Sequence[tuple[TableRow, GridCell]]
) -> list[tuple[TableRow, GridCell]]:
    """Return those in the places that are asked for; who has the same value has the same place."""
    amounts = [value.amount for _, cell in worth if (value := read_value(cell.text)) is not None]
    steps = sorted(amounts, reverse=order.way == "most")
    found = [
        (steps.index(amount), at, pair)
        for at, (amount, pair) in enumerate(zip(amounts, worth, strict=True))
        if order.first - 1 <= steps.index(amount) < order.last
    ]
    return [pair for *_, pair in sorted(found, key=lambda one: one[:2])]


def _bounded(
    bound: Bound, asked: Asked, table: WholeTable, columns: tuple[int, ...]
) -> Selection | None:
    rows = [one for one in _in_group(asked, table.rows) if not _is_sum(one.row)]
    column = order_column(columns, table.columns, [one.row for one in rows], dates=False)
    if column is None:
        fitting = [
            number
            for number, name in table.columns.items()
            if bound.unit and measure_of(name, table.note)[1] == bound.unit
        ]
        column = order_column(fitting, table.columns, [one.row for one in rows], dates=False)
        if column is None or not fitting:
            return None
    worth, unit = measure_of(table.columns[column], table.note)
    if bound.unit and unit and bound.unit != unit:
        return None
    holding = []
    for one in rows:
        cell = _cell(one.row, column)
        value = read_value(cell.text) if cell else None
        if value is None:
            continue
        amount = value.amount * worth if not value.unit else value.amount
        if bound.holds(amount):
            holding.append(one)
    return Selection(tuple(holding), (column,)) if holding else None


def _holding(ask: TableAsk, asked: Asked, table: WholeTable) -> Selection | None:
    """Return the rows that hold a value which the question says (`70곳인 지역은?`)."""
    figures = {figure for figure in ask.figures if not 1900 <= figure <= 2100 and figure > 1}
    rows: list[TableRow] = []
    columns: dict[int, None] = {}
    for one in table.rows:
        held = [cell for cell in one.row.values if _says(cell, table, figures, asked)]
        if held and not _is_sum(one.row):
            rows.append(one)
            columns.update(dict.fromkeys(cell.column for cell in held))
    if not rows or len(columns) > 1 or 2 * len(rows) > max(2, len(table.rows)):
        return None
    return Selection(tuple(rows), tuple(columns))


def _says(cell: GridCell, table: WholeTable, figures: set[Decimal], asked: Asked) -> bool:
    value = read_value(cell.text)
    if value is None:
        name = read_name(cell.text)
        return len(name.letters) > 1 and say_name(asked, name) == 1.0
    if value.kind == "date" or cell.column not in table.columns:
        return False
    worth, _ = measure_of(table.columns[cell.column], table.note)
    return bool(figures) and (value.amount in figures or value.amount * worth in figures)


def _compared(columns: tuple[int, ...], table: WholeTable) -> tuple[int, ...]:
    """Return the columns beside each other that a difference is asked of: all that are alike."""
    names = table.columns
    if columns and all(names[column].years for column in columns):
        kinds = {_without_years(names[column].words) for column in columns}
        alike = tuple(
            number
            for number, name in names.items()
            if (name.years and _without_years(name.words) in kinds) or _is_change(name.letters)
        )
        return alike
    return columns


def _without_years(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if not any(map(str.isdigit, word)))


def _is_change(letters: str) -> bool:
    return any(word in letters for word in ("증감", "증가", "감소", "차이", "변화"))


def _in_group(asked: Asked, rows: Sequence[TableRow]) -> list[TableRow]:
    """Return the rows of the group that a question names; without one, all."""
    inside = [
        one
        for one in rows
        if len(one.row.names) > 1
        and any(say_name(asked, name) >= SAID for name in one.row.names[:-1])
    ]
    return inside or list(rows)


def _is_sum(row: GridRow) -> bool:
    return any(name.is_total or name.letters in _OTHERS for name in row.names)


def _cell(row: GridRow, column: int) -> GridCell | None:
    cell = next((one for one in row.values if one.column == column), None)
    return cell if cell is not None and read_value(cell.text) is not None else None
