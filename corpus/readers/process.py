"""A process of our own that works for us, and can be killed with what it works on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Timer
from typing import IO, cast

from corpus.readers.wire import receive, send


@dataclass(frozen=True, slots=True)
class Reply:
    """What a process answered; None where it was killed in time (`expired`) or broke down."""

    answer: bytes | None
    expired: bool = False
    status: int = 0


class WorkerProcess:
    """One process that is kept for the next request; whoever comes second waits.

    It runs the code that `start` gives with this house's own modules, is killed when a request
    takes too long, and is given up after `lives` requests: a parser that leaks is left in time.
    """

    def __init__(self, start: Callable[[], str], lives: int) -> None:
        """Start nothing yet; `{home!r}` in what `start` gives becomes our packages' folder."""
        self._start = start
        self._lives = lives
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._memory = 0
        self._served = 0

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue
        process.wait()

    def _exchange(self, parts: Sequence[bytes], patience_s: float) -> Reply:
        """Send `parts` to the process that `_ready` gave and wait for its answer."""
        process = cast("subprocess.Popen[bytes]", self._process)
        expired = False

        def expire() -> None:
            nonlocal expired
            expired = True
            process.kill()

        timer = Timer(patience_s, expire)
        timer.daemon = True
        timer.start()
        answer = None
        try:
            stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
            send(stdin, *parts)
            answer = receive(stdout)
        except OSError:
            # It died while the file was being handed over.
            answer = None
        finally:
            timer.cancel()
            if answer is None:
                self.stop()
        self._served += 1
        return Reply(answer, expired, process.returncode or 0)

    def _ready(self, max_memory_bytes: int) -> bool:
        """See to it that a process runs; tell whether it is a new one."""
        stale = self._served >= self._lives or self._memory != max_memory_bytes
        if self._process is not None and (stale or self._process.poll() is not None):
            self.stop()
        if self._process is not None:
            return False
        home = str(Path(__file__).resolve().parents[2])
        self._process = subprocess.Popen(
            [sys.executable, "-c", self._start().format(home=home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._memory, self._served = max_memory_bytes, 0
        return True
