"""A library that a reader can compute: one passage a paragraph, one unit a line."""

import numpy as np

from corpus import Document, Page, Passage, Span, View
from index import DocumentRecord, Hit, Wording


def make_document(text, source="보고서.txt", document_id="d" * 64):
    page = Page(number=1, label=None, start=0, end=len(text))
    return Document(document_id, source, "보고서", "text", text, (page,))


def make_passage(document, start, end, heading=(), kind="prose", caption=""):
    view = View.of(document.text, start, end)
    units, at = [], 0
    for line in view.text.splitlines(keepends=True):
        body = line.rstrip("\n")
        indent = len(body) - len(body.lstrip(" -"))
        if body.strip():
            units.append(Span(at + indent, at + len(body)))
        at += len(line)
    return Passage(
        f"{document.id[:4]}-{start}",
        document.id,
        start,
        kind,
        view,
        tuple(units),
        heading,
        caption,
        1,
    )


def make_record(document, passages=1):
    return DocumentRecord(
        document.id,
        document.source,
        "/reports",
        document.title,
        document.format,
        "indexed",
        document.pages,
        passages,
        len(document.text),
    )


class FakeLibrary:
    """Ranks by shared words; every term weighs 1; a vector counts the letters a-h and 가-하."""

    def __init__(self, text, heading=()):
        self.text = make_document(text)
        self.found = []
        at = 0
        for paragraph in text.split("\n\n"):
            self.found.append(make_passage(self.text, at, at + len(paragraph), heading))
            at += len(paragraph) + 2

    def search(self, query, *, top_k=10, filters=None):
        record = make_record(self.text, len(self.found))
        words = set(query.split())
        hits = []
        for passage in self.found:
            if filters and passage.kind not in filters.kinds:
                continue
            shared = sum(word[:2] in passage.text for word in words) / max(1, len(words))
            hits.append(Hit(passage, record, shared, shared, shared))
        return tuple(sorted(hits, key=lambda h: (-h.score, h.passage.id))[:top_k])

    def reword(self, query):
        return Wording(query, query)

    def document(self, document_id):
        assert document_id == self.text.id
        return self.text

    def documents(self):
        return (make_record(self.text, len(self.found)),)

    def passages(self, document_id, ordinals=None):
        assert document_id == self.text.id
        return tuple(p for p in self.found if ordinals is None or p.ordinal in ordinals)

    def term_weights(self, terms):
        return dict.fromkeys(terms, 1.0)

    def encode_queries(self, texts):
        """Texts are alike as far as they share characters."""
        rows = np.zeros((len(texts), 97), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for character in text:
                row[ord(character) % 97] += character.isalnum()
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(norms == 0, 1, norms)

    encode_words = encode_queries

    def unit_vectors(self, passages):
        return [
            self.encode_queries([p.text[unit.start : unit.end] for unit in p.units])
            for p in passages
        ]
