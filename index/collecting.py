"""Collections: named sets of documents, kept in the library in tables of their own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection

from corpus import FilterError, LibraryError, replace_lone
from index.history import search_key
from index.schema import FILE_NAME, connect, translated
from index.store import transaction

MAX_COLLECTIONS = 200
MAX_NAME_CHARS = 60
# Of one collection: more than a library of this kind holds.
MAX_PLACES = 100_000
# A page waits for this to say something.
_PATIENCE_S = 2.0
# How many names an error lists.
_LISTED = 20
# Made when the first collection is: libraries without them are of the same format. `key` is
# what names are compared by; `version` grows with every change to what a collection holds,
# and ids are never given twice, so that the two together name one state of one collection.
_TABLES = (
    "CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY AUTOINCREMENT, "
    "name TEXT NOT NULL, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, "
    "created_at TEXT NOT NULL, changed_at TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS collected (collection INTEGER NOT NULL, place TEXT NOT NULL, "
    "PRIMARY KEY (collection, place)) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class DocumentCollection:
    """A named set of documents; times are UTC, ISO 8601.

    `places` are the paths of their files (`DocumentRecord.path`), also of those that are not
    in the library now: whoever comes back to its place is in the collection again.
    """

    name: str
    places: frozenset[str]
    created_at: str
    changed_at: str

    @property
    def key(self) -> str:
        """What its name is compared by: case, width and inner spaces make no other name."""
        return search_key(self.name)


@dataclass(frozen=True, slots=True)
class CollectionState:
    """One state of a collection: what it held when it had this version."""

    collection: int
    version: int


class CollectionBook:
    """The collections in a library's SQLite file; safe to share between threads.

    A document is in one by its place, not its content: one that changed, or was read anew,
    stays in. No table that a sync reads or writes is touched, so that nobody waits for the
    library's writer, who may be busy for minutes. A change is there whole or not at all,
    whatever is killed.
    """

    def __init__(self, folder: Path) -> None:
        """Keep the folder of a library; it is opened for each call."""
        self._folder = folder

    def create(self, name: str, places: Iterable[str] = ()) -> None:
        """Make a collection that holds the files at `places`.

        Raises:
            LibraryError: `collection-nameless`, `collection-name-long`, `collection-taken`,
                `collections-full`, `collection-full`, or the library cannot be written.
        """
        title, now = _read_name(name), _now()
        with self._writing() as run:
            _require_free(run, title)
            (count,) = run.execute("SELECT count(*) FROM collections").fetchone()
            if count >= MAX_COLLECTIONS:
                raise LibraryError("collections-full", name=title, limit=MAX_COLLECTIONS)
            made = run.execute(
                "INSERT INTO collections (name, key, version, created_at, changed_at) "
                "VALUES (?, ?, 0, ?, ?)",
                (title, search_key(title), now, now),
            )
            _put(run, int(made.lastrowid or 0), title, places)

    def rename(self, name: str, title: str) -> None:
        """Give a collection another name.

        Raises:
            FilterError: `collection-unknown`.
            LibraryError: as `create` does.
        """
        clean = _read_name(title)
        with self._writing() as run:
            own = _find(run, name)
            _require_free(run, clean, besides=own)
            run.execute(
                "UPDATE collections SET name = ?, key = ?, changed_at = ? WHERE id = ?",
                (clean, search_key(clean), _now(), own),
            )

    def delete(self, name: str) -> None:
        """Take a collection away, its documents stay where they are; nothing where it is gone.

        Raises:
            LibraryError: the library cannot be written.
        """
        with self._writing() as run:
            row = run.execute("SELECT id FROM collections WHERE key = ?", (search_key(name),))
            for (own,) in row.fetchall():
                run.execute("DELETE FROM collected WHERE collection = ?", (own,))
                run.execute("DELETE FROM collections WHERE id = ?", (own,))

    def add(self, name: str, places: Iterable[str]) -> None:
        """Put the files at `places` into a collection.

        Raises:
            FilterError: `collection-unknown`.
            LibraryError: `collection-full`, or the library cannot be written.
        """
        with self._writing() as run:
            _put(run, _find(run, name), name, places)

    def remove(self, name: str, places: Iterable[str]) -> None:
        """Take the files at `places` out of a collection.

        Raises:
            FilterError: `collection-unknown`.
            LibraryError: the library cannot be written.
        """
        with self._writing() as run:
            own = _find(run, name)
            run.executemany(
                "DELETE FROM collected WHERE collection = ? AND place = ?",
                [(own, replace_lone(place)) for place in places],
            )
            _count_change(run, own)

    def collections(self) -> tuple[DocumentCollection, ...]:
        """Return the collections by name.

        Raises:
            LibraryError: there is no library, or it cannot be read.
        """
        with self._reading() as run:
            if run is None:
                return ()
            rows = run.execute("SELECT id, name, created_at, changed_at FROM collections")
            held: dict[int, set[str]] = {}
            listed = rows.fetchall()
            for own, place in run.execute("SELECT collection, place FROM collected"):
                held.setdefault(own, set()).add(place)
        found = (DocumentCollection(r[1], frozenset(held.get(r[0], ())), *r[2:]) for r in listed)
        return tuple(sorted(found, key=lambda collection: (collection.key, collection.name)))

    def states(self, names: Sequence[str]) -> tuple[CollectionState, ...]:
        """Return the states that the collections of these names are in now, by id.

        Raises:
            FilterError: `collection-unknown`.
            LibraryError: there is no library, or it cannot be read.
        """
        with self._reading() as run:
            if run is None:
                raise _unknown(names[0], ())
            ids = sorted({_find(run, name) for name in names})
            query = "SELECT id, version FROM collections WHERE id = ?"
            return tuple(CollectionState(*run.execute(query, (own,)).fetchone()) for own in ids)

    def places(self, states: Iterable[CollectionState]) -> frozenset[str]:
        """Return what these collections hold together.

        Raises:
            LibraryError: there is no library, or it cannot be read.
        """
        query = "SELECT place FROM collected WHERE collection = ?"
        found: set[str] = set()
        with self._reading() as run:
            if run is None:
                return frozenset()
            for state in states:
                found.update(place for (place,) in run.execute(query, (state.collection,)))
        return frozenset(found)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with closing(self._connect()) as run, translated(self._folder):
            for table in _TABLES:
                run.execute(table)
            with transaction(run):
                yield run

    @contextmanager
    def _reading(self) -> Iterator[Connection | None]:
        """Yield a connection that sees one state, None where no collection was ever made."""
        with closing(self._connect(read_only=True)) as run, translated(self._folder):
            known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'collected'"
            run.execute("BEGIN")
            yield run if run.execute(known).fetchone() else None

    def _connect(self, *, read_only: bool = False) -> Connection:
        return connect(self._folder / FILE_NAME, read_only=read_only, patience_s=_PATIENCE_S)


def clean_name(name: str) -> str:
    """Return a collection's name as one line in NFC."""
    return unicodedata.normalize("NFC", " ".join(replace_lone(name).split()))


def _read_name(name: str) -> str:
    """Return a name that a collection can have.

    Raises:
        LibraryError: `collection-nameless` or `collection-name-long`.
    """
    title = clean_name(name)
    if not search_key(title) or not title.isprintable():
        raise LibraryError("collection-nameless", name=title[:40])
    if len(title) > MAX_NAME_CHARS:
        raise LibraryError("collection-name-long", name=f"{title[:40]}…", limit=MAX_NAME_CHARS)
    return title


def _require_free(run: Connection, title: str, besides: int = 0) -> None:
    query = "SELECT name FROM collections WHERE key = ? AND id <> ?"
    row = run.execute(query, (search_key(title), besides)).fetchone()
    if row:
        raise LibraryError("collection-taken", name=row[0])


def _find(run: Connection, name: str) -> int:
    """Return the id of the collection of a name.

    Raises:
        FilterError: `collection-unknown`, with the names that there are.
    """
    query = "SELECT id FROM collections WHERE key = ?"
    row = run.execute(query, (search_key(name),)).fetchone()
    if row is None:
        listed = run.execute("SELECT name FROM collections ORDER BY key LIMIT ?", (_LISTED + 1,))
        raise _unknown(name, [known for (known,) in listed])
    return int(row[0])


def _unknown(name: str, known: Sequence[str]) -> FilterError:
    if not known:
        return FilterError("collection-none", value=name[:40])
    more = " …" if len(known) > _LISTED else ""
    return FilterError(
        "collection-unknown", value=name[:40], known=", ".join(known[:_LISTED]) + more
    )


def _put(run: Connection, own: int, name: str, places: Iterable[str]) -> None:
    run.executemany(
        "INSERT OR IGNORE INTO collected VALUES (?, ?)",
        [(own, replace_lone(place)) for place in places],
    )
    query = "SELECT count(*) FROM collected WHERE collection = ?"
    (count,) = run.execute(query, (own,)).fetchone()
    if count > MAX_PLACES:
        raise LibraryError("collection-full", name=name, count=count, limit=MAX_PLACES)
    _count_change(run, own)


def _count_change(run: Connection, own: int) -> None:
    run.execute(
        "UPDATE collections SET version = version + 1, changed_at = ? WHERE id = ?", (_now(), own)
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
