"""What a sweep of folders and archives finds, and what it passes over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.readers.kinds import READABLE, detect_kind, is_prose_name

# So much of a file tells what it is.
HEAD_BYTES = 4096
_NOISE = frozenset(("thumbs.db", "desktop.ini", "__macosx", "$recycle.bin"))


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file worth reading.

    `source` is its path relative to `root` with `/`, in NFC whatever the disk says;
    for a root that is a file, it is the file's name and `root` is the file's folder.
    A member of an archive has a path (and a source) that goes on below the archive's.
    """

    path: Path
    source: str
    root: Path


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file or folder that was passed over, and the code of the reason in `ui.messages`.

    Codes: `skipped-kind` (`detail`: what it is), `skipped-link` (to outside the root, or
    nowhere; `detail`: the target), `skipped-special` (a pipe, socket or device),
    `skipped-same-name` (differs from another name in its Unicode form only),
    `skipped-folder` (cannot be listed; `detail`: why), `skipped-too-deep`,
    `skipped-archive-empty` (no document in it), `skipped-archive-too-deep` (inside too
    many others; `detail`: how many may be).
    """

    source: str
    code: str
    detail: str = ""


def is_noise(name: str) -> bool:
    """Tell hidden files, the lock files of office programs and system litter."""
    return name.startswith((".", "~$")) or name.lower() in _NOISE


def unwanted_kind(head: bytes, name: str) -> str | None:
    """Return what a file that begins like this is if it is no document, else `None`."""
    kind = detect_kind(head, name)
    if kind not in READABLE:
        return kind
    if kind == "text" and head.startswith(b"#!"):
        return "script"
    if kind == "text" and not is_prose_name(name):
        return Path(name).suffix[1:].lower()
    return None
