"""What a gold set can tell apart: the smallest true differences it would show.

A two-sided test at 5 % that finds the difference four times in five (80 % power) needs it to be
1.96 + 0.84 standard errors large. Source: Cohen, Statistical Power Analysis for the Behavioral
Sciences (1988); Card et al., With Little Power Comes Great Responsibility (EMNLP 2020).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from assistant.evaluation.metrics import Scores, Share

# Standard normal quantiles of 0.975 and 0.80.
Z_TEST, Z_POWER = 1.959964, 0.841621
# The share of questions on which two good retrievers disagree about hit@5, as assumed
# before any run: between versions of this one it was 0.05 to 0.2.
DISAGREEMENT = 0.2
# The run itself chooses the questions that these count, so two runs do not share them.
_RUN_CHOSEN = frozenset(
    (
        "both_where_found citation_precision sentence_support abstention_precision abstention_f1"
    ).split()
)
_NOTHING = Share(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Power:
    """The smallest true differences that `n` questions show at 5 % with 80 % power.

    `level` is that of a measure to a fixed value, such as a bar. `change` is that between two
    runs that disagree on a fifth of the questions (`DISAGREEMENT`); None for a measure that is
    no mean over questions that both runs share. Both are None where no question contributes.
    """

    level: float | None
    change: float | None
    n: int


def state_power(scores: Sequence[Scores], names: Sequence[str]) -> dict[str, Power]:
    """Return the power of a set of scored questions for each measure."""
    return {name: _power(name, [row.get(name, _NOTHING) for row in scores]) for name in names}


def standard_error(shares: Sequence[Share]) -> float:
    """Return the standard error of a ratio of sums, for a gold set that may be small.

    The linearised ratio: sqrt(sum (part - ratio whole)^2) / sum whole, after two questions that
    are right and two that are wrong, of mean weight, are added; so a measure at 1.0 has an
    error too, and a mean of zeros and ones has sqrt(p (1 - p) / (n + 4)), p = (hits + 2) /
    (n + 4).

    Source: Cochran, Sampling Techniques (1977), chapter 2; Agresti and Coull, Approximate Is
    Better than "Exact" (1998).
    """
    counted = [share for share in shares if share.whole > 0]
    weight = sum(share.whole for share in counted) / len(counted)
    added = [Share(weight, weight)] * 2 + [Share(0.0, weight)] * 2
    everything = [*counted, *added]
    total = sum(share.whole for share in everything)
    ratio = sum(share.part for share in everything) / total
    return sqrt(sum((share.part - ratio * share.whole) ** 2 for share in everything)) / total


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


def is_finer(wanted: float, detectable: float | None) -> bool:
    """Tell whether a difference that somebody asks for is finer than what can be detected."""
    return detectable is not None and wanted < detectable - 1e-12


def power_to_dict(powers: Mapping[str, Power]) -> dict[str, dict[str, float | int | None]]:
    """Return the powers as the run's JSON holds them."""
    return {
        name: {"level": power.level, "change": power.change, "n": power.n}
        for name, power in powers.items()
    }


def _power(name: str, shares: Sequence[Share]) -> Power:
    counted = [share for share in shares if share.whole > 0]
    if not counted:
        return Power(None, None, 0)
    is_mean = name not in _RUN_CHOSEN and all(share.whole == 1.0 for share in counted)
    return Power(
        level=min(1.0, (Z_TEST + Z_POWER) * standard_error(counted)),
        change=detectable_difference(len(counted)) if is_mean else None,
        n=len(counted),
    )


def _needed(difference: float, disagreement: float) -> float:
    spread = Z_TEST * sqrt(disagreement) + Z_POWER * sqrt(disagreement - difference**2)
    return (spread / difference) ** 2
