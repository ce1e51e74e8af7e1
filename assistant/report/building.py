"""The report built from answers: every citation is checked anew, every file compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from assistant.answer import Citation
from assistant.citations import is_supported
from assistant.report.evidence_report import (
    Asked,
    EvidenceReport,
    FileState,
    ProofState,
    Provenance,
    ReportedAnswer,
    ReportedCitation,
    ReportedDocument,
    ReportedPassage,
)
from corpus import Document, LibraryError, Passage, hash_file, split_member
from index import DocumentRecord


class ReportSource(Protocol):
    """What a report needs of a library; `index.Library` is one."""

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return a record for every file."""
        ...

    def document(self, document_id: str) -> Document:
        """Return a document with its text."""
        ...

    def passage(self, passage_id: str) -> Passage:
        """Return one passage."""
        ...


def build_report(
    library: ReportSource, asked: Sequence[Asked], provenance: Provenance
) -> EvidenceReport:
    """Return the report on answers, in their order.

    The files that citations name are read once more and compared with what was indexed.
    Documents are numbered in the order in which the answers name them.
    """
    shelf = _Shelf(library)
    answers = tuple(
        ReportedAnswer(
            one,
            tuple(shelf.report(citation) for citation in one.answer.citations),
            tuple(
                ReportedPassage(hit, shelf.number(hit.document.id, hit.document.source))
                for hit in one.answer.near_misses
            ),
        )
        for one in asked
    )
    return EvidenceReport(answers, tuple(shelf.documents), provenance)


class _Shelf:
    """The documents named so far; each is looked up and compared once."""

    def __init__(self, library: ReportSource) -> None:
        self._library = library
        self._records = library.documents()
        self._texts: dict[str, Document | None] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self.documents: list[ReportedDocument] = []

    def report(self, citation: Citation) -> ReportedCitation:
        number = self.number(citation.document_id, citation.document, citation.title)
        document = self._text(citation.document_id)
        exact = document.text[citation.start : citation.end] if document else ""
        state = self._judge(citation, document, self.documents[number - 1].file)
        return ReportedCitation(citation, number, state, exact)

    def number(self, document_id: str, source: str, title: str = "") -> int:
        key = (document_id, source)
        if key not in self._numbers:
            self._numbers[key] = len(self.documents) + 1
            self.documents.append(self._describe(document_id, source, title))
        return self._numbers[key]

    def _describe(self, document_id: str, source: str, title: str) -> ReportedDocument:
        record = next((r for r in self._records if (r.id, r.source) == (document_id, source)), None)
        # What stands in its place now, or the same content in another place.
        place = record or next((r for r in self._records if r.source == source), None)
        known = record or next((r for r in self._records if r.id == document_id), None)
        return ReportedDocument(
            n=len(self.documents) + 1,
            sha256=document_id,
            source=source,
            title=title or (known.title if known else source),
            format=known.format if known else "",
            date=known.fact("date") if known else "",
            publisher=known.fact("publisher") if known else "",
            indexed_at=known.indexed_at if known else "",
            file=_compare(place, document_id) if place else "missing",
        )

    def _judge(self, citation: Citation, document: Document | None, file: FileState) -> ProofState:
        if document is None:
            return "gone"
        try:
            passage = self._library.passage(citation.passage_id)
        except LibraryError:
            return "gone"
        if not is_supported(citation, passage, document):
            return "differs"
        if file == "same":
            return "proved"
        if file == "changed":
            return "file-changed"
        return "file-missing" if file == "missing" else "file-unchecked"

    def _text(self, document_id: str) -> Document | None:
        if document_id not in self._texts:
            try:
                self._texts[document_id] = self._library.document(document_id)
            except LibraryError:
                self._texts[document_id] = None
        return self._texts[document_id]


def _compare(record: DocumentRecord, sha256: str) -> FileState:
    """Hold the file of a record against the bytes that were indexed."""
    path = Path(record.path) if record.path else Path(record.root) / record.source
    try:
        file = split_member(path)[0]
        if not file.exists():
            return "missing"
        # A pipe in its place would be waited for without an end.
        found = hash_file(path) if file.is_file() else None
    except OSError:
        return "unchecked"
    if found is None:
        return "unchecked"
    return "same" if found == sha256 else "changed"
