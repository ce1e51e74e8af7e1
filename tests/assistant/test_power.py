"""What a gold set can tell apart, by hand and by simulation."""

from math import sqrt

import numpy as np
import pytest

from assistant.evaluation.metrics import Share
from assistant.evaluation.power import (
    Z_POWER,
    Z_TEST,
    detectable_difference,
    is_finer,
    standard_error,
    state_power,
)


def shares(hits, count):
    return [Share(float(at < hits), 1.0) for at in range(count)]


def test_the_quantiles_are_those_of_the_normal_distribution():
    stats = pytest.importorskip("scipy.stats")
    assert stats.norm.ppf([0.975, 0.8]) == pytest.approx([Z_TEST, Z_POWER], abs=1e-6)


def test_the_error_of_a_share_by_hand():
    # 10 of 20 and two of each added: 12 of 24, sqrt(0.5 * 0.5 / 24).
    assert standard_error(shares(10, 20)) == pytest.approx(sqrt(0.25 / 24))
    # 5 of 5: 7 of 9, not an error of nothing.
    assert standard_error(shares(5, 5)) == pytest.approx(sqrt(7 / 9 * 2 / 9 / 9))


def test_the_error_of_a_ratio_by_hand():
    # 1 of 2 and 3 of 4 citations; mean weight 3, so (3 of 3) and (0 of 3) are added twice:
    # 10 of 18. Residuals part - 10/18 whole: -1/9, 7/9, 12/9 twice, -15/9 twice.
    squares = (1 + 49 + 2 * 144 + 2 * 225) / 81
    assert standard_error([Share(1, 2), Share(3, 4)]) == pytest.approx(sqrt(squares) / 18)


def test_a_set_finds_the_difference_it_names_four_times_in_five():
    """A bar at 0.60; the truth lies one detectable level below it."""
    count, bar = 4000, 0.60  # so many that whole questions are fine steps
    level = state_power([{"m": one} for one in shares(int(bar * count), count)], ["m"])["m"].level
    drawn = np.random.default_rng(1).binomial(count, bar - level, size=20_000) / count
    found = np.mean(np.abs(drawn - bar) > Z_TEST * sqrt(bar * (1 - bar) / count))
    assert found == pytest.approx(0.80, abs=0.02)


def test_the_change_that_two_runs_would_show():
    for count, share in ((100, 0.2), (1000, 0.1)):
        x = detectable_difference(count, share)
        # Connor's equation, written out.
        spread = Z_TEST * sqrt(share) + Z_POWER * sqrt(share - x * x)
        assert (spread / x) ** 2 == pytest.approx(count, rel=1e-6)
    assert detectable_difference(0) == 1.0


@pytest.mark.parametrize(("count", "share"), [(300, 0.1), (1000, 0.2)])
def test_two_runs_that_disagree_on_a_share_show_it_four_times_in_five(count, share):
    """McNemar's test on drawn runs: won and lost questions as the difference demands."""
    change = detectable_difference(count, share)
    generator = np.random.default_rng(2)
    won, lost = (share + change) / 2, (share - change) / 2
    draws = generator.multinomial(count, [won, lost, 1 - won - lost], size=20_000)
    z = (draws[:, 0] - draws[:, 1]) / np.sqrt(np.maximum(1, draws[:, 0] + draws[:, 1]))
    assert np.mean(np.abs(z) > Z_TEST) == pytest.approx(0.80, abs=0.03)


def test_what_no_question_measures_has_no_power():
    power = state_power([{"m": Share(0.0, 0.0)}, {}], ["m"])["m"]
    assert (power.level, power.change, power.n) == (None, None, 0)


def test_only_means_over_questions_have_a_change():
    scores = [{"mean": Share(1, 1), "ratio": Share(2, 3)}, {"mean": Share(0, 1)}]
    powers = state_power(scores, ["mean", "ratio"])
    assert powers["mean"].change is not None and powers["mean"].n == 2
    assert powers["ratio"].change is None and powers["ratio"].level > 0
    # Whom it abstained from is the run's own choice.
    chosen = state_power([{"abstention_precision": Share(1, 1)}], ["abstention_precision"])
    assert chosen["abstention_precision"].change is None


def test_finer_means_smaller_than_can_be_detected():
    assert is_finer(0.02, 0.05)
    assert not is_finer(0.05, 0.05)
    assert not is_finer(0.02, None)
