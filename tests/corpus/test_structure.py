"""The structure of a text: markers, headings and the lists and articles that nest."""

import pytest

from corpus.structure_markers import number_of, read_marker
from tests.corpus.documents import headings, items, outline


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
