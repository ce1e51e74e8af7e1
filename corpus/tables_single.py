"""Tables whose columns stand one space apart: as many values on every row tell the columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from corpus.markup import clean_markup
from corpus.structure_lines import Line, ends_as_sentence
from corpus.structure_markers import read_marker
from corpus.tables import Grid, Told, TopCell, is_total_name
from corpus.tables_lattice import EMPTY
from corpus.tables_names import Phrases
from corpus.tables_plan import Plan, has_storeys, make_plan
from corpus.tables_values import Shape, fold_remarks, is_period, read_shape
from corpus.view import View

_MAX_LINES = 200
# A cell of words is no longer than this; what is longer is running text.
_LEAD_MAX = 8
_INNER_MAX = 6
_LABEL_WIDTH = 40
_HEADER_WIDTH = 120
_MIN_ROWS = 3
# A table that nothing announces has at least so many names of columns.
_MIN_NAMES = 3
# So many rows bear one that is no row: a label by itself, or one with an empty cell.
_ROWS_A_MISS = 3


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the shapes of lines tell: the first `head` are names, `like` is a row's shape."""

    head: int
    like: Shape
    fits: tuple[bool, ...]


def single_end(
    lines: Sequence[Line], first: int, ends: Callable[[Line], bool], least: int = 2
) -> int:
    """Return the index after the last row of such a table; `first` where there is none.

    `ends` tells a line that is no row whatever it holds; `least` rows must stand below a
    line of names.
    """
    kept: list[Shape] = []
    places: list[int] = []
    gap = -1
    paged = False
    for at in range(first, min(first + _MAX_LINES, len(lines))):
        line = lines[at]
        if line.role == "furniture":
            paged = True
            continue
        if line.role != "text" or "\t" in line.text or line.marked or ends(line):
            break
        if places and gap < 0:
            gap = line.gap
        if places and line.gap > gap and not paged:
            break
        kept.append(read_shape(line.text))
        places.append(at)
        paged = False
        if len(kept) == 2 + 1 and _read_rows(fold_remarks(kept)) is None:
            return first
    found = _read_rows(fold_remarks(kept))
    if found is None or not found.head:
        return first
    last = len(found.fits)
    while last and not (found.fits[last - 1] and _are_rows(kept[found.head :], found.fits[:last])):
        last -= 1
    return places[found.head + last - 1] + 1 if found.fits[:last].count(True) >= least else first


def _are_rows(shapes: Sequence[Shape], fits: Sequence[bool]) -> bool:
    """Tell whether few enough lines stand among the rows that are none.

    A label by itself may stand above a row, but no text, and a line of other cells seldom.
    """
    odd = 0
    for at, (shape, is_row) in enumerate(zip(shapes, fits, strict=False)):
        if is_row:
            continue
        if _is_odd(shape) or not shape.runs and at and not fits[at - 1]:
            return False
        odd += _ROWS_A_MISS if shape.runs else 1
    return odd <= fits.count(True)


def starts_single(lines: Sequence[Line], first: int, phrases: Phrases) -> bool:
    """Tell the line of names of such a table that nothing announces: no doubt may be left."""
    line = lines[first]
    if (
        first + _MIN_ROWS >= len(lines)
        or not _may_be_row(lines[first + 1])
        or not _may_be_names(line)
    ):
        return False
    end = single_end(lines, first, _has_marker, _MIN_ROWS)
    shapes = [read_shape(row.text) for row in lines[first:end] if row.role == "text"]
    found = _read_rows(shapes, False) if shapes else None
    if found is None or not found.head or not all(found.fits):
        return False
    if found.like.values < 2 or not found.like.opens or found.like.closes:
        return False
    rows = [shape for shape in shapes[found.head :] if _is_row(shape, found.like)]
    plan = make_plan(shapes[: found.head], rows, phrases)
    return len(plan.names) >= _MIN_NAMES and all(plan.names)


def _has_marker(line: Line) -> bool:
    return bool(read_marker(line.text).kind)


def _may_be_names(line: Line) -> bool:
    words = line.text.split()
    return (
        _MIN_NAMES <= len(words) <= 2 * _LEAD_MAX
        and line.width <= _HEADER_WIDTH
        and not line.text.endswith((".", ",", ":", "?", "!"))
        and ":" not in line.text
        and all(is_period(word) or not word[0].isdigit() for word in words)
        and not _has_marker(line)
    )


def _may_be_row(line: Line) -> bool:
    words = line.text.split()
    return len(words) > 2 and all(word == "-" or any(map(str.isdigit, word)) for word in words[-2:])


def _read_rows(shapes: Sequence[Shape], is_announced: bool = True) -> _Rows | None:
    """Tell the lines of names from the rows; None where the first row is none.

    Below a caption the line above two rows of one shape holds names, whatever it looks like;
    a label by itself may stand between the names and the first row.
    """
    head = 0
    while head < 2 and head < len(shapes) and _is_head(shapes[head]):
        head += 1
    if head == 0 and is_announced and len(shapes) > 2 and shapes[0].tokens:
        first, second, third = shapes[:3]
        head = int(not _is_row(first, second) and _is_row(third, second))
    if head >= len(shapes):
        return None
    like = shapes[head]
    if not _is_row(like, like):
        return None
    if head == 2 and not has_storeys(shapes[0], shapes[1], like):
        head = 1
    names = [[token.text for token in shape.tokens] for shape in shapes[:head]]
    fits = tuple(
        _is_row(shape, like) or [token.text for token in shape.tokens] in names
        for shape in shapes[head:]
    )
    return _Rows(head, like, fits)


def _is_head(shape: Shape) -> bool:
    """Tell a line of names: words and years, and no sentence."""
    if not shape.tokens or ends_as_sentence(shape.tokens[-1].text):
        return False
    if shape.tokens[-1].text.endswith((".", "?", "!", ":")):
        return False
    return all(is_period(token.text) for token in shape.tokens if token.is_value)


def _is_row(shape: Shape, like: Shape) -> bool:
    """Tell a row that has its values where `like` has them."""
    if not shape.runs or shape.runs != like.runs or shape.opens != like.opens:
        return False
    if shape.closes and not like.closes or shape.lead > _LEAD_MAX:
        return False
    if not shape.opens and not _is_counted(shape):
        return False
    last = shape.tokens[-1].text
    if shape.closes and (ends_as_sentence(last) or last.endswith((".", "?", "!"))):
        return False
    inner = run = 0
    for token in shape.tokens[shape.lead :]:
        run = 0 if token.is_value else run + 1
        inner = max(inner, run)
    figures = any(token.is_value and any(map(str.isdigit, token.text)) for token in shape.tokens)
    return inner <= _INNER_MAX and figures


def _is_counted(shape: Shape) -> bool:
    """Tell a row that is counted: `1 새온리튬 12,000 71`."""
    counts = len(shape.runs) == 2 and shape.runs[0] == 1 and shape.tokens[0].text.isdecimal()
    return counts and not shape.closes


def single_table(
    text: str, lines: Sequence[Line], phrases: Phrases, notes: Set[str]
) -> Told | None:
    """Return the cells of such a table; None where the lines are no rows of one shape.

    Names that cannot be told apart with certainty stay one cell above all columns.
    """
    shapes = fold_remarks([read_shape(line.text) for line in lines])
    found = _read_rows(shapes)
    if found is None:
        return None
    if not found.fits[-1] or not _are_rows(shapes[found.head :], found.fits):
        return None
    heads, body = shapes[: found.head], shapes[found.head :]
    fitting = [shape for shape in body if _is_row(shape, found.like)]
    plan = make_plan(heads, fitting, phrases)
    if len(fitting) < 2 and (not any(plan.names) or not all(found.fits)):
        return None
    above = [[token.text for token in shape.tokens] for shape in heads]
    grid: Grid = []
    for line, shape, fits in zip(lines[found.head :], body, found.fits, strict=True):
        if [token.text for token in shape.tokens] in above:
            continue
        row = _cells(text, line, shape, plan, notes) if fits else _alone(text, line, plan, notes)
        grid.append(row)
    top: list[TopCell] = []
    for number, line in enumerate(lines[: found.head]):
        for place in plan.heads[number] if plan.heads else ():
            shown = clean_markup(text, line.start + place.start, line.start + place.end, notes)
            top.append(TopCell(number, place.column, shown, place.span))
        if not plan.heads:
            whole = clean_markup(text, line.start, line.end, notes)
            top.append(TopCell(number, 0, whole, plan.width))
    return Told(plan.names, grid, tuple(top), found.head)


def _is_odd(shape: Shape) -> bool:
    """Tell a line that cannot stand among rows, not even as a label by itself."""
    words = " ".join(token.text for token in shape.tokens)
    if len(words) > _LABEL_WIDTH or not shape.runs and len(shape.tokens) > _INNER_MAX:
        return True
    return not words or words.endswith((".", "다", "?", "!"))


def _alone(text: str, line: Line, plan: Plan, notes: Set[str]) -> list[View]:
    return [clean_markup(text, line.start, line.end, notes), *[EMPTY] * (plan.width - 1)]


def _cells(text: str, line: Line, shape: Shape, plan: Plan, notes: Set[str]) -> list[View]:
    """Return the cells of a row: its leading words in as many as the plan says, then the rest."""
    spans: list[tuple[int, int]] = []
    tokens = shape.tokens
    if shape.opens:
        words = tokens[: shape.lead]
        cuts = plan.cuts(tuple(token.text for token in words))
        is_total = len(words) == 1 and is_total_name(words[0].text)
        if is_total or not cuts:
            spans = [(words[0].start, words[-1].end), *[(0, 0)] * (plan.lead - 1)]
        else:
            edges = [0, *cuts, len(words)]
            spans = [
                (words[low].start, words[high - 1].end)
                for low, high in zip(edges, edges[1:], strict=False)
            ]
    inside = False
    for token in tokens[shape.lead :]:
        if token.is_value or not inside:
            spans.append((token.start, token.end))
        else:
            spans[-1] = (spans[-1][0], token.end)
        inside = not token.is_value
    spans += [(0, 0)] * (plan.width - len(spans))
    return [
        clean_markup(text, line.start + low, line.start + high, notes) if high else EMPTY
        for low, high in spans
    ]
