"""Runs at work: one at a time, beside the pages, cancellable, and readers go first."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Event, Lock, Thread

from assistant import Answer, Evaluation, EvaluationProgress, GoldQuestion, render_report
from corpus import GeungeoError, GoldError
from ui.evaluating.gold_files import GoldChoice, read_gold
from ui.evaluating.measuring import Ask, Measurable, measure_gold, run_to_record, say_subtitle
from ui.evaluating.shelf import RunShelf
from ui.messages import LANGS
from ui.rush import Rush

# Asking takes most of a run; baselines and intervals take about a sixth of it on top.
_TAIL = 0.18
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RunState:
    """Where a run stands: `done` of `total` questions asked; `left_s` is a guess, if any.

    `stage` is that of `EvaluationProgress`. In the end there is the `key` of the kept run, or
    a `failure`, or it was cancelled. `number` tells one run from the next.
    """

    number: int
    gold: str
    total: int
    stage: str = "questions"
    done: int = 0
    left_s: float | None = None
    key: str = ""
    failure: GeungeoError | None = None
    is_cancelling: bool = False
    is_cancelled: bool = False

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return bool(self.key) or self.failure is not None or self.is_cancelled


class _Cancelled(Exception):
    """Ends a run from inside its progress."""


class Runner:
    """Measures gold sets in a thread of its own, one after the other."""

    def __init__(
        self,
        library: Measurable,
        ask: Ask,
        shelf: RunShelf,
        rush: Rush,
        models: Mapping[str, str],
    ) -> None:
        """Ask by `ask`, keep runs on `shelf`; `models` are the `llm` and the `reranker`.

        A question waits while readers are being answered (`rush`).
        """
        self._library = library
        self._shelf = shelf
        self._rush = rush
        self._lock = Lock()
        self._cancel = Event()
        self._is_superseded = False
        self._state: RunState | None = None
        self.employ(ask, models)

    def employ(self, ask: Ask, models: Mapping[str, str]) -> None:
        """Measure other answers from now on; a run at work ends, for it would mix the two."""
        self._ask = ask
        self._llm = models.get("llm", "")
        self._reranker = models.get("reranker", "")
        if self.is_busy:
            self._is_superseded = True
            self.cancel()

    @property
    def state(self) -> RunState | None:
        """The run at work, or the last one; None before the first."""
        return self._state

    @property
    def is_busy(self) -> bool:
        """Whether a run is at work."""
        return self._state is not None and not self._state.is_over

    def start(self, choice: GoldChoice) -> None:
        """Begin a run; it goes on whoever looks.

        Raises:
            GoldError: `run-busy`, or the set cannot be used.
        """
        gold = read_gold(choice)
        with self._lock:
            if self.is_busy:
                raise GoldError("run-busy")
            self._cancel, self._is_superseded = Event(), False
            number = self._state.number + 1 if self._state else 1
            self._state = RunState(number, choice.name, len(gold))
        Thread(
            target=self._work, args=(choice, gold, self._cancel), name="evaluation", daemon=True
        ).start()

    def cancel(self) -> None:
        """Ask the run at work to end; nothing of it is kept."""
        with self._lock:
            if self._state is not None and not self._state.is_over:
                self._cancel.set()
                self._state = replace(self._state, is_cancelling=True)

    def _work(self, choice: GoldChoice, gold: Sequence[GoldQuestion], cancel: Event) -> None:
        began = datetime.now(UTC)
        try:
            # As it was when the questions were read: the file may change meanwhile.
            content = choice.path.read_bytes()
            before = self._library.status()
            evaluation = measure_gold(
                gold,
                self._library,
                self._polite,
                progress=lambda progress: self._tell(progress, cancel),
            )
            self._tell(EvaluationProgress("keeping", len(gold), len(gold)), cancel)
            record = run_to_record(
                evaluation, before, choice.name, llm=self._llm, reranker=self._reranker
            )
            if self._library.status().generation != before.generation:
                record["about"]["is_changed"] = True
            key = self._shelf.keep(content, record, self._reports(evaluation, choice), began)
            self._end(key=key)
        except _Cancelled:
            if self._is_superseded:
                self._end(failure=GoldError("run-superseded"))
            else:
                self._end(is_cancelled=True)
        except GeungeoError as error:
            self._end(failure=error)
        except Exception:
            _log.exception("an evaluation failed")
            self._end(failure=GeungeoError("unexpected"))

    def _polite(self, question: str, context: Sequence[str]) -> Answer:
        self._rush.wait_for_pause()
        return self._ask(question, context)

    def _reports(self, evaluation: Evaluation, choice: GoldChoice) -> dict[str, str]:
        status = self._library.status()
        return {
            lang: render_report(
                evaluation, subtitle=say_subtitle(status, choice.name, lang), lang=lang
            )
            for lang in LANGS
        }

    def _tell(self, progress: EvaluationProgress, cancel: Event) -> None:
        if cancel.is_set():
            raise _Cancelled
        with self._lock:
            if self._state is None:
                return
            total, left = self._state.total, self._state.left_s
            if progress.stage != "questions":
                self._state = replace(self._state, stage=progress.stage, done=total, left_s=None)
                return
            if progress.done:
                each = progress.elapsed_s / progress.done
                left = each * (total - progress.done) + each * total * _TAIL
            self._state = replace(self._state, done=progress.done, left_s=left)

    def _end(
        self, key: str = "", failure: GeungeoError | None = None, *, is_cancelled: bool = False
    ) -> None:
        with self._lock:
            if self._state is not None:
                self._state = replace(
                    self._state, key=key, failure=failure, is_cancelled=is_cancelled, left_s=None
                )


def guess_seconds(ask: Ask, gold: Sequence[GoldQuestion]) -> float:
    """Return about how long a run takes, by asking a few of its questions."""
    tried = gold[:: max(1, len(gold) // 3)][:3]
    began = time.perf_counter()
    for question in tried:
        ask(question.question, question.context)
    return (time.perf_counter() - began) / max(1, len(tried)) * len(gold) * (1 + _TAIL)
