"""What is on the disk against what the library holds: which files to look at, which are gone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus import FoundFile, ReadError, SkippedFile
from index.pipeline import Pipeline
from index.report import Setback
from index.store import FileRow

# Below the library's own folder only this one holds documents.
UPLOADS = "uploads"


@dataclass(frozen=True, slots=True)
class Scan:
    """The files found below the given paths, each under the widest root that holds it.

    `gone` are rows whose file no longer exists (or is no longer wanted); `roots` those of
    the library afterwards. `held` are rows of members of an archive which was found as a file
    that must be read to know what is wrong with it, with the archive's path.
    """

    found: tuple[FoundFile, ...]
    gone: frozenset[bytes]
    roots: frozenset[bytes]
    skipped: tuple[Setback, ...]
    held: Mapping[bytes, bytes] = field(default_factory=dict)


def scan(
    paths: Iterable[Path],
    library: Path,
    pipeline: Pipeline,
    files: Mapping[bytes, FileRow],
    roots: frozenset[bytes],
    on_found: Callable[[], None],
) -> Scan:
    """Look at `paths`; `on_found` is called at every file and may raise to stop.

    Raises:
        ReadError: a path that does not exist and of which the library knows nothing.
    """
    given = [Path(os.path.abspath(path)).resolve() for path in paths]
    kept = {Path(os.fsdecode(root)) for root in roots}
    missing = [path for path in given if not path.exists()]
    known = [Path(os.fsdecode(path)) for path in files]
    for path in missing:
        if not any(is_inside(file, path) for file in known):
            raise ReadError("path-missing", path=str(path))
    new_roots = widest((kept | set(given)) - set(missing))
    skips: dict[str, SkippedFile] = {}
    unlisted: list[Path] = []
    found: dict[bytes, FoundFile] = {}
    for path in widest(set(given) - set(missing)):

        def on_skip(skipped: SkippedFile, base: Path = path) -> None:
            skips[str(base / skipped.source)] = skipped
            if skipped.code == "skipped-folder":
                unlisted.append(base / skipped.source)

        for file in pipeline.find(path, on_skip):
            on_found()
            if not _is_our_own(file.path, library):
                found[os.fsencode(file.path)] = _under_widest(file, new_roots)
    held = {path: above for path in files if path not in found and (above := _above(path, found))}
    gone = frozenset(
        row.path
        for row, file in zip(files.values(), known, strict=True)
        if row.path not in found
        and row.path not in held
        and any(is_inside(file, path) for path in given)
        and not any(is_inside(file, folder) for folder in unlisted)
    )
    return Scan(
        found=tuple(sorted(found.values(), key=lambda file: (file.source, str(file.root)))),
        gone=gone,
        roots=frozenset(os.fsencode(root) for root in new_roots),
        skipped=tuple(
            Setback(s.source, s.code, (("file", s.source), ("detail", s.detail)))
            for _, s in sorted(skips.items())
        ),
        held=held,
    )


def _above(path: bytes, found: Mapping[bytes, FoundFile]) -> bytes:
    """Return the found file that a path goes on below; empty if there is none."""
    separator = os.fsencode(os.sep)
    above = path
    while (cut := above.rfind(separator)) > 0:
        above = above[:cut]
        if above in found:
            return above
    return b""


def is_inside(path: Path, folder: Path) -> bool:
    """Tell whether `path` is `folder` or lies below it."""
    return path == folder or folder in path.parents


def widest(paths: Iterable[Path]) -> set[Path]:
    """Return the paths that lie in no other of them."""
    unique = set(paths)
    return {path for path in unique if not any(folder in unique for folder in path.parents)}


def _under_widest(file: FoundFile, roots: Iterable[Path]) -> FoundFile:
    """Name a file by the widest root that holds it, whichever root it was found from."""
    for root in roots:
        if root in file.root.parents:
            above = file.root.relative_to(root).as_posix()
            clean = above.encode("utf-8", "replace").decode("utf-8")
            return FoundFile(file.path, f"{clean}/{file.source}", root)
    return file


def _is_our_own(path: Path, library: Path) -> bool:
    """Tell whether a file is part of the library and not a document in it."""
    return library in path.parents and library / UPLOADS not in path.parents
