"""What can be done with a message: copied, answered again, its question edited.

The buttons are drawn beside the messages by `script/acts.js`; here is what they are heard by,
and the line that says that a question is being edited.
"""

from __future__ import annotations

from html import escape

import gradio as gr

from ui.copying import copy_answer
from ui.messages import Lang, text
from ui.web.chat.conversation import Turn, Turns
from ui.web.labels import HIDDEN, Updates, build_html

# The page's scripts tell Gradio by this element; see `geungeo.act`.
_BRIDGE_JS = """
element.addEventListener("geungeo-act", (event) => trigger(event.detail.name, event.detail));
"""
_BANNER_JS = """
element.addEventListener("click", (event) => {
  if (event.target.closest("button")) trigger("undo", {});
});
"""


class Acts:
    """Hears the buttons beside the messages; `revising` is the turn being edited, 0 for none."""

    def __init__(self) -> None:
        """Lay what is heard out in the Blocks at hand; see `wire`."""
        self.bridge = build_html("<span></span>", elem_id="acts", js_on_load=_BRIDGE_JS)
        self.revising = gr.Number(0, visible=False, precision=0)
        self.banner = build_html(elem_id="revising", js_on_load=_BANNER_JS)
        self._copied = gr.Textbox("", visible=False)

    def wire(self, question: gr.Textbox, turns: gr.State, lang: gr.Radio) -> None:
        """Copy and edit; to answer again is the tab's own affair."""
        copied = self.bridge.copy(_copy, [turns, lang], [self._copied], **HIDDEN)
        copied.then(None, [self._copied], None, js="(said) => geungeo.copy(said)", **HIDDEN)
        shown = [question, self.revising, self.banner]
        edited = self.bridge.edit(self._edit, [turns, lang], shown, queue=False, **HIDDEN)
        edited.then(None, None, None, js="() => geungeo.focusQuestion()", **HIDDEN)
        self.banner.undo(self._cancel, None, shown, queue=False, **HIDDEN).then(
            None, None, None, js="() => geungeo.focusQuestion()", **HIDDEN
        )
        self._question = question

    def ended(self) -> Updates:
        """Return the updates after which no question is being edited."""
        return {self.revising: 0, self.banner: ""}

    def redraw(self, turns: Turns, revising: int, lang: Lang) -> Updates:
        """Return the line in `lang`."""
        at = next((at for at, turn in enumerate(turns) if turn.number == revising), -1)
        return {self.banner: _banner_html(len(turns) - 1 - at, lang) if at >= 0 else ""}

    def _edit(self, turns: Turns, lang: Lang, event: gr.EventData) -> Updates:
        """Take a question into its box; the way it was understood takes the last one's place."""
        turn = find_turn(turns, event)
        if turn is None:
            return {self.revising: 0}
        if turn.answer is not None and getattr(event, "understood", False):
            number = turn.number if turn is turns[-1] else 0
            asked = turn.answer.understood
        else:
            number, asked = turn.number, turn.question
        return {
            self._question: asked,
            self.revising: number,
            **self.redraw(turns, number, lang),
        }

    def _cancel(self) -> Updates:
        return {self._question: "", **self.ended()}


def find_turn(turns: Turns, event: gr.EventData) -> Turn | None:
    """Return the turn that an event of the page names, by its number or by its place."""
    number, at = getattr(event, "number", None), getattr(event, "at", None)
    if isinstance(number, int):
        return next((turn for turn in turns if turn.number == number), None)
    return turns[at] if isinstance(at, int) and 0 <= at < len(turns) else None


def _copy(turns: Turns, lang: Lang, event: gr.EventData) -> str:
    turn = find_turn(turns, event)
    return copy_answer(turn.answer, lang) if turn and turn.answer else ""


def _banner_html(following: int, lang: Lang) -> str:
    """Return the line that says what editing a question will do; `following` come after it."""
    key = "act.revising.more" if following else "act.revising"
    said = escape(text(key, lang, count=following))
    cancel = escape(text("act.cancel", lang))
    return (
        f'<div class="revising"><p role="status">{said}</p>'
        f'<button type="button" class="button small">{cancel}</button></div>'
    )
