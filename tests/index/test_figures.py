import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import analyze
from index.dates import date_keys, spell_years
from index.figures import figure_keys, format_amount, read_number, spelt_keys
from index.terms import fold


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("5,700억", "5700억"),
        ("5700억", "5700억"),
        ("1.5조 원", "1.5조원"),
        ("1조 5,000억 원", "1.5조원"),
        ("1조5000억원", "1.5조원"),
        ("0.5조", "5000억"),
        ("11조 3,830억", "11.383조"),
        ("1천5백만 원", "1500만원"),
        ("5천만원", "5000만원"),
        ("15,000,000원", "1500만원"),
        ("30만 개", "30만개"),
        ("5만여 개", "5만개"),
        ("$10억", "10억달러"),
        ("10억 불을", "10억달러"),
        ("750 billion yuan", "7500억위안"),
        ("7500亿元", "7500억위안"),
        ("￦3,000", "3000원"),
        ("3.50퍼센트", "3.5%"),
        ("3.5 프로가", "3.5%"),
        ("3.5%포인트", "3.5%p"),
        ("20㎡", "20m2"),
        ("5 킬로미터", "5km"),
    ],
)
def test_a_figure_has_one_key(text, key):
    assert key in tuple(figure_keys(fold(text)))


def test_the_lower_end_of_a_range_has_the_unit_of_the_upper():
    assert set(figure_keys("3~5만 명")) == {"3만", "3만명", "5만", "5만명"}
    assert {"2%", "3%"} <= set(figure_keys("2-3%"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        # What stands before a figure is no part of it.
        ("제3조 5천원", "3.0000000005조"),
        ("1.2조 3000억", "1.5조"),
        ("3.5프로그램", "3.5%"),
        ("21세기 기술", "21세"),
        ("1980년대 초", "1980년"),
        ("1/4분기", "4분기"),
        ("번호 123456789012345678901", "12경"),
    ],
)
def test_what_is_no_such_figure_has_no_such_key(text, key):
    assert key not in tuple(figure_keys(fold(text)))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("열 곳을 골랐다", "10곳"),
        ("열두 명이 왔다", "12명"),
        ("스물다섯 살이다", "25살"),
        ("세 번째 회의", "3번째"),
        ("두 달 동안", "2개월"),
        ("백만 명이 넘었다", "100만명"),
        ("삼천억 원을 들였다", "3000억"),
    ],
)
def test_numbers_in_words_have_the_key_of_digits(text, key):
    assert key in tuple(spelt_keys(analyze(text)))


def test_twice_is_no_number_on_a_list():
    assert "2번" not in tuple(spelt_keys(analyze("두 번 올랐다")))


@pytest.mark.parametrize(
    ("word", "value"),
    [("삼천오백만", 35_000_000), ("백", 100), ("이십일", 21), ("일조오천억", 1_500_000_000_000),
     ("만", 10_000), ("수십만", None), ("오", None), ("", None)],
)  # fmt: skip
def test_read_number(word, value):
    assert read_number(word) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [("1500000000000", "1.5조"), ("12345", "1.2345만"), ("9999", "9999"), ("3.50", "3.5"),
     ("10000000000000000", "1경"), ("0", "0")],
)  # fmt: skip
def test_format_amount(value, text):
    assert format_amount(Decimal(value)) == text


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("2015년 5월 3일", {"2015년", "5월", "3일", "2015년5월", "5월3일"}),
        ("2015.5.3.", {"2015년", "5월", "3일", "2015년5월", "5월3일"}),
        ("2015-05-03", {"2015년", "5월", "3일", "2015년5월", "5월3일"}),
        ("'15.5.3.", {"2015년", "5월", "3일", "2015년5월", "5월3일"}),
        ("2015年5月", {"2015년", "5월", "2015년5월"}),
        ("2015년 1/4분기", {"2015년", "1분기", "2015년1분기"}),
        ("2015년 일사분기", {"2015년", "1분기", "2015년1분기"}),
        ("15.1Q", {"2015년", "1분기", "2015년1분기"}),
        ("1Q15", {"2015년", "1분기", "2015년1분기"}),
        ("'97년 하반기", {"1997년", "하반기", "1997년하반기"}),
        ("2H16", {"2016년", "하반기", "2016년하반기"}),
        ("1H 동안", set()),
        ("2015.5배", set()),
        ("192.168.10.1", set()),
        ("'15' 이라는 수", set()),
        ("IQ12", set()),
    ],
)
def test_a_date_has_the_same_keys_in_every_writing(text, keys):
    assert set(date_keys(spell_years(fold(text)))) == keys


PIECES = st.sampled_from(
    [
        *"0123456789,.%~-/'$ 년월일분기조억만천백Qq2H가a\n",
        "15",
        "2015",
        "퍼센트",
        "프로",
        "달러",
        " 원",
        "여 명",
        "billion ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_keys_of_any_text_are_joined_by_spaces_and_split_again(text):
    keys = (*figure_keys(fold(text)), *date_keys(spell_years(fold(text))))
    assert all(key and not any(map(str.isspace, key)) for key in keys)
    assert all(key == key.strip(",.") for key in keys)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 10**16 - 1))
def test_an_amount_written_by_its_key_has_that_key(value):
    key = format_amount(Decimal(value))
    assert set(figure_keys(f"{value:,}")) == set(figure_keys(str(value)))
    if value >= 10_000:
        assert tuple(figure_keys(key)) == (key,) == tuple(figure_keys(str(value)))


@pytest.mark.parametrize("piece", ["1", "1,111", "1조 ", "2015.1.", "'15~", "1Q", " ", "3~", "20 "])
def test_long_texts_take_no_longer_for_what_repeats(piece):
    started = time.process_time()
    text = piece * (60_000 // len(piece))
    tuple(figure_keys(text)), tuple(date_keys(spell_years(text)))
    assert time.process_time() - started < 2.0
