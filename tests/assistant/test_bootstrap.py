from itertools import product

import numpy as np
import pytest

from assistant import METRICS, compare_metrics, estimate_metrics
from assistant.evaluation.bootstrap import resample_ratios
from assistant.evaluation.metrics import Share


def rows(*values, name="m"):
    return [{name: Share(float(value), 1.0)} for value in values]


def test_value_is_the_ratio_of_sums_and_n_counts_who_contributes():
    scores = [{"m": Share(2, 3)}, {"m": Share(0, 0)}, {"m": Share(1, 1)}, {}]
    found = estimate_metrics(scores, ["m"])["m"]
    assert (found.value, found.n) == (pytest.approx(3 / 4), 2)
    assert 2 / 3 <= found.low <= found.value <= found.high <= 1.0


def test_nothing_to_measure_is_said_not_invented():
    for scores in ([], [{}], [{"m": Share(0, 0)}]):
        found = estimate_metrics(scores, ["m"])["m"]
        assert (found.value, found.low, found.high, found.n) == (None, None, None, 0)


def test_constant_values_have_no_spread():
    found = estimate_metrics(rows(1, 1, 1), ["m"])["m"]
    assert (found.low, found.value, found.high) == (1.0, 1.0, 1.0)


def test_resampling_agrees_with_every_possible_resample():
    parts = np.array([[1.0], [0.0], [2.0], [1.0]])
    wholes = np.array([[1.0], [1.0], [3.0], [2.0]])
    exact = [
        parts[list(drawn)].sum() / wholes[list(drawn)].sum()
        for drawn in product(range(4), repeat=4)
    ]
    drawn = resample_ratios(parts, wholes, resamples=40_000, seed=1)[:, 0]
    assert drawn.mean() == pytest.approx(np.mean(exact), abs=0.005)
    assert drawn.std() == pytest.approx(np.std(exact), abs=0.005)
    for quantile in (2.5, 50, 97.5):
        assert np.percentile(drawn, quantile) == pytest.approx(
            np.percentile(exact, quantile), abs=0.02
        )


def test_interval_agrees_with_scipy():
    stats = pytest.importorskip("scipy.stats")
    values = np.random.default_rng(3).random(80)
    found = estimate_metrics(rows(*values), ["m"], resamples=9000)["m"]
    reference = stats.bootstrap(
        (values,), np.mean, method="percentile", n_resamples=9000, rng=np.random.default_rng(4)
    ).confidence_interval
    assert found.low == pytest.approx(reference.low, abs=0.005)
    assert found.high == pytest.approx(reference.high, abs=0.005)


def test_blocks_of_a_large_set_change_nothing_but_memory(monkeypatch):
    parts = np.random.default_rng(0).random((50, 2))
    whole = resample_ratios(parts, np.ones_like(parts), resamples=300, seed=9)
    monkeypatch.setattr("assistant.evaluation.bootstrap._BLOCK_CELLS", 50 * 7)
    pieces = resample_ratios(parts, np.ones_like(parts), resamples=300, seed=9)
    assert pieces.shape == whole.shape
    assert pieces.mean(axis=0) == pytest.approx(whole.mean(axis=0), abs=0.02)


def test_the_same_scores_give_the_same_interval_every_time():
    scores = rows(*np.random.default_rng(1).random(30))
    assert estimate_metrics(scores, ["m"]) == estimate_metrics(scores, ["m"])


def paired(ours, theirs):
    return compare_metrics(
        {str(at): row for at, row in enumerate(rows(*ours))},
        {str(at): row for at, row in enumerate(rows(*theirs))},
        ["m"],
    )["m"]


def test_equal_runs_do_not_differ():
    found = paired([0, 1, 1, 0, 1], [0, 1, 1, 0, 1])
    assert (found.value, found.low, found.high, found.p, found.n) == (0.0, 0.0, 0.0, 1.0, 5)
    assert found.detectable == 0.0


def test_pairing_sees_what_separate_intervals_miss():
    base = np.linspace(0, 1, 40)
    found = paired(base + 0.05 * (np.arange(40) % 3 > 0), base)
    assert found.value == pytest.approx(0.05 * 26 / 40, abs=1e-9)
    assert 0 < found.low < found.high
    assert found.p < 0.01


def test_p_agrees_with_the_exact_bootstrap_distribution():
    differences = np.array([1.0, 1.0, 0.0, -1.0, 1.0])
    exact = np.array([differences[list(d)].mean() for d in product(range(5), repeat=5)])
    wanted = min(1.0, 2 * min((exact <= 1e-12).mean(), (exact >= -1e-12).mean()))
    found = paired(differences + 1, np.ones(5))
    assert found.p == pytest.approx(wanted, abs=0.03)
    assert (found.low, found.high) == pytest.approx(tuple(np.percentile(exact, [2.5, 97.5])))


def test_two_questions_by_hand():
    """Won one, tied one: of the four equally likely resamples one has 0, two 1/2 and one 1."""
    found = paired([1, 1], [0, 1])
    assert (found.value, found.low, found.high, found.n) == (0.5, 0.0, 1.0, 2)
    # Twice the share of resamples at or below 0.
    assert found.p == pytest.approx(2 * 1 / 4, abs=0.03)
    # Standard deviation of {0, 1/2, 1/2, 1}: sqrt(1/8).
    assert found.detectable == pytest.approx(2.801585 * (1 / 8) ** 0.5, rel=0.03)


def test_detectable_difference_is_2_8_standard_errors():
    differences = np.random.default_rng(2).normal(0, 0.3, 200)
    found = paired(differences + 5, np.full(200, 5.0))
    assert found.detectable == pytest.approx(2.8016 * differences.std() / np.sqrt(200), rel=0.05)


def test_only_shared_questions_are_compared():
    ours = {"a": rows(1)[0], "b": rows(0)[0], "only": rows(1)[0]}
    theirs = {"a": rows(0)[0], "b": rows(0)[0], "other": rows(1)[0]}
    found = compare_metrics(ours, theirs, ["m"])["m"]
    assert (found.value, found.n) == (0.5, 2)
    assert compare_metrics(ours, {"x": rows(1)[0]}, ["m"])["m"].value is None


def test_a_measure_that_one_run_lacks_is_undefined():
    found = compare_metrics({"a": rows(1)[0]}, {"a": {}}, ["m"])["m"]
    assert (found.value, found.p) == (None, None)


def test_every_measure_has_an_entry():
    assert list(estimate_metrics(rows(1), METRICS)) == list(METRICS)
