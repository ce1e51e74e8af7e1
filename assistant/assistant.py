"""From a question to an answer whose every sentence is proved."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from assistant import premises
from assistant.answer import Answer, Citation, Outcome
from assistant.calibration import SURE, UNSURE
from assistant.composing import EXTENTS, Length, Quotation, compose
from assistant.conversation import complete
from assistant.disagreement import add_others, show_others
from assistant.evidence import Evidence
from assistant.explanation import Explanation
from assistant.generation import Draft, Generator
from assistant.missing import confidence_in, find_missing
from assistant.proving import Written, prove, render
from assistant.question import (
    MAX_COMPLETED_CHARS,
    MAX_QUESTION_CHARS,
    Question,
    understand,
)
from assistant.reading import Reader
from assistant.retrieval import POOL, Part, Retrieval, Searchable, merge
from assistant.talk import Talk, questions_of
from corpus import Document, Passage
from index import DocumentRecord, Filters, Hit, Reranker, Steps, Wording

# How many hits are given with an answer, and how many are shown when there is none.
TOP_K = 10
NEAR_MISSES = 3


class Source(Searchable, Protocol):
    """What the assistant needs of a library; `index.Library` is one."""

    def document(self, document_id: str) -> Document:
        """Return a document with its text."""
        ...

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return a record for every file."""
        ...

    def passages(self, document_id: str, ordinals: range | None = None) -> tuple[Passage, ...]:
        """Return a document's passages in order; with `ordinals` only those."""
        ...


class Assistant:
    """Answers questions from one library, in the words of its documents."""

    def __init__(
        self,
        library: Source,
        generator: Generator | None = None,
        *,
        steps: Steps | None = None,
        reranker: Reranker | None = None,
        marks_unproved: bool = False,
        length: Length = "normal",
    ) -> None:
        """Answer from `library`; with a `generator`, in its words where they are proved.

        `steps` are those of an ablation; give the library the same (`Library.taking`). A
        `reranker` reads the hits once more. What a generator writes without proof is left out;
        with `marks_unproved` it is shown, marked and without a citation. `length` is how much is
        quoted; the generator has its own.
        """
        self._library = library
        self._generator = generator
        self._marks_unproved = marks_unproved
        self._extent = EXTENTS[length]
        self._reader = Reader(library)
        self._retrieval = Retrieval(library, self._reader, steps, reranker)
        self._talk = Talk(library, self._retrieval)

    def retrieve(
        self,
        question: str,
        context: Sequence[str] = (),
        *,
        top_k: int = TOP_K,
        filters: Filters | None = None,
    ) -> tuple[Hit, ...]:
        """Return the hits for a question as it is understood after `context`.

        Of what `filters` let through, as `index.Library.search` says.
        """
        _, asked = self._understand(understand(question), context)
        parts = self._retrieval.find(asked, max(top_k, POOL), filters)
        return merge(parts)[:top_k]

    def explain(
        self,
        question: str,
        context: Sequence[str] = (),
        *,
        top_k: int = TOP_K,
        filters: Filters | None = None,
    ) -> tuple[Explanation, ...]:
        """Return what `retrieve` returns, each hit with why it stands where it does."""
        _, asked = self._understand(understand(question), context)
        parts = self._retrieval.find(asked, max(top_k, POOL), filters)
        return self._retrieval.explain(parts, top_k)

    def prepare(self, passages: Sequence[Passage]) -> None:
        """Read passages ahead of the first question about them; it need not be done."""
        self._reader.read(passages)

    def ask(
        self, question: str, context: Sequence[str] = (), *, filters: Filters | None = None
    ) -> Answer:
        """Answer a question; `context` holds the questions before it, oldest first.

        From what `filters` let through alone, as `index.Library.search` says.

        Raises:
            QuestionError: the question is empty, wordless or far too long.
        """
        *_, answer = self.stream(question, context, filters=filters)
        return answer

    def can_answer(self, question: str, *, filters: Filters | None = None) -> bool:
        """Tell whether the documents answer a question for sure; no model is asked to write.

        Raises:
            QuestionError: as `ask` does.
        """
        return self._quoting(filters)(question, ()).outcome == "answer"

    def stream(
        self, question: str, context: Sequence[str] = (), *, filters: Filters | None = None
    ) -> Iterator[Answer]:
        """Yield the answer growing by a sentence at a time, the last one whole.

        A generator's sentences come as they are written and proved. Where it fails halfway,
        the last answer is the source's own all the same. What is no question to the documents
        (small talk, a command over the conversation) has its reply at once (`assistant.talk`).
        """
        started = time.perf_counter()
        original = understand(question)
        reply = self._talk.reply(original.text, context, filters, self._quoting(filters))
        if reply is not None:
            yield reply
            return
        wording, asked = self._understand(original, context)
        parts = self._retrieval.find(asked, POOL, filters)
        hits = merge(parts)[:TOP_K]
        backed = [part for part in parts if part.confidence >= UNSURE]
        premise, parts = premises.find_false(parts)
        confidence = confidence_in(parts)

        def answer(written: Sequence[Written], notes: Sequence[str] = ()) -> Answer:
            sentences, citations = prove(self._library, written)
            quoted = [piece.quotation for piece in written if piece.quotation is not None]
            missing = find_missing(parts, quoted)
            outcome: Outcome = "none"
            if sentences and missing:
                outcome = "partial"
            elif sentences:
                outcome = "answer" if confidence >= SURE else "unsure"
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
                notes=(*wording.notes, *notes, *([premises.NOTE] if premise else [])),
                changes=wording.changes,
                missing=missing if outcome == "partial" else (),
            )

        lead = [Written(quotation) for quotation in premises.lead_with(premise, ())]
        written: list[Written] = []
        notes: tuple[str, ...] = ()
        if self._generator is not None and backed:
            draft = Draft(self._generator, _units(backed), self._library.term_weights)
            for piece in self._write(draft, asked, backed):
                written.append(piece)
                yield replace(answer([*lead, *written]), near_misses=())
            notes = draft.notes(marked=self._marks_unproved)
            written = [] if draft.failure else written
        if written:
            told = [piece.quotation for piece in written if piece.quotation is not None]
            others, found = add_others(backed, told)
            made = answer([*lead, *written, *map(Written, others)], (*notes, *found))
            if sum(1 for one in made.sentences if one.citations) > len(lead) + len(others):
                yield made
                return
            notes = ("llm-unsupported",)
        library = self._library
        composed = compose(backed, library.passages, library.unit_vectors, self._extent)
        quoted, found = show_others(backed, composed)
        quoted = premises.lead_with(premise, quoted)
        whole = answer([Written(quotation) for quotation in quoted], (*notes, *found))
        for shown in range(1, len(whole.sentences)):
            sentences = whole.sentences[:shown]
            yield replace(whole, sentences=sentences, text=render(sentences), near_misses=())
        yield whole

    def _understand(self, asked: Question, context: Sequence[str]) -> tuple[Wording, Question]:
        """Return what is taken to be typed, and what that asks after `context`."""
        reword = self._library.reword
        wording = reword(asked.text)
        meant = asked if wording.text == asked.text else understand(wording.text)
        before = [reword(text[:MAX_QUESTION_CHARS]).text for text in questions_of(context)]
        return wording, _complete(meant, before, self._library)

    def _quoting(self, filters: Filters | None) -> Callable[[str, Sequence[str]], Answer]:
        """Return how to ask again for an answer in the source's own words."""
        plain = copy.copy(self)
        plain._generator = None
        return lambda question, context: plain.ask(question, context, filters=filters)

    def _write(self, draft: Draft, question: Question, parts: Sequence[Part]) -> Iterator[Written]:
        """Yield what a model writes and the source proves, sentence by sentence."""
        hits = merge(parts)[:TOP_K]
        excerpts = [f"문서: {hit.document.title}\n{hit.passage.text}" for hit in hits]
        for sentence, unit in draft.write(question.text, excerpts):
            if unit is not None:
                yield Written(Quotation(unit.hit, (unit.span,), (unit.text,), 1.0), sentence)
            elif self._marks_unproved:
                yield Written(None, sentence)


def _complete(asked: Question, context: Sequence[str], meaning: Source) -> Question:
    """Return the question as it reads after the ones before it, however long those are."""
    text = complete(asked.text, context, meaning)
    return asked if text == asked.text else understand(text, max_chars=MAX_COMPLETED_CHARS)


def _near(hits: Sequence[Hit], citations: Sequence[Citation]) -> tuple[Hit, ...]:
    cited = {citation.passage_id for citation in citations}
    return tuple(hit for hit in hits if hit.passage.id not in cited)[:NEAR_MISSES]


def _units(parts: Sequence[Part]) -> list[Evidence]:
    return [unit for part in parts for unit, _ in part.ranked]
