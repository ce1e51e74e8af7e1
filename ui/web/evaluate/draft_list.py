"""Drafts of gold questions and the library's own set, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from assistant import GoldCheck
from ui.evaluating import Draft
from ui.messages import Lang, text
from ui.web.evaluate.gold import say_finding
from ui.web.evaluate.parts import notice, say_when


def drafts_html(drafts: Sequence[Draft], chosen: str, lang: Lang) -> str:
    """Return the drafts, newest first, each a button that opens it in the form."""
    title = escape(text("evaluate.drafts", lang, count=len(drafts)))
    if not drafts:
        none = escape(text("evaluate.drafts.none", lang))
        return f'<h3>{title}</h3><p class="quiet">{none}</p>'
    rows = "".join(_draft(draft, lang, is_chosen=draft.id == chosen) for draft in drafts)
    return f'<h3>{title}</h3><ul class="drafts">{rows}</ul>'


def own_html(records: Sequence[Mapping[str, Any]], lang: Lang) -> str:
    """Return the library's own gold questions, each to be taken out, and the file."""
    if not records:
        return ""
    title = escape(text("evaluate.own", lang, count=len(records)))
    rows = "".join(_own(record, lang) for record in records)
    label = escape(text("evaluate.own.download", lang))
    return (
        f'<div class="group-head"><h3>{title}</h3><a class="button small" '
        f'href="evaluations/gold.jsonl" download>{label}</a></div><ul class="own">{rows}</ul>'
    )


def said_html(draft: Draft, lang: Lang) -> str:
    """Return what was answered then, and why that was not good."""
    record = draft.record
    reason = ""
    if record.get("reason"):
        said = text("evaluate.drafts.reason", lang, reason=record["reason"])
        reason = f'<p class="reason">{escape(said)}</p>'
    title = escape(text("evaluate.drafts.said", lang))
    shown = escape(draft.answer) or escape(text("evaluate.detail.answer.none", lang))
    context = ""
    if record.get("context"):
        asked = "".join(f"<li>{escape(one)}</li>" for one in record["context"])
        context = f"<h4>{escape(text('evaluate.detail.context', lang))}</h4><ul>{asked}</ul>"
    return f'{context}<h4>{title}</h4><p class="said">{shown}</p>{reason}'


def check_html(check: GoldCheck, file: str, lang: Lang) -> str:
    """Return what the checker says of a completed draft."""
    findings = (*check.errors, *check.warnings)
    listed = "".join(f"<li>{escape(say_finding(found, file, lang))}</li>" for found in findings)
    body = f"<ul>{listed}</ul>" if listed else ""
    if check.errors:
        said = escape(text("evaluate.form.mend", lang))
        return f'<div class="notice bad" role="alert">{body}<p>{said}</p></div>'
    said = escape(text("evaluate.form.good", lang))
    kind = "warn" if listed else "good"
    return f'<div class="notice {kind}" role="status"><p>{said}</p>{body}</div>'


def waiting_html(drafts: Sequence[Draft], lang: Lang) -> str:
    """Return how many drafts wait to be completed, with a button that leads to them."""
    waiting = sum(not draft.is_taken for draft in drafts)
    if not waiting:
        return ""
    said = escape(text("evaluate.drafts.waiting", lang, count=waiting))
    label = escape(text("evaluate.drafts.see", lang))
    return (
        f'<div class="notice toolbar"><span>{said}</span>'
        f'<button type="button" class="button small push" data-open="drafts">{label}</button></div>'
    )


def added_html(lang: Lang) -> str:
    """Return that a draft is in the set now."""
    return f'<div role="status">{notice(text("evaluate.form.added", lang), "good")}</div>'


def _draft(draft: Draft, lang: Lang, *, is_chosen: bool) -> str:
    record = draft.record
    verdict = "up" if record.get("verdict") == "up" else "down"
    state, kind = ("taken", "good") if draft.is_taken else ("needed", "warn")
    about = [text(f"evaluate.drafts.{verdict}", lang), say_when(str(record.get("at", "")))]
    if record.get("reason"):
        about.append(str(record["reason"]))
    current = ' aria-current="true"' if is_chosen else ""
    return (
        f'<li><button type="button" class="draft" data-draft="{escape(draft.id)}"{current}>'
        f'<span class="draft-question">{escape(record["question"])}</span>'
        f'<span class="file">{escape(" · ".join(about))}</span>'
        f'<span class="badge {kind}">{escape(text(f"evaluate.drafts.{state}", lang))}</span>'
        "</button></li>"
    )


def _own(record: Mapping[str, Any], lang: Lang) -> str:
    question = str(record.get("question", ""))
    label = escape(text("evaluate.own.drop.of", lang, question=question))
    answers = record.get("answers") or []
    told = [str(record.get("type", "")), *map(str, answers[:1])]
    return (
        f'<li><span>{escape(question)}<span class="file">'
        f"{escape(' · '.join(filter(None, told)))}</span></span>"
        f'<button type="button" class="button small danger" data-drop="{escape(str(record["id"]))}"'
        f' aria-label="{label}">{escape(text("evaluate.own.drop", lang))}</button></li>'
    )
