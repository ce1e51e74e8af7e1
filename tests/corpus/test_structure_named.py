"""Names of columns that stand above a table on a page, outside of its grid."""

from dataclasses import replace

import pytest

from corpus import Grid, GridCell, make_passages, parse_blocks
from tests.corpus.documents import make_document
from tests.corpus.invariants import check_passages

ROWS = (("사과", "1,234", "3,500"), ("배", "987", "2,800"), ("감", "55", "-"))
MORE = (("귤", "12", "900"), ("밤", "7", "1,200"))


def on_pages(*parts, format="pdf"):
    """A PDF of one page a part: lines above a grid, its rows, lines below."""
    text, marks, grids, breaks = "", [], [], []
    for number, (above, rows, below) in enumerate(parts):
        if number:
            breaks.append(len(text))
        text += "".join(f"{line}\n" for line in above)
        start = len(text)
        cells = []
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                cells.append(GridCell(row, column, len(text), len(text) + len(value)))
                text += value + ("\t" if column < len(values) - 1 else "")
            text += "\n" if row < len(rows) - 1 else ""
        marks.append(("table", start, len(text)))
        grids.append(Grid(start, len(text), tuple(cells)))
        text += "\n" + "".join(f"{line}\n" for line in below)
    document = make_document(text, format=format, marks=marks, breaks=breaks)
    return replace(document, grids=tuple(grids))


def tables(document):
    check_passages(document, make_passages(document))
    return [
        (t.caption, t.columns, [[cell.text for cell in row] for row in t.rows])
        for t in (block.table for block in parse_blocks(document))
        if t is not None
    ]


PROSE = "이 글은 표의 앞에서 길게 이어지다가 여기에서 끝난다."


@pytest.mark.parametrize(
    "names",
    ["품목  생산량(톤)  단가(원)", "품목 생산량(톤) 단가(원)", "품목 생산량 (톤) 단가 (원)"],
)
def test_the_line_of_names_straight_above_becomes_the_header(names):
    document = on_pages(([PROSE, "<표 3> 품목별 생산", names], ROWS, []))
    columns = tuple(names.split("  ")) if "  " in names else None
    expected = columns or tuple(names.replace(" (", "#(").split())
    ((caption, found, rows),) = tables(document)
    assert caption == "<표 3> 품목별 생산"
    assert found == tuple(name.replace("#", " ") for name in expected)
    assert rows == [list(row) for row in ROWS]
    (table,) = [b.table for b in parse_blocks(document) if b.table]
    assert (table.header_rows, table.numbers) == (1, (1, 2, 3))
    assert [c.view.text for c in table.cells if c.row == 0] == list(found)


@pytest.mark.parametrize(
    "line",
    [
        "품목 생산량",
        "품목 생산량 단가 금액 비중",
        "품목과 생산량을 조사하였다.",
        "아래의 생산량을 본다",
        "2.1 품목 생산량",
        "- 품목 생산량 단가",
        "감자 12 34",
        "품목별 생산량은 다음과 같음",
    ],
)
def test_a_line_that_does_not_name_all_columns_stays_text(line):
    document = on_pages(([PROSE, line], ROWS, []))
    assert tables(document)[0][1] == ("", "", "")
    assert line.split()[-1] in " ".join(b.view.text for b in parse_blocks(document))


def test_a_table_with_names_of_its_own_takes_no_others():
    rows = (("품목", "생산량", "단가"), *ROWS)
    ((_, columns, _),) = tables(on_pages(([PROSE, "여름 가을 겨울"], rows, [])))
    assert columns == ("품목", "생산량", "단가")


def test_other_formats_declare_their_headers():
    document = on_pages(([PROSE, "품목 생산량 단가"], ROWS, []), format="docx")
    assert tables(document)[0][1] == ("", "", "")


def test_the_same_names_on_the_next_page_go_on_with_the_table():
    names = "품목 생산량 단가"
    document = on_pages(
        ([PROSE, "<표 3> 생산", names], ROWS, ["- 1 -"]), ([names], MORE, ["- 2 -"])
    )
    assert tables(document) == [
        ("<표 3> 생산", ("품목", "생산량", "단가"), [list(row) for row in (*ROWS, *MORE)])
    ]


def test_other_names_or_text_between_begin_another_table():
    first = ([PROSE, "<표 3> 생산", "품목 생산량 단가"], ROWS, ["- 1 -"])
    for above in (["품목 판매량 단가"], [PROSE, "품목 생산량 단가"]):
        found = tables(on_pages(first, (above, MORE, ["- 2 -"])))
        assert [len(rows) for _, _, rows in found] == [3, 2]
        assert [columns[2] for _, columns, _ in found] == ["단가", "단가"]
