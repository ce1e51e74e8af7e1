"""PDF: where each character is printed, against the paper that drew it and against PDFium."""

import random
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from corpus import Limits
from corpus.readers.reading import read_bytes
from corpus.readers.wire import pack_document, unpack_document
from tests.corpus.pdf_paper import Paper
from tests.corpus.programs import convert, require_korean_font

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples" / "documents"
NEAR = 0.002


def box_of(document, words):
    at = document.text.index(words)
    boxes = document.boxes(at, at + len(words))
    assert len(boxes) == 1, (words, boxes)
    return boxes[0]


def assert_near(box, left, right, base, size, width=595, height=842):
    """The box spans the drawn letters; its upright sides hold the baseline and the letters."""
    assert abs(box.left - left / width) < NEAR
    assert abs(box.right - right / width) < NEAR
    assert (base - size) / height < box.top < (base - 0.8 * size) / height
    assert base / height < box.bottom < (base + 0.3 * size) / height


def test_lines_cells_notes_and_furniture():
    paper = Paper()
    for number in range(1, 4):
        paper.page().text(60, 40, "백서의 이름", 8)
        paper.text(60, 120, "본문의 첫 줄은 여기 있다").text(60, 136, "본문의 둘째 줄도 있다")
        paper.grid([60, 200, 340], [200, 220, 240])
        for x, y, cell in (
            (64, 214, "구분"),
            (204, 214, "금액"),
            (64, 234, "가"),
            (204, 234, "1,000"),
        ):
            paper.text(x, y, cell)
        paper.text(60, 760, f"{number}) 각주의 말", 7)
    document = read_bytes(paper.build(), "a.pdf", Limits())
    assert_near(box_of_first(document, "둘째 줄"), 95, 130, 136, 10)
    assert_near(box_of_first(document, "금액"), 204, 224, 214, 10)
    assert_near(box_of_first(document, "1,000"), 204, 229, 234, 10)
    assert_near(box_of_first(document, "각주의 말"), 70.5, 102, 760, 7)
    assert_near(box_of_first(document, "이름"), 88, 104, 40, 8)
    # Every character but line ends and tabs has its place.
    covered = {line.start + at for line in document.ink for at in range(len(line.edges) - 1)}
    bare = [char for at, char in enumerate(document.text) if at not in covered]
    assert set(bare) <= {"\n", "\t"}
    starts = [line.start for line in document.ink]
    assert starts == sorted(starts)


def box_of_first(document, words):
    at = document.text.index(words)
    boxes = document.boxes(at, at + len(words))
    assert [box.page for box in boxes] == [1]
    return boxes[0]


def test_a_span_over_lines_has_a_box_a_line():
    paper = Paper().page().text(60, 120, "첫 줄의 끝은").text(60, 136, "다음 줄로 간다")
    document = read_bytes(paper.build(), "a.pdf", Limits())
    at = document.text.index("끝은")
    boxes = document.boxes(at, document.text.index("줄로") + 2)
    assert len(boxes) == 2
    assert_near(boxes[0], 100, 120, 120, 10)
    assert_near(boxes[1], 60, 105, 136, 10)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned(rotate):
    """Upright letters on a page that a viewer turns: the place is that on the page as shown."""
    paper = Paper().page().text(100, 200, "돌려 놓은 쪽").text(100, 300, "둘째 줄")
    document = read_bytes(paper.build(rotate=rotate), "a.pdf", Limits())
    at = document.text.index("둘째 줄")
    # Lines that run up or down are told word by word.
    boxes = document.boxes(at, at + 4)
    assert len(boxes) == (2 if rotate % 180 else 1)
    found = (
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
    left, right, top, bottom = 100 / 595, 135 / 595, 291.2 / 842, 301.8 / 842
    expected = {
        0: (left, top, right, bottom),
        90: (1 - bottom, left, 1 - top, right),
        180: (1 - right, 1 - bottom, 1 - left, 1 - top),
        270: (top, 1 - right, bottom, 1 - left),
    }[rotate]
    assert found == pytest.approx(expected, abs=NEAR)


def test_crop_box_and_user_unit():
    paper = Paper().page().text(100, 200, "잘린 종이의 글").text(10, 20, "종이 밖의 글")
    page = "/CropBox [50 342 350 742] /UserUnit 2"
    document = read_bytes(paper.build(page=page), "a.pdf", Limits())
    assert "종이 밖" not in document.text
    assert [loss.code for loss in document.losses] == ["hidden-text-left-out"]
    # The paper is 300 x 400 points; its upper left corner lies at (50, 100).
    assert_near(box_of(document, "종이의"), 75, 105, 100, 10, 300, 400)


def test_sideways_text_beside_upright():
    paper = Paper().page().text(100, 200, "바로 선 글이 훨씬 많다").sideways(40, 500, "세로축")
    box = box_of(read_bytes(paper.build(), "a.pdf", Limits()), "세로축")
    assert (box.left * 595, box.right * 595) == pytest.approx((31.2, 41.8), abs=1)
    assert (box.top * 842, box.bottom * 842) == pytest.approx((470, 500), abs=1)


def test_raised_numbers_keep_their_neighbours_places():
    paper = Paper().page()
    for number in range(4):
        paper.text(60, 100 + 16 * number, "본문이 이어진다 그리고 이어진다")
    paper.text(60, 300, "매칭").text(80, 296, "1", 6).text(83, 300, "으로 고른다")
    paper.text(60, 760, "1) 주석", 7)
    document = read_bytes(paper.build(), "a.pdf", Limits())
    assert "매칭¹⁾으로 고른다" in document.text
    assert_near(box_of(document, "고른다"), 108, 138, 300, 10)
    assert_near(box_of(document, "매칭"), 60, 80, 300, 10)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf")), ids=lambda path: path.name)
def test_against_pdfium(path):
    """PDFium's own search tells where words are printed; so do we."""
    data = path.read_bytes()
    document = read_bytes(data, path.name, Limits())
    chance = random.Random(7)
    words = [word for word in document.text.split() if len(word) >= 4 and word.isalnum()]
    checked = 0
    pdf = pdfium.PdfDocument(data)
    for word in chance.sample(words, 40):
        at = document.text.index(word)
        boxes = document.boxes(at, at + len(word))
        page = pdf[boxes[0].page - 1]
        text = page.get_textpage()
        found = text.search(word, match_case=True, match_whole_word=False)
        width, height = page.get_size()
        places = []
        while (hit := found.get_next()) is not None:
            places.append([text.get_charbox(hit[0] + n) for n in range(hit[1])])
        if not places or len(boxes) != 1:
            continue
        box = boxes[0]
        near = [
            abs(box.left - min(b[0] for b in place) / width) < 0.008
            and abs(box.right - max(b[2] for b in place) / width) < 0.008
            and box.top - 0.003 <= 1 - max(b[3] for b in place) / height
            and box.bottom + 0.003 >= 1 - min(b[1] for b in place) / height
            for place in places
        ]
        assert any(near), (word, box)
        checked += 1
    assert checked >= 25


def test_the_wire_keeps_it():
    paper = Paper().page().text(60, 120, "본문의 첫 줄은 여기 있다")
    document = read_bytes(paper.build(), "a.pdf", Limits())
    assert document.ink
    assert unpack_document(pack_document(document)) == document


def test_libreoffice_prints(tmp_path):
    """A whole page as a word processor sets it: every word where PDFium finds its letters."""
    require_korean_font()
    page = tmp_path / "a.html"
    page.write_text(
        "<html><head><meta charset=utf-8></head><body><h1>보급 현황</h1><p>제60조 제2항에 따라 2024년 12월까지 면적"
        " 1,000m<sup>2</sup>를 마련하였다.</p><table border=1><tr><th>구분<th>보급<tr><td>신규"
        "<td>1,100</table>",
        encoding="utf-8",
    )
    printed = convert(page, "pdf:writer_web_pdf_Export", tmp_path)
    document = read_bytes(printed.read_bytes(), "a.pdf", Limits())
    assert "제60조 제2항에 따라 2024년 12월까지 면적 1,000m²를 마련하였다." in document.text
    assert [
        [document.text[cell.start : cell.end] for cell in grid.cells] for grid in document.grids
    ] == [["구분", "보급", "신규", "1,100"]]
