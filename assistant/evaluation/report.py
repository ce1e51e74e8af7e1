"""The evaluation as one HTML page: nothing is fetched, no script runs, all text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.evaluation.bootstrap import Difference, Estimate
from assistant.evaluation.changes import Comparison
from assistant.evaluation.metrics import (
    ABSTENTION_METRICS,
    ANSWER_METRICS,
    LOWER_IS_BETTER,
    RETRIEVAL_METRICS,
)
from assistant.evaluation.plots import draw_difference, draw_estimate, draw_shape
from assistant.evaluation.report_questions import render_questions, safe
from assistant.evaluation.report_style import STYLE
from assistant.evaluation.report_text import Lang, word
from assistant.evaluation.result import Estimates, Evaluation
from assistant.evaluation.table import (
    count_words,
    show_difference,
    show_interval,
    show_value,
)

TILES = (
    "hit@5",
    "answer_hit",
    "citation_hit",
    "sentence_support",
    "abstention_f1",
    "false_abstention",
)
GROUP_METRICS = ("hit@5", "answer_hit", "citation_hit")
_NOTHING = Estimate(None, None, None, 0)


def render_report(
    evaluation: Evaluation,
    comparison: Comparison | None = None,
    *,
    subtitle: str = "",
    lang: Lang = "ko",
) -> str:
    """Return the report as a whole HTML document.

    `comparison` is this run against an earlier one, as `compare_runs` gives it.
    `subtitle` is the caller's line about the run (gold file, model, date), as plain text.
    """
    sections = [
        f"<h1>{safe(word('title', lang))}</h1>",
        f'<p class="soft">{safe(subtitle)}</p>' if subtitle else "",
        f'<p class="soft">{safe(count_words(evaluation, lang))}</p>',
        _warning(evaluation, lang),
        _tiles(evaluation.metrics, lang),
        f'<p class="soft">{safe(word("intervals", lang))}</p>',
        _comparison(comparison.differences, lang) if comparison else "",
        _retrieval(evaluation, lang),
        _metrics("answers", evaluation.metrics, ANSWER_METRICS, lang),
        _metrics("abstention", evaluation.metrics, ABSTENTION_METRICS, lang),
        _groups("by-style", evaluation.by_style, evaluation.sizes("by_style"), lang),
        _groups("by-type", evaluation.by_type, evaluation.sizes("by_type"), lang),
        _baselines(evaluation, lang),
        render_questions(evaluation.questions, lang),
    ]
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{safe(word('title', lang))}</title><style>{STYLE}</style></head>"
        f"<body><main>{''.join(sections)}</main></body></html>\n"
    )


def _warning(evaluation: Evaluation, lang: Lang) -> str:
    if not evaluation.unlocated:
        return ""
    names = ", ".join(evaluation.unlocated)
    return f'<p class="warn" role="note">{safe(word("unlocated", lang, names=names))}</p>'


def _tiles(metrics: Estimates, lang: Lang) -> str:
    tiles = []
    for name in TILES:
        found = metrics.get(name, _NOTHING)
        tiles.append(
            f'<div class="tile"><code>{name}</code><b>{show_value(found.value, lang)}</b>'
            f'<span class="soft">{show_interval(found.low, found.high, lang)} · n {found.n}</span>'
            f'<br><span class="soft">{safe(word(name, lang))}</span></div>'
        )
    return f'<div class="tiles">{"".join(tiles)}</div>'


def _retrieval(evaluation: Evaluation, lang: Lang) -> str:
    legend = "".join(
        f"<span>{draw_shape(at)}{safe(word(baseline.name, lang))}</span>"
        for at, baseline in enumerate(evaluation.baselines)
    )
    marks = {
        name: [baseline.metrics.get(name, _NOTHING).value for baseline in evaluation.baselines]
        for name in RETRIEVAL_METRICS
    }
    table = _metrics("retrieval", evaluation.metrics, RETRIEVAL_METRICS, lang, marks)
    return table + (f'<div class="legend">{legend}</div>' if legend else "")


def _metrics(
    title: str,
    metrics: Estimates,
    names: Iterable[str],
    lang: Lang,
    marks: Mapping[str, Sequence[float | None]] | None = None,
) -> str:
    rows = []
    for name in names:
        found = metrics.get(name, _NOTHING)
        label = f"{name} {show_value(found.value)} ({show_interval(found.low, found.high)})"
        drawing = draw_estimate(label, found, (marks or {}).get(name, ()))
        rows.append(
            f'<tr><th scope="row"><code>{name}</code></th>'
            f'<td class="means">{safe(word(name, lang))}</td><td class="plot">{drawing}</td>'
            f'<td class="n">{show_value(found.value, lang)}</td>'
            f'<td class="n">{show_interval(found.low, found.high, lang)}</td>'
            f'<td class="n">{found.n}</td></tr>'
        )
    head = _head(lang, ("metric", ""), ("meaning", "means"), ("0 – 1", ""), *_NUMBERS)
    return f"<h2>{safe(word(title, lang))}</h2>{_table(head, rows)}"


_NUMBERS = (("value", "n"), ("interval", "n"), ("n", "n"))


def _groups(
    title: str, groups: Mapping[str, Estimates], sizes: Mapping[str, int], lang: Lang
) -> str:
    rows = []
    for group, estimates in groups.items():
        size = sizes.get(group, 0)
        cells = []
        for name in GROUP_METRICS:
            found = estimates.get(name, _NOTHING)
            shown = show_value(found.value, lang)
            label = f"{group} {name} {shown} ({show_interval(found.low, found.high, lang)})"
            cells.append(
                f'<td class="plot">{draw_estimate(label, found)}</td><td class="n">{shown}</td>'
            )
        rows.append(
            f'<tr><th scope="row">{safe(group)}</th><td class="n">{size}</td>{"".join(cells)}</tr>'
        )
    columns = [pair for name in GROUP_METRICS for pair in ((name, "plot"), ("", "n"))]
    head = _head(lang, ("group", ""), ("n", "n"), *columns, literal=GROUP_METRICS)
    return f"<h2>{safe(word(title, lang))}</h2>{_table(head, rows, 'groups')}"


def _baselines(evaluation: Evaluation, lang: Lang) -> str:
    if not evaluation.baselines:
        return ""
    rows = []
    for baseline in evaluation.baselines:
        for name in ("hit@1", "hit@5", "ndcg@10"):
            found = baseline.metrics.get(name, _NOTHING)
            rows.append(
                f'<tr><th scope="row">{safe(word(baseline.name, lang))}</th>'
                f"<td><code>{name}</code></td>"
                f'<td class="n">{show_value(found.value, lang)}</td>'
                f"{_difference_cells(name, baseline.differences.get(name), 1.0, lang)}</tr>"
            )
    head = _head(
        lang, ("baselines", ""), ("metric", ""), ("value", "n"), ("−1 – 1", "plot"), *_COMPARED
    )
    note = f'<p class="soft">{safe(word("baselines-note", lang))}</p>'
    return f"<h2>{safe(word('baselines', lang))}</h2>{note}{_table(head, rows)}"


_COMPARED = (
    ("difference", "n"),
    ("interval", "n"),
    ("p", "n"),
    ("detectable", "n"),
    ("n", "n"),
)


def _comparison(differences: Mapping[str, Difference], lang: Lang) -> str:
    bounds = [
        abs(bound)
        for found in differences.values()
        for bound in (found.low, found.high)
        if bound is not None
    ]
    reach = max([0.05, *bounds])
    rows = [
        f'<tr><th scope="row"><code>{safe(name)}</code></th>'
        f'<td class="means">{safe(word(name, lang))}</td>'
        f"{_difference_cells(name, found, reach, lang)}</tr>"
        for name, found in differences.items()
    ]
    scale = (f"−{reach:.2f} – {reach:.2f}", "plot")
    head = _head(lang, ("metric", ""), ("meaning", "means"), scale, *_COMPARED)
    note = f'<p class="soft">{safe(word("comparison-note", lang))}</p>'
    return f"<h2>{safe(word('comparison', lang))}</h2>{note}{_table(head, rows)}"


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


def _head(lang: Lang, *columns: tuple[str, str], literal: Sequence[str] = ()) -> str:
    """Return a header row of (word or text, class); names in `literal` are not translated."""
    cells = "".join(
        f'<th scope="col" class="{kind}">{safe(key if key in literal else word(key, lang))}</th>'
        for key, kind in columns
    )
    return f"<thead><tr>{cells}</tr></thead>"


def _table(head: str, rows: Sequence[str], kind: str = "") -> str:
    return (
        f'<div class="wide"><table class="{kind}">{head}<tbody>{"".join(rows)}</tbody>'
        "</table></div>"
    )
