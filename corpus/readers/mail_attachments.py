"""What is attached to a mail, read by the reader of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from corpus.document import Document, Page
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.extract import Extract
from corpus.readers.flow import Paragraph
from corpus.readers.flow_writer import write_flow
from corpus.readers.joining import join_extracts
from corpus.readers.kinds import READABLE, detect_kind
from corpus.readers.members import Container, list_entries


@dataclass(frozen=True, slots=True)
class Attached:
    """What could be read of an attachment, and how many files could not."""

    extracts: tuple[Extract, ...]
    unread: int


def read_attachment(data: bytes, name: str, limits: Limits) -> Attached:
    """Read a file attached to a mail, or the files of an archive attached to it.

    Each one's text follows a heading with its name, on pages of its own.
    """
    extracts: list[Extract] = []
    unread = 0
    inner = replace(limits, max_nesting=limits.max_nesting - 1)
    for label, content in _files(data, name, inner):
        try:
            extracts.append(_read_one(content, label, inner))
        except ReadError:
            unread += 1
    return Attached(tuple(extracts), unread)


def _files(data: bytes, name: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Yield an attachment, or the files in it, by name; an unreadable one is empty."""
    if detect_kind(data, name) != "zip":
        yield name, data
        return
    try:
        archive = Container(Path(name), list_entries(BytesIO(data), name, limits), data)
    except ReadError:
        yield name, b""
        return
    for label, entry in sorted(archive.entries.items()):
        if entry.is_dir():
            continue
        try:
            yield f"{name}/{label}", archive.read(label, name, limits)
        except ReadError:
            yield f"{name}/{label}", b""


def _read_one(data: bytes, name: str, limits: Limits) -> Extract:
    # The door to all readers, of which mail is one.
    from corpus.readers.reading import read_bytes

    if limits.max_nesting < 0:
        raise ReadError("archive-too-deep", file=name, limit=0)
    if detect_kind(data, name) not in READABLE:
        raise ReadError("format-not-supported", file=name, format="")
    document = read_bytes(data, name, limits)
    head = write_flow([Paragraph(f"붙임: {name}", "heading", 1)], limits)
    return _below(head, document)


def _below(head: Extract, document: Document) -> Extract:
    """Return a document with a line above it on its first page, a level above its headings."""
    marks = (
        replace(mark, level=mark.level + 1) if mark.kind == "heading" else mark
        for mark in document.marks
    )
    body = Extract(
        document.text,
        document.pages,
        document.title,
        tuple(marks),
        document.losses,
        document.metadata,
        document.grids,
        document.ink,
    )
    joined = join_extracts([head, body])
    first, second, *rest = joined.pages
    pages = [Page(1, second.label, first.start, second.end)]
    pages += [replace(page, number=page.number - 1) for page in rest]
    losses = tuple(
        replace(loss, page=loss.page - 1 if loss.page else None) for loss in joined.losses
    )
    return replace(joined, pages=tuple(pages), losses=losses)
