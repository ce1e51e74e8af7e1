"""What a search found, what it is narrowed to, and what to do where nothing is found: as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from index import Change, Hit, Scope
from ui.filters import scope_lines
from ui.marking import find_marks, marks_html
from ui.messages import Lang, text
from ui.rewording import say_changes
from ui.web.icons import CROSS, icon_html
from ui.web.proof.panel import hit_html

# A value of a filter as its component holds it.
Narrowed = Mapping[str, object]
ORDERS = ("best", "new", "place")
_QUERY_CHARS = 80
# A longer query is not worth an address.
_ADDRESS_CHARS = 200


def results_html(
    query: str,
    hits: Sequence[Hit],
    lang: Lang,
    scope: Scope | None = None,
    changes: Sequence[Change] = (),
    words: frozenset[str] = frozenset(),
) -> str:
    """Return the passages of a search in their order, `words` marked in them.

    Above them stands what was put right in the query, and what its filters leave or leave out.
    """
    if not query.strip():
        return ""
    key = "search.count" if hits else "search.none"
    said = text(key, lang, query=query.strip()[:_QUERY_CHARS], count=len(hits))
    lines = [said, say_changes(changes, lang), *(scope_lines(scope, lang) if scope else ())]
    told = "<br>".join(escape(line) for line in lines if line)
    asked = escape(query.strip()[:_ADDRESS_CHARS])
    status = f'<p class="quiet" role="status" data-asked="{asked}">{told}</p>'
    if hits:
        cards = "".join(_hit_html(hit, words, lang) for hit in hits)
        head = f'<h3 class="unseen">{escape(text("search.found", lang))}</h3>'
        about = escape(query.strip())
        return f'{status}{head}<div class="hits" data-question="{about}">{cards}</div>'
    advice = [text("search.none.try", lang)]
    if scope:
        advice.insert(0, text("search.none.filtered", lang))
    return f'{status}<p class="notice">{"<br>".join(map(escape, advice))}</p>'


def empty_html(examples: Sequence[str], lang: Lang, *, is_library_empty: bool) -> str:
    """Return what stands where nothing was searched yet."""
    body = text("search.empty.library" if is_library_empty else "search.empty.body", lang)
    buttons = "".join(
        f'<li><button type="button" data-query="{escape(example)}">{escape(example)}</button></li>'
        for example in examples
    )
    return (
        f'<div class="empty"><h3>{escape(text("search.empty.title", lang))}</h3>'
        f"<p>{escape(body)}</p>"
        + (f'<ul class="prompts">{buttons}</ul>' if buttons else "")
        + "</div>"
    )


def chips_html(narrowed: Narrowed, lang: Lang) -> str:
    """Return what is narrowed, a chip a value, each with a button that takes it away."""
    chips = [_chip(field, value, lang) for field, value in _each(narrowed)]
    if not chips:
        return ""
    clear = escape(text("search.clear", lang))
    more = f'<button type="button" class="button quiet small" data-clear>{clear}</button>'
    return (
        f'<div class="toolbar" role="group" aria-label="{escape(text("search.narrowed", lang))}">'
        f"{''.join(chips)}{more if len(chips) > 1 else ''}</div>"
    )


def without(narrowed: Narrowed, field: str, value: str) -> dict[str, object]:
    """Return what is narrowed without one value of one field; without all for no field."""
    left: dict[str, object] = {}
    for name, held in narrowed.items():
        if isinstance(held, (list, tuple)):
            left[name] = [one for one in held if field and (name, one) != (field, value)]
        else:
            left[name] = "" if name == field or not field else held
    return left


def put_in_order(hits: Sequence[Hit], order: str) -> list[Hit]:
    """Return hits, best first, in another order; equals stay as they are."""
    if order == "new":
        return sorted(hits, key=lambda hit: hit.document.fact("date"), reverse=True)
    if order == "place":
        return sorted(hits, key=lambda hit: (hit.document.source, hit.passage.ordinal))
    return list(hits)


def _each(narrowed: Narrowed) -> Iterator[tuple[str, str]]:
    for field, held in narrowed.items():
        for value in held if isinstance(held, (list, tuple)) else [held]:
            if value:
                yield field, str(value)


def _chip(field: str, value: str, lang: Lang) -> str:
    shown = f"‘{value}’"
    if field in ("kinds", "languages"):
        shown = text(f"{field.removesuffix('s')}.{value}", lang)
    elif field.startswith("date"):
        shown = value
    said = text(f"filter.{field}", lang, values=shown)
    remove = escape(text("search.remove", lang, condition=said))
    return (
        f'<span class="chip"><span>{escape(said)}</span>'
        f'<button type="button" aria-label="{remove}" title="{remove}" data-field="{field}"'
        f' data-value="{escape(value)}">{icon_html(CROSS, 12, 2.4)}</button></span>'
    )


def _hit_html(hit: Hit, words: frozenset[str], lang: Lang) -> str:
    passage, record = hit.passage, hit.document
    badge = ""
    if passage.kind != "prose":
        badge = f'<span class="badge">{escape(text(f"kind.{passage.kind}", lang))}</span>'
    begin = escape(text("search.ask.begin", lang, title=record.title or record.source))
    acts = (
        '<div class="toolbar"><button type="button" class="button quiet small"'
        f' data-ask="{begin}">{escape(text("search.ask", lang))}</button>'
        f'<button type="button" class="button quiet small" data-only="{escape(record.source)}">'
        f"{escape(text('search.only', lang))}</button></div>"
    )
    marked = marks_html(passage.text, find_marks(passage.text, words))
    return hit_html(hit, lang, marked, badge, acts)
