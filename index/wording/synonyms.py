"""`synonyms.txt` of a library: names that its keepers hold to be the same.

A line a group, separated by `=` or commas: `산업인터넷 = IIoT = 공업인터넷`. `구 => 신` holds one
way: who asks for the left finds the right too. From `#` on a line is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from corpus import LibraryError
from index.wording.names import Names, OtherName

SYNONYMS_FILE = "synonyms.txt"
MAX_BYTES = 1_000_000
MAX_LINES = 10_000
MAX_IN_GROUP = 20
MAX_CHARS = 60


def read_synonyms(path: Path) -> Names:
    """Return the names of a synonyms file.

    Raises:
        LibraryError: a code that begins with `names-`, with the file and the line.
    """
    pairs: list[tuple[str, OtherName]] = []
    for number, line in read_lines(path):
        pairs += _read_line(path, number, line)
    return Names(pairs)


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a small text file that say something, with their numbers from 1.

    Raises:
        LibraryError: `names-encoding`: it is no UTF-8; `names-too-large`.
    """
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise LibraryError("names-too-large", file=str(path), limit=f"{MAX_BYTES:,} bytes")
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    if len(lines) > MAX_LINES:
        raise LibraryError("names-too-large", file=str(path), limit=f"{MAX_LINES:,} lines")
    for number, raw in enumerate(lines, start=1):
        try:
            line = raw.decode("utf-8")
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
        one_way = [(name, other) for name in asked for other in meant]
    else:
        names = _read_names(path, number, line)
        if len(names) < 2:
            raise malformed(path, number, "names-alone", line)
        one_way = [(name, other) for name in names for other in names if other != name]
    return ((name, OtherName(other, path.name, "synonym")) for name, other in one_way)


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
