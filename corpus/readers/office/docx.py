"""DOCX: WordprocessingML read from its parts, in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.extract import Extract
from corpus.readers.flow import FlowTable, PageStart, Paragraph, ParagraphKind, Piece, has_text
from corpus.readers.flow_writer import write_flow
from corpus.readers.office.docx_notes import Notes
from corpus.readers.office.docx_numbering import Numbering
from corpus.readers.office.docx_styles import (
    NumberingRef,
    Styles,
    is_on,
    numbering_ref,
    outline_level,
)
from corpus.readers.office.docx_tables import read_table
from corpus.readers.office.docx_text import Inline, PageTurns, TextReader, unwrapped
from corpus.readers.office.numerals import write_number
from corpus.readers.office.package import Package, count_elements, relation_id
from corpus.readers.xml import Element, attribute, child, children, descendants, local_name

# Longer paragraphs in a heading's style were dressed up, not meant as headings.
_HEADING_MAX = 200
_DEEPEST = 24
# A tab behind a number that was typed is only its distance from the text.
_NUMBER_TAB = re.compile(r"^(\S{1,8})\t+(?=\S)")


def read_docx(data: bytes, source: str, limits: Limits) -> Extract:
    """Read a Word document: DOCX, DOCM and their templates, transitional or strict.

    Pages begin where Word last laid them out, or where the author forced them to if no
    program has laid them out.

    Raises:
        ReadError: see `Archive` and `parse_xml`; `file-damaged` without a body.
    """
    return _Reader(data, source, limits).extract()


class _Reader:
    """One document being read."""

    def __init__(self, data: bytes, source: str, limits: Limits) -> None:
        self._limits = limits
        self._package = package = Package(data, source, limits)
        self._main = package.main_part("word/document.xml")
        body = child(package.xml(self._main), "body")
        if body is None:
            raise ReadError("file-damaged", file=source, reason="no body")
        self._body = body
        self._styles = Styles(self._optional("styles"))
        self._numbering = Numbering(self._optional("numbering"))
        self._notes = Notes(package, self._read_note)
        self._notes.load(self._main, self._optional("settings"))
        self._turns = PageTurns(turned=self._turn_page)
        self._sections: list[Element] = list(descendants(body, "sectPr"))
        self._section = 0
        self._furniture: set[str] = set()
        self._title = ""
        self._labels: list[str | None] = []
        self._page = 0
        self._start_page()
        self._text = self._reader(self._main)

    def extract(self) -> Extract:
        facts = self._package.facts()
        title = facts.pop("title", "")
        pieces = list(self._document())
        comments = self._package.related(self._main, "comments")
        self._package.lose("comments-left-out", count_elements(self._package, comments, "comment"))
        laid_out = next(descendants(self._body, "lastRenderedPageBreak"), None) is not None
        numbered = laid_out and self._shows_page_numbers()
        extract = write_flow(
            pieces,
            self._limits,
            title=self._title or title,
            labels=self._labels if numbered else (),
            losses=self._package.loss_report(),
            metadata=tuple(facts.items()),
        )
        self._package.refuse_pictures_only(bool(extract.text.strip()))
        return extract

    def _optional(self, kind: str) -> Element | None:
        part = self._package.related(self._main, kind)
        return self._package.optional_xml(part) if part else None

    def _reader(self, part: str, turns: PageTurns | None = None) -> TextReader:
        return TextReader(self._package, part, self._styles, turns or self._turns, self._notes.call)

    # Sections and pages

    def _document(self) -> Iterator[Piece]:
        first = self._sections[0] if self._sections else None
        self._notes.begin_section(first)
        yield from self._headers(first, "headerReference")
        yield from self._blocks(self._body, self._text, 0)
        yield from self._headers(self._sections[-1] if self._sections else None, "footerReference")

    def _next_section(self) -> Iterator[Piece]:
        """Yield what stands between two sections."""
        ended = self._sections[self._section] if self._section < len(self._sections) else None
        yield from self._headers(ended, "footerReference")
        self._section += 1
        if self._section >= len(self._sections):
            return
        begun = self._sections[self._section]
        self._notes.begin_section(begun)
        kind = child(begun, "type")
        on_same_page = kind is not None and attribute(kind, "val") in ("continuous", "nextColumn")
        if not on_same_page and self._turns.turn():
            yield PageStart()
        self._number_page()
        yield from self._headers(begun, "headerReference")

    def _turn_page(self) -> None:
        self._notes.begin_page()
        self._page += 1
        self._start_page()

    def _start_page(self) -> None:
        self._labels.append(None)
        if self._page == 0:
            self._page = 1
            self._number_page()
        else:
            self._write_label()

    def _number_page(self) -> None:
        """Take over the page number with which a section begins."""
        if self._section < len(self._sections):
            numbers = child(self._sections[self._section], "pgNumType")
            start = attribute(numbers, "start") if numbers is not None else ""
            if start.isdecimal() and len(start) < 6 and self._turns.is_fresh:
                self._page = int(start)
        self._write_label()

    def _write_label(self) -> None:
        style = "decimal"
        if self._section < len(self._sections):
            numbers = child(self._sections[self._section], "pgNumType")
            style = attribute(numbers, "fmt", style) if numbers is not None else style
        if self._turns.is_fresh:
            self._labels[-1] = write_number(self._page, style)

    def _shows_page_numbers(self) -> bool:
        parts = {
            self._package.target(self._main, relation_id(one))
            for section in self._sections
            for one in children(section, "headerReference", "footerReference")
        }
        for part in sorted(parts - {""}):
            root = self._package.optional_xml(part)
            fields = (
                descendants(root, "instrText", "fldSimple", "pgNum") if root is not None else ()
            )
            for field in fields:
                words = f"{field.text or ''} {attribute(field, 'instr')}".upper().split()
                if local_name(field) == "pgNum" or "PAGE" in words:
                    return True
        return False

    def _headers(self, section: Element | None, kind: str) -> Iterator[Piece]:
        """Yield the headers or footers of a section that have not been seen yet."""
        for one in children(section, kind) if section is not None else ():
            part = self._package.target(self._main, relation_id(one))
            if not part or part in self._furniture:
                continue
            self._furniture.add(part)
            root = self._package.optional_xml(part)
            if root is None:
                continue
            reader = self._reader(part, PageTurns(are_taken=False))
            for text in _texts(self._blocks(root, reader, 1)):
                if text not in self._furniture:
                    self._furniture.add(text)
                    yield Paragraph(text, "furniture")

    def _read_note(self, part: str, note: Element) -> tuple[Paragraph, ...]:
        reader = self._reader(part, PageTurns(are_taken=False))
        return tuple(Paragraph(text) for text in _texts(self._blocks(note, reader, 1)))

    # Paragraphs and tables

    def _blocks(self, container: Element, reader: TextReader, depth: int) -> Iterator[Piece]:
        carried: Inline | None = None
        for one in unwrapped(container, self._package):
            name = local_name(one)
            if name == "p":
                inline = carried or Inline()
                carried = None
                properties = child(one, "pPr")
                marks = child(properties, "rPr") if properties is not None else None
                style = _style_of(properties)
                if self._begins_page(properties, reader):
                    yield PageStart()
                reader.read(one, inline, style)
                if marks is not None and child(marks, "del") is not None:
                    # Its end was deleted: it runs on into the next paragraph.
                    carried = inline
                    continue
                yield from self._paragraph(inline, properties, style)
                yield from self._floating(inline, reader, depth)
                if properties is not None and child(properties, "sectPr") is not None:
                    yield from self._next_section()
            elif name == "tbl":
                piece = self._table(one, reader, depth)
                # A form's blank lines are no table of anything.
                if not isinstance(piece, FlowTable) or has_text(piece):
                    yield piece
            elif name == "altChunk":
                self._package.lose("attachments-not-read")
        if carried is not None:
            yield from self._paragraph(carried, None, "")
            yield from self._floating(carried, reader, depth)

    def _begins_page(self, properties: Element | None, reader: TextReader) -> bool:
        return bool(is_on(properties, "pageBreakBefore")) and reader.turns.turn()

    def _floating(self, inline: Inline, reader: TextReader, depth: int) -> Iterator[Piece]:
        yield from inline.pieces
        for box in inline.boxes:
            if depth >= _DEEPEST:
                text = " ".join(one.text or "" for one in descendants(box, "t"))
                yield Paragraph(text)
                continue
            inner = TextReader(
                self._package,
                reader.part,
                self._styles,
                PageTurns(are_taken=False),
                reader.call_note,
            )
            pieces = list(self._blocks(box, inner, depth + 1))
            reader.turns.write("".join(_texts(pieces)))
            yield from pieces

    def _paragraph(self, inline: Inline, properties: Element | None, style: str) -> Iterator[Piece]:
        level = self._level(properties, style)
        marker, item = self._marker(properties, style)
        text = _NUMBER_TAB.sub(r"\1 ", inline.text)
        if not text.strip() and not inline.notes:
            yield from (PageStart() for _ in inline.breaks)
            return
        kind: ParagraphKind = "body"
        if level > 0 and len(text) <= _HEADING_MAX:
            kind = "heading"
        elif self._styles.is_caption(style):
            kind, level = "caption", 0
        elif marker:
            kind, level = "item", max(item, self._styles.list_depth(style)) + 1
        else:
            level = 0
        if not self._title and self._styles.is_title(style):
            self._title = " ".join(text.split())[:300]
        # What breaks before the first or behind the last word breaks between paragraphs.
        size = len(inline.text)
        lead = size - len(inline.text.lstrip())
        ends = len(inline.text.rstrip())
        shift = size - len(text)
        yield from (PageStart() for at in inline.breaks if at <= lead)
        inside = tuple(max(0, at - shift) for at in inline.breaks if lead < at < ends)
        yield Paragraph(text, kind, level, marker, tuple(inline.notes), inside)
        yield from (PageStart() for at in inline.breaks if at >= ends and at > lead)

    def _level(self, properties: Element | None, style: str) -> int:
        """Return the level of a heading, 0 for other paragraphs."""
        own = outline_level(properties)
        if own is not None:
            return own + 1 if own < 9 else 0
        level = self._styles.heading_level(style)
        if level:
            return level
        if self._styles.is_title(style):
            return 1
        return 2 if self._styles.is_subtitle(style) else 0

    def _marker(self, properties: Element | None, style: str) -> tuple[str, int]:
        own = numbering_ref(properties)
        inherited = self._styles.numbering(style)
        if own is None or not own.number_id:
            level = own.level if own is not None else None
            own = inherited and NumberingRef(
                inherited.number_id, inherited.level if level is None else level
            )
        if own is None or own.number_id in ("", "0"):
            return "", 0
        level = own.level
        if level is None and inherited is not None:
            level = inherited.level
        return self._numbering.next_marker(own.number_id, level or 0), level or 0

    def _table(self, table: Element, reader: TextReader, depth: int) -> Piece:
        if depth >= _DEEPEST:
            return Paragraph(" ".join(one.text or "" for one in descendants(table, "t")))

        def read_cell(cell: Element, may_turn: bool) -> list[Piece]:
            taken = reader.turns.are_taken
            reader.turns.are_taken = taken and may_turn
            pieces = list(self._blocks(cell, reader, depth + 1))
            reader.turns.are_taken = taken
            reader.turns.write("".join(_texts(pieces)))
            return pieces

        return read_table(table, self._package, read_cell)


def _style_of(properties: Element | None) -> str:
    found = child(properties, "pStyle") if properties is not None else None
    return attribute(found, "val") if found is not None else ""


def _texts(pieces: Iterator[Piece] | list[Piece]) -> Iterator[str]:
    """Yield the text of every paragraph of these pieces, those in tables too."""
    stack = [iter(pieces)]
    while stack:
        piece = next(stack[-1], None)
        if piece is None:
            stack.pop()
        elif isinstance(piece, Paragraph):
            text = f"{piece.marker} {piece.text}".strip()
            if text:
                yield text
        elif isinstance(piece, FlowTable):
            stack.append(chain.from_iterable(cell.pieces for cell in piece.cells))
