"""A piece of a source's text that could be the answer itself."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer_types import AnswerType


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of a unit's text that could be what is asked for.

    `text` stands at `start` to `end` of the unit; `kind` is what it is (a figure of any kind
    may be offered where an amount is asked for); two writings of one value have one `key`.
    """

    start: int
    end: int
    text: str
    kind: AnswerType
    key: str


def squeeze(text: str) -> str:
    """Return a text as it is compared: letters and digits alone, case folded."""
    return "".join(sign for sign in text.casefold() if sign.isalnum() or sign in "%.~")
