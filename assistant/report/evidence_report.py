"""What an evidence report holds: answers, what proves them now, and how they were made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.answer import Answer, Citation
from index import Hit, Scope

# What a file is today, held against the bytes that were indexed.
FileState = Literal["same", "changed", "missing", "unchecked"]
# What a citation is worth today. `gone`: the library no longer holds what it cites; `differs`:
# it does, and the quote does not stand there; `file-*`: the quote stands in the text that was
# indexed, but the file is another now, is not there, or could not be compared.
ProofState = Literal["proved", "gone", "differs", "file-changed", "file-missing", "file-unchecked"]


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer and how it was come by.

    `at` is when it was given (ISO 8601 with its zone; empty where unknown), `context` the
    questions before it, oldest first, `scope` what the search was narrowed to, if it was.
    """

    answer: Answer
    at: str = ""
    context: tuple[str, ...] = ()
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class ReportedDocument:
    """A document that the report names, by its number `n` from 1.

    `sha256` is that of the file's bytes as they were indexed, in hex; `source` the path
    relative to the indexed root. `date` and `publisher` are empty where the document does not
    clearly say them, `format` and `indexed_at` (ISO 8601) where the library no longer holds it.
    """

    n: int
    sha256: str
    source: str
    title: str
    format: str
    date: str
    publisher: str
    indexed_at: str
    file: FileState


@dataclass(frozen=True, slots=True)
class ReportedCitation:
    """A citation as it was shown, and what it is worth when the report is made.

    `document` is the number of its document. `exact` is `Document.text[start:end]`, the
    characters as they were read and before any repair; empty where the document is gone.
    """

    citation: Citation
    document: int
    state: ProofState
    exact: str


@dataclass(frozen=True, slots=True)
class ReportedPassage:
    """A passage that came near and proves nothing; `document` is the number of its document."""

    hit: Hit
    document: int


@dataclass(frozen=True, slots=True)
class ReportedAnswer:
    """An answer with its citations, checked anew, and what came near when it was asked."""

    asked: Asked
    citations: tuple[ReportedCitation, ...]
    near_misses: tuple[ReportedPassage, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the report was made with, and when.

    Times are ISO 8601; `synced_at` is when the library was last brought in step with its files,
    `generation` the number of its state. `fingerprint` says which vectors the embedder makes,
    `fit` what the library was fitted with. `fit`, `llm` and `reranker` are empty without one.
    """

    version: str
    made_at: str
    generation: int
    synced_at: str
    embedder: str
    fingerprint: str
    fit: str = ""
    llm: str = ""
    reranker: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    """One answer, or a conversation in its order, and the documents that they rest on."""

    answers: tuple[ReportedAnswer, ...]
    documents: tuple[ReportedDocument, ...]
    provenance: Provenance
