"""Uploads in progress: the work runs beside, its state is yielded, it can be cancelled."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread

from corpus import GeungeoError
from ui.receiving import Received, SyncProgress
from ui.service import Service
from ui.uploads import Upload

# How often the page hears of progress at most.
_EVERY_S = 0.2
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JobState:
    """Where a job stands: at work, done with `received`, or ended by `failure`."""

    job: str
    progress: SyncProgress | None = None
    received: Received | None = None
    failure: GeungeoError | None = None


@dataclass(slots=True)
class Jobs:
    """The uploads at work, by name, so that each page cancels its own only."""

    service: Service
    _cancels: dict[str, Event] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _count: int = 0

    def run(self, uploads: Sequence[Upload]) -> Iterator[JobState]:
        """Take the uploads in and yield the state, the last one finished."""
        with self._lock:
            self._count += 1
            job = f"upload-{self._count}"
            cancel = self._cancels[job] = Event()
        news: SimpleQueue[JobState] = SimpleQueue()

        def work() -> None:
            try:
                received = self.service.receive(
                    uploads, lambda progress: news.put(JobState(job, progress)), cancel
                )
                news.put(JobState(job, received=received))
            except GeungeoError as error:
                news.put(JobState(job, failure=error))
            except Exception:
                _log.exception("an upload failed")
                news.put(JobState(job, failure=GeungeoError("unexpected")))

        # Not tied to the page: a reader who leaves does not leave half an upload behind.
        Thread(target=work, name=job, daemon=True).start()
        state = JobState(job)
        yield state
        try:
            while state.received is None and state.failure is None:
                newer = _latest(news)
                if newer is not None:
                    state = newer
                    yield state
        finally:
            with self._lock:
                self._cancels.pop(job, None)

    def cancel(self, job: str) -> None:
        """Ask a job to end; what it has already taken in stays."""
        with self._lock:
            if job in self._cancels:
                self._cancels[job].set()


def _latest(news: SimpleQueue[JobState]) -> JobState | None:
    """Wait a moment for news and return the newest, skipping what came before it."""
    try:
        state = news.get(timeout=_EVERY_S)
        while not news.empty():
            state = news.get_nowait()
    except Empty:
        return None
    return state
