"""Opening files that strangers named: regular ones only, without ever waiting."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import IO, NoReturn

from corpus.errors import ReadError

_SPECIAL = (
    (stat.S_ISDIR, "folder"),
    (stat.S_ISFIFO, "pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISCHR, "device"),
    (stat.S_ISBLK, "device"),
)
_O_BINARY: int = getattr(os, "O_BINARY", 0)


def open_regular(path: Path, source: str) -> IO[bytes]:
    """Open a regular file; never waits for a pipe or device to speak.

    Raises:
        ReadError: `file-missing`, `file-not-readable`, `file-not-regular`.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _O_BINARY)
    except OSError as error:
        _refuse_open(path, source, error)
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        raise ReadError("file-not-regular", file=source, kind=_special_name(mode))
    return os.fdopen(handle, "rb")


def _refuse_open(path: Path, source: str, error: OSError) -> NoReturn:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        raise ReadError("file-missing", file=source) from error
    try:
        mode = os.stat(path).st_mode
    except OSError:
        mode = stat.S_IFREG
    if not stat.S_ISREG(mode):
        raise ReadError("file-not-regular", file=source, kind=_special_name(mode)) from error
    raise ReadError(
        "file-not-readable", file=source, reason=error.strerror or str(error)
    ) from error


def _special_name(mode: int) -> str:
    return next((name for test, name in _SPECIAL if test(mode)), "unknown")
