"""The JSON that the command line and the web endpoints share: a contract for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import Any

from assistant import Answer, citation_to_dict, hit_to_dict
from corpus import Document, Page, Passage
from index import DocumentRecord, Hit, Scope
from ui.filters import scope_to_dict

Json = dict[str, Any]


def answer_to_dict(answer: Answer, scope: Scope | None = None) -> Json:
    """Return an answer as `geungeo ask --json` prints it.

    Only where there are any: what is `missing` of it, its `notes`, the `filters`; its `outcome`
    where `answerable` does not say it all, and the `frame` of a sentence that has one.
    """
    return {
        "question": answer.question,
        "understood": answer.understood,
        "changes": [asdict(change) for change in answer.changes],
        "answerable": answer.answerable,
        "answer": answer.text,
        "sentences": [
            {"text": sentence.text, "citations": list(sentence.citations)}
            | ({"frame": sentence.frame} if sentence.frame else {})
            for sentence in answer.sentences
        ],
        "citations": [
            {**citation_to_dict(one), "passage_id": one.passage_id} for one in answer.citations
        ],
        "passages": [_hit_to_dict(hit) for hit in answer.passages],
        "near_misses": [_hit_to_dict(hit) for hit in answer.near_misses],
        "elapsed_ms": round(answer.elapsed_ms, 1),
        **_outcome(answer),
        **_narrowed(scope),
    }


def hits_to_dict(query: str, hits: Iterable[Hit], scope: Scope | None = None) -> Json:
    """Return hits as `geungeo search --json` prints them, in their order."""
    return {
        "query": query,
        "hits": [{**_hit_to_dict(hit), "heading": list(hit.passage.heading)} for hit in hits],
        **_narrowed(scope),
    }


def page_to_dict(document: Document, page: Page) -> Json:
    """Return one page of a document, its text as it was read."""
    return {
        "document": document.source,
        "title": document.title,
        "page": page.number,
        "page_label": page.label or str(page.number),
        "pages": len(document.pages),
        "start": page.start,
        "end": page.end,
        "text": document.text[page.start : page.end],
    }


def documents_to_dict(documents: Iterable[DocumentRecord]) -> Json:
    """Return the documents of a library with their states and losses."""
    return {"documents": [_record_to_dict(record) for record in documents]}


def passage_to_dict(passage: Passage, record: DocumentRecord) -> Json:
    """Return one passage with the address it can be cited by."""
    span = passage.span
    return {
        "id": passage.id,
        "document": record.source,
        "title": record.title,
        "page": passage.page,
        "page_label": record.page_label(passage.page),
        "heading": list(passage.heading),
        "caption": passage.caption,
        "start": span.start,
        "end": span.end,
        "text": passage.text,
    }


def status_to_dict(status: object, documents: Iterable[DocumentRecord] = ()) -> Json:
    """Return what `geungeo status --json` prints: the status and the documents.

    Raises:
        TypeError: `status` is neither a dataclass nor a mapping.
    """
    plain = _plain(status)
    if not isinstance(plain, dict):
        raise TypeError(f"a status is a dataclass or a mapping, not {type(status).__name__}")
    return {**plain, **documents_to_dict(documents)}


def _hit_to_dict(hit: Hit) -> Json:
    """Return a hit with the id that its passage can be asked for by."""
    return {**hit_to_dict(hit), "passage_id": hit.passage.id}


def _outcome(answer: Answer) -> Json:
    said: Json = {}
    if answer.outcome in ("unsure", "partial"):
        said["outcome"] = answer.outcome
    if answer.missing:
        said["missing"] = list(answer.missing)
    if answer.notes:
        said["notes"] = list(answer.notes)
    return said


def _narrowed(scope: Scope | None) -> Json:
    return {} if scope is None else {"filters": scope_to_dict(scope)}


def _record_to_dict(record: DocumentRecord) -> Json:
    return {
        "document": record.source,
        "root": record.root,
        "title": record.title,
        "format": record.format,
        "date": record.fact("date"),
        "publisher": record.fact("publisher"),
        "state": record.state,
        "pages": len(record.pages),
        "passages": record.passages,
        "characters": record.characters,
        "losses": [
            {"code": loss.code, "page": loss.page, "count": loss.count} for loss in record.losses
        ],
        "error": record.error,
        "error_details": dict(record.error_details),
    }


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON is any of its six kinds
    if is_dataclass(value) and not isinstance(value, type):
        # Not `asdict`: it copies deeply, and some values (locks, paths) do not like it.
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    if isinstance(value, Path):
        return str(value)
    return value
