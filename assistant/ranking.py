"""The order of the units of the hits: which answers best."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.calibration import RANKING
from assistant.evidence import Evidence

# Units with their scores (logits), best first.
Ranked = Sequence[tuple[Evidence, float]]


def rank(evidence: Sequence[Evidence]) -> Ranked:
    """Return the units with their scores (logits), best first, ties by passage and place."""
    scored = [(unit, RANKING.logit(unit.features)) for unit in evidence]
    return tuple(sorted(scored, key=lambda pair: (-pair[1], pair[0].key)))
