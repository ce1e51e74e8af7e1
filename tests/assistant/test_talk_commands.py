"""Commands over the conversation, by hand: what each shows of a small document."""

from dataclasses import replace

import pytest

from assistant import Assistant
from index import Filters
from tests.assistant.fakes import FakeLibrary, make_passage

REPORT = """하늘시는 지난해 계획을 세웠다.
계획은 여러 해에 걸친다.

하늘시는 2021년에 시범사업을 시작했다.
시범사업 예산은 5,700억 원이다.
돈은 나라가 낸다.

시범사업 예산의 절반은 5,000억 원쯤 되는 장비에 쓴다.

바다시는 시범사업 예산을 3,100억 원으로 정했다.

산림청은 나무를 30만 그루 심었다."""
ASKED = "하늘시 시범사업 예산은 얼마인가요?"
UNDERSTOOD = "「하늘시 시범사업 예산은 얼마인가요?」의"


class Shelf(FakeLibrary):
    """Passages are numbered from 0, as the library numbers them."""

    def __init__(self, text):
        super().__init__(text)
        self.found = [replace(one, ordinal=at) for at, one in enumerate(self.found)]


@pytest.fixture
def assistant():
    return Assistant(Shelf(REPORT))


def texts(answer):
    return [sentence.text for sentence in answer.sentences]


def proved(answer):
    held = {citation.n: citation for citation in answer.citations}
    assert list(held) == list(range(1, len(held) + 1))
    for citation in answer.citations:
        assert citation.verified and REPORT[citation.start : citation.end] == citation.quote
    for sentence in answer.sentences:
        assert sentence.citations and all(
            sentence.text in held[n].quote for n in sentence.citations
        )
    return True


def test_the_answer_that_commands_go_over(assistant):
    answer = assistant.ask(ASKED)
    assert texts(answer)[0] == "시범사업 예산은 5,700억 원이다." and len(answer.citations) == 1


def test_what_stands_around_a_source_is_quoted_across_passages_and_the_source_marked(assistant):
    answer = assistant.ask("1번 근거의 앞뒤를 보여줘", [ASKED])
    assert proved(answer) and answer.answerable
    assert answer.understood == f"{UNDERSTOOD} 1번 근거 앞뒤"
    assert texts(answer) == [
        "하늘시는 지난해 계획을 세웠다.",
        "계획은 여러 해에 걸친다.",
        "하늘시는 2021년에 시범사업을 시작했다.",
        "시범사업 예산은 5,700억 원이다.",
        "돈은 나라가 낸다.",
        "시범사업 예산의 절반은 5,000억 원쯤 되는 장비에 쓴다.",
        "바다시는 시범사업 예산을 3,100억 원으로 정했다.",
    ]
    assert [s.frame for s in answer.sentences] == ["", "", "", "▶", "", "", ""]
    assert "▶ 시범사업 예산은 5,700억 원이다. [3]" in answer.text.splitlines()


def test_the_original_of_a_source_is_its_passage(assistant):
    answer = assistant.ask("첫 번째 출처 원문", [ASKED])
    assert proved(answer)
    assert texts(answer) == [
        "하늘시는 2021년에 시범사업을 시작했다.",
        "시범사업 예산은 5,700억 원이다.",
        "돈은 나라가 낸다.",
    ]


def test_more_sources_are_other_passages_and_each_comes_once(assistant):
    first = assistant.ask("출처 더 보여줘", [ASKED])
    assert proved(first) and first.outcome == "unsure"
    shown = texts(first)
    assert "바다시는 시범사업 예산을 3,100억 원으로 정했다." in shown
    assert "시범사업 예산은 5,700억 원이다." not in shown
    again = assistant.ask("근거 더", [ASKED, "출처 더 보여줘"])
    assert not set(texts(again)) & set(shown)


def test_another_answer_is_the_next_best_place(assistant):
    first = assistant.ask("다시", [ASKED])
    second = assistant.ask("다른 답", [ASKED, "다시"])
    assert proved(first) and proved(second)
    said = [texts(assistant.ask(ASKED)), texts(first), texts(second)]
    assert len({tuple(one) for one in said}) == 3 and first.outcome == "unsure"


def test_more_detail_widens_the_source_and_again_further(assistant):
    answer = assistant.ask("더 자세히", [ASKED])
    assert proved(answer) and answer.outcome == assistant.ask(ASKED).outcome
    assert (
        texts(answer)
        == [
            "하늘시는 지난해 계획을 세웠다.",
            "계획은 여러 해에 걸친다.",
            "하늘시는 2021년에 시범사업을 시작했다.",
            "시범사업 예산은 5,700억 원이다.",
            "돈은 나라가 낸다.",
            "시범사업 예산의 절반은 5,000억 원쯤 되는 장비에 쓴다.",
        ][1:]
    )
    wider = assistant.ask("더 자세히", [ASKED, "더 자세히"])
    assert proved(wider) and set(texts(answer)) < set(texts(wider))


def test_commands_follow_commands(assistant):
    answer = assistant.ask("표로 정리해줘", [ASKED, "더 자세히"])
    assert answer.understood == f"{UNDERSTOOD} 답: 더 자세히, 표로"
    rows = answer.text.splitlines()
    assert rows[:2] == ["| 내용 | 문서 | 쪽 |", "| --- | --- | --- |"]
    assert len(rows) == 2 + len(assistant.ask("더 자세히", [ASKED]).sentences)
    assert "| 시범사업 예산은 5,700억 원이다. [2] | 보고서 | 1 |" in rows
    short = assistant.ask("한 줄로", [ASKED, "더 자세히"])
    assert short.text == "시범사업 예산은 5,700억 원이다. [1]" and proved(short)
    english = assistant.ask("in short", [ASKED, "as a table"])
    assert (english.text, english.understood) == (short.text, f"“{ASKED}”: in short")
    # As a page keeps it.
    assert assistant.ask("한 줄로", [ASKED, f"{UNDERSTOOD} 답: 더 자세히"]).text == short.text


def test_a_command_may_follow_a_follow_up_and_a_follow_up_a_command(assistant):
    answer = assistant.ask("짧게", [ASKED, "그럼 바다시는?"])
    assert answer.understood == "「바다시 시범사업 예산은 얼마인가요?」의 답: 짧게"
    assert texts(answer) == ["바다시는 시범사업 예산을 3,100억 원으로 정했다."]
    after = assistant.ask("그럼 바다시는?", [ASKED, "더 자세히", "고마워"])
    assert after.understood == "바다시 시범사업 예산은 얼마인가요?"


def test_what_a_command_lacks_is_said(assistant):
    assert assistant.ask("표로 보여줘").notes == ("command-needs-question:표로",)
    assert assistant.ask("more detail", ["hello"]).notes == ("command-needs-question:more detail",)
    assert assistant.ask("7번 근거 앞뒤", [ASKED]).notes == ("command-no-citation:7",)
    nothing = assistant.ask("표로", ["화성 탐사선의 발사 날짜는 언제야?"])
    assert nothing.outcome == "none" and "command-needs-answer" in nothing.notes
    alone = Assistant(Shelf("시범사업 예산은 5,700억 원이다."))
    assert alone.ask("더 자세히", [ASKED]).notes == ("command-nothing-more",)
    assert alone.ask("출처 더", [ASKED]).notes == ("command-no-more-sources",)
    assert alone.ask("다시", [ASKED]).notes == ("command-no-other-answer",)
    for answer in (alone.ask("다시", [ASKED]), assistant.ask("표로 보여줘")):
        assert (answer.outcome, answer.sentences, answer.near_misses) == ("none", (), ())


class Model:
    """Counts how often a model is called; it says nothing."""

    calls = 0

    def write(self, question, excerpts):
        self.calls += 1
        return iter(())


def test_commands_are_answered_without_a_model_and_twice_the_same():
    model = Model()
    assistant = Assistant(Shelf(REPORT), model)
    for typed in ("더 자세히", "표로", "출처 더", "1번 근거 앞뒤", "안녕", "짧게"):
        first, second = (assistant.ask(typed, [ASKED]) for _ in range(2))
        assert replace(first, elapsed_ms=0.0) == replace(second, elapsed_ms=0.0)
    assert model.calls == 0
    assistant.ask(ASKED)
    assert model.calls == 1


def test_filters_hold_for_what_commands_show(assistant):
    answer = assistant.ask("출처 더", [ASKED], filters=Filters(kinds=("table",)))
    assert answer.outcome == "none" and answer.sentences == ()


def test_a_list_becomes_one_line():
    listed = """바다시는 지원 대상을 다음과 같이 정한다:
  - 중소기업
  - 사회적기업"""
    answer = Assistant(Shelf(listed)).ask("한 줄로", ["바다시의 지원 대상을 모두 알려 줘"])
    assert answer.text == "바다시는 지원 대상을 다음과 같이 정한다: [1] 중소기업 [1] 사회적기업 [1]"


def test_a_title_or_heading_is_no_neighbour(assistant):
    library = Shelf("보고서\n\n시범사업 예산은 5,700억 원이다.\n\n돈은 나라가 낸다.")
    answer = Assistant(library).ask("앞뒤를 보여줘", [ASKED])
    assert texts(answer) == ["시범사업 예산은 5,700억 원이다.", "돈은 나라가 낸다."]


def test_a_neighbour_that_overlaps_the_source_is_not_said_twice():
    library = Shelf(REPORT)
    first, second = library.found[1:3]
    begins = REPORT.index("시범사업 예산은")
    overlapping = make_passage(library.text, begins, second.view.runs[-1].source + 10)
    library.found[2] = replace(overlapping, ordinal=2)
    answer = Assistant(library).ask("1번 근거 앞뒤", [ASKED])
    assert texts(answer).count("시범사업 예산은 5,700억 원이다.") == 1
    assert first.id == library.found[1].id
