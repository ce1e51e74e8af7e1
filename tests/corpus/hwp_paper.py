"""HWP 5 files written for tests, record by record, from the published specification."""

import struct
import zlib
from dataclasses import dataclass

from tests.corpus.compound_file import write_compound

COMPRESSED, PASSWORD, DISTRIBUTION, DRM, TRACKED = 1, 2, 4, 16, 1 << 14
NUMBER_KINDS = {"page": 0, "footnote": 1, "endnote": 2, "picture": 3, "table": 4, "equation": 5}


def record(tag, level, payload=b""):
    """A data record; long ones have their length apart."""
    size = len(payload)
    head = tag | level << 10 | min(size, 0xFFF) << 20
    return struct.pack("<I", head) + (struct.pack("<I", size) if size >= 0xFFF else b"") + payload


def text_of(string):
    return string.encode("utf-16-le")


def counted(string):
    return struct.pack("<H", len(text_of(string)) // 2) + text_of(string)


@dataclass
class Control:
    """A control: its character, its id, the bytes after the id, what stands below it."""

    code: int
    name: str
    data: bytes = b""
    below: object = None

    def units(self):
        code = struct.pack("<H", self.code)
        return code + self.name.encode("ascii")[::-1] + bytes(8) + code

    def records(self, level):
        head = record(0x47, level, self.name.encode("ascii")[::-1] + self.data)
        return head + (self.below(level + 1) if self.below else b"")


@dataclass
class Inline:
    """A control with room for parameters in the text and no record: a tab, a field's end."""

    code: int

    def units(self):
        code = struct.pack("<H", self.code)
        return code + b"\x01\x02\x03\x04\x05\x06\x07\x08\x30\x00\x31\x00" + code


TAB, FIELD_END = Inline(9), Inline(4)


@dataclass
class Par:
    """A paragraph of strings and controls; `shapes` are (unit, character shape) pairs."""

    parts: tuple
    shape: int = 0
    style: int = 0
    breaks: int = 0
    shapes: tuple = ((0, 0),)
    lines: tuple = ()
    ranges: tuple = ()

    def records(self, level):
        units = b"".join(p.units() if not isinstance(p, str) else text_of(p) for p in self.parts)
        units += b"\r\0"
        head = struct.pack(
            "<IIHBBHHHI",
            len(units) // 2, 0, self.shape, self.style, self.breaks,
            len(self.shapes), len(self.ranges), len(self.lines), 0,
        )  # fmt: skip
        out = record(0x42, level, head)
        if len(units) > 2:
            out += record(0x43, level + 1, units)
        out += record(0x44, level + 1, b"".join(struct.pack("<II", *one) for one in self.shapes))
        if self.lines:
            lines = (struct.pack("<Iii24x", at, top, height) for at, top, height in self.lines)
            out += record(0x45, level + 1, b"".join(lines))
        if self.ranges:
            out += record(0x46, level + 1, b"".join(struct.pack("<III", *r) for r in self.ranges))
        for part in self.parts:
            if isinstance(part, Control):
                out += part.records(level + 1)
        return out


def par(*parts, **more):
    return Par(parts, **more)


def plist(pars, level, extra=b""):
    """A list header with its paragraphs; a string stands for a paragraph of it."""
    pars = [par(one) if isinstance(one, str) else one for one in pars]
    head = record(0x48, level, struct.pack("<II", len(pars), 0) + extra)
    return head + b"".join(one.records(level) for one in pars)


def common(width=10000, height=5000, offset=0, inline=True, description="", hangs=True):
    bits = (1 if inline else 0) | (2 << 3 if hangs else 0) | (1 << 21)
    return struct.pack(
        "<IiiiiIHHHHIi", bits, offset, 0, width, height, 0, 0, 0, 0, 0, 0, 0
    ) + counted(description)


def caption_list(pars, level, below):
    return plist(pars, level, struct.pack("<IIHI", 3 if below else 2, 8504, 850, 8504))


@dataclass
class Cell:
    """A cell; `pars` as in `plist`."""

    row: int
    column: int
    pars: object
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    height: int = 1000

    def records(self, level):
        pars = [self.pars] if isinstance(self.pars, str | Par) else self.pars
        pars = [par(one) if isinstance(one, str) else one for one in pars]
        payload = struct.pack(
            "<IIHHHHIIHHHHH",
            len(pars), (1 << 18) if self.header else 0,
            self.column, self.row, self.column_span, self.row_span,
            5000, self.height, 510, 510, 141, 141, 3,
        )  # fmt: skip
        payload += struct.pack("<I", 5000) + bytes(9)
        return record(0x48, level, payload) + b"".join(one.records(level) for one in pars)


def table(cells, rows, columns, caption=None, below=True, bits=2, **more):
    """A table; cells may be given as rows of strings."""
    if cells and not isinstance(cells[0], Cell):
        cells = [Cell(r, c, text) for r, row in enumerate(cells) for c, text in enumerate(row)]

    def inside(level):
        out = caption_list(caption, level, below) if caption else b""
        out += record(
            0x4D,
            level,
            struct.pack("<IHHHHHHH", bits, rows, columns, 0, 510, 510, 141, 141)
            + struct.pack("<H", columns) * rows
            + struct.pack("<HH", 3, 0),
        )
        return out + b"".join(cell.records(level) for cell in cells)

    return Control(11, "tbl ", common(**more), inside)


def shape(letters, level, inner=b""):
    return record(0x4C, level, letters.encode()[::-1] * 2 + bytes(188)) + inner


def drawn(inner, caption=None, below=True, letters="$rec", **more):
    """A drawn object; `inner(level)` are the records below its shape component."""

    def inside(level):
        out = caption_list(caption, level, below) if caption else b""
        return out + shape(letters, level, inner(level + 1))

    return Control(11, "gso ", common(**more), inside)


def box(*pars, **more):
    """A text box."""
    return drawn(
        lambda level: plist(pars, level, bytes(12)) + record(0x4F, level, bytes(33)), **more
    )


def picture(**more):
    return drawn(lambda level: record(0x55, level, bytes(90)), letters="$pic", **more)


def embedded(chart=False, **more):
    def inside(level):
        return record(0x54, level, bytes(26)) + (record(0x5F, level, bytes(8)) if chart else b"")

    return drawn(inside, letters="$ole", **more)


def video():
    return drawn(lambda level: record(0x62, level, bytes(8)), letters="$vid")


def group(*pars_of_boxes):
    """A group of text boxes."""

    def inside(level):
        out = record(0x56, level, bytes(8))
        for pars in pars_of_boxes:
            out += shape("$rec", level, plist(pars, level + 1, bytes(12)))
        return out

    return drawn(inside, letters="$con")


def art(words):
    return drawn(lambda level: record(0x5A, level, bytes(32) + counted(words)), letters="$tat")


def equation(script):
    def inside(level):
        return record(0x58, level, struct.pack("<I", 0) + counted(script) + bytes(12))

    return Control(11, "eqed", common(), inside)


def note(name, number, *parts):
    """A footnote (`fn  `) or endnote (`en  `), with the automatic number in its text."""
    kind = "footnote" if name == "fn  " else "endnote"
    pars = [one if isinstance(one, Par) else par(auto(kind, number), " ", one) for one in parts]
    data = struct.pack("<IHHII", number, 0, ord(")"), 0, 0)
    return Control(17, name, data, lambda level: plist(pars, level, bytes(8)))


def footnote(number, *parts):
    return note("fn  ", number, *parts)


def endnote(number, *parts):
    return note("en  ", number, *parts)


def auto(kind, number, form=0, prefix="", suffix=""):
    bits = NUMBER_KINDS[kind] | form << 4
    signs = [ord(one) if one else 0 for one in ("", prefix, suffix)]
    return Control(18, "atno", struct.pack("<IHHHH", bits, number, *signs))


def new_number(kind, number):
    return Control(21, "nwno", struct.pack("<IH", NUMBER_KINDS[kind], number))


def page_number(form=0, position=5):
    return Control(21, "pgnp", struct.pack("<IHHHH", form | position << 8, 0, 0, 0x2D, 0x2D))


def running(name, *pars):
    """A header (`head`) or footer (`foot`)."""
    return Control(16, name, bytes(8), lambda level: plist(pars, level, bytes(18)))


def hidden(*pars):
    return Control(23, "tcmt", b"", lambda level: plist(pars, level))


def ruby(main, small):
    return Control(23, "tdut", counted(main) + counted(small) + bytes(16))


def overlap(letters):
    return Control(23, "tcps", counted(letters) + bytes(4))


def field(name, command=""):
    return Control(3, name, struct.pack("<IB", 0, 0) + counted(command) + bytes(4))


def form(kind, properties):
    def inside(level):
        return record(0x5B, level, kind.encode()[::-1] * 2 + bytes(4) + counted(properties))

    return Control(11, "form", common(), inside)


def section(number=0, outline=0, page_start=0, body=65764, notes=(0, 0), masters=()):
    """A section definition; the text area is `body` high, `notes` say how notes are counted."""
    data = struct.pack("<IHHHIHHHHHH", 0, 1134, 0, 0, 8000, outline, page_start, 0, 0, 0, 0)

    def inside(level):
        page = struct.pack(
            "<IIIIIIIIII", 59528, body + 19842, 8504, 8504, 5668, 4252, 4961, 4961, 0, 0
        )
        out = record(0x49, level, page)
        for runs in notes:
            out += record(
                0x4A, level, struct.pack("<IHHHH", runs << 10, 0, 0, ord(")"), 1) + bytes(14)
            )
        return out + b"".join(plist(pars, level, bytes(26)) for pars in masters)

    return Control(2, "secd", data, inside)


def columns(count, kind=0):
    return Control(2, "cold", struct.pack("<HH", kind | count << 2, 0) + bytes(8))


@dataclass
class Info:
    """The stream DocInfo: shapes, styles and lists by their places."""

    chars: list = None
    pars: list = None
    styles: list = None
    numberings: list = None
    bullets: list = None
    starts: tuple = (1, 1, 1, 1, 1, 1)

    def bytes(self):
        out = record(0x10, 0, struct.pack("<HHHHHHH", 1, *self.starts) + bytes(12))
        out += record(0x11, 0, bytes(72))
        for size, bits in self.chars or [(10, 0)]:
            out += record(
                0x15, 1, bytes(42) + struct.pack("<iI", int(size * 100), bits) + bytes(24)
            )
        for levels in self.numberings or []:
            payload = b""
            for part in (levels[:7], levels[7:]):
                for template, form, _ in part:
                    payload += struct.pack("<IHHI", form << 5, 0, 50, 0xFFFFFFFF)
                    payload += counted(template)
                payload += struct.pack("<H", 0) if len(part) == 7 else b""
                payload += b"".join(struct.pack("<I", start) for _, _, start in part)
            out += record(0x17, 1, payload)
        for sign in self.bullets or []:
            out += record(0x18, 1, bytes(12) + text_of(sign) + bytes(9))
        for head, level, definition, *more in self.pars or [(0, 0, 0)]:
            # The bits end with the seventh level; the true one stands at the end.
            bits = 0x180 | head << 23 | min(level, 6) << 25 | sum(more)
            out += record(
                0x19,
                1,
                struct.pack("<I", bits)
                + bytes(26)
                + struct.pack("<H", definition)
                + bytes(22)
                + struct.pack("<I", level),
            )
        for korean, english in self.styles or [("바탕글", "Normal")]:
            out += record(0x1A, 1, counted(korean) + counted(english) + bytes(8))
        return out


def summary(**values):
    """The stream of properties: title, author, keywords, date (strings)."""
    ids = {"title": 2, "subject": 3, "author": 4, "keywords": 5, "date": 20}
    table_, body = b"", b""
    offset = 8 + 8 * len(values)
    for name, value in values.items():
        raw = text_of(value + "\0")
        one = struct.pack("<II", 0x1F, len(raw) // 2) + raw
        one = one.ljust(-(-len(one) // 4) * 4, b"\0")
        table_ += struct.pack("<II", ids[name], offset + len(body))
        body += one
    inner = struct.pack("<II", 8 + len(table_) + len(body), len(values)) + table_ + body
    return struct.pack("<HHI16xI16xI", 0xFFFE, 0, 0, 1, 48) + inner


def pack(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def hwp(*sections, info=None, flags=COMPRESSED, version=(5, 1, 1, 0), facts=None, streams=None):
    """A HWP file; a section is a list of paragraphs (or strings), or its raw records."""
    squeeze = pack if flags & COMPRESSED else bytes
    header = b"HWP Document File".ljust(32, b"\0") + bytes(reversed(version))
    parts = {
        "FileHeader": (header + struct.pack("<I", flags)).ljust(256, b"\0"),
        "DocInfo": squeeze((info or Info()).bytes()),
    }
    for number, pars in enumerate(sections):
        parts[f"BodyText/Section{number}"] = squeeze(section_records(pars))
    if facts:
        parts["\x05HwpSummaryInformation"] = summary(**facts)
    parts.update(streams or {})
    return write_compound(parts)


def section_records(pars):
    if isinstance(pars, bytes):
        return pars
    pars = [par(one) if isinstance(one, str) else one for one in pars]
    return b"".join(one.records(0) for one in pars)
