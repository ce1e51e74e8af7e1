"""Which streams stand at the top of an OLE container: enough to tell one format from another."""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_HEADER = 512
# Sector numbers from here on are signs (end of a chain, free, ...) and no sectors.
_SIGNS = 0xFFFFFFFA
_NONE = 0xFFFFFFFF
# A report has some dozens; more are not needed to know what it is.
_MAX_ENTRIES = 20_000


def top_names(data: bytes) -> frozenset[str]:
    """Return the names of the streams and storages at the top; empty if they cannot be told.

    Names inside storages (embedded objects) and in the content do not count.

    Source: [MS-CFB] Compound File Binary File Format, 2.2 (header), 2.5 (DIFAT),
    2.6 (directory entries).
    """
    if len(data) < _HEADER or not data.startswith(MAGIC):
        return frozenset()
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        return frozenset()
    size = 1 << shift
    fat = _fat_sectors(data, size)
    entries: list[bytes] = []
    sector = struct.unpack_from("<I", data, 48)[0]
    while sector < _SIGNS and len(entries) < _MAX_ENTRIES:
        at = (sector + 1) * size
        block = data[at : at + size]
        if len(block) < size:
            break
        entries.extend(block[low : low + _ENTRY] for low in range(0, size, _ENTRY))
        sector = _next_sector(data, size, fat, sector)
    if not entries:
        return frozenset()
    return frozenset(_names_below(entries))


def _fat_sectors(data: bytes, size: int) -> list[int]:
    """Return the sectors that hold the table of chains."""
    found = list(struct.unpack_from("<109I", data, 76))
    sector = struct.unpack_from("<I", data, 68)[0]
    most = len(data) // size + 1
    while sector < _SIGNS and len(found) < most:
        at = (sector + 1) * size
        if at + size > len(data):
            break
        block = struct.unpack_from(f"<{size // 4}I", data, at)
        found.extend(block[:-1])
        sector = block[-1]
    return found


def _next_sector(data: bytes, size: int, fat: list[int], sector: int) -> int:
    page, place = divmod(sector, size // 4)
    if page >= len(fat) or fat[page] >= _SIGNS:
        return _NONE
    at = (fat[page] + 1) * size + place * 4
    if at + 4 > len(data):
        return _NONE
    return int(struct.unpack_from("<I", data, at)[0])


def _names_below(entries: list[bytes]) -> Iterator[str]:
    """Yield the names of the root's children, which form a binary tree."""
    waiting = [struct.unpack_from("<I", entries[0], 76)[0]]
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number >= len(entries) or number in seen:
            continue
        seen.add(number)
        entry = entries[number]
        length, left, right = struct.unpack_from("<H2xII", entry, 64)
        yield entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        waiting += (left, right)
