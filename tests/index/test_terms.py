import unicodedata

import pytest

from index import extract_query_terms, extract_terms, extract_terms_many
from index.terms import term_key


def words(text):
    return extract_terms(text).words


def test_particles_and_endings_fall_away():
    assert set(words("예산을 늘렸다")) >= {"예산", "늘리"}
    assert "을" not in words("예산을 늘렸다")
    assert set(words("예산은")) & set(words("예산을")) == {"예산"}


def test_one_syllable_nouns_stay():
    assert {"값", "법", "돈"} <= set(words("값과 법 그리고 돈"))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("5,700억 위안", "5700"),
        ("5,700억 위안", "5700억"),
        ("5700억 위안", "5700억"),
        ("1.5조 원", "1.5조"),
        ("성장률 3.5%", "3.5%"),
        ("30만 개", "30만"),
        ("2015년", "2015년"),
        ("iPhone15를", "iphone"),
        ("AI기반", "ai"),
        ("AI기반", "ai기반"),
        ("new policies", "policy"),
        ("산업 인터넷", "산업인터넷"),
        ("산업인터넷", "산업인터넷"),
        ("工业互联网", "互联"),
        ("㈜한국", "한국"),
        ("ＧＤＰ", "gdp"),
    ],
)
def test_a_text_is_found_by(text, term):
    assert term in words(text)


def test_a_figure_does_not_join_what_stands_before_it():
    assert not [term for term in words("2015년 5,700억") if term.startswith("년5")]


def test_decomposed_hangul_gives_the_same_terms():
    text = "서울시 예산 5,700억 원"
    assert extract_terms(unicodedata.normalize("NFD", text)) == extract_terms(text)


def test_grams_are_pairs_within_words_of_hangul_and_han():
    assert extract_terms("경제 工业 AI").grams == ("경제", "工业", "공업")
    assert extract_terms("산업망").grams == ("산업", "업망")
    assert extract_terms("").grams == ()


def test_terms_hold_no_space_and_many_equal_one_by_one():
    texts = [
        "인터넷 플러스 정책",
        "",
        "  \n\t ",
        "a b\u00a0c 3 000",
        "😀😀",
        "새로운 기술은 아름답다",
    ]
    many = list(extract_terms_many(texts))
    assert many == [extract_terms(text) for text in texts]
    for terms in many:
        assert all(term and not any(map(str.isspace, term)) for term in terms.words + terms.grams)


def test_question_words_are_left_out():
    asked = extract_query_terms("중국의 인구는 얼마나 되는지 알려줘").words
    assert "인구" in asked and "중국" in asked
    assert not {"얼마나", "알리", "되"} & set(asked)
    english = extract_query_terms("How large is the market of China?").words
    assert set(english) == {"large", "market", "china"}


def test_a_question_of_nothing_but_question_words_keeps_them():
    assert extract_query_terms("무엇이 어떻게 되나요").words


@pytest.mark.parametrize(
    ("form", "key"),
    [("Policies", "policy"), ("glass", "glass"), ("bus", "bus"), ("cars", "car"), ("5,700", "5700"),
     ("정책", "정책"), ("AI", "ai"), ("shoes", "shoe")],
)  # fmt: skip
def test_term_key(form, key):
    assert term_key(form) == key
