"""What questions are asked of: read, said and shown as chips, whatever stands in it."""

from dataclasses import replace

import pytest

from index import Filters
from tests.ui.web_fakes import FakeAssistant, build_library
from ui.service import Service
from ui.web.chat.scope_line import document_choices, folder_names, line_html
from ui.web.chat.scope_text import read_scope, say_scope, scope_parts, scope_text


@pytest.fixture
def service(tmp_path):
    library = build_library()
    return Service(library, FakeAssistant(library), tmp_path / "uploads")


def test_a_scope_is_read_as_it_was_chosen():
    scope = scope_text({"document": ["나.hwp", "가, 나.txt"], "from": "2024", "to": "", "x": 1})
    assert scope_parts(scope) == {"document": ["나.hwp", "가, 나.txt"], "from": "2024"}
    assert read_scope(scope) == Filters(documents=("나.hwp", "가, 나.txt"), date_from="2024")
    assert say_scope(scope, "ko") == "문서 ‘나.hwp’, ‘가, 나.txt’, 2024부터"
    assert read_scope(scope_text({"collection": ["내 모음"]})) == Filters(collections=("내 모음",))
    assert scope_text({"document": [], "from": ""}) == "" and read_scope("") is None


@pytest.mark.parametrize(
    "scope", ["{", "[]", "3", "null", "[" * 10_000, '{"from": ""}', "x" * 30_000]
)
def test_what_is_no_scope_narrows_nothing(scope):
    assert scope_parts(scope) == {} and read_scope(scope) is None


def test_the_line_says_what_is_left(service):
    held = scope_text({"document": ["콜드체인.txt", "<b>.txt"]})
    html = line_html(held, service.scope(read_scope(held)), 1, "ko", is_open=False)
    assert "문서 1건" in html and html.count("scope-chip") == 2 and "<b>.txt" not in html
    assert 'aria-label="문서 콜드체인.txt 빼기"' in html and 'data-do="clear"' in html
    gone = scope_text({"document": ["없는.txt"]})
    empty = line_html(gone, service.scope(read_scope(gone)), 0, "ko", is_open=True)
    assert "물어볼 문서가 없습니다" in empty and 'aria-expanded="true"' in empty
    every = line_html("", None, 2, "en", is_open=False)
    assert "all documents" in every and "documents: 2" in every and "clear" not in every


def test_documents_and_folders_are_chosen_by_names_that_tell_them_apart(service):
    records = service.documents()
    assert [name for _, name in document_choices(records)] == ["제조혁신.txt", "콜드체인.txt"]
    twice = (*records, replace(records[0], root="/other"), replace(records[0], source="a/b/c.txt"))
    names = [name for _, name in document_choices(twice)]
    assert {"other/제조혁신.txt", "reports/제조혁신.txt", "콜드체인.txt", "a/b/c.txt"} == set(names)
    assert folder_names(twice) == ["a", "a/b"]
