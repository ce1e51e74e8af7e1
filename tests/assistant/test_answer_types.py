"""The kind of answer that a question asks for, and the measure of its figure."""

import json
from pathlib import Path

import pytest

from assistant.answer_types import asked_measure, expected_type, matches_type
from assistant.asked_nouns import noun_kind

# Labelled by reading before the code was written; every third was never tuned on.
LABELLED = [
    json.loads(line)
    for line in Path(__file__).with_name("question_kinds.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("held_out", "least"), [(False, 0.97), (True, 0.94)])
def test_kinds_of_labelled_questions(held_out, least):
    asked = [one for one in LABELLED if one["held_out"] is held_out]
    right = sum(expected_type(one["question"]) == one["kind"] for one in asked)
    assert len(asked) >= 150
    assert right / len(asked) >= least


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("몇 년에 지었나요", "date"),
        ("몇 년 동안 지었나요", "amount"),
        ("몇 년이나 걸렸나요", "amount"),
        ("매출이 몇 배가 됐나요", "ratio"),
        ("예산은 몇 억 원인가요", "money"),
        ("‘왜 떠났을까’는 어느 부처가 냈나요", "organization"),
        ("원인별 비율은 얼마인가요", "ratio"),
        ("인쇄비가 몇천원인가요", "money"),
        ("신청할 때 예산을 알 수 있을까요?", "money"),
        ("이 사업 예산 좀 알려주실 수 있나요", "money"),
        ("교수", "person"),
        ("시장 규모는요?", "money"),
        ("절차가 어떻게 됩니까", "method"),
        ("나이가 어떻게 되세요", "amount"),
        ("정책이 어떻게 달라졌나요", "comparison"),
        ("용존산소 농도", "amount"),
        ("준공 연도", "date"),
        ("센터 개소일", "date"),
        ("사고 원인 조사 담당자 전화번호", "entity"),
        ("두 직종 중 어느 직종이 더 많나요", "comparison"),
        ("어떤 서류를 내야 합니까", "list"),
        ("센터는 어떤 시설을 말합니까", "definition"),
        ("운영은 어디에 맡겨졌나요", "organization"),
        ("How many students does Darae School (다래초등학교) have?", "amount"),
        ("“电池护照”（배터리 여권）是什么？", "definition"),
    ],
)
def test_kinds_by_head_and_unit(question, kind):
    assert expected_type(question) == kind


@pytest.mark.parametrize(
    ("question", "is_whether"),
    [
        ("무료인가요?", True),
        ("중복 신청 되나요", True),
        ("집에 가도 돼?", True),
        ("캔 포인트도 올랐어?", True),
        ("태워도 되나? 산이랑 떨어져 있는데", True),
        ("예산은요?", False),
        ("사업을 작년에 시작함", False),
        ("누가 가도 돼?", False),
        ("중학생은?", False),
    ],
)
def test_yes_or_no_is_asked_where_nothing_else_is(question, is_whether):
    assert (expected_type(question) == "yes-no") is is_whether


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("몇 층에 있나요", "본관 3층에 있다", True),
        ("몇 호인가요", "별관 204호", True),
        ("공원 면적", "면적은 3만 2,000㎡이다", True),
        ("공원 면적", "방문객은 3만 명이다", False),
        ("터널 길이는 얼마", "길이 4.2km", True),
        ("수온은 몇 도인가요", "18.5℃로 올랐다", True),
        ("발전소 설비용량", "설비용량 62MW", True),
        ("시장 순위", "세계 3위", True),
        ("몇 배 늘었나요", "1.2배 늘었다", True),
        ("몇 팔레트인가요", "53,500팔레트", True),
        ("몇 팔레트인가요", "53,500톤", False),
        ("당도가 얼마예요", "13브릭스 이상", True),
        ("몇 명인가요", "5만 2,300명", True),
        ("몇 번 운행하나요", "하루 8회", True),
        ("얼마 동안 보관하나요", "10년간 보관한다", True),
        ("이자율", "연 3.5%", True),
        ("연봉은 얼마인가요", "4,200만 원", True),
        ("사육 두수가 몇 마리인가요", "11만 5천 마리", True),
    ],
)
def test_figure_of_the_measure_asked(question, text, holds):
    label = asked_measure(question)
    assert label is not None
    assert bool(label.search(text)) is holds


def test_no_measure_is_asked():
    assert asked_measure("위원장은 누구인가요") is None
    assert asked_measure("몇 월인가요") is None


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("ratio", "비율은 31.4%", True),
        ("ratio", "1,200명", False),
        ("money", "총사업비 186억 원", True),
        ("money", "186명", False),
        ("organization", "하람연구원이 맡는다", True),
        ("place", "2호점은 새벽동에 연다", True),
        ("yes-no", "중복하여 신청할 수 없다", True),
    ],
)
def test_looks_of_the_new_kinds(kind, text, expected):
    assert matches_type(kind, text) is expected


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("연구개발비", "money"),
        ("대표이사", "person"),
        ("교수", "person"),
        ("법률", "entity"),
        ("방문객수", "amount"),
        ("시행일", "date"),
        ("고양이", None),
    ],
)
def test_kind_by_the_ending_of_a_noun(noun, kind):
    assert noun_kind(noun) == kind
