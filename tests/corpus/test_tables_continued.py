"""A table that goes on over pages is one table; tables that merely follow each other stay two."""

import shutil
import subprocess
import time

import pytest
from docx import Document as Word
from docx.oxml import OxmlElement
from docx.shared import Cm

from corpus import (
    Document,
    Grid,
    GridCell,
    Limits,
    Mark,
    Page,
    make_passages,
    parse_blocks,
)
from corpus.readers.reading import read_bytes
from tests.corpus.pdf_paper import Paper
from tests.corpus.test_passages import check_passages

LONG = "이 보고서는 제조업의 생산성을 높이는 방안을 찾는다"
HEAD = ("기업", "분야", "매출")
ROWS = tuple(
    (f"{name}전자", f"{name}도체 제조", f"{n},500")
    for n, name in enumerate("가나다라마바사아자", 1)
)
XS = (50, 150, 300, 400)


def draw(paper, rows, y, xs=XS, step=20):
    """A ruled table whose first row begins at `y`; None leaves a cell empty."""
    paper.grid(xs, [y + step * number for number in range(len(rows) + 1)])
    for number, row in enumerate(rows):
        for x, cell in zip(xs, row, strict=False):
            if cell:
                paper.text(x + 10, y + step * number + 14, cell)
    return paper


def pages(*parts, between=(), xs=None):
    """Pages with a running title and a number; the first part is at the foot of its page.

    `between` holds for each later page the lines above its table.
    """
    paper = Paper()
    for number, rows in enumerate(parts):
        paper.page().text(60, 30, "제조업 백서", 8).text(290, 810, f"- {number + 1} -", 8)
        edges = xs[number] if xs else XS
        top = 60
        if number == 0:
            paper.text(60, 60, LONG)
            top = 760 - 20 * len(rows)
            paper.text(60, top - 30, "〈표 3〉 기업별 매출").text(330, top - 10, "(단위: 억원)")
        for at, line in enumerate(between[number - 1] if number and between else ()):
            paper.text(60, 60 + 20 * at, line)
            top = 60 + 20 * at + 14
        draw(paper, rows, top, edges)
    return paper


def read(paper):
    return read_bytes(paper.build(), "a.pdf", Limits())


def tables(document):
    passages = make_passages(document)
    check_passages(document, passages)
    return [block.table for block in parse_blocks(document) if block.table]


def texts(table):
    return [tuple(cell.text for cell in row) for row in table.rows]


def assert_whole(document, rows=ROWS):
    (table,) = tables(document)
    assert (table.caption, table.unit) == ("〈표 3〉 기업별 매출", "억원")
    assert table.columns == HEAD
    assert texts(table) == list(rows)
    assert table.numbers == tuple(range(1, len(rows) + 1))
    places = [(cell.row, cell.column) for cell in table.cells]
    assert places == [(row, column) for row in range(len(rows) + 1) for column in range(3)]


def test_the_header_is_repeated():
    document = read(pages([HEAD, *ROWS[:4]], [HEAD, *ROWS[4:]]))
    assert len(document.grids) == 2
    assert_whole(document)


def test_the_header_is_not_repeated():
    document = read(pages([HEAD, *ROWS[:4]], ROWS[4:]))
    assert_whole(document)
    passage = next(p for p in make_passages(document) if p.kind == "table")
    line = "기업: 바전자 | 분야: 바도체 제조 | 매출: 6,500"
    assert line in passage.text and passage.page == 1
    assert passage.caption == "〈표 3〉 기업별 매출 (단위: 억원)"
    (cell,) = [c for c in passage.cells if passage.text[c.start : c.end] == "6,500"]
    assert (cell.row, cell.column, cell.row_name, cell.column_name) == (7, 3, "바전자", "매출")
    (box,) = document.boxes(*_span(passage, cell))
    assert box.page == 2


def _span(passage, cell):
    (span,) = passage.view.source_spans(cell.start, cell.end)
    return span.start, span.end


@pytest.mark.parametrize("again", [False, True])
def test_three_pages(again):
    head = [HEAD] if again else []
    rows = [tuple(cell for cell in row) for row in ROWS]
    paper = Paper()
    for number, part in enumerate((rows[:3], rows[3:6], rows[6:])):
        paper.page().text(60, 30, "제조업 백서", 8).text(290, 810, f"- {number + 1} -", 8)
        if number == 0:
            paper.text(60, 60, "〈표 3〉 기업별 매출 (단위: 억원)")
        # Each part but the last fills its page.
        shown = [*(head if number else [HEAD]), *part]
        draw(paper, shown, 80, step=680 // len(shown) if number < 2 else 40)
    document = read(paper)
    assert len(document.grids) == 3
    (table,) = tables(document)
    assert texts(table) == rows and table.numbers == tuple(range(1, 10))
    assert table.unit == "억원"


@pytest.mark.parametrize(
    "lines",
    [
        ["<계속>"],
        ["(계속)"],
        ["〈표 3〉 계속"],
        ["〈표 3〉 기업별 매출 (계속)", "(단위: 억원)"],
        ["〈표 3 계속〉"],
        ["〈표 3〉 기업별 매출"],
        ["(앞 쪽에서 계속)"],
        ["<표 3> 기업별 매출(continued)"],
    ],
)
def test_what_says_that_the_table_goes_on_is_furniture(lines):
    document = read(pages([HEAD, *ROWS[:4]], ROWS[4:], between=[lines]))
    assert_whole(document)
    blocks = parse_blocks(document)
    furniture = "".join(b.view.text for b in blocks if b.kind == "furniture")
    for line in lines:
        assert "".join(line.split()) in "".join(furniture.split())
    assert all("계속" not in passage.text for passage in make_passages(document))


@pytest.mark.parametrize(
    "lines",
    [
        ["〈표 4〉 기업별 고용"],
        ["〈표 4〉 기업별 고용 (계속)"],
        ["〈표 30〉 계속"],
        ["(단위: 명)"],
        ["다음은 같은 기업의 고용을 살펴본 결과이다."],
        ["2. 고용 현황"],
        ["[그림 1] 매출 추이"],
        ["자료: 통계청"],
    ],
)
@pytest.mark.parametrize("again", [False, True])
def test_anything_else_between_keeps_them_apart(lines, again):
    second = [HEAD, *ROWS[4:]] if again else ROWS[4:]
    document = read(pages([HEAD, *ROWS[:4]], second, between=[lines]))
    assert len(tables(document)) == 2


def test_other_columns_are_another_table():
    document = read(pages([HEAD, *ROWS[:4]], ROWS[4:], xs=(XS, (50, 180, 330, 400))))
    assert len(tables(document)) == 2
    two = [row[:2] for row in ROWS[4:]]
    assert len(tables(read(pages([HEAD, *ROWS[:4]], two, xs=(XS, (50, 150, 400)))))) == 2


@pytest.mark.parametrize(
    "first",
    [
        ("기관명", "주요 내용", "비고"),
        ("지역", "담당 부서와 이름", "종업원"),
        ("기업", "차도체 제조", "9,000"),
    ],
)
def test_a_part_that_names_its_columns_anew_is_another_table(first):
    """Words of headers, words above figures, a like form that begins again."""
    document = read(pages([HEAD, *ROWS[:4]], [first, *ROWS[4:]]))
    assert len(tables(document)) == 2


def test_names_of_columns_above_words_begin_another_table():
    first = [
        ("기업", "분야", "담당"),
        ("가전자", "반도체", "김하늘"),
        ("나전자", "축전지", "이바다"),
    ]
    second = [("다전자", "자동차", "박구름"), ("라전자", "조선업", "최나무")]
    assert len(tables(read(pages(first, second)))) == 1
    head = ("기관명", "주요 내용", "비고")
    assert len(tables(read(pages(first, [head, *second])))) == 2


def test_a_shaded_header_of_its_own_is_another_table():
    paper = pages([HEAD, *ROWS[:4]], ROWS[4:])
    paper.pages[-1].insert(0, "q 0.8 g 50 762 350 20 re f Q")
    assert len(tables(read(paper))) == 2


def test_a_table_that_ends_in_mid_page_does_not_go_on():
    paper = Paper().page().text(60, 40, "〈표 3〉 기업별 매출 (단위: 억원)")
    draw(paper, [HEAD, *ROWS[:4]], 60)
    draw(paper.page(), ROWS[4:], 60)
    assert len(tables(read(paper))) == 2


def test_not_from_one_page_to_the_next_but_one():
    paper = pages([HEAD, *ROWS[:4]], [], ROWS[4:])
    assert len(tables(read(paper))) == 2


def test_margins_that_change_from_page_to_page():
    moved = tuple(x + 28 for x in XS)
    assert_whole(read(pages([HEAD, *ROWS[:4]], ROWS[4:], xs=(XS, moved))))


def test_one_row_alone_on_the_last_page():
    document = read(pages([HEAD, *ROWS[:8]], ROWS[8:]))
    assert_whole(document)
    moved = tuple(x + 20 * at for at, x in enumerate(XS))
    assert len(tables(read(pages([HEAD, *ROWS[:8]], ROWS[8:], xs=(XS, moved))))) == 1


def test_notes_at_the_foot_stand_between():
    first = Paper().page()
    first.text(60, 40, "제조업의 매출1)은 늘었다").text(60, 60, "〈표 3〉 기업별 매출 (단위: 억원)")
    draw(first, [HEAD, *ROWS[:4]], 600)
    first.rule(60, 730, 200, 730).text(60, 745, "1) 매출은 부가가치세를 뺀 금액이다.", 8)
    first.page()
    draw(first, ROWS[4:], 60)
    document = read(first)
    (table,) = tables(document)
    assert texts(table) == list(ROWS)
    kinds = [block.kind for block in parse_blocks(document)]
    assert kinds.count("footnote") == 1


def test_an_empty_column_on_the_later_page():
    xs = (50, 150, 300, 400, 450)
    head = (*HEAD, "비고")
    first = [(*row, "잠정" if number == 1 else None) for number, row in enumerate(ROWS[:4])]
    document = read(pages([head, *first], ROWS[4:], xs=(xs, xs)))
    (table,) = tables(document)
    assert texts(table)[4:] == [(*row, "") for row in ROWS[4:]]
    assert table.columns == head


def test_a_row_that_the_page_end_cut_is_one_row():
    first = [
        ("기업", "내용"),
        ("가전자", "매출이 늘었다."),
        ("나전자", "새로운 공장을 짓기 위하여"),
    ]
    rest = [(None, "부지를 마련하였다."), ("다전자", "변화가 없다."), ("라전자", "매출이 줄었다.")]
    xs = (50, 150, 400)
    document = read(pages(first, rest, xs=(xs, xs)))
    (table,) = tables(document)
    assert texts(table) == [
        ("가전자", "매출이 늘었다."),
        ("나전자", "새로운 공장을 짓기 위하여 부지를 마련하였다."),
        ("다전자", "변화가 없다."),
        ("라전자", "매출이 줄었다."),
    ]
    assert table.numbers == (1, 2, 3, 4)


def test_a_row_that_may_be_a_new_one_stays_its_own_below_its_label():
    first = [("기업", "내용"), ("가전자", "매출이 늘었다."), ("나전자", "공장을 지었다.")]
    rest = [(None, "부지를 마련하였다."), ("다전자", "변화가 없다."), ("라전자", "매출이 줄었다.")]
    xs = (50, 150, 400)
    document = read(pages(first, rest, xs=(xs, xs)))
    (block,) = [b for b in parse_blocks(document) if b.table]
    assert texts(block.table)[2] == ("", "부지를 마련하였다.")
    assert "기업: 나전자 | 내용: 부지를 마련하였다." in block.view.text


def test_a_tall_label_reaches_over_the_page_end():
    paper = Paper().page().text(60, 60, LONG).text(60, 600, "〈표 3〉 권역 현황")
    for y in (620, 640, 660, 680, 700):
        paper.rule(50 if y != 680 else 150, y, 400, y)
    for x in XS:
        paper.rule(x, 620, x, 700)
    cells = [HEAD, ROWS[0], ("동부", *ROWS[1][1:]), (None, *ROWS[2][1:])]
    for number, row in enumerate(cells):
        for x, cell in zip(XS, row, strict=False):
            if cell:
                paper.text(x + 10, 634 + 20 * number, cell)
    paper.page()
    draw(paper, [(None, *ROWS[3][1:]), *ROWS[4:]], 60)
    (block,) = [b for b in parse_blocks(read(paper)) if b.table]
    assert [row[0] for row in texts(block.table)][:5] == [
        "가전자",
        "동부",
        "동부",
        "동부",
        "마전자",
    ]
    assert "기업: 동부 | 분야: 라도체 제조" in block.view.text


def test_the_rest_of_a_cell_in_mid_row_stands_behind_the_row():
    """A view shows its source in order: the rest comes after the figure beside it."""
    head = ("기업", "내용", "예산")
    first = [head, ("가전자", "매출이 늘었다.", "10"), ("나전자", "공장을 짓기로 결정하", "20")]
    rest = [(None, "였으며 부지를 산다.", None), ("다전자", "변화가 없다.", "30")]
    document = read(pages(first, rest, xs=(XS, XS)))
    (block,) = [b for b in parse_blocks(document) if b.table]
    assert texts(block.table)[1] == ("나전자", "공장을 짓기로 결정하였으며 부지를 산다.", "20")
    assert block.table.numbers == (1, 2, 3)
    line = "기업: 나전자 | 내용: 공장을 짓기로 결정하 | 예산: 20 | 내용: 결정하였으며 부지를 산다."
    assert block.view.text.split("\n")[2] == line
    passages = make_passages(document)
    check_passages(document, passages)
    passage = next(p for p in passages if line in p.text)
    places = [c for c in passage.cells if c.row == 3]
    assert [(passage.text[c.start : c.end], c.column) for c in places] == [
        ("나전자", 1),
        ("공장을 짓기로 결정하", 2),
        ("20", 3),
        ("결정하였으며 부지를 산다.", 2),
    ]
    pages_of = [document.boxes(*_span(passage, cell))[0].page for cell in places]
    assert pages_of == [1, 1, 1, 2]


def built(*parts, between="", kind="pdf", edges=(), columns=2):
    """A document made by hand: on each page a declared table, `between` above all but the first."""
    text, pages_, marks, grids = "", [], [], []
    for number, rows in enumerate(parts):
        begin = len(text)
        text += between if number else "〈표 1〉 현황\n"
        start, cells = len(text), []
        for row, words in enumerate(rows):
            for column, word in enumerate(words):
                cells.append(GridCell(row, column, len(text), len(text) + len(word)))
                text += word + ("\n" if column == columns - 1 else "\t")
        grids.append(Grid(start, len(text) - 1, tuple(cells), edges=edges))
        marks.append(Mark("table", start, len(text) - 1))
        pages_.append(Page(number + 1, None, begin, len(text)))
    return Document(
        "0" * 64, "a." + kind, "", kind, text, tuple(pages_), tuple(marks), grids=tuple(grids)
    )  # fmt: skip


SHARES = [("지역", "비율"), ("서울", "10%"), ("부산", "20%"), ("대구", "30%"), ("인천", "40%")]


def test_documents_made_by_hand():
    """Where nothing tells where a table is printed, a repeated header or `계속` must."""
    whole = [tuple(row) for row in SHARES[1:]]
    again = built(SHARES[:3], [SHARES[0], *SHARES[3:]])
    told = built(SHARES[:3], SHARES[3:], between="(계속)\n")
    for document in (again, told):
        (table,) = tables(document)
        assert texts(table) == whole and table.caption == "〈표 1〉 현황"
        assert table.numbers == (1, 2, 3, 4)
    assert len(tables(built(SHARES[:3], SHARES[3:]))) == 2
    assert len(tables(built(SHARES[:3], [SHARES[0], *SHARES[3:]], kind="docx"))) == 2


def test_a_page_that_prints_the_same_table_again_is_not_swallowed():
    assert len(tables(built(SHARES, SHARES))) == 2


def test_tab_rows_of_a_text_with_page_marks():
    rows = ["\t".join(row) for row in SHARES]
    text = "〈표 1〉 현황\n" + "\n".join(rows[:3]) + "\n"
    end = len(text)
    text += "〈표 1〉 계속\n" + "\n".join([rows[0], *rows[3:]]) + "\n"
    pages_ = (Page(1, None, 0, end), Page(2, None, end, len(text)))
    (table,) = tables(Document("0" * 64, "a.txt", "", "text", text, pages_))
    assert texts(table) == [tuple(row) for row in SHARES[1:]]
    assert table.caption == "〈표 1〉 현황"
    other = text.replace("〈표 1〉 계속", "〈표 2〉 계속")
    assert len(tables(Document("0" * 64, "a.txt", "", "text", other, pages_))) == 2


def test_many_pages_cost_no_quadratic_time():
    count = 300
    parts = [
        [SHARES[0], *((f"{page}시 {row}동", f"{row}%") for row in range(40))]
        for page in range(count)
    ]
    started = time.perf_counter()
    (block,) = [b for b in parse_blocks(built(*parts)) if b.table]
    assert len(block.table.rows) == 40 * count
    assert time.perf_counter() - started < 20


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("again", [False, True])
def test_a_long_table_of_a_word_file_printed_by_an_office_program(tmp_path, again):
    """Seventy rows over nine pages; the office program cuts rows where a page ends."""
    head = ("번호", "사업", "내용", "예산")
    expected = [
        (
            f"제{n}호",
            f"사업 {n}",
            f"{n}번째 사업은 지역의 기업이 새로운 설비를 들여와 생산성을 높이도록 지원하며 "
            "그 결과를 해마다 살핀다.",
            f"{3 * n},000",
        )
        for n in range(1, 71)
    ]
    word = Word()
    word.add_paragraph("이 보고서는 사업의 현황을 살펴본다.")
    word.add_paragraph("〈표 1〉 사업별 현황 (단위: 억원)")
    table = word.add_table(rows=0, cols=4)
    table.style = "Table Grid"
    for row in (head, *expected):
        for cell, text, width in zip(table.add_row().cells, row, (2, 4, 7, 2), strict=True):
            cell.text, cell.width = text, Cm(width)
    if again:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    word.add_paragraph("자료: 통계청")
    word.save(tmp_path / "long.docx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "long.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    document = read_bytes((tmp_path / "long.pdf").read_bytes(), "long.pdf", Limits())
    assert len(document.pages) == len(document.grids) > 4
    (found,) = tables(document)
    assert (found.caption, found.unit) == ("〈표 1〉 사업별 현황 (단위: 억원)", "억원")
    assert (found.source, found.columns) == ("자료: 통계청", head)
    assert found.numbers == tuple(range(1, 71))
    closed = [tuple("".join(cell.split()) for cell in row) for row in texts(found)]
    assert closed == [tuple("".join(cell.split()) for cell in row) for row in expected]


def columns_without_rules(again=False, shift=0, words=False):
    """Thirty rows in columns by alignment, twenty of them on the first page."""
    paper = Paper()
    head = ("업종", "설명", "비중")
    rows = [(f"업종{n}", f"설명 {n}번", "늘었다" if words else f"{n}.5%") for n in range(1, 31)]
    for page, part in enumerate(([head, *rows[:20]], [*([head] if again else []), *rows[20:]])):
        paper.page().text(60, 30, "백서", 8).text(290, 810, f"- {page + 1} -", 8)
        if not page:
            paper.text(60, 60, LONG).text(60, 90, "〈표 1〉 업종별 비중")
        for number, row in enumerate(part):
            for x, cell in zip((60, 200, 400), row, strict=True):
                y = 60 + 20 * number if page else 110 + 34 * number
                paper.text(x + shift * page, y, cell)
    return read(paper), rows


@pytest.mark.parametrize("again", [False, True])
def test_columns_without_rules_go_on(again):
    document, rows = columns_without_rules(again)
    (table,) = tables(document)
    assert texts(table) == rows and table.columns == ("업종", "설명", "비중")


def test_columns_without_rules_that_stand_elsewhere_or_hold_no_figures_are_not_sure():
    assert len(tables(columns_without_rules(shift=60)[0])) == 2
    assert len(tables(columns_without_rules(words=True)[0])) == 2
