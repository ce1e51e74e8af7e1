"""The evaluation as one HTML page: nothing is fetched, all text is escaped.

The only script is our own, named in the page's policy by its hash; it filters and sorts the
questions, and the page says everything without it too.
"""

from __future__ import annotations

from assistant.evaluation.changes import Comparison
from assistant.evaluation.metrics import ABSTENTION_METRICS, ANSWER_METRICS
from assistant.evaluation.report_charts import render_charts
from assistant.evaluation.report_comparison import render_baselines, render_comparison
from assistant.evaluation.report_measures import (
    render_groups,
    render_measures,
    render_retrieval,
    render_tiles,
)
from assistant.evaluation.report_parts import safe
from assistant.evaluation.report_questions import render_questions
from assistant.evaluation.report_script import SCRIPT, SCRIPT_HASH
from assistant.evaluation.report_style import STYLE
from assistant.evaluation.report_text import Lang, word
from assistant.evaluation.result import Evaluation
from assistant.evaluation.table import (
    count_words,
    latency_words,
    steps_words,
    unlocated_words,
)


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
    sections = {
        "comparison": render_comparison(comparison, lang) if comparison else "",
        "glance": render_charts(evaluation, lang),
        "retrieval": render_retrieval(evaluation, lang),
        "answers": render_measures(evaluation, "answers", ANSWER_METRICS, lang)
        + render_measures(evaluation, "abstention", ABSTENTION_METRICS, lang)
        + f'<p class="soft">{safe(word("power-note", lang))}</p>',
        "groups": "".join(render_groups(evaluation, name, lang) for name in evaluation.slices),
        "baselines": render_baselines(evaluation, lang),
        "questions": render_questions(evaluation.questions, lang),
    }
    links = "".join(
        f'<a href="#{name}">{safe(word(name, lang))}</a>' for name, body in sections.items() if body
    )
    body = "".join(
        f'<section id="{name}">{body}</section>' for name, body in sections.items() if body
    )
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'unsafe-inline'; script-src '{SCRIPT_HASH}'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{safe(word('title', lang))}</title><style>{STYLE}</style></head>"
        f"<body><main>{_head(evaluation, subtitle, links, lang)}{body}</main>"
        f"<script>{SCRIPT}</script></body></html>\n"
    )


def _head(evaluation: Evaluation, subtitle: str, links: str, lang: Lang) -> str:
    lines = [subtitle, count_words(evaluation, lang), latency_words(evaluation, lang)]
    said = "".join(f'<p class="soft">{safe(line)}</p>' for line in lines if line)
    warnings = "".join(
        f'<p class="warn" role="note">{safe(line)}</p>'
        for line in (steps_words(evaluation, lang), unlocated_words(evaluation, lang))
        if line
    )
    return (
        f"<header><h1>{safe(word('title', lang))}</h1>{said}</header>"
        f"<nav>{links}</nav>{warnings}{render_tiles(evaluation.metrics, lang)}"
        f'<p class="soft">{safe(word("intervals", lang))}</p>'
    )
