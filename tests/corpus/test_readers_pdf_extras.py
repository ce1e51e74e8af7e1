"""PDF: what is filled in, hidden or printed in private signs, bookmarks, dates."""

import pypdfium2 as pdfium
import pytest

from corpus import Loss
from corpus.readers.pdf.reader import iso_date
from corpus.readers.pdf.symbols import is_private, known_sign
from tests.corpus.pdf_paper import LONG, Paper, hexed, read_paper
from tests.corpus.shown import marked


def test_form_fields_are_read_where_they_stand():
    paper = Paper().page().text(60, 112, "성명").text(60, 132, "동의함").text(60, 152, "거절함")
    paper.text(60, 172, "비워 둠")
    fields = (
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V {hexed('홍길동')} /Rect [100 727 200 742] >>",
        "<< /Type /Annot /Subtype /Widget /FT /Btn /T (b) /V /Yes /AS /Yes /Rect [100 707 112 719]"
        " /AP << /N << /Yes 104 0 R /Off 104 0 R >> >> >>",
        "<< /Type /Annot /Subtype /Widget /FT /Btn /T (c) /V /Off /AS /Off /Rect [100 687 112 699]"
        " /AP << /N << /Yes 104 0 R /Off 104 0 R >> >> >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (d) /Rect [100 667 200 682] >>",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 12 12] /Length 0 >>\nstream\n\nendstream",
    )
    document = read_paper(
        paper,
        page="/Annots [100 0 R 101 0 R 102 0 R 103 0 R]",
        labels="/AcroForm << /Fields [100 0 R 101 0 R 102 0 R 103 0 R] >>",
        objects=fields,
    )
    assert [" ".join(line.split()) for line in document.text.split("\n") if line] == [
        "성명 홍길동",
        "동의함 ☑",
        "거절함",
        "비워 둠",
    ]
    at = document.text.index("홍길동")
    (box,) = document.boxes(at, at + 3)
    assert box.left * 595 >= 100 and box.right * 595 <= 200
    assert box.top * 842 >= 100 and box.bottom * 842 <= 115 + 2


def test_text_boxes_are_text_and_comments_are_counted():
    paper = Paper().page().text(60, 100, LONG)
    notes = (
        f"<< /Type /Annot /Subtype /FreeText /Contents {hexed('덧붙인 글')} /Rect [60 600 200 620] >>",
        f"<< /Type /Annot /Subtype /Text /Contents {hexed('검토 의견')} /Rect [300 600 320 620] >>",
        f"<< /Type /Annot /Subtype /FreeText /F 2 /Contents {hexed('숨긴 글')} /Rect [60 500 200 520] >>",
    )
    document = read_paper(paper, page="/Annots [100 0 R 101 0 R 102 0 R]", objects=notes)
    assert "덧붙인 글" in document.text
    assert "검토 의견" not in document.text and "숨긴 글" not in document.text
    assert document.losses == (Loss("comments-left-out", page=1),)


def test_white_on_white_is_hidden_and_white_on_dark_is_not():
    paper = Paper().page().text(60, 100, LONG)
    paper.area(50, 200, 300, 230, 0.2).colour(1).text(60, 220, "어두운 바탕의 흰 글")
    paper.text(60, 300, "아무도 보지 못하는 글").text(60, 316, "이어지는 글").colour(0)
    paper.text(60, 400, LONG)
    document = read_paper(paper)
    assert "어두운 바탕의 흰 글" in document.text
    assert "못하는" not in document.text
    assert document.losses == (Loss("hidden-text-left-out", page=1),)


def test_the_invisible_letters_over_a_scan_are_read():
    paper = Paper().page().picture().raw("3 Tr").text(60, 300, "사람이 읽는 그림의 글")
    document = read_paper(paper)
    assert document.text == "사람이 읽는 그림의 글\n"


def test_what_is_printed_twice_to_look_bold_is_read_once():
    paper = Paper().page().text(60, 100, LONG)
    paper.text(60, 140, "굵은 글씨").text(60.3, 140, "굵은 글씨")
    assert read_paper(paper).text.count("굵은 글씨") == 1


def outline(*entries):
    """Objects of an outline: (title, page's object, number of its parent or None)."""
    objects = [f"<< /Type /Outlines /First 101 0 R /Last {100 + len(entries)} 0 R >>"]
    for number, (title, page, up) in enumerate(entries, 1):
        inner = [n for n, entry in enumerate(entries, 1) if entry[2] == number]
        after = [n for n, entry in enumerate(entries, 1) if entry[2] == up and n > number]
        objects.append(
            f"<< /Title {hexed(title)} /Parent {100 + (up or 0)} 0 R /Dest [{page} 0 R /Fit]"
            + (f" /First {100 + inner[0]} 0 R /Last {100 + inner[-1]} 0 R" if inner else "")
            + (f" /Next {100 + after[0]} 0 R" if after else "")
            + " >>"
        )
    return objects


def test_bookmarks_make_headings_of_the_lines_they_name():
    """Headings no larger than the body; one bookmark leaves the number out, one names nothing."""
    paper = Paper()
    for number in (1, 2):
        paper.page().text(60, 200, f"{number}. 큰 항목").text(60, 216, LONG)
        paper.text(60, 248, "가. 작은 항목").text(60, 264, LONG)
    # The first page is object 8, its content 9, the second page 10.
    entries = [
        ("1. 큰 항목", 8, None),
        ("작은 항목", 8, 1),
        ("2. 큰 항목", 10, None),
        ("없는 제목", 10, None),
    ]
    document = read_paper(paper, labels="/Outlines 100 0 R", objects=outline(*entries))
    assert marked(document, "heading") == [
        (1, "1. 큰 항목"),
        (2, "가. 작은 항목"),
        (1, "2. 큰 항목"),
    ]
    assert marked(read_paper(paper), "heading") == []


def test_an_outline_that_points_back_to_itself_ends():
    objects = outline(("1. 큰 항목", 8, None))
    objects[1] = objects[1].replace(" >>", " /Next 101 0 R /First 101 0 R >>")
    paper = Paper().page().text(60, 100, "1. 큰 항목").text(60, 116, LONG)
    document = read_paper(paper, labels="/Outlines 100 0 R", objects=objects)
    assert marked(document, "heading") == [(1, "1. 큰 항목")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("D:20240131094512+09'00'", "2024-01-31T09:45:12+09:00"),
        ("D:20261121124506Z'", "2026-11-21T12:45:06Z"),
        ("D:20240131", "2024-01-31"),
        ("D:202401", "2024-01"),
        ("2024", "2024"),
        ("D:20241331", ""),
        ("어제", ""),
        ("", ""),
    ],
)
def test_dates(value, expected):
    assert iso_date(value) == expected


def test_metadata():
    facts = f"/Author {hexed('김분석')} /CreationDate (D:20240131094512+09'00')"
    document = read_paper(Paper().page().text(60, 100, LONG), facts=facts)
    assert dict(document.metadata) == {"author": "김분석", "created": "2024-01-31T09:45:12+09:00"}


def test_signs_of_symbol_fonts():
    assert known_sign(0xF0B7, "ABCDEF+Symbol") == "•"
    assert known_sign(0xF06C, "Wingdings-Regular") == "●"
    assert known_sign(0xF0FC, "Wingdings") == "✓"
    # Another font may show anything at the same place.
    assert known_sign(0xF06C, "Wingdings2") == ""
    assert known_sign(0xF06C, "HCRBatang") == ""
    assert is_private(0xE000) and is_private(0xF02B1) and not is_private(0xAC00)


def test_unknown_signs_stay_and_are_counted():
    paper = Paper().page().text(60, 100, LONG).text(60, 120, "\ue0ab 항목")
    page = pdfium.PdfDocument(paper.build())[0]
    if "\ue0ab" not in page.get_textpage().get_text_range():
        pytest.skip("this PDFium knows no letter for the private code")
    document = read_paper(paper)
    assert "\ue0ab" in document.text
    assert Loss("glyphs-unmapped", page=1) in document.losses


def test_a_space_that_only_pdfium_sees_in_a_file_that_draws_its_spaces():
    """Word and LibreOffice leave a quarter of an em between digits and Hangul."""
    paper = Paper().page()
    for number in range(4):
        paper.text(60, 100 + 16 * number, LONG)
    paper.text(60, 200, "제").text(72, 200, "60").text(84, 200, "조와 부칙")
    assert "제60조와 부칙" in read_paper(paper).text
    gapped = Paper().page()
    for number in range(4):
        for at, word in enumerate(LONG.split()):
            gapped.text(60 + 62 * at, 100 + 16 * number, word)
    assert LONG in " ".join(read_paper(gapped).text.split())


def test_a_file_that_draws_some_of_its_spaces():
    """Chromium leaves spaces out of lines that it does not stretch: there the gaps count."""
    paper = Paper().page()
    for number in range(6):
        paper.text(60, 100 + 16 * number, LONG)
    for number in range(4):
        x = 60
        for word in ("구축", "완료", "업체", "131", "개", "설문"):
            paper.text(x, 300 + 16 * number, word)
            # 2.8 points are a narrow space; the number and its counter touch.
            x += sum(10 if letter > "z" else 5 for letter in word)
            x += 0 if word == "131" else 2.8
    assert read_paper(paper).text.count("구축 완료 업체 131개 설문") == 4
