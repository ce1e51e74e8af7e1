"""One generation, held still: both indexes and a read transaction that belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from operator import itemgetter
from os import fsdecode
from pathlib import Path, PurePath
from threading import RLock
from typing import Any, Literal

from corpus import Box, Document, LibraryError, Passage
from index import derived as editions
from index.derived import Derived, Edition
from index.encoder import Vectors
from index.fitting.fit import Fit
from index.hit import DocumentRecord
from index.printed import load_ink
from index.recipe import Recipe, require_same
from index.rows import (
    DOCUMENT_COLUMNS,
    INK_COLUMN,
    PASSAGE_COLUMNS,
    load_document,
    load_losses,
    load_pages,
    load_pairs,
    load_passage,
    load_vectors,
)
from index.schema import FILE_NAME, connect, read_meta, translated
from index.store import load_fit, select_visible

_FACTS = "d.id, d.title, d.format, d.characters, d.pages, d.losses, s.passages, d.facts"
PassageColumn = Literal["document", "kind", "caption <> ''", "text"]
_STAGED = "FROM documents d JOIN staged s ON s.document = d.id AND s.reading = d.reading"


class Snapshot:
    """What readers see from start to end of a search; safe to share between threads."""

    def __init__(self, folder: Path, recipe: Recipe, *, read_only: bool, can_adopt: bool) -> None:
        """Hold the newest generation of the library in `folder`.

        Raises:
            LibraryMismatch: it was made by another recipe (unless `can_adopt`).
            LibraryError: `fit-damaged` (unless `can_adopt`, which goes on without).
        """
        self._folder = folder
        self._lock = RLock()
        self._is_read_only = read_only
        self._connection = connect(folder / FILE_NAME, read_only=read_only)
        try:
            with translated(folder):
                self._connection.execute("BEGIN")
                meta = read_meta(self._connection)
                self._files = self._connection.execute(
                    "SELECT path, root, source, document, error, details, seen_ns FROM files "
                    "ORDER BY source, path"
                ).fetchall()
            self.generation = int(meta.get("generation", "0"))
            self.synced_at = meta.get("synced_at", "")
            kept = Recipe.from_json(meta["recipe"], folder) if "recipe" in meta else recipe
            self.is_foreign = bool(self._files) and kept.id != recipe.id
            if self.is_foreign and not can_adopt:
                require_same(kept, recipe, folder)
            self.recipe = kept if self.is_foreign else recipe
            self._recipe_id = self.recipe.id
            self.edition = Edition(
                int(meta.get("index_generation", "0")), meta.get("index_token", "")
            )
            self.fit = self._load_fit(meta.get("fit", ""), can_adopt=can_adopt)
        except BaseException:
            self._connection.close()
            raise
        self._sources = _shown_sources([(row[1], row[2]) for row in self._files])
        self._records: dict[int, DocumentRecord] = {}
        self._by_document: dict[str, int] = {}
        for at, row in enumerate(self._files):
            # Of several files with one content the first that reads well stands for it.
            first = self._by_document.get(row[3])
            if row[3] and (first is None or (self._files[first][4] and not row[4])):
                self._by_document[row[3]] = at

    def close(self) -> None:
        """End the read transaction."""
        with self._lock:
            self._connection.close()

    def require_own(self, recipe: Recipe) -> None:
        """Refuse to search what another recipe embedded.

        Raises:
            LibraryMismatch: see `require_same`.
        """
        if self.is_foreign:
            require_same(self.recipe, recipe, self._folder)

    def load_derived(self) -> Derived | None:
        """Return the indexes of this state, or None where they are missing or broken."""
        if not self.edition.token:
            return self._build_in_memory()
        with suppress(OSError, ValueError):
            return editions.open_edition(self._folder, self.edition, self.recipe, self.fit)
        return None

    def rebuild_derived(self) -> Derived:
        """Make the indexes anew from the truth; in memory where the folder is read-only."""
        if not self._is_read_only:
            with suppress(OSError), self._lock:
                select_visible(self._connection, self._by_document, self.recipe)
                return editions.build(
                    self._folder, self.edition, self._connection, self.recipe, self.fit
                )
        return self._build_in_memory()

    def _build_in_memory(self) -> Derived:
        with self._lock, translated(self._folder):
            select_visible(self._connection, self._by_document, self.recipe)
            return editions.build_in_memory(self._connection, self.recipe, self.fit)

    def _load_fit(self, fingerprint: str, *, can_adopt: bool) -> Fit | None:
        try:
            with translated(self._folder):
                return load_fit(self._connection, fingerprint)
        except ValueError as error:
            if can_adopt:
                return None
            folder, reason = str(self._folder), str(error)
            raise LibraryError("fit-damaged", folder=folder, reason=reason) from error

    def records(self) -> tuple[DocumentRecord, ...]:
        """Return a record for every file, also failed ones, by source."""
        query = f"SELECT {_FACTS} {_STAGED} WHERE s.recipe = ?"
        facts = {row[0]: row for row in self._read(query, (self._recipe_id,))}
        found = [self._record(at, facts.get(row[3])) for at, row in enumerate(self._files)]
        return tuple(sorted(found, key=lambda record: (record.source, record.root)))

    def record(self, document_id: str, file: int | None = None) -> DocumentRecord:
        """Return the record of a searchable document, as its file number `file` if one is given.

        Raises:
            LibraryError: `document-not-found`.
        """
        at = self._file_of(document_id) if file is None else file
        known = self._records.get(at)
        if known is None:
            query = f"SELECT {_FACTS} {_STAGED} WHERE d.id = ? AND s.recipe = ?"
            rows = self._read(query, (document_id, self._recipe_id))
            known = self._records[at] = self._record(at, rows[0] if rows else None)
        return known

    def document(self, document_id: str) -> Document:
        """Return a searchable document with its text, without its ink.

        Raises:
            LibraryError: `document-not-found`.
        """
        at = self._file_of(document_id)
        columns = ", ".join(f"d.{name.strip()}" for name in DOCUMENT_COLUMNS.split(","))
        query = f"SELECT {columns} {_STAGED} WHERE d.id = ? AND s.recipe = ?"
        return load_document(
            self._read(query, (document_id, self._recipe_id))[0], self._sources[at]
        )

    def boxes(self, document_id: str, start: int, end: int) -> tuple[Box, ...]:
        """Return where characters of a searchable document are printed; see `Document.boxes`.

        Raises:
            LibraryError: `document-not-found` or `library-corrupt`.
        """
        at = self._file_of(document_id)
        query = (
            f"SELECT d.format, d.pages, d.{INK_COLUMN} {_STAGED} WHERE d.id = ? AND s.recipe = ?"
        )
        ((kind, pages, ink),) = self._read(query, (document_id, self._recipe_id))
        try:
            lines = load_ink(ink, start, end)
        except ValueError as error:
            raise LibraryError(
                "library-corrupt", folder=str(self._folder), reason=str(error)
            ) from error
        source = self._sources[at]
        shown = Document(document_id, source, "", kind, "", load_pages(pages), ink=lines)
        return shown.boxes(start, end)

    def passages(self, document_id: str, ordinals: range | None = None) -> tuple[Passage, ...]:
        """Return the passages of a searchable document in order, only those of `ordinals`.

        Raises:
            LibraryError: `document-not-found`.
        """
        self._file_of(document_id)
        query = f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE document = ? AND recipe = ? "
        values: tuple[object, ...] = (document_id, self._recipe_id)
        if ordinals is not None:
            query += "AND ordinal >= ? AND ordinal < ? "
            values = (*values, ordinals.start, ordinals.stop)
        rows = self._read(query + "ORDER BY ordinal", values)
        return tuple(load_passage(row) for row in rows)

    def passage(self, passage_id: str) -> Passage:
        """Return one passage.

        Raises:
            LibraryError: `passage-not-found`.
        """
        query = f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE id = ? AND recipe = ?"
        rows = self._read(query, (passage_id, self._recipe_id))
        if not rows or rows[0][1] not in self._by_document:
            raise LibraryError("passage-not-found", passage=passage_id[:80])
        return load_passage(rows[0])

    def passage_ids(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the ids of numbered passages."""
        return {row[0]: row[1] for row in self._read_in("number, id", numbers)}

    def passage_column(self, value: PassageColumn) -> list[tuple[int, Any]]:
        """Return the number and one value of every searchable passage, by number."""
        # Sorted here: an order asked for would keep SQLite from reading an index alone.
        rows = self._read(
            f"SELECT number, document, {value} FROM passages WHERE recipe = ?", (self._recipe_id,)
        )
        rows.sort(key=itemgetter(0))
        return [(number, found) for number, at, found in rows if at in self._by_document]

    def document_column(self, value: Literal["format", "facts"]) -> dict[str, str]:
        """Return one value of every searchable document by its id, as the table has it."""
        query = f"SELECT d.id, d.{value} {_STAGED} WHERE s.recipe = ?"
        rows = self._read(query, (self._recipe_id,))
        return {row[0]: row[1] for row in rows if row[0] in self._by_document}

    def searchable_files(self) -> tuple[tuple[str, str, bool], ...]:
        """Return document, path and whether it failed, of every file in order; "" for no document.

        Their order is that which `record` counts files in.
        """
        return tuple((row[3] or "", _readable(row[0]), bool(row[4])) for row in self._files)

    def numbered_passages(self, numbers: Iterable[int]) -> dict[int, Passage]:
        """Return numbered passages."""
        rows = self._read_in(f"number, {PASSAGE_COLUMNS}", numbers)
        return {row[0]: load_passage(row[1:]) for row in rows}

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, Vectors]:
        """Return the stored vectors of passages by id: the passage's own, then its windows'."""
        marks = ",".join("?" * len(passage_ids))
        query = (
            "SELECT id, data FROM passages JOIN vectors ON passage = number "
            f"WHERE recipe = ? AND id IN ({marks})"
        )
        rows = self._read(query, (self._recipe_id, *passage_ids))
        return {row[0]: load_vectors(row[1], self.recipe.dimension) for row in rows}

    def counts(self) -> tuple[int, int]:
        """Return how many documents are searchable and how many files failed."""
        return len(self._by_document), sum(1 for row in self._files if row[4])

    def roots(self) -> tuple[str, ...]:
        """Return the files and folders that were indexed, sorted."""
        return tuple(sorted(_readable(path) for (path,) in self._read("SELECT path FROM roots")))

    def _record(self, at: int, facts: Sequence[Any] | None) -> DocumentRecord:
        path, root, _, document, error, details, seen_ns = self._files[at]
        return DocumentRecord(
            # A file that never was read has no content to be named after.
            id=document or f"file-{sha256(path).hexdigest()[:32]}",
            source=self._sources[at],
            root=_readable(root),
            title=facts[1] if facts else self._sources[at],
            format=facts[2] if facts else "",
            state="failed" if error else "indexed",
            pages=load_pages(facts[4]) if facts else (),
            passages=facts[6] if facts else 0,
            characters=facts[3] if facts else 0,
            losses=load_losses(facts[5]) if facts else (),
            error=error,
            error_details=load_pairs(details),
            path=_readable(path),
            facts=load_pairs(facts[7]) if facts else (),
            # Where a newer version could not be read, that is what was seen last.
            indexed_at="" if error or not facts else _moment(seen_ns),
        )

    def _file_of(self, document_id: str) -> int:
        at = self._by_document.get(document_id)
        if at is None:
            raise LibraryError("document-not-found", document=document_id[:80])
        return at

    def _read(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock, translated(self._folder):
            return self._connection.execute(query, values).fetchall()

    def _read_in(self, columns: str, numbers: Iterable[int]) -> list[tuple[Any, ...]]:
        listed = ",".join(str(int(number)) for number in numbers)
        return self._read(f"SELECT {columns} FROM passages WHERE number IN ({listed})")


def _shown_sources(files: Sequence[tuple[bytes, str]]) -> list[str]:
    """Return sources that differ: those that two roots share get folders of their root before."""
    shown = [source for _, source in files]
    depth = 0
    while True:
        same = defaultdict(list)
        for at, source in enumerate(shown):
            same[source].append(at)
        doubles = [at for group in same.values() if len(group) > 1 for at in group]
        if not doubles:
            return shown
        depth += 1
        for at in doubles:
            root, source = files[at]
            parts = PurePath(_readable(root)).parts[-depth:]
            shown[at] = "/".join((*(part.strip("/\\") for part in parts), source))
        if depth > 64:
            return shown


def _moment(nanoseconds: int) -> str:
    """Return a time since the epoch as `LibraryStatus.synced_at` is written, to the second."""
    return datetime.fromtimestamp(nanoseconds // 10**9, UTC).isoformat()


def _readable(path: bytes) -> str:
    """Return a path as text that can be printed and stored anywhere."""
    return fsdecode(path).encode("utf-8", "replace").decode("utf-8")
