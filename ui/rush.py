"""Who is being answered right now: work in the background waits until nobody is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

# However busy it is: work in the background goes on after so long.
_MOST_S = 5.0


class Rush:
    """Counts the questions at work; safe between threads."""

    def __init__(self) -> None:
        """Begin with none."""
        self._changed = Condition()
        self._count = 0
        self.ended = 0
        """How many questions have been at work and are no more."""

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Count as a question at work."""
        with self._changed:
            self._count += 1
        try:
            yield
        finally:
            with self._changed:
                self._count -= 1
                self.ended += 1
                self._changed.notify_all()

    def wait_for_pause(self, *, at_least_s: float = 0.0) -> None:
        """Sleep `at_least_s`, and on until no question is at work, some seconds at most."""
        time.sleep(at_least_s)
        with self._changed:
            self._changed.wait_for(lambda: not self._count, _MOST_S)
