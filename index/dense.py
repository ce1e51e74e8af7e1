"""Search by meaning: the one module that imports faiss.

A passage has several vectors (itself with its context, and its windows); its
score is the best cosine among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.lexical import Scored
from index.selection import Selection

# A vector's id is its passage's number and its place among the passage's vectors.
_PLACE_BITS = 12
MAX_VECTORS_PER_PASSAGE = 1 << _PLACE_BITS


@dataclass(frozen=True, slots=True)
class DenseRow:
    """A passage's vectors: L2-normalised rows, float32, shape (n, dimension), n >= 1."""

    number: int
    vectors: Vectors


class DenseIndex:
    """Exact inner-product search over passages; read-only once built.

    Flat search reads every vector: 10 ms at 100,000 on one thread. Above some 200,000
    an HNSW or IVF index can take its place here: `_make` alone decides, and `search`
    asks for nothing that those cannot give.
    """

    def __init__(self, index: faiss.IndexIDMap2) -> None:
        """Search `index`, as `build` or `from_bytes` give it."""
        self._index = index
        self._ids: NDArray[np.int64] = faiss.vector_to_array(index.id_map)

    @classmethod
    def build(cls, dimension: int, rows: Iterable[DenseRow]) -> DenseIndex:
        """Index the rows, which come in ascending order of `number`."""
        index = _make(dimension)
        for chunk in _chunks(rows):
            ids = [
                row.number << _PLACE_BITS | place
                for row in chunk
                for place in range(len(row.vectors))
            ]
            vectors = np.concatenate([row.vectors for row in chunk])
            index.add_with_ids(
                np.ascontiguousarray(vectors, dtype=np.float32), np.array(ids, dtype=np.int64)
            )
        return cls(index)

    @classmethod
    def from_bytes(cls, data: bytes, dimension: int) -> DenseIndex:
        """Return what `to_bytes` wrote; prove its checksum first: faiss proves nothing.

        Raises:
            ValueError: it is not such an index, or of another dimension.
        """
        try:
            index = faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
        except RuntimeError as error:
            raise ValueError(f"not a dense index: {error}") from error
        if not isinstance(index, faiss.IndexIDMap2) or index.d != dimension:
            raise ValueError(f"not a dense index of {dimension} dimensions")
        return cls(index)

    def to_bytes(self) -> bytes:
        """Return the index as bytes; the same rows give the same bytes."""
        data: bytes = faiss.serialize_index(self._index).tobytes()
        return data

    @property
    def vector_count(self) -> int:
        """The number of vectors."""
        return int(self._index.ntotal)

    @property
    def count(self) -> int:
        """The number of passages."""
        return len(np.unique(self._ids >> _PLACE_BITS))

    def search(
        self, query: Vectors, limit: int, among: Selection | None = None
    ) -> tuple[Scored, ...]:
        """Return the passages nearest to `query` (one row), best first, ties by number.

        The score is the best cosine of the passage's vectors, -1 to 1. With `among`, only its
        passages are looked at.
        """
        chosen = None if among is None else among.holds(self._ids >> _PLACE_BITS)
        total = self.vector_count if chosen is None else int(chosen.sum())
        if limit <= 0 or not total:
            return ()
        # One thread: two on a busy laptop are slower by far.
        faiss.omp_set_num_threads(1)
        wanted = min(total, 4 * limit)
        while True:
            scores, ids = self._nearest(_row(query), wanted, chosen)
            best = _best_of_each(ids >> _PLACE_BITS, scores)
            if len(best) >= limit or wanted >= total:
                return best[:limit]
            wanted = min(total, 2 * wanted)

    def _nearest(
        self, row: Vectors, wanted: int, chosen: NDArray[np.bool_] | None
    ) -> tuple[Vectors, NDArray[np.int64]]:
        """Return the nearest vectors' scores, descending, and ids, -1 for none.

        `chosen` tells of each vector, in the order in which they were added, whether it counts.
        """
        if chosen is None:
            scores, ids = self._index.search(row, wanted)
            return scores[0], ids[0]
        # By place and not by id: a bit a vector, where ids would need a hash table.
        bits = np.packbits(chosen, bitorder="little")
        parameters = faiss.SearchParameters()
        parameters.sel = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
        scores, places = self._index.index.search(row, wanted, params=parameters)
        return scores[0], np.where(places[0] < 0, -1, self._ids[places[0]])

    def score(self, query: Vectors, numbers: Sequence[int]) -> dict[int, float]:
        """Return the best cosine of each of these passages; those unknown are left out."""
        wanted = np.unique(np.asarray(numbers, dtype=np.int64))
        starts = np.searchsorted(self._ids, wanted << _PLACE_BITS)
        sizes = np.searchsorted(self._ids, (wanted + 1) << _PLACE_BITS) - starts
        wanted, starts, sizes = wanted[sizes > 0], starts[sizes > 0], sizes[sizes > 0]
        if not len(wanted):
            return {}
        begins = np.cumsum(sizes) - sizes
        rows = np.arange(sizes.sum()) + np.repeat(starts - begins, sizes)
        cosines = self._index.index.reconstruct_batch(rows) @ _row(query)[0]
        best = np.maximum.reduceat(cosines, begins)
        return dict(zip(wanted.tolist(), best.tolist(), strict=True))


def _make(dimension: int) -> faiss.IndexIDMap2:
    return faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))


def _row(query: Vectors) -> Vectors:
    return np.ascontiguousarray(query, dtype=np.float32).reshape(1, -1)


def _best_of_each(numbers: NDArray[np.int64], scores: Vectors) -> tuple[Scored, ...]:
    """Return each passage with its best score; `scores` descend, -1 is no passage."""
    found, first = np.unique(numbers, return_index=True)
    found, first = found[found >= 0], first[found >= 0]
    best = scores[first]
    order = np.lexsort((found, -best))
    pairs = zip(found[order].tolist(), best[order].tolist(), strict=True)
    return tuple(Scored(number, score) for number, score in pairs)


def _chunks(rows: Iterable[DenseRow], size: int = 4096) -> Iterable[list[DenseRow]]:
    chunk: list[DenseRow] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
