"""The page: its header, its tabs, its language."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

from ui.messages import Lang, text
from ui.service import Service
from ui.settings.controls import Controls
from ui.web.chat.ask_tab import AskTab
from ui.web.chat.conversation import Turns
from ui.web.documents.documents_tab import DocumentsTab
from ui.web.endpoints import add_endpoints
from ui.web.evaluate.tab import EvaluateTab
from ui.web.labels import HIDDEN, Labels, Updates, build_html, joined
from ui.web.search_tab import SearchTab
from ui.web.settings.tab import SettingsTab

# Beside the name it is a picture only.
_LOGO = (
    (Path(__file__).parent / "logo.svg")
    .read_text(encoding="utf-8")
    .replace('role="img" aria-label="근거"', 'aria-hidden="true"')
)


def build_app(service: Service, controls: Controls | None = None) -> gr.Blocks:
    """Return the page with its named endpoints, not yet served; `controls` are its settings'."""
    blocks: gr.Blocks = gr.Blocks(
        title=f"{text('product')} · {text('tagline')}",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(600, 3600),
    )
    with blocks:
        Page(service, controls)
        add_endpoints(service)
    return blocks


class Page:
    """The tabs, and what is said in the reader's language around them."""

    def __init__(self, service: Service, controls: Controls | None = None) -> None:
        """Lay the page out in the Blocks at hand and wire it."""
        self._labels = labels = Labels()
        with gr.Row(elem_id="header", equal_height=True):
            self.brand = build_html(_brand("ko"), elem_id="brand")
            self.lang = gr.Radio(
                [("한국어", "ko"), ("English", "en")],
                value="ko",
                label=text("language"),
                show_label=False,
                container=False,
                elem_id="language",
            )
            self.theme = build_html(_theme_button("ko"), elem_id="theme-box")
        with gr.Tabs(elem_id="tabs"):
            with labels.build(gr.Tab, id="ask", label="tab.ask"):
                self._ask = AskTab(service, labels, self.lang)
            with labels.build(gr.Tab, id="documents", label="tab.documents") as documents:
                self._documents = DocumentsTab(service, labels, self.lang)
            with labels.build(gr.Tab, id="search", label="tab.search") as search:
                self._search = SearchTab(service, labels, self.lang)
            with labels.build(gr.Tab, id="evaluate", label="tab.evaluate") as evaluate:
                self._evaluate = EvaluateTab(service, labels, self.lang)
            with labels.build(gr.Tab, id="settings", label="tab.settings") as settings:
                self._settings = SettingsTab(service, controls, labels, self.lang)
        self._documents.wire(documents, self._ask.greet, self._ask.chat, self._ask.scope)
        self._search.wire(search)
        self._evaluate.wire(evaluate)
        self._settings.wire(settings)
        self._wire_language()

    def _wire_language(self) -> None:
        """Say the page in the language remembered by the browser, and in another when asked."""
        inputs = [self.lang, *self._ask.state]
        outputs = list(self._say("ko", (), "", "", 0, ""))
        # With no trigger the event is the page's load.
        remembered = gr.on(None, None, None, [self.lang], js="() => geungeo.language()", **HIDDEN)
        said = remembered.then(self._say_remembered, inputs, outputs, **HIDDEN)
        keep = "(lang, ...others) => [geungeo.setLanguage(lang), ...others]"
        again = self.lang.input(self._say, inputs, outputs, js=keep, **HIDDEN)
        # Drawn after the words are said: the two would overtake each other.
        named = "(current, search, lang) => [geungeo.conversation(), search, lang]"
        asked = [self._ask.past.current, self._ask.past.search, self.lang]
        resumed = said.then(self._ask.resume, asked, self._ask.shown, js=named, **HIDDEN)
        # Apart, for finding examples takes a moment that the words need not wait for.
        greeted = resumed.then(self._ask.greet, [self.lang], [self._ask.chat], **HIDDEN)
        greeted.then(None, None, None, js="() => geungeo.ready()", **HIDDEN)
        again.then(self._ask.greet, [self.lang], [self._ask.chat], **HIDDEN)

    def _say_remembered(
        self, lang: Lang, turns: Turns, current: str, search: str, revising: int, scope: str
    ) -> Updates | dict[str, str]:
        """Change nothing in Korean, which the page is built in.

        An update of the question's box would lose what was typed into it meanwhile.
        """
        skipped: dict[str, str] = gr.skip()
        return skipped if lang == "ko" else self._say(lang, turns, current, search, revising, scope)

    def _say(
        self, lang: Lang, turns: Turns, current: str, search: str, revising: int, scope: str
    ) -> Updates:
        """Return every word of the page in `lang`, what is on it kept."""
        return joined(
            self._labels.say(lang),
            self._documents.redraw(lang),
            self._search.redraw(lang),
            self._settings.redraw(lang),
            self._ask.redraw(turns, current, search, revising, scope, lang),
            {self.brand: _brand(lang), self.theme: _theme_button(lang)},
        )


def _brand(lang: Lang) -> str:
    return (
        f'<a class="skip" href="#tabs">{text("skip", lang)}</a>'
        f'<div class="brand">{_LOGO}<h1>{text("product", lang)}</h1>'
        f"<p>{text('tagline', lang)}</p></div>"
    )


def _theme_button(lang: Lang) -> str:
    label = text("theme", lang)
    return (
        f'<button type="button" id="theme" aria-label="{label}" title="{label}">'
        '<svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">'
        '<circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="1.8"/>'
        '<path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor"/></svg></button>'
    )
