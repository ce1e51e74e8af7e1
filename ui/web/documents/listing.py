"""The list of documents as HTML: a page of it, what is known of each, what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from urllib.parse import quote

from index import DocumentRecord
from ui.losses import loss_lines
from ui.messages import Lang, describe_code, text
from ui.receiving import record_key
from ui.web.documents.browsing import Found, Shelf, View, state_of
from ui.web.documents.job_html import received_html
from ui.web.proof.card import ROUTE

__all__ = ["documents_html", "empty_html", "received_html"]

_BADGES = {"indexed": "good", "partly": "warn", "failed": "bad"}
_LOSSES_SHOWN = 40


def documents_html(shelf: Shelf, view: View, lang: Lang) -> str:
    """Return a page of the documents that fit `view`, with what is done to chosen ones."""
    if not shelf.records:
        return empty_html(lang)
    found = shelf.find(view)
    if not found.records:
        clear = escape(text("documents.clear", lang))
        return (
            f'<div class="empty"><p>{escape(text("documents.none", lang))}</p>'
            f'<button type="button" class="button" data-act="clear">{clear}</button></div>'
        )
    columns = ("state", "pages", "passages", "indexed-at")
    head = "".join(
        f'<th scope="col" class="col-{column}{"" if column == "state" else " number"}">'
        f"{escape(text(f'documents.{column}', lang))}</th>"
        for column in columns
    )
    choose = escape(text("documents.choose.all", lang))
    rows = "".join(_row(shelf, record, lang) for record in found.shown)
    return (
        f"{_bar(shelf, found, view, lang)}"
        '<div class="table-box"><table class="table documents"><thead><tr>'
        f'<th class="col-choose"><input type="checkbox" data-choose="page" aria-label="{choose}">'
        f'</th><th scope="col" class="col-name">{escape(text("documents.name", lang))}</th>{head}'
        f"</tr></thead><tbody>{rows}</tbody></table></div>{_pages(found, lang)}"
    )


def empty_html(lang: Lang) -> str:
    """Return what is to be done first, where there is no document yet."""
    return (
        f'<div class="empty"><h2>{escape(text("documents.empty", lang))}</h2>'
        f"<p>{escape(text('documents.empty.body', lang))}</p></div>"
    )


def _bar(shelf: Shelf, found: Found, view: View, lang: Lang) -> str:
    """Return how many are shown, and what can be done to those that are chosen."""
    passages = f"{sum(record.passages for record in found.records):,}"
    count, every = len(found.records), len(shelf.records)
    counts = {"documents": f"{count:,}", "passages": passages}
    if view.is_narrowed:
        said = text("documents.summary.part", lang, all=f"{every:,}", **counts)
    else:
        said = text("documents.summary", lang, **counts)
    acts = ["collect", "reread", "remove"]
    if view.collection:
        acts.insert(1, "uncollect")
    buttons = "".join(
        f'<button type="button" class="button small{" danger" if act == "remove" else ""}"'
        f' data-chosen="{act}">{escape(text(f"documents.{act}", lang))}</button>'
        for act in acts
    )
    whole = ""
    if found.pages > 1:
        label = escape(text("documents.choose.every", lang, count=f"{count:,}"))
        whole = (
            f'<button type="button" class="button small quiet" data-choose="every"'
            f' data-count="{count}">{label}</button>'
        )
    chosen = escape(text("documents.chosen", lang))
    none = escape(text("documents.choose.none", lang))
    return (
        f'<p class="quiet doc-count" role="status">{escape(said)}</p>'
        f'<div class="toolbar doc-chosen" hidden><b data-said="{chosen}"></b>{whole}{buttons}'
        f'<button type="button" class="button small quiet" data-choose="none">{none}</button></div>'
    )


def _pages(found: Found, lang: Lang) -> str:
    if found.pages == 1:
        return ""
    where = escape(text("documents.page", lang, number=found.page + 1, total=found.pages))

    def button(key: str, page: int) -> str:
        off = "" if 0 <= page < found.pages else " disabled"
        return (
            f'<button type="button" class="button small" data-act="page" data-page="{page}"{off}>'
            f"{escape(text(key, lang))}</button>"
        )

    before, after = (
        button("documents.before", found.page - 1),
        button("documents.after", found.page + 1),
    )
    return f'<nav class="toolbar doc-pages">{before}<span>{where}</span>{after}</nav>'


def _row(shelf: Shelf, record: DocumentRecord, lang: Lang) -> str:
    name, key, state = record.title or record.source, record_key(record), state_of(record)
    told = [record.source] if name != record.source else []
    told += filter(None, (record.fact("publisher"), record.fact("date")))
    file = f'<span class="file">{escape(" · ".join(told))}</span>' if told else ""
    choose = escape(text("documents.choose", lang, name=name))
    reason = ""
    if state == "failed" or record.error:
        reason = f'<p class="failure">{escape(_failure(record, lang))}</p>'
    chips = "".join(
        f'<span class="badge">{escape(one)}</span>' for one in shelf.named.get(key, ())[:6]
    )
    more = escape(text("documents.details", lang))
    label = escape(text("documents.details.of", lang, name=name))
    own = "upload" if shelf.is_upload(record) else "folder"
    return (
        f'<tr data-key="{key}" data-name="{escape(name)}" data-own="{own}">'
        f'<td class="col-choose"><input type="checkbox" data-choose="one" aria-label="{choose}">'
        f'</td><th scope="row" class="col-name"><span class="name">{escape(name)}</span>{file}'
        f"{reason}{f'<span class=doc-chips>{chips}</span>' if chips else ''}"
        f'<details class="disclosure doc-more"><summary aria-label="{label}">{more}</summary>'
        f"{_details(shelf, record, lang)}</details></th>"
        f'<td class="col-state"><span class="badge {_BADGES[state]}">'
        f"{escape(text(f'documents.{state}', lang))}</span></td>"
        f'<td class="col-pages number">{len(record.pages) or "–"}</td>'
        f'<td class="col-passages number">{record.passages or "–"}</td>'
        f'<td class="col-indexed-at number">{escape(_moment(record.indexed_at)[:10]) or "–"}</td>'
        "</tr>"
    )


def _details(shelf: Shelf, record: DocumentRecord, lang: Lang) -> str:
    """Return what is known of a document, what of it was not read, and what can be done."""
    size = text(
        "documents.size",
        lang,
        pages=f"{len(record.pages):,}",
        passages=f"{record.passages:,}",
        characters=f"{record.characters:,}",
    )
    authors = ", ".join(value for name, value in record.facts if name == "author")
    facts = (
        ("file", f"{record.source} ({record.format or '?'})"),
        ("place", " / ".join(shelf.folders_of(record)[-1:])),
        ("publisher", record.fact("publisher")),
        ("author", authors[:300]),
        ("date", record.fact("date")),
        ("size", size if record.state == "indexed" else ""),
        ("indexed", _moment(record.indexed_at)),
        ("collections", ", ".join(shelf.named.get(record_key(record), ()))),
    )
    listed = "".join(
        f"<dt>{escape(text(f'documents.fact.{name}', lang))}</dt><dd>{escape(value)}</dd>"
        for name, value in facts
        if value
    )
    return f'<dl class="doc-facts">{listed}</dl>{_losses(record, lang)}{_acts(record, lang)}'


def _moment(stated: str) -> str:
    """Return a time as the clock on the wall of the server shows it, to the minute."""
    try:
        return f"{datetime.fromisoformat(stated).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return stated


def _losses(record: DocumentRecord, lang: Lang) -> str:
    if record.state != "indexed":
        return ""
    title = escape(text("documents.losses", lang))
    lines = loss_lines(record.losses, lang)
    if not lines:
        return f'<p class="quiet">{escape(text("documents.losses.none", lang))}</p>'
    items = "".join(f"<li>{escape(line)}</li>" for line in lines[:_LOSSES_SHOWN])
    if len(lines) > _LOSSES_SHOWN:
        items += "<li>…</li>"
    return f'<div class="losses"><p>{title}</p><ul>{items}</ul></div>'


def _acts(record: DocumentRecord, lang: Lang) -> str:
    acts: Sequence[str] = ("reread", "collect", "remove")
    buttons = "".join(
        f'<button type="button" class="button small{" danger" if act == "remove" else ""}"'
        f' data-one="{act}">{escape(text(f"documents.{act}", lang))}</button>'
        for act in acts
    )
    ask = ""
    if record.state == "indexed":
        label = escape(text("documents.ask", lang))
        ask = f'<button type="button" class="button small primary" data-one="ask">{label}</button>'
        href = escape(f".{ROUTE}/file/{quote(record.id, safe='')}?lang={lang}")
        target = ' target="_blank" rel="noopener"' if record.format == "pdf" else " download"
        original = escape(text("documents.open", lang))
        ask += f'<a class="button small" href="{href}"{target}>{original}</a>'
    return f'<div class="toolbar doc-acts">{ask}{buttons}</div>'


def _failure(record: DocumentRecord, lang: Lang) -> str:
    details = {"file": record.source, **dict(record.error_details)}
    return describe_code(record.error or "", details, lang)
