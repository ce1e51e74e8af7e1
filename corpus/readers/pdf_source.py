"""PDF files as ink on pages: the one module that imports pypdfium2."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import atan2, hypot, pi
from threading import Lock
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.pdf_ink import (
    Box,
    Char,
    Frame,
    PageInk,
    collect_asides,
    place_chars,
    sort_shapes,
)

# PDFium keeps global state: two threads in it at once crash the process.
_lock = Lock()
# A page with more objects is a drawing; its lines are no table.
_MAX_OBJECTS = 20_000
_FORM_DEPTH = 3
_WHITE = frozenset((9, 10, 13, 32, 0xA0, 0x3000))


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

    def pages(self) -> Iterator[PageInk]:
        """Yield the pages in order; one that cannot be loaded comes empty."""
        for number in range(self.page_count):
            try:
                label = self.document.get_page_label(number).strip() or None
            except (pdfium.PdfiumError, ValueError, UnicodeError):
                label = None
            try:
                page = self.document[number]
            except pdfium.PdfiumError:
                yield PageInk(0, 0, None, (), is_damaged=True)
                continue
            try:
                ink = _read_page(page, label)
            except pdfium.PdfiumError:
                ink = PageInk(0, 0, label, (), is_damaged=True)
            finally:
                page.close()
            yield ink


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


def _read_page(page: pdfium.PdfPage, label: str | None) -> PageInk:
    paper = Box(*page.get_bbox())
    textpage = page.get_textpage()
    try:
        chars = _Chars(textpage)
        found = chars.read()
    finally:
        textpage.close()
    frame = Frame.upright(paper, found, page.get_rotation() // 90)
    shapes = _Drawing()
    shapes.read_objects(page, _IDENTITY, 0)
    sheet = frame.width * frame.height
    pictures = [frame.place(box) for box in shapes.pictures]
    sorted_shapes = sort_shapes([frame.place(box) for box in shapes.paths], frame)
    return PageInk(
        frame.width,
        frame.height,
        label,
        place_chars(found, frame),
        sorted_shapes.horizontal,
        sorted_shapes.vertical,
        sorted_shapes.dots,
        collect_asides(found, frame),
        chars.garbled,
        sum((box.right - box.left) * (box.bottom - box.top) > sheet / 20 for box in pictures),
        is_blank=not found and shapes.count == 0,
    )


class _Chars:
    """The characters of a page, read one by one through PDFium's C interface."""

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        # The bare handle: pypdfium2's wrapper is converted anew at every call.
        self._page = textpage.raw
        self._count = textpage.count_chars()
        self.garbled = 0

    def read(self) -> list[Char]:
        """Return the visible characters in the file's order; white space marks the next one."""
        page = self._page
        box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        x, y = ctypes.c_double(), ctypes.c_double()
        at_box, at_matrix, at_x, at_y = map(ctypes.byref, (box, matrix, x, y))
        chars: list[Char] = []
        spaced = False
        high, turns, scale = 0, 0, 1.0
        owner: int | None = None
        for index in range(self._count):
            code = raw.FPDFText_GetUnicode(page, index)
            if code in _WHITE:
                spaced = True
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            letter = self._letter(code, high)
            high = 0
            if not letter:
                self.garbled += 1
                continue
            if raw.FPDFText_HasUnicodeMapError(page, index) == 1:
                self.garbled += 1
            holder = raw.FPDFText_GetTextObject(page, index)
            address = ctypes.cast(holder, ctypes.c_void_p).value
            is_new = address != owner or address is None
            if is_new:
                owner = address
                raw.FPDFText_GetMatrix(page, index, at_matrix)
                scale = hypot(matrix.c, matrix.d) or 1.0
                turns = round(atan2(matrix.b, matrix.a) / (pi / 2)) % 4
            size = max(raw.FPDFText_GetFontSize(page, index) * scale, 1.0)
            raw.FPDFText_GetLooseCharBox(page, index, at_box)
            raw.FPDFText_GetCharOrigin(page, index, at_x, at_y)
            place = Box(box.left, box.bottom, box.right, box.top)
            chars.append(Char(letter, place, x.value, y.value, size, turns, spaced, is_new))
            spaced = False
        return chars

    @staticmethod
    def _letter(code: int, high: int) -> str:
        """Return the character, "" for what is none; `high` is a surrogate before it."""
        if 0xDC00 <= code < 0xE000:
            return chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)) if high else ""
        if code == 2:
            # PDFium's sign for a hyphen at the end of a line.
            return "-"
        if code < 32 or 0x7F <= code < 0xA0 or code in (0xFFFD, 0xFFFE, 0xFFFF):
            return ""
        return chr(code)


class _Matrix(NamedTuple):
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def apply(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: _Matrix) -> _Matrix:
        """Return the matrix that applies `inner` first."""
        e, f = self.apply(inner.e, inner.f)
        return _Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            e,
            f,
        )


_IDENTITY = _Matrix(1, 0, 0, 1, 0, 0)


class _Drawing:
    """The boxes of the paths and pictures of a page, those inside forms included."""

    def __init__(self) -> None:
        self.paths: list[Box] = []
        self.pictures: list[Box] = []
        self.count = 0

    def read_objects(self, holder: object, matrix: _Matrix, depth: int) -> None:
        if depth:
            count, get = raw.FPDFFormObj_CountObjects(holder), raw.FPDFFormObj_GetObject
        else:
            count, get = raw.FPDFPage_CountObjects(holder), raw.FPDFPage_GetObject
        sides = [ctypes.c_float() for _ in range(4)]
        refs = [ctypes.byref(side) for side in sides]
        for index in range(max(count, 0)):
            self.count += 1
            if self.count > _MAX_OBJECTS:
                self.paths.clear()
                return
            item = get(holder, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
                inner = raw.FS_MATRIX()
                if raw.FPDFPageObj_GetMatrix(item, ctypes.byref(inner)):
                    own = _Matrix(inner.a, inner.b, inner.c, inner.d, inner.e, inner.f)
                    self.read_objects(item, matrix.after(own), depth + 1)
            elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
                if not raw.FPDFPageObj_GetBounds(item, *refs):
                    continue
                x0, y0 = matrix.apply(sides[0].value, sides[1].value)
                x1, y1 = matrix.apply(sides[2].value, sides[3].value)
                box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
                (self.paths if kind == raw.FPDF_PAGEOBJ_PATH else self.pictures).append(box)


def _whole(text: str) -> str:
    """Return text without lone surrogates, which no file or database would take."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "")
