"""Conversations that outlive their page: each turn is kept as it came to stand.

The library may be locked, full or read-only, and none may be kept at all: the conversation
goes on, and `Talk.trouble` says why it is not kept.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import TypeVar

from assistant import Answer
from corpus import GeungeoError
from index import Conversation, HistoryBook
from ui.web.chat.conversation import MAX_TURNS, Turn, Turns, unfinished
from ui.web.chat.kept_turns import UNFINISHED, short_json, turn_from_json

_ID = re.compile(r"[0-9a-f]{32}")
# Nobody reads a list of more: the search finds the others.
LISTED = 100
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
        # Answers that this server is writing, in whichever window: conversation and number.
        self._at_work: set[tuple[str, int]] = set()
        self._noting = Lock()

    @property
    def _book(self) -> HistoryBook | None:
        return self._kept_in if self._is_wanted() else None

    @property
    def is_on(self) -> bool:
        """Whether conversations are kept at all."""
        return self._book is not None

    def begin(self, talk: Talk, question: str, scope: str = "") -> Talk:
        """Return a conversation with a question at its end, kept before it is answered.

        What another window has asked in it meanwhile comes in before.
        """
        turn = Turn(0, question, at=_now(), scope=scope)
        if self._book is None:
            return Talk("", _add(talk.turns, turn))
        name = talk.id if _ID.fullmatch(talk.id) else secrets.token_hex(16)
        turns, trouble = talk.turns, None
        try:
            turns = self._catch_up(name, turns)
            last = turns[-1].number if turns else 0
            turn = replace(turn, number=last + 1)
            turn = replace(turn, number=self._add(name, turn, after=last), is_kept=True)
        except GeungeoError as error:
            trouble = error
            turn = replace(turn, number=turns[-1].number + 1 if turns else 1)
        return self._begun(Talk(name, (*turns, turn), trouble))

    def revise(self, talk: Talk, first: int, question: str, scope: str = "") -> Talk | None:
        """Return a conversation with a question in the place of turn `first` and what follows.

        What it replaces is gone at once. None where another window has gone on with it
        meanwhile: nothing is changed then.
        """
        earlier = tuple(turn for turn in talk.turns if turn.number < first)
        turn = Turn(talk.turns[-1].number + 1, question, at=_now(), scope=scope)
        if self._book is None or not talk.id:
            return Talk(talk.id, (*earlier, turn))
        try:
            number = self._replace(talk, first, turn)
            if number is None and self._require().numbers(talk.id, 1):
                return None
            number = number or self._add(talk.id, turn, after=turn.number - 1)
            turn = replace(turn, number=number, is_kept=True)
        except GeungeoError as error:
            return self._begun(Talk(talk.id, (*earlier, turn), error))
        return self._begun(Talk(talk.id, (*earlier, turn)))

    def renew(self, talk: Talk, scope: str | None = None) -> Talk:
        """Return a conversation whose last question is asked again, not kept before its end.

        The answer before stands behind the new one until that has come; see `end`.
        """
        *earlier, former = talk.turns
        turn = Turn(
            former.number + 1,
            former.question,
            at=_now(),
            scope=former.scope if scope is None else scope,
            former=former,
            is_renewed=True,
        )
        return Talk(talk.id, (*earlier, turn))

    def end(self, name: str, turns: Turns) -> Talk:
        """Keep the last turn as it now stands; one that is not kept yet is kept now."""
        if not turns:
            return Talk(name, turns)
        turn = turns[-1]
        with self._noting:
            self._at_work.discard((name, turn.number))
        former, turn = turn.former, replace(turn, former=None)
        if self._book is None or not name:
            return Talk(name, (*turns[:-1], turn))
        try:
            if former is not None:
                number = self._replace(Talk(name, (*turns[:-1], former)), former.number, turn)
                if number is None:
                    # Another window went on: both answers stand.
                    self._add(name, turn, after=former.number)
                    return Talk(name, self._catch_up(name, ()))
                turn = replace(turn, number=number, is_kept=True)
            elif turn.is_kept:
                # False where the conversation was deleted meanwhile: it stays deleted.
                self._change(name, turn)
            else:
                last = turns[-2].number if len(turns) > 1 else 0
                turn = replace(turn, number=self._add(name, turn, after=last), is_kept=True)
        except GeungeoError as error:
            return Talk(name, (*turns[:-1], turn), error)
        return Talk(name, (*turns[:-1], turn))

    def look(self, talk: Talk) -> Talk | None:
        """Return a conversation with what other windows made of it; None where nothing changed."""
        if self._book is None or not _ID.fullmatch(talk.id):
            return None
        turns = self._try(lambda _: self._catch_up(talk.id, talk.turns))
        return None if turns is None or turns == talk.turns else Talk(talk.id, turns)

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

    def _begun(self, talk: Talk) -> Talk:
        with self._noting:
            self._at_work.add((talk.id, talk.turns[-1].number))
        return talk

    def _catch_up(self, name: str, turns: Turns) -> Turns:
        """Return the turns that are kept, those that are not behind them.

        What another window took out is gone here too; but a conversation that was deleted
        stays on the page that shows it.
        """
        book = self._require()
        kept = book.numbers(name, MAX_TURNS)
        held = [
            t for t in turns if t.is_kept and not _is_open(t) and (t.number in kept or not kept)
        ]
        shown = {turn.number for turn in held}
        lacking = [number for number in kept if number not in shown]
        read = [self._read(name, turn_from_json(turn)) for turn in book.turns(name, lacking)]
        merged: Turns = tuple(sorted([*held, *read], key=lambda turn: turn.number))
        for turn in turns:
            if not turn.is_kept:
                merged = _add(merged, turn)
        return merged[-MAX_TURNS:]

    def _read(self, name: str, turn: Turn) -> Turn:
        """Return a turn that was read; one that is being answered says so."""
        with self._noting:
            is_at_work = (name, turn.number) in self._at_work
        return unfinished(turn) if is_at_work and _is_open(turn) else turn

    def _replace(self, talk: Talk, first: int, turn: Turn) -> int | None:
        was = next((t.question for t in talk.turns if t.number == first), "")
        return self._require().replace(
            talk.id,
            first,
            short_json(turn),
            last=max((t.number for t in talk.turns if t.is_kept), default=0),
            # Its first question names a conversation, as long as nobody else does.
            titles=(was, turn.question) if talk.turns[0].number == first else ("", ""),
            words=_words(turn),
        )

    def _add(self, name: str, turn: Turn, after: int) -> int:
        return self._require().add(
            name, short_json(turn), title=turn.question, words=_words(turn), after=after
        )

    def _change(self, name: str, turn: Turn) -> None:
        self._require().change(name, turn.number, short_json(turn), words=_words(turn))

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


def _words(turn: Turn) -> str:
    """Return what a turn is found by."""
    answer: Answer | None = turn.answer
    return f"{turn.question}\n{answer.text}" if answer else turn.question


def _add(turns: Turns, turn: Turn) -> Turns:
    number = turns[-1].number + 1 if turns else 1
    return (*turns, replace(turn, number=number))


def _is_open(turn: Turn) -> bool:
    """Tell whether a turn has no end as far as is known here."""
    return turn.is_elsewhere or (turn.failure is not None and turn.failure.code == UNFINISHED)


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
