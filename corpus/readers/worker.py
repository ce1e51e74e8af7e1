"""Reading in a process that can be killed, for formats whose parsers may hang or crash."""

from __future__ import annotations

import atexit
from pathlib import Path

from corpus.document import Document
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.kinds import READABLE, detect_kind
from corpus.readers.process import WorkerProcess
from corpus.readers.reading import load_file, read_bytes
from corpus.readers.wire import pack_request, unpack_document

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


class _Worker(WorkerProcess):
    """The one process that reads."""

    def __init__(self) -> None:
        super().__init__(lambda: _START, _FILES_A_WORKER)

    def read(self, data: bytes, source: str, limits: Limits) -> Document:
        with self._lock:
            self._ready(limits.max_memory_bytes)
            reply = self._exchange((pack_request(source, limits), data), limits.patience_s)
        if reply.answer is not None:
            return unpack_document(reply.answer)
        if reply.expired:
            raise ReadError("reader-timeout", file=source, seconds=limits.patience_s)
        raise ReadError("reader-crashed", file=source, status=reply.status)


_worker = _Worker()
atexit.register(_worker.stop)
