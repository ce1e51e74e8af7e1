import re
import time
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Span
from tests.ui.web_fakes import FakeAssistant, build_library
from ui.answer_markdown import answer_markdown, state_line
from ui.collecting import CollectionSummary
from ui.receiving import record_key
from ui.rendering import (
    marked_html,
    plain_markdown,
    safe_markdown,
    surround,
    where,
)
from ui.web.chat.conversation import Turn
from ui.web.documents.browsing import Shelf, View
from ui.web.documents.collections_html import collections_html, dialogs_html
from ui.web.documents.listing import documents_html
from ui.web.proof.panel import card_html, panel_html, used_citations
from ui.web.search_results import results_html


@pytest.fixture
def library():
    return build_library()


@pytest.fixture
def answer(library):
    return FakeAssistant(library).ask("시장 성장 정부 예산")


@pytest.fixture
def surroundings(library):
    def find(citation):
        passage = library.passage(citation.passage_id)
        neighbours = library.passages(citation.document_id)
        return surround(passage, neighbours, citation.start, citation.end)

    return find


def test_every_citation_has_its_chip_and_its_card(answer, surroundings):
    markdown = answer_markdown(answer, 3, "ko")
    chips = re.findall(r"\[\\\[(\d+)\\\]\]\(#src-3-(\d+)\)", markdown)
    assert [(str(c.n), str(c.n)) for c in answer.citations] == chips
    panel = panel_html([Turn(3, answer.question, answer)], surroundings, "ko")
    assert re.findall(r'id="src-3-(\d+)"', panel) == [str(c.n) for c in answer.citations]


def test_a_mark_without_a_citation_stays_text():
    assert safe_markdown("가 [1] 나 [7]", 1, {1}) == r"가 [\[1\]](#src-1-1) 나 \[7\]"


def test_two_marks_in_a_row_are_two_chips():
    assert safe_markdown("가 [1][2]", 1, {1, 2}).count("](#src-1-") == 2


def test_the_mark_holds_the_quote_exactly(answer, surroundings):
    assert answer.citations
    for citation in answer.citations:
        html = card_html(1, citation, surroundings(citation), "ko")
        (marked,) = re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL)
        assert unescape(marked) == citation.quote


@given(st.text("가<&>\"'{}$ \n", max_size=30), st.data())
def test_marking_changes_no_character(source, data):
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    html = marked_html(source, Span(start, end))
    assert unescape(re.sub("</?mark>", "", html)) == source
    marked = re.findall("<mark>(.*?)</mark>", html, re.DOTALL)
    assert [unescape(m) for m in marked] == ([source[start:end]] if end > start else [])


@pytest.mark.parametrize(
    "hostile",
    [
        "![x](http://evil.example/p.png)",
        "![x][ref]\n\n[ref]: http://evil.example/p.png",
        "[![a](http://e.example/x)](http://e.example)",
        "[여기](https://evil.example)",
        "[여기](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "</span><iframe src=//evil.example>",
        "<http://evil.example>",
        "&lt;img src=x onerror=alert(1)&gt;",
    ],
)
def test_nothing_in_an_answer_becomes_markup(hostile):
    shown = safe_markdown(hostile, 1, {1})
    assert "<" not in shown
    assert "![" not in shown
    assert not re.search(r"\]\((?!#src-)", shown)
    assert "http:" not in shown and "https:" not in shown


def test_tildes_and_stars_of_reports_stay_as_they_are():
    assert safe_markdown("3~5개, 10~20개, 2*3*4", 1, set()) == r"3\~5개, 10\~20개, 2\*3\*4"


def test_lines_stand_apart_and_lists_and_tables_together():
    shown = safe_markdown("가 [1]\n- 나\n- 다\n라\n---\n| a | b |\n| - | - |\n| 1 | 2 |", 1, {1})
    assert "- 나\n- 다\n\n라" in shown
    assert "라\n\n---" in shown
    assert "| a | b |\n| - | - |\n| 1 | 2 |" in shown


@given(st.text(max_size=60))
def test_plain_markdown_has_no_live_sign(source):
    shown = plain_markdown(source)
    assert not re.search(r"[\\`*_{}\[\]()+.!|~$:@<>-]", shown)
    assert unescape(shown) == unescape(" ".join(source.split())) or "&" in source


def test_states_say_themselves_in_words(answer):
    for outcome, word in [("answer", "답변"), ("unsure", "확실하지 않음"), ("none", "찾지 못함")]:
        assert f">{word}<" in state_line(replace(answer, outcome=outcome), "ko")
    assert ">Not found<" in state_line(replace(answer, outcome="none"), "en")


def test_a_follow_up_says_how_it_was_understood(answer):
    assert "이렇게 이해했습니다" not in answer_markdown(answer, 1, "ko")
    changed = replace(answer, understood="완성한 질문")
    assert "이렇게 이해했습니다: 완성한 질문" in answer_markdown(changed, 1, "ko")


def test_documents_cannot_write_html(library, surroundings):
    hostile = "<img src=x onerror=alert(1)>"
    answer = FakeAssistant(library).ask("은행 융자")
    citation = replace(
        answer.citations[0], title=hostile, document=hostile, page_label=hostile, heading=(hostile,)
    )
    assert "<img" not in card_html(1, citation, surroundings(citation), "ko")
    assert "<b>" not in panel_html([Turn(1, hostile, answer)], surroundings, "ko")
    record = replace(library.documents()[0], title=hostile, source=hostile, root='/"><img src=x>')
    assert "<img" not in listed(record)
    failed = replace(
        record, state="failed", error="file-damaged", error_details=(("reason", hostile),)
    )
    assert "<img" not in listed(failed)
    assert "<img" not in results_html(hostile, (), "ko")


def listed(record):
    """The list with one document, in collections of its own name, and what is asked about it."""
    shelf = Shelf([record], {record_key(record): (record.title,)}, record.root, "올린 파일")
    collections = [CollectionSummary(record.title, 1, 1)]
    drawn = documents_html(shelf, View(collection=record.title), "ko")
    assert record.title[:4] in drawn or "&lt;" in drawn
    return (
        drawn + collections_html(collections, record.title, "ko") + dialogs_html(collections, "ko")
    )


def test_only_what_was_used_is_shown_and_near_misses_stand_apart(library, answer, surroundings):
    half = replace(answer, sentences=answer.sentences[:1])
    assert [c.n for c in used_citations(Turn(1, "q", half))] == [1]
    none = FakeAssistant(library).ask("달에 사는 토끼 이름")
    panel = panel_html([Turn(1, "q", none)], surroundings, "ko")
    before, near = panel.split("<details", 1)
    assert "<article" not in before and "open" not in near.split(">", 1)[0]
    assert near.count("<article") == len(none.near_misses)
    assert "근거로 쓰이지 않았습니다" in near


def test_a_citation_outlives_its_document(answer):
    html = card_html(1, answer.citations[0], None, "ko")
    assert f"<mark>{answer.citations[0].quote}</mark>" in html


def test_the_place_names_both_page_numbers_and_spares_the_repeated_title():
    assert where(4, "ii", ("개요", "배경"), "ko") == "ii쪽 (파일 4쪽) · 개요 › 배경"
    assert where(2, "세출예산", (), "ko") == "‘세출예산’"
    assert where(2, "Sheet1 요약", (), "en") == "“Sheet1 요약”"
    assert where(9, "A-3", (), "ko") == "A-3쪽 (파일 9쪽)"
    assert where(4, "4", ("개요", "배경"), "ko", "개요") == "4쪽 · 배경"
    assert where(4, None, (), "en") == "p. 4"


@pytest.mark.parametrize(
    "source",
    [
        "![a[b]](http://e.kr/x.png) [1]",
        "[a[b]c](http://e.kr) [1]",
        "> [b]: http://e.kr/x.png\n\n![b] [1]",
        "- [b]: http://e.kr\n\n[b] [1]",
        "[a\nb](http://e.kr) [1]",
        "[a\\]b](http://e.kr) [1]",
    ],
)
def test_no_way_to_write_a_link_or_picture_gets_through(source):
    """Found: brackets in a label, and definitions in lists and quotes, kept their meaning."""
    shown = safe_markdown(source, 3, {1})
    chip = r"[\[1\]](#src-3-1)"
    assert shown.count(chip) == 1
    bare = shown.replace(chip, "").replace(r"\\", "")
    assert not re.search(r"(?<!\\)[\[\]]", bare)


def test_an_answer_of_brackets_takes_no_time():
    started = time.process_time()
    for sign in ("![", "[", "[a](", "\\[", "[a["):
        safe_markdown(sign * 10_000, 1, {1})
    assert time.process_time() - started < 4.0
