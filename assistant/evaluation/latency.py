"""How long the questions took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Latency:
    """Wall-clock times of `n` questions in milliseconds; None where there was none."""

    p50: float | None
    p95: float | None
    worst: float | None
    n: int


def measure_latency(times_ms: Sequence[float]) -> Latency:
    """Return median, 95th percentile (linear between ranks) and the longest time."""
    if not times_ms:
        return Latency(None, None, None, 0)
    p50, p95 = np.percentile(times_ms, [50, 95])
    return Latency(float(p50), float(p95), float(max(times_ms)), len(times_ms))
