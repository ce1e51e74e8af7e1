"""Another embedding model for a running server: what it costs, and the change itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Condition, Event, Thread
from typing import Literal

from corpus import ConfigError, EncoderError, GeungeoError
from index import (
    EmbeddingCost,
    Encoder,
    Fetch,
    ModelListing,
    Progress,
    guess_cost,
    list_models,
    load_encoder,
    measure_cost,
)
from ui.opening import open_library
from ui.service import Service
from ui.settings.desk import Desk

Stage = Literal["load", "fetch", "wait", "embed", "publish", "done", "cancelled", "failed"]
_ENDS = ("done", "cancelled", "failed")
# A page that watches hears of it at least so often, and can go away.
_BEAT_S = 0.5
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a change to the model `name` would take.

    `listing` is there for a listed one. Without `cost` nothing is known before it is
    downloaded. `is_present` says that the library is of this very model.
    """

    name: str
    listing: ModelListing | None
    is_here: bool
    is_present: bool
    passages: int
    cost: EmbeddingCost | None


@dataclass(frozen=True, slots=True)
class ChangeState:
    """How far a change is: `done` of `total` passages, or megabytes while it is fetched."""

    name: str
    stage: Stage
    done: int = 0
    total: int = 0
    elapsed_s: float = 0.0
    failure: GeungeoError | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.stage in _ENDS


class EmbedderChange:
    """Embeds the library with another model while the present one answers; one at a time."""

    def __init__(self, desk: Desk, service: Service) -> None:
        """Change the model of the library that `desk` holds."""
        self._desk = desk
        self._service = service
        self._news = Condition()
        self._state: ChangeState | None = None
        self._cancel = Event()
        # The one that was measured last is most likely the one that is taken.
        self._loaded: tuple[str, Encoder] | None = None

    @property
    def state(self) -> ChangeState | None:
        """Where the last change stands; None before the first."""
        return self._state

    def estimate(self, name: str) -> Estimate:
        """Return what a change would take; a model on this machine is tried on a sample.

        Raises:
            ConfigError: the model is fixed from outside.
            EncoderError: there is no such model, or it cannot be used.
        """
        self._desk.require_open("embedder")
        library = self._desk.library
        listing = next((one for one in list_models(name) if one.is_chosen), None)
        passages = library.status().passages
        try:
            encoder = self._load(name)
        except EncoderError as error:
            if error.code != "model-not-local":
                raise
            cost = guess_cost(library, listing) if listing else None
            return Estimate(name, listing, False, False, passages, cost)
        if encoder.fingerprint == library.encoder.fingerprint:
            return Estimate(name, listing, True, True, passages, None)
        return Estimate(name, listing, True, False, passages, measure_cost(library, encoder))

    def start(self, name: str) -> None:
        """Begin to change to a model; `watch` tells how far it is.

        Raises:
            ConfigError: `embedder-busy`: another change is at work; or it is fixed.
        """
        self._desk.require_open("embedder")
        with self._news:
            if self._state is not None and not self._state.is_over:
                raise ConfigError("embedder-busy", model=self._state.name)
            self._cancel = cancel = Event()
            self._state = ChangeState(name, "load")
        # Not tied to the page: who leaves it finds the change where it then is.
        Thread(target=self._work, args=(name, cancel), name="embedder", daemon=True).start()

    def cancel(self) -> None:
        """Ask the change to end; the library stays as it is."""
        self._cancel.set()

    def watch(self) -> Iterator[ChangeState]:
        """Yield the state of the change at work whenever it is another, the last one over."""
        seen: ChangeState | None = None
        while True:
            with self._news:
                if self._state is seen:
                    self._news.wait(_BEAT_S)
                state = self._state
            if state is None:
                return
            if state is not seen:
                yield state
                seen = state
            if state.is_over:
                return

    def _work(self, name: str, cancel: Event) -> None:
        try:
            self._change(name, cancel)
        except GeungeoError as error:
            self._say(ChangeState(name, "failed", failure=error))
        except Exception:
            _log.exception("changing the model failed")
            self._say(ChangeState(name, "failed", failure=GeungeoError("unexpected")))

    def _change(self, name: str, cancel: Event) -> None:
        desk = self._desk
        encoder = self._load(name, is_fetching=True)
        if encoder.fingerprint == desk.library.encoder.fingerprint:
            raise ConfigError("embedder-same", model=name)
        self._say(ChangeState(name, "wait"))
        with self._service.receiving.writing():
            old = desk.library
            total = old.status().passages
            desk.forget_embedder()
            old.pin()
            try:
                new = open_library(desk.settings, encoder, adopt=True)
                try:
                    # Of no folder: what was read is embedded, whatever became of the files.
                    report = new.sync(
                        [], progress=lambda p: self._tell(name, p, total), cancel=cancel.is_set
                    )
                except BaseException:
                    new.close()
                    raise
                if report.is_cancelled:
                    new.close()
            except BaseException:
                old.unpin()
                raise
            if report.is_cancelled:
                old.unpin()
                self._say(ChangeState(name, "cancelled"))
                return
            desk.move(new)
        self._loaded = None
        # Its first question should not wait for what is read only once.
        self._service.warm_up()
        self._say(ChangeState(name, "done", total, total, report.elapsed_s))

    def _tell(self, name: str, progress: Progress, total: int) -> None:
        stage: Stage = "publish" if progress.stage == "publish" else "embed"
        done = min(progress.passages, total)
        self._say(ChangeState(name, stage, done, total, progress.elapsed_s))

    def _load(self, name: str, *, is_fetching: bool = False) -> Encoder:
        if self._loaded is not None and self._loaded[0] == name:
            return self._loaded[1]

        def show(fetch: Fetch) -> None:
            done, total = fetch.done // 10**6, fetch.total // 10**6
            self._say(ChangeState(name, "fetch", done, total))

        offline = not (is_fetching and self._desk.settings.online)
        encoder = load_encoder(name or None, offline=offline, on_fetch=show)
        self._loaded = (name, encoder)
        return encoder

    def _say(self, state: ChangeState) -> None:
        with self._news:
            self._state = state
            self._news.notify_all()
