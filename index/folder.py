"""The folder of a library, before and beside its opening."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from corpus import LibraryError
from index.recipe import Recipe
from index.scan import UPLOADS
from index.schema import FILE_NAME, connect, create, read_meta, translated
from index.wording.dictionary import DICTIONARY_FILE
from index.wording.synonyms import SYNONYMS_FILE

# What may lie in the folder before there is a library.
_OURS = frozenset((UPLOADS, SYNONYMS_FILE, DICTIONARY_FILE))


def read_manifest(folder: Path) -> Recipe | None:
    """Return what a library was made with, or None where there is none yet.

    Raises:
        LibraryError: there is something else, or it is damaged.
        LibraryMismatch: `library-other-format`.
    """
    path = Path(os.path.abspath(folder)) / FILE_NAME
    if not path.exists():
        return None
    connection = connect(path, read_only=True)
    try:
        with translated(path.parent):
            kept = read_meta(connection).get("recipe")
    finally:
        connection.close()
    return Recipe.from_json(kept, path.parent) if kept else None


def prepare_folder(folder: Path, *, can_create: bool) -> None:
    """Make the folder and an empty library in it, unless one is there.

    Raises:
        LibraryError: `library-missing`, `library-not-one`.
    """
    file = folder / FILE_NAME
    with translated(folder):
        if folder.exists() and not folder.is_dir():
            raise LibraryError("library-not-one", folder=str(folder))
        if file.exists() and file.stat().st_size:
            return
        if folder.is_dir() and not file.exists():
            others = [entry.name for entry in folder.iterdir() if entry.name not in _OURS]
            if others and can_create:
                raise LibraryError("library-folder-taken", folder=str(folder), found=others[0])
        if not can_create:
            raise LibraryError("library-missing", library=str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        create(file)


def measure_folder(folder: Path) -> int:
    """Return the bytes on disk, without the uploaded files."""
    total = 0
    for parent, _, names in os.walk(folder):
        if Path(parent).name != UPLOADS:
            for name in names:
                with suppress(OSError):
                    total += (Path(parent) / name).stat().st_size
    return total
