"""Every learned constant of the assistant, and where it comes from.

`RANKING` orders the units of the hits; `CONFIDENCE` turns the best one into the
probability that its passage answers the question. Both were fitted by
`python -m tests.benchmarks.calibrate` on 421 questions about the eighteen documents of
`tests/benchmarks/tuning`, on the 189 of `tests/benchmarks/meaning/tune.jsonl`, which share few
words with their evidence, and on 500 of KorQuAD 1.0 dev's odd-numbered articles, a quarter of
them with their article taken out. Cross-validated: the best unit holds the evidence for 0.65,
0.42 and 0.81 of the questions whose evidence is among the hits; AUROC of an answerable question
0.66 (a third of the 421 are paraphrased, English or Chinese, and most of the unanswerable ones
come near to what the documents hold) and 0.985 (KorQuAD).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

from assistant.features import Features
from assistant.standing import Standing


class Row(Protocol):
    """Figures in a fixed order."""

    def as_row(self) -> tuple[float, ...]:
        """Return the figures in the order in which they are declared."""
        ...


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model over figures of one kind: a coefficient for each, and a bias."""

    coefficients: Row
    bias: float = 0.0

    def logit(self, row: Row) -> float:
        """Return `w·x + b`; the figures must be of the kind of the coefficients."""
        pairs = zip(self.coefficients.as_row(), row.as_row(), strict=True)
        return self.bias + sum(weight * figure for weight, figure in pairs)


RANKING = Weights(
    Features(
        coverage=-1.2,
        context_coverage=-1.7,
        passage_coverage=-1.7,
        similarity=3.5,
        word_similarity=2.5,
        nearness=-0.4,
        bigrams=3.0,
        numbers=0.6,
        names=0.2,
        type_match=1.2,
        measure=1.9,
        retrieval=2.5,
        precedence=0.4,
        novelty=0.9,
        substance=-0.1,
        unseen=0.0,
        unseen_similarity=3.8,
        prominence=1.2,
        unseen_prominence=2.0,
        clause=0.4,
        asks=-2.5,
        soft_coverage=3.9,
        soft_context=6.0,
        soft_passage=4.2,
        weakest=1.0,
        topic=2.2,
        years=1.5,
        cell=4.3,
        candidate=1.7,
    ),
)
CONFIDENCE = Weights(
    Features(
        coverage=0.0,
        context_coverage=0.0,
        passage_coverage=-0.4,
        similarity=-0.2,
        word_similarity=-1.2,
        nearness=-0.5,
        bigrams=0.8,
        numbers=1.2,
        names=0.8,
        type_match=-0.5,
        measure=0.8,
        retrieval=2.0,
        precedence=-0.1,
        novelty=-2.0,
        substance=-1.1,
        unseen=0.8,
        unseen_similarity=-1.2,
        prominence=0.4,
        unseen_prominence=-0.2,
        clause=0.7,
        asks=0.0,
        soft_coverage=-0.5,
        soft_context=0.6,
        soft_passage=1.3,
        weakest=0.7,
        topic=0.3,
        years=1.6,
        cell=1.1,
        candidate=0.0,
    ),
    bias=-3.8,
)

STANDING = Weights(
    Standing(
        absent=-1.1,
        focus=0.4,
        lead=1.4,
        evenness=-1.1,
        point=-0.1,
        misfit=-1.4,
        blank=-0.8,
        length=1.8,
        english=2.0,
        chinese=3.1,
        foreign=2.0,
        contact=0.0,
        named=0.0,
        second=0.0,
        widest=0.0,
        attribute=0.0,
        unspoken=0.0,
    ),
)
# Beyond this log-odds nothing is told apart, and `exp` stays in its range.
LARGEST = 50.0

# The logit of `RANKING` for the best unit is 22 where it holds the evidence and 16 where it
# does not (medians); a hit's score is the logistic of that scale.
RELEVANCE_MIDDLE = 17.0
RELEVANCE_SCALE = 2.5


def probability(features: Features, standing: Standing, odds: float = 0.0) -> float:
    """Return the calibrated probability that a unit's evidence answers the question.

    `1 / (1 + exp(-(w·x + v·y + b + odds)))`; `odds` are another witness's log-odds.
    """
    logit = CONFIDENCE.logit(features) + STANDING.logit(standing) + odds
    return 1.0 / (1.0 + math.exp(-max(-LARGEST, min(LARGEST, logit))))


def relevance(logit: float) -> float:
    """Return the score of a hit whose best unit has this logit: 0 to 1, in the same order."""
    return 1.0 / (1.0 + math.exp(-(logit - RELEVANCE_MIDDLE) / RELEVANCE_SCALE))


# Below `UNSURE` the documents are said not to hold the answer (cross-validated: 11 % of the
# answerable and 27 % of the unanswerable questions about the eighteen documents, 2 % and
# 74 % of KorQuAD's; at 0.3 15 % and 31 %, 2 % and 83 %); from there to `SURE` an answer is
# shown as unsure.
SURE = 0.5
UNSURE = 0.2
