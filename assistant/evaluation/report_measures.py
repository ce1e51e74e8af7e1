"""The part of the report that shows measures: tiles, tables with plots, and groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.evaluation.bootstrap import Estimate
from assistant.evaluation.charts import draw_key
from assistant.evaluation.contestants import WITHOUT
from assistant.evaluation.metrics import RETRIEVAL_METRICS
from assistant.evaluation.plots import draw_estimate
from assistant.evaluation.report_parts import head, heading, legend, safe, table
from assistant.evaluation.report_text import Lang, word
from assistant.evaluation.result import BaselineResult, Estimates, Evaluation
from assistant.evaluation.table import (
    contestant_name,
    group_name,
    largest_groups,
    show_interval,
    show_value,
)

TILES = (
    "hit@1",
    "hit@5",
    "answer_hit",
    "citation_hit",
    "abstention_f1",
    "false_abstention",
)
GROUP_METRICS = ("hit@1", "hit@5", "answer_hit")
# A library may have thousands of documents; the JSON has them all.
MAX_GROUPS = 60
_NOTHING = Estimate(None, None, None, 0)
_NUMBERS = (("value", "n"), ("interval", "n"), ("n", "n"), ("level", "n"), ("change", "n"))


def render_tiles(metrics: Estimates, lang: Lang) -> str:
    """Return the few figures that most readers come for."""
    tiles = []
    for name in TILES:
        found = metrics.get(name, _NOTHING)
        tiles.append(
            f'<div class="tile"><code>{name}</code><b>{show_value(found.value, lang)}</b>'
            f"{draw_estimate(name, found)}"
            f'<span class="soft">{show_interval(found.low, found.high, lang)} · n {found.n}</span>'
            f'<br><span class="soft">{safe(word(name, lang))}</span></div>'
        )
    return f'<div class="tiles">{"".join(tiles)}</div>'


def shown_baselines(evaluation: Evaluation) -> tuple[BaselineResult, ...]:
    """Return the baselines that are drawn beside the assistant: not its own ablations."""
    return tuple(one for one in evaluation.baselines if not one.name.startswith(WITHOUT))


def render_retrieval(evaluation: Evaluation, lang: Lang) -> str:
    """Return the measures of retrieval, the baselines marked on the same scale."""
    baselines = shown_baselines(evaluation)
    marks = {
        name: [baseline.metrics.get(name, _NOTHING).value for baseline in baselines]
        for name in RETRIEVAL_METRICS
    }
    return render_measures(evaluation, "retrieval", RETRIEVAL_METRICS, lang, marks) + _legend(
        evaluation, lang
    )


def render_measures(
    evaluation: Evaluation,
    title: str,
    names: Sequence[str],
    lang: Lang,
    marks: Mapping[str, Sequence[float | None]] | None = None,
) -> str:
    """Return measures as a table with a plot, an interval and what the set can tell apart."""
    rows = []
    for name in names:
        found = evaluation.metrics.get(name, _NOTHING)
        power = evaluation.power.get(name)
        label = f"{name} {show_value(found.value)} ({show_interval(found.low, found.high)})"
        drawing = draw_estimate(label, found, (marks or {}).get(name, ()))
        rows.append(
            f'<tr><th scope="row"><code>{name}</code></th>'
            f'<td class="means">{safe(word(name, lang))}</td><td class="plot">{drawing}</td>'
            f'<td class="n">{show_value(found.value, lang)}</td>'
            f'<td class="n">{show_interval(found.low, found.high, lang)}</td>'
            f'<td class="n">{found.n}</td>'
            f'<td class="n">{show_value(power.level if power else None, lang)}</td>'
            f'<td class="n">{show_value(power.change if power else None, lang)}</td></tr>'
        )
    top = head(lang, ("metric", ""), ("meaning", "means"), ("0 – 1", ""), *_NUMBERS)
    return heading(title, lang) + table(top, rows)


def render_groups(evaluation: Evaluation, name: str, lang: Lang) -> str:
    """Return the measures of each group of a slice, with the baselines' where they have it."""
    groups, sizes = evaluation.slices[name], evaluation.sizes(name)
    baselines = [one for one in shown_baselines(evaluation) if name in one.slices]
    if len(groups) < 2 and name not in ("by_type", "by_style"):
        return ""
    rows = []
    for group in largest_groups(groups, sizes, MAX_GROUPS):
        estimates = groups[group]
        cells = []
        for metric in GROUP_METRICS:
            found = estimates.get(metric, _NOTHING)
            shown = show_value(found.value, lang)
            marks = [
                one.slices[name].get(group, {}).get(metric, _NOTHING).value for one in baselines
            ]
            label = f"{group} {metric} {shown} ({show_interval(found.low, found.high, lang)})"
            cells.append(
                f'<td class="plot">{draw_estimate(label, found, marks)}</td>'
                f'<td class="n">{shown}</td>'
            )
        rows.append(
            f'<tr><th scope="row">{safe(group_name(name, group, lang))}</th>'
            f'<td class="n">{sizes[group]}</td>{"".join(cells)}</tr>'
        )
    columns = [pair for metric in GROUP_METRICS for pair in ((metric, "plot"), ("", "n"))]
    top = head(lang, ("group", ""), ("n", "n"), *columns, literal=GROUP_METRICS)
    note = f'<p class="soft">{safe(word("hardness-note", lang))}</p>'
    keys = _legend(evaluation, lang) if baselines else ""
    if len(groups) > len(rows):
        more = word("more-groups", lang, count=len(groups) - len(rows))
        keys += f'<p class="soft">{safe(more)}</p>'
    return (
        heading(name.replace("_", "-"), lang)
        + (note if name == "by_hardness" else "")
        + table(top, rows, "groups")
        + keys
    )


def _legend(evaluation: Evaluation, lang: Lang) -> str:
    keys = [(draw_key(0, is_line=False), word("assistant", lang))]
    keys += [
        (draw_key(at, is_line=False), contestant_name(baseline.name, lang))
        for at, baseline in enumerate(shown_baselines(evaluation), start=1)
    ]
    return legend(keys) if len(keys) > 1 else ""
