"""Measuring: gold sets and runs, the results of one, and drafts of new questions."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from corpus import GeungeoError
from ui.messages import Lang, text
from ui.service import Service
from ui.web.evaluate.choosing import EVERY_S, Choosing
from ui.web.evaluate.draft_list import waiting_html
from ui.web.evaluate.drafts import Drafts
from ui.web.evaluate.results import Results
from ui.web.labels import HIDDEN, Labels, Updates, build_html, changed

_OPEN_JS = """
element.addEventListener("click", (event) => {
  if (event.target.closest("button[data-open]")) trigger("select", { key: "drafts" });
});
"""


class EvaluateTab:
    """Three views side by side; everything is drawn when the tab is opened."""

    def __init__(self, service: Service, labels: Labels, lang: gr.Radio) -> None:
        """Lay the tab out in the Blocks at hand; see `wire`."""
        self._service = service
        self._lang = lang
        with gr.Column(elem_id="evaluate"):
            self.intro = build_html(_intro("ko"))
            with gr.Tabs(elem_id="evaluate-views") as self.views:
                with labels.build(gr.Tab, id="run", label="evaluate.tab.run"):
                    self.choosing = Choosing(service, labels, lang)
                    self.waiting = build_html(elem_id="draft-waiting", js_on_load=_OPEN_JS)
                with labels.build(gr.Tab, id="results", label="evaluate.tab.results"):
                    self.results = Results(service.evaluations, labels, lang)
                with labels.build(gr.Tab, id="drafts", label="evaluate.tab.drafts") as drafts:
                    self.drafts = Drafts(service.evaluations, labels, lang)
            # Outside the views: a run is heard of in all of them.
            self.timer = gr.Timer(EVERY_S, active=False)
        # The run that this page last heard the end of.
        self.heard = gr.State("")
        drafts.select(self.drafts.draw, [self.drafts.chosen, lang], self.drafts.shown, **HIDDEN)

    def wire(self, tab: gr.Tab) -> None:
        """Wire the tab: drawn when it is opened, and again in another language."""
        choosing, results = self.choosing, self.results
        choosing.wire(self.timer)
        lists = [choosing.choice, choosing.none, choosing.limit, choosing.state, choosing.start]
        lists += [choosing.cancel, choosing.runs, self.timer, self.intro, self.waiting]
        drawn = [*lists, *results.shown, *self.drafts.shown]
        asked = [choosing.choice, *results.chosen, self.drafts.chosen, self._lang]
        for event in (tab.select, self._lang.input):
            event(self._draw, asked, drawn, **HIDDEN).then(
                choosing.look_again,
                [choosing.choice, self._lang],
                [choosing.look, choosing.start],
                **HIDDEN,
            )
        ticked = [choosing.state, choosing.start, choosing.cancel, self.timer, self.heard]
        self.timer.tick(
            self._tick,
            [choosing.choice, self.heard, self._lang],
            [*ticked, choosing.runs, *results.shown],
            **HIDDEN,
        )
        opened = [self.views, *results.shown]
        for html in (choosing.runs, choosing.state):
            html.select(self._open, [self._lang], opened, **HIDDEN)
        self.waiting.select(lambda: changed(selected="drafts"), None, [self.views], **HIDDEN)
        choosing.runs.delete(
            self._delete,
            [*results.chosen, self._lang],
            [choosing.runs, *results.shown],
            **HIDDEN,
        )

    def _draw(self, key: str | None, *chosen: Any) -> Updates:  # noqa: ANN401 - values
        lang: Lang = chosen[-1]
        *of_results, draft = chosen[:-1]
        return {
            **self.choosing.draw(key, lang, self.timer),
            **self.results.redraw(lang, *of_results),
            **self.drafts.draw(draft, lang),
            self.intro: _intro(lang),
            self.waiting: self._waiting(lang),
        }

    def _tick(self, key: str | None, heard: str, lang: Lang) -> Updates:
        """Say how far the run has come; when it is done, show its results."""
        updates = self.choosing.draw_work(key, lang, self.timer)
        state = self._service.evaluations.runner.state
        if state is None or not state.key or state.key == heard:
            return updates
        return {
            **updates,
            **self.results.show(state.key, lang),
            self.choosing.runs: self.choosing.draw_runs(lang),
            self.heard: state.key,
        }

    def _open(self, lang: Lang, event: gr.EventData) -> Updates:
        shown = self.results.show(str(event.key), lang)
        return {self.views: changed(selected="results"), **shown}

    def _delete(self, event: gr.EventData, *given: Any) -> Updates:  # noqa: ANN401 - values
        *of_results, lang = given
        self._service.evaluations.shelf.delete(str(event.key))
        return {
            self.choosing.runs: self.choosing.draw_runs(lang),
            **self.results.redraw(lang, *of_results),
        }

    def _waiting(self, lang: Lang) -> str:
        try:
            return waiting_html(self._service.evaluations.own.drafts(), lang)
        except GeungeoError:
            return ""


def _intro(lang: Lang) -> str:
    return f'<p class="quiet">{escape(text("evaluate.intro", lang))}</p>'
