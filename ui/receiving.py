"""Taking files into a library and out of it again: one writer at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Event, Lock
from typing import Protocol

from corpus import GeungeoError, ReadError, drop_member, split_member
from index import DocumentRecord, Setback, SyncReport
from ui.uploads import Upload, file_hash, store


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


class Shelf(Protocol):
    """What is needed of a library to put documents in and take them out."""

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return a record for every file."""
        ...

    def sync(
        self,
        paths: Sequence[Path],
        *,
        progress: Callable[[SyncProgress], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> SyncReport:
        """Make the library mirror these files and folders."""

    def remove(self, path: Path) -> object:
        """Take a document out."""


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


class Receiving:
    """The door through which files enter and leave a library; writing is one at a time.

    `uploads` is the folder that takes uploaded files, inside the library's own.
    """

    def __init__(
        self,
        library: Shelf,
        uploads: Path,
        max_upload_bytes: int,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        """Write to `library`; `on_change` is called after what may have changed a text."""
        self._library = library
        self._uploads = uploads
        self._max_upload_bytes = max_upload_bytes
        self._on_change = on_change
        self._writing = Lock()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep the other writers of this server waiting."""
        with self._writing:
            yield

    def receive(
        self,
        uploads: Iterable[Upload],
        progress: Callable[[SyncProgress], None] | None = None,
        cancel: Event | None = None,
    ) -> Received:
        """Take files into the library: copied, read, indexed; waits for other writers."""
        cancel = cancel or Event()
        with self.writing():
            before = {record.id: record for record in self._library.documents()}
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
                        stored.append(store(upload, self._uploads, self._max_upload_bytes))
                except GeungeoError as error:
                    refused.append(Refusal(upload.name, error))
            if stored and not cancel.is_set():
                report = self._library.sync(
                    [self._uploads], progress=progress, cancel=cancel.is_set
                )
                skipped = report.skipped
            after = sorted(self._library.documents(), key=lambda r: (r.source, r.root))
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
        with self.writing():
            record = next((r for r in self._library.documents() if record_key(r) == key), None)
            if record is None:
                return
            path = file_path(record)
            archive, member = split_member(path)
            if archive.resolve().is_relative_to(self._uploads.resolve()):
                if member:
                    drop_member(archive, member)
                else:
                    path.unlink(missing_ok=True)
            self._library.remove(path)
            self._on_change()


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
