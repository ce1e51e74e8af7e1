"""The settings: the look, the answers, the models, how the program stands."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from ui.messages import Lang, text
from ui.service import Service
from ui.settings.controls import Controls
from ui.settings.desk import Desk
from ui.settings.diagnostics import collect_facts
from ui.web.labels import Labels, Updates, build_html, changed
from ui.web.notices import notice_html
from ui.web.settings.diagnosis_html import diagnosis_html
from ui.web.settings.embedder import EmbedderSection
from ui.web.settings.llm import LlmSection
from ui.web.settings.look import LookSection
from ui.web.settings.parts import IN_TURN, lock_html, origin_html
from ui.web.settings.rows import ChoiceRow, TextRow

_AT_START = ("library", "host", "port", "debug")


class SettingsTab:
    """One section a concern, the most asked for first."""

    def __init__(
        self, service: Service, controls: Controls | None, labels: Labels, lang: gr.Radio
    ) -> None:
        """Lay the tab out in the Blocks at hand; without `controls` only the look can be set."""
        self._service = service
        self._desk = desk = controls.desk if controls else None
        self._lang = lang
        self._labels = labels
        self._choices: list[ChoiceRow] = []
        self._texts: list[TextRow] = []
        self._llm: LlmSection | None = None
        self._embedder: EmbedderSection | None = None
        self._titles: dict[str, gr.HTML] = {}
        # What it takes to draw the rest is not spent before anyone looks.
        self._was_opened = False
        with gr.Column(elem_id="settings"):
            self.about = build_html(self._about("ko"))
            self._look = LookSection()
            if desk is not None and controls is not None:
                with gr.Column(elem_id="settings-answers", elem_classes="card"):
                    self._title("answers.title")
                    self._choices += [ChoiceRow(desk, "length", lang)]
                    self._choices += [ChoiceRow(desk, "history", lang)]
                self._llm = LlmSection(desk, labels, lang)
                with gr.Column(elem_id="settings-reading", elem_classes="card"):
                    self._title("reading.title")
                    self._choices += [ChoiceRow(desk, "online", lang)]
                    self._choices += [ChoiceRow(desk, "ocr", lang)]
                    self._texts += [TextRow(desk, "reranker", labels, lang)]
                    self._choices += [ChoiceRow(desk, "language", lang)]
                self._embedder = EmbedderSection(desk, controls.change, labels, lang)
                self.start = build_html(elem_id="settings-start")
            self.facts = build_html(elem_id="settings-facts")
        # The settings that the page shows, and in which language.
        self._drawn = gr.State(self._now("ko"))

    def wire(self, tab: gr.Tab) -> None:
        """Wire the sections; each is drawn as it stands whenever the tab is opened."""
        self._look.wire(tab)
        sections = (*self._choices, *self._texts, self._llm, self._embedder)
        for section in sections:
            if isinstance(section, EmbedderSection):
                section.wire(tab)
            elif section is not None:
                section.wire([self.facts, self._drawn], self._settle)
        tab.select(
            self._open, [self._drawn, self._lang], [self._drawn, *self._outputs()], **IN_TURN
        )

    def redraw(self, lang: Lang) -> Updates:
        """Return what `Labels` does not know, in `lang`."""
        embedder = self._embedder
        drawn = dict.fromkeys([*self._outputs(), *(embedder.drawn if embedder else ())], changed())
        if self._was_opened:
            drawn = self._draw(lang) | (embedder.redraw(lang) if embedder else {})
        # What `Labels` says of a component must not be overwritten.
        worded = set(self._labels.components())
        left = {one: update for one, update in drawn.items() if one not in worded}
        shown = self._now(lang) if self._was_opened else None
        return self._look.redraw(lang) | left | {self._drawn: shown}

    def _outputs(self) -> list[Any]:
        """Return what `_draw` draws."""
        sections = [*self._choices, *self._texts, self._llm]
        found = [one for section in sections if section is not None for one in section.drawn]
        start = [self.start] if self._desk is not None else []
        return [self.about, self.facts, *found, *self._titles.values(), *start]

    def _open(self, shown: object, lang: Lang) -> Updates:
        """Draw what has changed: what is being written stays, and what was said."""
        self._was_opened = True
        now = self._now(lang)
        if shown == now:
            return self._read(lang)
        drawn = self._draw(lang)
        for section in (*self._choices, *self._texts, self._llm):
            if section is not None:
                del drawn[section.note]
        return {**drawn, self._drawn: now}

    def _settle(self, lang: Lang) -> Updates:
        """Return what hangs on a setting that was saved: the page shows it by now."""
        return {self.facts: self._facts(lang), self._drawn: self._now(lang)}

    def _now(self, lang: Lang) -> object:
        """Return what the page would be drawn from."""
        if self._desk is None:
            return lang
        now = self._desk.configuration
        return lang, now.settings, tuple(sorted(now.origins.items()))

    def _draw(self, lang: Lang) -> Updates:
        drawn: Updates = {self.about: self._about(lang), **self._read(lang)}
        for section in (*self._choices, *self._texts, self._llm):
            if section is not None:
                drawn |= section.redraw(lang)
        for key, title in self._titles.items():
            drawn[title] = _title_html(key, lang)
        return drawn

    def _read(self, lang: Lang) -> Updates:
        """Return what is only read here, as it stands."""
        told: Updates = {self.facts: self._facts(lang)}
        if self._desk is not None:
            told[self.start] = _start_html(self._desk, lang)
        return told

    def _title(self, key: str) -> None:
        self._titles[key] = build_html(_title_html(key, "ko"))

    def _about(self, lang: Lang) -> str:
        if self._desk is None:
            return notice_html(text("settings.none", lang), "")
        if not self._desk.is_local:
            host = self._desk.settings.host
            return notice_html(text("settings.wide", lang, host=host), "warn")
        file = text("settings.file", lang, file=self._desk.configuration.file)
        return f'<p class="quiet">{escape(file)}</p>'

    def _facts(self, lang: Lang) -> str:
        told = {}
        if self._desk is not None:
            settings = self._desk.settings
            told = {
                "llm": settings.llm,
                "length": text(f"setting.length.{settings.length}", lang),
            }
        return diagnosis_html(collect_facts(self._service.library.status(), **told), lang)


def _title_html(key: str, lang: Lang) -> str:
    return f"<h2>{escape(text(key, lang))}</h2>"


def _start_html(desk: Desk, lang: Lang) -> str:
    rows = []
    for key in _AT_START:
        standing = desk.standing(key)
        value = standing.value
        if isinstance(value, bool):
            value = text("switch.on" if value else "switch.off", lang)
        name, badge = escape(text(f"start.{key}", lang)), origin_html(standing, lang)
        rows.append(f"<dt>{name}</dt><dd>{escape(str(value))} {badge}</dd>")
    title = escape(text("start.title", lang))
    lock = lock_html(desk.standing("host"), lang)
    return f'<section class="card"><h2>{title}</h2>{lock}<dl>{"".join(rows)}</dl></section>'
