"""Conversations that outlive their page, kept in a real library."""

import json
import sqlite3
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import index.history
from corpus import GeungeoError, ReadError
from index import HistoryBook, KeptTurn
from tests.index.library_fakes import open_library
from tests.ui.web_fakes import FakeAssistant, build_library
from ui.service import Service
from ui.web.chat.conversation import Turn, grow, messages, stop
from ui.web.chat.kept_turns import turn_from_json, turn_to_json
from ui.web.chat.memory import Memory, Talk
from ui.web.proof.panel import panel_html

QUESTION = "시장 성장과 정부 예산은?"
NEXT = "대학 몇 곳이 인력 양성에 참여하나?"


@pytest.fixture
def service(tmp_path):
    library = build_library()
    return Service(library, FakeAssistant(library), tmp_path / "library" / "uploads")


@pytest.fixture
def book(tmp_path):
    open_library(tmp_path / "library").close()
    return HistoryBook(tmp_path / "library")


def asked(service, memory, talk, question):
    talk = memory.begin(talk, question)
    *_, turns = grow(service, talk.turns)
    return memory.end(talk.id, turns)


def shown(service, turns, lang):
    return messages(turns, lang), panel_html(turns, service.surroundings, lang)


def test_a_conversation_comes_back_as_it_was_shown(service, book):
    memory = Memory(book)
    talk = asked(service, memory, Talk(), QUESTION)
    talk = asked(service, memory, talk, "달에 사는 토끼 이름은 무엇일까")
    talk = asked(service, memory, talk, "정부는?")
    back = Memory(book).resume(talk.id)
    assert back == talk and back.trouble is None
    assert [turn.question for turn in back.turns][::2] == [QUESTION, "정부는?"]
    assert back.turns[2].answer.understood.endswith("정부는?") and back.turns[0].at
    for lang in ("ko", "en"):
        assert shown(service, back.turns, lang) == shown(service, talk.turns, lang)


def test_the_quote_stands_alone_when_its_document_has_gone(service, book):
    memory = Memory(book)
    talk = asked(service, memory, Talk(), QUESTION)
    before = panel_html(talk.turns, service.surroundings, "ko")
    assert "전담 은행이 저리 융자를" in before, "a neighbour of the cited passage"
    service.library.records.clear()
    service.library.read.clear()
    service._passages.cache_clear()
    turns = memory.resume(talk.id).turns
    assert messages(turns, "ko") == messages(talk.turns, "ko")
    panel = panel_html(turns, service.surroundings, "ko")
    for citation in talk.turns[0].answer.citations:
        assert f"<mark>{citation.quote}</mark>" in panel
    assert "전담 은행이" not in panel


def test_a_text_that_is_read_otherwise_by_now_marks_nothing_else(service):
    turn = list(grow(service, (Turn(1, QUESTION),)))[-1][0]
    old = replace(turn.answer.citations[0], quote="물류 시장은 연평균 8.1% 성장하였다.")
    assert service.surroundings(turn.answer.citations[0]) is not None
    assert service.surroundings(old) is None


def test_stopped_failed_and_broken_turns_are_kept_as_such(service, book):
    memory = Memory(book)
    talk = memory.begin(Talk(), QUESTION)
    (_, cut, *_) = grow(service, talk.turns)
    talk = memory.end(talk.id, stop(cut))
    talk = memory.begin(talk, "둘째")
    failed = replace(
        talk.turns[-1], failure=ReadError("upload-too-large", file="<b>", size=300 << 20, limit=1)
    )
    talk = memory.end(talk.id, (*talk.turns[:-1], failed))
    talk = memory.begin(talk, "셋째")
    kept = Memory(book).resume(talk.id).turns
    assert kept[0] == talk.turns[0] and kept[0].is_stopped and len(kept[0].answer.citations) == 1
    for lang in ("ko", "en"):
        assert messages(kept[:2], lang) == messages(talk.turns[:2], lang)
    said = messages(kept, "ko")
    assert "300MB" in said[3]["content"] and "<b>" not in said[3]["content"]
    assert "끝나기 전에" in said[5]["content"], "asked, and the server went"


def test_two_windows_on_a_conversation_see_each_other_and_lose_nothing(service, book):
    first, second = Memory(book), Memory(book)
    one = asked(service, first, Talk(), QUESTION)
    two = second.resume(one.id)
    # Both ask before either is answered.
    one, two = first.begin(one, NEXT), second.begin(two, "물류비 비중은 판매 가격의 얼마인가")
    assert [turn.number for turn in one.turns] == [1, 2]
    assert [turn.number for turn in two.turns] == [1, 2, 3]
    for memory, talk in ((second, two), (first, one)):
        *_, turns = grow(service, talk.turns)
        memory.end(talk.id, turns)
    kept = first.resume(one.id).turns
    assert [turn.question for turn in kept] == [QUESTION, NEXT, two.turns[-1].question]
    assert all(turn.answer.citations for turn in kept)
    later = asked(service, first, one, "정부는 언제까지 보급하나?")
    assert [turn.number for turn in later.turns] == [1, 2, 3, 4]


def test_a_locked_library_keeps_nobody_from_asking(service, book, monkeypatch):
    monkeypatch.setattr(index.history, "_PATIENCE_S", 0.02)
    memory = Memory(book)
    talk = asked(service, memory, Talk(), QUESTION)
    holder = sqlite3.connect(book._folder / "library.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    lost = asked(service, memory, talk, NEXT)
    assert lost.trouble.code == "library-busy"
    assert [turn.is_kept for turn in lost.turns] == [True, False] and lost.turns[1].answer
    holder.execute("ROLLBACK")
    holder.close()
    # Another window comes first; what was not kept stays in this one, behind it.
    asked(service, Memory(book), memory.resume(talk.id), "물류비 비중은 얼마인가")
    found = asked(service, memory, lost, "정부는?")
    assert found.trouble is None
    assert [turn.question for turn in found.turns] == [
        QUESTION, "물류비 비중은 얼마인가", NEXT, "정부는?",
    ]  # fmt: skip
    assert [turn.number for turn in found.turns] == [1, 2, 3, 4]
    assert [turn.number for turn in memory.resume(talk.id).turns] == [1, 2, 4]


def test_without_a_library_the_conversation_goes_on(service, tmp_path):
    memory = Memory(HistoryBook(tmp_path / "none"))
    talk = asked(service, memory, Talk(), QUESTION)
    talk = asked(service, memory, talk, NEXT)
    assert talk.trouble is not None and [turn.number for turn in talk.turns] == [1, 2]
    assert memory.conversations() == () and memory.title(talk.id) == ""
    assert memory.resume(talk.id).turns == () and memory.resume(talk.id).trouble is not None


def test_turned_off_nothing_is_kept_and_nothing_said(service):
    memory = Memory(None)
    talk = asked(service, memory, Talk(), QUESTION)
    talk = asked(service, memory, talk, NEXT)
    assert (talk.id, talk.trouble, len(talk.turns)) == ("", None, 2) and not memory.is_on
    assert memory.resume("a" * 32) == Talk() and memory.conversations() == ()


@pytest.mark.parametrize("name", ["", "x", "A" * 32, "../" * 11, "'; --" + "a" * 27, "a" * 32])
def test_an_address_of_no_conversation_is_an_empty_one(book, name):
    assert Memory(book).resume(name) == Talk()


def test_a_deleted_conversation_is_begun_again_by_the_window_that_shows_it(service, book):
    memory = Memory(book)
    talk = asked(service, memory, asked(service, memory, Talk(), QUESTION), NEXT)
    Memory(book).delete(talk.id)
    talk = asked(service, memory, talk, "정부는?")
    assert [turn.number for turn in talk.turns] == [1, 2, 3]
    assert [turn.question for turn in memory.resume(talk.id).turns] == ["정부는?"]
    assert memory.title(talk.id) == "정부는?"


def test_questions_and_answers_are_found_again(service, book):
    memory = Memory(book)
    one = asked(service, memory, Talk(), QUESTION)
    two = asked(service, memory, Talk(), NEXT)
    assert [found.id for found in memory.conversations("스마트 공장")] == [one.id]
    assert [found.id for found in memory.conversations("인력양성")] == [two.id]
    memory.rename(two.id, "사람 키우기")
    assert [found.title for found in memory.conversations("사람")] == ["사람 키우기"]
    assert [found.id for found in memory.conversations()] == [two.id, one.id]


def test_an_answer_of_endless_hits_is_kept_without_them(service, book):
    talk = Memory(book).begin(Talk(), QUESTION)
    *_, turns = grow(service, talk.turns)
    hit = turns[0].answer.passages[0]
    pages = hit.document.pages * 20_000
    many = replace(hit, document=replace(hit.document, pages=pages))
    turn = replace(turns[0], answer=replace(turns[0].answer, passages=(many,)))
    assert len(turn_to_json(turn)) > 1_000_000
    Memory(book).end(talk.id, (turn,))
    (back,) = Memory(book).resume(talk.id).turns
    assert back == replace(turn, answer=replace(turn.answer, passages=()))


ODD = [None, -1, 10**30, True, 0.5, "", "x", "<b>", [], [[]], {}, {"n": 1}, "none", "row"]


def places(value, at=()):
    for key in value if isinstance(value, dict) else range(len(value)):
        yield (*at, key)
        if isinstance(value[key], (dict, list)):
            yield from places(value[key], (*at, key))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_message_of_another_version_never_breaks_the_page(service, data):
    turns = list(grow(service, (Turn(1, QUESTION),)))[-1]
    kept = json.loads(turn_to_json(turns[0]))
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(list(places(kept))))
        holder = kept
        for key in path[:-1]:
            holder = holder[key]
        if data.draw(st.booleans()):
            holder[path[-1]] = data.draw(st.sampled_from(ODD))
        else:
            del holder[path[-1]]
        if not kept:
            break
    turn = turn_from_json(KeptTurn(1, json.dumps(kept)))
    for lang in ("ko", "en"):
        told, panel = shown(service, (turn,), lang)
        assert len(told) == 2 and panel and "<b>" not in panel


@pytest.mark.parametrize("data", ["", "{", "[]", "null", "[" * 100_000, '{"failure": {"code": 3}}'])
def test_what_cannot_be_read_says_so(data):
    turn = turn_from_json(KeptTurn(4, data))
    assert (turn.number, turn.answer, turn.is_kept) == (4, None, True)
    assert isinstance(turn.failure, GeungeoError)
    assert "끝나기 전에" in messages((turn,), "ko")[1]["content"]


def answered(service, memory, talk):
    *_, turns = grow(service, talk.turns)
    return memory.end(talk.id, turns)


def test_an_edited_question_takes_the_place_of_what_followed(service, book):
    memory = Memory(book)
    talk = asked(service, memory, asked(service, memory, Talk(), QUESTION), NEXT)
    edited = memory.revise(talk, 1, "물류비 비중은 얼마인가")
    assert [turn.question for turn in edited.turns] == ["물류비 비중은 얼마인가"]
    assert memory.title(talk.id) == "물류비 비중은 얼마인가"
    talk = answered(service, memory, edited)
    assert memory.resume(talk.id) == talk and talk.turns[0].number == 3
    memory.rename(talk.id, "물류")
    again = answered(service, memory, memory.revise(talk, 3, NEXT))
    assert memory.title(again.id) == "물류", "a name that people gave stays"
    assert [turn.question for turn in memory.resume(talk.id).turns] == [NEXT]


def test_nothing_is_taken_out_that_this_window_never_saw(service, book):
    memory, other = Memory(book), Memory(book)
    talk = asked(service, memory, Talk(), QUESTION)
    asked(service, other, other.resume(talk.id), NEXT)
    assert memory.revise(talk, 1, "물류비 비중은 얼마인가") is None
    seen = memory.look(talk)
    assert [turn.question for turn in seen.turns] == [QUESTION, NEXT]
    assert memory.look(seen) is None, "nothing new"
    edited = answered(service, memory, memory.revise(seen, 2, "물류비 비중은 얼마인가"))
    # The other window shows it, and what it had is gone there too.
    assert other.look(other.resume(talk.id)) is None
    assert [t.number for t in other.resume(talk.id).turns] == [t.number for t in edited.turns]
    assert [turn.number for turn in edited.turns] == [1, 3]


def test_an_answer_before_stands_until_the_new_one_has_come(service, book):
    memory = Memory(book)
    talk = asked(service, memory, asked(service, memory, Talk(), QUESTION), NEXT)
    again = memory.renew(talk)
    *_, turns = grow(service, again.turns)
    assert Memory(book).resume(talk.id) == talk, "whatever is killed now"
    assert memory.end(talk.id, stop(turns)).turns == talk.turns, "stopped: it stays"
    done = memory.end(talk.id, turns)
    last = done.turns[-1]
    assert (last.question, last.number, last.is_renewed, last.former) == (NEXT, 3, True, None)
    assert Memory(book).resume(talk.id) == done
    assert "다시 찾은 답" in messages(done.turns, "ko")[-1]["content"]


def test_an_answer_that_another_window_followed_up_is_not_replaced(service, book):
    memory, other = Memory(book), Memory(book)
    talk = asked(service, memory, Talk(), QUESTION)
    *_, turns = grow(service, memory.renew(talk).turns)
    asked(service, other, other.resume(talk.id), NEXT)
    done = memory.end(talk.id, turns)
    assert [turn.question for turn in done.turns] == [QUESTION, NEXT, QUESTION]
    assert [turn.number for turn in memory.resume(talk.id).turns] == [1, 2, 3]


def test_an_answer_at_work_in_another_window_is_no_broken_one(service, book):
    memory = Memory(book)
    begun = memory.begin(Talk(), QUESTION)
    there = memory.resume(begun.id)
    assert there.turns[0].is_elsewhere and there.turns[0].failure is None
    assert "다른 창에서" in messages(there.turns, "ko")[1]["content"]
    assert memory.look(there) is None, "still at it"
    done = answered(service, memory, begun)
    assert memory.look(there) == done
    # Another server knows nothing of it.
    half = memory.begin(done, NEXT)
    assert Memory(book).resume(half.id).turns[-1].failure.code == "answer-unfinished"


def test_a_turn_keeps_what_it_was_asked_of(service, book):
    memory = Memory(book)
    scope = json.dumps({"document": ["콜드체인.txt"]}, ensure_ascii=False)
    talk = answered(service, memory, memory.begin(Talk(), QUESTION, scope))
    cited = {citation.document for citation in talk.turns[0].answer.citations}
    assert cited == {"콜드체인.txt"}
    assert memory.resume(talk.id).turns[0].scope == scope
    assert "찾은 범위: 문서 ‘콜드체인&#46;txt’" in messages(talk.turns, "ko")[1]["content"]
    wide = answered(service, memory, memory.renew(talk, ""))
    assert {c.document for c in wide.turns[0].answer.citations} > cited
