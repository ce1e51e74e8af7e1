"""Asking: the conversation with its evidence beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from ui.messages import Lang, text
from ui.service import Service
from ui.web import conversation
from ui.web.conversation import Turn, Turns
from ui.web.evidence import panel_html, used_citations
from ui.web.labels import HIDDEN, Labels, Updates, build_html, changed
from ui.web.runs import Runs
from ui.web.thumbs import Thumbs

# Asking mostly waits its turn for the processor; more at once would only queue deeper.
ASK_AT_ONCE = 4


class AskTab:
    """The chat at left, the evidence at right, the question below."""

    def __init__(self, service: Service, labels: Labels, lang: gr.Radio) -> None:
        """Lay the tab out in the Blocks at hand and wire it."""
        self._service = service
        self._lang = lang
        self._runs = Runs()
        self.turns = gr.State(())
        with gr.Row(elem_id="ask"):
            with gr.Column(elem_id="talk", scale=7, min_width=300):
                self._talk(labels)
            with gr.Column(elem_id="proof", scale=5, min_width=300):
                self.title = build_html(_title("ko"))
                self.evidence = build_html(self._panel((), "ko"), elem_id="evidence")
        self.shown = [self.turns, self.question, self.chat, self.evidence, self.send, self.stop]
        self._wire()

    def redraw(self, turns: Turns, lang: Lang) -> Updates:
        """Return the tab in `lang`, what is on it kept; but for what `Labels` knows."""
        chat = changed(label=text("chat.label", lang), placeholder=self._welcome(lang))
        if turns:
            # Not for an empty one: a first question may have come before the page was said.
            chat["value"] = conversation.messages(turns, lang)
        return {
            self.title: _title(lang),
            self.evidence: self._panel(turns, lang),
            self.chat: chat,
        }

    def greet(self, lang: Lang) -> Updates:
        """Return the empty chat's welcome and examples as the library now is."""
        examples = [{"text": example} for example in self._service.examples(lang)]
        return {self.chat: changed(placeholder=self._welcome(lang), examples=examples)}

    def _talk(self, labels: Labels) -> None:
        self.chat = labels.build(
            gr.Chatbot,
            elem_id="chat",
            label="chat.label",
            show_label=False,
            container=False,
            buttons=[],
            latex_delimiters=[],
            group_consecutive_messages=False,
            layout="bubble",
            height=None,
        )
        self._thumbs = Thumbs(self._service, labels)
        with gr.Row(elem_id="asking", equal_height=True):
            self.question = labels.build(
                gr.Textbox,
                label="chat.question",
                placeholder="chat.placeholder",
                show_label=False,
                container=False,
                lines=1,
                max_lines=6,
                elem_id="question",
                scale=1,
            )
            self.send = labels.build(
                gr.Button, value="chat.send", variant="primary", elem_id="send", min_width=0
            )
            self.stop = labels.build(
                gr.Button, value="chat.stop", elem_id="stop", visible=False, min_width=0
            )
            self.new = labels.build(gr.Button, value="chat.new", elem_id="new", min_width=0)

    def _wire(self) -> None:
        many: dict[str, Any] = {
            **HIDDEN,
            "concurrency_limit": ASK_AT_ONCE,
            # A stopped answer may still be ending when the next question comes.
            "trigger_mode": "multiple",
        }
        gr.on(
            [self.question.submit, self.send.click],
            self._answer,
            [self.question, self.turns, self._lang],
            self.shown,
            **many,
        )
        self.chat.example_select(self._answer_example, [self.turns, self._lang], self.shown, **many)
        at_once: dict[str, Any] = {**HIDDEN, "queue": False}
        self.stop.click(self._stop, [self.turns, self._lang], self.shown, **at_once)
        self.new.click(self._restart, [self._lang], self.shown, **at_once)
        self._thumbs.wire(self.chat, self.turns, self._lang)

    def _answer(
        self, question: str, turns: Turns, lang: Lang, request: gr.Request
    ) -> Iterator[Updates]:
        """Stream an answer; the panel is made anew only when something comes to it."""
        updates: Updates = {self.question: question}
        if not question.strip():
            yield updates
            return
        with self._runs.begin(str(request.session_hash)) as run:
            drawn, panel = -1, ""
            for grown in conversation.ask(self._service, turns, question):
                if run.end is not None:
                    break
                used = len(used_citations(grown[-1]))
                if used != drawn or _has_near_misses(grown[-1]):
                    drawn, panel = used, self._panel(grown, lang)
                # Everything each time: the page may take the last of several states only.
                updates = self._drawn(grown, lang, panel) | self._working(True)
                yield updates | {self.question: ""}
            if run.is_superseded:
                return
            if run.end is not None:
                # Said again, for the last part may have overtaken what the button drew.
                updates = self._drawn(run.end, lang, self._panel(run.end, lang))
            yield updates | self._working(False)

    def _answer_example(
        self, turns: Turns, lang: Lang, picked: gr.SelectData, request: gr.Request
    ) -> Iterator[Updates]:
        yield from self._answer(str(picked.value["text"]), turns, lang, request)

    def _stop(self, turns: Turns, lang: Lang, request: gr.Request) -> Updates:
        return self._end(conversation.stop(turns), lang, request)

    def _restart(self, lang: Lang, request: gr.Request) -> Updates:
        return self._end((), lang, request)

    def _end(self, turns: Turns, lang: Lang, request: gr.Request) -> Updates:
        self._runs.end(str(request.session_hash), turns)
        return self._drawn(turns, lang, self._panel(turns, lang)) | self._working(False)

    def _drawn(self, turns: Turns, lang: Lang, panel: str) -> Updates:
        return {
            self.turns: turns,
            self.chat: conversation.messages(turns, lang),
            self.evidence: panel,
        }

    def _working(self, is_busy: bool) -> Updates:
        return {self.send: changed(visible=not is_busy), self.stop: changed(visible=is_busy)}

    def _panel(self, turns: Turns, lang: Lang) -> str:
        return panel_html(turns, self._service.surroundings, lang)

    def _welcome(self, lang: Lang) -> str:
        count = sum(record.state == "indexed" for record in self._service.documents())
        key = "welcome.body" if count else "welcome.empty"
        return f"## {text('welcome.title', lang)}\n\n{text(key, lang, count=count)}"


def _title(lang: Lang) -> str:
    return f'<h2 class="proof-title">{text("evidence.title", lang)}</h2>'


def _has_near_misses(turn: Turn) -> bool:
    """Tell whether near misses have come, which only the last part brings."""
    return turn.answer is not None and bool(turn.answer.near_misses)
