"""Header rows that a heavier rule sets off from the rows below."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from corpus.readers.pdf.ink import Rule

# Points between the two strokes of a double rule; strokes nearer are one that is drawn twice.
_DOUBLE = (0.9, 5.0)
# A rule this many times as thick as the usual one, and by that many points, is heavier.
_HEAVY = 1.8
_LEAST = 0.4
# Share of the table's width that such a rule runs over.
_WHOLE = 0.95
_STOREYS_MAX = 3
# A frame drawn double adds a narrow stretch of its own.
_STRETCHES_MAX = 5
# Points within which a stroke belongs to a level.
_NEAR = 4.0
_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)[-+△▲▽▼(]?[\d,.]*\d[\d,.]*\s?(?:%|원|명|개|건)?\)?")


def heavy_level(levels: Sequence[float], rules: Sequence[Rule], left: float, right: float) -> int:
    """Return how many stretches between `levels` lie above the one heavier rule among them.

    0 where no rule inside of the table is heavier than the others, or more than one is:
    then they part sections. The outer rules do not count. All in points from the top;
    `rules` ascend.
    """
    inner = levels[1:-1]
    if len(inner) < 2:
        return 0
    weights: list[float] = []
    doubles: list[bool] = []
    for level in inner:
        first = bisect_left(rules, level - _NEAR, key=lambda rule: rule.at)
        last = bisect_right(rules, level + _NEAR, key=lambda rule: rule.at)
        near = rules[first:last]
        whole = [
            lane for lane in _lanes(near) if _covered(lane, left, right) >= _WHOLE * (right - left)
        ]
        steps = [low[0].at - high[0].at for high, low in zip(whole, whole[1:], strict=False)]
        doubles.append(any(_DOUBLE[0] <= step <= _DOUBLE[1] for step in steps))
        weights.append(max((_thickness(lane, left, right) for lane in whole), default=0.0))
    drawn = sorted(weight for weight in weights if weight)
    usual = drawn[(len(drawn) - 1) // 2] if drawn else 0.0
    heavy = [
        at
        for at, (weight, double) in enumerate(zip(weights, doubles, strict=True), 1)
        if double or usual and weight >= max(_HEAVY * usual, usual + _LEAST)
    ]
    return heavy[0] if len(heavy) == 1 and heavy[0] <= _STRETCHES_MAX else 0


def can_be_header(cells: Sequence[tuple[int, int, str]]) -> bool:
    """Tell rows of names from rows of values; `cells` are their row, its span, and words.

    Several rows are a header only where a name stands over or beside the others.
    """
    if any(_FIGURE.fullmatch(words) for _, _, words in cells):
        return False
    rows = {row for row, _, _ in cells}
    return 0 < len(rows) <= _STOREYS_MAX and (
        len(rows) == 1 or any(row == 0 and span > 1 for row, span, _ in cells)
    )


def _lanes(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Group the pieces of one stroke, which is often drawn cell by cell."""
    lanes: list[list[Rule]] = []
    for rule in rules:
        if lanes and rule.at - lanes[-1][0].at < _DOUBLE[0]:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    return lanes


def _thickness(rules: Sequence[Rule], left: float, right: float) -> float:
    """Return how thick a stroke is over its whole length; a thinner one may lie on it."""
    for thick in sorted({round(rule.thick, 1) for rule in rules}, reverse=True):
        bold = [rule for rule in rules if rule.thick > thick - 0.1]
        if _covered(bold, left, right) >= _WHOLE * (right - left):
            return thick
    return 0.0


def _covered(rules: Sequence[Rule], left: float, right: float) -> float:
    covered, at = 0.0, left
    for rule in sorted(rules, key=lambda one: one.start):
        start, end = max(rule.start, at), min(rule.end, right)
        if end > start:
            covered += end - start
            at = end
    return covered
