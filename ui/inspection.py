"""The JSON of `inspect` and `index`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus import Block, Document, Passage
from index import LibraryStatus, Setback, SyncReport
from ui.messages import Lang, describe_code, describe_loss

Json = dict[str, Any]


def inspection_to_dict(
    document: Document,
    title: str,
    blocks: Sequence[Block],
    passages: Sequence[Passage],
    lang: Lang,
) -> Json:
    """Return what a reader saw in a file: pages, blocks, tables, losses, passages."""
    return {
        "document": document.source,
        "id": document.id,
        "format": document.format,
        "title": title,
        "characters": len(document.text),
        "metadata": dict(document.metadata),
        "pages": [
            {"page": page.number, "label": page.label, "start": page.start, "end": page.end}
            for page in document.pages
        ],
        "blocks": [_block_to_dict(block) for block in blocks],
        "losses": [
            {
                "code": loss.code,
                "page": loss.page,
                "count": loss.count,
                "message": describe_loss(loss, lang),
            }
            for loss in document.losses
        ],
        "passages": [
            {
                "id": passage.id,
                "kind": passage.kind,
                "page": passage.page,
                "heading": list(passage.heading),
                "caption": passage.caption,
                "start": passage.span.start,
                "end": passage.span.end,
                "units": [[unit.start, unit.end] for unit in passage.units],
                "text": passage.text,
            }
            for passage in passages
        ],
    }


def sync_to_dict(report: SyncReport, status: LibraryStatus, elapsed_s: float, lang: Lang) -> Json:
    """Return what an `index` run did, and what the library holds now."""
    return {
        "library": status.folder,
        "generation": report.generation,
        "documents": status.documents,
        "passages": status.passages,
        "added": list(report.added),
        "changed": list(report.changed),
        "unchanged": list(report.unchanged),
        "removed": list(report.removed),
        "failed": [_setback_to_dict(setback, lang) for setback in report.failed],
        "skipped": [_setback_to_dict(setback, lang) for setback in report.skipped],
        "elapsed_ms": round(elapsed_s * 1000, 1),
    }


def _block_to_dict(block: Block) -> Json:
    spans = block.view.spans
    described: Json = {
        "kind": block.kind,
        "level": block.level,
        "marker": block.marker,
        "heading": list(block.heading),
        "start": spans[0].start if spans else None,
        "end": spans[-1].end if spans else None,
        "text": block.view.text,
    }
    if block.table is not None:
        described["table"] = {
            "caption": block.table.caption,
            "unit": block.table.unit,
            "source": block.table.source,
            "columns": list(block.table.columns),
            "rows": [[cell.text for cell in row] for row in block.table.rows],
        }
    return described


def _setback_to_dict(setback: Setback, lang: Lang) -> Json:
    return {
        "document": setback.source,
        "code": setback.code,
        "message": describe_code(setback.code, dict(setback.details), lang),
    }
