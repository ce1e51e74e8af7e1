"""A run's JSON, read back to be compared with: by a new run, or by another saved one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from assistant.evaluation.bootstrap import RESAMPLES, Difference, compare_metrics
from assistant.evaluation.changes import Comparison, QuestionOutcome, compare_outcomes, outcome_of
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.metrics import METRICS, Scores, Share
from assistant.evaluation.result import Evaluation
from corpus import GoldError

# A run of 10,000 questions with their passages takes about 60 MB.
MAX_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A question of a saved run: its words (empty in an old one), scores and outcome."""

    question: str
    scores: Scores
    outcome: QuestionOutcome

    @property
    def is_answerable(self) -> bool:
        """Whether the gold set gives an answer: only such a question may fail to get one."""
        share = self.scores.get("false_abstention")
        return share is not None and share.whole > 0


SavedRun = Mapping[str, SavedQuestion]


def load_run(path: Path) -> dict[str, SavedQuestion]:
    """Return the questions of a saved run by id.

    Raises:
        GoldError: `run-missing`, `run-unreadable` (with the reason) or `run-bad` (not a run
            that `geungeo eval --json` wrote, with what is wrong).
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise GoldError("run-unreadable", file=str(path), reason="larger than 512 MB")
        record = json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise GoldError("run-missing", file=str(path)) from None
    except OSError as error:
        raise GoldError("run-unreadable", file=str(path), reason=str(error.strerror)) from error
    except (ValueError, RecursionError) as error:
        raise GoldError("run-bad", file=str(path), reason="not JSON") from error
    questions = record.get("questions") if isinstance(record, dict) else None
    if not isinstance(questions, list) or not questions:
        raise GoldError("run-bad", file=str(path), reason="no questions")
    return dict(_read_question(path, number, item) for number, item in enumerate(questions))


def compare_runs(
    evaluation: Evaluation, baseline: SavedRun, *, resamples: int = RESAMPLES
) -> Comparison:
    """Return this run minus `baseline` for every measure, and the questions that changed.

    Compared are the questions of the same id and the same words.

    Raises:
        GoldError: `run-other-questions`: they hold no question in common.
    """
    ours = {
        result.question.id: SavedQuestion(
            result.question.question, result.scores, outcome_of(result)
        )
        for result in evaluation.questions
    }
    asked = {result.question.id: result.question for result in evaluation.questions}
    return _compare(ours, asked, baseline, resamples)


def compare_saved(run: SavedRun, baseline: SavedRun, *, resamples: int = RESAMPLES) -> Comparison:
    """Return a saved run minus `baseline`; see `compare_runs`, which tells the same.

    Of a question only id, words and whether it is answerable are known.

    Raises:
        GoldError: `run-other-questions`: they hold no question in common.
    """
    asked = {
        key: GoldQuestion(key, saved.question, answerable=saved.is_answerable)
        for key, saved in run.items()
    }
    return _compare(run, asked, baseline, resamples)


def _compare(
    ours: SavedRun, asked: Mapping[str, GoldQuestion], baseline: SavedRun, resamples: int
) -> Comparison:
    shared = {
        key: saved
        for key, saved in baseline.items()
        if key in ours and saved.question in ("", ours[key].question)
    }
    if not shared:
        raise GoldError("run-other-questions", ours=len(ours), theirs=len(baseline))
    differences: dict[str, Difference] = compare_metrics(
        {key: ours[key].scores for key in shared},
        {key: saved.scores for key, saved in shared.items()},
        METRICS,
        resamples=resamples,
    )
    changes = compare_outcomes(
        [
            (asked[key], shared[key].outcome, saved.outcome)
            for key, saved in ours.items()
            if key in shared
        ]
    )
    return Comparison(differences, changes, len(shared), len(ours.keys() | baseline.keys()))


def _read_question(path: Path, number: int, item: object) -> tuple[str, SavedQuestion]:
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        raise GoldError("run-bad", file=str(path), reason=f"questions[{number}] has no id")
    scores = item.get("scores")
    if not isinstance(scores, dict):
        raise GoldError("run-bad", file=str(path), reason=f"questions[{number}] has no scores")
    shares = {}
    for name, pair in scores.items():
        if not (isinstance(pair, list) and len(pair) == 2 and all(map(_is_share, pair))):
            raise GoldError("run-bad", file=str(path), reason=f"questions[{number}].scores.{name}")
        shares[name] = Share(float(pair[0]), float(pair[1]))
    return item["id"], SavedQuestion(
        _text(item.get("question")), shares, _read_outcome(path, number, item)
    )


def _read_outcome(path: Path, number: int, item: dict[str, Any]) -> QuestionOutcome:
    rank = item.get("rank")
    if rank is not None and (isinstance(rank, bool) or not isinstance(rank, int) or rank < 1):
        raise GoldError("run-bad", file=str(path), reason=f"questions[{number}].rank")
    for name in ("answer_hit", "citation_hit", "abstained"):
        if not (item.get(name) is None or isinstance(item[name], bool)):
            raise GoldError("run-bad", file=str(path), reason=f"questions[{number}].{name}")
    return QuestionOutcome(
        rank=rank,
        answer_hit=item.get("answer_hit"),
        citation_hit=item.get("citation_hit"),
        abstained=bool(item.get("abstained")),
        answer=_text(item.get("answer")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_share(value: object) -> bool:
    return (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and isfinite(value)
        and value >= 0
    )
