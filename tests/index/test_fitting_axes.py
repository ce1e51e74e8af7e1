"""The directions against what numpy and a pencil say; a kept fit against what was kept."""

import json
from math import log

import numpy as np
import pytest

from index.fitting.axes import learn
from index.fitting.fit import MAX_BYTES, Fit, FitSettings, fingerprint_of

SETTINGS = FitSettings(version=1, recipe="r", passages=4, share=0.5)
ROWS = (
    "사과 과일 사과 시장".split(),
    "배 과일 시장".split(),
    "기차 철도 역".split(),
    "지하철 철도 역 역".split(),
)


def weights(rows):
    """TF-IDF by the formula: (1 + ln tf) (ln((1 + N) / (1 + n)) + 1), rows of length 1."""
    terms = sorted({term for row in rows for term in row})
    matrix = np.zeros((len(rows), len(terms)))
    for at, row in enumerate(rows):
        for term in row:
            holding = sum(term in other for other in rows)
            idf = log((1 + len(rows)) / (1 + holding)) + 1
            matrix[at, terms.index(term)] = (1 + log(row.count(term))) * idf
    return terms, matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


def directions(fit):
    return fit.axes.astype(np.float64) * fit.scale[:, None]


def corpus(passages, terms, seed=7):
    """Passages that each draw from one of five topics, and a little from all."""
    random = np.random.default_rng(seed)
    rows = []
    for number in range(passages):
        topic = number % 5
        own = random.integers(0, terms // 5, 12) * 5 + topic
        rows.append([f"t{n}" for n in (*own.tolist(), *random.integers(0, terms, 4).tolist())])
    return rows


def test_directions_are_the_right_singular_vectors():
    terms, matrix = weights(ROWS)
    fit = learn(ROWS, SETTINGS)
    assert fit.terms == tuple(terms)
    oracle = np.linalg.svd(matrix)[2][: fit.dimension].T
    likeness = np.abs((directions(fit) * oracle).sum(axis=0))
    # int8: an entry may be off by 1/254 of the largest of its term.
    assert fit.dimension == 4 and likeness == pytest.approx(1.0, abs=0.005)


def test_a_sketch_of_many_passages_keeps_what_the_exact_one_does():
    rows = corpus(400, 300)
    _, matrix = weights(rows)
    exact = np.linalg.svd(matrix)[1]
    fit = learn(rows, SETTINGS, max_axes=40)
    held = np.linalg.norm(matrix @ directions(fit)) ** 2
    assert fit.dimension == 40
    assert held == pytest.approx((exact[:40] ** 2).sum(), rel=0.01)


def test_passages_of_one_topic_are_near_without_a_term_in_common():
    rows = [*ROWS, "사과 농장".split(), "과일 가게".split()]
    fit = learn(rows, SETTINGS, max_axes=2)
    farm, shop, train = fit.place_passages([rows[4], rows[5], rows[2]])
    assert not set(rows[4]) & set(rows[5])
    assert farm @ shop > 0.9 and abs(farm @ train) < 0.1


def test_with_all_axes_the_cosine_is_that_of_the_weights():
    _, matrix = weights(ROWS)
    placed = learn(ROWS, SETTINGS).place_passages(ROWS)
    assert np.allclose(placed @ placed.T, matrix @ matrix.T, atol=0.01)


def test_a_question_is_as_long_as_the_root_of_what_is_known_of_it():
    fit = learn(ROWS, SETTINGS)
    # One passage's own words are held whole, by four axes of four passages.
    assert np.linalg.norm(fit.place_query(ROWS[0])) == pytest.approx(1.0, abs=0.01)
    half = fit.place_query([*ROWS[2], "unknown"])
    idf = {term: fit.idf[fit.terms.index(term)] for term in ROWS[2]}
    known = sum(float(w) ** 2 for w in idf.values())
    share = (known / (known + float(fit.idf.max()) ** 2)) ** 0.5
    assert np.linalg.norm(half) == pytest.approx(share**0.5, abs=0.01)
    assert not fit.place_query(["What", "else"]).any()
    assert not fit.place_query([]).any()


def test_the_same_passages_give_the_same_fit():
    first, again = learn(ROWS, SETTINGS), learn(ROWS, SETTINGS)
    assert first.fingerprint == again.fingerprint
    assert first.fingerprint != learn(ROWS[:3], SETTINGS).fingerprint


def test_what_is_kept_comes_back_as_it_was():
    fit = learn(ROWS, SETTINGS)
    kept = Fit.from_bytes(fit.settings_json(), fit.to_bytes(), fit.fingerprint)
    assert kept.settings == SETTINGS and kept.fingerprint == fit.fingerprint
    assert np.array_equal(kept.place_passages(ROWS), fit.place_passages(ROWS))


def damaged():
    fit = learn(ROWS, SETTINGS)
    settings, data = fit.settings_json(), fit.to_bytes()
    flipped = bytearray(data)
    flipped[-1] ^= 1
    yield "a flipped bit", settings, bytes(flipped), fit.fingerprint
    yield "other settings", settings.replace("0.5", "0.6"), data, fit.fingerprint

    def sealed(settings, data):
        return settings, data, fingerprint_of(settings, data)

    outside = json.dumps({**json.loads(settings), "share": 1.5})
    yield "a share above 1", *sealed(outside, data)
    yield "another version", *sealed(settings.replace('"version": 1', '"version": 2'), data)
    yield "no safetensors", *sealed(settings, b"not safetensors")
    yield "no settings", *sealed("[]", data)
    short = Fit(SETTINGS, fit.terms[:-1], fit.idf, fit.axes, fit.scale)
    yield "fewer terms than rows", *sealed(settings, short.to_bytes())
    wide = Fit(SETTINGS, fit.terms, fit.idf.astype(np.float64), fit.axes, fit.scale)
    yield "another type", *sealed(settings, wide.to_bytes())
    empty = Fit(SETTINGS, fit.terms, fit.idf * np.nan, fit.axes, fit.scale)
    yield "no numbers", *sealed(settings, empty.to_bytes())
    yield "too large", *sealed(settings, bytes(MAX_BYTES + 1))


@pytest.mark.parametrize("case", list(damaged()), ids=lambda case: case[0])
def test_what_was_damaged_is_refused(case):
    with pytest.raises(ValueError):
        Fit.from_bytes(*case[1:])


def test_passages_without_a_term_teach_nothing():
    with pytest.raises(ValueError):
        learn([[], []], SETTINGS)


def test_learning_can_be_stopped():
    def stop():
        raise InterruptedError

    with pytest.raises(InterruptedError):
        learn(ROWS, SETTINGS, stop)
