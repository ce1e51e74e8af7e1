"""Changing the embedding model: chosen, its cost said beforehand, done while one goes on asking."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import gradio as gr

from corpus import GeungeoError
from index import ModelListing, list_models
from ui.messages import Lang, describe, text
from ui.settings.desk import Desk
from ui.settings.embedder_change import EmbedderChange
from ui.web.labels import HIDDEN, Labels, Updates, build_html, changed
from ui.web.notices import notice_html
from ui.web.settings.embedder_html import change_html, estimate_html, models_html, place_of
from ui.web.settings.parts import lock_html, title_html

# Each window that looks on holds one for as long as the change lasts.
_LOOKING_ON = 20
_MOST_CHARS = 500


class EmbedderSection:
    """The present model, the others, and the way from one to another."""

    def __init__(self, desk: Desk, change: EmbedderChange, labels: Labels, lang: gr.Radio) -> None:
        """Lay the section out in the Blocks at hand."""
        self._desk = desk
        self._change = change
        self._lang = lang
        with gr.Column(elem_id="settings-embedder", elem_classes="card"):
            self.head = build_html(title_html("embedder.title", "embedder.about", "ko"))
            self.name = gr.Dropdown(
                [],
                label=text("embedder.choose"),
                info=text("embedder.choose.about"),
                allow_custom_value=True,
                elem_id="embedder-name",
            )
            with gr.Row(elem_classes="toolbar"):
                self.ask = labels.build(
                    gr.Button, value="embedder.estimate", size="md", elem_id="embedder-ask"
                )
                self.start = labels.build(
                    gr.Button,
                    value="embedder.start",
                    variant="primary",
                    size="md",
                    visible=False,
                    elem_id="embedder-start",
                )
                self.cancel = labels.build(
                    gr.Button,
                    value="embedder.cancel",
                    size="md",
                    visible=False,
                    elem_id="embedder-cancel",
                )
            self.cost = build_html(elem_id="embedder-cost")
            self.progress = build_html(elem_id="embedder-progress")
            self.models = build_html()
        self.drawn = [self.head, self.name, self.ask, self.models]
        self._buttons = [self.ask, self.start, self.cancel]

    def wire(self, tab: gr.Tab) -> None:
        """Ask for the cost, begin, look on from any window, cancel."""
        asked = [self.name, self._lang]
        self.ask.click(self._ask, asked, [self.cost, self.start, self.progress], **HIDDEN)
        # The cost of another model says nothing of this one.
        self.name.input(self._forget, None, [self.cost, self.start], **HIDDEN)
        outputs = [self.head, self.name, self.cost, self.progress, self.models, *self._buttons]
        watched = {**HIDDEN, "concurrency_limit": _LOOKING_ON}
        self.start.click(self._start, asked, outputs, **watched)
        tab.select(self._open, [self._lang], outputs, **watched)
        self.cancel.click(self._change.cancel, None, None, queue=False, **HIDDEN)

    def redraw(self, lang: Lang) -> Updates:
        """Return the section as it stands, in `lang`, but for what `Labels` knows."""
        standing = self._desk.standing("embedder")
        encoder = self._desk.library.encoder
        models = list_models(encoder.name)
        now = text("embedder.now", lang, name=encoder.name, dimension=encoder.dimension)
        origin = text(f"origin.{standing.origin if standing.value else 'library'}", lang)
        head = (
            f"{title_html('embedder.title', 'embedder.about', lang)}"
            f'<p class="now"><b>{escape(now)}</b> <span class="badge">{escape(origin)}</span></p>'
            f"{lock_html(standing, lang)}"
        )
        return {
            self.head: head,
            self.name: changed(
                choices=[(_choice(model, lang), model.name) for model in models],
                label=text("embedder.choose", lang),
                info=text("embedder.choose.about", lang),
                interactive=not standing.lock,
            ),
            self.ask: changed(interactive=not standing.lock),
            self.models: models_html(models, lang),
        }

    def _ask(self, name: str | None, lang: Lang) -> Iterator[Updates]:
        yield {self.cost: notice_html(text("embedder.estimating", lang), ""), self.progress: ""}
        try:
            estimate = self._change.estimate(_read(name))
        except GeungeoError as error:
            yield {
                self.cost: notice_html(describe(error, lang), "bad"),
                self.start: changed(visible=False),
            }
            return
        is_online = self._desk.settings.online
        can_start = not estimate.is_present and (estimate.is_here or is_online)
        yield {
            self.cost: estimate_html(estimate, lang, is_online=is_online),
            self.start: changed(visible=can_start),
        }

    def _forget(self) -> Updates:
        return {self.cost: "", self.start: changed(visible=False)}

    def _start(self, name: str | None, lang: Lang) -> Iterator[Updates]:
        try:
            self._change.start(_read(name))
        except GeungeoError as error:
            yield {self.progress: notice_html(describe(error, lang), "bad")}
            return
        yield from self._look_on(lang)

    def _open(self, lang: Lang) -> Iterator[Updates]:
        """Show the models, and a change at work that another window may have begun."""
        yield {**self.redraw(lang), self.progress: ""}
        state = self._change.state
        if state is not None and not state.is_over:
            yield from self._look_on(lang)

    def _look_on(self, lang: Lang) -> Iterator[Updates]:
        for state in self._change.watch():
            yield {
                self.cost: "",
                self.progress: change_html(state, lang),
                self.ask: changed(visible=state.is_over),
                self.start: changed(visible=False),
                self.cancel: changed(visible=not state.is_over),
            }
        yield self.redraw(lang)


def _read(name: str | None) -> str:
    return (name or "").strip()[:_MOST_CHARS]


def _choice(model: ModelListing, lang: Lang) -> str:
    size = text("embedder.size", lang, size=model.megabytes)
    return f"{model.name} · {size} · {place_of(model, lang)}"
