"""The vectors of the last queries: who asks, ranks and explains encodes a question once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from corpus import replace_lone
from index.encoder import Encoder, Vectors

REMEMBERED = 256
# A pasted document is not asked twice.
_MOST_CHARS = 2_000


class RememberedQueries:
    """Encodes queries, the last ones without the model; safe to share between threads.

    Arrays that are given out belong to everyone and cannot be written to.
    """

    def __init__(self, encoder: Encoder, size: int = REMEMBERED) -> None:
        """Remember so many calls of `encoder`."""
        self._encoder = encoder
        self._size = size
        self._lock = Lock()
        self._known: OrderedDict[tuple[str, ...], Vectors] = OrderedDict()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one L2-normalised row a text, as `Encoder.encode_queries` does."""
        key = tuple(map(replace_lone, texts))
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
                return known
        made = self._encoder.encode_queries(list(key))
        made.flags.writeable = False
        if sum(map(len, key)) <= _MOST_CHARS:
            with self._lock:
                self._known[key] = made
                if len(self._known) > self._size:
                    self._known.popitem(last=False)
        return made
