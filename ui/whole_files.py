"""A file written whole or not at all, with the rights of any new file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes, *, is_overwriting: bool) -> None:
    """Write a file under another name beside its place, and give it its own once it is whole.

    Raises:
        FileExistsError: the name is taken, and not `is_overwriting`.
        OSError: it cannot be written; what was there stays.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".geungeo-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        if is_overwriting:
            os.replace(name, path)
        else:
            _place(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def _place(name: str, path: Path) -> None:
    """Give a file its name, which must be free.

    Raises:
        FileExistsError: it is not.
    """
    try:
        os.link(name, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: a moment lies between the look and the renaming.
        if os.path.lexists(path):
            raise FileExistsError(str(path)) from None
        os.replace(name, path)
