"""Pages as they look, drawn in a process that can be killed."""

from __future__ import annotations

import atexit
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.process import WorkerProcess

_PAGES_A_WORKER = 500
_START = (
    "import sys; sys.path.insert(0, {home!r});"
    " from corpus.readers.pdf.drawing import serve_pages; serve_pages()"
)
_MEDIA_TYPES = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"))


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page drawn: an image file of `media_type`."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class DrawLimits:
    """What drawing one page may take: someone waits for it, and a page is a stranger's.

    `max_pixels` bounds the drawing, whatever shape the page has. Memory is address space, as
    in `Limits`.
    """

    timeout_s: float = 30.0
    max_memory_bytes: int = 2_000_000_000
    max_pixels: int = 10_000_000
    max_pages: int = field(default_factory=lambda: Limits().max_pages)


class PageDrawer(WorkerProcess):
    """Draws pages of PDF files, one at a time; the file drawn last is kept open."""

    def __init__(self, limits: DrawLimits | None = None) -> None:
        """Start nothing yet."""
        super().__init__(lambda: _START, _PAGES_A_WORKER)
        self._limits = limits or DrawLimits()
        self._held = ""
        atexit.register(self.stop)

    def draw(
        self, document_id: str, page: int, width: int, source: str, load: Callable[[], bytes]
    ) -> PageImage:
        """Draw page `page` (from 1), `width` pixels wide or as wide as the limits allow.

        `load` gives the file of that content; it is asked only where another one was drawn last.

        Raises:
            ReadError: `page-missing`, `page-not-drawn`, `file-encrypted`, `file-damaged`,
                `file-too-many-pages`, `reader-timeout`, `reader-out-of-memory`,
                `reader-crashed`, and what `load` raises.
        """
        limits = self._limits
        with self._lock:
            if self._ready(limits.max_memory_bytes) or self._process is None:
                self._held = ""
            data = b"" if self._held == document_id else load()
            request = {"page": page, "width": width, "source": source, "limits": asdict(limits)}
            head = json.dumps(request).encode()
            self._held = ""
            reply = self._exchange((head, data), limits.timeout_s)
            for magic, media_type in _MEDIA_TYPES:
                if reply.answer is not None and reply.answer.startswith(magic):
                    self._held = document_id
                    return PageImage(reply.answer, media_type)
        if reply.expired:
            raise ReadError("reader-timeout", file=source, seconds=limits.timeout_s)
        if reply.answer is None:
            raise ReadError("reader-crashed", file=source, status=reply.status)
        found = json.loads(reply.answer)
        raise ReadError(found["error"], **found["details"])
