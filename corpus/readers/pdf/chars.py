"""The characters of a PDF page, read one by one through PDFium's C interface."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from math import atan2, hypot, inf, pi
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from corpus.readers.pdf.ink import Box, Char
from corpus.readers.pdf.symbols import is_private, known_sign

_WHITE = frozenset((9, 10, 13, 32, 0xA0, 0x3000))
# Letters that need no second look: ASCII and Hangul syllables.
_PLAIN = frozenset((*range(33, 0x7F), *range(0xAC00, 0xD7A4)))
# From this on a colour channel is white to the eye.
_BRIGHT = 250
# A file with a space drawn for every so many letters draws all its spaces.
_LETTERS_A_SPACE = 15
# Unless one in so many is missing between syllables of Hangul, where nothing else makes a gap.
_DRAWN_A_GUESS = 20
# Such a gap is narrower, in type sizes: stretched lines and columns have wider ones.
_GAP = 0.4
# What is this much narrower than the gaps between syllables is no space.
_NARROW = 0.8
_NAME = 128


def _direct(name: str, result: type, *arguments: type) -> Callable[..., int]:
    """Return a C function that takes plain numbers for pointers: half the time of a call."""
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    made = ctypes.PYFUNCTYPE(result, *arguments)(address or 0)
    return made


_P, _I = ctypes.c_void_p, ctypes.c_int
_unicode = _direct("FPDFText_GetUnicode", ctypes.c_uint, _P, _I)
_is_generated = _direct("FPDFText_IsGenerated", _I, _P, _I)
_has_map_error = _direct("FPDFText_HasUnicodeMapError", _I, _P, _I)
_text_object = _direct("FPDFText_GetTextObject", _P, _P, _I)
_loose_box = _direct("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
_origin = _direct("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)


def _is_hangul(char: Char) -> bool:
    return "가" <= char.char <= "힣"


def _is_change(before: Char, char: Char) -> bool:
    """Tell whether Hangul meets digits or Latin letters."""
    return _is_hangul(before) != _is_hangul(char)


def _gap(chars: Sequence[Char], at: int) -> float:
    """Return the gap before a character, in type sizes."""
    return (chars[at].box.left - chars[at - 1].box.right) / chars[at].size


def _is_inside(before: Char, char: Char) -> bool:
    """Tell whether a gap parts two syllables of one line."""
    is_line = before.turns == char.turns == 0 and before.y == char.y
    gap = char.box.left - before.box.right
    return is_line and gap < _GAP * char.size and _is_hangul(before) and _is_hangul(char)


def _turns(matrix: raw.FS_MATRIX) -> int:
    """Return by how many right angles letters are turned; mirrored ones that stand are not."""
    if matrix.a * matrix.d < 0 < matrix.d and abs(matrix.c) < matrix.d:
        return 0
    return round(atan2(matrix.b, matrix.a) / (pi / 2)) % 4


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
        self._left_out = 0
        self._letters = 0

    def read(self, textpage: pdfium.PdfTextPage) -> list[Char]:
        """Return the characters in the file's order; white space marks the next one.

        PDFium adds a space wherever it sees a gap, such as the one that Word and
        LibreOffice leave between digits and Hangul (`제 60 조`); in a file that draws its
        spaces those are none. Chromium draws some and leaves others out: there all count.
        """
        page = ctypes.cast(textpage.raw, ctypes.c_void_p).value
        box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        x, y = ctypes.c_double(), ctypes.c_double()
        at_box, at_x, at_y = map(ctypes.addressof, (box, x, y))
        chars: list[Char] = []
        guessed: list[int] = []
        self.garbled = self.unmapped = 0
        spaced = drawn = faint = False
        high, turns, size, slant = 0, 0, 1.0, 0.0
        owner: int | None = None
        foot = side = 0.0
        for index in range(textpage.count_chars()):
            code = _unicode(page, index)
            if code in _WHITE:
                spaced = True
                if _is_generated(page, index) == 0:
                    drawn = True
                    self._drawn_spaces += 1
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            letter = self._letter(code, high, textpage, index) if code not in _PLAIN else chr(code)
            high = 0
            if not letter:
                self.garbled += 1
                continue
            if _has_map_error(page, index) == 1:
                self.garbled += 1
            address = _text_object(page, index)
            is_new = address != owner or address is None
            if is_new:
                owner = address
                raw.FPDFText_GetMatrix(textpage.raw, index, matrix)
                scale = hypot(matrix.c, matrix.d) or 1.0
                turns = _turns(matrix)
                size = max(raw.FPDFText_GetFontSize(textpage.raw, index) * scale, 1.0)
                slant = abs(matrix.c / matrix.d) if turns == 0 and matrix.d else 0.0
                faint = self._is_faint(textpage, index)
            _loose_box(page, index, at_box)
            # PDFium's box of slanted letters reaches over the next one.
            right = box.right - slant * (box.top - box.bottom)
            place = Box(box.left, box.bottom, right, box.top)
            # Letters of one object whose boxes stand on one line share their baseline.
            if is_new or (place.left != side if turns % 2 else place.bottom != foot):
                _origin(page, index, at_x, at_y)
                foot, side = place.bottom, place.left
            if spaced and not drawn:
                guessed.append(len(chars))
            chars.append(Char(letter, place, x.value, y.value, size, turns, spaced, is_new, faint))
            spaced = drawn = False
        self._letters += len(chars)
        if self._drawn_spaces * _LETTERS_A_SPACE > self._letters:
            self._close_gaps(chars, [at for at in guessed if at])
        return chars

    def _close_gaps(self, chars: list[Char], guessed: Sequence[int]) -> None:
        """Take back the spaces that PDFium sees between digits and Hangul and nobody wrote."""
        inside = [_gap(chars, at) for at in guessed if _is_inside(chars[at - 1], chars[at])]
        self._left_out += len(inside)
        draws_all = self._left_out * _DRAWN_A_GUESS < self._drawn_spaces
        # LibreOffice leaves out spaces too, and less than a space where digits meet Hangul.
        least = inf if draws_all else _NARROW * median(inside) if inside else 0.0
        for at in guessed:
            if _is_change(chars[at - 1], chars[at]) and _gap(chars, at) < least:
                chars[at] = chars[at]._replace(spaced=False)

    def _letter(self, code: int, high: int, textpage: pdfium.PdfTextPage, index: int) -> str:
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
            sign = known_sign(code, self._font_name(textpage, index))
            self.unmapped += not sign
            return sign or chr(code)
        return chr(code)

    @staticmethod
    def _font_name(textpage: pdfium.PdfTextPage, index: int) -> str:
        holder = raw.FPDFText_GetTextObject(textpage.raw, index)
        if not holder:
            return ""
        font = raw.FPDFTextObj_GetFont(holder)
        if not font:
            return ""
        buffer = ctypes.create_string_buffer(_NAME)
        size = raw.FPDFFont_GetBaseFontName(font, buffer, _NAME)
        return buffer.value.decode("latin-1") if 0 < size <= _NAME else ""

    @staticmethod
    def _is_faint(textpage: pdfium.PdfTextPage, index: int) -> bool:
        page = textpage.raw
        holder = raw.FPDFText_GetTextObject(page, index)
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
