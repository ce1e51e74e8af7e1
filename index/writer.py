"""Writing to an open library: one at a time, what is read meanwhile stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus import LibraryError, keeping
from index.encoder import Encoder
from index.fitting.fitter import FitProgress, Fitter, Refit
from index.generations import Generations
from index.lock import writing
from index.naming import Naming
from index.pipeline import Pipeline
from index.report import Progress, SyncReport
from index.schema import translated
from index.sync import Sync, Synced


class Writer:
    """Writes under the lock that other processes respect, and hands on what it has built."""

    def __init__(
        self,
        folder: Path,
        encoder: Encoder,
        pipeline: Pipeline,
        generations: Generations,
        naming: Naming,
        *,
        read_only: bool,
    ) -> None:
        """Write to the library in `folder`, whose states `generations` reads."""
        self._folder = folder
        self._encoder = encoder
        self._pipeline = pipeline
        self._generations = generations
        self._naming = naming
        self._is_read_only = read_only

    def sync(
        self,
        work: Callable[[Sync], Synced],
        progress: Callable[[Progress], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> SyncReport:
        """Do `work`, with the dictionary as it is now.

        Raises:
            LibraryBusy: another process is writing.
            LibraryError: it cannot be written, or the dictionary is malformed.
        """
        self._require_writable()
        with writing(self._folder):
            words = self._naming.read_words()
            sync = Sync(self._folder, self._encoder, self._pipeline, progress, cancel, words)
            try:
                with translated(self._folder):
                    synced = work(sync)
            finally:
                sync.close()
        if synced.derived is not None:
            self._naming.words = words
            self._generations.expect(synced.edition, synced.derived, sync.recipe)
        return synced.report

    def refit(
        self,
        work: Callable[[Fitter], Refit | None],
        progress: Callable[[FitProgress], None] | None,
    ) -> Refit | None:
        """Do `work` on the library's fit; it returns None where there is nothing to do.

        Raises:
            LibraryBusy: another process is writing.
            LibraryError: it cannot be written.
        """
        self._require_writable()
        with writing(self._folder):
            fitter = Fitter(self._folder, self._encoder, self._generations.recipe, progress)
            try:
                with translated(self._folder), keeping(self._naming.words):
                    refit = work(fitter)
            finally:
                fitter.close()
        if refit is not None and refit.derived is not None:
            self._generations.expect(refit.edition, refit.derived, self._generations.recipe)
        return refit

    def _require_writable(self) -> None:
        if self._is_read_only:
            raise LibraryError("library-not-writable", folder=str(self._folder))
