"""The part of the report that compares: with an earlier run, and with other ways to search."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.bootstrap import Difference, Estimate
from assistant.evaluation.changes import VERDICTS, Comparison, QuestionChange, QuestionOutcome
from assistant.evaluation.contestants import WITHOUT
from assistant.evaluation.metrics import LOWER_IS_BETTER
from assistant.evaluation.plots import draw_difference
from assistant.evaluation.report_parts import head, heading, note, one_line, safe, table
from assistant.evaluation.report_text import Lang, word
from assistant.evaluation.result import BaselineResult, Evaluation
from assistant.evaluation.table import (
    contestant_name,
    outcome_words,
    show_difference,
    show_interval,
    show_time,
    show_value,
)

# More than a reader looks at; the JSON has them all.
MAX_CHANGES = 300
_NOTHING = Estimate(None, None, None, 0)
_COMPARED = (("difference", "n"), ("interval", "n"), ("p", "n"), ("detectable", "n"), ("n", "n"))
_BASELINE_METRICS = ("hit@1", "hit@5", "ndcg@10")


def render_comparison(comparison: Comparison, lang: Lang) -> str:
    """Return this run against an earlier one: measures, and the questions that changed."""
    reach = _reach(tuple(comparison.differences.values()))
    rows = [
        f'<tr><th scope="row"><code>{safe(name)}</code></th>'
        f'<td class="means">{safe(word(name, lang))}</td>'
        f"{_difference_cells(name, found, reach, lang)}</tr>"
        for name, found in comparison.differences.items()
    ]
    scale = (f"−{reach:.2f} – {reach:.2f}", "plot")
    top = head(lang, ("metric", ""), ("meaning", "means"), scale, *_COMPARED)
    shared = word("shared", lang, shared=comparison.shared, total=comparison.total)
    return (
        heading("comparison", lang)
        + note("comparison-note", lang)
        + f'<p class="soft">{safe(shared)}</p>'
        + table(top, rows)
        + _changes(comparison, lang)
    )


def render_baselines(evaluation: Evaluation, lang: Lang) -> str:
    """Return the other ways to search, and the assistant without each of its steps."""
    others = [one for one in evaluation.baselines if not one.name.startswith(WITHOUT)]
    ablated = [one for one in evaluation.baselines if one.name.startswith(WITHOUT)]
    parts = []
    for title, baselines in (("baselines", others), ("ablations", ablated)):
        if baselines:
            parts.append(
                heading(title, lang) + note(f"{title}-note", lang) + _contest(baselines, lang)
            )
    return "".join(parts)


def _contest(baselines: Sequence[BaselineResult], lang: Lang) -> str:
    found = [
        baseline.differences[name]
        for baseline in baselines
        for name in _BASELINE_METRICS
        if name in baseline.differences
    ]
    reach = _reach(found)
    rows = []
    for baseline in baselines:
        for place, name in enumerate(_BASELINE_METRICS):
            value = baseline.metrics.get(name, _NOTHING).value
            title = ""
            if place == 0:
                p50 = baseline.latency.p50
                time = "" if p50 is None else f'<br><span class="soft">p50 {show_time(p50)}</span>'
                said = safe(contestant_name(baseline.name, lang))
                span = len(_BASELINE_METRICS)
                title = f'<th scope="rowgroup" rowspan="{span}">{said}{time}</th>'
            rows.append(
                f"<tr>{title}<td><code>{name}</code></td>"
                f'<td class="n">{show_value(value, lang)}</td>'
                f"{_difference_cells(name, baseline.differences.get(name), reach, lang)}</tr>"
            )
    scale = (f"−{reach:.2f} – {reach:.2f}", "plot")
    top = head(lang, ("group", ""), ("metric", ""), ("value", "n"), scale, *_COMPARED)
    return table(top, rows)


def _difference_cells(name: str, found: Difference | None, reach: float, lang: Lang) -> str:
    if found is None:
        return "<td></td>" * 6
    shown = show_difference(found.value, lang)
    drawing = draw_difference(f"{name} {shown}", found, reach)
    verdict = ""
    if found.value and found.p is not None and found.p < 0.05:
        is_better = (found.value > 0) != (name in LOWER_IS_BETTER)
        verdict = " good" if is_better else " bad"
    return (
        f'<td class="plot">{drawing}</td>'
        f'<td class="n"><span class="badge{verdict}">{shown}</span></td>'
        f'<td class="n">{show_interval(found.low, found.high, lang)}</td>'
        f'<td class="n">{show_value(found.p, lang)}</td>'
        f'<td class="n">{show_value(found.detectable or None, lang)}</td>'
        f'<td class="n">{found.n}</td>'
    )


def _changes(comparison: Comparison, lang: Lang) -> str:
    if not comparison.changes:
        return note("nothing-changed", lang)
    parts = []
    for verdict in VERDICTS:
        changes = comparison.of(verdict)
        if not changes:
            continue
        said = word(f"changed-{verdict}", lang, count=len(changes))
        rows = "".join(_change(change, lang) for change in changes[:MAX_CHANGES])
        more = ""
        if len(changes) > MAX_CHANGES:
            left = word("more-changed", lang, count=len(changes) - MAX_CHANGES)
            more = f'<p class="soft">{safe(left)}</p>'
        is_open = " open" if verdict == "lost" else ""
        parts.append(
            f'<details class="changed {verdict}"{is_open}><summary><span class="ask">{safe(said)}'
            f'</span></summary><div class="body">{rows}{more}</div></details>'
        )
    return heading("changed", lang, 3) + "".join(parts)


def _change(change: QuestionChange, lang: Lang) -> str:
    question = change.question
    return (
        f'<article class="change"><p><span class="id">{safe(question.id)}</span> '
        f"<b>{safe(one_line(question.question))}</b></p>"
        f'<div class="pair">{_outcome("before", change, change.before, lang)}'
        f"{_outcome('after', change, change.after, lang)}</div></article>"
    )


def _outcome(key: str, change: QuestionChange, outcome: QuestionOutcome, lang: Lang) -> str:
    said = outcome_words(change.question, outcome, lang)
    answer = outcome.answer.strip() or word("no-answer", lang)
    kind = "said"
    if key == "after" and outcome.answer == change.before.answer:
        answer, kind = word("same-answer", lang), "said soft"
    return (
        f'<div><span class="soft">{safe(word(key, lang))}</span> '
        f'<span class="badge">{safe(said)}</span><p class="{kind}">{safe(answer)}</p></div>'
    )


def _reach(differences: Sequence[Difference]) -> float:
    """Return half the width of a scale that holds all the intervals."""
    ends = [end for one in differences for end in (one.low, one.high) if end is not None]
    return max([0.05, *map(abs, ends)])
