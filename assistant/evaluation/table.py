"""The evaluation as plain text for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from assistant.evaluation.bootstrap import Difference, Estimate
from assistant.evaluation.changes import VERDICTS, Comparison, QuestionChange, QuestionOutcome
from assistant.evaluation.contestants import WITHOUT
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.metrics import ABSTENTION_METRICS, ANSWER_METRICS, RETRIEVAL_METRICS
from assistant.evaluation.report_text import WORDS, Lang, word
from assistant.evaluation.result import Estimates, Evaluation

# What a reader asks of a group first.
GROUP_METRICS = ("hit@1", "hit@5", "answer_hit", "citation_hit", "sentence_support")
# More groups, changed questions or missing quotations are for the report and the JSON.
MAX_GROUPS = 12
MAX_CHANGES = 10
MAX_UNLOCATED = 10
_NOTHING = Estimate(None, None, None, 0)

Row = Sequence[str]


def render_table(
    evaluation: Evaluation, comparison: Comparison | None = None, *, lang: Lang = "ko"
) -> str:
    """Return the measures, baselines, groups and comparison as aligned text, no line end."""
    parts = [f"{count_words(evaluation, lang)}\n{latency_words(evaluation, lang)}"]
    parts += filter(None, (steps_words(evaluation, lang), unlocated_words(evaluation, lang)))
    parts.append(_retrieval(evaluation, lang))
    parts += filter(None, (_ablations(evaluation, lang),))
    for title, measures in (("answers", ANSWER_METRICS), ("abstention", ABSTENTION_METRICS)):
        head = [word(key, lang) if key else "" for key in (title, "", *_ESTIMATED)]
        parts.append(align([head, *(_metric_row(evaluation, name, lang) for name in measures)]))
    parts.append(word("power-note", lang))
    for name in evaluation.slices:
        if table := _groups(evaluation, name, lang):
            parts.append(table)
    if comparison is not None:
        parts.append(_comparison(comparison.differences, lang))
        parts.extend(_changes(comparison, lang))
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


def show_time(time_ms: float) -> str:
    """Return a time in milliseconds, with decimals only where it is short."""
    return f"{time_ms:.0f} ms" if time_ms >= 10 else f"{time_ms:.2g} ms"


def count_words(evaluation: Evaluation, lang: Lang) -> str:
    """Return how many questions were asked and how long it took."""
    answerable = sum(result.question.answerable for result in evaluation.questions)
    return word(
        "counts",
        lang,
        total=len(evaluation.questions),
        answerable=answerable,
        unanswerable=len(evaluation.questions) - answerable,
        seconds=evaluation.elapsed_ms / 1000,
    )


def latency_words(evaluation: Evaluation, lang: Lang) -> str:
    """Return how long an answer took."""
    found = evaluation.latency
    if found.p50 is None or found.p95 is None or found.worst is None:
        return ""
    return word("latency", lang, p50=found.p50, p95=found.p95, worst=found.worst)


def steps_words(evaluation: Evaluation, lang: Lang) -> str:
    """Return which steps of the search were left out; empty where none was."""
    names = ", ".join(step_name(step, lang) for step in evaluation.left_out)
    return word("left-out", lang, names=names) if names else ""


def unlocated_words(evaluation: Evaluation, lang: Lang) -> str:
    """Return which evidence stands in no document; empty where all does."""
    missing = evaluation.unlocated
    more = f" … (+{len(missing) - MAX_UNLOCATED})" if len(missing) > MAX_UNLOCATED else ""
    return (
        word("unlocated", lang, names=", ".join(missing[:MAX_UNLOCATED]) + more) if missing else ""
    )


def group_name(name: str, group: str, lang: Lang) -> str:
    """Return what a group of a slice is called: our words where the name is ours."""
    key = f"{name}-{group}"
    return word(key, lang) if key in WORDS else group


def largest_groups(
    groups: Mapping[str, Estimates], sizes: Mapping[str, int], limit: int
) -> list[str]:
    """Return the groups as they stand, or the largest where there are more than `limit`."""
    if len(groups) <= limit:
        return list(groups)
    return sorted(groups, key=lambda group: (-sizes[group], group))[:limit]


def contestant_name(name: str, lang: Lang) -> str:
    """Return what a baseline is called; an ablation by its step."""
    if not name.startswith(WITHOUT):
        return word(name, lang)
    step = name.removeprefix(WITHOUT)
    return word("without", lang, step=step_name(step, lang))


def step_name(step: str, lang: Lang) -> str:
    """Return what a step of the search is called; one without words by its own name."""
    key = f"step-{step}"
    return word(key, lang) if key in WORDS else step


def outcome_words(question: GoldQuestion, outcome: QuestionOutcome, lang: Lang) -> str:
    """Return what became of a question in few words: rank, answer, citation, abstention."""
    if not question.answerable:
        return word("right-abstention" if outcome.abstained else "missed-abstention", lang)
    rank = word("rank", lang, rank=outcome.rank) if outcome.rank else word("not-found", lang)
    if outcome.abstained:
        return f"{rank} · {word('abstained', lang)}"
    said = [
        word(f"{name}-{'hit' if hit else 'missed'}", lang)
        for name, hit in (("answer", outcome.answer_hit), ("citation", outcome.citation_hit))
        if hit is not None
    ]
    return " · ".join([rank, *said])


_ESTIMATED = ("value", "interval", "n", "level", "change")


def _metric_row(evaluation: Evaluation, name: str, lang: Lang) -> list[str]:
    found = evaluation.metrics.get(name, _NOTHING)
    power = evaluation.power.get(name)
    return [
        name,
        word(name, lang),
        show_value(found.value, lang),
        show_interval(found.low, found.high, lang),
        str(found.n),
        show_value(power.level if power else None, lang),
        show_value(power.change if power else None, lang),
    ]


def _retrieval(evaluation: Evaluation, lang: Lang) -> str:
    head = [word("retrieval", lang), "", *(word(key, lang) for key in _ESTIMATED)]
    baselines = [one for one in evaluation.baselines if not one.name.startswith(WITHOUT)]
    head += [contestant_name(baseline.name, lang) for baseline in baselines]
    rows = [head]
    for name in RETRIEVAL_METRICS:
        row = _metric_row(evaluation, name, lang)
        row += [
            show_value(baseline.metrics.get(name, _NOTHING).value, lang) for baseline in baselines
        ]
        rows.append(row)
    return align(rows)


def _ablations(evaluation: Evaluation, lang: Lang) -> str:
    """Return what each step contributes: a row a step; empty where none was left out."""
    names = ("hit@1", "hit@5", "ndcg@10")
    contribution = f"{word('difference', lang)} ndcg@10"
    rows: list[Row] = [
        [word("ablations", lang), "", *names, contribution, word("interval", lang), "p"]
    ]
    for one in evaluation.baselines:
        if one.name.startswith(WITHOUT):
            found = one.differences["ndcg@10"]
            values = [show_value(one.metrics.get(name, _NOTHING).value, lang) for name in names]
            rows.append(
                [
                    contestant_name(one.name, lang),
                    "",
                    *values,
                    show_difference(found.value, lang),
                    show_interval(found.low, found.high, lang),
                    show_value(found.p, lang),
                ]
            )
    return align(rows) if len(rows) > 1 else ""


def _groups(evaluation: Evaluation, name: str, lang: Lang) -> str:
    groups: Mapping[str, Estimates] = evaluation.slices[name]
    sizes = evaluation.sizes(name)
    shown = largest_groups(groups, sizes, MAX_GROUPS)
    rows: list[Row] = [[word(name.replace("_", "-"), lang), "", "n", *GROUP_METRICS]]
    for group in shown:
        values = [show_value(groups[group][metric].value, lang) for metric in GROUP_METRICS]
        rows.append([group_name(name, group, lang), "", str(sizes[group]), *values])
    rest = len(groups) - len(shown)
    more = f"\n{word('more-groups', lang, count=rest)}" if rest else ""
    # One group that we named says what the total says; one that the gold set names says more.
    is_worth_it = len(groups) > 1 or (groups and name in ("by_type", "by_style"))
    return align(rows) + more if is_worth_it else ""


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


def _changes(comparison: Comparison, lang: Lang) -> list[str]:
    if not comparison.changes:
        return [word("nothing-changed", lang)]
    parts = []
    for verdict in VERDICTS:
        changes = comparison.of(verdict)
        lines = [word(f"changed-{verdict}", lang, count=len(changes))]
        for change in changes[:MAX_CHANGES]:
            lines.extend(_change_lines(change, lang))
        if len(changes) > MAX_CHANGES:
            lines.append(word("more-changed", lang, count=len(changes) - MAX_CHANGES))
        if changes:
            parts.append("\n".join(lines))
    return parts


def _change_lines(change: QuestionChange, lang: Lang) -> list[str]:
    question = change.question
    lines = [f"  {question.id}  {' '.join(question.question.split())}"]
    for key, outcome in (("before", change.before), ("after", change.after)):
        answer = " ".join(outcome.answer.split())
        if outcome is change.after and outcome.answer == change.before.answer:
            answer = word("same-answer", lang) if answer else ""
        said = outcome_words(question, outcome, lang)
        lines.append(f"    {word(key, lang)}: {said}" + (f" — {answer[:80]}" if answer else ""))
    return lines
