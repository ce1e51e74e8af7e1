"""Key sentences of a document, of a section, on a topic: chosen, in order, each cited."""

from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.composing.length import NORMAL
from assistant.composing.summary import summarise
from assistant.question import understand
from index import Hit
from tests.assistant.fakes import FakeLibrary, make_record

REPORT = """하늘시 산림 보고서
하늘시는 2024년 숲에 나무 30만 그루를 심었다.
숲은 하늘시 면적의 가장 큰 부분인 62%를 차지한다.

산불은 2024년 모두 12건이 나서 숲 40ha를 태웠다.
산불의 원인은 논두렁 소각이 7건으로 가장 많았다.
문의: 하늘시 산림과 (02-000-1234)

하늘시는 숲길을 2026년까지 120km로 늘린다.
숲길을 걷는 사람은 한 해 34만 명이다.
※ 숲길은 산림과에서 관리한다."""
HEADINGS = (("1. 숲",), ("2. 산불",), ("3. 숲길",))


@pytest.fixture
def library():
    made = FakeLibrary(REPORT)
    made.found = [
        replace(one, ordinal=at, heading=heading)
        for (at, one), heading in zip(enumerate(made.found), HEADINGS, strict=True)
    ]
    return made


def summed_up(library, question):
    record = replace(make_record(library.text, len(library.found)), title="하늘시 산림 보고서")
    hits = [Hit(passage, record, 1.0, 1.0, 1.0) for passage in library.found]
    return summarise(
        understand(question), hits, (), library.passages, lambda some: library.unit_vectors(some)
    )


def test_a_document_is_summed_up_over_its_sections_in_its_order(library):
    quoted = summed_up(library, "하늘시 산림 보고서를 요약해 줘")
    ordinals = [one.hit.passage.ordinal for one in quoted]
    assert set(ordinals) == {0, 1, 2} and ordinals == sorted(ordinals)
    assert len(quoted) == NORMAL.of_summary
    told = " ".join(text for one in quoted for text in one.texts)
    assert "문의" not in told and "※" not in told and "산림 보고서" not in told


@pytest.mark.parametrize("question", ["2장 핵심 내용 정리해 줘", "보고서에서 산불 부분 요약해 줘"])
def test_a_section_is_summed_up_alone(library, question):
    quoted = summed_up(library, question)
    assert [one.texts[0] for one in quoted] == REPORT.split("\n")[4:6]


def test_a_document_that_sums_itself_up_is_quoted_there(library):
    library.found[1] = replace(library.found[1], heading=("요약",))
    quoted = summed_up(library, "하늘시 산림 보고서를 요약해 줘")
    assert [one.texts[0] for one in quoted if one.hit.passage.ordinal == 1] == REPORT.split("\n")[
        4:6
    ]


def test_every_sentence_of_a_summary_is_cited(library):
    answer = Assistant(library).ask("하늘시 산림과 산불, 숲길을 요약해 줘")
    assert len(answer.sentences) > 1 and all(s.citations for s in answer.sentences)
    assert all(citation.verified for citation in answer.citations)
