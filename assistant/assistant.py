"""From a question to an answer whose every sentence is proved."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answer import Answer, AnswerSentence, Citation, Outcome
from assistant.calibration import ANSWER, CONFIDENCE, PARTIAL
from assistant.citations import cite, verify
from assistant.composer import Quotation, compose, rank
from assistant.conversation import complete
from assistant.evidence import gather
from assistant.question import understand
from corpus import Document, Passage
from index import Hit, Vectors

# How many hits are read for an answer, and how many are shown when there is none.
TOP_K = 10
NEAR_MISSES = 3


class Source(Protocol):
    """What the assistant needs of a library; `index.Library` is one."""

    def search(self, query: str, *, top_k: int = 10) -> tuple[Hit, ...]:
        """Return the best hits, best first."""
        ...

    def document(self, document_id: str) -> Document:
        """Return a document with its text."""
        ...

    def term_weights(self, terms: Sequence[str]) -> Mapping[str, float]:
        """Return each term's inverse document frequency."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, one row a text."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, one row a text."""
        ...


class Assistant:
    """Answers questions from one library, in the words of its documents."""

    def __init__(self, library: Source) -> None:
        """Answer from `library`."""
        self._library = library

    def retrieve(
        self, question: str, context: Sequence[str] = (), *, top_k: int = TOP_K
    ) -> tuple[Hit, ...]:
        """Return the hits for a question as it is understood after `context`."""
        asked = understand(complete(understand(question).text, context))
        return self._library.search(asked.text, top_k=top_k)

    def ask(self, question: str, context: Sequence[str] = ()) -> Answer:
        """Answer a question; `context` holds the questions before it, oldest first.

        Raises:
            QuestionError: the question is empty, wordless or far too long.
        """
        started = time.perf_counter()
        original = understand(question)
        asked = understand(complete(original.text, context))
        hits = self._library.search(asked.text, top_k=TOP_K)
        ranked = rank(gather(asked, hits, self._library))
        confidence = max((CONFIDENCE.probability(u.features) for u, _ in ranked[:5]), default=0.0)
        quotations = compose(asked, ranked) if confidence >= PARTIAL else ()
        sentences, citations = self._prove(quotations)
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
        )

    def stream(self, question: str, context: Sequence[str] = ()) -> Iterator[Answer]:
        """Yield the answer growing by a sentence at a time, the last one whole."""
        answer = self.ask(question, context)
        for shown in range(1, len(answer.sentences)):
            sentences = answer.sentences[:shown]
            yield replace(answer, sentences=sentences, text=render(sentences), near_misses=())
        yield answer

    def _prove(
        self, quotations: Sequence[Quotation]
    ) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
        """Turn quotations into sentences; one that cannot be verified is not shown."""
        sentences: list[AnswerSentence] = []
        citations: list[Citation] = []
        documents: dict[str, Document] = {}
        for quotation in quotations:
            passage = quotation.hit.passage
            if passage.document_id not in documents:
                documents[passage.document_id] = self._library.document(passage.document_id)
            citation = verify(
                cite(len(citations) + 1, quotation.hit, quotation.span),
                passage,
                documents[passage.document_id],
            )
            if not citation.verified:
                continue
            citations.append(citation)
            sentences.extend(
                AnswerSentence(unit_text(passage, unit.start, unit.end), (citation.n,))
                for unit in quotation.units
            )
        return tuple(sentences), tuple(citations)


def unit_text(passage: Passage, start: int, end: int) -> str:
    """Return a unit on one line."""
    return " ".join(passage.text[start:end].split())


def render(sentences: Sequence[AnswerSentence]) -> str:
    """Return the answer as plain text: sentences with their marks, neighbours on one line.

    Sentences under one citation that stand on lines of their own in the source read as a
    list under the first.
    """
    lines: list[str] = []
    for number, sentence in enumerate(sentences):
        marks = "".join(f"[{n}]" for n in sentence.citations)
        follows = number and sentences[number - 1].citations == sentence.citations
        lines.append(f"{'- ' if follows else ''}{sentence.text} {marks}".strip())
    return "\n".join(lines)


def _outcome(confidence: float, sentences: Sequence[AnswerSentence]) -> Outcome:
    if not sentences or confidence < PARTIAL:
        return "none"
    return "answer" if confidence >= ANSWER else "partial"


def _near(hits: Sequence[Hit], citations: Sequence[Citation]) -> tuple[Hit, ...]:
    cited = {citation.passage_id for citation in citations}
    return tuple(hit for hit in hits if hit.passage.id not in cited)[:NEAR_MISSES]
