"""Static embeddings without torch: the mean of a text's token vectors, normalised."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.encoder import Vectors

_BATCH_CHARS = 50_000
"""Texts are encoded in batches of about this many characters, to bound memory."""


class ScaledRows:
    """A table of small whole numbers and a factor for each row: a quarter of its float32.

    A row that is taken has the numbers that the whole table would have had.
    """

    def __init__(self, rows: NDArray[np.int8], factors: Vectors) -> None:
        """Stand for `rows * factors[:, None]`."""
        self._rows = np.ascontiguousarray(rows)
        self._factors = np.ascontiguousarray(factors, dtype=np.float32)
        self.shape = self._rows.shape

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, numbers: NDArray[np.int64]) -> Vectors:
        return self._rows[numbers].astype(np.float32) * self._factors[numbers][:, None]


class StaticEncoder:
    """A sentence-transformers `StaticEmbedding` (and `Normalize`) in numpy.

    Gives the vectors of `SentenceTransformer(folder).encode`, and like it cuts nothing off
    and gives an empty text the zero vector. Safe to share between threads.
    """

    def __init__(
        self,
        name: str,
        tokenizer: Tokenizer,
        weights: Vectors | ScaledRows,
        *,
        fingerprint: str,
        query_prompt: str = "",
        passage_prompt: str = "",
    ) -> None:
        """Take a tokenizer and one row of `weights` for each of its tokens."""
        self.name = name
        self.fingerprint = fingerprint
        self._tokenizer = tokenizer
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        is_small = isinstance(weights, ScaledRows)
        self._weights = weights if is_small else np.ascontiguousarray(weights, dtype=np.float32)
        self.dimension = int(self._weights.shape[1])
        self._query_prompt = query_prompt
        self._passage_prompt = passage_prompt

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one L2-normalised row a text: float32, shape (len(texts), dimension)."""
        return self._encode(texts, self._query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one L2-normalised row a text: float32, shape (len(texts), dimension)."""
        return self._encode(texts, self._passage_prompt)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start, end in _cut_batches(texts):
            prompted = [prompt + text for text in texts[start:end]] if prompt else texts[start:end]
            encoded = self._tokenizer.encode_batch_fast(list(prompted), add_special_tokens=False)
            mean_bags([item.ids for item in encoded], self._weights, vectors[start:end])
        return vectors


def mean_bags(bags: Sequence[Sequence[int]], weights: Vectors | ScaledRows, out: Vectors) -> None:
    """Write the normalised mean of each bag's rows of `weights` to `out`; empty ones stay zero.

    The mean's divisor falls out when the vector is normalised, so it is left out.
    """
    lengths = np.fromiter((len(bag) for bag in bags), dtype=np.int64, count=len(bags))
    filled = np.flatnonzero(lengths)
    if not len(filled):
        return
    ids = np.fromiter(chain.from_iterable(bags), dtype=np.int64, count=int(lengths.sum()))
    starts = np.concatenate(([0], np.cumsum(lengths[filled])[:-1]))
    sums = np.add.reduceat(weights[ids], starts, axis=0)
    norms = np.sqrt(np.einsum("ij,ij->i", sums, sums))[:, None]
    out[filled] = sums / np.maximum(norms, 1e-12)


def _cut_batches(texts: Sequence[str]) -> list[tuple[int, int]]:
    batches, start, chars = [], 0, 0
    for at, text in enumerate(texts):
        if chars and chars + len(text) > _BATCH_CHARS:
            batches.append((start, at))
            start, chars = at, 0
        chars += len(text) + 1
    if start < len(texts):
        batches.append((start, len(texts)))
    return batches
