"""The part of the report that shows every question with its answer and its proof."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.metrics import DEPTH
from assistant.evaluation.report_parts import heading, one_line, safe
from assistant.evaluation.report_text import Lang, word
from assistant.evaluation.result import QuestionResult
from assistant.evaluation.slices import SLICES, cut
from assistant.evaluation.table import group_name
from index import Hit

# Beyond this a page of questions is too heavy for a browser; the JSON holds them all.
MAX_QUESTIONS = 500
# What the questions may be filtered by, beside whether they were missed.
FILTERS = ("by_type", "by_style", "by_hardness", "by_language", "by_document")
# What they may be sorted by, and whether the largest comes first.
ORDERS = (("rank", True), ("confidence", False), ("latency", True))


def render_questions(results: Sequence[QuestionResult], lang: Lang) -> str:
    """Return a section of one fold-out a question; missed ones first where not all fit.

    The filters are hidden until the page's script shows them; without it the choice between
    all questions and missed ones works by style sheet alone.
    """
    shown = list(results)
    note = ""
    if len(shown) > MAX_QUESTIONS:
        shown = sorted(shown, key=lambda result: not result.is_missed)[:MAX_QUESTIONS]
        omitted = word("omitted", lang, shown=len(shown), omitted=len(results) - len(shown))
        note = f'<p class="soft">{safe(omitted)}</p>'
    choices = "".join(
        f'<label><input type="radio" name="show" id="{key}"{checked}> '
        f"{safe(word(f'show-{key}', lang))}</label>"
        for key, checked in (("all", " checked"), ("missed", ""))
    )
    return (
        f"{heading('questions', lang)}{note}<fieldset>{choices}</fieldset>{_filters(shown, lang)}"
        f'<div id="list">{"".join(_question(result, lang) for result in shown)}</div>'
    )


def _filters(shown: Sequence[QuestionResult], lang: Lang) -> str:
    picks = []
    for name in FILTERS:
        groups = cut([result.question for result in shown], name)
        if len(groups) < 2:
            continue
        options = "".join(
            f'<option value="{safe(group)}">{safe(group_name(name, group, lang))}</option>'
            for group in groups
        )
        title = safe(word(name.replace("_", "-"), lang))
        picks.append(
            f'<label>{title} <select data-of="{name.removeprefix("by_")}">'
            f'<option value="">{safe(word("show-all", lang))}</option>{options}</select></label>'
        )
    orders = "".join(
        f'<option value="{name}"{" data-down=1" if is_down else ""}>'
        f"{safe(word(f'order-{name}', lang))}</option>"
        for name, is_down in ORDERS
    )
    return (
        f'<form id="filters" hidden><label>{safe(word("find", lang))} '
        f'<input type="search" autocomplete="off"></label>{"".join(picks)}'
        f'<label>{safe(word("order", lang))} <select data-sort><option value="">'
        f"{safe(word('order-none', lang))}</option>{orders}</select></label>"
        f'<button type="button">{safe(word("reset", lang))}</button>'
        '<output id="shown"></output></form>'
    )


def _question(result: QuestionResult, lang: Lang) -> str:
    question = result.question
    badges = "".join(
        f'<span class="badge {kind}">{safe(said)}</span>' for said, kind in _badges(result, lang)
    )
    body = [
        _list("context", question.context, lang),
        _understood(result, lang),
        _answer(result, lang),
        _list("gold-answers", question.answers, lang),
        _list("nuggets", [" / ".join(nugget) for nugget in question.nuggets], lang),
        _evidence(question, lang),
        "".join(_citation(citation, lang) for citation in result.answer.citations),
        _passages(result, lang),
    ]
    if result.answer.citations:
        body.insert(6, heading("citations", lang, 3))
    groups = {name: SLICES[name](question) or "" for name in FILTERS}
    data = "".join(
        f' data-{name.removeprefix("by_")}="{safe(group)}"' for name, group in groups.items()
    )
    rank = 0 if not question.answerable else result.rank or DEPTH + 1
    figures = word(
        "question-figures",
        lang,
        confidence=result.answer.confidence,
        latency=result.latency_ms,
    )
    hardness = groups["by_hardness"]
    tags = [question.style, question.type]
    if hardness:
        tags.append(f"{word('hardness', lang)} {group_name('by_hardness', hardness, lang)}")
    return (
        f'<details class="{"missed" if result.is_missed else "fine"}"{data} data-rank="{rank}" '
        f'data-confidence="{result.answer.confidence:.6f}" '
        f'data-latency="{result.latency_ms:.1f}"><summary>'
        f'<span class="id">{safe(question.id)}</span>'
        f'<span class="ask">{safe(question.question)}</span>'
        f'<span class="tags">{badges}{_tags(tags)}'
        f'<span class="soft">{safe(figures)}</span></span>'
        f'</summary><div class="body">{"".join(body)}</div></details>'
    )


def _tags(said: Sequence[str]) -> str:
    return "".join(f'<span class="badge">{safe(one)}</span>' for one in said)


def _badges(result: QuestionResult, lang: Lang) -> list[tuple[str, str]]:
    if not result.question.answerable:
        key = "right-abstention" if result.abstained else "missed-abstention"
        return [(word(key, lang), "good" if result.abstained else "bad")]
    found = result.rank is not None
    rank = word("rank", lang, rank=result.rank) if found else word("not-found", lang)
    badges = [(rank, "good" if found else "bad")]
    if result.abstained:
        return [*badges, (word("abstained", lang), "bad")]
    for name, hit in (("answer", result.answer_hit), ("citation", result.citation_hit)):
        if hit is not None:
            key = f"{name}-hit" if hit else f"{name}-missed"
            badges.append((word(key, lang), "good" if hit else "bad"))
    return badges


def _understood(result: QuestionResult, lang: Lang) -> str:
    understood = result.answer.understood
    if understood.strip() == result.question.question.strip():
        return ""
    return f'<h3>{safe(word("understood", lang))}</h3><p class="said">{safe(understood)}</p>'


def _answer(result: QuestionResult, lang: Lang) -> str:
    said = result.answer.text.strip() or word("no-answer", lang)
    return f'<h3>{safe(word("answer", lang))}</h3><p class="said">{safe(said)}</p>'


def _list(title: str, items: Sequence[str], lang: Lang) -> str:
    if not items:
        return ""
    rows = "".join(f'<li class="said">{safe(item)}</li>' for item in items)
    return f"<h3>{safe(word(title, lang))}</h3><ul>{rows}</ul>"


def _evidence(question: GoldQuestion, lang: Lang) -> str:
    if not question.evidence:
        return ""
    quotes = "".join(
        f"<blockquote>{safe(one_line(evidence.quote))}"
        f'<br><span class="soft">[{number}] {safe(evidence.doc)}</span></blockquote>'
        for number, evidence in enumerate(question.evidence)
    )
    together = "".join(
        f'<p class="soft">{safe(word("together", lang, numbers=", ".join(map(str, group))))}</p>'
        for group in question.alternatives
        if len(group) > 1
    )
    return f"<h3>{safe(word('evidence', lang))}</h3>{quotes}{together}"


def _citation(citation: Citation, lang: Lang) -> str:
    state = "verified" if citation.verified else "unverified"
    kind = "good" if citation.verified else "bad"
    place = " · ".join(
        [
            citation.document,
            word("page", lang, page=citation.page_label or citation.page),
            *citation.heading,
        ]
    )
    return (
        f"<blockquote>[{citation.n}] {safe(citation.quote)}<br>"
        f'<span class="soft">{safe(place)}</span> '
        f'<span class="badge {kind}">{safe(word(state, lang))}</span></blockquote>'
    )


def _passages(result: QuestionResult, lang: Lang) -> str:
    if not result.hits:
        return ""
    rows = "".join(
        _passage(hit, rank in result.touching, lang) for rank, hit in enumerate(result.hits, 1)
    )
    title = word("passages", lang, count=len(result.hits))
    return f"<details><summary>{safe(title)}</summary><ol>{rows}</ol></details>"


def _passage(hit: Hit, holds_evidence: bool, lang: Lang) -> str:
    place = f"{hit.document.source} · {word('page', lang, page=hit.passage.page)}"
    badge = (
        f' <span class="badge good">{safe(word("touching", lang))}</span>' if holds_evidence else ""
    )
    return (
        f'<li><span class="soft">{safe(place)} · {hit.score:.3f}</span>{badge}'
        f'<blockquote class="{"holds" if holds_evidence else ""}">{safe(hit.passage.text)}'
        "</blockquote></li>"
    )
