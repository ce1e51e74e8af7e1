"""ZIP files made and changed in memory."""

import zipfile
from io import BytesIO


def zipped(*entries, method=zipfile.ZIP_DEFLATED):
    """Return a ZIP, the same on every day.

    An entry is (name, data), or a ZipInfo, whose own method counts, with its data.
    """
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries:
            entry = name
            if not isinstance(name, zipfile.ZipInfo):
                # Of the first day that a ZIP can name; by its name alone it would be of now.
                entry = zipfile.ZipInfo(name)
                entry.compress_type = method
            archive.writestr(entry, data)
    return out.getvalue()


def rewritten(data, change):
    """Return the same package with each part as `change(name, bytes)` gives it back."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [(entry, archive.read(entry)) for entry in archive.infolist()]
    return zipped(*((entry, change(entry.filename, part)) for entry, part in parts))
