"""What a program may ask of a library, the same through every door: bounded, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from corpus import LibraryError, QuestionError
from index import DocumentRecord, Filters
from ui.api import (
    Json,
    answer_to_dict,
    documents_to_dict,
    hits_to_dict,
    page_to_dict,
    passage_to_dict,
)
from ui.filters import filters_from
from ui.service import Service

MAX_TOP_K = 100
MAX_CONTEXT = 50
"""Questions before a follow-up: a conversation keeps fewer."""
_SHOWN_CHARS = 80


class Abilities:
    """Asks one library; what comes in is checked, for anyone may have sent it.

    Every method raises `GeungeoError` where something cannot be done.
    """

    def __init__(self, service: Service) -> None:
        """Ask through `service`."""
        self._service = service

    def ask(self, question: object, context: object = None, filters: object = None) -> Json:
        """Return the answer to a question, from the documents that `filters` let through."""
        asked, before, held = _text("question", question), _context(context), _filters(filters)
        answer = self._service.ask(asked, before, held)
        return answer_to_dict(answer, self._service.scope(held))

    def ask_stream(
        self, question: object, context: object = None, filters: object = None
    ) -> Iterator[Json]:
        """Yield the answer as it grows, the last one whole."""
        asked, before, held = _text("question", question), _context(context), _filters(filters)
        scope = self._service.scope(held)
        for answer in self._service.stream(asked, before, held):
            yield answer_to_dict(answer, scope)

    def search(self, query: object, top_k: object = 10, filters: object = None) -> Json:
        """Return the passages that speak to a query, best first, `MAX_TOP_K` at most."""
        asked, held = _text("query", query), _filters(filters)
        count = max(1, min(_whole("top_k", top_k), MAX_TOP_K))
        hits = self._service.search(asked, count, held)
        return hits_to_dict(asked, hits, self._service.scope(held))

    def list_documents(self, offset: object = 0, limit: object = None) -> Json:
        """Return the documents by name, with states, sizes, losses and how many there are."""
        records = self._service.documents()
        first = max(0, _whole("offset", offset))
        end = None if limit is None else first + max(1, _whole("limit", limit))
        return {**documents_to_dict(records[first:end]), "total": len(records)}

    def list_collections(self) -> Json:
        """Return the collections with how much each holds."""
        collecting = self._service.collecting
        found = collecting.summaries() if collecting else ()
        return {
            "collections": [
                {"collection": one.name, "documents": one.documents, "passages": one.passages}
                for one in found
            ]
        }

    def get_passage(self, passage_id: object) -> Json:
        """Return one passage with the address it can be cited by."""
        return passage_to_dict(*self._service.passage(_text("passage_id", passage_id)))

    def get_page(self, document: object, page: object = 1) -> Json:
        """Return the text of one page; a document without pages is one."""
        name, number = _text("document", document), _whole("page", page)
        record = _find(self._service.documents(), name)
        read = self._service.library.document(record.id)
        found = next((one for one in read.pages if one.number == number), None)
        if found is None:
            pages = len(read.pages)
            raise LibraryError("page-unknown", document=record.source, page=number, pages=pages)
        return page_to_dict(read, found)


def _find(records: Sequence[DocumentRecord], name: str) -> DocumentRecord:
    """Return the document of this name, as lists of documents and citations give it."""
    for record in records:
        if record.source == name and record.state == "indexed":
            return record
    raise LibraryError("document-unknown", document=name[:_SHOWN_CHARS])


def _text(name: str, value: object) -> str:
    """Return a text; how long it may be knows the assistant, which is asked with it."""
    if not isinstance(value, str):
        raise _wrong(name, value, "a string")
    return value


def _whole(name: str, value: object) -> int:
    # JSON has one kind of number: 3.0 is 3.
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value // 1:
        raise _wrong(name, value, "a whole number")
    return int(value)


def _context(value: object) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, (list, tuple)):
        raise _wrong("context", value, "a list of strings")
    return [_text("context", one) for one in value[-MAX_CONTEXT:]]


def _filters(value: Any) -> Filters | None:  # noqa: ANN401 - whatever was sent
    return filters_from(value) if value else None


def _wrong(name: str, value: object, expected: str) -> QuestionError:
    return QuestionError(
        "value-kind", name=name, value=repr(value)[:_SHOWN_CHARS], expected=expected
    )
