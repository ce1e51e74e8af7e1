"""Small inline SVG: a value with its interval on a scale, and marks for baselines.

Coordinates are percentages of the drawing's width, so it stretches with its
column; colours come from the page's style sheet.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.bootstrap import Difference, Estimate
from assistant.evaluation.report_parts import safe

# Told apart by shape, not by colour: 9 units wide around 0, 0.
SHAPES = (
    "M-4 -4H4V4H-4Z",
    "M0 -5L5 4H-5Z",
    "M0 -5.5L5.5 0L0 5.5L-5.5 0Z",
    "M0 5L5 -4H-5Z",
    "M-5 -1.5H-1.5V-5H1.5V-1.5H5V1.5H1.5V5H-1.5V1.5H-5Z",
)


def draw_estimate(label: str, found: Estimate, marks: Sequence[float | None] = ()) -> str:
    """Draw an estimate on a scale from 0 to 1; `marks` are baselines, one shape each."""
    parts = [_grid((0.0, 0.25, 0.5, 0.75, 1.0))]
    if found.value is not None and found.low is not None and found.high is not None:
        parts.append(_whisker(found.low, found.high))
        parts.extend(_mark(at + 1, mark) for at, mark in enumerate(marks))
        parts.append(f'<circle class="dot" cx="{_percent(found.value)}" cy="11" r="4.5"/>')
    return _frame(label, parts)


def draw_difference(label: str, found: Difference, reach: float) -> str:
    """Draw a difference on a scale from -`reach` to `reach`, 0 in the middle."""
    parts = [_grid((0.0, 0.5, 1.0), strong=0.5)]
    if found.value is not None and found.low is not None and found.high is not None:
        low, value, high = (
            0.5 + max(-reach, min(reach, number)) / (2 * reach)
            for number in (found.low, found.value, found.high)
        )
        parts.append(_whisker(low, high))
        parts.append(f'<circle class="dot" cx="{_percent(value)}" cy="11" r="4.5"/>')
    return _frame(label, parts)


def _frame(label: str, parts: Sequence[str]) -> str:
    # The inner drawing leaves room for marks that sit on the ends of the scale.
    return (
        f'<svg class="track" role="img" aria-label="{safe(label)}" height="22" width="100%">'
        f'<svg x="3%" width="94%" height="22" overflow="visible">{"".join(parts)}</svg></svg>'
    )


def _grid(places: Sequence[float], strong: float | None = None) -> str:
    return "".join(
        f'<line class="{"zero" if place == strong else "grid"}" '
        f'x1="{_percent(place)}" x2="{_percent(place)}" y1="1" y2="21"/>'
        for place in places
    )


def _whisker(low: float, high: float) -> str:
    return f'<line class="whisker" x1="{_percent(low)}" x2="{_percent(high)}" y1="11" y2="11"/>'


def _mark(number: int, value: float | None) -> str:
    if value is None:
        return ""
    shape = SHAPES[(number - 1) % len(SHAPES)]
    return (
        f'<svg x="{_percent(value)}" y="11" overflow="visible" width="1" height="1">'
        f'<path class="mark s{number}" d="{shape}"/></svg>'
    )


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"
