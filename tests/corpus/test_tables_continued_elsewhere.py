"""Tables that go on in other documents: made by hand, in a text, from a word processor."""

import time

import pytest
from docx import Document as Word
from docx.oxml import OxmlElement
from docx.shared import Cm

from corpus import Document, Grid, GridCell, Limits, Mark, Page, parse_blocks
from corpus.readers.reading import read_bytes
from tests.corpus.continued_tables import tables, texts
from tests.corpus.pdf_paper import LONG, Paper, read_paper
from tests.corpus.programs import convert


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
    printed = convert(tmp_path / "long.docx", "pdf", tmp_path)
    document = read_bytes(printed.read_bytes(), "long.pdf", Limits())
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
    return read_paper(paper), rows


@pytest.mark.parametrize("again", [False, True])
def test_columns_without_rules_go_on(again):
    document, rows = columns_without_rules(again)
    (table,) = tables(document)
    assert texts(table) == rows and table.columns == ("업종", "설명", "비중")


def test_columns_without_rules_that_stand_elsewhere_or_hold_no_figures_are_not_sure():
    assert len(tables(columns_without_rules(shift=60)[0])) == 2
    assert len(tables(columns_without_rules(words=True)[0])) == 2
