"""Confidence held against what was right, by hand and by brute force."""

import random

import pytest

from assistant.evaluation.confidence import (
    MAX_THRESHOLDS,
    Said,
    abstention_curve,
    area_under_curve,
    fill_bins,
    report_confidence,
    wilson_interval,
)


def test_bins_by_hand():
    first, last = fill_bins([(0.92, True), (1.0, False), (0.05, False), (0.07, True), (0.0, False)])
    assert (first.confidence, first.right, first.n) == (
        pytest.approx(0.04),
        pytest.approx(1 / 3),
        3,
    )
    assert (last.confidence, last.right, last.n) == (pytest.approx(0.96), 0.5, 2)
    assert first.low < first.right < first.high


def test_wilson_s_interval_by_its_published_example_and_at_the_ends():
    # 8 of 10: Wilson's interval is 0.490 to 0.943.
    assert wilson_interval(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    low, high = wilson_interval(0, 5)
    assert low == 0.0 and 0.0 < high < 1.0
    assert wilson_interval(5, 5)[1] == pytest.approx(1.0)


def test_calibration_by_hand():
    said = [Said(0.8, True, True), Said(0.8, True, False), Said(0.2, False, False)]
    found = report_confidence(said)
    # Bins: 0.8 with half right (2 questions), 0.2 with none (1).
    assert found.calibration_error == pytest.approx((0.3 * 2 + 0.2 * 1) / 3)
    assert found.brier == pytest.approx((0.04 + 0.64 + 0.04) / 3)
    assert found.auroc == 1.0
    nothing = report_confidence([])
    assert (nothing.bins, nothing.brier, nothing.auroc) == ((), None, None)


def test_the_area_counts_pairs():
    generator = random.Random(3)
    for _ in range(20):
        above = [round(generator.random(), 1) for _ in range(generator.randint(1, 12))]
        below = [round(generator.random(), 1) for _ in range(generator.randint(1, 12))]
        pairs = [(high > low) + 0.5 * (high == low) for high in above for low in below]
        assert area_under_curve(above, below) == pytest.approx(sum(pairs) / len(pairs))
    assert area_under_curve([], [0.5]) is None


def test_the_curve_by_hand():
    curve = abstention_curve([0.9, 0.4], [0.1, 0.4])
    assert [one.threshold for one in curve] == [0.1, 0.4, 0.9, 1.0]
    nothing, lowest, middle, everything = curve
    assert (nothing.precision, nothing.recall, nothing.false_abstention) == (None, 0.0, 0.0)
    assert (lowest.precision, lowest.recall, lowest.false_abstention) == (1.0, 0.5, 0.0)
    assert (middle.precision, middle.recall, middle.false_abstention) == (
        pytest.approx(2 / 3),
        1.0,
        0.5,
    )
    assert (everything.precision, everything.recall) == (0.5, 1.0)


def test_a_long_curve_is_thinned_and_keeps_its_ends():
    said = [at / 1000 for at in range(1000)]
    curve = abstention_curve(said, said)
    assert len(curve) == MAX_THRESHOLDS + 1
    assert (curve[0].threshold, curve[-2].threshold) == (0.0, 0.999)
    assert abstention_curve([], []) == ()
