"""What an opened card shows beyond its text: the page, the table, the file, in HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote, urlencode

from index import DocumentRecord
from ui.evidence.proof import Place, Proof
from ui.messages import Lang, describe, text
from ui.rendering import page_name
from ui.web.proof.page import pages_html
from ui.web.proof.table import table_html

# Below the page, wherever that stands.
ROUTE = "/evidence"
_YEAR_CHARS = 4


def place_query(place: Place, lang: Lang, **more: str | int) -> str:
    """Return a place as the query of an address; `read_place` of the routes reads it."""
    return urlencode(
        {
            "document": place.document_id,
            "passage": place.passage_id,
            "start": place.start,
            "end": place.end,
            "lang": lang,
            **more,
        }
    )


def details_path(place: Place, lang: Lang, columns: Sequence[str] = ()) -> str:
    """Return where the details of a place are asked for; `columns` are those that are cited."""
    named = "".join(f"&column={quote(name, safe='')}" for name in columns)
    return f".{ROUTE}/details?{place_query(place, lang)}{named}"


def details_html(proof: Proof, lang: Lang, columns: Sequence[str] = ()) -> str:
    """Return what to show of a proof beside its passage; the page puts it into the open card."""
    record = proof.record
    views = ["text"]
    shown = []
    if proof.pages:
        views.insert(0, "page")
        shown.append(
            f'<section class="view" data-view="page" hidden>{pages_html(proof, lang)}</section>'
        )
    if proof.table is not None:
        views.insert(len(views) - 1, "table")
        table = table_html(proof.table, proof.place.start, proof.place.end, columns, lang)
        shown.append(f'<section class="view" data-view="table" hidden>{table}</section>')
    tabs = ""
    if len(views) > 1:
        buttons = "".join(
            f'<button type="button" data-show="{view}" aria-pressed="false">'
            f"{escape(text(f'view.{view}', lang))}</button>"
            for view in views
        )
        label = escape(text("view.label", lang))
        tabs = f'<div class="view-tabs" role="group" aria-label="{label}">{buttons}</div>'
    said = describe(proof.trouble, lang) if proof.trouble is not None else ""
    trouble = f'<p class="trouble">{escape(said)}</p>' if said else ""
    return (
        f'<p class="facts">{_facts(record)}</p>{tabs}{"".join(shown)}{trouble}'
        f'<p class="acts">{_open_link(proof, lang) if proof.has_file else ""}'
        f"{_copy_button(proof, lang)}</p>"
        f'<p class="reference" hidden>{escape(reference(record, _number(proof), lang))}</p>'
        f"{_why_html(lang)}"
    )


def reference(record: DocumentRecord, page: int | None, lang: Lang) -> str:
    """Return how to name a page in one's own writing, as in `「제목」(기관, 2024), 3쪽`."""
    title = record.title or PurePosixPath(record.source).stem
    told = filter(None, (record.fact("publisher"), record.fact("date")[:_YEAR_CHARS]))
    inner = ", ".join(told)
    origin = (f"({inner})" if lang == "ko" else f" ({inner})") if inner else ""
    if page is None or not _has_pages(record):
        return text("reference.plain", lang, title=title, origin=origin)
    name = page_name(page, record.page_label(page), lang)
    return text("reference", lang, title=title, origin=origin, page=name)


def _facts(record: DocumentRecord) -> str:
    told = (record.fact("publisher"), record.fact("date"), record.source)
    return " · ".join(f"<span>{escape(one)}</span>" for one in told if one)


def _number(proof: Proof) -> int | None:
    if proof.pages:
        return proof.pages[0].number
    start = proof.place.start
    page = next((one for one in proof.record.pages if start < one.end), None)
    return page.number if page else (proof.passage.page if proof.passage else None)


def _has_pages(record: DocumentRecord) -> bool:
    """Tell whether a page says more than that there is one: a text file is one page."""
    return len(record.pages) > 1 or record.format == "pdf"


def _open_link(proof: Proof, lang: Lang) -> str:
    record = proof.record
    is_shown = record.format == "pdf"
    number = _number(proof)
    anchor = f"#page={number}" if is_shown and number else ""
    path = f".{ROUTE}/file/{quote(record.id, safe='')}?lang={lang}{anchor}"
    label = text("original.opens" if is_shown else "original.saves", lang, file=record.source)
    target = ' target="_blank" rel="noopener"' if is_shown else " download"
    return (
        f'<a class="act" href="{escape(path)}"{target} aria-label="{escape(label)}">'
        f"{escape(text('original.open', lang))}</a>"
    )


def _copy_button(proof: Proof, lang: Lang) -> str:
    told = reference(proof.record, _number(proof), lang)
    return (
        f'<button type="button" class="act copy" data-reference="{escape(told)}"'
        f' title="{escape(told)}">{escape(text("copy", lang))}</button>'
    )


def _why_html(lang: Lang) -> str:
    """Return the place for the reasons, which are worked out when it is opened."""
    return (
        f'<details class="why disclosure"><summary>{escape(text("why", lang))}</summary>'
        f'<div class="reasons" role="status"></div></details>'
    )
