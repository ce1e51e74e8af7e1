"""One score from two legs: a convex combination, weighed by what each can know.

Source: Bruch, Gai, Ingber, An Analysis of Fusion Functions for Hybrid Retrieval
(TOIS 2023, arXiv:2210.11934): normalised scores combined convexly beat reciprocal
ranks, which drag a strong leg down to the mean of both.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

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

    Chosen with the bundled model on 800 questions of KorQuAD's odd-numbered articles and the
    90 answerable ones of `tests/benchmarks/tuning/set1`, nDCG@10: fixed shares 0.5 / 0.7 /
    0.9 give 0.962 / 0.968 / 0.971 and 0.829 / 0.838 / 0.836; these give 0.971 and 0.837
    (lexical alone 0.972 and 0.728, dense alone 0.876 and 0.802).
    """

    lexical: float = 0.5
    match: float = 0.5
    trust: float = 1.0
    floor: float = 0.0
    pool: int = 200

    def __post_init__(self) -> None:
        """Refuse weights that make no convex combination."""
        is_convex = 0.0 <= self.lexical <= 1.0 and self.match >= 0.0
        if not (is_convex and self.trust >= 0.0 and -1.0 <= self.floor < 1.0):
            raise ValueError(f"no convex combination: {self}")


def normalise_lexical(score: float, ceiling: float) -> float:
    """Return 1 - exp(-1.5 score / ceiling): BM25 against a passage with every term once.

    A theoretical yardstick and not the best score seen: where nothing fits, nothing
    comes near 1. The curve never quite reaches 1, so that repeats of a rare word still
    tell passages apart that a cut would make equal; such a passage itself gets 0.78.
    """
    return 1.0 - exp(-1.5 * score / ceiling) if ceiling > 0.0 else 0.0


def normalise_dense(cosine: float, floor: float) -> float:
    """Return a cosine as its place between `floor` and 1, 0 to 1."""
    return min(1.0, max(0.0, (cosine - floor) / (1.0 - floor)))


def lexical_share(weights: FusionWeights, best: float, explained: float) -> float:
    """Return the lexical leg's share of a question's score, 0 to 1.

    `best` is the best normalised lexical score of any passage, `explained` the share of the
    question's IDF mass that the library knows, both 0 to 1.
    """
    known = min(MOST, weights.lexical + weights.match * best)
    lexical = known * explained**weights.trust
    return lexical / (lexical + 1.0 - known) if lexical else 0.0


def fuse(lexical: float, dense: float, share: float) -> float:
    """Return the convex combination of two normalised scores, 0 to 1."""
    return share * lexical + (1.0 - share) * dense
