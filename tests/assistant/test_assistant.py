from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.composing.extent import unit_depth_at
from corpus import QuestionError, View
from index import Change, Wording
from tests.assistant.fakes import FakeLibrary

REPORT = """하늘시는 2021년에 시범사업을 시작했다.
시범사업 예산은 5,700억 원이다.

바다시는 지원 대상을 다음과 같이 정한다:
  - 중소기업
  - 사회적기업
  - 대학 연구소

산림청은 나무를 심었다."""


@pytest.fixture
def assistant():
    return Assistant(FakeLibrary(REPORT))


def test_a_figure_is_answered_with_its_sentence(assistant):
    answer = assistant.ask("시범사업 예산은 얼마인가요?")
    assert answer.outcome == "answer"
    assert answer.sentences[0].text == "시범사업 예산은 5,700억 원이다."
    citation = answer.citations[0]
    assert citation.verified
    assert REPORT[citation.start : citation.end] == citation.quote
    assert answer.text.splitlines()[0] == "「보고서」에 따르면, 시범사업 예산은 5,700억 원이다. [1]"


def test_every_sentence_has_a_verified_citation(assistant):
    answer = assistant.ask("바다시의 지원 대상을 모두 알려 줘")
    numbers = {citation.n: citation for citation in answer.citations}
    assert answer.sentences
    for sentence in answer.sentences:
        assert sentence.citations
        assert all(numbers[n].verified for n in sentence.citations)


def test_a_list_comes_whole_and_in_order(assistant):
    answer = assistant.ask("바다시의 지원 대상을 모두 알려 줘")
    texts = [sentence.text for sentence in answer.sentences]
    assert texts[:4] == [
        "바다시는 지원 대상을 다음과 같이 정한다:",
        "중소기업",
        "사회적기업",
        "대학 연구소",
    ]


def test_what_the_documents_do_not_hold_is_not_answered(assistant):
    answer = assistant.ask("화성 탐사선의 발사 날짜는 언제야?")
    assert answer.outcome == "none"
    assert not answer.answerable
    assert answer.sentences == () and answer.citations == ()
    assert answer.near_misses


def test_a_view_that_lies_is_never_shown():
    library = FakeLibrary(REPORT)
    forged = View(library.found[0].text.replace("5,700", "9,900"), library.found[0].view.runs)
    library.found[0] = replace(library.found[0], view=forged)
    answer = Assistant(library).ask("시범사업 예산은 얼마인가요?")
    assert "9,900" not in answer.text
    assert all(citation.verified for citation in answer.citations)


def test_streaming_grows_to_the_answer(assistant):
    parts = list(assistant.stream("바다시의 지원 대상을 모두 알려 줘"))
    assert [len(part.sentences) for part in parts] == list(range(1, len(parts) + 1))
    whole = assistant.ask("바다시의 지원 대상을 모두 알려 줘")
    assert parts[-1].text == whole.text


def test_a_follow_up_says_how_it_was_understood(assistant):
    answer = assistant.ask("그럼 2021년에는?", ["하늘시는 2020년에 무엇을 시작했나요?"])
    assert answer.question == "그럼 2021년에는?"
    assert answer.understood == "하늘시는 2021년에 무엇을 시작했나요?"


def test_a_slip_is_put_right_once_and_told():
    typed, meant = "시범사업 예싼은 얼마인가요?", "시범사업 예산은 얼마인가요?"
    change = Change("spelling", "예싼", "예산")
    asked = []

    class Mending(FakeLibrary):
        def reword(self, query):
            asked.append(query)
            mended = query.replace("예싼", "예산")
            return Wording(query, mended, (change,) if mended != query else ())

        def search(self, query, **options):
            assert "예싼" not in query
            return super().search(query, **options)

    answer = Assistant(Mending(REPORT)).ask(typed)
    assert (answer.question, answer.understood, answer.changes) == (typed, meant, (change,))
    assert "5,700억 원" in answer.text
    assert asked[0] == typed and typed not in asked[1:]
    follow_up = Assistant(Mending(REPORT)).ask("그럼 2021년에는?", ["2020년에 예싼은 얼마인가요?"])
    assert follow_up.understood == "2021년에 예산은 얼마인가요?"
    assert follow_up.changes == ()


def test_empty_questions_are_refused(assistant):
    with pytest.raises(QuestionError):
        assistant.ask("  ")


def test_depth_is_the_indentation_of_items():
    passage = FakeLibrary(REPORT).found[1]
    assert [unit_depth_at(passage, i) for i in range(4)] == [0, 4, 4, 4]


def test_of_two_things_asked_each_gets_its_own_place(assistant):
    answer = assistant.ask("하늘시 시범사업은 언제 시작했고, 시범사업 예산은 얼마인가요?")
    texts = [sentence.text for sentence in answer.sentences]
    assert "하늘시는 2021년에 시범사업을 시작했다." in texts
    assert "시범사업 예산은 5,700억 원이다." in texts
    assert len(texts) == len(set(texts))


def test_a_long_question_after_a_long_one_is_still_answered(assistant):
    before = "시범사업 예산과 " * 200
    answer = assistant.ask("그럼 예산은 얼마이고, 대상은 누구야? " + "왜 " * 600, [before * 50])
    assert answer.outcome in ("answer", "unsure", "none")


def test_hits_come_by_their_score_and_the_best_unit_first(assistant):
    hits = assistant.retrieve("시범사업 예산은 얼마인가요?")
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 1.0 for score in scores)
    assert "5,700억" in hits[0].passage.text
    assert assistant.ask("시범사업 예산은 얼마인가요?").passages == hits
