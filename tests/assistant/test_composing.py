"""The composer on small documents made by hand: what a reader would quote, and no more."""

import re
from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.composing.causes import with_cause
from assistant.composing.definitions import defines
from assistant.composing.quotation import Quotation
from assistant.question import understand
from corpus import Span
from index import Hit
from tests.assistant.fakes import FakeLibrary, make_document, make_passage, make_record


def answer_to(question, report):
    return [s.text for s in Assistant(FakeLibrary(report)).ask(question).sentences]


@pytest.mark.parametrize(
    ("question", "sentence", "surety"),
    [
        ("틈새돌봄이란 무엇인가요?", "‘틈새돌봄’이란 공백이 생긴 주민을 돕는 제도를 말함", 2),
        ("틈새돌봄이 뭐야?", "틈새돌봄(사업명)은 공백이 생긴 주민을 돕는 제도이다.", 2),
        ("열폭주", "2) 열폭주: 온도가 치솟아 이웃한 칸으로 번지는 현상", 2),
        (
            "이 통계에서 관광객은 어떻게 정의되나요?",
            "‘관광객’이란 3시간 이상 머문 사람을 말하며,",
            1,
        ),
        ("법에서 말하는 관광객의 뜻은?", "관광객: 3시간 이상 머문 사람", 0),
        ("What is a cold chain?", "A cold chain is a system that keeps goods cold.", 2),
        ("什么是众创空间？", "众创空间是指面向大众的创业服务平台。", 2),
        # Asked is something else about it, or of something else.
        ("틈새돌봄 예산은 얼마야?", "‘틈새돌봄’이란 공백이 생긴 주민을 돕는 제도를 말함", 0),
        ("밤돌봄이란?", "‘틈새돌봄’이란 공백이 생긴 주민을 돕는 제도를 말함", 0),
        ("틈새돌봄이란?", "틈새돌봄은 2023년 3월 17일에 처음 문을 열었다.", 0),
    ],
)
def test_a_definition_is_told_from_other_sentences_about_a_thing(question, sentence, surety):
    assert defines(understand(question), sentence) == surety


def test_what_defines_leads_wherever_it_stands_and_is_all_that_is_quoted():
    report = """콜드체인 시장은 콜드체인 업체 40곳이 나누어 갖고 있으며 콜드체인 투자는 늘고 있다.

부록
콜드체인이란 신선식품을 낮은 온도로 끊김 없이 나르는 유통 체계를 말한다. """
    assert answer_to("콜드체인이란 무엇인가요?", report) == [
        "콜드체인이란 신선식품을 낮은 온도로 끊김 없이 나르는 유통 체계를 말한다."
    ]


def sentences_of(text, **said):
    """A passage with a unit a sentence, several on a line."""
    document = make_document(text)
    passage = make_passage(document, 0, len(text), **said)
    units = [Span(m.start(1), m.end(1)) for m in re.finditer(r"[ \n]*([^\n]+?\.)(?=[ \n]|$)", text)]
    return replace(passage, units=tuple(units))


WHY = (
    "공방은 재택근무를 하다가 그만두었다. 화면을 찍은 사고가 두 차례 났기 때문이다. 지금은 모인다."
)
SO = "예산이 모자랐다. 그래서 도서관은 문을 일찍 닫았다.\n다른 문단이라서 원인과 무관하다."


@pytest.mark.parametrize(
    ("question", "text", "unit", "quoted"),
    [
        ("공방은 재택근무를 왜 그만두었나?", WHY, 0, (0, 2)),
        ("공방은 재택근무를 왜 그만두었나?", WHY, 1, (1, 2)),
        ("공방은 재택근무를 언제 그만두었나?", WHY, 0, (0, 1)),
        ("도서관이 일찍 닫은 이유는?", SO, 1, (0, 2)),
        ("도서관이 일찍 닫은 이유는?", SO, 0, (0, 1)),
    ],
)
def test_the_sentence_beside_it_that_tells_the_cause_is_quoted_with_it(
    question, text, unit, quoted
):
    assert with_cause(understand(question), sentences_of(text), unit, unit + 1) == quoted


def test_items_are_shown_as_items_and_what_leads_to_them_as_a_line():
    text = "방법은 다음과 같다.\n  - 첫 방법\n  - 둘째 방법 \n끝."
    document = make_document(text)
    passage = make_passage(document, 0, len(text))
    hit = Hit(passage, make_record(document), 1.0, 1.0, 1.0)
    units = passage.units
    assert Quotation(hit, units[:3], ("",) * 3, 1.0).places == ("line", "item", "item")
    assert Quotation(hit, units[1:3], ("",) * 2, 1.0).places == ("item", "item")
    assert Quotation(hit, units[1:2], ("",), 1.0).places == ("line",)
    assert Quotation(hit, units[2:], ("",) * 2, 1.0).places == ("line", "line")


CUT = """지원 유형은 다음 각 호와 같이 나눈다.
  1. 철거형: 헐고 텃밭으로 쓴다.

  2. 수리형: 고쳐서 빌려준다.
  3. 안전형: 담을 헌다.
문의는 시청에서 받는다."""


def cut_library():
    library = FakeLibrary(CUT)
    library.found = [replace(one, ordinal=at) for at, one in enumerate(library.found)]
    return library


WHOLE = [line.lstrip() for line in CUT.replace("\n\n", "\n").split("\n")[:4]]


@pytest.mark.parametrize(
    "question",
    [
        "지원 유형 세 가지를 모두 알려 주세요.",
        "고쳐서 빌려준다는 수리형을 비롯한 유형을 모두 알려 줘.",
    ],
)
def test_a_list_that_two_passages_share_is_quoted_from_its_lead_in_to_its_last_item(question):
    answer = Assistant(cut_library()).ask(question)
    assert [s.text for s in answer.sentences] == WHOLE
    assert [s.place for s in answer.sentences] == ["line", "item", "item", "item"]
    assert len(answer.citations) == 2 and all(c.verified for c in answer.citations)


def test_a_list_ends_where_its_section_does():
    library = cut_library()
    library.found[1] = replace(library.found[1], heading=("다른 장",))
    answer = Assistant(library).ask("지원 유형 세 가지를 모두 알려 주세요.")
    assert [s.text for s in answer.sentences][:2] == WHOLE[:2]
    assert WHOLE[2] not in [s.text for s in answer.sentences[:3]]


def test_what_leads_to_an_item_stands_above_it():
    report = "\n  - 콩 고치기 사업\n  - 콩 팔기 사업"
    answer = Assistant(FakeLibrary(report)).ask("콩 사업을 모두 알려 주세요.")
    assert answer.text.splitlines() == ["「보고서」:", "- 콩 고치기 사업 [1]", "- 콩 팔기 사업 [1]"]


def test_a_question_for_one_thing_gets_three_sentences_at_most():
    report = """사업비를 쓸 수 없는 비용은 다음 각 호와 같다.
  1. 토지의 구입
  2. 접대비와 선물
  3. 직원의 상여금
  4. 자동차의 임차료
  5. 다른 사업의 빚"""
    told = answer_to("사업비를 접대비에 쓸 수 있나요?", report)
    assert len(told) <= 3 and "2. 접대비와 선물" in told
