import json
import multiprocessing
import sqlite3
from dataclasses import replace

import pytest

import index.feedback
from corpus import LibraryError
from index import CitedQuote, Feedback, FeedbackBook
from index.lock import writing
from tests.index.library_fakes import open_library, sources, write

NOTE = Feedback(
    key="k1",
    at="2025-01-02T03:04:05+00:00",
    verdict="down",
    question="예산은 얼마야?",
    context=("시범사업이 뭐야?",),
    answer="5,700억 원이다.",
    outcome="answer",
    citations=(CitedQuote("d" * 64, "plan.md", "예산은 5,700억 원이다.", 3, 17),),
    reason="다른 해의 값",
)


@pytest.fixture
def book(tmp_path):
    open_library(tmp_path / "library").close()
    return FeedbackBook(tmp_path / "library")


def test_a_verdict_comes_back_as_it_was(book):
    assert book.entries() == ()
    book.note(NOTE)
    assert book.entries() == (NOTE,)


def test_a_second_verdict_on_an_answer_takes_the_place_of_the_first(book):
    book.note(NOTE)
    book.note(replace(NOTE, key="k2"))
    better = replace(NOTE, verdict="up", reason="")
    book.note(better)
    assert book.entries() == (replace(NOTE, key="k2"), better)


def test_the_oldest_leave_and_long_texts_are_cut(book, monkeypatch):
    monkeypatch.setattr(index.feedback, "MAX_ENTRIES", 3)
    for number in range(5):
        book.note(
            replace(NOTE, key=str(number), question="가" * 9_000, citations=NOTE.citations * 99)
        )
    kept = book.entries()
    assert [note.key for note in kept] == ["2", "3", "4"]
    assert {len(note.question) for note in kept} == {4_000}
    assert {len(note.citations) for note in kept} == {20}


def test_it_does_not_wait_for_the_writer_of_the_library(book, tmp_path):
    with writing(tmp_path / "library"):
        book.note(NOTE)
    assert book.entries() == (NOTE,)


def test_the_library_goes_on_with_and_without_the_table(tmp_path, book):
    docs = write(tmp_path / "docs", a="사과\n바다")
    book.note(NOTE)
    with open_library(tmp_path / "library") as library:
        library.sync([docs])
        assert sources(library) == ["a.txt"]
        before = library.generation
        book.note(replace(NOTE, key="k2"))
        assert library.generation == before and len(library.search("사과")) == 2
    assert len(book.entries()) == 2


def test_there_must_be_a_library(tmp_path):
    with pytest.raises(LibraryError):
        FeedbackBook(tmp_path / "nothing").note(NOTE)
    assert not (tmp_path / "nothing").exists()


def test_half_a_surrogate_pair_is_kept_as_an_unknown_character(book):
    book.note(replace(NOTE, key="k\ud800", question="예산\udfff?", reason="\ud800"))
    (kept,) = book.entries()
    assert (kept.key, kept.question, kept.reason) == ("k\ufffd", "예산\ufffd?", "\ufffd")


def test_what_cannot_be_read_any_more_is_left_out(book, tmp_path):
    book.note(NOTE)
    connection = sqlite3.connect(tmp_path / "library" / "library.sqlite")
    for number, data in enumerate(("{", "[]", json.dumps({"key": "x", "citations": [3]}))):
        connection.execute("INSERT INTO feedback VALUES (?, ?, ?)", (f"b{number}", 9, data))
    connection.commit()
    connection.close()
    assert book.entries() == (NOTE,)


def note_for_ever(folder):
    book = FeedbackBook(folder)
    number = 0
    while True:
        book.note(replace(NOTE, key=str(number)))
        number += 1


def test_killed_at_any_moment_every_verdict_is_whole(book, tmp_path):
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=note_for_ever, args=(tmp_path / "library",))
    process.start()
    while len(book.entries()) < 5:
        assert process.is_alive()
    process.kill()
    process.join()
    kept = book.entries()
    assert [note.key for note in kept] == [str(number) for number in range(len(kept))]
    assert all(replace(note, key="k1") == NOTE for note in kept)
    book.note(NOTE)
    assert book.entries()[-1] == NOTE
