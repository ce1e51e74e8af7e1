"""Pages as they look, with the cited lines marked on them, in HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from corpus import Box
from index import DocumentRecord
from ui.evidence.originals import count_pages
from ui.evidence.pages import WIDTHS
from ui.evidence.proof import Proof, ShownPage
from ui.messages import Lang, text
from ui.rendering import page_place

# A mark reaches a little over its letters, in shares of the page.
_MARGIN_X, _MARGIN_Y = 0.003, 0.0015


def pages_html(proof: Proof, lang: Lang) -> str:
    """Return the pages of a proof in a frame that scrolls, with the ways to other pages."""
    first, last = proof.pages[0], proof.pages[-1]
    count = count_pages(proof.record)
    figures = "".join(page_html(proof.record, page, lang) for page in proof.pages)
    name = page_place(first.number, first.label, lang)
    frame = escape(text("page.frame", lang, page=name))
    marked = " ".join(str(page.number) for page in proof.pages)
    turns = [
        _button("turn", "before", "page.before", "‹", lang, is_off=first.number <= 1),
        f'<span class="page-at" role="status">{escape(page_count(first, count, lang))}</span>',
        _button("turn", "after", "page.after", "›", lang, is_off=last.number >= count),
        f'<button type="button" class="act" data-turn="marked" hidden>'
        f"{escape(text('page.marked', lang))}</button>",
    ]
    zooms = [
        _button("zoom", "out", "page.smaller", "−", lang),
        _button("zoom", "in", "page.larger", "+", lang),
    ]
    return (
        f'<div class="page-bar"><span class="page-turns">{"".join(turns)}</span>'
        f'<span class="page-zooms">{"".join(zooms)}</span></div>'
        f'<div class="page-frame" tabindex="0" role="region" aria-label="{frame}"'
        f' data-marked="{marked}" data-count="{count}">{figures}</div>'
    )


def page_html(record: DocumentRecord, page: ShownPage, lang: Lang) -> str:
    """Return one page with its marks."""
    address = f"./evidence/page/{quote(record.id, safe='')}/{page.number}"
    sizes = ", ".join(f"{address}?w={width} {width}w" for width in WIDTHS)
    name = page_place(page.number, page.label, lang)
    key = "page.alt.marked" if page.boxes else "page.alt.plain"
    marked = text(key, lang, count=len(page.boxes))
    alt = text("page.alt", lang, title=record.title or record.source, page=name, marked=marked)
    said = escape(page_count(page, count_pages(record), lang))
    return (
        f'<figure class="page-shot" data-page="{page.number}" data-said="{said}">'
        f'<div class="sheet"><img data-srcset="{escape(sizes)}" alt="{escape(alt)}"'
        f' decoding="async">{marks_html(page.boxes)}</div></figure>'
    )


def page_count(page: ShownPage, count: int, lang: Lang) -> str:
    """Return which page this is of how many."""
    name = page_place(page.number, page.label, lang)
    return f"{name} / {text('page.of', lang, count=count)}"


def marks_html(boxes: Sequence[Box]) -> str:
    """Return the marks over a page's image, placed in per cent of it."""
    marks = []
    for box in boxes:
        left, top = max(0.0, box.left - _MARGIN_X), max(0.0, box.top - _MARGIN_Y)
        right, bottom = min(1.0, box.right + _MARGIN_X), min(1.0, box.bottom + _MARGIN_Y)
        style = f"left:{left:.3%};top:{top:.3%};width:{right - left:.3%};height:{bottom - top:.3%}"
        marks.append(f'<span class="inked" style="{style}"></span>')
    return "".join(marks)


def _button(kind: str, way: str, key: str, sign: str, lang: Lang, is_off: bool = False) -> str:
    label = escape(text(key, lang))
    off = " disabled" if is_off else ""
    return (
        f'<button type="button" class="sign" data-{kind}="{way}" aria-label="{label}"'
        f' title="{label}"{off}>{sign}</button>'
    )
