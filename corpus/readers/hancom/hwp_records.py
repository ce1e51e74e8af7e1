"""The records that the streams of a HWP 5 file consist of.

Source: Hancom, "HWP Document File Formats 5.0", revision 1.3, section 4.1 (data records) and
tables 13 and 57 (tags).
"""

from __future__ import annotations

import struct
from typing import Final

_BEGIN: Final = 0x10
DOCUMENT_PROPERTIES: Final = _BEGIN
CHAR_SHAPE: Final = _BEGIN + 5
NUMBERING: Final = _BEGIN + 7
BULLET: Final = _BEGIN + 8
PARA_SHAPE: Final = _BEGIN + 9
STYLE: Final = _BEGIN + 10
PARA_HEADER: Final = _BEGIN + 50
PARA_TEXT: Final = _BEGIN + 51
PARA_CHAR_SHAPE: Final = _BEGIN + 52
PARA_LINE_SEG: Final = _BEGIN + 53
PARA_RANGE_TAG: Final = _BEGIN + 54
CTRL_HEADER: Final = _BEGIN + 55
LIST_HEADER: Final = _BEGIN + 56
PAGE_DEF: Final = _BEGIN + 57
FOOTNOTE_SHAPE: Final = _BEGIN + 58
TABLE: Final = _BEGIN + 61
SHAPE_OLE: Final = _BEGIN + 68
SHAPE_PICTURE: Final = _BEGIN + 69
EQEDIT: Final = _BEGIN + 72
SHAPE_TEXTART: Final = _BEGIN + 74
FORM_OBJECT: Final = _BEGIN + 75
MEMO_LIST: Final = _BEGIN + 77
CHART_DATA: Final = _BEGIN + 79
VIDEO_DATA: Final = _BEGIN + 82

# A thousand pages have some 300,000; a stream of empty ones must end.
MAX_RECORDS: Final = 4_000_000
_HEADER = struct.Struct("<I")


class Records:
    """A cursor over the records of a stream.

    `tag`, `level`, `start` and `end` are those of the record it stands on, whose payload is
    `data[start:end]`; at the end `level` is -1. `is_damaged` tells that a record reaches
    beyond the stream or that there are too many; `left` is how many more there may be.
    `place` is where the record begins.
    """

    __slots__ = ("_at", "data", "end", "is_damaged", "left", "level", "place", "start", "tag")

    def __init__(self, data: bytes, most: int = MAX_RECORDS) -> None:
        """Stand on the first record, if there is one."""
        self.data = data
        self._at = 0
        self.left = most
        self.is_damaged = False
        self.tag = self.level = self.start = self.end = self.place = 0
        self.advance()

    def advance(self) -> None:
        """Go to the next record."""
        at = self._at
        data = self.data
        if at + 4 > len(data) or self.left <= 0:
            self.is_damaged = self.is_damaged or at != len(data)
            self.tag, self.level = 0, -1
            self.start = self.end = len(data)
            return
        self.left -= 1
        self.place = at
        head = _HEADER.unpack_from(data, at)[0]
        size = head >> 20
        at += 4
        if size == 0xFFF:
            if at + 4 > len(data):
                self.is_damaged = True
                self.tag, self.level = 0, -1
                self.start = self.end = self._at = len(data)
                return
            size = _HEADER.unpack_from(data, at)[0]
            at += 4
        self.tag = head & 0x3FF
        self.level = head >> 10 & 0x3FF
        self.start = at
        self.end = at + size
        if self.end > len(data):
            # The last one is used as far as it goes.
            self.is_damaged = True
            self.end = len(data)
        self._at = self.end

    @property
    def payload(self) -> bytes:
        """The bytes of the record."""
        return self.data[self.start : self.end]

    def go_to(self, place: int) -> None:
        """Stand on the record that begins at a place which `place` has told."""
        self._at = place
        self.advance()

    def skip_below(self, level: int) -> None:
        """Pass over all records deeper than a level."""
        while self.level > level:
            self.advance()


class Fields:
    """The fields of a record, one after the other; what is missing reads as zero.

    Records grew with the versions of the program, so a short one is no damage.
    """

    __slots__ = ("_at", "_data")

    def __init__(self, data: bytes, at: int = 0) -> None:
        """Begin at an offset."""
        self._data = data
        self._at = at

    @property
    def left(self) -> int:
        """How many bytes follow."""
        return max(0, len(self._data) - self._at)

    def skip(self, count: int) -> None:
        """Pass over bytes."""
        self._at += count

    def u16(self) -> int:
        """Read a WORD."""
        return self._read(2)

    def u32(self) -> int:
        """Read a DWORD."""
        return self._read(4)

    def i32(self) -> int:
        """Read an INT32."""
        value = self._read(4)
        return value - (1 << 32) if value >= 1 << 31 else value

    def text(self) -> str:
        """Read a string: a WORD with its length, and so many characters of UTF-16."""
        return self.characters(self.u16())

    def characters(self, count: int) -> str:
        """Read so many characters of UTF-16."""
        raw = self._data[self._at : self._at + 2 * count]
        self._at += 2 * count
        return raw.decode("utf-16-le", "replace").replace("\x00", "")

    def _read(self, size: int) -> int:
        raw = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(raw, "little") if len(raw) == size else 0
