"""Tables as their format declares them: spans, headers, names of columns, rows read alone."""

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Document, Grid, GridCell, Limits, Mark, Page, make_passages, parse_blocks
from corpus.readers.flow import FlowCell, FlowTable, Paragraph
from corpus.readers.flow_writer import write_flow
from tests.corpus.invariants import check_passages


def flow(*cells, caption="", **given):
    """A table of `(row, column, text)`, where wanted with `row_span, column_span`."""
    placed = tuple(
        FlowCell(row, column, (Paragraph(text),), *spans) for row, column, text, *spans in cells
    )
    above = (Paragraph(caption),) if caption else ()
    return FlowTable(placed, caption=above, **given)


def read(*pieces, kind="hwpx"):
    found = write_flow(pieces, Limits())
    return Document(
        id=sha256(found.text.encode()).hexdigest(),
        source="표." + kind,
        title="",
        format=kind,
        text=found.text,
        pages=found.pages,
        marks=found.marks,
        grids=found.grids,
    )


def only_table(*pieces):
    (block,) = [b for b in parse_blocks(read(*pieces)) if b.kind == "table"]
    return block


def texts(rows):
    return [[cell.text for cell in row] for row in rows]


SUPPLIERS = flow(
    (0, 0, "기업"), (0, 1, "분야"), (0, 2, "협력업체"),
    (1, 0, "하이얼", 2, 1), (1, 1, "가전"), (1, 2, "삼성물산"),
    (2, 1, "물류"), (2, 2, "한진"),
    (3, 0, "레노버"), (3, 1, "컴퓨터"), (3, 2, "엘지이노텍"),
    caption="〈표 2-1〉 협력 현황 (단위: 개)",
)  # fmt: skip


def test_a_tall_label_names_each_row_it_stands_beside():
    block = only_table(SUPPLIERS)
    table = block.table
    assert (table.caption, table.unit) == ("〈표 2-1〉 협력 현황 (단위: 개)", "개")
    assert table.columns == ("기업", "분야", "협력업체")
    assert (table.header_rows, table.header_columns) == (1, 2)
    assert texts(table.rows) == [
        ["하이얼", "가전", "삼성물산"],
        ["하이얼", "물류", "한진"],
        ["레노버", "컴퓨터", "엘지이노텍"],
    ]
    assert table.numbers == (1, 2, 3)
    assert block.view.text == (
        "기업 | 분야 | 협력업체\n"
        "기업: 하이얼 | 분야: 가전 | 협력업체: 삼성물산\n"
        "기업: 하이얼 | 분야: 물류 | 협력업체: 한진\n"
        "기업: 레노버 | 분야: 컴퓨터 | 협력업체: 엘지이노텍"
    )
    spanning = [cell for cell in table.cells if cell.row_span > 1]
    assert [(c.row, c.column, c.view.text, c.row_span) for c in spanning] == [(1, 0, "하이얼", 2)]
    assert [c.view.text for c in table.cells if c.is_header] == [
        "기업", "분야", "협력업체", "하이얼", "가전", "물류", "레노버", "컴퓨터",
    ]  # fmt: skip


def test_a_passage_says_which_row_and_column_its_cells_are():
    document = read(SUPPLIERS)
    (passage,) = make_passages(document)
    check_passages(document, [passage])
    line = "기업: 하이얼 | 분야: 물류 | 협력업체: 한진"
    unit = next(u for u in passage.units if passage.text[u.start : u.end] == line)
    found = [c for c in passage.cells if unit.start <= c.start < unit.end]
    assert [passage.text[c.start : c.end] for c in found] == ["하이얼", "물류", "한진"]
    assert [(c.row, c.column, c.row_name, c.column_name) for c in found] == [
        (3, 1, "하이얼 물류", "기업"),
        (3, 2, "하이얼 물류", "분야"),
        (3, 3, "하이얼 물류", "협력업체"),
    ]
    # The repeated label is no character of the document at this place.
    label = found[0]
    assert passage.view.source_spans(label.start, label.end) == ()
    (place,) = passage.view.source_spans(found[2].start, found[2].end)
    assert document.text[place.start : place.end] == "한진"


def test_a_header_of_two_storeys_with_spans():
    table = only_table(
        flow(
            (0, 0, "권역", 2), (0, 1, "시설", 2), (0, 2, "2024년", 1, 2), (0, 4, "2025년", 1, 2),
            (1, 2, "예산"), (1, 3, "집행"), (1, 4, "예산"), (1, 5, "집행"),
            (2, 0, "동부", 2), (2, 1, "양수장"), (2, 2, "1"), (2, 3, "2"), (2, 4, "3"), (2, 5, "4"),
            (3, 1, "수문"), (3, 2, "5"), (3, 3, "6"), (3, 4, "미정", 1, 2),
            (4, 0, "합계", 1, 2), (4, 2, "6"), (4, 3, "8"), (4, 4, "3"), (4, 5, "4"),
        )
    )  # fmt: skip
    assert table.table.columns == (
        "권역", "시설", "2024년 예산", "2024년 집행", "2025년 예산", "2025년 집행",
    )  # fmt: skip
    assert (table.table.header_rows, table.table.header_columns) == (2, 2)
    assert table.view.text.split("\n")[2:] == [
        "권역: 동부 | 시설: 양수장 | 2024년 예산: 1 | 2024년 집행: 2 | 2025년 예산: 3 | 2025년 집행: 4",
        "권역: 동부 | 시설: 수문 | 2024년 예산: 5 | 2024년 집행: 6 | 2025년: 미정",
        "합계 | 2024년 예산: 6 | 2024년 집행: 8 | 2025년 예산: 3 | 2025년 집행: 4",
    ]
    assert texts(table.table.rows)[2][:2] == ["합계", "합계"]


def test_a_declared_header_is_trusted_and_a_total_is_none():
    cells = ((0, 0, "가"), (0, 1, "나"), (1, 0, "다"), (1, 1, "라"), (2, 0, "합계"), (2, 1, "3"))
    assert only_table(flow(*cells, header_rows=2)).table.columns == ("가 다", "나 라")
    table = only_table(flow((0, 0, "합계"), (0, 1, "10"), (1, 0, "서울"), (1, 1, "7"))).table
    assert (table.header_rows, table.header_columns) == (0, 1)
    two = only_table(flow(*cells, header_rows=1, header_columns=1)).table
    assert [c.view.text for c in two.cells if c.is_header] == ["가", "나", "다", "합계"]


def test_values_across_years_read_by_year():
    block = only_table(
        flow(
            (0, 0, ""), (0, 1, "2016"), (0, 2, "2017"),
            (1, 0, "매출액"), (1, 1, "1"), (1, 2, "2"),
            (2, 0, "영업이익"), (2, 1, "-"), (2, 2, "〃"),
        )
    )  # fmt: skip
    assert block.table.header_columns == 1
    assert block.view.text.split("\n")[1:] == [
        "매출액 | 2016: 1 | 2017: 2",
        "영업이익 | 2016: - | 2017: 〃",
    ]


def test_forms_read_as_pairs():
    block = only_table(
        flow(
            (0, 0, "사업명"), (0, 1, "물길지기 2단계 보급 사업", 1, 3),
            (1, 0, "시작일"), (1, 1, "2024. 3. 1."), (1, 2, "종료일"), (1, 3, "2025. 12. 31."),
            (2, 0, "담당"), (2, 1, "수자원과"), (2, 2, "전화"), (2, 3, "02-123-4567"),
        )
    )  # fmt: skip
    assert block.table.header_rows == 0
    assert block.view.text == (
        "사업명: 물길지기 2단계 보급 사업\n"
        "시작일: 2024. 3. 1. | 종료일: 2025. 12. 31.\n"
        "담당: 수자원과 | 전화: 02-123-4567"
    )


def test_a_first_row_from_side_to_side_is_the_caption():
    table = only_table(
        flow(
            (0, 0, "권역별 예산 (단위: 억원)", 1, 2),
            (1, 0, "권역"), (1, 1, "예산"), (2, 0, "동부"), (2, 1, "12"), (3, 0, "서부"), (3, 1, "9"),
        )
    ).table  # fmt: skip
    assert (table.caption, table.unit) == ("권역별 예산 (단위: 억원)", "억원")
    assert table.columns == ("권역", "예산") and table.numbers == (2, 3)


def test_the_label_of_an_empty_first_cell_stands_above_where_spans_are_lost():
    text = "분류\t번호\t과제명\t기간\n정책\t1\t첫째 과제\t1년\n2\t둘째 과제\t2년\n"
    document = Document("0" * 64, "표.txt", "", "text", text, (Page(1, None, 0, len(text)),))
    (block,) = parse_blocks(document)
    assert block.view.text.split("\n")[2] == "분류: 정책 | 번호: 2 | 과제명: 둘째 과제 | 기간: 2년"


def test_wide_rows_are_parted_and_each_part_names_its_row():
    names = [f"2024년 {month}월 실적" for month in range(1, 41)]
    cells = [(0, 0, "지역"), *((0, n, name) for n, name in enumerate(names, 1))]
    for row, region in enumerate(("동부", "서부"), 1):
        cells += [(row, 0, region), *((row, n, str(1000 * row + n)) for n in range(1, 41))]
    document = read(flow(*cells))
    passages = make_passages(document)
    check_passages(document, passages)
    units = [p.text[u.start : u.end] for p in passages for u in p.units]
    rows = [unit for unit in units if "실적: " in unit]
    assert all(len(unit) <= 400 for unit in rows) and max(len(p.text) for p in passages) <= 1000
    assert all(unit.startswith(("지역: 동부 | ", "지역: 서부 | ")) for unit in rows)
    for n, name in enumerate(names, 1):
        for row, region in ((1, "동부"), (2, "서부")):
            assert any(
                unit.startswith(f"지역: {region} | ") and f"{name}: {1000 * row + n}" in unit
                for unit in rows
            )
    west = [c for p in passages for c in p.cells if c.row == 3 and c.column == 41]
    assert [(c.row_name, c.column_name) for c in west] == [("서부", "2024년 40월 실적")]


def test_lines_of_a_cell_are_joined_as_its_page_broke_them():
    text = "구분\t내용\n정책\t산업통상자원부는 새로\n운 계획을 세웠다\n"
    grid = Grid(
        0,
        len(text) - 1,
        (GridCell(0, 0, 0, 2), GridCell(0, 1, 3, 5), GridCell(1, 0, 6, 8), GridCell(1, 1, 9, 32)),
        1,
    )
    document = Document(
        "1" * 64,
        "표.pdf",
        "",
        "pdf",
        text,
        (Page(1, None, 0, len(text)),),
        (Mark("table", 0, len(text) - 1, 1),),
        grids=(replace(grid, cells=(*grid.cells[:3], GridCell(1, 1, 9, len(text) - 1))),),
    )
    (block,) = parse_blocks(document)
    assert texts(block.table.rows) == [["정책", "산업통상자원부는 새로운 계획을 세웠다"]]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 6),
            st.integers(0, 6),
            st.sampled_from(["", "가", "나라", "합계", "12", "3%", "구분", "긴 말 " * 30]),
            st.integers(1, 9),
            st.integers(1, 9),
        ),
        min_size=1,
        max_size=20,
    ),
    st.integers(0, 3),
    st.integers(0, 3),
)
@settings(max_examples=150, deadline=None)
def test_any_spans_make_a_regular_table_and_lose_no_word(cells, header_rows, header_columns):
    document = read(flow(*cells, header_rows=header_rows, header_columns=header_columns))
    passages = make_passages(document)
    check_passages(document, passages)
    for block in parse_blocks(document):
        if block.table is None:
            continue
        table = block.table
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert len(table.rows) == len(table.numbers)
        taken = set()
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    assert (row, column) not in taken
                    taken.add((row, column))
        shown = "".join(block.view.text.split())
        heads = table.header_rows
        for cell in table.cells:
            if cell.row >= heads:
                assert "".join(cell.view.text.split()) in shown


@pytest.mark.parametrize("span", [2, 70_000])
def test_spans_beyond_the_table_end_with_it(span):
    text = "가\t나\n다\t라\n"
    cells = (
        GridCell(0, 0, 0, 1, span, 1), GridCell(0, 1, 2, 3, 1, span),
        GridCell(1, 1, 6, 7),
    )  # fmt: skip
    document = Document(
        "2" * 64, "표.hwp", "", "hwp", text, (Page(1, None, 0, len(text)),),
        (Mark("table", 0, 7),), grids=(Grid(0, 7, cells),),
    )  # fmt: skip
    (block,) = parse_blocks(document)
    assert len(block.table.columns) <= 70
    assert block.table.cells[0].row_span == 2


def test_a_caption_of_several_paragraphs_and_its_unit():
    table = FlowTable(
        SUPPLIERS.cells,
        caption=tuple(map(Paragraph, ("〈표 3〉", "협력 현황", "(단위: 개)"))),
    )
    found = only_table(table).table
    assert (found.caption, found.unit) == ("〈표 3〉 협력 현황", "개")


def test_labels_beside_a_wide_name_are_no_second_storey():
    table = only_table(
        flow(
            (0, 0, "구 분", 1, 2), (0, 2, "평가사항"), (0, 3, "세부내용"),
            (1, 0, "기술", 3), (1, 1, "객관", 2), (1, 2, "인력"), (1, 3, "인력 현황"),
            (2, 2, "실적"), (2, 3, "수행 실적"),
            (3, 1, "주관"), (3, 2, "계획"), (3, 3, "계획의 충실성"),
        )
    ).table  # fmt: skip
    assert (table.header_rows, table.header_columns) == (1, 3)
    assert table.columns == ("구분", "구분", "평가사항", "세부내용")
    assert texts(table.rows)[1] == ["기술", "객관", "실적", "수행 실적"]


def test_a_table_of_contacts_is_no_form():
    block = only_table(
        flow(
            (0, 0, "담당 부서", 2), (0, 1, "체육국"), (0, 2, "책임자"), (0, 3, "과장"),
            (0, 4, "정태경"), (0, 5, "(044-203-3111)"),
            (1, 1, "체육정책과"), (1, 2, "담당자"), (1, 3, "사무관"),
            (1, 4, "최준규"), (1, 5, "(044-203-3129)"),
        )
    )  # fmt: skip
    assert block.view.text.split("\n")[1].startswith("담당 부서 | 체육정책과 | 담당자 | 사무관")


def test_a_header_cell_that_reaches_into_the_rows_leaves_the_header_in_the_passage():
    table = flow(
        (0, 0, "권역", 3), (0, 1, "2024"), (0, 2, "2025"),
        (1, 1, "1"), (1, 2, "2"),
        (2, 1, "3"), (2, 2, "4"),
        header_rows=1,
    )  # fmt: skip
    (passage,) = make_passages(read(table))
    assert passage.text.startswith("권역 | 2024 | 2025\n")


def test_a_form_whose_names_leave_room_to_write_has_no_header():
    block = only_table(
        flow(
            (0, 0, "접수번호"), (0, 1, "", 1, 4),
            (1, 0, "신청인", 2, 1), (1, 1, "업체명"), (1, 2, ""), (1, 3, "전화"), (1, 4, ""),
            (2, 1, "대표자"), (2, 2, ""), (2, 3, "팩스"), (2, 4, ""),
        )
    )  # fmt: skip
    assert block.table.header_rows == 0
    assert not any(block.table.columns)
    below = only_table(
        flow(
            (0, 0, "신청인", 3, 1), (0, 1, "업체명"), (0, 2, ""), (0, 3, "전화"), (0, 4, ""),
            (1, 1, "대표자"), (1, 2, ""), (1, 3, "팩스"), (1, 4, ""),
            (2, 1, "주소"), (2, 2, "", 1, 3),
        )
    )  # fmt: skip
    assert below.table.header_rows == 0
    assert below.view.text.splitlines()[1] == "신청인 | 대표자 | 팩스"


def test_narrow_names_below_a_tall_one_are_a_second_storey_only_as_a_whole_row():
    whole = flow(
        (0, 0, "구분", 2, 1), (0, 1, "2022"), (0, 2, "2023"),
        (1, 1, "실적"), (1, 2, "계획"),
        (2, 0, "매출"), (2, 1, "10"), (2, 2, "20"),
        (3, 0, "이익"), (3, 1, "1"), (3, 2, "2"),
    )  # fmt: skip
    table = only_table(whole).table
    assert (table.header_rows, table.columns) == (2, ("구분", "2022 실적", "2023 계획"))


def test_a_declared_name_of_several_rows_is_told_apart_by_the_next_column():
    sizes = flow(
        (0, 0, "규모"), (0, 1, "지표"), (0, 2, "2022년"), (0, 3, "2023년"),
        (1, 0, "300인 이상", 2, 1), (1, 1, "도입률"), (1, 2, "82.5"), (1, 3, "86.8"),
        (2, 1, "고도화 비율"), (2, 2, "43.6"), (2, 3, "52.1"),
        header_rows=1, header_columns=1,
    )  # fmt: skip
    document = read(sizes)
    table = next(b.table for b in parse_blocks(document) if b.table)
    assert table.header_columns == 2
    (passage,) = make_passages(document)
    assert passage.cells[-1].row_name == "300인 이상 고도화 비율"
