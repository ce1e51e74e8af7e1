"""Every outcome in words: on the terminal, in the chat, in JSON and in reports."""

import io
import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from assistant import AnswerSentence, Asked, build_report
from index import Hit
from tests.assistant.fakes import make_document, make_passage, make_record
from tests.assistant.report_fakes import PROVENANCE, Shelf, make_answer
from ui.answer_markdown import answer_markdown, state_line
from ui.api import answer_to_dict
from ui.exporting import export_answers, export_conversation, join_turns
from ui.messages import describe_note
from ui.messages.notes import NOTES
from ui.outcomes import advice_lines, outcome_name, say_missing
from ui.terminal import answer_lines

LINE = "하늘시 예산은 5,700억 원이다."


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


@pytest.fixture
def answer(shelf):
    """A whole answer with one citation."""
    citation = shelf.cite(shelf.hold("plan.txt"))
    return make_answer([citation], question="예산은?", understood="예산은?", changes=())


def none(**fields):
    document = make_document("1. 세입\n\n세입은 다음과 같다.")
    passage = make_passage(document, 7, 18, ("1. 재정", "세입 <b>"))
    hit = Hit(passage, make_record(document), 0.3, 0.3, 0.3)
    made = {"outcome": "none", "text": "", "sentences": (), "near_misses": (hit,)}
    asked = {"question": "예산은?", "understood": "예산은?", "changes": (), "passages": (hit,)}
    return make_answer([], **(made | asked | fields))


def declined(note):
    return none(near_misses=(), passages=(), notes=(note,))


def terminal(answer, lang="ko"):
    return "\n".join(answer_lines(answer, lang))


def test_a_partial_answer_names_what_is_missing_everywhere(shelf, answer):
    partial = replace(answer, outcome="partial", missing=("정원은", "면적은"))
    said = "문서에서 찾지 못한 것: ‘정원은’, ‘면적은’"
    assert say_missing(partial, "ko") == said and say_missing(answer, "ko") == ""
    assert terminal(partial).index("[1]") < terminal(partial).index(said)
    chat = answer_markdown(partial, 1, "ko")
    assert '<span class="state state-partial">일부만 답변</span>' in chat
    assert '<span class="missing">문서에서 찾지 못한 것&#58; ‘정원은’' in chat
    described = answer_to_dict(partial)
    assert (described["outcome"], described["missing"]) == ("partial", ["정원은", "면적은"])
    report = build_report(shelf, [Asked(partial)], PROVENANCE)
    assert f"\n\n{said}\n\n" in export_answers(report, ".md", "ko").decode()
    assert (
        "**Partial answer** — 1 citations checked" in export_answers(report, ".md", "en").decode()
    )
    assert "Not found in the documents: ‘정원은’" in terminal(partial, "en")


def test_json_says_more_only_where_there_is_more(answer):
    plain = answer_to_dict(answer)
    assert not {"outcome", "missing", "notes"} & set(plain)
    assert all(set(sentence) == {"text", "citations"} for sentence in plain["sentences"])
    assert answer_to_dict(replace(answer, outcome="unsure"))["outcome"] == "unsure"
    assert answer_to_dict(declined("declined-task:계획"))["notes"] == ["declined-task:계획"]
    framed = replace(answer.sentences[0], frame="「계획」(2024)에 따르면")
    assert answer_to_dict(replace(answer, sentences=(framed,)))["sentences"][0] == {
        "text": framed.text, "citations": [1], "frame": "「계획」(2024)에 따르면",
    }  # fmt: skip


def test_a_lead_in_stands_before_its_sentence_in_every_format(shelf, answer):
    frame = "「계획」(2024, 1쪽)에 따르면 <이>"
    framed = replace(answer, sentences=(AnswerSentence(LINE, (1,), "line", frame),))
    report = build_report(shelf, [Asked(framed)], PROVENANCE)
    page = export_answers(report, ".html", "ko").decode()
    assert f"{frame.replace('<이>', '&lt;이&gt;')}</span> <bdi>{LINE}</bdi>" in page
    marked = export_answers(report, ".md", "ko").decode()
    assert f"「계획」(2024, 1쪽)에 따르면 \\<이\\> {LINE} \\[1\\]" in marked
    assert export_answers(report, ".docx", "ko")[:2] == b"PK"


def test_rows_of_a_table_are_a_table_in_every_format(shelf, answer):
    head = "[표 1] 예산 (단위: 억 원)\n\n| 구분 | 예산 \\| 결산 |\n| --- | --- |"
    rows = (
        AnswerSentence("세입 | 5,700", (1,), "row", head),
        AnswerSentence("세출 | 4,200", (1,), "row"),
        AnswerSentence(LINE, (1,)),
    )
    report = build_report(shelf, [Asked(replace(answer, sentences=rows))], PROVENANCE)
    marked = export_answers(report, ".md", "ko").decode()
    assert (
        "\\[표 1\\] 예산 (단위: 억 원)\n\n| 구분 | 예산 \\| 결산 |\n| --- | --- |\n"
        f"| 세입 | 5,700 \\[1\\] |\n| 세출 | 4,200 \\[1\\] |\n\n{LINE} \\[1\\]"
    ) in marked
    table = docx.Document(io.BytesIO(export_answers(report, ".docx", "ko"))).tables[1]
    assert [row.cells[0].text for row in table.rows] == ["구분", "세입", "세출"]
    assert table.rows[0].cells[1].text == "예산 | 결산"
    assert table.rows[1].cells[1].text.startswith("5,700 ")
    page = export_answers(report, ".html", "ko").decode()
    assert (
        "<caption>[표 1] 예산 (단위: 억 원)</caption><tr><th>구분</th><th>예산 | 결산</th></tr>"
        in page
    )
    assert '<td><bdi>4,200</bdi> <a class="mark" href="#a1-s1">[1]</a></td></tr></table>' in page


def test_where_there_is_no_answer_it_says_what_to_try_and_what_is_near():
    near = "보고서 › 세입 <b>"
    assert advice_lines(none(), "ko") == [
        "다른 낱말로 묻거나, 줄인 이름을 풀어 적거나, 한 번에 한 가지씩 물어보세요.",
        f"가장 가까운 곳: ‘{near}’",
    ]
    assert advice_lines(none(near_misses=()), "en") == [
        "Try other words, names spelled out, or one thing at a time."
    ]
    assert f"‘{near}’" in terminal(none())
    chat = answer_markdown(none(), 1, "ko")
    assert "<b>" not in chat and "가장 가까운 곳" in chat


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_polite_no_is_no_failed_search(lang):
    answer = declined("declined-greeting:예산 *계획*")
    assert outcome_name(answer) == "talk" and outcome_name(none()) == "none"
    assert advice_lines(answer, lang) == []
    said = describe_note("declined-greeting:예산 *계획*", lang)
    assert "예산 *계획*" in said and len(re.findall(r"[.?]", said)) <= 3
    assert terminal(answer, lang) == said
    assert 'class="state state-talk"' in state_line(answer, lang)
    assert "*계획*" not in answer_markdown(answer, 1, lang)
    # Without a title there is no example.
    assert (
        describe_note("declined-greeting", lang)
        == said[: len(describe_note("declined-greeting", lang))]
    )


def test_a_conversation_is_one_file_with_every_question_in_order(shelf, answer):
    second = replace(answer, question="그럼 정원은?", outcome="unsure")
    asked = join_turns([answer, second], ["2024-05-01T09:30:00+09:00"])
    assert [one.context for one in asked] == [(), ("예산은?",)]
    assert [one.at for one in asked] == ["2024-05-01T09:30:00+09:00", ""]

    class Standing(Shelf):
        def status(self):
            return type("Status", (), {
                "generation": 3, "synced_at": "", "encoder": "tiny", "fingerprint": "ab", "fit": None,
            })()  # fmt: skip

    shelf.__class__ = Standing
    for suffix in (".md", ".html", ".docx"):
        assert export_conversation(shelf, [answer, second], suffix, "ko")
    said = export_conversation(shelf, [answer, second], ".md", "ko", llm="모델").decode()
    first, then = said.index("## 질문 1\n\n> 예산은?"), said.index("## 질문 2\n\n> 그럼 정원은?")
    assert first < then and "- 앞선 질문: “예산은?”" in said[then:] and "언어 모델: 모델" in said


def test_every_reply_has_its_sentence():
    told = set()
    for path in (Path(__file__).parents[2] / "assistant" / "talk").glob("*.py"):
        told |= set(re.findall(r"\"(command-[a-z-]+)[\":]", path.read_text("utf-8")))
        told |= {
            f"command-{name}"
            for name in re.findall(r"\"(no[a-z]*-[a-z-]+)\"", path.read_text("utf-8"))
        }
    assert len(told) == 6
    kinds = ("self", "thanks", "greeting", "chat", "task", "prompt")
    assert told | {f"declined-{kind}" for kind in kinds} <= NOTES.keys()
