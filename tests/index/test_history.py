"""Conversations kept in the library, held against a dictionary."""

import multiprocessing
import sqlite3
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import index.history
from corpus import LibraryBusy, LibraryError
from index import HistoryBook, KeptTurn
from index.history import clean_title
from index.lock import writing
from tests.index.library_fakes import code_of, open_library, sources, write


@pytest.fixture
def book(tmp_path):
    open_library(tmp_path / "library").close()
    return HistoryBook(tmp_path / "library")


def everything(book, conversation):
    return book.turns(conversation, book.numbers(conversation))


def listed(book, search=""):
    return [kept.id for kept in book.conversations(search)]


def test_turns_come_back_as_they_were_in_their_order(book):
    assert book.conversations() == () == book.numbers("a") == book.turns("a", [1])
    assert book.conversation("a") is None
    assert book.add("a", '{"q": "예산은?"}', title="예산은  얼마야?\n그리고") == 1
    assert book.add("a", "둘", title="다른 제목") == 2
    assert everything(book, "a") == (KeptTurn(1, '{"q": "예산은?"}'), KeptTurn(2, "둘"))
    (kept,) = book.conversations()
    assert (kept.id, kept.title, kept.turns) == ("a", "예산은 얼마야? 그리고", 2)
    assert kept.started_at <= kept.changed_at and kept == book.conversation("a")


def test_a_turn_that_grew_takes_its_own_place_only(book):
    book.add("a", "질문", title="질문")
    book.add("a", "다음", title="")
    assert book.change("a", 1, "질문과 답", words="답")
    assert everything(book, "a") == (KeptTurn(1, "질문과 답"), KeptTurn(2, "다음"))
    assert not book.change("a", 3, "없음") and not book.change("b", 1, "없음")
    assert len(everything(book, "a")) == 2


def test_two_windows_take_nothing_from_each_other(book):
    first, second = HistoryBook(book._folder), HistoryBook(book._folder)
    numbers = [first.add("a", "ㄱ1", title="ㄱ"), second.add("a", "ㄴ1", title="ㄴ")]
    second.change("a", numbers[1], "ㄴ2")
    first.change("a", numbers[0], "ㄱ2")
    assert everything(book, "a") == (KeptTurn(1, "ㄱ2"), KeptTurn(2, "ㄴ2"))
    assert book.conversations()[0].title == "ㄱ"


def test_many_threads_lose_no_turn(book):
    book.add("a", "처음", title="처음")

    def ask(name):
        for at in range(5):
            book.add("a", f"{name}-{at}", title="")

    threads = [Thread(target=ask, args=(name,)) for name in "가나다라"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = everything(book, "a")
    assert [turn.number for turn in kept] == list(range(1, 22))
    assert {turn.data for turn in kept[1:]} == {f"{n}-{at}" for n in "가나다라" for at in range(5)}


def test_a_deleted_conversation_stays_deleted_while_its_last_answer_ends(book):
    number = book.add("a", "질문", title="질문")
    book.delete("a")
    book.delete("a")
    assert not book.change("a", number, "늦은 답")
    assert book.conversations() == () == everything(book, "a")
    assert book.add("a", "다음 질문", title="다음 질문", after=3) == 4, "no number is used twice"
    assert [kept.title for kept in book.conversations()] == ["다음 질문"]


def test_what_is_deleted_is_not_in_the_file_any_more(book):
    secret = "비밀스러운낱말" * 400
    book.add("a", "x", title="제목", words=secret)
    book.delete("a")
    with sqlite3.connect(book._folder / "library.sqlite") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert "비밀스러운낱말".encode() not in (book._folder / "library.sqlite").read_bytes()


def test_a_conversation_is_renamed(book):
    book.add("a", "질문", title="질문")
    assert book.rename("a", "  2024년\n예산 ") and book.conversations()[0].title == "2024년 예산"
    assert not book.rename("a", " \n") and not book.rename("b", "이름")
    book.add("a", "다음", title="다음")
    assert book.conversations()[0].title == "2024년 예산"
    assert clean_title("가" * 500) == "가" * 119 + "…"


def test_the_one_that_changed_last_comes_first(book):
    for name in ("a", "b", "c", "a"):
        book.add(name, "x", title=name)
    assert listed(book) == ["a", "c", "b"]
    assert [kept.id for kept in book.conversations(limit=2)] == ["a", "c"]
    book.rename("b", "다른 이름")
    book.change("c", 1, "y")
    assert listed(book) == ["a", "c", "b"], "only a question makes a conversation the newest"


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("스마트 공장", ["a"]),
        ("스마트공장 보급", ["a"]),
        ("ＳＭＥ", ["b"]),
        ("sme 예산", ["b"]),
        ("보급 예산", []),
        ("이름", ["b"]),
        ("%", []),
        ("_", []),
        ("  ", ["b", "a"]),
    ],
)
def test_words_of_a_turn_or_of_the_title_find_a_conversation(book, search, found):
    book.add("a", "x", title="질문", words="스마트 공장은 몇 개?\n3만 개를 보급한다.")
    book.add("a", "x", title="질문", words="예산은?")
    book.add("b", "x", title="새 이름", words="sme의 예산")
    assert listed(book, search) == found


def test_the_bounds_hold_at_the_cost_of_the_oldest(book, monkeypatch):
    monkeypatch.setattr(index.history, "MAX_CONVERSATIONS", 3)
    monkeypatch.setattr(index.history, "MAX_TURNS", 2)
    for name in ("a", "b", "c", "d", "b", "b"):
        book.add(name, name, title=name)
    assert listed(book) == ["b", "d", "c"]
    assert book.numbers("b") == (2, 3) and book.conversation("b").turns == 2
    assert book.numbers("a") == ()
    monkeypatch.setattr(index.history, "MAX_BYTES", 1)
    book.change("c", 1, "끝까지 남는다")
    assert listed(book) == ["c"] and everything(book, "c") == (KeptTurn(1, "끝까지 남는다"),)


def test_a_turn_beyond_all_measure_is_refused(book, monkeypatch):
    monkeypatch.setattr(index.history, "_MOST_TURN_BYTES", 10)
    assert code_of(LibraryError, lambda: book.add("a", "가나다라", title="")) == "turn-too-long"
    assert book.conversations() == ()


def test_half_a_surrogate_pair_is_kept_as_an_unknown_character(book):
    book.add("a", "예산\udfff?", title="\ud800제목", words="\ud800")
    assert everything(book, "a") == (KeptTurn(1, "예산\ufffd?"),)
    assert listed(book, "\ud800제") == ["a"] == listed(book, "\ufffd제")


def test_damaged_turns_are_left_out(book):
    for number in range(4):
        book.add("a", f"{number}" * 3000, title="제목")
    with sqlite3.connect(book._folder / "library.sqlite") as connection:
        for number, data in ((1, b"no zlib"), (2, "text"), (3, b"")):
            connection.execute("UPDATE turns SET data = ? WHERE number = ?", (data, number))
    connection.close()
    assert [turn.number for turn in everything(book, "a")] == [4]


def test_it_does_not_wait_for_the_writer_of_the_library(book, tmp_path):
    with writing(tmp_path / "library"):
        book.add("a", "x", title="제목")
    assert listed(book) == ["a"]


def test_a_locked_file_is_said_soon(book, monkeypatch):
    monkeypatch.setattr(index.history, "_PATIENCE_S", 0.05)
    book.add("a", "x", title="제목")
    holder = sqlite3.connect(book._folder / "library.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryBusy):
        book.add("a", "y", title="제목")
    assert book.numbers("a") == (1,), "reading waits for nobody"
    holder.execute("ROLLBACK")
    holder.close()
    assert book.add("a", "y", title="제목") == 2


def test_the_library_goes_on_with_and_without_the_tables(tmp_path, book):
    docs = write(tmp_path / "docs", a="사과\n바다")
    book.add("a", "x", title="제목")
    with open_library(tmp_path / "library") as library:
        library.sync([docs])
        before = library.generation
        book.add("a", "y", title="제목")
        assert library.generation == before and sources(library) == ["a.txt"]
    assert book.numbers("a") == (1, 2)


def test_there_must_be_a_library(tmp_path):
    with pytest.raises(LibraryError):
        HistoryBook(tmp_path / "nothing").add("a", "x", title="")
    assert not (tmp_path / "nothing").exists()


NAMES = st.sampled_from("abc")
STEPS = st.lists(
    st.tuples(st.just("add"), NAMES, st.sampled_from(["가 나", "나다", "다"]))
    | st.tuples(st.just("change"), NAMES, st.integers(1, 4))
    | st.tuples(st.sampled_from(["delete", "rename"]), NAMES, st.just("")),
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_any_course_of_events_is_that_of_a_dictionary(book, steps):
    for name in "abc":
        book.delete(name)
    # By conversation: when it was last asked in, its title, its turns with their words.
    held = {}
    for at, (step, name, given_) in enumerate(steps):
        if step == "add":
            _, title, turns = held.get(name, (0, given_, {}))
            number = max(turns, default=0) + 1
            assert book.add(name, f"{at}", title=given_, words=given_) == number
            held[name] = (at, title, {**turns, number: (f"{at}", given_)})
        elif step == "change":
            is_there = given_ in held.get(name, (0, "", {}))[2]
            assert book.change(name, given_, f"{at}", words="라") == is_there
            if is_there:
                held[name][2][given_] = (f"{at}", "라")
        elif step == "rename":
            assert book.rename(name, "마") == (name in held)
            if name in held:
                held[name] = (held[name][0], "마", held[name][2])
        else:
            book.delete(name)
            held.pop(name, None)
    newest = sorted(held, key=lambda name: -held[name][0])
    assert listed(book) == newest
    for name, (_, title, turns) in held.items():
        assert book.conversation(name).title == title
        kept = {turn.number: turn.data for turn in everything(book, name)}
        assert kept == {number: data for number, (data, _) in turns.items()}
    for word in ("나", "가나", "라", "마"):
        assert listed(book, word) == [name for name in newest if holds(held[name], word)]


def holds(conversation, word):
    _, title, turns = conversation
    texts = [title, *(words for _, words in turns.values())]
    return any(word in "".join(text.split()) for text in texts)


def keep_for_ever(folder):
    book = HistoryBook(folder)
    at = 0
    while True:
        number = book.add("a", f"질문 {at}", title="제목")
        book.change("a", number, f"질문 {at} 답 {at}" * 200)
        at += 1


def test_killed_at_any_moment_every_turn_is_whole(book):
    process = multiprocessing.get_context("spawn").Process(
        target=keep_for_ever, args=(book._folder,)
    )
    process.start()
    while len(book.numbers("a")) < 5:
        assert process.is_alive()
    process.kill()
    process.join()
    kept = everything(book, "a")
    assert [turn.number for turn in kept] == list(range(1, len(kept) + 1))
    whole = [f"질문 {at} 답 {at}" * 200 for at in range(len(kept))]
    assert [turn.data for turn in kept[:-1]] == whole[:-1]
    assert kept[-1].data in (whole[-1], f"질문 {len(kept) - 1}")
    assert book.conversation("a").turns == len(kept)
    assert book.add("a", "다음", title="") == len(kept) + 1
