"""The structure of a text: what is neither heading nor item, and whole texts of a kind."""

import pytest

from corpus import make_passages, parse_blocks
from tests.corpus.documents import headings, make_document, outline


def test_page_numbers_and_running_titles_are_furniture():
    pages = [f"산업 동향\n\n{n}쪽의 글이 여기에 이어진다.\n\n{n}\n" for n in range(1, 5)]
    starts = [sum(len(page) for page in pages[:n]) for n in range(1, 4)]
    rows = outline("".join(pages), breaks=tuple(starts))
    assert [row[3] for row in rows if row[0] == "furniture"] == [
        text for n in range(1, 5) for text in ("산업 동향", str(n))
    ]


def test_marks_of_the_reader_are_honoured():
    text = "큰 제목\n머리글\n본문이다.\n항목 하나\n각주 글\n"
    at = text.index
    marks = [
        ("heading", 0, 4, 1),
        ("furniture", at("머리글"), at("머리글") + 3),
        ("item", at("항목"), at("항목") + 5, 2),
        ("footnote", at("각주"), at("각주") + 4),
    ]
    rows = outline(text, format="html", marks=marks)
    assert [(row[0], row[1]) for row in rows] == [
        ("heading", 1),
        ("furniture", 0),
        ("paragraph", 0),
        ("item", 2),
        ("footnote", 0),
    ]


def test_markup_is_read_and_mapped():
    text = (
        "값은 <b>12,345</b>원 &amp; &lt;추정&gt;이며 m² 당이다.<sup>1)</sup> **굵게** 본 [누리집](https://a.kr/x) "
        '<input type="checkbox" checked=""/> <자료> 2\\*3\n\n1) 통계청\n'
    )
    block = parse_blocks(make_document(text))[0]
    assert block.view.text == ("값은 12,345원 & <추정>이며 m² 당이다. 굵게 본 누리집 ☑ <자료> 2*3")
    for run in block.view.runs:
        assert (
            block.view.text[run.view : run.view + run.length]
            == text[run.source : run.source + run.length]
        )


def test_notes_are_found_by_their_anchor_only():
    text = "정부는 신산반(新三板) 시장을⁴⁾ 열었다.\n\n4) 중소기업 장외거래시장\n\n1) 항목 하나\n2) 항목 둘\n"
    rows = outline(text)
    assert [(row[0], row[2]) for row in rows] == [
        ("paragraph", ""),
        ("footnote", "4)"),
        ("item", "1)"),
        ("item", "2)"),
    ]
    assert rows[0][3] == "정부는 신산반(新三板) 시장을 열었다."


def test_where_the_format_holds_no_markup_its_signs_are_the_authors_own():
    text = (
        "### 셋 <b>굵은</b> 글 **별** &amp; C:\\*.hwp 2\\*3이다.³⁾\n"
        "#미래 [누리집](https://a.kr) `코드`이다.\n```\n3) 통계청\n> 인용이다.\n"
    )
    at = text.index("3)")
    note = ("footnote", at, at + len("3) 통계청"))
    rows = outline(text, format="hwp", marks=[note])
    assert [(row[0], row[3]) for row in rows] == [
        ("paragraph", "### 셋 <b>굵은</b> 글 **별** &amp; C:\\*.hwp 2\\*3이다."),
        ("paragraph", "#미래 [누리집](https://a.kr) `코드`이다."),
        ("paragraph", "```"),
        ("footnote", "통계청"),
        ("paragraph", "> 인용이다."),
    ]


def test_white_space_and_note_anchors_are_read_in_every_format():
    text = "값은  12\t원이다.¹⁾ 넓이는 3m² 이다. [^2] 표\n1) 통계청\n"
    at = text.index("1)")
    rows = outline(text, format="docx", marks=[("footnote", at, at + 6)])
    assert rows[0][3] == "값은 12 원이다. 넓이는 3m² 이다. [^2] 표"


PRESS = """□ 가온산업부는 5월 20일 「제조 인공지능 전환 방안」을 발표했다.
ㅇ 이번 방안은 3대 분야 9개 과제를 담았다.
- 월 구독형 서비스를 새로 만든다.
ㅇ 올해 예산은 1,250억 원이다.
□ 주요 내용은 다음과 같다.
(1) 제조 데이터
업종별 표준 열두 종을 정하고 누구나 쓰는 저장소를 올해 안에 연다.
□ 오하늬 장관은 “현장이 쓰는 기술이 되도록 하겠다”라고 말했다.
붙임  1. 사업 개요 1부.
2. 질의응답 1부.  끝.
붙임 1
사업 개요
□ (목적) 작은 공장의 생산성을 높이는 일
[참고 2] 질의응답(Q&A)
Q1. 작은 기업도 신청할 수 있나요?
A1. 예, 신청할 수 있습니다.
Q. 언제부터인가요?
A. 유월부터입니다.
"""


@pytest.mark.parametrize("format", ["hwp", "docx", "text"])
def test_a_press_release_with_signs_typed_by_hand(format):
    text = PRESS if format != "text" else PRESS.replace("\n", "\n\n")
    assert headings(text, format=format) == [
        (1, "(1)", "제조 데이터"),
        (1, "", "붙임 1 사업 개요"),
        (1, "", "[참고 2] 질의응답(Q&A)"),
    ]
    rows = {row[3]: row for row in outline(text, format=format)}
    said = "오하늬 장관은 “현장이 쓰는 기술이 되도록 하겠다”라고 말했다."
    assert rows[said][4] == ()
    assert rows["업종별 표준 열두 종을 정하고 누구나 쓰는 저장소를 올해 안에 연다."][4] == (
        "(1) 제조 데이터",
    )
    assert rows["(목적) 작은 공장의 생산성을 높이는 일"][4] == ("붙임 1 사업 개요",)
    assert [row[:3] for row in rows.values() if row[4][:1] == ("[참고 2] 질의응답(Q&A)",)] == [
        ("item", 1, "Q1."),
        ("item", 2, "A1."),
        ("item", 1, "Q."),
        ("item", 2, "A."),
    ]
    assert [row[:3] for row in rows.values() if row[0] == "item"][:4] == [
        ("item", 1, "□"),
        ("item", 2, "ㅇ"),
        ("item", 3, "-"),
        ("item", 2, "ㅇ"),
    ]


def test_captions_go_over_two_lines():
    text = (
        "앞의 글이 여기에 있고 이 쪽의 줄이 얼마나 긴지를 말해 주며 다음 줄로 넘어가서 또\n"
        "이어지고 있으며 조금 더 길게 적어서 한 줄이 얼마나 되는지를 보여 주고 나서야\n끝난다.\n\n"
        "〔표 3-1〕 지난 열두 해 동안의 갈매시 제조업 생산과 수출, 그리고 그에 따른 고용의\n변화\n"
        "(단위: 억 원)\n구분\t생산\t수출\n2022\t10\t3\n\n〈표 2〉\n\n업종별 도입률\n\n업종\t비율\n기계\t10\n"
    )
    blocks = parse_blocks(make_document(text))
    assert [block.table.caption for block in blocks if block.table] == [
        "〔표 3-1〕 지난 열두 해 동안의 갈매시 제조업 생산과 수출, 그리고 그에 따른 고용의 변화",
        "〈표 2〉 업종별 도입률",
    ]
    captions = [block.view.text for block in blocks if block.kind == "caption"]
    assert len(captions) == 3


def test_a_source_line_ends_a_table():
    text = "구분\t값\n가\t1\n자료: 통계청\n구분\t값\n나\t2\n"
    blocks = parse_blocks(make_document(text))
    assert [block.kind for block in blocks] == ["table", "source", "table"]
    assert len(make_passages(make_document(text))) == 2


def test_a_title_in_brackets_above_a_table_is_its_caption():
    text = "앞의 글이다.\n\n< 업종별 도입률 >\n(단위: %)\n업종\t비율\n기계\t10\n"
    (table,) = [block.table for block in parse_blocks(make_document(text)) if block.table]
    assert (table.caption, table.unit) == ("< 업종별 도입률 >", "%")


def test_running_titles_that_count_pages_are_furniture():
    pages = (
        f"{n}째 글이 여기에 있다.\n\n{'산업 동향 | ' if n % 2 else ''}{n}{'' if n % 2 else ' ❘ 갈매 브리프'}\n\n"
        for n in range(11, 17)
    )
    rows = outline("".join(pages))
    assert [row[3] for row in rows if row[0] != "furniture"] == [
        f"{n}째 글이 여기에 있다." for n in range(11, 17)
    ]
    values = "앞의 글이다.\n\n합계 ∙ 12\n\n글이다.\n\n합계 ∙ 9\n\n글이다.\n\n합계 ∙ 30\n"
    assert "furniture" not in [row[0] for row in outline(values)]
