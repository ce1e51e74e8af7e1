"""Uncertainty of a measure: percentile intervals, and paired comparison of two runs.

Questions are resampled, with everything they contribute. Source: Efron and
Tibshirani, An Introduction to the Bootstrap (1993), chapters 13 and 16.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.metrics import Scores, Share

Floats = NDArray[np.float64]

RESAMPLES = 4000
SEED = 20240229
CONFIDENCE = 0.95
# Draws held at once: 16 MB of counts however large the gold set is.
_BLOCK_CELLS = 2_000_000
# Standard normal quantiles of 0.975 and 0.80: two-sided 5 % tests, 80 % power.
_Z_TEST, _Z_POWER = 1.959964, 0.841621
_NOTHING = Share(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure with its 95 % percentile interval; `n` questions contribute to it.

    All three values are None when none does.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure of this run minus that of another, over the `n` questions both hold.

    `p` is two-sided: twice the smaller share of resampled differences on either side of 0.
    `detectable` is about the smallest true difference that a test at 5 % would find four
    times in five on this set, (1.96 + 0.84) standard errors; 0.0 when the runs never differ.
    All are None when the measure is undefined in either run.
    """

    value: float | None
    low: float | None
    high: float | None
    p: float | None
    detectable: float | None
    n: int


def resample_ratios(
    parts: Floats, wholes: Floats, *, resamples: int = RESAMPLES, seed: int = SEED
) -> Floats:
    """Return resampled ratios of sums: shape (resamples, measures), NaN where a whole is 0.

    `parts` and `wholes` have shape (questions, measures); each resample draws the same
    questions for every measure, so columns are paired.
    """
    count, measures = parts.shape
    generator = np.random.default_rng(seed)
    ratios = np.empty((resamples, measures), dtype=np.float64)
    block = max(1, _BLOCK_CELLS // max(1, count))
    for start in range(0, resamples, block):
        rows = min(block, resamples - start)
        drawn = generator.integers(0, count, size=(rows, count))
        drawn += np.arange(rows)[:, None] * count
        times = np.bincount(drawn.ravel(), minlength=rows * count).reshape(rows, count)
        weights = times.astype(np.float64)
        ratios[start : start + rows] = _divide(weights @ parts, weights @ wholes)
    return ratios


def estimate_metrics(
    scores: Sequence[Scores],
    names: Sequence[str],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> dict[str, Estimate]:
    """Return each named measure over the questions, with its interval."""
    parts, wholes = _columns(scores, names)
    values = _divide(parts.sum(axis=0), wholes.sum(axis=0))
    counts = (wholes > 0).sum(axis=0)
    if not scores:
        return {name: Estimate(None, None, None, 0) for name in names}
    ratios = resample_ratios(parts, wholes, resamples=resamples, seed=seed)
    estimates = {}
    for column, name in enumerate(names):
        if not counts[column]:
            estimates[name] = Estimate(None, None, None, 0)
            continue
        low, high = _interval(ratios[:, column])
        estimates[name] = Estimate(float(values[column]), low, high, int(counts[column]))
    return estimates


def compare_metrics(
    ours: Mapping[str, Scores],
    theirs: Mapping[str, Scores],
    names: Sequence[str],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> dict[str, Difference]:
    """Compare two runs by a paired bootstrap over the question ids that both hold.

    Source: Koehn, Statistical significance tests for machine translation evaluation (2004).
    """
    ids = sorted(ours.keys() & theirs.keys())
    undefined = Difference(None, None, None, None, None, 0)
    if not ids:
        return dict.fromkeys(names, undefined)
    mine, my_wholes = _columns([ours[key] for key in ids], names)
    other, other_wholes = _columns([theirs[key] for key in ids], names)
    ratios = resample_ratios(
        np.hstack((mine, other)),
        np.hstack((my_wholes, other_wholes)),
        resamples=resamples,
        seed=seed,
    )
    values = _divide(mine.sum(axis=0), my_wholes.sum(axis=0)) - _divide(
        other.sum(axis=0), other_wholes.sum(axis=0)
    )
    contributing = ((my_wholes > 0) | (other_wholes > 0)).sum(axis=0)
    differences = {}
    for column, name in enumerate(names):
        drawn = ratios[:, column] - ratios[:, column + len(names)]
        drawn = drawn[np.isfinite(drawn)]
        if not np.isfinite(values[column]) or not len(drawn):
            differences[name] = undefined
            continue
        low, high = _interval(drawn)
        differences[name] = Difference(
            value=float(values[column]),
            low=low,
            high=high,
            p=_two_sided(drawn),
            detectable=float((_Z_TEST + _Z_POWER) * drawn.std()),
            n=int(contributing[column]),
        )
    return differences


def _columns(scores: Sequence[Scores], names: Sequence[str]) -> tuple[Floats, Floats]:
    shares = [[row.get(name, _NOTHING) for name in names] for row in scores]
    shape = (len(scores), len(names))
    parts = np.array([[share.part for share in row] for row in shares], dtype=np.float64)
    wholes = np.array([[share.whole for share in row] for row in shares], dtype=np.float64)
    return parts.reshape(shape), wholes.reshape(shape)


def _divide(parts: Floats, wholes: Floats) -> Floats:
    return np.divide(parts, wholes, out=np.full_like(parts, np.nan), where=wholes > 0)


def _interval(values: Floats) -> tuple[float, float]:
    tail = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(values[np.isfinite(values)], [tail, 100 - tail])
    return float(low), float(high)


def _two_sided(drawn: Floats) -> float:
    # One is added to both counts: a finite number of draws cannot show p = 0. Sums of
    # floats may miss 0 by a rounding error, which must not count as a side.
    below = int((drawn <= 1e-12).sum()) + 1
    above = int((drawn >= -1e-12).sum()) + 1
    return min(1.0, 2 * min(below, above) / (len(drawn) + 1))
