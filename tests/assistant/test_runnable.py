import pytest
from langchain_core.prompts import PromptTemplate
from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough

from assistant import Answer, Assistant, AssistantRunnable
from corpus import QuestionError
from index import Filters
from tests.assistant.fakes import FakeLibrary

REPORT = """하늘시는 2021년에 시범사업을 시작했다.
시범사업 예산은 5,700억 원이다.

산림청은 나무를 30만 그루 심었다."""
ASKED = "시범사업 예산은 얼마인가요?"
SAID = "「보고서」에 따르면, 시범사업 예산은 5,700억 원이다. [1]"


@pytest.fixture
def runnable():
    return AssistantRunnable(Assistant(FakeLibrary(REPORT)))


def test_a_question_goes_in_and_a_proved_answer_comes_out(runnable):
    assert isinstance(runnable, Runnable)
    answer = runnable.invoke(ASKED)
    assert isinstance(answer, Answer) and answer.text.splitlines()[0] == SAID
    assert answer.citations[0].verified


def test_what_came_before_and_what_it_is_held_to_go_in_as_well(runnable):
    asked = {"question": "언제 시작했어?", "context": ["하늘시 시범사업 예산은 얼마야?"]}
    assert "하늘시" in runnable.invoke(asked).understood
    narrowed = {"question": ASKED, "filters": Filters(kinds=("table",))}
    assert runnable.invoke(narrowed).outcome == "none"


def test_it_stands_in_a_chain(runnable):
    chain = (
        PromptTemplate.from_template("{topic} 예산은 얼마인가요?")
        | RunnableLambda(lambda prompt: prompt.to_string())
        | runnable
        | (lambda answer: answer.text.splitlines()[0])
    )
    assert chain.invoke({"topic": "시범사업"}) == SAID
    beside = RunnablePassthrough.assign(answer=runnable)
    assert beside.invoke({"question": ASKED})["answer"].text.startswith(SAID)


def test_many_questions_are_answered_in_their_order(runnable):
    answers = runnable.batch([ASKED, "산림청은 나무를 몇 그루 심었나요?"])
    assert [answer.question for answer in answers] == [ASKED, "산림청은 나무를 몇 그루 심었나요?"]
    assert "30만 그루" in answers[1].text


def test_an_answer_grows_and_its_last_state_is_what_invoke_gives(runnable):
    *grown, last = runnable.stream(ASKED)
    assert last.text == runnable.invoke(ASKED).text
    assert all(last.text.startswith(answer.text) for answer in grown)


def test_what_is_no_question_is_refused(runnable):
    with pytest.raises(QuestionError):
        runnable.invoke("  ")
    with pytest.raises(ValueError, match="int"):
        runnable.invoke(3)
    with pytest.raises(ValueError, match="dict"):
        runnable.invoke({"query": ASKED})


def test_commands_and_small_talk_come_through(runnable):
    answer = runnable.invoke({"question": "한 줄로", "context": [ASKED]})
    assert answer.text == "시범사업 예산은 5,700억 원이다. [1]"
    assert answer.understood == f"「{ASKED}」의 답: 짧게"
    assert [part.notes for part in runnable.stream("안녕")] == [("declined-greeting:보고서",)]
