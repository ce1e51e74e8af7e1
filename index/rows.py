"""How documents and passages stand in the tables, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from corpus import Document, Loss, Mark, Page, Passage, Run, Span, View
from index.encoder import Vectors

DOCUMENT_COLUMNS = "id, title, format, text, characters, pages, marks, losses, metadata"
PASSAGE_COLUMNS = "id, document, ordinal, kind, text, runs, units, heading, caption, page"


def document_row(document: Document) -> tuple[object, ...]:
    """Return a document as `DOCUMENT_COLUMNS`."""
    return (
        document.id,
        document.title,
        document.format,
        document.text,
        len(document.text),
        _dump([(p.number, p.label, p.start, p.end) for p in document.pages]),
        _dump([(m.kind, m.start, m.end, m.level) for m in document.marks]),
        _dump([(loss.code, loss.page, loss.count) for loss in document.losses]),
        _dump(document.metadata),
    )


def load_document(row: Sequence[Any], source: str) -> Document:
    """Return the document of a row of `DOCUMENT_COLUMNS`."""
    return Document(
        id=row[0],
        source=source,
        title=row[1],
        format=row[2],
        text=row[3],
        pages=load_pages(row[5]),
        marks=tuple(Mark(*mark) for mark in json.loads(row[6])),
        losses=load_losses(row[7]),
        metadata=load_pairs(row[8]),
    )


def load_pages(data: str) -> tuple[Page, ...]:
    """Return pages from JSON."""
    return tuple(Page(*page) for page in json.loads(data))


def load_losses(data: str) -> tuple[Loss, ...]:
    """Return losses from JSON."""
    return tuple(Loss(*loss) for loss in json.loads(data))


def load_pairs(data: str) -> tuple[tuple[str, str], ...]:
    """Return pairs of strings from JSON."""
    return tuple((str(key), str(value)) for key, value in json.loads(data))


def dump_pairs(pairs: Sequence[tuple[str, object]]) -> str:
    """Return pairs as JSON, values as strings."""
    return _dump([(key, str(value)) for key, value in pairs])


def passage_row(passage: Passage) -> tuple[object, ...]:
    """Return a passage as `PASSAGE_COLUMNS`."""
    return (
        passage.id,
        passage.document_id,
        passage.ordinal,
        passage.kind,
        passage.view.text,
        _dump([(run.view, run.source, run.length) for run in passage.view.runs]),
        _dump([(unit.start, unit.end) for unit in passage.units]),
        _dump(passage.heading),
        passage.caption,
        passage.page,
    )


def load_passage(row: Sequence[Any]) -> Passage:
    """Return the passage of a row of `PASSAGE_COLUMNS`."""
    return Passage(
        id=row[0],
        document_id=row[1],
        ordinal=row[2],
        kind=row[3],
        view=View(row[4], tuple(Run(*run) for run in json.loads(row[5]))),
        units=tuple(Span(*unit) for unit in json.loads(row[6])),
        heading=tuple(json.loads(row[7])),
        caption=row[8],
        page=row[9],
    )


def dump_vectors(vectors: Vectors) -> bytes:
    """Return vectors as float16: half the disk, and a cosine moves by less than 0.001."""
    return vectors.astype("<f2").tobytes()


def load_vectors(data: bytes, dimension: int) -> Vectors:
    """Return vectors as float32, shape (n, dimension)."""
    return np.frombuffer(data, dtype="<f2").reshape(-1, dimension).astype(np.float32)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
