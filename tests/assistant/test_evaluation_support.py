from dataclasses import replace

import pytest

from assistant.evaluation.metrics import Share
from assistant.evaluation.support import check_citation, is_faithful, score_sentence_support
from corpus import LibraryError, Passage, Run, Span, View
from tests.assistant.evaluation_fakes import (
    make_answer,
    make_citation,
    make_document,
    make_passage,
)

DOCUMENT = make_document("알리바\n바는 1999년에 세워졌다. - 3 - 본사는 항저우에 있다.")
WHOLE = View.join([View.of(DOCUMENT.text, 0, 3), View.of(DOCUMENT.text, 4, 20)])
SENTENCE_END = 20


def passage_of(view):
    return Passage("p", DOCUMENT.id, 0, "prose", view, (), (), "", 1)


def check(citation, view=WHOLE, documents=(DOCUMENT,)):
    passages = {"p": passage_of(view)}
    return check_citation(citation, passages.get, {d.id: d for d in documents})


GOOD = make_citation(DOCUMENT, 0, SENTENCE_END, quote=WHOLE.text)


def test_a_repaired_quote_holds_at_its_span():
    assert WHOLE.text.startswith("알리바바는 1999년에")
    assert check(GOOD)
    assert check(replace(GOOD, quote=WHOLE.text.replace(" ", "\n")))


@pytest.mark.parametrize(
    "change",
    [
        {"verified": False},
        {"quote": WHOLE.text.replace("1999", "1998")},
        {"quote": WHOLE.text[:-3]},
        {"quote": WHOLE.text + " 그렇다."},
        {"quote": ""},
        {"passage_id": "other"},
        {"document_id": "other"},
        {"start": 4},
        {"end": 24},
        {"start": 25, "end": 30},
    ],
    ids=lambda change: ",".join(change),
)
def test_a_citation_that_claims_anything_else_does_not(change):
    assert not check(replace(GOOD, **change))


def test_the_passage_must_show_the_documents_own_letters():
    forged = View(WHOLE.text.replace("1999", "2003"), WHOLE.runs)
    assert not check(replace(GOOD, quote=forged.text), view=forged)
    other = replace(DOCUMENT, text="전혀 다른 글입니다만 길이는 넉넉히 깁니다. 정말로 넉넉합니다.")
    assert not check(GOOD, documents=(other,))


def test_labels_inserted_beside_the_span_may_be_quoted_and_others_not():
    table = make_document("지역\t값\n서울\t10")
    view = View.join(
        ["지역: ", View.of(table.text, 5, 7), " · 값: ", View.of(table.text, 8, 10), " (명)"]
    )
    passages = {"p": Passage("p", table.id, 0, "table", view, (), (), "", 1)}
    documents = {table.id: table}

    def holds(start, end, quote):
        citation = make_citation(table, start, end, quote=quote)
        return check_citation(citation, passages.get, documents)

    assert holds(5, 10, "지역: 서울 · 값: 10 (명)")
    assert holds(5, 10, "서울 · 값: 10")
    assert holds(8, 10, "값: 10")
    assert not holds(8, 10, "서울 · 값: 10")
    assert not holds(5, 10, "지역: 서울 · 값: 20 (명)")
    assert not holds(5, 10, "시도: 서울 · 값: 10")


def test_a_passage_the_library_does_not_hold_proves_nothing():
    def missing(passage_id):
        raise LibraryError("passage-not-found", passage=passage_id)

    assert not check_citation(GOOD, missing, {DOCUMENT.id: DOCUMENT})


def test_a_bullet_may_change_its_shape_and_a_letter_may_not():
    text = "\uf06d 첫째"
    runs = (Run(0, 0, len(text)),)
    assert is_faithful(View("• 첫째", runs), text)
    assert not is_faithful(View("A 첫째", runs), text)
    assert not is_faithful(View("\uf06d 둘째", runs), text)
    assert not is_faithful(View("긴 글", (Run(0, 90, 3),)), text)


def test_support_counts_sentences_whose_every_citation_holds():
    document = make_document("하나이다. 둘이다.")
    passage = make_passage(document, 0, len(document.text), "p")
    good = make_citation(document, 0, 5)
    bad = make_citation(document, 6, 10, n=2, quote="셋이다.")
    answer = make_answer(
        [("하나", (1,)), ("둘", (2,)), ("둘 다", (1, 2)), ("근거 없음", ()), ("없는 번호", (9,))],
        [good, bad],
    )
    find = {"p": passage}.get
    documents = {document.id: document}
    assert score_sentence_support(answer, find, documents) == Share(1.0, 5.0)
    silent = replace(answer, outcome="none")
    assert score_sentence_support(silent, find, documents) == Share(0.0, 0.0)


def test_the_span_of_the_examples_is_what_it_says():
    assert Span(0, SENTENCE_END).end == WHOLE.source_span(0, len(WHOLE.text)).end
