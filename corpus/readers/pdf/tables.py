"""Tables that rules draw on a PDF page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.readers.pdf.ink import Fill, Glyph, Rule
from corpus.readers.pdf.lines import Printed, cell_lines
from corpus.readers.pdf.table_heads import can_be_header, heavy_level

# Points by which rules may miss each other and still meet.
_SLACK = 2.5
# More rules than this after joining are a drawing.
_MAX_RULES = 400
# Cells of one table at most; its rules may ask for as many as the square of their number.
_MAX_CELLS = 20_000
_WHITE = 0xFFFFFF


@dataclass(frozen=True, slots=True)
class InkCell:
    """A cell and its printed lines; rows and columns count from 0."""

    row: int
    column: int
    lines: tuple[Printed, ...]
    row_span: int = 1
    column_span: int = 1

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class InkTable:
    """A table on a page and the box it fills in points.

    `cells` come row by row; a cell that spans several rows or columns stands once, and
    cells without text are left out. `edges` are where its columns begin and the last one
    ends, where rules say so.
    """

    cells: tuple[InkCell, ...]
    rows: int
    columns: int
    left: float
    right: float
    top: float
    bottom: float
    header_rows: int = 0
    header_columns: int = 0
    edges: tuple[float, ...] = ()


def ruled_tables(
    glyphs: Sequence[Glyph],
    horizontal: Sequence[Rule],
    vertical: Sequence[Rule],
    fills: Sequence[Fill] = (),
    before: Sequence[float] = (),
) -> tuple[list[InkTable], list[Glyph]]:
    """Return the tables that rules draw, and the characters that stand in none of them.

    A table needs two rows, two columns and text in two cells; anything less is a box around
    text. Shaded rows at its top are its header, else those that a heavier rule sets off.
    `before` are the edges of the last table of the page before: with the same, one row is
    enough, for it may be the last of that table.
    """
    tables: list[InkTable] = []
    rest = list(glyphs)
    level, upright = _join(horizontal), _join(vertical)
    strokes = sorted(horizontal)
    if not upright or len(level) > _MAX_RULES or len(upright) > _MAX_RULES:
        return tables, rest
    for group_level, group_upright in _connected(level, upright):
        grid = _Grid.of(group_level, group_upright, before)
        if grid is None:
            continue
        inside: list[Glyph] = []
        outside: list[Glyph] = []
        for glyph in rest:
            (inside if grid.holds(glyph) else outside).append(glyph)
        table = grid.fill(inside, fills, strokes) if inside else None
        if table is not None:
            tables.append(table)
            rest = outside
    return tables, rest


def _join(rules: Iterable[Rule]) -> list[Rule]:
    """Join the pieces that lie on one line and touch."""
    joined: list[Rule] = []
    lanes: list[list[Rule]] = []
    for rule in sorted(rules):
        if lanes and rule.at - lanes[-1][0].at < _SLACK:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    for lane in lanes:
        at = sum(rule.at for rule in lane) / len(lane)
        start = end = None
        for rule in sorted(lane, key=lambda one: one.start):
            if start is not None and end is not None and rule.start <= end + _SLACK:
                end = max(end, rule.end)
                continue
            if start is not None and end is not None:
                joined.append(Rule(at, start, end))
            start, end = rule.start, rule.end
        if start is not None and end is not None:
            joined.append(Rule(at, start, end))
    return joined


def _connected(
    level: Sequence[Rule], upright: Sequence[Rule]
) -> list[tuple[list[Rule], list[Rule]]]:
    """Group rules that meet; groups from top to bottom."""
    group = list(range(len(level) + len(upright)))

    def find(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for i, flat in enumerate(level):
        for j, high in enumerate(upright, len(level)):
            if (
                flat.start - _SLACK <= high.at <= flat.end + _SLACK
                and high.start - _SLACK <= flat.at <= high.end + _SLACK
            ):
                group[find(j)] = find(i)
    sets: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, flat in enumerate(level):
        sets.setdefault(find(i), ([], []))[0].append(flat)
    for j, high in enumerate(upright, len(level)):
        sets.setdefault(find(j), ([], []))[1].append(high)
    found = [pair for pair in sets.values() if len(pair[0]) >= 2 and pair[1]]
    return sorted(found, key=lambda pair: pair[0][0])


@dataclass(slots=True)
class _Area:
    """Cells of a grid without a wall between them, and what stands in them."""

    top: int
    left: int
    bottom: int
    right: int
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The lines between columns and rows, and the rules that really stand there."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]

    @classmethod
    def of(
        cls, level: Sequence[Rule], upright: Sequence[Rule], before: Sequence[float]
    ) -> _Grid | None:
        # Korean tables often lack their outer uprights: the ends of the rules stand in.
        ends = (min(rule.start for rule in level), max(rule.end for rule in level))
        xs = _distinct([*(rule.at for rule in upright), *ends])
        ys = _distinct([rule.at for rule in level])
        if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MAX_CELLS:
            return None
        if len(ys) == 2 and not _is_shifted(xs, before):
            return None
        return cls(tuple(xs), tuple(ys), tuple(level), tuple(upright))

    def holds(self, glyph: Glyph) -> bool:
        x, y = _centre(glyph)
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def fill(
        self, glyphs: Iterable[Glyph], fills: Sequence[Fill], strokes: Sequence[Rule]
    ) -> InkTable | None:
        """Return the table that these characters fill, without rows and columns that are empty.

        A region that is no rectangle gives its words to the rectangle around it.
        """
        wide, high = len(self.xs) - 1, len(self.ys) - 1
        region = self._regions(wide, high)
        areas: dict[int, _Area] = {}
        for place, number in enumerate(region):
            row, column = divmod(place, wide)
            area = areas.setdefault(number, _Area(row, column, row, column))
            area.bottom = max(area.bottom, row)
            area.left, area.right = min(area.left, column), max(area.right, column)
        for glyph in glyphs:
            x, y = _centre(glyph)
            column = min(bisect_right(self.xs, x) - 1, wide - 1)
            row = min(bisect_right(self.ys, y) - 1, high - 1)
            areas[region[row * wide + column]].glyphs.append(glyph)
        held = [area for area in areas.values() if area.glyphs]
        # A rule drawn double, or a frame around the table, makes rows and columns of its own.
        rows = _ranks((area.top, area.bottom) for area in held)
        columns = _ranks((area.left, area.right) for area in held)
        if len(held) < 2 or len(rows) < min(2, len(self.ys) - 1) or len(columns) < 2:
            return None
        taken: dict[tuple[int, int], _Area] = {}
        spans: list[tuple[_Area, list[int], list[int]]] = []
        for area in sorted(held, key=lambda one: (one.top, one.left)):
            down = [rows[row] for row in range(area.top, area.bottom + 1) if row in rows]
            right = [columns[at] for at in range(area.left, area.right + 1) if at in columns]
            if any((row, column) in taken for row in down for column in right):
                down, right = down[:1], right[:1]
                if (other := taken.get((down[0], right[0]))) is not None:
                    other.glyphs += area.glyphs
                    continue
            taken.update(((row, column), area) for row in down for column in right)
            spans.append((area, down, right))
        cells = [
            InkCell(down[0], right[0], cell_lines(area.glyphs), len(down), len(right))
            for area, down, right in spans
        ]
        if len(cells) < 2:
            return None
        cells.sort(key=lambda cell: (cell.row, cell.column))
        colours = self._shades(spans, fills)
        box = (self.xs[0], self.xs[-1], self.ys[0], self.ys[-1])
        header = _shaded_lead([[row[column] for column in sorted(row)] for row in colours])
        header = header or self._set_off(cells, rows, strokes)
        sides = [
            [row[column] for row in colours[header:] if column in row]
            for column in range(len(columns))
        ]
        side = _shaded_lead(sides) if header < len(rows) else 0
        edges = (*(self.xs[column] for column in sorted(columns)), self.xs[-1])
        return InkTable(tuple(cells), len(rows), len(columns), *box, header, side, edges)

    def _set_off(
        self, cells: Sequence[InkCell], rows: dict[int, int], strokes: Sequence[Rule]
    ) -> int:
        """Return how many rows a heavier rule sets off as the header."""
        level = heavy_level(self.ys, strokes, self.xs[0], self.xs[-1])
        count = sum(1 for row in rows if row < level)
        above = [
            (cell.row, max(cell.row_span, cell.column_span), cell.text)
            for cell in cells
            if cell.row < count
        ]
        return count if count < len(rows) and can_be_header(above) else 0

    def _shades(
        self, spans: Sequence[tuple[_Area, list[int], list[int]]], fills: Sequence[Fill]
    ) -> list[dict[int, int]]:
        """Return for each row the colour behind each of its cells, by column."""
        left, right, top, bottom = self.xs[0] - 1, self.xs[-1] + 1, self.ys[0] - 1, self.ys[-1] + 1
        own = [
            fill
            for fill in fills
            if fill.colour >= 0
            and fill.box.bottom - fill.box.top > 2 * _SLACK
            and fill.box.right - fill.box.left > 2 * _SLACK
            and left <= (fill.box.left + fill.box.right) / 2 <= right
            and top <= (fill.box.bottom + fill.box.top) / 2 <= bottom
        ]
        colours: list[dict[int, int]] = [
            {} for _ in range(1 + max(down[-1] for _, down, _ in spans))
        ]
        for area, down, across in spans:
            x = (self.xs[area.left] + self.xs[area.right + 1]) / 2
            y = (self.ys[area.top] + self.ys[area.bottom + 1]) / 2
            behind = [fill.colour for fill in own if fill.box.holds(x, y)]
            for row in down:
                colours[row].update((column, behind[-1] if behind else _WHITE) for column in across)
        return colours

    def _regions(self, wide: int, high: int) -> list[int]:
        """Number the cells so that cells without a wall between them share a number."""
        region = list(range(wide * high))

        def find(index: int) -> int:
            while region[index] != index:
                region[index] = region[region[index]]
                index = region[index]
            return index

        uprights = [_at(self.upright, x) for x in self.xs]
        levels = [_at(self.level, y) for y in self.ys]
        for row in range(high):
            y = (self.ys[row] + self.ys[row + 1]) / 2
            for column in range(wide):
                x = (self.xs[column] + self.xs[column + 1]) / 2
                here = row * wide + column
                if column + 1 < wide and not _stands(uprights[column + 1], y):
                    region[find(here + 1)] = find(here)
                if row + 1 < high and not _stands(levels[row + 1], x):
                    region[find(here + wide)] = find(here)
        return [find(index) for index in range(wide * high)]


def _is_shifted(xs: Sequence[float], before: Sequence[float]) -> bool:
    """Tell edges that are as far from the right as the others; margins may change."""
    return len(xs) == len(before) and all(
        abs((xs[-1] - x) - (before[-1] - y)) <= _SLACK for x, y in zip(xs, before, strict=True)
    )


def _shaded_lead(lines: Sequence[Sequence[int]]) -> int:
    """Return how many rows (or columns) at the beginning are shaded as those after are not."""
    first = set(lines[0]) if lines else set()
    if len(first) != 1 or first == {_WHITE}:
        return 0
    count = next((at for at, line in enumerate(lines) if set(line) != first), 0)
    # Bands of two colours in turn are no header.
    return count if all(set(line) != first for line in lines[count:]) else 0


def _ranks(extents: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Number anew the rows (or columns) in which something begins."""
    kept = sorted({first for first, _ in extents})
    return {old: new for new, old in enumerate(kept)}


def _at(rules: Iterable[Rule], at: float) -> list[Rule]:
    return [rule for rule in rules if abs(rule.at - at) <= _SLACK]


def _stands(rules: Iterable[Rule], crossing: float) -> bool:
    return any(rule.start <= crossing <= rule.end for rule in rules)


def _distinct(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > 2 * _SLACK:
            kept.append(value)
    return kept


def _centre(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.base - 0.35 * glyph.size
