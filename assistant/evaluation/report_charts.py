"""The part of the report that is looked at: ranks, confidence, abstention, time."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.charts import (
    Axis,
    Curve,
    draw_bars,
    draw_curves,
    draw_key,
    draw_reliability,
    draw_times,
    share_axis,
)
from assistant.evaluation.confidence import ConfidenceReport
from assistant.evaluation.metrics import DEPTH, hit_at
from assistant.evaluation.report_measures import shown_baselines
from assistant.evaluation.report_parts import heading, legend, safe
from assistant.evaluation.report_text import Lang, word
from assistant.evaluation.result import Evaluation
from assistant.evaluation.slices import HARDNESS
from assistant.evaluation.table import contestant_name, group_name, show_value


def render_charts(evaluation: Evaluation, lang: Lang) -> str:
    """Return the charts of a run side by side, each with what it says."""
    confidence = evaluation.confidence
    cards = [
        _depths(evaluation, lang),
        _hardness(evaluation, lang),
        _ranks(evaluation, lang),
        _reliability(confidence, lang),
        _trade(confidence, evaluation, lang),
        _thresholds(confidence, lang),
        _times(evaluation, lang),
    ]
    return heading("glance", lang) + f'<div class="charts">{"".join(filter(None, cards))}</div>'


def _depths(evaluation: Evaluation, lang: Lang) -> str:
    """Chart the share of questions satisfied within k passages, k from 1 to 10."""
    ours = [result.rank for result in evaluation.questions if result.question.answerable]
    if not ours:
        return ""
    names = [word("assistant", lang)]
    ranks = [ours]
    for baseline in shown_baselines(evaluation):
        names.append(contestant_name(baseline.name, lang))
        ranks.append(list(baseline.ranks.values()))
    curves = [
        Curve(
            name,
            tuple(
                (float(k), sum(hit_at(rank, k) for rank in each) / len(each))
                for k in range(1, DEPTH + 1)
            ),
            number,
        )
        for number, (name, each) in enumerate(zip(names, ranks, strict=True))
    ]
    ticks = tuple((float(k), str(k)) for k in range(1, DEPTH + 1))
    across = Axis(word("chart-k", lang), 0.6, DEPTH + 0.4, ticks)
    drawing = draw_curves(word("chart-depth", lang), across, share_axis("hit@k"), curves)
    keys = legend([(draw_key(curve.number), curve.name) for curve in curves])
    return _card("chart-depth", drawing + keys, lang)


def _hardness(evaluation: Evaluation, lang: Lang) -> str:
    """Chart hit@5 by how many of its words a question shares with its evidence."""
    groups = [group for group in HARDNESS if group in evaluation.slices["by_hardness"]]
    if len(groups) < 2:
        return ""
    rivals = shown_baselines(evaluation)
    names = [word("assistant", lang), *(contestant_name(one.name, lang) for one in rivals)]
    slices = [evaluation.slices["by_hardness"], *(one.slices["by_hardness"] for one in rivals)]
    curves = []
    for number, (name, held) in enumerate(zip(names, slices, strict=True)):
        values = [(float(at), held[group]["hit@5"].value) for at, group in enumerate(groups)]
        points = tuple((at, value) for at, value in values if value is not None)
        curves.append(Curve(name, points, number))
    sizes = evaluation.sizes("by_hardness")
    ticks = tuple(
        (float(at), f"{group_name('by_hardness', group, lang)} (n {sizes[group]})")
        for at, group in enumerate(groups)
    )
    across = Axis(word("chart-shared", lang), -0.4, len(groups) - 0.6, ticks)
    drawing = draw_curves(word("chart-hardness", lang), across, share_axis("hit@5"), curves)
    keys = legend([(draw_key(curve.number), curve.name) for curve in curves])
    return _card("chart-hardness", drawing + keys, lang)


def _ranks(evaluation: Evaluation, lang: Lang) -> str:
    """Chart how many questions found their evidence at which rank, and how many nowhere."""
    ranks = [result.rank for result in evaluation.questions if result.question.answerable]
    if not ranks:
        return ""
    bars = [(str(k), ranks.count(k)) for k in range(1, DEPTH + 1)]
    bars.append((word("chart-nowhere", lang), ranks.count(None)))
    drawing = draw_bars(
        word("chart-ranks", lang), word("chart-rank", lang), word("chart-count", lang), bars
    )
    return _card("chart-ranks", drawing, lang)


def _reliability(found: ConfidenceReport, lang: Lang) -> str:
    drawing = draw_reliability(
        word("chart-reliability", lang),
        word("chart-confidence", lang),
        word("chart-right", lang),
        found.bins,
    )
    figures = word(
        "chart-reliability-figures",
        lang,
        error=show_value(found.calibration_error, lang),
        brier=show_value(found.brier, lang),
        auroc=show_value(found.auroc, lang),
    )
    return _card("chart-reliability", drawing + f'<p class="soft">{safe(figures)}</p>', lang)


def _trade(found: ConfidenceReport, evaluation: Evaluation, lang: Lang) -> str:
    """Chart precision against recall of abstention, and where this run stands."""
    points = tuple(
        (one.recall, one.precision)
        for one in found.thresholds
        if one.recall is not None and one.precision is not None
    )
    if len(points) < 2:
        return ""
    curves = [Curve(word("chart-every-threshold", lang), points, 0, has_marks=False)]
    here = [evaluation.metrics[f"abstention_{end}"].value for end in ("recall", "precision")]
    if here[0] is not None and here[1] is not None:
        curves.insert(0, Curve(word("chart-here", lang), ((here[0], here[1]),), 1))
    drawing = draw_curves(
        word("chart-trade", lang),
        share_axis(word("chart-recall", lang)),
        share_axis(word("chart-precision", lang)),
        curves,
    )
    keys = [(draw_key(0, has_marks=False), word("chart-every-threshold", lang))]
    keys.append((draw_key(1, is_line=False), word("chart-here", lang)))
    return _card("chart-trade", drawing + legend(keys[: len(curves)]), lang)


def _thresholds(found: ConfidenceReport, lang: Lang) -> str:
    """Chart what would be left unanswered at each threshold, rightly and wrongly."""
    caught = _stairs([(one.threshold, one.recall) for one in found.thresholds])
    lost = _stairs([(one.threshold, one.false_abstention) for one in found.thresholds])
    if len(caught) < 2 or len(lost) < 2:
        return ""
    curves = [
        Curve(word("abstention_recall", lang), caught, 0, has_marks=False),
        Curve(word("chart-false", lang), lost, 1, has_marks=False),
    ]
    drawing = draw_curves(
        word("chart-thresholds", lang),
        share_axis(word("chart-threshold", lang)),
        share_axis(""),
        curves,
    )
    keys = legend([(draw_key(one.number, has_marks=False), one.name) for one in curves])
    return _card("chart-thresholds", drawing + keys, lang)


def _stairs(steps: Sequence[tuple[float, float | None]]) -> tuple[tuple[float, float], ...]:
    """Return the corners of a line that keeps a step's height back to the step before it."""
    points: list[tuple[float, float]] = []
    before = 0.0
    for across, height in steps:
        if height is not None:
            points += [(before, height), (across, height)]
        before = across
    return tuple(points)


def _times(evaluation: Evaluation, lang: Lang) -> str:
    times = [result.latency_ms for result in evaluation.questions]
    found = evaluation.latency
    if found.p50 is None or found.p95 is None:
        return ""
    drawing = draw_times(
        word("chart-times", lang),
        word("chart-time", lang),
        word("chart-count", lang),
        times,
        (("p50", found.p50), ("p95", found.p95)),
    )
    return _card("chart-times", drawing, lang)


def _card(key: str, drawing: str, lang: Lang) -> str:
    return (
        f'<figure class="card"><figcaption><b>{safe(word(key, lang))}</b>'
        f'<span class="soft">{safe(word(f"{key}-note", lang))}</span></figcaption>'
        f"{drawing}</figure>"
    )
