"""Bars for a build: measures that must not be missed, and losses that must not happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Literal

from assistant.evaluation.bootstrap import Difference
from assistant.evaluation.metrics import LOWER_IS_BETTER, METRICS
from assistant.evaluation.power import Power, is_finer
from assistant.evaluation.result import Estimates
from corpus import ConfigError

End = Literal["value", "low", "high"]
_ENDS: Mapping[str, End] = {"": "value", "low": "low", "high": "high"}


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure that must reach `wanted`, or stay below it where less is better.

    `end` says whether the value itself is held against it or an end of its 95 % interval.
    """

    metric: str
    end: End
    wanted: float

    @property
    def name(self) -> str:
        """The bar as it is written: `hit@5` or `hit@5.low`."""
        return self.metric if self.end == "value" else f"{self.metric}.{self.end}"


@dataclass(frozen=True, slots=True)
class Miss:
    """A bar that was missed; `found` is None where the measure is undefined."""

    name: str
    found: float | None
    wanted: float


@dataclass(frozen=True, slots=True)
class TooFine:
    """A bar finer than the gold set: `asked` is the difference it turns on."""

    name: str
    asked: float
    detectable: float


def make_bar(name: str, wanted: float) -> Bar:
    """Read a bar: a metric's name, `.low` or `.high` behind it for an end of its interval.

    Raises:
        ConfigError: `metric-unknown`: no such metric, or no number that can be reached.
    """
    metric, _, end = name.partition(".")
    if metric not in METRICS or end not in _ENDS or not isfinite(wanted):
        raise ConfigError("metric-unknown", metric=name, known=", ".join(METRICS))
    return Bar(metric, _ENDS[end], wanted)


def missed_bars(metrics: Estimates, bars: Sequence[Bar]) -> tuple[Miss, ...]:
    """Return the bars that a run misses, and those whose measure is undefined."""
    misses = []
    for bar in bars:
        estimate = metrics.get(bar.metric)
        found = None if estimate is None else getattr(estimate, bar.end)
        if found is None or _is_worse(bar.metric, found, bar.wanted):
            misses.append(Miss(bar.name, found, bar.wanted))
    return tuple(misses)


def lost_too_much(
    differences: Mapping[str, Difference], allowed: Mapping[str, float]
) -> tuple[Miss, ...]:
    """Return the measures that are significantly worse, by more than is allowed.

    Significantly: the whole 95 % interval of the difference lies on the worse side of 0. A
    measure that cannot be compared is returned as undefined.
    """
    misses = []
    for name, most in allowed.items():
        found = differences.get(name)
        if found is None or found.value is None or found.low is None or found.high is None:
            misses.append(Miss(name, None, most))
            continue
        worse = name in LOWER_IS_BETTER
        loss = found.value if worse else -found.value
        least = found.low if worse else -found.high
        if loss > most + 1e-12 and least > 0:
            misses.append(Miss(name, loss, most))
    return tuple(misses)


def find_too_fine(
    metrics: Estimates,
    powers: Mapping[str, Power],
    bars: Sequence[Bar],
    differences: Mapping[str, Difference],
    allowed: Mapping[str, float],
) -> tuple[TooFine, ...]:
    """Return the bars that turn on a smaller difference than this gold set can show.

    A bar turns on the distance of the value from it, an allowed loss on itself. A bar on an
    end of the interval has allowed for that.
    """
    found = []
    for bar in bars:
        estimate, power = metrics.get(bar.metric), powers.get(bar.metric)
        if bar.end != "value" or estimate is None or estimate.value is None or power is None:
            continue
        distance = abs(estimate.value - bar.wanted)
        if power.level is not None and is_finer(distance, power.level):
            found.append(TooFine(bar.name, distance, power.level))
    for name, most in allowed.items():
        difference = differences.get(name)
        detectable = difference.detectable if difference is not None else None
        if detectable is not None and is_finer(most, detectable):
            found.append(TooFine(name, most, detectable))
    return tuple(found)


def _is_worse(metric: str, found: float, wanted: float) -> bool:
    return found > wanted + 1e-12 if metric in LOWER_IS_BETTER else found < wanted - 1e-12
