"""The evaluation as plain text for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from assistant.evaluation.bootstrap import Difference, Estimate
from assistant.evaluation.metrics import ABSTENTION_METRICS, ANSWER_METRICS, RETRIEVAL_METRICS
from assistant.evaluation.report_text import Lang, word
from assistant.evaluation.result import Estimates, Evaluation

# What a reader asks of a group first.
GROUP_METRICS = ("hit@1", "hit@5", "answer_hit", "citation_hit", "sentence_support")
_NOTHING = Estimate(None, None, None, 0)

Row = Sequence[str]


def render_table(
    evaluation: Evaluation,
    differences: Mapping[str, Difference] | None = None,
    *,
    lang: Lang = "ko",
) -> str:
    """Return the measures, baselines, groups and comparison as aligned text, no line end."""
    parts = [_counts(evaluation, lang)]
    if evaluation.unlocated:
        names = ", ".join(evaluation.unlocated[:10])
        parts.append(word("unlocated", lang, names=names))
    parts.append(_retrieval(evaluation, lang))
    for title, measures in (("answers", ANSWER_METRICS), ("abstention", ABSTENTION_METRICS)):
        head = [word(title, lang), "", word("value", lang), word("interval", lang), "n"]
        parts.append(
            align([head, *(_metric_row(evaluation.metrics, name, lang) for name in measures)])
        )
    parts.append(_groups("by-style", evaluation.by_style, evaluation.style_sizes, lang))
    parts.append(_groups("by-type", evaluation.by_type, evaluation.type_sizes, lang))
    if differences:
        parts.append(_comparison(differences, lang))
    return "\n\n".join(parts)


def align(rows: Sequence[Row]) -> str:
    """Return rows as columns two spaces apart; from the third on, cells are flush right.

    Widths count terminal cells: a Korean or Chinese character takes two.
    """
    widths = [max(cell_width(row[column]) for row in rows) for column in range(max(map(len, rows)))]
    lines = []
    for row in rows:
        cells = []
        for column, cell in enumerate(row):
            gap = " " * (widths[column] - cell_width(cell))
            cells.append(cell + gap if column < 2 else gap + cell)
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def cell_width(text: str) -> int:
    """Return how many terminal cells a text takes."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def show_value(value: float | None, lang: Lang = "ko") -> str:
    """Return a share with three decimals, or a dash."""
    return word("none", lang) if value is None else f"{value:.3f}"


def show_interval(low: float | None, high: float | None, lang: Lang = "ko") -> str:
    """Return an interval with two decimals, or a dash."""
    if low is None or high is None:
        return word("none", lang)
    return f"{low:.2f} ~ {high:.2f}"


def show_difference(value: float | None, lang: Lang = "ko") -> str:
    """Return a signed difference with three decimals, or a dash."""
    return word("none", lang) if value is None else f"{value:+.3f}"


def count_words(evaluation: Evaluation, lang: Lang) -> str:
    """Return how many questions were asked and how long it took."""
    return _counts(evaluation, lang)


def _counts(evaluation: Evaluation, lang: Lang) -> str:
    answerable = sum(result.question.answerable for result in evaluation.questions)
    return word(
        "counts",
        lang,
        total=len(evaluation.questions),
        answerable=answerable,
        unanswerable=len(evaluation.questions) - answerable,
        seconds=evaluation.elapsed_ms / 1000,
    )


def _metric_row(metrics: Estimates, name: str, lang: Lang) -> list[str]:
    found = metrics.get(name, _NOTHING)
    return [
        name,
        word(name, lang),
        show_value(found.value, lang),
        show_interval(found.low, found.high, lang),
        str(found.n),
    ]


def _retrieval(evaluation: Evaluation, lang: Lang) -> str:
    head = [word("retrieval", lang), "", word("value", lang), word("interval", lang), "n"]
    head += [word(baseline.name, lang) for baseline in evaluation.baselines]
    rows = [head]
    for name in RETRIEVAL_METRICS:
        row = _metric_row(evaluation.metrics, name, lang)
        row += [
            show_value(baseline.metrics.get(name, _NOTHING).value, lang)
            for baseline in evaluation.baselines
        ]
        rows.append(row)
    return align(rows)


def _groups(
    title: str, groups: Mapping[str, Estimates], sizes: Mapping[str, int], lang: Lang
) -> str:
    rows: list[Row] = [[word(title, lang), "", "n", *GROUP_METRICS]]
    for name, estimates in groups.items():
        size = sizes.get(name, 0)
        values = [show_value(estimates[metric].value, lang) for metric in GROUP_METRICS]
        rows.append([name, "", str(size), *values])
    return align(rows)


def _comparison(differences: Mapping[str, Difference], lang: Lang) -> str:
    head = ["difference", "interval", "p", "detectable", "n"]
    rows: list[Row] = [[word("comparison", lang), "", *(word(key, lang) for key in head)]]
    for name, found in differences.items():
        rows.append(
            [
                name,
                word(name, lang),
                show_difference(found.value, lang),
                show_interval(found.low, found.high, lang),
                show_value(found.p, lang),
                show_value(found.detectable or None, lang),
                str(found.n),
            ]
        )
    return align(rows)
