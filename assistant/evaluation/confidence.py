"""Does the assistant's confidence mean what it says, and where should it fall silent?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from assistant.evaluation.power import Z_TEST

BINS = 10
# A curve of more points looks the same.
MAX_THRESHOLDS = 200


@dataclass(frozen=True, slots=True)
class Said:
    """How sure the assistant was of a question, and what is true of it.

    `is_right`: the first passage holds evidence.
    """

    confidence: float
    is_answerable: bool
    is_right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The `n` questions whose confidence lies in a tenth of the scale.

    `confidence` is their mean; `right` is the share whose first passage holds evidence, with
    its 95 % Wilson interval.
    """

    confidence: float
    right: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Threshold:
    """Abstention if every question below this confidence were left unanswered.

    `precision` is None where nothing is left unanswered; `recall` where every question has
    an answer; `false_abstention` where none has.
    """

    threshold: float
    precision: float | None
    recall: float | None
    false_abstention: float | None


@dataclass(frozen=True, slots=True)
class ConfidenceReport:
    """The confidences of a run held against what was right.

    `calibration_error` is the mean distance of confidence and share over the bins, weighed by
    their questions; `brier` the mean squared distance over the questions; `auroc` how often an
    answerable question has more confidence than an unanswerable one. None where undefined.
    """

    bins: tuple[Bin, ...]
    thresholds: tuple[Threshold, ...]
    calibration_error: float | None
    brier: float | None
    auroc: float | None


def report_confidence(said: Sequence[Said]) -> ConfidenceReport:
    """Hold the confidence of every question against what turned out."""
    pairs = [(one.confidence, one.is_right) for one in said]
    answerable = [one.confidence for one in said if one.is_answerable]
    unanswerable = [one.confidence for one in said if not one.is_answerable]
    bins = fill_bins(pairs)
    count = len(pairs)
    return ConfidenceReport(
        bins=bins,
        thresholds=abstention_curve(answerable, unanswerable),
        calibration_error=sum(abs(b.confidence - b.right) * b.n for b in bins) / count
        if count
        else None,
        brier=sum((sure - right) ** 2 for sure, right in pairs) / count if count else None,
        auroc=area_under_curve(answerable, unanswerable),
    )


def fill_bins(pairs: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Return the tenths of the scale that hold a (confidence, is right) pair, ascending.

    Source: DeGroot and Fienberg, The Comparison and Evaluation of Forecasters (1983); Guo et
    al., On Calibration of Modern Neural Networks (2017).
    """
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for said, right in pairs:
        held[min(BINS - 1, max(0, int(said * BINS)))].append((said, right))
    bins = []
    for inside in filter(None, held):
        count = len(inside)
        hits = sum(right for _, right in inside)
        low, high = wilson_interval(hits, count)
        mean = sum(said for said, _ in inside) / count
        bins.append(Bin(mean, hits / count, low, high, count))
    return tuple(bins)


def wilson_interval(hits: int, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share. Source: Wilson (1927)."""
    square = Z_TEST**2
    middle = (hits + square / 2) / (count + square)
    reach = Z_TEST * sqrt(hits * (count - hits) / count + square / 4) / (count + square)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def abstention_curve(
    answerable: Sequence[float], unanswerable: Sequence[float]
) -> tuple[Threshold, ...]:
    """Return what abstaining below every confidence that occurs would do, ascending.

    The last threshold lies above all: everything is left unanswered.
    """
    said = sorted({*answerable, *unanswerable})
    if not said:
        return ()
    if len(said) > MAX_THRESHOLDS:
        said = [said[at * (len(said) - 1) // (MAX_THRESHOLDS - 1)] for at in range(MAX_THRESHOLDS)]
    return tuple(_at(value, answerable, unanswerable) for value in [*said, float("inf")])


def area_under_curve(above: Sequence[float], below: Sequence[float]) -> float | None:
    """Return how often one of `above` exceeds one of `below`; ties count half.

    Source: Hanley and McNeil (1982). None where either is empty.
    """
    if not above or not below:
        return None
    beaten = sorted(below)
    wins = sum(bisect_left(beaten, one) + bisect_right(beaten, one) for one in above)
    return wins / (2 * len(above) * len(below))


def _at(value: float, answerable: Sequence[float], unanswerable: Sequence[float]) -> Threshold:
    right = sum(said < value for said in unanswerable)
    wrong = sum(said < value for said in answerable)
    return Threshold(
        threshold=min(value, 1.0),
        precision=right / (right + wrong) if right + wrong else None,
        recall=right / len(unanswerable) if unanswerable else None,
        false_abstention=wrong / len(answerable) if answerable else None,
    )
