"""Documents as bytes between two of our own processes: JSON, never pickle."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import IO, Any

from corpus.document import Document, InkLine, Loss, Mark, Page
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.packing import pack_grid, unpack_grid

# One object for each place on a page: ink holds millions of them.
_PLACES: dict[int, int] = {place: place for place in range(10_001)}


def pack_document(document: Document) -> bytes:
    """Return a document as JSON; `unpack_document` gives it back."""
    return json.dumps(
        {
            "id": document.id,
            "source": document.source,
            "title": document.title,
            "format": document.format,
            "text": document.text,
            "pages": [[page.number, page.label, page.start, page.end] for page in document.pages],
            "marks": [[mark.kind, mark.start, mark.end, mark.level] for mark in document.marks],
            "losses": [[loss.code, loss.page, loss.count] for loss in document.losses],
            "metadata": document.metadata,
            "grids": [pack_grid(grid) for grid in document.grids],
            "ink": [[line.start, line.top, line.bottom, line.edges] for line in document.ink],
        },
        ensure_ascii=False,
    ).encode("utf-8", "replace")


def pack_error(error: ReadError) -> bytes:
    """Return an error as JSON; `unpack_document` raises it again."""
    return json.dumps({"error": error.code, "details": error.details}).encode()


def unpack_document(data: bytes) -> Document:
    """Return what `pack_document` packed.

    Raises:
        ReadError: the one that `pack_error` packed.
    """
    found: dict[str, Any] = json.loads(data)
    if "error" in found:
        raise ReadError(found["error"], **found["details"])
    return Document(
        id=found["id"],
        source=found["source"],
        title=found["title"],
        format=found["format"],
        text=found["text"],
        pages=tuple(Page(*page) for page in found["pages"]),
        marks=tuple(Mark(*mark) for mark in found["marks"]),
        losses=tuple(Loss(*loss) for loss in found["losses"]),
        metadata=tuple((name, value) for name, value in found["metadata"]),
        grids=tuple(map(unpack_grid, found["grids"])),
        ink=tuple(
            InkLine(start, top, bottom, tuple([_PLACES.setdefault(edge, edge) for edge in edges]))
            for start, top, bottom, edges in found["ink"]
        ),
    )


def pack_request(source: str, limits: Limits) -> bytes:
    """Return what the worker must know beside the file itself."""
    return json.dumps({"source": source, "limits": asdict(limits)}).encode()


def unpack_limits(request: dict[str, Any]) -> Limits:
    """Return the limits of a request."""
    return Limits(**request["limits"])


def send(stream: IO[bytes], *parts: bytes) -> None:
    """Write parts, each behind its length."""
    for part in parts:
        stream.write(len(part).to_bytes(8, "big"))
        stream.write(part)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one part; `None` when the other side has gone."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    size = int.from_bytes(head, "big")
    part = stream.read(size)
    return part if len(part) == size else None
