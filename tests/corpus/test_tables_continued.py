"""A ruled table that goes on over printed pages is one table; two that follow stay two."""

import pytest

from corpus import make_passages, parse_blocks
from tests.corpus.continued_tables import HEAD, ROWS, XS, draw, pages, tables, texts
from tests.corpus.invariants import check_passages
from tests.corpus.pdf_paper import LONG, Paper, read_paper


def assert_whole(document, rows=ROWS):
    (table,) = tables(document)
    assert (table.caption, table.unit) == ("〈표 3〉 기업별 매출", "억원")
    assert table.columns == HEAD
    assert texts(table) == list(rows)
    assert table.numbers == tuple(range(1, len(rows) + 1))
    places = [(cell.row, cell.column) for cell in table.cells]
    assert places == [(row, column) for row in range(len(rows) + 1) for column in range(3)]


def test_the_header_is_repeated():
    document = read_paper(pages([HEAD, *ROWS[:4]], [HEAD, *ROWS[4:]]))
    assert len(document.grids) == 2
    assert_whole(document)


def test_the_header_is_not_repeated():
    document = read_paper(pages([HEAD, *ROWS[:4]], ROWS[4:]))
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
    document = read_paper(paper)
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
    document = read_paper(pages([HEAD, *ROWS[:4]], ROWS[4:], between=[lines]))
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
    document = read_paper(pages([HEAD, *ROWS[:4]], second, between=[lines]))
    assert len(tables(document)) == 2


def test_other_columns_are_another_table():
    document = read_paper(pages([HEAD, *ROWS[:4]], ROWS[4:], xs=(XS, (50, 180, 330, 400))))
    assert len(tables(document)) == 2
    two = [row[:2] for row in ROWS[4:]]
    assert len(tables(read_paper(pages([HEAD, *ROWS[:4]], two, xs=(XS, (50, 150, 400)))))) == 2


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
    document = read_paper(pages([HEAD, *ROWS[:4]], [first, *ROWS[4:]]))
    assert len(tables(document)) == 2


def test_names_of_columns_above_words_begin_another_table():
    first = [
        ("기업", "분야", "담당"),
        ("가전자", "반도체", "김하늘"),
        ("나전자", "축전지", "이바다"),
    ]
    second = [("다전자", "자동차", "박구름"), ("라전자", "조선업", "최나무")]
    assert len(tables(read_paper(pages(first, second)))) == 1
    head = ("기관명", "주요 내용", "비고")
    assert len(tables(read_paper(pages(first, [head, *second])))) == 2


def test_a_shaded_header_of_its_own_is_another_table():
    paper = pages([HEAD, *ROWS[:4]], ROWS[4:])
    paper.pages[-1].insert(0, "q 0.8 g 50 762 350 20 re f Q")
    assert len(tables(read_paper(paper))) == 2


def test_a_table_that_ends_in_mid_page_does_not_go_on():
    paper = Paper().page().text(60, 40, "〈표 3〉 기업별 매출 (단위: 억원)")
    draw(paper, [HEAD, *ROWS[:4]], 60)
    draw(paper.page(), ROWS[4:], 60)
    assert len(tables(read_paper(paper))) == 2


def test_not_from_one_page_to_the_next_but_one():
    paper = pages([HEAD, *ROWS[:4]], [], ROWS[4:])
    assert len(tables(read_paper(paper))) == 2


def test_margins_that_change_from_page_to_page():
    moved = tuple(x + 28 for x in XS)
    assert_whole(read_paper(pages([HEAD, *ROWS[:4]], ROWS[4:], xs=(XS, moved))))


def test_one_row_alone_on_the_last_page():
    document = read_paper(pages([HEAD, *ROWS[:8]], ROWS[8:]))
    assert_whole(document)
    moved = tuple(x + 20 * at for at, x in enumerate(XS))
    assert len(tables(read_paper(pages([HEAD, *ROWS[:8]], ROWS[8:], xs=(XS, moved))))) == 1


def test_notes_at_the_foot_stand_between():
    first = Paper().page()
    first.text(60, 40, "제조업의 매출1)은 늘었다").text(60, 60, "〈표 3〉 기업별 매출 (단위: 억원)")
    draw(first, [HEAD, *ROWS[:4]], 600)
    first.rule(60, 730, 200, 730).text(60, 745, "1) 매출은 부가가치세를 뺀 금액이다.", 8)
    first.page()
    draw(first, ROWS[4:], 60)
    document = read_paper(first)
    (table,) = tables(document)
    assert texts(table) == list(ROWS)
    kinds = [block.kind for block in parse_blocks(document)]
    assert kinds.count("footnote") == 1


def test_an_empty_column_on_the_later_page():
    xs = (50, 150, 300, 400, 450)
    head = (*HEAD, "비고")
    first = [(*row, "잠정" if number == 1 else None) for number, row in enumerate(ROWS[:4])]
    document = read_paper(pages([head, *first], ROWS[4:], xs=(xs, xs)))
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
    document = read_paper(pages(first, rest, xs=(xs, xs)))
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
    document = read_paper(pages(first, rest, xs=(xs, xs)))
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
    (block,) = [b for b in parse_blocks(read_paper(paper)) if b.table]
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
    document = read_paper(pages(first, rest, xs=(XS, XS)))
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
