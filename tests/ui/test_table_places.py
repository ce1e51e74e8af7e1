"""How the place in a table is shown beside a quotation."""

from assistant import TablePlace
from ui.rendering import table_where

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
