"""Which cells of a table a question asks for, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.question import Question
from assistant.tables.asking import read_ask
from assistant.tables.grid import Grid, GridRow, read_grid
from assistant.tables.names import Asked, Name, read_asked, say_name, share_said
from corpus import CellPlace, Passage

# A name counts as said from here on.
SAID = 0.5
# What a group over the row (`북부` of `북부 해든`) adds to the row's own name.
GROUP = 0.25
# A row named by a cell behind its name is found less surely.
BY_OTHER = 0.6
# How a row counts whose column is not named, and one of a table with one column of values.
ANY_COLUMN, ONLY_COLUMN = 0.4, 0.7
# Of several rows with one name it is not certain which is meant, unless a word beside the name
# tells.
NOT_ALONE, TOLD = 0.8, 0.9
# A table of another year than the one asked for counts half.
OTHER_YEAR = 0.5
# Any row of a table that is asked for as a whole (`가장 많은 지역`, `지역별`), and one whose names
# are called what the question calls what it asks for.
ANY_ROW, KIND_OF_ROW = 0.5, 0.75
# Even where nothing around the table speaks of what is asked, row and column count this much.
BARE = 0.4


@dataclass(frozen=True, slots=True)
class TableMatch:
    """How a question fits the rows of a passage.

    `score` is the best of `units`, which has a figure from 0 to 1 for every unit of the passage:
    how far the question names the row, one of its columns, and what the table is about (0 for
    what is no row). `unit` is the best one's index, `cells` are those of its cells asked for;
    `row` and `column` are how far each is named, `coverage` how much of the question row,
    column, caption and headings say together.
    """

    score: float
    units: tuple[float, ...]
    unit: int
    cells: tuple[CellPlace, ...]
    row: float
    column: float
    coverage: float


@dataclass(frozen=True, slots=True)
class _Fit:
    score: float
    row: GridRow
    row_said: float
    column_said: float
    coverage: float
    columns: tuple[int, ...]


def match_cells(
    question: Question, passage: Passage, others: tuple[str, ...] = ()
) -> TableMatch | None:
    """Return how the question fits the rows of a table's passage, None where it names nothing.

    `others` are other names of what it asks for (`Expansion.text`). Deterministic; ties go to
    the row that stands first.
    """
    if passage.kind != "table" or not passage.cells:
        return None
    grid = read_grid(passage)
    asked = read_asked(question.text, others)
    columns = say_columns(asked, grid)
    units = [0.0] * len(passage.units)
    best: _Fit | None = None
    for row in grid.rows:
        fit = _fit(question, asked, grid, row, columns)
        if fit is None:
            continue
        if row.number in grid.namesakes and not is_told(asked, row):
            fit = replace(fit, score=fit.score * NOT_ALONE)
        units[row.unit] = max(units[row.unit], fit.score)
        if best is None or fit.score > best.score:
            best = fit
    if best is None:
        return _match_whole(question, asked, grid, columns, len(passage.units))
    cells = tuple(cell.place for cell in best.row.values if cell.column in best.columns)
    return TableMatch(
        best.score,
        tuple(units),
        best.row.unit,
        cells or tuple(cell.place for cell in best.row.values),
        best.row_said,
        best.column_said,
        best.coverage,
    )


def _match_whole(
    question: Question, asked: Asked, grid: Grid, columns: dict[int, float], count: int
) -> TableMatch | None:
    """Return how a question that names no row fits the rows all the same, by column alone."""
    ask = read_ask(question)
    if not (ask.order or ask.bound or ask.whole or ask.compares) or not grid.rows:
        return None
    best = max(0.0, *columns.values()) if columns else 0.0
    chosen = tuple(column for column, share in columns.items() if share == best >= SAID)
    named = " ".join(grid.columns[column].letters for column in chosen)
    coverage = share_said(asked, question.terms, f"{named} {grid.heads} {grid.around}")
    kind = any(len(word) > 1 and word in grid.heads for word in question.terms)
    if not chosen and (coverage < SAID or not ask.whole):
        return None
    row_said = KIND_OF_ROW if kind else ANY_ROW
    # All of a table that is about what is asked: every column is.
    weight = best if chosen else ONLY_COLUMN
    known = BARE + (1 - BARE) * coverage
    score = row_said * weight * known * _year_share(asked, grid, frozenset())
    units = [0.0] * count
    for row in grid.rows:
        units[row.unit] = score
    first = grid.rows[0]
    cells = tuple(c.place for c in first.values if not chosen or c.column in chosen)
    return TableMatch(score, tuple(units), first.unit, cells, row_said, best, coverage)


def _year_share(asked: Asked, grid: Grid, own: frozenset[str]) -> float:
    """Return `OTHER_YEAR` where the table names years, but none that is asked for, else 1."""
    named = grid.years.union(own, *(name.years for name in grid.columns.values()))
    return OTHER_YEAR if asked.years and named and not asked.years & named else 1.0


def say_row(asked: Asked, row: GridRow) -> float:
    """Return how far a question names a row, by its names or else by another wordy cell."""
    if not row.names:
        return 0.0
    own = [say_name(asked, name) for name in row.names]
    leaf, groups = own[-1], own[:-1]
    if row.names[-1].is_total and groups:
        # `환경국 소계` is what `환경국은 얼마` asks for; that of no other department is.
        said = groups[-1] * (1.0 if leaf else 0.9)
    elif not groups:
        said = leaf
    elif leaf:
        said = leaf * (1 - GROUP) + GROUP * max(leaf if leaf < 1 else 1.0, *groups)
    else:
        said = 0.0
    if said < SAID and row.others:
        said = max(said, BY_OTHER * max(say_name(asked, name) for name in row.others))
    return said


def is_told(asked: Asked, row: GridRow) -> bool:
    """Tell whether a question says a word behind the row's name that tells it from others."""
    return any(len(name.letters) > 1 and say_name(asked, name) >= TOLD for name in row.others)


def say_columns(asked: Asked, grid: Grid) -> dict[int, float]:
    """Return how far a question names each column of values, below 0 where it names another year.

    Words that all columns share tell none from another.
    """
    names = grid.columns
    shared: frozenset[str] = frozenset()
    if len(names) > 1:
        shared = frozenset.intersection(*(frozenset(name.words) for name in names.values()))
    years = frozenset().union(*(name.years for name in names.values())) & asked.years
    return {column: _say_column(asked, name, shared, years) for column, name in names.items()}


def _say_column(asked: Asked, name: Name, shared: frozenset[str], years: frozenset[str]) -> float:
    if name.years and years and not name.years & years:
        return -1.0
    return say_name(asked, name, shared)


def _fit(
    question: Question, asked: Asked, grid: Grid, row: GridRow, columns: dict[int, float]
) -> _Fit | None:
    row_said = say_row(asked, row)
    if row_said < SAID:
        return None
    said = {cell.column: columns.get(cell.column, 0.0) for cell in row.values}
    best = max(said.values(), default=0.0)
    chosen = tuple(column for column, share in said.items() if best > 0 and share == best)
    named = " ".join(grid.columns[column].letters for column in chosen)
    where = f"{row.letters} {named} {grid.around}"
    coverage = share_said(asked, question.terms, where)
    if best > 0:
        weight = ANY_COLUMN + (1 - ANY_COLUMN) * best
    else:
        weight = ONLY_COLUMN if len(row.values) == 1 and best == 0 else ANY_COLUMN
    own = frozenset[str]().union(*(name.years for name in row.names))
    score = row_said * weight * (BARE + (1 - BARE) * coverage) * _year_share(asked, grid, own)
    return _Fit(score, row, row_said, max(0.0, best), coverage, chosen)
