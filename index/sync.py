"""Making the library mirror files and folders: stage what is new, then show it at once."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import (
    Document,
    FoundFile,
    GeungeoError,
    LibraryError,
    ReadError,
    UserWords,
    hash_file,
    split_member,
)
from index.aside import aside_of, aside_reading, discard_aside
from index.derived import Derived, Edition
from index.encoder import Encoder
from index.pipeline import Pipeline
from index.publication import keep_fit, name_of, publish
from index.recipe import Recipe
from index.report import Progress, Setback, Stage, SyncReport
from index.rows import dump_pairs
from index.scan import Scan, scan
from index.schema import FILE_NAME, connect, translated
from index.staging import Stager, Tick, unexpected
from index.store import FileRow, KeptDocument, Store, Visible, transaction

# A file written within this time of being looked at may change again unnoticed: the
# clocks of file systems tick that slowly (FAT: 2 s). Its content is compared instead.
_RACY_NS = 2_000_000_000
_HASHED_BYTES = 1_000_000_000


class Cancelled(Exception):  # noqa: N818 - an outcome, not a failure
    """The caller asked to stop; what was staged is kept."""


@dataclass(frozen=True, slots=True)
class Synced:
    """A finished sync; `derived` are its indexes where new ones were built."""

    report: SyncReport
    edition: Edition
    derived: Derived | None


class Sync:
    """One run of the writer, who holds the library's lock."""

    def __init__(
        self,
        folder: Path,
        encoder: Encoder,
        pipeline: Pipeline,
        progress: Callable[[Progress], None] | None = None,
        cancel: Callable[[], bool] | None = None,
        words: UserWords = (),
    ) -> None:
        """Write to the library in `folder`, whose dictionary has these `words`."""
        self._folder = folder
        self._pipeline = pipeline
        self._progress = progress
        self._cancel = cancel
        self._started = time.monotonic()
        self._recipe = Recipe.of(encoder, pipeline.version, words)
        self._connection = connect(folder / FILE_NAME)
        self._store = Store(self._connection, folder)
        self._stager = Stager(self._store, encoder, pipeline, self._recipe, self._tick, words)
        # What is read again waits here, and who reads meanwhile has what there was.
        aside = aside_of(self._recipe)
        self._aside = Stager(self._store, encoder, pipeline, aside, self._tick, words)
        self._is_rereading = False
        self._seen: set[str] = set()
        self._again: set[str] = set()
        self._place = (0, 0)
        self._now = Tick("", 0, 0, ())
        self._failed: list[Setback] = []

    @property
    def recipe(self) -> Recipe:
        """The recipe that the library has afterwards."""
        return self._recipe

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def mirror(self, paths: Iterable[Path], *, reread: bool = False) -> Synced:
        """Make the library hold what `paths` hold; see `Library.sync`."""
        old = self._store.visible(self._recipe)
        self._is_rereading = reread
        with translated(self._folder):
            if reread:
                self._discard_aside()
            try:
                seen = scan(paths, self._folder, self._pipeline, old.files, old.roots, self._check)
                before = self._retire_outdated(seen, old)
                files = self._look(seen, before)
                self._restage(files)
            except Cancelled:
                if reread:
                    self._discard_aside()
                return self._cancelled(self._store.visible(self._recipe))
            new = replace(before, files=files, roots=seen.roots, recipe=self._recipe)
            return self._publish(before, new, seen, old)

    def remove(self, paths: Sequence[Path]) -> Synced:
        """Take everything at or below `paths` out; see `Library.remove`."""
        old = self._store.visible(self._recipe)
        asked = frozenset(paths)

        def is_asked(path: bytes) -> bool:
            file = Path(os.fsdecode(path))
            return file in asked or not asked.isdisjoint(file.parents)

        files = {path: row for path, row in old.files.items() if not is_asked(path)}
        roots = frozenset(root for root in old.roots if not is_asked(root))
        if len(files) == len(old.files) and roots == old.roots:
            shown = ", ".join(str(path) for path in paths[:3])
            raise LibraryError("path-not-indexed", path=shown, folder=str(self._folder))
        with translated(self._folder):
            self._restage(files)
            new = replace(old, files=files, roots=roots, recipe=self._recipe)
            gone = frozenset(old.files.keys() - files.keys())
            return self._publish(old, new, Scan((), gone, roots, ()), old)

    def _retire_outdated(self, seen: Scan, old: Visible) -> Visible:
        """Take out files that only now can be read again as today's readers read them.

        Their content was cut anew from a text that older readers had made, for the files
        were away; it stands where the new content will, and readers may be at it.
        """
        outdated = self._store.outdated(self._recipe, self._pipeline.reading)
        found = (old.files.get(os.fsencode(file.path)) for file in seen.found if outdated)
        again = {
            row.document
            for row in found
            if row and row.document in outdated and hash_file(_path(row)) == row.document
        }
        if not again or old.recipe.id != self._recipe.id:
            return old
        files = {path: row for path, row in old.files.items() if row.document not in again}
        fit = keep_fit(self._connection, old)
        new = replace(old, files=files, fit=name_of(fit))
        publish(self._folder, self._connection, self._store, old, new, fit)
        return self._store.visible(self._recipe)

    def _look(self, seen: Scan, old: Visible) -> dict[bytes, FileRow]:
        """Return the rows as they will be, with everything they need staged."""
        rows = {path: row for path, row in old.files.items() if path not in seen.gone}
        for done, file in enumerate(seen.found):
            self._check()
            self._say(done, len(seen.found), file.source, "read")
            path = os.fsencode(file.path)
            row = self._look_at(file, old.files.get(path))
            if row is None:
                rows.pop(path, None)
            else:
                rows[path] = row
        for path, archive in seen.held.items():
            # Another file stands in the archive's place: what was in it is gone after all.
            if archive not in rows or not rows[archive].error:
                rows.pop(path, None)
        self._place = (len(seen.found), len(seen.found))
        self._stager.flush()
        self._aside.flush()
        return rows

    def _look_at(self, file: FoundFile, row: FileRow | None) -> FileRow | None:
        """Return the row of a file, or None if it vanished meanwhile."""
        blank = FileRow(
            path=os.fsencode(file.path),
            root=os.fsencode(file.root),
            source=file.source,
            document=None,
            size=0,
            mtime_ns=0,
            seen_ns=time.time_ns(),
        )
        try:
            # A member of an archive is as old as the archive.
            status = split_member(file.path)[0].stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            reason = error.strerror or str(error)
            refusal = ReadError("file-not-readable", file=file.source, reason=reason)
            return self._fail(blank, row, refusal)
        blank = replace(blank, size=status.st_size, mtime_ns=status.st_mtime_ns)
        known = row.document if row and not row.error and _is_untouched(row, blank) else None
        if row and known and self._is_current(known) and not self._is_rereading:
            return replace(blank, document=row.document, seen_ns=row.seen_ns)
        try:
            return replace(blank, document=self._read(file, blank.size))
        except GeungeoError as error:
            if not isinstance(error, ReadError):
                raise
            if error.code == "file-missing":
                return None
            if self._is_rereading and row and not row.error and self._is_as_it_was(row):
                # What was read of it before goes on holding.
                self._tell_failed(Setback.of(file.source, error))
                return row
            return self._fail(blank, row, error)

    def _read(self, file: FoundFile, size: int) -> str:
        """Return the id of a file's content, which is then staged or waits to be."""
        if self._is_rereading:
            return self._read_anew(file)
        known = hash_file(file.path) if 0 < size <= _HASHED_BYTES else None
        if known:
            if self._stager.is_staged(known):
                return known
            # Cut once by an older recipe: the text need not be read again.
            kept = self._kept(known, file.source)
            if kept is not None and kept.reading == self._pipeline.reading:
                self._stager.add(kept.document)
                return known
        document = self._read_file(file.path, file.source)
        if not self._stager.is_staged(document.id):
            self._stager.add(document)
        return document.id

    def _is_as_it_was(self, row: FileRow) -> bool:
        return bool(row.document) and hash_file(_path(row)) == row.document

    def _read_anew(self, file: FoundFile) -> str:
        """Read a file whatever is kept of it; where something is, that stays until the end."""
        document = self._read_file(file.path, file.source)
        if document.id not in self._seen:
            if self._store.is_staged(document.id, self._recipe):
                self._aside.add(document, aside_reading(self._pipeline.reading))
                self._again.add(document.id)
            else:
                self._stager.add(document)
            self._seen.add(document.id)
        return document.id

    def _discard_aside(self) -> None:
        with transaction(self._connection):
            discard_aside(self._connection, self._recipe)

    def _read_file(self, path: Path, source: str) -> Document:
        try:
            return self._pipeline.read(path, source)
        except GeungeoError:
            raise
        except Exception as error:
            raise unexpected(source, error) from error

    def _is_current(self, document_id: str) -> bool:
        """Tell whether a file need not be opened: its text is there as it would be read now."""
        return self._stager.is_staged(document_id) or self._store.is_kept(
            document_id, self._pipeline.reading
        )

    def _kept(self, document_id: str, source: str) -> KeptDocument | None:
        return self._store.load_document(document_id, source, self._pipeline.reading)

    def _fail(self, blank: FileRow, row: FileRow | None, error: ReadError) -> FileRow:
        """Return the row of a file that cannot be read: what it held before stays."""
        code, details = error.code, error.details
        if row is not None and row.document:
            code = "changed-but-unreadable"
            details = {**details, "file": blank.source, "reason_code": error.code}
        self._tell_failed(Setback(blank.source, code, tuple(details.items())))
        return replace(
            blank,
            document=row.document if row else None,
            error=code,
            details=dump_pairs(tuple(details.items())),
        )

    def _tell_failed(self, setback: Setback) -> None:
        self._failed.append(setback)
        self._say(*self._place, setback.source, "read", setback)

    def _restage(self, files: dict[bytes, FileRow]) -> None:
        """Cut and embed again, from its kept text, what another recipe had made.

        What older readers read is read again where the file is still there.
        """
        waiting = {row.document: row for row in files.values() if row.document}
        stale = [(d, row) for d, row in waiting.items() if not self._stager.is_staged(d)]
        for done, (document_id, row) in enumerate(sorted(stale, key=lambda pair: pair[0])):
            self._check()
            self._say(done, len(stale), row.source, "embed")
            kept = self._kept(document_id, row.source)
            if kept is None:
                raise LibraryError(
                    "library-corrupt", folder=str(self._folder), reason=f"no text of {row.source}"
                )
            if kept.reading == self._pipeline.reading or not self._read_again(row):
                self._stager.add(kept.document, kept.reading)
        self._stager.flush()

    def _read_again(self, row: FileRow) -> bool:
        """Read a file that is as it was; False where it cannot be, and its old text must do."""
        if not self._is_as_it_was(row):
            return False
        try:
            document = self._read_file(_path(row), row.source)
            if document.id != row.document:
                return False
            self._stager.add(document)
        except ReadError:
            return False
        return True

    def _publish(self, old: Visible, new: Visible, seen: Scan, first: Visible) -> Synced:
        """Show `new` in place of `old`; the report compares with `first`."""
        total = len(seen.found)
        self._say(total, total, "", "publish")
        fit = keep_fit(self._connection, new)
        again = frozenset(self._again) & new.documents
        new = replace(new, fit=name_of(fit))
        published = publish(self._folder, self._connection, self._store, old, new, fit, again)
        report = self._report(first, new, seen, published.generation)
        return Synced(report, published.edition, published.derived)

    def _report(self, old: Visible, new: Visible, seen: Scan, generation: int) -> SyncReport:
        added, changed, unchanged = [], [], []
        for file in seen.found:
            path = os.fsencode(file.path)
            row, before = new.files.get(path), old.files.get(path)
            if row is None or row.error:
                continue
            if before is None or before.document is None:
                added.append(row.source)
            elif before.document != row.document:
                changed.append(row.source)
            else:
                unchanged.append(row.source)
        return SyncReport(
            added=tuple(sorted(added)),
            changed=tuple(sorted(changed)),
            unchanged=tuple(sorted(unchanged)),
            removed=tuple(
                sorted(row.source for path, row in old.files.items() if path not in new.files)
            ),
            failed=tuple(sorted(self._failed, key=lambda setback: setback.source)),
            skipped=seen.skipped,
            generation=generation,
            elapsed_s=time.monotonic() - self._started,
        )

    def _cancelled(self, old: Visible) -> Synced:
        report = SyncReport(
            generation=self._store.generation(),
            is_cancelled=True,
            elapsed_s=time.monotonic() - self._started,
        )
        return Synced(report, Edition(old.index_generation, old.index_token), None)

    def _check(self) -> None:
        if self._cancel is not None and self._cancel():
            raise Cancelled

    def _tick(self, now: Tick) -> None:
        self._check()
        self._now = now
        self._say(*self._place, now.source, "embed")

    def _say(
        self, done: int, total: int, file: str, stage: Stage, setback: Setback | None = None
    ) -> None:
        self._place = (done, total)
        if self._progress is not None:
            elapsed = time.monotonic() - self._started
            cut = self._stager.cut + self._aside.cut
            files = self._now.files if stage == "embed" else ()
            self._progress(
                Progress(done, total, file, stage, elapsed, self._now.embedded, cut, files, setback)
            )


def _is_untouched(row: FileRow, now: FileRow) -> bool:
    is_same = (row.size, row.mtime_ns) == (now.size, now.mtime_ns)
    return is_same and row.seen_ns - row.mtime_ns > _RACY_NS


def _path(row: FileRow) -> Path:
    return Path(os.fsdecode(row.path))
