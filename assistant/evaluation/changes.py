"""Two runs over the same questions: what differs in sum, and which questions changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.evaluation.bootstrap import Difference
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.metrics import reciprocal_rank
from assistant.evaluation.result import QuestionResult

Verdict = Literal["lost", "won", "mixed"]
VERDICTS: tuple[Verdict, ...] = ("lost", "won", "mixed")


@dataclass(frozen=True, slots=True)
class QuestionOutcome:
    """What became of a question: `rank` of its evidence (None: not found), and the answer.

    `answer_hit` and `citation_hit` are None where they are not defined.
    """

    rank: int | None
    answer_hit: bool | None
    citation_hit: bool | None
    abstained: bool
    answer: str


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """A question that came out otherwise: `won` better, `lost` worse, `mixed` both ways.

    `gain` is the sum of the changes in reciprocal rank, answer, citation and abstention, each
    -1 to 1.
    """

    question: GoldQuestion
    before: QuestionOutcome
    after: QuestionOutcome
    verdict: Verdict
    gain: float

    def to_dict(self) -> dict[str, Any]:
        """Return the change as the run's JSON holds it; pairs are [before, after]."""
        before, after = asdict(self.before), asdict(self.after)
        return {
            "id": self.question.id,
            "question": self.question.question,
            "verdict": self.verdict,
            "gain": round(self.gain, 6),
            **{name: [before[name], after[name]] for name in before},
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """This run against an earlier one, over the `shared` of `total` questions of both."""

    differences: Mapping[str, Difference]
    changes: tuple[QuestionChange, ...]
    shared: int
    total: int

    def of(self, verdict: Verdict) -> tuple[QuestionChange, ...]:
        """Return the changes of one verdict, the largest first."""
        return tuple(change for change in self.changes if change.verdict == verdict)

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as the run's JSON holds it."""
        return {
            "differences": {name: asdict(found) for name, found in self.differences.items()},
            "questions": [change.to_dict() for change in self.changes],
            "shared": self.shared,
            "total": self.total,
        }


def outcome_of(result: QuestionResult) -> QuestionOutcome:
    """Return what became of a question of this run."""
    return QuestionOutcome(
        result.rank,
        result.answer_hit,
        result.citation_hit,
        result.abstained,
        result.answer.text,
    )


def compare_outcomes(
    pairs: Iterable[tuple[GoldQuestion, QuestionOutcome, QuestionOutcome]],
) -> tuple[QuestionChange, ...]:
    """Return the questions that came out otherwise: lost ones first, the largest change first.

    Ties by id. An answer in other words that is as right is no change.
    """
    changes = []
    for question, before, after in pairs:
        gains = _gains(question, before, after)
        won, lost = any(gain > 0 for gain in gains), any(gain < 0 for gain in gains)
        if won or lost:
            verdict: Verdict = "mixed" if won and lost else "won" if won else "lost"
            changes.append(QuestionChange(question, before, after, verdict, sum(gains)))
    changes.sort(
        key=lambda change: (VERDICTS.index(change.verdict), -abs(change.gain), change.question.id)
    )
    return tuple(changes)


def _gains(
    question: GoldQuestion, before: QuestionOutcome, after: QuestionOutcome
) -> Sequence[float]:
    if not question.answerable:
        return (float(after.abstained) - float(before.abstained),)
    return (
        reciprocal_rank(after.rank) - reciprocal_rank(before.rank),
        _gain(before.answer_hit, after.answer_hit),
        _gain(before.citation_hit, after.citation_hit),
        float(before.abstained) - float(after.abstained),
    )


def _gain(before: bool | None, after: bool | None) -> float:
    return 0.0 if before is None or after is None else float(after) - float(before)
