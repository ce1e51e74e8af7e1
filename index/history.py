"""Conversations kept in the library: each with its turns, in tables of their own."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection

from corpus import LibraryError, replace_lone
from index.schema import FILE_NAME, connect, translated
from index.store import transaction

# Beyond these the conversations that rested longest leave, and the oldest turns of one.
MAX_CONVERSATIONS = 500
MAX_TURNS = 400
MAX_BYTES = 200 * 2**20
MAX_TITLE_CHARS = 120
# Of a turn's words so many can be found again.
_MOST_WORDS = 20_000
# A turn of more is refused: the longest answer seen takes a tenth of it.
_MOST_TURN_BYTES = 4 * 2**20
# A chat waits for this to say something: no longer than a reader does without noticing.
_PATIENCE_S = 1.0
# Made when the first turn comes in: libraries without them are of the same format. `place`
# grows with every change and orders the list; `key` and `words` are what is searched.
_TABLES = (
    "CREATE TABLE IF NOT EXISTS conversations (id TEXT PRIMARY KEY, place INTEGER NOT NULL, "
    "title TEXT NOT NULL, key TEXT NOT NULL, started_at TEXT NOT NULL, "
    "changed_at TEXT NOT NULL, turns INTEGER NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS turns (conversation TEXT NOT NULL, number INTEGER NOT NULL, "
    "words TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (conversation, number))",
)
_LISTED = "SELECT id, title, started_at, changed_at, turns FROM conversations"


@dataclass(frozen=True, slots=True)
class Conversation:
    """A kept conversation of `turns` turns; times are UTC, ISO 8601."""

    id: str
    title: str
    started_at: str
    changed_at: str
    turns: int


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A turn as it was given to be kept; `number` counts from 1 and never changes."""

    number: int
    data: str


class HistoryBook:
    """The conversations in a library's SQLite file; safe to share between threads.

    It touches no table that a sync reads or writes, so it does not wait for the library's
    writer, who may be busy for minutes: SQLite's own lock, held for one turn, keeps the two
    apart, and whoever else holds it is waited for a second at most. A turn is there whole or
    not at all, whatever is killed; each has a row and a number of its own, so that two windows
    on one conversation take nothing from each other.
    """

    def __init__(self, folder: Path) -> None:
        """Keep the folder of a library; it is opened for each call."""
        self._folder = folder

    def add(
        self, conversation: str, data: str, *, title: str, words: str = "", after: int = 0
    ) -> int:
        """Keep a turn at the end of a conversation and return its number, above `after`.

        The first turn begins the conversation, named `title`. `words` are what it is found by.

        Raises:
            LibraryError: there is no library, it cannot be written, or `turn-too-long`.
            LibraryBusy: somebody else wrote all the while.
        """
        packed = self._pack(data)
        with self._writing() as run:
            last, place, now = _last(run, conversation), _next_place(run), _now()
            number = max(last, after) + 1
            name = clean_title(title)
            run.execute(
                "INSERT OR IGNORE INTO conversations VALUES (?, ?, ?, ?, ?, ?, 0, 0)",
                (conversation, place, name, search_key(name), now, now),
            )
            self._write(run, conversation, number, packed, words)
            run.execute(
                "UPDATE conversations SET place = ?, changed_at = ? WHERE id = ?",
                (place, now, conversation),
            )
            _evict(run, conversation)
        return number

    def change(self, conversation: str, number: int, data: str, *, words: str = "") -> bool:
        """Put a turn in the place of the one of its number; False where that is gone.

        Raises:
            LibraryError: as `add` does.
        """
        packed = self._pack(data)
        with self._writing() as run:
            known = "SELECT 1 FROM turns WHERE conversation = ? AND number = ?"
            if run.execute(known, (conversation, number)).fetchone() is None:
                return False
            self._write(run, conversation, number, packed, words)
            _evict(run, conversation)
        return True

    def replace(
        self,
        conversation: str,
        first: int,
        data: str,
        *,
        last: int,
        titles: tuple[str, str],
        words: str = "",
    ) -> int | None:
        """Put a turn behind turn `last` and take out those from `first` on; return its number.

        None, and nothing is changed, where `last` is not the last turn: somebody else has gone
        on with the conversation. A title that is still the first of `titles` becomes the second.

        Raises:
            LibraryError: as `add` does.
        """
        packed = self._pack(data)
        with self._writing() as run:
            if not last or _last(run, conversation) != last:
                return None
            run.execute(
                "DELETE FROM turns WHERE conversation = ? AND number >= ?", (conversation, first)
            )
            self._write(run, conversation, last + 1, packed, words)
            run.execute(
                "UPDATE conversations SET place = ?, changed_at = ? WHERE id = ?",
                (_next_place(run), _now(), conversation),
            )
            was, name = map(clean_title, titles)
            run.execute(
                "UPDATE conversations SET title = ?, key = ? WHERE id = ? AND title = ?",
                (name, search_key(name), conversation, was),
            )
            _evict(run, conversation)
        return last + 1

    def rename(self, conversation: str, title: str) -> bool:
        """Give a conversation another title; False where it is gone or the title is empty.

        Raises:
            LibraryError: the library cannot be written.
        """
        name = clean_title(title)
        if not name:
            return False
        with self._writing() as run:
            changed = run.execute(
                "UPDATE conversations SET title = ?, key = ? WHERE id = ?",
                (name, search_key(name), conversation),
            )
            return changed.rowcount > 0

    def delete(self, conversation: str) -> None:
        """Take a conversation out with all its turns; nothing where it is gone.

        Raises:
            LibraryError: the library cannot be written.
        """
        with self._writing() as run:
            _drop(run, conversation)

    def conversations(self, search: str = "", limit: int = 100) -> tuple[Conversation, ...]:
        """Return the conversations, the one that changed last first.

        With `search` those of which a turn (with the title) holds each of its words, whatever
        their case, width and inner spaces.

        Raises:
            LibraryError: there is no library, or it cannot be read.
        """
        keys = [search_key(word) for word in search.split()[:20]]
        held = " AND ".join("instr(words || char(10) || key, ?) > 0" for _ in keys)
        where = (
            f" WHERE EXISTS (SELECT 1 FROM turns WHERE conversation = id AND {held})"
            if keys
            else ""
        )
        order = " ORDER BY place DESC LIMIT ?"
        with self._reading() as run:
            if run is None:
                return ()
            rows = run.execute(f"{_LISTED}{where}{order}", (*keys, limit)).fetchall()
        return tuple(Conversation(*row) for row in rows)

    def conversation(self, conversation: str) -> Conversation | None:
        """Return what is kept of a conversation but its turns; None where it is gone.

        Raises:
            LibraryError: there is no library, or it cannot be read.
        """
        with self._reading() as run:
            if run is None:
                return None
            row = run.execute(f"{_LISTED} WHERE id = ?", (conversation,)).fetchone()
        return Conversation(*row) if row else None

    def numbers(self, conversation: str, last: int = MAX_TURNS) -> tuple[int, ...]:
        """Return the numbers of the `last` turns in order.

        Raises:
            LibraryError: there is no library, or it cannot be read.
        """
        with self._reading() as run:
            if run is None:
                return ()
            rows = run.execute(
                "SELECT number FROM turns WHERE conversation = ? ORDER BY number DESC LIMIT ?",
                (conversation, last),
            ).fetchall()
        return tuple(sorted(number for (number,) in rows))

    def turns(self, conversation: str, numbers: Collection[int]) -> tuple[KeptTurn, ...]:
        """Return the turns of these numbers in order; one that is damaged is left out.

        Raises:
            LibraryError: there is no library, or it cannot be read.
        """
        found: list[KeptTurn] = []
        with self._reading() as run:
            if run is None:
                return ()
            for number in sorted(numbers):
                row = run.execute(
                    "SELECT data FROM turns WHERE conversation = ? AND number = ?",
                    (conversation, number),
                ).fetchone()
                data = _unpack(row[0]) if row else None
                if data is not None:
                    found.append(KeptTurn(number, data))
        return tuple(found)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with closing(self._connect()) as run, translated(self._folder):
            # What is deleted shall be gone, not only out of sight.
            run.execute("PRAGMA secure_delete = ON")
            for table in _TABLES:
                run.execute(table)
            with transaction(run):
                yield run

    @contextmanager
    def _reading(self) -> Iterator[Connection | None]:
        """Yield a connection, None where nothing was ever kept."""
        with closing(self._connect(read_only=True)) as run, translated(self._folder):
            known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'turns'"
            yield run if run.execute(known).fetchone() else None

    def _connect(self, *, read_only: bool = False) -> Connection:
        return connect(self._folder / FILE_NAME, read_only=read_only, patience_s=_PATIENCE_S)

    def _pack(self, data: str) -> bytes:
        # A browser sends half of a pair of UTF-16 as it is.
        written = replace_lone(data).encode("utf-8")
        if len(written) > _MOST_TURN_BYTES:
            raise LibraryError("turn-too-long", size=len(written), most=_MOST_TURN_BYTES)
        return zlib.compress(written, 6)

    def _write(
        self, run: Connection, conversation: str, number: int, packed: bytes, words: str
    ) -> None:
        run.execute(
            "INSERT OR REPLACE INTO turns VALUES (?, ?, ?, ?)",
            (conversation, number, search_key(words[:_MOST_WORDS]), packed),
        )


def clean_title(title: str) -> str:
    """Return a title as one line that is short enough for a list."""
    line = " ".join(replace_lone(title).split())
    return line if len(line) <= MAX_TITLE_CHARS else f"{line[: MAX_TITLE_CHARS - 1]}…"


def search_key(text: str) -> str:
    """Return a text as it is compared: compatible forms and cases are one, spaces none."""
    return "".join(unicodedata.normalize("NFKC", replace_lone(text)).casefold().split())


def _last(run: Connection, conversation: str) -> int:
    row = run.execute("SELECT max(number) FROM turns WHERE conversation = ?", (conversation,))
    return row.fetchone()[0] or 0


def _next_place(run: Connection) -> int:
    return (run.execute("SELECT max(place) FROM conversations").fetchone()[0] or 0) + 1


def _evict(run: Connection, conversation: str) -> None:
    """Hold the bounds: never at the cost of the turn that was written last."""
    run.execute(
        "DELETE FROM turns WHERE conversation = ? AND number NOT IN (SELECT number FROM turns "
        "WHERE conversation = ? ORDER BY number DESC LIMIT ?)",
        (conversation, conversation, MAX_TURNS),
    )
    run.execute(
        "UPDATE conversations SET (turns, size) = (SELECT count(*), sum(length(data)) "
        "FROM turns WHERE conversation = id) WHERE id = ?",
        (conversation,),
    )
    rows = run.execute("SELECT id, size FROM conversations ORDER BY place DESC").fetchall()
    kept = total = 0
    for name, size in sorted(rows, key=lambda row: row[0] != conversation):
        kept, total = kept + 1, total + size
        if name != conversation and (kept > MAX_CONVERSATIONS or total > MAX_BYTES):
            _drop(run, name)


def _drop(run: Connection, conversation: str) -> None:
    run.execute("DELETE FROM turns WHERE conversation = ?", (conversation,))
    run.execute("DELETE FROM conversations WHERE id = ?", (conversation,))


def _unpack(packed: object) -> str | None:
    if not isinstance(packed, bytes):
        return None
    unpacking = zlib.decompressobj()
    try:
        written = unpacking.decompress(packed, _MOST_TURN_BYTES)
        return written.decode("utf-8") if unpacking.eof else None
    except (zlib.error, UnicodeDecodeError):
        return None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
