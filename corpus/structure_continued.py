"""Which tables go on over the end of a page: their parts become one group of lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.document import Document, Grid, GridCell, TableCell
from corpus.structure_captions import caption_kind, is_bare_caption, unit_inside, unit_of
from corpus.structure_lines import Line
from corpus.structure_regions import Outline
from corpus.tables import are_header_words, is_number
from corpus.tables_continued import repeated_rows
from corpus.view import View

# Formats whose text stands on pages as they were printed.
_ON_PAGES = frozenset({"pdf", "text"})
_WORDS = r"(?:계\s?속|이어짐|이어서|continued|cont['’]?d\.?)"
_WHERE = (
    r"(?:(?:앞|위|이전)\s?(?:쪽|면|장|페이지|표)(?:에서|의|에\s?이어)?"
    r"|(?:다음|뒷)\s?(?:쪽|면|장|페이지)?(?:에|으로)?|표)"
)
_OPEN, _CLOSE = r"[<〈《\[(【〔]", r"[>〉》\])】〕]"
_SIGN = re.compile(
    rf"[※▶☞→*]?\s*{_OPEN}?\s*(?:{_WHERE}\s*)?{_WORDS}(?:\s?됨)?\s*{_CLOSE}?", re.IGNORECASE
)
_SAID_INSIDE = re.compile(
    rf"\s*{_OPEN}\s*(?:{_WHERE}\s*)?{_WORDS}\s*{_CLOSE}|[\s,:：\-–]\s*{_WORDS}(?={_CLOSE}?$)",
    re.IGNORECASE,
)
_SIGN_MAX = 200
_COLUMNS_MAX = 500
# Ten-thousandths of a page's width by which one rule may miss another's place.
_EDGE_SLACK = 50
# A table reaches down to here, and goes on above there, if a page's end cut it.
_LOW, _HIGH = 5_000, 3_500
# Lines between the parts at most: furniture, notes and what says that the table goes on.
_BETWEEN_MAX = 40


@dataclass(slots=True)
class _Parts:
    """A table so far: the group and the lines of each part, and the grids of its parts."""

    group: int
    lines: list[int]
    last: list[int]
    grids: list[Grid] = field(default_factory=list)


def join_continued(document: Document, lines: Sequence[Line], outline: Outline) -> None:
    """Give the parts of a table on successive pages one group.

    Between them stand only furniture, notes and lines that say that the table goes on; such
    lines become furniture. What is not sure to be one table stays two.
    """
    if document.format not in _ON_PAGES or len(document.pages) < 2:
        return
    grids = {grid.start: grid for grid in document.grids}
    groups: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        if line.role == "table":
            groups.setdefault(line.group, []).append(at)
    open_table: _Parts | None = None
    for group, places in groups.items():
        first = lines[places[0]]
        grid = grids.get(first.mark) if first.marked else None
        if open_table is not None:
            between = range(open_table.last[-1] + 1, places[0])
            said = _said_between(lines, between, open_table)
            parts = (open_table, places, grid)
            if said is not None and _is_same(document, lines, outline, *parts, said):
                for at in said:
                    lines[at].role = "furniture"
                for at in places:
                    lines[at].group = open_table.group
                open_table.last = places
                if grid is not None:
                    open_table.grids.append(grid)
                continue
        open_table = _Parts(group, places, places, [grid] if grid is not None else [])


def match_parts(grids: Sequence[Grid]) -> list[tuple[int, ...]] | None:
    """Return which column of the first grid each column of each is; None where none fits.

    Nothing is said of the first, whose columns are its own.
    """
    found: list[tuple[int, ...]] = [()]
    for grid in grids[1:]:
        places = _match_columns(grids[0], grid)
        if places is None:
            return None
        found.append(places)
    return found


def _said_between(lines: Sequence[Line], between: range, table: _Parts) -> list[int] | None:
    """Return the lines that say that the table goes on; None where anything else stands there."""
    if len(between) > _BETWEEN_MAX:
        return None
    said = []
    for at in between:
        line = lines[at]
        if line.role in ("furniture", "footnote", "skip"):
            continue
        if line.role == "table" or not _says_again(line, lines, table.lines[0]):
            return None
        said.append(at)
    return said


def _says_again(line: Line, lines: Sequence[Line], first: int) -> bool:
    """Tell a line that only says `계속`, or again what stands above the table's first part."""
    text = line.text.strip("#* ")
    if len(text) > _SIGN_MAX:
        return False
    if _SIGN.fullmatch(text):
        return True
    above = []
    while first and lines[first - 1].role in ("caption", "unit", "furniture", "footnote"):
        first -= 1
        if lines[first].role in ("caption", "unit"):
            above.append(lines[first].text.strip("#* "))
    unit = unit_of(text)
    if unit:
        return any(_core(unit_of(one) or unit_inside(one)) == _core(unit) for one in above)
    said = _SAID_INSIDE.sub("", text)
    core = _core(said)
    if not caption_kind(text) and said == text or not core:
        return False
    cores = [_core(one) for one in above]
    if core in cores:
        return True
    number_alone = said != text and (is_bare_caption(said) or not caption_kind(said))
    return number_alone and any(
        one.startswith(core) and not one[len(core) : len(core) + 1].isdigit() for one in cores
    )


def _core(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


def _is_same(
    document: Document,
    lines: Sequence[Line],
    outline: Outline,
    table: _Parts,
    places: Sequence[int],
    grid: Grid | None,
    said: Sequence[int],
) -> bool:
    before, after = lines[table.last[-1]], lines[places[0]]
    if after.page != before.page + 1:
        return False
    signs = [lines[at].text.strip("#* ") for at in said]
    is_told = any(_SIGN.fullmatch(text) or _SAID_INSIDE.search(text) for text in signs)
    if not after.marked and not before.marked:
        ways = (outline.groups[table.group], outline.groups[after.group])
        tabs = [
            max(document.text[lines[at].raw : lines[at].raw_end].count("\t") for at in part)
            for part in (table.last, places)
        ]
        return is_told and ways == ("tab", "tab") and tabs[0] == tabs[1] > 0
    if grid is None or not table.grids:
        return False
    match = _match_columns(table.grids[0], grid)
    if match is None:
        return False
    first, part = (
        grid_cells(one, lambda cell: View.of(document.text, cell.start, cell.end).strip())
        for one in (table.grids[0], grid)
    )
    if not part:
        return False
    if repeated_rows(first, part):
        return True
    if grid.header_rows or _has_own_head(first, part, match):
        return False
    if is_told:
        return True
    if not _is_cut(document, table.grids[-1], grid):
        return False
    return bool(grid.edges) or _stand_alike(document, table.grids[-1], grid, first, part)


def grid_cells(grid: Grid, view_of: Callable[[GridCell], View]) -> list[TableCell]:
    """Return the cells of a grid, each with what `view_of` shows of it."""
    return [
        TableCell(
            cell.row,
            cell.column,
            view_of(cell),
            max(1, cell.row_span),
            max(1, cell.column_span),
        )
        for cell in grid.cells
        if cell.row >= 0 and cell.column >= 0
    ]


def _width(grid: Grid) -> int:
    if grid.edges:
        return len(grid.edges) - 1
    return max((cell.column + max(1, cell.column_span) for cell in grid.cells), default=0)


def _match_columns(first: Grid, grid: Grid) -> tuple[int, ...] | None:
    """Return which column of the first grid each of the other is.

    Margins may change from page to page, so edges count from the right. A column that is
    empty on the later page is none there.
    """
    wide, narrow = _width(first), _width(grid)
    if bool(first.edges) != bool(grid.edges) or narrow < 2 or narrow > wide or wide > _COLUMNS_MAX:
        return None
    if not first.edges:
        return tuple(range(wide)) if wide == narrow else None
    ours = [first.edges[-1] - edge for edge in first.edges[:-1]]
    found: list[int] = []
    for edge in grid.edges[:-1]:
        away = grid.edges[-1] - edge
        near = [at for at, own in enumerate(ours) if abs(own - away) <= _EDGE_SLACK]
        if len(near) != 1 or found and near[0] <= found[-1]:
            return None
        found.append(near[0])
    if narrow < wide and (wide - narrow > 1 or narrow < 3):
        return None
    return tuple(found)


def _has_own_head(
    first: Sequence[TableCell], part: Sequence[TableCell], match: Sequence[int]
) -> bool:
    """Tell a part whose first row names its columns anew, is a title or begins a like form."""
    top = [cell for cell in part if cell.row == 0 and cell.view.text]
    if not top:
        return False
    if are_header_words([cell.view for cell in top]):
        return True
    if len(top) == 1:
        words = " ".join(top[0].view.text.split())
        if caption_kind(words) or unit_of(words) or unit_inside(words):
            return True
    head = {cell.column: cell.view.text for cell in first if cell.row == 0}
    if top[0].column == 0 and "".join(top[0].view.text.split()) == "".join(head.get(0, "").split()):
        return True
    figures: dict[int, list[bool]] = {}
    if len(top) < 2:
        return False
    for cell in first:
        if cell.row and cell.view.text and cell.column_span == 1:
            figures.setdefault(cell.column, []).append(_is_figure(cell.view.text))
    for cell in top:
        known = figures.get(match[min(cell.column, len(match) - 1)], [])
        if len(known) > 1 and all(known) and not _is_figure(cell.view.text):
            return True
    return False


def _is_figure(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return is_number(text) or len(text) < 2 or digits > 0 and 3 * digits >= len(text)


def _is_cut(document: Document, last: Grid, grid: Grid) -> bool:
    """Tell a table that fills its page to the end, and one that begins at the next one's top."""
    above = _printed(document, last.start, last.end)
    below = _printed(document, grid.start, grid.end)
    return above is not None and below is not None and above[1] >= _LOW and below[0] <= _HIGH


def _printed(document: Document, start: int, end: int) -> tuple[int, int] | None:
    ink = document.ink
    low = bisect_right(ink, start - 1, key=lambda line: line.start)
    high = bisect_right(ink, end - 1, key=lambda line: line.start)
    if low >= high:
        return None
    return min(line.top for line in ink[low:high]), max(line.bottom for line in ink[low:high])


def _stand_alike(
    document: Document,
    last: Grid,
    grid: Grid,
    first: Sequence[TableCell],
    part: Sequence[TableCell],
) -> bool:
    """Tell whether columns that no rule parts stand in the same places, one of them figures."""
    ours, theirs = _extents(document, last), _extents(document, grid)
    if set(ours) != set(theirs):
        return False
    for column, (left, right) in ours.items():
        for other, (low, high) in theirs.items():
            meet = left < high and low < right
            if meet != (column == other):
                return False
    return any(
        all(map(is_number, texts)) and len(texts) > 2
        for texts in (
            [
                cell.view.text
                for cell in (*(one for one in first if one.row), *part)
                if cell.column == column and cell.view.text
            ]
            for column in ours
        )
    )


def _extents(document: Document, grid: Grid) -> dict[int, tuple[float, float]]:
    found: dict[int, tuple[float, float]] = {}
    for cell in grid.cells:
        if cell.column_span > 1:
            continue
        for box in document.boxes(cell.start, cell.end):
            left, right = found.get(cell.column, (box.left, box.right))
            found[cell.column] = (min(left, box.left), max(right, box.right))
    return found
