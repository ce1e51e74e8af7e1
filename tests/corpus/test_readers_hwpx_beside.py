"""HWPX: notes, what is printed on every page, and tables."""

import pytest

from corpus import make_passages, parse_blocks
from corpus.readers.reading import read_bytes
from tests.corpus.hwpx_files import LIMITS, control, read, rewrite
from tests.corpus.hwpx_paper import HEAD, NAMES, Footnote, HwpxPaper, Raw
from tests.corpus.shown import cells, marked_texts


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
    assert marked_texts(document, "footnote") == [
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
    assert marked_texts(document, "furniture") == ["어느 부처", "둘째 부"]


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
    assert cells(document) == [
        (0, 0, 2, 1, "구분"), (0, 1, 1, 2, "매출"), (1, 1, 1, 1, "2023"), (1, 2, 1, 1, "2024"),
        (2, 0, 1, 1, "합계"), (2, 1, 1, 1, "10"), (2, 2, 1, 1, "20"),
    ]  # fmt: skip
    assert marked_texts(document, "caption") == ["표 1. 매출", "표 2. 아래"]


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
    assert marked_texts(document, "furniture") == ["대외비"]


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


def test_a_note_called_in_a_line_with_a_sign_names_the_word_alone():
    paper = HwpxPaper()
    paper.outline_heads = ("❏", *paper.outline_heads[1:])
    paper.paragraph("머리의 글이다.")
    shape = paper.paragraph_xml(("기대효과", Footnote("돈으로 헤아린 값이다.")), shape=1, style=1)
    document = read(paper.raw(shape).paragraph("본문이 이어진다."))
    assert "❏ 기대효과¹⁾" in document.text
    (passage,) = [p for p in make_passages(document) if "헤아린" in p.text]
    assert "❏ 기대효과" not in passage.text.partition("헤아린")[0].rpartition("\n")[2]
