"""Everything about measuring a library behind one door, for the page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from assistant import Comparison, GoldCheck, compare_saved
from index import FeedbackBook
from ui.evaluating.drafts import Completed, OwnSet
from ui.evaluating.gold_files import OWN_NAME, GoldFiles, GoldLook, look_at, read_gold
from ui.evaluating.measuring import Ask, Measurable, list_searchable
from ui.evaluating.running import Runner, guess_seconds
from ui.evaluating.shelf import KeptRun, RunShelf
from ui.rush import Rush


class Evaluations:
    """Gold sets, the run at work, kept runs and drafts of one library.

    `home` is the library's folder: runs and files lie in `home/evaluations`, the library's
    own gold set is `home/gold.jsonl`.
    """

    def __init__(
        self,
        library: Measurable,
        ask: Ask,
        home: Path,
        rush: Rush,
        feedback: FeedbackBook | None = None,
        models: Mapping[str, str] | None = None,
    ) -> None:
        """Measure `library` as `ask` answers; `models` are the `llm` and the `reranker`."""
        self._library = library
        self.shelf = RunShelf(home / "evaluations")
        self.golds = GoldFiles(home / OWN_NAME, home / "evaluations" / "gold")
        self.own = OwnSet(home / OWN_NAME, feedback, library.document)
        self.runner = Runner(library, ask, self.shelf, rush, models or {})
        self._compare = lru_cache(maxsize=8)(self._compare_runs)
        self._hold(ask, models or {})

    def employ(self, ask: Ask, models: Mapping[str, str]) -> None:
        """Measure other answers from now on; a run at work ends, for it would mix the two."""
        self._hold(ask, models)
        self.runner.employ(ask, models)

    def _hold(self, ask: Ask, models: Mapping[str, str]) -> None:
        self._ask = ask
        self.has_llm = bool(models.get("llm"))

    def look(self, key: str) -> GoldLook:
        """Check a gold set against the library.

        Raises:
            GoldError: there is no such set, or it cannot be read.
        """
        choice = self.golds.choose(key, self._library.documents())
        return look_at(choice, list_searchable(self._library))

    def guess_seconds(self, look: GoldLook) -> float | None:
        """Return about how long a run takes: from an earlier one, or a few questions asked.

        None where that cannot be told without spending an LLM's time.
        """
        count = look.check.total.n
        status = self._library.status()
        for run in self.shelf.runs():
            is_alike = run.about.get("passages") == status.passages
            if is_alike and bool(run.about.get("llm")) == self.has_llm and run.questions:
                return run.seconds / run.questions * count
        if self.has_llm:
            return None
        return guess_seconds(self._ask, read_gold(look.choice))

    def start(self, key: str) -> None:
        """Begin a run over a gold set.

        Raises:
            GoldError: another is at work, or the set cannot be used.
        """
        self.runner.start(self.golds.choose(key, self._library.documents()))

    def compare(self, key: str, earlier: str) -> Comparison:
        """Return a kept run minus an earlier one.

        Raises:
            GoldError: one of them is gone, or they share no question.
        """
        return self._compare(key, earlier)

    def sources(self) -> list[str]:
        """Return what gold questions call the documents that can be searched."""
        records = self._library.documents()
        return sorted({record.source for record in records if record.state == "indexed"})

    def check_draft(self, completed: Completed) -> GoldCheck:
        """Check a completed draft against the library's documents; see `OwnSet.check`."""
        return self.own.check(completed, list_searchable(self._library))

    def load(self, key: str) -> KeptRun:
        """Return a kept run; see `RunShelf.load`."""
        return self.shelf.load(key)

    def _compare_runs(self, key: str, earlier: str) -> Comparison:
        return compare_saved(self.shelf.load(key).saved, self.shelf.load(earlier).saved)
