"""The conversation as it is drawn: messages, evidence, what stands around them; and as it grows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import gradio as gr

from ui.messages import Lang, describe, text
from ui.service import Service
from ui.web.chat import conversation
from ui.web.chat.conversation import Turn, Turns
from ui.web.chat.memory import Memory, Talk
from ui.web.chat.past import Past
from ui.web.chat.past_list import bar_html, trouble_html
from ui.web.chat.runs import Run
from ui.web.labels import Updates, changed
from ui.web.proof.panel import panel_html, used_citations


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that a conversation is drawn in."""

    turns: gr.State
    chat: gr.Chatbot
    evidence: gr.HTML
    bar: gr.HTML
    trouble: gr.HTML
    send: gr.Button
    stop: gr.Button


class Stage:
    """Draws conversations; keeps the answer that it draws."""

    def __init__(self, service: Service, memory: Memory, past: Past, parts: Parts) -> None:
        """Draw in `parts`, and the list of `past` conversations."""
        self._service = service
        self._memory = memory
        self._past = past
        self._parts = parts

    def stream(self, run: Run, talk: Talk, lang: Lang) -> Iterator[Updates]:
        """Draw the answer to the last question as it grows, and keep it as it ends.

        What the page draws slowly comes late: the messages and the panel with the first text
        (till then the page shows the question by itself), the list of conversations not at
        all. The panel is made anew only when something comes to it.
        """
        # What stands around the answer stays as it is while that grows.
        around = self.about(talk, lang) | self.working(True)
        drawn, panel, grown, is_whole = -1, "", talk.turns, False
        try:
            for grown in conversation.grow(self._service, talk.turns):
                if run.end is not None:
                    break
                if _is_waiting(grown[-1]):
                    yield around | {self._parts.turns: grown}
                    continue
                used = len(used_citations(grown[-1]))
                if used != drawn or _has_near_misses(grown[-1]):
                    drawn, panel = used, self.panel(grown, lang)
                # Everything each time: the page may take the last of several states only.
                yield around | self.said(grown, lang, panel)
            is_whole = run.end is None
            failure = grown[-1].failure
            if is_whole and failure is not None and grown[-1].former is not None:
                reason = describe(failure, lang)
                gr.Warning(text("chat.renew.failed", lang, reason=reason))
                grown = conversation.stop(grown)
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
        panel = self.panel(talk.turns, lang)
        yield self.about(talk, lang) | self.said(talk.turns, lang, panel) | self.working(False)

    def drawn(self, talk: Talk, search: str, lang: Lang, panel: str) -> Updates:
        """Return a conversation with its evidence and what stands around it."""
        return self.around(talk, search, lang) | self.said(talk.turns, lang, panel)

    def said(self, turns: Turns, lang: Lang, panel: str) -> Updates:
        """Return the messages and the evidence."""
        return {
            self._parts.turns: turns,
            self._parts.chat: conversation.messages(turns, lang),
            self._parts.evidence: panel,
        }

    def around(self, talk: Talk, search: str, lang: Lang) -> Updates:
        """Return what stands around a conversation, with the list of all."""
        listing = self._past.list(talk.id, search, lang)
        return {self._past.listing: listing, **self.about(talk, lang)}

    def about(self, talk: Talk, lang: Lang) -> Updates:
        """Return which conversation it is, its bar, and why it is not kept."""
        said = ""
        if talk.trouble is not None:
            said = text("history.not-kept", lang, reason=describe(talk.trouble, lang))
        return {
            self._past.current: talk.id,
            self._parts.bar: self.bar(talk, lang),
            self._parts.trouble: trouble_html(said),
        }

    def bar(self, talk: Talk, lang: Lang, *, is_known: bool = True) -> str:
        """Return the bar above a conversation; `is_known` says that it is this window's."""
        can_export = any(turn.answer is not None for turn in talk.turns)
        title = self._memory.title(talk.id)
        return bar_html(
            title,
            talk.id if is_known else None,
            lang,
            is_kept=self._memory.is_on,
            can_export=can_export,
        )

    def working(self, is_busy: bool) -> Updates:
        """Return the button that there is: to send, or to stop an answer at work."""
        return {
            self._parts.send: changed(visible=not is_busy),
            self._parts.stop: changed(visible=is_busy),
        }

    def panel(self, turns: Turns, lang: Lang) -> str:
        """Return the evidence of a conversation."""
        return panel_html(turns, self._service.surroundings, lang)


def _is_waiting(turn: Turn) -> bool:
    """Tell whether nothing has come of an answer yet."""
    return turn.answer is None and turn.failure is None


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
