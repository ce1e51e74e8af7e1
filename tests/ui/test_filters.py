"""Narrowing a search at every door: flags, endpoints' values, the page."""

import json

import pytest

from corpus import FilterError
from index import CollectionBook
from tests.ui.command_line import run
from tests.ui.web_fakes import FakeAssistant, build_library
from ui.cli import main
from ui.filters import NAMES, filters_from, read_filters, scope_lines, scope_to_dict
from ui.messages import describe
from ui.service import Service
from ui.web.search_tab import found_html

PLAN = """# 하늘시 시범사업 계획

발행일: 2021. 4. 1.

## 1. 예산

하늘시는 2021년에 시범사업을 시작했다. 시범사업 예산은 모두 5,700억 원이다.

| 연도 | 예산 |
|---|---|
| 2021 | 1,900 |
| 2022 | 3,800 |
"""
NOTES = "시범사업 예산은 아직 정해지지 않았다. 하늘시가 정한다.\n"
ENGLISH = "Published 2019-05\n\nThe pilot project of the city has a budget of its own.\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli-filters")
    docs = folder / "docs"
    (docs / "메모").mkdir(parents=True)
    (docs / "plan.md").write_text(PLAN, "utf-8")
    (docs / "메모" / "notes.txt").write_text(NOTES, "utf-8")
    (docs / "메모" / "pilot.txt").write_text(ENGLISH, "utf-8")
    assert main(["index", str(docs), "--library", str(folder / "library")]) == 0
    return folder / "library"


def search(capsys, library, *flags, command="search", query="시범사업 예산"):
    code, out, err = run(capsys, command, query, "--library", library, "--json", *flags)
    assert code == 0
    return json.loads(out), err


@pytest.mark.parametrize(
    ("flags", "documents"),
    [
        (["--document", "plan.md"], {"plan.md"}),
        (["--document", "*.txt"], {"메모/notes.txt", "메모/pilot.txt"}),
        (["--document", "plan.md", "--document", "notes.txt"], {"plan.md", "메모/notes.txt"}),
        (["--folder", "메모"], {"메모/notes.txt", "메모/pilot.txt"}),
        (["--from", "2020", "--to", "2021-04"], {"plan.md"}),
        (["--format", "markdown"], {"plan.md"}),
        (["--format", "md,txt", "--written-in", "en"], {"메모/pilot.txt"}),
        (["--kind", "table"], {"plan.md"}),
        (["--folder", "메모", "--written-in", "ko"], {"메모/notes.txt"}),
    ],
)
def test_each_flag_narrows_what_is_found(capsys, library, flags, documents):
    for by in ("both", "meaning"):
        found, _ = search(capsys, library, *flags, "--by", by)
        assert {hit["document"] for hit in found["hits"]} == documents
        filters = found["filters"]
        assert filters["documents"] == len(documents) and filters["excluded_by"] == []
        assert len(found["hits"]) == filters["passages"]


def test_the_json_names_what_was_asked_and_left_out(capsys, library):
    found, err = search(capsys, library, "--from", "2015", "--to", "2021.", "--kind", "prose,table")
    assert found["filters"] == {
        "from": "2015",
        "to": "2021",
        "kind": ["prose", "table"],
        "documents": 1,
        "passages": len(found["hits"]),
        "undated": 2,
        "excluded_by": [],
    }
    assert "2015부터, 2021까지, 종류 글·표 · 문서 1건" in err
    assert "날짜가 적혀 있지 않은 문서 2건은 뺐습니다." in err
    plain, err = search(capsys, library)
    assert set(plain) == {"query", "hits"} and err == ""


def test_an_answer_rests_on_what_is_let_through(capsys, library):
    question = "시범사업 예산은 얼마인가요?"
    answer, _ = search(capsys, library, "--document", "plan.md", command="ask", query=question)
    assert "5,700억" in answer["answer"] and answer["filters"]["document"] == ["plan.md"]
    answer, _ = search(capsys, library, "--folder", "메모", command="ask", query=question)
    assert "5,700억" not in answer["answer"]
    shown = answer["passages"] + answer["near_misses"] + answer["citations"]
    assert {one["document"].split("/")[0] for one in shown} == {"메모"}


def test_nothing_left_is_no_failure_and_names_the_filter(capsys, library):
    flags = ["--document", "없는.pdf", "--kind", "table"]
    found, err = search(capsys, library, *flags)
    assert found["hits"] == [] and found["filters"]["excluded_by"] == ["document"]
    assert "문서 ‘없는.pdf’" in err and "종류" not in err and "geungeo status" in err
    for command in ("search", "ask"):
        code, out, err = run(capsys, command, "시범사업 예산", "--library", library, *flags)
        assert code == 0 and out.strip() and "없는.pdf" in err
    # `dPtks` is 예산 typed with English keys: what was put right is told all the same.
    code, out, _ = run(capsys, "search", "시범사업 dPtks", "--library", library, *flags)
    assert code == 0 and "‘dPtks’ → ‘예산’" in out and "찾은 단락이 없습니다" in out
    found, err = search(capsys, library, "--document", "notes.txt", "--kind", "table")
    assert found["filters"]["excluded_by"] == ["document", "kind"]
    assert "문서 ‘notes.txt’, 종류 표" in err and "모두에 맞는 단락은 없습니다" in err


def test_a_collection_narrows_and_an_unknown_one_is_said_with_those_there_are(capsys, library):
    name, docs, book = "예산, 올해", library.parent / "docs", CollectionBook(library)
    book.create(name, [str(docs / "plan.md"), str(docs / "메모" / "pilot.txt")])
    flags = ["--collection", name]
    found, err = search(capsys, library, *flags, "--written-in", "ko")
    assert {hit["document"] for hit in found["hits"]} == {"plan.md"}
    assert found["filters"]["collection"] == [name]
    assert found["filters"]["documents"] == 1 and f"모음 ‘{name}’" in err
    question = "시범사업 예산은 얼마인가요?"
    answer, _ = search(capsys, library, *flags, command="ask", query=question)
    assert "5,700억" in answer["answer"]
    assert {citation["document"] for citation in answer["citations"]} == {"plan.md"}
    for asked, said in (("예산", name), ("", "이름이 비어")):
        code, out, err = run(capsys, "ask", "예산", "--library", library, "--collection", asked)
        assert code == 2 and out == "" and said in err and len(err.strip().splitlines()) == 1
    book.delete(name)
    code, _, err = run(capsys, "search", "예산", "--library", library, *flags)
    assert code == 2 and "모음이 아직 없습니다" in err


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--from", "작년"], "작년"),
        (["--to", "2017-13"], "2017-13"),
        (["--from", "2018", "--to", "2017"], "--from 2017 --to 2018"),
        (["--format", "doc"], "hwpx"),
        (["--kind", "tables"], "footnote"),
        (["--written-in", "jp"], "zh"),
        (["--document", ""], "geungeo status"),
        (["--folder", " "], "geungeo status"),
    ],
)
def test_a_bad_value_is_wrong_usage_said_in_one_sentence(capsys, library, flags, said):
    for command in ("search", "ask"):
        code, out, err = run(capsys, command, "예산", "--library", library, *flags)
        assert code == 2 and out == "" and said in err
        assert len(err.strip().splitlines()) == 1


# The page


@pytest.fixture
def service(tmp_path):
    library = build_library()
    return Service(library, FakeAssistant(library), tmp_path / "uploads")


def test_the_tab_narrows_and_says_so(service):
    nothing = ("", "", "", "", [], [], [])

    def found(query, lang, *narrowed):
        return found_html(service, query, lang, *narrowed)

    assert found("시장 정부", "ko", *nothing).count("<article") == 2
    html = found("시장 정부", "ko", "콜드체인.txt", *nothing[1:])
    assert html.count("<article") == 1 and "콜드체인 현황" in html
    assert "찾은 범위: 문서 ‘콜드체인.txt’" in html
    html = found("시장", "en", "", "", "2015", "", None, None, None)
    assert "<article" not in html and "2 documents that state no date were left out." in html
    html = found("시장", "ko", "<b>*.pdf", *nothing[1:])
    assert "&lt;b&gt;*.pdf" in html and "<b>" not in html
    assert "날짜로 읽을 수 없습니다: 작년" in found("시장", "ko", "", "", "작년", *nothing[3:])
    assert found(" ", "ko", *nothing) == ""


def test_the_tab_says_what_it_put_right(service):
    html = found_html(service, "<i>시장 예싼", "ko")
    assert "질문을 고쳐 찾았습니다: ‘예싼’ → ‘예산’." in html and "<i>" not in html
    assert "corrected" not in found_html(service, "시장 예산", "en")


def test_values_are_read_from_lines_and_lists_alike():
    one = read_filters(documents="a, b.txt", formats="pdf, md", kinds=["list"], date_from="2015")
    assert one.documents == ("a, b.txt",)
    assert one.formats == ("markdown", "pdf") and one.kinds == ("list",)
    assert not read_filters(documents="", folders=None, formats=[], date_to=None, kinds="")
    assert set(NAMES) == {"documents", "folders", "date_from", "date_to"} | {
        "formats", "kinds", "languages", "collections",
    }  # fmt: skip


@pytest.mark.parametrize(
    "asked", [{"lang": "ko"}, ["pdf"], "pdf", {"kind": "odd"}, {"from": ["2015", "2016"]}, {1: 2}]
)
def test_json_that_is_no_filter_is_refused(asked):
    with pytest.raises(FilterError) as caught:
        filters_from(asked)
    assert "?" not in describe(caught.value, "en")


def test_json_names_filters_as_it_tells_them(service):
    asked = {"document": ["*.txt"], "from": "2015", "kind": ["prose", "table"], "written_in": "ko"}
    filters = filters_from(asked)
    told = scope_to_dict(service.scope(filters))
    names = {name: told[name] for name in asked}
    assert names == {**asked, "written_in": ["ko"]} and filters_from(names) == filters
    assert filters_from({"from": 2015}).date_from == "2015"
    assert not filters_from({}) and not filters_from(None)


def test_a_scope_is_plain_json_and_plain_words(service):
    scope = service.scope(read_filters(documents=["*혁신.txt"]))
    told = scope_to_dict(scope)
    assert json.loads(json.dumps(told)) == told and told["document"] == ["*혁신.txt"]
    (line,) = scope_lines(scope, "en")
    assert line.startswith("Searched: document ‘*혁신.txt’ · 1 documents, 3 passages")
    assert service.scope(read_filters()) is None
