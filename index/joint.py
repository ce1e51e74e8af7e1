"""Two models as one: their vectors side by side, so that a cosine is the mean of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from index.encoder import BoundedEncoder, Encoder, Vectors


class JointEncoder:
    """A model that reads sentences beside one that knows words.

    The cosine of two texts is `1 - share` times the first model's and `share` times the
    second's; a text that one of them cannot read has only the other's part.
    """

    def __init__(self, name: str, first: Encoder, second: Encoder, *, share: float) -> None:
        """Join two encoders; `share` is what the second one counts, 0 to 1."""
        if not 0.0 < share < 1.0:
            raise ValueError(f"no share of a whole: {share}")
        self.name = name
        self.first, self.second = first, second
        self.dimension = first.dimension + second.dimension
        parts = (first.fingerprint, second.fingerprint, f"{share:.6f}")
        self.fingerprint = sha256("\n".join(parts).encode()).hexdigest()
        self._lengths = (float(np.sqrt(1.0 - share)), float(np.sqrt(share)))

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one L2-normalised row a text: float32, shape (len(texts), dimension)."""
        return self._join(self.first.encode_queries(texts), self.second.encode_queries(texts))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one L2-normalised row a text: float32, shape (len(texts), dimension)."""
        return self._join(self.first.encode_passages(texts), self.second.encode_passages(texts))

    def cut_to_fit(self, text: str) -> tuple[str, ...]:
        """Return a passage in pieces that both models read to their ends."""
        pieces: tuple[str, ...] = (text,)
        for encoder in (self.first, self.second):
            if isinstance(encoder, BoundedEncoder):
                pieces = tuple(part for piece in pieces for part in encoder.cut_to_fit(piece))
        return pieces

    def _join(self, first: Vectors, second: Vectors) -> Vectors:
        rows = np.hstack([self._lengths[0] * first, self._lengths[1] * second])
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(norms, 1e-12), dtype=np.float32)
