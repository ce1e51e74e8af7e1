"""Tables without rules: lines whose pieces stand in common columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from corpus.readers.pdf.lines import Segment, group_lines, print_line
from corpus.readers.pdf.tables import InkCell, InkTable

# Points by which cells of one column may differ in where they stand.
_ALIKE = 4.0
# Lines of a table are not further apart, in type sizes; those of one cell are closer.
_FAR = 3.5
_CLOSE = 1.45
# The lines of one cell stand closer than its rows by at least this.
_APART = 1.25
_MARKER = re.compile(r"\W{1,2}|[(〔]?[0-9A-Za-z가-하]{1,2}[.)〕]|[①-⑳]")
_NUMERIC = re.compile(r"[-+△▲▽▼(]?[\d,.]+\s?(?:%|원|명|개|건|배|p|%p|억|만|조)?\)?|-")

Line = Sequence[Segment]


def aligned_table(lines: Sequence[Line]) -> InkTable | None:
    """Return lines as a table if their segments stand in common columns, else `None`.

    Three rows of two columns or two rows of three are the least; list markers standing
    apart from their text are no column. A line that says nothing in the first column and
    no number elsewhere goes on with the cells above it; so does one that stands close below
    a row where the rows stand apart.
    """
    lines = _split_wide(lines)
    columns = _columns(lines)
    if len(columns) < 2:
        return None
    rows: list[list[list[Segment]]] = []
    steps = [below[0].base - above[0].base for above, below in zip(lines, lines[1:], strict=False)]
    most = max(len(line) for line in lines)
    row_step = median(
        [step for step, line in zip(steps, lines[1:], strict=True) if len(line) == most] or [0.0]
    )
    for number, line in enumerate(lines):
        row: list[list[Segment]] = [[] for _ in columns]
        for segment in line:
            at = bisect_right(columns, segment.left + 0.1, key=lambda span: span[0]) - 1
            row[at].append(segment)
        if rows and _goes_on(row, rows[-1], steps, number, row_step):
            for cell, more in zip(rows[-1], row, strict=True):
                cell += more
        else:
            rows.append(row)
    if len(rows) < (3 if len(columns) == 2 else 2):
        return None
    first = [" ".join(segment.text for segment in row[0]) for row in rows]
    if all(not text or _MARKER.fullmatch(text) for text in first):
        return None
    full = sum(1 for row in rows if all(row))
    if full * 2 < len(rows):
        return None
    cells = tuple(
        InkCell(at, column, tuple(print_line(one, keep_gaps=False) for one in group_lines(inside)))
        for at, row in enumerate(rows)
        for column, inside in enumerate(row)
        if inside
    )
    every = [segment for line in lines for segment in line]
    return InkTable(
        cells,
        len(rows),
        len(columns),
        min(one.left for one in every),
        max(one.right for one in every),
        min(one.top for one in every),
        max(one.base for one in every),
    )


def aligned_run(lines: Sequence[Line], start: int) -> int:
    """Return the end of the longest run of lines from `start` that share their columns.

    A line of one piece belongs to it if it goes on closely below a cell; below the first one
    only if the rows stand further apart than the lines of a cell.
    """
    end = start
    whole = start
    while end < len(lines):
        line = lines[end]
        if end > start:
            step = line[0].base - lines[end - 1][0].base
            if step > _FAR * line[0].size:
                break
            if len(line) == 1:
                if not (end > start and step < _CLOSE * line[0].size):
                    break
                within = any(abs(line[0].left - one.left) < _ALIKE for one in lines[whole][1:])
                if not within and not _wraps_first(lines, whole, end):
                    break
                end += 1
                continue
            if not _stand_alike(lines[whole], line):
                break
        if len(line) < 2:
            break
        whole = end
        end += 1
    return end


def _wraps_first(lines: Sequence[Line], whole: int, at: int) -> bool:
    """Tell a line that is the rest of the first cell of the row that begins at `whole`."""
    row, line = lines[whole], lines[at]
    step = (line[0].base - row[0].base) / (at - whole)
    if abs(line[0].left - row[0].left) >= _ALIKE or line[0].right > row[1].left - line[0].size:
        return False
    following = at + 1
    while following < len(lines) and _is_below(lines[following], lines[following - 1], row, step):
        following += 1
    below = lines[following] if following < len(lines) else None
    if below is not None and below[0].base - lines[following - 1][0].base < _APART * step:
        return False
    is_row = below is not None and len(below) > 1 and _stand_alike(row, below)
    above = lines[whole - 1] if whole else None
    return is_row or above is not None and row[0].base - above[0].base >= _APART * step


def _is_below(line: Line, above: Line, row: Line, step: float) -> bool:
    """Tell a further line of the same first cell."""
    return (
        len(line) == 1
        and abs(line[0].left - row[0].left) < _ALIKE
        and line[0].right <= row[1].left - line[0].size
        and line[0].base - above[0].base < _APART * step
    )


def _goes_on(
    row: Sequence[Sequence[Segment]],
    above: Sequence[Sequence[Segment]],
    steps: Sequence[float],
    number: int,
    row_step: float,
) -> bool:
    held = [cell for cell in row if cell]
    if not held or not above[0]:
        return False
    if any(_NUMERIC.fullmatch(segment.text) for cell in held for segment in cell):
        return False
    if any(cell and not before for cell, before in zip(row, above, strict=True)):
        return False
    step = steps[number - 1]
    size = held[0][0].size
    if row[0]:
        # Only the space between rows tells the rest of a name from the name of a row.
        rest = len(held) < sum(1 for cell in above if cell)
        return rest and step < _CLOSE * size and _APART * step <= row_step
    return step < _CLOSE * size or step < 0.8 * median(steps)


def _split_wide(lines: Sequence[Line]) -> list[Line]:
    """Part the segments of a full cell and of its neighbour that it touches.

    The lines with the most pieces show where columns begin; a piece that reaches over such
    a place is cut there if a word begins at it.
    """
    most = max(len(line) for line in lines)
    whole = [line for line in lines if len(line) == most]
    if len(whole) * 2 < len(lines):
        return list(lines)
    starts, ends = [], []
    for at in range(1, most):
        lefts, rights = [line[at].left for line in whole], [line[at].right for line in whole]
        if max(lefts) - min(lefts) < _ALIKE:
            starts.append(median(lefts))
        elif max(rights) - min(rights) < _ALIKE:
            ends.append(median(rights))
    return [
        line if len(line) == most else [part for one in line for part in _cut(one, starts, ends)]
        for line in lines
    ]


def _cut(segment: Segment, starts: Sequence[float], ends: Sequence[float]) -> list[Segment]:
    """Cut a segment before a word that begins, or ends, where a column does."""
    text, edges = segment.text, segment.edges
    for at in range(len(text) - 1, 0, -1):
        if text[at - 1] != " ":
            continue
        stop = text.find(" ", at)
        end = edges[stop if stop > 0 else len(text)]
        is_start = any(abs(edges[at] - place) < _ALIKE for place in starts)
        if not is_start and not any(abs(end - place) < _ALIKE for place in ends):
            continue
        left = text[:at].rstrip()
        if left:
            first = replace(
                segment,
                text=left,
                right=edges[len(left)],
                edges=edges[: len(left) + 1],
                raised=tuple(one for one in segment.raised if one[1] <= len(left)),
            )
            moved = ((low - at, high - at) for low, high in segment.raised if low >= at)
            second = replace(
                segment, text=text[at:], left=edges[at], edges=edges[at:], raised=tuple(moved)
            )
            return [*_cut(first, starts, ends), second]
    return [segment]


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Return the stretches of x that any segment covers, merged where they overlap."""
    spans = sorted((segment.left, segment.right) for line in lines for segment in line)
    merged: list[tuple[float, float]] = []
    for left, right in spans:
        if merged and left < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def _stand_alike(above: Line, below: Line) -> bool:
    """Tell whether the segments of two lines begin, end or centre at the same places."""
    fewer, more = sorted((above, below), key=len)
    alike = sum(1 for one in fewer if any(_is_alike(one, two) for two in more))
    is_over = all(sum(_is_over(one, two) for two in more) == 1 for one in fewer)
    if len(fewer) >= 3 and alike * 3 >= 2 * len(fewer) and is_over:
        # The name of a column of numbers may stand over them as it likes.
        return True
    return alike == len(fewer) if len(fewer) < 4 else alike * 4 >= 3 * len(fewer)


def _is_alike(one: Segment, two: Segment) -> bool:
    return (
        abs(one.left - two.left) < _ALIKE
        or abs(one.right - two.right) < _ALIKE
        or abs(one.left + one.right - two.left - two.right) < 2 * _ALIKE
    )


def _is_over(one: Segment, two: Segment) -> bool:
    return one.left < two.right + _ALIKE and two.left < one.right + _ALIKE
