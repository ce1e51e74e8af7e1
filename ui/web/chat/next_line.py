"""The line below an answer that offers what might be asked next."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.messages import Lang, text
from ui.service import Service
from ui.web.chat.conversation import Turns
from ui.web.chat.scope_text import read_scope

# The question goes as a value: what a button shows may be cut short by its style alone.
NEXT_JS = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-question]");
  if (button) trigger("select", { question: button.dataset.question });
});
"""


def offer_next(service: Service, turns: Turns, lang: Lang) -> str:
    """Return the line for the last answer as HTML; "" where there is nothing to offer."""
    last = turns[-1] if turns else None
    if last is None or last.answer is None or last.is_stopped:
        return ""
    asked = [turn.question for turn in turns]
    questions = service.next_questions(last.answer, asked, read_scope(last.scope))
    return next_html(questions, lang, is_answered=last.answer.answerable)


def next_html(questions: Sequence[str], lang: Lang, *, is_answered: bool) -> str:
    """Return questions as buttons."""
    if not questions:
        return ""
    name = escape(text("next.title" if is_answered else "next.near", lang))
    buttons = "".join(
        f'<button type="button" class="chip" data-question="{escape(question)}"'
        f' title="{escape(question)}"><span>{escape(question)}</span></button>'
        for question in questions
    )
    return f'<div class="next-line" role="group" aria-label="{name}"><b>{name}</b>{buttons}</div>'
