"""XLSX: tables where a reader of the sheet sees them, values as they are shown."""

import datetime
import time
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table

from corpus import Limits, ReadError, parse_blocks
from corpus.readers.reading import read_bytes
from tests.corpus.damage import flip_bytes, set_bytes
from tests.corpus.invariants import check_document
from tests.corpus.office_files import changed
from tests.corpus.programs import convert
from tests.corpus.shown import cells, lines, losses, marked_texts


def save(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(rows, name="시트", start=1):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for number, row in enumerate(rows, start):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value)
    return book, sheet


def read(book, limits=None):
    data = book if isinstance(book, bytes) else save(book)
    document = read_bytes(data, "a.xlsx", limits or Limits())
    check_document(document)
    return document


HEAD = ["구분", "2023년", "2024년"]
BODY = [["반도체", 986, 1419], ["자동차", 709, 708]]


def test_a_sheet_is_a_page_with_its_name():
    book, _ = sheet_of([HEAD, *BODY], "수출")
    other = book.create_sheet("수입")
    for row in [HEAD, ["원유", 1, 2]]:
        other.append(row)
    document = read(book)
    assert [page.label for page in document.pages] == ["수출", "수입"]
    assert marked_texts(document, "heading") == ["수출", "수입"]
    assert lines(document) == [
        "수출", "구분\t2023년\t2024년", "반도체\t986\t1419", "자동차\t709\t708",
        "수입", "구분\t2023년\t2024년", "원유\t1\t2",
    ]  # fmt: skip
    assert document.page_at(document.text.index("원유")).number == 2
    assert [one.heading for one in parse_blocks(document) if one.table] == [("수출",), ("수입",)]


def test_title_unit_and_source_stand_around_their_table():
    book, sheet = sheet_of(
        [["품목별 수출"], [None, None, "(단위: 억 달러)"], HEAD, *BODY, ["자료: 관세청"]]
    )
    sheet.merge_cells("A1:C1")
    document = read(book)
    assert marked_texts(document, "caption") == ["품목별 수출"]
    assert len(cells(document)) == 9
    block = next(one for one in parse_blocks(document) if one.table)
    assert (block.table.caption, block.table.unit) == ("품목별 수출", "억 달러")
    assert block.table.source == "자료: 관세청"


def test_title_and_unit_in_one_row_or_above_a_blank_one():
    document = read(sheet_of([["표 1. 수출", None, "(단위: 억원)"], HEAD, *BODY])[0])
    assert lines(document)[1:3] == ["표 1. 수출", "(단위: 억원)"]
    assert marked_texts(document, "caption") == ["표 1. 수출"]
    document = read(sheet_of([["수출 현황"], [], HEAD, *BODY])[0])
    assert marked_texts(document, "caption") == ["수출 현황"]
    document = read(sheet_of([["수출 현황"], [], [], [], [], HEAD, *BODY])[0])
    assert marked_texts(document, "caption") == []
    assert lines(document)[1] == "수출 현황"


def test_blank_rows_and_columns_part_tables():
    rows = [
        ["구분", "값", None, "지역", "수"],
        ["가", "ㄱ", None, "서울", "ㄴ"],
        ["나", "ㄷ", None, "부산", "ㄹ"],
        [],
        ["연도", "이름", None, None, None],
        ["2024", "홍길동", None, None, None],
    ]
    document = read(sheet_of(rows)[0])
    assert [[c[4] for c in cells(document, n)] for n in range(3)] == [
        ["구분", "값", "가", "ㄱ", "나", "ㄷ"],
        ["지역", "수", "서울", "ㄴ", "부산", "ㄹ"],
        ["연도", "이름", "2024", "홍길동"],
    ]


def test_a_blank_row_between_groups_of_figures_parts_nothing():
    document = read(sheet_of([HEAD, *BODY, [], ["합계", 1695, 2127]])[0])
    assert len(document.grids) == 1
    assert cells(document)[-1] == (3, 2, 1, 1, "2127")


def test_merged_cells_are_spans():
    book, sheet = sheet_of(
        [["구분", "수출", None, "비고"], [None, "금액", "비중", None], ["가", 1, 2, "없음"]]
    )
    for area in ("A1:A2", "B1:C1", "D1:D2"):
        sheet.merge_cells(area)
    assert cells(read(book)) == [
        (0, 0, 2, 1, "구분"), (0, 1, 1, 2, "수출"), (0, 3, 2, 1, "비고"), (1, 1, 1, 1, "금액"),
        (1, 2, 1, 1, "비중"), (2, 0, 1, 1, "가"), (2, 1, 1, 1, "1"), (2, 2, 1, 1, "2"),
        (2, 3, 1, 1, "없음"),
    ]  # fmt: skip


def test_what_a_sheet_says_about_headers():
    book, sheet = sheet_of([HEAD, *BODY])
    assert read(book).grids[0].header_rows == 0
    sheet.freeze_panes = "B2"
    grid = read(book).grids[0]
    assert (grid.header_rows, grid.header_columns) == (1, 1)
    book, sheet = sheet_of([HEAD, *BODY], start=3)
    sheet.add_table(Table(displayName="T", ref="A3:C5"))
    assert read(book).grids[0].header_rows == 1
    book, sheet = sheet_of([HEAD, *BODY])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    assert read(book).grids[0].header_rows == 1
    book, sheet = sheet_of([HEAD, ["가", "나", "다"], *BODY])
    sheet.print_title_rows = "1:2"
    assert read(book).grids[0].header_rows == 2


def test_values_are_shown_as_their_formats_show_them():
    values = [
        (0.125, "0.0%", "12.5%"),
        (1234567, "#,##0", "1,234,567"),
        (-1234, "#,##0_);(#,##0)", "(1,234)"),
        (datetime.date(2024, 3, 5), 'yyyy"년" m"월" d"일"', "2024년 3월 5일"),
        (datetime.date(2024, 3, 5), "yyyy-mm-dd", "2024-03-05"),
        (datetime.datetime(2024, 3, 5, 18, 0), "yyyy/mm/dd hh:mm", "2024/03/05 18:00"),
        (True, "General", "TRUE"),
        (0.1 + 0.2, "General", "0.3"),
        ("문자 ", "@", "문자"),
        ("#N/A", "General", "#N/A"),
        (5000, "[$₩-412]#,##0", "₩5,000"),
    ]
    book, sheet = sheet_of([["값", "표시"]])
    for number, (value, code, _) in enumerate(values, 2):
        sheet.cell(number, 1, "행")
        sheet.cell(number, 2, value).number_format = code
    document = read(book)
    assert [line.split("\t")[1] for line in lines(document)[2:]] == [v[2] for v in values]


def test_hidden_sheets_rows_and_columns_are_left_out_and_counted():
    book, sheet = sheet_of([["가", "숨은 열", "나"], ["숨은 행", "x", "y"], ["다", "z", "라"]])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("숨은 시트")["A1"] = "비밀"
    book["숨은 시트"].sheet_state = "veryHidden"
    document = read(book)
    assert lines(document) == ["시트", "가\t나", "다\t라"]
    assert losses(document) == {"hidden-text-left-out": 3}


def test_formulas_without_values_comments_and_charts():
    book, sheet = sheet_of([["구분", "값"], ["가", 1], ["나", "=B2+1"]])
    sheet["A2"].comment = Comment("메모", "나")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "D2")
    document = read(book)
    # What openpyxl writes has no cached figures, neither for the formula nor for the chart.
    assert losses(document) == {
        "formulas-without-value": 1, "comments-left-out": 1, "charts-not-read": 1,
    }  # fmt: skip


def test_text_boxes_and_pictures_over_a_sheet_are_read_once():
    def shape(text):
        return f"<sp><txBody><p><r><t>{text}</t></r></p></txBody></sp>"

    book, sheet = sheet_of([HEAD, *BODY])
    sheet.add_chart(BarChart(), "E2")
    drawing = (
        f"<wsDr><twoCellAnchor>{shape('글상자')}</twoCellAnchor><AlternateContent><Choice>"
        f"{shape('새 도형')}</Choice><Fallback>{shape('이 판에서는 볼 수 없습니다')}</Fallback>"
        "</AlternateContent><grpSp><pic><nvPicPr><cNvPr descr='그림 1'/></nvPicPr></pic><pic>"
        "<nvPicPr><cNvPr descr='충전소의 위치를 나타낸 지도'/></nvPicPr></pic></grpSp></wsDr>"
    )
    document = read(changed(save(book), xl__drawings__drawing1_dot_xml=drawing))
    assert lines(document)[4:] == ["글상자", "새 도형", "충전소의 위치를 나타낸 지도"]
    assert losses(document) == {"images-not-read": 1}


def test_a_formulas_cached_value_and_a_rich_text_are_read():
    data = save(sheet_of([["구분", "값"], ["가", 1]])[0])
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row><c t="inlineStr"><is><r><t>반</t></r><r><t>도체</t></r><rPh sb="0" eb="1"><t>x</t>'
        "</rPh></is></c><c><f>1+1</f><v>2</v></c></row>"
        '<row><c t="inlineStr"><is><t>줄_x000D_\n바꿈</t></is></c><c t="str"><f>A1</f><v>글</v></c>'
        '</row><row r="3"><c r="A3" t="s"><v>99</v></c><c r="B3" t="e"><v>#REF!</v></c></row>'
        "</sheetData></worksheet>"
    )
    document = read(changed(data, xl__worksheets__sheet1_dot_xml=sheet))
    assert [c[4] for c in cells(document)] == ["반도체", "2", "줄\n바꿈", "글", "#REF!"]
    assert not document.losses


def test_openpyxl_and_we_read_the_same_cells():
    book, sheet = sheet_of([[f"칸{r}-{c}" for c in range(7)] for r in range(40)])
    data = save(book)
    again = openpyxl.load_workbook(BytesIO(data))["시트"]
    theirs = {(c.row - 1, c.column - 1): c.value for row in again.iter_rows() for c in row}
    assert {(r, c): text for r, c, _, _, text in cells(read(data))} == theirs


def test_what_libreoffice_writes_is_read(tmp_path):
    page = tmp_path / "a.csv"
    page.write_text("구분,값,비율\n반도체,1419,12.5%\n자동차,708,3.0%\n", "utf-8")
    made = convert(page, "xlsx", tmp_path, "--infilter=CSV:44,34,76,1")
    document = read(made.read_bytes())
    assert [c[4] for c in cells(document)] == [
        "구분", "값", "비율", "반도체", "1419", "12.50%", "자동차", "708", "3.00%",
    ]  # fmt: skip


def test_what_is_too_large_is_cut_and_said():
    book, _ = sheet_of([["번호", "값"], *([n, f"v{n}"] for n in range(1_000))])
    document = read(book, Limits(max_cells=500))
    assert losses(document) == {"table-cut": 1}
    assert len(document.grids[0].cells) == 500
    # A diagonal has few cells and a vast area.
    book, sheet = sheet_of([["a"]])
    for n in range(1, 3_000):
        sheet.cell(n, n, "x")
        sheet.cell(n, n + 1, "y")
    document = read(book)
    assert len(document.text) < 1_000_000
    assert losses(document) == {"table-cut": 1}


def test_cells_at_the_ends_of_a_sheet_cost_nothing():
    sheet = (
        '<worksheet xmlns="m"><sheetData><row r="1"><c r="A1" t="str"><v>가</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="str"><v>끝</v></c></row></sheetData><mergeCells>'
        '<mergeCell ref="B2:XFD1048575"/><mergeCell ref="A1:XFC1048575"/></mergeCells></worksheet>'
    )
    document = read(changed(GOOD, **{SHEET: sheet}))
    assert document.text.split() == ["시트", "가", "끝"]
    assert len(document.text) < 100_000


def test_two_hundred_thousand_cells_are_read_in_time():
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("큰 표")
    sheet.append([f"열{n}" for n in range(10)])
    for n in range(19_999):
        sheet.append([f"행{n}", *(n * 1.5 + m for m in range(9))])
    data = save(book)
    start = time.perf_counter()
    document = read_bytes(data, "a.xlsx", Limits())
    assert time.perf_counter() - start < 40
    assert len(document.grids[0].cells) == 200_000
    assert not document.losses


GOOD = save(sheet_of([["제목"], HEAD, *BODY])[0])
SHEET = "xl__worksheets__sheet1_dot_xml"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (GOOD[: len(GOOD) // 2], "file-damaged"),
        (changed(GOOD, xl__workbook_dot_xml="no xml"), "xml-damaged"),
        (changed(GOOD, **{SHEET: "<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>"}), "xml-forbidden"),
        (changed(GOOD, **{SHEET: "<a>" + " " * 3_000_000 + "</a>"}), "archive-too-large"),
        (save(openpyxl.Workbook()), "file-blank"),
        (changed(GOOD, **{SHEET: None}), "file-blank"),
        (changed(GOOD, **{SHEET: "nothing"}), "file-blank"),
    ],
)
def test_bad_files_say_why(data, code):
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.xlsx", Limits(max_unpacked_bytes=20_000_000))
    assert caught.value.code == code


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_flipped_bytes_give_a_document_or_a_reason(data):
    raw = flip_bytes(data.draw, GOOD, 6)
    try:
        check_document(read_bytes(raw, "a.xlsx", Limits()))
    except ReadError as error:
        assert error.code != "reader-failed", error


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_arrangement_of_cells_loses_no_text(data):
    places = data.draw(
        st.sets(st.tuples(st.integers(1, 12), st.integers(1, 8)), min_size=1, max_size=40)
    )
    book, sheet = sheet_of([])
    for row, column in places:
        sheet.cell(row, column, f"r{row}c{column}x")
    areas = data.draw(st.lists(st.tuples(*[st.integers(1, 6)] * 4), max_size=3))
    for top, left, tall, wide in areas:
        if (top, left) in places and not any(
            one.min_row <= top + tall and one.max_row >= top
            and one.min_col <= left + wide and one.max_col >= left
            for one in sheet.merged_cells.ranges
        ):  # fmt: skip
            sheet.merge_cells(start_row=top, start_column=left, end_row=top + tall - 1,
                              end_column=left + wide - 1)  # fmt: skip
    kept = {
        cell.value
        for line in sheet.iter_rows()
        for cell in line
        if getattr(cell, "value", None) is not None
    }
    document = read(book)
    found = document.text.replace("\t", "\n").replace(" ", "\n").split("\n")[1:]
    assert sorted(filter(None, found)) == sorted(kept)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_flipped_characters_of_a_sheet_give_a_document_or_a_reason(data):
    body = (
        b'<worksheet xmlns="m"><sheetViews><sheetView><pane ySplit="1" state="frozen"/></sheetView>'
        b'</sheetViews><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1">'
        b'<c r="A1" t="s"><v>1</v></c><c r="B1"><v>2.5</v></c></row><row r="2"><c r="A2" s="1">'
        b'<f>B1</f><v>7</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
        b"</worksheet>"
    )
    body = set_bytes(data.draw, body, 5, values=(32, 126))
    try:
        check_document(read_bytes(changed(GOOD, **{SHEET: body}), "a.xlsx", Limits()))
    except ReadError as error:
        assert error.code != "reader-failed", error
