"""One writer at a time: a lock that the system gives back when its owner dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import LibraryBusy
from index.schema import translated

FILE_NAME = "writer.lock"


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the library's write lock.

    Raises:
        LibraryBusy: `library-busy`, at once, with the `pid` of who holds it.
        LibraryError: `library-not-writable`.
    """
    path = folder / FILE_NAME
    with translated(folder):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _try_lock(handle):
            owner = os.pread(handle, 32, 0) if hasattr(os, "pread") else path.read_bytes()[:32]
            pid = owner.decode("ascii", "replace").strip()
            raise LibraryBusy("library-busy", folder=str(folder), pid=pid or "?")
        with translated(folder):
            os.ftruncate(handle, 0)
            os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        # Closing gives the lock back; the file stays, for taking it away would race.
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        # A byte far behind the pid, which others must be able to read.
        os.lseek(handle, 1 << 20, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
