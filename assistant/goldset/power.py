"""What difference between two systems a gold set of n questions can show."""

from __future__ import annotations

from math import sqrt

# Standard normal quantiles of 0.975 and 0.80: two-sided 5 % tests, 80 % power.
_Z_TEST, _Z_POWER = 1.959964, 0.841621
# The share of questions on which two good retrievers disagree about hit@5, as assumed
# before any run: between versions of this one it was 0.05 to 0.2.
DISAGREEMENT = 0.2


def detectable_difference(questions: int, disagreement: float = DISAGREEMENT) -> float:
    """Return the smallest difference in a paired share that `questions` show, 0 to 1.

    Solves n = (z_a sqrt(d) + z_b sqrt(d - x^2))^2 / x^2 for x by bisection, where two
    systems disagree on the share d of the questions and x is the difference. A difference
    cannot be larger than the disagreement, so d grows with x where x is larger.

    Source: Connor, Sample size for testing differences in proportions for the paired-sample
    design (1987), two-sided 5 %, power 80 %.
    """
    if questions < 1:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        if _needed(middle, max(disagreement, middle)) > questions:
            low = middle
        else:
            high = middle
    return high


def _needed(difference: float, disagreement: float) -> float:
    spread = _Z_TEST * sqrt(disagreement) + _Z_POWER * sqrt(disagreement - difference**2)
    return (spread / difference) ** 2
