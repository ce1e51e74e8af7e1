"""Taking files into a library and out of it again: one writer at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Event, Lock
from typing import Literal, Protocol

from corpus import GeungeoError, ReadError, drop_member, split_member
from index import DocumentRecord, FileProgress, Setback, SyncReport
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

    @property
    def stage(self) -> str:
        """What is done with the file: `find`, `read`, `embed` or `publish`."""

    @property
    def files(self) -> tuple[FileProgress, ...]:
        """The files being embedded, with how far each is."""

    @property
    def setback(self) -> Setback | None:
        """What has just failed."""


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
        reread: bool = False,
    ) -> SyncReport:
        """Make the library mirror these files and folders."""

    def remove(self, *paths: Path) -> object:
        """Take documents out."""

    def roots(self) -> tuple[str, ...]:
        """Return the files and folders that the library mirrors."""
        ...

    @property
    def generation(self) -> int:
        """The number of the state that readers see."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What has just become of upload number `at`.

    `source` is what the library will call one that is `stored`; `error` is why one was `refused`.
    """

    at: int
    stage: Literal["copying", "stored", "known", "refused"]
    source: str = ""
    error: GeungeoError | None = None


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


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a second look at files changed; `missing` are roots that were not there to look at."""

    report: SyncReport
    missing: tuple[str, ...] = ()


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
        # As a record names the root of what was uploaded.
        self.uploads_root = str(uploads.resolve())

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
        arrived: Callable[[Arrival], None] = lambda arrival: None,
    ) -> Received:
        """Take files into the library: copied, read, indexed; waits for other writers.

        `arrived` is told of each as it is looked at; `progress` of what the library does then.
        """
        cancel = cancel or Event()
        with self.writing():
            before = {record.id: record for record in self._library.documents()}
            stored: list[Path] = []
            known: list[DocumentRecord] = []
            refused: list[Refusal] = []
            skipped: tuple[Setback, ...] = ()
            for at, upload in enumerate(uploads):
                if cancel.is_set():
                    break
                arrived(Arrival(at, "copying"))
                try:
                    digest = file_hash(upload.path) if upload.path.is_file() else ""
                    if digest in before and before[digest].state == "indexed":
                        known.append(before[digest])
                        arrived(Arrival(at, "known"))
                    else:
                        stored.append(store(upload, self._uploads, self._max_upload_bytes))
                        arrived(Arrival(at, "stored", stored[-1].name))
                except GeungeoError as error:
                    refused.append(Refusal(upload.name, error))
                    arrived(Arrival(at, "refused", error=error))
            if stored and not cancel.is_set():
                skipped = self._take_in(stored, before, progress, cancel)
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

    def remove(self, keys: Collection[str]) -> int:
        """Take the documents of these `record_key`s out of the library; return how many were.

        An uploaded copy is deleted with it; a file outside the uploads is never touched.
        """
        with self.writing():
            paths = self._paths(keys)
            for path in paths:
                archive, member = split_member(path)
                if not self.is_upload(path):
                    continue
                if member:
                    drop_member(archive, member)
                else:
                    path.unlink(missing_ok=True)
            if paths:
                self._library.remove(*paths)
                self._on_change()
        return len(paths)

    def reread(
        self,
        keys: Collection[str] | None,
        progress: Callable[[SyncProgress], None] | None = None,
        cancel: Event | None = None,
    ) -> Refreshed:
        """Read documents again though they have not changed; with None all that are there.

        Of an archive all members are read. Until the end, and where one cannot be read any
        more, what was read before stays.
        """
        with self.writing():
            paths = {split_member(path)[0] for path in self._paths(keys)}
            return self._look_again(sorted(paths), progress, cancel, reread=True)

    def refresh(
        self,
        progress: Callable[[SyncProgress], None] | None = None,
        cancel: Event | None = None,
    ) -> Refreshed:
        """Look again at every folder that was indexed: what is new, has changed or is gone.

        A folder that is not there now (a disk that is not plugged in) stays as it was.
        """
        with self.writing():
            roots = [Path(root) for root in self._library.roots()]
            return self._look_again(roots, progress, cancel, reread=False)

    def is_upload(self, path: Path) -> bool:
        """Tell whether a file lies among the uploads, and is the library's to delete."""
        return split_member(path)[0].resolve().is_relative_to(self._uploads.resolve())

    def _look_again(
        self,
        paths: Sequence[Path],
        progress: Callable[[SyncProgress], None] | None,
        cancel: Event | None,
        *,
        reread: bool,
    ) -> Refreshed:
        there = [path for path in paths if path.exists()]
        missing = tuple(path.name for path in paths if not path.exists())
        if not there:
            return Refreshed(SyncReport(), missing)
        is_cancelled = (cancel or Event()).is_set
        report = self._library.sync(there, progress=progress, cancel=is_cancelled, reread=reread)
        self._on_change()
        return Refreshed(report, missing)

    def _take_in(
        self,
        stored: Sequence[Path],
        before: Mapping[str, DocumentRecord],
        progress: Callable[[SyncProgress], None] | None,
        cancel: Event,
    ) -> tuple[Setback, ...]:
        """Index what has been stored; return what was passed over."""
        try:
            report = self._library.sync([self._uploads], progress=progress, cancel=cancel.is_set)
        except BaseException:
            # Said to have failed: the next sync must not find it by surprise.
            held = {file_path(record) for record in before.values()}
            for path in stored:
                if path not in held:
                    path.unlink(missing_ok=True)
            raise
        self._on_change()
        return report.skipped

    def _paths(self, keys: Collection[str] | None) -> list[Path]:
        wanted = None if keys is None else frozenset(keys)
        records = self._library.documents()
        return [file_path(r) for r in records if wanted is None or record_key(r) in wanted]


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
