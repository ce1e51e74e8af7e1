"""DOCX: notes, pages, headers, pictures and charts: what stands beside the text."""

from tests.corpus.docx_files import read, read_body
from tests.corpus.office_files import changed, docx, para, row, table
from tests.corpus.shown import lines, losses, marked


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
