"""Charts of a run as inline SVG: curves, bars, reliability and a histogram of times.

A chart is 460 by 260 units with its scale inside; colours and fonts come from the page's style
sheet, and every point says its figures when it is pointed at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from assistant.evaluation.confidence import Bin
from assistant.evaluation.plots import SHAPES
from assistant.evaluation.report_parts import safe

WIDTH, HEIGHT = 460.0, 260.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 14.0, 14.0, 40.0
# So many columns a decade of milliseconds.
_A_DECADE = 6
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points (x, y), its name, and its place among the page's colours.

    `number` 0 is the assistant; `has_marks` draws the shape of its colour at each point.
    """

    name: str
    points: tuple[Point, ...]
    number: int = 0
    has_marks: bool = True


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from `low` to `high` with ticks (value, label), and what it measures."""

    name: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]


SHARE_TICKS = tuple((at / 5, f"{at / 5:.1f}") for at in range(6))


def share_axis(name: str) -> Axis:
    """Return a scale from 0 to 1."""
    return Axis(name, 0.0, 1.0, SHARE_TICKS)


def draw_curves(label: str, across: Axis, up: Axis, curves: Sequence[Curve]) -> str:
    """Draw lines over a grid, the first on top."""
    scale = _Scale(across, up)
    parts = [scale.grid()]
    for curve in reversed(curves):
        kind = f"series s{curve.number}"
        path = " ".join(f"{scale.x(x):.1f},{scale.y(y):.1f}" for x, y in curve.points)
        parts.append(f'<polyline class="{kind}" points="{path}"/>')
        if curve.has_marks:
            parts.extend(
                _mark(curve, scale.x(x), scale.y(y), f"{curve.name}: {x:g} · {y:.3f}")
                for x, y in curve.points
            )
    return _frame(label, parts)


def draw_bars(label: str, across: str, up: str, bars: Sequence[tuple[str, int]]) -> str:
    """Draw counts as columns with their figures; the last one, the misses, in its own colour."""
    most = max((count for _, count in bars), default=0)
    ticks = _count_ticks(most)
    scale = _Scale(
        Axis(across, 0.0, float(len(bars)), ()), Axis(up, 0.0, ticks[-1][0] or 1.0, ticks)
    )
    parts = [scale.grid()]
    room = (WIDTH - LEFT - RIGHT) / max(1, len(bars))
    for place, (name, count) in enumerate(bars):
        x, top, bottom = scale.x(place) + room * 0.14, scale.y(count), scale.y(0)
        kind = "bar missed-bar" if place == len(bars) - 1 else "bar"
        parts.append(
            f'<rect class="{kind}" x="{x:.1f}" y="{top:.1f}" width="{room * 0.72:.1f}" '
            f'height="{bottom - top:.1f}" rx="2"><title>{safe(name)}: {count}</title></rect>'
        )
        middle = x + room * 0.36
        if count:
            parts.append(_text(middle, top - 4, str(count), "figure"))
        parts.append(_text(middle, bottom + 15, name))
    return _frame(label, parts)


def draw_reliability(label: str, across: str, up: str, bins: Sequence[Bin]) -> str:
    """Draw the share that was right against the confidence, with intervals; size tells n."""
    scale = _Scale(share_axis(across), share_axis(up))
    parts = [
        scale.grid(),
        f'<line class="ideal" x1="{scale.x(0):.1f}" y1="{scale.y(0):.1f}" '
        f'x2="{scale.x(1):.1f}" y2="{scale.y(1):.1f}"/>',
    ]
    most = max((one.n for one in bins), default=1)
    for one in bins:
        x, y = scale.x(one.confidence), scale.y(one.right)
        parts.append(
            f'<line class="whisker thin" x1="{x:.1f}" x2="{x:.1f}" '
            f'y1="{scale.y(one.low):.1f}" y2="{scale.y(one.high):.1f}"/>'
        )
        said = f"{one.confidence:.2f} → {one.right:.2f} ({one.low:.2f} ~ {one.high:.2f}), n {one.n}"
        parts.append(
            f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" '
            f'r="{3.5 + 5.5 * (one.n / most) ** 0.5:.1f}"><title>{safe(said)}</title></circle>'
        )
    return _frame(label, parts)


def draw_times(
    label: str, across: str, up: str, times_ms: Sequence[float], marks: Sequence[tuple[str, float]]
) -> str:
    """Draw how many questions took how long, on a logarithmic scale, with marked times."""
    logs = [log10(max(time, 0.1)) for time in times_ms]
    low = floor(min(logs, default=0.0) * _A_DECADE) / _A_DECADE
    high = max(low + 1 / _A_DECADE, ceil(max(logs, default=1.0) * _A_DECADE + 1e-9) / _A_DECADE)
    columns = max(1, round((high - low) * _A_DECADE))
    counts = [0] * columns
    for value in logs:
        counts[min(columns - 1, int((value - low) * _A_DECADE + 1e-9))] += 1
    ticks = _count_ticks(max(counts))
    scale = _Scale(
        Axis(across, low, high, _time_ticks(low, high)), Axis(up, 0.0, ticks[-1][0] or 1.0, ticks)
    )
    parts = [scale.grid()]
    room = (WIDTH - LEFT - RIGHT) / columns
    for place, count in enumerate(counts):
        top = scale.y(count)
        first, last = (10 ** (low + (place + side) / _A_DECADE) for side in (0, 1))
        parts.append(
            f'<rect class="bar" x="{LEFT + place * room + 1:.1f}" y="{top:.1f}" '
            f'width="{max(1.0, room - 2):.1f}" height="{scale.y(0) - top:.1f}" rx="2">'
            f"<title>{first:.0f}–{last:.0f} ms: {count}</title></rect>"
        )
    for place, (name, time) in enumerate(marks):
        x = scale.x(min(high, max(low, log10(max(time, 0.1)))))
        parts.append(
            f'<line class="limit" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{scale.y(0):.1f}"/>'
        )
        side = "end" if x > WIDTH - 110 else "start"
        shift = -4 if side == "end" else 4
        parts.append(_text(x + shift, TOP + 10 + 14 * place, f"{name} {time:.0f} ms", side))
    return _frame(label, parts)


def draw_key(number: int, *, is_line: bool = True, has_marks: bool = True) -> str:
    """Draw the line and mark of a colour, for a legend."""
    shape = _shape(number) if has_marks else ""
    line = f'<line class="series s{number}" x1="-11" x2="11" y1="0" y2="0"/>' if is_line else ""
    return (
        '<svg class="key" width="26" height="14" viewBox="-13 -7 26 14" aria-hidden="true">'
        f"{line}{shape}</svg>"
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    across: Axis
    up: Axis

    def x(self, value: float) -> float:
        part = (value - self.across.low) / (self.across.high - self.across.low)
        return LEFT + part * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        part = (value - self.up.low) / (self.up.high - self.up.low)
        return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM)

    def grid(self) -> str:
        parts = []
        for value, said in self.up.ticks:
            y = self.y(value)
            parts.append(
                f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
            )
            parts.append(_text(LEFT - 6, y + 4, said, "end"))
        for value, said in self.across.ticks:
            parts.append(_text(self.x(value), HEIGHT - BOTTOM + 15, said))
        parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, self.across.name, "axis"))
        if self.up.name:
            parts.append(
                f'<text class="axis" transform="translate(11 {(HEIGHT - BOTTOM + TOP) / 2:.0f}) '
                f'rotate(-90)">{safe(self.up.name)}</text>'
            )
        return "".join(parts)


def _mark(curve: Curve, x: float, y: float, said: str) -> str:
    return (
        f'<g transform="translate({x:.1f} {y:.1f})">{_shape(curve.number)}'
        f"<title>{safe(said)}</title></g>"
    )


def _shape(number: int) -> str:
    if number == 0:
        return '<circle class="dot" r="4"/>'
    return f'<path class="mark s{number}" d="{SHAPES[(number - 1) % len(SHAPES)]}"/>'


def _text(x: float, y: float, said: str, kind: str = "") -> str:
    shown = f' class="{kind}"' if kind else ""
    return f'<text{shown} x="{x:.1f}" y="{y:.1f}">{safe(said)}</text>'


def _frame(label: str, parts: Sequence[str]) -> str:
    return (
        f'<svg class="chart" role="img" aria-label="{safe(label)}" '
        f'viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}">{"".join(parts)}</svg>'
    )


def _count_ticks(most: int) -> tuple[tuple[float, str], ...]:
    """Return three to six round counts from 0 to `most` or a little more."""
    step = 1
    while most > 5 * step:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return tuple((float(at), str(at)) for at in range(0, max(most, 1) + step, step))


def _time_ticks(low: float, high: float) -> tuple[tuple[float, str], ...]:
    """Return 1, 2 and 5 of each decade (only 1 where they would be many)."""
    steps = (1, 2, 5) if high - low < 2 else (1, 3)
    ticks = []
    for decade in range(floor(low), ceil(high) + 1):
        for step in steps:
            at = decade + log10(step)
            if low - 1e-9 <= at <= high + 1e-9:
                time = 10.0**decade * step
                ticks.append((at, f"{time:g} ms" if time < 1000 else f"{time / 1000:g} s"))
    return tuple(ticks)
