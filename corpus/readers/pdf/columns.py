"""Columns of running text on a page: where they part, and in which order they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.pdf.lines import Segment
from corpus.readers.pdf.tables import InkTable

Block = Segment | InkTable

# The gap between columns of text, in points, at least.
_GUTTER = 6.0
# A column of running text has so many lines, and this share of them fills most of its
# width and holds so many characters: the cells of a table seldom do.
_COLUMN_LINES = 5
_COLUMN_CHARS = 12
_COLUMN_SHARE = 0.35
_FILLED = 0.6
# Lines of a column begin within so many type sizes from its left edge.
_INDENT = 3.0
# Columns side by side, and columns inside one of them.
_MAX_DEPTH = 6
# Candidates for a gutter on one page: the left edges at which most lines begin.
_MAX_EDGES = 12
# A column that reaches this share of the page's height is full.
_FULL = 0.8
# What crosses the columns within so many type sizes below them follows them.
_NEAR = 6.0
# A gap between lines that is so much wider than the usual one ends the columns, and so does
# a line in larger type.
_APART = 1.8
_LARGER = 1.12


@dataclass(frozen=True, slots=True)
class _Run:
    """Blocks in order from `start` to `end`, none of which crosses the gutter at `x`."""

    x: float
    start: int
    end: int


def split_columns(
    blocks: Sequence[Block], known: Sequence[float] = (), height: float = 0.0
) -> list[list[Block]]:
    """Split what stands on a page into stretches that are read one after the other.

    Text across the page ends the columns above it; those below begin anew. `known` are
    gutters of the page before: a last page with a few lines in each column does not show
    them by itself. `height` is the page's, in points.
    """
    ordered = sorted(blocks, key=lambda one: (one.top, one.left))
    return _split(ordered, tuple(known), _FULL * height, 0)


def find_gutters(blocks: Sequence[Block]) -> tuple[float, ...]:
    """Return where columns of running text begin on the right of others."""
    ordered = sorted(blocks, key=lambda one: (one.top, one.left))
    found: list[float] = []
    for x in _left_edges(ordered):
        if any(_is_sure(ordered[run.start : run.end], x) for run in _runs(ordered, x)):
            found.append(x)
    return tuple(found)


def _split(
    blocks: list[Block], known: tuple[float, ...], full: float, depth: int
) -> list[list[Block]]:
    if depth >= _MAX_DEPTH or len(blocks) < 3:
        return [blocks] if blocks else []
    best: _Run | None = None
    for x in _left_edges(blocks):
        runs = _runs(blocks, x)
        sure = [run for run in runs if _is_sure(blocks[run.start : run.end], x)]
        if not sure and any(abs(x - one) < _GUTTER for one in known):
            sure = [run for run in runs if _is_likely(blocks[run.start : run.end], x)]
        for run in sure:
            if best is None or run.end - run.start > best.end - best.start:
                best = run
    if best is None:
        best = _known_run(blocks, known)
    if best is None:
        return [blocks]
    known = (*known, best.x)
    inner = blocks[best.start : best.end]
    # What follows the columns without a block across them, well below both; but a left column
    # that fills the page goes on in a right one that does not.
    rest: list[Block] = []
    if _may_end(blocks, best, full):
        inner, rest = _trim(inner, best.x)
    left = [block for block in inner if block.right < best.x]
    right = [block for block in inner if block.right >= best.x]
    return [
        *_split(blocks[: best.start], known, full, depth + 1),
        *_split(left, known, full, depth + 1),
        *_split(right, known, full, depth + 1),
        *_split([*rest, *blocks[best.end :]], known, full, depth + 1),
    ]


def _known_run(blocks: Sequence[Block], known: Sequence[float]) -> _Run | None:
    for x in known:
        for run in _runs(blocks, x):
            if _is_likely(blocks[run.start : run.end], x):
                return run
    return None


def _left_edges(blocks: Sequence[Block]) -> list[float]:
    """Return where lines begin that may be a column's, the commonest first."""
    lefts = sorted(block.left for block in blocks if isinstance(block, Segment))
    groups: list[list[float]] = []
    for left in lefts:
        if groups and left - groups[-1][0] < _GUTTER / 2:
            groups[-1].append(left)
        else:
            groups.append([left])
    large = sorted(
        (group for group in groups[1:] if len(group) >= 2),
        key=lambda group: (-len(group), group[0]),
    )
    return [group[0] - 1 for group in large[:_MAX_EDGES]]


def _runs(blocks: Sequence[Block], x: float) -> list[_Run]:
    """Return the stretches of blocks, in order from the top, that leave a gutter left of `x`."""
    crossing = [at for at, one in enumerate(blocks) if one.left < x and one.right > x - _GUTTER + 1]
    runs: list[_Run] = []
    start = 0
    for at in [*crossing, len(blocks)]:
        end = at
        if at < len(blocks):
            # What stands beside it on its line belongs to it, not to the columns.
            while end > start and _foot(blocks[end - 1]) > blocks[at].top:
                end -= 1
        if end - start >= 2:
            runs.append(_Run(x, start, end))
        if at < len(blocks):
            start = max(start, at + 1)
            while (
                start < len(blocks)
                and blocks[start].top < _foot(blocks[at]) - _type_size(blocks[at]) / 2
            ):
                start += 1
    return runs


def _is_sure(blocks: Sequence[Block], x: float) -> bool:
    """Tell whether running text stands on both sides, side by side."""
    sides = (
        [one for one in blocks if isinstance(one, Segment) and one.right < x],
        [one for one in blocks if isinstance(one, Segment) and one.left >= x],
    )
    # The column that begins at the gutter; others may stand right of it.
    beside = [one for one in sides[1] if one.left < x + _INDENT * one.size]
    if not _is_running(sides[0]) or not _is_running(beside):
        return False
    tops = [min(one.top for one in side) for side in sides]
    ends = [max(one.base for one in side) for side in sides]
    # One above the other is no pair of columns.
    return min(ends) - max(tops) >= 0.3 * (max(ends) - min(tops))


def _is_running(side: Sequence[Segment]) -> bool:
    if len(side) < _COLUMN_LINES:
        return False
    widths = sorted(one.right - one.left for one in side)
    usual = widths[min(len(widths) - 1, int(0.9 * len(widths)))]
    filled = sum(1 for width in widths if width >= _FILLED * usual)
    worded = sum(1 for one in side if len(one.text) >= _COLUMN_CHARS)
    return min(filled, worded) >= _COLUMN_SHARE * len(side)


def _is_likely(blocks: Sequence[Block], x: float) -> bool:
    """Tell whether text stands on both sides of a gutter that is known from elsewhere."""
    left = [one for one in blocks if one.right < x]
    right = [one for one in blocks if one.left >= x]
    # Two lines at least, not two words of a stretched one.
    lines = min(len({round(_foot(one)) for one in side}) for side in (left, right))
    if lines < 2 or len(left) + len(right) < len(blocks):
        return False
    begins = sum(1 for one in right if abs(one.left - x) < _GUTTER + _type_size(one))
    return begins * 2 >= len(right)


def _type_size(block: Block) -> float:
    """Return the type size of a line, nothing for a table."""
    return block.size if isinstance(block, Segment) else 0.0


def _may_end(blocks: Sequence[Block], run: _Run, full: float) -> bool:
    """Tell whether the last lines on the left may stand below the columns instead.

    Not if the left column fills the page, or its last line the column: then it goes on in
    the right one.
    """
    left = [block for block in blocks[run.start : run.end] if block.right < run.x]
    last = max(left, key=_foot)
    if run.end < len(blocks) and blocks[run.end].top - _foot(last) < _NEAR * _type_size(last):
        return True
    is_open = last.right > max(block.right for block in left) - _type_size(last)
    return _foot(last) < full and not is_open


def _trim(blocks: list[Block], x: float) -> tuple[list[Block], list[Block]]:
    """Part what stands on the left only, set apart below columns of equal length."""
    left = [block for block in blocks if block.right < x]
    right = [block for block in blocks if block.right >= x]
    if not left or not right:
        return blocks, []
    end = max(_foot(block) for block in right)
    steps = sorted(
        _foot(below) - _foot(above) for above, below in zip(left, left[1:], strict=False)
    )
    pitch = max(steps[(len(steps) - 1) // 2] if steps else 0.0, _type_size(left[0]))
    for above, below in zip(left, left[1:], strict=False):
        is_level = abs(_foot(above) - end) < 1.2 * pitch and _foot(below) > end
        is_apart = _foot(below) - _foot(above) > _APART * pitch
        if is_level and (is_apart or _type_size(below) > _LARGER * _type_size(above) > 0):
            cut = below.top
            kept = [block for block in blocks if block.top < cut]
            return kept, [block for block in blocks if block.top >= cut]
    return blocks, []


def _foot(block: Block) -> float:
    return block.base if isinstance(block, Segment) else block.bottom
