"""What is kept of vectors, and the sketch that proposes which to compare."""

import numpy as np
import pytest

from index import dense
from index.dense import PROPOSALS, DenseIndex, DenseRow, fits_half
from index.selection import Selection
from index.sketch import Grid

RANDOM = np.random.default_rng(11)
DIMENSION = 64


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch):
    """Where all there are would be proposed otherwise."""
    monkeypatch.setattr(dense, "LEAST_PROPOSALS", 1)


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def half(rows):
    return rows.astype(np.float16).astype(np.float32)


def make_rows(count, spread=0.6):
    """Passages whose vectors lie around a topic of theirs, as a store gives them back."""
    topics = unit(RANDOM.normal(size=(40, DIMENSION)))
    rows = []
    for number in range(count):
        shape = (int(RANDOM.integers(1, 6)), DIMENSION)
        noise = spread * unit(RANDOM.normal(size=shape))
        rows.append(DenseRow(2 * number + 1, half(unit(topics[number % 40] + noise))))
    return rows


def make_queries(rows, count):
    near = np.array([rows[int(at)].vectors[0] for at in RANDOM.integers(len(rows), size=count)])
    return unit(near + 0.5 * unit(RANDOM.normal(size=near.shape)))


def brute_force(rows, query):
    scores = [(row.number, float((row.vectors @ query).max())) for row in rows]
    return sorted(scores, key=lambda item: (-item[1], item[0]))


def test_a_sketch_finds_what_a_comparison_of_all_finds():
    rows = make_rows(3000)
    queries, limit = make_queries(rows, 40), 50
    sketched = DenseIndex.build(DIMENSION, rows, sketch_from=1)
    plain = DenseIndex.build(DIMENSION, rows, sketch_from=10**9)
    found = total = 0
    for query in queries:
        expected = brute_force(rows, query)[:limit]
        assert [s.number for s in plain.search(query, limit)] == [n for n, _ in expected]
        hits = sketched.search(query, limit)
        # Scores are of the vectors themselves, and hits stand in their order.
        exact = dict(brute_force(rows, query))
        assert [s.score for s in hits] == pytest.approx([exact[s.number] for s in hits], abs=1e-5)
        assert [(-s.score, s.number) for s in hits] == sorted((-s.score, s.number) for s in hits)
        assert hits[0].number == expected[0][0]
        found += len({s.number for s in hits} & {n for n, _ in expected})
        total += limit
    assert found / total >= 0.99


def test_the_sketch_is_asked_where_it_is_there(monkeypatch):
    rows = make_rows(1500)
    index = DenseIndex.build(DIMENSION, rows, sketch_from=1)
    assert index.vector_count > PROPOSALS * 10 * 4
    monkeypatch.setattr(index, "_compare", None)
    assert len(index.search(make_queries(rows, 1)[0], 10)) == 10


def test_many_vectors_of_one_passage_do_not_hide_the_others():
    """The sketch proposes nothing else: all are compared in the end."""
    query = unit(np.ones((1, DIMENSION)))
    crowd = DenseRow(1, half(np.repeat(query, 2000, axis=0)))
    others = [DenseRow(n, half(unit(RANDOM.normal(size=(1, DIMENSION))))) for n in range(2, 12)]
    index = DenseIndex.build(DIMENSION, [crowd, *others], sketch_from=1)
    found = index.search(query, 6)
    assert [s.number for s in found] == [n for n, _ in brute_force([crowd, *others], query[0])[:6]]


def test_a_few_passages_are_scored_among_many():
    rows = make_rows(2000)
    index = DenseIndex.build(DIMENSION, rows, sketch_from=1)
    (query,) = make_queries(rows, 1)
    asked = [rows[at].number for at in (1999, 0, 700, 701)]
    expected = dict(brute_force(rows, query))
    found = index.score(query, [*asked, 2, 10**6])
    assert found == pytest.approx({number: expected[number] for number in asked}, abs=1e-5)


def test_bytes_bring_a_sketched_index_back():
    rows = make_rows(1200)
    index = DenseIndex.build(DIMENSION, rows, sketch_from=1)
    data = index.to_bytes()
    again = DenseIndex.from_bytes(data, DIMENSION)
    for query in make_queries(rows, 5):
        assert again.search(query, 10) == index.search(query, 10)
        assert again.score(query, [1, 3]) == index.score(query, [1, 3])
    assert again.to_bytes() == data
    assert DenseIndex.build(DIMENSION, rows, sketch_from=1).to_bytes() == data
    for damaged in (data[:20], data[:-40], data[5:], b"geungeo dense 2\n" + b"\xff" * 8):
        with pytest.raises(ValueError):
            DenseIndex.from_bytes(damaged, DIMENSION)


def test_vectors_of_odd_dimension_are_all_compared():
    rows = [DenseRow(n, half(unit(RANDOM.normal(size=(2, 7))))) for n in range(1, 600)]
    (query,) = unit(RANDOM.normal(size=(1, 7)))
    found = DenseIndex.build(7, rows, sketch_from=1).search(query, 5)
    assert [s.number for s in found] == [n for n, _ in brute_force(rows, query)[:5]]


def test_half_precision_is_kept_only_where_nothing_is_lost():
    numbers = np.concatenate(
        [
            RANDOM.normal(size=2000).astype(np.float32),
            half(RANDOM.normal(size=2000)),
            np.float32([0.0, -0.0, 1.0, 65504.0, 65536.0, 2.0**-14, 2.0**-24, 2.0**-25, 3e-8]),
            half(RANDOM.normal(size=500) * 1e-6),
            (RANDOM.normal(size=500) * 1e-6).astype(np.float32),
        ]
    )
    with np.errstate(over="ignore"):
        expected = half(numbers) == numbers
    assert [fits_half(numbers[at : at + 1]) for at in range(len(numbers))] == expected.tolist()
    assert not fits_half(numbers) and fits_half(numbers[expected])


def test_one_vector_of_full_precision_keeps_all_in_it():
    """The same answers and the same size, wherever the vector stands."""
    rows = make_rows(5000)
    whole = DenseRow(10_001, unit(RANDOM.normal(size=(1, DIMENSION))))
    index = DenseIndex.build(DIMENSION, [*rows, whole])
    (query,) = make_queries([whole], 1)
    expected = brute_force([*rows, whole], query)[:3]
    found = index.search(query, 3)
    assert [(s.number, s.score) for s in found] == [
        (number, pytest.approx(score, abs=1e-6)) for number, score in expected
    ]
    narrow = DenseIndex.build(DIMENSION, rows)
    assert len(index.to_bytes()) > 1.8 * len(narrow.to_bytes())


def test_a_grid_gives_every_number_its_nearest_level():
    rows = RANDOM.normal(loc=0.3, scale=2.0, size=(500, 10)).astype(np.float32)
    grid = Grid.of(rows)
    packed, centroids = grid.encode(rows), grid.centroids()
    assert packed.shape == (500, 3) and centroids.shape == (5, 16, 2)
    for row, codes in zip(rows, packed, strict=True):
        for pair in range(5):
            code = codes[pair // 2] >> (4 * (pair % 2)) & 15
            distances = ((centroids[pair] - row[2 * pair : 2 * pair + 2]) ** 2).sum(axis=1)
            assert distances[code] == pytest.approx(distances.min(), abs=1e-3)
    # Of a normal distribution four levels lose 0.1175 of the variance (Max, table I).
    shown = centroids[
        np.arange(5)[None, :],
        np.stack([packed[:, p // 2] >> (4 * (p % 2)) & 15 for p in range(5)], axis=1),
    ]
    lost = ((shown.reshape(500, 10) - rows) ** 2).mean() / rows.var()
    assert 0.10 < lost < 0.135


@pytest.mark.parametrize("step", [2, 3, 50])
def test_a_selection_is_searched_by_the_sketch_where_it_is_large(step, monkeypatch):
    rows = make_rows(3000)
    index = DenseIndex.build(DIMENSION, rows, sketch_from=1)
    is_in = np.zeros(6001, dtype=np.bool_)
    is_in[[row.number for row in rows[::step]]] = True
    among = Selection(np.flatnonzero(is_in), is_in, {}, None)
    compared = []
    compare = index._compare
    monkeypatch.setattr(index, "_compare", lambda *given: compared.append(1) or compare(*given))
    limit, found = 50, 0
    queries = make_queries(rows, 20)
    for query in queries:
        expected = [number for number, _ in brute_force(rows[::step], query)[:limit]]
        hits = [s.number for s in index.search(query, limit, among)]
        assert hits[0] == expected[0] and all(is_in[number] for number in hits)
        found += len(set(hits) & set(expected))
    assert found >= 0.99 * limit * len(queries)
    assert (step == 50) == bool(compared)


def test_vectors_of_full_precision_are_sketched_and_saved_too():
    """As a library's fit places its passages."""
    rows = [DenseRow(row.number, unit(row.vectors + 1e-4)) for row in make_rows(1500)]
    index = DenseIndex.build(DIMENSION, rows, sketch_from=1)
    again = DenseIndex.from_bytes(index.to_bytes(), DIMENSION)
    for query in make_queries(rows, 10):
        expected = brute_force(rows, query)[:10]
        found = again.search(query, 10)
        assert found == index.search(query, 10)
        assert found[0].number == expected[0][0]
        assert found[0].score == pytest.approx(expected[0][1], abs=1e-6)
