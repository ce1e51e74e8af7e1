"""DOCX: what Word shows is what is read, with its headings, numbers, notes and tables."""

import shutil
import subprocess
import time
from io import BytesIO

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Limits, ReadError
from corpus.readers.reading import read_bytes
from tests.corpus.invariants import check_document
from tests.corpus.office_files import (
    cell,
    changed,
    docx,
    level,
    listed,
    packed,
    para,
    relations,
    row,
    run,
    style,
    table,
)


def read(data, limits=None):
    document = read_bytes(data, "a.docx", limits or Limits())
    check_document(document)
    return document


def read_body(*body, **parts):
    return read(docx("".join(body), **parts))


def lines(document):
    return document.text.split("\n")


def marked(document, kind):
    return [
        (mark.level, document.text[mark.start : mark.end])
        for mark in document.marks
        if mark.kind == kind
    ]


def losses(document):
    return {loss.code: loss.count for loss in document.losses}


def cells(document, number=0):
    return [
        (c.row, c.column, c.row_span, c.column_span, document.text[c.start : c.end])
        for c in document.grids[number].cells
    ]


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


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "제%1장")
    + level(1, "%1.%2")
    + level(2, "%3.", "ganada")
    + level(3, "(%4)", "decimal")
    + level(4, "%5", "decimalEnclosedCircle")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="1">'
    + level(0, "\uf0a7", "bullet", font="Wingdings")
    + level(1, "\uf0b7", "bullet", font="Symbol")
    + level(2, "□", "bullet")
    + level(3, "%4)", "chosung")
    + level(4, "%5.", "upperRoman", start=4)
    + level(5, "%6.", "koreanCounting")
    + level(6, "", "none")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


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


def test_notes_stand_under_what_calls_them_with_their_numbers():
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="5">{para("<w:r><w:footnoteRef/></w:r>", " 관세청 자료")}</w:footnote>'
        f'<w:footnote w:id="2">{para("잠정치")}{para("둘째 문단")}</w:footnote>'
        f'<w:footnote w:id="9">{para("별표의 뜻")}</w:footnote>'
    )
    ends = f'<w:endnote w:id="2">{para("미주의 글")}</w:endnote>'
    document = read_body(
        para("수출", '<w:r><w:footnoteReference w:id="5"/></w:r>', "이 늘었다",
             '<w:r><w:endnoteReference w:id="2"/></w:r>', "."),
        table(row("가", para("나", '<w:r><w:footnoteReference w:id="2"/></w:r>').join(
            ("<w:tc>", "</w:tc>"))), row("다", "라")),
        para("끝", '<w:r><w:footnoteReference w:id="9" w:customMarkFollows="1"/>'
             "<w:t>*</w:t></w:r>"),
        footnotes=notes,
        endnotes=ends,
        settings='<w:footnotePr><w:numStart w:val="3"/></w:footnotePr>',
    )  # fmt: skip
    assert lines(document) == [
        "수출³⁾이 늘었다<sup>i</sup>.", "3) 관세청 자료", "i 미주의 글", "가\t나⁴⁾", "다\t라",
        "4) 잠정치 둘째 문단", "끝<sup>*</sup>", "* 별표의 뜻",
    ]  # fmt: skip
    assert len(marked(document, "footnote")) == 4


def test_a_note_that_calls_itself_or_is_missing_ends():
    notes = f'<w:footnote w:id="1">{para("글", "<w:r><w:footnoteReference w:id=" + chr(34) + "1" + chr(34) + "/></w:r>")}</w:footnote>'
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    document = read_body(para("가", call.format(1)), para("나", call.format(1)),
                         para("다", call.format(7)), footnotes=notes)  # fmt: skip
    assert lines(document) == ["가¹⁾", "1) 글", "나", "다"]
    assert losses(document) == {"parts-damaged": 1}


def test_pages_begin_where_word_laid_them_out_and_count_once():
    page = '<w:r><w:br w:type="page"/></w:r>'
    soft = "<w:r><w:lastRenderedPageBreak/></w:r>"
    document = read_body(
        para(soft, "첫 쪽", page),
        para(soft, "둘째 쪽의 앞", soft, "셋째 쪽으로 이어진다"),
        table(row("표", "값"), row(para(soft, "넷째").join(("<w:tc>", "</w:tc>")),
                                 para(soft, "쪽").join(("<w:tc>", "</w:tc>")))),
        para("새 쪽에서", extra="<w:pageBreakBefore/>"),
    )  # fmt: skip
    assert [document.text[p.start : p.end].strip() for p in document.pages] == [
        "첫 쪽", "둘째 쪽의 앞", "셋째 쪽으로 이어진다\n표\t값", "넷째\t쪽", "새 쪽에서",
    ]  # fmt: skip


def test_printed_numbers_begin_and_look_as_the_sections_say():
    soft = "<w:r><w:lastRenderedPageBreak/></w:r>"
    footer = '<w:footerReference w:type="default" r:id="r_footer1"/>'
    document = read_body(
        para("머리말"),
        para("이어", soft, "짐"),
        para("끝", extra=f'<w:sectPr>{footer}<w:pgNumType w:fmt="lowerRoman"/></w:sectPr>'),
        para("본문"),
        para(soft, "둘째"),
        '<w:sectPr><w:pgNumType w:start="1"/></w:sectPr>',
        footer1=para(
            "- ", '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>', " -"
        ),
    )
    assert [page.label for page in document.pages] == ["i", "ii", "1", "2"]
    assert marked(document, "furniture") == [(0, "- 1 -")]


def test_headers_are_furniture_once():
    header = '<w:headerReference w:type="default" r:id="r_header1"/>'
    document = read_body(
        para("하나", extra=f"<w:sectPr>{header}</w:sectPr>"),
        para("둘"),
        f"<w:sectPr>{header}</w:sectPr>",
        header1=para("기획재정부"),
    )
    assert lines(document) == ["기획재정부", "하나", "둘"]
    assert marked(document, "furniture") == [(0, "기획재정부")]


def test_pictures_objects_comments_and_equations():
    def picture(text):
        return (
            f"<w:r><w:drawing><wp:inline><wp:docPr id='1' name='p' descr='{text}'/><a:graphic>"
            "<a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id='0' name='a.png'/></pic:nvPicPr>"
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    fraction = (
        "<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    document = read_body(
        para("글", picture("2024년 수출이 는 모습을 보인 꺾은선")),
        para(picture("그림 3")),
        para(picture("C:/a/b.png")),
        para("식 ", fraction),
        para('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>', "뒤"),
        comments="<w:comment w:id='1'/><w:comment w:id='2'/>",
    )
    assert lines(document) == ["글", "2024년 수출이 는 모습을 보인 꺾은선", "식 x=(a+b)/2", "뒤"]
    assert losses(document) == {
        "images-not-read": 2, "equations-in-line": 1, "objects-not-read": 1, "comments-left-out": 2,
    }  # fmt: skip


CHART = (
    '<c:chartSpace xmlns:c="c" xmlns:a="a"><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>보급률'
    "</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:tx><c:strRef>"
    "<c:strCache><c:pt idx='0'><c:v>2024</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat>"
    "<c:strRef><c:strCache><c:pt idx='0'><c:v>서울</c:v></c:pt><c:pt idx='1'><c:v>부산</c:v>"
    "</c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:formatCode>0.0%"
    "</c:formatCode><c:pt idx='0'><c:v>0.125</c:v></c:pt><c:pt idx='1'><c:v>0.5</c:v></c:pt>"
    "</c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"
)


def test_a_charts_cached_figures_are_a_table():
    frame = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri='x/chart'>"
        "<c:chart r:id='{}'/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    made = docx(
        para("앞", frame.format("k1")) + para("뒤", frame.format("k2")),
        relation=[("k1", "chart", "charts/c1.xml"), ("k2", "chart", "charts/c2.xml")],
    )
    document = read(changed(made, word__charts__c1_dot_xml=CHART))
    assert lines(document) == ["앞", "보급률", "\t2024", "서울\t12.5%", "부산\t50.0%", "뒤"]
    assert losses(document) == {"charts-not-read": 1, "parts-damaged": 1}


def test_what_is_typed_at_a_charts_axes_and_points_is_read():
    """The title of an axis holds the unit; fields of a label repeat what the table says."""

    def typed(name, inside):
        return f"<c:{name}><c:tx><c:rich><a:p>{inside}</a:p></c:rich></c:tx></c:{name}>"

    run = "<a:r><a:t>{}</a:t></a:r>"
    label = typed("dLbl", run.format("정책 시행") + "<a:fld><a:t>[값]</a:t></a:fld>")
    axes = f"<c:catAx>{typed('title', run.format('지역'))}</c:catAx><c:valAx>"
    axes += f"{typed('title', run.format('(단위: %)'))}</c:valAx>"
    chart = CHART.replace("<c:cat>", f"<c:dLbls>{label}</c:dLbls><c:cat>")
    chart = chart.replace("</c:plotArea>", axes + "</c:plotArea>")
    frame = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri='x/chart'>"
        "<c:chart r:id='k1'/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    made = docx(para("앞", frame), relation=[("k1", "chart", "charts/c1.xml")])
    document = read(changed(made, word__charts__c1_dot_xml=chart))
    assert lines(document) == [
        "앞", "보급률", "지역", "(단위: %)", "\t2024", "서울\t12.5%", "부산\t50.0%", "정책 시행",
    ]  # fmt: skip


def test_strict_documents_and_macro_documents_are_read():
    made = docx(para("엄격한 문서"))
    strict = changed(
        made,
        word__document_dot_xml=(
            '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">'
            "<w:body><w:p><w:r><w:t>엄격한 문서</w:t></w:r></w:p></w:body></w:document>"
        ),
    )
    assert read(strict).text == "엄격한 문서"
    assert read_bytes(made, "a.docm", Limits()).text == "엄격한 문서"


def test_python_docx_and_we_read_the_same_words():
    made = python_docx.Document()
    made.core_properties.title = "수출 동향"
    made.core_properties.author = "홍길동"
    made.add_heading("총괄", 1)
    made.add_paragraph("2024년 수출은 6,838억 달러로 8.2% 늘었다.")
    made.add_paragraph("첫째", style="List Bullet")
    made.add_paragraph("둘째", style="List Bullet 2")
    grid = made.add_table(3, 3)
    for number, one in enumerate(grid._cells):
        one.text = f"칸{number}"
    grid.cell(0, 0).merge(grid.cell(1, 1))
    out = BytesIO()
    made.save(out)
    document = read(out.getvalue())
    again = python_docx.Document(BytesIO(out.getvalue()))
    words = [one.text for one in again.paragraphs]
    shown = [line.removeprefix("• ") for line in lines(document)[: len(words)]]
    assert shown == words
    assert dict(document.metadata)["author"] == "홍길동"
    assert document.title == "수출 동향"
    assert marked(document, "item") == [(1, "• 첫째"), (2, "• 둘째")]
    theirs = {(r, c): again.tables[0].cell(r, c).text for r in range(3) for c in range(3)}
    for at, across, tall, wide, text in cells(document):
        for r in range(at, at + tall):
            for c in range(across, across + wide):
                assert theirs.pop((r, c)) == text
    assert not theirs


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_what_libreoffice_writes_is_read(tmp_path):
    page = tmp_path / "a.html"
    page.write_text(
        "<html><body><h1>총괄</h1><p>수출은 늘었다.</p><ol><li>하나</li><li>둘</li></ol>"
        "<table border=1><tr><th>구분</th><th>값</th></tr><tr><td>반도체</td><td>1,419</td></tr>"
        "</table></body></html>",
        "utf-8",
    )
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless",
         "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML",
         "--outdir", str(tmp_path), str(page)],
        check=True, capture_output=True, timeout=170,
    )  # fmt: skip
    document = read((tmp_path / "a.docx").read_bytes())
    assert marked(document, "heading") == [(1, "총괄")]
    assert [line for line in lines(document) if line] == [
        "총괄", "수출은 늘었다.", "1. 하나", "2. 둘", "구분\t값", "반도체\t1,419",
    ]  # fmt: skip


GOOD = docx(
    para("첫 문단") + table(row("가", "나"), row("다", "라")) + listed("글", 1, 0),
    numbering=NUMBERING,
    styles=style("A", "a"),
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (GOOD[: len(GOOD) // 2], "file-damaged"),
        (changed(GOOD, word__document_dot_xml="<w:document xmlns:w='w'/>"), "file-damaged"),
        (changed(GOOD, word__document_dot_xml="no xml"), "xml-damaged"),
        (
            changed(
                GOOD,
                word__document_dot_xml="<!DOCTYPE d [<!ENTITY a 'b'>]><w:document xmlns:w='w'>"
                "<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>",
            ),
            "xml-forbidden",
        ),
        (
            changed(GOOD, word__styles_dot_xml="<!DOCTYPE d SYSTEM 'file:///etc/passwd'><d/>"),
            "xml-forbidden",
        ),
        (
            changed(GOOD, word__document_dot_xml="<a>" + " " * 3_000_000 + "</a>"),
            "archive-too-large",
        ),
        (docx(para("")), "file-blank"),
    ],
)
def test_bad_files_say_why(data, code):
    limits = Limits(max_unpacked_bytes=20_000_000)
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.docx", limits)
    assert caught.value.code == code


def test_a_missing_document_part_is_said():
    data = packed({"_rels/.rels": relations(("r", "officeDocument", "word/document.xml")),
                   "word/styles.xml": "<a/>", "[Content_Types].xml": "<a/>"})  # fmt: skip
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.docx", Limits())
    assert caught.value.code in ("archive-part-damaged", "file-is-archive")


def test_damaged_styles_are_a_loss_and_not_a_refusal():
    document = read(changed(GOOD, word__styles_dot_xml="nothing"))
    assert document.text.startswith("첫 문단")
    assert losses(document) == {"parts-damaged": 1}


def test_deep_nesting_ends():
    deep = para("바닥")
    for _ in range(30):
        deep = table(row(cell(deep, para("곁")), "옆"), row("아래", "칸"))
    document = read_body(deep)
    assert "바닥" in document.text
    boxes = para("바닥")
    for _ in range(30):
        boxes = para("겉", f"<w:r><w:pict><v:textbox><w:txbxContent>{boxes}</w:txbxContent>"
                     "</v:textbox></w:pict></w:r>")  # fmt: skip
    assert "바닥" in read_body(boxes).text


def test_claims_of_size_cost_nothing():
    wide = cell("가", span=99_999_999)
    document = read_body(
        table(row(wide, "나"), row("다", "라")),
        *(listed("글", 9, 0) for _ in range(3)),
        numbering='<w:abstractNum w:abstractNumId="0">'
        + level(0, "%1", "upperLetter", start=99_999_999)
        + '</w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="0"/></w:num>',
    )
    assert "가" in document.text
    assert len(document.text) < 3_000


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_flipped_bytes_give_a_document_or_a_reason(data):
    raw = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        document = read_bytes(bytes(raw), "a.docx", Limits())
    except ReadError as error:
        assert error.code != "reader-failed", error
    else:
        check_document(document)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_flipped_characters_of_the_xml_give_a_document_or_a_reason(data):
    body = bytearray(
        f"<w:document xmlns:w='w'><w:body>{para('글')}{table(row('가', '나'), row('다', '라'))}"
        f"{listed('글', 1, 0)}</w:body></w:document>".encode()
    )
    for _ in range(data.draw(st.integers(1, 5))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(32, 126))
    try:
        read(changed(GOOD, word__document_dot_xml=bytes(body)))
    except ReadError as error:
        assert error.code != "reader-failed", error


def test_a_long_document_is_read_in_time():
    paragraphs = "".join(
        para(f"{n}번째 문단은 ", run("2024년 수출이 6,838억 달러로", "<w:b/>"), " 늘었음을 말한다.")
        for n in range(5_000)
    )
    start = time.perf_counter()
    document = read(docx(paragraphs))
    assert len(lines(document)) == 5_000
    assert time.perf_counter() - start < 20
