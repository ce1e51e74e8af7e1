import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus import Chunking, Document, Mark, Page, View, document_title, make_passages, parse_blocks
from tests.corpus.documents import make_document
from tests.corpus.invariants import check_passages

LINES = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [
                "# 제목",
                "1. 서론",
                "Ⅱ 본론",
                "가. 배경",
                "□ 추진 배경",
                "○ 첫째, 둘째와",
                "  - 셋째는 이렇다.",
                "m 중국은 2015년에",
                "정책을 발표함",
                "〈표 1〉 현황(단위: 억원)",
                "구분\t금액\t비고",
                "합계\t1,234\t",
                "자료: 통계청",
                "1) 각주의 글",
                "시장을¹⁾ 열었다.",
                "- 24 -",
                "",
                "",
                "목차",
                "<ul><li>하나</li><li>둘",
                "<table><tr><td>가</td><td rowspan=9>나</td></tr>",
                "</table>",
                "| a | b |",
                "|---|---|",
                "```",
                "* 주석",
                "** 주석 둘",
                "&amp;&lt;br&gt;",
                "**■ 굵은 제목**",
                "\ue000 항목",
                "\f",
                "구분 주요내용",
                " 1. 내용",
                "중국은 제조업 부문에서 세계 1위를 기록하고 있으나, 핵심 기술력에서는 여전히 격차가 큰 상",
            ]
        ),
    ),
    max_size=25,
).map("\n".join)


def covered(passages):
    return {
        at
        for passage in passages
        for span in passage.view.spans
        for at in range(span.start, span.end)
    }


@given(LINES)
@example("1) 가\n가¹⁾\n1) 나")
@example("구분\t금액\n\n1) 주\n합계\t3\n")
@settings(max_examples=150, deadline=None)
def test_passages_of_any_text_are_sound(text):
    document = make_document(text)
    blocks = parse_blocks(document)
    for block in blocks:
        for run in block.view.runs:
            shown = block.view.text[run.view : run.view + run.length]
            assert shown == document.text[run.source : run.source + run.length]
        if block.table is not None:
            assert all(len(row) == len(block.table.columns) for row in block.table.rows)
    passages = make_passages(document, blocks)
    check_passages(document, passages)
    again = make_passages(document)
    assert [passage.id for passage in again] == [passage.id for passage in passages]


@given(LINES)
@settings(max_examples=100, deadline=None)
def test_nothing_but_furniture_headings_and_markup_is_lost(text):
    document = make_document(text)
    blocks = parse_blocks(document)
    inside = covered(make_passages(document, blocks))
    for block in blocks:
        if block.kind in ("furniture", "heading", "table", "caption"):
            continue
        for span in block.view.spans:
            for at in range(span.start, span.end):
                assert at in inside or document.text[at].isspace()


PROSE = (
    "중국은 2016. 4. 발표한 계획에서 3.5% 성장을 내세웠다. “이제 시작이다. 끝이 아니다.”라고 그는 말했다. "
    "예산은 12,345억원이다. 정부는 (가. 지원 나. 육성) 두 길을 택하였다. "
)


def test_prose_is_cut_at_sentences_near_the_target():
    document = make_document(PROSE * 12)
    passages = make_passages(document)
    check_passages(document, passages)
    assert len(passages) > 2
    assert all(200 <= len(passage.text) <= 500 for passage in passages)
    sentences = {p.text[u.start : u.end] for p in passages for u in p.units}
    assert sentences == {
        "중국은 2016. 4. 발표한 계획에서 3.5% 성장을 내세웠다.",
        "“이제 시작이다. 끝이 아니다.”라고 그는 말했다.",
        "예산은 12,345억원이다.",
        "정부는 (가. 지원 나. 육성) 두 길을 택하였다.",
    }


def test_a_sentence_longer_than_the_limit_stays_whole():
    long = "가나다라 " * 200 + "이다."
    passages = make_passages(make_document(f"짧은 문장이다.\n\n{long}\n\n끝 문장이다."))
    assert long.strip() in [p.text[u.start : u.end] for p in passages for u in p.units]


def test_lead_in_and_items_stay_together_and_split_lists_name_their_lead_in():
    items = "\n".join(
        f"  - 세부 과제 {n}는 다음 해까지 지원 체계를 갖추고 성과를 점검함" for n in range(1, 25)
    )
    document = make_document(f"1. 추진 과제\n\n○ 정부는 다음 과제를 추진할 계획임\n{items}\n")
    passages = make_passages(document)
    assert passages[0].text.startswith("○ 정부는 다음 과제를 추진할 계획임\n  - 세부 과제 1는")
    assert passages[0].heading == ("1. 추진 과제",)
    assert all(
        passage.heading == ("1. 추진 과제", "정부는 다음 과제를 추진할 계획임")
        for passage in passages[1:]
    )
    assert {passage.kind for passage in passages} == {"list"}


def test_a_heading_without_text_is_not_lost_and_makes_no_passage():
    document = make_document("# 보고서\n\n## 1. 개요\n\n본문이 여기에 있다.\n\n## 2. 향후 계획\n")
    passages = make_passages(document)
    assert len(passages) == 1
    assert "향후 계획" in passages[0].text and "본문이 여기에 있다." in passages[0].text


TABLE = "〈표 1〉 지역별 예산 (단위: 억원)\n구분\t2023년\t2024년\n" + "".join(
    f"지역 {n}의 이름이 긴 곳\t{n},000\t{n},500\n" for n in range(1, 31)
)


def test_a_long_table_is_cut_between_rows_that_can_be_read_alone():
    document = make_document(f"{TABLE}자료: 통계청\n")
    passages = make_passages(document)
    check_passages(document, passages)
    assert len(passages) > 1
    assert {passage.kind for passage in passages} == {"table"}
    assert all(passage.caption == "〈표 1〉 지역별 예산 (단위: 억원)" for passage in passages)
    rows = [p.text[u.start : u.end] for p in passages for u in p.units]
    assert rows[0] == "구분: 지역 1의 이름이 긴 곳 | 2023년: 1,000 | 2024년: 1,500"
    assert rows[-1] == "자료: 통계청"
    assert len(rows) == 31


def test_the_unit_above_a_table_joins_its_caption():
    document = make_document("[표 2] 예산\n(단위: 백만원)\n구분\t금액\n합계\t10\n인건비\t7\n")
    (passage,) = make_passages(document)
    assert passage.caption == "[표 2] 예산 (단위: 백만원)"


def test_a_long_row_becomes_several_lines_with_its_label():
    tasks = " ".join(
        f"- 과제 {n}: 전담 조직을 두고 필요한 예산을 먼저 확보하여 해마다 성과를 점검"
        for n in range(1, 9)
    )
    document = make_document(f"구분\t주요 내용\n제조 분야\t{tasks}\n기타\t없음\n")
    rows = [p.text[u.start : u.end] for p in make_passages(document) for u in p.units]
    assert len(rows) > 3
    assert all(row.startswith("구분: 제조 분야 | 주요 내용: - 과제") for row in rows[:-1])
    assert sum(row.count("과제") for row in rows[:-1]) == 8


def test_pages_and_ids_come_from_the_source():
    text = "첫 쪽의 글이다.\n" * 30 + "둘째 쪽의 글이다.\n" * 30
    cut = text.index("둘째")
    document = make_document(text, breaks=(cut,))
    passages = make_passages(document)
    assert passages[0].page == 1 and passages[-1].page == 2
    assert all(re.fullmatch("[0-9a-f]{24}", passage.id) for passage in passages)


def test_settings_are_checked_and_used():
    with pytest.raises(ValueError, match="target_chars"):
        Chunking(target_chars=500, max_chars=400)
    small = make_passages(make_document(PROSE * 12), settings=Chunking(150, 200))
    assert max(len(passage.text) for passage in small) <= 200


def test_an_empty_document_has_no_passages():
    assert make_passages(make_document("- 1 -\n")) == ()


def test_the_title_is_what_the_file_or_its_first_lines_say():
    def title(text, **given):
        document = make_document(text, **given)
        return document_title(document, parse_blocks(document))

    assert title("무엇이든", title="제목") == "제목"
    assert title("# 큰 제목\n\n글이다.\n") == "큰 제목"
    assert title("정책 동향 보고\n\nⅠ. 서론\n\n글이다.\n") == "정책 동향 보고"
    assert title("", source="폴더/연구 보고서.txt") == "연구 보고서"


def test_views_of_notes_name_the_term():
    text = "정부는 신산반(新三板) 시장을⁴⁾ 열었다.\n\n4) 중소기업 장외거래시장\n"
    note = make_passages(make_document(text))[-1]
    assert note.kind == "footnote"
    assert note.text == "신산반(新三板) 시장: 중소기업 장외거래시장"
    assert note.view.source_span(0, len(note.text)).start == text.index("중소기업")
    assert isinstance(note.view, View)


def test_a_bullet_is_no_part_of_the_term():
    text = "- ◎ (디핑센(地平線))⁶⁾ 주목받는 기업\n\n6) 설립자가 세운 연구센터\n"
    assert make_passages(make_document(text))[-1].text == "디핑센(地平線): 설립자가 세운 연구센터"


def test_notes_at_one_page_foot_make_one_passage_of_several_units():
    text = "정부는 신산반(新三板) 시장을¹⁾ 열고 중창공간(衆創空間)²⁾ 정책을 폈다.\n\n1) 장외시장\n\n2) 창업 공간\n"
    note = make_passages(make_document(text))[-1]
    assert note.kind == "footnote"
    assert [note.text[u.start : u.end] for u in note.units] == [
        "신산반(新三板) 시장: 장외시장",
        "중창공간(衆創空間): 창업 공간",
    ]
    second = note.view.source_span(note.units[1].start, note.units[1].end)
    assert text[second.start : second.end] == "창업 공간"


@pytest.mark.parametrize(
    "text",
    [
        "가" * 50_000,
        "." * 50_000 + " 1",
        "가" + " " * 50_000 + "나",
        "가\t" * 10_000,
        "# 가\n" * 3_000,
        "(" * 20_000 + ")" * 20_000,
        "<table>" + "<tr><td colspan=99999>가</td></tr>" * 300,
        "〈표 1〉 가\n나 다\n" * 1_000,
    ],
    ids=["word", "dots", "spaces", "tabs", "headings", "brackets", "spans", "captions"],
)
def test_hostile_shapes_take_no_quadratic_time(text):
    document = make_document(text)
    started = time.perf_counter()
    check_passages(document, make_passages(document))
    assert time.perf_counter() - started < 20


def test_a_document_of_nothing_but_headers_and_footers_is_found_all_the_same():
    text = "머리말 시험\n꼬리말"
    document = Document(
        id="0" * 64,
        source="빈 양식.hwpx",
        title="",
        format="hwpx",
        text=text,
        pages=(Page(1, None, 0, len(text)),),
        marks=(Mark("furniture", 0, 6), Mark("furniture", 7, 10)),
    )
    assert [block.kind for block in parse_blocks(document)] == ["furniture", "furniture"]
    (passage,) = make_passages(document)
    assert passage.text == text
