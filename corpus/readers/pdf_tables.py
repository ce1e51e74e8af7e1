"""Tables of a PDF page: by their rules, or by how their columns stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.readers.pdf_ink import Glyph, Rule
from corpus.readers.pdf_lines import Segment, join_cell

# Points by which rules may miss each other and still meet.
_SLACK = 2.5
# More rules than this after joining are a drawing.
_MAX_RULES = 400
_MARKER = re.compile(r"\W{1,2}|[(〔]?[0-9A-Za-z가-하]{1,2}[.)〕]|[①-⑳]")


@dataclass(frozen=True, slots=True)
class InkTable:
    """A table on a page: rows of equal length, and the box it fills in points."""

    rows: tuple[tuple[str, ...], ...]
    left: float
    right: float
    top: float
    bottom: float


def ruled_tables(
    glyphs: Sequence[Glyph], horizontal: Sequence[Rule], vertical: Sequence[Rule]
) -> tuple[list[InkTable], list[Glyph]]:
    """Return the tables that rules draw, and the characters that stand in none of them.

    A cell that spans several rows or columns is repeated in each. A table needs two
    rows, two columns and text in two cells; anything less is a box around text.
    """
    tables: list[InkTable] = []
    rest = list(glyphs)
    level, upright = _join(horizontal), _join(vertical)
    if not upright or len(level) > _MAX_RULES or len(upright) > _MAX_RULES:
        return tables, rest
    for group_level, group_upright in _connected(level, upright):
        grid = _Grid.of(group_level, group_upright)
        if grid is None:
            continue
        inside: list[Glyph] = []
        outside: list[Glyph] = []
        for glyph in rest:
            (inside if grid.holds(glyph) else outside).append(glyph)
        rows = grid.fill(inside)
        if len(rows) >= 2 and len({cell for row in rows for cell in row if cell}) >= 2:
            tables.append(InkTable(rows, grid.xs[0], grid.xs[-1], grid.ys[0], grid.ys[-1]))
            rest = outside
    return tables, rest


def aligned_rows(lines: Sequence[Sequence[Segment]]) -> tuple[tuple[str, ...], ...] | None:
    """Return lines as table rows if their segments stand in common columns, else `None`.

    Three lines of two columns or two lines of three are the least; list markers
    standing apart from their text are no column.
    """
    columns = _columns(lines)
    if len(columns) < 2 or len(lines) < (3 if len(columns) == 2 else 2):
        return None
    rows = []
    for line in lines:
        row = [""] * len(columns)
        for segment in line:
            at = bisect_right(columns, segment.left + 0.1, key=lambda span: span[0]) - 1
            row[at] = f"{row[at]} {segment.text}".strip()
        rows.append(tuple(row))
    if all(not row[0] or _MARKER.fullmatch(row[0]) for row in rows):
        return None
    full = sum(1 for row in rows if all(row))
    return tuple(rows) if full * 2 >= len(rows) else None


def _columns(lines: Sequence[Sequence[Segment]]) -> list[tuple[float, float]]:
    """Return the stretches of x that any segment covers, merged where they overlap."""
    spans = sorted((segment.left, segment.right) for line in lines for segment in line)
    merged: list[tuple[float, float]] = []
    for left, right in spans:
        if merged and left < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


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


@dataclass(frozen=True, slots=True)
class _Grid:
    """The lines between columns and rows, and the rules that really stand there."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]

    @classmethod
    def of(cls, level: Sequence[Rule], upright: Sequence[Rule]) -> _Grid | None:
        # Korean tables often lack their outer uprights: the ends of the rules stand in.
        ends = (min(rule.start for rule in level), max(rule.end for rule in level))
        xs = _distinct([*(rule.at for rule in upright), *ends])
        ys = _distinct([rule.at for rule in level])
        if len(xs) < 3 or len(ys) < 3:
            return None
        return cls(tuple(xs), tuple(ys), tuple(level), tuple(upright))

    def holds(self, glyph: Glyph) -> bool:
        x, y = _centre(glyph)
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def fill(self, glyphs: Iterable[Glyph]) -> tuple[tuple[str, ...], ...]:
        """Return the text of each cell, row by row, without rows and columns that are empty."""
        wide, high = len(self.xs) - 1, len(self.ys) - 1
        region = self._regions(wide, high)
        held: dict[int, list[Glyph]] = {}
        for glyph in glyphs:
            x, y = _centre(glyph)
            column = min(bisect_right(self.xs, x) - 1, wide - 1)
            row = min(bisect_right(self.ys, y) - 1, high - 1)
            held.setdefault(region[row * wide + column], []).append(glyph)
        texts = {key: join_cell(inside) for key, inside in held.items()}
        rows = [
            [texts.get(region[row * wide + column], "") for column in range(wide)]
            for row in range(high)
        ]
        kept = [column for column in range(wide) if any(row[column] for row in rows)]
        if len(kept) < 2:
            return ()
        return tuple(tuple(row[column] for column in kept) for row in rows if any(row))

    def _regions(self, wide: int, high: int) -> list[int]:
        """Number the cells so that cells without a wall between them share a number."""
        region = list(range(wide * high))

        def find(index: int) -> int:
            while region[index] != index:
                index = region[index]
            return index

        for row in range(high):
            y = (self.ys[row] + self.ys[row + 1]) / 2
            for column in range(wide):
                x = (self.xs[column] + self.xs[column + 1]) / 2
                here = row * wide + column
                if column + 1 < wide and not _stands(self.upright, self.xs[column + 1], y):
                    region[find(here + 1)] = find(here)
                if row + 1 < high and not _stands(self.level, self.ys[row + 1], x):
                    region[find(here + wide)] = find(here)
        return [find(index) for index in range(wide * high)]


def _stands(rules: Iterable[Rule], at: float, crossing: float) -> bool:
    return any(abs(rule.at - at) <= _SLACK and rule.start <= crossing <= rule.end for rule in rules)


def _distinct(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > 2 * _SLACK:
            kept.append(value)
    return kept


def _centre(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.base - 0.35 * glyph.size
