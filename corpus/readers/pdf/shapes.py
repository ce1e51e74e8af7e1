"""The paths and pictures of a PDF page, those inside forms included."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

import pypdfium2.raw as raw

from corpus.readers.pdf.ink import Box, Fill

# A page with more objects is a drawing; its lines are no table.
_MAX_OBJECTS = 20_000
_FORM_DEPTH = 3
# More filled shapes than this are a drawing too.
_MAX_FILLS = 3_000


class Drawing:
    """What is drawn on a page beside its text, in the PDF's own coordinates."""

    def __init__(self) -> None:
        """Begin a page."""
        self.paths: list[Box] = []
        self.pictures: list[Box] = []
        self.fills: list[Fill] = []
        self.count = 0

    def read(self, page: object) -> None:
        """Read the objects of a page."""
        self._read(page, _IDENTITY, 0)
        self.fills += (Fill(box, -1) for box in self.pictures[:_MAX_FILLS])

    def _read(self, holder: object, matrix: _Matrix, depth: int) -> None:
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
                    self._read(item, matrix.after(own), depth + 1)
            elif kind in _DRAWN:
                if not raw.FPDFPageObj_GetBounds(item, *refs):
                    continue
                x0, y0 = matrix.apply(sides[0].value, sides[1].value)
                x1, y1 = matrix.apply(sides[2].value, sides[3].value)
                box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
                if kind == raw.FPDF_PAGEOBJ_PATH:
                    self._take_path(item, box)
                else:
                    self.pictures.append(box)

    def _take_path(self, item: object, box: Box) -> None:
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        filled = raw.FPDFPath_GetDrawMode(item, mode, stroke) and mode.value
        if not filled and not stroke.value:
            # It clips what follows, and shows nothing itself.
            return
        colour = -1
        if filled and len(self.fills) < _MAX_FILLS:
            red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
            if raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
                if not alpha.value and not stroke.value:
                    return
                colour = red.value << 16 | green.value << 8 | blue.value
            self.fills.append(Fill(box, colour))
        self.paths.append(box)


_DRAWN = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING)


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
