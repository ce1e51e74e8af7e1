"""A compound file (OLE) written for tests: enough of [MS-CFB] for small documents."""

import struct

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def write_compound(streams):
    """The bytes of a compound file with these streams; a name may have one `/`."""
    folders = sorted({name.split("/")[0] for name in streams if "/" in name})
    top = sorted([*folders, *(name for name in streams if "/" not in name)], key=_order)
    entries = [["Root Entry", 5, _NONE, _NONE, 0]]
    places = {}

    def add(names, prefix, parent):
        before = None
        for name in names:
            number = len(entries)
            is_folder = not prefix and name in folders
            entries.append([name, 1 if is_folder else 2, _NONE, _NONE, b""])
            places[prefix + name] = number
            if before is None:
                entries[parent][3] = number
            else:
                entries[before][2] = number
            before = number

    add(top, "", 0)
    for folder in folders:
        inside = sorted(
            (n.split("/")[1] for n in streams if n.startswith(folder + "/")), key=_order
        )
        add(inside, folder + "/", places[folder])
    fat, sectors, mini_fat, mini = [], [], [], b""

    def store(data):
        if not data:
            return _END
        first = len(sectors)
        count = -(-len(data) // _SECTOR)
        for number in range(count):
            sectors.append(data[number * _SECTOR : (number + 1) * _SECTOR].ljust(_SECTOR, b"\0"))
            fat.append(first + number + 1 if number + 1 < count else _END)
        return first

    starts = {}
    for name, data in streams.items():
        if len(data) >= _CUTOFF:
            starts[places[name]] = (store(data), len(data))
        else:
            first = len(mini_fat)
            count = -(-len(data) // _MINI)
            mini_fat.extend(
                first + number + 1 if number + 1 < count else _END for number in range(count)
            )
            mini += data.ljust(count * _MINI, b"\0")
            starts[places[name]] = (first if count else _END, len(data))
    starts[0] = (store(mini), len(mini))
    mini_fat_first = store(b"".join(struct.pack("<I", one) for one in mini_fat))
    mini_fat_count = -(-len(mini_fat) * 4 // _SECTOR)
    directory = b"".join(
        _entry(entry, *starts.get(number, (_END, 0))) for number, entry in enumerate(entries)
    )
    directory += _empty() * (-len(entries) % 4)
    directory_first = store(directory)
    # The table of sectors has its own sectors in it.
    own = 1
    while own * (_SECTOR // 4) < len(fat) + own:
        own += 1
    fat_first = len(fat)
    fat.extend([_FAT] * own)
    fat.extend([_FREE] * (own * (_SECTOR // 4) - len(fat)))
    table = b"".join(struct.pack("<I", one) for one in fat)
    assert own <= 109
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E, 3, 0xFFFE, 9, 6,
        0, own, directory_first, 0, _CUTOFF,
        mini_fat_first if mini_fat else _END, mini_fat_count, _END, 0,
    )  # fmt: skip
    difat = [fat_first + number for number in range(own)]
    header += b"".join(struct.pack("<I", one) for one in difat + [_FREE] * (109 - own))
    return header + b"".join(sectors) + table


def _order(name):
    return (len(name), name.upper())


def _entry(entry, start, size):
    name, kind, right, child, _ = entry
    raw = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xIQQIQ", raw, len(raw), kind, 1, _NONE, right, child, 0, 0, 0, start, size
    )


def _empty():
    return struct.pack("<64sHBBIII16xIQQIQ", b"", 0, 0, 0, _NONE, _NONE, _NONE, 0, 0, 0, 0, 0)
