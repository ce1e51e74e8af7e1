"""What a search computes, against the same sums done one passage at a time."""

from math import exp

import numpy as np
import pytest

from index.dense import DenseIndex, DenseRow
from index.derived import Derived
from index.fusion import FusionWeights, lexical_share
from index.lexical import LexicalIndex, LexicalRow
from index.search import SPARE, Query, find
from index.terms import Terms

RANDOM = np.random.default_rng(3)
WORDS = "사과 바다 하늘 기차 학교 나무 구름 바람".split()
DIMENSION, COUNT = 16, 400


def unit(rows):
    rows = rows.astype(np.float16).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module", params=[1, 10**9], ids=["sketched", "all compared"])
def derived(request):
    dense, lexical = [], []
    for number in range(1, COUNT + 1):
        dense.append(DenseRow(number, unit(RANDOM.normal(size=(number % 3 + 1, DIMENSION)))))
        words = " ".join(RANDOM.choice(WORDS, size=5))
        lexical.append(LexicalRow(number, words, "", ""))
    return Derived(
        DenseIndex.build(DIMENSION, dense, sketch_from=request.param), LexicalIndex.build(lexical)
    )


def one_by_one(derived, query, mode, weights):
    """Return score, cosine and BM25 of each passage that a leg proposes."""
    bm25, cosines = {}, {}
    if mode != "dense":
        bm25 = {s.number: s.score for s in derived.lexical.search(query.terms, weights.pool)}
    if mode != "lexical":
        cosines = {s.number: s.score for s in derived.dense.search(query.vector, weights.pool)}
        cosines |= derived.dense.score(query.vector, list(bm25))
    ceiling = derived.lexical.ceiling(query.terms)
    best = 1 - exp(-1.5 * max(bm25.values(), default=0.0) / ceiling) if ceiling else 0.0
    share = {"lexical": 1.0, "dense": 0.0}.get(mode)
    if share is None:
        share = lexical_share(weights, best, derived.lexical.explained_share(query.terms))
    scores = {}
    for number in bm25.keys() | cosines.keys():
        words = 1 - exp(-1.5 * bm25.get(number, 0.0) / ceiling) if ceiling else 0.0
        near = 0.0
        if number in cosines:
            near = min(1.0, max(0.0, (cosines[number] - weights.floor) / (1 - weights.floor)))
        score = share * words + (1 - share) * near
        scores[number] = (score, cosines.get(number, 0.0), bm25.get(number, 0.0))
    return scores


@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical"])
@pytest.mark.parametrize("floor", [0.0, -1.0, 0.3])
@pytest.mark.parametrize("words", [("사과", "기차"), ("없는말",), ()])
def test_fused_scores_are_those_of_one_passage_at_a_time(derived, mode, floor, words):
    weights = FusionWeights(floor=floor, pool=60)
    vector = unit(RANDOM.normal(size=(1, DIMENSION))) if mode != "lexical" else None
    query = Query(Terms(words if mode != "dense" else (), ()), None, vector)
    expected = one_by_one(derived, query, mode, weights)
    for limit in (1, 10, 30):
        found = find(derived, query, limit, mode, weights)
        got = {c.number: (c.score, c.dense, c.lexical) for c in found}
        assert len(got) == len(found) and got.keys() <= expected.keys()
        for number, figures in got.items():
            assert figures == pytest.approx(expected[number], abs=1e-6)
        # Nothing that is left out is better than anything that is there.
        kept = min(limit + SPARE, len(expected))
        least = sorted((score for score, _, _ in expected.values()), reverse=True)[:kept]
        assert len(got) >= kept
        assert sorted((s for s, _, _ in got.values()), reverse=True)[:kept] == pytest.approx(least)


def test_all_that_tie_are_kept():
    """Equal passages are told apart by id later, so none may fall to chance here."""
    rows = [DenseRow(n, np.eye(4, dtype=np.float32)[:1]) for n in range(1, 101)]
    lexical = [LexicalRow(n, "사과", "", "") for n in range(1, 101)]
    derived = Derived(DenseIndex.build(4, rows), LexicalIndex.build(lexical))
    query = Query(Terms(("사과",), ()), None, np.eye(4, dtype=np.float32)[:1])
    assert len(find(derived, query, 5, "hybrid", FusionWeights())) == 100
