"""Fitting a library to its own documents, and taking that back: the writer's run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corpus import LibraryError
from index.derived import Derived, Edition, fitted_terms
from index.encoder import Encoder, cutter_of
from index.fitting.axes import MAX_LEARNT, learn
from index.fitting.fit import FIT_VERSION, Fit, FitSettings
from index.fitting.pairs import MAX_POOL, MIN_QUESTIONS, Material, PairResult, Verdict, judge
from index.lexical import LexicalRow
from index.publication import name_of, publish
from index.recipe import Recipe, require_same
from index.rows import PASSAGE_COLUMNS, load_passage, load_vectors
from index.schema import FILE_NAME, connect
from index.store import Store, Visible, select_visible
from index.terms import unpack_words
from index.windows import window_texts

FitStage = Literal["read", "judge", "learn", "publish"]
STAGES: tuple[FitStage, ...] = ("read", "judge", "learn", "publish")

_SHOWN = "FROM passages WHERE recipe = ? AND document IN (SELECT document FROM shown)"


@dataclass(frozen=True, slots=True)
class FitProgress:
    """At work on `stage`, which is number `done` (from 0) of `total`."""

    stage: FitStage
    done: int
    total: int
    elapsed_s: float


@dataclass(frozen=True, slots=True)
class FitReport:
    """What a fit has brought.

    Only where it won on the library's own questions is it `is_installed`; otherwise the
    library goes on without one. `low` and `high` bound their mean gain in nDCG@10 (95 %).
    """

    is_installed: bool
    passages: int
    terms: int
    axes: int
    share: float
    pairs: tuple[PairResult, ...]
    low: float
    high: float
    generation: int
    elapsed_s: float


@dataclass(frozen=True, slots=True)
class Refit:
    """A finished run; `derived` are the indexes where new ones were built."""

    report: FitReport
    edition: Edition
    derived: Derived | None


class Fitter:
    """One run of the writer, who holds the library's lock."""

    def __init__(
        self,
        folder: Path,
        encoder: Encoder,
        recipe: Recipe,
        progress: Callable[[FitProgress], None] | None = None,
    ) -> None:
        """Write to the library in `folder`."""
        self._folder = folder
        self._encoder = encoder
        self._recipe = recipe
        self._progress = progress
        self._started = time.monotonic()
        self._connection = connect(folder / FILE_NAME)
        self._store = Store(self._connection, folder)

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def fit(self) -> Refit:
        """Learn from what the library holds, and publish where it helps; see `Library.fit`."""
        old = self._visible()
        self._say("read")
        select_visible(self._connection, old.documents, self._recipe)
        pool = list(self._materials())
        able = sum(len(material.windows) > 1 for material in pool)
        if able < MIN_QUESTIONS:
            raise LibraryError(
                "fit-too-few", library=str(self._folder), passages=able, needed=MIN_QUESTIONS
            )
        self._say("judge")
        verdict = judge(pool, self._encoder)
        if not verdict.is_better:
            return self._finish(old, verdict, None)
        self._say("learn")
        rows = [fitted_terms(row) for row in self._term_rows(MAX_LEARNT)]
        settings = FitSettings(FIT_VERSION, self._recipe.id, len(rows), verdict.share)
        fit = learn(rows, settings)
        self._say("publish")
        return self._finish(old, verdict, fit)

    def undo(self) -> Refit | None:
        """Go back to the model alone; None where nothing was fitted."""
        old = self._visible()
        if not old.fit:
            return None
        self._say("publish")
        published = publish(
            self._folder, self._connection, self._store, old, replace(old, fit=""), None
        )
        report = self._report(Verdict(0.0, False, 0.0, 0.0, ()), None, published.generation)
        return Refit(report, published.edition, published.derived)

    def _visible(self) -> Visible:
        old = self._store.visible(self._recipe)
        if old.recipe.id != self._recipe.id:
            require_same(old.recipe, self._recipe, self._folder)
        if not old.documents:
            raise LibraryError("library-empty", library=str(self._folder))
        return old

    def _finish(self, old: Visible, verdict: Verdict, fit: Fit | None) -> Refit:
        if fit is None and not old.fit:
            report = self._report(verdict, None, self._store.generation())
            return Refit(report, Edition(old.index_generation, old.index_token), None)
        new = replace(old, fit=name_of(fit))
        published = publish(self._folder, self._connection, self._store, old, new, fit)
        report = self._report(verdict, fit, published.generation)
        return Refit(report, published.edition, published.derived)

    def _report(self, verdict: Verdict, fit: Fit | None, generation: int) -> FitReport:
        return FitReport(
            is_installed=fit is not None,
            passages=fit.settings.passages if fit else 0,
            terms=len(fit.terms) if fit else 0,
            axes=fit.dimension if fit else 0,
            share=verdict.share,
            pairs=verdict.pairs,
            low=verdict.low,
            high=verdict.high,
            generation=generation,
            elapsed_s=time.monotonic() - self._started,
        )

    def _materials(self) -> Iterator[Material]:
        """Yield an even sample of the passages with what is stored of them."""
        cut_to_fit = cutter_of(self._encoder)
        columns = ", ".join(f"p.{name.strip()}" for name in PASSAGE_COLUMNS.split(","))
        for number in self._sample(MAX_POOL):
            row = self._connection.execute(
                f"SELECT {columns}, p.words, v.data FROM passages p "
                "JOIN vectors v ON v.passage = p.number WHERE p.number = ?",
                (number,),
            ).fetchone()
            passage = load_passage(row)
            vectors = load_vectors(row[-1], self._recipe.dimension)
            windows = window_texts(passage, cut_to_fit)
            if len(vectors) == len(windows) + 1:
                vectors = vectors[1:]
            elif len(vectors) == 1:
                windows = (passage.text,)
            else:
                # Cut off at the most vectors a passage may have.
                windows, vectors = windows[: len(vectors) - 1], vectors[1:]
            heading = passage.heading[-1] if passage.heading else ""
            yield Material(tuple(unpack_words(row[-2])[0].split()), heading, windows, vectors)

    def _term_rows(self, most: int) -> Iterator[LexicalRow]:
        for number in self._sample(most):
            row = self._connection.execute(
                "SELECT number, words, grams, context FROM passages WHERE number = ?", (number,)
            ).fetchone()
            yield LexicalRow(*row)

    def _sample(self, most: int) -> list[int]:
        """Return the numbers of at most `most` visible passages, evenly spaced."""
        rows = self._connection.execute(
            f"SELECT number {_SHOWN} ORDER BY number", (self._recipe.id,)
        ).fetchall()
        step = max(1, -(-len(rows) // most))
        return [number for (number,) in rows[::step]]

    def _say(self, stage: FitStage) -> None:
        if self._progress is not None:
            elapsed = time.monotonic() - self._started
            self._progress(FitProgress(stage, STAGES.index(stage), len(STAGES), elapsed))
