"""The language model: named, tried, confirmed, taken or left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

import gradio as gr

from corpus import GeungeoError
from ui.config import KEY_VARIABLE
from ui.messages import Lang, describe, text
from ui.settings.desk import Desk
from ui.web.labels import HIDDEN, Labels, Updates, build_html, changed
from ui.web.notices import notice_html
from ui.web.settings.parts import IN_TURN, lock_html, origin_html, title_html

_MOST_SAID = 120


class LlmSection:
    """Which model words the answers, and where it would send what."""

    def __init__(self, desk: Desk, labels: Labels, lang: gr.Radio) -> None:
        """Lay the section out in the Blocks at hand."""
        self._desk = desk
        self._lang = lang
        settings, is_open = desk.settings, not self._lock()
        with gr.Column(elem_id="settings-llm", elem_classes="card"):
            self.head = build_html(self._head("ko"))
            with gr.Row(elem_classes="pair"):
                self.name = labels.build(
                    gr.Textbox,
                    chosen=settings.llm,
                    interactive=is_open,
                    label="llm.name",
                    placeholder="llm.name.placeholder",
                    max_length=200,
                    elem_id="llm-name",
                )
                self.address = labels.build(
                    gr.Textbox,
                    chosen=settings.llm_address,
                    interactive=is_open,
                    label="llm.address",
                    placeholder="llm.address.placeholder",
                    max_length=500,
                    elem_id="llm-address",
                )
            with gr.Row(elem_classes="toolbar"):
                self.save = labels.build(
                    gr.Button,
                    value="llm.save",
                    interactive=is_open,
                    variant="primary",
                    size="md",
                    elem_id="llm-save",
                )
                self.attempt = labels.build(
                    gr.Button,
                    value="llm.try",
                    interactive=is_open,
                    size="md",
                    elem_id="llm-try",
                )
            # Below the buttons: what leaving a box brings must not move them from under the
            # pointer that left it.
            goes = self._goes(settings.llm, settings.llm_address, "ko")
            self.goes = build_html(goes, elem_id="llm-goes")
            self.confirm = labels.build(
                gr.Checkbox, label="llm.confirm", visible=False, elem_id="llm-confirm"
            )
            self.note = build_html(elem_id="llm-note")
        self.drawn = [self.head, self.name, self.address, self.goes, self.confirm]
        self.drawn += [self.save, self.attempt, self.note]

    def wire(self, others: Sequence[Any], redraw: Any) -> None:  # noqa: ANN401 - a handler
        """Say where things go as soon as a name is written; try and take it by button.

        What hangs on the model that is taken is drawn then: `redraw` into `others`.
        """
        written = [self.name, self.address, self._lang]
        gr.on(
            [self.name.blur, self.address.blur, self.name.submit, self.address.submit],
            self._look,
            written,
            [self.goes, self.confirm],
            **HIDDEN,
            # One field is left for the other: the last word counts.
            trigger_mode="always_last",
        )
        self.attempt.click(self._try, written, [self.goes, self.note], **HIDDEN)
        taken = [*written[:2], self.confirm, self._lang]
        saved = self.save.click(self._save, taken, self.drawn, **IN_TURN)
        saved.then(redraw, [self._lang], list(others), **IN_TURN)

    def redraw(self, lang: Lang) -> Updates:
        """Return the section as it stands, in `lang`, but for what `Labels` knows."""
        settings = self._desk.settings
        is_open = not self._lock()
        goes = self._goes(settings.llm, settings.llm_address, lang)
        return {
            self.head: self._head(lang),
            self.name: changed(value=settings.llm, interactive=is_open),
            self.address: changed(value=settings.llm_address, interactive=is_open),
            self.goes: goes,
            self.confirm: changed(value=False, visible=False),
            self.save: changed(interactive=is_open),
            self.attempt: changed(interactive=is_open),
            self.note: "",
        }

    def _look(self, name: str, address: str, lang: Lang) -> Updates:
        name, address = name.strip(), address.strip()
        try:
            shown = self._goes(name, address, lang)
        except GeungeoError as error:
            return {
                self.goes: notice_html(describe(error, lang), "bad"),
                self.confirm: changed(value=False, visible=False),
            }
        settings = self._desk.settings
        is_other = (name, address) != (settings.llm, settings.llm_address)
        is_away = bool(name) and not self._desk.destination(name, address).is_here
        return {
            self.goes: shown,
            self.confirm: changed(visible=is_other and is_away),
        }

    def _try(self, name: str, address: str, lang: Lang) -> Iterator[Updates]:
        yield {self.note: notice_html(text("llm.trying", lang), "")}
        try:
            tried = self._desk.try_model(name.strip(), address.strip())
        except GeungeoError as error:
            yield {self.note: notice_html(describe(error, lang), "bad")}
            return
        seconds, answer = f"{tried.seconds:.1f}", tried.said[:_MOST_SAID]
        # By its name: it stays till the next press, whatever is written meanwhile.
        said = text("llm.tried", lang, model=name.strip(), seconds=seconds, said=answer)
        yield {self.note: notice_html(said)}

    def _save(self, name: str, address: str, is_confirmed: bool, lang: Lang) -> Updates:
        name, address = name.strip(), address.strip()
        try:
            self._desk.change_model(name, address, is_confirmed=is_confirmed)
        except GeungeoError as error:
            said = notice_html(describe(error, lang), "bad")
            looked = self._look(name, address, lang)
            # Not twice.
            goes = "" if looked[self.goes] == said else looked[self.goes]
            return {**looked, self.goes: goes, self.note: said}
        return {**self.redraw(lang), self.note: notice_html(text("settings.saved", lang))}

    def _goes(self, name: str, address: str, lang: Lang) -> str:
        """Return where passages would go, and which key lacks; nothing without a model."""
        if not name:
            return ""
        goes = self._desk.destination(name, address)
        where = goes.address or text("llm.goes.unknown", lang)
        key = "llm.goes.here" if goes.is_here else "llm.goes.away"
        said = [notice_html(text(key, lang, address=where), "good" if goes.is_here else "warn")]
        if goes.missing_key:
            lacks = text("llm.key.missing", lang, variable=goes.missing_key)
            said.append(notice_html(lacks, "warn"))
        elif address and not goes.is_here:
            own = text("llm.key.own", lang, variable=KEY_VARIABLE)
            said.append(f'<p class="quiet">{escape(own)}</p>')
        return "".join(said)

    def _lock(self) -> str:
        return self._desk.standing("llm").lock or self._desk.standing("llm_address").lock

    def _head(self, lang: Lang) -> str:
        standing = self._desk.standing("llm")
        address = self._desk.standing("llm_address")
        model = str(standing.value)
        now = text("llm.now", lang, model=model) if model else text("llm.now.none", lang)
        lock = lock_html(standing if standing.lock else address, lang)
        return (
            f"{title_html('llm.title', 'llm.about', lang)}"
            f'<p class="now"><b>{escape(now)}</b> {origin_html(standing, lang)}</p>{lock}'
        )
