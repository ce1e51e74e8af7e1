"""PDF: the order in which a page is read, whatever order the file draws it in."""

import random

import pytest

from corpus import Limits
from corpus.readers.reading import read_bytes
from tests.corpus.pdf_paper import Paper

SEEDS = range(5)
WIDE = "두 단에 걸친 줄은 이렇게 길고 길게 이어져 오른쪽 단의 끝까지 쉬지 않고 간다"


class Shuffled:
    """Collects what a page shows and draws it in random order."""

    def __init__(self, seed):
        self.seed, self.drawn, self.expected = seed, [], []

    def text(self, x, y, text, size=10):
        self.drawn.append((x, y, text, size))
        self.expected.append(text)
        return self

    def column(self, x, y, name, count, pitch=16):
        for number in range(count):
            self.text(
                x, y + pitch * number, f"{name} {number:02d}번째 줄이고 이 단을 끝까지 채운다"
            )
        return self

    def lines(self):
        paper = Paper().page()
        random.Random(self.seed).shuffle(self.drawn)
        for place in self.drawn:
            paper.text(*place)
        return lines_of(paper)


def lines_of(paper):
    document = read_bytes(paper.build(), "a.pdf", Limits())
    return [line for line in document.text.split("\n") if line]


@pytest.mark.parametrize("seed", SEEDS)
def test_two_columns_below_a_title(seed):
    page = Shuffled(seed).text(60, 80, WIDE, 13)
    page.column(60, 130, "왼쪽", 12).column(320, 130, "오른쪽", 12)
    assert page.lines() == page.expected


@pytest.mark.parametrize("seed", SEEDS)
def test_three_columns(seed):
    page = Shuffled(seed).text(60, 80, WIDE, 13)
    for number, x in enumerate((50, 225, 400)):
        for line in range(10):
            page.text(x, 130 + 16 * line, f"{number}단의 {line:02d}줄은 채운다")
    assert page.lines() == page.expected


@pytest.mark.parametrize("seed", SEEDS)
def test_two_columns_above_three(seed):
    page = Shuffled(seed).column(50, 100, "왼쪽", 9).column(310, 100, "오른쪽", 9)
    for number, x in enumerate((50, 225, 400)):
        for line in range(9):
            page.text(x, 260 + 16 * line, f"{number}단의 {line:02d}줄은 채운다")
    assert page.lines() == page.expected


@pytest.mark.parametrize("seed", SEEDS)
def test_a_line_across_ends_the_columns(seed):
    page = Shuffled(seed).column(60, 100, "가", 7).column(320, 100, "나", 7)
    page.text(60, 240, WIDE)
    page.column(60, 280, "다", 7).column(320, 280, "라", 7)
    assert page.lines() == page.expected


@pytest.mark.parametrize("seed", SEEDS)
def test_columns_of_unequal_length_and_lines_side_by_side_at_other_heights(seed):
    page = Shuffled(seed).column(60, 100, "가", 14, 15.5).column(320, 107, "나", 9, 17)
    assert page.lines() == page.expected


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sidebar(seed):
    """A narrow column of smaller type beside the text."""
    page = Shuffled(seed).column(60, 100, "본문의 긴 줄이 있는 곳", 14)
    for number in range(8):
        page.text(380, 120 + 12 * number, f"곁글 {number:02d}번째 작은 글씨", 8)
    assert page.lines() == page.expected


def test_a_table_across_two_columns():
    paper = Paper().page()
    expected = []
    for top, names in ((100, "가나"), (360, "다라")):
        for name, x in zip(names, (60, 320), strict=True):
            for number in range(7):
                line = f"{name} {number:02d}번째 줄이고 단을 채운다"
                paper.text(x, top + 16 * number, line)
                expected.append(line)
        if top == 100:
            expected += ["구분\t금액", "합계\t1,000"]
    paper.grid([60, 320, 530], [240, 270, 300])
    paper.text(70, 260, "구분").text(330, 260, "금액").text(70, 290, "합계").text(330, 290, "1,000")
    assert lines_of(paper) == expected


def test_a_table_inside_a_column():
    paper = Paper().page()
    left = [f"가 {number:02d}번째 줄이고 단을 채운다" for number in range(12)]
    for number, line in enumerate(left):
        paper.text(60, 100 + 16 * number, line)
    right = [f"나 {number:02d}번째 줄이고 단을 채운다" for number in range(8)]
    for number, line in enumerate(right):
        paper.text(320, 100 + 16 * number + (60 if number > 3 else 0), line)
    paper.grid([320, 420, 520], [160, 180, 200])
    paper.text(330, 174, "구분").text(430, 174, "금액").text(330, 194, "합계").text(
        430, 194, "1,000"
    )
    assert lines_of(paper) == [*left, *right[:4], "구분\t금액", "합계\t1,000", *right[4:]]


def test_a_picture_between():
    paper = Paper().page()
    expected = []
    for name, x in (("가", 60), ("나", 320)):
        for number in range(10):
            expected.append(f"{name} {number:02d}번째 줄이고 단을 채운다")
            paper.text(x, 100 + 16 * number + (150 if number > 4 else 0), expected[-1])
    paper.raw("q 220 0 0 100 60 530 cm /I1 Do Q")
    assert lines_of(paper) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_a_heading_below_columns_stays_below(seed):
    """Two short balanced columns end; what stands on the left below them comes after both."""
    page = Shuffled(seed).column(60, 100, "가", 8).column(320, 100, "나", 8)
    page.text(60, 270, "2. 다음 절의 제목", 14).text(60, 300, "짧은 본문")
    assert page.lines() == page.expected


@pytest.mark.parametrize("seed", SEEDS)
def test_a_heading_near_the_end_of_a_column_that_goes_on_in_the_next(seed):
    """The left column is longer, and its last line is full: the sentence goes on at the right."""
    page = Shuffled(seed).column(60, 100, "가", 8)
    page.text(60, 244, "2. 다음 절의 제목", 14).column(60, 268, "나", 2)
    page.column(320, 100, "다", 8)
    assert page.lines() == page.expected


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_of_numbers_are_no_columns(seed):
    """Pieces of a table's rows stay beside each other."""
    page = Shuffled(seed)
    for number in range(12):
        page.text(60, 100 + 18 * number, f"{number}번 업종").text(
            320, 100 + 18 * number, f"{number},{number:03d}"
        )
    rows = [f"{number}번 업종\t{number},{number:03d}" for number in range(12)]
    assert page.lines() == rows


def test_vertical_writing():
    paper = Paper().page().text(60, 80, "가로로 쓴 줄이 여기에 있다")
    for number, letter in enumerate("세로쓰기"):
        paper.text(300, 200 + 12 * number, letter)
    assert lines_of(paper) == ["가로로 쓴 줄이 여기에 있다", "세로쓰기"]
