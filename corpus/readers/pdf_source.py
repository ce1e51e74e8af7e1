"""PDF files as ink on pages: the one module that imports pypdfium2."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import hypot
from threading import Lock
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from corpus.errors import ReadError
from corpus.limits import Limits

# PDFium keeps global state: two threads in it at once crash the process.
_lock = Lock()
# Paths that are thinner are rules, in points.
_THIN = 3.0
# A page with more paths is a drawing; its lines are no table.
_MAX_PATHS = 20_000


class Glyph(NamedTuple):
    """A printed character. Points from the page's top left corner, downward.

    `base` is its baseline; `spaced` tells that the file, or PDFium's reading of it,
    has white space between this character and the one before.
    """

    char: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool


class Rule(NamedTuple):
    """A line of a table or a box: at `at`, from `start` to `end`, in points as in `Glyph`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageInk:
    """What is printed on a page, in the order of the file.

    `dots` are small filled shapes (left, right, top, bottom) such as drawn bullets;
    `garbled` counts characters whose font does not say which letters they are,
    `pictures` those that fill at least a twentieth of the page;
    `is_blank` tells that nothing at all is drawn, not even a picture.
    """

    width: float
    height: float
    label: str | None
    glyphs: tuple[Glyph, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    dots: tuple[tuple[float, float, float, float], ...]
    garbled: int
    pictures: int
    is_blank: bool
    is_damaged: bool = False


_DAMAGED_PAGE = PageInk(
    0, 0, None, (), (), (), (), garbled=0, pictures=0, is_blank=False, is_damaged=True
)


@dataclass(frozen=True, slots=True)
class PdfSource:
    """An open PDF file."""

    document: pdfium.PdfDocument
    page_count: int

    def metadata(self) -> dict[str, str]:
        """Return the file's own facts: Title, Author, CreationDate and so on."""
        facts = self.document.get_metadata_dict(skip_empty=True)
        return {key: _whole(str(value)) for key, value in facts.items()}

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
                yield _DAMAGED_PAGE
                continue
            try:
                yield _read_page(page, label)
            finally:
                page.close()


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


class _Frame(NamedTuple):
    """How the page's own coordinates become points from the top left corner as shown."""

    left: float
    bottom: float
    width: float
    height: float
    turns: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        if self.turns == 1:
            return y, x
        if self.turns == 2:
            return self.width - x, y
        if self.turns == 3:
            return self.height - y, self.width - x
        return x, self.height - y


def _read_page(page: pdfium.PdfPage, label: str | None) -> PageInk:
    left, bottom, right, top = page.get_bbox()
    turns = page.get_rotation() // 90
    frame = _Frame(left, bottom, right - left, top - bottom, turns)
    shown = (frame.height, frame.width) if turns % 2 else (frame.width, frame.height)
    textpage = page.get_textpage()
    try:
        glyphs, garbled = _read_glyphs(textpage, frame, shown)
    finally:
        textpage.close()
    paths, pictures = _read_shapes(page, frame, shown)
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    dots = []
    for x0, x1, y0, y1 in paths:
        wide, high = x1 - x0, y1 - y0
        if high <= _THIN and wide > 2 * _THIN:
            horizontal.append(Rule((y0 + y1) / 2, x0, x1))
        elif wide <= _THIN and high > 2 * _THIN:
            vertical.append(Rule((x0 + x1) / 2, y0, y1))
        elif wide <= 9 and high <= 9:
            dots.append((x0, x1, y0, y1))
        elif high > 2 * _THIN and not (wide > 0.9 * shown[0] and high > 0.9 * shown[1]):
            horizontal += (Rule(y0, x0, x1), Rule(y1, x0, x1))
            vertical += (Rule(x0, y0, y1), Rule(x1, y0, y1))
    return PageInk(
        shown[0],
        shown[1],
        label,
        tuple(glyphs),
        tuple(horizontal),
        tuple(vertical),
        tuple(dots),
        garbled,
        pictures,
        is_blank=not glyphs and raw.FPDFPage_CountObjects(page) <= 0,
    )


def _read_glyphs(
    textpage: pdfium.PdfTextPage, frame: _Frame, shown: tuple[float, float]
) -> tuple[list[Glyph], int]:
    count = textpage.count_chars()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    at_box, at_matrix, at_x, at_y = map(ctypes.byref, (box, matrix, x, y))
    glyphs: list[Glyph] = []
    garbled = 0
    spaced = False
    high = 0
    owner: int | None = None
    scale = 1.0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in (9, 10, 13, 32, 0xA0, 0x3000):
            spaced = True
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            if not high:
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code == 2:
            # PDFium's sign for a hyphen at the end of a line.
            code = 0x2D
        if code < 32 or 0x7F <= code < 0xA0 or code in (0xFFFE, 0xFFFF):
            garbled += 1
            continue
        if raw.FPDFText_HasUnicodeMapError(textpage, index) == 1 or code == 0xFFFD:
            garbled += 1
        holder = raw.FPDFText_GetTextObject(textpage, index)
        address = ctypes.cast(holder, ctypes.c_void_p).value
        is_new = address != owner or address is None
        if is_new:
            owner = address
            raw.FPDFText_GetMatrix(textpage, index, at_matrix)
            scale = hypot(matrix.c, matrix.d) or 1.0
        size = raw.FPDFText_GetFontSize(textpage, index) * scale
        raw.FPDFText_GetLooseCharBox(textpage, index, at_box)
        raw.FPDFText_GetCharOrigin(textpage, index, at_x, at_y)
        first = frame.place(box.left, y.value)
        last = frame.place(box.right, y.value)
        if frame.turns % 2:
            first = frame.place(x.value, box.bottom)
            last = frame.place(x.value, box.top)
        x0, x1 = sorted((first[0], last[0]))
        if not (-size <= x0 <= shown[0] + size and -size <= first[1] <= shown[1] + size):
            spaced = True
            continue
        before = glyphs[-1] if glyphs else None
        if before is not None and not is_new and x0 == before.left:
            # The second letter of a ligature: PDFium gives each the box of the whole.
            x0 = x1 = before.right
        glyph = Glyph(chr(code), x0, x1, first[1], max(size, 1.0), spaced)
        spaced = False
        if is_new and before is not None and _is_double(before, glyph):
            # Printed twice a hair apart, to look bold.
            continue
        glyphs.append(glyph)
    return glyphs, garbled


def _is_double(one: Glyph, other: Glyph) -> bool:
    return (
        one.char == other.char
        and abs(one.left - other.left) < 0.1 * one.size
        and abs(one.base - other.base) < 0.1 * one.size
    )


def _read_shapes(
    page: pdfium.PdfPage, frame: _Frame, shown: tuple[float, float]
) -> tuple[list[tuple[float, float, float, float]], int]:
    """Return the boxes (left, right, top, bottom) of lines and shapes, and count the pictures."""
    boxes: list[tuple[float, float, float, float]] = []
    pictures = 0
    sides = [ctypes.c_float() for _ in range(4)]
    refs = [ctypes.byref(side) for side in sides]
    for index in range(min(raw.FPDFPage_CountObjects(page), _MAX_PATHS)):
        item = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            continue
        if not raw.FPDFPageObj_GetBounds(item, *refs):
            continue
        x0, y0 = frame.place(sides[0].value, sides[1].value)
        x1, y1 = frame.place(sides[2].value, sides[3].value)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            boxes.append((min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)))
        elif abs((x1 - x0) * (y1 - y0)) > 0.05 * shown[0] * shown[1]:
            pictures += 1
    return (boxes if len(boxes) < _MAX_PATHS else []), pictures


def _whole(text: str) -> str:
    """Return text without lone surrogates, which no file or database would take."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "")
