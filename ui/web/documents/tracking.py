"""Where each file of a job stands, told from what the library says of its work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus import GeungeoError
from index import Setback
from ui.receiving import Arrival, Received, SyncProgress, file_path

FileStage = Literal[
    "waiting",
    "copying",
    "stored",
    "reading",
    "read",
    "embedding",
    "embedded",
    "finishing",
    "done",
    "known",
    "failed",
    "cancelled",
]
# How much of a file's way lies behind it: embedding takes longest.
_WAY: dict[FileStage, float] = {
    "waiting": 0.0,
    "copying": 0.02,
    "stored": 0.05,
    "reading": 0.1,
    "read": 0.4,
    "embedding": 0.4,
    "embedded": 0.95,
    "finishing": 0.98,
}
ENDED: frozenset[FileStage] = frozenset(("done", "known", "failed", "cancelled"))


@dataclass(frozen=True, slots=True)
class FileState:
    """A file of a job: `done` of its `total` passages are embedded, where that is known.

    `documents` counts those of an archive; `errors` say why it, or some of them, failed.
    """

    name: str
    stage: FileStage = "waiting"
    done: int = 0
    total: int = 0
    documents: int = 0
    errors: tuple[GeungeoError, ...] = ()

    @property
    def is_ended(self) -> bool:
        """Whether nothing more will become of it."""
        return self.stage in ENDED

    @property
    def share(self) -> float:
        """How much of its way lies behind it, 0 to 1."""
        if self.stage == "embedding" and self.total:
            return _WAY["embedding"] + 0.55 * self.done / self.total
        return _WAY.get(self.stage, 1.0)


class Track:
    """The files of one job; whoever reads it while another thread writes sees whole states."""

    def __init__(self, names: Sequence[str], sources: Sequence[str] = ()) -> None:
        """Follow files of these names; with `sources` as the library calls them.

        Without names what the library works on is followed as it turns up.
        """
        self._files = [FileState(name) for name in names]
        self._places = {source: at for at, source in enumerate(sources)}
        self._is_open = not names
        self._looked_at = (0, 0)

    @property
    def files(self) -> tuple[FileState, ...]:
        """The files in their order."""
        return tuple(self._files)

    @property
    def share(self) -> float:
        """How much of the whole work is done, 0 to 1."""
        done, total = self._looked_at
        if self._is_open:
            return min(done / total, 0.98) if total else 0.0
        return sum(file.share for file in self._files) / len(self._files)

    @property
    def looked_at(self) -> tuple[int, int]:
        """How many files the library has looked at, of how many."""
        return self._looked_at

    def arrive(self, arrival: Arrival) -> None:
        """Note what has become of an upload."""
        if arrival.stage == "refused":
            errors = (arrival.error,) if arrival.error else ()
            self._change(arrival.at, stage="failed", errors=errors)
            return
        self._change(arrival.at, stage=arrival.stage)
        if arrival.source:
            self._places[arrival.source] = arrival.at

    def advance(self, progress: SyncProgress) -> None:
        """Note how far the library has come."""
        self._looked_at = (progress.done, progress.total)
        if progress.setback is not None:
            self._fail(progress.setback)
        elif progress.stage == "embed":
            self._embed(progress)
        elif progress.stage == "read":
            at = self._find(progress.file)
            self._settle("embedding", "embedded")
            self._settle("reading", "read", besides=at)
            if at is not None and not self._files[at].is_ended:
                self._change(at, stage="reading")
        elif progress.stage == "publish":
            for at, file in enumerate(self._files):
                if file.stage not in ENDED and file.stage != "waiting":
                    self._change(at, stage="finishing")

    def receive(self, received: Received) -> None:
        """Note how an upload has ended, file by file."""
        for record in received.added:
            at = self._find(file_path(record).name)
            at = self._find(record.source) if at is None else at
            if at is None:
                continue
            if record.state == "indexed":
                file = self._files[at]
                self._change(at, stage="done", documents=file.documents + 1)
            else:
                error = GeungeoError(record.error or "", **dict(record.error_details))
                self._add_error(at, error)
        for refusal in received.refused:
            at = self._find(refusal.name)
            if at is not None and not self._files[at].errors:
                self._add_error(at, refusal.error)
        self.end("cancelled" if received.is_cancelled else "known")

    def end(self, stage: FileStage) -> None:
        """End what has not ended."""
        for at, file in enumerate(self._files):
            if not file.is_ended:
                self._change(at, stage=stage)

    def _embed(self, progress: SyncProgress) -> None:
        self._settle("reading", "read")
        sums: dict[int, tuple[int, int]] = {}
        for one in progress.files:
            at = self._find(one.source)
            if at is None and self._is_open:
                at = self._places[one.source] = len(self._files)
                self._files.append(FileState(one.source))
            if at is not None:
                done, total = sums.get(at, (0, 0))
                sums[at] = (done + one.done, total + one.total)
        for at, (done, total) in sums.items():
            if not self._files[at].is_ended:
                self._change(at, stage="embedding", done=done, total=total)
        for at, file in enumerate(self._files):
            if file.stage == "embedding" and at not in sums:
                self._change(at, stage="embedded")

    def _fail(self, setback: Setback) -> None:
        at = self._find(setback.source)
        if at is None and self._is_open:
            at = len(self._files)
            self._files.append(FileState(setback.source))
        if at is not None:
            self._add_error(at, GeungeoError(setback.code, **dict(setback.details)))

    def _add_error(self, at: int, error: GeungeoError) -> None:
        """Note why a file failed; an archive of which a part was taken in has not."""
        file = self._files[at]
        if any(
            known.code == error.code and known.details == error.details for known in file.errors
        ):
            return
        stage: FileStage = "done" if file.documents else "failed"
        self._change(at, stage=stage, errors=(*file.errors, error))

    def _settle(self, stage: FileStage, to: FileStage, besides: int | None = None) -> None:
        for at, file in enumerate(self._files):
            if file.stage == stage and at != besides:
                self._change(at, stage=to)

    def _find(self, source: str) -> int | None:
        """Return the place of a file, or of the archive that it is a member of."""
        while source:
            if source in self._places:
                return self._places[source]
            source = source.rpartition("/")[0]
        return None

    def _change(self, at: int, **values: object) -> None:
        self._files[at] = replace(self._files[at], **values)  # type: ignore[arg-type]
