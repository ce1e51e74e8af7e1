"""Every learned constant of the assistant, and where it comes from.

`RANKING` orders the units of the hits; `CONFIDENCE` and `STANDING` turn the best one, and how it
stands among all, into the probability that the evidence answers the question. All were fitted by
`python -m tests.benchmarks.calibrate --korquad FILE` on 927 questions about the twenty-six
documents of `tests/benchmarks/tuning`, on the 189 of `tests/benchmarks/meaning/tune.jsonl`, which
share few words with their evidence, and on 400 of KorQuAD 1.0 dev's odd-numbered articles, each
also asked without its paragraph and without its article. Cross-validated: the best unit holds the
evidence for 0.70, 0.39 and 0.83 of the questions whose evidence is among the hits; AUROC of an
answerable question 0.81 (each set of documents left out in turn; most of the unanswerable ones
come near to what the documents hold) and 0.94 (KorQuAD).
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
        coverage=-0.9,
        context_coverage=-1.5,
        passage_coverage=-1.7,
        similarity=3.1,
        word_similarity=2.7,
        nearness=0.1,
        bigrams=4.4,
        numbers=1.1,
        names=0.1,
        type_match=1.3,
        measure=1.8,
        retrieval=1.8,
        precedence=0.6,
        novelty=1.3,
        substance=0.1,
        unseen=0.0,
        unseen_similarity=4.0,
        prominence=1.3,
        unseen_prominence=1.7,
        clause=0.5,
        asks=-2.5,
        soft_coverage=3.6,
        soft_context=5.7,
        soft_passage=3.9,
        weakest=1.5,
        topic=1.7,
        years=0.8,
        cell=4.0,
        candidate=1.7,
    ),
)
CONFIDENCE = Weights(
    Features(
        coverage=0.0,
        context_coverage=-1.0,
        passage_coverage=-0.6,
        similarity=-0.3,
        word_similarity=-1.2,
        nearness=-0.9,
        bigrams=0.4,
        numbers=1.1,
        names=0.4,
        type_match=-0.3,
        measure=0.7,
        retrieval=2.3,
        precedence=-0.2,
        novelty=-2.0,
        substance=-1.6,
        unseen=0.0,
        unseen_similarity=0.0,
        prominence=0.2,
        unseen_prominence=0.3,
        clause=0.4,
        asks=0.0,
        soft_coverage=-0.4,
        soft_context=-0.6,
        soft_passage=0.3,
        weakest=0.1,
        topic=0.3,
        years=1.9,
        cell=0.7,
        candidate=0.1,
    ),
    bias=0.3,
)

STANDING = Weights(
    Standing(
        absent=-1.0,
        focus=0.2,
        lead=1.1,
        evenness=-1.8,
        point=-0.3,
        misfit=-0.9,
        blank=-1.0,
        length=2.5,
        english=2.0,
        chinese=2.6,
        foreign=1.8,
        contact=-1.8,
        named=-0.4,
        second=1.2,
        widest=-1.6,
        attribute=-0.2,
        unspoken=-1.1,
        rarity=0.0,
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


# Below `UNSURE` the documents are said not to hold the answer (cross-validated: 2 % of the
# answerable and 32 % of the unanswerable questions about the twenty-six documents, 3 % and 61 % of
# KorQuAD's; at 0.3 6 % and 43 %, 5 % and 73 %): set so that hardly an answer is withheld. From
# there to `SURE` an answer is shown as unsure.
SURE = 0.5
UNSURE = 0.2
