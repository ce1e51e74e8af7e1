"""What another model would cost: a sample, reckoned with all; and a library that holds still."""

import time

import pytest

from index import ModelListing, embedding_cost, guess_cost, measure_cost
from tests.index.library_fakes import CountingEncoder, open_library, texts, write

LINES = 90


class Slow(CountingEncoder):
    """Takes a millisecond a text, and is another model."""

    def __init__(self):
        super().__init__("b" * 64)

    def encode_passages(self, texts):
        time.sleep(len(texts) / 1000)
        return super().encode_passages(texts)


@pytest.fixture
def library(tmp_path):
    docs = tmp_path / "docs"
    for name in ("a", "b"):
        write(docs, **{name: "\n".join(f"사과 {name} {i}번째 줄" for i in range(LINES))})
    with open_library(tmp_path / "lib", CountingEncoder()) as library:
        library.sync([docs])
        yield library


def listing(**changed):
    values = {
        "name": "m", "hub_id": "h/m", "folder": "", "dimension": 384, "max_tokens": 512,
        "megabytes": 471, "licence": "MIT", "query_prompt": "", "passage_prompt": "",
        "is_gated": False, "is_chosen": False,
    }  # fmt: skip
    return ModelListing(**{**values, **changed})


def test_a_sample_is_reckoned_with_all(library):
    slow = Slow()
    cost = measure_cost(library, slow)
    assert cost.is_measured and cost.passages == 2 * LINES
    # Each line is embedded as one or two texts: 180 passages take 180 to 360 ms and the analysis.
    assert 0.18 <= cost.seconds < 3.0
    assert cost.vector_bytes % (slow.dimension * 4) == 0 and cost.vector_bytes >= 180 * 6 * 4
    assert 0 < len(slow.encoded) <= 2 * embedding_cost.SAMPLE + 1
    # From the whole library, not from its beginning.
    assert any(" a " in text for text in slow.encoded)
    assert any(" b " in text for text in slow.encoded)


def test_a_model_that_is_not_here_is_reckoned_by_the_weights_of_its_network(library, monkeypatch):
    monkeypatch.setattr(embedding_cost, "load_encoder", lambda name: Slow())
    monkeypatch.setattr(embedding_cost, "extract_terms_many", lambda texts: [])
    small, large = guess_cost(library, listing()), guess_cost(library, listing(
        dimension=1024, megabytes=2240))  # fmt: skip
    # 21.7 M and 304 M weights beside the vocabulary, of 10.6 M: by hand from the listing.
    assert large.seconds / small.seconds == pytest.approx(304.0 / 21.75, rel=0.5)
    assert not small.is_measured and large.vector_bytes / small.vector_bytes == 1024 / 384


def test_an_empty_library_costs_nothing(tmp_path):
    with open_library(tmp_path / "lib", CountingEncoder()) as library:
        cost = measure_cost(library, Slow())
        assert (cost.passages, cost.seconds, cost.vector_bytes) == (0, 0.0, 0)


def test_a_pinned_library_answers_by_its_own_model_while_and_after_it_changes(library, tmp_path):
    before = texts(library.search("사과"))
    library.pin()
    with open_library(library.folder, Slow(), adopt=True) as other:
        seen = []
        other.sync([], progress=lambda _: seen.append(texts(library.search("사과"))))
        assert len(seen) > 1 and set(map(tuple, seen)) == {tuple(before)}
        assert texts(other.search("사과")) and other.status().fingerprint == "b" * 64
        # Published, and the pinned one reads on what it held.
        assert texts(library.search("사과")) == before
        assert library.status().fingerprint == "f" * 64 and len(library.documents()) == 2


def test_an_unpinned_library_follows_again(library, tmp_path):
    library.pin()
    with open_library(library.folder, CountingEncoder()) as other:
        write(tmp_path / "docs", **{"c": "바다 기차"})
        other.sync([tmp_path / "docs"])
    assert library.search("바다 기차")[0].passage.text != "바다 기차"
    library.unpin()
    assert library.search("바다 기차")[0].passage.text == "바다 기차"
