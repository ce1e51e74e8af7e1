"""What every door to a library has in common: the page, its endpoints, scripts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Event, Lock
from typing import Protocol

from assistant import Answer, Citation
from corpus import GeungeoError, LibraryError, Passage, ReadError, drop_member, split_member
from index import (
    Change,
    DocumentRecord,
    FeedbackBook,
    Filters,
    HistoryBook,
    Hit,
    Scope,
    Setback,
    SyncReport,
    Verdict,
    Wording,
)
from ui.examples import find_examples
from ui.exporting import Exportable, export_conversation
from ui.messages import Lang
from ui.rendering import Surroundings, surround
from ui.uploads import MAX_UPLOAD_BYTES, Upload, file_hash, store
from ui.verdicts import make_feedback

# Passages of this many documents are kept at hand for the evidence panel.
_CACHED_DOCUMENTS = 16
# Passages that are read before anyone asks: what the assistant keeps, some seconds of work.
_WARM_PASSAGES = 2_000
_log = logging.getLogger(__name__)


class SyncProgress(Protocol):
    """How far the library has come; `index.Progress` is one."""

    @property
    def done(self) -> int:
        """Files finished."""

    @property
    def total(self) -> int:
        """Files there are."""

    @property
    def file(self) -> str:
        """The file at hand."""

    @property
    def elapsed_s(self) -> float:
        """Seconds since the work began."""


class Store(Exportable, Protocol):
    """What the service needs of a library; `index.Library` is one."""

    def sync(
        self,
        paths: Sequence[Path],
        *,
        progress: Callable[[SyncProgress], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> SyncReport:
        """Make the library mirror these files and folders."""

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """Return a document's passages in order."""

    def reword(self, query: str) -> Wording:
        """Return a query as it is searched, and what was changed."""

    def scope(self, filters: Filters) -> Scope:
        """Return how much filters leave to be searched."""

    def remove(self, path: Path) -> object:
        """Take a document out."""


class Answering(Protocol):
    """What the service needs of an assistant; `assistant.Assistant` is one."""

    def ask(
        self, question: str, context: Sequence[str] = (), *, filters: Filters | None = None
    ) -> Answer:
        """Answer a question."""

    def stream(self, question: str, context: Sequence[str] = ()) -> Iterator[Answer]:
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

    def prepare(self, passages: Sequence[Passage]) -> None:
        """Read passages ahead of the first question about them."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken in, and why."""

    name: str
    error: GeungeoError


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a batch of uploads: records as the library now holds them."""

    added: tuple[DocumentRecord, ...]
    known: tuple[DocumentRecord, ...]
    refused: tuple[Refusal, ...]
    is_cancelled: bool


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
    ) -> None:
        """Serve `library` and `assistant`.

        Without `feedback` no verdict is kept, without `history` no conversation. `models` are
        the `llm` and the `reranker` by name, for reports.
        """
        self.library = library
        self.history = history
        self._models = dict(models or {})
        self._feedback = feedback
        self.max_upload_bytes = max_upload_bytes
        self._assistant = assistant
        self._uploads = uploads
        self._writing = Lock()
        self._finding = Lock()
        self._passages = lru_cache(maxsize=_CACHED_DOCUMENTS)(library.passages)
        # By language: the documents they were made from, and the questions.
        self._examples: dict[Lang, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def ask(
        self, question: str, context: Sequence[str] = (), filters: Filters | None = None
    ) -> Answer:
        """Answer a question; see `Assistant.ask`."""
        return self._assistant.ask(question, context, filters=filters)

    def stream(self, question: str, context: Sequence[str] = ()) -> Iterator[Answer]:
        """Yield an answer as it grows; see `Assistant.stream`."""
        return self._assistant.stream(question, context)

    def search(self, query: str, top_k: int = 10, filters: Filters | None = None) -> Sequence[Hit]:
        """Return the best passages, best first, of what `filters` let through."""
        return self._assistant.retrieve(query, top_k=top_k, filters=filters)

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
        records = [record for record in self.documents() if record.state == "indexed"]
        version = tuple(record.id for record in records)
        with self._finding:
            if lang not in self._examples or self._examples[lang][0] != version:
                found = find_examples(records, self._passages, self._has_answer, lang)
                self._examples[lang] = (version, found)
            return self._examples[lang][1]

    def warm_up(self) -> None:
        """Do what the first visitor would wait for: load the models, find examples."""
        try:
            self.examples("ko")
            left = _WARM_PASSAGES
            for record in self.documents():
                if record.state == "indexed" and left > 0:
                    passages = self.library.passages(record.id)[:left]
                    self._assistant.prepare(passages)
                    left -= len(passages)
        except Exception:
            # Whoever asks first will be told; the server must come up all the same.
            _log.debug("warming up failed", exc_info=True)

    def receive(
        self,
        uploads: Iterable[Upload],
        progress: Callable[[SyncProgress], None] | None = None,
        cancel: Event | None = None,
    ) -> Received:
        """Take files into the library: copied, read, indexed; waits for other writers."""
        cancel = cancel or Event()
        with self._writing:
            before = {record.id: record for record in self.library.documents()}
            stored: list[Path] = []
            known: list[DocumentRecord] = []
            refused: list[Refusal] = []
            skipped: tuple[Setback, ...] = ()
            for upload in uploads:
                try:
                    digest = file_hash(upload.path) if upload.path.is_file() else ""
                    if digest in before and before[digest].state == "indexed":
                        known.append(before[digest])
                    else:
                        stored.append(store(upload, self._uploads, self.max_upload_bytes))
                except GeungeoError as error:
                    refused.append(Refusal(upload.name, error))
            if stored and not cancel.is_set():
                report = self.library.sync([self._uploads], progress=progress, cancel=cancel.is_set)
                skipped = report.skipped
            after = self.documents()
            # A document is known by its content, a file that could not be read by its place;
            # those of an archive lie below it.
            ids = {file_hash(path): path for path in stored}
            places = [(record, _above(file_path(record), stored)) for record in after]
            taken = [(r, place) for r, place in places if place is not None or r.id in ids]
            again = [r for r, place in taken if place != file_path(r) and _is_old(r, before)]
            added = tuple(record for record, _ in taken if record not in again)
            known += again
            done = {record.id for record, _ in taken} | {place for _, place in taken}
            for digest, path in ids.items():
                refused.extend(_passed_over(s.source, s) for s in skipped if _is_below(s, path))
                if digest in done or path in done:
                    continue
                # Cancelled or passed over: the next sync must not find it by surprise.
                path.unlink(missing_ok=True)
                if not cancel.is_set():
                    own = next((s for s in skipped if s.source == path.name), None)
                    refused.append(_passed_over(path.name, own))
        return Received(added, tuple(known), tuple(refused), cancel.is_set())

    def remove(self, key: str) -> None:
        """Take the document of this `record_key` out of the library, if it is there.

        An uploaded copy is deleted with it; a file outside the uploads is never touched.
        """
        with self._writing:
            record = next((r for r in self.library.documents() if record_key(r) == key), None)
            if record is None:
                return
            path = file_path(record)
            archive, member = split_member(path)
            if archive.resolve().is_relative_to(self._uploads.resolve()):
                if member:
                    drop_member(archive, member)
                else:
                    path.unlink(missing_ok=True)
            self.library.remove(path)
            self._passages.cache_clear()

    def _has_answer(self, question: str) -> bool:
        return self._assistant.ask(question).outcome == "answer"


def _above(path: Path, files: Sequence[Path]) -> Path | None:
    """Return which of the files `path` is, or goes on below."""
    return next((file for file in files if file == path or file in path.parents), None)


def _is_old(record: DocumentRecord, before: Mapping[str, DocumentRecord]) -> bool:
    """Tell a member of an archive that was there before the archive came again."""
    old = before.get(record.id)
    return old is not None and old.state == "indexed"


def _is_below(setback: Setback, archive: Path) -> bool:
    return setback.source.startswith(f"{archive.name}/")


def _passed_over(name: str, setback: Setback | None) -> Refusal:
    if setback is None:
        return Refusal(name, ReadError("file-binary", file=name))
    return Refusal(name, ReadError(setback.code, **dict(setback.details)))


def record_key(record: DocumentRecord) -> str:
    """Return a name for a record that says nothing of where its file lies."""
    return sha256(f"{record.root}\0{record.source}".encode()).hexdigest()[:24]


def file_path(record: DocumentRecord) -> Path:
    """Return where a document's file lies."""
    return Path(record.path) if record.path else Path(record.root) / record.source
