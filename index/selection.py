"""A set of passages that a search is held to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.filters import Scope

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """The passages that filters let through: `numbers` ascending, `is_in[number]` tells one.

    `files` says, for a document that has several files, which of them fits (see
    `Snapshot.record`).
    """

    numbers: NDArray[np.int64]
    is_in: Flags
    files: Mapping[str, int]
    scope: Scope

    def holds(self, numbers: NDArray[np.int64]) -> Flags:
        """Tell of each number whether its passage is let through."""
        known = numbers < len(self.is_in)
        return np.asarray(known & self.is_in[np.where(known, numbers, 0)])
