"""ZIP containers that strangers made: what may be unpacked of them, and how much."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from corpus.errors import ReadError
from corpus.limits import Limits

# Smaller parts may be packed as tightly as they like: a blank sheet is.
_RATIO_FROM = 1_000_000
_CHUNK = 1 << 20
_ENCRYPTED = 0x1


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
        try:
            self._zip = ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise ReadError("file-damaged", file=source, reason=str(error)[:200]) from error
        if len(entries) > limits.max_parts:
            raise ReadError(
                "archive-too-many-parts", file=source, count=len(entries), limit=limits.max_parts
            )
        self._entries: dict[str, ZipInfo] = {entry.filename: entry for entry in entries}

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
        most = min(most, max(_RATIO_FROM, packed * self._limits.max_ratio))
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
        except (BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error) as e:
            raise ReadError("archive-part-damaged", file=self._source, part=name) from e
        self._unpacked += size
        return b"".join(pieces)
