"""PDF files as ink on pages."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.pdf.chars import CharReader
from corpus.readers.pdf.fields import FieldReader
from corpus.readers.pdf.ink import (
    Box,
    Fill,
    Frame,
    PageInk,
    collect_asides,
    drop_hidden,
    place_chars,
    sort_shapes,
)
from corpus.readers.pdf.shapes import Drawing

# PDFium keeps global state: two threads in it at once crash the process.
_lock = Lock()
_NOWHERE = Frame(Box(0, 0, 0, 0), 0)
_MAX_BOOKMARKS = 5_000
_BOOKMARK_DEPTH = 8
_TITLE = 400
# Dots per inch at which letters of 8 points are still told apart by a machine.
_SCAN_DPI = 300
# Pixels of a page for the machine to read; a larger sheet is drawn smaller.
_MAX_PIXELS = 40_000_000


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of a file's outline: `page` counts from 0, `level` from 1."""

    title: str
    page: int
    level: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as grey pixels, row by row from the top; `scale` pixels are one point."""

    width: int
    height: int
    pixels: bytes
    scale: float


@dataclass(frozen=True, slots=True)
class PdfSource:
    """An open PDF file."""

    document: pdfium.PdfDocument
    page_count: int

    def metadata(self) -> dict[str, str]:
        """Return the file's own facts: Title, Author, CreationDate and so on."""
        facts: dict[str, str] = {}
        for key in self.document.METADATA_KEYS:
            # A damaged fact is none, and no reason to refuse the pages.
            with suppress(UnicodeError):
                facts[key] = _whole(str(self.document.get_metadata_value(key))).strip()
        return {key: value for key, value in facts.items() if value}

    def bookmarks(self) -> list[Bookmark]:
        """Return the file's outline in order, the part of it that points to pages."""
        found: list[Bookmark] = []
        # An outline may point back to itself: every entry is visited once, without recursion.
        seen: set[int] = set()
        document = self.document.raw
        stack = [(raw.FPDFBookmark_GetFirstChild(document, None), 1)]
        buffer = ctypes.create_string_buffer(2 * _TITLE + 2)
        while stack and len(seen) < _MAX_BOOKMARKS:
            mark, level = stack.pop()
            address = ctypes.cast(mark, ctypes.c_void_p).value
            if address is None or address in seen:
                continue
            seen.add(address)
            stack.append((raw.FPDFBookmark_GetNextSibling(document, mark), level))
            if level < _BOOKMARK_DEPTH:
                stack.append((raw.FPDFBookmark_GetFirstChild(document, mark), level + 1))
            size = raw.FPDFBookmark_GetTitle(mark, buffer, len(buffer))
            place = raw.FPDFBookmark_GetDest(document, mark)
            if not place or not 2 < size <= len(buffer):
                continue
            title = buffer.raw[: size - 2].decode("utf-16-le", "replace")
            page = raw.FPDFDest_GetDestPageIndex(document, place)
            if page >= 0:
                found.append(Bookmark(_whole(title), page, level))
        return found

    def pages(self) -> Iterator[PageInk]:
        """Yield the pages in order; one that cannot be loaded comes empty."""
        chars, fields = CharReader(), FieldReader(self.document)
        try:
            for number in range(self.page_count):
                try:
                    label = self.document.get_page_label(number).strip() or None
                except (pdfium.PdfiumError, ValueError, UnicodeError):
                    label = None
                try:
                    page = self.document[number]
                except pdfium.PdfiumError:
                    yield PageInk(_NOWHERE, _NOWHERE, None, (), is_damaged=True)
                    continue
                try:
                    ink = _read_page(page, label, chars, fields)
                except pdfium.PdfiumError:
                    ink = PageInk(_NOWHERE, _NOWHERE, label, (), is_damaged=True)
                finally:
                    page.close()
                yield ink
        finally:
            fields.close()

    def draw(self, number: int) -> Picture:
        """Draw page `number` (from 0) as it is shown; what cannot be drawn has no pixels."""
        try:
            return self._draw(number)
        except pdfium.PdfiumError:
            return Picture(0, 0, b"", 1.0)

    def _draw(self, number: int) -> Picture:
        page = self.document[number]
        try:
            wide, high = page.get_size()
            scale = _SCAN_DPI / 72
            if wide * high * scale * scale > _MAX_PIXELS:
                scale = (_MAX_PIXELS / (wide * high)) ** 0.5
            bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
            try:
                rows = bytes(bitmap.buffer)
                width, height, stride = bitmap.width, bitmap.height, bitmap.stride
            finally:
                bitmap.close()
        finally:
            page.close()
        if stride != width:
            rows = b"".join(rows[at : at + width] for at in range(0, stride * height, stride))
        return Picture(width, height, rows[: width * height], scale)


@contextmanager
def open_pdf(data: bytes, source: str, limits: Limits) -> Iterator[PdfSource]:
    """Open a PDF file; one at a time in a process, the others wait.

    Raises:
        ReadError: `file-encrypted`, `file-damaged`, `file-too-many-pages`.
    """
    with _lock:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            code = getattr(error, "err_code", None)
            if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
                raise ReadError("file-encrypted", file=source) from error
            raise ReadError("file-damaged", file=source, reason=str(error)) from error
        try:
            count = len(document)
            if count > limits.max_pages:
                raise ReadError(
                    "file-too-many-pages", file=source, count=count, limit=limits.max_pages
                )
            yield PdfSource(document, count)
        finally:
            document.close()
            # Objects that PDFium's Python side still holds must go before the lock does.
            gc.collect(0)


def _read_page(
    page: pdfium.PdfPage, label: str | None, reader: CharReader, fields: FieldReader
) -> PageInk:
    paper = Box(*page.get_bbox())
    textpage = page.get_textpage()
    try:
        chars = reader.read(textpage)
    finally:
        textpage.close()
    drawing = Drawing()
    drawing.read(page)
    notes = fields.read(page)
    is_blank = not chars and not notes.chars and drawing.count == 0
    chars, hidden = drop_hidden(chars, paper, drawing.fills)
    chars += notes.chars
    rotation = page.get_rotation() // 90
    frame = Frame.upright(paper, chars, rotation)
    sheet = frame.width * frame.height
    shapes = sort_shapes([frame.place(box) for box in drawing.paths], frame)
    pictures = [frame.place(box) for box in drawing.pictures]
    return PageInk(
        frame,
        Frame(paper, rotation),
        label,
        place_chars(chars, frame),
        shapes.horizontal,
        shapes.vertical,
        shapes.dots,
        tuple(Fill(frame.place(fill.box), fill.colour) for fill in drawing.fills),
        collect_asides(chars, frame),
        garbled=reader.garbled,
        unmapped=reader.unmapped,
        hidden=hidden,
        pictures=sum(
            (box.right - box.left) * (box.bottom - box.top) > sheet / 20 for box in pictures
        ),
        comments=notes.comments,
        is_blank=is_blank,
    )


def _whole(text: str) -> str:
    """Return text without lone surrogates, which no file or database would take."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "")
