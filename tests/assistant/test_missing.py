"""What is asked and not found is said, and what is found is answered."""

import pytest

from assistant import Assistant
from assistant.calibration import UNSURE
from assistant.missing import confidence_in, find_missing
from assistant.question import understand
from assistant.retrieval import Part
from tests.assistant.test_sides import CITIES, HITS, open_library, quotation, write


def part(text, confidence, is_side=False):
    return Part(understand(text), (), (), confidence, is_side)


LOW, HIGH = UNSURE / 2, 0.9


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([part("하늘 예산은?", HIGH)], HIGH),
        ([part("하늘 예산은?", LOW)], LOW),
        # What is answered is as sure as its least sure; what is not is missing.
        ([part("하늘 예산은?", HIGH), part("하늘 인구는?", LOW)], HIGH),
        ([part("하늘 예산은?", HIGH), part("하늘 인구는?", 0.4)], 0.4),
        ([part("하늘 예산은?", LOW), part("하늘 인구는?", LOW / 2)], LOW / 2),
        # A comparison is as sure as its sides where they are surer.
        ([part("a와 b 예산", LOW), part("a 예산", 0.8, True), part("b 예산", HIGH, True)], 0.8),
        ([part("a와 b 예산", 0.7), part("a 예산", LOW, True), part("b 예산", HIGH, True)], 0.7),
    ],
)
def test_an_answer_is_as_sure_as_what_it_answers(parts, expected):
    assert confidence_in(parts) == expected


def test_what_is_too_weak_or_not_spoken_of_is_missing():
    asked = [part("하늘 예산은?", HIGH), part("하늘 인구는 몇 명이야?", LOW)]
    assert find_missing(asked, []) == ("하늘 인구는 몇 명이야",)
    compared = [
        part("하늘과 바다 예산 비교", LOW),
        part("하늘 예산", HIGH, True),
        part("바다 예산", HIGH, True),
    ]
    assert find_missing(compared, [quotation(HITS[0], "하늘 예산은 이억 원이다")]) == ("바다 예산",)


def test_an_answer_to_one_of_two_questions_says_which_it_leaves_out(tmp_path):
    docs = write(tmp_path / "docs", **CITIES)
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        assistant = Assistant(library)
        answer = assistant.ask("하늘시와 달빛시의 공원 예산은 각각 얼마인가요?")
        assert answer.outcome == "partial" and answer.answerable
        assert answer.missing == ("달빛시의 공원 예산은 각각 얼마인가요",)
        assert all(citation.title.startswith("sky") for citation in answer.citations)
        assert answer.near_misses
