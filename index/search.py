"""Search over one snapshot: terms and vectors in, numbered passages with scores out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from index.derived import Derived
from index.encoder import Encoder, Vectors
from index.fusion import FusionWeights, fuse, lexical_share, normalise_dense, normalise_lexical
from index.lexical import EXPANSION_WEIGHT
from index.terms import Terms, extract_query_terms

Mode = Literal["hybrid", "dense", "lexical"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage by its number with the scores that `Hit` names."""

    number: int
    score: float
    dense: float
    lexical: float


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready: its terms, those of its expansions, and its vector (one row)."""

    terms: Terms
    extra: Terms | None
    vector: Vectors | None


def prepare(encoder: Encoder, text: str, expansions: Sequence[str], mode: Mode) -> Query:
    """Cut and encode a question once.

    Expansions are other wordings of it: their words count less than its own
    (`EXPANSION_WEIGHT`), and the vector is the question's, drawn as much towards theirs.
    """
    none = Terms((), ())
    terms = none if mode == "dense" else extract_query_terms(text)
    extra = None
    if expansions and mode != "dense":
        cut = [extract_query_terms(expansion) for expansion in expansions]
        extra = Terms(
            tuple(word for one in cut for word in one.words),
            tuple(gram for one in cut for gram in one.grams),
        )
    if mode == "lexical":
        return Query(terms, extra, None)
    rows = encoder.encode_queries([text, *expansions])
    vector = rows[0]
    if expansions:
        vector = vector + EXPANSION_WEIGHT * rows[1:].mean(axis=0)
        vector = vector / max(float(np.linalg.norm(vector)), 1e-12)
    return Query(terms, extra, vector.reshape(1, -1))


def find(
    derived: Derived, query: Query, limit: int, mode: Mode, weights: FusionWeights
) -> list[Candidate]:
    """Return candidates in no particular order: at least the best `limit`, if there are."""
    pool = max(weights.pool, 2 * limit)
    lexical = {}
    if mode != "dense":
        found = derived.lexical.search(query.terms, pool, query.extra)
        lexical = {scored.number: scored.score for scored in found}
    dense = {}
    if query.vector is not None:
        dense = {s.number: s.score for s in derived.dense.search(query.vector, pool)}
    ceiling = derived.lexical.ceiling(query.terms)
    if mode == "lexical":
        share = 1.0
    elif mode == "dense":
        share = 0.0
    else:
        best = normalise_lexical(max(lexical.values(), default=0.0), ceiling)
        share = lexical_share(weights, best, derived.lexical.explained_share(query.terms))
    if query.vector is not None:
        # The dense leg can score what only the lexical one proposed; not so the reverse.
        missing = [number for number in lexical if number not in dense]
        dense |= derived.dense.score(query.vector, missing)
    floor = weights.floor
    candidates = []
    for number in lexical.keys() | dense.keys():
        bm25, cosine = lexical.get(number, 0.0), dense.get(number)
        near = normalise_dense(cosine, floor) if cosine is not None else 0.0
        score = fuse(normalise_lexical(bm25, ceiling), near, share)
        candidates.append(Candidate(number, score, cosine or 0.0, bm25))
    return candidates
