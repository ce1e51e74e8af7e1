"""The thumbs below an answer: a verdict at once, and after a 👎 the reason, if one is given."""

from __future__ import annotations

import gradio as gr

from corpus import GeungeoError
from ui.messages import Lang, describe, text
from ui.service import Service
from ui.web.chat.conversation import Turn, Turns
from ui.web.labels import HIDDEN, Labels, Updates, changed

_MAX_REASON = 500


class Thumbs:
    """Keeps what readers think of answers, as drafts of gold questions to be."""

    def __init__(self, service: Service, labels: Labels) -> None:
        """Lay the line for the reason out in the Blocks at hand; see `wire`."""
        self._service = service
        # Which turn the reason is for; none while nobody is asked.
        self._number = gr.State(0)
        with gr.Row(elem_id="thumbs", equal_height=True, visible=False) as self._row:
            self._reason = labels.build(
                gr.Textbox,
                label="thumbs.why",
                placeholder="thumbs.hint",
                lines=1,
                max_length=_MAX_REASON,
                elem_id="thumbs-reason",
                scale=1,
            )
            self._send = labels.build(
                gr.Button, value="thumbs.send", elem_id="thumbs-send", min_width=0, scale=0
            )

    def wire(self, chat: gr.Chatbot, turns: gr.State, lang: gr.Radio) -> None:
        """Take verdicts from the chat, and the reason when it is sent."""
        shown = [self._number, self._row, self._reason]
        chat.like(self._judge, [turns, lang], shown, **HIDDEN)
        gr.on(
            [self._reason.submit, self._send.click],
            self._explain,
            [self._number, self._reason, turns, lang],
            shown,
            **HIDDEN,
        )

    def _judge(self, turns: Turns, lang: Lang, given: gr.LikeData) -> Updates:
        """Keep a verdict; the verdict on an answer that is gone is let go."""
        # A turn is two messages: the question and the answer.
        at = given.index // 2 if isinstance(given.index, int) else -1
        is_up = given.liked is True
        turn = turns[at] if 0 <= at < len(turns) else None
        if turn is None or not self._keep(turn, turns, lang, is_up=is_up):
            return self._ask_for(0)
        if is_up:
            gr.Info(text("thumbs.thanks", lang), duration=3)
        return self._ask_for(0 if is_up else turn.number)

    def _explain(self, number: int, reason: str, turns: Turns, lang: Lang) -> Updates:
        turn = next((turn for turn in turns if turn.number == number), None)
        if turn is not None and self._keep(turn, turns, lang, is_up=False, reason=reason):
            gr.Info(text("thumbs.thanks", lang), duration=3)
        return self._ask_for(0)

    def _keep(self, turn: Turn, turns: Turns, lang: Lang, *, is_up: bool, reason: str = "") -> bool:
        if turn.answer is None:
            return False
        earlier = [t.answer.understood for t in turns if t.answer and t.number < turn.number]
        try:
            return self._service.judge(
                turn.answer, earlier, "up" if is_up else "down", reason[:_MAX_REASON]
            )
        except GeungeoError as error:
            raise gr.Error(describe(error, lang), print_exception=False) from error

    def _ask_for(self, number: int) -> Updates:
        """Return the line for the reason, shown for a turn or hidden for none (0)."""
        return {
            self._number: number,
            self._row: changed(visible=number > 0),
            self._reason: "",
        }
