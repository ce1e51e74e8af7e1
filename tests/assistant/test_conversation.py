import pytest

from assistant.conversation import complete

CENTRES = "혁신센터를 2020년까지 몇 곳 세울 계획인가요?"


@pytest.mark.parametrize(
    ("before", "asked", "understood"),
    [
        (CENTRES, "그럼 2025년까지는?", "혁신센터를 2025년까지 몇 곳 세울 계획인가요?"),
        ("고도화 단계 지원 한도는 얼마야?", "그럼 기초 단계는?", "기초 단계 지원 한도는 얼마야?"),
        ("텐센트의 직원은 몇 명이야?", "그럼 바이두는?", "바이두의 직원은 몇 명이야?"),
    ],
)
def test_what_is_named_takes_the_place_of_its_like(before, asked, understood):
    assert complete(asked, [before]) == understood


def test_a_question_that_stands_alone_is_left_alone():
    asked = "알리바바의 시장점유율은 얼마인가요?"
    assert complete(asked, [CENTRES]) == asked


def test_a_topic_of_its_own_stands_alone_whatever_it_ends_with():
    asked = "청년 주거 조사에서 월세 비율은?"
    assert complete(asked, ["2026년 물재이용 예산은 얼마야?"]) == asked


def test_without_a_conversation_nothing_is_added():
    assert complete("그럼 2025년까지는?", []) == "그럼 2025년까지는?"
    assert complete("왜?", ["", "  "]) == "왜?"


def test_otherwise_the_topic_goes_in_front():
    understood = complete("그건 왜?", ["시범사업 예산이 줄었나요?"])
    assert understood.startswith("시범사업 예산")
    assert understood.endswith("왜?")


def test_only_the_last_question_counts():
    understood = complete("그럼 2030년까지는?", ["예산은 2021년까지 얼마야?", CENTRES])
    assert understood == "혁신센터를 2030년까지 몇 곳 세울 계획인가요?"
