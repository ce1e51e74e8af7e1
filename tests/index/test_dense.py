import numpy as np
import pytest

from index.dense import DenseIndex, DenseRow

RANDOM = np.random.default_rng(7)


def unit(count, dimension=16):
    vectors = RANDOM.normal(size=(count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def make_rows(count):
    sizes = RANDOM.integers(1, 6, size=count)
    return [DenseRow(3 * number + 1, unit(int(size))) for number, size in enumerate(sizes)]


def brute_force(rows, query):
    scores = [(row.number, float((row.vectors @ query).max())) for row in rows]
    return sorted(scores, key=lambda item: (-item[1], item[0]))


@pytest.mark.parametrize("limit", [1, 10, 299, 1000])
def test_search_equals_brute_force(limit):
    rows = make_rows(300)
    index = DenseIndex.build(16, rows)
    for query in unit(20):
        expected = brute_force(rows, query)[:limit]
        found = index.search(query, limit)
        assert [scored.number for scored in found] == [number for number, _ in expected]
        assert [s.score for s in found] == pytest.approx([score for _, score in expected], abs=1e-5)


def test_passages_of_many_vectors_do_not_crowd_out_the_others():
    query = np.eye(4, dtype=np.float32)[0]
    near = np.repeat(query[None], 500, axis=0)
    rows = [DenseRow(1, near), DenseRow(2, np.eye(4, dtype=np.float32)[1:2])]
    found = DenseIndex.build(4, rows).search(query, 2)
    assert [(scored.number, scored.score) for scored in found] == [(1, 1.0), (2, 0.0)]


def test_score_equals_search():
    rows = make_rows(50)
    index = DenseIndex.build(16, rows)
    query = unit(1)
    found = index.score(query, [rows[7].number, rows[0].number, 2])
    expected = dict(brute_force(rows, query[0]))
    assert found.keys() == {rows[7].number, rows[0].number}
    for number, score in found.items():
        assert score == pytest.approx(expected[number], abs=1e-5)


def test_equal_scores_come_by_number():
    vector = np.eye(4, dtype=np.float32)[:1]
    index = DenseIndex.build(4, [DenseRow(number, vector) for number in (1, 5, 9, 12)])
    assert [scored.number for scored in index.search(vector, 3)] == [1, 5, 9]


def test_bytes_bring_the_same_index_back():
    rows = make_rows(40)
    index = DenseIndex.build(16, rows)
    again = DenseIndex.from_bytes(index.to_bytes(), 16)
    query = unit(1)
    assert again.search(query, 10) == index.search(query, 10)
    assert (again.count, again.vector_count) == (40, sum(len(row.vectors) for row in rows))
    assert DenseIndex.build(16, rows).to_bytes() == index.to_bytes()


def test_foreign_bytes_are_refused():
    index = DenseIndex.build(16, make_rows(3))
    for data in (b"", b"no index", index.to_bytes()[:-40]):
        with pytest.raises(ValueError):
            DenseIndex.from_bytes(data, 16)
    with pytest.raises(ValueError):
        DenseIndex.from_bytes(index.to_bytes(), 17)


def test_empty_index_finds_nothing():
    index = DenseIndex.build(16, [])
    assert index.search(unit(1), 5) == () and index.score(unit(1), [1]) == {}
    assert DenseIndex.from_bytes(index.to_bytes(), 16).vector_count == 0
