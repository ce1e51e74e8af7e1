"""Citations: made from spans, and checked against the document they name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation, TablePlace
from assistant.checking import find_said
from assistant.tables import is_bare
from corpus import CellPlace, Document, Passage, Run, Span
from index import Hit

# No unit that stands behind a figure is longer.
MAX_UNIT_CHARS = 10


def cite(number: int, hit: Hit, span: Span, said: str = "") -> Citation:
    """Cite `span` of the hit's view; the citation is not verified yet.

    `said` is what is quoted of it, where that is less: of a table's row some cells.

    Raises:
        ValueError: nothing in that span comes from the document.
    """
    passage = hit.passage
    source = passage.view.source_span(span.start, span.end)
    page = next(
        (p.number for p in hit.document.pages if source.start < p.end),
        passage.page,
    )
    return Citation(
        n=number,
        document_id=passage.document_id,
        document=hit.document.source,
        title=hit.document.title,
        page=page,
        page_label=hit.document.page_label(page),
        heading=passage.heading,
        start=source.start,
        end=source.end,
        quote=passage.text[span.start : span.end],
        verified=False,
        passage_id=passage.id,
        table=place_in_table(passage, span, said),
    )


def narrow(passage: Passage, span: Span, texts: Sequence[str]) -> Span:
    """Return the smallest part of a span of a passage's view that holds `texts` in order.

    That is `span` itself where they do not stand in it word for word. A row of a table stays
    whole, since a cell says nothing without it: which are quoted `place_in_table` says.
    """
    if passage.cells or passage.kind == "table":
        return span
    said = find_said(texts, passage.text[span.start : span.end])
    return span if said is None else Span(span.start + said.start, span.start + said.end)


def place_in_table(passage: Passage, span: Span, said: str = "") -> TablePlace | None:
    """Return the rows and columns that `span` of a passage's view quotes, None for prose."""
    cells = [cell for cell in passage.cells if cell.start < span.end and span.start < cell.end]
    if not cells:
        return None
    named = [cell for cell in cells if cell.column_name]
    quoted = [cell for cell in named if _is_said(cell, passage, said)]
    columns = dict.fromkeys(cell.column_name for cell in quoted or named)
    return TablePlace(
        caption=passage.caption,
        rows=tuple(dict.fromkeys(cell.row for cell in cells)),
        row_names=tuple(dict.fromkeys(cell.row_name for cell in cells if cell.row_name)),
        columns=tuple(columns),
    )


def _is_said(cell: CellPlace, passage: Passage, said: str) -> bool:
    """Tell whether what is quoted holds a cell behind the row's name, by itself or labelled."""
    text = " ".join(passage.text[cell.start : cell.end].split())
    shown = re.escape(text)
    if re.search(rf"(?<!\S){shown}(?!\S)", cell.row_name):
        return False
    # The label is the column's own: 5 of `2023년: 5` is not that of `2024년: 5`.
    before = passage.text.rfind(" | ", 0, cell.start) + 3
    line = passage.text.rfind("\n", 0, cell.start) + 1
    label = re.escape(" ".join(passage.text[max(before, line) : cell.start].split()))
    # A figure may have its unit from above; words end where they do in the cell.
    unit = rf"[^\d\s,.|][^|\n]{{0,{MAX_UNIT_CHARS}}}?|" if is_bare(text) else ""
    labelled = rf"(?:^|\| )(?:{label} ?)?{shown}(?:{unit})(?= \| | \(|\s*$)"
    return bool(re.search(labelled, said, re.MULTILINE))


def is_supported(citation: Citation, passage: Passage, document: Document) -> bool:
    """Tell whether the quote stands in the passage and the passage in the document.

    Three things must hold: the citation names this document; the quote is the passage's
    view at the place that `start..end` map to; and every character of it that the view
    did not insert is the document's own character there.
    """
    if citation.document_id != document.id or passage.document_id != document.id:
        return False
    try:
        shown = passage.view.view_span(citation.start, citation.end)
    except ValueError:
        return False
    at = passage.text.find(citation.quote)
    while at >= 0 and not (at <= shown.start and shown.end <= at + len(citation.quote)):
        at = passage.text.find(citation.quote, at + 1)
    if at < 0 or not citation.quote.strip():
        return False
    end = at + len(citation.quote)
    if passage.view.source_span(at, end) != Span(citation.start, citation.end):
        return False
    return _stands_in(passage.view.slice(at, end).runs, citation.quote, document.text)


def verify(citation: Citation, passage: Passage, document: Document) -> Citation:
    """Return the citation with `verified` set to what the check found."""
    return replace(citation, verified=is_supported(citation, passage, document))


def _stands_in(runs: tuple[Run, ...], quote: str, text: str) -> bool:
    for run in runs:
        view, source, length = run.view, run.source, run.length
        if source + length > len(text):
            return False
        for shown, held in zip(
            quote[view : view + length], text[source : source + length], strict=True
        ):
            # A bullet of a private font may be shown as a plain one; a letter never changes.
            if shown != held and (shown.isalnum() or _is_letter(held)):
                return False
    return bool(runs)


def _is_letter(character: str) -> bool:
    return character.isalnum() and unicodedata.category(character) != "Co"
