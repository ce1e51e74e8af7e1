"""Learning directions: the truncated singular value decomposition of passages by terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.fitting.fit import (
    MAX_AXES,
    MAX_TERMS,
    Fit,
    FitSettings,
    inverse_frequency,
    weigh,
)

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Of more passages an even sample is learnt from, by who reads them; the others are placed.
MAX_LEARNT = 20_000
_OVERSAMPLE = 32
_ROUNDS = 4
_PIECE = 4096
# An axis shorter than this share of the longest is rounding, not meaning.
_SHORTEST = 1e-4
_SEED = 20_240_607


def learn(
    rows: Sequence[Sequence[str]],
    settings: FitSettings,
    check: Callable[[], None] = lambda: None,
    max_axes: int = MAX_AXES,
) -> Fit:
    """Learn from passages, each a list of terms with its repeats.

    `check` is called now and then and may raise to stop.

    Raises:
        ValueError: no passage has a term.
    """
    learnt = [Counter(row) for row in rows if row]
    holding: Counter[str] = Counter()
    for row in learnt:
        holding.update(row.keys())
    if not holding:
        raise ValueError("passages without a term")
    kept = sorted(holding, key=lambda term: (-holding[term], term))[:MAX_TERMS]
    terms = tuple(sorted(kept))
    idf = np.array([inverse_frequency(len(learnt), holding[t]) for t in terms], dtype=np.float32)
    check()
    directions = _decompose(_matrix(learnt, terms, idf), max_axes, check)
    longest = np.abs(directions).max(axis=1)
    scale = np.where(longest > 0.0, longest / 127.0, 1.0).astype(np.float32)
    axes = np.rint(directions / scale[:, None]).astype(np.int8)
    return Fit(settings, terms, idf, axes, scale)


def _matrix(rows: Sequence[Counter[str]], terms: Sequence[str], idf: Vectors) -> csr_matrix:
    """Return one row of length 1 a passage, one column a term."""
    # Only here: a search need not wait for the import.
    from scipy.sparse import csr_matrix

    numbers = {term: number for number, term in enumerate(terms)}
    starts, columns, values = [0], list[int](), list[float]()
    for row in rows:
        held = sorted((numbers[term], times) for term, times in row.items() if term in numbers)
        weights = np.array([weigh(times, float(idf[n])) for n, times in held])
        columns += [number for number, _ in held]
        values += (weights / max(float(np.linalg.norm(weights)), 1e-12)).tolist()
        starts.append(len(columns))
    shape = (len(rows), len(terms))
    return csr_matrix((np.array(values, np.float32), columns, starts), shape=shape)


def _decompose(matrix: csr_matrix, max_axes: int, check: Callable[[], None]) -> Vectors:
    """Return the right singular vectors, longest first: float32, shape (terms, axes).

    Exact where there are few passages, else by subspace iteration.
    Source: Halko, Martinsson, Tropp, Finding structure with randomness (SIAM Review 2011).
    """
    drawn = min(max_axes + _OVERSAMPLE, *matrix.shape)
    random = np.random.default_rng(_SEED)
    seen = matrix @ random.standard_normal((matrix.shape[1], drawn), dtype=np.float32)
    for _ in range(_ROUNDS):
        check()
        # Orthogonal on the passages' side only: there are several times as many terms.
        seen = matrix @ (matrix.T @ np.linalg.qr(seen)[0])
    check()
    inside = matrix.T @ np.linalg.qr(seen)[0]
    squares, turns = np.linalg.eigh(_inner_products(inside))
    order = np.argsort(-squares, kind="stable")[:max_axes]
    lengths = np.sqrt(np.maximum(squares[order], 0.0))
    kept = lengths > _SHORTEST * lengths[0]
    directions = inside @ (turns[:, order[kept]] / lengths[kept]).astype(np.float32)
    # The sign of an axis is nobody's: the largest entry is made positive.
    largest = np.abs(directions).argmax(axis=0)
    signs = np.sign(directions[largest, np.arange(directions.shape[1])])
    return np.asarray(directions * signs, dtype=np.float32)


def _inner_products(columns: Vectors) -> NDArray[np.float64]:
    """Return each two columns' inner product, summed in float64 a piece at a time."""
    total = np.zeros((columns.shape[1], columns.shape[1]))
    for start in range(0, len(columns), _PIECE):
        piece = columns[start : start + _PIECE].astype(np.float64)
        total += piece.T @ piece
    return total
