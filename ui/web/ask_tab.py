"""Asking: the conversation with its evidence beside it, and those before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from ui.messages import Lang, describe, text
from ui.service import Service
from ui.web import conversation
from ui.web.conversation import Turn, Turns
from ui.web.evidence import panel_html, title_html, used_citations
from ui.web.exports import pack_export
from ui.web.labels import HIDDEN, Labels, Updates, build_html, changed
from ui.web.memory import Memory, Talk
from ui.web.past import Past
from ui.web.past_list import bar_html, trouble_html
from ui.web.runs import Run, Runs
from ui.web.thumbs import Thumbs

# Asking mostly waits its turn for the processor; more at once would only queue deeper.
ASK_AT_ONCE = 4
_EXPORT_JS = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-suffix]");
  if (!button) return;
  button.closest("details").open = false;
  trigger("download", { suffix: button.dataset.suffix });
});
"""


class AskTab:
    """Past conversations, the chat, the evidence at right, the question below."""

    def __init__(self, service: Service, labels: Labels, lang: gr.Radio) -> None:
        """Lay the tab out in the Blocks at hand and wire it."""
        self._service = service
        self._lang = lang
        self._runs = Runs()
        self._memory = Memory(service.history, lambda: service.keeps_history)
        self.turns = gr.State(())
        with gr.Row(elem_id="ask"):
            self.past = Past(self._memory, labels, lang)
            with gr.Column(elem_id="talk", scale=7, min_width=300):
                self._talk(labels)
            with gr.Column(elem_id="proof", scale=5, min_width=300):
                self.title = build_html(title_html("ko"))
                self.evidence = build_html(self._panel((), "ko"), elem_id="evidence")
        self.shown = [self.turns, self.chat, self.evidence, self.send, self.stop]
        self.shown += [self.past.current, self.past.listing, self.bar, self.trouble]
        self._wire()

    @property
    def state(self) -> list[Any]:
        """What `redraw` and `resume` need of the page, in the order of their parameters."""
        return [self.turns, self.past.current, self.past.search]

    def redraw(self, turns: Turns, current: str, search: str, lang: Lang) -> Updates:
        """Return the tab in `lang`, what is on it kept; but for what `Labels` knows."""
        chat = changed(label=text("chat.label", lang), placeholder=self._welcome(lang))
        if turns:
            # Not for an empty one: a first question may have come before the page was said.
            chat["value"] = conversation.messages(turns, lang)
        return {
            **self.past.redraw(current, search, lang),
            self.bar: self._bar(Talk(current, turns), lang),
            self.title: title_html(lang),
            self.evidence: self._panel(turns, lang),
            self.chat: chat,
        }

    def resume(self, current: str, search: str, lang: Lang) -> Updates:
        """Return the conversation that the page's address names, or an empty one."""
        talk = self._memory.resume(current)
        if current and not talk.turns and talk.trouble is None and self._memory.is_on:
            self.past.say_gone(lang)
        return self._drawn(talk, search, lang, self._panel(talk.turns, lang))

    def greet(self, lang: Lang) -> Updates:
        """Return the empty chat's welcome and examples as the library now is."""
        examples = [{"text": example} for example in self._service.examples(lang)]
        return {self.chat: changed(placeholder=self._welcome(lang), examples=examples)}

    def _talk(self, labels: Labels) -> None:
        with gr.Row(elem_id="talk-head", equal_height=True):
            self.bar = build_html(self._bar(Talk(), "ko"), elem_id="bar", js_on_load=_EXPORT_JS)
            self.new = labels.build(gr.Button, value="chat.new", elem_id="new", min_width=0)
        self.file = gr.Textbox("", visible=False)
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
        self.trouble = build_html(elem_id="trouble")
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

    def _wire(self) -> None:
        many: dict[str, Any] = {
            **HIDDEN,
            "concurrency_limit": ASK_AT_ONCE,
            # A stopped answer may still be ending when the next question comes.
            "trigger_mode": "multiple",
        }
        page = [*self.state, self._lang]
        asked = [self.question, *self.shown]
        gr.on(
            [self.question.submit, self.send.click],
            self._answer,
            [self.question, *page],
            asked,
            **many,
        )
        self.chat.example_select(self._answer_example, page, asked, **many)
        at_once: dict[str, Any] = {**HIDDEN, "queue": False}
        self.stop.click(self._stop, page, self.shown, **at_once)
        self.new.click(self._restart, page, self.shown, **at_once)
        self.past.listing.select(self._open, page, self.shown, **HIDDEN)
        self.past.listing.edit(self._rename, page, [self.past.listing, self.bar], **HIDDEN)
        self.past.listing.delete(self._delete, page, self.shown, **HIDDEN)
        self.bar.download(self._export, page, [self.file], **HIDDEN).then(
            None, [self.file], None, js="(file) => geungeo.save(file)", **HIDDEN
        )
        self._thumbs.wire(self.chat, self.turns, self._lang)

    def _answer(
        self,
        question: str,
        turns: Turns,
        current: str,
        search: str,
        lang: Lang,
        request: gr.Request,
    ) -> Iterator[Updates]:
        """Stream an answer; the panel is made anew only when something comes to it."""
        if not question.strip():
            yield {self.question: question}
            return
        with self._runs.begin(str(request.session_hash)) as run:
            talk = self._memory.begin(Talk(current, turns), question)
            # What stands around the answer stays as it is while that grows.
            around = self._around(talk, search, lang)
            drawn, panel, grown, is_whole = -1, "", talk.turns, False
            try:
                for grown in conversation.grow(self._service, talk.turns):
                    if run.end is not None:
                        break
                    used = len(used_citations(grown[-1]))
                    if used != drawn or _has_near_misses(grown[-1]):
                        drawn, panel = used, self._panel(grown, lang)
                    # Everything each time: the page may take the last of several states only.
                    updates = around | self._said(grown, lang, panel) | self._working(True)
                    yield updates | {self.question: ""}
                is_whole = run.end is None
            finally:
                # Also where the page went away in the middle.
                left = grown if is_whole else _left(run, grown)
                ended = self._memory.end(talk.id, left)
            if run.is_superseded:
                return
            if run.end is None or _is_left(run, left):
                talk = ended
            else:
                talk = Talk(run.conversation or "", run.end)
            # Said again, for the last part may have overtaken what the button drew.
            yield self._drawn(talk, search, lang, self._panel(talk.turns, lang)) | self._working(
                False
            )

    def _answer_example(
        self,
        turns: Turns,
        current: str,
        search: str,
        lang: Lang,
        picked: gr.SelectData,
        request: gr.Request,
    ) -> Iterator[Updates]:
        question = str(picked.value["text"])
        yield from self._answer(question, turns, current, search, lang, request)

    def _stop(
        self, turns: Turns, current: str, search: str, lang: Lang, request: gr.Request
    ) -> Updates:
        stopped = Talk(current, conversation.stop(turns))
        return self._end(stopped, stopped, search, lang, request)

    def _restart(
        self, turns: Turns, current: str, search: str, lang: Lang, request: gr.Request
    ) -> Updates:
        return self._end(Talk(current, turns), Talk(), search, lang, request)

    def _open(
        self,
        turns: Turns,
        current: str,
        search: str,
        lang: Lang,
        event: gr.EventData,
        request: gr.Request,
    ) -> Updates:
        talk = self._memory.resume(str(event.key))
        if not talk.turns and talk.trouble is None:
            self.past.say_gone(lang)
            talk = Talk(current, turns)
        return self._end(Talk(current, turns), talk, search, lang, request)

    def _rename(
        self, turns: Turns, current: str, search: str, lang: Lang, event: gr.EventData
    ) -> Updates:
        self.past.rename(str(event.key), str(event.title), lang)
        return {
            self.past.listing: self.past.list(current, search, lang),
            self.bar: self._bar(Talk(current, turns), lang),
        }

    def _delete(
        self,
        turns: Turns,
        current: str,
        search: str,
        lang: Lang,
        event: gr.EventData,
        request: gr.Request,
    ) -> Updates:
        key = str(event.key)
        if self.past.delete(key, lang) and key == current:
            return self._end(Talk(), Talk(), search, lang, request)
        return {self.past.listing: self.past.list(current, search, lang)}

    def _export(
        self, turns: Turns, current: str, search: str, lang: Lang, event: gr.EventData
    ) -> str:
        name = self._memory.title(current)
        # A server that was started anew knows no turns of this page until it asks.
        turns = turns or self._memory.resume(current).turns
        return pack_export(self._service, turns, name, str(event.suffix), lang)

    def _end(self, left: Talk, talk: Talk, search: str, lang: Lang, request: gr.Request) -> Updates:
        """Show `talk`; an answer still at work in `left` is kept as far as it was shown."""
        if self._runs.end(str(request.session_hash), talk.turns, talk.id):
            # The answer itself may notice only when its next part comes.
            self._memory.end(left.id, conversation.stop(left.turns))
        panel = self._panel(talk.turns, lang)
        return self._drawn(talk, search, lang, panel) | self._working(False)

    def _drawn(self, talk: Talk, search: str, lang: Lang, panel: str) -> Updates:
        return self._around(talk, search, lang) | self._said(talk.turns, lang, panel)

    def _said(self, turns: Turns, lang: Lang, panel: str) -> Updates:
        return {
            self.turns: turns,
            self.chat: conversation.messages(turns, lang),
            self.evidence: panel,
        }

    def _around(self, talk: Talk, search: str, lang: Lang) -> Updates:
        said = ""
        if talk.trouble is not None:
            said = text("history.not-kept", lang, reason=describe(talk.trouble, lang))
        return {
            self.past.current: talk.id,
            self.past.listing: self.past.list(talk.id, search, lang),
            self.bar: self._bar(talk, lang),
            self.trouble: trouble_html(said),
        }

    def _bar(self, talk: Talk, lang: Lang) -> str:
        can_export = any(turn.answer is not None for turn in talk.turns)
        title = self._memory.title(talk.id)
        return bar_html(title, lang, is_kept=self._memory.is_on, can_export=can_export)

    def _working(self, is_busy: bool) -> Updates:
        return {self.send: changed(visible=not is_busy), self.stop: changed(visible=is_busy)}

    def _panel(self, turns: Turns, lang: Lang) -> str:
        return panel_html(turns, self._service.surroundings, lang)

    def _welcome(self, lang: Lang) -> str:
        count = sum(record.state == "indexed" for record in self._service.documents())
        key = "welcome.body" if count else "welcome.empty"
        return f"## {text('welcome.title', lang)}\n\n{text(key, lang, count=count)}"


def _has_near_misses(turn: Turn) -> bool:
    """Tell whether near misses have come, which only the last part brings."""
    return turn.answer is not None and bool(turn.answer.near_misses)


def _left(run: Run, grown: Turns) -> Turns:
    """Return the turns as an answer that was cut short leaves them: as it was shown last."""
    if run.end and run.end[-1].number == grown[-1].number and run.end[-1].is_stopped:
        return run.end
    return conversation.stop(grown)


def _is_left(run: Run, left: Turns) -> bool:
    """Tell whether the tab still shows the conversation whose answer was cut short."""
    return run.end is left
