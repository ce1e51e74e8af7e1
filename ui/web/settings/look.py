"""The look: kept in the browser, the same in all its windows; the server never hears of it."""

from __future__ import annotations

import gradio as gr

from ui.messages import Lang, text
from ui.web.labels import HIDDEN, Updates, build_html, changed
from ui.web.settings.parts import title_html

_THEMES = ("light", "dark", "system")
_SIZES = ("normal", "large")
_DENSITIES = ("normal", "close")
# What each choice is called by the page's script, and what it may be.
_CHOICES = {"theme": _THEMES, "size": _SIZES, "density": _DENSITIES}


class LookSection:
    """Theme, language, size of text and spacing."""

    def __init__(self) -> None:
        """Lay the section out in the Blocks at hand."""
        with gr.Column(elem_id="settings-look", elem_classes="card"):
            self.head = build_html(title_html("look.title", "look.about", "ko"))
            with gr.Row(elem_classes="choices"):
                self.fields = {name: _radio(name) for name in _CHOICES}
                self.language = gr.Radio(
                    [("한국어", "ko"), ("English", "en")],
                    label=text("look.language"),
                    elem_id="look-language",
                )

    def wire(self, tab: gr.Tab) -> None:
        """Let the page's script do what is chosen, and say what is when the tab is opened."""
        for name, field in self.fields.items():
            chosen = f"(value) => geungeo.setLook('{name}', value)"
            field.input(None, [field], [field], js=chosen, **HIDDEN)
        # The header's own switch says the page anew.
        press = "(lang) => geungeo.press('language', lang)"
        self.language.input(None, [self.language], [self.language], js=press, **HIDDEN)
        shown = [*self.fields.values(), self.language]
        tab.select(None, None, shown, js="() => geungeo.looks()", **HIDDEN)

    def redraw(self, lang: Lang) -> Updates:
        """Return the section in `lang`."""
        said: Updates = {self.head: title_html("look.title", "look.about", lang)}
        for name, field in self.fields.items():
            said[field] = changed(label=text(f"look.{name}", lang), choices=_choices(name, lang))
        said[self.language] = changed(label=text("look.language", lang), value=lang)
        return said


def _radio(name: str) -> gr.Radio:
    return gr.Radio(
        _choices(name, "ko"), label=text(f"look.{name}"), elem_id=f"look-{name}", min_width=180
    )


def _choices(name: str, lang: Lang) -> list[tuple[str, str]]:
    return [(text(f"look.{name}.{value}", lang), value) for value in _CHOICES[name]]
