"""Searching: passages without an answer made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from corpus import GeungeoError
from index import FORMATS, KINDS, LANGUAGES
from ui.filters import read_filters
from ui.marking import query_words
from ui.messages import Lang, text
from ui.service import Service
from ui.web.chat.ask_tab import ASK_AT_ONCE
from ui.web.labels import HIDDEN, Labels, Updates, build_html, changed
from ui.web.notices import failure_html
from ui.web.search_results import (
    ORDERS,
    chips_html,
    empty_html,
    put_in_order,
    results_html,
    without,
)

# What a search can be narrowed to, in the order of the components and of `found_html`.
_FIELDS = (
    "documents",
    "folders",
    "date_from",
    "date_to",
    "formats",
    "kinds",
    "languages",
    "collections",
)
_LIMITS = (10, 20, 50)
# More would make the page heavy; a name that is not offered can be typed.
_OFFERED = 500
_CHIPS_JS = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-field], button[data-clear]");
  const { field = "", value = "" } = button?.dataset || {};
  if (button) trigger("delete", { field, value });
});
"""
_RESULTS_JS = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-query], button[data-only]");
  const { query = "", only = "" } = button?.dataset || {};
  if (button) trigger("select", { query, only });
});
"""


class SearchTab:
    """A line to search with, what it is narrowed to, the passages found below."""

    def __init__(self, service: Service, labels: Labels, lang: gr.Radio) -> None:
        """Lay the tab out in the Blocks at hand and wire it."""
        self._service = service
        self._lang = lang
        with gr.Column(elem_id="search"):
            self.title = build_html(_title("ko"), elem_id="search-title")
            with gr.Row(elem_id="searching", equal_height=True):
                self.query = labels.build(
                    gr.Textbox,
                    label="search.label",
                    placeholder="search.placeholder",
                    show_label=False,
                    container=False,
                    elem_id="query",
                    scale=1,
                )
                find = labels.build(
                    gr.Button, value="search.button", variant="primary", elem_id="find", min_width=0
                )
            self.narrowed = self._build_filters(labels)
            self.chips = build_html(elem_id="chips", js_on_load=_CHIPS_JS)
            self.results = build_html(elem_id="results", js_on_load=_RESULTS_JS)
        self._wire(find)

    def wire(self, tab: gr.Tab) -> None:
        """Wire the tab's own button: what can be chosen is as the library now is."""
        outputs = [*self.narrowed[:2], self.narrowed[7], self.results]
        tab.select(self._offer, [self.query, self._lang], outputs, **HIDDEN)

    def redraw(self, lang: Lang) -> Updates:
        """Return what `Labels` does not know, in `lang`."""
        return {
            self.title: _title(lang),
            self.narrowed[5]: changed(choices=_choices("kind", KINDS, lang)),
            self.narrowed[6]: changed(choices=_choices("language", LANGUAGES, lang)),
            self.order: changed(choices=_orders(lang)),
            self.limit: changed(choices=_limits(lang)),
        }

    def _wire(self, find: gr.Button) -> None:
        asked = [self.query, self._lang, self.order, self.limit, *self.narrowed]
        shown = [self.chips, self.results]
        # What is chosen counts at once; what is typed, when it is done.
        chosen = [self.order, self.limit, *self.narrowed[:2], *self.narrowed[4:]]
        typed = self.narrowed[2:4]
        settings: dict[str, Any] = {**HIDDEN, "concurrency_limit": ASK_AT_ONCE}
        gr.on(
            [
                self.query.submit,
                find.click,
                *(box.submit for box in typed),
                *(box.blur for box in typed),
                *(box.change for box in chosen),
                self._lang.change,
            ],
            self._search,
            asked,
            shown,
            trigger_mode="always_last",
            **settings,
        )
        around = [self.query, *self.narrowed, *shown]
        self.chips.delete(self._widen, asked, around, **settings)
        self.results.select(self._pick, asked, around, **settings)

    def _build_filters(self, labels: Labels) -> list[Any]:
        """Build what narrows a search, closed until it is wanted, in the order of `_FIELDS`."""

        def pick(key: str, **settings: Any) -> Any:  # noqa: ANN401 - a component
            return labels.build(
                gr.Dropdown,
                label=f"search.{key}",
                multiselect=True,
                elem_id=f"filter-{key}",
                min_width=200,
                **settings,
            )

        def line(key: str) -> Any:  # noqa: ANN401 - a component
            return labels.build(
                gr.Textbox,
                label=f"search.{key}",
                placeholder="search.date.hint",
                elem_id=f"filter-{key}",
                max_length=400,
                min_width=120,
            )

        def boxes(key: str, names: tuple[str, ...]) -> Any:  # noqa: ANN401 - a component
            return labels.build(
                gr.CheckboxGroup,
                label=f"search.{key}",
                choices=_choices(key, names, "ko"),
                elem_id=f"filter-{key}",
                min_width=220,
            )

        typed: dict[str, Any] = {"choices": [], "allow_custom_value": True}
        with labels.build(gr.Accordion, label="search.filters", open=False, elem_id="filters"):
            with gr.Row():
                document = pick("document", info="search.document.info", **typed)
                folder = pick("folder", info="search.folder.info", **typed)
            with gr.Row():
                first, last = line("from"), line("to")
                formats = pick("format", choices=list(FORMATS))
                collection = pick("collection", **typed)
            with gr.Row():
                kinds, languages = boxes("kind", KINDS), boxes("language", LANGUAGES)
            with gr.Row():
                self.order = labels.build(
                    gr.Radio,
                    label="search.order",
                    choices=_orders("ko"),
                    chosen="best",
                    elem_id="filter-order",
                )
                self.limit = labels.build(
                    gr.Radio,
                    label="search.limit",
                    choices=_limits("ko"),
                    chosen=_LIMITS[0],
                    elem_id="filter-limit",
                )
        return [document, folder, first, last, formats, kinds, languages, collection]

    def _search(
        self,
        query: str | None,
        lang: Lang,
        order: str,
        limit: int,
        *narrowed: Any,  # noqa: ANN401 - values
    ) -> Updates:
        held = dict(zip(_FIELDS, narrowed, strict=True))
        found = self._empty(lang)
        if query and query.strip():
            found = found_html(self._service, query, lang, *narrowed, order=order, limit=limit)
        return {self.chips: chips_html(held, lang), self.results: found}

    def _offer(self, query: str | None, lang: Lang) -> Updates:
        """Return what can be chosen; what was found stays, for it was asked of that library."""
        records = self._service.ready_documents()[:_OFFERED]
        documents = [(r.title or r.source, r.source) for r in records]
        folders = sorted({_folder(record.source, record.root) for record in records})
        names = [collection.name for collection in self._service.collections()]
        offered = {
            self.narrowed[0]: changed(choices=documents),
            self.narrowed[1]: changed(choices=folders),
            self.narrowed[7]: changed(choices=names, visible=bool(names)),
        }
        # A box that nobody has touched holds nothing at all.
        return offered if query and query.strip() else {**offered, self.results: self._empty(lang)}

    def _widen(self, event: gr.EventData, *asked: Any) -> Updates:  # noqa: ANN401 - values
        """Take a condition away, or all, and search again."""
        query, lang, order, limit, *narrowed = asked
        held = dict(zip(_FIELDS, narrowed, strict=True))
        left = without(held, str(event.field), str(event.value))
        return {
            **dict(zip(self.narrowed, left.values(), strict=True)),
            **self._search(query, lang, order, limit, *left.values()),
        }

    def _pick(self, event: gr.EventData, *asked: Any) -> Updates:  # noqa: ANN401 - values
        """Search what was offered, or only in the document that was pointed at."""
        query, lang, order, limit, *narrowed = asked
        offered, only = str(event.query), str(event.only)
        query = offered or query
        if only:
            narrowed[0] = [only]
        return {
            # What stands in the box may have grown since.
            **({self.query: query} if offered else {}),
            **dict(zip(self.narrowed, narrowed, strict=True)),
            **self._search(query, lang, order, limit, *narrowed),
        }

    def _empty(self, lang: Lang) -> str:
        is_empty = not self._service.ready_documents()
        examples = () if is_empty else self._service.examples(lang)
        return empty_html(examples, lang, is_library_empty=is_empty)


def found_html(
    service: Service,
    query: str,
    lang: Lang,
    document: str | list[str] = "",
    folder: str | list[str] = "",
    first: str = "",
    last: str = "",
    formats: list[str] | None = None,
    kinds: list[str] | None = None,
    languages: list[str] | None = None,
    collections: list[str] | None = None,
    *,
    order: str = ORDERS[0],
    limit: int = _LIMITS[0],
) -> str:
    """Return what a search finds as the page shows it, or what is wrong with it."""
    if not query.strip():
        return ""
    try:
        filters = read_filters(
            documents=document,
            folders=folder,
            date_from=first,
            date_to=last,
            formats=formats,
            kinds=kinds,
            languages=languages,
            collections=collections,
        )
        top_k = limit if limit in _LIMITS else _LIMITS[0]
        hits = put_in_order(service.search(query, top_k, filters), order)
        scope, changes = service.scope(filters), service.changes(query)
        words = query_words(service.library.reword(query).text)
        return results_html(query, hits, lang, scope, changes, words)
    except GeungeoError as error:
        return failure_html(error, lang)


def _title(lang: Lang) -> str:
    return f'<h2 class="unseen">{text("search.title", lang)}</h2>'


def _folder(source: str, root: str) -> str:
    """Return the folder of a document by the name that a filter finds it by."""
    parent = Path(source).parent
    return str(parent) if parent.name else Path(root).name


def _choices(prefix: str, names: tuple[str, ...], lang: Lang) -> list[tuple[str, str]]:
    return [(text(f"{prefix}.{name}", lang), name) for name in names]


def _orders(lang: Lang) -> list[tuple[str, str]]:
    return _choices("search.order", ORDERS, lang)


def _limits(lang: Lang) -> list[tuple[str, int]]:
    return [(text("search.limit.of", lang, count=count), count) for count in _LIMITS]
