"""What a cross-encoder says of the hits, joined with what speaks for their units.

Log-odds of independent witnesses add up (naive Bayes): a unit's logit, on the scale on which
`relevance` is a logistic, the confidence in an answer, and the reranker's figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from assistant.calibration import RELEVANCE_SCALE
from assistant.question import Question
from assistant.ranking import Ranked
from index import Hit, Reranker

# Beyond these odds a model is as sure as one can be; further ones would drown all else.
MOST_ODDS = 12.0


def read_again(
    question: Question, hits: Sequence[Hit], reranker: Reranker | None
) -> Mapping[str, float]:
    """Return the reranker's log-odds by passage id; empty without a reranker."""
    if reranker is None or not hits:
        return {}
    scores = reranker.score(question.text, [_shown(hit) for hit in hits])
    odds = np.clip(scores, -MOST_ODDS, MOST_ODDS).tolist()
    return {hit.passage.id: figure for hit, figure in zip(hits, odds, strict=True)}


def shift(ranked: Ranked, odds: Mapping[str, float]) -> Ranked:
    """Return the units, best first, each logit moved by the odds of its passage."""
    if not odds:
        return ranked
    scored = [(unit, logit + RELEVANCE_SCALE * odds[unit.hit.passage.id]) for unit, logit in ranked]
    return tuple(sorted(scored, key=lambda pair: (-pair[1], pair[0].key)))


def _shown(hit: Hit) -> str:
    passage = hit.passage
    return f"{passage.context}\n{passage.text}" if passage.context else passage.text
