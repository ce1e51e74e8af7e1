"""ZIP containers that strangers made: what may be unpacked of them, and how much."""

from __future__ import annotations

import lzma
import struct
import zlib
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from corpus.errors import ReadError
from corpus.limits import Limits

# Smaller parts may be packed as tightly as they like: a blank sheet is.
RATIO_FROM = 1_000_000
_CHUNK = 1 << 20
_ENCRYPTED = 0x1
# All that Python's `zipfile` raises over a broken file.
ZIP_ERRORS = (
    BadZipFile,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
)
_END = b"PK\x05\x06"
_END_64, _LOCATOR_64 = b"PK\x06\x06", b"PK\x06\x07"
_END_SIZE, _LOCATOR_SIZE = 22, 20
# The comment behind the end record may be this long.
_MAX_COMMENT = 65_535
# What a part takes in the directory, its name and extra fields included; most take a third.
_ENTRY_BYTES = 400


class TooManyParts(ValueError):
    """A directory lists, or is large enough to list, more parts than are taken."""

    def __init__(self, count: int) -> None:
        """Say how many parts there are."""
        super().__init__(f"{count} parts")
        self.count = count


def read_directory(file: IO[bytes], max_parts: int) -> ZipFile:
    """Open a ZIP after making sure that its directory is not endless.

    Raises:
        TooManyParts: it lists more than `max_parts`.
        one of `ZIP_ERRORS`: it is damaged.
    """
    size = _directory_size(file)
    if size > max_parts * _ENTRY_BYTES:
        raise TooManyParts(size // _ENTRY_BYTES)
    file.seek(0)
    archive = ZipFile(file)
    count = len(archive.infolist())
    if count > max_parts:
        archive.close()
        raise TooManyParts(count)
    return archive


def open_directory(file: IO[bytes], source: str, limits: Limits) -> ZipFile:
    """Open a ZIP as `read_directory` does, with what is wrong with it in words.

    Raises:
        ReadError: `file-damaged`, `archive-too-many-parts`.
    """
    try:
        return read_directory(file, limits.max_parts)
    except TooManyParts as error:
        raise ReadError(
            "archive-too-many-parts", file=source, count=error.count, limit=limits.max_parts
        ) from error
    except ZIP_ERRORS as error:
        raise ReadError("file-damaged", file=source, reason=str(error)[:200]) from error


def _directory_size(file: IO[bytes]) -> int:
    """Return how many bytes the directory takes by the end record, which `zipfile` believes.

    Source: APPNOTE.TXT 6.3.10, 4.3.14 to 4.3.16. 0 where there is none.
    """
    end = file.seek(0, 2)
    low = max(0, end - _END_SIZE - _MAX_COMMENT - _LOCATOR_SIZE)
    file.seek(low)
    tail = file.read(end - low)
    at = tail.rfind(_END)
    if at < 0 or at + _END_SIZE > len(tail):
        return 0
    size = int(struct.unpack_from("<I", tail, at + 12)[0])
    locator = at - _LOCATOR_SIZE
    if locator >= 0 and tail.startswith(_LOCATOR_64, locator):
        file.seek(min(struct.unpack_from("<Q", tail, locator + 8)[0], end))
        # Where the locator says, or right before it: versions of `zipfile` differ.
        for record in (file.read(56), tail[max(0, locator - 56) : locator]):
            if len(record) == 56 and record.startswith(_END_64):
                size = max(size % 0xFFFFFFFF, struct.unpack_from("<Q", record, 40)[0])
    # A size beyond the file is damage, which `zipfile` will say.
    return size if size <= end else 0


class Archive:
    """A ZIP held in memory whose parts are unpacked within limits, never to the disk.

    Names are labels and never paths: nothing is resolved, nothing is written.
    """

    def __init__(self, data: bytes, source: str, limits: Limits) -> None:
        """Read the directory of a ZIP.

        Raises:
            ReadError: `file-damaged`, `archive-too-many-parts`.
        """
        self._source = source
        self._limits = limits
        self._unpacked = 0
        self._zip = open_directory(BytesIO(data), source, limits)
        self._entries: dict[str, ZipInfo] = {
            entry.filename: entry for entry in self._zip.infolist()
        }

    @property
    def entries(self) -> tuple[ZipInfo, ...]:
        """The parts, folders included, in the order of the directory."""
        return tuple(self._entries.values())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, folders included, in the order of the directory."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Return a part, unpacked.

        Raises:
            ReadError: `file-encrypted`, `archive-too-large`, `archive-part-damaged` (also
                for a part that is missing).
        """
        entry = self._entries.get(name)
        if entry is None:
            raise ReadError("archive-part-damaged", file=self._source, part=name)
        if entry.flag_bits & _ENCRYPTED:
            raise ReadError("file-encrypted", file=self._source)
        packed = max(1, entry.compress_size)
        most = self._limits.max_unpacked_bytes - self._unpacked
        most = min(most, max(RATIO_FROM, packed * self._limits.max_ratio))
        # The directory may lie about sizes, so what really comes out is counted.
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(entry) as part:
                while piece := part.read(min(_CHUNK, most - size + 1)):
                    size += len(piece)
                    if size > most:
                        raise ReadError(
                            "archive-too-large",
                            file=self._source,
                            part=name,
                            limit=self._limits.max_unpacked_bytes,
                        )
                    pieces.append(piece)
        except ZIP_ERRORS as e:
            raise ReadError("archive-part-damaged", file=self._source, part=name) from e
        self._unpacked += size
        return b"".join(pieces)
