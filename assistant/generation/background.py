"""An event loop beside the program: what is waited for there can be given up at any moment."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import AsyncGenerator, Generator
from contextlib import aclosing
from functools import cache
from typing import TypeVar

_T = TypeVar("_T")


def run_bounded(pieces: AsyncGenerator[_T, None], timeout_s: float) -> Generator[_T, None, None]:
    """Yield what `pieces` yields, for at most `timeout_s` seconds in all.

    A blocked read cannot be given up in a thread; a task can. When the time is over, or the
    caller stops reading, the task is cancelled and its connection closed.

    Raises:
        TimeoutError: the time was over before the end.
        Exception: whatever `pieces` raises.
    """
    deadline = time.monotonic() + timeout_s
    # Each entry is one piece, or the end with what was raised, if anything.
    arrived: queue.SimpleQueue[tuple[_T] | tuple[()] | Exception] = queue.SimpleQueue()
    given_up = threading.Event()

    async def read() -> None:
        try:
            async with aclosing(pieces):
                async for piece in pieces:
                    # A cancellation is lost where it meets a piece that is just arriving.
                    if given_up.is_set():
                        return
                    arrived.put((piece,))
            arrived.put(())
        except Exception as error:
            arrived.put(error)

    reading = asyncio.run_coroutine_threadsafe(read(), _loop())
    try:
        while True:
            left = deadline - time.monotonic()
            try:
                entry = arrived.get(timeout=max(0.0, left))
            except queue.Empty:
                raise TimeoutError(f"no end within {timeout_s:g} s") from None
            if isinstance(entry, Exception):
                raise entry
            if not entry:
                return
            yield entry[0]
            if time.monotonic() >= deadline:
                raise TimeoutError(f"no end within {timeout_s:g} s")
    finally:
        given_up.set()
        reading.cancel()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Return the loop of this process; providers share one client among all their models."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="geungeo-llm", daemon=True).start()
    return loop
