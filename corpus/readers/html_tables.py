"""HTML tables as regular grids."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.readers.html_nodes import Node, text_of, walk

# HTML Standard, 4.9.11: larger spans count as these.
_MAX_COLSPAN = 1000
_MAX_ROWSPAN = 65534
# A cell with this much text in several blocks is a column of a page, not a value.
_LAYOUT_CHARS = 600


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: every row has the same number of cells; a spanning value is repeated.

    `headers` counts the rows at the top that the file itself calls headers.
    `is_cut` tells that spans beyond the limit were not repeated.
    """

    caption: str
    rows: tuple[tuple[str, ...], ...]
    headers: int
    is_cut: bool


def is_layout(table: Node) -> bool:
    """Tell whether a table only arranges a page: its cells are then read one by one."""
    if (table.attributes.get("role") or "").lower() in ("presentation", "none"):
        return True
    most = row = blocks = chars = 0
    for node, entered in walk(table):
        tag = node.tag
        if tag in ("table", "h1", "h2", "h3", "h4", "h5", "h6"):
            return True
        if tag == "-text":
            chars += len(node.text_content or "")
        elif tag == "tr" and entered:
            row = 0
        elif tag in ("td", "th"):
            if entered:
                row += 1
                blocks = chars = 0
            elif blocks >= 3 and chars > _LAYOUT_CHARS:
                return True
            most = max(most, row)
        elif tag in ("p", "div", "li", "br") and entered:
            blocks += 1
    return most < 2


def read_grid(table: Node, max_cells: int) -> Grid:
    """Return the grid of a table, at most `max_cells` large once spans are resolved."""
    caption = ""
    rows: list[list[Node]] = []
    sections: list[Node | None] = []
    in_head: list[bool] = []
    section: Node | None = None
    for node, entered in walk(table):
        if node.tag == "caption" and entered:
            caption = text_of(node)
        elif node.tag in ("thead", "tbody", "tfoot"):
            section = node if entered else None
        elif node.tag == "tr" and entered:
            rows.append([])
            sections.append(section)
            in_head.append(section is not None and section.tag == "thead")
        elif node.tag in ("td", "th") and entered and rows:
            rows[-1].append(node)
    lines, is_cut = _resolve(rows, sections, max_cells)
    headers = 0
    for number, cells in enumerate(rows):
        if not (in_head[number] or (cells and all(cell.tag == "th" for cell in cells))):
            break
        headers += 1
    if headers == len(rows):
        # A table of nothing but headers has none that head anything.
        headers = 0
    kept = [number for number, line in enumerate(lines) if any(line)]
    return Grid(
        caption,
        tuple(tuple(lines[number]) for number in kept),
        sum(1 for number in kept if number < headers),
        is_cut,
    )


def _resolve(
    rows: list[list[Node]], sections: list[Node | None], max_cells: int
) -> tuple[list[list[str]], bool]:
    """Return the rows with spans repeated and padded to one width, and whether any was cut."""
    lines: list[list[str]] = []
    # Column -> (text, rows it still reaches down to).
    hanging: dict[int, tuple[str, int]] = {}
    used = 0
    is_cut = False
    for number, cells in enumerate(rows):
        if number and sections[number] is not sections[number - 1]:
            hanging = {}
        line: dict[int, str] = {}
        for column, (text, left) in list(hanging.items()):
            line[column] = text
            if left == 1:
                del hanging[column]
            else:
                hanging[column] = (text, left - 1)
        at = 0
        for cell in cells:
            while at in line:
                at += 1
            text = text_of(cell)
            wide = _span(cell, "colspan", _MAX_COLSPAN)
            deep = _span(cell, "rowspan", _MAX_ROWSPAN)
            if used + len(line) + wide > max_cells:
                is_cut = is_cut or wide > 1
                wide = 1
            for column in range(at, at + wide):
                line.setdefault(column, text)
                if deep > 1:
                    hanging[column] = (text, deep - 1)
            at += wide
        used += len(line)
        if used > max_cells and hanging:
            hanging, is_cut = {}, True
        width = max(line, default=-1) + 1
        lines.append([line.get(column, "") for column in range(width)])
    widest = max((len(line) for line in lines), default=0)
    if widest * len(lines) <= max_cells:
        lines = [line + [""] * (widest - len(line)) for line in lines]
    return lines, is_cut


def _span(cell: Node, name: str, most: int) -> int:
    value = (cell.attributes.get(name) or "").strip()
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        return 1
    span = int(value)
    if span == 0:
        # rowspan="0" reaches to the end of its row group; colspan="0" is an error.
        return most if name == "rowspan" else 1
    return min(span, most)
