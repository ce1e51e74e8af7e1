"""A passage of a table as the grid that a question is held against."""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass
from threading import Lock

from assistant.tables.names import Name, find_years, letters_of, read_name
from corpus import CellPlace, Passage

# Grids kept at hand, about 5 KB each.
MAX_GRIDS = 2_000
# A cell with more letters than this names no row.
_NAMING_CHARS = 40


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with what it says and its place in the passage."""

    place: CellPlace
    text: str

    @property
    def column(self) -> int:
        """The column's number, from 1."""
        return self.place.column


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: the names in its first cells, outermost first, and the cells behind them.

    `unit` is the index of the passage's unit that shows it; a long row may be shown by several,
    then each is a row here. `number` counts from 1 as the table stands in the file. `labels`
    are how many of `cells` are its name; `names` is read from them and `others` from the short
    wordy cells behind, which may name a row as well; `letters` are those of all its words.
    """

    unit: int
    number: int
    cells: tuple[GridCell, ...]
    labels: int
    names: tuple[Name, ...]
    others: tuple[Name, ...]
    letters: str

    @property
    def values(self) -> tuple[GridCell, ...]:
        """The cells behind the name."""
        return self.cells[self.labels :]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a passage, in order, with the names of the columns that hold values.

    `columns` maps a column's number to its name; `around` is what stands over the table
    (headings and caption) as letters, `years` what years that names; `heads` are the letters of
    what the columns of names are called (`지역`). `namesakes` are the numbers of rows whose name
    another row has as well.
    """

    rows: tuple[GridRow, ...]
    columns: dict[int, Name]
    around: str
    years: frozenset[str] = frozenset()
    heads: str = ""
    namesakes: frozenset[int] = frozenset()


def read_grid(passage: Passage) -> Grid:
    """Return the grid of a passage, from memory where it was read before."""
    return _kept.read(passage)


class _Grids:
    """Grids by passage, the latest kept; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._grids: OrderedDict[str, tuple[Passage, Grid]] = OrderedDict()

    def read(self, passage: Passage) -> Grid:
        with self._lock:
            held = self._grids.get(passage.id)
        if held is not None and _is_same(held[0], passage):
            return held[1]
        grid = _read(passage)
        with self._lock:
            self._grids[passage.id] = (passage, grid)
            self._grids.move_to_end(passage.id)
            while len(self._grids) > MAX_GRIDS:
                self._grids.popitem(last=False)
        return grid


_kept = _Grids()


def _is_same(one: Passage, other: Passage) -> bool:
    if one is other:
        return True
    return (
        one.text == other.text
        and one.caption == other.caption
        and one.heading == other.heading
        and one.units == other.units
        and one.cells == other.cells
    )


def _read(passage: Passage) -> Grid:
    rows: list[GridRow] = []
    columns: dict[int, Name] = {}
    at = 0
    for unit, span in enumerate(passage.units):
        cells: list[GridCell] = []
        while at < len(passage.cells) and passage.cells[at].start < span.end:
            place = passage.cells[at]
            if place.start >= span.start:
                cells.append(GridCell(place, passage.text[place.start : place.end]))
            at += 1
        if not cells:
            continue
        labels = count_labels(cells)
        names = tuple(read_name(cell.text) for cell in cells[:labels])
        others = tuple(
            read_name(cell.text)
            for cell in cells[labels:]
            if len(cell.text) <= _NAMING_CHARS and not is_figure(cell.text)
        )
        letters = " ".join(name.letters for name in (*names, *others))
        rows.append(GridRow(unit, cells[0].place.row, tuple(cells), labels, names, others, letters))
        for cell in cells[labels:]:
            if cell.place.column_name:
                columns.setdefault(cell.column, read_name(cell.place.column_name))
    above = f"{' '.join(passage.heading)} {passage.caption}"
    heads = " ".join(dict.fromkeys(c.place.column_name for r in rows for c in r.cells[: r.labels]))
    if not columns and (header := _header(rows)):
        columns = {cell.column: read_name(cell.text) for cell in header.values}
        rows.remove(header)
    called = {row.number: " ".join(name.letters for name in row.names) for row in rows}
    counts = Counter(called.values())
    return Grid(
        tuple(rows),
        columns,
        letters_of(above),
        find_years(above),
        letters_of(heads),
        frozenset(number for number, name in called.items() if counts[name] > 1),
    )


def _header(rows: list[GridRow]) -> GridRow | None:
    """Return the first row where it is words over figures: names of columns, not told as such."""
    if len(rows) < 3 or any(is_figure(cell.text) for cell in rows[0].values):
        return None
    below = [cell.text for row in rows[1:] for cell in row.values]
    figures = sum(map(is_figure, below))
    return rows[0] if rows[0].values and 2 * figures > len(below) else None


def count_labels(cells: list[GridCell]) -> int:
    """Return how many cells at the beginning make up the row's name; at most all but one.

    Without a name of the row the first cell is taken for it.
    """
    rest, count = cells[0].place.row_name, 0
    for cell in cells:
        if not rest or not cell.text or not rest.startswith(cell.text):
            break
        rest = rest[len(cell.text) :].lstrip()
        count += 1
    return max(1, count) if len(cells) > 1 else min(count, 1)


def is_figure(text: str) -> bool:
    """Tell whether a cell holds a figure rather than words: no more letters than digits."""
    digits = sum(character.isdigit() for character in text)
    return digits > 0 and digits >= sum(character.isalpha() for character in text)
