"""One score from two legs: a convex combination, weighed by what each can know.

Source: Bruch, Gai, Ingber, An Analysis of Fusion Functions for Hybrid Retrieval
(TOIS 2023, arXiv:2210.11934): normalised scores combined convexly beat reciprocal
ranks, which drag a strong leg down to the mean of both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

# One score, or those of many passages at once.
Scores = TypeVar("Scores", float, NDArray[np.float64])

# Meaning always has a say: it breaks ties between passages with the same words.
MOST = 0.95


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """How the legs are combined.

    `lexical` is the least share of the lexical leg (0 to 1) for a question whose words the
    library knows; `match` is what is added where one passage holds them all: literal
    questions are for words to answer, paraphrases for meaning. Both shrink with the share of
    IDF mass that the library knows, to the power `trust`, so that a year that an English
    question has in common with many passages cannot outvote the dense leg. `floor` is the
    cosine that counts as nothing in common. `pool` is how many passages each leg proposes.

    Chosen with the bundled model on 500 questions of KorQuAD's odd-numbered articles, the 313
    answerable ones of `tests/benchmarks/tuning` and the 189 of `benchmarks/meaning/tune.jsonl`.
    nDCG@10 of words alone / vectors alone / these: KorQuAD 0.968 / 0.884 / 0.967, tuning
    0.794 / 0.816 / 0.854, paraphrases 0.115 / 0.509 / 0.498, everyday words 0.481 / 0.606 /
    0.616; English 0.728 and Chinese 0.855, as the vectors alone. With 0.5 and 0.5 they are
    0.968, 0.856, 0.471 and 0.579. A share fitted to eight figures of the question was no
    better in cross-validation.
    """

    lexical: float = 0.25
    match: float = 0.7
    trust: float = 1.0
    floor: float = 0.0
    pool: int = 200

    def __post_init__(self) -> None:
        """Refuse weights that make no convex combination."""
        is_convex = 0.0 <= self.lexical <= 1.0 and self.match >= 0.0
        if not (is_convex and self.trust >= 0.0 and -1.0 <= self.floor < 1.0):
            raise ValueError(f"no convex combination: {self}")


def normalise_lexical(score: Scores, ceiling: float) -> Scores:
    """Return 1 - exp(-1.5 score / ceiling): BM25 against a passage with every term once.

    A theoretical yardstick and not the best score seen: where nothing fits, nothing
    comes near 1. The curve never quite reaches 1, so that repeats of a rare word still
    tell passages apart that a cut would make equal; such a passage itself gets 0.78.
    """
    return 1.0 - np.exp(-1.5 * score / ceiling) if ceiling > 0.0 else 0.0 * score


def normalise_dense(cosine: Scores, floor: float) -> Scores:
    """Return a cosine as its place between `floor` and 1, 0 to 1."""
    placed: Scores = np.clip((cosine - floor) / (1.0 - floor), 0.0, 1.0)
    return placed


def lexical_share(weights: FusionWeights, best: float, explained: float) -> float:
    """Return the lexical leg's share of a question's score, 0 to 1.

    `best` is the best normalised lexical score of any passage, `explained` the share of the
    question's IDF mass that the library knows, both 0 to 1.
    """
    known = min(MOST, weights.lexical + weights.match * best)
    lexical = known * explained**weights.trust
    return lexical / (lexical + 1.0 - known) if lexical else 0.0


def fuse(lexical: Scores, dense: Scores, share: float) -> Scores:
    """Return the convex combination of two normalised scores, 0 to 1."""
    return share * lexical + (1.0 - share) * dense
