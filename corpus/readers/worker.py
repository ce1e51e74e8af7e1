"""Reading in a process that can be killed, for formats whose parsers may hang or crash."""

from __future__ import annotations

import atexit
import subprocess
import sys
from pathlib import Path
from threading import Lock, Timer
from typing import IO, cast

from corpus.document import Document
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.kinds import READABLE, detect_kind
from corpus.readers.reading import load_file, read_bytes
from corpus.readers.wire import pack_request, receive, send, unpack_document

# Nothing is parsed in these but characters.
_PLAIN = frozenset(("text", "markdown", "csv"))
# Parsing takes under 0.1 s below this, even of a page made to be slow.
_SMALL_HTML = 30_000
# A parser that leaks is given up in time.
_FILES_A_WORKER = 300
# The parent's own modules, not whatever the folder the user stands in happens to hold.
_START = (
    "import sys; sys.path.insert(0, {home!r}); from corpus.readers.serving import serve; serve()"
)


def read_in_worker(path: Path, source: str, limits: Limits | None = None) -> Document:
    """Read a file as `read_document` does, whatever needs a parser in a process of its own.

    That process is kept for the next file. It is killed when it exceeds
    `limits.patience_s`, and the system ends it when it exceeds `limits.max_memory_bytes`.

    Raises:
        ReadError: as `read_document`, or `reader-timeout`, `reader-out-of-memory`,
            `reader-crashed`.
    """
    limits = limits or Limits()
    data = load_file(path, source, limits)
    kind = detect_kind(data, source)
    if kind in _PLAIN or kind not in READABLE or kind == "html" and len(data) <= _SMALL_HTML:
        return read_bytes(data, source, limits)
    return _worker.read(data, source, limits)


class _Worker:
    """The one worker process; whoever comes second waits."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._memory = 0
        self._served = 0

    def read(self, data: bytes, source: str, limits: Limits) -> Document:
        with self._lock:
            process = self._ready(limits)
            expired = False

            def expire() -> None:
                nonlocal expired
                expired = True
                process.kill()

            timer = Timer(limits.patience_s, expire)
            timer.daemon = True
            timer.start()
            answer = None
            try:
                stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
                send(stdin, pack_request(source, limits), data)
                answer = receive(stdout)
            except OSError:
                # It died while the file was being handed over.
                answer = None
            finally:
                timer.cancel()
                if answer is None:
                    self.stop()
            self._served += 1
        if answer is not None:
            return unpack_document(answer)
        if expired:
            raise ReadError("reader-timeout", file=source, seconds=limits.patience_s)
        raise ReadError("reader-crashed", file=source, status=process.returncode or 0)

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

    def _ready(self, limits: Limits) -> subprocess.Popen[bytes]:
        stale = self._served >= _FILES_A_WORKER or self._memory != limits.max_memory_bytes
        if self._process is not None and (stale or self._process.poll() is not None):
            self.stop()
        if self._process is None:
            home = str(Path(__file__).resolve().parents[2])
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START.format(home=home)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._memory, self._served = limits.max_memory_bytes, 0
        return self._process


_worker = _Worker()
atexit.register(_worker.stop)
