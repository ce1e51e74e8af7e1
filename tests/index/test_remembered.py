"""A question is encoded once, and what is remembered stays what it was."""

import numpy as np
import pytest

from index.remembered import RememberedQueries
from tests.index.library_fakes import CountingEncoder, open_library, write


class Counted(CountingEncoder):
    def __init__(self):
        super().__init__()
        self.asked = []

    def encode_queries(self, texts):
        self.asked.append(list(texts))
        return super().encode_queries(texts)


def test_a_query_is_encoded_once_until_others_take_its_place():
    encoder = Counted()
    queries = RememberedQueries(encoder, size=2)
    first = queries.encode(["사과"])
    assert queries.encode(["사과"]) is first and len(encoder.asked) == 1
    assert np.array_equal(first, CountingEncoder().encode_queries(["사과"]))
    queries.encode(["바다"])
    queries.encode(["사과"])
    queries.encode(["하늘"])
    queries.encode(["사과"])
    # The sea was asked for longest ago.
    queries.encode(["바다"])
    assert encoder.asked == [["사과"], ["바다"], ["하늘"], ["바다"]]
    # Together they are another call: a model may see what stands beside a text.
    queries.encode(["사과", "바다"])
    assert encoder.asked[-1] == ["사과", "바다"]


def test_what_is_remembered_cannot_be_changed():
    rows = RememberedQueries(Counted()).encode(["사과"])
    with pytest.raises(ValueError, match="read-only"):
        rows[0, 0] = 7.0


def test_a_pasted_document_is_not_kept():
    encoder = Counted()
    queries = RememberedQueries(encoder)
    for _ in range(2):
        queries.encode(["사과" * 2000])
    assert len(encoder.asked) == 2


def test_a_library_encodes_a_question_once(tmp_path):
    encoder = Counted()
    with open_library(tmp_path / "library", encoder) as library:
        library.sync([write(tmp_path / "docs", a="사과가 붉다\n바다가 넓다")])
        asked = len(encoder.asked)
        once = library.search("사과는?")
        assert library.search("사과는?") == once
        library.encode_queries(["사과는?"])
        assert len(encoder.asked) == asked + 1


def test_half_a_surrogate_pair_is_searched_as_an_unknown_character(tmp_path):
    with open_library(tmp_path / "library") as library:
        library.sync([write(tmp_path / "docs", a="사과가 붉다\n바다가 넓다")])
        assert library.search("사과 \ud800") == library.search("사과 \ufffd")
        for mode in ("dense", "lexical"):
            assert library.search("\udfff", mode=mode) == library.search("\ufffd", mode=mode)
        assert library.reword("사과 \ud800").changes == ()
