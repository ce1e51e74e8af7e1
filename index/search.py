"""Search over one snapshot: terms and vectors in, numbered passages with scores out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from index.derived import Derived
from index.encoder import Vectors
from index.fitting.fit import Fit
from index.fusion import FusionWeights, fuse, lexical_share, normalise_dense, normalise_lexical
from index.hit import Hit
from index.lexical import EXPANSION_WEIGHT, Alternatives
from index.selection import Selection
from index.snapshot import Snapshot
from index.terms import Terms, extract_query_terms

# So many more hits are looked at than are asked for: some may repeat others.
SPARE = 10

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
    """A question made ready: its terms, those of its expansions, and its vector (one row).

    A search by meaning alone takes no `terms`; `placed` is where the library's fit places it,
    `names` are the terms of what it names with those of the other names.
    """

    terms: Terms
    extra: Terms | None
    vector: Vectors | None
    placed: Vectors | None = None
    names: tuple[Alternatives, ...] = ()


def prepare(
    encode: Callable[[Sequence[str]], Vectors],
    text: str,
    expansions: Sequence[str],
    mode: Mode,
    fit: Fit | None = None,
    names: tuple[Alternatives, ...] = (),
) -> Query:
    """Cut and encode a question once.

    Expansions are other wordings of it: their words count less than its own
    (`EXPANSION_WEIGHT`), and the vector is the question's, drawn as much towards theirs.
    `names` are other names of what it names: each counts where it stands as the name would.
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
    named = names if mode != "dense" else ()
    if mode == "lexical":
        return Query(terms, extra, None, None, named)
    rows = encode([text, *expansions])
    vector = rows[0]
    if expansions:
        vector = vector + EXPANSION_WEIGHT * rows[1:].mean(axis=0)
        vector = vector / max(float(np.linalg.norm(vector)), 1e-12)
    placed = None
    if fit is not None and mode == "dense":
        placed = fit.place_query(extract_query_terms(text).words)
    return Query(terms, extra, vector.reshape(1, -1), placed, named)


def find(
    derived: Derived,
    query: Query,
    limit: int,
    mode: Mode,
    weights: FusionWeights,
    among: Selection | None = None,
) -> list[Candidate]:
    """Return candidates in no particular order: the best `limit`, some more, and their ties.

    With `among`, they are those that would be found were its passages all there are; only
    what a term weighs is told by the whole library.
    """
    pool = max(weights.pool, 2 * limit)
    lexical = {}
    if mode != "dense":
        found = derived.lexical.search(query.terms, pool, query.extra, among, query.names)
        lexical = {scored.number: scored.score for scored in found}
    dense = {}
    if query.vector is not None:
        dense = _search_meaning(derived, query.vector, query.placed, pool, among)
    ceiling = derived.lexical.ceiling(query.terms)
    if mode == "lexical":
        share = 1.0
    elif mode == "dense":
        share = 0.0
    else:
        best = normalise_lexical(max(lexical.values(), default=0.0), ceiling)
        explained = derived.lexical.explained_share(query.terms, query.names)
        share = lexical_share(weights, best, explained)
    if query.vector is not None:
        # The dense leg can score what only the lexical one proposed; not so the reverse.
        missing = [number for number in lexical if number not in dense]
        dense |= derived.dense.score(query.vector, missing)
    numbers = list(lexical.keys() | dense.keys())
    bm25 = np.array([lexical.get(number, 0.0) for number in numbers])
    # A passage without a vector has no part of this leg, whatever the floor.
    cosines = np.array([dense.get(number, -1.0) for number in numbers])
    near = normalise_dense(cosines, weights.floor)
    scores = fuse(normalise_lexical(bm25, ceiling), near, share)
    kept = min(limit + SPARE, len(scores))
    least = np.partition(scores, -kept)[-kept] if kept else 0.0
    return [
        Candidate(numbers[at], float(scores[at]), dense.get(numbers[at], 0.0), float(bm25[at]))
        for at in np.flatnonzero(scores >= least).tolist()
    ]


def take_best(
    snapshot: Snapshot, found: list[Candidate], limit: int, among: Selection | None = None
) -> list[Hit]:
    """Return the best `limit` candidates as hits, best first, ties by passage id."""
    files = among.files if among else {}
    found = sorted(found, key=lambda candidate: -candidate.score)
    if len(found) > limit:
        last = found[limit - 1].score
        found = [candidate for candidate in found if candidate.score >= last]
    if len(found) > 2 * limit:
        # Where so many tie, only their ids are looked up.
        ids = snapshot.passage_ids(candidate.number for candidate in found)
        found = sorted(found, key=lambda one: (-one.score, ids[one.number]))[:limit]
    passages = snapshot.numbered_passages(candidate.number for candidate in found)
    best = sorted(found, key=lambda one: (-one.score, passages[one.number].id))[:limit]
    return [
        Hit(
            passage=passages[candidate.number],
            document=snapshot.record(document, files.get(document)),
            score=candidate.score,
            dense=candidate.dense,
            lexical=candidate.lexical,
        )
        for candidate in best
        for document in (passages[candidate.number].document_id,)
    ]


def _search_meaning(
    derived: Derived,
    vector: Vectors,
    placed: Vectors | None,
    pool: int,
    among: Selection | None,
) -> dict[int, float]:
    """Return the nearest passages with their cosines, the fit's share of them where one is asked.

    Only a search by meaning alone asks the fit. Where terms are searched too they have said
    what it could say: at a tenth of this leg no set gained beyond its interval and held-out
    titles lost 0.006 nDCG@10; at a fifth, questions in other words lost 0.02.
    """
    nearest = derived.dense.nearest(vector, pool, among)
    fitted = derived.fitted
    if fitted is None or placed is None:
        return nearest
    share = fitted.fit.settings.share
    close = fitted.index.nearest(placed, pool, among)
    nearest |= derived.dense.score(vector, [n for n in close if n not in nearest])
    close |= fitted.index.score(placed, [n for n in nearest if n not in close])
    return {n: (1.0 - share) * near + share * close[n] for n, near in nearest.items()}
