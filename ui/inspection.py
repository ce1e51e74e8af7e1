"""What `inspect` shows, as JSON and in lines; the JSON of `index`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from corpus import (
    Block,
    Document,
    DocumentFacts,
    Fact,
    Passage,
    Table,
    TableCell,
    document_facts,
)
from index import LibraryStatus, Setback, SyncReport
from ui.losses import gather_losses, loss_lines
from ui.messages import Lang, describe_code, describe_loss, text

Json = dict[str, Any]
# In the order in which they are told.
_KINDS = (
    "heading",
    "paragraph",
    "item",
    "table",
    "caption",
    "source",
    "footnote",
    "furniture",
)


def inspection_to_dict(
    document: Document,
    title: str,
    blocks: Sequence[Block],
    passages: Sequence[Passage],
    lang: Lang,
) -> Json:
    """Return what a reader saw in a file: pages, blocks, tables, losses, passages.

    `found` counts what there is, `not_read` each kind of loss with its pages; `losses` are
    told one by one. Offsets point into the document's text.
    """
    met: dict[int, list[str]] = {}
    for loss in document.losses:
        if loss.page is not None:
            met.setdefault(loss.page, []).append(loss.code)
    return {
        "document": document.source,
        "id": document.id,
        "format": document.format,
        "title": title,
        "characters": len(document.text),
        "metadata": dict(document.metadata),
        "facts": _facts_to_dict(document_facts(document, blocks)),
        "pages": [
            {
                "page": page.number,
                "label": page.label,
                "start": page.start,
                "end": page.end,
                "losses": met.get(page.number, []),
            }
            for page in document.pages
        ],
        "found": {"page": len(document.pages), **_count_kinds(blocks)},
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
        "not_read": [
            {
                "code": loss.code,
                "count": loss.count,
                "pages": list(pages),
                "message": describe_loss(loss, lang),
            }
            for loss, pages in gather_losses(document.losses)
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


def inspection_lines(
    document: Document,
    title: str,
    blocks: Sequence[Block],
    passages: Sequence[Passage],
    lang: Lang,
) -> Iterator[str]:
    """Yield what a reader saw in a file, and what it did not, for people."""
    yield text(
        "inspect-head",
        lang,
        document=document.source,
        format=document.format,
        pages=len(document.pages),
        characters=len(document.text),
        title=title,
    )
    facts = document_facts(document, blocks)
    told = [
        text("inspect-date", lang, date=facts.date.value) if facts.date else "",
        text("inspect-publisher", lang, name=facts.publisher.value) if facts.publisher else "",
    ]
    if facts.authors:
        names = ", ".join(author.value for author in facts.authors)
        told.append(text("inspect-authors", lang, names=names))
    if any(told):
        yield " · ".join(filter(None, told))
    counts = _count_kinds(blocks)
    kinds = " · ".join(
        f"{text(f'inspect-kind-{kind}', lang)} {counts[kind]:,}" for kind in _KINDS if counts[kind]
    )
    yield text("inspect-found", lang, kinds=kinds or text("inspect-nothing", lang))
    tables = [block.table for block in blocks if block.table is not None]
    yield text("inspect-tables", lang, count=len(tables))
    for table in tables:
        yield text(
            "inspect-table",
            lang,
            caption=table.caption or text("inspect-no-caption", lang),
            rows=len(table.rows),
            columns=len(table.columns),
            header_rows=table.header_rows,
            header_columns=table.header_columns,
        )
    length = round(median(len(p.text) for p in passages)) if passages else 0
    yield text("inspect-passages", lang, count=len(passages), median=length)
    lines = loss_lines(document.losses, lang)
    yield (
        text("inspect-losses", lang, count=len(lines)) if lines else text("inspect-no-losses", lang)
    )
    yield from (f"- {line}" for line in lines)


def _count_kinds(blocks: Sequence[Block]) -> dict[str, int]:
    found: Counter[str] = Counter(block.kind for block in blocks)
    return {kind: found[kind] for kind in _KINDS}


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
        described["table"] = _table_to_dict(block.table)
    return described


def _facts_to_dict(facts: DocumentFacts) -> Json:
    """Return date, publisher and authors, each with the place that says so (null: the file)."""
    return {
        "date": _fact_to_dict(facts.date),
        "publisher": _fact_to_dict(facts.publisher),
        "authors": [_fact_to_dict(author) for author in facts.authors],
    }


def _fact_to_dict(fact: Fact | None) -> Json | None:
    if fact is None:
        return None
    return {
        "value": fact.value,
        "start": fact.span.start if fact.span else None,
        "end": fact.span.end if fact.span else None,
    }


def _table_to_dict(table: Table) -> Json:
    """Return a table: rows below its header as text, and each cell once with its place."""
    return {
        "caption": table.caption,
        "unit": table.unit,
        "source": table.source,
        "columns": list(table.columns),
        "rows": [[cell.text for cell in row] for row in table.rows],
        "header_rows": table.header_rows,
        "header_columns": table.header_columns,
        "cells": [_cell_to_dict(cell) for cell in table.cells],
    }


def _cell_to_dict(cell: TableCell) -> Json:
    spans = cell.view.spans
    return {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "header": cell.is_header,
        "start": spans[0].start if spans else None,
        "end": spans[-1].end if spans else None,
        "text": cell.view.text,
    }


def _setback_to_dict(setback: Setback, lang: Lang) -> Json:
    return {
        "document": setback.source,
        "code": setback.code,
        "message": describe_code(setback.code, dict(setback.details), lang),
    }
