"""What an evaluation found, question by question and in sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.address import citation_to_dict, hit_to_dict
from assistant.answer import Answer
from assistant.evaluation.bootstrap import Difference, Estimate
from assistant.evaluation.confidence import ConfidenceReport, Said, report_confidence
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.latency import Latency
from assistant.evaluation.metrics import Scores
from assistant.evaluation.power import Power, power_to_dict
from assistant.evaluation.slices import SLICES
from index import Hit

Json = dict[str, Any]
Estimates = Mapping[str, Estimate]
# The groups of one slice, and the slices of a run by their names (`by_type` and so on).
Groups = Mapping[str, Estimates]
Slices = Mapping[str, Groups]


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question with what the assistant made of it.

    `hits` are the retriever's, best first, 10 at most; `rank` is the smallest k whose first
    k hits satisfy the question (None: not within them, or not answerable). `answer_hit` and
    `citation_hit` are None where they are not defined. `touching` are the ranks of the
    hits that hold at least a part of the evidence; `latency_ms` is how long the answer took.
    """

    question: GoldQuestion
    answer: Answer
    hits: tuple[Hit, ...]
    rank: int | None
    scores: Scores
    touching: tuple[int, ...] = ()
    latency_ms: float = 0.0

    @property
    def is_missed(self) -> bool:
        """Whether anything about the question went wrong: not found, not said, not proved."""
        if not self.question.answerable:
            return not self.abstained
        return self.rank is None or self.answer_hit is False or not self.citation_hit

    @property
    def abstained(self) -> bool:
        """Whether the assistant gave no answer."""
        return not self.answer.answerable

    @property
    def answer_hit(self) -> bool | None:
        """Whether a gold answer occurs in the answer."""
        return self._is_one("answer_hit")

    @property
    def citation_hit(self) -> bool | None:
        """Whether the cited spans cover the evidence."""
        return self._is_one("citation_hit")

    def _is_one(self, name: str) -> bool | None:
        share = self.scores.get(name)
        return share.part == share.whole if share is not None and share.whole else None

    def to_dict(self) -> Json:
        """Return the question as the run's JSON holds it; `scores` are [part, whole]."""
        return {
            "id": self.question.id,
            "question": self.question.question,
            "rank": self.rank,
            "answer_hit": self.answer_hit,
            "citation_hit": self.citation_hit,
            "abstained": self.abstained,
            "confidence": round(self.answer.confidence, 6),
            "latency_ms": round(self.latency_ms, 1),
            "groups": {name: group(self.question) for name, group in SLICES.items()},
            "answer": self.answer.text,
            "citations": [citation_to_dict(citation) for citation in self.answer.citations],
            "passages": [hit_to_dict(hit) for hit in self.hits],
            "touching": list(self.touching),
            "scores": {name: [share.part, share.whole] for name, share in self.scores.items()},
        }


@dataclass(frozen=True, slots=True)
class BaselineResult:
    """Retrieval measures of another way to search, on the same questions.

    `slices` hold `by_type`, `by_style` and `by_hardness`. `differences` are the assistant's
    retriever minus this one, paired by question; `ranks` are this one's, by question id.
    """

    name: str
    metrics: Estimates
    slices: Slices
    differences: Mapping[str, Difference]
    ranks: Mapping[str, int | None]
    latency: Latency

    def to_dict(self) -> Json:
        """Return the baseline as the run's JSON holds it."""
        return {
            "metrics": _estimates_to_dict(self.metrics),
            **{name: _groups_to_dict(groups) for name, groups in self.slices.items()},
            "differences": {name: asdict(found) for name, found in self.differences.items()},
            "ranks": dict(self.ranks),
            "latency": _latency_to_dict(self.latency),
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A finished run over a gold set.

    `slices` hold the measures of each group, by the names of `evaluation.slices`. `power` says
    what differences the set can show. `unlocated` names evidence that stands in no document of
    the library, as `id#number`: such a question can only be missed. `left_out` are the steps
    of the search that an ablation left out.
    """

    metrics: Estimates
    slices: Slices
    questions: tuple[QuestionResult, ...]
    baselines: tuple[BaselineResult, ...]
    unlocated: tuple[str, ...]
    power: Mapping[str, Power]
    latency: Latency
    elapsed_ms: float
    left_out: tuple[str, ...] = ()

    @property
    def by_type(self) -> Groups:
        """The measures by the questions' type."""
        return self.slices["by_type"]

    @property
    def by_style(self) -> Groups:
        """The measures by the questions' style."""
        return self.slices["by_style"]

    @property
    def scores(self) -> dict[str, Scores]:
        """What each question contributes to each measure, by question id."""
        return {result.question.id: result.scores for result in self.questions}

    @property
    def confidence(self) -> ConfidenceReport:
        """How the assistant's confidence holds against what was right."""
        return report_confidence(
            [
                Said(one.answer.confidence, one.question.answerable, 1 in one.touching)
                for one in self.questions
            ]
        )

    def sizes(self, name: str) -> Counter[str]:
        """Return how many questions each group of a slice has."""
        groups = (SLICES[name](result.question) for result in self.questions)
        return Counter(group for group in groups if group is not None)

    def to_dict(self) -> Json:
        """Return the run as `geungeo eval --json` writes it; all but the times repeats."""
        return {
            "metrics": _estimates_to_dict(self.metrics),
            **{name: _groups_to_dict(groups) for name, groups in self.slices.items()},
            "questions": [result.to_dict() for result in self.questions],
            "baselines": {baseline.name: baseline.to_dict() for baseline in self.baselines},
            "unlocated": list(self.unlocated),
            "left_out": list(self.left_out),
            "power": power_to_dict(self.power),
            "confidence": asdict(self.confidence),
            "latency": _latency_to_dict(self.latency),
            "elapsed_ms": round(self.elapsed_ms, 1),
        }


def _groups_to_dict(groups: Groups) -> Json:
    return {name: _estimates_to_dict(estimates) for name, estimates in groups.items()}


def _estimates_to_dict(estimates: Estimates) -> Json:
    return {name: asdict(estimate) for name, estimate in estimates.items()}


def _latency_to_dict(latency: Latency) -> Json:
    return {
        "p50_ms": _rounded(latency.p50),
        "p95_ms": _rounded(latency.p95),
        "worst_ms": _rounded(latency.worst),
        "n": latency.n,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
