"""What an evaluation found, question by question and in sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.address import citation_to_dict, hit_to_dict
from assistant.answer import Answer
from assistant.evaluation.bootstrap import Difference, Estimate
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.metrics import Scores
from index import Hit

Json = dict[str, Any]
Estimates = Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question with what the assistant made of it.

    `hits` are the retriever's, best first, 10 at most; `rank` is the smallest k whose first
    k hits satisfy the question (None: not within them, or not answerable). `answer_hit` and
    `citation_hit` are None where they are not defined. `touching` are the ranks of the
    hits that hold at least a part of the evidence.
    """

    question: GoldQuestion
    answer: Answer
    hits: tuple[Hit, ...]
    rank: int | None
    scores: Scores
    touching: tuple[int, ...] = ()

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
            "rank": self.rank,
            "answer_hit": self.answer_hit,
            "citation_hit": self.citation_hit,
            "abstained": self.abstained,
            "answer": self.answer.text,
            "citations": [citation_to_dict(citation) for citation in self.answer.citations],
            "passages": [hit_to_dict(hit) for hit in self.hits],
            "scores": {name: [share.part, share.whole] for name, share in self.scores.items()},
        }


@dataclass(frozen=True, slots=True)
class BaselineResult:
    """Retrieval measures of another way to search, on the same questions.

    `differences` are the assistant's retriever minus this one, paired by question.
    """

    name: str
    metrics: Estimates
    by_type: Mapping[str, Estimates]
    by_style: Mapping[str, Estimates]
    differences: Mapping[str, Difference]

    def to_dict(self) -> Json:
        """Return the baseline as the run's JSON holds it."""
        return {
            "metrics": _estimates_to_dict(self.metrics),
            "by_type": _groups_to_dict(self.by_type),
            "by_style": _groups_to_dict(self.by_style),
            "differences": {name: asdict(found) for name, found in self.differences.items()},
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A finished run over a gold set.

    `unlocated` names evidence that stands in no document of the library, as `id#number`:
    such a question can only be missed.
    """

    metrics: Estimates
    by_type: Mapping[str, Estimates]
    by_style: Mapping[str, Estimates]
    questions: tuple[QuestionResult, ...]
    baselines: tuple[BaselineResult, ...]
    unlocated: tuple[str, ...]
    elapsed_ms: float

    @property
    def scores(self) -> dict[str, Scores]:
        """What each question contributes to each measure, by question id."""
        return {result.question.id: result.scores for result in self.questions}

    @property
    def type_sizes(self) -> Counter[str]:
        """How many questions each type has."""
        return Counter(result.question.type for result in self.questions)

    @property
    def style_sizes(self) -> Counter[str]:
        """How many questions each style has."""
        return Counter(result.question.style for result in self.questions)

    def to_dict(self) -> Json:
        """Return the run as `geungeo eval --json` writes it."""
        return {
            "metrics": _estimates_to_dict(self.metrics),
            "by_type": _groups_to_dict(self.by_type),
            "by_style": _groups_to_dict(self.by_style),
            "questions": [result.to_dict() for result in self.questions],
            "baselines": {baseline.name: baseline.to_dict() for baseline in self.baselines},
            "unlocated": list(self.unlocated),
            "elapsed_ms": round(self.elapsed_ms, 1),
        }


def _groups_to_dict(groups: Mapping[str, Estimates]) -> Json:
    return {name: _estimates_to_dict(estimates) for name, estimates in groups.items()}


def _estimates_to_dict(estimates: Estimates) -> Json:
    return {name: asdict(estimate) for name, estimate in estimates.items()}
