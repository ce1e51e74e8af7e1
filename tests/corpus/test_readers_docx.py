"""DOCX: what Word shows is what is read, with its headings, numbers and tables."""

from tests.corpus.docx_files import NUMBERING, read_body
from tests.corpus.office_files import cell, listed, para, row, run, style, table
from tests.corpus.shown import cells, lines, losses, marked


def test_paragraphs_come_in_order_whatever_stands_around_them():
    document = read_body(
        para("하나"),
        f"<w:sdt><w:sdtPr/><w:sdtContent>{para('둘')}</w:sdtContent></w:sdt>",
        f"<w:customXml>{para('셋')}</w:customXml>",
        para(
            "넷 ",
            f'<w:hyperlink r:id="x">{run("다섯")}</w:hyperlink>',
            f"<w:smartTag>{run(' 여섯')}</w:smartTag>",
            f"<w:sdt><w:sdtContent>{run(' 일곱')}</w:sdtContent></w:sdt>",
        ),
        para(f'<w:fldSimple w:instr="SEQ 표">{run("8")}</w:fldSimple>', "쪽"),
    )
    assert lines(document) == ["하나", "둘", "셋", "넷 다섯 여섯 일곱", "8쪽"]


def test_a_field_shows_its_result_and_not_its_code():
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> IF 1 = </w:instrText></w:r>"
    inner = mark("begin") + code + mark("separate") + run("속") + mark("end")
    document = read_body(
        para("앞", mark("begin"), code, inner, mark("separate"), run("결과"), mark("end"), "뒤"),
        para(mark("begin"), code, run("끝나지 않은 코드")),
        para("잃지 않는 글"),
    )
    assert lines(document) == ["앞결과뒤", "잃지 않는 글"]


def test_insertions_stay_deletions_go_and_are_counted():
    document = read_body(
        para("수출은 ", f"<w:ins>{run('6,838억 ')}</w:ins>",
             "<w:del><w:r><w:delText>6,324억 </w:delText></w:r></w:del>", "달러"),
        para("첫 줄", extra="<w:rPr><w:del/></w:rPr>"),
        para("에 이어진다"),
        f"<w:del>{para('지운 문단')}</w:del>",
        table(row("가", "나", "다"), row("지운", "행", "임", extra="<w:del/>"), row("라", "마", "바")),
    )  # fmt: skip
    assert lines(document)[:2] == ["수출은 6,838억 달러", "첫 줄에 이어진다"]
    assert "지운" not in document.text
    assert losses(document) == {"deleted-text-left-out": 3}


def test_hidden_text_is_left_out_and_counted_once_a_stretch():
    document = read_body(
        para("보임 ", run("숨", "<w:vanish/>"), run("김", "<w:vanish/>"), "다시 ",
             run("보임", '<w:vanish w:val="0"/>')),
        para("숨은 문단", style="H"),
        styles=style("H", "hidden", run_extra="<w:vanish/>"),
    )  # fmt: skip
    assert document.text == "보임 다시 보임"
    assert losses(document) == {"hidden-text-left-out": 2}


def test_raised_digits_stay_raised():
    up = '<w:vertAlign w:val="superscript"/>'
    document = read_body(
        para("넓이 10", run("6", up), " m", run("2", up), ", 수소버스", run("1)", up), "와 CO",
             run("2", '<w:vertAlign w:val="subscript"/>'), run("위의 글", up)),
    )  # fmt: skip
    assert document.text == "넓이 10⁶ m², 수소버스¹⁾와 CO2위의 글"


def test_a_text_box_is_read_once():
    inner = f"<w:txbxContent>{para('글상자의 글')}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
        "<wp:docPr id='1' name='Text Box 1'/><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        f"{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>"
    document = read_body(para("앞 문단", box), para("뒤 문단", old))
    assert lines(document) == ["앞 문단", "글상자의 글", "뒤 문단", "글상자의 글"]
    assert not document.losses


def test_headings_by_styles_names_and_outline_levels():
    styles = "".join(
        (
            style("a3", "Title"),
            style("1", "heading 1"),
            style("K2", "제목 2"),
            style("U", "우리 제목", extra='<w:outlineLvl w:val="2"/>'),
            style("V", "우리 제목 아래", based="U"),
            style("T", "TOC Heading", based="1", extra='<w:outlineLvl w:val="9"/>'),
        )
    )
    document = read_body(
        para("보고서 제목", style="a3"),
        para("목차", style="T"),
        para("일장", style="1"),
        para("일절", style="K2"),
        para("일항", style="V"),
        para("직접", extra='<w:outlineLvl w:val="3"/>'),
        para("본문으로 되돌림", style="1", extra='<w:outlineLvl w:val="9"/>'),
        styles=styles,
    )
    assert marked(document, "heading") == [
        (1, "보고서 제목"), (1, "일장"), (2, "일절"), (3, "일항"), (4, "직접"),
    ]  # fmt: skip
    assert document.title == "보고서 제목"


def test_a_style_based_on_itself_ends():
    document = read_body(para("글", style="A"), styles=style("A", "a", "B") + style("B", "b", "A"))
    assert document.text == "글"


def test_numbers_are_generated_as_word_generates_them():
    document = read_body(
        *(
            listed(text, number, ilvl)
            for text, number, ilvl in [
                ("총론", 1, 0), ("배경", 1, 1), ("목적", 1, 1), ("가", 1, 2), ("나", 1, 2),
                ("괄호", 1, 3), ("동그라미", 1, 4), ("각론", 1, 0), ("다시", 1, 1), ("셋", 1, 2),
                ("이어 세지 않음", 3, 0), ("이어 셈", 3, 0), ("같은 목록", 1, 0),
            ]
        ),
        numbering=NUMBERING,
    )  # fmt: skip
    assert lines(document) == [
        "제1장 총론", "1.1 배경", "1.2 목적", "가. 가", "나. 나", "(1) 괄호", "① 동그라미",
        "제2장 각론", "2.1 다시", "가. 셋", "제7장 이어 세지 않음", "제8장 이어 셈",
        "제9장 같은 목록",
    ]  # fmt: skip
    assert [depth for depth, _ in marked(document, "item")] == [
        1,
        2,
        2,
        3,
        3,
        4,
        5,
        1,
        2,
        3,
        1,
        1,
        1,
    ]


def test_bullets_and_other_numerals():
    document = read_body(
        *(listed("글", 2, ilvl) for ilvl in range(7)),
        para("없음", extra='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        numbering=NUMBERING,
    )
    assert lines(document) == [
        "▪ 글", "• 글", "□ 글", "ㄱ) 글", "IV. 글", "일. 글", "글", "없음",
    ]  # fmt: skip


def test_a_heading_keeps_the_number_its_style_generates():
    numbered = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    document = read_body(
        listed("첫 장", 1, 0, style="H1"),
        para("첫 절", style="H2"),
        para("둘째 절", style="H2"),
        styles=style("H1", "heading 1") + style("H2", "heading 2", extra=numbered),
        numbering=NUMBERING,
    )
    assert marked(document, "heading") == [(1, "제1장 첫 장"), (2, "1.1 첫 절"), (2, "1.2 둘째 절")]


def test_tables_keep_their_spans_and_headers():
    document = read_body(
        table(
            row(cell("구분", merge="restart"), cell("수출", span=2), extra="<w:tblHeader/>"),
            row(cell(merge="continue"), "2023", "2024", extra="<w:tblHeader/>"),
            row("반도체", "986", "1,419"),
            row(cell("합계", span=2), "2,127"),
        )
    )
    assert document.text == ("구분\t수출\t\n\t2023\t2024\n반도체\t986\t1,419\n합계\t\t2,127")
    assert cells(document) == [
        (0, 0, 2, 1, "구분"), (0, 1, 1, 2, "수출"), (1, 1, 1, 1, "2023"), (1, 2, 1, 1, "2024"),
        (2, 0, 1, 1, "반도체"), (2, 1, 1, 1, "986"), (2, 2, 1, 1, "1,419"),
        (3, 0, 1, 2, "합계"), (3, 2, 1, 1, "2,127"),
    ]  # fmt: skip
    assert document.grids[0].header_rows == 2


def test_tables_inside_tables_and_captions():
    inner = table(row("안1", "안2"), row("안3", "안4"))
    document = read_body(
        para("표 1. 바깥", style="C"),
        table(row("가", "나", "다"), row("라", cell("마", inner), "바"), row("사", "아", "자")),
        styles=style("C", "caption"),
    )
    assert marked(document, "caption") == [(0, "표 1. 바깥")]
    assert [c[4] for c in cells(document, 0)] == list("가나다라마바사아자")
    assert [c[4] for c in cells(document, 1)] == ["안1", "안2", "안3", "안4"]


def test_a_table_without_text_is_none():
    document = read_body(para("앞"), table(row("", ""), row("", "")), para("뒤"))
    assert lines(document) == ["앞", "뒤"]
    assert not document.grids
