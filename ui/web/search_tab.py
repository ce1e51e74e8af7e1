"""Searching: passages without an answer made of them."""

from __future__ import annotations

from typing import Any

import gradio as gr

from corpus import GeungeoError
from index import FORMATS, KINDS, LANGUAGES
from ui.filters import read_filters
from ui.messages import Lang, describe, text
from ui.service import Service
from ui.web.ask_tab import ASK_AT_ONCE
from ui.web.evidence import results_html
from ui.web.labels import HIDDEN, Labels, Updates, build_html, changed
from ui.web.listing import failed_html


class SearchTab:
    """A line to search with, what it is narrowed to, the passages found below."""

    def __init__(self, service: Service, labels: Labels, lang: gr.Radio) -> None:
        """Lay the tab out in the Blocks at hand and wire it."""
        self._service = service
        with gr.Column(elem_id="search"):
            with gr.Row(elem_id="searching", equal_height=True):
                query = labels.build(
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
            narrowed = self._build_filters(labels)
            results = build_html(elem_id="results")
        gr.on(
            [query.submit, find.click, *(box.submit for box in narrowed[:4])],
            self._search,
            [query, lang, *narrowed],
            [results],
            concurrency_limit=ASK_AT_ONCE,
            **HIDDEN,
        )

    def redraw(self, lang: Lang) -> Updates:
        """Return what `Labels` does not know, in `lang`."""
        return {
            self.kinds: changed(choices=_choices("kind", KINDS, lang)),
            self.languages: changed(choices=_choices("language", LANGUAGES, lang)),
        }

    def _build_filters(self, labels: Labels) -> list[Any]:
        """Build what narrows a search, closed until it is wanted; first what is typed."""

        def line(key: str, hint: str) -> Any:  # noqa: ANN401 - a component
            return labels.build(
                gr.Textbox,
                label=f"search.{key}",
                placeholder=hint,
                elem_id=f"filter-{key}",
                max_length=400,
                min_width=140,
            )

        with labels.build(gr.Accordion, label="search.filters", open=False, elem_id="filters"):
            with gr.Row():
                document = line("document", "search.document.hint")
                folder = line("folder", "search.folder.hint")
                first = line("from", "search.date.hint")
                last = line("to", "search.date.hint")
            with gr.Row():
                formats = labels.build(
                    gr.Dropdown,
                    label="search.format",
                    choices=list(FORMATS),
                    multiselect=True,
                    elem_id="filter-format",
                    min_width=140,
                )
                self.kinds = labels.build(
                    gr.CheckboxGroup,
                    label="search.kind",
                    choices=_choices("kind", KINDS, "ko"),
                    elem_id="filter-kind",
                    min_width=220,
                )
                self.languages = labels.build(
                    gr.CheckboxGroup,
                    label="search.language",
                    choices=_choices("language", LANGUAGES, "ko"),
                    elem_id="filter-language",
                    min_width=180,
                )
        return [document, folder, first, last, formats, self.kinds, self.languages]

    def _search(self, query: str, lang: Lang, *narrowed: Any) -> str:  # noqa: ANN401 - values
        return found_html(self._service, query, lang, *narrowed)


def found_html(
    service: Service,
    query: str,
    lang: Lang,
    document: str = "",
    folder: str = "",
    first: str = "",
    last: str = "",
    formats: list[str] | None = None,
    kinds: list[str] | None = None,
    languages: list[str] | None = None,
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
        )
        hits = service.search(query, filters=filters)
        return results_html(query, hits, lang, service.scope(filters), service.changes(query))
    except GeungeoError as error:
        return failed_html(describe(error, lang))


def _choices(prefix: str, names: tuple[str, ...], lang: Lang) -> list[tuple[str, str]]:
    return [(text(f"{prefix}.{name}", lang), name) for name in names]
