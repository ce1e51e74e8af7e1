"""From a question to an answer whose every sentence is proved."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answer import Answer, AnswerSentence, Citation, Outcome
from assistant.calibration import CONFIDENCE, SURE, UNSURE
from assistant.citations import cite, verify
from assistant.composer import Quotation, compose, rank
from assistant.conversation import complete
from assistant.evidence import Evidence, gather
from assistant.generator import Generator, align
from assistant.question import Question, content_terms, fold, understand
from assistant.reading import Lexicon, Reader
from corpus import Document, GeneratorError, analyze
from index import Hit

# How many hits are read for an answer, how many of them are given with it, and how many
# are shown when there is none.
POOL = 20
TOP_K = 10
NEAR_MISSES = 3


Ranked = Sequence[tuple[Evidence, float]]


class Source(Lexicon, Protocol):
    """What the assistant needs of a library; `index.Library` is one."""

    def search(self, query: str, *, top_k: int = 10) -> tuple[Hit, ...]:
        """Return the best hits, best first."""
        ...

    def document(self, document_id: str) -> Document:
        """Return a document with its text."""
        ...


class Assistant:
    """Answers questions from one library, in the words of its documents."""

    def __init__(self, library: Source, generator: Generator | None = None) -> None:
        """Answer from `library`; with a `generator`, in its words where they are proved."""
        self._library = library
        self._generator = generator
        self._reader = Reader(library)

    def retrieve(
        self, question: str, context: Sequence[str] = (), *, top_k: int = TOP_K
    ) -> tuple[Hit, ...]:
        """Return the hits for a question as it is understood after `context`."""
        asked = understand(complete(understand(question).text, context))
        hits, _ = self._find(asked, max(top_k, POOL))
        return hits[:top_k]

    def ask(self, question: str, context: Sequence[str] = ()) -> Answer:
        """Answer a question; `context` holds the questions before it, oldest first.

        Raises:
            QuestionError: the question is empty, wordless or far too long.
        """
        started = time.perf_counter()
        original = understand(question)
        asked = understand(complete(original.text, context))
        found, ranked = self._find(asked, POOL)
        hits = found[:TOP_K]
        confidence = CONFIDENCE.probability(ranked[0][0].features) if ranked else 0.0
        notes: list[str] = []
        written: Sequence[Written] = ()
        if confidence >= UNSURE:
            written = self._write(asked, ranked, notes) or [
                Written(quotation) for quotation in compose(asked, ranked)
            ]
        sentences, citations = self._prove(written)
        outcome = _outcome(confidence, sentences)
        return Answer(
            question=original.text,
            understood=asked.text,
            outcome=outcome,
            text=render(sentences),
            sentences=sentences,
            citations=citations,
            passages=hits,
            near_misses=() if outcome == "answer" else _near(hits, citations),
            confidence=confidence,
            elapsed_ms=(time.perf_counter() - started) * 1000,
            notes=tuple(notes),
        )

    def stream(self, question: str, context: Sequence[str] = ()) -> Iterator[Answer]:
        """Yield the answer growing by a sentence at a time, the last one whole."""
        answer = self.ask(question, context)
        for shown in range(1, len(answer.sentences)):
            sentences = answer.sentences[:shown]
            yield replace(answer, sentences=sentences, text=render(sentences), near_misses=())
        yield answer

    def _find(self, asked: Question, top_k: int) -> tuple[tuple[Hit, ...], Ranked]:
        """Return the hits, by their best unit for the answer, and all units, best first."""
        found = self._library.search(asked.text, top_k=top_k)
        ranked = rank(gather(asked, found[:POOL], self._library, self._reader))
        by_id = {hit.passage.id: hit for hit in found}
        order = dict.fromkeys(unit.hit.passage.id for unit, _ in ranked)
        # What stands behind the pool keeps its place behind it.
        return tuple(by_id[key] for key in dict.fromkeys((*order, *by_id))), ranked

    def _write(self, question: Question, ranked: Ranked, notes: list[str]) -> list[Written]:
        """Let the model write and keep what is proved; empty when there is nothing to keep.

        What went wrong is added to `notes`; the extractive answer takes its place.
        """
        if self._generator is None:
            return []
        passages = {unit.hit.passage.id: unit.hit.passage.text for unit, _ in ranked[:TOP_K]}
        try:
            text = self._generator.write(question.text, list(passages.values()))
        except GeneratorError as error:
            notes.append(error.code)
            return []
        units = [unit for unit, _ in ranked]
        terms = content_terms(analyze(fold(text)))
        aligned = align(text, units, self._library.term_weights(terms))
        kept = [
            Written(Quotation(unit.hit, (unit.span,), (unit.text,), 1.0), sentence)
            for sentence, unit in aligned
            if unit is not None
        ]
        if not kept:
            notes.append("llm-unsupported")
        elif len(kept) < len(aligned):
            notes.append("llm-partly-unsupported")
        return kept

    def _prove(
        self, written: Sequence[Written]
    ) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
        """Give each sentence its citation; one that cannot be verified is not shown."""
        sentences: list[AnswerSentence] = []
        citations: list[Citation] = []
        documents: dict[str, Document] = {}
        for piece in written:
            quotation = piece.quotation
            passage = quotation.hit.passage
            if passage.document_id not in documents:
                documents[passage.document_id] = self._library.document(passage.document_id)
            made = cite(len(citations) + 1, quotation.hit, quotation.span)
            citation = next(
                (c for c in citations if replace(made, n=c.n, verified=True) == c), None
            )
            if citation is None:
                citation = verify(made, passage, documents[passage.document_id])
                if not citation.verified:
                    continue
                citations.append(citation)
            if piece.text:
                sentences.append(AnswerSentence(piece.text, (citation.n,)))
                continue
            shown = zip(quotation.texts, quotation.places, strict=True)
            sentences.extend(AnswerSentence(text, (citation.n,), place) for text, place in shown)
        return tuple(sentences), tuple(citations)


@dataclass(frozen=True, slots=True)
class Written:
    """A quotation, and the sentence a model made of it (empty: the source's own words)."""

    quotation: Quotation
    text: str = ""


def render(sentences: Sequence[AnswerSentence]) -> str:
    """Return the answer as text: sentences with their marks, items of a list behind `- `."""
    lines: list[str] = []
    for sentence in sentences:
        marked = sentence.text + " " + "".join(f"[{n}]" for n in sentence.citations)
        if sentence.place == "inline" and lines:
            lines[-1] += f" {marked}"
        else:
            lines.append(f"- {marked}" if sentence.place == "item" else marked)
    return "\n".join(lines)


def _outcome(confidence: float, sentences: Sequence[AnswerSentence]) -> Outcome:
    if not sentences or confidence < UNSURE:
        return "none"
    return "answer" if confidence >= SURE else "unsure"


def _near(hits: Sequence[Hit], citations: Sequence[Citation]) -> tuple[Hit, ...]:
    cited = {citation.passage_id for citation in citations}
    return tuple(hit for hit in hits if hit.passage.id not in cited)[:NEAR_MISSES]
