"""A run against an earlier one, as HTML: differences with intervals, questions that changed."""

from __future__ import annotations

from html import escape

from assistant import LOWER_IS_BETTER, Comparison, Difference, QuestionChange
from ui.evaluating import RunSummary
from ui.messages import Lang, text
from ui.web.evaluate.parts import (
    MEASURES,
    disclosure,
    draw_change,
    say_when,
    show_change,
)
from ui.web.evaluate.questions import say_outcome

_SHOWN_CHANGES = 60
_KINDS = {"better": "good", "worse": "bad", "even": "", "same": ""}


def comparison_html(comparison: Comparison, earlier: RunSummary, lang: Lang) -> str:
    """Return what differs from the earlier run, and the questions that came out otherwise."""
    title = text("evaluate.compare", lang, when=say_when(earlier.at), gold=earlier.gold)
    note = text("evaluate.compare.note", lang, shared=comparison.shared)
    lists = [_changes(comparison, verdict, lang) for verdict in ("lost", "won", "mixed")]
    changed = "".join(filter(None, lists))
    if not changed:
        changed = f'<p class="quiet">{escape(text("evaluate.compare.nothing", lang))}</p>'
    return (
        f'<section class="comparison"><h3>{escape(title)}</h3>'
        f'<p class="quiet">{escape(note)}</p>{_table(comparison, lang)}{changed}</section>'
    )


def judge_difference(name: str, found: Difference) -> str:
    """Return `better`, `worse`, `even` where chance may have done it, or `same`."""
    if found.value is None or found.low is None or found.high is None:
        return "even"
    if not (found.value or found.low or found.high):
        return "same"
    if found.low <= 0 <= found.high:
        return "even"
    return "better" if (found.value > 0) != (name in LOWER_IS_BETTER) else "worse"


def _table(comparison: Comparison, lang: Lang) -> str:
    names = [name for group in MEASURES.values() for name in group]
    found = {name: comparison.differences[name] for name in names}
    ends = [end for one in found.values() for end in (one.low, one.high) if end is not None]
    reach = max([0.05, *map(abs, ends)])
    rows = "".join(_row(name, one, reach, lang) for name, one in found.items())
    head = "".join(
        f'<th scope="col"{kind}>{escape(word)}</th>'
        for word, kind in (
            (text("evaluate.compare.metric", lang), ""),
            (text("evaluate.plot.drawn", lang), ' class="drawn"'),
            (text("evaluate.compare.difference", lang), ' class="number"'),
            (text("evaluate.plot.low-high", lang), ' class="number low-high"'),
            ("p", ' class="number low-high"'),
            ("n", ' class="number"'),
            (text("evaluate.compare.verdict", lang), ""),
        )
    )
    return (
        f'<div class="table-box" tabindex="0"><table class="table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(name: str, found: Difference, reach: float, lang: Lang) -> str:
    verdict = judge_difference(name, found)
    values = {"value": found.value, "low": found.low, "high": found.high}
    p = "–" if found.p is None else f"{found.p:.3f}"
    said = escape(text(f"evaluate.compare.{verdict}", lang))
    return (
        f'<tr><th scope="row">{escape(text(f"metric.{name}", lang))}'
        f'<span class="file">{name}</span></th><td class="drawn">{draw_change(values, reach)}</td>'
        f'<td class="number"><b>{show_change(name, found.value)}</b></td>'
        f'<td class="number low-high">{show_change(name, found.low)} ~ '
        f'{show_change(name, found.high)}</td><td class="number low-high">{p}</td>'
        f'<td class="number">{found.n}</td>'
        f'<td><span class="badge {_KINDS[verdict]}">{said}</span></td></tr>'
    )


def _changes(comparison: Comparison, verdict: str, lang: Lang) -> str:
    changes = [change for change in comparison.changes if change.verdict == verdict]
    if not changes:
        return ""
    rows = "".join(_change(change, lang) for change in changes[:_SHOWN_CHANGES])
    if len(changes) > _SHOWN_CHANGES:
        more = text("evaluate.compare.more", lang, count=len(changes) - _SHOWN_CHANGES)
        rows += f'<li class="quiet">{escape(more)}</li>'
    title = text(f"evaluate.compare.{verdict}", lang, count=len(changes))
    return disclosure(title, f'<ul class="changes">{rows}</ul>', verdict, is_open=verdict == "lost")


def _change(change: QuestionChange, lang: Lang) -> str:
    question = change.question
    before, after = (
        say_outcome(outcome, lang, answerable=question.answerable)
        for outcome in (change.before, change.after)
    )
    said = escape(text("evaluate.compare.arrow", lang, before=before, after=after))
    return (
        f'<li><button type="button" class="question" data-question="{escape(question.id)}">'
        f'<span>{escape(question.question)}</span></button><span class="file">{said}</span></li>'
    )
