"""HWPX: packages written by hand, each with one thing that a reader must know."""

import zipfile
from io import BytesIO

import pytest

from corpus import Loss, parse_blocks
from corpus.readers.reading import read_bytes
from tests.corpus.hwpx_files import LIMITS, control, read, rewrite
from tests.corpus.hwpx_paper import HEAD, HwpxPaper, Raw
from tests.corpus.shown import losses, marks


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
    assert [(kind, level) for kind, level, _ in marks(document, "heading", "item")] == [
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
    assert losses(document) == {
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


def test_a_style_of_headings_counted_as_a_list_is_a_heading_as_in_hwp_5():
    paper = HwpxPaper()
    paper.item("추진 배경", numbered=True, style=2).item("보통 번호", 2, numbered=True)
    paper.item("낮은 줄", style=3)
    document = read(paper)
    assert document.text.split("\n") == ["1. 추진 배경", "가) 보통 번호", "● 낮은 줄"]
    assert marks(document) == [
        ("heading", 2, "1. 추진 배경"),
        ("item", 2, "가) 보통 번호"),
        ("item", 1, "● 낮은 줄"),
    ]


def test_signs_of_the_outline_are_items():
    paper = HwpxPaper()
    paper.outline_heads = ("□", "○", *paper.outline_heads[2:])
    document = read(paper.heading("배경").heading("값이 내리며 쓰임이 늘어난 점", 2))
    assert marks(document) == [
        ("item", 1, "□ 배경"),
        ("item", 2, "○ 값이 내리며 쓰임이 늘어난 점"),
    ]


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


def test_memos_beside_the_text_are_told_once():
    paper = HwpxPaper()
    memo = '<hp:fieldBegin id="1" type="MEMO"><hp:subList/></hp:fieldBegin>'
    paper.paragraph(control(memo), "메모한 글", control("<hp:fieldEnd beginIDRef='1'/>"))
    inner = f"<hp:memo><hp:paraList>{paper.paragraph_xml(('메모의 말',))}</hp:paraList></hp:memo>"
    document = read(paper.raw(f"<hp:memogroup>{inner * 2}</hp:memogroup>"))
    assert document.text == "메모한 글"
    assert losses(document) == {"comments-left-out": 2}
