"""The evidence panel: a card for each citation, the cited span lit up in its passage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from assistant import Citation
from corpus import Span
from index import Hit
from ui.evidence.proof import Place
from ui.messages import Lang, text
from ui.rendering import Surroundings, chip_target, marked_html, page_place, table_where
from ui.web.chat.conversation import Turn
from ui.web.icons import CROSS, icon_html
from ui.web.proof.card import details_path

# How much of a neighbouring passage helps to place the cited one.
_NEIGHBOUR_CHARS = 240
_TITLE_CHARS = 120
Surround = Callable[[Citation], Surroundings | None]


def panel_html(turns: Sequence[Turn], surround: Surround, lang: Lang) -> str:
    """Return the evidence of all turns, the last one shown; chips call up the others."""
    if not turns:
        return _note(text("evidence.empty", lang))
    return "".join(turn_html(turn, surround, lang, turn is turns[-1]) for turn in turns)


def used_citations(turn: Turn) -> tuple[Citation, ...]:
    """Return the citations that the answer's sentences name, as far as it has come."""
    if turn.answer is None:
        return ()
    used = {n for sentence in turn.answer.sentences for n in sentence.citations}
    return tuple(citation for citation in turn.answer.citations if citation.n in used)


def turn_html(turn: Turn, surround: Surround, lang: Lang, is_shown: bool) -> str:
    """Return the evidence of one turn: used citations, near misses closed below."""
    cards = [
        card_html(turn.number, citation, surround(citation), lang)
        for citation in used_citations(turn)
    ]
    title = text("evidence.of", lang, question=turn.question[:_TITLE_CHARS])
    shown = " shown" if is_shown else ""
    is_waiting = turn.answer is None and turn.failure is None and not turn.is_stopped
    body = "".join(cards) or _note(text("chat.searching" if is_waiting else "evidence.none", lang))
    near = turn.answer.near_misses if turn.answer else ()
    asked = turn.answer.understood if turn.answer else turn.question
    return (
        f'<section class="turn{shown}" id="turn-{turn.number}" aria-label="{escape(title)}"'
        f' data-question="{escape(asked)}" data-scope="{escape(turn.scope)}">'
        f'<h3 class="turn-title">{escape(title)}</h3>{body}'
        f"{near_html(near, lang)}</section>"
    )


def card_html(turn: int, citation: Citation, context: Surroundings | None, lang: Lang) -> str:
    """Return the card that chip `[n]` opens; what its page can look up comes when it is opened."""
    target = chip_target(turn, citation.n)
    name = text("evidence.card", lang, n=citation.n, title=citation.title)
    details = ""
    gone = ""
    if context is None:
        gone = f'<p class="trouble">{escape(text("evidence.gone", lang))}</p>'
        context = Surroundings("", citation.quote, "", Span(0, len(citation.quote)))
    else:
        columns = citation.table.columns if citation.table else ()
        start, end = citation.start, citation.end
        place = Place(citation.document_id, citation.passage_id, start, end)
        details = _details(place, citation.document, lang, columns)
        if context.mark is None:
            context = Surroundings(context.before, citation.quote, context.after, None)
    state = "verified" if citation.verified else "unverified"
    return (
        f'<article class="card cited" id="{target}" tabindex="-1" aria-label="{escape(name)}"'
        f'{details}><header><a class="card-n" href="#{target.replace("src", "ref")}"'
        f' aria-label="{escape(text("evidence.back", lang))}">{citation.n}</a>'
        f'<div class="card-head">{_title(citation.title, citation.document)}'
        f'<p class="where">{escape(_place(citation, lang))}</p></div>'
        f'<span class="badge {state}">{escape(text(f"evidence.{state}", lang))}</span></header>'
        f'<p class="gist">{escape(citation.quote)}</p>'
        f'<div class="card-body">{_crumbs(citation.heading, citation.title, lang)}'
        f'<div class="proof-top"></div>{gone}{_context_html(context, lang)}'
        f'<div class="proof-rest"></div></div></article>'
    )


def near_html(hits: Sequence[Hit], lang: Lang) -> str:
    """Return what came close, closed and named as not used."""
    if not hits:
        return ""
    summary = text("evidence.near", lang, count=len(hits))
    return (
        f'<details class="near disclosure"><summary>{escape(summary)}</summary>'
        f'<p class="quiet">{escape(text("evidence.near.why", lang))}</p>'
        f"{''.join(hit_html(hit, lang) for hit in hits)}</details>"
    )


def hit_html(
    hit: Hit, lang: Lang, marked: str | None = None, badge: str = "", acts: str = ""
) -> str:
    """Return a passage that was found, without number or mark.

    `marked` is its text as HTML where words of it are marked; `badge` stands in the head and
    `acts` below, HTML both.
    """
    passage, record = hit.passage, hit.document
    label = record.page_label(passage.page)
    span = passage.span
    details = _details(Place(record.id, passage.id, span.start, span.end), record.source, lang)
    return (
        f'<article class="card plain" tabindex="-1"{details}><header><div class="card-head">'
        f"{_title(record.title, record.source)}"
        f'<p class="where">{escape(page_place(passage.page, label, lang))}</p>'
        f"{_also_in(hit, lang)}</div>{badge}</header>"
        f'<div class="card-body">{_crumbs(passage.heading, record.title, lang)}'
        f'<div class="proof-top"></div>'
        f'<div class="context"><p class="passage">'
        f"{escape(passage.text) if marked is None else marked}</p></div>"
        f'<button type="button" class="act deeper">{escape(text("evidence.deeper", lang))}</button>'
        f'<div class="proof-rest"></div></div>{acts}</article>'
    )


def title_html(lang: Lang) -> str:
    """Return the panel's head; on a phone it is the handle of a sheet and its way out."""
    shut = escape(text("sheet.close", lang))
    return (
        f'<button type="button" class="sheet-open" aria-expanded="false" aria-controls="proof">'
        f'{escape(text("sheet.open", lang))} <b class="sheet-count"></b></button>'
        f'<div class="proof-head"><h2 class="proof-title">{escape(text("evidence.title", lang))}'
        f'</h2><button type="button" class="sheet-close icon" aria-label="{shut}" title="{shut}">'
        f"{icon_html(CROSS, 18, 2)}</button></div>"
    )


def _details(place: Place, source: str, lang: Lang, columns: Sequence[str] = ()) -> str:
    """Return what tells the page where to look a card's details up."""
    address = escape(details_path(place, lang, columns))
    is_pdf = " data-pdf" if source.casefold().endswith(".pdf") else ""
    return f' data-details="{address}" data-passage="{escape(place.passage_id)}"{is_pdf}'


def _crumbs(heading: Sequence[str], title: str, lang: Lang) -> str:
    """Return the headings above a place; a first one that only repeats the title is left out."""
    path = heading[1:] if heading and heading[0] == title else heading
    if not path:
        return ""
    steps = "".join(f"<li>{escape(step)}</li>" for step in path)
    return f'<ol class="crumbs" aria-label="{escape(text("evidence.crumbs", lang))}">{steps}</ol>'


def _also_in(hit: Hit, lang: Lang) -> str:
    others = dict.fromkeys(same.document.title or same.document.source for same in hit.also_in)
    if not others:
        return ""
    return f'<p class="where">{escape(text("also-in", lang, documents=", ".join(others)))}</p>'


def _context_html(context: Surroundings, lang: Lang) -> str:
    before = context.before[-_NEIGHBOUR_CHARS:]
    after = context.after[:_NEIGHBOUR_CHARS]
    if before != context.before:
        before = f"…{before}"
    if after != context.after:
        after = f"{after}…"
    more = (
        f'<button type="button" class="more" aria-expanded="false">'
        f"{escape(text('evidence.more', lang))}</button>"
        if before or after
        else ""
    )
    return (
        '<div class="context">'
        + (f'<p class="beside">{escape(before)}</p>' if before else "")
        + f'<p class="passage">{marked_html(context.text, context.mark)}</p>'
        + (f'<p class="beside">{escape(after)}</p>' if after else "")
        + f"</div>{more}"
    )


def _title(title: str, source: str) -> str:
    file = f'<span class="file">{escape(source)}</span>' if title and title != source else ""
    shown = escape(title or source)
    return (
        f'<h4><button type="button" class="card-open" aria-expanded="false">{shown}</button></h4>'
        f"{file}"
    )


def _place(citation: Citation, lang: Lang) -> str:
    page = page_place(citation.page, citation.page_label, lang)
    return " · ".join(part for part in (page, table_where(citation.table, lang)) if part)


def _note(sentence: str) -> str:
    return f'<p class="quiet">{escape(sentence)}</p>'
