"""What readers thought of answers: kept in the library, a row an answer."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Literal

from corpus import replace_lone
from index.schema import FILE_NAME, connect, translated
from index.store import transaction

Verdict = Literal["up", "down"]

# Older ones leave when there are more: whoever never looks at them loses no disk.
MAX_ENTRIES = 10_000
_MOST_CHARS = 4_000
_MOST_CITATIONS = 20
_MOST_CONTEXT = 10
# Made when the first word comes in: libraries without it are of the same format.
_TABLE = (
    "CREATE TABLE IF NOT EXISTS feedback "
    "(key TEXT PRIMARY KEY, number INTEGER NOT NULL, json TEXT NOT NULL) WITHOUT ROWID"
)


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """What an answer cited: `start..end` of the text of the document of this id."""

    document_id: str
    document: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """A reader's verdict on one answer.

    `key` is the same for the same answer in the same conversation: a second verdict takes
    the place of the first. `at` is UTC, ISO 8601. `context` are the questions before,
    oldest first; `outcome` is the answer's; `reason` may be empty.
    """

    key: str
    at: str
    verdict: Verdict
    question: str
    context: tuple[str, ...]
    answer: str
    outcome: str
    citations: tuple[CitedQuote, ...]
    reason: str = ""


class FeedbackBook:
    """The feedback in a library's SQLite file; safe to share between threads.

    It touches no table that a sync reads or writes, so it does not wait for the library's
    writer, who may be busy for minutes: SQLite's own lock, held for one row, keeps the two
    apart. A verdict is there whole or not at all, whatever is killed.
    """

    def __init__(self, folder: Path) -> None:
        """Keep the folder of a library; it is opened for each call."""
        self._folder = folder

    def note(self, feedback: Feedback) -> None:
        """Keep a verdict, over an earlier one on the same answer; long texts are cut.

        Raises:
            LibraryError: there is no library, or it cannot be written.
            LibraryBusy: somebody else wrote for longer than ten seconds.
        """
        with closing(self._connect()) as connection, translated(self._folder):
            connection.execute(_TABLE)
            with transaction(connection):
                (last,) = connection.execute("SELECT max(number) FROM feedback").fetchone()
                number = (last or 0) + 1
                # A browser sends half of a pair of UTF-16 as it is; SQLite takes none.
                kept = replace_lone(json.dumps(_clipped(feedback), ensure_ascii=False))
                connection.execute(
                    "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?)",
                    (replace_lone(feedback.key), number, kept),
                )
                connection.execute(
                    "DELETE FROM feedback WHERE key NOT IN "
                    "(SELECT key FROM feedback ORDER BY number DESC LIMIT ?)",
                    (MAX_ENTRIES,),
                )

    def entries(self) -> tuple[Feedback, ...]:
        """Return all verdicts, oldest first; one that cannot be read any more is left out.

        Raises:
            LibraryError: there is no library, or it cannot be read.
        """
        with closing(self._connect(read_only=True)) as connection, translated(self._folder):
            known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'feedback'"
            if connection.execute(known).fetchone() is None:
                return ()
            rows = connection.execute("SELECT json FROM feedback ORDER BY number").fetchall()
        read = (_read(row[0]) for row in rows)
        return tuple(feedback for feedback in read if feedback is not None)

    def _connect(self, *, read_only: bool = False) -> Connection:
        return connect(self._folder / FILE_NAME, read_only=read_only)


def _clipped(feedback: Feedback) -> dict[str, Any]:
    kept = asdict(feedback)
    for name in ("question", "answer", "reason"):
        kept[name] = kept[name][:_MOST_CHARS]
    kept["context"] = [text[:_MOST_CHARS] for text in feedback.context[-_MOST_CONTEXT:]]
    kept["citations"] = [
        {**citation, "quote": citation["quote"][:_MOST_CHARS]}
        for citation in kept["citations"][:_MOST_CITATIONS]
    ]
    return kept


def _read(data: str) -> Feedback | None:
    try:
        kept = json.loads(data)
        citations = tuple(CitedQuote(**citation) for citation in kept.pop("citations"))
        context = tuple(str(text) for text in kept.pop("context"))
        return Feedback(**kept, citations=citations, context=context)
    except (TypeError, ValueError, KeyError, AttributeError):
        return None
