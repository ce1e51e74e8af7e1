"""Conversations that outlive their page: each turn is kept as it came to stand.

The library may be locked, full or read-only, and none may be kept at all: the conversation
goes on, and `Talk.trouble` says why it is not kept.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from assistant import Answer, dump_answer, load_answer
from corpus import GeungeoError
from index import Conversation, HistoryBook, KeptTurn
from ui.web.conversation import MAX_TURNS, Turn, Turns

_ID = re.compile(r"[0-9a-f]{32}")
_MAX_DETAIL_CHARS = 500
_MAX_DETAILS = 20
# Nobody reads a list of more: the search finds the others.
LISTED = 100
# What is written of a turn is bounded; only documents of thousands of pages come near.
_MOST_CHARS = 1_000_000
T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as a window shows it; its `id` is empty before its first question.

    `trouble` is why it is not kept, or could not be brought back.
    """

    id: str = ""
    turns: Turns = ()
    trouble: GeungeoError | None = None


class Memory:
    """Keeps what is asked and answered, and brings it back."""

    def __init__(
        self, book: HistoryBook | None, is_wanted: Callable[[], bool] = lambda: True
    ) -> None:
        """Keep in `book`; with none nothing is kept, and nothing is said of it.

        `is_wanted` is asked each time: a reader may have turned it off meanwhile.
        """
        self._kept_in = book
        self._is_wanted = is_wanted

    @property
    def _book(self) -> HistoryBook | None:
        return self._kept_in if self._is_wanted() else None

    @property
    def is_on(self) -> bool:
        """Whether conversations are kept at all."""
        return self._book is not None

    def begin(self, talk: Talk, question: str) -> Talk:
        """Return a conversation with a question at its end, kept before it is answered.

        What another window has asked in it meanwhile comes in before.
        """
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        if self._book is None:
            return Talk("", _add(talk.turns, Turn(0, question, at=at)))
        name = talk.id if _ID.fullmatch(talk.id) else secrets.token_hex(16)
        turns, trouble = talk.turns, None
        try:
            turns = self._catch_up(name, turns)
            last = turns[-1].number if turns else 0
            turn = Turn(last + 1, question, at=at)
            number = self._add(name, turn, after=last)
            turn = replace(turn, number=number, is_kept=True)
        except GeungeoError as error:
            trouble = error
            turn = Turn(turns[-1].number + 1 if turns else 1, question, at=at)
        return Talk(name, (*turns, turn), trouble)

    def end(self, name: str, turns: Turns) -> Talk:
        """Keep the last turn as it now stands; one that is not kept yet is kept now."""
        if self._book is None or not name or not turns:
            return Talk(name, turns)
        turn = turns[-1]
        try:
            if turn.is_kept:
                # False where the conversation was deleted meanwhile: it stays deleted.
                self._change(name, turn)
            else:
                last = turns[-2].number if len(turns) > 1 else 0
                turn = replace(turn, number=self._add(name, turn, after=last), is_kept=True)
        except GeungeoError as error:
            return Talk(name, turns, error)
        return Talk(name, (*turns[:-1], turn))

    def resume(self, name: str) -> Talk:
        """Return a conversation as it was left; an empty one where there is none of this id."""
        if self._book is None or not _ID.fullmatch(name):
            return Talk()
        try:
            turns = self._catch_up(name, ())
        except GeungeoError as error:
            return Talk(trouble=error)
        return Talk(name, turns) if turns else Talk()

    def conversations(self, search: str = "") -> tuple[Conversation, ...]:
        """Return the conversations that are kept, newest first; none where none can be read."""
        return self._try(lambda book: book.conversations(search, LISTED + 1)) or ()

    def title(self, name: str) -> str:
        """Return what a conversation is called; "" where it is not kept."""
        found = self._try(lambda book: book.conversation(name)) if name else None
        return found.title if found else ""

    def rename(self, name: str, title: str) -> None:
        """Call a conversation something else; nothing where it is gone.

        Raises:
            LibraryError: the library cannot be written.
        """
        if self._book is not None:
            self._book.rename(name, title)

    def delete(self, name: str) -> None:
        """Forget a conversation.

        Raises:
            LibraryError: the library cannot be written.
        """
        if self._book is not None:
            self._book.delete(name)

    def _catch_up(self, name: str, turns: Turns) -> Turns:
        """Return the turns that are kept, those that are not behind them."""
        book = self._require()
        shown = {turn.number for turn in turns if turn.is_kept}
        kept = book.numbers(name, MAX_TURNS)
        lacking = [number for number in kept if number not in shown]
        if not lacking:
            return turns
        read = [turn_from_json(turn) for turn in book.turns(name, lacking)]
        held = [*(turn for turn in turns if turn.is_kept), *read]
        merged: Turns = tuple(sorted(held, key=lambda turn: turn.number))
        for turn in turns:
            if not turn.is_kept:
                merged = _add(merged, turn)
        return merged[-MAX_TURNS:]

    def _add(self, name: str, turn: Turn, after: int) -> int:
        return self._require().add(
            name, _short_json(turn), title=turn.question, words=_words(turn), after=after
        )

    def _change(self, name: str, turn: Turn) -> None:
        self._require().change(name, turn.number, _short_json(turn), words=_words(turn))

    def _require(self) -> HistoryBook:
        if self._book is None:
            raise ValueError("nothing is kept")
        return self._book

    def _try(self, read: Callable[[HistoryBook], T]) -> T | None:
        if self._book is None:
            return None
        try:
            return read(self._book)
        except GeungeoError:
            _log.debug("the history cannot be read", exc_info=True)
            return None


def turn_to_json(turn: Turn) -> str:
    """Return a turn as it is kept."""
    return json.dumps(
        {
            "question": turn.question,
            "at": turn.at,
            "is_stopped": turn.is_stopped,
            "answer": dump_answer(turn.answer) if turn.answer else None,
            "failure": _failure_to_json(turn.failure),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def turn_from_json(kept: KeptTurn) -> Turn:
    """Return a kept turn as far as it can be read; one without an end says so."""
    try:
        data = json.loads(kept.data)
    except (ValueError, RecursionError):
        data = None
    data = data if isinstance(data, dict) else {}
    answer = load_answer(data.get("answer"))
    failure = None if answer else _failure_from_json(data.get("failure"))
    is_stopped = data.get("is_stopped") is True
    if answer is None and failure is None and not is_stopped:
        # Written when it was asked, and never again: the server went, or is still at it.
        failure = GeungeoError("answer-unfinished")
    question, at = data.get("question"), data.get("at")
    return Turn(
        kept.number,
        question if isinstance(question, str) else "?",
        answer,
        failure,
        is_stopped,
        at if isinstance(at, str) else "",
        is_kept=True,
    )


def _short_json(turn: Turn) -> str:
    """Return a turn as it is kept, without the hits that it does not show if it is too long."""
    told = turn_to_json(turn)
    if len(told) <= _MOST_CHARS or turn.answer is None:
        return told
    return turn_to_json(replace(turn, answer=replace(turn.answer, passages=())))


def _failure_to_json(failure: GeungeoError | None) -> dict[str, Any] | None:
    if failure is None:
        return None
    details = {str(key): str(value) for key, value in failure.details.items()}
    return {"code": failure.code, "details": details}


def _failure_from_json(data: object) -> GeungeoError | None:
    if not isinstance(data, dict) or not isinstance(data.get("code"), str):
        return None
    told = data.get("details")
    details = list(told.items())[:_MAX_DETAILS] if isinstance(told, dict) else []
    failure = GeungeoError(data["code"])
    failure.details = {str(key): str(value)[:_MAX_DETAIL_CHARS] for key, value in details}
    return failure


def _words(turn: Turn) -> str:
    """Return what a turn is found by."""
    answer: Answer | None = turn.answer
    return f"{turn.question}\n{answer.text}" if answer else turn.question


def _add(turns: Turns, turn: Turn) -> Turns:
    number = turns[-1].number + 1 if turns else 1
    return (*turns, replace(turn, number=number))
