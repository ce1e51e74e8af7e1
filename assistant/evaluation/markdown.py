"""The evaluation as Markdown, for a merge request or a wiki."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.evaluation.bootstrap import Difference, Estimate
from assistant.evaluation.changes import VERDICTS, Comparison, QuestionChange
from assistant.evaluation.metrics import METRICS, RETRIEVAL_METRICS
from assistant.evaluation.report_text import Lang, word
from assistant.evaluation.result import Evaluation
from assistant.evaluation.table import (
    GROUP_METRICS,
    contestant_name,
    count_words,
    group_name,
    largest_groups,
    latency_words,
    outcome_words,
    show_difference,
    show_interval,
    show_value,
    steps_words,
    unlocated_words,
)

# As many changed questions of a kind are listed; the JSON has them all.
MAX_CHANGES = 50
MAX_GROUPS = 40
ANSWER_CHARS = 120
_NOTHING = Estimate(None, None, None, 0)
_MARKS = str.maketrans(
    {mark: f"\\{mark}" for mark in "\\`*_[]|~$#@!"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
)


def render_markdown(
    evaluation: Evaluation,
    comparison: Comparison | None = None,
    *,
    subtitle: str = "",
    lang: Lang = "ko",
) -> str:
    """Return the run as Markdown with tables (GitHub's dialect), ending in a line end.

    Text of questions, answers and documents is escaped to be nothing but text.
    """
    heading = "# " + word("title", lang)
    lines = [heading, "", *([plain(subtitle), ""] if subtitle else [])]
    lines += [count_words(evaluation, lang), "", latency_words(evaluation, lang), ""]
    for said in (steps_words(evaluation, lang), unlocated_words(evaluation, lang)):
        if said:
            lines += [f"**{plain(said)}**", ""]
    if comparison is not None:
        lines += _comparison(comparison, lang)
    lines += _metrics(evaluation, lang)
    for name in evaluation.slices:
        lines += _groups(evaluation, name, lang)
    lines += _baselines(evaluation, lang)
    return "\n".join(lines)


def plain(text: str) -> str:
    """Return text on one line that is no mark, tag or link of Markdown or HTML."""
    line = " ".join(text.split()).translate(_MARKS)
    return line.replace("://", "\\://").replace("www.", "www\\.")


def _metrics(evaluation: Evaluation, lang: Lang) -> list[str]:
    head = [
        word(key, lang)
        for key in ("metric", "meaning", "value", "interval", "n", "level", "change")
    ]
    rows = []
    for name in METRICS:
        found = evaluation.metrics.get(name, _NOTHING)
        power = evaluation.power.get(name)
        rows.append(
            [
                f"`{name}`",
                plain(word(name, lang)),
                show_value(found.value, lang),
                show_interval(found.low, found.high, lang),
                str(found.n),
                show_value(power.level if power else None, lang),
                show_value(power.change if power else None, lang),
            ]
        )
    note = plain(word("power-note", lang))
    return [f"## {word('measures', lang)}", "", *_table(head, rows, 2), "", note, ""]


def _groups(evaluation: Evaluation, name: str, lang: Lang) -> list[str]:
    groups, sizes = evaluation.slices[name], evaluation.sizes(name)
    head = [word(name.replace("_", "-"), lang), "n", *(f"`{one}`" for one in GROUP_METRICS)]
    rows = [
        [
            plain(group_name(name, group, lang)),
            str(sizes[group]),
            *(show_value(groups[group].get(one, _NOTHING).value, lang) for one in GROUP_METRICS),
        ]
        for group in largest_groups(groups, sizes, MAX_GROUPS)
    ]
    rest = len(groups) - len(rows)
    more = [word("more-groups", lang, count=rest), ""] if rest else []
    return [f"## {head[0]}", "", *_table(head, rows, 1), "", *more] if rows else []


def _baselines(evaluation: Evaluation, lang: Lang) -> list[str]:
    if not evaluation.baselines:
        return []
    head = [word("baselines", lang), *(f"`{name}`" for name in RETRIEVAL_METRICS)]
    head += [f"{word('difference', lang)} `ndcg@10`", "p", "p50 ms"]
    whole = [evaluation.metrics.get(name, _NOTHING).value for name in RETRIEVAL_METRICS]
    rows = [
        [
            f"**{word('assistant', lang)}**",
            *(show_value(value, lang) for value in whole),
            "",
            "",
            "",
        ]
    ]
    for baseline in evaluation.baselines:
        values = [baseline.metrics.get(name, _NOTHING).value for name in RETRIEVAL_METRICS]
        difference = baseline.differences.get("ndcg@10")
        found = (difference.value, difference.p) if difference else (None, None)
        p50 = baseline.latency.p50
        rows.append(
            [
                plain(contestant_name(baseline.name, lang)),
                *(show_value(value, lang) for value in values),
                show_difference(found[0], lang),
                show_value(found[1], lang),
                "" if p50 is None else f"{p50:.1f}",
            ]
        )
    note = plain(word("baselines-note", lang))
    return [f"## {word('baselines', lang)}", "", *_table(head, rows, 1), "", note, ""]


def _comparison(comparison: Comparison, lang: Lang) -> list[str]:
    head = [word(key, lang) for key in ("metric", "difference", "interval", "p", "detectable", "n")]
    rows = _differences(comparison.differences, lang)
    lines = [f"## {word('comparison', lang)}", "", *_table(head, rows, 1), ""]
    lines += [plain(word("comparison-note", lang)), ""]
    for verdict in VERDICTS:
        changes = comparison.of(verdict)
        title = word(f"changed-{verdict}", lang, count=len(changes))
        lines += [f"### {title}", ""]
        head = [word(key, lang) for key in ("question", "before", "after")]
        lines += _table(head, [_change(one, lang) for one in changes[:MAX_CHANGES]], 3)
        if len(changes) > MAX_CHANGES:
            lines += ["", word("more-changed", lang, count=len(changes) - MAX_CHANGES)]
        lines.append("")
    return lines


def _differences(differences: Mapping[str, Difference], lang: Lang) -> list[list[str]]:
    return [
        [
            f"`{name}`",
            show_difference(found.value, lang),
            show_interval(found.low, found.high, lang),
            show_value(found.p, lang),
            show_value(found.detectable or None, lang),
            str(found.n),
        ]
        for name, found in differences.items()
    ]


def _change(change: QuestionChange, lang: Lang) -> list[str]:
    cells = [f"{plain(change.question.id)}: {plain(change.question.question)}"]
    is_same = change.before.answer == change.after.answer
    for outcome in (change.before, change.after):
        answer = plain(shorten(outcome.answer)) or word("no-answer", lang)
        if is_same and outcome is change.after:
            answer = word("same-answer", lang)
        cells.append(f"{plain(outcome_words(change.question, outcome, lang))}<br>{answer}")
    return cells


def shorten(text: str, limit: int = ANSWER_CHARS) -> str:
    """Return a text on one line, cut with an ellipsis behind `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[:limit]}…"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], texts: int) -> list[str]:
    """Return a table; the first `texts` columns are flush left, the others right."""
    if not rows:
        return ["–"]
    rule = [":--" if at < texts else "--:" for at in range(len(head))]
    return [f"| {' | '.join(row)} |" for row in (head, rule, *rows)]
