"""The characters of a PDF page, read one by one through PDFium's C interface."""

from __future__ import annotations

import ctypes
from math import atan2, hypot, pi

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from corpus.readers.pdf.ink import Box, Char
from corpus.readers.pdf.symbols import is_private, known_sign

_WHITE = frozenset((9, 10, 13, 32, 0xA0, 0x3000))
# From this on a colour channel is white to the eye.
_BRIGHT = 250
# A file with a space drawn for every so many letters draws all its spaces.
_LETTERS_A_SPACE = 15
_NAME = 128


class CharReader:
    """Reads the characters of pages; what it learns of a file's spaces it keeps for the next.

    `garbled` counts characters without a letter, `unmapped` signs of private fonts, on the
    page read last.
    """

    def __init__(self) -> None:
        """Begin a file."""
        self.garbled = 0
        self.unmapped = 0
        self._drawn_spaces = 0
        self._letters = 0

    def read(self, textpage: pdfium.PdfTextPage) -> list[Char]:
        """Return the characters in the file's order; white space marks the next one.

        PDFium adds a space wherever it sees a gap, such as the one that Word and
        LibreOffice leave between digits and Hangul (`제 60 조`); in a file that draws its
        spaces those are none.
        """
        # The bare handle: pypdfium2's wrapper is converted anew at every call.
        page = textpage.raw
        box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        x, y = ctypes.c_double(), ctypes.c_double()
        at_box, at_matrix, at_x, at_y = map(ctypes.byref, (box, matrix, x, y))
        chars: list[Char] = []
        guessed: list[int] = []
        self.garbled = self.unmapped = 0
        spaced = drawn = faint = False
        high, turns, size = 0, 0, 1.0
        owner: int | None = None
        for index in range(textpage.count_chars()):
            code = raw.FPDFText_GetUnicode(page, index)
            if code in _WHITE:
                spaced = True
                if raw.FPDFText_IsGenerated(page, index) == 0:
                    drawn = True
                    self._drawn_spaces += 1
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            holder = raw.FPDFText_GetTextObject(page, index)
            letter = self._letter(code, high, holder)
            high = 0
            if not letter:
                self.garbled += 1
                continue
            if raw.FPDFText_HasUnicodeMapError(page, index) == 1:
                self.garbled += 1
            address = ctypes.c_void_p.from_buffer(holder).value
            is_new = address != owner or address is None
            if is_new:
                owner = address
                raw.FPDFText_GetMatrix(page, index, at_matrix)
                scale = hypot(matrix.c, matrix.d) or 1.0
                turns = round(atan2(matrix.b, matrix.a) / (pi / 2)) % 4
                size = max(raw.FPDFText_GetFontSize(page, index) * scale, 1.0)
                faint = self._is_faint(page, index, holder)
            raw.FPDFText_GetLooseCharBox(page, index, at_box)
            raw.FPDFText_GetCharOrigin(page, index, at_x, at_y)
            place = Box(box.left, box.bottom, box.right, box.top)
            if spaced and not drawn:
                guessed.append(len(chars))
            chars.append(Char(letter, place, x.value, y.value, size, turns, spaced, is_new, faint))
            spaced = drawn = False
        self._letters += len(chars)
        if self._drawn_spaces * _LETTERS_A_SPACE > self._letters:
            for at in guessed:
                chars[at] = chars[at]._replace(spaced=False)
        return chars

    def _letter(self, code: int, high: int, holder: object) -> str:
        """Return the character, "" for what is none; `high` is a surrogate before it."""
        if 0xDC00 <= code < 0xE000:
            if not high:
                return ""
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        if code == 2:
            # PDFium's sign for a hyphen at the end of a line.
            return "-"
        if code < 32 or 0x7F <= code < 0xA0 or code in (0xFFFD, 0xFFFE, 0xFFFF, 0xFEFF):
            return ""
        if is_private(code):
            sign = known_sign(code, self._font_name(holder))
            self.unmapped += not sign
            return sign or chr(code)
        return chr(code)

    @staticmethod
    def _font_name(holder: object) -> str:
        if not holder:
            return ""
        font = raw.FPDFTextObj_GetFont(holder)
        if not font:
            return ""
        buffer = ctypes.create_string_buffer(_NAME)
        size = raw.FPDFFont_GetBaseFontName(font, buffer, _NAME)
        return buffer.value.decode("latin-1") if 0 < size <= _NAME else ""

    @staticmethod
    def _is_faint(page: object, index: int, holder: object) -> bool:
        if not holder:
            return False
        mode = raw.FPDFTextObj_GetTextRenderMode(holder)
        if mode not in (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_STROKE):
            # Outlines show; letters drawn invisibly lie over the picture of a scanned page.
            return False
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not raw.FPDFText_GetFillColor(page, index, red, green, blue, alpha):
            return False
        return alpha.value == 0 or min(red.value, green.value, blue.value) >= _BRIGHT
