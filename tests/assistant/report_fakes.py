"""A shelf of documents whose files lie in a folder, and citations of them."""

import hashlib
from dataclasses import replace

from assistant import Answer, AnswerSentence, Provenance
from assistant.citations import cite, verify
from corpus import LibraryError, Span
from index import Change, Hit
from tests.assistant.fakes import make_document, make_passage, make_record

PROVENANCE = Provenance(
    version="0.1.0",
    made_at="2024-05-02T10:00:00+09:00",
    generation=7,
    synced_at="2024-05-01T00:00:00.250+00:00",
    embedder="tiny",
    fingerprint="abc123",
)
TEXT = "하늘시 예산은 5,700억 원이다.\n인구는 30만 명이다."


class Shelf:
    """What a library tells a report of one-passage documents; `hold` writes their files."""

    def __init__(self, folder):
        self.folder = folder
        self.records = []
        self.texts = {}
        self.passages = {}

    def hold(self, source, text=TEXT, heading=("1. 예산",), **facts):
        path = self.folder / source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        document = replace(make_document(text, source, digest), title="하늘시 계획")
        passage = make_passage(document, 0, len(text), heading)
        record = replace(
            make_record(document),
            root=str(self.folder),
            path=str(path),
            facts=tuple(facts.items()),
            indexed_at="2024-05-01T00:00:00+00:00",
        )
        self.records.append(record)
        self.texts[digest] = document
        self.passages[passage.id] = passage
        return Hit(passage, record, 0.5, 0.5, 0.5)

    def drop(self, hit):
        self.records.remove(hit.document)
        del self.texts[hit.document.id]
        del self.passages[hit.passage.id]

    def documents(self):
        return tuple(self.records)

    def document(self, document_id):
        if document_id not in self.texts:
            raise LibraryError("document-not-found", document=document_id)
        return self.texts[document_id]

    def passage(self, passage_id):
        if passage_id not in self.passages:
            raise LibraryError("passage-not-found", passage=passage_id)
        return self.passages[passage_id]

    def cite(self, hit, unit=0, number=1):
        """Cite the passage's unit of this number, verified as the assistant does it."""
        span = hit.passage.units[unit]
        made = cite(number, hit, Span(span.start, span.end))
        return verify(made, hit.passage, self.texts[hit.document.id])


def make_answer(citations, near_misses=(), question="하늘시 예싼은 얼마인가요?", **fields):
    sentences = tuple(AnswerSentence(c.quote, (c.n,)) for c in citations)
    usual = {
        "question": question,
        "understood": "하늘시 예산은 얼마인가요?",
        "outcome": "answer" if citations else "none",
        "text": "\n".join(f"{s.text} [{s.citations[0]}]" for s in sentences),
        "sentences": sentences,
        "citations": tuple(citations),
        "passages": (),
        "near_misses": tuple(near_misses),
        "confidence": 0.876,
        "elapsed_ms": 1.0,
        "changes": (Change("spelling", "예싼", "예산"),),
    }
    return Answer(**{**usual, **fields})
