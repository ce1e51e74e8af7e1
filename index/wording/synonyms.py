"""`synonyms.txt` of a library: names that its keepers hold to be the same.

A line a group, separated by `=` or commas: `산업인터넷 = IIoT = 공업인터넷`. `구 => 신` holds one
way: who asks for the left finds the right too. From `#` on a line is a comment.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from corpus import LibraryError
from index.wording.names import Names, OtherName

SYNONYMS_FILE = "synonyms.txt"
MAX_BYTES = 1_000_000
MAX_LINES = 10_000
MAX_IN_GROUP = 20
MAX_CHARS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Synonyms:
    """What a synonyms file says, the `names` it had when it last could be read.

    They are None where it never could; `trouble` is what is wrong with the file as it is.
    """

    names: Names | None = None
    trouble: LibraryError | None = None


class SynonymsFile:
    """A synonyms file, read again when it has changed; safe to share between threads.

    One that is spoilt while the library is open stops nobody: what it said before goes on.
    """

    def __init__(self, path: Path) -> None:
        """Read the file, which need not be there."""
        self._path = path
        self._lock = Lock()
        self._stamp: tuple[int, ...] | None = None
        self._found = Synonyms()
        self.look()

    def look(self) -> Synonyms:
        """Return what it says; the same object as long as the file is the same."""
        with self._lock:
            stamp = self._take_stamp()
            if stamp != self._stamp:
                self._stamp = stamp
                try:
                    self._found = Synonyms(read_synonyms(self._path) if stamp else Names())
                except LibraryError as error:
                    self._found = replace(self._found, trouble=error)
            return self._found

    def names(self) -> Names:
        """Return the names to search by.

        Raises:
            LibraryError: the file never could be read; see `read_synonyms`.
        """
        found = self.look()
        if found.names is not None:
            return found.names
        wrong = found.trouble or LibraryError("library-io", folder=str(self._path), reason="?")
        # Another object each time: what is raised again and again grows.
        raise LibraryError(wrong.code, **wrong.details)

    def _take_stamp(self) -> tuple[int, ...]:
        """Return what tells one state of the file from the next; nothing where there is none."""
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return ()
        except OSError as error:
            return (error.errno or -1,)
        return (status.st_mtime_ns, status.st_size, status.st_ino)


def read_synonyms(path: Path) -> Names:
    """Return the names of a synonyms file.

    Raises:
        LibraryError: a code that begins with `names-`, with the file and the line;
            `library-io`.
    """
    return Names(
        pair for number, line in read_lines(path) for pair in _read_line(path, number, line)
    )


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a small text file that say something, composed (NFC), numbered from 1.

    Raises:
        LibraryError: `names-encoding`: it is no UTF-8; `names-too-large`; `library-io`.
    """
    try:
        # To open a pipe would wait for whoever writes into it.
        if path.exists() and not path.is_file():
            raise OSError(f"{path.name} is no file")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise LibraryError("library-io", folder=str(path), reason=reason) from error
    if len(data) > MAX_BYTES:
        raise LibraryError("names-too-large", file=str(path), limit=f"{MAX_BYTES:,} bytes")
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    if len(lines) > MAX_LINES:
        raise LibraryError("names-too-large", file=str(path), limit=f"{MAX_LINES:,} lines")
    for number, raw in enumerate(lines, start=1):
        try:
            line = unicodedata.normalize("NFC", raw.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise malformed(path, number, "names-encoding") from error
        said = re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip()
        if said:
            yield number, said


def malformed(path: Path, line: int, code: str, found: str = "") -> LibraryError:
    """Return the failure of a line in a file of names."""
    return LibraryError(code, file=str(path), line=line, found=found[:MAX_CHARS])


def _read_line(path: Path, number: int, line: str) -> Iterator[tuple[str, OtherName]]:
    if "=>" in line:
        left, *rest = line.split("=>")
        if len(rest) != 1:
            raise malformed(path, number, "names-arrows", line)
        asked, meant = _read_names(path, number, left), _read_names(path, number, rest[0])
    else:
        asked = meant = _read_names(path, number, line)
        if len(asked) < 2:
            raise malformed(path, number, "names-alone", line)
    others = [OtherName(name, path.name, "synonym") for name in meant]
    return ((name, other) for name in asked for other in others if other.text != name)


def _read_names(path: Path, number: int, text: str) -> list[str]:
    names = [" ".join(name.split()) for name in re.split("=" if "=" in text else "[,，]", text)]
    if not all(any(char.isalnum() for char in name) for name in names):
        raise malformed(path, number, "names-empty", text)
    if len(names) > MAX_IN_GROUP:
        raise malformed(path, number, "names-many", str(len(names)))
    for name in names:
        if len(name) > MAX_CHARS or len("".join(name.split())) < 2:
            raise malformed(path, number, "names-length", name)
    return names
