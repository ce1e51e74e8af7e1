"""The controls of HWP 5: tables, drawn objects, notes, headers, numbers, fields.

Source: Hancom, "HWP Document File Formats 5.0", revision 1.3, section 4.3, tables 64 (control
ids), 127 and 128 (field ids).
"""

from __future__ import annotations

from corpus.readers.flow import FlowCell, FlowTable, Note, Paragraph, Piece, raise_anchor
from corpus.readers.hancom import hwp_objects as objects
from corpus.readers.hancom import hwp_records as tags
from corpus.readers.hancom.hwp_body import Body, Control, Draft, HungTable, Section
from corpus.readers.hancom.hwp_numbers import (
    ENDNOTE,
    EQUATION,
    FOOTNOTE,
    NOTES,
    PAGES,
    PICTURE,
    TABLE,
)
from corpus.readers.hancom.hwp_records import Fields
from corpus.readers.hancom.tables import flatten, header_count

_NOTE_KINDS = {"fn  ": FOOTNOTE, "en  ": ENDNOTE}
_MEMO_FIELD = "%%me"
_MEMO_COMMAND = "MEMO/"
# What a drawn object costs a reader who cannot see it.
_LOSSES = {
    tags.SHAPE_PICTURE: "images-not-read",
    tags.SHAPE_OLE: "objects-not-read",
    tags.VIDEO_DATA: "media-not-read",
    tags.CHART_DATA: "charts-not-read",
}
# Those whose text stands in the line and no list.
_PAGE_CONTROLS = ("cold", "pghd", "pgnp", "nwno", "pgct")


def read_control(body: Body, name: str, draft: Draft) -> Control:
    """Read a control and all records below it.

    The cursor stands on the control's header and ends behind the last record below it.
    """
    records = body.records
    level = records.level
    data = records.payload
    records.advance()
    control = Control(name)
    if not body.descend():
        records.skip_below(level)
        return control
    if name == "secd":
        _read_section(body, data, level, draft)
    elif name == "tbl ":
        _read_table(body, data, level, draft, control)
    elif name in _NOTE_KINDS:
        number = body.numbers.note(_NOTE_KINDS[name], objects.read_note_number(data))
        control.notes.append(Note(number, flatten(body.read_quietly(level))))
        control.shown = raise_anchor(number)
    elif name in ("head", "foot"):
        body.page_forms.clear()
        draft.furniture += body.furniture(body.read_quietly(level))
        draft.page_forms += body.page_forms
    elif name == "atno":
        control.shown = _auto_number(body, data)
    elif name == "tdut":
        control.shown = objects.read_ruby(data)
    elif name == "tcps":
        control.shown = objects.read_overlap(data)
    elif name == "tcmt":
        body.losses["hidden-text-left-out"] += 1
    elif name.startswith("%"):
        body.losses["comments-left-out"] += name == _MEMO_FIELD or _is_memo(data)
    elif name in _PAGE_CONTROLS:
        _note_page(body, name, data, draft)
    else:
        # Drawn objects, equations, forms, and whatever newer programs add.
        _read_object(body, name, data, level, draft, control)
    body.depth -= 1
    records.skip_below(level)
    return control


def _is_memo(data: bytes) -> bool:
    # Attributes and further ones of a field, then its command.
    return Fields(data, 9).text().startswith(_MEMO_COMMAND)


def _auto_number(body: Body, data: bytes) -> str:
    one = objects.read_auto_number(data)
    if one.kind in PAGES:
        # It changes with the page; a header says how pages are numbered.
        body.page_forms.append(one.format)
        return ""
    if body.quiet and one.kind in NOTES:
        return ""
    return body.numbers.automatic(one)


def _note_page(body: Body, name: str, data: bytes, draft: Draft) -> None:
    if name == "nwno" and (one := objects.read_auto_number(data)).kind not in PAGES:
        body.numbers.restart(one.kind, one.number)
    else:
        draft.controls.append((name, data))


def _read_section(body: Body, data: bytes, level: int, draft: Draft) -> None:
    fields = Fields(data, 4)
    bits = fields.u32()
    fields.skip(10)
    section = Section(fields.u16(), fields.u16(), bool(bits & 1 << 5))
    for kind in (PICTURE, TABLE, EQUATION):
        # Zero goes on counting.
        if first := fields.u16():
            body.numbers.restart(kind, first)
    body.outline = section.outline
    draft.section = section
    records = body.records
    notes = list(NOTES)
    while records.level > level:
        if records.tag == tags.LIST_HEADER:
            draft.furniture += body.furniture(body.read_list())
            continue
        if records.tag == tags.PAGE_DEF:
            section.body = objects.body_height(records.payload)
        elif records.tag == tags.FOOTNOTE_SHAPE and notes:
            body.numbers.begin_section(notes.pop(0), objects.read_note_shape(records.payload))
        records.advance()


def _read_table(body: Body, data: bytes, level: int, draft: Draft, control: Control) -> None:
    records = body.records
    size: objects.TableSize | None = None
    caption: tuple[Paragraph, ...] = ()
    is_below = True
    cells: list[FlowCell] = []
    heads: list[tuple[int, int, bool]] = []
    heights: dict[int, int] = {}
    while records.level > level:
        if records.tag == tags.LIST_HEADER:
            payload = records.payload
            if size is None:
                # Before the table's own record stands its caption.
                is_below = objects.is_caption_below(payload)
                caption += flatten(body.read_list())
                continue
            place = objects.read_cell_place(payload, size)
            heads.append((place.row, place.column, place.is_header))
            if place.row_span == 1:
                heights[place.row] = max(heights.get(place.row, 0), place.height)
            pieces = tuple(body.read_list())
            cells.append(
                FlowCell(place.row, place.column, pieces, place.row_span, place.column_span)
            )
            continue
        if records.tag == tags.TABLE:
            size = objects.read_table_size(records.payload)
        records.advance()
    header_rows = header_count([(row, is_header) for row, _, is_header in heads])
    header_columns = header_count([(column, is_header) for _, column, is_header in heads])
    table = FlowTable(tuple(cells), caption, is_below, header_rows, header_columns)
    control.pieces.append(table)
    placing = objects.read_placing(data)
    draft.hanging.append(placing)
    if size is not None and placing.hangs:
        rows = tuple(heights.get(row, 0) for row in range(max(heights, default=-1) + 1))
        draft.tables.append(HungTable(table, rows, placing.offset, size))


def _read_object(
    body: Body, name: str, data: bytes, level: int, draft: Draft, control: Control
) -> None:
    records = body.records
    captions: list[Paragraph] = []
    is_below = True
    inner: list[Piece] = []
    losses: list[str] = []
    is_drawn = name in ("gso ", "eqed")
    while records.level > level:
        tag = records.tag
        if tag == tags.LIST_HEADER:
            if is_drawn and records.level == level + 1:
                is_below = objects.is_caption_below(records.payload)
                captions += flatten(body.read_list())
            else:
                inner += body.read_list()
            continue
        if tag == tags.CTRL_HEADER:
            letters = records.data[records.start : records.start + 4]
            nested = read_control(body, letters[::-1].decode("latin-1"), draft)
            inner += nested.pieces
            if nested.shown:
                inner.append(Paragraph(nested.shown, notes=tuple(nested.notes)))
            continue
        if tag in _LOSSES:
            losses.append(_LOSSES[tag])
        elif tag == tags.EQEDIT:
            if script := objects.read_equation(records.payload):
                control.shown = f"[수식: {script}]"
                losses.append("equations-as-written")
        elif tag == tags.SHAPE_TEXTART:
            if words := objects.read_art(records.payload):
                inner.append(Paragraph(words))
        elif tag == tags.FORM_OBJECT:
            control.shown += objects.read_form(records.payload)
        records.advance()
    if "charts-not-read" in losses and "objects-not-read" in losses:
        # A chart comes as an embedded object.
        losses.remove("objects-not-read")
    body.losses.update(losses)
    placing = objects.read_placing(data) if is_drawn else objects.Placing()
    if is_drawn:
        draft.hanging.append(placing)
    if placing.description and name == "gso ":
        inner.insert(0, Paragraph(f"[그림: {placing.description}]"))
    titles = [
        Paragraph(one.text, "caption", 0, one.marker, one.notes)
        for one in captions
        if one.text.strip()
    ]
    control.pieces += [*inner, *titles] if is_below else [*titles, *inner]
