"""The questions of a run, as HTML: a page of the table, one of them opened."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from assistant import QuestionChange, QuestionOutcome
from ui.evaluating.questions import AskedQuestion, QuestionPage
from ui.messages import Lang, text
from ui.rendering import page_name
from ui.web.evaluate.parts import disclosure

_MARK = re.compile(r"\\?\[(\d{1,3})\\?\]")
_COLUMNS = ("question", "outcome", "rank", "type")


def table_html(
    shown: QuestionPage, opened: str, changes: Mapping[str, QuestionChange], lang: Lang
) -> str:
    """Return a page of the questions; the one whose id is `opened` with all there is of it.

    `changes` say of some what became of them in the run compared with.
    """
    counted = escape(text("evaluate.rows", lang, total=shown.total, fitting=shown.fitting))
    if not shown.rows:
        none = escape(text("evaluate.rows.none", lang))
        return f'<p class="quiet" role="status">{counted}</p><p class="quiet">{none}</p>'
    head = "".join(
        f'<th scope="col" class="col-{name}">{escape(text(f"evaluate.column.{name}", lang))}</th>'
        for name in _COLUMNS
    )
    rows = "".join(
        _row(question, changes.get(question.gold.id), lang, is_open=question.gold.id == opened)
        for question in shown.rows
    )
    return (
        f'<p class="quiet" role="status">{counted}</p>'
        f'<div class="table-box"><table class="table questions"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{_pager(shown, lang)}"
    )


def say_why(question: AskedQuestion, lang: Lang) -> str:
    """Return in words what became of a question, and what went wrong."""
    record, outcome = question.record, question.outcome
    rank = record["rank"]
    key = f"evaluate.why.{outcome}"
    if outcome == "withheld" and rank is None:
        key += ".unfound"
    elif outcome == "not-found" and record["answer_hit"]:
        key += ".said"
    elif outcome == "wrong" and record["citation_hit"]:
        key += ".cited"
    elif outcome == "not-cited" and not record["answer_hit"]:
        key += ".unsaid"
    return text(key, lang, rank=rank)


def say_outcome(outcome: QuestionOutcome, lang: Lang, *, answerable: bool) -> str:
    """Return what became of a question in a run in a few words."""
    if not answerable:
        return text(f"evaluate.state.{'abstained' if outcome.abstained else 'answered'}", lang)
    rank = text("evaluate.state.nowhere", lang)
    if outcome.rank is not None:
        rank = text("evaluate.state.rank", lang, rank=outcome.rank)
    if outcome.abstained:
        return f"{rank} · {text('evaluate.state.abstained', lang)}"
    said = [
        text(f"evaluate.state.{name}{'' if hit else '.off'}", lang)
        for name, hit in (("answer", outcome.answer_hit), ("citation", outcome.citation_hit))
        if hit is not None
    ]
    return " · ".join([rank, *said])


def _row(
    question: AskedQuestion, change: QuestionChange | None, lang: Lang, *, is_open: bool
) -> str:
    gold, record = question.gold, question.record
    key = escape(gold.id)
    rank = record["rank"] if record["rank"] is not None else text("evaluate.rank.none", lang)
    kind = "good" if question.is_good else "bad"
    outcome = escape(text(f"evaluate.outcome.{question.outcome}", lang))
    # Named by the place in the table: an id of a gold file may hold anything.
    row = (
        f'<tr class="{"opened" if is_open else ""}"><th scope="row">'
        f'<button type="button" class="question" data-question="{key}"'
        f' aria-expanded="{str(is_open).lower()}"><span>{escape(gold.question)}</span></button>'
        f'<span class="file">{key}</span></th>'
        f'<td class="col-outcome"><span class="badge {kind}">{outcome}</span></td>'
        f'<td class="col-rank">{rank}</td>'
        f'<td class="col-type">{escape(gold.type)}<span class="file">{escape(gold.style)}</span>'
        "</td></tr>"
    )
    if is_open:
        row += f'<tr class="detail"><td colspan="4">{_detail(question, change, lang)}</td></tr>'
    return row


def _detail(question: AskedQuestion, change: QuestionChange | None, lang: Lang) -> str:
    record = question.record
    figures = text(
        "evaluate.detail.figures",
        lang,
        confidence=record["confidence"],
        latency=record["latency_ms"],
    )
    kind = "good" if question.is_good else "bad"
    before = ""
    if change is not None:
        said = say_outcome(change.before, lang, answerable=question.gold.answerable)
        title = escape(text("evaluate.detail.before", lang))
        before = (
            f'<section><h4>{title}</h4><p class="quiet">{escape(said)}</p>'
            f'<p class="said">{_said(change.before.answer)}</p></section>'
        )
    return (
        f'<p class="notice {kind}">{escape(say_why(question, lang))}</p>'
        f'<div class="sides"><div>{_gold(question, lang)}</div>'
        f"<div>{_ours(record, lang)}{before}</div></div>{_passages(record, lang)}"
        f'<p class="quiet">{escape(figures)}</p>'
    )


def _gold(question: AskedQuestion, lang: Lang) -> str:
    gold = question.gold
    parts = []
    if gold.context:
        parts.append(_list("context", gold.context, lang))
    if not gold.answerable:
        none = escape(text("evaluate.detail.gold.none", lang))
        parts.append(_section("gold", f'<p class="quiet">{none}</p>', lang))
    elif gold.answers or gold.nuggets:
        answers = [*gold.answers, *(" / ".join(part) for part in gold.nuggets)]
        parts.append(_list("gold", answers, lang))
    else:
        unsaid = escape(text("evaluate.detail.gold.unsaid", lang))
        parts.append(_section("gold", f'<p class="quiet">{unsaid}</p>', lang))
    if gold.evidence:
        quotes = "".join(
            f'<blockquote>{escape(" ".join(one.quote.split()))}<span class="file">'
            f"({number}) {escape(one.doc)}</span></blockquote>"
            for number, one in enumerate(gold.evidence, start=1)
        )
        for group in gold.alternatives:
            if len(group) > 1:
                numbers = ", ".join(f"({at + 1})" for at in group)
                said = escape(text("evaluate.detail.together", lang, numbers=numbers))
                quotes += f'<p class="quiet">{said}</p>'
        parts.append(_section("evidence", quotes, lang))
    return "".join(parts)


def _ours(record: Mapping[str, Any], lang: Lang) -> str:
    if record["answer"].strip() and not record["abstained"]:
        body = f'<p class="said">{_said(record["answer"])}</p>'
    else:
        body = f'<p class="quiet">{escape(text("evaluate.detail.answer.none", lang))}</p>'
    citations = record["citations"]
    if citations:
        cited = "".join(_citation(citation, lang) for citation in citations)
        title = escape(text("evaluate.detail.citations", lang, count=len(citations)))
        body += f"<h4>{title}</h4>{cited}"
    return _section("answer", body, lang)


def _citation(citation: Mapping[str, Any], lang: Lang) -> str:
    state = "verified" if citation["verified"] else "unverified"
    page = page_name(citation["page"], citation["page_label"], lang)
    place = " · ".join([citation["document"], page, *citation["heading"]])
    kind = "good" if citation["verified"] else "warn"
    said = escape(text(f"evaluate.detail.{state}", lang))
    return (
        f'<blockquote>[{int(citation["n"])}] {escape(citation["quote"])}<span class="file">'
        f'{escape(place)} <span class="badge {kind}">{said}</span></span></blockquote>'
    )


def _passages(record: Mapping[str, Any], lang: Lang) -> str:
    holding = set(record.get("touching", ()))
    rows = []
    for rank, passage in enumerate(record["passages"], start=1):
        holds = rank in holding
        badge = ""
        if holds:
            said = escape(text("evaluate.detail.holds", lang))
            badge = f' <span class="badge good">{said}</span>'
        page = text("page", lang, number=passage["page"])
        where = f"{passage['document']} · {page} · {passage['score']:.3f}"
        shown = escape(text("evaluate.detail.passage", lang, rank=rank))
        rows.append(
            f'<li class="{"holds" if holds else ""}"><b>{shown}</b>{badge}'
            f'<span class="file">{escape(where)}</span><p>{escape(passage["text"])}</p></li>'
        )
    if not rows:
        return ""
    title = text("evaluate.detail.passages", lang, count=len(rows))
    return disclosure(title, f'<ol class="passages">{"".join(rows)}</ol>')


def _list(name: str, items: Sequence[str], lang: Lang) -> str:
    rows = "".join(f"<li>{escape(item)}</li>" for item in items)
    return _section(name, f"<ul>{rows}</ul>", lang)


def _section(name: str, body: str, lang: Lang) -> str:
    return f"<section><h4>{escape(text(f'evaluate.detail.{name}', lang))}</h4>{body}</section>"


def _said(answer: str) -> str:
    """Return an answer as text, its marks told apart."""
    return _MARK.sub(r'<span class="cited">[\1]</span>', escape(answer.strip()))


def _pager(shown: QuestionPage, lang: Lang) -> str:
    if shown.pages < 2:
        return ""
    before, after = (
        f'<button type="button" class="button small" data-page="{shown.page + step}"'
        f"{'' if 0 <= shown.page + step < shown.pages else ' disabled'}>"
        f"{escape(text(f'evaluate.page.{name}', lang))}</button>"
        for step, name in ((-1, "before"), (1, "after"))
    )
    at = escape(text("evaluate.page", lang, page=shown.page + 1, pages=shown.pages))
    return f'<nav class="toolbar pager">{before}<span>{at}</span>{after}</nav>'
