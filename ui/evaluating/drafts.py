"""Readers' verdicts as drafts of gold questions, and the library's own gold set."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from assistant import GoldCheck, check_gold, draft_from_feedback, load_gold, to_line
from corpus import Document, GoldError
from index import FeedbackBook
from ui.evaluating.gold_files import naming
from ui.whole_files import write_whole

Json = dict[str, Any]
MAX_OWN = 5_000
# Their evidence is looked up in the documents, which takes its time.
MAX_DRAFTS = 200
# Longer ones are no answer and no quotation.
_MAX_CHARS = 4_000
_MAX_PIECES = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """A question left in the chat by a thumb, and the `answer` that was judged.

    `record` is the draft as `geungeo gold draft` writes it; `is_taken` says that the set
    holds a question of its id.
    """

    record: Json
    answer: str
    is_taken: bool

    @property
    def id(self) -> str:
        """The id it has as a draft and in the set."""
        return str(self.record["id"])


@dataclass(frozen=True, slots=True)
class Completed:
    """A draft as a person completed it; `quotes` are needed together, all of `document`."""

    id: str
    question: str
    answerable: bool
    answers: tuple[str, ...] = ()
    document: str = ""
    quotes: tuple[str, ...] = ()
    type: str = ""
    style: str = ""
    context: tuple[str, ...] = ()

    def to_record(self) -> Json:
        """Return the gold record."""
        evidence = [{"doc": self.document, "quote": quote} for quote in self.quotes]
        is_group = self.answerable and len(evidence) > 1
        return {
            "id": self.id,
            "question": self.question,
            "type": self.type or "other",
            "style": self.style or "other",
            "answerable": self.answerable,
            "answers": list(self.answers) if self.answerable else [],
            "evidence": evidence if self.answerable else [],
            "requires": [list(range(len(evidence)))] if is_group else None,
            "context": list(self.context),
        }


class OwnSet:
    """The library's own gold set, `gold.jsonl`, and the drafts that may go into it."""

    def __init__(
        self,
        path: Path,
        feedback: FeedbackBook | None,
        find_document: Callable[[str], Document],
    ) -> None:
        """Keep the set at `path`, which need not be there yet."""
        self._path = path
        self._feedback = feedback
        self._find_document = find_document
        self._lock = Lock()

    def drafts(self) -> tuple[Draft, ...]:
        """Return what thumbs left behind lately, 👎 and 👍, the newest first.

        Raises:
            LibraryError: the library cannot be read.
            GoldError: the library's own set is not one any more.
        """
        entries = self._feedback.entries() if self._feedback is not None else ()
        taken = {record["id"] for record in self.records()}
        lately = entries[: -MAX_DRAFTS - 1 : -1]
        drafts = draft_from_feedback(lately, self._find_document)
        return tuple(
            Draft(record, entry.answer, record["id"] in taken)
            for entry, record in zip(lately, drafts, strict=True)
        )

    def records(self) -> tuple[Json, ...]:
        """Return the records of the set in order, with an author's own keys.

        Raises:
            GoldError: the file is no gold set.
        """
        if not self._path.is_file():
            return ()
        with naming(self._path.name):
            try:
                load_gold(self._path, with_drafts=True)
            except GoldError as error:
                if error.code == "gold-empty":
                    return ()
                raise
        lines = self._path.read_text("utf-8-sig").split("\n")
        return tuple(json.loads(line) for line in lines if line.strip())

    def check(self, completed: Completed, documents: Sequence[Document]) -> GoldCheck:
        """Check a question as `geungeo gold check` would, alone: nothing is written.

        Raises:
            GoldError: what cannot be read as a gold question at all.
        """
        _require_bounds(completed)
        with tempfile.TemporaryDirectory(prefix="geungeo-") as folder:
            path = Path(folder) / self._path.name
            path.write_text(to_line(completed.to_record()), "utf-8")
            with naming(self._path.name):
                load_gold(path)
                return check_gold(path, documents)

    def add(self, completed: Completed) -> None:
        """Put a question into the set, over an earlier one of the same id.

        Raises:
            GoldError: the set is full, or cannot be written.
        """
        _require_bounds(completed)
        record = completed.to_record()
        with self._lock:
            kept = [one for one in self.records() if one["id"] != completed.id]
            if len(kept) >= MAX_OWN:
                raise GoldError(
                    "gold-too-many", file=self._path.name, count=len(kept) + 1, limit=MAX_OWN
                )
            self._write([*kept, record])

    def drop(self, question_id: str) -> None:
        """Take a question out of the set, if it is there."""
        with self._lock:
            records = self.records()
            kept = [one for one in records if one["id"] != question_id]
            if len(kept) < len(records):
                self._write(kept)

    def read(self) -> bytes:
        """Return the set as a file, empty where there is none."""
        return self._path.read_bytes() if self._path.is_file() else b""

    def _write(self, records: Sequence[Mapping[str, object]]) -> None:
        content = "".join(map(to_line, records)).encode()
        try:
            if not content:
                self._path.unlink(missing_ok=True)
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, content, is_overwriting=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise GoldError("gold-not-written", file=self._path.name, reason=reason) from error


def _require_bounds(completed: Completed) -> None:
    pieces = (*completed.answers, *completed.quotes)
    if len(pieces) > _MAX_PIECES or any(len(piece) > _MAX_CHARS for piece in pieces):
        raise GoldError("gold-draft-too-long", limit=_MAX_CHARS, pieces=_MAX_PIECES)
