"""PDF: hand-made pages whose every point is known, and one that Chromium prints."""

import shutil
import subprocess

import pytest

from corpus import Limits, Loss, ReadError
from corpus.readers.pdf.furniture import _value
from corpus.readers.reading import read_bytes
from tests.corpus.pdf_paper import LONG, Paper, read_paper
from tests.corpus.programs import require_korean_font
from tests.corpus.shown import marked


def body(paper, lines, x=60, y=120, size=10, pitch=16):
    for number, line in enumerate(lines):
        paper.text(x, y + pitch * number, line, size)
    return paper


def test_lines_and_paragraph_gaps():
    paper = body(Paper().page(), [LONG, LONG, LONG])
    body(paper, [LONG], y=120 + 16 * 3 + 14)
    assert read_paper(paper).text == f"{LONG}\n{LONG}\n{LONG}\n\n{LONG}\n"


def test_no_space_where_only_the_font_changes():
    """`제 60 조`: a space that the print does not show is none; one that it shows stays."""
    paper = body(Paper().page(), [LONG])
    # Hangul is one size wide, digits half a size; each run begins where the last one ends.
    paper.text(60, 160, "제").text(70, 160, "60", 10.02).text(80, 160, "조와")
    paper.text(105, 160, "부칙")
    assert read_paper(paper).text.split("\n")[-2] == "제60조와 부칙"


def test_ruled_table_with_merged_cells():
    paper = body(Paper().page(), [LONG], y=60)
    # Header: 구분 spans two rows, 매출 two columns; no outer uprights, as often in Korea.
    for y in (100, 140, 160, 180):
        paper.rule(50, y, 350, y)
    paper.rule(150, 120, 350, 120)
    paper.rule(150, 100, 150, 180).rule(250, 120, 250, 180)
    paper.text(60, 124, "구분").text(200, 114, "매출").text(160, 134, "2023").text(260, 134, "2024")
    paper.text(60, 154, "가").text(160, 154, "1,000").text(260, 154, "2,000")
    paper.text(60, 174, "나").text(160, 174, "3").text(260, 174, "4")
    body(paper, [LONG], y=220)
    document = read_paper(paper)
    # A spanning cell stands once; what it covers is empty.
    table = "구분\t매출\t\n\t2023\t2024\n가\t1,000\t2,000\n나\t3\t4"
    assert marked(document, "table") == [(0, table)]
    assert document.text == f"{LONG}\n\n{table}\n\n{LONG}\n"


def test_aligned_table_without_rules():
    paper = body(Paper().page(), [LONG], y=60)
    for number, row in enumerate(
        [("업종", "개수", "비중"), ("자동차", "1,234", "24.1%"), ("식품", "456", "8.9%")]
    ):
        for x, cell in zip((60, 200, 300), row, strict=True):
            paper.text(x, 100 + 18 * number, cell)
    assert marked(read_paper(paper), "table") == [
        (0, "업종\t개수\t비중\n자동차\t1,234\t24.1%\n식품\t456\t8.9%")
    ]


def test_list_markers_are_no_column():
    paper = Paper().page()
    for number in range(4):
        paper.text(60, 100 + 18 * number, f"{number + 1}.").text(90, 100 + 18 * number, LONG)
    assert marked(read_paper(paper), "table") == []


def test_a_box_around_text_is_no_table():
    paper = Paper().page().grid([50, 400], [90, 130])
    document = read_paper(body(paper, [LONG], y=110))
    assert (document.text, document.marks) == (LONG + "\n", ())


def test_two_columns():
    paper = Paper().page()
    left = [f"왼쪽 단의 {n}번째 줄이고 끝까지 찬다" for n in range(8)]
    right = [f"오른쪽 단의 {n}번째 줄이며 꽉 찬다" for n in range(8)]
    paper.text(60, 90, "두 단에 걸친 제목은 이렇게 길고 길게 이어져 오른쪽 끝까지 간다", 14)
    for number in range(8):
        # The file draws line by line across both columns.
        paper.text(60, 130 + 16 * number, left[number])
        paper.text(320, 130 + 16 * number, right[number])
    paper.text(280, 820, "- 3 -", 8)
    lines = [line for line in read_paper(paper).text.split("\n") if line]
    assert lines[1:] == [*left, *right, "- 3 -"]


def test_columns_close_together_and_a_short_last_page():
    """Gutters of one em, and two lines a column where the page before had many."""
    paper = Paper()
    expected = []
    for count in (8, 2):
        paper.page()
        sides = ([], [])
        for number in range(count):
            sides[0].append(f"왼쪽 단의 {number}번째 줄은 단을 채운다")
            sides[1].append(f"오른쪽 단의 {number}번째 줄도 채운다")
            paper.text(60, 100 + 16 * number, sides[0][-1])
            paper.text(242, 100 + 16 * number, sides[1][-1])
        expected += [*sides[0], *sides[1]]
    assert [line for line in read_paper(paper).text.split("\n") if line] == expected


def test_stretched_ideographs_are_not_spaced():
    paper = body(Paper().page(), [LONG])
    # A justified line: ideographs are pushed apart, and the space with them.
    for number, char in enumerate("工業信息化部門"):
        paper.text(60 + 14 * number, 200, char)
    for x, word in ((170, "계획과"), (210, "발전과"), (250, "사업")):
        paper.text(x, 200, word)
    assert "工業信息化部門 계획과 발전과 사업" in read_paper(paper).text


def test_furniture_and_printed_labels():
    paper = Paper()
    for number in range(1, 5):
        paper.page().text(60, 40, "스마트공장 백서", 8)
        body(paper, [f"{number}장 {LONG}", LONG, LONG])
        paper.text(290, 810, f"- {number + 10} -", 8)
    document = read_paper(paper)
    assert marked(document, "furniture") == [
        pair for number in range(11, 15) for pair in ((0, "스마트공장 백서"), (0, f"- {number} -"))
    ]
    assert [page.label for page in document.pages] == ["11", "12", "13", "14"]
    for page in document.pages:
        assert document.page_at(page.start) == page
        assert document.text[page.start :].startswith("스마트공장 백서")
    assert document.pages[-1].end == len(document.text)


def test_running_titles_that_change():
    paper = Paper()
    for number in range(1, 6):
        paper.page().text(60, 40, f"제{number}장 서로 다른 제목  {number + 6}", 8)
        body(paper, [f"{LONG} {number}"])
    assert len(marked(read_paper(paper), "furniture")) == 5


def test_labels_of_the_file():
    paper = Paper()
    for number in range(3):
        body(paper.page(), [f"{LONG} {number}"])
    labels = "/PageLabels << /Nums [0 << /S /r >> 1 << /P (A-) /S /D /St 5 >>] >>"
    assert [page.label for page in read_paper(paper, labels=labels).pages] == ["i", "A-5", "A-6"]


def test_headings_by_size():
    paper = Paper().page().text(60, 70, "큰 제목의 첫 줄", 20).text(60, 96, "둘째 줄", 20)
    body(paper, [LONG, LONG])
    paper.text(60, 190, "1. 작은 제목", 13)
    body(paper, [LONG, LONG], y=220)
    paper.text(60, 300, "2. 차례에 적힌 제목 ········ 7", 13)
    document = read_paper(paper)
    assert marked(document, "heading") == [(1, "큰 제목의 첫 줄\n둘째 줄"), (2, "1. 작은 제목")]


def test_footnotes():
    paper = body(Paper().page(), [LONG] * 4)
    # A raised number that calls a note is its anchor.
    paper.text(60, 300, "성향점수매칭").text(120, 296, "1)", 6).text(126, 300, "으로 고른다")
    paper.text(60, 760, "1) 여러 특성을 하나로 묶는", 7).text(60, 772, "방법", 7)
    paper.text(60, 784, "2) 둘째 주석", 7)
    document = read_paper(paper)
    assert "성향점수매칭¹⁾으로 고른다" in document.text
    assert marked(document, "footnote") == [
        (0, "1) 여러 특성을 하나로 묶는\n방법"),
        (0, "2) 둘째 주석"),
    ]


def test_drawn_bullets():
    paper = body(Paper().page(), [LONG], y=60)
    paper.dot(70, 99).text(85, 100, "첫째 항목은 두 줄에").text(85, 116, "걸쳐 있다")
    paper.dot(70, 131).text(85, 132, "둘째 항목")
    paper.dot(100, 147).text(115, 148, "둘째의 속")
    assert marked(read_paper(paper), "item") == [
        (1, "첫째 항목은 두 줄에\n걸쳐 있다"),
        (1, "둘째 항목"),
        (2, "둘째의 속"),
    ]


def test_a_page_printed_sideways_is_turned():
    paper = Paper().page()
    for number in range(3):
        paper.sideways(100 + 16 * number, 700, f"가로로 넓은 표의 {number}번째 줄")
    expected = "".join(f"가로로 넓은 표의 {number}번째 줄\n" for number in range(3))
    assert read_paper(paper).text == expected
    assert read_paper(paper, rotate=90).text == expected


def test_text_across_the_page_is_kept_apart():
    paper = body(Paper().page(), [LONG, LONG])
    paper.sideways(30, 500, "세로축 이름")
    assert read_paper(paper).text == f"{LONG}\n{LONG}\n\n세로축 이름\n"


def test_title():
    paper = body(Paper().page(), [LONG])
    assert read_paper(paper, title="2024년 백서").title == "2024년 백서"
    assert read_paper(paper, title="Microsoft Word - 보고서(최종).docx").title == "보고서(최종)"
    assert read_paper(paper, title="º¸°í¼­").title == ""
    assert read_paper(paper).title == ""


def test_pages_without_text():
    paper = body(Paper().page(), [LONG])
    paper.page().picture()
    paper.page()
    document = read_paper(paper)
    # The third page is simply empty: nothing is lost.
    assert document.losses == (Loss("pages-without-text", page=2),)
    assert len(document.pages) == 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (Paper().page().picture().build(), "file-without-text"),
        (Paper().page().text(9, 9, "비밀").build(locked=True), "file-encrypted"),
        (b"%PDF-1.7\nnothing follows", "file-damaged"),
        (Paper().build(), "file-damaged"),
    ],
)
def test_refusals(data, code, monkeypatch):
    monkeypatch.setattr("corpus.readers.pdf.reader.find_tesseract", lambda: "")
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.pdf", Limits())
    assert caught.value.code == code
    assert caught.value.details["file"] == "a.pdf"


def test_too_many_pages():
    with pytest.raises(ReadError) as caught:
        read_bytes(Paper().page().page().build(), "a.pdf", Limits(max_pages=1))
    assert caught.value.code == "file-too-many-pages"


def test_roman_page_numbers():
    assert [_value(text) for text in ("i", "iv", "IX", "xiv", "xl", "12")] == [1, 4, 9, 14, 40, 12]


@pytest.mark.browser
@pytest.mark.slow
def test_what_chromium_prints(tmp_path):
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("Chromium is not installed")
    require_korean_font()
    page = tmp_path / "a.html"
    page.write_text(
        "<meta charset=utf-8><title>보급 현황</title><style>table{border-collapse:collapse}"
        "td,th{border:1px solid}</style><h1>보급 현황</h1><p>제60조 제2항에 따라 2024년 12월까지"
        " 5,700억원을 들여 AI·5G를 보급하였다. 이어지는 글은 길다.</p><table><tr><th rowspan=2>구분"
        "<th colspan=2>보급<tr><th>신규<th>고도화<tr><td>2023년<td>1,100<td>900</table><ul><li>항목이다",
        encoding="utf-8",
    )
    done = subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--print-to-pdf={tmp_path}/a.pdf",
            str(page),
        ],
        capture_output=True,
        timeout=60,
        check=False,
    )
    if done.returncode or not (tmp_path / "a.pdf").exists():
        pytest.skip("Chromium cannot print here")
    document = read_bytes((tmp_path / "a.pdf").read_bytes(), "a.pdf", Limits())
    assert document.title == "보급 현황"
    assert "제60조 제2항에 따라 2024년 12월까지 5,700억원을 들여 AI·5G를" in document.text
    assert marked(document, "table") == [(0, "구분\t보급\t\n\t신규\t고도화\n2023년\t1,100\t900")]
    assert marked(document, "item") == [(1, "항목이다")]
