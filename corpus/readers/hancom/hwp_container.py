"""The container of a HWP 5 file: what it says of itself, and its streams, unpacked in bounds.

Source: Hancom, "HWP Document File Formats 5.0", revision 1.3, section 3 (file structure,
FileHeader, table 2 and 3); [MS-CFB] for the compound file, [MS-OLEPS] for its properties.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

import olefile

from corpus.errors import ReadError
from corpus.limits import Limits

_SIGNATURE = b"HWP Document File"
_COMPRESSED, _PASSWORD, _DISTRIBUTION, _DRM = 1 << 0, 1 << 1, 1 << 2, 1 << 4
_CERTIFICATE, _CERTIFICATE_DRM = 1 << 8, 1 << 10
_TRACKED = 1 << 14
# Smaller streams may be packed as tightly as they like, as parts of a ZIP may.
_RATIO_FROM = 1_000_000
_CHUNK = 1 << 20
_SECTION = re.compile(r"Section(\d{1,5})", re.IGNORECASE)
# Property ids of the summary. Source: table 12 (HwpSummaryInformation).
_PROPERTIES = ((2, "title"), (3, "subject"), (4, "author"), (5, "keywords"), (6, "description"))
_DATE_TEXT = 20
_TIMES = ((12, "created"), (13, "modified"))
_PROPERTY_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Stream:
    """An unpacked stream; `is_whole` is false where damage cut it short."""

    data: bytes
    is_whole: bool


class Container:
    """A HWP 5 file in memory. Nothing is written, nothing outside it is followed."""

    def __init__(self, data: bytes, source: str, limits: Limits) -> None:
        """Open the container and read its header.

        Raises:
            ReadError: `file-damaged`, `file-encrypted`, `file-distribution-locked`,
                `file-drm-locked`, `file-version-not-supported`.
        """
        self._source = source
        self._limits = limits
        self._unpacked = 0
        # Sectors of other sizes do not exist, and a mad one makes the parser allocate it.
        if len(data) < 512 or struct.unpack_from("<H", data, 30)[0] not in (9, 12):
            raise ReadError("file-damaged", file=source, reason="not a compound file")
        try:
            self._ole = olefile.OleFileIO(BytesIO(data))
            self._names = ["/".join(path) for path in self._ole.listdir()]
        except MemoryError:
            raise
        except Exception as error:
            # The parser of the container fails in many ways over damaged ones.
            raise ReadError(
                "file-damaged", file=source, reason=str(error)[:200] or "OLE"
            ) from error
        header = self._raw("FileHeader")
        if len(header) < 40 or not header.startswith(_SIGNATURE):
            raise ReadError("file-damaged", file=source, reason="FileHeader")
        major = header[35]
        self.version = ".".join(str(byte) for byte in reversed(header[32:36]))
        if major != 5:
            raise ReadError("file-version-not-supported", file=source, version=self.version)
        self._flags = struct.unpack_from("<I", header, 36)[0]
        if self._flags & (_PASSWORD | _CERTIFICATE):
            raise ReadError("file-encrypted", file=source)
        if self._flags & (_DRM | _CERTIFICATE_DRM):
            raise ReadError("file-drm-locked", file=source)
        if self._flags & _DISTRIBUTION:
            raise ReadError("file-distribution-locked", file=source)

    @property
    def is_tracked(self) -> bool:
        """Tell whether changes are tracked in the document."""
        return bool(self._flags & _TRACKED)

    def sections(self, storage: str = "BodyText") -> tuple[str, ...]:
        """Return the paths of the sections below a storage, in the order of the document."""
        found = []
        for name in self._names:
            folder, _, leaf = name.rpartition("/")
            match = _SECTION.fullmatch(leaf)
            if match and folder.casefold() == storage.casefold():
                found.append((int(match[1]), name))
        return tuple(name for _, name in sorted(found))

    def read(self, name: str) -> Stream:
        """Return a stream, unpacked as far as it can be.

        Raises:
            ReadError: `archive-too-large`.
        """
        raw = self._raw(name)
        if not self._flags & _COMPRESSED:
            self._count(len(raw), name)
            return Stream(raw, bool(raw))
        most = self._limits.max_unpacked_bytes - self._unpacked
        most = min(most, max(_RATIO_FROM, len(raw) * self._limits.max_ratio))
        pieces: list[bytes] = []
        size = 0
        # Raw deflate without a header.
        inflater = zlib.decompressobj(-15)
        at = 0
        waiting = b""
        try:
            while not inflater.eof and (waiting or at < len(raw)):
                if not waiting:
                    waiting, at = raw[at : at + _CHUNK], at + _CHUNK
                piece = inflater.decompress(waiting, min(_CHUNK, most - size + 1))
                waiting = inflater.unconsumed_tail
                size += len(piece)
                pieces.append(piece)
                if size > most:
                    self._count(self._limits.max_unpacked_bytes + 1, name)
        except zlib.error:
            # What came out before the damage is kept.
            pass
        self._count(size, name)
        return Stream(b"".join(pieces), inflater.eof)

    def metadata(self) -> dict[str, str]:
        """Return what the summary says, by name; empty where there is none or it is damaged."""
        raw = self._raw("\x05HwpSummaryInformation")
        try:
            return _read_summary(raw)
        except (struct.error, ValueError, OverflowError):
            return {}

    def _raw(self, name: str) -> bytes:
        """Return a stream as it is stored; empty where it is missing or cannot be read."""
        try:
            if not self._ole.exists(name):
                return b""
            return bytes(self._ole.openstream(name).read())
        except MemoryError:
            raise
        except Exception:
            # As above: a damaged chain of sectors fails in many ways.
            return b""

    def _count(self, size: int, name: str) -> None:
        self._unpacked += size
        if self._unpacked > self._limits.max_unpacked_bytes:
            raise ReadError(
                "archive-too-large",
                file=self._source,
                part=name,
                limit=self._limits.max_unpacked_bytes,
            )


def _read_summary(raw: bytes) -> dict[str, str]:
    """Read the property set; see [MS-OLEPS] 2.21 (PropertySetStream) and 2.15 (types)."""
    if len(raw) < 48 or len(raw) > _PROPERTY_BYTES:
        return {}
    start = struct.unpack_from("<I", raw, 44)[0]
    count = min(struct.unpack_from("<I", raw, start + 4)[0], 100)
    values: dict[int, str] = {}
    times: dict[int, str] = {}
    for number in range(count):
        key, offset = struct.unpack_from("<II", raw, start + 8 + 8 * number)
        at = start + offset
        kind = struct.unpack_from("<I", raw, at)[0]
        if kind == 0x1F:
            length = struct.unpack_from("<I", raw, at + 4)[0]
            text = raw[at + 8 : at + 8 + 2 * length].decode("utf-16-le", "ignore")
            values[key] = " ".join(text.split("\x00")[0].split())
        elif kind == 0x40:
            # Tenths of a microsecond since 1601.
            ticks = struct.unpack_from("<Q", raw, at + 4)[0]
            seconds = ticks / 10_000_000 - 11_644_473_600
            if 0 < seconds < 4_102_444_800:
                times[key] = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = {name: values[key][:200] for key, name in _PROPERTIES if values.get(key)}
    found.update((name, times[key]) for key, name in _TIMES if key in times)
    if values.get(_DATE_TEXT):
        found["date"] = values[_DATE_TEXT][:200]
    return found
