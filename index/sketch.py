"""Vectors in two bits a number: near enough to tell which few thousand to look at closely.

Each number is one of four levels around its place's mean, those that lose least of a
normally distributed one; pairs of numbers share a code of four bits, as fast-scan product
quantisation reads them. Nothing is trained: a few thousand rows tell means and deviations.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

Codes = NDArray[np.uint8]

# Source: Max, Quantizing for Minimum Distortion (IRE Trans. 1960), table I, N = 4.
_LEVELS = np.array([-1.510, -0.4528, 0.4528, 1.510], dtype=np.float32)
_BORDER = np.float32(0.9816)
SAMPLE_ROWS = 4096


@dataclass(frozen=True, slots=True)
class Grid:
    """The mean and the deviation of each number of a vector: float32, shape (dimension,)."""

    means: Vectors
    deviations: Vectors

    @classmethod
    def of(cls, sample: Vectors) -> Grid:
        """Measure some rows of what will be sketched."""
        deviations = np.maximum(sample.std(axis=0), 1e-12)
        return cls(sample.mean(axis=0), np.asarray(deviations, dtype=np.float32))

    def encode(self, rows: Vectors) -> Codes:
        """Return the levels of each row, two bits a number: uint8, shape (n, dimension / 4).

        A pair's code is four times the first number's level and the second's; the first of
        two codes is the lower half of their byte. An odd pair has the last byte to itself.
        """
        placed = (rows - self.means) / self.deviations
        levels = (placed > -_BORDER).view(np.uint8) + (placed > 0).view(np.uint8)
        levels += (placed > _BORDER).view(np.uint8)
        codes: Codes = np.asarray(levels[:, 0::2] << 2 | levels[:, 1::2], dtype=np.uint8)
        packed = codes[:, 0::2].copy()
        packed[:, : codes.shape[1] // 2] |= codes[:, 1::2] << 4
        return packed

    def centroids(self) -> Vectors:
        """Return what a code stands for: float32, shape (dimension / 2, 16, 2)."""
        values = self.means[:, None] + self.deviations[:, None] * _LEVELS
        codes = np.arange(16)
        return np.stack([values[0::2][:, codes >> 2], values[1::2][:, codes & 3]], axis=2)
