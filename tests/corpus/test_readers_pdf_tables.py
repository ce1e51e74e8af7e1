"""PDF: tables as grids with spans, headers, wrapped cells and repeated headers."""

import pytest

from corpus import parse_blocks
from tests.corpus.pdf_paper import LONG, Paper, read_paper
from tests.corpus.shown import cells


def header_of(document, number=0):
    grid = document.grids[number]
    return grid.header_rows, grid.header_columns


def merged(paper, shaded=False, y=100):
    """구분 is two rows tall, 보급 two columns wide; no outer uprights, as often in Korea."""
    if shaded:
        paper.area(50, y, 350, y + 40)
    for at in (y, y + 40, y + 60, y + 80):
        paper.rule(50, at, 350, at)
    paper.rule(150, y + 20, 350, y + 20)
    paper.rule(150, y, 150, y + 80).rule(250, y + 20, 250, y + 80)
    for x, down, text in (
        (60, 24, "구분"),
        (200, 14, "보급"),
        (160, 34, "신규"),
        (260, 34, "고도화"),
        (60, 54, "2023년"),
        (160, 54, "1,100"),
        (260, 54, "900"),
        (60, 74, "2024년"),
        (160, 74, "1,200"),
        (260, 74, "800"),
    ):
        paper.text(x, y + down, text)
    return paper


MERGED = [
    (0, 0, 2, 1, "구분"),
    (0, 1, 1, 2, "보급"),
    (1, 1, 1, 1, "신규"),
    (1, 2, 1, 1, "고도화"),
    (2, 0, 1, 1, "2023년"),
    (2, 1, 1, 1, "1,100"),
    (2, 2, 1, 1, "900"),
    (3, 0, 1, 1, "2024년"),
    (3, 1, 1, 1, "1,200"),
    (3, 2, 1, 1, "800"),
]


def test_spans_from_missing_rules():
    document = read_paper(merged(Paper().page().text(60, 60, LONG)))
    assert cells(document) == MERGED
    assert header_of(document) == (0, 0)
    grid = document.grids[0]
    assert document.text[grid.start : grid.end] == (
        "구분\t보급\t\n\t신규\t고도화\n2023년\t1,100\t900\n2024년\t1,200\t800"
    )
    assert [(mark.start, mark.end) for mark in document.marks] == [(grid.start, grid.end)]


def test_shaded_rows_are_the_header_and_the_blocks_know():
    document = read_paper(merged(Paper().page().text(60, 60, LONG), shaded=True))
    assert header_of(document) == (2, 0)
    (table,) = [block.table for block in parse_blocks(document) if block.table]
    assert table.columns == ("구분", "보급 신규", "보급 고도화")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["2023년", "1,100", "900"],
        ["2024년", "1,200", "800"],
    ]


def test_a_shaded_first_column_is_a_header_of_rows():
    paper = (
        Paper()
        .page()
        .text(60, 60, LONG)
        .area(50, 100, 150, 160)
        .grid([50, 150, 250], [100, 120, 140, 160])
    )
    for row, (name, value) in enumerate((("사업명", "보급"), ("예산", "9억"), ("기간", "3년"))):
        paper.text(60, 114 + 20 * row, name).text(160, 114 + 20 * row, value)
    assert header_of(read_paper(paper)) == (0, 1)


def test_striped_rows_are_no_header():
    paper = Paper().page().text(60, 60, LONG)
    for row in (0, 2):
        paper.area(50, 100 + 20 * row, 250, 120 + 20 * row)
    paper.grid([50, 150, 250], [100 + 20 * row for row in range(5)])
    for row in range(4):
        paper.text(60, 114 + 20 * row, f"{row}행").text(160, 114 + 20 * row, str(row))
    assert header_of(read_paper(paper)) == (0, 0)


def offices(heavy, rows=5, in_pieces=False):
    """A table of words; `heavy` are the levels (from the top) with a heavier rule, and how."""
    paper = Paper().page().text(60, 60, LONG)
    for x in (50, 150, 250):
        paper.rule(x, 100, x, 100 + 20 * rows)
    for level in range(rows + 1):
        y = 100 + 20 * level
        for x0, x1 in ((50, 150), (150, 250)) if in_pieces else ((50, 250),):
            how = heavy.get(level)
            paper.rule(x0, y, x1, y, 1.5 if how == "thick" else 0.5)
            if how == "double":
                paper.rule(x0, y + 1.6, x1, y + 1.6)
    for row in range(rows):
        paper.text(60, 114 + 20 * row, "가나다라마바사"[row] * 2)
        paper.text(160, 114 + 20 * row, "자차카타파하아"[row] * 2)
    return paper


@pytest.mark.parametrize("how", ["thick", "double"])
@pytest.mark.parametrize("in_pieces", [False, True])
def test_a_row_that_a_heavier_rule_sets_off_is_the_header(how, in_pieces):
    assert header_of(read_paper(offices({1: how}, in_pieces=in_pieces))) == (1, 0)
    frame = {0: how, 1: how, 5: how}
    document = read_paper(offices(frame, in_pieces=in_pieces))
    assert header_of(document) == (1, 0)
    assert len(cells(document)) == 10


@pytest.mark.parametrize(
    "heavy",
    [
        {},
        {0: "thick", 5: "thick"},
        {0: "double", 5: "double"},
        {1: "thick", 3: "thick"},
        {4: "thick"},
        {4: "double"},
        {2: "thick"},
        {level: "double" for level in range(6)},
    ],
)
def test_frames_sections_and_totals_are_set_off_otherwise(heavy):
    """The frame, several sections, the row of totals, two rows of which none spans another."""
    assert header_of(read_paper(offices(heavy))) == (0, 0)


def test_two_storeys_above_a_heavier_rule():
    paper = merged(Paper().page().text(60, 60, LONG))
    paper.rule(50, 140, 350, 140, 1.5)
    assert header_of(read_paper(paper)) == (2, 0)


def test_figures_above_a_heavier_rule_are_no_header():
    paper = offices({1: "thick"}).text(200, 114, "1,200")
    assert header_of(read_paper(paper)) == (1, 0)
    paper = Paper().page().text(60, 60, LONG).grid([50, 150, 250], [100, 120, 140, 160])
    paper.rule(50, 120, 250, 120, 1.5)
    for row, name in enumerate(("총계", "서울", "부산")):
        paper.text(60, 114 + 20 * row, name).text(160, 114 + 20 * row, f"{row + 1},200")
    assert header_of(read_paper(paper)) == (0, 0)


def test_cells_of_several_printed_lines():
    paper = Paper().page().text(60, 60, LONG).grid([50, 150, 250], [100, 140, 180])
    paper.text(60, 124, "구분").text(160, 114, "중소벤처기업").text(160, 128, "부가 지원")
    paper.text(60, 164, "가").text(160, 164, "나")
    document = read_paper(paper)
    assert cells(document)[1] == (0, 1, 1, 1, "중소벤처기업\n부가 지원")
    (cell,) = [cell for cell in document.grids[0].cells if cell.row == 0 and cell.column == 1]
    boxes = document.boxes(cell.start, cell.end)
    assert [round(box.left * 595) for box in boxes] == [160, 160]


def test_letters_one_below_the_other_in_a_narrow_cell():
    paper = Paper().page().text(60, 60, LONG).grid([50, 70, 250], [100, 150, 170])
    for number, letter in enumerate("추진안"):
        paper.text(55, 114 + 14 * number, letter)
    paper.text(80, 114, "내용").text(55, 164, "나").text(80, 164, "둘")
    assert cells(read_paper(paper))[0] == (0, 0, 1, 1, "추진안")


def test_a_table_that_goes_on_repeats_its_header():
    """Two grids, each on its page; the second is told to begin with the header of the first."""
    paper = Paper()
    for page in range(2):
        paper.page().text(60, 40, "백서", 8)
        paper.grid([50, 150, 250], [100, 120, 140, 160])
        paper.text(60, 114, "기업").text(160, 114, "매출")
        for row in range(2):
            paper.text(60, 134 + 20 * row, f"{page}{row}사").text(
                160, 134 + 20 * row, f"{row + 1},000"
            )
        paper.text(290, 810, f"- {page + 1} -", 8)
    document = read_paper(paper)
    assert [header_of(document, number) for number in (0, 1)] == [(1, 0), (1, 0)]


def test_aligned_columns_with_numbers_set_right_and_wrapped_cells():
    paper = Paper().page().text(60, 60, LONG)
    rows = (("업종", "설명", "비중"), ("자동차", "완성차와 부품을", "24.1%"), ("", "함께 센다", ""))
    rows += (("식품", "음료를 뺀다", "8.9%"), ("섬유", "옷을 넣는다", "11.0%"))
    y = 100
    for name, about, share in rows:
        y += 13 if not name else 24
        for x, cell in ((60, name), (160, about), (400 - 5 * len(share), share)):
            if cell:
                paper.text(x, y, cell)
    assert cells(read_paper(paper)) == [
        (0, 0, 1, 1, "업종"),
        (0, 1, 1, 1, "설명"),
        (0, 2, 1, 1, "비중"),
        (1, 0, 1, 1, "자동차"),
        (1, 1, 1, 1, "완성차와 부품을\n함께 센다"),
        (1, 2, 1, 1, "24.1%"),
        (2, 0, 1, 1, "식품"),
        (2, 1, 1, 1, "음료를 뺀다"),
        (2, 2, 1, 1, "8.9%"),
        (3, 0, 1, 1, "섬유"),
        (3, 1, 1, 1, "옷을 넣는다"),
        (3, 2, 1, 1, "11.0%"),
    ]


NAMES = (("업종", "설명", "비중"), ("자동차와 그 부품을", "완성차", "24.1%"), ("만드는 업체",))
NAMES += (
    ("식품과 음료,", "담배는 뺀다", "8.9%"),
    ("마른 먹거리까지", "물은 넣는다"),
    ("파는 업체",),
)
NAMES += (("섬유를 뽑아", "옷은 뺀다", "11.0%"), ("짜는 업체",))
WHOLE = [
    "업종", "설명", "비중", "자동차와 그 부품을\n만드는 업체", "완성차", "24.1%",
    "식품과 음료,\n마른 먹거리까지\n파는 업체", "담배는 뺀다\n물은 넣는다", "8.9%",
    "섬유를 뽑아\n짜는 업체", "옷은 뺀다", "11.0%",
]  # fmt: skip


def aligned(rows, apart, close=13):
    """Lines without rules; one without a figure stands `close` below the one before."""
    paper = Paper().page().text(60, 60, LONG)
    y = 100
    for row in rows:
        y += apart if len(row) == 3 else close
        for x, cell in zip((60, 180, 300), row, strict=False):
            paper.text(x, y, cell)
    return paper.text(60, y + 30, LONG)


def test_a_first_cell_of_several_lines_in_columns_without_rules():
    document = read_paper(aligned(NAMES, 24))
    assert [text for *_, text in cells(document)] == WHOLE
    assert document.text.count(LONG) == 2 and len(document.grids) == 1


def test_names_of_rows_as_far_apart_as_the_rows_are_not_drawn_together():
    """Each line a row: `만드는 업체` may head the rows below it."""
    document = read_paper(aligned(NAMES, 14, 14))
    joined = [text for *_, text in cells(document) if "\n" in text]
    assert joined == [] or not any("업체" in text for text in joined)


def test_a_row_without_its_figure_stays_a_row_where_rows_stand_close():
    rows = (("업종", "설명", "비중"), ("자동차", "완성차", "24.1%"), ("식품", "음료"))
    document = read_paper(
        aligned((*rows, ("섬유", "옷감", "11.0%"), ("종이", "상자", "3.0%")), 14, 14)
    )
    assert [text for *_, text in cells(document)][6:8] == ["식품", "음료"]


def test_a_full_cell_that_touches_its_neighbour():
    """One cell fills its column up to a space before the number of the next."""
    paper = Paper().page().text(60, 60, LONG)
    rows = (("업종", "개수", "비중"), ("자동차", "1,234", "24.1%"), ("식품", "456", "8.9%"))
    rows += (("섬유와 옷을 만드는 업종", "46", "1.9%"),)
    for number, row in enumerate(rows):
        for x, cell in zip((60, 180, 300), row, strict=True):
            paper.text(x, 100 + 18 * number, cell)
    assert [text for *_, text in cells(read_paper(paper))] == [cell for row in rows for cell in row]


def test_caption_and_source_around_it_stay_text():
    paper = Paper().page().text(60, 60, LONG).text(60, 92, "〈표 1〉 보급 현황")
    merged(paper).text(60, 195, "자료: 중소벤처기업부")
    document = read_paper(paper)
    assert "\n〈표 1〉 보급 현황\n\n구분\t" in document.text
    (table,) = [block.table for block in parse_blocks(document) if block.table]
    assert (table.caption, table.source) == ("〈표 1〉 보급 현황", "자료: 중소벤처기업부")


def test_no_word_of_a_crooked_grid_is_lost():
    """A wall that ends in mid-cell leaves a region that is no rectangle: its words stay."""
    paper = Paper().page().text(60, 60, LONG)
    for y in (100, 120, 140, 160):
        paper.rule(50, y, 250, y)
    for x in (50, 250):
        paper.rule(x, 100, x, 160)
    paper.rule(150, 100, 150, 120).rule(100, 140, 100, 160).rule(200, 120, 200, 160)
    for number, (x, y) in enumerate(
        [(60, 114), (160, 114), (60, 134), (220, 134), (60, 154), (150, 154), (210, 154)]
    ):
        paper.text(x, y, "가나다라마바사"[number])
    document = read_paper(paper)
    assert sorted("".join(text for *_, text in cells(document))) == list("가나다라마바사")
