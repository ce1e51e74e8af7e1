import pytest

from corpus import make_passages, parse_blocks
from corpus.structure_markers import number_of, read_marker
from tests.corpus.documents import make_document


def outline(text, **given):
    """(kind, level, marker, text, path) of each block."""
    return [
        (block.kind, block.level, block.marker, block.view.text, block.heading)
        for block in parse_blocks(make_document(text, **given))
    ]


def headings(text, **given):
    return [row[1:4] for row in outline(text, **given) if row[0] == "heading"]


def items(text, **given):
    return [row[1:4] for row in outline(text, **given) if row[0] == "item"]


@pytest.mark.parametrize(
    ("text", "kind", "marker", "content"),
    [
        ("Ⅰ. 서론", "number:roman", "Ⅰ.", "서론"),
        ("Ⅰ  4차산업혁명", "number:roman", "Ⅰ", "4차산업혁명"),
        ("II . 주요 기업", "number:roman", "II .", "주요 기업"),
        ("제1장 총칙", "number:chapter", "제1장", "총칙"),
        ("제 2 절. 방법", "number:section", "제 2 절.", "방법"),
        ("1. 서론", "number:arabic", "1.", "서론"),
        ("1.1 배경", "number:decimal2", "1.1", "배경"),
        ("2.3.1. 세부", "number:decimal3", "2.3.1.", "세부"),
        ("가. 개요", "number:hangul", "가.", "개요"),
        ("(1) 대상", "number:closed-number", "(1)", "대상"),
        ("1) 대상", "number:half-number", "1)", "대상"),
        ("① 재제조", "number:circled", "①", "재제조"),
        ("一、总体情况", "number:cjk", "一、", "总体情况"),
        ("（二）主要做法", "number:closed-cjk", "（二）", "主要做法"),
        ("□ 추진 배경", "bullet:□", "□", "추진 배경"),
        ("❍첫째", "bullet:❍", "❍", "첫째"),
        ("\uf06d 항목", "bullet:\uf06d", "\uf06d", "항목"),
        ("- ◎ 두 겹", "bullet:◎", "◎", "두 겹"),
        ("- 하나", "bullet:-", "-", "하나"),
        ("### ■ 제목", "bullet:■", "■", "제목"),
        ("3.5% 늘었다", "", "", "3.5% 늘었다"),
        ("2016. 4. 발표", "", "", "2016. 4. 발표"),
        ("-3.2%로 줄었다", "", "", "-3.2%로 줄었다"),
        ("12,345명", "", "", "12,345명"),
        ("제1조제1항에 따라", "", "", "제1조제1항에 따라"),
        ("I am here", "", "", "I am here"),
    ],
)
def test_markers(text, kind, marker, content):
    found = read_marker(text)
    assert (found.kind, found.text, text[found.length :]) == (kind, marker, content)


def test_numbers_of_markers():
    signs = ("3.", "1.2", "제5장", "나.", "Ⅳ", "II .", "③", "(7)", "十二、", "B.", "□")
    assert [number_of(sign) for sign in signs] == [3, 2, 5, 2, 4, 2, 3, 7, 12, 2, 0]


REPORT = """# 산업 동향 보고

## Ⅰ. 서론

### 1. 배경

본문이 여기에 있다.

#### 가. 세부 배경

세부 본문이 여기에 있다.

### 2. 목적

목적은 이러하다.

## Ⅱ. 결론

끝이다.

## 참고문헌

- 홍길동(2020), 산업의 미래
"""


def test_headings_nest_by_kind_and_the_title_is_in_no_path():
    assert headings(REPORT) == [
        (1, "", "산업 동향 보고"),
        (1, "Ⅰ.", "서론"),
        (2, "1.", "배경"),
        (3, "가.", "세부 배경"),
        (2, "2.", "목적"),
        (1, "Ⅱ.", "결론"),
        (1, "", "참고문헌"),
    ]
    paths = {row[3]: row[4] for row in outline(REPORT)}
    assert paths["세부 본문이 여기에 있다."] == ("Ⅰ. 서론", "1. 배경", "가. 세부 배경")
    assert paths["끝이다."] == ("Ⅱ. 결론",)
    assert paths["홍길동(2020), 산업의 미래"] == ("참고문헌",)


def test_the_kind_of_number_and_not_the_count_of_hashes_gives_the_level():
    text = "## 1. 하나\n\n글이다.\n\n### 2. 둘\n\n글이다.\n\n#### 3. 셋\n\n글이다.\n"
    assert [level for level, _, _ in headings(text)] == [1, 1, 1]


def test_a_title_in_the_midst_of_a_numbering_does_not_take_it_over():
    text = (
        "# 보고서\n\n## 1. 하나\n\n글이다.\n\n## 2. 둘\n\n글이다.\n\n# 쪽의 머리 상자\n\n상자 글이다.\n\n"
        "## 3. 셋\n\n끝 글이다.\n"
    )
    paths = {row[3]: row[4] for row in outline(text)}
    assert paths["상자 글이다."] == ("2. 둘", "쪽의 머리 상자")
    assert paths["끝 글이다."] == ("3. 셋",)


def test_a_box_ends_where_a_numbered_table_of_the_section_stands():
    text = (
        "# 보고서\n\n## 1. 하나\n\n글이다.\n\n### 2. 둘\n\n글이다.\n\n# 쪽의 머리 상자\n\n상자 글이다.\n\n"
        "〈표1〉 생산\n\n구분\t값\n가\t1\n\n뒤의 글이다.\n\n## 3. 셋\n\n끝 글이다.\n"
    )
    paths = {row[3]: row[4] for row in outline(text)}
    assert paths["상자 글이다."] == ("2. 둘", "쪽의 머리 상자")
    assert paths["뒤의 글이다."] == paths["〈표1〉 생산"] == ("2. 둘",)


def test_numbered_lists_are_no_headings():
    text = "1. 추진 과제\n\n과제는 다음과 같다.\n\n1. 장비 발전\n2. 기술 혁신\n3. 표준 구축\n"
    assert headings(text) == [(1, "1.", "추진 과제")]
    assert items(text) == [(1, "1.", "장비 발전"), (1, "2.", "기술 혁신"), (1, "3.", "표준 구축")]


def test_the_table_of_contents_makes_no_headings():
    text = (
        "목 차\n\n제1장 서론 ············ 1\n가. 배경 ··········· 2\n제2장 결론 ········ 9\n\n"
        "제1장 서론\n\n서론의 글이다.\n\n제2장 결론\n\n결론의 글이다.\n"
    )
    assert headings(text) == [(1, "", "목차"), (1, "제1장", "서론"), (1, "제2장", "결론")]
    assert [row[4] for row in outline(text) if row[0] == "item"] == [("목차",)] * 3


def test_bullets_nest_by_sign_and_return_to_their_level():
    text = (
        "1. 현황\n\n□ 제조업의 생산이 지난해보다 늘어난 것으로 나타남\n ○ 반도체가 늘어남\n  - 수출이 늘어난 덕분임\n"
        " ○ 자동차가 늘어남\n   ※ 전기차는 줄어듦\n □ 고용도 함께 늘어난 것으로 보임\n"
    )
    assert [(level, marker) for level, marker, _ in items(text)] == [
        (1, "□"),
        (2, "○"),
        (3, "-"),
        (2, "○"),
        (3, "※"),
        (1, "□"),
    ]


def test_markdown_lists_nest_by_indentation():
    text = "- 하나\n  - 하나의 하나\n    - 하나의 하나의 하나\n  - 하나의 둘\n- 둘\n"
    assert [level for level, _, _ in items(text, format="markdown")] == [1, 2, 3, 2, 1]


def test_letters_of_symbol_fonts_are_bullets_where_they_repeat():
    text = (
        "".join(f"m 중국은 올해 {n}번째 정책을 발표함\n\n" for n in range(4)) + "m BAT도 발표함\n"
    )
    assert [marker for _, marker, _ in items(text)] == ["m"] * 5


def test_a_law_nests_articles_paragraphs_and_items():
    text = (
        "제1장 총칙\n\n제1조(신청) ① 신청하려는 자는 등록하여야 한다.\n② 다음 각 호의 자는 신청할 수 없다.\n"
        "1. 체납 중인 자\n2. 휴업 중인 자\n③ 결과는 알린다.\n제2조(선정) 점수의 순으로 정한다.\n"
    )
    assert [(level, marker) for level, marker, _ in items(text)] == [
        (1, "제1조"),
        (2, "②"),
        (3, "1."),
        (3, "2."),
        (2, "③"),
        (1, "제2조"),
    ]


def test_the_end_of_a_sentence_is_no_fourth_entry():
    text = (
        "한편 문을 열기에 앞서 가까이 사는 주민들이 밤에 나는 소리를 걱정하는 뜻을 전했\n"
        "다. 시는 밤 아홉 시 뒤에는 밖에서 시험하지 않기로 하고 소리를 재어 알리기로 하였으며 더 살피기\n로 했다.\n"
    )
    ((kind, _, _, shown, _),) = outline(text)
    assert kind == "paragraph"
    assert "뜻을 전했다. 시는" in shown


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


@pytest.mark.parametrize(
    "line",
    [
        "참고로 지난해에는 열두 곳이었다",
        "붙임 1과 같다",
        "별표 1에 따른 기준을 쓴다",
        "첨부 파일: 계획서.hwp",
        "참고: 2023년 통계",
        "1. 사업 기간 : 2024~2027년",
        "2. 2024. 5. 20.(월)",
        "3. 총 12억 원",
        "가. 모든 기업이 이 사업에 들어올 수 있음",
    ],
)
def test_entries_and_sentences_are_no_headings(line):
    text = f"앞의 글이 여기에서 끝난다.\n{line}\n뒤의 글이 여기에 조금 더 길게 이어지고 있다.\n"
    assert headings(text, format="hwp") == []


@pytest.mark.parametrize(
    "title", ["1. 사업 개요", "2. 감독의 책임", "가. 부가세 포함", "Ⅱ. 다음 마을"]
)
def test_nouns_that_end_like_sentences_are_titles(title):
    text = f"앞의 글이 여기에서 끝난다.\n{title}\n뒤의 글이 여기에 조금 더 길게 이어지고 있다.\n"
    ((_, marker, shown),) = headings(text, format="hwp")
    assert f"{marker} {shown}" == title


def test_an_article_cited_at_the_beginning_of_a_line_is_none_of_the_law():
    text = (
        "제1조(목적) 이 조례는 정하는 일을 밝힌다.\n제2조(적용) 이 일을 맡는 자는 위원회가 정하는 바에 따라\n"
        "제1조 및 다른 조례에서 정한 것을 지켜야 한다.\n"
    )
    assert [marker for _, marker, _ in items(text)] == ["제1조", "제2조"]


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


def test_an_item_that_counts_on_from_a_heading_is_none_of_its_section():
    text = (
        "1. 제정 이유\n데이터를 널리 쓰고자 하는 뜻에서 이 조례를 새로 만든다.\n2. 주요 내용\n가. 이름을 바꾼다.\n"
        "- 새 이름을 쓴다.\n3. 근거 법규: 「데이터법」\n가. 제3조를 따른다.\n4. 의견 제출\n"
        "의견이 있는 사람은 유월 말까지 글로 적어서 시에 내면 된다.\n"
    )
    rows = {row[3]: row for row in outline(text, format="hwp")}
    assert rows["새 이름을 쓴다."][4] == ("2. 주요 내용",)
    law = rows["근거 법규: 「데이터법」"]
    assert (law[0], law[1], law[4]) == ("item", 1, ())
    assert rows["제3조를 따른다."][:2] == ("item", 2) and rows["제3조를 따른다."][4] == ()
    assert rows["의견이 있는 사람은 유월 말까지 글로 적어서 시에 내면 된다."][4] == (
        "4. 의견 제출",
    )


def test_who_signs_a_notice_heads_nothing():
    text = "공고한다.\n2023년 3월 24일\n갈매시 누비구청장\n입법예고\n1. 이유\n글이 여기에 있다.\n"
    at = text.index("갈매시")
    marks = [
        ("heading", at, at + len("갈매시 누비구청장"), 2),
        ("heading", text.index("입법"), text.index("입법") + 4, 1),
    ]
    assert headings(text, format="hwpx", marks=marks) == [(1, "", "입법예고"), (2, "1.", "이유")]


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
