"""Citations and hits as JSON: the same in answers, searches and saved runs."""

from __future__ import annotations

from typing import Any

from assistant.answer import Citation, TablePlace
from index import Hit

Json = dict[str, Any]


def citation_to_dict(citation: Citation) -> Json:
    """Return a citation without the ids that only this library knows.

    Only where it stands in a table it has a `table`: its rows and columns.
    """
    described: Json = {
        "n": citation.n,
        "document": citation.document,
        "title": citation.title,
        "page": citation.page,
        "page_label": citation.page_label,
        "heading": list(citation.heading),
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "verified": citation.verified,
    }
    if citation.table is not None:
        described["table"] = _table_to_dict(citation.table)
    return described


def _table_to_dict(place: TablePlace) -> Json:
    return {
        "caption": place.caption,
        "rows": list(place.rows),
        "row_names": list(place.row_names),
        "columns": list(place.columns),
    }


def hit_to_dict(hit: Hit) -> Json:
    """Return a hit with its address, score and text.

    Only where other documents say the same it has `also_in`.
    """
    span = hit.passage.span
    described: Json = {
        "document": hit.document.source,
        "page": hit.passage.page,
        "start": span.start,
        "end": span.end,
        "score": round(hit.score, 6),
        "text": hit.passage.text,
    }
    if hit.also_in:
        described["also_in"] = [
            {
                "document": same.document.source,
                "page": same.page,
                "start": same.start,
                "end": same.end,
            }
            for same in hit.also_in
        ]
    return described
