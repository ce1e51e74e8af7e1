"""How the place in a table is shown beside a quotation, and what repeats beside a hit."""

from dataclasses import replace

from assistant import TablePlace, hit_to_dict
from index import Hit, SamePassage
from tests.assistant.fakes import make_document, make_passage, make_record
from ui.rendering import safe_markdown, table_where
from ui.terminal import hit_lines
from ui.web.proof.panel import hit_html

PLACE = TablePlace("표 2-1", (3,), ("하이얼",), ("협력업체",))


def test_a_row_and_a_column():
    assert table_where(PLACE, "ko") == "표 2-1, 3행 ‘하이얼’, ‘협력업체’ 열"
    assert table_where(PLACE, "en") == "표 2-1, row 3 “하이얼”, column “협력업체”"


def test_many_rows_and_columns_are_not_listed():
    many = TablePlace("", (2, 3, 4, 5), ("가", "나"), ("다", "라", "마", "바"))
    assert table_where(many, "ko") == "2–5행"
    assert table_where(TablePlace("", (2, 4), ("가", "나"), ()), "ko") == "2, 4행"


def test_prose_has_none():
    assert table_where(None, "ko") == ""


def test_a_hit_names_the_documents_that_say_the_same():
    document = make_document("바다는 넓다")
    other = replace(make_record(document), source="b.txt", title="다른 보고서")
    hit = Hit(
        make_passage(document, 0, 6),
        make_record(document),
        1.0,
        1.0,
        1.0,
        (SamePassage(other, "p2", 3, 10, 16),),
    )
    assert hit_to_dict(hit)["also_in"] == [{"document": "b.txt", "page": 3, "start": 10, "end": 16}]
    assert "also_in" not in hit_to_dict(replace(hit, also_in=()))
    assert "   같은 글: b.txt" in list(hit_lines([hit], "ko"))
    assert "같은 글: 다른 보고서" in hit_html(hit, "ko")
    assert "같은 글" not in hit_html(replace(hit, also_in=()), "ko")


def test_rows_of_an_answer_stay_a_table_whose_bars_are_text():
    shown = safe_markdown(
        "〈표 3〉 동별 인구\n\n| 동 | 인구 |\n| --- | --- |\n| 가\\|나 | 3~5 [1] |\n| 다 | 7 [9] |\n끝. [1]",
        turn=2,
        known={1},
    )
    assert shown.split("\n") == [
        "〈표 3〉 동별 인구",
        "",
        "",
        "| 동 | 인구 |",
        "| --- | --- |",
        r"| 가&#124;나 | 3\~5 [\[1\]](#src-2-1) |",
        r"| 다 | 7 \[9\] |",
        "",
        r"끝. [\[1\]](#src-2-1)",
    ]
