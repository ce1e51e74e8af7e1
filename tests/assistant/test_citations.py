from dataclasses import replace

import pytest

from assistant.citations import cite, is_supported, verify
from corpus import Passage, Run, Span, View
from index import Hit
from tests.assistant.fakes import make_document, make_passage, make_record

TEXT = "알리바\n바는 2015년에 시작했다. - 3 - 매출은 5,700억 원이다."
JOINED = View.join([View.of(TEXT, 0, 3), View.of(TEXT, 4, 19)])


def joined_hit():
    document = make_document(TEXT)
    passage = replace(make_passage(document, 0, 5), view=JOINED, units=(Span(0, 18),))
    return document, Hit(passage, make_record(document), 1.0, 1.0, 1.0)


def test_a_quote_across_a_mended_line_end_is_proved():
    document, hit = joined_hit()
    citation = verify(cite(1, hit, Span(0, 18)), hit.passage, document)
    assert citation.quote == "알리바바는 2015년에 시작했다."
    assert (citation.start, citation.end) == (0, 19)
    assert TEXT[citation.start : citation.end] == "알리바\n바는 2015년에 시작했다."
    assert citation.verified


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "알리바바는 2016년에 시작했다."},
        {"quote": "알리바바는"},
        {"quote": ""},
        {"start": 1},
        {"end": 30},
        {"document_id": "e" * 64},
    ],
)
def test_a_false_citation_is_not_proved(change):
    document, hit = joined_hit()
    assert not is_supported(replace(cite(1, hit, Span(0, 18)), **change), hit.passage, document)


def test_a_view_that_lies_about_its_document_is_found_out():
    document, hit = joined_hit()
    forged = View("알리바바는 2016년에 시작했다.", JOINED.runs)
    passage = replace(hit.passage, view=forged)
    citation = cite(1, replace(hit, passage=passage), Span(0, 18))
    assert not is_supported(citation, passage, document)


def test_a_view_that_points_past_the_document_is_found_out():
    document = make_document("짧다")
    view = View("짧다고 한다", (Run(0, 0, 6),))
    passage = Passage("p", document.id, 0, "prose", view, (Span(0, 6),), (), "", 1)
    hit = Hit(passage, make_record(document), 1.0, 1.0, 1.0)
    assert not is_supported(cite(1, hit, Span(0, 6)), passage, document)


def test_a_plain_bullet_for_a_private_one_is_no_lie():
    document = make_document("\uf06d 첫째 항목")
    view = View("• 첫째 항목", (Run(0, 0, 7),))
    passage = Passage("p", document.id, 0, "list", view, (Span(0, 7),), (), "", 1)
    hit = Hit(passage, make_record(document), 1.0, 1.0, 1.0)
    assert is_supported(cite(1, hit, Span(0, 7)), passage, document)
