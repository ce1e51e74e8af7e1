"""Every learned constant of the assistant, and where it comes from.

`RANKING` orders the units of the hits; `CONFIDENCE` turns the best one into the
probability that the documents answer the question. Both are logistic regressions over
`evidence.Features`, fitted by `python -m tests.benchmarks.calibrate` on questions that no
report uses (see there). A weight is for a feature between 0 and 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from assistant.evidence import Features


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression: one weight a feature, in the order of `Features`, and a bias."""

    coefficients: tuple[float, ...]
    bias: float

    def logit(self, features: Features) -> float:
        """Return `w·x + b`."""
        row = features.as_row()
        return self.bias + sum(w * x for w, x in zip(self.coefficients, row, strict=True))

    def probability(self, features: Features) -> float:
        """Return `1 / (1 + exp(-(w·x + b)))`."""
        return 1.0 / (1.0 + math.exp(-self.logit(features)))


RANKING = Weights(
    (
        *(2.6, 1.5, 3.0, 2.7, 0.0, 2.7, 1.8, 0.4, 1.3, 2.4),
        *(1.2, 1.3, -0.9, 0.9, 0.0, 3.8, 0.5, 1.9, 1.5, -1.2),
    ),
    -13.0,
)
CONFIDENCE = Weights(
    (
        *(0.7, 1.6, 1.4, -0.1, -1.5, 2.4, 1.9, 0.3, 0.1, 1.1),
        *(1.8, 1.0, -0.5, -0.7, 1.4, 0.6, 1.0, 1.9, 0.0, 0.0),
    ),
    -5.9,
)

# Below `PARTIAL` the documents are said not to hold the answer; between the two it is
# said that only part was found.
ANSWER = 0.5
PARTIAL = 0.3
