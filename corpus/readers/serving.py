"""The other side of `worker`: reads the files it is handed until its parent goes."""

from __future__ import annotations

import json
import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.reading import read_bytes
from corpus.readers.wire import pack_document, pack_error, receive, send, unpack_limits

# The parent kills in time and says so; this is for processes that have lost their parent.
_GRACE_S = 2.0


@dataclass(frozen=True, slots=True)
class Channel:
    """What the parent asks, and where the answers go."""

    requests: IO[bytes]
    answers: IO[bytes]


def open_channel() -> Channel:
    """Take standard input and output for requests and answers alone."""
    # Ctrl-C reaches the whole group; the parent decides what becomes of us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Nothing a library prints may mix with the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return Channel(os.fdopen(os.dup(0), "rb"), answers)


def serve() -> None:
    """Answer requests on standard input until it closes."""
    channel = open_channel()
    is_bound = False
    while True:
        head = receive(channel.requests)
        data = receive(channel.requests)
        if head is None or data is None:
            return
        request = json.loads(head)
        limits = unpack_limits(request)
        if not is_bound:
            bind_memory(limits.max_memory_bytes)
            is_bound = True
        bind_time(limits.patience_s)
        answer = _answer(data, request["source"], limits)
        bind_time(0)
        send(channel.answers, answer)


def bind_time(seconds: float) -> None:
    """Let the system end this process when its time is up, should the parent be gone by then."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE_S if seconds else 0)


def _answer(data: bytes, source: str, limits: Limits) -> bytes:
    try:
        return pack_document(read_bytes(data, source, limits))
    except ReadError as error:
        return pack_error(error)
    except MemoryError:
        return pack_error(
            ReadError("reader-out-of-memory", file=source, limit=limits.max_memory_bytes)
        )


def bind_memory(limit: int) -> None:
    """Let the system refuse this process more than `limit` bytes of address space."""
    try:
        import resource
    except ImportError:
        # Windows has no such limit; the time limit holds there too.
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
