"""Bars for a build: which are missed, what was lost, and which are finer than the set."""

import pytest

from assistant.evaluation.bootstrap import Difference, Estimate
from assistant.evaluation.gate import (
    Bar,
    find_too_fine,
    lost_too_much,
    make_bar,
    missed_bars,
)
from assistant.evaluation.power import Power
from corpus import ConfigError

METRICS = {
    "hit@5": Estimate(0.80, 0.74, 0.86, 100),
    "false_abstention": Estimate(0.10, 0.05, 0.16, 100),
    "hit@1": Estimate(None, None, None, 0),
}


def difference(value, low, high, detectable=0.05):
    return Difference(value, low, high, 0.01, detectable, 100)


@pytest.mark.parametrize(
    ("name", "wanted", "is_missed"),
    [
        ("hit@5", 0.80, False),
        ("hit@5", 0.81, True),
        ("hit@5.low", 0.74, False),
        ("hit@5.low", 0.75, True),
        ("hit@5.high", 0.86, False),
        # Less is better: the value must stay below its bar.
        ("false_abstention", 0.10, False),
        ("false_abstention", 0.09, True),
        ("false_abstention.high", 0.16, False),
        ("false_abstention.high", 0.15, True),
        # What nothing measured keeps no bar.
        ("hit@1", 0.0, True),
        ("ndcg@10", 0.0, True),
    ],
)
def test_bars(name, wanted, is_missed):
    bar = make_bar(name, wanted)
    assert bar.name == name
    missed = missed_bars(METRICS, [bar])
    assert [(miss.name, miss.wanted) for miss in missed] == ([(name, wanted)] if is_missed else [])


@pytest.mark.parametrize("name", ["beauty", "hit@5.middle", "hit@5.low.low", ".low", ""])
def test_a_bar_on_nothing_is_refused(name):
    with pytest.raises(ConfigError) as caught:
        make_bar(name, 0.5)
    assert caught.value.code == "metric-unknown"
    with pytest.raises(ConfigError):
        make_bar("hit@5", float("nan"))


@pytest.mark.parametrize(
    ("found", "allowed", "is_lost"),
    [
        (difference(-0.05, -0.08, -0.02), 0.02, True),  # surely worse, and by more
        (difference(-0.05, -0.11, 0.01), 0.02, False),  # may be chance
        (difference(-0.02, -0.03, -0.01), 0.02, False),  # surely worse, but allowed
        (difference(+0.05, 0.02, 0.08), 0.0, False),  # better
        (difference(0.0, 0.0, 0.0), 0.0, False),
    ],
)
def test_losses(found, allowed, is_lost):
    assert bool(lost_too_much({"hit@5": found}, {"hit@5": allowed})) is is_lost
    # The same loss of a measure that is better when lower has the other sign.
    turned = difference(-found.value, -found.high, -found.low)
    lost = lost_too_much({"false_abstention": turned}, {"false_abstention": allowed})
    assert bool(lost) is is_lost
    if is_lost:
        assert lost[0].found == pytest.approx(0.05)


def test_a_loss_that_cannot_be_measured_fails():
    undefined = Difference(None, None, None, None, None, 0)
    assert lost_too_much({"hit@5": undefined}, {"hit@5": 0.5})[0].found is None
    assert lost_too_much({}, {"hit@5": 0.5})[0].found is None


def test_bars_that_the_set_cannot_hold_are_named():
    powers = {"hit@5": Power(0.09, 0.1, 100), "false_abstention": Power(0.05, 0.1, 100)}
    bars = [
        Bar("hit@5", "value", 0.79),  # turns on 0.01
        Bar("hit@5", "value", 0.60),  # turns on 0.20
        Bar("hit@5", "low", 0.73),  # the interval has allowed for chance
    ]
    differences = {"hit@5": difference(-0.01, -0.02, 0.01, detectable=0.05)}
    found = find_too_fine(METRICS, powers, bars, differences, {"hit@5": 0.02})
    assert [(one.name, pytest.approx(one.asked), one.detectable) for one in found] == [
        ("hit@5", pytest.approx(0.01), 0.09),
        ("hit@5", 0.02, 0.05),
    ]
    assert not find_too_fine(METRICS, powers, [], differences, {"hit@5": 0.06})
