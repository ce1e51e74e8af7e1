"""What the best evidence leaves unsaid, against figures worked out by hand."""

import numpy as np
import pytest

from assistant.evidence import gather
from assistant.gaps import UNKNOWN, find_gaps
from assistant.question import understand
from assistant.reading import Reader
from tests.assistant.fakes import FakeLibrary

REPORT = """가람시 공원은 넓다.
나무가 많다.

공원 예산은 3억 원이다."""
PARK, TREES, MONEY = (line for line in REPORT.split("\n") if line)


class Words(FakeLibrary):
    """나무 and 수목 are half alike, every other pair of words not at all."""

    def encode_words(self, words):
        alike = {"나무": [1.0, 0.0], "수목": [0.5, 0.75**0.5]}
        rows = np.zeros((len(words), 2 + 9973), np.float32)
        for row, word in zip(rows, words, strict=True):
            if word in alike:
                row[:2] = alike[word]
            else:
                row[2 + sum(map(ord, word)) % 9973] = 1.0
        return rows


def gaps(text, best, weights=None):
    library = Words(REPORT)
    question, reader = understand(text), Reader(library)
    found = gather(question, library.search("공원 나무 예산"), library, reader)
    units = sorted(((unit, float(unit.text == best)) for unit in found), key=lambda pair: -pair[1])
    assert units[0][0].text == best
    return find_gaps(question, units, reader, weights or dict.fromkeys(question.terms, 1.0))


def test_one_word_missing_is_forgiven_two_are_not():
    assert gaps("공원 나무 지하철", TREES).second == 1.0
    # 수목 is half of 나무, 지하철 nothing at all: the second worst is 0.5.
    assert gaps("공원 수목 지하철", TREES).second == pytest.approx(0.5)
    assert gaps("공원 철도 지하철", TREES).second == 0.0
    assert gaps("지하철", TREES).second == 1.0


def test_the_widest_gap_is_weighed_against_the_heaviest_word():
    weights = {"공원": 4.0, "나무": 2.0, "지하철": 1.0, "수목": 2.0}
    assert gaps("공원 나무", TREES, weights).widest == 0.0
    assert gaps("공원 나무 지하철", TREES, weights).widest == pytest.approx(1.0 / 4.0)
    assert gaps("공원 수목", TREES, weights).widest == pytest.approx(2.0 / 4.0 * 0.5)


def test_what_is_asked_of_others_is_missing_where_only_they_are_spoken_of():
    assert gaps("가람시 공원의 시공사는 어디야?", PARK).attribute > 0.5
    assert gaps("가람시 공원의 나무는 몇 그루야?", PARK).attribute == 0.0
    # Nothing of the question is spoken of: it is not the attribute that is missing.
    assert gaps("달빛항의 시공사는 어디야?", PARK).attribute < 0.5


def test_what_stands_elsewhere_in_the_document_is_spoken():
    assert gaps("공원 예산", PARK).unspoken == 0.0
    assert gaps("공원 지하철", PARK, {"공원": 1.0, "지하철": 3.0}).unspoken == pytest.approx(0.75)


def test_rarity_is_against_what_stands_nowhere():
    weights = {"공원": 1.0, "지하철": 3.0, UNKNOWN: 4.0}
    assert gaps("공원 지하철", PARK, weights).rarity == pytest.approx(2.0 / 4.0)
    assert gaps("지하철", PARK, {"지하철": 4.0, UNKNOWN: 4.0}).rarity == pytest.approx(1.0)


def test_without_units_nothing_is_left_unsaid():
    with pytest.raises(ValueError, match="nothing"):
        find_gaps(understand("공원"), (), Reader(Words(REPORT)), {})
