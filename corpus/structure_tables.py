"""The tables of a document as blocks: grid, caption, unit and source."""

from __future__ import annotations

from collections.abc import Sequence, Set

from corpus.document import Block, Document, Grid, GridCell, Table, TableCell
from corpus.markup import clean_markup
from corpus.structure_captions import caption_kind, unit_inside, unit_of
from corpus.structure_continued import grid_cells, match_parts
from corpus.structure_lines import Line, ends_as_sentence
from corpus.structure_named import with_names
from corpus.structure_regions import Outline
from corpus.tables import column_names, count_header_columns, count_header_rows, square_up
from corpus.tables_aligned import join_pieces
from corpus.tables_continued import Part, join_parts
from corpus.tables_lattice import Lattice, place_cells, place_rows
from corpus.tables_read import html_cells, is_pipe_rule, tab_grid
from corpus.tables_rows import GAP, TableRows
from corpus.tables_spaced import spaced_table
from corpus.view import View

# Formats whose lines are as the page broke them.
_LAID_OUT = frozenset({"pdf"})
# An item up to this wide (in columns) may name the table below it.
_LEAD_MAX = 64


def read_tables(document: Document, lines: Sequence[Line], outline: Outline) -> dict[int, Block]:
    """Return the table of each group of lines; the heading path is left empty.

    A table that the format declares is taken as declared; of any other the cells, spans and
    headers are told from its lines.
    """
    text = document.text
    grids = {grid.start: grid for grid in document.grids}
    groups: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        if line.role == "table":
            groups.setdefault(line.group, []).append(at)
    blocks = {}
    for group, places in groups.items():
        own = [lines[at] for at in places]
        caption, unit = _caption(text, lines, places, outline.notes)
        source = _source(text, lines, places[-1], outline.notes)
        around = Table(caption, unit, source, (), ())
        parts = [grids[mark] for mark in dict.fromkeys(line.mark for line in own) if mark in grids]
        is_marked = any(line.marked for line in own)
        table = _declared(document, parts, around, outline.notes) if is_marked else None
        if table is not None and not own[0].marked:
            table = with_names(table, text, own[0], outline.phrases, outline.notes)
        if table is None:
            table = _told(text, own, outline.groups[group], around, outline)
        blocks[group] = Block("table", _table_view(table), table=table)
    return blocks


def _declared(
    document: Document, grids: Sequence[Grid], around: Table, notes: Set[str]
) -> Table | None:
    """Return a table as its format declares it, in parts where it goes on over pages.

    None where that cannot be.
    """
    if not grids:
        return None
    columns = match_parts(grids)
    if columns is None:
        return None
    wrapped = document.format in _LAID_OUT

    def show(cell: GridCell) -> View:
        return _cell_view(document.text, cell.start, cell.end, notes, wrapped=wrapped)

    joined = join_parts(
        [
            Part(tuple(grid_cells(grid, show)), places)
            for grid, places in zip(grids, columns, strict=True)
        ]
    )
    lattice = place_cells(joined.cells)
    if lattice is None:
        return None
    header_rows = max(grids[0].header_rows, joined.repeated)
    return build_table(lattice, around, header_rows, grids[0].header_columns)


def _cell_view(text: str, start: int, end: int, notes: Set[str], *, wrapped: bool) -> View:
    """Return a cell on one line; on a page its lines go on where the one before ended."""
    if not wrapped or "\n" not in text[start:end]:
        return clean_markup(text, start, end, notes)
    views: list[View | str] = []
    at = start
    for piece in text[start:end].split("\n"):
        shown = clean_markup(text, at, at + len(piece), notes)
        at += len(piece) + 1
        if shown.text:
            views.append(shown)
    return join_pieces(views)


def _told(
    text: str,
    lines: Sequence[Line],
    way: str,
    around: Table,
    outline: Outline,
) -> Table:
    """Return a table that was written as text."""
    notes, phrases = outline.notes, outline.phrases
    if way == "spaced":
        told = spaced_table(text, lines, phrases, notes)
        top = [
            TableCell(cell.row, cell.column, cell.view, 1, cell.span, is_header=True)
            for cell in told.heads
        ]
        body = place_rows([tuple(row) for row in told.rows])
        labels = _label_columns(told.names, body)
        return _table(around, told.names, body, told.header_rows, labels, top)
    if way == "html":
        lattice = place_cells(html_cells(text, lines[0].start, lines[-1].end, notes))
        if lattice is None or not lattice.cells:
            whole = [[clean_markup(text, line.start, line.end, notes)] for line in lines]
            lattice = place_rows(whole)
        return build_table(lattice, around, _marked_rows(lattice), 0)
    rows = square_up(tab_grid(text, lines, notes))
    lattice = place_rows([row for row in rows if any(cell.text for cell in row)])
    marked = len(lines) > 1 and is_pipe_rule(lines[1])
    return build_table(lattice, around, int(marked), 0)


def _marked_rows(lattice: Lattice) -> int:
    """Return how many rows at the top hold nothing but cells that are marked as headers."""
    plain = [cell.row for cell in lattice.cells if not cell.is_header]
    return min(plain, default=0)


def _label_columns(names: Sequence[str], body: Lattice) -> int:
    return 1 if len(names) > 1 and body.height else 0


def build_table(
    lattice: Lattice, around: Table, header_rows: int = 0, header_columns: int = 0
) -> Table:
    """Return cells as a table; headers that are not declared (0) are looked for.

    `around` holds the caption, unit and source found outside; those inside, in a first row
    that is one cell from side to side, stand in where there are none.
    """
    top = 0
    caption, unit = around.caption, around.unit
    while top < lattice.height - 1 and lattice.is_banner(top):
        words = next((cell.text for cell in lattice.own(top) if cell.text), "")
        said = unit_of(words)
        unit = unit or said or unit_inside(words)
        if not caption and not said and words:
            caption = words
        top += 1
    around = Table(caption, unit, around.source, (), ())
    if header_rows:
        count = max(0, min(header_rows, lattice.height - 1) - top)
        reach = max((c.row + c.row_span for c in lattice.cells if c.row < top + count), default=0)
        if count and reach < lattice.height:
            count = max(count, reach - top)
    else:
        count = count_header_rows(lattice, top)
    names = column_names(lattice, top, count)
    columns = min(header_columns, max(0, lattice.width - 1))
    # A name that stands beside several rows does not tell one from the other.
    tall = any(
        cell.row_span > 1 and cell.row >= top + count and cell.column < columns
        for cell in lattice.cells
    )
    if tall or not columns:
        columns = max(columns, count_header_columns(lattice, top + count))
    return _table(around, names, lattice, top + count, columns, ())


def _table(
    around: Table,
    names: tuple[str, ...],
    lattice: Lattice,
    header_rows: int,
    header_columns: int,
    above: Sequence[TableCell],
) -> Table:
    """Put a table together; header cells `above` stand over a lattice that has none."""
    shift = max((cell.row + 1 for cell in above), default=0)
    inside = header_rows - shift
    heads = {tuple(cell.text for cell in lattice.shown(row)) for row in range(inside)}
    rows, numbers = [], []
    for row in range(inside, lattice.height):
        shown = lattice.shown(row)
        texts = tuple(cell.text for cell in shown)
        # A table that runs over a page repeats its header there.
        if any(texts) and texts not in heads:
            rows.append(tuple(shown))
            numbers.append(row + shift)
    cells = [
        TableCell(
            cell.row + shift,
            cell.column,
            cell.view,
            cell.row_span,
            cell.column_span,
            cell.row < inside or cell.column < header_columns,
        )
        for cell in lattice.cells
    ]
    return Table(
        around.caption,
        around.unit,
        around.source,
        names or ("",) * lattice.width,
        tuple(rows),
        (*above, *cells),
        tuple(numbers),
        header_rows,
        header_columns,
    )


def _table_view(table: Table) -> View:
    """Return a table as lines: those of the header as they are, each other row readable alone."""
    lines: list[View] = []
    header: dict[int, list[View]] = {}
    for cell in table.cells:
        if cell.row < table.header_rows and cell.view.text:
            header.setdefault(cell.row, []).append(cell.view)
    lines.extend(View.between(GAP, row) for row in header.values())
    rows = TableRows(table)
    lines.extend(rows.line(index).view for index in range(len(table.rows)))
    return View.between("\n", [line for line in lines if line.text])


def _caption(
    text: str, lines: Sequence[Line], places: Sequence[int], notes: Set[str]
) -> tuple[str, str]:
    caption = unit = ""
    at = places[0] - 1
    while at >= 0 and lines[at].role in ("caption", "unit", "furniture", "footnote"):
        line = lines[at]
        if line.role == "unit" and not unit:
            unit = unit_of(line.text.strip("#* "))
        elif line.role == "caption":
            shown = clean_markup(text, line.start, line.end, notes).text.lstrip("# ")
            if unit_of(shown):
                unit = unit or unit_of(shown)
            else:
                caption = f"{shown} {caption}".strip()
                above = lines[at - 1] if at else None
                goes_on = (
                    above is not None
                    and above.role == "caption"
                    and (line.marked and above.marked or 0 <= line.mark == above.mark)
                )
                # A caption of several paragraphs or lines has its number in the first.
                if caption_kind(shown) or not goes_on:
                    break
        at -= 1
    if not caption:
        at = places[-1] + 1
        while at < len(lines) and lines[at].role in ("source", "furniture"):
            at += 1
        below = at < len(lines) and lines[at].role == "caption"
        used_below = at + 1 < len(lines) and lines[at + 1].role in ("table", "unit")
        if below and not used_below:
            caption = _caption_text(text, lines, at, notes)
    if not caption:
        caption = _lead_in(text, lines, places[0] - 1, notes)
    return caption, unit or unit_inside(caption)


def _lead_in(text: str, lines: Sequence[Line], at: int, notes: Set[str]) -> str:
    """Return the item or annex that names the table straight below it, else nothing."""
    while at >= 0 and lines[at].role in ("unit", "furniture"):
        at -= 1
    line = lines[at] if at >= 0 else None
    if line is not None and line.role == "heading" and line.kind == "annex":
        first = at - 1 if at and 0 <= line.mark == lines[at - 1].mark else at
        shown = (clean_markup(text, one.start, one.end, notes) for one in lines[first : at + 1])
        return " ".join(view.text for view in shown).lstrip("# ")
    if line is None or line.role != "item" or not line.kind.startswith("bullet:"):
        return ""
    if line.marker in "-–*+":
        return ""
    ends = line.content.endswith((".", "?", "!", ",")) or ends_as_sentence(line.content)
    if ends or line.width > _LEAD_MAX:
        return ""
    return clean_markup(text, line.body, line.end, notes).text


def _caption_text(text: str, lines: Sequence[Line], first: int, notes: Set[str]) -> str:
    """Return a caption, which may go over two lines: they bear one mark."""
    parts = [
        clean_markup(text, line.start, line.end, notes).text
        for line in lines[first : first + 3]
        if line is lines[first] or line.mark >= 0 and line.mark == lines[first].mark
    ]
    return " ".join(parts).lstrip("# ")


def _source(text: str, lines: Sequence[Line], last: int, notes: Set[str]) -> str:
    found = []
    for line in lines[last + 1 : last + 9]:
        if line.role == "source":
            found.append(clean_markup(text, line.start, line.end, notes).text)
        elif line.role not in ("unit", "furniture", "footnote"):
            break
    return " ".join(found)
