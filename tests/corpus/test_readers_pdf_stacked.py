"""PDF: rows of a ruled table that no rule parts."""

from corpus import Limits
from corpus.readers.reading import read_bytes
from tests.corpus.pdf_paper import Paper

XS = [60, 200, 320, 440]


def rows_of(paper):
    """Each row of the only grid: its cells by column, and how far they span."""
    document = read_bytes(paper.build(), "a.pdf", Limits())
    (grid,) = document.grids
    rows = {}
    for cell in grid.cells:
        text = document.text[cell.start : cell.end].replace("\n", " ")
        rows.setdefault(cell.row, {})[cell.column] = text
    return rows, grid


def table(bottom, *ys):
    paper = Paper().page().grid(XS, [100, 120, *ys, bottom])
    for x, name in zip(XS, ("구분", "2023년", "2024년"), strict=False):
        paper.text(x + 4, 114, name)
    return paper


def test_rows_of_numbers_between_two_rules_are_rows():
    paper = table(240)
    names = ("전체", "제조업", "건설업", "도매 및 소매업", "운수업")
    for at, name in enumerate(names):
        paper.text(64, 136 + 20 * at, name)
        paper.text(204, 136 + 20 * at, f"{1000 + at:,}.5")
        if at != 2:
            paper.text(324, 136 + 20 * at, f"△{at}.3%")
    rows, _ = rows_of(paper)
    assert rows[0] == {0: "구분", 1: "2023년", 2: "2024년"}
    expected = [{0: name, 1: f"{1000 + at:,}.5", 2: f"△{at}.3%"} for at, name in enumerate(names)]
    del expected[2][2]
    assert [rows[at] for at in range(1, 6)] == expected


def test_a_label_that_fills_its_column_goes_on_below():
    paper = table(240)
    labels = ("전체", "전문 과학 및 기술 서비스", "사업", "건설업", "운수업")
    for at, name in enumerate(labels):
        paper.text(64, 136 + 20 * at, name)
        if at != 1:
            paper.text(204, 136 + 20 * at, f"{at}").text(324, 136 + 20 * at, f"{at * 10}")
    rows, _ = rows_of(paper)
    assert [rows[at].get(0) for at in range(1, 5)] == [
        "전체",
        "전문 과학 및 기술 서비스 사업",
        "건설업",
        "운수업",
    ]
    assert [rows[at][2] for at in range(1, 5)] == ["0", "20", "30", "40"]


def test_a_cell_beside_spans_what_the_row_becomes():
    paper = Paper().page()
    for y in (100, 120, 240):
        paper.rule(60, y, 560, y)
    for x in (60, 120, 260, 560):
        paper.rule(x, 100, x, 240)
    for x, name in ((64, "시도"), (124, "업종"), (264, "업체 수")):
        paper.text(x, 114, name)
    # A second ruled row, spanned on its left.
    paper.rule(120, 200, 560, 200).text(64, 180, "서울")
    for at, name in enumerate(("전체", "제조업", "건설업")):
        paper.text(124, 136 + 20 * at, name).text(264, 136 + 20 * at, f"{at + 1},000")
    paper.text(124, 220, "기타").text(264, 220, "9,000")
    rows, grid = rows_of(paper)
    assert [rows[at][1] for at in range(1, 5)] == ["전체", "제조업", "건설업", "기타"]
    (seoul,) = [cell for cell in grid.cells if cell.column == 0 and cell.row == 1]
    assert seoul.row_span == 4


def test_what_stands_in_one_cell_stays_together():
    """A number above its share, sentences, and lines that do not stand side by side."""
    paper = table(320, 160, 240)
    paper.text(64, 136, "제조업").text(204, 136, "1,000").text(204, 150, "(35.2)")
    paper.text(324, 136, "1,200").text(324, 150, "(36.1)")
    for at, line in enumerate(("연구개발을", "지원하고 인력을", "양성한다")):
        paper.text(64, 176 + 20 * at, f"과제 {at}").text(204, 176 + 20 * at, line)
        paper.text(324, 176 + 20 * at, "주관 부처와")
    for at in range(3):
        paper.text(64, 256 + 20 * at, f"사업 {at}").text(204, 263 + 20 * at, f"{at}00")
        paper.text(324, 263 + 20 * at, f"{at}50")
    rows, grid = rows_of(paper)
    assert max(cell.row for cell in grid.cells) == 3
    assert rows[1] == {0: "제조업", 1: "1,000 (35.2)", 2: "1,200 (36.1)"}
    assert rows[3][0] == "사업 0 사업 1 사업 2"
