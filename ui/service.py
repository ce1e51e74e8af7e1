"""What every door to a library has in common: the page, its endpoints, scripts."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Protocol

from assistant import Answer, Citation, Explanation
from corpus import LibraryError, Passage
from index import (
    Change,
    CollectionBook,
    DocumentRecord,
    FeedbackBook,
    Filters,
    HistoryBook,
    Hit,
    Scope,
    Verdict,
    Wording,
)
from ui.collecting import Collecting, CollectionSummary
from ui.evaluating import Evaluations, Measurable
from ui.evidence.proof import Provable
from ui.examples import find_examples
from ui.exporting import export_conversation
from ui.following import find_next
from ui.messages import Lang
from ui.receiving import Receiving, Shelf
from ui.rendering import Surroundings, surround
from ui.rush import Rush
from ui.uploads import MAX_UPLOAD_BYTES
from ui.verdicts import make_feedback

# Passages of this many documents are kept at hand for the evidence panel.
_CACHED_DOCUMENTS = 16
# Passages that are read before anyone asks: what the assistant keeps, some seconds of work,
# done a few at a time.
_WARM_PASSAGES = 2_000
_WARM_AT_ONCE = 4
_log = logging.getLogger(__name__)


class Store(Measurable, Shelf, Provable, Protocol):
    """What the service needs of a library; `index.Library` is one."""

    def reword(self, query: str) -> Wording:
        """Return a query as it is searched, and what was changed."""

    def scope(self, filters: Filters) -> Scope:
        """Return how much filters leave to be searched."""


class Answering(Protocol):
    """What the service needs of an assistant; `assistant.Assistant` is one."""

    def ask(
        self, question: str, context: Sequence[str] = (), *, filters: Filters | None = None
    ) -> Answer:
        """Answer a question."""

    def can_answer(self, question: str, *, filters: Filters | None = None) -> bool:
        """Tell whether the documents answer a question for sure, without a model's help."""
        ...

    def stream(
        self, question: str, context: Sequence[str] = (), *, filters: Filters | None = None
    ) -> Iterator[Answer]:
        """Yield the answer as it grows."""

    def retrieve(
        self,
        question: str,
        context: Sequence[str] = (),
        *,
        top_k: int = 10,
        filters: Filters | None = None,
    ) -> Sequence[Hit]:
        """Return the best passages."""

    def explain(
        self, question: str, *, top_k: int = 10, filters: Filters | None = None
    ) -> Sequence[Explanation]:
        """Return the best passages, each with why it stands where it does."""

    def prepare(self, passages: Sequence[Passage]) -> None:
        """Read passages ahead of the first question about them."""


class Service:
    """A library and its assistant behind one door; writing is one at a time.

    `uploads` is the folder that takes uploaded files, inside the library's own.
    """

    def __init__(
        self,
        library: Store,
        assistant: Answering,
        uploads: Path,
        max_upload_bytes: int = MAX_UPLOAD_BYTES,
        feedback: FeedbackBook | None = None,
        history: HistoryBook | None = None,
        models: Mapping[str, str] | None = None,
        collections: CollectionBook | None = None,
    ) -> None:
        """Serve `library` and `assistant`.

        Without `feedback` no verdict is kept, without `history` no conversation, without
        `collections` there are none. `models` are the `llm` and the `reranker` by name, for
        reports.
        """
        self.library = library
        self.history = history
        self.keeps_history = history is not None
        self._models = dict(models or {})
        self._feedback = feedback
        self.max_upload_bytes = max_upload_bytes
        self._assistant = assistant
        self._finding = Lock()
        self._passages = lru_cache(maxsize=_CACHED_DOCUMENTS)(self._read_passages)
        forget = self._passages.cache_clear
        self.receiving = Receiving(library, uploads, max_upload_bytes, on_change=forget)
        self.collecting = Collecting(library, collections) if collections else None
        # By language: the documents they were made from, and the questions.
        self._examples: dict[Lang, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self.rush = Rush()
        self.evaluations = Evaluations(
            library, assistant.ask, uploads.parent, self.rush, feedback, self._models
        )

    def employ(self, assistant: Answering, models: Mapping[str, str]) -> None:
        """Answer with another assistant from now on; an answer under way goes on as it began.

        `models` are those of `__init__`.
        """
        self._assistant = assistant
        self._models = dict(models)
        self.evaluations.employ(assistant.ask, self._models)

    def ask(
        self, question: str, context: Sequence[str] = (), filters: Filters | None = None
    ) -> Answer:
        """Answer a question; see `Assistant.ask`."""
        with self.rush.at_work():
            return self._assistant.ask(question, context, filters=filters)

    def stream(
        self, question: str, context: Sequence[str] = (), filters: Filters | None = None
    ) -> Iterator[Answer]:
        """Yield an answer as it grows; see `Assistant.stream`."""
        with self.rush.at_work():
            yield from self._assistant.stream(question, context, filters=filters)

    def search(self, query: str, top_k: int = 10, filters: Filters | None = None) -> Sequence[Hit]:
        """Return the best passages, best first, of what `filters` let through."""
        with self.rush.at_work():
            return self._assistant.retrieve(query, top_k=top_k, filters=filters)

    def explain(
        self, question: str, top_k: int, filters: Filters | None = None
    ) -> Sequence[Explanation]:
        """Return what a question finds, best first, each with why; see `Assistant.explain`."""
        with self.rush.at_work():
            return self._assistant.explain(question, top_k=top_k, filters=filters)

    def changes(self, query: str) -> tuple[Change, ...]:
        """Return what is searched otherwise than typed."""
        return self.library.reword(query).changes

    def scope(self, filters: Filters | None) -> Scope | None:
        """Return how much filters leave to be searched; None where nothing is narrowed."""
        return self.library.scope(filters) if filters else None

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return all documents, by name."""
        records = self.library.documents()
        return tuple(sorted(records, key=lambda record: (record.source, record.root)))

    def ready_documents(self) -> tuple[DocumentRecord, ...]:
        """Return the documents that can be asked, by name."""
        return tuple(record for record in self.documents() if record.state == "indexed")

    def passage(self, passage_id: str) -> tuple[Passage, DocumentRecord]:
        """Return a passage with the document it stands in.

        Raises:
            LibraryError: there is no such passage.
        """
        try:
            passage = self.library.passage(passage_id)
            record = next(r for r in self.library.documents() if r.id == passage.document_id)
        except (KeyError, StopIteration, LibraryError):
            raise LibraryError("passage-not-found", passage=passage_id[:80]) from None
        return passage, record

    def surroundings(self, citation: Citation) -> Surroundings | None:
        """Return the passage of a citation with its neighbours and the cited span marked.

        None when the document has meanwhile left the library: the quote stands alone then.
        """
        try:
            neighbours = self._passages(citation.document_id)
        except (KeyError, LibraryError):
            return None
        for passage in neighbours:
            if passage.id == citation.passage_id:
                # Of an old answer: what is read otherwise since then is no place to mark it.
                if citation.quote not in passage.text:
                    return None
                return surround(passage, neighbours, citation.start, citation.end)
        return None

    def judge(
        self, answer: Answer, context: Sequence[str], verdict: Verdict, reason: str = ""
    ) -> bool:
        """Keep what a reader thinks of an answer; False where nobody keeps it.

        Raises:
            LibraryError: the library cannot be written.
        """
        if self._feedback is None:
            return False
        # A question that was only put right stood for itself.
        corrected = self.library.reword(" ".join(answer.question.split())).text
        before = () if answer.understood == corrected else context
        self._feedback.note(make_feedback(answer, before, verdict, reason))
        return True

    def export(
        self, answers: Sequence[Answer], times: Sequence[str], suffix: str, lang: Lang
    ) -> bytes:
        """Return a conversation with its evidence as a file; see `export_conversation`."""
        return export_conversation(self.library, answers, suffix, lang, times=times, **self._models)

    def examples(self, lang: Lang) -> tuple[str, ...]:
        """Return questions the library can answer, made from its own headings.

        Topics come from the documents in turn, so that no one document fills them all.
        """
        records = self.ready_documents()
        version = tuple(record.id for record in records)
        with self._finding:
            if lang not in self._examples or self._examples[lang][0] != version:
                found = find_examples(records, self._passages, self._has_answer, lang)
                self._examples[lang] = (version, found)
            return self._examples[lang][1]

    def next_questions(
        self, answer: Answer, asked: Sequence[str], filters: Filters | None = None
    ) -> tuple[str, ...]:
        """Return what might be asked after `answer`, of the same documents; see `find_next`."""
        return find_next(
            answer,
            asked,
            self._passages,
            lambda question: self._assistant.can_answer(question, filters=filters),
        )

    def load(self) -> None:
        """Load what the first question needs: the analyser, the models, the indexes."""
        try:
            # Nothing that a language model would be asked.
            self._assistant.retrieve("준비", top_k=1)
        except Exception:
            # Whoever asks first will be told; the server must come up all the same.
            _log.debug("loading failed", exc_info=True)

    def warm_up(self) -> None:
        """Do ahead what the first visitors would wait for: find examples, read passages.

        People go first: passages are read in the pauses between questions, half of the time.
        """
        try:
            self.examples("ko")
            left = _WARM_PASSAGES
            for record in self.ready_documents():
                if left > 0:
                    passages = self.library.passages(record.id)[:left]
                    left -= len(passages)
                    for at in range(0, len(passages), _WARM_AT_ONCE):
                        began = time.monotonic()
                        self._assistant.prepare(passages[at : at + _WARM_AT_ONCE])
                        self.rush.wait_for_pause(at_least_s=time.monotonic() - began)
        except Exception:
            _log.debug("warming up failed", exc_info=True)

    def collections(self) -> tuple[CollectionSummary, ...]:
        """Return the collections by name, with what the library holds of each."""
        return self.collecting.summaries() if self.collecting else ()

    def _read_passages(self, document_id: str) -> tuple[Passage, ...]:
        # Not the library's own method: the library that stands here may come to be another.
        return self.library.passages(document_id)

    def _has_answer(self, question: str) -> bool:
        return self._assistant.can_answer(question)
