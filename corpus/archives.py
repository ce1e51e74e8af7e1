"""Which members of an archive are documents: it is swept as a folder is."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.kinds import READABLE, promises_document, zip_kind
from corpus.readers.members import ZIP_MAGIC, Container, open_container
from corpus.skips import HEAD_BYTES, FoundFile, SkippedFile, is_noise, unwanted_kind

_UNIX = 3


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a member turned out to be; none of these: it passes in silence."""

    is_document: bool = False
    skipped: SkippedFile | None = None
    archive: Container | None = None


@dataclass(slots=True)
class _Level:
    """An archive being swept: its source, what lies before its labels, the members to see."""

    container: Container
    source: str
    prefix: str
    labels: Iterator[str]
    is_empty: bool = True


def sweep_archive(
    file: FoundFile, limits: Limits, report: Callable[[SkippedFile], None]
) -> Iterator[FoundFile]:
    """Yield the documents in a ZIP, or the file itself where it is a document or cannot be read.

    Members that hide, lead elsewhere or are no documents are passed over as files of a folder
    are; archives inside it are swept too. Nothing is unpacked but the beginnings of members
    whose names say nothing, and the archives inside.
    """
    try:
        outer = open_container(file.path, file.source, limits)
    except ReadError:
        # Reading it will give the true reason.
        yield file
        return
    if (kind := container_kind(outer, limits)) != "zip":
        if kind in READABLE:
            yield file
        else:
            report(SkippedFile(file.source, "skipped-kind", kind))
        return
    stack = [_Level(outer, file.source, "", _sorted(outer))]
    left = limits.max_unpacked_bytes
    while stack:
        level = stack[-1]
        label = next(level.labels, None)
        if label is None:
            stack.pop()
            if level.is_empty:
                report(SkippedFile(level.source, "skipped-archive-empty"))
            elif stack:
                stack[-1].is_empty = False
            continue
        full = f"{level.prefix}{label}"
        found = FoundFile(file.path / full, f"{file.source}/{full}", file.root)
        seen = _judge(level.container, label, found, limits)
        if seen.skipped is not None:
            report(seen.skipped)
        if seen.is_document:
            level.is_empty = False
            yield found
        if seen.archive is None:
            continue
        size = len(seen.archive.data or b"")
        if len(stack) > limits.max_nesting or size > left:
            level.is_empty = False
            report(SkippedFile(found.source, "skipped-archive-too-deep", str(limits.max_nesting)))
            continue
        left -= size
        inner = seen.archive
        stack.append(_Level(inner, found.source, f"{full}/", _sorted(inner)))


def container_kind(container: Container, limits: Limits) -> str:
    """Return what a ZIP is: a document of some format, or `zip`."""
    mimetype = b""
    if "mimetype" in container.entries:
        with suppress(ReadError):
            mimetype = container.read("mimetype", "mimetype", limits, most=200)
    return zip_kind(container.entries, mimetype)


def _judge(container: Container, label: str, found: FoundFile, limits: Limits) -> _Seen:
    entry = container.entries[label]
    name = label.rpartition("/")[2]
    if entry.is_dir() or any(is_noise(part) for part in label.split("/")):
        return _Seen()
    mode = entry.external_attr >> 16
    if entry.create_system == _UNIX and stat.S_ISLNK(mode):
        return _Seen(skipped=SkippedFile(found.source, "skipped-link"))
    if promises_document(name):
        return _Seen(is_document=True)
    try:
        head = container.read(label, found.source, limits, most=HEAD_BYTES)
        if head.startswith(ZIP_MAGIC):
            inner = container.inner(label, found.source, limits)
            if (kind := container_kind(inner, limits)) == "zip":
                return _Seen(archive=inner)
            wanted = kind in READABLE
            skipped = None if wanted else SkippedFile(found.source, "skipped-kind", kind)
            return _Seen(is_document=wanted, skipped=skipped)
    except ReadError as error:
        if error.code == "file-encrypted" and not name.lower().endswith(".zip"):
            # What it is cannot be seen, and it does not say that it is a document.
            return _Seen(skipped=SkippedFile(found.source, "skipped-kind", "encrypted"))
        return _Seen(is_document=True)
    if (unwanted := unwanted_kind(head, name)) is not None:
        return _Seen(skipped=SkippedFile(found.source, "skipped-kind", unwanted))
    return _Seen(is_document=True)


def _sorted(container: Container) -> Iterator[str]:
    return iter(sorted(container.entries))
