"""Taking a member out of an archive of our own: an uploaded copy, never a user's file."""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipInfo

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.archive import ZIP_ERRORS, read_directory
from corpus.readers.members import Container, archive_above, label_entries
from corpus.readers.opening import open_regular

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_DESCRIPTOR = b"PK\x07\x08"
_HAS_DESCRIPTOR = 0x8
_STORED_FLAGS = 0x800


@dataclass(frozen=True, slots=True)
class _Record:
    """An entry as it stands in the file: its own header with its data, and its directory line."""

    info: ZipInfo
    local: bytes
    central: bytes


def drop_member(archive: Path, member: str, limits: Limits | None = None) -> None:
    """Take a member out of an archive; the archive goes with the last file in it.

    The other entries stay byte for byte as they are, also those that nobody can read. An
    archive inside is packed anew without the member. The change appears whole or not at all.

    Raises:
        ReadError: the archive or the member is not there, or is damaged.
    """
    limits = limits or Limits()
    with open_regular(archive, archive.name) as file:
        data = file.read()
    left = _without(data, member, archive, limits, limits.max_nesting)
    if left is None:
        archive.unlink(missing_ok=True)
        return
    half = archive.with_name(f".{os.urandom(8).hex()}.part")
    try:
        half.write_bytes(left)
        half.replace(archive)
    finally:
        half.unlink(missing_ok=True)


def _without(data: bytes, member: str, path: Path, limits: Limits, depth: int) -> bytes | None:
    """Return an archive without a member; None where no file is left in it."""
    try:
        records = _records(data, limits)
    except ZIP_ERRORS as error:
        raise ReadError("file-damaged", file=path.name, reason=str(error)[:200]) from error
    entries = label_entries(record.info for record in records)
    label, inner = member, ""
    if member not in entries:
        label = archive_above(member, entries)
        inner = member[len(label) + 1 :]
        if not label or depth <= 0:
            raise ReadError("file-missing", file=member)
    kept = [record for record in records if record.info is not entries[label]]
    if inner:
        packed = Container(path, entries, data).read(label, label, limits)
        left = _without(packed, inner, path, limits, depth - 1)
        if left is not None:
            kept.append(_stored(entries[label], left))
    return _packed(kept) if any(not record.info.is_dir() for record in kept) else None


def _records(data: bytes, limits: Limits) -> list[_Record]:
    with read_directory(BytesIO(data), limits.max_parts) as archive:
        infos = archive.infolist()
        at = archive.start_dir
    records = []
    for info in infos:
        if data[at : at + 4] != _CENTRAL:
            raise ValueError("no directory")
        name, extra, comment = struct.unpack_from("<HHH", data, at + 28)
        end = at + 46 + name + extra + comment
        start = info.header_offset
        if data[start : start + 4] != _LOCAL:
            raise ValueError("no local header")
        body = start + 30 + sum(struct.unpack_from("<HH", data, start + 26))
        local = data[start : body + info.compress_size]
        if info.flag_bits & _HAS_DESCRIPTOR:
            local += _DESCRIPTOR + struct.pack("<III", info.CRC, info.compress_size, info.file_size)
        records.append(_Record(info, local, data[at:end]))
        at = end
    return records


def _stored(info: ZipInfo, data: bytes) -> _Record:
    """Return an entry of the same name that holds `data` as it is."""
    name = info.orig_filename.encode("utf-8" if info.flag_bits & _STORED_FLAGS else "cp437")
    flags = info.flag_bits & _STORED_FLAGS
    facts = struct.pack(
        "<HHHHIIIHH", flags, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(name), 0
    )
    central = _CENTRAL + struct.pack("<HH", 20, 20) + facts
    central += struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    return _Record(info, _LOCAL + struct.pack("<H", 20) + facts + name + data, central)


def _packed(records: list[_Record]) -> bytes:
    """Return a ZIP of these entries. Source: APPNOTE.TXT 6.3.10, 4.3.6 to 4.3.16."""
    out = bytearray()
    lines = []
    for record in records:
        lines.append(record.central[:42] + struct.pack("<I", len(out)) + record.central[46:])
        out += record.local
    start = len(out)
    out += b"".join(lines)
    count = min(len(records), 0xFFFF)
    out += _END + struct.pack("<HHHHIIH", 0, 0, count, count, len(out) - start, start, 0)
    return bytes(out)
