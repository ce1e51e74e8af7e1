"""What stands around tables: captions, units, sources; quotations and lists of annexes."""

import pytest

from corpus import make_passages, parse_blocks
from corpus.structure_captions import annex_title, caption_kind, unit_inside, unit_of
from tests.corpus.documents import make_document

ROWS = "품목\t무게\t값\n종이\t41\t52\n유리\t1,203\t998\n"


def blocks(text, **given):
    return parse_blocks(make_document(text, **given))


def one_table(text):
    (table,) = [block.table for block in blocks(text) if block.table]
    return table


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("< 표 > 연도별 매출", "table"),
        ("[표] 연도별 매출", "table"),
        ("‹ 표 › 연도별 매출 (단위: 원)", "table"),
        ("‹표 3› 연도별 매출", "table"),
        ("<표>에서 보듯이 매출이 늘었다", ""),
        ("[표] 이것은 매출을 나타낸다", ""),
        ("(표) 연도별 매출", ""),
        ("[표준] 규격", ""),
    ],
)
def test_captions_without_number(text, kind):
    assert caption_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("[별표 1] 유형별 지원 기준", "유형별 지원 기준"),
        ("[별표 2] 2025년 배정 물량", "2025년 배정 물량"),
        ("<붙임 2> 추진 일정표", "추진 일정표"),
        ("【별첨 제3호】 예산 내역", "예산 내역"),
        ("[별표 1]에 따라 지원한다.", ""),
        ("[별표 1]과 같다", ""),
        ("[붙임] 1. 사업 개요 1부", ""),
        ("별표 1 지원 기준", ""),
    ],
)
def test_titles_of_annexes(text, title):
    assert annex_title(text) == title


def test_units_that_share_their_bracket():
    assert unit_inside("[별표 4] 현황 (2024년 조사, 단위 : 호)") == "호"
    assert unit_inside("[표 5] 능력과 실적 (2024년, 단위: 천 상자, %)") == "천 상자, %"
    assert unit_inside("[표 5] 매입액과 단가 (매입액 단위: 원, 단가 단위: 원/kg)") == ""
    assert unit_of("(2023년 말 기준, 단위: 명)") == "명"
    assert unit_of("이 표는 2023년 말 기준, 단위: 명") == ""


@pytest.mark.parametrize("unit", ["(단위 : 만 원)\n", "(2024년, 단위: 만 원)\n"])
def test_an_annex_in_the_midst_of_a_law_is_the_caption_of_its_table(unit):
    text = (
        "제2장 지원\n\n제5조(한도) ① 한도는 [별표 1]과 같다.\n② 넘는 돈은 소유자가 낸다.\n\n"
        f"[별표 1] 유형별 지원 기준\n{unit}{ROWS}\n"
        "제6조(추가) 한옥은 한도를 늘린다.\n\n제3장 신청\n\n제7조(신청) 신청서를 낸다.\n"
    )
    table = one_table(text)
    assert (table.caption, table.unit) == ("[별표 1] 유형별 지원 기준", "만 원")
    (sixth,) = [block for block in blocks(text) if "한옥은" in block.view.text]
    assert sixth.heading == ("제2장 지원",)


def test_an_annex_that_counts_on_a_paragraph_of_its_article():
    text = f"제10조(기준) ① 점수로 정한다.\n② 배점은 [별표 3]과 같다.\n\n[별표 3] 배점\n{ROWS}\n③ 같으면 뽑는다.\n"
    assert one_table(text).caption == "[별표 3] 배점"
    assert not [block for block in blocks(text) if block.kind == "heading"]


def test_an_annex_at_the_end_stays_a_heading_and_names_its_table():
    text = f"제1조 목적이다.\n\n부칙\n이 지침은 내일부터 시행한다.\n\n[별표 1] 지원 기준 (단위: 원)\n{ROWS}\n비고: 값은 해마다 고친다.\n"
    table = one_table(text)
    assert (table.caption, table.unit) == ("[별표 1] 지원 기준 (단위: 원)", "원")
    assert "[별표 1] 지원 기준 (단위: 원)" in [
        block.view.text for block in blocks(text) if block.kind == "heading"
    ]


def test_a_list_of_annexes_heads_nothing():
    names = ["[별지 제1호서식] 신청서", "[별지 제2호서식] 사업계획서", "[별지 제3호서식] 동의서"]
    text = "제1조 목적이다.\n\n서식은 다음과 같다.\n" + "\n".join(names) + "\n\n글이 이어진다.\n"
    found = blocks(text)
    assert [b.view.text for b in found if b.kind == "item"][-3:] == names
    assert not [b for b in found if b.kind == "heading"]


@pytest.mark.parametrize(
    ("note", "rest", "whole"),
    [
        (
            "자료: 가온연구원, 「산업",
            "실태조사」(2024)",
            "자료: 가온연구원, 「산업 실태조사」(2024)",
        ),
        (
            "※ 지난해 실적은 철거 86호, 수리 31호, 정착 27호, 공용 5호이고 그 밖의 것은",
            "   40호로 모두 189호이며 집행한 돈은 29억 원이었다.",
            None,
        ),
    ],
)
def test_a_source_that_goes_on_below(note, rest, whole):
    text = (
        f"{'가나다라 마바사 ' * 5}\n\n〈표 1〉 현황\n{ROWS}{note}\n{rest}\n\n뒤의 글이 이어진다.\n"
    )
    assert one_table(text).source == (whole or f"{note} {rest.strip()}")


def test_text_behind_a_source_is_no_part_of_it():
    text = f"〈표 1〉 현황\n{ROWS}자료: 가온연구원(2024)\n뒤의 글이 여기에서 이어진다.\n"
    assert one_table(text).source == "자료: 가온연구원(2024)"


QUOTED = """> **요약**
> - 하나는 첫째이다.
> - 둘은 둘째이다.
>
> 이어지는 글은
> 두 줄이다.
> > 겹친 인용이다.

보통 글이다.
"""


def test_a_quotation_in_markdown_holds_lists_and_paragraphs():
    found = blocks(f"# 제목\n\n{QUOTED}", format="markdown")
    assert [(b.kind, b.view.text) for b in found[2:]] == [
        ("item", "하나는 첫째이다."),
        ("item", "둘은 둘째이다."),
        ("paragraph", "이어지는 글은 두 줄이다. 겹친 인용이다."),
        ("paragraph", "보통 글이다."),
    ]


def test_a_table_inside_a_quotation():
    text = "# 제목\n\n> | 이름 | 값 |\n> |---|---|\n> | 가 | 1 |\n> | 나 | 2 |\n"
    (table,) = [b.table for b in blocks(text, format="markdown") if b.table]
    assert [[cell.text for cell in row] for row in table.rows] == [["가", "1"], ["나", "2"]]


def test_a_sign_inside_code_is_no_quotation():
    found = blocks("# 제목\n\n```\n> ls\n```\n\n5 > 3 이다.\n", format="markdown")
    assert [b.view.text for b in found[1:]] == ["> ls", "5 > 3 이다."]


def test_a_list_that_counts_on_over_lines_is_one_paragraph():
    text = (
        "<붙임> 1. 산불 발생 현황   2. 지역별 현황   3. 원인별 현황   4. 헬기 배치   5. 대응 예산\n"
        "6. 자주 묻는 질문   7. 공모전 결과   8. 문의처\n\n- 3 -\n\n붙임 1   산불 발생 현황\n\n"
        "올해의 산불은 모두 268건이다.\n\n- 4 -\n\n붙임 2   지역별 현황\n\n너울도가 가장 많다.\n\n- 5 -\n"
    )
    assert not [b for b in blocks(text) if b.kind == "heading" and "질문" in b.view.text]
    for passage in make_passages(make_document(text)):
        assert not ("질문" in passage.text and "268건" in passage.text)
        assert not any("질문" in name for name in passage.heading)


def test_items_that_count_line_by_line_stay_items():
    text = "다음과 같이 한다.\n1. 신청서를 낸다\n2. 조사를 받는다\n3. 결과를 듣는다\n"
    assert [b.marker for b in blocks(text) if b.kind == "item"] == ["1.", "2.", "3."]
