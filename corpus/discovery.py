"""Which files of a folder are documents? The rest is accounted for, not forgotten."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import normalize

from corpus.archives import sweep_archive
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.kinds import promises_document
from corpus.readers.members import ZIP_MAGIC, is_zip
from corpus.skips import HEAD_BYTES, FoundFile, SkippedFile, is_noise, unwanted_kind


def find_files(
    path: Path,
    limits: Limits | None = None,
    on_skip: Callable[[SkippedFile], None] | None = None,
) -> Iterator[FoundFile]:
    """Yield the documents at or below `path`, sorted by source, folder by folder.

    A ZIP archive is swept like a folder: its members are documents of their own.

    Links below the root are not followed: what they name inside the root is found
    without them, and what lies outside was not asked for. Hidden files, the lock
    files of office programs (`~$...`) and system litter are passed over in silence;
    everything else that is not yielded is told to `on_skip`. A file that cannot be
    opened is yielded, so that reading it gives the true reason.

    Raises:
        ReadError: `path-missing` or `path-not-readable` for the root itself,
            `file-not-regular` for a root that is a pipe, socket or device.
    """
    report = on_skip or _ignore
    try:
        root = path.resolve(strict=True)
        mode = root.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ReadError("path-missing", path=str(path)) from error
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError("path-not-readable", path=str(path), reason=reason) from error
    if stat.S_ISREG(mode):
        # The name the user gave, not the one a link of theirs resolves to.
        named = FoundFile(root, _clean(path.name or root.name), root.parent)
        if is_zip(root):
            return sweep_archive(named, limits or Limits(), report)
        return iter((named,))
    if not stat.S_ISDIR(mode):
        raise ReadError("file-not-regular", file=str(path), kind="special")
    try:
        os.scandir(root).close()
    except OSError as error:
        raise ReadError(
            "path-not-readable", path=str(path), reason=error.strerror or str(error)
        ) from error
    return _walk(root, limits or Limits(), report)


def _walk(root: Path, limits: Limits, report: Callable[[SkippedFile], None]) -> Iterator[FoundFile]:
    # A stack of folders still to list, so that no depth of nesting can exhaust Python's.
    stack: list[Iterator[tuple[str, os.DirEntry[str]]]] = [_entries(root, "", report)]
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
            continue
        source, entry = found
        try:
            mode = entry.stat(follow_symlinks=False).st_mode
        except OSError:
            # Gone since its folder was listed: of a file, reading will say so.
            if not entry.is_dir(follow_symlinks=False):
                yield FoundFile(Path(entry.path), source, root)
            continue
        if stat.S_ISLNK(mode):
            _judge_link(root, entry, source, report)
        elif stat.S_ISDIR(mode):
            if len(stack) > limits.max_depth:
                report(SkippedFile(source, "skipped-too-deep", str(limits.max_depth)))
            else:
                stack.append(_entries(Path(entry.path), source, report))
        elif not stat.S_ISREG(mode):
            report(SkippedFile(source, "skipped-special"))
        else:
            yield from _judge_file(FoundFile(Path(entry.path), source, root), limits, report)


def _entries(
    folder: Path, source: str, report: Callable[[SkippedFile], None]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the visible entries of a folder with their sources, sorted."""
    try:
        with os.scandir(folder) as listing:
            entries = list(listing)
    except OSError as error:
        report(SkippedFile(source, "skipped-folder", error.strerror or str(error)))
        return
    seen: set[str] = set()
    for name, entry in sorted(
        ((_clean(entry.name), entry) for entry in entries),
        key=lambda pair: (pair[0], os.fsencode(pair[1].name)),
    ):
        if is_noise(name):
            continue
        full = f"{source}/{name}" if source else name
        if name in seen:
            report(SkippedFile(full, "skipped-same-name"))
            continue
        seen.add(name)
        yield full, entry


def _judge_link(
    root: Path,
    entry: os.DirEntry[str],
    source: str,
    report: Callable[[SkippedFile], None],
) -> None:
    try:
        target = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        # A link into nothing, or a ring of links.
        report(SkippedFile(source, "skipped-link"))
        return
    if not target.is_relative_to(root):
        report(SkippedFile(source, "skipped-link", _clean(str(target))))


def _judge_file(
    file: FoundFile, limits: Limits, report: Callable[[SkippedFile], None]
) -> Iterator[FoundFile]:
    """Yield a file if it is a document, or the documents in it if it is an archive."""
    if promises_document(file.path.name):
        yield file
        return
    try:
        with file.path.open("rb") as opened:
            head = opened.read(HEAD_BYTES)
    except OSError:
        yield file
        return
    if head.startswith(ZIP_MAGIC):
        yield from sweep_archive(file, limits, report)
    elif (kind := unwanted_kind(head, file.path.name)) is not None:
        report(SkippedFile(file.source, "skipped-kind", kind))
    else:
        yield file


def _clean(name: str) -> str:
    """Return a file name as text that can be stored: NFC, no undecodable bytes.

    Archives made on Korean Windows leave names in CP949 on other systems.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            name = raw.decode("cp949")
        except UnicodeDecodeError:
            name = raw.decode("utf-8", errors="replace")
    return normalize("NFC", name)


def _ignore(skipped: SkippedFile) -> None:
    pass
