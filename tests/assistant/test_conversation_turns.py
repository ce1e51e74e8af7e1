"""Follow-ups over several turns, by hand: what each is understood as, and what is left alone."""

import json
import time
from pathlib import Path

import numpy as np
import pytest

from assistant import Assistant
from assistant.conversation import complete
from tests.assistant.fakes import FakeLibrary

TUNE = Path(__file__).parents[1] / "benchmarks" / "followups" / "tune.jsonl"


class Meaning:
    """Words of one line are alike, all others are not: one axis a line."""

    groups = ("수입 수출", "원룸 아파트", "매출 영업이익")

    def encode_words(self, texts):
        rows = np.zeros((len(texts), len(self.groups) + 1), np.float32)
        for row, text in zip(rows, texts, strict=True):
            found = [n for n, group in enumerate(self.groups) if text in group.split()]
            row[found[0] if found else -1] = 1.0 if found else 0.0
        return rows


@pytest.mark.parametrize(
    "turns",
    [
        (
            "알리바바의 2023년 매출은 얼마야?",
            ("그럼 텐센트는?", "텐센트의 2023년 매출은 얼마야?"),
            ("2020년에는?", "텐센트의 2020년 매출은 얼마야?"),
            ("직원은 몇 명이야?", "텐센트의 직원은 몇 명이야?"),
        ),
        (
            "노을시 2024년 고독사는 몇 건이야?",
            ("그 전해에는?", "노을시 2023년 고독사는 몇 건이야?"),
            ("왜 늘었어?", "노을시 고독사는 왜 늘었어?"),
            ("공유부엌 1호점은 언제 열어?", "공유부엌 1호점은 언제 열어?"),
        ),
        (
            "스탬프 방식의 전사 수율은 얼마인가요?",
            ("레이저 방식은요?", "레이저 방식의 전사 수율은 얼마인가요?"),
            ("대표 기업은 어디인가요?", "레이저 방식의 대표 기업은 어디인가요?"),
        ),
        (
            "별하시가 부름이를 언제 도입했어?",
            ("왜?", "별하시가 부름이를 왜 도입했어?"),
            ("그건 몇 시까지 다녀?", "별하시 부름이는 몇 시까지 다녀?"),
        ),
        (
            "주민제안 1위 사업은 뭐야?",
            ("2위는?", "주민제안 2위 사업은 뭐야?"),
        ),
        (
            "How many berths were equipped in 2022?",
            ("and in 2023?", "How many berths were equipped in 2023?"),
        ),
    ],
    ids=lambda turns: turns[0],
)
def test_a_conversation_is_understood_turn_by_turn(turns):
    asked = [turns[0]]
    for question, understood in turns[1:]:
        assert complete(question, asked) == understood
        asked.append(question)


@pytest.mark.parametrize(
    ("before", "asked", "understood"),
    [
        (
            "종사자 10~49인 업체의 2022년 도입률은 얼마입니까?",
            "300인 이상은요?",
            "종사자 300인 이상 업체의 2022년 도입률은 얼마입니까?",
        ),
        (
            "전국의 제조업체는 모두 몇 개입니까?",
            "그 가운데 서울은?",
            "전국의 제조업체 가운데 서울은 몇 개입니까?",
        ),
        (
            "실증 클러스터의 총사업비는 얼마인가요?",
            "국비는 얼마 들어갔어?",
            "실증 클러스터의 국비는 얼마 들어갔어?",
        ),
        ("하늘시 시범사업은 언제 시작했나요?", "그럼 예산은?", "하늘시 시범사업 예산은?"),
        ("2024년 예산은 언제 확정됐어?", "결산은?", "2024년 결산은 언제 확정됐어?"),
        ("온라인 판매가 왜 줄었어?", "언제부터?", "온라인 판매가 언제부터 줄었어?"),
        ("전환 계획은 언제 확정됐어?", "누가 했어?", "전환 계획은 누가 했어?"),
        (
            "자부담이 무섭다고 말한 사람은 누구입니까?",
            "그 사람 연락처는?",
            "자부담이 무섭다고 말한 사람 연락처는?",
        ),
        ("로봇 안전시험은 얼마나 걸려?", "그건 어디서 하는데?", "로봇 안전시험은 어디서 하는데?"),
        ("2024년 지원 계획의 전략은 뭐야?", "더 자세히", "2024년 지원 계획의 전략 더 자세히"),
        ("첫 번째 전략은 뭐야?", "두 번째는?", "두 번째 전략은 뭐야?"),
        (
            "알리바바의 시장점유율은 얼마야?",
            "다른 회사는?",
            "다른 회사의 시장점유율은 얼마야?",
        ),
        (
            "노르드란의 2023년 예산은 얼마인가요?",
            "그 다음 해에는?",
            "노르드란의 2024년 예산은 얼마인가요?",
        ),
        ("阿里巴巴的员工有多少？", "那腾讯呢?", "腾讯的员工有多少？"),
        (
            "2020년 갈매리 갯벌의 저서생물은 몇 종이었나요?",
            "같은 해 바지락은 몇 톤 났어요?",
            "2020년 갈매리 갯벌 바지락은 몇 톤 났어요?",
        ),
        (
            "‘밥상 신호’란 무엇을 뜻하나요?",
            "몇 점을 넘으면 위험인가요?",
            "‘밥상 신호’는 몇 점을 넘으면 위험인가요?",
        ),
        (
            "2024년 윤슬도 관광객은 모두 몇 명입니까?",
            "그중 외국인은?",
            "2024년 윤슬도 관광객 가운데 외국인은 몇 명입니까?",
        ),
        (
            "방문 주기가 집중관리군은 얼마야?",
            "등록 가구는 몇이야?",
            "집중관리군 등록 가구는 몇이야?",
        ),
    ],
)
def test_a_follow_up_reads_as_a_question_of_its_own(before, asked, understood):
    assert complete(asked, [before]) == understood


def test_words_of_like_meaning_take_each_others_place():
    before = "남설구 원룸에 사는 1인 가구의 월세는 얼마인가요?"
    assert (
        complete("아파트는요?", [before], Meaning())
        == "남설구 아파트에 사는 1인 가구의 월세는 얼마인가요?"
    )
    assert complete("반대로 수출은?", ["중국의 2020년 수입은 얼마야?"], Meaning()) == (
        "중국의 2020년 수출은 얼마야?"
    )


@pytest.mark.parametrize(
    "asked",
    [
        "부름이 요금은 얼마야?",
        "그런데 원격협진 장비 값은 얼마야?",
        "그럼 돌봄매니저 채용 자격은 어떻게 되나요?",
        "데이터 등대란 무엇인가요?",
        "솔뫼군의 품종 전환율은?",
        "하노이사무소장은 누구야?",
        "부름이 기사 정원",
        "‘셈길’은 몇 개 학교에 보급해?",
        "Why do so many ships still not plug in?",
        "第一届论坛什么时候举行？",
        "고마워",
        "안녕하세요",
    ],
)
def test_a_new_topic_does_not_drag_the_old_one(asked):
    assert complete(asked, ["알리바바의 2023년 매출은 얼마야?", "그럼 텐센트는?"]) == asked


def test_questions_that_were_written_to_stand_alone_do():
    rows = [json.loads(line) for line in TUNE.read_text("utf-8").splitlines()]
    alone = [row for row in rows if row["type"] == "standalone"]
    changed = [
        row["id"] for row in alone if complete(row["question"], row["context"]) != row["question"]
    ]
    assert len(alone) == 40 and not changed


def test_questions_that_lean_are_completed_and_without_a_conversation_none_is():
    rows = [json.loads(line) for line in TUNE.read_text("utf-8").splitlines()]
    leaning = [row for row in rows if row["type"] == "elliptic"]
    assert all(complete(row["question"], row["context"]) != row["question"] for row in leaning)
    assert all(complete(row["question"], []) == row["question"] for row in rows)


def test_the_same_conversation_is_understood_the_same_and_a_pasted_text_costs_nothing():
    pasted = "알리바바의 매출은 " * 150
    started = time.perf_counter()
    assert complete("그럼 텐센트는?", [pasted]) == "그럼 텐센트는?"
    assert complete(pasted, ["알리바바의 매출은 얼마야?"]) == pasted.strip()
    assert time.perf_counter() - started < 5
    turns = ["알리바바의 매출은 얼마야?", "그럼 텐센트는?"] * 40
    assert complete("2020년에는?", turns) == complete("2020년에는?", turns)


def test_the_assistant_shows_what_a_follow_up_was_understood_as():
    library = FakeLibrary(
        "텐센트의 매출은 2020년에 4,820억 위안이었다.\n\n알리바바는 항저우에 있다."
    )
    answer = Assistant(library).ask(
        "2020년에는?", ["알리바바의 2023년 매출은 얼마야?", "그럼 텐센트는?"]
    )
    assert answer.question == "2020년에는?"
    assert answer.understood == "텐센트의 2020년 매출은 얼마야?"
