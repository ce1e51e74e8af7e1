"""The part of the report that shows every question with its answer and its proof."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from assistant.answer import Citation
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.report_text import Lang, word
from assistant.evaluation.result import QuestionResult
from index import Hit

# Beyond this a page of questions is too heavy for a browser; the JSON holds them all.
MAX_QUESTIONS = 500
# Characters that no HTML document may hold, even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def safe(text: str) -> str:
    """Return text that is nothing but text in HTML, in an element or an attribute."""
    return escape(_FORBIDDEN.sub("\ufffd", text), quote=True)


def render_questions(results: Sequence[QuestionResult], lang: Lang) -> str:
    """Return a section of one fold-out a question; missed ones first where not all fit."""
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
        f"<h2>{safe(word('questions', lang))}</h2>{note}<fieldset>{choices}</fieldset>"
        f"{''.join(_question(result, lang) for result in shown)}"
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
        body.insert(6, f"<h3>{safe(word('citations', lang))}</h3>")
    return (
        f'<details class="{"missed" if result.is_missed else "fine"}"><summary>'
        f'<span class="id">{safe(question.id)}</span>'
        f'<span class="ask">{safe(question.question)}</span>'
        f'<span class="badge">{safe(question.style)}</span>'
        f'<span class="badge">{safe(question.type)}</span>{badges}'
        f'</summary><div class="body">{"".join(body)}</div></details>'
    )


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
        f"<blockquote>{safe(_one_line(evidence.quote))}"
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


def _one_line(text: str) -> str:
    return " ".join(text.split())
