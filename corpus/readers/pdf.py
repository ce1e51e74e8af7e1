"""PDF: the text of each page in reading order, with what its print says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from unicodedata import normalize

from corpus.document import Loss, Mark, MarkKind, Page
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.extract import Extract
from corpus.readers.pdf_ink import PageInk
from corpus.readers.pdf_layout import PagePieces, Piece, lay_out
from corpus.readers.pdf_marks import (
    Furniture,
    Sizes,
    find_footnotes,
    find_furniture,
    measure_sizes,
)
from corpus.readers.pdf_source import open_pdf

# A page on which more than one character in 20 has no known letter is not to be trusted.
_GARBLED = 20
_MADE_FROM = re.compile(
    r"^Microsoft (?:Word|PowerPoint|Excel) - |\.(?:hwpx?|docx?|pptx?|xlsx?|pdf)$"
)
_KEPT = (("Author", "author"), ("CreationDate", "created"), ("ModDate", "modified"))


def read_pdf(data: bytes, source: str, limits: Limits) -> Extract:
    """Read a PDF file.

    The text holds the printed lines, a blank line where the print leaves a gap, and
    tables as one row a line with tabs. The printed label of a page is the file's own
    unless that merely counts; then it is the number found on the page.

    Raises:
        ReadError: `file-encrypted`, `file-damaged`, `file-too-many-pages`,
            `file-too-many-characters`, `file-without-text` (only pictures of pages).
    """
    losses: list[Loss] = []
    pages: list[PagePieces] = []
    labels: list[str | None] = []
    chars = damaged = 0
    with open_pdf(data, source, limits) as pdf:
        facts = pdf.metadata()
        for number, ink in enumerate(pdf.pages(), 1):
            damaged += ink.is_damaged
            losses += _losses(ink, number)
            chars += len(ink.glyphs)
            if chars > limits.max_chars:
                raise ReadError(
                    "file-too-many-characters", file=source, count=chars, limit=limits.max_chars
                )
            labels.append(ink.label)
            pages.append(lay_out(ink, pages[-1].gutter if pages else None))
    if pages and damaged == len(pages):
        raise ReadError("file-damaged", file=source, reason="no page can be loaded")
    if not any(page.pieces for page in pages):
        raise ReadError("file-without-text", file=source, pages=len(pages))
    furniture = find_furniture(pages)
    writer = _Writer(measure_sizes(pages, furniture), furniture)
    for index, page in enumerate(pages):
        writer.write_page(index, page, labels[index])
    return Extract(
        text="".join(writer.text),
        pages=tuple(writer.pages),
        title=_title(facts.get("Title", "")),
        marks=tuple(sorted(writer.marks, key=lambda mark: (mark.start, mark.end))),
        losses=tuple(losses),
        metadata=tuple((name, facts[key][:200]) for key, name in _KEPT if facts.get(key)),
    )


def _losses(ink: PageInk, number: int) -> list[Loss]:
    if ink.is_damaged:
        return [Loss("page-damaged", page=number)]
    if not ink.glyphs:
        return [] if ink.is_blank else [Loss("pages-without-text", page=number)]
    found = []
    if ink.pictures:
        found.append(Loss("images-not-read", page=number, count=ink.pictures))
    if ink.garbled * _GARBLED > len(ink.glyphs):
        found.append(Loss("characters-garbled", page=number, count=ink.garbled))
    return found


def _title(title: str) -> str:
    title = normalize("NFC", _MADE_FROM.sub("", _MADE_FROM.sub("", title.strip())))
    foreign = sum(1 for char in title if "\x80" <= char <= "\xff")
    # Old programmes wrote Korean titles in their own code page: unreadable since.
    is_broken = "\ufffd" in title or foreign * 3 > len(title)
    return "" if is_broken or title.lower() in ("untitled", "제목 없음") else title


@dataclass(slots=True)
class _Writer:
    """The text so far, and the marks and pages that point into it."""

    sizes: Sizes
    furniture: Furniture
    text: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    _at: int = 0
    _bullets: list[float] = field(default_factory=list)

    def write_page(self, index: int, page: PagePieces, label: str | None) -> None:
        start = self._at
        skip = frozenset(
            number for number in range(len(page.pieces)) if (index, number) in self.furniture.places
        )
        notes = {
            number: at
            for at, lines in enumerate(find_footnotes(page, skip, self.sizes))
            for number in lines
        }
        before: Piece | None = None
        open_kind: tuple[MarkKind, int, int] | None = None
        for number, piece in enumerate(page.pieces):
            if number in skip:
                span = self._add(piece.text)
                self.marks.append(Mark("furniture", *span))
                continue
            kind = self._kind(piece, notes.get(number))
            if before is not None and self._is_apart(before, piece):
                self._blank()
            span = self._add(normalize("NFC", piece.text))
            in_item = kind is None and open_kind is not None and open_kind[0] == "item"
            if in_item and before is not None and self._runs_on(before, piece):
                # An item runs on in the lines set under its first.
                kind = open_kind
            if kind is not None:
                self._mark(kind, span, joins=self._joins(open_kind, kind, before, piece))
            open_kind, before = kind, piece
        if label is None or label == str(index + 1):
            label = self.furniture.labels.get(index, label)
        self.pages.append(Page(index + 1, label, start, self._at))

    def _kind(self, piece: Piece, note: int | None) -> tuple[MarkKind, int, int] | None:
        """Return mark, level and a number that tells neighbours of one mark apart."""
        if piece.is_table:
            return "table", 0, 0
        if note is not None:
            return "footnote", 0, note
        if piece.bullet:
            return "item", self._item_level(piece.left), id(piece)
        level = self.sizes.heading_level(piece)
        return ("heading", level, 0) if level else None

    def _joins(
        self,
        last: tuple[MarkKind, int, int] | None,
        kind: tuple[MarkKind, int, int],
        before: Piece | None,
        piece: Piece,
    ) -> bool:
        if last != kind or before is None or piece.is_table:
            return False
        return kind[0] != "heading" or not self._is_apart(before, piece)

    def _mark(self, kind: tuple[MarkKind, int, int], span: tuple[int, int], joins: bool) -> None:
        if joins:
            last = self.marks[-1]
            self.marks[-1] = Mark(last.kind, last.start, span[1], last.level)
        else:
            self.marks.append(Mark(kind[0], *span, kind[1]))

    def _is_apart(self, before: Piece, piece: Piece) -> bool:
        """Tell whether the print leaves a gap between two lines, or changes its size."""
        if before.is_table or piece.is_table or abs(before.size - piece.size) > 0.15 * piece.size:
            return True
        step = piece.base - before.base
        return step > 1.25 * self.sizes.pitch * max(piece.size, 1.0)

    def _runs_on(self, before: Piece, piece: Piece) -> bool:
        return abs(before.left - piece.left) < 2 and not self._is_apart(before, piece)

    def _item_level(self, left: float) -> int:
        """Return the depth of an item by how far it is indented among those seen so far."""
        if not any(abs(left - seen) < 6 for seen in self._bullets):
            self._bullets.append(left)
        return sum(1 for seen in self._bullets if seen <= left + 6)

    def _add(self, line: str) -> tuple[int, int]:
        start = self._at
        self.text.append(line + "\n")
        self._at += len(line) + 1
        return start, self._at - 1

    def _blank(self) -> None:
        self.text.append("\n")
        self._at += 1
