"""What asks the documents nothing: greetings, thanks, small talk, tasks, prompts at the machine.

Precision first: what is not recognised whole is a question and goes to the documents. Small talk
must be all that is said (`안녕군 인구는?` is a question), a task must end as an order to make what
no document holds (`번역 예산을 알려줘` is a question).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

from assistant.talk.orders import is_prompt, is_task
from assistant.talk.sayings import OF_THE_DAY, SELF_ALONE, SMALL_TALK
from assistant.talk.slang import straighten

Declined = Literal["self", "thanks", "greeting", "chat", "task", "prompt"]
# What is longer is no mere small talk.
MAX_SMALL_TALK_CHARS = 60


def why_declined(
    text: str, *, is_first: bool = True, holds: Callable[[str], bool] | None = None
) -> Declined | None:
    """Return why `text` asks the documents nothing; None: it is a question to them.

    `is_first`: nothing was asked before (`몇 살이야?` may be asked of whom an answer spoke of).
    `holds` tells whether the documents hold a word: of what they hold they are asked.
    """
    said = straighten(" ".join(text.split()))
    if len(said) <= MAX_SMALL_TALK_CHARS:
        if found := SMALL_TALK.fullmatch(said):
            return next(kind for kind in get_args(Declined) if found.groupdict().get(kind))
        if is_first and SELF_ALONE.fullmatch(said):
            return "self"
        if is_first and (found := OF_THE_DAY.fullmatch(said)):
            named = [word.split()[-1] for word in found.groupdict().values() if word]
            return None if holds and any(map(holds, named)) else "chat"
    if is_prompt(said, holds):
        return "prompt"
    return "task" if is_task(said) else None
