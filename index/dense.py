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
from index.sketch import SAMPLE_ROWS, Grid

# A vector's id is its passage's number and its place among the passage's vectors.
_PLACE_BITS = 12
MAX_VECTORS_PER_PASSAGE = 1 << _PLACE_BITS
CHUNK_ROWS = 4096
SKETCH_FROM = 30_000
"""Vectors from which a sketch of them pays: at 20,000 it takes as long as to compare all."""
PROPOSALS = 10
"""Vectors that a sketch proposes for every passage that is asked for."""
LEAST_PROPOSALS = 2_000
"""However few are asked for. Of 22,000 windows of real text the nearest 200 passages are all
found so (768 numbers a vector), or all but one in a thousand (64 numbers)."""
LEAST_SHARE = 4
"""A sketch that has to propose one in so many is of no use."""
_MAGIC = b"geungeo dense 2\n"

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class DenseRow:
    """A passage's vectors: L2-normalised rows, float32, shape (n, dimension), n >= 1."""

    number: int
    vectors: Vectors


class DenseIndex:
    """Inner-product search over passages; read-only once built.

    All vectors are kept, in half precision where that loses nothing of them (a library's
    store has no more). Few are all compared. Of many (`SKETCH_FROM`) a sketch proposes
    `PROPOSALS` times as many as are asked for, which are then compared: scores are exact, and
    hardly a passage is missed. 400,000 windows of recombined text, 768 numbers each, 200
    passages a question: recall 0.9997, and 5 ms of CPU instead of 24 in half and 46 in full
    precision; lists of ten from both legs stayed the same for 105 of 105 questions. An HNSW
    graph takes minutes to build anew with every change, the sketch two seconds; an inverted
    file finds fewer.
    """

    def __init__(self, vectors: faiss.Index, ids: Ids, sketch: faiss.Index | None = None) -> None:
        """Search `vectors`, as `build` or `from_bytes` give them with their ids, ascending."""
        self._vectors = vectors
        self._ids = ids
        self._sketch = sketch
        self._refined = faiss.IndexRefine(sketch, vectors) if sketch is not None else None

    @classmethod
    def build(
        cls, dimension: int, rows: Iterable[DenseRow], *, sketch_from: int = SKETCH_FROM
    ) -> DenseIndex:
        """Index the rows, which come in ascending order of `number`."""
        index, ids = _make(dimension, is_half=True), [np.empty(0, dtype=np.int64)]
        for chunk in _chunks(rows):
            ids.append(np.concatenate([_ids_of(row) for row in chunk]))
            vectors = np.concatenate([row.vectors for row in chunk], dtype=np.float32)
            if _is_half(index) and not fits_half(vectors):
                index = _widen(index)
            index.add(np.ascontiguousarray(vectors))
        sketch = _make_sketch(index) if index.ntotal >= sketch_from else None
        return cls(index, np.concatenate(ids), sketch)

    @classmethod
    def from_bytes(cls, data: bytes, dimension: int) -> DenseIndex:
        """Return what `to_bytes` wrote; prove its checksum first: faiss proves nothing.

        Raises:
            ValueError: it is not such an index, or of another dimension.
        """
        whole = np.frombuffer(data, dtype=np.uint8)
        head, place = len(_MAGIC), len(_MAGIC) + 8
        if data[:head] != _MAGIC or len(data) < place:
            raise ValueError("not a dense index")
        start = place + 8 * int.from_bytes(data[head:place], "little")
        try:
            index = faiss.deserialize_index(whole[start:])
        except RuntimeError as error:
            raise ValueError(f"not a dense index: {error}") from error
        # A copy: a view would hold on to all of `data`, which faiss has copied.
        ids = whole[place:start].view(np.int64).copy()
        if index.d != dimension or index.ntotal != len(ids):
            raise ValueError(f"not a dense index of {dimension} dimensions")
        if not isinstance(index, faiss.IndexRefine):
            return cls(index, ids)
        # The parts stay the whole's, which has to outlive them.
        found = cls(faiss.downcast_index(index.refine_index), ids)
        found._sketch, found._refined = faiss.downcast_index(index.base_index), index
        return found

    def to_bytes(self) -> bytes:
        """Return the index as bytes; the same rows give the same bytes."""
        index = self._vectors if self._refined is None else self._refined
        parts = (
            _MAGIC,
            len(self._ids).to_bytes(8, "little"),
            self._ids.tobytes(),
            faiss.serialize_index(index).tobytes(),
        )
        return b"".join(parts)

    @property
    def vector_count(self) -> int:
        """The number of vectors."""
        return int(self._vectors.ntotal)

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
        found = self.nearest(query, limit, among)
        return tuple(Scored(number, score) for number, score in found.items())

    def nearest(
        self, query: Vectors, limit: int, among: Selection | None = None
    ) -> dict[int, float]:
        """Return what `search` does, scores by number in the same order."""
        chosen = None if among is None else among.holds(self._ids >> _PLACE_BITS)
        total = self.vector_count if chosen is None else int(chosen.sum())
        if limit <= 0 or not total:
            return {}
        # One thread: two on a busy laptop are slower by far.
        faiss.omp_set_num_threads(1)
        row, everything = _row(query), self.vector_count
        # Of what is proposed, as small a share is in the selection as of all there is.
        proposals = max(PROPOSALS * limit, LEAST_PROPOSALS) * everything // total
        while self._refined is not None and proposals < everything // LEAST_SHARE:
            scores, places = self._refined.search(row, proposals)
            if chosen is not None:
                places[~chosen[places]] = -1
            best = self._best_of_each(places[0], scores[0], limit)
            if len(best) == limit:
                return best
            proposals *= 2
        wanted = min(total, 4 * limit)
        while True:
            scores, places = self._compare(row, wanted, chosen)
            best = self._best_of_each(places, scores, limit)
            if len(best) == limit or wanted >= total:
                return best
            wanted = min(total, 2 * wanted)

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
        faiss.omp_set_num_threads(1)
        chosen = np.zeros(self.vector_count, dtype=np.bool_)
        chosen[rows] = True
        scores, places = self._compare(_row(query), len(rows), chosen)
        cosines = scores[np.argsort(places)]
        best = np.maximum.reduceat(cosines, begins)
        return dict(zip(wanted.tolist(), best.tolist(), strict=True))

    def _compare(
        self, row: Vectors, wanted: int, chosen: NDArray[np.bool_] | None
    ) -> tuple[Vectors, Ids]:
        """Return the nearest vectors' scores, descending, and their places, -1 for none.

        `chosen` tells of each vector, in the order in which they were added, whether it counts.
        """
        if chosen is None:
            scores, places = self._vectors.search(row, wanted)
            return scores[0], places[0]
        # By place and not by id: a bit a vector, where ids would need a hash table.
        bits = np.packbits(chosen, bitorder="little")
        parameters = faiss.SearchParameters()
        parameters.sel = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
        scores, places = self._vectors.search(row, wanted, params=parameters)
        return scores[0], places[0]

    def _best_of_each(self, places: Ids, scores: Vectors, limit: int) -> dict[int, float]:
        """Return the best passages' scores, best first; `scores` descend, a place of -1 is none."""
        places, scores = places[places >= 0], scores[places >= 0]
        found, first = np.unique(self._ids[places] >> _PLACE_BITS, return_index=True)
        best = scores[first]
        order = np.lexsort((found, -best))[:limit]
        return dict(zip(found[order].tolist(), best[order].tolist(), strict=True))


def fits_half(vectors: Vectors) -> bool:
    """Tell whether float16 holds every one of these float32 numbers as it is.

    It has 13 bits of the fraction less; and what is smaller than its normal numbers, or
    larger than it reaches, may not be there at all. Source: IEEE 754-2008, binary16.
    """
    if (np.ascontiguousarray(vectors).view(np.uint32) & 0x1FFF).any():
        return False
    sizes = np.abs(vectors)
    tiny = vectors[sizes < 2.0**-14]
    is_kept = (tiny.astype(np.float16).astype(np.float32) == tiny).all()
    return bool(is_kept and (sizes <= 65504.0).all())


def _ids_of(row: DenseRow) -> Ids:
    return row.number << _PLACE_BITS | np.arange(len(row.vectors), dtype=np.int64)


def _make(dimension: int, *, is_half: bool) -> faiss.Index:
    if not is_half:
        return faiss.IndexFlatIP(dimension)
    half = faiss.ScalarQuantizer.QT_fp16
    return faiss.IndexScalarQuantizer(dimension, half, faiss.METRIC_INNER_PRODUCT)


def _is_half(index: faiss.Index) -> bool:
    return isinstance(index, faiss.IndexScalarQuantizer)


def _widen(index: faiss.Index) -> faiss.Index:
    """Return the same vectors in full precision."""
    wide = _make(index.d, is_half=False)
    if index.ntotal:
        wide.add(index.reconstruct_n(0, index.ntotal))
    return wide


def _make_sketch(index: faiss.Index) -> faiss.Index | None:
    """Sketch the vectors of an index; None where their dimension is odd."""
    count, dimension = index.ntotal, index.d
    if dimension % 2 or not count:
        return None
    sample = np.arange(0, count, max(1, count // SAMPLE_ROWS))
    grid = Grid.of(index.reconstruct_batch(sample))
    codes = np.concatenate(
        [
            grid.encode(index.reconstruct_n(start, min(CHUNK_ROWS, count - start)))
            for start in range(0, count, CHUNK_ROWS)
        ]
    )
    coded = faiss.IndexPQ(dimension, dimension // 2, 4, faiss.METRIC_INNER_PRODUCT)
    faiss.copy_array_to_vector(grid.centroids().ravel(), coded.pq.centroids)
    faiss.copy_array_to_vector(codes.ravel(), coded.codes)
    coded.ntotal, coded.is_trained = count, True
    return faiss.IndexPQFastScan(coded)  # type: ignore[arg-type]


def _row(query: Vectors) -> Vectors:
    return np.ascontiguousarray(query, dtype=np.float32).reshape(1, -1)


def _chunks(rows: Iterable[DenseRow], size: int = CHUNK_ROWS) -> Iterable[list[DenseRow]]:
    chunk: list[DenseRow] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
