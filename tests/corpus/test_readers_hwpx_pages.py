"""HWPX: where pages begin and which numbers are printed on them."""

from corpus.readers.reading import read_bytes
from tests.corpus.hwpx_files import LIMITS, control, lines, pages, read, rewrite
from tests.corpus.hwpx_paper import BODY_HEIGHT, HwpxPaper, Raw
from tests.corpus.shown import marked_texts


def test_a_line_that_goes_back_begins_a_page():
    paper = lines(HwpxPaper(), 0, 30_000, 60_000, 0, 50_000)
    # The third line of the paragraph stands on the next page; a control counts as eight.
    tab = Raw("<hp:t><hp:tab/>하나 둘 셋 넷</hp:t>")
    paper.paragraph(tab, lines=((0, 62_000, 1000), (11, 63_600, 1000), (13, 0, 1000)))
    assert [text for _, text in pages(read(paper))] == [
        "줄 0\n줄 1\n줄 2", "줄 3\n줄 4\n하나 둘", "셋 넷",
    ]  # fmt: skip


def test_tables_in_the_lines_of_one_paragraph():
    paper = HwpxPaper()
    one, two = (Raw(paper.table_xml([list(pair)])) for pair in ("가나", "다라"))
    lines = ((0, 2000, 60_000), (8, 0, 30_000))
    paper.paragraph("앞", top=0, height=900).paragraph(one, two, lines=lines)
    paper.paragraph("뒤", one, two, lines=((0, 2000, 60_000), (9, 0, 30_000)))
    assert [text.strip() for _, text in pages(read(paper))][-3:] == [
        "앞\n가 나", "다 라\n뒤\n가 나", "다 라",
    ]  # fmt: skip


def test_lines_that_nobody_laid_out_begin_no_page():
    """Programs copy paragraphs with their lines: 0, 1600, 0, 1600 on an empty page."""
    assert len(read(lines(HwpxPaper(), 0, 1600, 0, 1600, 0, 1600, 0)).pages) == 1
    assert len(read(lines(HwpxPaper(), 0, 0, 0)).pages) == 1
    # But each of these fills its page.
    assert len(read(lines(HwpxPaper(), 0, 0, 0, height=BODY_HEIGHT - 500)).pages) == 3


def test_columns_are_no_pages():
    columns = control('<hp:colPr id="" type="NEWSPAPER" layout="LEFT" colCount="2"/>')
    paper = HwpxPaper().paragraph(columns, "단 1", top=0)
    lines(paper, 60_000, 0, 60_000, 0, 60_000)
    single = control('<hp:colPr id="" type="NEWSPAPER" layout="LEFT" colCount="1"/>')
    paper.paragraph(single, "한 단", top=62_000).paragraph("다음 쪽", top=0)
    assert [text for _, text in pages(read(paper))] == [
        "단 1\n줄 0\n줄 1\n줄 2", "줄 3\n줄 4\n한 단", "다음 쪽",
    ]  # fmt: skip


def test_printed_page_numbers():
    shown = control('<hp:pageNum pos="BOTTOM_CENTER" formatType="ROMAN_SMALL" sideChar="-"/>')
    digits = control('<hp:pageNum pos="BOTTOM_CENTER" formatType="DIGIT" sideChar="-"/>')
    hide = control('<hp:pageHiding hideHeader="0" hidePageNum="1"/>')
    paper = HwpxPaper().paragraph("표지", top=0)
    paper.paragraph(shown, hide, "머리", top=0, page_break=True)
    paper.paragraph("목차", top=0, page_break=True)
    paper.paragraph(control('<hp:newNum num="1" numType="PAGE"/>'), digits, "본문", top=0,
                    page_break=True)  # fmt: skip
    paper.paragraph("둘째 쪽", top=0, page_break=True)
    paper.section('<hp:startNum pageStartsOn="ODD" page="0"/>').paragraph("부록", top=0)
    even = control('<hp:pageNumCtrl pageStartsOn="ODD"/>')
    paper.paragraph(even, "뒤표지", top=0, page_break=True)
    assert pages(read(paper)) == [
        (None, "표지"), (None, "머리"), ("ⅲ", "목차"), ("1", "본문"), ("2", "둘째 쪽"),
        ("3", "부록"), ("5", "뒤표지"),
    ]  # fmt: skip


def test_page_numbers_of_a_file_that_was_never_laid_out_are_not_known():
    digits = control('<hp:pageNum pos="BOTTOM_CENTER" formatType="DIGIT" sideChar="-"/>')
    paper = HwpxPaper().paragraph(digits, "하나").paragraph("둘", page_break=True)
    assert pages(read(paper)) == [(None, "하나"), (None, "둘")]


def test_a_cell_may_hold_what_concerns_its_page():
    """Hancom puts `pageHiding` and even headers where the cursor stood."""
    shown = control('<hp:pageNum pos="BOTTOM_CENTER" formatType="DIGIT"/>')
    paper = HwpxPaper()
    inner = paper.paragraph_xml(("머리",))
    header = control(
        f"<hp:header applyPageType='BOTH'><hp:subList>{inner}</hp:subList></hp:header>"
    )
    hide = control('<hp:pageHiding hidePageNum="1"/>')
    cell = Raw(paper.paragraph_xml((hide, header, "칸")))
    paper.paragraph(shown, "앞", top=0)
    paper.table([[cell, "둘"], ["셋", "넷"]], top=0, page_break=True)
    paper.paragraph("뒤", top=0, page_break=True)
    document = read(paper)
    assert pages(document) == [("1", "앞"), (None, "머리\n칸\t둘\n셋\t넷"), ("3", "뒤")]
    assert marked_texts(document, "furniture") == ["머리"]


def test_a_section_says_where_its_numbers_begin():
    shown = control('<hp:pageNum pos="BOTTOM_CENTER" formatType="DIGIT"/>')
    paper = HwpxPaper()
    paper.properties[0] = '<hp:startNum pageStartsOn="BOTH" page="5"/>'
    paper.paragraph(shown, "앞", top=0)
    hide = '<hp:startNum page="0"/><hp:visibility hideFirstPageNum="1"/>'
    paper.section(hide).paragraph("뒤", top=0).paragraph("끝", top=0, page_break=True)
    assert pages(read(paper)) == [("5", "앞"), (None, "뒤"), ("7", "끝")]


def test_a_page_on_its_side_is_lower():
    sheet = '<hp:pagePr landscape="{}" width="59528" height="84188"><hp:margin top="9000" '
    sheet += 'bottom="9000"/></hp:pagePr>'
    found = []
    for way in ("WIDELY", "NARROWLY"):
        paper = HwpxPaper()
        paper.properties[0] = sheet.format(way)
        # Two of these fill the sheet that lies on its side; upright there is room for more.
        found.append(len(read(lines(paper, 0, 0, height=25_000)).pages))
    assert found == [1, 2]


def test_a_paragraph_shape_that_begins_a_page():
    data = HwpxPaper().heading("하나").paragraph("글").heading("둘").build()
    data = rewrite(data, "Contents/header.xml", lambda text: text.replace(
        '<hh:heading type="OUTLINE" idRef="0" level="0"/>',
        '<hh:heading type="OUTLINE" idRef="0" level="0"/><hh:breakSetting pageBreakBefore="1"/>',
    ))  # fmt: skip
    document = read_bytes(data, "a.hwpx", LIMITS)
    assert [text for _, text in pages(document)] == ["1. 하나\n글", "2. 둘"]


def test_blank_pages_keep_their_place():
    shown = control('<hp:pageNum pos="BOTTOM_CENTER" formatType="DIGIT"/>')
    paper = HwpxPaper().paragraph(shown, "앞", top=0).paragraph("", top=0, page_break=True)
    paper.paragraph("뒤", top=0, page_break=True)
    assert pages(read(paper)) == [("1", "앞"), ("2", ""), ("3", "뒤")]


def test_a_table_over_several_pages():
    """Rows of a tenth of a page: nine after the first line, ten a page where the header repeats."""
    row = BODY_HEIGHT // 10
    paper = HwpxPaper()
    rows = [["머리", "값", "비고"], *([f"행 {n}", f"값 {n}", "-"] for n in range(1, 24))]
    table = Raw(paper.table_xml(rows, header_rows=1, height=row))
    paper.paragraph("앞", top=0, height=600)
    paper.paragraph(table, top=row).paragraph("뒤", top=9 * row)
    found = pages(read(paper))
    # Page 1: the line, the header and eight rows; then the header again and nine rows a page.
    assert [text.split("\n")[-1].split("\t")[0] for _, text in found] == ["행 8", "행 17", "뒤"]
    assert [text.split("\n")[0].split("\t")[0] for _, text in found] == ["앞", "행 9", "행 18"]


def test_a_cell_over_several_pages():
    paper = HwpxPaper()
    cell = Raw("".join(paper.paragraph_xml((f"글 {n}",)) for n in range(30)))
    table = paper.table_xml([[cell]], height=3 * BODY_HEIGHT)
    paper.paragraph(Raw(table), top=0).paragraph("뒤", top=1000)
    assert [text.count("글") for _, text in pages(read(paper))] == [10, 10, 10]
