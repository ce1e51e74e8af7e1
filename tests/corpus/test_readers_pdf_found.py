"""PDF: what real files showed: ligatures, old Hangul, contents, running titles, bookmarks."""

from corpus import Run, Table, TableCell, View, parse_blocks
from corpus.readers.pdf.ink import Box, Char, Frame, place_chars
from corpus.readers.pdf.lines import build_segments
from corpus.readers.pdf.reader import rare_syllables
from corpus.tables_rows import TableRows
from tests.corpus.pdf_paper import LONG, Paper, hexed, read_paper
from tests.corpus.shown import marked_texts

PAGE = Frame(Box(0, 0, 600, 800), 0)


def char(letter, left, right, is_new=False):
    return Char(letter, Box(left, 98, right, 108), left, 100, 10, 0, False, is_new, False)


def words(*chars):
    return [segment.text for segment in build_segments(place_chars(chars, PAGE))]


def test_a_ligature_parts_no_word():
    """PDFium gives each letter of a ligature the box of the whole."""
    assert words(
        char("f", 10, 17, True), char("i", 10, 17), char("l", 17, 20), char("e", 20, 25)
    ) == ["file"]
    assert words(
        char("o", 4, 10, True),
        *(char(letter, 10, 20) for letter in "ffi"),
        char("c", 20, 25),
        char("e", 25, 30),
    ) == ["office"]
    # Letters that stand one beside the other are left as they are.
    assert words(char("i", 10, 13, True), char("i", 13, 16), char(".", 40, 43)) == ["ii", "."]


def test_parts_of_old_hangul_printed_into_each_other_are_one_syllable():
    parts = (("ᄆ", 13.1), ("ᅩ", 13.4), ("ᆷ", 14.4), ("ᄒ", 26.0), ("ᆞ", 26.2), ("ᆫ", 27.0))
    ends = (23, 23, 23, 36, 36, 36)
    chars = [
        char(letter, left, right, True) for (letter, left), right in zip(parts, ends, strict=True)
    ]
    (line,) = words(*chars)
    assert line.replace(" ", "") == "몸" + "ᄒᆞᆫ"


def test_a_mirrored_letter_stands_in_its_word():
    paper = Paper().page().text(60, 200, "X")
    paper.raw(f"BT /F1 10 Tf -1 0 0 1 70 {842 - 200} Tm <0045> Tj ET").text(70, 200, "TEX을 쓴다")
    for line in range(4):
        paper.text(60, 220 + 16 * line, f"{LONG} {line}")
    first = read_paper(paper).text.split("\n")[0]
    assert first.replace(" ", "") == "XETEX을쓴다"


def test_the_first_entry_on_a_page_of_contents_is_no_running_title():
    """Its number counts with the pages by chance; entries are lines of their own, no table."""
    paper = Paper()
    for chapter in (2, 3, 4, 5):
        paper.page().text(60, 60, f"{chapter}.1 추진 배경 . . . . . . . . . . . .").text(
            400, 60, f"{chapter * 9}"
        )
        for line in range(2, 12):
            paper.text(60, 60 + 18 * line, f"{chapter}.{line} 추진 과제 . . . . . . . . . . . .")
            paper.text(400, 60 + 18 * line, f"{chapter * 9 + line}")
    document = read_paper(paper)
    assert marked_texts(document, "furniture") == []
    assert document.grids == ()
    found = [f"{block.marker} {block.view.text}".strip() for block in parse_blocks(document)]
    assert sum(text.startswith("2.") for text in found) == 11
    assert not any(text.count("추진") > 1 for text in found)


def test_numbered_headings_at_the_top_of_each_page_are_no_page_numbers():
    paper = Paper()
    for number in range(1, 6):
        paper.page().text(60, 60, f"{number}. 추진 과제 {'가나다라마'[number - 1]}")
        for line in range(8):
            paper.text(60, 130 + 18 * line, f"{LONG} {number} {line}")
    assert marked_texts(read_paper(paper), "furniture") == []


def test_a_running_title_that_stands_once_is_known_by_its_place():
    """Where most pages have a running title, the title of a section of one page is one too."""
    paper = Paper()
    for number in range(1, 13):
        # Chapters of three pages, and one of a single page; a chapter's first page has none.
        title = "추진 배경" if number < 5 else "해외 사례" if number == 5 else "정책 과제"
        paper.page()
        if number == 9:
            # The text of this page begins there in the same type, line by line.
            for line in range(3):
                paper.text(60, 50 + 14 * line, f"{LONG} {'가나다'[line]}", 9)
        else:
            paper.text(60, 50, title, 9)
        for line in range(10):
            paper.text(60, 130 + 18 * line, f"{LONG} {number} {line}")
    found = marked_texts(read_paper(paper), "furniture")
    assert found.count("추진 배경") == 4 and found.count("정책 과제") == 6
    assert found.count("해외 사례") == 1
    assert len(found) == 11


def test_a_bookmark_does_not_take_the_end_of_the_paragraph_above():
    """The last line of a paragraph is as short as the number that a bookmark may leave out."""
    paper = Paper().page().text(60, 100, LONG).text(60, 118, "있다.")
    paper.text(60, 150, "2.3 하드웨어 구입").text(60, 180, LONG)
    paper.text(60, 300, "제 3 장").text(60, 330, "설치하기 전에").text(60, 360, LONG)
    title = ["2.3 하드웨어 구입", "설치하기 전에"]
    objects = [
        "<< /First 101 0 R /Last 102 0 R /Count 2 >>",
        *(
            f"<< /Title {hexed(text)} /Parent 100 0 R /Dest [8 0 R /Fit] {link} >>"
            for text, link in zip(title, ("/Next 102 0 R", "/Prev 101 0 R"), strict=True)
        ),
    ]
    document = read_paper(paper, labels="/Outlines 100 0 R", objects=objects)
    heads = [
        " ".join(document.text[mark.start : mark.end].split())
        for mark in document.marks
        if mark.kind == "heading"
    ]
    assert heads == ["2.3 하드웨어 구입", "제 3 장 설치하기 전에"]


def test_a_caption_in_large_type_is_no_heading():
    paper = Paper().page().text(60, 100, "1. 추진 배경", 14)
    for line in range(8):
        paper.text(60, 130 + 16 * line, f"{LONG} {line}")
    paper.text(60, 300, "그림 1.2: 업종별 비중", 13).text(60, 330, "〈표 2-1〉 연도별 예산", 13)
    paper.text(60, 360, "표준화 추진", 13)
    document = read_paper(paper)
    heads = [
        document.text[mark.start : mark.end] for mark in document.marks if mark.kind == "heading"
    ]
    assert heads == ["1. 추진 배경", "표준화 추진"]


def test_letters_that_korean_does_not_use_are_told_as_garbled():
    """A file whose table of letters is wrong shows its punctuation as rare syllables."""
    assert len(rare_syllables()) == 11_172 - 2_350
    assert not rare_syllables() & set("가힘뷔쌍읊") and {"줮", "뷁", "쥅"} <= rare_syllables()
    paper = Paper().page()
    for line in range(6):
        text = f"{LONG} {line}" if line else "줮 뷁은 한 번 나올 수 있다"
        paper.text(60, 130 + 18 * line, text)
    paper.page()
    for line in range(6):
        paper.text(60, 130 + 18 * line, f"{line} 저작권 쥃쥔쥁쥎에 등재되었다줮")
    found = [(loss.code, loss.page, loss.count) for loss in read_paper(paper).losses]
    assert found == [("characters-garbled", 2, 24)]


def test_strips_of_background_that_run_off_the_paper_are_no_table():
    """LibreOffice paints the background of a page round its margins, strip by strip."""
    paper = Paper().page()
    for left in (42, 522):
        paper.area(left, -2, left + 60, 844, 0.93)
    for top in (13, 769):
        paper.area(27, top, 597, top + 60, 0.93)
    paper.grid([90, 250, 400, 540], [500, 520, 540, 560])
    for row in range(3):
        for column, x in enumerate((94, 254, 404)):
            paper.text(x, 514 + 20 * row, f"{row}행 {column}열")
    for line in range(10):
        paper.text(90, 140 + 18 * line, f"{LONG} {line}")
    document = read_paper(paper)
    (grid,) = document.grids
    assert len(grid.cells) == 9
    assert f"{LONG} 0\n{LONG} 1\n" in document.text


def test_slanted_words_keep_their_spaces():
    """Where no italic type is at hand, upright letters are slanted."""
    paper = Paper().page()
    for line, slant in enumerate((0, 0.27, 0.33)):
        code = "하드웨어 검색을 한다".encode("utf-16-be").hex()
        paper.raw(f"BT /F1 12 Tf 1 0 {slant} 1 60 {700 - 20 * line} Tm <{code}> Tj ET")
    document = read_paper(paper)
    assert document.text.split() == ["하드웨어", "검색을", "한다"] * 3
    second = document.text.index("하드웨어", 5)
    (upright,), (slanted,) = (document.boxes(at, at + 4) for at in (0, second))
    assert abs(slanted.right - upright.right) * 595 < 1.5


def test_a_row_whose_cells_lie_in_each_other_is_shown():
    """A damaged layout may cut cells many times over; no order of theirs ascends."""

    def cut(text, *places):
        pieces = (View(text[at], (Run(0, place, 1),)) for at, place in enumerate(places))
        return View.join(list(pieces))

    views = (cut("가나다", 1, 20, 40), cut("라마바", 5, 10, 30), cut("사아자", 2, 25, 26))
    cells = tuple(TableCell(0, column, view) for column, view in enumerate(views))
    table = Table("", "", "", ("하나", "둘", "셋"), (views,), cells)
    shown = TableRows(table).line(0).view.text
    assert all(char in shown for char in "가나다라마바사아자")
