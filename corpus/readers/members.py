"""Files inside ZIP archives, addressed by paths that go on below the archive.

`/data/보고서.zip/안/요약.hwp` is the member `안/요약.hwp` of `/data/보고서.zip`; an archive in
an archive is one step more. Names are labels: nothing is ever written where they point to.
"""

from __future__ import annotations

import os
import stat
import struct
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import IO
from unicodedata import normalize
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipExtFile, ZipInfo

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.archive import RATIO_FROM, ZIP_ERRORS, open_directory
from corpus.readers.opening import open_regular

# A ZIP with entries, or an empty one.
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = 0x41
_UTF8 = 0x800
_LOCAL_HEADER = 30
_UNICODE_PATH = 0x7075
# LZMA may ask for gigabytes of memory before the first byte.
_METHODS = (ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2)
# Inner archives up to this size are kept while their members are read one by one.
_KEPT_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class Container:
    """The entries of a ZIP by their labels; `data` is the ZIP itself where it lies in another.

    A label is the entry's name as a relative path: NFC, `/` between its parts, no `..`; of
    two entries with one name the second is `name (2)`.
    """

    path: Path
    entries: dict[str, ZipInfo]
    data: bytes | None = None

    def read(self, label: str, source: str, limits: Limits, most: int | None = None) -> bytes:
        """Return an entry, unpacked; no more than its first `most` bytes if given.

        Raises:
            ReadError: `file-missing`, `file-encrypted`, `file-too-large`,
                `archive-too-large`, `archive-method-not-supported`,
                `archive-part-damaged`, or what opening the archive says.
        """
        entry = self.entries.get(label)
        if entry is None or entry.is_dir():
            raise ReadError("file-missing", file=source)
        _require_modest(entry, label, source, limits)
        if self.data is not None:
            return _unpack(BytesIO(self.data), entry, label, source, most)
        with open_regular(self.path, source) as file:
            return _unpack(file, entry, label, source, most)

    def inner(self, label: str, source: str, limits: Limits) -> Container:
        """Open an entry that is itself a ZIP.

        Raises:
            ReadError: as `read` and `open_container`.
        """
        data = self.read(label, source, limits)
        return Container(self.path, list_entries(BytesIO(data), source, limits), data)


def open_container(path: Path, source: str, limits: Limits) -> Container:
    """Open a ZIP on the disk.

    Raises:
        ReadError: `file-damaged`, `archive-too-many-parts`, `archive-too-large` (all that it
            holds together), or what opening a file says.
    """
    with open_regular(path, source) as file:
        status = os.fstat(file.fileno())
        if status.st_size > limits.max_bytes:
            raise ReadError(
                "file-too-large", file=source, size=status.st_size, limit=limits.max_bytes
            )
        return Container(path, list_entries(file, source, limits))


def split_member(path: Path) -> tuple[Path, str]:
    """Return the file that `path` names or goes on below, and the rest of it (often empty)."""
    for depth, above in enumerate((path, *path.parents)):
        try:
            mode = above.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            break
        if depth and stat.S_ISREG(mode):
            return above, path.relative_to(above).as_posix()
        break
    return path, ""


def load_member(archive: Path, label: str, source: str, limits: Limits) -> bytes:
    """Return a member of an archive, or of an archive inside it.

    Raises:
        ReadError: as `Container.read`; `archive-too-deep`; `file-missing` also where the
            file is no archive.
    """
    container = _opened(archive, source, limits)
    rest = label
    for _ in range(limits.max_nesting + 1):
        if rest in container.entries:
            return container.read(rest, source, limits)
        head = archive_above(rest, container.entries)
        if not head:
            raise ReadError("file-missing", file=source)
        rest = rest[len(head) + 1 :]
        container = _inner(container, head, source, limits)
    raise ReadError("archive-too-deep", file=source, limit=limits.max_nesting)


def archive_above(label: str, entries: Mapping[str, ZipInfo]) -> str:
    """Return the label of the file that `label` goes on below, the highest; nothing if none."""
    parts = label.split("/")
    heads = ("/".join(parts[:cut]) for cut in range(1, len(parts)))
    return next((head for head in heads if head in entries and not entries[head].is_dir()), "")


def _opened(path: Path, source: str, limits: Limits) -> Container:
    """Return an archive as opened the last time, if it is still the same file."""
    try:
        status = path.stat()
    except OSError as error:
        raise ReadError("file-missing", file=source) from error
    # Only what opening depends on: files are hashed with other limits than they are read with.
    bounds = Limits(
        max_bytes=limits.max_bytes,
        max_parts=limits.max_parts,
        max_unpacked_bytes=limits.max_unpacked_bytes,
    )
    try:
        return _open_once(path, status.st_size, status.st_mtime_ns, status.st_ino, bounds)
    except ReadError as error:
        # It is no archive: then nothing can lie below it.
        is_other = error.code == "file-damaged" and not is_zip(path)
        code = "file-missing" if is_other else error.code
        raise ReadError(code, **{**error.details, "file": source}) from error


@lru_cache(maxsize=1)
def _open_once(path: Path, size: int, mtime_ns: int, inode: int, limits: Limits) -> Container:
    return open_container(path, path.name, limits)


class _Shelf:
    """The inner archive that was opened last, if it was small, with the one it lies in."""

    kept: tuple[Container, str, Container] | None = None


def _inner(container: Container, label: str, source: str, limits: Limits) -> Container:
    """Return an inner archive, as opened the last time if it is the same."""
    kept = _Shelf.kept
    if kept is not None and kept[0].entries is container.entries and kept[1] == label:
        return kept[2]
    opened = container.inner(label, source, limits)
    is_small = opened.data is not None and len(opened.data) <= _KEPT_BYTES
    _Shelf.kept = (container, label, opened) if is_small else None
    return opened


def is_zip(path: Path) -> bool:
    """Tell whether a file begins as a ZIP does."""
    try:
        with open_regular(path, path.name) as file:
            return file.read(4) in ZIP_MAGIC
    except ReadError:
        return False


def list_entries(file: IO[bytes], source: str, limits: Limits) -> dict[str, ZipInfo]:
    """Return the entries of a ZIP by their labels; see `Container`.

    Raises:
        ReadError: `file-damaged`, `archive-too-many-parts`, `archive-too-large`.
    """
    with open_directory(file, source, limits) as archive:
        entries = label_entries(archive.infolist())
    total = 0
    for label, entry in entries.items():
        # What is too large for itself is refused for itself.
        total += entry.file_size if entry.file_size <= limits.max_bytes else 0
        if total > limits.max_unpacked_bytes:
            raise ReadError(
                "archive-too-large", file=source, part=label, limit=limits.max_unpacked_bytes
            )
    return entries


def label_entries(infos: Iterable[ZipInfo]) -> dict[str, ZipInfo]:
    """Return entries by their labels; see `Container`."""
    entries: dict[str, ZipInfo] = {}
    counts: Counter[str] = Counter()
    for info in infos:
        parts = [part for part in _name(info).split("/") if part not in ("", ".", "..")]
        name = label = "/".join(parts) or "_"
        if name in entries and info.is_dir():
            continue
        folder, slash, last = name.rpartition("/")
        stem, dot, suffix = last.rpartition(".")
        while label in entries:
            counts[name] += 1
            told = f" ({counts[name] + 1})"
            last = f"{stem}{told}.{suffix}" if dot and stem else f"{stem}{dot}{suffix}{told}"
            label = f"{folder}{slash}{last}"
        entries[label] = info
    return entries


def _name(info: ZipInfo) -> str:
    """Return the name of an entry as its author saw it.

    Without the flag for UTF-8 it is, on Korean Windows, CP949; some write UTF-8 all the same,
    in which Hangul takes three bytes. Source: APPNOTE.TXT 6.3.10, 4.4.4 and 4.6.9.
    """
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        told = _unicode_path(info.extra)
        if told:
            name = told
        elif not raw.isascii():
            try:
                decoded = raw.decode("utf-8")
            except UnicodeDecodeError:
                decoded = ""
            if not any(sign >= "\u0800" for sign in decoded):
                decoded = raw.decode("cp949", errors="replace")
            name = decoded
    cleaned = "".join("_" if sign < " " or sign == "\x7f" else sign for sign in name)
    return normalize("NFC", cleaned.replace("\\", "/").encode("utf-8", "replace").decode())


def _unicode_path(extra: bytes) -> str:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == _UNICODE_PATH and size > 5:
            return extra[at + 9 : at + 4 + size].decode("utf-8", errors="ignore")
        at += 4 + size
    return ""


def _require_modest(entry: ZipInfo, label: str, source: str, limits: Limits) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise ReadError("file-encrypted", file=source)
    if entry.file_size > limits.max_bytes:
        raise ReadError("file-too-large", file=source, size=entry.file_size, limit=limits.max_bytes)
    most = max(RATIO_FROM, max(1, entry.compress_size) * limits.max_ratio)
    if entry.file_size > most:
        raise ReadError("archive-too-large", file=source, part=label, limit=most)
    if entry.compress_type not in _METHODS:
        raise ReadError("archive-method-not-supported", file=source, method=entry.compress_type)


def _unpack(file: IO[bytes], entry: ZipInfo, label: str, source: str, most: int | None) -> bytes:
    """Return an entry's bytes: never more than it declares, whatever really comes out."""
    try:
        file.seek(entry.header_offset)
        header = file.read(_LOCAL_HEADER)
        if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
            raise ValueError("no local header")
        name, extra = struct.unpack_from("<HH", header, 26)
        file.seek(name + extra, 1)
        with ZipExtFile(file, "r", entry) as part:
            if most is not None and most < entry.file_size:
                return part.read(most)
            data = part.read()
            if len(data) != entry.file_size:
                raise ValueError("cut short")
            return data
    except ZIP_ERRORS as error:
        raise ReadError("archive-part-damaged", file=source, part=label) from error
