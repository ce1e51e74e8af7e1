"""Choosing a gold set, running it, and the runs there are."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant import Finding, check_gold
from corpus import GeungeoError, GoldError
from ui.evaluating import Evaluations, GoldChoice
from ui.evaluating.gold_files import MAX_BYTES, MAX_QUESTIONS
from ui.evaluating.shelf import MAX_RUNS
from ui.messages import Lang, text
from ui.service import Service
from ui.web.evaluate.gold import fault_html, look_html
from ui.web.evaluate.parts import notice
from ui.web.evaluate.runs import runs_html, state_html
from ui.web.labels import HIDDEN, Labels, Updates, build_html, changed
from ui.web.notices import failure_html

# How often the page asks how far a run has come.
EVERY_S = 1.0
# Buttons in HTML tell Gradio what they are for; what deletes asks first.
_BUTTONS_JS = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { open, delete: gone, ask } = button.dataset;
  if (open) trigger("select", { key: open });
  if (gone && confirm(ask)) trigger("delete", { key: gone });
});
"""


class Choosing:
    """Gold sets to choose from, the run at work, the kept runs."""

    def __init__(self, service: Service, labels: Labels, lang: gr.Radio) -> None:
        """Lay the view out in the Blocks at hand; see `wire`."""
        self._service = service
        self._evaluations: Evaluations = service.evaluations
        self._lang = lang
        with gr.Row(elem_id="gold-row"):
            with gr.Column(scale=4, min_width=280, elem_id="gold-choosing"):
                self.choice = labels.build(
                    gr.Radio, label="evaluate.gold", choices=[], elem_id="gold-choice"
                )
                self.none = build_html()
                self.upload = labels.build(
                    gr.UploadButton,
                    label="evaluate.upload",
                    file_types=[".jsonl"],
                    elem_id="gold-upload",
                    size="sm",
                )
                self.limit = build_html(_limit("ko"))
            with gr.Column(scale=7, min_width=300, elem_id="gold-looking"):
                self.look = build_html(elem_id="gold-look", js_on_load=_BUTTONS_JS)
                with gr.Row(elem_id="gold-buttons", equal_height=True):
                    self.start = labels.build(
                        gr.Button,
                        value="evaluate.start",
                        variant="primary",
                        interactive=False,
                        elem_id="gold-start",
                        min_width=0,
                    )
                    self.cancel = labels.build(
                        gr.Button,
                        value="evaluate.cancel",
                        visible=False,
                        elem_id="gold-cancel",
                        min_width=0,
                    )
                self.state = build_html(elem_id="gold-state", js_on_load=_BUTTONS_JS)
        self.runs = build_html(elem_id="gold-runs", js_on_load=_BUTTONS_JS)

    def wire(self, timer: gr.Timer) -> None:
        """Wire what concerns this view alone; `timer` ticks while a run is at work."""
        looked = [self.look, self.start]
        self.choice.input(self._look, [self.choice, self._lang], looked, **HIDDEN)
        uploaded = [self.choice, self.none, self.upload, *looked]
        self.upload.upload(
            self._bring, [self.upload, self._lang], uploaded, preprocess=False, **HIDDEN
        )
        self.look.delete(self._forget, [self._lang], [self.choice, self.none, *looked], **HIDDEN)
        working = [self.state, self.start, self.cancel, timer]
        self.start.click(
            lambda key, lang: self._start(key, lang, timer),
            [self.choice, self._lang],
            working,
            **HIDDEN,
        )
        self.cancel.click(
            lambda key, lang: self._cancel(key, lang, timer),
            [self.choice, self._lang],
            working,
            queue=False,
            **HIDDEN,
        )

    def draw(self, key: str | None, lang: Lang, timer: gr.Timer) -> Updates:
        """Return the view as the library now is, but for the look at the chosen set."""
        choices = self._choices()
        if key not in [choice.key for choice in choices]:
            key = choices[0].key if choices else None
        return {
            **self._listed(choices, key, lang),
            self.limit: _limit(lang),
            **self.draw_work(key, lang, timer),
            self.runs: self.draw_runs(lang),
        }

    def draw_runs(self, lang: Lang) -> str:
        """Return the kept runs."""
        return runs_html(self._evaluations.shelf.runs(), MAX_RUNS, lang)

    def draw_work(self, key: str | None, lang: Lang, timer: gr.Timer) -> Updates:
        """Return how far the run at work has come."""
        runner = self._evaluations.runner
        state = runner.state
        is_busy = runner.is_busy
        return {
            self.state: state_html(state, lang),
            self.start: changed(interactive=bool(key) and not is_busy),
            self.cancel: changed(
                visible=is_busy, interactive=is_busy and not (state and state.is_cancelling)
            ),
            timer: changed(active=is_busy),
        }

    def look_again(self, key: str | None, lang: Lang) -> Iterator[Updates]:
        """Yield the look at the chosen set, as `_look` does."""
        yield from self._look(key, lang)

    def _look(self, key: str | None, lang: Lang) -> Iterator[Updates]:
        if not key:
            yield {self.look: "", self.start: changed(interactive=False)}
            return
        waiting = escape(text("evaluate.checking", lang))
        yield {
            self.look: f'<div class="progress" role="status"><p>{waiting}</p></div>',
            self.start: changed(interactive=False),
        }
        try:
            look = self._evaluations.look(key)
            seconds = self._evaluations.guess_seconds(look) if look.is_fit else None
        except GeungeoError as error:
            yield {self.look: failure_html(error, lang)}
            return
        shown = look_html(look, seconds, lang, has_llm=self._evaluations.has_llm)
        can_start = look.is_fit and not self._evaluations.runner.is_busy
        yield {
            self.look: shown + _file_buttons(look.choice, lang),
            self.start: changed(interactive=can_start),
        }

    def _bring(self, file: dict[str, Any] | None, lang: Lang) -> Iterator[Updates]:
        if not file:
            yield {self.upload: changed(value=None)}
            return
        # Gradio has seen to it that the path lies in its own folder for uploads.
        path = Path(file["path"])
        name = file.get("orig_name") or path.name
        try:
            choice = self._evaluations.golds.bring(path, name)
        except GoldError as error:
            shown = fault_html(error, _faults(path, error), lang)
            yield {self.upload: changed(value=None), self.look: shown}
            return
        finally:
            path.unlink(missing_ok=True)
        listed = self._listed(self._choices(), choice.key, lang)
        for updates in self._look(choice.key, lang):
            yield {**listed, self.upload: changed(value=None), **updates}

    def _forget(self, lang: Lang, event: gr.EventData) -> Updates:
        self._evaluations.golds.forget(str(event.key))
        return {
            **self._listed(self._choices(), None, lang),
            self.look: "",
            self.start: changed(interactive=False),
        }

    def _start(self, key: str | None, lang: Lang, timer: gr.Timer) -> Updates:
        try:
            self._evaluations.start(key or "")
        except GeungeoError as error:
            said = failure_html(error, lang)
            return self.draw_work(key, lang, timer) | {self.state: said}
        return self.draw_work(key, lang, timer)

    def _cancel(self, key: str | None, lang: Lang, timer: gr.Timer) -> Updates:
        self._evaluations.runner.cancel()
        return self.draw_work(key, lang, timer)

    def _choices(self) -> tuple[GoldChoice, ...]:
        return self._evaluations.golds.choices(self._service.documents())

    def _listed(self, choices: tuple[GoldChoice, ...], key: str | None, lang: Lang) -> Updates:
        named = [(_name(choice, lang), choice.key) for choice in choices]
        none = "" if choices else notice(text("evaluate.gold.none", lang))
        return {
            self.choice: changed(choices=named, value=key, visible=bool(choices)),
            self.none: none,
        }


def _name(choice: GoldChoice, lang: Lang) -> str:
    return choice.name if choice.kind == "file" else text(f"evaluate.gold.{choice.kind}", lang)


def _faults(path: Path, error: GoldError) -> tuple[Finding, ...]:
    """Return every line that is wrong, as `geungeo gold check` lists them."""
    if "line" not in error.details:
        return ()
    try:
        return check_gold(path).errors
    except GoldError:
        return ()


def _file_buttons(choice: GoldChoice, lang: Lang) -> str:
    if choice.kind == "own":
        label = escape(text("evaluate.own.download", lang))
        link = f'<a class="button small" href="evaluations/gold.jsonl" download>{label}</a>'
        return f'<div class="toolbar file-buttons">{link}</div>'
    if choice.kind != "file":
        return ""
    label = escape(text("evaluate.gold.forget", lang))
    ask = escape(text("evaluate.gold.forget.ask", lang, name=choice.name))
    return (
        '<div class="toolbar file-buttons"><button type="button" class="button small danger"'
        f' data-delete="{escape(choice.key)}" data-ask="{ask}">{label}</button></div>'
    )


def _limit(lang: Lang) -> str:
    said = text("evaluate.upload.limit", lang, limit_mb=MAX_BYTES >> 20, limit=MAX_QUESTIONS)
    return f'<p class="quiet">{escape(said)}</p>'
