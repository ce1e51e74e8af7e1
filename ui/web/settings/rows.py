"""Settings of one value each: chosen among few or written, kept as soon as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from corpus import GeungeoError, find_tesseract
from ui.config import LANGUAGES, LENGTHS
from ui.messages import Lang, describe, text
from ui.settings.config_file import Value
from ui.settings.desk import Desk
from ui.web.labels import Labels, Updates, build_html, changed
from ui.web.notices import notice_html
from ui.web.settings.parts import IN_TURN, setting_html

_SWITCHES = ("history", "ocr", "online")
_ON = "on"
# What is said when it was saved; others hold from the next question on.
_AT_ONCE = ("history", "online", "language")


class ChoiceRow:
    """A setting that is chosen: saved as it is."""

    def __init__(self, desk: Desk, key: str, lang: gr.Radio) -> None:
        """Lay the row out in the Blocks at hand."""
        self._desk, self._key, self._lang = desk, key, lang
        with gr.Column(elem_classes="setting"):
            self.head = build_html(self._head("ko"))
            self.field = gr.Radio(
                self._choices("ko"),
                value=self._value(),
                label=text(f"setting.{key}"),
                show_label=False,
                container=False,
                interactive=self._is_open(),
                elem_id=f"setting-{key}",
            )
            self.note = build_html()
        self.drawn = [self.head, self.field, self.note]

    def wire(self, others: Sequence[Any], redraw: Any) -> None:  # noqa: ANN401 - a handler
        """Save what is chosen, then draw what hangs on it: `redraw` into `others`."""
        saved = self.field.input(self._save, [self.field, self._lang], self.drawn, **IN_TURN)
        saved.then(redraw, [self._lang], list(others), **IN_TURN)

    def redraw(self, lang: Lang) -> Updates:
        """Return the row as it stands, in `lang`."""
        return {
            self.head: self._head(lang),
            self.field: changed(
                choices=self._choices(lang),
                value=self._value(),
                label=text(f"setting.{self._key}", lang),
                interactive=self._is_open(),
            ),
            self.note: "",
        }

    def _save(self, chosen: str, lang: Lang) -> Updates:
        value: Value = chosen == _ON if self._key in _SWITCHES else chosen
        try:
            self._desk.change({self._key: value})
        except GeungeoError as error:
            return {**self.redraw(lang), self.note: notice_html(describe(error, lang), "bad")}
        said = "settings.saved.now" if self._key in _AT_ONCE else "settings.saved"
        if self._desk.waits(self._key):
            said = "settings.saved.later"
        return {**self.redraw(lang), self.note: notice_html(text(said, lang))}

    def _head(self, lang: Lang) -> str:
        return setting_html(self._desk, self._desk.standing(self._key), lang)

    def _value(self) -> str:
        value = self._desk.standing(self._key).value
        return str(value) if self._key not in _SWITCHES else _ON if value else "off"

    def _choices(self, lang: Lang) -> list[tuple[str, str]]:
        if self._key in _SWITCHES:
            return [(text(f"switch.{name}", lang), name) for name in (_ON, "off")]
        if self._key == "language":
            return list(zip(("한국어", "English"), LANGUAGES, strict=True))
        return [(text(f"setting.length.{name}", lang), name) for name in LENGTHS]

    def _is_open(self) -> bool:
        is_possible = self._key != "ocr" or bool(find_tesseract() or self._value() == _ON)
        return is_possible and not self._desk.standing(self._key).lock


class TextRow:
    """A setting that is written, and saved by its button."""

    def __init__(self, desk: Desk, key: str, labels: Labels, lang: gr.Radio) -> None:
        """Lay the row out in the Blocks at hand."""
        self._desk, self._key, self._lang = desk, key, lang
        standing = desk.standing(key)
        with gr.Column(elem_classes="setting"):
            self.head = build_html(self._head("ko"))
            with gr.Row(elem_classes="written"):
                self.field = labels.build(
                    gr.Textbox,
                    chosen=str(standing.value),
                    interactive=not standing.lock,
                    label=f"setting.{key}",
                    placeholder=f"setting.{key}.placeholder",
                    show_label=False,
                    container=False,
                    scale=1,
                    max_length=500,
                    elem_id=f"setting-{key}",
                )
                self.save = labels.build(
                    gr.Button,
                    value="setting.save",
                    interactive=not standing.lock,
                    size="md",
                    scale=0,
                    min_width=72,
                )
            self.note = build_html()
        self.drawn = [self.head, self.field, self.save, self.note]

    def wire(self, others: Sequence[Any], redraw: Any) -> None:  # noqa: ANN401 - a handler
        """Save what is written, then draw what hangs on it: `redraw` into `others`."""
        events = [self.save.click, self.field.submit]
        saved = gr.on(events, self._save, [self.field, self._lang], self.drawn, **IN_TURN)
        saved.then(redraw, [self._lang], list(others), **IN_TURN)

    def redraw(self, lang: Lang) -> Updates:
        """Return the row as it stands, in `lang`, but for what `Labels` knows."""
        standing = self._desk.standing(self._key)
        return {
            self.head: self._head(lang),
            self.field: changed(value=str(standing.value), interactive=not standing.lock),
            self.save: changed(interactive=not standing.lock),
            self.note: "",
        }

    def _save(self, written: str, lang: Lang) -> Updates:
        try:
            self._desk.change({self._key: written.strip()})
        except GeungeoError as error:
            return {self.note: notice_html(describe(error, lang), "bad")}
        return {**self.redraw(lang), self.note: notice_html(text("settings.saved", lang))}

    def _head(self, lang: Lang) -> str:
        return setting_html(self._desk, self._desk.standing(self._key), lang)
