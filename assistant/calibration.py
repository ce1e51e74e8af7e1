"""Every learned constant of the assistant, and where it comes from.

`RANKING` orders the units of the hits; `CONFIDENCE` turns the best one into the
probability that its passage answers the question. Both were fitted by
`python -m tests.benchmarks.calibrate` on 421 questions about the eighteen documents of
`tests/benchmarks/tuning` and on 500 of KorQuAD 1.0 dev's odd-numbered articles, a quarter
of them with their article taken out. Cross-validated: the best unit holds the evidence for
0.63 and 0.84 of the questions whose evidence is among the hits; AUROC of an answerable
question 0.64 (a third of these questions are paraphrased, English or Chinese, and most of
the unanswerable ones come near to what the documents hold) and 0.985.
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
        coverage=-0.7,
        context_coverage=-1.5,
        passage_coverage=0.0,
        similarity=2.8,
        word_similarity=0.0,
        nearness=0.2,
        bigrams=2.6,
        numbers=2.5,
        names=-0.3,
        type_match=1.4,
        measure=2.2,
        retrieval=1.5,
        precedence=0.9,
        novelty=-0.1,
        substance=0.6,
        unseen=0.0,
        unseen_similarity=4.6,
        prominence=0.5,
        unseen_prominence=2.1,
        clause=1.0,
        asks=-1.8,
        soft_coverage=3.8,
        soft_context=5.1,
        soft_passage=4.0,
        weakest=0.4,
    )
)
CONFIDENCE = Weights(
    Features(
        coverage=-0.5,
        context_coverage=0.1,
        passage_coverage=-0.7,
        similarity=1.1,
        word_similarity=0.0,
        nearness=-1.2,
        bigrams=0.5,
        numbers=2.2,
        names=0.5,
        type_match=0.0,
        measure=0.9,
        retrieval=1.5,
        precedence=0.8,
        novelty=-1.7,
        substance=-0.4,
        unseen=1.3,
        unseen_similarity=-0.2,
        prominence=0.4,
        unseen_prominence=0.4,
        clause=1.5,
        asks=0.1,
        soft_coverage=0.6,
        soft_context=2.0,
        soft_passage=1.7,
        weakest=0.3,
    ),
    bias=-6.6,
)

# The logits of `RANKING` for the best unit lie around 18 where it holds the evidence and
# around 14 where it does not; a hit's score is the logistic of that scale.
RELEVANCE_MIDDLE = 14.0
RELEVANCE_SCALE = 2.0


def relevance(logit: float) -> float:
    """Return the score of a hit whose best unit has this logit: 0 to 1, in the same order."""
    return 1.0 / (1.0 + math.exp(-(logit - RELEVANCE_MIDDLE) / RELEVANCE_SCALE))


# Below `UNSURE` the documents are said not to hold the answer (cross-validated: 13 % of the
# answerable and 29 % of the unanswerable questions about the eighteen documents, 0 % and
# 65 % of KorQuAD's); from there to `SURE` an answer is shown as unsure.
SURE = 0.5
UNSURE = 0.3
