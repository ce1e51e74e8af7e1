"""Every learned constant of the assistant, and where it comes from.

`RANKING` orders the units of the hits; `CONFIDENCE` turns the best one into the
probability that its passage answers the question. Both were fitted by
`python -m tests.benchmarks.calibrate` on 113 questions about six reports that nothing else
uses and on 500 of KorQuAD 1.0 dev's odd-numbered articles, a quarter of them with their
article taken out. Cross-validated: the best unit holds the evidence for 0.72 and 0.84 of
the questions whose evidence is among the hits; AUROC of an answerable question 0.69 (a
third of these questions are paraphrased, English or Chinese) and 0.986.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from assistant.features import Features


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model over features: a coefficient for each, and a bias."""

    coefficients: Features
    bias: float = 0.0

    def logit(self, features: Features) -> float:
        """Return `w·x + b`."""
        pairs = zip(self.coefficients.as_row(), features.as_row(), strict=True)
        return self.bias + sum(weight * feature for weight, feature in pairs)

    def probability(self, features: Features) -> float:
        """Return `1 / (1 + exp(-(w·x + b)))`."""
        return 1.0 / (1.0 + math.exp(-self.logit(features)))


RANKING = Weights(
    Features(
        coverage=-0.3,
        context_coverage=-0.5,
        passage_coverage=1.3,
        similarity=1.6,
        nearness=0.1,
        bigrams=1.6,
        numbers=1.7,
        names=0.2,
        type_match=1.3,
        measure=2.4,
        retrieval=0.9,
        precedence=1.1,
        novelty=-1.0,
        substance=0.5,
        unseen=0.0,
        unseen_similarity=2.9,
        prominence=0.8,
        unseen_prominence=2.0,
        clause=1.4,
        asks=-1.1,
        soft_coverage=4.3,
        soft_context=3.3,
        soft_passage=3.0,
        weakest=1.3,
    )
)
CONFIDENCE = Weights(
    Features(
        coverage=-0.3,
        context_coverage=0.2,
        passage_coverage=0.4,
        similarity=0.0,
        nearness=-1.1,
        bigrams=2.5,
        numbers=1.7,
        names=0.7,
        type_match=0.4,
        measure=0.9,
        retrieval=1.5,
        precedence=0.6,
        novelty=-1.2,
        substance=-1.3,
        unseen=1.4,
        unseen_similarity=0.2,
        prominence=0.9,
        unseen_prominence=1.6,
        clause=0.0,
        asks=0.0,
        soft_coverage=0.9,
        soft_context=1.3,
        soft_passage=1.3,
        weakest=-0.1,
    ),
    bias=-5.3,
)

# The logits of `RANKING` for the best unit lie around 17 where it holds the evidence and
# around 13 where it does not; a hit's score is the logistic of that scale.
RELEVANCE_MIDDLE = 13.0
RELEVANCE_SCALE = 2.0


def relevance(logit: float) -> float:
    """Return the score of a hit whose best unit has this logit: 0 to 1, in the same order."""
    return 1.0 / (1.0 + math.exp(-(logit - RELEVANCE_MIDDLE) / RELEVANCE_SCALE))


# Below `UNSURE` the documents are said not to hold the answer (cross-validated: 13 % of the
# answerable and 39 % of the unanswerable questions of the reports, 0 % and 77 % of
# KorQuAD's); from there to `SURE` an answer is shown as unsure.
SURE = 0.5
UNSURE = 0.3
