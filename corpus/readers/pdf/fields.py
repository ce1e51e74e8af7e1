"""What is filled in and stuck on a PDF page: form fields, text boxes, comments."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from corpus.readers.pdf.ink import Box, Char

# Annotations of a page and characters of one of them; more is no form.
_MAX_NOTES = 2_000
_MAX_VALUE = 20_000
# Points: a value is set as large as its field allows, as viewers do.
_LARGEST = 10.0
_SMALLEST = 4.0
_COMMENTS = frozenset((raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_FILEATTACHMENT))


@dataclass(slots=True)
class Filled:
    """Characters written into the fields of a page, and how many comments stick on it."""

    chars: list[Char] = field(default_factory=list)
    comments: int = 0


class FieldReader:
    """Reads what the pages of one file have filled in."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        """Prepare for a file; one without a form costs nothing."""
        self._form: object | None = None
        self._config: raw.FPDF_FORMFILLINFO | None = None
        if document.get_formtype() != raw.FORMTYPE_NONE:
            # Without a platform for scripts, which are not to run.
            self._config = raw.FPDF_FORMFILLINFO(version=2)
            self._form = raw.FPDFDOC_InitFormFillEnvironment(document.raw, self._config) or None

    def close(self) -> None:
        """Let go of the file's form."""
        if self._form is not None:
            raw.FPDFDOC_ExitFormFillEnvironment(self._form)
            self._form = None

    def read(self, page: pdfium.PdfPage) -> Filled:
        """Return what is filled in on a page, each value as characters in its field."""
        found = Filled()
        for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MAX_NOTES)):
            note = raw.FPDFPage_GetAnnot(page.raw, index)
            if not note:
                continue
            try:
                self._read_note(note, found)
            finally:
                raw.FPDFPage_CloseAnnot(note)
        return found

    def _read_note(self, note: object, found: Filled) -> None:
        kind = raw.FPDFAnnot_GetSubtype(note)
        hidden = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
        if raw.FPDFAnnot_GetFlags(note) & hidden:
            return
        if kind in _COMMENTS:
            # The pop-up window of a comment is part of it.
            found.comments += kind == raw.FPDF_ANNOT_TEXT
            return
        if kind == raw.FPDF_ANNOT_FREETEXT:
            value = self._text(
                lambda buffer, size: raw.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size)
            )
        elif kind == raw.FPDF_ANNOT_WIDGET and self._form is not None:
            value = self._value(note)
        else:
            return
        edges = raw.FS_RECTF()
        if value.strip() and raw.FPDFAnnot_GetRect(note, edges):
            low, high = sorted((edges.bottom, edges.top))
            left, right = sorted((edges.left, edges.right))
            found.chars += _set_value(value, Box(left, low, right, high))

    def _value(self, note: object) -> str:
        form = self._form
        kind = raw.FPDFAnnot_GetFormFieldType(form, note)
        if kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
            state = self._text(
                lambda buffer, size: raw.FPDFAnnot_GetStringValue(note, b"AS", buffer, size)
            )
            is_on = raw.FPDFAnnot_IsChecked(form, note) or state not in ("", "Off")
            return "☑" if is_on else ""
        if kind in (raw.FPDF_FORMFIELD_PUSHBUTTON, raw.FPDF_FORMFIELD_SIGNATURE):
            return ""
        return self._text(
            lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, note, buffer, size)
        )

    @staticmethod
    def _text(ask: Callable[[object, int], int]) -> str:
        size = ask(None, 0)
        if not 2 < size <= 2 * _MAX_VALUE:
            return ""
        buffer = (ctypes.c_ushort * (size // 2 + 1))()
        ask(buffer, size)
        return bytes(buffer)[: size - 2].decode("utf-16-le", "replace").split("\x00")[0]


def _set_value(value: str, box: Box) -> list[Char]:
    """Return the characters of a value, a line of it below the other from the field's top."""
    lines = [line for line in value.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line]
    widest = max((_ems(line) for line in lines), default=1.0)
    high, wide = box.top - box.bottom, max(1.0, box.right - box.left - 2)
    size = min(_LARGEST, 0.8 * high / max(1, len(lines)), wide / max(widest, 0.5))
    size = max(size, _SMALLEST if high > _SMALLEST else 1.0)
    chars: list[Char] = []
    for number, line in enumerate(lines):
        x = box.left + 1
        y = (box.bottom + box.top) / 2 - 0.35 * size if len(lines) == 1 else 0.0
        if len(lines) > 1:
            y = box.top - (number + 0.9) * high / len(lines) + 0.1 * size
        spaced, is_new = True, True
        for letter in line:
            width = size if ord(letter) > 0x2E7F else 0.5 * size
            if letter.isspace():
                spaced = True
            elif letter.isprintable():
                place = Box(x, y - 0.12 * size, x + width, y + 0.88 * size)
                chars.append(Char(letter, place, x, y, size, 0, spaced, is_new))
                spaced = is_new = False
            x += width
    return chars


def _ems(line: str) -> float:
    return sum(1.0 if ord(letter) > 0x2E7F else 0.5 for letter in line)
