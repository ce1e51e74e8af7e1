"""How documents and passages stand in the tables, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from corpus import (
    CellPlace,
    Document,
    Loss,
    Mark,
    Page,
    Passage,
    Run,
    Span,
    View,
    pack_grid,
    unpack_grid,
)
from index.encoder import Vectors
from index.printed import dump_ink, load_ink

DOCUMENT_COLUMNS = "id, title, format, text, characters, pages, marks, losses, metadata, grids"
# Where characters are printed is most of a PDF and seldom asked for: a column of its own.
INK_COLUMN = "ink"
PASSAGE_COLUMNS = "id, document, ordinal, kind, text, runs, units, heading, caption, page, cells"


def document_row(document: Document) -> tuple[object, ...]:
    """Return a document as `DOCUMENT_COLUMNS` and `INK_COLUMN`."""
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
        _dump([pack_grid(grid) for grid in document.grids]),
        dump_ink(document.ink),
    )


def load_document(row: Sequence[Any], source: str) -> Document:
    """Return the document of a row of `DOCUMENT_COLUMNS`, and of `INK_COLUMN` if it is there.

    Raises:
        ValueError: the row is damaged.
    """
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
        grids=tuple(map(unpack_grid, json.loads(row[9]))),
        ink=load_ink(row[10]) if len(row) > 10 else (),
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
        _dump_cells(passage.cells),
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
        cells=_load_cells(row[10]),
    )


def dump_vectors(vectors: Vectors) -> bytes:
    """Return vectors as float16: half the disk, and a cosine moves by less than 0.001."""
    return vectors.astype("<f2").tobytes()


def load_vectors(data: bytes, dimension: int) -> Vectors:
    """Return vectors as float32, shape (n, dimension)."""
    return np.frombuffer(data, dtype="<f2").reshape(-1, dimension).astype(np.float32)


def _dump_cells(cells: Sequence[CellPlace]) -> str:
    """Return cells as numbers with their names apart, each name once; empty for none."""
    if not cells:
        return ""
    names = list(dict.fromkeys(n for cell in cells for n in (cell.row_name, cell.column_name)))
    place = {name: at for at, name in enumerate(names)}
    numbers = [
        (c.start, c.end, c.row, c.column, place[c.row_name], place[c.column_name]) for c in cells
    ]
    return _dump([names, numbers])


def _load_cells(data: str) -> tuple[CellPlace, ...]:
    if not data:
        return ()
    names, numbers = json.loads(data)
    return tuple(
        CellPlace(start, end, row, column, names[named], names[headed])
        for start, end, row, column, named, headed in numbers
    )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
