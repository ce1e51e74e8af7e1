"""From a question to what is shown: nothing unproved, a false premise named, other values beside."""

from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.composing import Quotation
from assistant.proving import Written, prove
from corpus import Span
from tests.assistant.fakes import FakeLibrary

TEXT = (
    "나래센터는 2017년 3월 문을 열어 하루 200명을 받는다. 운영비는 12억 원이다.\n\n"
    "다래공원은 느티나무 숲으로 이름났다."
)
QUOTED = "나래센터는 2017년 3월 문을 열어 하루 200명을 받는다."


def quotation(library, text):
    hit = library.search("나래센터")[0]
    return Quotation(hit, (Span(0, len(QUOTED)),), (text,), 1.0)


def test_what_a_composer_quotes_is_shown_with_its_citation():
    library = FakeLibrary(TEXT)
    sentences, citations = prove(library, [Written(quotation(library, QUOTED))])
    assert [one.text for one in sentences] == [QUOTED]
    assert citations[0].verified and citations[0].quote == QUOTED


@pytest.mark.parametrize(
    ("said", "lie"),
    [
        ("2017년", "2018년"),
        ("3월", "5월"),
        ("200명", "300명"),
        ("200명", "200곳"),
        ("나래센터", "산림청"),
        ("200명", "12억 원"),
    ],
)
def test_what_a_composer_makes_up_is_not_shown(said, lie):
    library = FakeLibrary(TEXT)
    lied = quotation(library, QUOTED.replace(said, lie))
    assert prove(library, [Written(lied)]) == ((), ())
    # Nor what a model makes of it.
    meant = Written(quotation(library, QUOTED), QUOTED.replace(said, lie))
    assert prove(library, [meant]) == ((), ())


def test_of_several_sentences_only_the_false_one_is_dropped():
    library = FakeLibrary(TEXT)
    end = TEXT.index("\n")
    units = (Span(0, len(QUOTED)), Span(len(QUOTED) + 1, end))
    texts = (QUOTED, "운영비는 13억 원이다.")
    both = replace(quotation(library, QUOTED), units=units, texts=texts)
    sentences, _ = prove(library, [Written(both)])
    assert [one.text for one in sentences] == [QUOTED]


def test_a_false_premise_leads_the_answer_with_what_the_document_says():
    answer = Assistant(FakeLibrary(TEXT)).ask("2018년에 문을 연 나래센터는 하루 몇 명을 받나요?")
    assert "premise" in answer.notes and answer.answerable
    assert answer.sentences[0].frame == "문서에는 2017년 3월로 되어 있습니다:"
    assert answer.text.startswith("문서에는 2017년 3월로 되어 있습니다: 나래센터는 2017년 3월")


def test_a_true_premise_is_passed_over():
    answer = Assistant(FakeLibrary(TEXT)).ask("2017년에 문을 연 나래센터는 하루 몇 명을 받나요?")
    assert "premise" not in answer.notes
