"""Files of other tools, read within bounds and line by line; files for them, never over others."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from corpus import GoldError

# A corpus of a million passages; a single record of more than this is no passage.
MAX_BYTES = 2 * 1024 * 1024 * 1024
MAX_LINES = 10_000_000
MAX_LINE_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file without its end; `number` counts from 1."""

    path: Path
    number: int
    text: str

    def refuse(self, reason: str) -> NoReturn:
        """Say what is wrong with the line.

        Raises:
            GoldError: `exchange-bad-line`, always.
        """
        raise GoldError("exchange-bad-line", file=str(self.path), line=self.number, reason=reason)

    def fields(self, separator: str | None, *counts: int) -> list[str]:
        """Return the parts of the line, of which there must be one of `counts`."""
        parts = self.text.split(separator)
        if len(parts) not in counts:
            wanted = " / ".join(map(str, counts))
            self.refuse(f"{len(parts)} columns, expected {wanted}")
        return parts

    def record(self) -> dict[str, object]:
        """Return the JSON object of the line."""
        try:
            value = json.loads(self.text)
        except (ValueError, RecursionError) as error:
            self.refuse(f"not JSON: {getattr(error, 'msg', 'nested too deeply')}")
        if not isinstance(value, dict):
            self.refuse("not an object")
        return value


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the lines of a UTF-8 file that are not blank; a BOM is dropped.

    Raises:
        GoldError: `exchange-missing`, `exchange-unreadable`, `exchange-too-large`, or
            `exchange-bad-line` for one that is too long or no UTF-8.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise GoldError("exchange-too-large", file=str(path), limit=MAX_BYTES >> 20)
        with path.open("rb") as file:
            for number in range(1, MAX_LINES + 2):
                data = file.readline(MAX_LINE_BYTES + 1)
                if not data:
                    return
                line = Line(path, number, "")
                if number > MAX_LINES:
                    line.refuse(f"more than {MAX_LINES:,} lines")
                if len(data) > MAX_LINE_BYTES:
                    line.refuse(f"longer than {MAX_LINE_BYTES:,} bytes")
                try:
                    text = data.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
                except UnicodeDecodeError:
                    line.refuse("not UTF-8")
                if text.strip():
                    yield Line(path, number, text)
    except FileNotFoundError:
        raise GoldError("exchange-missing", file=str(path)) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise GoldError("exchange-unreadable", file=str(path), reason=reason) from error


def write_new(path: Path, pieces: Iterable[str], *, encoding: str = "utf-8") -> None:
    """Write a file that is not there yet; a failure leaves none behind.

    Raises:
        GoldError: `gold-file-exists` or `gold-not-written`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding=encoding, newline="") as file:
            try:
                for piece in pieces:
                    file.write(piece)
            except BaseException:
                file.close()
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        if path.parent.is_dir():
            raise GoldError("gold-file-exists", file=str(path)) from None
        reason = os.strerror(errno.ENOTDIR)
        raise GoldError("gold-not-written", file=str(path), reason=reason) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise GoldError("gold-not-written", file=str(path), reason=reason) from error


def require_new(paths: Iterable[Path]) -> None:
    """Refuse before anything is computed or written.

    Raises:
        GoldError: `gold-file-exists`: one of them is there.
    """
    for path in paths:
        if path.exists() or path.is_symlink():
            raise GoldError("gold-file-exists", file=str(path))
