"""PDF: pages that are only pictures, with and without a machine to read them."""

import shutil

import pypdfium2 as pdfium
import pytest

from corpus import Limits, Loss, ReadError
from corpus.readers.pdf.ocr import parse_words
from corpus.readers.reading import read_bytes
from corpus.readers.tesseract import find_tesseract
from tests.corpus.pdf_paper import Paper
from tests.corpus.programs import convert, require_korean_font

HEAD = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
)


def table(*rows):
    return "\n".join([HEAD, *("\t".join(map(str, row)) for row in rows)])


def test_words_become_letters_at_their_places():
    """300 dots an inch: 4 pixels a point here. Sure words only; letters share their word's box."""
    glyphs = parse_words(
        table(
            (4, 1, 1, 1, 1, 0, 400, 800, 400, 40, -1, ""),
            (5, 1, 1, 1, 1, 1, 400, 800, 80, 40, 96.5, "보급"),
            (5, 1, 1, 1, 1, 2, 500, 800, 60, 40, 91.0, "2024"),
            (5, 1, 1, 1, 1, 3, 600, 800, 60, 40, 3.0, "~;"),
            ("x", "broken"),
        ),
        4.0,
    )
    assert "".join(glyph.char for glyph in glyphs) == "보급2024"
    assert [(glyph.left, glyph.right) for glyph in glyphs[:2]] == [(100, 110), (110, 120)]
    assert [glyph.spaced for glyph in glyphs] == [True, False, True, False, False, False]
    assert {glyph.base for glyph in glyphs} == {200 + 0.84 * 10}


def test_syllables_taken_for_words_are_joined_where_the_print_has_no_space():
    """Syllables 40 pixels apart, as wide as they are high, belong together; 52 apart do not."""
    glyphs = parse_words(
        table(
            (4, 1, 1, 1, 1, 0, 0, 0, 400, 42, -1, ""),
            (5, 1, 1, 1, 1, 1, 0, 0, 30, 42, 90, "사"),
            (5, 1, 1, 1, 1, 2, 40, 0, 30, 42, 90, "업"),
            (5, 1, 1, 1, 1, 3, 80, 0, 30, 42, 90, "은"),
            (5, 1, 1, 1, 1, 4, 132, 0, 30, 42, 90, "중"),
        ),
        1.0,
    )
    assert [glyph.spaced for glyph in glyphs] == [True, False, False, True]


@pytest.mark.parametrize(("found", "code"), [("", "file-without-text"), ("x", "file-needs-ocr")])
def test_a_scan_is_refused_with_the_way_out(found, code, monkeypatch):
    monkeypatch.setattr("corpus.readers.pdf.reader.find_tesseract", lambda: found)
    with pytest.raises(ReadError) as caught:
        read_bytes(Paper().page().picture().build(), "a.pdf", Limits())
    assert caught.value.code == code
    assert caught.value.details["pages"] == 1


def test_a_program_that_fails_leaves_the_page_as_it_was(monkeypatch):
    false = shutil.which("false")
    if false is None:
        pytest.skip("the machine has no `false`")
    monkeypatch.setattr("corpus.readers.pdf.reader.find_tesseract", lambda: false)
    paper = Paper().page().text(60, 100, "글이 있는 쪽").page().picture()
    document = read_bytes(paper.build(), "a.pdf", Limits(ocr=True))
    assert document.losses == (Loss("pages-without-text", page=2),)


@pytest.fixture
def scan(tmp_path):
    """A page with text, and one that is a picture of words."""
    if not find_tesseract():
        pytest.skip("Tesseract with Korean data is not installed")
    require_korean_font()
    page = tmp_path / "a.html"
    page.write_text(
        "<html><head><meta charset=utf-8></head><body><h1>스마트공장 보급 사업은 중소기업을 돕는다"
        "</h1><h2>공장은 모두 30,144개이다</h2></body></html>",
        encoding="utf-8",
    )
    made = convert(page, "pdf:writer_pdf_Export", tmp_path, "--infilter=HTML (StarWriter)")
    printed = pdfium.PdfDocument(made)
    words = read_bytes(made.read_bytes(), "a.pdf", Limits())
    pdf = pdfium.PdfDocument(Paper().page().text(60, 100, "글이 있는 쪽이다").build())
    wide, high = printed[0].get_size()
    sheet = pdf.new_page(wide, high)
    image = pdfium.PdfImage.new(pdf)
    image.set_bitmap(printed[0].render(scale=200 / 72, grayscale=True))
    image.set_matrix(pdfium.PdfMatrix().scale(wide, high))
    sheet.insert_obj(image)
    sheet.gen_content()
    pdf.save(tmp_path / "scan.pdf")
    return (tmp_path / "scan.pdf").read_bytes(), words


@pytest.mark.slow
def test_a_scanned_page_is_read_when_asked_for(scan):
    data, printed = scan
    plain = read_bytes(data, "scan.pdf", Limits())
    assert plain.losses == (Loss("pages-without-text", page=2),)
    read = read_bytes(data, "scan.pdf", Limits(ocr=True))
    assert read.losses == (Loss("read-by-ocr", page=2),)
    assert "글이 있는 쪽이다" in read.text
    for word in ("보급", "30,144"):
        assert word in read.text
        at, true = read.text.index(word), printed.text.index(word)
        (box,), (place,) = read.boxes(at, at + len(word)), printed.boxes(true, true + len(word))
        assert box.page == 2
        assert abs(box.left - place.left) < 0.02
        assert abs(box.top - place.top) < 0.02
