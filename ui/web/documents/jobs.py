"""Work on the library that takes its time: one job after another, whoever leaves the page."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Literal

from corpus import GeungeoError
from ui.receiving import Received, Receiving, Refreshed
from ui.uploads import Upload
from ui.web.documents.tracking import FileState, Track

Kind = Literal["upload", "reread", "refresh", "remove"]
JobStage = Literal["waiting", "working", "ended"]
# Ended jobs that are still told of: whoever comes back shall find them.
_REMEMBERED = 10
# Jobs of one window that may wait: more is a script, or a key that is stuck.
_MOST_WAITING = 50
# Before so much is done nobody can say how long it will take.
_LEAST_SHARE, _LEAST_S = 0.04, 1.5
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JobState:
    """A job as it stands: `share` of it (0 to 1) is done, `left_s` may be unknown.

    `owner` is the browser that began it. `looked_at` are the files that the library has looked
    at, of how many. It ended with `received`, `refreshed`, `removed` documents or a `failure`.
    """

    id: int
    kind: Kind
    owner: str
    stage: JobStage
    files: tuple[FileState, ...]
    share: float
    looked_at: tuple[int, int]
    left_s: float | None
    is_cancelling: bool
    received: Received | None = None
    refreshed: Refreshed | None = None
    removed: int = 0
    failure: GeungeoError | None = None


@dataclass(slots=True, eq=False)
class _Job:
    id: int
    kind: Kind
    owner: str
    track: Track
    work: Callable[[_Job], None]
    cancel: Event = field(default_factory=Event)
    stage: JobStage = "waiting"
    began: float = 0.0
    received: Received | None = None
    refreshed: Refreshed | None = None
    removed: int = 0
    failure: GeungeoError | None = None

    def state(self) -> JobState:
        share = 1.0 if self.stage == "ended" else self.track.share
        elapsed = time.monotonic() - self.began
        left = None
        if self.stage == "working" and share > _LEAST_SHARE and elapsed > _LEAST_S:
            left = elapsed / share * (1.0 - share)
        return JobState(
            id=self.id,
            kind=self.kind,
            owner=self.owner,
            stage=self.stage,
            files=self.track.files,
            share=share,
            looked_at=self.track.looked_at,
            left_s=left,
            is_cancelling=self.cancel.is_set() and self.stage != "ended",
            received=self.received,
            refreshed=self.refreshed,
            removed=self.removed,
            failure=self.failure,
        )


class Jobs:
    """The jobs of a server, done one at a time in the order in which they came.

    They are no page's: a reader who leaves finds them again. Each belongs to a browser, which
    alone can cancel it.
    """

    def __init__(self, receiving: Receiving) -> None:
        """Work on the library through `receiving`."""
        self._receiving = receiving
        self._lock = Lock()
        self._jobs: list[_Job] = []
        self._count = 0
        self._ended = 0
        self._is_working = False

    def upload(self, uploads: Sequence[Upload], owner: str) -> int:
        """Take uploads in; their files are deleted in the end, wherever it came to one."""

        def work(job: _Job) -> None:
            received = self._receiving.receive(
                uploads, job.track.advance, job.cancel, job.track.arrive
            )
            job.track.receive(received)
            job.received = received

        def finish(job: _Job) -> None:
            try:
                if not job.cancel.is_set():
                    work(job)
            finally:
                for upload in uploads:
                    upload.path.unlink(missing_ok=True)

        return self._add("upload", owner, Track([upload.name for upload in uploads]), finish)

    def reread(self, named: Sequence[tuple[str, str]] | None, owner: str) -> int:
        """Read documents again, given as (key, source); with None all."""
        keys = None if named is None else [key for key, _ in named]
        sources = [source for _, source in named or ()]

        def work(job: _Job) -> None:
            job.refreshed = self._receiving.reread(keys, job.track.advance, job.cancel)

        return self._add("reread", owner, Track(sources, sources), work)

    def refresh(self, owner: str) -> int:
        """Look again at the folders that were indexed."""

        def work(job: _Job) -> None:
            job.refreshed = self._receiving.refresh(job.track.advance, job.cancel)

        return self._add("refresh", owner, Track(()), work)

    def remove(self, keys: Collection[str], owner: str) -> int:
        """Take documents out."""

        def work(job: _Job) -> None:
            job.removed = self._receiving.remove(keys)

        return self._add("remove", owner, Track(()), work)

    def states(self) -> tuple[JobState, ...]:
        """Return the jobs, the one that came last at the end."""
        with self._lock:
            return tuple(job.state() for job in self._jobs)

    @property
    def is_working(self) -> bool:
        """Whether there is anything left to do."""
        with self._lock:
            return any(job.stage != "ended" for job in self._jobs)

    @property
    def ended(self) -> int:
        """How many jobs have ended so far: when it grows, the library may have changed."""
        with self._lock:
            return self._ended

    def cancel(self, owner: str) -> None:
        """Ask the jobs of a browser to end; what was taken in before stays."""
        with self._lock:
            for job in self._jobs:
                if job.owner == owner and job.stage != "ended":
                    job.cancel.set()

    def dismiss(self, owner: str) -> None:
        """Speak no more of the jobs of a browser that have ended."""
        with self._lock:
            self._jobs = [j for j in self._jobs if j.stage != "ended" or j.owner != owner]

    def _add(self, kind: Kind, owner: str, track: Track, work: Callable[[_Job], None]) -> int:
        with self._lock:
            waiting = sum(job.stage != "ended" and job.owner == owner for job in self._jobs)
            if waiting >= _MOST_WAITING:
                raise GeungeoError("jobs-full", count=waiting)
            # What ended before is told of until the same browser has something new to tell.
            self._jobs = [j for j in self._jobs if j.stage != "ended" or j.owner != owner]
            self._count += 1
            job = _Job(self._count, kind, owner, track, work)
            self._jobs.append(job)
            if not self._is_working:
                self._is_working = True
                Thread(target=self._work, name="jobs", daemon=True).start()
            return job.id

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                job.work(job)
            except GeungeoError as error:
                job.failure = error
            except Exception:
                _log.exception("a job failed")
                job.failure = GeungeoError("unexpected-job")
            job.track.end("cancelled" if job.cancel.is_set() else _left(job))
            with self._lock:
                job.stage = "ended"
                self._ended += 1
                ended = [one for one in self._jobs if one.stage == "ended"]
                for old in ended[:-_REMEMBERED]:
                    self._jobs.remove(old)

    def _next(self) -> _Job | None:
        with self._lock:
            job = next((job for job in self._jobs if job.stage == "waiting"), None)
            if job is None:
                self._is_working = False
            else:
                job.stage, job.began = "working", time.monotonic()
            return job


def _left(job: _Job) -> Literal["done", "failed"]:
    return "failed" if job.failure else "done"
