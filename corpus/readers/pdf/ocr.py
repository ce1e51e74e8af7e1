"""Pages without text, read by Tesseract where the machine has it and the user asks for it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import NamedTuple

from corpus.readers.pdf.ink import Glyph, PageInk
from corpus.readers.pdf.source import Picture
from corpus.readers.tesseract import OCR_LANGUAGE

_PAGE_SECONDS = 120.0
# Tesseract's ways to take a page: by itself, which finds nothing on a page of two lines, and
# then as lines here and there.
_LAYOUTS = ("3", "11")
# Below this confidence (of 100) a word is a pattern in a picture rather than writing.
_SURE = 25.0
# How much of the height of a line of Hangul lies above its baseline, and its type size.
_ABOVE = 0.84
_SIZE = 0.95
# How far a syllable of Hangul advances, and how wide a space is at least, in type sizes.
_ADVANCE = 1.02
_SPACE = 0.14
# Columns of Tesseract's TSV, and the levels of its rows.
_COLUMNS = 12
_LINE, _WORD = "4", "5"
_LAST = "\t".join([_LINE, *["0"] * (_COLUMNS - 1)])


@dataclass(slots=True)
class Recogniser:
    """Reads the pages of one file until `seconds` are spent on it."""

    program: str
    seconds: float

    def read(self, picture: Picture, ink: PageInk) -> PageInk:
        """Return the page with the words that stand in its picture; as it was without any."""
        if self.seconds <= 0 or not picture.pixels:
            return ink
        began = monotonic()
        glyphs: tuple[Glyph, ...] = ()
        for layout in _LAYOUTS:
            glyphs = glyphs or parse_words(self._recognise(picture, layout), picture.scale)
        self.seconds -= monotonic() - began
        if not glyphs:
            return ink
        # The picture is drawn as a viewer shows the page.
        return replace(ink, frame=ink.shown, glyphs=glyphs, pictures=0, is_scanned=True)

    def _recognise(self, picture: Picture, layout: str) -> str:
        command = [
            *(self.program, "stdin", "stdout", "-l", OCR_LANGUAGE, "--psm", layout),
            *("--dpi", str(round(72 * picture.scale)), "tsv"),
        ]
        if launcher := shutil.which("env"):
            # One thread: more of them only wait for each other.
            command = [launcher, "OMP_THREAD_LIMIT=1", *command]
        try:
            done = subprocess.run(
                command,
                input=b"P5 %d %d 255\n" % (picture.width, picture.height) + picture.pixels,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=min(_PAGE_SECONDS, self.seconds),
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def parse_words(table: str, scale: float) -> tuple[Glyph, ...]:
    """Return the characters of Tesseract's TSV, `scale` pixels of which are one point.

    The letters of a word share its box; all words of a line stand on its baseline.

    Source: Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width,
    height, confidence, text.
    """
    glyphs: list[Glyph] = []
    words: list[_Word] = []
    base = size = 0.0
    for row in [*table.splitlines()[1:], _LAST]:
        cells = row.split("\t")
        if len(cells) != _COLUMNS or cells[0] not in (_LINE, _WORD):
            continue
        try:
            left, top, wide, high = (int(cell) / scale for cell in cells[6:10])
            sure = float(cells[10])
        except ValueError:
            continue
        if cells[0] == _LINE:
            glyphs += _set_line(words, base, size)
            words = []
            base, size = top + _ABOVE * high, max(1.0, _SIZE * high)
            continue
        word = "".join(char for char in cells[11] if char.isprintable() and not char.isspace())
        if word and sure >= _SURE and size > 0:
            words.append(_Word(left, left + wide, word))
    return tuple(glyphs)


class _Word(NamedTuple):
    left: float
    right: float
    text: str


def _set_line(words: Sequence[_Word], base: float, size: float) -> list[Glyph]:
    """Return the letters of a line.

    Tesseract takes Hangul syllables for words, with boxes that are too narrow or reach over
    the next: between them there is a space only if they stand further apart than they are wide.
    """
    glyphs: list[Glyph] = []
    spaced = True
    for number, word in enumerate(words):
        right = word.right
        following = words[number + 1] if number + 1 < len(words) else None
        is_spaced = True
        if following is not None:
            if word.left < following.left < right:
                right = following.left
                is_spaced = False
            elif all(map(_is_hangul, word.text)) and _is_hangul(following.text[0]):
                gap = following.left - word.left - _ADVANCE * size * len(word.text)
                is_spaced = gap > _SPACE * size
            if not is_spaced and following.left > word.left:
                right = following.left
        step = (right - word.left) / len(word.text)
        for place, char in enumerate(word.text):
            start = word.left + step * place
            glyphs.append(Glyph(char, start, start + step, base, size, spaced and place == 0))
        spaced = is_spaced
    return glyphs


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"
