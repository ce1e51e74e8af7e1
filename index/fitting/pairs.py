"""Whether a fit helps, asked of the library itself: questions that its own text answers.

Two kinds. The beginning of a window must find the rest of its passage, which is looked up
and learnt from without that window. A heading must find what stands under it, without
headings being looked at. Both share words with what they seek, so a fit that does not win
here will not win on questions either. That it does is no proof: questions that share few
words with their evidence lose by a fit that wins here (see README).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from index.fitting.axes import learn
from index.fitting.fit import FitSettings
from index.terms import extract_query_terms, extract_terms_many

Kind = Literal["sentence", "heading"]
Gains = NDArray[np.float64]

SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
# Fewer tell nothing: the interval of a mean gain of 0.05 would reach beyond 0.
MIN_QUESTIONS = 20
MAX_QUESTIONS = 400
# Among this many passages the right one is sought; a sample stands for a larger library.
MAX_POOL = 2_000
# A heading above more passages than this says little about any.
MAX_UNDER_HEADING = 8
# As long as a question: some eight words.
QUESTION_WORDS = 8
_DEPTH = 10
# Cosines nearer than float32 can tell apart are a tie.
_TIE = 1e-6
_RESAMPLES = 2_000
_SEED = 20_240_607


@dataclass(frozen=True, slots=True)
class Material:
    """What is known of a passage.

    `words` are its search terms with repeats; `windows` the texts whose vectors are
    `vectors` (float32, one unit row a window).
    """

    words: tuple[str, ...]
    heading: str
    windows: tuple[str, ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class PairResult:
    """One kind of question: how many, and their mean nDCG@10 by the model alone and fitted."""

    kind: Kind
    questions: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the questions say: the best share, and whether the fit wins with it.

    `low` and `high` bound the mean gain over all questions (95 %, paired bootstrap).
    """

    share: float
    is_better: bool
    low: float
    high: float
    pairs: tuple[PairResult, ...]

    @property
    def questions(self) -> int:
        """How many there were."""
        return sum(pair.questions for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class _Asked:
    kind: Kind
    text: str
    rights: tuple[int, ...]
    """Which passages of the pool answer."""
    window: int = -1
    """For a sentence: its place among the windows of the one that does."""


def judge(
    pool: Sequence[Material], encoder: Encoder, check: Callable[[], None] = lambda: None
) -> Verdict:
    """Ask a library about itself; every model's cosines are their own, so is the best share."""
    asked = _draw(pool)
    if not asked:
        return Verdict(0.0, False, 0.0, 0.0, ())
    model, fitted = _score(pool, asked, encoder, check)
    ranked = {
        share: _gain(asked, (1.0 - share) * model + share * fitted) for share in (0.0, *SHARES)
    }
    kinds = np.array([one.kind for one in asked])
    present = [kind for kind in ("sentence", "heading") if (kinds == kind).any()]

    def gains(share: float) -> list[float]:
        difference = ranked[share] - ranked[0.0]
        return [float(difference[kinds == kind].mean()) for kind in present]

    # Never at the cost of one kind.
    safe = [share for share in SHARES if min(gains(share)) >= 0.0]
    best = _choose(safe or SHARES, ranked)
    low, high = _interval(ranked[best] - ranked[0.0])
    pairs = tuple(
        PairResult(
            "heading" if kind == "heading" else "sentence",
            int((kinds == kind).sum()),
            float(ranked[0.0][kinds == kind].mean()),
            float(ranked[best][kinds == kind].mean()),
        )
        for kind in present
    )
    return Verdict(best, bool(safe) and low > 0.0, low, high, pairs)


def _choose(shares: Sequence[float], ranked: Mapping[float, Gains]) -> float:
    """Return the least share that is not clearly worse than the best: one standard error.

    Source: the one-standard-error rule of Breiman et al., Classification and Regression
    Trees (1984); a small library's questions cannot tell neighbouring shares apart.
    """
    best = max(shares, key=lambda share: (ranked[share].mean(), -share))
    for share in sorted(shares):
        short = ranked[best] - ranked[share]
        if short.mean() <= short.std() / len(short) ** 0.5:
            return share
    return best


def _draw(pool: Sequence[Material]) -> list[_Asked]:
    """Return up to `MAX_QUESTIONS` of each kind that has `MIN_QUESTIONS`, at most one a passage."""
    random = np.random.default_rng(_SEED)
    sentences: list[_Asked] = []
    for number in random.permutation(len(pool)).tolist():
        windows = pool[number].windows
        if len(windows) > 1 and len(sentences) < MAX_QUESTIONS:
            window = int(random.integers(len(windows)))
            text = _question(windows[window])
            if text:
                sentences.append(_Asked("sentence", text, (number,), window))
    under: dict[str, list[int]] = {}
    for number, material in enumerate(pool):
        if material.heading and material.windows:
            under.setdefault(material.heading, []).append(number)
    headings = [
        _Asked("heading", heading, tuple(numbers))
        for heading, numbers in sorted(under.items())
        if len(numbers) <= MAX_UNDER_HEADING
    ]
    chosen = random.permutation(len(headings))[:MAX_QUESTIONS]
    kinds = (sentences, [headings[n] for n in chosen.tolist()])
    return [one for kind in kinds if len(kind) >= MIN_QUESTIONS for one in kind]


def _question(window: str) -> str:
    return " ".join(window.split()[:QUESTION_WORDS])


def _score(
    pool: Sequence[Material],
    asked: Sequence[_Asked],
    encoder: Encoder,
    check: Callable[[], None],
) -> tuple[Vectors, Vectors]:
    """Return the cosines of model and fit, both of shape (questions, passages)."""
    hidden = {one.rights[0]: one.window for one in asked if one.kind == "sentence"}
    texts = [pool[number].windows[window] for number, window in hidden.items()]
    taken = dict(zip(hidden, (terms.words for terms in extract_terms_many(texts)), strict=True))
    rows = [_without(one.words, taken.get(number, ())) for number, one in enumerate(pool)]
    check()
    fit = learn(rows, FitSettings(1, "", len(rows), 0.0), check)
    hidden_from = np.array([one.kind == "sentence" for one in asked])
    placed = fit.place_passages(rows)
    whole = fit.place_passages([one.words for one in pool])
    queries = np.concatenate([fit.place_query(extract_query_terms(o.text).words) for o in asked])
    encoded = encoder.encode_queries([one.text for one in asked])
    check()
    model = np.full((len(asked), len(pool)), -1.0, dtype=np.float32)
    for number, material in enumerate(pool):
        if len(material.vectors):
            model[:, number] = (encoded @ material.vectors.T).max(axis=1)
    for at, one in enumerate(asked):
        if one.kind == "sentence":
            others = np.delete(pool[one.rights[0]].vectors, one.window, axis=0)
            model[at, one.rights[0]] = (others @ encoded[at]).max()
    fitted = np.where(hidden_from[:, None], queries @ placed.T, queries @ whole.T)
    return model, np.asarray(fitted, dtype=np.float32)


def _without(words: Sequence[str], taken: Sequence[str]) -> tuple[str, ...]:
    left = Counter(words)
    left.subtract(taken)
    return tuple(word for word, times in left.items() for _ in range(max(0, times)))


def _gain(asked: Sequence[_Asked], scores: Vectors) -> Gains:
    """Return each question's nDCG@10 by its best right passage; a tie counts against it."""
    gains = np.zeros(len(asked))
    for at, one in enumerate(asked):
        best = scores[at, list(one.rights)].max()
        wrong = np.delete(scores[at], list(one.rights))
        rank = 1 + int((wrong >= best - _TIE).sum())
        gains[at] = 1.0 / np.log2(rank + 1.0) if rank <= _DEPTH else 0.0
    return gains


def _interval(gains: Gains) -> tuple[float, float]:
    random = np.random.default_rng(_SEED)
    drawn = random.integers(0, len(gains), (_RESAMPLES, len(gains)))
    low, high = np.percentile(gains[drawn].mean(axis=1), (2.5, 97.5))
    return float(low), float(high)
