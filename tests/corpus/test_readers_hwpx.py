"""HWPX: packages written by hand, each with one thing that a reader must know."""

import time
import zipfile
from io import BytesIO

import pytest

from corpus import Limits, Loss, ReadError, make_passages, parse_blocks
from corpus.readers.reading import read_bytes
from tests.corpus.hwpx_paper import BODY_HEIGHT, HEAD, NAMES, Footnote, HwpxPaper, Raw

LIMITS = Limits()


def read(paper, **how):
    return read_bytes(paper.build(**how), "a.hwpx", LIMITS)


def marked(document, *kinds):
    return [
        (mark.kind, mark.level, document.text[mark.start : mark.end])
        for mark in document.marks
        if mark.kind in kinds
    ]


def pages(document):
    return [(page.label, document.text[page.start : page.end].strip()) for page in document.pages]


def control(xml):
    return Raw(f"<hp:ctrl>{xml}</hp:ctrl>")


def code(error):
    return error.value.code


def test_headings_items_and_facts():
    paper = HwpxPaper(
        "추진 배경과 계획", author="홍길동", subject="분기", keyword="반도체", date="2024-05-01"
    )
    paper.heading("추진 배경", 1).heading("현황", 2).heading("원인", 2).paragraph("본문이다.")
    paper.item("하나", 1).item("둘", 2)
    paper.item("첫째", 1, numbered=True).item("안의 것", 2, numbered=True)
    paper.item("둘째", 1, numbered=True).item("다시", 2, numbered=True)
    paper.heading("추진 계획", 1).heading("처음", 2)
    document = read(paper)
    assert document.text.split("\n") == [
        "1. 추진 배경", "가. 현황", "나. 원인", "본문이다.", "● 하나", "○ 둘", "1. 첫째",
        "가) 안의 것", "2. 둘째", "가) 다시", "2. 추진 계획", "가. 처음",
    ]  # fmt: skip
    assert [(kind, level) for kind, level, _ in marked(document, "heading", "item")] == [
        ("heading", 1), ("heading", 2), ("heading", 2), ("item", 1), ("item", 1), ("item", 1),
        ("item", 2), ("item", 1), ("item", 2), ("heading", 1), ("heading", 2),
    ]  # fmt: skip
    assert document.title == "추진 배경과 계획"
    assert dict(document.metadata) == {
        "author": "홍길동", "subject": "분기", "keywords": "반도체", "created": "2024-05-01",
    }  # fmt: skip
    assert document.losses == ()


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("반도체 산업 동향", True),
        ("『반도체 산업』 2024년 동향", True),
        ("주간 업무 보고 서식", False),
        ("2024", False),
        ("1", False),
        ("", False),
    ],
)
def test_a_title_that_the_text_does_not_bear_out(title, kept):
    paper = HwpxPaper(title).paragraph("반도체 산업 동향").paragraph("2024년 1월 1일")
    document = read(paper)
    assert document.title == (title if kept else "")
    assert (("title", title) in document.metadata) == (not kept and title != "")


def test_characters_inside_a_text():
    inline = (
        "<hp:t>가<hp:tab width='1' leader='0' type='1'/>나<hp:lineBreak/>다<hp:nbSpace/>라"
        "<hp:fwSpace/>마<hp:hyphen/>바<hp:markpenBegin color='#FFFF00'/>사<hp:markpenEnd/>아"
        "<hp:titleMark ignore='0'/>자</hp:t>"
    )
    assert read(HwpxPaper().paragraph(Raw(inline))).text == "가\t나\n다 라 마-바사아자"


def test_tracked_changes():
    change = (
        "<hp:t>새<hp:deleteBegin Id='1' TcId='1'/>헌<hp:tab/></hp:t></hp:run><hp:run><hp:t>낡은"
        "<hp:deleteEnd Id='1' TcId='1' paraend='0'/> 글<hp:insertBegin Id='2' TcId='2'/>자"
        "<hp:insertEnd Id='2' TcId='2' paraend='0'/>이다. <hp:deleteBegin Id='3' TcId='3'/>끝"
        "</hp:t>"
    )
    document = read(HwpxPaper().paragraph(Raw(change)))
    # The third deletion has no end: a broken file shall not lose its rest.
    assert document.text == "새 글자이다. 끝"
    assert document.losses == (Loss("deleted-text-left-out"),)


def test_notes_stand_at_their_anchors():
    paper = HwpxPaper().paragraph("첫", Footnote("주 하나"), " 둘", Footnote("주 둘"), " 끝.")
    paper.paragraph("셋", Footnote("미주 글", kind="endNote"), ".")
    restart = control('<hp:newNum num="7" numType="FOOTNOTE"/>')
    paper.paragraph(restart, "넷", Footnote("주 일곱", number=7), ".")
    # A program that numbers nothing writes the same number again and again.
    paper.paragraph("다섯", Footnote("주 여덟", number=1), ".")
    document = read(paper)
    assert document.text.split("\n") == [
        "첫¹⁾ 둘²⁾ 끝.", "1) 주 하나", "2) 주 둘", "셋¹⁾.", "1) 미주 글",
        "넷⁷⁾.", "7) 주 일곱", "다섯⁸⁾.", "8) 주 여덟",
    ]  # fmt: skip
    assert [text for _, _, text in marked(document, "footnote")] == [
        "1) 주 하나", "2) 주 둘", "1) 미주 글", "7) 주 일곱", "8) 주 여덟",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ('type="USER_CHAR" userChar="*"', "글<sup>*</sup>.\n* 주"),
        ('type="LATIN_SMALL" suffixChar=")"', "글<sup>a</sup>.\na 주"),
        ('type="CIRCLED_DIGIT"', "글<sup>①</sup>.\n① 주"),
    ],
)
def test_notes_numbered_by_signs(form, shown):
    properties = f"<hp:footNotePr><hp:autoNumFormat {form}/></hp:footNotePr>"
    paper = HwpxPaper()
    paper.properties[0] = properties
    assert read(paper.paragraph("글", Footnote("주"), ".")).text == shown


def test_notes_that_begin_anew_in_each_section():
    properties = '<hp:footNotePr><hp:numbering type="ON_SECTION" newNum="1"/></hp:footNotePr>'
    paper = HwpxPaper()
    paper.properties[0] = properties
    paper.paragraph("하나", Footnote("가")).paragraph("둘", Footnote("나"))
    paper.section(properties).paragraph("셋", Footnote("다", number=1))
    assert read(paper).text.split("\n") == ["하나¹⁾", "1) 가", "둘²⁾", "2) 나", "셋¹⁾", "1) 다"]


def test_headers_and_footers_are_furniture_once():
    number = control('<hp:autoNum num="1" numType="PAGE"/>')
    paper = HwpxPaper().header("어느 부처").footer("- ", number, " -").paragraph("본문")
    paper.section().header("어느 부처").footer("둘째 부").paragraph("또 본문")
    document = read(paper)
    assert document.text == "어느 부처\n본문\n둘째 부\n또 본문"
    assert [text for *_, text in marked(document, "furniture")] == ["어느 부처", "둘째 부"]


def test_forms_with_one_title_are_no_furniture():
    paper = HwpxPaper().header("어느 부처")
    for number in range(1, 5):
        paper.paragraph("제출 서식 모음", top=0, page_break=number > 1)
        paper.paragraph(f"서식 {number}의 내용은 이러하다.", top=1600)
    paper.paragraph("- 5 -", top=3200)
    kinds = [(block.kind, block.view.text) for block in parse_blocks(read(paper))]
    assert [text for kind, text in kinds if kind == "furniture"] == ["어느 부처", "- 5 -"]
    assert sum(text == "제출 서식 모음" for _, text in kinds) == 4


def test_tables_with_spans_headers_and_captions():
    paper = HwpxPaper().table(
        [["구분", "매출", None], [None, "2023", "2024"], ["합계", "10", "20"]],
        spans={(0, 0): (2, 1), (0, 1): (1, 2)},
        header_rows=2,
        caption="표 1. 매출",
    )
    paper.table([["가", "나"], ["1", "2"]], caption="표 2. 아래", side="BOTTOM")
    document = read(paper)
    assert document.text == (
        "표 1. 매출\n구분\t매출\t\n\t2023\t2024\n합계\t10\t20\n가\t나\n1\t2\n표 2. 아래"
    )
    first, second = document.grids
    assert (first.header_rows, second.header_rows) == (2, 0)
    assert [
        (cell.row, cell.column, cell.row_span, cell.column_span, document.text[cell.start : cell.end])
        for cell in first.cells
    ] == [
        (0, 0, 2, 1, "구분"), (0, 1, 1, 2, "매출"), (1, 1, 1, 1, "2023"), (1, 2, 1, 1, "2024"),
        (2, 0, 1, 1, "합계"), (2, 1, 1, 1, "10"), (2, 2, 1, 1, "20"),
    ]  # fmt: skip
    assert [text for *_, text in marked(document, "caption")] == ["표 1. 매출", "표 2. 아래"]


def test_tables_in_cells_and_notes_in_cells():
    paper = HwpxPaper()
    inner = Raw(paper.table_xml([["안 가", "안 나"], ["안 1", "안 2"]]))
    cell = Raw(paper.paragraph_xml(("밖", Footnote("칸의 주"), inner)))
    paper.table([["머리", "둘", "셋"], [cell, "5", "6"], ["7", "8", "9"]])
    document = read(paper)
    assert document.text == (
        "머리\t둘\t셋\n밖¹⁾\t5\t6\n7\t8\t9\n1) 칸의 주\n안 가\t안 나\n안 1\t안 2"
    )
    assert len(document.grids) == 2


def test_cells_without_addresses_follow_one_another():
    paper = HwpxPaper().table([["가", "나"], ["1", "2"]])
    paper.sections[0][0] = (
        paper.sections[0][0].replace("<hp:cellAddr", "<hp:old").replace("<hp:cellSpan", "<hp:old")
    )
    assert read(paper).text == "가\t나\n1\t2"


def test_notes_and_text_without_a_run_around_them():
    note = '<hp:footNote number="1"><hp:subList><hp:p><hp:run><hp:t>주</hp:t></hp:run></hp:p>'
    xml = (
        f"<hp:p><hp:run><hp:t>하나</hp:t></hp:run>{note}</hp:subList></hp:footNote>"
        "<hp:t>둘</hp:t></hp:p>"
    )
    assert read(HwpxPaper().paragraph("앞").raw(xml)).text == "앞\n하나¹⁾둘\n1) 주"


def test_boxes_stand_where_they_hang():
    paper = HwpxPaper()
    box = paper.box_xml(paper.paragraph_xml(("상자 글",)), caption=paper.paragraph_xml(("그림 1",)))
    inside = paper.box_xml(paper.paragraph_xml(("둘째 상자",)), name="ellipse")
    group = paper.box_xml("", name="container", more=inside)
    paper.paragraph(Raw(box), "먼저 상자, 다음 글")
    paper.paragraph("먼저 글", Raw(group), ", 다음 상자")
    assert read(paper).text.split("\n") == [
        "상자 글", "그림 1", "먼저 상자, 다음 글", "먼저 글, 다음 상자", "둘째 상자",
    ]  # fmt: skip


def test_what_is_no_text_is_told():
    paper = HwpxPaper()
    generated = "그림입니다.\n원본 그림의 이름: a.png\n원본 그림의 크기: 가로 1pixel, 세로 1pixel"
    paper.paragraph("글", *(Raw(paper.box_xml("", name=name, comment=said)) for name, said in (
        ("pic", generated), ("pic", "매출이 늘어나는 그래프"), ("ole", ""), ("video", ""),
        ("chart", ""), ("rect", "사각형입니다."), ("rect", "This is a rectangle."),
    )))  # fmt: skip
    memo = '<hp:fieldBegin id="1" type="MEMO"><hp:subList/></hp:fieldBegin>'
    hidden = f"<hp:hiddenComment>{paper.paragraph_xml(('숨긴 글',))}</hp:hiddenComment>"
    paper.paragraph(control(memo), "메모한 글", control("<hp:fieldEnd beginIDRef='1'/>"))
    paper.paragraph(control(hidden), "숨긴 설명이 있는 글")
    equation = "<hp:equation><hp:script>a  over\nb</hp:script></hp:equation>"
    paper.paragraph("비율 ", Raw(equation), "이다.")
    document = read(paper)
    assert document.text.split("\n") == [
        "글", "[그림: 매출이 늘어나는 그래프]", "메모한 글", "숨긴 설명이 있는 글",
        "비율 [수식: a over b]이다.",
    ]  # fmt: skip
    assert {loss.code: loss.count for loss in document.losses} == {
        "images-not-read": 2, "objects-not-read": 1, "media-not-read": 1, "charts-not-read": 1,
        "comments-left-out": 1, "hidden-text-left-out": 1, "equations-as-written": 1,
    }  # fmt: skip


def test_what_a_later_version_adds_keeps_its_words():
    paper = HwpxPaper()
    inner = f"<hp:subList>{paper.paragraph_xml(('새 글',))}</hp:subList>"
    paper.paragraph(
        "앞", Raw(f'<hp:hologram depth="3"><hp:skin/><hp:core>{inner}</hp:core></hp:hologram>')
    )
    assert read(paper.paragraph("뒤")).text == "앞\n새 글\n뒤"


def series(name, values):
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values)
    )
    names = "".join(f'<c:pt idx="{at}"><c:v>{y}</c:v></c:pt>' for at, y in enumerate((2023, 2024)))
    return (
        f"<c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>{name}</c:v></c:pt></c:strCache>"
        f"</c:strRef></c:tx><c:cat><c:strRef><c:strCache>{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:numCache>{points}</c:numCache></c:numRef></c:val></c:ser>"
    )


def test_charts_are_their_figures():
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    chart = (
        f'{HEAD}<c:chartSpace xmlns:c="{space}"><c:chart><c:plotArea><c:barChart>'
        f"{series('수출', (10, 20))}{series('수입', (30, 40))}</c:barChart></c:plotArea></c:chart>"
        "</c:chartSpace>"
    )
    paper = HwpxPaper()
    paper.parts["Chart/chart1.xml"] = chart
    drawn = '<hp:chart id="1" chartIDRef="Chart/chart1.xml"/>'
    old = paper.box_xml("", name="ole")
    paper.paragraph(
        Raw(f"<hp:switch><hp:case>{drawn}</hp:case><hp:default>{old}</hp:default></hp:switch>")
    )
    document = read(paper)
    assert document.text == "\t수출\t수입\n2023\t10\t30\n2024\t20\t40"
    assert document.losses == ()


def test_things_in_a_line():
    parts = (
        '<hp:compose composeText="12"/>', "<hp:t> </hp:t>",
        "<hp:dutmal><hp:mainText>본말</hp:mainText><hp:subText>덧말</hp:subText></hp:dutmal>",
        "<hp:t> </hp:t>", '<hp:checkBtn caption="동의" value="CHECKED"/>',
        '<hp:checkBtn caption="거부" value="UNCHECKED"/>', '<hp:radioBtn caption="남" value="1"/>',
        '<hp:btn caption="확인"/>', "<hp:edit><hp:text>적은 글</hp:text></hp:edit><hp:t> </hp:t>",
        '<hp:comboBox selectedValue="2"><hp:listItem displayText="하나" value="1"/>'
        '<hp:listItem displayText="둘" value="2"/></hp:comboBox><hp:t> </hp:t>',
        '<hp:comboBox selectedValue=""><hp:listItem displayText="셋" value="3"/>'
        '<hp:listItem displayText="" value="넷"/></hp:comboBox>',
    )  # fmt: skip
    document = read(HwpxPaper().paragraph(Raw("".join(parts))))
    assert document.text == "12 본말(덧말) ☑ 동의 ☐ 거부 ◉ 남 [확인] 적은 글 둘 [셋 / 넷]"


def test_fields_keep_their_words_and_captions_their_numbers():
    paper = HwpxPaper()
    link = '<hp:fieldBegin id="9" type="HYPERLINK"><hp:parameters><hp:stringParam name="Command">'
    link += "http\\://a.kr;1;0;0;</hp:stringParam></hp:parameters></hp:fieldBegin>"
    end = control('<hp:fieldEnd beginIDRef="9"/>')
    paper.paragraph("자세한 것은 ", control(link), "누리집", end, "에 있다.")
    number = '<hp:autoNum num="3" numType="TABLE"><hp:autoNumFormat type="DIGIT"/></hp:autoNum>'
    paper.paragraph("〈표 ", control(number), "〉 값")
    paper.paragraph(control('<hp:bookmark name="책갈피"/>'), "끝")
    assert read(paper).text == "자세한 것은 누리집에 있다.\n〈표 3〉 값\n끝"


def lines(paper, *tops, height=1000):
    for number, top in enumerate(tops):
        paper.paragraph(f"줄 {number}", top=top, height=height)
    return paper


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


def test_raised_digits():
    paper = HwpxPaper()
    raised = "".join(
        f'</hp:run><hp:run charPrIDRef="7"><hp:t>{high}</hp:t></hp:run>'
        f'<hp:run charPrIDRef="0"><hp:t>{plain}</hp:t>'
        for high, plain in (("2", "의 땅, 방법"), ("3, 4", "와 x"), ("n", "이다"))
    )
    data = paper.paragraph("30m", Raw(raised)).build()
    header = zipfile.ZipFile(BytesIO(data)).read("Contents/header.xml").decode()
    shape = '<hh:charPr id="7" height="1000"><hh:supscript/></hh:charPr></hh:charProperties>'
    header = header.replace("</hh:charProperties>", shape)
    data = paper.build(replace={"Contents/header.xml": header})
    assert read_bytes(data, "a.hwpx", LIMITS).text == "30m²의 땅, 방법³, ⁴와 xn이다"


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
    assert [text for *_, text in marked(document, "furniture")] == ["머리"]


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


def test_an_empty_numbered_paragraph_counts_and_shows_nothing():
    paper = HwpxPaper().item("하나", numbered=True).item("", numbered=True)
    assert read(paper.item("셋", numbered=True)).text == "1. 하나\n3. 셋"


def test_a_page_number_in_the_text_is_text():
    number = control('<hp:autoNum num="7" numType="PAGE"/>')
    assert (
        read(HwpxPaper().paragraph("이 글은 ", number, "쪽에 있다.")).text == "이 글은 7쪽에 있다."
    )


def test_facts_by_hancom_and_by_others():
    data = rewrite(
        HwpxPaper(author="홍길동", subject="").paragraph("글").build(), "Contents/content.hpf",
        lambda text: text.replace("</opf:metadata>", '<opf:meta name="keyword" content="물, 논"/>'
                                  '<opf:meta name="description" content="text"/></opf:metadata>'),
    )  # fmt: skip
    document = read_bytes(data, "a.hwpx", LIMITS)
    assert dict(document.metadata) == {"author": "홍길동", "keywords": "물, 논"}


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


def test_sections_stand_in_the_order_of_the_spine():
    paper = HwpxPaper("차례").paragraph("하나").section().paragraph("둘")
    spine = paper.build()
    swapped = rewrite(spine, "Contents/content.hpf", lambda text: text.replace(
        '<opf:itemref idref="section0"/><opf:itemref idref="section1"/>',
        '<opf:itemref idref="section1"/><opf:itemref idref="section0"/>'))  # fmt: skip
    assert read_bytes(spine, "a.hwpx", LIMITS).text == "하나\n둘"
    assert read_bytes(swapped, "a.hwpx", LIMITS).text == "둘\n하나"


def rewrite(data, name, change):
    """The same package with another text of one part."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == name:
                part = change(part.decode()).encode()
            new.writestr(entry, part)
    return out.getvalue()


def test_other_namespaces_other_hrefs_and_no_manifest():
    paper = HwpxPaper().paragraph("하나").section().paragraph("둘")
    data = paper.build()
    for name in ("Contents/section0.xml", "Contents/section1.xml", "Contents/header.xml"):
        data = rewrite(data, name, lambda text: text.replace(
            "http://www.hancom.co.kr/hwpml/2011/", "http://www.owpml.org/owpml/2024/"))  # fmt: skip
    assert read_bytes(data, "a.hwpx", LIMITS).text == "하나\n둘"
    beside = rewrite(data, "Contents/content.hpf", lambda text: text.replace("Contents/", ""))
    assert read_bytes(beside, "a.hwpx", LIMITS).text == "하나\n둘"
    dropped = paper.build(drop=("Contents/content.hpf", "META-INF/container.xml"))
    assert read_bytes(dropped, "a.hwpx", LIMITS).text == "하나\n둘"
    headless = paper.build(drop=("Contents/header.xml",))
    assert read_bytes(headless, "a.hwpx", LIMITS).text == "하나\n둘"


def test_undeclared_prefixes_hide_nothing():
    paper = HwpxPaper().paragraph("하나")
    data = rewrite(paper.build(), "Contents/section0.xml", lambda text: text.replace(NAMES, ""))
    assert read_bytes(data, "a.hwpx", LIMITS).text == "하나"


def test_master_pages_are_furniture():
    paper = HwpxPaper()
    paper.properties[0] = '<hp:masterPage idRef="master0"/>'
    paper.paragraph("본문")
    paper.parts["Contents/masterpage0.xml"] = (
        f"{HEAD}<masterPage {NAMES}><hp:subList>{paper.paragraph_xml(('대외비',))}</hp:subList>"
        "</masterPage>"
    )
    item = '<opf:item id="master0" href="Contents/masterpage0.xml" media-type="application/xml"/>'
    data = rewrite(paper.build(), "Contents/content.hpf",
                   lambda text: text.replace("<opf:manifest>", f"<opf:manifest>{item}"))  # fmt: skip
    document = read_bytes(data, "a.hwpx", LIMITS)
    assert document.text == "본문\n대외비"
    assert [text for *_, text in marked(document, "furniture")] == ["대외비"]


def test_a_damaged_section_does_not_cost_the_others():
    paper = HwpxPaper().paragraph("하나").section().paragraph("둘").section().paragraph("셋")
    broken = paper.build(replace={"Contents/section1.xml": b"\x00\xff no XML"})
    document = read_bytes(broken, "a.hwpx", LIMITS)
    assert document.text == "하나\n셋" and document.losses == (Loss("parts-damaged"),)
    cut = rewrite(paper.build(), "Contents/section1.xml", lambda text: text[: text.index("</hs:")])
    document = read_bytes(cut, "a.hwpx", LIMITS)
    assert document.text == "하나\n둘\n셋" and document.losses == (Loss("parts-damaged"),)
    names = [f"Contents/section{number}.xml" for number in range(3)]
    with pytest.raises(ReadError) as error:
        read(paper, replace=dict.fromkeys(names, b"no XML"))
    assert code(error) == "file-damaged"
    with pytest.raises(ReadError) as error:
        read(paper, drop=(*names, "Contents/content.hpf"))
    assert code(error) == "file-damaged"


def test_a_password_is_said():
    manifest = (
        f'{HEAD}<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<odf:file-entry full-path="Contents/section0.xml" media-type="application/xml">'
        '<odf:encryption-data checksum-type="SHA1"><odf:algorithm algorithm-name="AES"/>'
        "</odf:encryption-data></odf:file-entry></odf:manifest>"
    )
    with pytest.raises(ReadError) as error:
        read(HwpxPaper().paragraph("비밀"), replace={"META-INF/manifest.xml": manifest})
    assert code(error) == "file-encrypted"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
LAUGHS = ENTITIES + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">'
    for before, name in zip("bcdefghi", "cdefghij", strict=True)
)


@pytest.mark.parametrize("part", ["Contents/section0.xml", "Contents/header.xml",
                                  "Contents/content.hpf", "META-INF/container.xml"])  # fmt: skip
@pytest.mark.parametrize(
    "doctype", [f"{LAUGHS}]>", '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>']
)
def test_entities_are_refused_wherever_they_stand(part, doctype):
    data = rewrite(HwpxPaper().paragraph("글 XYZ").build(), part, lambda text: text.replace(
        HEAD, HEAD + doctype).replace("XYZ", "&j;"))  # fmt: skip
    started = time.perf_counter()
    with pytest.raises(ReadError) as error:
        read_bytes(data, "a.hwpx", LIMITS)
    assert code(error) == "xml-forbidden"
    assert time.perf_counter() - started < 1


def test_bombs_are_refused():
    bomb = HwpxPaper().paragraph("글").build(replace={"Contents/section0.xml": b" " * 500_000_000})
    assert len(bomb) < 1_000_000
    started = time.perf_counter()
    with pytest.raises(ReadError) as error:
        read_bytes(bomb, "a.hwpx", LIMITS)
    assert code(error) == "archive-too-large"
    assert time.perf_counter() - started < 5


def test_lying_sizes_cost_nothing():
    data = bytearray(HwpxPaper().paragraph("글 " * 5000).build())
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sizes = archive.getinfo("Contents/section0.xml").file_size.to_bytes(4, "little")
    while (at := data.find(sizes)) >= 0:
        data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(ReadError) as error:
        read_bytes(bytes(data), "a.hwpx", LIMITS)
    assert code(error) == "file-damaged"


def test_pictures_alone_are_no_blank_file():
    paper = HwpxPaper()
    paper.paragraph(Raw(paper.box_xml("", name="pic")))
    with pytest.raises(ReadError) as error:
        read(paper)
    assert code(error) == "file-without-text"
    with pytest.raises(ReadError) as error:
        read(HwpxPaper().paragraph(""))
    assert code(error) == "file-blank"


@pytest.mark.parametrize(
    "change",
    [
        ('colAddr="0" rowAddr="0"', 'colAddr="99999999" rowAddr="99999999"'),
        ('colSpan="1" rowSpan="1"', 'colSpan="2000000000" rowSpan="2000000000"'),
        ('colAddr="1"', 'colAddr="-5"'),
        ('colAddr="1"', 'colAddr="0"'),
        ('height="1000"', 'height="4294967295000"'),
    ],
)
def test_absurd_tables_cost_no_time(change):
    paper = HwpxPaper().table([["가", "나"], ["1", "2"]]).paragraph("끝", top=0)
    data = rewrite(paper.build(), "Contents/section0.xml", lambda text: text.replace(*change))
    started = time.perf_counter()
    document = read_bytes(data, "a.hwpx", LIMITS)
    assert "끝" in document.text
    assert time.perf_counter() - started < 2


def test_deep_nesting_is_cut_and_told():
    paper = HwpxPaper().paragraph("앞")
    deep = Raw(paper.paragraph_xml(("바닥",)))
    for _ in range(120):
        deep = Raw(paper.paragraph_xml((Raw(paper.table_xml([[deep]])),)))
    document = read(paper.raw(deep.xml))
    assert document.text.startswith("앞")
    assert Loss("parts-damaged") in document.losses


def test_reading_takes_linear_time():
    def measure(count):
        paper = HwpxPaper()
        for number in range(count):
            paper.paragraph(f"문단 {number} 글", Footnote("주"), top=number * 1600 % 60_000)
            paper.table([["가", "나"], ["1", "2"]])
        data = paper.build()
        started = time.perf_counter()
        read_bytes(data, "a.hwpx", LIMITS)
        return time.perf_counter() - started

    measure(100)
    assert measure(2000) < 12 * measure(400)


def test_a_style_of_headings_counted_as_a_list_is_a_heading_as_in_hwp_5():
    paper = HwpxPaper()
    paper.item("추진 배경", numbered=True, style=2).item("보통 번호", 2, numbered=True)
    paper.item("낮은 줄", style=3)
    document = read(paper)
    assert document.text.split("\n") == ["1. 추진 배경", "가) 보통 번호", "● 낮은 줄"]
    assert [(m.kind, m.level, document.text[m.start : m.end]) for m in document.marks] == [
        ("heading", 2, "1. 추진 배경"),
        ("item", 2, "가) 보통 번호"),
        ("item", 1, "● 낮은 줄"),
    ]


def test_signs_of_the_outline_are_items():
    paper = HwpxPaper()
    paper.outline_heads = ("□", "○", *paper.outline_heads[2:])
    document = read(paper.heading("배경").heading("값이 내리며 쓰임이 늘어난 점", 2))
    assert [(m.kind, m.level, document.text[m.start : m.end]) for m in document.marks] == [
        ("item", 1, "□ 배경"),
        ("item", 2, "○ 값이 내리며 쓰임이 늘어난 점"),
    ]


@pytest.mark.parametrize(
    ("names", "paragraphs", "grids"),
    [
        # A form whose last value takes several paragraphs, a report set in such a table, a
        # box whose title stands in a row of its own.
        (["분류", "번호", "이름", "담당"], 30, 1),
        (["분류", "번호", "이름", "담당"], 90, 0),
        (["분류"], 30, 0),
    ],
)
def test_a_value_of_several_paragraphs_leaves_a_form_a_table(names, paragraphs, grids):
    paper = HwpxPaper()
    long = [
        paper.paragraph_xml((f"○ 투입하는 사람 {n}에게 보안 교육을 한다",))
        for n in range(paragraphs)
    ]
    rows = [*([name, f"값 {name}"] for name in names), ["상세", Raw("".join(long))]]
    document = read(paper.table(rows))
    assert len(document.grids) == grids
    assert document.text.count("보안 교육을 한다") == paragraphs
    if grids:
        (block,) = parse_blocks(document)
        assert ["번호", "값 번호"] in [[cell.text for cell in row] for row in block.table.rows]


def test_all_who_sign_below_the_date_of_a_notice_head_nothing():
    paper = HwpxPaper()
    paper.outline_heads = ("",) * 7
    for text in ("신규 과제 공고", "신청하여 주시기 바랍니다.", "2026년 3월 19일"):
        paper.paragraph(text)
    for text in ("부총리 겸 산업기술부 장관", "정보기술평가원 원장", "사업 목적"):
        paper.heading(text)
    paper.paragraph("나라의 기술을 넓히는 일이다.")
    kinds = {block.view.text: block.kind for block in parse_blocks(read(paper))}
    assert kinds["부총리 겸 산업기술부 장관"] == kinds["정보기술평가원 원장"] == "paragraph"
    assert kinds["사업 목적"] == "heading"


def test_a_note_called_in_a_line_with_a_sign_names_the_word_alone():
    paper = HwpxPaper()
    paper.outline_heads = ("❏", *paper.outline_heads[1:])
    paper.paragraph("머리의 글이다.")
    shape = paper.paragraph_xml(("기대효과", Footnote("돈으로 헤아린 값이다.")), shape=1, style=1)
    document = read(paper.raw(shape).paragraph("본문이 이어진다."))
    assert "❏ 기대효과¹⁾" in document.text
    (passage,) = [p for p in make_passages(document) if "헤아린" in p.text]
    assert "❏ 기대효과" not in passage.text.partition("헤아린")[0].rpartition("\n")[2]


def test_memos_beside_the_text_are_told_once():
    paper = HwpxPaper()
    memo = '<hp:fieldBegin id="1" type="MEMO"><hp:subList/></hp:fieldBegin>'
    paper.paragraph(control(memo), "메모한 글", control("<hp:fieldEnd beginIDRef='1'/>"))
    inner = f"<hp:memo><hp:paraList>{paper.paragraph_xml(('메모의 말',))}</hp:paraList></hp:memo>"
    document = read(paper.raw(f"<hp:memogroup>{inner * 2}</hp:memogroup>"))
    assert document.text == "메모한 글"
    assert {loss.code: loss.count for loss in document.losses} == {"comments-left-out": 2}
