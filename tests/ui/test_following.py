"""What is offered after an answer: near its evidence, answered by the documents, never twice."""

from dataclasses import replace

import pytest

from corpus import QuestionError
from tests.ui.web_fakes import FakeAssistant, build_library
from ui.filters import read_filters
from ui.following import find_next
from ui.service import Service
from ui.web.chat.next_line import next_html

ASKED = "정부는 언제까지 공장을 보급하나?"


@pytest.fixture
def library():
    return build_library()


def offered(library, answer, asked=(), has_answer=lambda question: True):
    return find_next(answer, asked, library.passages, has_answer)


def test_headings_near_the_evidence_are_asked_about(library):
    answer = FakeAssistant(library).ask(ASKED)
    assert {citation.document for citation in answer.citations} == {"제조혁신.txt"}
    assert offered(library, answer) == ("인력 양성의 핵심 내용은 무엇인가요?",)
    assert offered(library, answer, ["인력 양성의 핵심 내용은 무엇인가요? "]) == ()
    assert offered(library, answer, has_answer=lambda question: False) == ()
    assert offered(library, replace(answer, question="인력양성은?")) == ()
    told = []

    def fails(question):
        told.append(question)
        raise QuestionError("question-empty")

    assert offered(library, answer, has_answer=fails) == () and len(told) == 1


def test_without_an_answer_what_came_near_is_offered(library):
    answer = FakeAssistant(library).ask("달에 사는 토끼 이름은 무엇일까")
    assert answer.outcome == "none" and answer.near_misses
    assert set(offered(library, answer)) <= {
        "제조 혁신의 핵심 내용은 무엇인가요?",
        "인력 양성의 핵심 내용은 무엇인가요?",
        "콜드체인 현황은 어떤가요?",
        "물류비 비중의 핵심 내용은 무엇인가요?",
    }
    assert offered(library, answer)
    talk = replace(answer, passages=(), notes=("declined-greeting:보고서",))
    assert offered(library, talk) == ()


def test_each_is_asked_of_the_same_documents(library, tmp_path):
    service = Service(library, FakeAssistant(library), tmp_path / "uploads")
    answer = service.ask(ASKED)
    (question,) = service.next_questions(answer, [ASKED])
    assert service.ask(question).outcome == "answer"
    assert service.next_questions(answer, [ASKED], read_filters(documents="콜드체인.txt")) == ()


def test_a_question_is_text_in_the_page():
    html = next_html(('<b>"예산"</b>?',), "ko", is_answered=False)
    assert "<b>&quot;" not in html and "&lt;b&gt;" in html and "가까운 내용" in html
    assert next_html((), "ko", is_answered=True) == ""
