"""Where the tables of a sheet lie, and what stands above and below each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from corpus.readers.flow import FlowCell, FlowTable, Paragraph, Piece
from corpus.structure_captions import is_source, is_table_note, unit_of

_CAPTION_MAX = 100
# A title stands no further above its table.
_CAPTION_GAP = 2
_ROUNDS = 12
_MOST_HEADERS = 5


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that shows something; rows and columns count from 0 and may have gaps."""

    text: str
    is_number: bool = False
    is_bold: bool = False
    row_span: int = 1
    column_span: int = 1


Cells = Mapping[tuple[int, int], SheetCell]


@dataclass(frozen=True, slots=True)
class HeaderHints:
    """What a sheet says about headers: rows (from 0) that are the last of a table's head.

    `left` is the number of columns that stay in view, 0 if none.
    """

    last_rows: tuple[int, ...] = ()
    left: int = 0


@dataclass(slots=True)
class _Region:
    """A rectangle of cells: rows and columns are those it shows, ascending."""

    rows: dict[int, list[int]] = field(default_factory=dict)
    top: int = 0
    bottom: int = 0
    left: int = 0
    right: int = 0

    def width(self) -> int:
        return self.right - self.left + 1


def lay_out_sheet(
    cells: Cells, hints: HeaderHints, most_cells: int, note_cut: Callable[[], None]
) -> Iterator[Piece]:
    """Yield the tables and lines of a sheet from the top down.

    Blank rows and columns part tables; a row with one cell above a table is its title, a
    line that only states a unit or source is a line of its own. A table beyond
    `most_cells` is cut, and `note_cut` called.
    """
    regions = _regions(cells)
    pending: list[tuple[_Region, Paragraph]] = []
    for region in regions:
        above, body, below = _peel(region, cells)
        if not body.rows:
            yield from _flush(pending)
            pending = [(region, line) for line in above]
            continue
        gap = min((region.top - one.bottom for one, _ in pending), default=0)
        lines = [line for _, line in pending] if gap <= _CAPTION_GAP + 1 else []
        if not lines:
            yield from _flush(pending)
        pending = []
        yield from _titled([*lines, *above])
        if len(body.rows) > _most_rows(body, most_cells):
            note_cut()
        yield _table(body, cells, hints, most_cells)
        yield from below
    yield from _flush(pending)


def _flush(pending: list[tuple[_Region, Paragraph]]) -> Iterator[Paragraph]:
    yield from (line for _, line in pending)


def _titled(lines: list[Paragraph]) -> Iterator[Paragraph]:
    """Yield the lines above a table; the last one that may be its title is its caption."""
    at = len(lines) - 1
    while at >= 0 and unit_of(lines[at].text):
        at -= 1
    for number, line in enumerate(lines):
        fits = len(line.text) <= _CAPTION_MAX and not is_source(line.text)
        is_note = is_table_note(line.text)
        if number == at and fits and not is_note:
            yield Paragraph(line.text, "caption")
        else:
            yield line


def _regions(cells: Cells) -> list[_Region]:
    """Return the parts of a sheet between blank rows and columns, in reading order."""
    rows: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, []).append(column)
    done: list[_Region] = []
    stack = [(rows, _ROUNDS)]
    while stack:
        part, rounds = stack.pop()
        bands = _bands(part, cells)
        pieces = [piece for band in bands for piece in _columns(band, cells)]
        if len(pieces) == 1 or rounds == 0:
            done.extend(_bounded(piece, cells) for piece in pieces)
        else:
            stack.extend((piece, rounds - 1) for piece in reversed(pieces))
    return _rejoined(done, cells)


def _bands(rows: dict[int, list[int]], cells: Cells) -> list[dict[int, list[int]]]:
    """Part rows where a blank row lies between them; tall cells bridge it."""
    bands: list[dict[int, list[int]]] = []
    reach = -2
    for row, columns in rows.items():
        if row > reach + 1:
            bands.append({})
        bands[-1][row] = columns
        reach = max(reach, row, max(row + cells[row, at].row_span - 1 for at in columns))
    return bands


def _columns(rows: dict[int, list[int]], cells: Cells) -> list[dict[int, list[int]]]:
    """Part columns where a blank column lies between two that are tables both."""
    # A title over everything would bridge every gap.
    spans: dict[int, int] = {}
    for row, columns in rows.items():
        if len(columns) == 1 and len(rows) > 1:
            continue
        for at in columns:
            spans[at] = max(spans.get(at, at), at + cells[row, at].column_span - 1)
    groups: list[list[int]] = []
    reach = -2
    for at in sorted(spans):
        if at > reach + 1:
            groups.append([at, at])
        reach = max(reach, spans[at])
        groups[-1][1] = reach
    # One column beside a table is its labels or remarks, set off by a narrow column.
    merged: list[list[int]] = []
    for group in groups:
        narrow = merged and min(group[1] - group[0], merged[-1][1] - merged[-1][0]) == 0
        if merged and narrow and group[0] - merged[-1][1] == 2 and len(rows) > 1:
            merged[-1][1] = group[1]
        else:
            merged.append(group)
    if len(merged) < 2:
        return [rows]
    parts: list[dict[int, list[int]]] = [{} for _ in merged]
    for row, columns in rows.items():
        for at in columns:
            place = next((n for n, (_, last) in enumerate(merged) if at <= last), len(merged) - 1)
            parts[place].setdefault(row, []).append(at)
    return [part for part in parts if part]


def _bounded(rows: dict[int, list[int]], cells: Cells) -> _Region:
    bottom = max(
        row + cells[row, at].row_span - 1 for row, columns in rows.items() for at in columns
    )
    right = max(
        at + cells[row, at].column_span - 1 for row, columns in rows.items() for at in columns
    )
    left = min(at for columns in rows.values() for at in columns)
    return _Region(rows, min(rows), bottom, left, right)


def _rejoined(regions: list[_Region], cells: Cells) -> list[_Region]:
    """Return regions with those put together that one blank row inside a table parted."""
    joined: list[_Region] = []
    for region in regions:
        last = joined[-1] if joined else None
        if last is not None and _continues(last, region, cells):
            last.rows.update(region.rows)
            last.bottom = region.bottom
        else:
            joined.append(region)
    return joined


def _continues(last: _Region, region: _Region, cells: Cells) -> bool:
    if (last.left, last.right) != (region.left, region.right) or region.top - last.bottom != 2:
        return False
    if len(last.rows) < 3 or region.width() < 2:
        return False
    first = next(iter(region.rows))
    return any(cells[first, at].is_number for at in region.rows[first])


def _peel(region: _Region, cells: Cells) -> tuple[list[Paragraph], _Region, list[Paragraph]]:
    """Part a region into the lines above its table, the table, and the lines below it."""
    order = list(region.rows)
    above: list[Paragraph] = []
    at = 0
    while at < len(order):
        lines = _lines_above(region, cells, order[at], at + 1 < len(order))
        if not lines:
            break
        above.extend(Paragraph(text) for text in lines)
        at += 1
    below: list[Paragraph] = []
    end = len(order)
    while end > at + 1:
        columns = region.rows[order[end - 1]]
        text = cells[order[end - 1], columns[0]].text
        if len(columns) > 1 or not (is_source(text) or is_table_note(text)):
            break
        below.insert(0, Paragraph(text))
        end -= 1
    kept = {row: region.rows[row] for row in order[at:end]}
    return above, _bounded(kept, cells) if kept else _Region(), below


def _lines_above(region: _Region, cells: Cells, row: int, has_more: bool) -> list[str]:
    """Return the texts of a row that is no row of a table; nothing if it is one."""
    columns = region.rows[row]
    shown = [cells[row, at] for at in columns]
    texts = [cell.text for cell in shown]
    if len(columns) == 1:
        cell = shown[0]
        if unit_of(cell.text) or not has_more:
            return texts
        if cell.is_number:
            return []
        spans_all = cell.column_span >= region.width()
        is_alone = cell.column_span == 1 and cell.row_span == 1
        if region.width() == 1 or spans_all or is_alone and columns[0] == region.left:
            return texts
        # Without a merged cell nothing but a title stands in the midst of a wide row.
        return texts if is_alone and region.width() >= 4 and len(cell.text) >= 5 else []
    if has_more and len(columns) == 2 and region.width() > 2 and unit_of(texts[1]):
        return texts
    return []


def _table(region: _Region, cells: Cells, hints: HeaderHints, most_cells: int) -> FlowTable:
    wide = region.width()
    order = list(region.rows)
    # Hidden rows have no cells; they close up. So do rows that only separate.
    order = order[: _most_rows(region, most_cells)]
    flow: list[FlowCell] = []
    for number, row in enumerate(order):
        for at in region.rows[row]:
            cell = cells[row, at]
            tall = bisect_right(order, row + cell.row_span - 1) - number
            flow.append(
                FlowCell(number, at - region.left, (Paragraph(cell.text),), tall, cell.column_span)
            )
    left = min(max(0, hints.left - region.left), 3)
    return FlowTable(
        tuple(flow),
        header_rows=_header_rows(region, cells, hints),
        header_columns=left if left < wide else 0,
    )


def _most_rows(region: _Region, most_cells: int) -> int:
    return max(1, most_cells // max(1, region.width()))


def _header_rows(region: _Region, cells: Cells, hints: HeaderHints) -> int:
    order = list(region.rows)
    for last in hints.last_rows:
        if region.top <= last < region.bottom:
            count = sum(1 for row in order if row <= last)
            if 0 < count <= _MOST_HEADERS and count < len(order):
                return count
    count = 0
    for row in order[:3]:
        shown = [cells[row, at] for at in region.rows[row]]
        if not all(cell.is_bold and not cell.is_number for cell in shown):
            break
        count += 1
    # Where all is bold, bold says nothing.
    return count if count < min(3, len(order)) else 0
