"""Searching: passages without an answer made of them."""

from __future__ import annotations

import gradio as gr

from corpus import GeungeoError
from ui.messages import Lang, describe
from ui.service import Service
from ui.web.ask_tab import ASK_AT_ONCE
from ui.web.evidence import results_html
from ui.web.labels import HIDDEN, Labels, build_html
from ui.web.listing import failed_html


class SearchTab:
    """A line to search with, the passages found below."""

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
            results = build_html(elem_id="results")
        gr.on(
            [query.submit, find.click],
            self._search,
            [query, lang],
            [results],
            concurrency_limit=ASK_AT_ONCE,
            **HIDDEN,
        )

    def _search(self, query: str, lang: Lang) -> str:
        if not query.strip():
            return ""
        try:
            return results_html(query, self._service.search(query), lang)
        except GeungeoError as error:
            return failed_html(describe(error, lang))
