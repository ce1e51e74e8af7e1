"""Citations and hits as JSON: the same in answers, searches and saved runs."""

from __future__ import annotations

from typing import Any

from assistant.answer import Citation
from index import Hit

Json = dict[str, Any]


def citation_to_dict(citation: Citation) -> Json:
    """Return a citation without the ids that only this library knows."""
    return {
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


def hit_to_dict(hit: Hit) -> Json:
    """Return a hit with its address, score and text."""
    span = hit.passage.span
    return {
        "document": hit.document.source,
        "page": hit.passage.page,
        "start": span.start,
        "end": span.end,
        "score": round(hit.score, 6),
        "text": hit.passage.text,
    }
