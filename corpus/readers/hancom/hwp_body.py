"""The body of a HWP 5 file: paragraphs with all that stands in them and hangs on them.

Source: Hancom, "HWP Document File Formats 5.0", revision 1.3, section 4.3. The records of a
paragraph are one level deeper than its header; those of a control one deeper than that. A
list header is followed by its paragraphs on its own level.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.errors import ReadError
from corpus.readers.flow import FlowTable, Note, Paragraph, ParagraphKind, Piece
from corpus.readers.hancom import hwp_objects as objects
from corpus.readers.hancom import hwp_records as tags
from corpus.readers.hancom.glyphs import Glyphs, read_glyphs
from corpus.readers.hancom.hwp_docinfo import DocInfo, ParaShape
from corpus.readers.hancom.hwp_numbers import RunningNumbers
from corpus.readers.hancom.hwp_paragraph import Assembly, RawParagraph, visible_runs
from corpus.readers.hancom.hwp_records import Records
from corpus.readers.hancom.numbering import DEFAULT_OUTLINE, Counters, NumberFormat, is_numbered
from corpus.readers.hancom.outline import Look, is_caption_style, style_level
from corpus.readers.hancom.tables import flatten

# Controls and lists inside each other; a table in a table in a box is six deep.
_MAX_NESTING = 80
# Of a paragraph's header: its control characters, shape and style.
_HEADER = struct.Struct("<4xIHB")
# Tabs, line ends, hyphens and blanks are characters; all other controls are more.
_PLAIN_CONTROLS = 1 << 9 | 1 << 10 | 1 << 13 | 1 << 24 | 1 << 30 | 1 << 31
_CONTROL = re.compile("[\x00-\x1f]")
# Where all characters have one shape: its place and number.
_ONE_SHAPE = 8
_SECTION_SETTINGS = ("secd", "cold")


@dataclass(slots=True)
class Section:
    """What a section definition says; `number` is its first page's, 0 to go on."""

    outline: int = 0
    number: int = 0
    hides_first: bool = False
    body: int = 0


@dataclass(slots=True)
class HungTable:
    """A table that hangs below a paragraph's first line by `offset`; all in HWPUNIT."""

    table: FlowTable
    heights: tuple[int, ...]
    offset: int
    size: objects.TableSize


@dataclass(slots=True)
class Draft:
    """A paragraph as read, before it is placed on its page.

    `before` and `after` are the tables and boxes that hang on it, `called` the units at which
    they do with the first piece of each; `controls` are the records that concern its page,
    by their ids.
    """

    raw: RawParagraph
    paragraph: Paragraph = Paragraph("")
    text: Assembly = field(default_factory=Assembly)
    look: int = -1
    before: list[Piece] = field(default_factory=list)
    after: list[Piece] = field(default_factory=list)
    called: list[tuple[int, Piece]] = field(default_factory=list)
    furniture: list[Piece] = field(default_factory=list)
    controls: list[tuple[str, bytes]] = field(default_factory=list)
    hanging: list[objects.Placing] = field(default_factory=list)
    tables: list[HungTable] = field(default_factory=list)
    page_forms: list[NumberFormat] = field(default_factory=list)
    section: Section | None = None


@dataclass(slots=True)
class Control:
    """What a control leaves: text in the line, pieces that hang there, notes."""

    name: str
    shown: str = ""
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """What runs through a document from its first paragraph to its last."""

    info: DocInfo
    source: str
    max_chars: int
    # Controls hold paragraphs as paragraphs hold controls.
    read_control: Callable[[Body, str, Draft], Control]
    is_tracked: bool = False
    numbers: RunningNumbers = field(default_factory=RunningNumbers)
    losses: Counter[str] = field(default_factory=Counter)
    looks: list[Look] = field(default_factory=list)
    outline: int = 0
    records: Records = field(default_factory=lambda: Records(b""))
    _counters: Counters = field(default_factory=lambda: Counters({}, {}))
    _seen: set[str] = field(default_factory=set)
    depth: int = 0
    quiet: int = 0
    page_forms: list[NumberFormat] = field(default_factory=list)
    _chars: int = 0

    def __post_init__(self) -> None:
        """Let the numbers begin as the document says."""
        self._counters = Counters(self.info.numberings, self.info.bullets)
        self.numbers.begin_document(self.info.starts)

    def read_section(self, records: Records) -> Iterator[Draft]:
        """Yield the paragraphs of a section, in order."""
        self.records = records
        has_memos = False
        while records.level >= 0:
            if records.tag == tags.PARA_HEADER:
                yield self._read_paragraph(is_body=True)
            elif records.tag == tags.LIST_HEADER and has_memos:
                self.skip_list()
            else:
                # Records without a paragraph belong to nothing that is shown.
                has_memos = has_memos or records.tag == tags.MEMO_LIST
                records.advance()

    def _read_paragraph(self, is_body: bool = False) -> Draft:
        records = self.records
        level = records.level
        raw = RawParagraph()
        raw.read_header(records.payload)
        draft = Draft(raw)
        records.advance()
        shape = self.info.para_shape(raw.shape)
        marker: tuple[str, bool] | None = None
        controls: list[Control] = []
        has_memos = False
        while records.level > level:
            tag = records.tag
            if tag == tags.CTRL_HEADER:
                name = records.data[records.start : records.start + 4][::-1].decode("latin-1")
                # The paragraph's number comes before those of what hangs on it.
                if marker is None and name not in _SECTION_SETTINGS:
                    marker = self._marker(shape)
                controls.append(self.read_control(self, name, draft))
                continue
            if tag == tags.LIST_HEADER:
                if has_memos:
                    self.skip_list()
                else:
                    # What stands behind the text of every page (바탕쪽).
                    draft.furniture += self.furniture(self.read_list())
                continue
            if tag == tags.PARA_TEXT:
                raw.read_text(records.payload)
            elif tag == tags.PARA_CHAR_SHAPE:
                raw.read_shapes(records.payload)
            elif tag == tags.PARA_LINE_SEG:
                if is_body:
                    raw.read_lines(records.payload)
            elif tag == tags.PARA_RANGE_TAG:
                if self.is_tracked:
                    raw.read_ranges(records.payload)
            elif tag == tags.MEMO_LIST:
                has_memos = True
            elif tag == tags.PARA_HEADER:
                # A paragraph that no list holds: read rather than lost.
                draft.after += self._read_stray()
                continue
            records.advance()
        self._finish(draft, shape, marker or self._marker(shape), controls, is_body)
        return draft

    def _finish(
        self,
        draft: Draft,
        shape: ParaShape,
        marker: tuple[str, bool],
        controls: list[Control],
        is_body: bool,
    ) -> None:
        raw, text = draft.raw, draft.text
        if not is_body and not raw.units and not controls:
            return
        names = self.info.style(raw.style)
        raw.raise_numbers(self.info)
        notes: list[Note] = []
        waiting = iter(controls)
        self.losses["deleted-text-left-out"] += len(raw.deleted)
        for run in visible_runs(raw.units, raw.deleted):
            if not run.control:
                text.add(run.at, run.text)
                continue
            # Each control of the text has its record, in the same order.
            control = next(waiting, None)
            if control is None:
                continue
            text.add(run.at, control.shown)
            notes += control.notes
            (draft.before if text.is_blank else draft.after).extend(control.pieces)
            draft.called += [(run.at, piece) for piece in control.pieces[:1]]
        for control in waiting:
            # Records that no character calls, in a damaged file.
            text.add(len(raw.units), control.shown)
            notes += control.notes
            draft.after += control.pieces
        shown = text.text
        self._count(Glyphs(shown, text.unmapped))
        sign = marker[0] if shown.strip() else ""
        kind: ParagraphKind = "caption" if is_caption_style(names) else "body"
        if kind == "body" and sign:
            kind = "item"
        level = shape.level if kind == "item" else 0
        draft.paragraph = Paragraph(shown, kind, level, sign, tuple(notes))
        size, is_bold = raw.measure(self.info)
        can_head = is_body and (shape.head in (0, 1) or style_level(names) > 0)
        raw.page_break = raw.page_break or shape.page_break
        if not shown.strip():
            return
        draft.look = len(self.looks)
        outline = shape.level if shape.head == 1 else 0
        signed = bool(marker[0]) and not marker[1]
        self.looks.append(Look(shown, names, outline, marker[1], size, is_bold, can_head, signed))

    def _marker(self, shape: ParaShape) -> tuple[str, bool]:
        """Return what the format prints before a paragraph, and whether it is a number."""
        if shape.head == 3:
            return self._counters.bullet(shape.definition), False
        if shape.head not in (1, 2):
            return "", True
        definition = shape.definition
        if shape.head == 1 and not definition:
            definition = self.outline
        numbering = self.info.numberings.get(definition, DEFAULT_OUTLINE)
        return self._counters.number(definition, shape.level), is_numbered(numbering, shape.level)

    def read_list(self) -> list[Piece]:
        """Return the paragraphs of the list whose header is the record, and what hangs there."""
        records = self.records
        level = records.level
        if not self.descend():
            self.skip_list()
            return []
        records.advance()
        pieces: list[Piece] = []
        while records.level == level and records.tag == tags.PARA_HEADER:
            plain = self._read_plain()
            pieces += _pieces(self._read_paragraph()) if plain is None else plain
        self.depth -= 1
        return pieces

    def _read_plain(self) -> list[Piece] | None:
        """Return a paragraph of a list that holds nothing but characters; None for any other.

        Most paragraphs of cells are such, and tables are the most of many files. What this
        finds is what `_read_paragraph` finds.
        """
        records = self.records
        level, place = records.level, records.place
        if self.is_tracked or records.end - records.start < _HEADER.size:
            return None
        mask, number, style = _HEADER.unpack_from(records.data, records.start)
        if mask & ~_PLAIN_CONTROLS:
            return None
        records.advance()
        text = shapes = b""
        while records.level > level:
            if records.tag == tags.PARA_TEXT:
                text = records.payload
            elif records.tag == tags.PARA_CHAR_SHAPE:
                shapes = records.payload
            elif records.tag not in (tags.PARA_LINE_SEG, tags.PARA_RANGE_TAG):
                records.go_to(place)
                return None
            records.advance()
        shown = text.removesuffix(b"\r\0").decode("utf-16-le", "replace") if text else ""
        shape = self.info.para_shape(number)
        if shape.head or _CONTROL.search(shown) or (shown and len(shapes) != _ONE_SHAPE):
            records.go_to(place)
            return None
        if not shown:
            return []
        letters = self.info.char_shape(int.from_bytes(shapes[4:], "little"))
        if letters.is_raised:
            records.go_to(place)
            return None
        glyphs = read_glyphs(shown)
        self._count(glyphs)
        names = self.info.style(style)
        if glyphs.text.strip():
            look = Look(glyphs.text, names, 0, True, letters.size, letters.is_bold, False)
            self.looks.append(look)
        kind: ParagraphKind = "caption" if is_caption_style(names) else "body"
        return [Paragraph(glyphs.text, kind)]

    def _count(self, glyphs: Glyphs) -> None:
        """Count the characters of a paragraph, and its signs that mean nothing.

        Raises:
            ReadError: `file-too-many-characters`.
        """
        self.losses["glyphs-unmapped"] += glyphs.unmapped
        self._chars += len(glyphs.text)
        if self._chars > self.max_chars:
            raise ReadError(
                "file-too-many-characters",
                file=self.source,
                count=self._chars,
                limit=self.max_chars,
            )

    def _read_stray(self) -> list[Piece]:
        if not self.descend():
            level = self.records.level
            self.records.advance()
            self.records.skip_below(level)
            return []
        pieces = _pieces(self._read_paragraph())
        self.depth -= 1
        return pieces

    def descend(self) -> bool:
        """Count a list or control inside another; false and a loss where there are too many."""
        if self.depth >= _MAX_NESTING:
            self.losses["parts-damaged"] += 1
            return False
        self.depth += 1
        return True

    def skip_list(self) -> None:
        """Pass over a list and its paragraphs."""
        records = self.records
        level = records.level
        records.advance()
        while records.level > level or (records.level == level and records.tag == tags.PARA_HEADER):
            records.advance()

    def read_lists(self, level: int) -> list[Piece]:
        """Return the paragraphs of all lists among the records deeper than a level."""
        pieces: list[Piece] = []
        while self.records.level > level:
            if self.records.tag == tags.LIST_HEADER:
                pieces += self.read_list()
            else:
                self.records.advance()
        return pieces

    def read_quietly(self, level: int) -> list[Piece]:
        """Return what `read_lists` does of a note or header, whose own numbers stay out."""
        self.quiet += 1
        pieces = self.read_lists(level)
        self.quiet -= 1
        return pieces

    def furniture(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        """Yield the paragraphs of a header or footer; what has stood before stands once."""
        for one in flatten(pieces):
            text = " ".join(f"{one.marker} {one.text}".split())
            if any(char.isalnum() for char in text) and text not in self._seen:
                self._seen.add(text)
                yield Paragraph(text, "furniture", notes=one.notes)


def _pieces(draft: Draft) -> list[Piece]:
    return [*draft.furniture, *draft.before, draft.paragraph, *draft.after]
