"""The one door to embedding models."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into unit vectors; queries and passages may be prompted differently.

    `fingerprint` changes whenever the same text could get another vector: weights,
    tokenizer, prompts, pooling, normalisation.
    """

    name: str
    dimension: int
    fingerprint: str

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one L2-normalised row a text: float32, shape (len(texts), dimension)."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one L2-normalised row a text: float32, shape (len(texts), dimension)."""
        ...


@runtime_checkable
class BoundedEncoder(Protocol):
    """An encoder that reads a text only up to a number of tokens."""

    def cut_to_fit(self, text: str) -> tuple[str, ...]:
        """Return a passage in pieces that are read to their ends, itself if it is."""
        ...


def cutter_of(encoder: Encoder) -> Callable[[str], tuple[str, ...]] | None:
    """Return how an encoder cuts what it cannot read whole; None if it reads anything whole."""
    return encoder.cut_to_fit if isinstance(encoder, BoundedEncoder) else None
