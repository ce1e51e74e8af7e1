"""Writing to the truth: content is staged first, and shown in one transaction at the end."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import Document, LibraryError, Passage
from index.aside import aside_of, exchange
from index.encoder import Vectors
from index.fitting.fit import Fit
from index.recipe import Recipe
from index.rows import (
    DOCUMENT_COLUMNS,
    INK_COLUMN,
    PASSAGE_COLUMNS,
    document_row,
    dump_pairs,
    dump_vectors,
    load_document,
    passage_row,
)
from index.schema import FITS_TABLE, read_meta

_FILE_COLUMNS = "path, root, source, document, size, mtime_ns, seen_ns, error, details"


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the library: where it is, what it held, and what went wrong if anything.

    `path` and `root` are as the system writes them (`os.fsencode`). `document` is what is
    searchable under it, also while `error` says that a newer version could not be read.
    `seen_ns` is when its size and time were taken; `details` are JSON pairs.
    """

    path: bytes
    root: bytes
    source: str
    document: str | None
    size: int
    mtime_ns: int
    seen_ns: int
    error: str | None = None
    details: str = "[]"

    def shows_as(self, other: FileRow) -> bool:
        """Tell whether a reader would see no difference."""
        return self == replace(other, size=self.size, mtime_ns=self.mtime_ns, seen_ns=self.seen_ns)


@dataclass(frozen=True, slots=True)
class StagedPassage:
    """A passage with what is derived from it: space-joined terms, vectors (n x dimension).

    `words` is as `index.terms.pack_words` makes it.
    """

    passage: Passage
    words: str
    grams: str
    context: str
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class StagedDocument:
    """A document ready to be written; `reading` is the version of the readers that read it."""

    document: Document
    passages: tuple[StagedPassage, ...]
    reading: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document whose text is kept, and the version of the readers that read it."""

    document: Document
    reading: str


@dataclass(frozen=True, slots=True)
class Visible:
    """What readers see: the files, the roots, and the indexes that belong to them.

    `fit` is the fingerprint of the fit that the indexes were built with, or empty.
    """

    files: Mapping[bytes, FileRow]
    roots: frozenset[bytes]
    recipe: Recipe
    index_generation: int
    index_token: str
    fit: str = ""

    @property
    def documents(self) -> frozenset[str]:
        """The ids of the searchable documents."""
        return frozenset(row.document for row in self.files.values() if row.document)


class Store:
    """The library's tables, for the one who holds the write lock."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        """Write through `connection`, which is in autocommit mode."""
        self._connection = connection
        self._folder = folder

    def generation(self) -> int:
        """Return the number of the visible state; 0 before the first sync."""
        return int(read_meta(self._connection).get("generation", "0"))

    def visible(self, default: Recipe) -> Visible:
        """Return what readers see now; `default` is the recipe of a library without one."""
        meta = read_meta(self._connection)
        rows = self._connection.execute(f"SELECT {_FILE_COLUMNS} FROM files")
        roots = self._connection.execute("SELECT path FROM roots")
        kept = meta.get("recipe")
        return Visible(
            files={row[0]: FileRow(*row) for row in rows},
            roots=frozenset(path for (path,) in roots),
            recipe=Recipe.from_json(kept, self._folder) if kept else default,
            index_generation=int(meta.get("index_generation", "0")),
            index_token=meta.get("index_token", ""),
            fit=meta.get("fit", ""),
        )

    def is_staged(self, document_id: str, recipe: Recipe) -> bool:
        """Tell whether all content of a document is there."""
        query = "SELECT 1 FROM staged WHERE document = ? AND recipe = ?"
        return self._connection.execute(query, (document_id, recipe.id)).fetchone() is not None

    def is_kept(self, document_id: str, reading: str) -> bool:
        """Tell whether the text that these readers made of a file is there."""
        query = "SELECT 1 FROM documents WHERE id = ? AND reading = ?"
        return self._connection.execute(query, (document_id, reading)).fetchone() is not None

    def outdated(self, recipe: Recipe, reading: str) -> frozenset[str]:
        """Return the documents staged under `recipe` from the text of other readers."""
        query = "SELECT document FROM staged WHERE recipe = ? AND reading <> ?"
        rows = self._connection.execute(query, (recipe.id, reading))
        return frozenset(document for (document,) in rows)

    def load_document(self, document_id: str, source: str, reading: str) -> KeptDocument | None:
        """Return a document that was once read, whatever recipe cut it; if possible by `reading`.

        Raises:
            LibraryError: `library-corrupt`.
        """
        query = (
            f"SELECT {DOCUMENT_COLUMNS}, {INK_COLUMN}, reading FROM documents WHERE id = ? "
            "ORDER BY reading <> ?, reading DESC LIMIT 1"
        )
        row = self._connection.execute(query, (document_id, reading)).fetchone()
        if row is None:
            return None
        try:
            return KeptDocument(load_document(row[:-1], source), row[-1])
        except ValueError as error:
            raise LibraryError(
                "library-corrupt", folder=str(self._folder), reason=str(error)
            ) from error

    def stage(self, documents: Sequence[StagedDocument], recipe: Recipe) -> None:
        """Write documents with their passages and vectors in one transaction, and read back.

        Raises:
            LibraryError: `library-io`: what was read back is not what was written.
        """
        with transaction(self._connection):
            for staged in documents:
                self._write(staged, recipe)
        for staged in documents:
            self._read_back(staged, recipe)

    def publish(
        self,
        old: Visible,
        new: Visible,
        synced_at: str,
        *,
        is_change: bool,
        fit: Fit | None = None,
        again: frozenset[str] = frozenset(),
    ) -> int:
        """Make `new` what readers see; return its generation.

        A new generation is counted only where `is_change`: a file that was merely touched
        is none of the readers' business. `fit` is written where it is not there yet. What
        waits of the documents that were read `again` takes the place of what was there.
        """
        generation = self.generation() + is_change
        gone = [(path,) for path in old.files.keys() - new.files.keys()]
        written = [row for path, row in new.files.items() if old.files.get(path) != row]
        values = [
            (
                r.path,
                r.root,
                r.source,
                r.document,
                r.size,
                r.mtime_ns,
                r.seen_ns,
                r.error,
                r.details,
            )
            for r in written
        ]
        meta = {
            "generation": str(generation),
            "recipe": new.recipe.to_json(),
            "index_generation": str(new.index_generation),
            "index_token": new.index_token,
            "synced_at": synced_at,
            "fit": new.fit,
        }
        run = self._connection
        with transaction(run):
            if fit is not None or old.fit != new.fit:
                run.execute(FITS_TABLE)
                run.execute("DELETE FROM fits WHERE fingerprint <> ?", (new.fit,))
            if fit is not None:
                run.execute(
                    "INSERT OR IGNORE INTO fits VALUES (?, ?, ?)",
                    (fit.fingerprint, fit.settings_json(), fit.to_bytes()),
                )
            exchange(run, again, new.recipe)
            run.executemany("DELETE FROM files WHERE path = ?", gone)
            run.executemany(
                f"INSERT OR REPLACE INTO files ({_FILE_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)",
                values,
            )
            run.executemany(
                "DELETE FROM roots WHERE path = ?", [(path,) for path in old.roots - new.roots]
            )
            run.executemany(
                "INSERT OR IGNORE INTO roots VALUES (?)", [(path,) for path in new.roots]
            )
            run.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
        return generation

    def collect(self, recipe: Recipe) -> None:
        """Delete content that no visible file needs; readers of older states still have it."""
        unneeded = (
            "recipe <> ? OR document NOT IN (SELECT document FROM files WHERE document NOT NULL)"
        )
        run = self._connection
        with transaction(run):
            run.execute(f"DELETE FROM staged WHERE {unneeded}", (recipe.id,))
            run.execute(
                f"DELETE FROM vectors WHERE passage IN "
                f"(SELECT number FROM passages WHERE {unneeded})",
                (recipe.id,),
            )
            run.execute(f"DELETE FROM passages WHERE {unneeded}", (recipe.id,))
            run.execute(
                "DELETE FROM documents WHERE NOT EXISTS (SELECT 1 FROM staged "
                "WHERE staged.document = documents.id AND staged.reading = documents.reading)"
            )
        run.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def _write(self, staged: StagedDocument, recipe: Recipe) -> None:
        run, document = self._connection, staged.document
        run.execute(
            f"INSERT OR REPLACE INTO documents ({DOCUMENT_COLUMNS}, {INK_COLUMN}, reading, facts) "
            "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (*document_row(document), staged.reading, dump_pairs(staged.facts)),
        )
        for item in staged.passages:
            cursor = run.execute(
                f"INSERT INTO passages ({PASSAGE_COLUMNS}, recipe, words, grams, context) "
                "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    *passage_row(item.passage),
                    recipe.id,
                    item.words,
                    item.grams,
                    item.context,
                ),
            )
            run.execute(
                "INSERT INTO vectors VALUES (?, ?)", (cursor.lastrowid, dump_vectors(item.vectors))
            )
        vectors = sum(len(item.vectors) for item in staged.passages)
        run.execute(
            "INSERT INTO staged VALUES (?, ?, ?, ?, ?)",
            (document.id, recipe.id, staged.reading, len(staged.passages), vectors),
        )

    def _read_back(self, staged: StagedDocument, recipe: Recipe) -> None:
        document = staged.document
        kept = self.load_document(document.id, document.source, staged.reading)
        passages, size = self._connection.execute(
            "SELECT count(*), coalesce(sum(length(data)), 0) FROM passages "
            "JOIN vectors ON passage = number WHERE document = ? AND recipe = ?",
            (document.id, recipe.id),
        ).fetchone()
        vectors = sum(len(item.vectors) for item in staged.passages)
        if (
            kept is None
            or kept.document != document
            or passages != len(staged.passages)
            or size != vectors * recipe.dimension * 2
        ):
            raise LibraryError(
                "library-io",
                folder=str(self._folder),
                reason=f"read-back of {document.source} differs",
            )


def load_fit(connection: sqlite3.Connection, fingerprint: str) -> Fit | None:
    """Return the fit of this fingerprint; None for an empty one.

    Raises:
        ValueError: it is missing or damaged.
    """
    if not fingerprint:
        return None
    row = connection.execute(
        "SELECT settings, data FROM fits WHERE fingerprint = ?", (fingerprint,)
    ).fetchone()
    if row is None:
        raise ValueError("the fit is missing")
    return Fit.from_bytes(row[0], row[1], fingerprint)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all or nothing, whatever interrupts."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk has rolled back on its own.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def select_visible(
    connection: sqlite3.Connection,
    documents: Iterable[str],
    recipe: Recipe,
    again: frozenset[str] = frozenset(),
) -> None:
    """Fill the connection's own table `shown` with the ids that an index is built from.

    Beside each stands the recipe under which its content is found: that of `aside_of` for
    those which are there `again`.
    """
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS shown (document TEXT PRIMARY KEY, recipe TEXT NOT NULL)"
    )
    connection.execute("DELETE FROM shown")
    aside = aside_of(recipe).id
    rows = ((id_, aside if id_ in again else recipe.id) for id_ in sorted(documents))
    connection.executemany("INSERT INTO shown VALUES (?, ?)", rows)
