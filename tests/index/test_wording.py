"""Questions as people type them: what is put right, and what must be left alone."""

import random

import pytest

from assistant import load_gold
from corpus import sample_folder, sample_gold
from index.wording.fillers import strip_fillers
from index.wording.keyboard import mend_keyboard
from index.wording.mending import mend, mend_by
from index.wording.spelling import MOST_CHARS
from index.wording.wording import Change, Wording
from tests.benchmarks.noise import KINDS
from tests.index.library_fakes import open_library, write
from tests.index.wording_fakes import FakeVocabulary

VOCABULARY = FakeVocabulary(
    "산업인터넷 산업 인터넷 플랫폼 iot 규모 예산 2020 년 시장 알리바바 클라우드 재가 요양",
    "중국 제조업 혁신 센터 혁신센터 정부 투자 물류 계획 값 예산 시범 사업 시범사업 김영삼",
)


def said(text, vocabulary=VOCABULARY):
    return mend(text, vocabulary).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tksdjqdlsxjspt 규모는?", "산업인터넷 규모는?"),
        ("산업인터넷 rbahsms?", "산업인터넷 규모는?"),
        ("wndrnrdml wpwhdjq gurtlstpsxjsms 2020susRkwl aucrht?", "중국의 제조업 혁신센터는 2020년까지 몇곳?"),
        ("ㅑㅐㅆ 시장 규모", "IOT 시장 규모"),
        ("규모가 얼마엿나요?", "규모가 얼마였나요?"),
        ("시장이 머머 있나요? 머야?", "시장이 뭐뭐 있나요? 뭐야?"),
        ("예산이 언재 무었에 쓰였나요?", "예산이 언제 무엇에 쓰였나요?"),
        ("인쇄 예싼은 얼마인가요?", "인쇄 예산은 얼마인가요?"),
        ("알리바바 클라우드 겂은?", "알리바바 클라우드 값은?"),
        ("중국 제죠업 투자", "중국 제조업 투자"),
        ("그거 뭐더라 산업인터넷 좀 알려줘 ㅋㅋ", "산업인터넷"),
        ("음.. 시범사업 예산은 얼마야~~ ㅠㅠ", "시범사업 예산은 얼마야"),
        ("저기요 혹시 시장 규모가 얼마임??", "시장 규모가 얼마임?"),
        ("ㅇㅇ 시장 규모 ㄱㄱ", "시장 규모"),
        ("시장 규모가 얼마임ㅋㅋㅋ", "시장 규모가 얼마임"),
    ],
)  # fmt: skip
def test_what_is_meant(typed, meant):
    wording = mend(typed, VOCABULARY)
    assert wording.text == meant
    assert wording.typed == typed
    assert wording.changes


@pytest.mark.parametrize(
    "typed",
    [
        "중국 제조업 혁신센터는 2020년까지 몇 곳 세우나요?",
        "What is the work plan of the platform?",
        "cloud platform data",
        "IoT와 SK, GDP 규모는?",
        "work 시간은?",
        "3~5개 시장은 2020년~2025년에 얼마였나요?",
        "무언가 있나요?",
        "머지않아 머리는 어떻게 되나요?",
        "세 가지 안은 무엇인가요?",
        "오 시장은 어떤 계획을 냈나요?",
        "혹시나", "ㅇㅇ", "음..", "", " ",
        "보기 ㄱ 항목은 무엇인가요?",
        "众创空间是什么?",
    ],
)  # fmt: skip
def test_what_is_left_alone(typed):
    assert mend(typed, VOCABULARY) == Wording(typed, typed)


def test_a_figure_is_never_another():
    for typed in ("20202년 예산은?", "1조5억 원 예산", "３．５％ 예산은?"):
        digits = [char for char in typed if char.isdigit()]
        assert [char for char in said(typed) if char.isdigit()] == digits


def test_another_person_of_the_same_surname_stays_and_is_searched_as_well():
    wording = mend("김영솸은 언제 취임했나요?", VOCABULARY)
    assert wording.text.startswith("김영솸")
    assert [(one.of, one.text) for one in wording.expansions] == [("김영솸", "김영삼")]


def test_a_word_that_the_library_may_hold_cut_otherwise_stays():
    typed = "바실은 누구인가요?"
    assert said(typed, FakeVocabulary("사실 사실 이론", "사실")) == "사실은 누구인가요?"
    assert said(typed, FakeVocabulary("사실 사실 이론", "사실 바실번스타인")) == typed


def test_what_leads_a_name_is_a_name():
    typed = "바실 번스타인이 영향을 미친 것은?"
    assert said(typed, FakeVocabulary("사실 사실 이론", "사실")) == typed


def test_every_change_is_told():
    wording = mend("음.. tksdjq 예싼 ㅋㅋ", VOCABULARY)
    assert wording.text == "산업 예산"
    assert set(wording.changes) == {
        Change("keyboard", "tksdjq", "산업"),
        Change("filler", "음..", ""),
        Change("filler", "ㅋㅋ", ""),
        Change("spelling", "예싼", "예산"),
    }


def test_an_english_word_stays_where_the_library_has_it():
    vocabulary = FakeVocabulary("산업 rock 시장")
    assert mend_keyboard("rock 시장", vocabulary) == ("rock 시장", ())
    # One syllable alone says nothing; among others that are Korean beyond doubt it goes along.
    assert mend_keyboard("dl 시장", VOCABULARY) == ("dl 시장", ())
    assert mend_keyboard("dl tksdjqdlsxjspt", VOCABULARY)[0] == "이 산업인터넷"


def test_a_question_of_fillers_alone_is_left_to_whoever_answers():
    for typed in ("그거 뭐더라", "ㅋㅋㅋ", "안녕하세요", "저기요??"):
        assert strip_fillers(typed) == (typed, ())


def test_a_broken_word_is_joined():
    vocabulary = FakeVocabulary("알리바바 클라우드 국회의원 대부분 우루과이")
    assert said("우루과 이는 어디에 있나요?", vocabulary) == "우루과이는 어디에 있나요?"
    assert said("국회 의원은 누구인가요?", vocabulary) == "국회 의원은 누구인가요?"


def test_a_pasted_text_is_left_as_it_is():
    typed = "tksdjq " * MOST_CHARS
    assert mend(typed, VOCABULARY) == Wording(typed, typed)


def test_to_mend_what_was_mended_changes_nothing():
    """The sample questions, clean and with every kind of noise."""
    questions = [question.question for question in load_gold(sample_gold())][::12]
    vocabulary = FakeVocabulary(
        *(file.read_text("utf-8") for file in sorted(sample_folder().glob("*.txt"))[:2])
    )
    for place, question in enumerate(questions):
        for kind, spoil in KINDS.items():
            try:
                noisy = spoil(question, random.Random(f"{kind}{place}"), "report")
            except IndexError:
                continue  # No Hangul to spoil.
            wording = mend(noisy, vocabulary)
            assert mend(wording.text, vocabulary).text == wording.text, noisy


def test_a_library_mends_towards_its_own_words(tmp_path):
    files = {"plan": "플루토늄시는 햇살마루 예산으로 57억 원을 쓴다.", "other": "바다는 푸르다."}
    with open_library(tmp_path / "library") as library:
        library.sync([write(tmp_path / "docs", **files)])
        wording = library.reword("gotTkfakfn 예싼은 얼마엿나요")
        assert wording.text.endswith("예산은 얼마였나요")
        assert library.search("예싼은 얼마엿나요") == library.search("예산은 얼마였나요")
        again = library.reword(wording.text)
        assert (again.text, again.changes) == (wording.text, ())


def test_a_name_that_the_library_lists_is_no_slip(tmp_path):
    def expand(wording):
        return Wording(wording.typed, wording.text, wording.changes, (named,))

    from index.wording.wording import Expansion

    named = Expansion("synonym", "예싼", "Yessan")
    with open_library(tmp_path / "library") as library:
        library.sync([write(tmp_path / "docs", plan="예산은 57억 원이다.")])
        with library._generations.reading() as held:
            index = held.derived.lexical
        typed = Wording("예싼은 얼마인가요?", "예싼은 얼마인가요?")
        assert mend_by(typed, index, expand).text == typed.text
        assert mend_by(typed, index, lambda wording: wording).text == "예산은 얼마인가요?"
