"""A table as a table, the cited row tinted and the cited cells marked, in HTML."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape

from corpus import Table, TableCell
from ui.messages import Lang, text

# A table of more rows shows those around the cited one; the rest is a click away.
MANY_ROWS = 14
_AROUND = 3
# Further rows and columns than these are left to the original.
MAX_ROWS = 400
MAX_COLUMNS = 60


def table_html(table: Table, start: int, end: int, columns: Collection[str], lang: Lang) -> str:
    """Return a table, what it shows of `Document.text[start:end]` marked.

    `columns` are the names of the columns that are cited; without any that is the whole row.
    """
    grid = _Grid(table, start, end, columns)
    low, high = grid.window()
    first, last = grid.extent(low, high)
    parts = [
        ("thead", "", range(grid.header)),
        ("tbody", "rest", range(first, low)),
        ("tbody", "", range(low, high)),
        ("tbody", "rest", range(high, last)),
    ]
    body = "".join(_part(name, kind, rows, grid) for name, kind, rows in parts if rows)
    hidden = (low - first) + (last - high)
    more = ""
    if hidden:
        shown, folded = text("grid.all", lang, count=hidden), text("grid.some", lang)
        more = (
            f'<button type="button" class="more-rows" aria-expanded="false"'
            f' data-more="{escape(shown)}" data-less="{escape(folded)}">{escape(shown)}</button>'
        )
    left = (grid.rows - grid.header) - (last - first)
    if left > 0:
        more += f'<p class="quiet">{escape(text("grid.more", lang, count=left))}</p>'
    caption = (
        f"<caption><span>{_caption(table, lang)}</span></caption>"
        if table.caption or table.unit
        else ""
    )
    name = text("grid.label", lang, caption=table.caption) if table.caption else ""
    label = escape(name or text("grid.plain", lang))
    # It names itself a source as it is printed: `자료: 통계청`.
    source = f'<p class="grid-source">{escape(table.source)}</p>' if table.source else ""
    return (
        f'<div class="grid-frame" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="grid">{caption}{body}</table></div>{source}{more}'
    )


class _Grid:
    """A table's cells by their places, and which of them are cited."""

    def __init__(self, table: Table, start: int, end: int, columns: Collection[str]) -> None:
        self.width = min(
            max((cell.column + cell.column_span for cell in table.cells), default=0), MAX_COLUMNS
        )
        self.rows = max((cell.row + cell.row_span for cell in table.cells), default=0)
        self.header = min(table.header_rows, self.rows)
        self.header_columns = table.header_columns
        self.cells = {(cell.row, cell.column): cell for cell in table.cells}
        held = [
            cell
            for cell in table.cells
            if cell.row >= self.header
            and any(span.start < end and start < span.end for span in cell.view.spans)
        ]
        named = [cell for cell in held if _name(table, cell) in columns]
        self.cited = {(cell.row, cell.column) for cell in named or held}
        self.tinted = {row for cell in held for row in range(cell.row, cell.row + cell.row_span)}

    def window(self) -> tuple[int, int]:
        """Return the rows to show at first: those around the cited ones, no cell cut in two."""
        if self.rows - self.header <= MANY_ROWS:
            return self.header, self.rows
        low = max(self.header, min(self.tinted, default=self.header) - _AROUND)
        high = min(self.rows, max(self.tinted, default=low) + 1 + _AROUND)
        high = min(high, low + MAX_ROWS)
        return self._uncut(low, high)

    def extent(self, low: int, high: int) -> tuple[int, int]:
        """Return the rows to show at most."""
        spare = max(0, MAX_ROWS - (high - low))
        first = max(self.header, low - spare // 2)
        return first, min(self.rows, high + spare - (low - first))

    def _uncut(self, low: int, high: int) -> tuple[int, int]:
        grown = True
        while grown:
            grown = False
            for cell in self.cells.values():
                first, last = cell.row, cell.row + cell.row_span
                is_seen = self.header <= first < high and low < last
                if is_seen and (first < low or last > high):
                    low, high, grown = min(low, first), max(high, last), True
        return low, min(high, self.rows)


def _part(name: str, kind: str, rows: Sequence[int], grid: _Grid) -> str:
    mark = f' class="{kind}" hidden' if kind else ""
    covered: set[tuple[int, int]] = set()
    lines = []
    for row in rows:
        cells = []
        for column in range(grid.width):
            if (row, column) in covered:
                continue
            cell = grid.cells.get((row, column))
            if cell is None:
                cells.append("<td></td>")
                continue
            high = min(cell.row_span, rows[-1] + 1 - row)
            wide = min(cell.column_span, grid.width - column)
            covered.update(
                (row + down, column + right) for down in range(high) for right in range(wide)
            )
            cells.append(_cell(cell, high, wide, grid))
        cited = ' class="cited"' if row in grid.tinted else ""
        lines.append(f"<tr{cited}>{''.join(cells)}</tr>")
    return f"<{name}{mark}>{''.join(lines)}</{name}>"


def _cell(cell: TableCell, high: int, wide: int, grid: _Grid) -> str:
    shown = escape(cell.view.text)
    if (cell.row, cell.column) in grid.cited and shown:
        shown = f"<mark>{shown}</mark>"
    kinds = []
    if wide < grid.width and cell.column + wide <= max(1, grid.header_columns):
        kinds.append("named" if cell.column else "first")
    if cell.row >= grid.header and _is_figure(cell.view.text):
        kinds.append("figure")
    spans = (f' rowspan="{high}"' if high > 1 else "") + (f' colspan="{wide}"' if wide > 1 else "")
    if kinds:
        spans += f' class="{" ".join(kinds)}"'
    if cell.row < grid.header:
        return f'<th scope="{"colgroup" if wide > 1 else "col"}"{spans}>{shown}</th>'
    if cell.column < grid.header_columns:
        return f'<th scope="{"rowgroup" if high > 1 else "row"}"{spans}>{shown}</th>'
    return f"<td{spans}>{shown}</td>"


def _name(table: Table, cell: TableCell) -> str:
    return table.columns[cell.column] if cell.column < len(table.columns) else ""


def _is_figure(shown: str) -> bool:
    """Tell a number, which stands at the right of its column."""
    bare = shown.strip().strip("-+△▲%()")
    return bool(bare) and bare[0].isdigit() and not any(c.isalpha() for c in bare)


def _caption(table: Table, lang: Lang) -> str:
    said = [escape(table.caption)] if table.caption else []
    if table.unit and table.unit not in table.caption:
        said.append(f"<small>{escape(text('grid.unit', lang, unit=table.unit))}</small>")
    return " ".join(said)
