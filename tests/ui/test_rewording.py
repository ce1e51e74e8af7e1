"""What was read otherwise than typed is told: in the terminal, the chat and the JSON."""

from dataclasses import replace

import pytest

from index import Change, NamesStatus, Setback
from tests.ui.web_fakes import FakeAssistant, build_library
from ui.answer_markdown import answer_markdown
from ui.api import answer_to_dict
from ui.rewording import say_changes
from ui.terminal import answer_lines, name_lines

CHANGES = (Change("spelling", "예싼", "예산"), Change("filler", "ㅋㅋ", ""))


@pytest.fixture
def answer():
    plain = FakeAssistant(build_library()).ask("시장 성장 정부 예싼 ㅋㅋ")
    return replace(plain, understood="시장 성장 정부 예산", changes=CHANGES)


def test_changes_are_said_in_one_sentence():
    assert say_changes((), "ko") == ""
    assert say_changes(CHANGES, "ko") == "질문을 고쳐 찾았습니다: ‘예싼’ → ‘예산’, ‘ㅋㅋ’ 뺌."
    many = [Change("keyboard", f"rk{n}", f"가{n}") for n in range(7)]
    assert say_changes(many, "ko").endswith("‘rk3’ → ‘가3’, 그 밖에 3곳.")
    assert say_changes(many, "en").startswith("The question was corrected: ‘rk0’ → ‘가0’")


def test_the_terminal_says_them(answer):
    lines = list(answer_lines(answer, "ko"))
    assert lines[0].endswith("시장 성장 정부 예산")
    assert lines[1] == say_changes(CHANGES, "ko")
    unchanged = replace(answer, understood=answer.question, changes=())
    assert not any("고쳐" in line for line in answer_lines(unchanged, "ko"))


def test_the_chat_says_them_and_a_question_writes_no_html(answer):
    assert "‘예싼’ → ‘예산’" in answer_markdown(answer, 1, "ko")
    hostile = replace(answer, changes=(Change("spelling", "<b>예싼</b>", "{before}"),))
    shown = answer_markdown(hostile, 1, "ko")
    assert "<b>" not in shown and "&#123;before" in shown


def test_the_json_has_them(answer):
    told = answer_to_dict(answer)
    assert told["understood"] == "시장 성장 정부 예산"
    assert told["changes"] == [
        {"kind": "spelling", "before": "예싼", "after": "예산"},
        {"kind": "filler", "before": "ㅋㅋ", "after": ""},
    ]


def test_the_status_says_why_synonyms_cannot_be_read():
    wrong = Setback(
        "synonyms.txt", "names-alone", (("file", "s.txt"), ("line", 2), ("found", "혼자"))
    )
    assert list(name_lines(NamesStatus(0, 0, 0), "ko")) == []
    (said,) = name_lines(NamesStatus(0, 0, 0, wrong), "ko")
    assert "s.txt 2번째 줄 ‘혼자’" in said
    counted, said = name_lines(NamesStatus(1, 2, 3, wrong), "en")
    assert "1 found" in counted and "line 2: “혼자”" in said
