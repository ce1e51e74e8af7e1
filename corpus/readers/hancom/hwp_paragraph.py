"""A paragraph of HWP 5 from its records: text, sizes, lines.

Source: Hancom, "HWP Document File Formats 5.0", revision 1.3, tables 58 to 63 (paragraph
header, text, character shapes, line segments, range tags).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.readers.hancom.glyphs import RAISED, is_number_list, read_glyphs
from corpus.readers.hancom.hwp_docinfo import DocInfo
from corpus.readers.hancom.hwp_text import Run, change_stretches, read_units, split_runs
from corpus.readers.hancom.pages import Line

_SECTION_BREAK, _PAGE_BREAK, _COLUMN_BREAK = 1, 4, 8
_HEADER = struct.Struct("<8xHBB")
_LINE = struct.Struct("<Iii24x")
_PAIR = struct.Struct("<II")
_RANGE = struct.Struct("<III")
# The kinds of ranges are in no table; tracked files mark insertions and deletions so.
_DELETED = 0x11
_BOLD_SHARE = 0.9
# No page has more lines in one paragraph than a book has.
_MOST_LINES = 100_000


@dataclass(slots=True)
class RawParagraph:
    """The records of a paragraph as they stand in the file.

    `page_break`: the author lets a page begin here.
    """

    shape: int = 0
    style: int = 0
    breaks: int = 0
    units: str = ""
    shapes: list[tuple[int, int]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    deleted: list[tuple[int, int]] = field(default_factory=list)
    page_break: bool = False

    @property
    def column_break(self) -> bool:
        """The author let a column begin here."""
        return bool(self.breaks & _COLUMN_BREAK)

    def read_header(self, data: bytes) -> None:
        """Take the paragraph's header."""
        if len(data) >= _HEADER.size:
            self.shape, self.style, self.breaks = _HEADER.unpack_from(data)
            self.page_break = bool(self.breaks & _PAGE_BREAK)

    def read_text(self, data: bytes) -> None:
        """Take the text."""
        self.units = read_units(data)

    def read_shapes(self, data: bytes) -> None:
        """Take where which character shape begins; they ascend."""
        last = -1
        for start, number in _PAIR.iter_unpack(data[: len(data) // 8 * 8]):
            if start > last:
                self.shapes.append((start, number))
                last = start

    def read_lines(self, data: bytes) -> None:
        """Take the lines."""
        whole = data[: min(len(data) // 36, _MOST_LINES) * 36]
        self.lines = [Line(at, top, height) for at, top, height in _LINE.iter_unpack(whole)]

    def read_ranges(self, data: bytes) -> None:
        """Take which stretches are deleted."""
        self.deleted += deleted_ranges(data)

    def raise_numbers(self, info: DocInfo) -> None:
        """Let raised digits be such characters: `m2` with a raised 2 is `m²`."""
        if not info.has_raised or not self.shapes:
            return
        stretches = []
        for (start, number), end in zip(self.shapes, self._ends(), strict=True):
            if info.char_shape(number).is_raised and is_number_list(
                self.units[start:end].rstrip("\r ")
            ):
                stretches.append((start, end))
        self.units = change_stretches(self.units, stretches, RAISED)

    def measure(self, info: DocInfo) -> tuple[float, bool]:
        """Return the size of most characters in points, and whether nearly all are bold."""
        if not self.shapes:
            return 10.0, False
        if len(self.shapes) == 1:
            shape = info.char_shape(self.shapes[0][1])
            return shape.size, shape.is_bold
        sizes: dict[float, int] = {}
        bold = total = 0
        for (start, number), end in zip(self.shapes, self._ends(), strict=True):
            count = sum(1 for unit in self.units[start:end] if unit > " ")
            shape = info.char_shape(number)
            sizes[shape.size] = sizes.get(shape.size, 0) + count
            bold += count if shape.is_bold else 0
            total += count
        size = max(sizes.items(), key=lambda item: (item[1], item[0]))[0]
        return size, total > 0 and bold >= _BOLD_SHARE * total

    def _ends(self) -> list[int]:
        return [start for start, _ in self.shapes[1:]] + [len(self.units)]


@dataclass(slots=True)
class Assembly:
    """A paragraph's text in the making, with the places of its units in it.

    `unmapped` counts private signs of no known shape; `is_blank` that nothing stands yet.
    """

    unmapped: int = 0
    is_blank: bool = True
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _units: list[int] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text so far."""
        return "".join(self._parts)

    def add(self, at: int, text: str) -> None:
        """Add what stands at a unit of the paragraph."""
        self._units.append(at)
        self._places.append(self._length)
        if not text:
            return
        glyphs = read_glyphs(text)
        self.unmapped += glyphs.unmapped
        self._parts.append(glyphs.text)
        self._length += len(glyphs.text)
        self.is_blank = self.is_blank and not glyphs.text.strip()

    def place(self, unit: int) -> int:
        """Return where a unit of the paragraph stands in the text."""
        number = bisect_right(self._units, unit) - 1
        if number < 0:
            return 0
        after = self._places[number + 1] if number + 1 < len(self._places) else self._length
        return min(self._places[number] + unit - self._units[number], after)


def deleted_ranges(data: bytes) -> list[tuple[int, int]]:
    """Return the stretches that a record of ranges marks as deleted."""
    return [
        (start, end)
        for start, end, tag in _RANGE.iter_unpack(data[: len(data) // 12 * 12])
        if tag >> 24 == _DELETED and start < end
    ]


def visible_runs(units: str, deleted: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """Yield the runs of a paragraph without the characters that are deleted.

    Controls stay in any case, for their records follow one another.
    """
    if not deleted:
        yield from split_runs(units)
        return
    ranges = deque(sorted(deleted))
    for run in split_runs(units):
        if run.control:
            yield run
            continue
        at, end = run.at, run.at + len(run.text)
        parts = []
        while ranges and at < end:
            low, high = ranges[0]
            if high <= at:
                ranges.popleft()
                continue
            parts.append(run.text[at - run.at : max(at, min(low, end)) - run.at])
            at = max(at, min(high, end)) if low < end else end
        parts.append(run.text[at - run.at :])
        yield Run(run.at, "".join(parts))
