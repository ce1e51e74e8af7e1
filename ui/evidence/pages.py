"""Pages of the library's PDF files as images, the last ones kept in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from threading import Lock

from corpus import PageDrawer, PageImage, ReadError
from ui.evidence.originals import Originals, count_pages

# Widths in pixels that pages are drawn at: few, so that a page is not drawn anew for each window.
WIDTHS = (480, 720, 1080, 1600, 2200)
# Some two hundred pages of text at a readable size.
MAX_KEPT_BYTES = 32_000_000


class PageShelf:
    """Draws pages and keeps the images; what is kept is bounded by its bytes."""

    def __init__(
        self,
        originals: Originals,
        drawer: PageDrawer | None = None,
        max_kept_bytes: int = MAX_KEPT_BYTES,
    ) -> None:
        """Draw by `drawer`, which this shelf stops when it is closed."""
        self._originals = originals
        self._drawer = drawer or PageDrawer()
        self._most = max_kept_bytes
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, int, int], PageImage] = OrderedDict()
        self._bytes = 0

    def image(self, document_id: str, page: int, width: int) -> PageImage:
        """Return page `page` (from 1) of a document, at least `width` pixels wide if allowed.

        Raises:
            LibraryError: `document-not-found`.
            ReadError: `page-no-pdf`, `page-missing`, or as `Originals.find` and
                `PageDrawer.draw`.
        """
        record = self._originals.record(document_id)
        if record.format != "pdf":
            raise ReadError("page-no-pdf", file=record.source)
        count = count_pages(record)
        if not 1 <= page <= count:
            raise ReadError("page-missing", file=record.source, page=page, count=count)
        width = WIDTHS[min(bisect_left(WIDTHS, width), len(WIDTHS) - 1)]
        key = (document_id, page, width)
        kept = self._take(key)
        if kept is not None:
            return kept

        def load() -> bytes:
            return self._originals.find(document_id).load()

        drawn = self._drawer.draw(document_id, page, width, record.source, load)
        self._keep(key, drawn)
        return drawn

    def close(self) -> None:
        """End the process that draws."""
        self._drawer.stop()

    def _take(self, key: tuple[str, int, int]) -> PageImage | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
            return kept

    def _keep(self, key: tuple[str, int, int], image: PageImage) -> None:
        with self._lock:
            old = self._kept.pop(key, None)
            self._bytes += len(image.data) - (len(old.data) if old else 0)
            self._kept[key] = image
            while self._bytes > self._most and self._kept:
                _, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone.data)
