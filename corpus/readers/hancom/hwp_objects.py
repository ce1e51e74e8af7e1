"""What the control records of HWP 5 hold besides paragraphs.

Source: Hancom, "HWP Document File Formats 5.0", revision 1.3, section 4.3: tables 65 (list
header), 68 to 71 (common properties of objects), 72 (captions), 75 and 80 (table, cell), 105
(equation), 131 (section), 133 (notes), 138 (columns), 144 to 152 (numbers, page control,
ruby, overlapping characters).
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from corpus.readers.hancom.hwp_records import Fields
from corpus.readers.hancom.numbering import FORMS, NumberFormat

_CELL = struct.Struct("<4xIHHHH4xi")
_SYMBOL, _USER_CHAR = 0x80, 0x81
_ABOVE = (0, 2)
# What Hancom writes by itself below the picture of a thing: `그림입니다.`, the file's name.
_GENERATED = re.compile(
    r"[^\n.]{0,24}입니다\.?\s*(?:$|\n)|원본 그림의|그림으로 보기"
    r"|This is (?:a |an )?[^\n.]{0,24}\.?\s*(?:$|\n)|Original Picture"
)
_FORM_FIELD = re.compile(r"(Caption|Text):wstring:(\d{1,5}):")
_FORM_VALUE = re.compile(r"Value:int:(\d)")


@dataclass(frozen=True, slots=True)
class Placing:
    """How an object stands: `hangs` tells that it takes room below its paragraph.

    `offset` and `height` in HWPUNIT; the outer margins count to the height.
    """

    hangs: bool = False
    offset: int = 0
    height: int = 0
    description: str = ""


@dataclass(frozen=True, slots=True)
class TableSize:
    """The shape of a table, as its own record says, and what it does at a page's end.

    It `splits` or moves as a whole; `keeps_rows` splits between rows only; `repeats` prints
    its header rows again.
    """

    rows: int
    columns: int
    splits: bool
    keeps_rows: bool
    repeats: bool


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands, in rows and columns from 0; `height` in HWPUNIT."""

    row: int
    column: int
    row_span: int
    column_span: int
    height: int
    is_header: bool


@dataclass(frozen=True, slots=True)
class AutoNumber:
    """A number that is made up in the text: `kind` as `nwno` and `atno` count them."""

    kind: int
    number: int
    format: NumberFormat


@dataclass(frozen=True, slots=True)
class NoteShape:
    """How notes are numbered: `runs` is 0 (on), 1 (anew in a section) or 2 (on a page)."""

    format: NumberFormat
    runs: int
    first: int


def read_placing(data: bytes) -> Placing:
    """Read the common properties of an object."""
    fields = Fields(data, 4)
    bits = fields.u32()
    offset = fields.i32()
    fields.skip(8)
    height = fields.i32()
    fields.skip(4)
    left, right, top, bottom = (fields.u16() for _ in range(4))
    fields.skip(8)
    inline, from_paragraph, wrap = bits & 1, bits >> 3 & 3 == 2, bits >> 21 & 7
    return Placing(
        hangs=not inline and from_paragraph and wrap in (0, 1),
        offset=max(0, offset),
        height=max(0, height) + top + bottom,
        description=_described(fields.text()),
    )


def _described(text: str) -> str:
    """Return what a person wrote about an object; empty for what Hancom wrote by itself."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return "" if _GENERATED.match(text) else " ".join(text.split())


def read_table_size(data: bytes) -> TableSize:
    """Read the record of a table."""
    fields = Fields(data)
    bits = fields.u32()
    rows = fields.u16()
    return TableSize(rows, fields.u16(), bool(bits & 3), bits & 3 == 1, bool(bits & 4))


def read_cell_place(data: bytes, size: TableSize) -> CellPlace:
    """Read the list header of a cell; spans end with the table."""
    if len(data) < _CELL.size:
        # The writer of tables finds it a place.
        return CellPlace(0, 0, 1, 1, 0, False)
    bits, column, row, wide, tall, height = _CELL.unpack_from(data)
    return CellPlace(
        row,
        column,
        max(1, min(tall, size.rows - row)),
        max(1, min(wide, size.columns - column)),
        max(0, height),
        bool(bits & 1 << 18),
    )


def is_caption_below(data: bytes) -> bool:
    """Tell from the list header of a caption whether it stands below or to the right."""
    return Fields(data, 8).u32() & 3 not in _ABOVE


def number_format(code: int, sign: int, prefix: int, suffix: int) -> NumberFormat:
    """Return the format of a number from its codes; see table 134."""
    form = FORMS[code] if code < len(FORMS) else "DIGIT"
    form = {_SYMBOL: "SYMBOL", _USER_CHAR: "USER_CHAR"}.get(code, form)
    return NumberFormat(form, _sign(sign), _sign(prefix), _sign(suffix))


def _sign(unit: int) -> str:
    return chr(unit) if unit >= 0x20 and not 0xD800 <= unit < 0xE000 else ""


def read_auto_number(data: bytes) -> AutoNumber:
    """Read `atno`; `nwno` begins alike."""
    fields = Fields(data, 4)
    bits = fields.u32()
    number = fields.u16()
    codes = (fields.u16(), fields.u16(), fields.u16())
    return AutoNumber(bits & 0xF, number, number_format(bits >> 4 & 0xFF, *codes))


def read_note_number(data: bytes) -> int:
    """Return the number that `fn  ` and `en  ` state, 0 if they state none."""
    return Fields(data, 4).u32()


def read_note_shape(data: bytes) -> NoteShape:
    """Read how the notes of a section are numbered."""
    fields = Fields(data)
    bits = fields.u32()
    codes = (fields.u16(), fields.u16(), fields.u16())
    return NoteShape(number_format(bits & 0xFF, *codes), bits >> 10 & 3, fields.u16() or 1)


def read_page_number(data: bytes) -> NumberFormat | None:
    """Return how `pgnp` prints page numbers, nothing where it does not."""
    fields = Fields(data, 4)
    bits = fields.u32()
    fields.skip(2)
    codes = (fields.u16(), fields.u16(), fields.u16())
    return number_format(bits & 0xFF, *codes) if bits >> 8 & 0xF else None


def body_height(data: bytes) -> int:
    """Return the height of the text area from a page definition, in HWPUNIT."""
    fields = Fields(data)
    width, height = fields.u32(), fields.u32()
    fields.skip(8)
    top, bottom, header, footer, gutter = (fields.u32() for _ in range(5))
    bits = fields.u32()
    # On its side: the sizes are those of the upright sheet.
    whole = width if bits & 1 else height
    return whole - top - bottom - header - footer - (gutter if bits >> 1 & 3 == 2 else 0)


def read_ruby(data: bytes) -> str:
    """Return the words of 덧말 with the small ones behind them in brackets."""
    fields = Fields(data, 4)
    main, small = fields.text().strip(), fields.text().strip()
    return f"{main}({small})" if main and small else main or small


def read_overlap(data: bytes) -> str:
    """Return the characters of 글자 겹침."""
    return Fields(data, 4).text()


def read_equation(data: bytes) -> str:
    """Return the script of an equation."""
    return " ".join(Fields(data, 4).text().split())


def read_art(data: bytes) -> str:
    """Return the words of 글맵시, behind the corners of its frame."""
    return Fields(data, 32).text().replace("\r\n", "\n").replace("\r", "\n").strip()


def read_form(data: bytes) -> str:
    """Return what a button, box or field of a form shows."""
    kind = data[:4][::-1].decode("ascii", "replace")
    fields = Fields(data, 12)
    properties = fields.text()
    words = {}
    for found in _FORM_FIELD.finditer(properties):
        words[found[1]] = properties[found.end() : found.end() + int(found[2])].strip()
    caption = words.get("Caption", "")
    marked = _FORM_VALUE.search(properties)
    is_marked = marked is not None and marked[1] == "1"
    if kind == "+cbt":
        return f"{'☑' if is_marked else '☐'} {caption} "
    if kind == "+rbt":
        return f"{'◉' if is_marked else '○'} {caption} "
    if kind == "+pbt":
        return f"[{caption}] " if caption else ""
    return words.get("Text", "")
