"""PPTX: slides in the order in which people read them."""

from io import BytesIO

import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches

from corpus import Limits, ReadError, parse_blocks
from corpus.readers.reading import read_bytes
from tests.corpus.office_files import SPACES, changed
from tests.corpus.pptx_files import (
    BLANK,
    BODY,
    SECTION,
    TITLE,
    TITLE_ONLY,
    add,
    box,
    deck,
    read,
    save,
)
from tests.corpus.shown import cells, lines, losses, marked

# A picture of one black dot.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6360"
    "60600000000400012734270a0000000049454e44ae426082"
)


def test_a_slide_is_a_page_even_without_text():
    made = deck()
    for title in ("하나", "", "셋", ""):
        add(made, TITLE_ONLY if title else BLANK, title)
    document = read(made)
    assert [page.label for page in document.pages] == ["1", "2", "3", "4"]
    assert [document.text[p.start : p.end].strip() for p in document.pages] == [
        "하나",
        "",
        "셋",
        "",
    ]
    assert document.page_at(document.text.index("셋")).number == 3


def test_the_first_slides_page_stays_its_own_when_it_is_empty():
    made = deck()
    add(made, BLANK)
    add(made, TITLE_ONLY, "둘")
    document = read(made)
    assert [(p.number, p.end - p.start) for p in document.pages] == [(1, 0), (2, 1)]


def test_titles_head_their_slides_and_sections_theirs():
    made = deck()
    add(made, TITLE, "사업 계획", "기획조정실")
    add(made, BODY, "배경", "수소버스")
    assert marked(read(made), "heading") == [(1, "사업 계획"), (2, "배경")]
    add(made, SECTION, "추진 전략")
    add(made, BODY, "전략 하나", "충전소를 늘린다")
    document = read(made)
    assert marked(document, "heading") == [
        (1, "사업 계획"), (3, "배경"), (2, "추진 전략"), (3, "전략 하나"),
    ]  # fmt: skip
    assert document.title == "사업 계획"
    paths = {block.view.text: block.heading for block in parse_blocks(document)}
    assert paths["충전소를 늘린다"] == ("추진 전략", "전략 하나")


def test_paragraphs_of_bodies_are_items_with_inherited_bullets():
    made = deck()
    frame = add(made, BODY, "배경").placeholders[1].text_frame
    frame.text = "보급 확대"
    for text, depth in (("2025년 2,000대", 1), ("수도권", 2), ("충전소", 0)):
        paragraph = frame.add_paragraph()
        paragraph.text, paragraph.level = text, depth
    document = read(made)
    assert marked(document, "item") == [
        (1, "• 보급 확대"), (2, "– 2025년 2,000대"), (3, "• 수도권"), (1, "• 충전소"),
    ]  # fmt: skip


def test_numbers_count_by_level_and_bullets_can_be_off():
    made = deck()
    slide = add(made, BODY, "순서")
    frame = slide.placeholders[1].text_frame
    wanted = [
        ("하나", 0, "<a:buAutoNum type='arabicPeriod'/>"),
        ("속 하나", 1, "<a:buAutoNum type='circleNumDbPlain'/>"),
        ("속 둘", 1, "<a:buAutoNum type='circleNumDbPlain'/>"),
        ("둘", 0, "<a:buAutoNum type='arabicPeriod'/>"),
        ("다시 하나", 1, "<a:buAutoNum type='circleNumDbPlain'/>"),
        ("그냥 글", 0, "<a:buNone/>"),
        ("다섯부터", 0, "<a:buAutoNum type='alphaUcParenBoth' startAt='5'/>"),
        ("네모", 0, "<a:buFont typeface='Wingdings'/><a:buChar char='&#167;'/>"),
    ]
    from lxml import etree

    for number, (text, depth, bullet) in enumerate(wanted):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text, paragraph.level = text, depth
        for one in etree.fromstring(f"<x {SPACES}>{bullet}</x>"):
            paragraph._p.get_or_add_pPr().append(one)
    assert lines(read(made))[1:] == [
        "1. 하나", "① 속 하나", "② 속 둘", "2. 둘", "① 다시 하나", "그냥 글", "(E) 다섯부터", "▪ 네모",
    ]  # fmt: skip


def test_shapes_are_read_from_the_top_and_columns_one_after_the_other():
    made = deck()
    slide = add(made, BLANK)
    # The file has them upside down.
    for text, left, top in [
        ("오른쪽 본문", 5, 2.6), ("오른쪽 제목", 5, 2.0), ("왼쪽 본문", 0.5, 2.6),
        ("맨 아래", 0.5, 6.5), ("왼쪽 제목", 0.5, 2.0),
    ]:  # fmt: skip
        box(slide, text, left, top)
    box(slide, "맨 위", 0.5, 0.2, wide=9)
    assert lines(read(made)) == [
        "맨 위", "왼쪽 제목", "왼쪽 본문", "오른쪽 제목", "오른쪽 본문", "맨 아래",
    ]  # fmt: skip


def test_shapes_that_overlap_a_little_are_read_downwards():
    made = deck()
    slide = add(made, BLANK)
    box(slide, "아래", 1.2, 1.99, wide=3, tall=1.02)
    box(slide, "위", 1, 1, wide=3, tall=1)
    assert lines(read(made)) == ["위", "아래"]


def test_raised_digits_stay_raised():
    made = deck()
    frame = box(add(made, BLANK), "넓이 10", 1, 1).text_frame
    for text, rise in (("6", "30000"), (" m", None), ("2", "-25000")):
        one = frame.paragraphs[0].add_run()
        one.text = text
        if rise:
            one._r.get_or_add_rPr().set("baseline", rise)
    assert read(made).text == "넓이 10⁶ m2"


def test_groups_stay_together_where_they_lie():
    made = deck()
    slide = add(made, BLANK)
    box(slide, "아래", 1, 5)
    group = slide.shapes.add_group_shape()
    for text, top in (("묶음 둘", 2.0), ("묶음 하나", 1.0)):
        shape = group.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Inches(1), Inches(top), Inches(2), Inches(0.5)
        )
        shape.text_frame.text = text
    box(slide, "위", 1, 0.2)
    assert lines(read(made)) == ["위", "묶음 하나", "묶음 둘", "아래"]


def test_tables_with_merged_cells_and_a_header_row():
    made = deck()
    slide = add(made, TITLE_ONLY, "예산")
    table = slide.shapes.add_table(3, 3, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for r, row in enumerate([["구분", "예산", ""], ["", "2024", "2025"], ["국비", "10", "20"]]):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    document = read(made)
    assert cells(document) == [
        (0, 0, 2, 1, "구분"), (0, 1, 1, 2, "예산"), (1, 1, 1, 1, "2024"), (1, 2, 1, 1, "2025"),
        (2, 0, 1, 1, "국비"), (2, 1, 1, 1, "10"), (2, 2, 1, 1, "20"),
    ]  # fmt: skip
    assert document.grids[0].header_rows == 1


def test_charts_are_tables_of_their_cached_figures():
    made = deck()
    slide = add(made, BLANK)
    figures = CategoryChartData(number_format="0.0%")
    figures.categories = ["서울", "부산"]
    figures.add_series("보급률", (0.125, 0.5))
    figures.add_series("목표", (0.3, None))
    chart = slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(1), Inches(5), Inches(3), figures
    ).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "지역별 보급률"
    document = read(made)
    assert marked(document, "caption") == [(0, "지역별 보급률")]
    assert lines(document)[1:] == ["\t보급률\t목표", "서울\t12.5%\t30.0%", "부산\t50.0%\t"]
    assert (document.grids[0].header_rows, document.grids[0].header_columns) == (1, 1)
    assert not document.losses


def test_notes_are_text_of_their_slide_and_marked():
    made = deck()
    slide = add(made, TITLE_ONLY, "하나")
    slide.notes_slide.notes_text_frame.text = "여기서 멈춘다.\n질문을 받는다."
    add(made, TITLE_ONLY, "둘")
    document = read(made)
    assert lines(document) == ["하나", "[노트] 여기서 멈춘다.", "질문을 받는다.", "둘"]
    assert document.page_at(document.text.index("질문")).number == 1


def test_pictures_and_their_descriptions():
    made = deck()
    slide = add(made, BLANK)
    for name in ("", "그림 7", "수소버스 충전소의 위치를 나타낸 지도"):
        picture = slide.shapes.add_picture(BytesIO(DOT), Inches(1), Inches(1))
        picture._element.nvPicPr.cNvPr.set("descr", name)
    document = read(made)
    assert document.text == "수소버스 충전소의 위치를 나타낸 지도"
    assert losses(document) == {"images-not-read": 2}


def test_pictures_alone_and_tables_without_text():
    made = deck()
    slide = add(made, BLANK)
    slide.shapes.add_picture(BytesIO(DOT), Inches(1), Inches(1))
    slide.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(6), Inches(2))
    with pytest.raises(ReadError) as caught:
        read_bytes(save(made), "a.pptx", Limits())
    assert caught.value.code == "file-without-text"


def test_footers_are_furniture_once():
    made = deck()
    for title in ("하나", "둘"):
        slide = add(made, TITLE_ONLY, title)
        shape = box(slide, "대외비", 1, 7)
        holder = shape._element.nvSpPr.nvPr
        holder.append(holder.makeelement(
            "{http://schemas.openxmlformats.org/presentationml/2006/main}ph", {"type": "ftr"}))  # fmt: skip
    document = read(made)
    assert marked(document, "furniture") == [(0, "대외비")]
    assert lines(document) == ["하나", "대외비", "둘"]


def test_hidden_shapes_are_counted_and_hidden_slides_read():
    made = deck()
    slide = add(made, TITLE_ONLY, "숨긴 슬라이드")
    slide._element.set("show", "0")
    box(slide, "숨긴 도형", 1, 3)._element.nvSpPr.cNvPr.set("hidden", "1")
    document = read(made)
    assert document.text == "숨긴 슬라이드"
    assert losses(document) == {"hidden-text-left-out": 1}


def test_diagrams_are_nested_items():
    made = deck()
    add(made, TITLE_ONLY, "체계")
    frame = (
        f"<p:sld {SPACES}><p:cSld><p:spTree><p:graphicFrame><p:nvGraphicFramePr>"
        "<p:cNvPr id='4' name='d'/></p:nvGraphicFramePr><a:graphic><a:graphicData uri='x/diagram'>"
        "<dgm:relIds r:dm='rId9'/></a:graphicData></a:graphic></p:graphicFrame></p:spTree></p:cSld>"
        "</p:sld>"
    )
    links = (
        '<Relationships xmlns="r"><Relationship Id="rId1" Type="x/slideLayout" '
        'Target="../slideLayouts/slideLayout6.xml"/><Relationship Id="rId9" '
        'Type="x/diagramData" Target="../diagrams/data1.xml"/></Relationships>'
    )

    def point(key, text):
        return f"<p modelId='{key}'/>" if not text else (
            f"<pt modelId='{key}'><t><p><r><t>{text}</t></r></p></t></pt>")  # fmt: skip

    def link(parent, key, order):
        return f"<cxn modelId='x{key}' srcId='{parent}' destId='{key}' srcOrd='{order}'/>"

    data = (
        "<dataModel><ptLst><pt modelId='0' type='doc'/>" + point("2", "집행") + point("1", "총괄")
        + point("3", "지방") + "<pt modelId='9' type='pres'/></ptLst><cxnLst>"
        + link("0", "2", 1) + link("0", "1", 0) + link("2", "3", 0) + link("3", "2", 0)
        + "</cxnLst></dataModel>"
    )  # fmt: skip
    document = read(
        changed(
            save(made),
            ppt__slides__slide1_dot_xml=frame,
            ppt__slides___rels__slide1_dot_xml_dot_rels=links,
            ppt__diagrams__data1_dot_xml=data,
        )
    )
    assert marked(document, "item") == [(1, "총괄"), (1, "집행"), (2, "지방")]
