"""Asking: the conversation with its evidence beside it, and those before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from ui.messages import Lang, text
from ui.service import Service
from ui.web.chat import conversation
from ui.web.chat.acts import Acts, find_turn
from ui.web.chat.conversation import Turns
from ui.web.chat.exports import pack_export
from ui.web.chat.memory import Memory, Talk
from ui.web.chat.next_line import NEXT_JS, offer_next
from ui.web.chat.past import Past
from ui.web.chat.past_list import bar_html
from ui.web.chat.runs import Runs
from ui.web.chat.scope_line import ScopeLine
from ui.web.chat.stage import Parts, Stage
from ui.web.chat.thumbs import Thumbs
from ui.web.labels import HIDDEN, Labels, Updates, build_html, changed
from ui.web.proof.panel import panel_html, title_html

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
                self.evidence = build_html(
                    panel_html((), service.surroundings, "ko"), elem_id="evidence"
                )
        self._stage = Stage(
            service,
            self._memory,
            self.past,
            Parts(
                self.turns, self.chat, self.evidence, self.bar, self.trouble, self.send, self.stop
            ),
        )
        self.shown = [self.turns, self.chat, self.evidence, self.send, self.stop]
        self.shown += [self.past.current, self.past.listing, self.bar, self.trouble]
        self.shown += [self.next, self.acts.revising, self.acts.banner, *self.scope.shown]
        self._wire()

    @property
    def state(self) -> list[Any]:
        """What `redraw` needs of the page, in the order of its parameters."""
        return [
            self.turns,
            self.past.current,
            self.past.search,
            self.acts.revising,
            self.scope.value,
        ]

    def redraw(
        self, turns: Turns, current: str, search: str, revising: int, scope: str, lang: Lang
    ) -> Updates:
        """Return the tab in `lang`, what is on it kept; but for what `Labels` knows."""
        chat = changed(label=text("chat.label", lang), placeholder=self._welcome(lang))
        if turns:
            # Not for an empty one: a first question may have come before the page was said.
            chat["value"] = conversation.messages(turns, lang)
        return {
            **self.past.redraw(current, search, lang),
            **self.acts.redraw(turns, revising, lang),
            self.scope.line: self.scope.draw(scope, lang),
            self.bar: self._stage.bar(Talk(current, turns), lang, is_known=bool(current)),
            self.title: title_html(lang),
            self.evidence: self._stage.panel(turns, lang),
            self.chat: chat,
        }

    def resume(self, current: str, search: str, lang: Lang) -> Updates:
        """Return the conversation that the page's address names, or an empty one."""
        talk = self._memory.resume(current)
        if current and not talk.turns and talk.trouble is None and self._memory.is_on:
            self.past.say_gone(lang)
        scope = talk.turns[-1].scope if talk.turns else ""
        drawn = self._stage.drawn(talk, search, lang, self._stage.panel(talk.turns, lang))
        return drawn | self.scope.show(scope, lang)

    def greet(self, lang: Lang) -> Updates:
        """Return the empty chat's welcome and examples as the library now is."""
        examples = [{"text": example} for example in self._service.examples(lang)]
        return {self.chat: changed(placeholder=self._welcome(lang), examples=examples)}

    def _talk(self, labels: Labels) -> None:
        with gr.Row(elem_id="talk-head", equal_height=True):
            self.bar = build_html(
                bar_html("", None, "ko", is_kept=self._memory.is_on, can_export=False),
                elem_id="bar",
                js_on_load=_EXPORT_JS,
            )
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
        self.next = build_html(elem_id="next", js_on_load=NEXT_JS)
        self.acts = Acts()
        self.scope = ScopeLine(self._service, labels, self._lang)
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
        page = [self.turns, self.past.current, self.past.search, self._lang]
        asked = [self.question, *self.shown]
        answered = [
            gr.on(
                [self.question.submit, self.send.click],
                self._answer,
                [self.question, self.acts.revising, self.scope.value, *page],
                asked,
                js="(...asked) => geungeo.take(...asked)",
                **many,
            ),
            gr.on(
                [self.chat.example_select, self.next.select],
                self._answer_picked,
                [self.scope.value, *page],
                asked,
                **many,
            ),
            gr.on(
                [self.acts.bridge.retry, self.acts.bridge.expand],
                self._retry,
                page,
                asked,
                **many,
            ),
        ]
        for event in answered:
            # Apart: the answer stands, and nobody waits for these.
            listed = event.then(
                self.past.list,
                [self.past.current, self.past.search, self._lang],
                [self.past.listing],
                **HIDDEN,
            )
            listed.then(self._offer, [self.turns, self._lang], [self.next], **HIDDEN)
        at_once: dict[str, Any] = {**HIDDEN, "queue": False}
        self.acts.bridge.tick(self._look, page, self.shown, **at_once)
        self.stop.click(self._stop, page, self.shown, **at_once)
        self.new.click(self._restart, page, self.shown, **at_once)
        self.past.listing.select(self._open, page, self.shown, **HIDDEN)
        self.past.listing.edit(self._rename, page, [self.past.listing, self.bar], **HIDDEN)
        self.past.listing.delete(self._delete, page, self.shown, **HIDDEN)
        self.acts.wire(self.question, self.turns, self._lang)
        self.bar.download(self._export, page, [self.file], **HIDDEN).then(
            None, [self.file], None, js="(file) => geungeo.save(file)", **HIDDEN
        )
        self._thumbs.wire(self.chat, self.turns, self._lang)

    def _answer(
        self,
        question: str,
        revising: int,
        scope: str,
        turns: Turns,
        current: str,
        search: str,
        lang: Lang,
        request: gr.Request,
    ) -> Iterator[Updates]:
        """Stream the answer to a question, which may take the place of an earlier one."""
        if not question.strip():
            yield {self.turns: turns}
            return
        if scope and self.scope.is_empty(scope):
            # The line above the question says so, and how to widen it.
            yield {self.question: question, self.scope.line: self.scope.draw(scope, lang)}
            return
        with self._runs.begin(str(request.session_hash)) as run:
            talk: Talk | None = Talk(current, turns)
            if any(turn.number == revising for turn in turns):
                talk = self._memory.revise(Talk(current, turns), revising, question, scope)
            else:
                talk = self._memory.begin(Talk(current, turns), question, scope)
            if talk is None:
                gr.Warning(text("chat.overtaken", lang))
                seen = self._memory.look(Talk(current, turns)) or Talk(current, turns)
                panel = self._stage.panel(seen.turns, lang)
                kept = {self.question: question, **self.acts.ended()}
                yield self._stage.said(seen.turns, lang, panel) | kept
                return
            # Nothing is said of the box of the question: the next one may stand in it by now.
            begun = {self.next: "", **self.acts.ended()}
            for updates in self._stage.stream(run, talk, lang):
                yield begun | updates

    def _answer_picked(
        self,
        scope: str,
        turns: Turns,
        current: str,
        search: str,
        lang: Lang,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Updates]:
        """Answer an example, or what is offered after an answer."""
        value = getattr(event, "value", None)
        asked = value.get("text") if isinstance(value, dict) else getattr(event, "question", "")
        question = str(asked)
        yield from self._answer(question, 0, scope, turns, current, search, lang, request)

    def _retry(
        self,
        turns: Turns,
        current: str,
        search: str,
        lang: Lang,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Updates]:
        """Ask the last question again: the library as it now is, or all of it."""
        turns = turns or self._memory.resume(current).turns
        turn = find_turn(turns, event)
        if turn is None or turn is not turns[-1] or turn.is_elsewhere:
            yield {self.turns: turns}
            return
        is_wide = getattr(event, "number", None) is not None
        with self._runs.begin(str(request.session_hash)) as run:
            talk = self._memory.renew(Talk(current, turns), "" if is_wide else None)
            begun = {self.next: "", **self.acts.ended()} | (
                self.scope.show("", lang) if is_wide else {}
            )
            for updates in self._stage.stream(run, talk, lang):
                yield begun | updates

    def _offer(self, turns: Turns, lang: Lang, request: gr.Request) -> Updates:
        """Offer what might be asked next; nothing where another answer is at work by now."""
        if self._is_busy(request):
            return {self.next: ""}
        offered = offer_next(self._service, turns, lang)
        # Finding them took a moment.
        return {self.next: "" if self._is_busy(request) else offered}

    def _is_busy(self, request: gr.Request) -> bool:
        return self._runs.is_at_work(str(request.session_hash))

    def _look(
        self, turns: Turns, current: str, search: str, lang: Lang, request: gr.Request
    ) -> Updates:
        """Show what other windows made of the conversation, if anything."""
        skipped: Updates = {self.turns: gr.skip()}
        if self._is_busy(request):
            return skipped
        seen = self._memory.look(Talk(current, turns))
        if seen is None:
            return skipped
        return self._stage.drawn(seen, search, lang, self._stage.panel(seen.turns, lang))

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
            self.bar: self._stage.bar(Talk(current, turns), lang),
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
        panel = self._stage.panel(talk.turns, lang)
        scope = talk.turns[-1].scope if talk.turns else ""
        about = {self.next: "", **self.acts.ended()} | (
            self.scope.show(scope, lang) if talk.id != left.id else {}
        )
        return self._stage.drawn(talk, search, lang, panel) | self._stage.working(False) | about

    def _welcome(self, lang: Lang) -> str:
        count = len(self._service.ready_documents())
        key = "welcome.body" if count else "welcome.empty"
        return f"## {text('welcome.title', lang)}\n\n{text(key, lang, count=count)}"
