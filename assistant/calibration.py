"""Every learned constant of the assistant, and where it comes from.

`RANKING` orders the units of the hits; `CONFIDENCE` and `STANDING` turn the best one, and how it
stands among all, into the probability that the evidence answers the question. All were fitted by
`python -m tests.benchmarks.calibrate --korquad FILE` on 927 questions about the twenty-six
documents of `tests/benchmarks/tuning`, on the 189 of `tests/benchmarks/meaning/tune.jsonl`, which
share few words with their evidence, and on 400 of KorQuAD 1.0 dev's odd-numbered articles, each
also asked without its paragraph and without its article. Cross-validated: the best unit holds the
evidence for 0.69, 0.40 and 0.85 of the questions whose evidence is among the hits; AUROC of an
answerable question 0.79 (each set of documents left out in turn; most of the unanswerable ones
come near to what the documents hold) and 0.96 (KorQuAD).
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
        coverage=-0.5,
        context_coverage=-1.8,
        passage_coverage=-1.5,
        similarity=2.8,
        word_similarity=2.0,
        nearness=-0.6,
        bigrams=4.5,
        numbers=0.9,
        names=0.1,
        type_match=1.1,
        measure=1.9,
        retrieval=2.4,
        precedence=0.6,
        novelty=0.9,
        substance=-0.1,
        unseen=0.0,
        unseen_similarity=4.4,
        prominence=1.1,
        unseen_prominence=1.9,
        clause=0.6,
        asks=-2.6,
        soft_coverage=3.6,
        soft_context=5.5,
        soft_passage=4.4,
        weakest=1.1,
        topic=1.5,
        years=1.0,
        cell=3.9,
        candidate=1.8,
    ),
)
CONFIDENCE = Weights(
    Features(
        coverage=0.4,
        context_coverage=-1.3,
        passage_coverage=-0.7,
        similarity=1.0,
        word_similarity=-1.8,
        nearness=-0.5,
        bigrams=1.2,
        numbers=1.1,
        names=0.2,
        type_match=-0.4,
        measure=0.6,
        retrieval=2.7,
        precedence=-0.5,
        novelty=-2.0,
        substance=-1.4,
        unseen=0.0,
        unseen_similarity=-0.6,
        prominence=-0.2,
        unseen_prominence=0.3,
        clause=0.3,
        asks=0.0,
        soft_coverage=-0.2,
        soft_context=-0.9,
        soft_passage=0.8,
        weakest=-0.4,
        topic=0.4,
        years=1.8,
        cell=0.9,
        candidate=0.1,
    ),
    bias=-2.7,
)

STANDING = Weights(
    Standing(
        absent=-1.1,
        focus=0.2,
        lead=1.1,
        evenness=-1.4,
        point=-0.2,
        misfit=-1.1,
        blank=-0.9,
        length=2.7,
        english=1.5,
        chinese=2.4,
        foreign=1.5,
        contact=-1.9,
        named=-0.3,
        second=1.3,
        widest=-1.9,
        attribute=-0.1,
        unspoken=-1.9,
        rarity=4.5,
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


# Below `UNSURE` the documents are said not to hold the answer (cross-validated, at 0.2 and 0.25:
# 2 % and 5 % of the answerable, 30 % and 35 % of the unanswerable questions about the twenty-six
# documents, 4 % and 5 %, 70 % and 76 % of KorQuAD's): set so that hardly an answer is withheld.
# From there to `SURE` an answer is shown as unsure.
SURE = 0.5
UNSURE = 0.22
