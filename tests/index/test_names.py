"""Other names in a query: where a name is a name, foreign spellings, companies."""

import pytest

from index.wording.names import Names, OtherName, expand


def names(*pairs):
    return Names((name, OtherName(other, "d", "alias")) for name, other in pairs)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("AI는 무엇인가", "AI"),
        ("중국 ai 정책", "ai"),
        ("A I", "A I"),
        ("AI산업", "AI"),
        ("MAIL 주소", None),
        ("AIX 서버", None),
    ],
)
def test_a_short_name_is_found_where_it_is_a_word(text, of):
    found = expand(text, [names(("AI", "인공지능"))])
    assert [one.of for one in found] == ([of] if of else [])


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("선전의 기업", True),
        ("선전에서 연다", True),
        ("선전포고의 날", False),
        ("광고선전비", False),
        ("선전", True),
    ],
)
def test_a_name_of_two_syllables_stands_alone_but_for_particles(text, is_found):
    assert bool(expand(text, [names(("선전", "Shenzhen"))])) == is_found


def test_the_longest_name_is_taken_and_others_are_few():
    book = names(
        ("인공지능", "AI"), ("인공지능기본법", "AI Act"), *(("말들", f"m{n}") for n in range(9))
    )
    assert [one.text for one in expand("인공지능기본법은", [book])] == ["AI Act"]
    assert len(expand("말들", [book])) == 4


@pytest.mark.parametrize(
    ("text", "word", "other"),
    [
        ("컨텐츠 수출", "컨텐츠", "콘텐츠"),
        ("컨텐츠산업은", "컨텐츠", "콘텐츠"),
        ("플렛폼이 뭐야", "플렛폼", "플랫폼"),
        ("데이타센타", "데이타", "데이터"),
        ("메세지를 보내", "메세지", "메시지"),
        ("디지탈 전환", "디지탈", "디지털"),
        ("빠리에서", "빠리", "파리"),
        ("트랜지스타를", "트랜지스타", "트랜지스터"),
        ("로보틱스", "로보틱스", "로보틱쓰"),
    ],
)
def test_foreign_words_are_found_in_the_spelling_that_the_library_has(text, word, other):
    known = {
        "콘텐츠",
        "플랫폼",
        "데이터",
        "센터",
        "메시지",
        "디지털",
        "파리",
        "트랜지스터",
        "로보틱쓰",
    }
    found = expand(text, [], known.__contains__)
    assert (word, other) in {(one.of, one.text) for one in found}
    assert all(one.kind == "variant" for one in found)


@pytest.mark.parametrize(
    "text", ["사용자 정보", "제조업 재조정", "전자 기기", "배추 가격", "파리", "가지가지"]
)
def test_native_words_have_no_other_spelling(text):
    known = {"사용자", "사용지", "재조정", "제조정", "존자", "베추", "바리", "까지", "정보", "전자"}
    assert expand(text, [], known.__contains__) == ()


@pytest.mark.parametrize(
    ("text", "of", "bare"),
    [
        ("㈜가나다소프트의 매출", "㈜가나다소프트", "가나다소프트"),
        ("(주)가나다소프트는", "(주)가나다소프트", "가나다소프트"),
        ("가나다소프트㈜ 주소", "가나다소프트㈜", "가나다소프트"),
        ("유망 기업 (주)가나다소프트의 매출", "(주)가나다소프트", "가나다소프트"),
        ("가나다소프트 ㈜의 매출", "가나다소프트 ㈜", "가나다소프트"),
        ("가나다소프트 주식회사가", "가나다소프트 주식회사", "가나다소프트"),
        ("주식회사 가나다소프트", "주식회사 가나다소프트", "가나다소프트"),
        ("Ganada Soft Co., Ltd. 매출", "Ganada Soft Co., Ltd.", "Ganada Soft"),
        ("Ganada Inc.의", "Ganada Inc.", "Ganada"),
    ],
)
def test_a_company_is_found_without_its_legal_form(text, of, bare):
    assert [(one.of, one.text) for one in expand(text, [])] == [(of, bare)]
