"""Tables set in columns by runs of spaces."""

import pytest

from corpus import make_passages, parse_blocks
from tests.corpus.documents import make_document

NUMBERS = """구분        2021년    2022년    2023년
생산액      1,234     1,345     1,456
수출액        234       345       456
"""
WRAPPED = """국가      정책명          주요 내용
독일      산업 4.0        기계와 사람을 잇는 공
                          장을 짓고 넓힌다
미국      제조 부흥       디지털 설계를 앞세운다
"""


def tables(text):
    return [
        (t.columns, [[cell.text for cell in row] for row in t.rows])
        for t in (block.table for block in parse_blocks(make_document(text)))
        if t is not None
    ]


@pytest.mark.parametrize("before", ["", "<표 1> 연도별 추이\n(단위: 억 원)\n", "□ 추이\n"])
@pytest.mark.parametrize("after", ["", "자료: 가온연구원\n", "\n뒤의 글이 이어진다.\n"])
def test_numbers_below_their_years(before, after):
    assert tables(f"앞의 글이 여기에서 끝난다.\n\n{before}{NUMBERS}{after}") == [
        (
            ("구분", "2021년", "2022년", "2023년"),
            [["생산액", "1,234", "1,345", "1,456"], ["수출액", "234", "345", "456"]],
        )
    ]


def test_a_cell_that_goes_on_below_is_one_cell():
    ((columns, rows),) = tables(f"〈표 5〉 국가별 정책\n{WRAPPED}자료: 가온연구원\n")
    assert columns == ("국가", "정책명", "주요 내용")
    assert rows == [
        ["독일", "산업 4.0", "기계와 사람을 잇는 공장을 짓고 넓힌다"],
        ["미국", "제조 부흥", "디지털 설계를 앞세운다"],
    ]


def test_nothing_is_lost_where_several_cells_go_on():
    text = WRAPPED.replace("                          장을", "          (1차)           장을")
    text = f"〈표 5〉 국가별 정책\n{text}자료: 가온연구원\n"
    shown = " ".join(passage.text for passage in make_passages(make_document(text)))
    for words in ("독일", "(1차)", "짓고 넓힌다", "제조 부흥"):
        assert words in shown


def test_prose_and_lists_with_wide_gaps_are_no_tables():
    text = (
        "이 글은  낱말  사이가  넓다\n다음 줄은 보통의 글로 이어진다\n셋째 줄도 그러하다.\n\n"
        "- 갑      첫째      하나\n- 을      둘째      둘\n- 병      셋째      셋\n"
    )
    assert tables(text) == []


@pytest.mark.parametrize(
    "drawn",
    [
        "+------+------+\n| 구분 | 값   |\n+======+======+\n| 가   | 1    |\n| 나   | 2    |\n+------+------+\n",
        "┌────┬────┐\n│ 구분 │ 값 │\n├────┼────┤\n│ 가 │ 1 │\n│ 나 │ 2 │\n└────┴────┘\n",
    ],
)
def test_tables_drawn_with_the_signs_for_boxes(drawn):
    assert tables(f"앞의 글이다.\n\n{drawn}\n뒤의 글이다.\n") == [
        (("구분", "값"), [["가", "1"], ["나", "2"]])
    ]


def test_words_on_the_lines_of_an_html_table_are_kept():
    text = (
        "<표 3> 지역 <table><tr><th>구분</th><th>값</th></tr><tr><td>가</td><td>1</td></tr>"
        "<tr><td>나</td><td>2</td></tr></table> 뒤의 글이 이어진다.\n"
    )
    blocks = parse_blocks(make_document(text))
    assert [(block.kind, block.view.text) for block in blocks if block.kind != "table"] == [
        ("caption", "<표 3> 지역"),
        ("paragraph", "뒤의 글이 이어진다."),
    ]
    (table,) = [block.table for block in blocks if block.table]
    assert table.caption == "<표 3> 지역"


STOREYS = """                2022년              2023년
지역          건수     면적       건수     면적
갈매시         118      402         84      315
누비군          96      377         72    1,298
"""
UNLIKE = """                  학생                 교원
학교        남      여     전체      남      여
갈매       118    402      520      84      31
누비        96    377      473      72      29
"""


@pytest.mark.parametrize("before", ["〈표 1〉 발생\n(단위: 건, ha)\n", "<표 1> 발생\n"])
@pytest.mark.parametrize("after", ["", "자료: 가온연구원\n", "\n뒤의 글이 이어진다.\n"])
def test_names_over_several_columns_each(before, after):
    assert tables(f"앞의 글이 여기에서 끝난다.\n\n{before}{STOREYS}{after}") == [
        (
            ("지역", "2022년 건수", "2022년 면적", "2023년 건수", "2023년 면적"),
            [["갈매시", "118", "402", "84", "315"], ["누비군", "96", "377", "72", "1,298"]],
        )
    ]
    found = tables(f"앞의 글이 여기에서 끝난다.\n\n{before}{UNLIKE}{after}")
    assert found[0][0] == ("학교", "학생 남", "학생 여", "학생 전체", "교원 남", "교원 여")


def test_the_cells_of_two_storeys_say_over_which_columns_they_stand():
    blocks = parse_blocks(make_document(f"〈표 1〉 발생\n{STOREYS}"))
    (table,) = [block.table for block in blocks if block.table]
    assert table.header_rows == 2
    assert [
        (cell.row, cell.column, cell.column_span, cell.view.text)
        for cell in table.cells
        if cell.row < 2
    ] == [
        (0, 1, 2, "2022년"),
        (0, 3, 2, "2023년"),
        *[(1, at, 1, name) for at, name in enumerate(("지역", "건수", "면적", "건수", "면적"))],
    ]
