"""What the paragraphs of a HWP 5 file refer to: character and paragraph shapes, styles, lists.

Source: Hancom, "HWP Document File Formats 5.0", revision 1.3, section 4.2, tables 14
(document properties), 33 (character shape), 38 to 42 (numbering, bullet), 43 (paragraph
shape) and 47 (style).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.readers.hancom.hwp_records import (
    BULLET,
    CHAR_SHAPE,
    DOCUMENT_PROPERTIES,
    NUMBERING,
    PARA_SHAPE,
    STYLE,
    Fields,
    Records,
)
from corpus.readers.hancom.numbering import FORMS, HeadLevel, Numbering

_PLAIN_LEVELS, _ALL_LEVELS = 7, 10
# No name of a style and no template of a number is longer.
_NAME_CHARS = 80


@dataclass(frozen=True, slots=True)
class CharShape:
    """How characters are set: `size` in points."""

    size: float = 10.0
    is_bold: bool = False
    is_raised: bool = False


@dataclass(frozen=True, slots=True)
class ParaShape:
    """What stands before a paragraph.

    `head` is 0 (nothing), 1 (outline), 2 (number) or 3 (bullet); `level` counts from 1;
    `definition` is the id of the numbering or bullet, from 1. `page_break` lets a page begin
    before each such paragraph.
    """

    head: int = 0
    level: int = 1
    definition: int = 0
    page_break: bool = False


@dataclass(slots=True)
class DocInfo:
    """The tables of a document; their ids are the places in the lists, those of lists from 1.

    `has_raised` tells that some characters are raised.
    `starts` are the first numbers of page, footnote, endnote, picture, table and equation.
    """

    char_shapes: list[CharShape] = field(default_factory=list)
    para_shapes: list[ParaShape] = field(default_factory=list)
    styles: list[tuple[str, str]] = field(default_factory=list)
    numberings: dict[int, Numbering] = field(default_factory=dict)
    bullets: dict[int, str] = field(default_factory=dict)
    starts: tuple[int, ...] = (1, 1, 1, 1, 1, 1)
    is_whole: bool = True
    has_raised: bool = False

    def char_shape(self, number: int) -> CharShape:
        """Return a character shape; the usual one where it is missing."""
        return self.char_shapes[number] if 0 <= number < len(self.char_shapes) else CharShape()

    def para_shape(self, number: int) -> ParaShape:
        """Return a paragraph shape; the usual one where it is missing."""
        return self.para_shapes[number] if 0 <= number < len(self.para_shapes) else ParaShape()

    def style(self, number: int) -> tuple[str, str]:
        """Return the names of a style, Korean and English."""
        return self.styles[number] if 0 <= number < len(self.styles) else ("", "")


def read_doc_info(data: bytes, is_whole: bool = True) -> DocInfo:
    """Read the records of the stream DocInfo; damage leaves the rest of its tables out."""
    info = DocInfo()
    records = Records(data)
    while records.level >= 0:
        tag = records.tag
        if tag == CHAR_SHAPE:
            info.char_shapes.append(_read_char_shape(records.payload))
        elif tag == PARA_SHAPE:
            info.para_shapes.append(_read_para_shape(records.payload))
        elif tag == STYLE:
            fields = Fields(records.payload)
            info.styles.append((fields.text()[:_NAME_CHARS], fields.text()[:_NAME_CHARS]))
        elif tag == NUMBERING:
            info.numberings[len(info.numberings) + 1] = _read_numbering(records.payload)
        elif tag == BULLET:
            # After the head of 12 bytes that a numbering's levels have as well.
            info.bullets[len(info.bullets) + 1] = Fields(records.payload, 12).characters(1)
        elif tag == DOCUMENT_PROPERTIES:
            fields = Fields(records.payload, 2)
            info.starts = tuple(fields.u16() or 1 for _ in range(6))
        records.advance()
    info.is_whole = is_whole and not records.is_damaged
    info.has_raised = any(shape.is_raised for shape in info.char_shapes)
    return info


def _read_char_shape(data: bytes) -> CharShape:
    # 7 fonts of 2 bytes; then widths, gaps, sizes and places of 7 bytes each.
    fields = Fields(data, 42)
    size = fields.i32() / 100
    bits = fields.u32()
    return CharShape(size if 1 <= size <= 500 else 10.0, bool(bits & 1 << 1), bool(bits & 1 << 15))


def _read_para_shape(data: bytes) -> ParaShape:
    fields = Fields(data)
    bits = fields.u32()
    fields.skip(26)
    definition = fields.u16()
    level = bits >> 25 & 7
    # The bits end with level 7; newer files have the true level behind all else.
    fields.skip(22)
    if level == _PLAIN_LEVELS - 1 and level < (deeper := fields.u32()) < _ALL_LEVELS:
        level = deeper
    return ParaShape(bits >> 23 & 3, level + 1, definition, bool(bits & 1 << 19))


def _read_numbering(data: bytes) -> Numbering:
    fields = Fields(data)
    heads: list[tuple[str, str]] = []
    starts: list[int] = []

    def read_heads(count: int) -> None:
        for _ in range(count):
            bits = fields.u32()
            # Width, distance to the text and character shape say nothing here.
            fields.skip(8)
            code = bits >> 5 & 0xF
            template = fields.text()[:_NAME_CHARS]
            heads.append((template, FORMS[code] if code < len(FORMS) else "DIGIT"))

    def read_starts(count: int) -> None:
        starts.extend(fields.u32() if fields.left >= 4 else 1 for _ in range(count))

    read_heads(_PLAIN_LEVELS)
    first = fields.u16()
    if fields.left < 4:
        # Before 5.0.2.5 only the outermost level could begin elsewhere.
        starts.append(first or 1)
    read_starts(_PLAIN_LEVELS - len(starts))
    if fields.left >= 12:
        read_heads(_ALL_LEVELS - _PLAIN_LEVELS)
        read_starts(_ALL_LEVELS - _PLAIN_LEVELS)
    return Numbering(
        tuple(
            HeadLevel(template, form, start if 0 <= start < 1 << 16 else 1)
            for (template, form), start in zip(heads, starts, strict=True)
        )
    )
