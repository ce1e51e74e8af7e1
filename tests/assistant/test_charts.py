"""Charts stand where their figures say, on the scales that they draw."""

import re

import pytest

from assistant.evaluation.bootstrap import Estimate
from assistant.evaluation.charts import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Axis,
    Curve,
    draw_bars,
    draw_curves,
    draw_key,
    draw_reliability,
    draw_times,
    share_axis,
)
from assistant.evaluation.confidence import Bin
from assistant.evaluation.plots import draw_estimate

INSIDE, FLOOR = WIDTH - LEFT - RIGHT, HEIGHT - BOTTOM


def test_a_curve_runs_from_corner_to_corner():
    across = Axis("k", 1.0, 3.0, ((1.0, "1"),))
    drawing = draw_curves("x", across, share_axis("y"), [Curve("a", ((1.0, 0.0), (3.0, 1.0)))])
    assert f'points="{LEFT:.1f},{FLOOR:.1f} {WIDTH - RIGHT:.1f},{TOP:.1f}"' in drawing
    assert "<title>a: 3 · 1.000</title>" in drawing


def test_columns_are_as_tall_as_their_counts():
    drawing = draw_bars("x", "rank", "n", [("1", 40), ("2", 0), ("none", 10)])
    heights = [float(height) for height in re.findall(r'height="([\d.]+)" rx', drawing)]
    # The scale ends at 40 with a step of 10, or a step above.
    assert heights[0] / heights[2] == pytest.approx(4, abs=0.01)
    assert heights[1] == 0.0
    assert drawing.count("missed-bar") == 1


def test_confidence_stands_across_and_the_share_up():
    drawing = draw_reliability("x", "a", "b", [Bin(0.5, 0.25, 0.0, 1.0, 7)])
    x, y = LEFT + INSIDE / 2, FLOOR - (FLOOR - TOP) / 4
    assert f'cx="{x:.1f}" cy="{y:.1f}"' in drawing
    assert f'y1="{FLOOR:.1f}" y2="{TOP:.1f}"' in drawing
    assert "n 7" in drawing


@pytest.mark.parametrize("times", [[], [0.0], [5.0], [1.0, 10.0, 100.0, 100.0], [10.0] * 50])
def test_every_time_is_in_a_column(times):
    drawing = draw_times("x", "t", "n", times, [("p50", times[0] if times else 1.0)])
    counts = [int(count) for count in re.findall(r"ms: (\d+)<", drawing)]
    assert sum(counts) == len(times)
    assert drawing.count('class="limit"') == 1


def test_names_are_text():
    drawing = draw_curves("<b>", share_axis("&"), share_axis('"'), [Curve("<i>", ((0.0, 0.0),))])
    assert "<b>" not in drawing and "<i>" not in drawing and "&lt;i&gt;" in drawing
    assert "mark" not in draw_key(1, has_marks=False) and "mark" in draw_key(1)


def test_a_name_that_no_page_may_hold_is_made_safe_in_every_drawing():
    name, safe = 'a\x01"<', "a\ufffd&quot;&lt;"
    assert f'aria-label="{safe}"' in draw_estimate(name, Estimate(0.5, 0.4, 0.6, 9))
    drawing = draw_bars(name, "rank", "n", [(name, 1)])
    assert f'aria-label="{safe}"' in drawing and f"<title>{safe}: 1</title>" in drawing
