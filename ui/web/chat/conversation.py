"""A conversation as turns, and each turn as the messages that show it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant import Answer
from corpus import GeungeoError
from ui.answer_markdown import answer_markdown
from ui.messages import Lang, describe, text
from ui.rendering import plain_markdown
from ui.service import Service
from ui.web.chat.scope_text import read_scope, say_scope

# Older turns leave the page, so that a long day does not make it slow.
MAX_TURNS = 40
# A question of more characters is not shown in full again.
_SHOWN_QUESTION_CHARS = 2_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer as it stands; `number` counts from 1 and never changes.

    `answer` is None before its first part and when there was a `failure` instead. `at` is when
    it was asked (ISO 8601 with its zone); `is_kept` says that the library holds it. `scope` is
    what it was asked of (`ui.web.chat.scope_text`). A turn that `is_renewed` was asked again; its
    `former` answer stands behind it until the new one has come. One that `is_elsewhere` is
    being answered in another window.
    """

    number: int
    question: str
    answer: Answer | None = None
    failure: GeungeoError | None = None
    is_stopped: bool = False
    at: str = ""
    is_kept: bool = False
    scope: str = ""
    is_renewed: bool = False
    former: Turn | None = None
    is_elsewhere: bool = False


Turns = tuple[Turn, ...]
Message = dict[str, str]


def ask(service: Service, turns: Turns, question: str) -> Iterator[Turns]:
    """Yield the conversation as the answer to `question` grows at its end."""
    return grow(service, (*turns, Turn(turns[-1].number + 1 if turns else 1, question)))


def grow(service: Service, turns: Turns) -> Iterator[Turns]:
    """Yield the conversation as the answer to its last question grows.

    Follow-ups are completed from the questions before as they were understood.
    """
    *earlier, turn = turns[-MAX_TURNS:]
    context = [before.answer.understood for before in earlier if before.answer]
    yield (*earlier, turn)
    try:
        for answer in service.stream(turn.question, context, read_scope(turn.scope)):
            turn = replace(turn, answer=answer)
            yield (*earlier, turn)
    except GeungeoError as error:
        yield (*earlier, replace(turn, answer=None, failure=error))
    except Exception:
        # The page must say something and stay usable; the log holds what it was.
        _log.exception("answering failed")
        yield (*earlier, replace(turn, answer=None, failure=GeungeoError("unexpected")))


def stop(turns: Turns) -> Turns:
    """Return the conversation with its last turn marked as stopped.

    One that was asked again gives way to the answer before.
    """
    if not turns:
        return turns
    last = turns[-1]
    return (*turns[:-1], last.former or replace(last, is_stopped=True))


def unfinished(turn: Turn) -> Turn:
    """Return a turn as one that another window is still answering."""
    return replace(turn, failure=None, is_elsewhere=True)


def messages(turns: Sequence[Turn], lang: Lang) -> list[Message]:
    """Return the conversation as the chat shows it."""
    shown: list[Message] = []
    for turn in turns:
        question = turn.question
        if len(question) > _SHOWN_QUESTION_CHARS:
            question = f"{question[:_SHOWN_QUESTION_CHARS]}…"
        shown.append({"role": "user", "content": plain_markdown(question)})
        shown.append({"role": "assistant", "content": _reply(turn, lang)})
    return shown


def _reply(turn: Turn, lang: Lang) -> str:
    if turn.failure is not None:
        said = plain_markdown(describe(turn.failure, lang))
        name = text("state.failed", lang)
        return f'<span class="state state-failed">{name}</span>\n\n{said}'
    parts = []
    if turn.answer is not None:
        if turn.scope:
            parts.append(_scoped(turn, lang))
        parts.append(answer_markdown(turn.answer, turn.number, lang))
        if turn.is_renewed:
            parts.append(f'<span class="note">{text("chat.renewed", lang)}</span>')
    elif turn.is_elsewhere:
        parts.append(f'<span class="waiting elsewhere">{text("chat.elsewhere", lang)}</span>')
    elif not turn.is_stopped:
        parts.append(f'<span class="waiting">{text("chat.searching", lang)}</span>')
    if turn.is_stopped:
        parts.append(f'<span class="note">{text("chat.stopped", lang)}</span>')
    return "\n\n".join(parts)


def _scoped(turn: Turn, lang: Lang) -> str:
    """Return what a question was asked of; where that holds no answer all the rest is offered."""
    said = text("scope.asked", lang, scope=plain_markdown(say_scope(turn.scope, lang)))
    if turn.answer is not None and turn.answer.outcome == "none":
        said += f" [{text('scope.widen.again', lang)}](#widen-{turn.number})"
    return f'<span class="scoped">{said}</span>'
