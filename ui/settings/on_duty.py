"""An assistant that can be relieved: what it holds is let go once its last answer has ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from assistant import Answer, Assistant, Explanation, Length
from index import Filters, Hit, Library, Reranker

if TYPE_CHECKING:
    from assistant import ChatGenerator


class Calls:
    """The calls at work; says when the last one has ended."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = Lock()
        self._count = 0
        self._then: Callable[[], None] | None = None

    @contextmanager
    def one(self) -> Iterator[None]:
        """Count a call for as long as it lasts."""
        with self._lock:
            self._count += 1
        try:
            yield
        finally:
            with self._lock:
                self._count -= 1
                then = self._take_end()
            if then is not None:
                then()

    def at_end(self, then: Callable[[], None]) -> None:
        """Do this once, when no call is at work: perhaps now, else where the last one ends."""
        with self._lock:
            self._then = then
            found = self._take_end()
        if found is not None:
            found()

    def _take_end(self) -> Callable[[], None] | None:
        if self._count:
            return None
        then, self._then = self._then, None
        return then


class OnDuty(Assistant):
    """An assistant whose calls are counted; it answers to its end whoever has come after it."""

    def __init__(
        self,
        library: Library,
        generator: ChatGenerator | None = None,
        *,
        reranker: Reranker | None = None,
        length: Length = "normal",
    ) -> None:
        """Answer as an `Assistant` of these does."""
        super().__init__(library, generator, reranker=reranker, length=length)
        # Shared with the copies that an assistant makes of itself.
        self._calls = Calls()

    def relieve(self, then: Callable[[], None]) -> None:
        """Do this once its last call has ended."""
        self._calls.at_end(then)

    def stream(
        self, question: str, context: Sequence[str] = (), *, filters: Filters | None = None
    ) -> Iterator[Answer]:
        """Yield the answer as it grows; see `Assistant.stream`."""
        with self._calls.one():
            yield from super().stream(question, context, filters=filters)

    def retrieve(
        self,
        question: str,
        context: Sequence[str] = (),
        *,
        top_k: int = 10,
        filters: Filters | None = None,
    ) -> tuple[Hit, ...]:
        """Return the best passages; see `Assistant.retrieve`."""
        with self._calls.one():
            return super().retrieve(question, context, top_k=top_k, filters=filters)

    def explain(
        self,
        question: str,
        context: Sequence[str] = (),
        *,
        top_k: int = 10,
        filters: Filters | None = None,
    ) -> tuple[Explanation, ...]:
        """Return the best passages with their reasons; see `Assistant.explain`."""
        with self._calls.one():
            return super().explain(question, context, top_k=top_k, filters=filters)
