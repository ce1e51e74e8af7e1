"""Answers at work, one a browser tab, each of which can be told to end.

Gradio's own cancelling races with its queue and then fails a request, and it cannot say
what is to be seen afterwards; so an answer is asked to end and draws its end itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ui.web.chat.conversation import Turns


@dataclass(slots=True)
class Run:
    """An answer at work; `end` are the turns to show once it was told to end.

    `conversation` is whose turns these are; None where the tab stays with its own.
    """

    end: Turns | None = None
    conversation: str | None = None
    is_superseded: bool = False


@dataclass(slots=True)
class Runs:
    """The answers at work by the tab's session; safe between threads by single steps."""

    _runs: dict[str, Run] = field(default_factory=dict)

    @contextmanager
    def begin(self, session: str) -> Iterator[Run]:
        """Hold the tab's only answer at work: an earlier one ends and draws nothing more."""
        run = Run()
        earlier = self._runs.get(session)
        self._runs[session] = run
        if earlier is not None:
            earlier.is_superseded, earlier.end = True, earlier.end or ()
        try:
            yield run
        finally:
            if self._runs.get(session) is run:
                del self._runs[session]

    def is_at_work(self, session: str) -> bool:
        """Tell whether the tab is writing an answer."""
        return session in self._runs

    def end(self, session: str, turns: Turns, conversation: str | None = None) -> bool:
        """Ask the tab's answer to end with `turns` shown; False where none is at work."""
        run = self._runs.get(session)
        if run is None:
            return False
        run.conversation = conversation
        run.end = turns
        return True
