"""Which piece of a sentence or table row is the answer, against answers read by hand."""

import time
from pathlib import Path

import pytest

from assistant.candidates import Candidate, best_candidate, find_candidates, nearest
from assistant.question import understand

CASES = [
    tuple(part.strip() for part in line.split("//"))
    for line in Path(__file__).with_name("candidate_cases.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def found(question, text):
    return find_candidates(understand(question), text)


@pytest.mark.parametrize(("question", "text", "answer"), CASES)
def test_the_piece_that_answers(question, text, answer):
    best = best_candidate(understand(question), text, {})
    assert (best.text if best else "") == answer


@pytest.mark.parametrize(("question", "text", "answer"), CASES)
def test_pieces_stand_where_they_say(question, text, answer):
    for one in found(question, text):
        assert text[one.start : one.end] == one.text
        assert one.key
        assert 0.0 <= nearest(understand(question), text, one) <= 1.0


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("몇 명인가요?", "5만 2,300명이다", "52,300명이다"),
        ("몇 명인가요?", "일곱 명이 왔다", "7명이 왔다"),
        ("얼마인가요?", "1조 5,000억 원", "1.5조 원"),
        ("얼마인가요?", "5천2백만 원", "52,000,000원"),
        ("얼마인가요?", "7억 4천만 원", "7.4억 원"),
        ("얼마인가요?", "$12.7 million", "1,270만 달러"),
        ("비율은?", "31.4%", "31.4퍼센트"),
        ("몇 개인가요?", "3~5만 개", "3만~5만 개"),
        ("면적은?", "12㎡", "12제곱미터"),
        ("몇 번인가요?", "세 차례 했다", "3회 했다"),
        ("언제인가요?", "2024년 9월 1일", "2024. 9. 1."),
        ("언제인가요?", "2022-09-19에", "2022년 9월 19일에"),
        ("언제인가요?", "'23년 4분기", "2023년 4/4분기"),
    ],
)
def test_two_writings_of_one_value_have_one_key(question, one, other):
    assert [c.key for c in found(question, one)] == [c.key for c in found(question, other)]


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("몇 명인가요?", "52명", "53명"),
        ("얼마인가요?", "5억 원", "5억 달러"),
        ("비율은?", "5%", "5%p"),
        ("증감률은?", "△3.5%", "3.5%"),
        ("언제인가요?", "2024년 9월", "2024년 9월 1일"),
        ("신청되나요?", "신청할 수 있다", "신청할 수 없다"),
    ],
)
def test_two_values_have_two_keys(question, one, other):
    assert found(question, one)[0].key != found(question, other)[0].key


def test_what_the_question_says_is_no_candidate():
    assert found("65세 이상 인구는 몇 명인가요?", "65세 이상 인구가 많다") == ()
    asked = "황옥은 어떤 품종인가요?"
    assert all(one.text != "황옥" for one in found(asked, "사과 ‘황옥’을 심는다"))


def test_a_figure_is_a_sum_a_share_or_an_amount():
    text = "7곳에 12억 원을 써서 3.5% 늘었다"
    kinds = [(one.text, one.kind) for one in found("얼마나 늘었나요?", text)]
    assert kinds == [("7곳", "amount"), ("12억 원", "money"), ("3.5%", "ratio")]


def test_articles_and_marks_are_no_figures():
    assert found("몇 개인가요?", "1) 제60조 제3항과 A4를 본다") == ()


def test_nearer_in_its_own_clause():
    question, text = understand("부산은 몇 곳인가요?"), "서울은 12곳, 부산은 7곳"
    seoul, busan = find_candidates(question, text)
    assert nearest(question, text, busan) > 2 * nearest(question, text, seoul)


def test_weights_decide_between_words():
    text = "시설 점검은 12곳, 도로 보수는 7곳이다"
    question = understand("시설 도로는 몇 곳인가요?")
    heavy = {"시설": 0.1, "도로": 5.0}
    assert best_candidate(question, text, heavy).text == "7곳"
    assert best_candidate(question, text, {"시설": 5.0, "도로": 0.1}).text == "12곳"


def test_the_first_of_equals_is_best():
    assert best_candidate(understand("얼마인가요?"), "5원 7원", {}) == Candidate(
        0, 2, "5원", "money", "5원"
    )


@pytest.mark.parametrize(
    "sign", ["9", "1,", "가 ", "3~", "(", "1만 ", "지 않", "한 명 ", " | 1: 2"]
)
def test_a_long_unit_takes_no_long_time(sign):
    text = sign * 20_000
    started = time.process_time()
    for asked in (
        "몇 명인가요?",
        "언제인가요?",
        "누구인가요?",
        "왜 그런가요?",
        "되나요?",
        "어디인가요?",
    ):
        best_candidate(understand(asked), text, {})
    assert time.process_time() - started < 2.0


def test_a_share_behind_a_year_is_no_day_of_it():
    assert [one.text for one in found("몇 %인가요?", "2024년 3.5% 늘었다")] == ["3.5%"]
    assert [one.text for one in found("언제인가요?", "2024년 3.5% 늘었다")] == ["2024년"]


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("담당자 연락처", "마을공동체과 팀장 봉미르 (054-555-2260)", "054-555-2260"),
        ("문의 이메일", "문의: 연구팀 (seul@naru.example)", "seul@naru.example"),
        (
            "신청 기간은 언제인가요?",
            "신청은 4월 1일부터 4월 30일까지 받는다",
            "4월 1일부터 4월 30일까지",
        ),
        ("얼마나 자주 방문하나요?", "집중관리군은 2주에 1회 찾아간다", "2주에 1회"),
        ("버리는 종이는 얼마인가요?", "버리는 종이가 100장에 9장으로 줄었다", "9장"),
        ("몇 명인가요?", "2024년 2,983 초롱시에 31명이 산다", "31명"),
        (
            "어느 기관이 맡나요?",
            "비율과 규모를 확인하는 일은 한국순환인증원이 맡는다",
            "한국순환인증원",
        ),
    ],
)
def test_contacts_periods_and_rates(question, text, answer):
    assert best_candidate(understand(question), text, {}).text == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("누구와 교체되었나요?", "종료 13분 전에 손흥민과 교체되어 들어갔다", "손흥민"),
        ("무슨 섬인가요?", "가장 큰 섬은 제주도이다", "제주도"),
        ("김무성이 태어난 곳은 어디인가요?", "부산에서 김용주의 아들로 태어났다", "부산"),
    ],
)
def test_names_that_only_an_analysis_tells(question, text, answer):
    asked = understand(question)
    assert best_candidate(asked, text, {}).text == answer
    thorough = find_candidates(asked, text, is_thorough=True)
    assert {one.text for one in find_candidates(asked, text)} <= {one.text for one in thorough}
