"""Numbers as Excel shows them: expectations from the program itself."""

import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.office.number_formats import (
    built_in_format,
    is_date_format,
    show_general,
    show_number,
    show_text,
)
from corpus.readers.office.numerals import write_number

ACCOUNTING = '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.125, "0.0%", "12.5%"),
        (1, "0%", "100%"),
        (1234567.891, "#,##0", "1,234,568"),
        (1234.5, "#,##0.00", "1,234.50"),
        (999.995, "#,##0.00", "1,000.00"),
        (-1234.5, "#,##0;[Red]-#,##0", "-1,235"),
        (-1234, "#,##0_);(#,##0)", "(1,234)"),
        (-7, "#,##0;▲#,##0", "▲7"),
        (-7, "▲#,##0", "-▲7"),
        (-5, "0.0", "-5.0"),
        (-0.001, "0.0", "0.0"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (12, ACCOUNTING, "12"),
        (-7, ACCOUNTING, "-7"),
        (0, ACCOUNTING, "-"),
        (2.345, "0.00", "2.35"),
        (1.005, "0.00", "1.01"),
        (0.5, "#.##", ".5"),
        (12, '0"명"', "12명"),
        (1.2, '0.0"%p"', "1.2%p"),
        (7, "0000", "0007"),
        (1012345678, "000-0000-0000", "010-1234-5678"),
        (9001011234567, "000000-0000000", "900101-1234567"),
        (1234567, "#,##0,", "1,235"),
        (1234567890, '#,##0,,"백만"', "1,235백만"),
        (1234567, "[$₩-412]#,##0", "₩1,234,567"),
        (1234.5, "[$$-409]#,##0.00", "$1,234.50"),
        (1234, r"\₩#,##0", "₩1,234"),
        (150, '[>=100]"많음";"적음"', "많음"),
        (50, '[>=100]"많음";"적음"', "적음"),
        (12345.678, "0.00E+00", "1.23E+04"),
        (0.0001234, "##0.0E+0", "123.4E-6"),
        (0.5, "# ?/?", "1/2"),
        (2.25, "# ?/?", "2 1/4"),
        (0.3333, "# ??/??", "1/3"),
        (5, ";;;", ""),
        (5, "@", "5"),
        (1e20, "General", "1E+20"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.3333333333"),
        (1234567890123, "General", "1234567890123"),
        (3, 'General"개"', "3개"),
    ],
)
def test_numbers(value, code, shown):
    assert show_number(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (45356, "yyyy-mm-dd", "2024-03-05"),
        (45356, 'yyyy"년" m"월" d"일"', "2024년 3월 5일"),
        (45356, "yyyy/m/d", "2024/3/5"),
        (45356, r"yyyy\.mm\.dd(aaa)", "2024.03.05(화)"),
        (45356, "aaaa", "화요일"),
        (45356, "dddd, mmmm d, yyyy", "Tuesday, March 5, 2024"),
        (45356, "mmm-yy", "Mar-24"),
        (45356.75, "yyyy-mm-dd hh:mm", "2024-03-05 18:00"),
        (45356.75, "h:mm AM/PM", "6:00 PM"),
        (45356.25, "오전/오후 h:mm", "오전 6:00"),
        (45356.5 + 90 / 86400, "mm:ss", "01:30"),
        (0.999999999, "h:mm:ss", "0:00:00"),
        (1.5, "[h]:mm", "36:00"),
        (-0.5, "[h]:mm", "-12:00"),
        (1, "yyyy-mm-dd", "1900-01-01"),
        (61, "yyyy-mm-dd", "1900-03-01"),
        (-1, "yyyy-mm-dd", "-1"),
        (1e9, "yyyy-mm-dd", "1000000000"),
        (45356, "[$-412]yyyy-mm-dd;@", "2024-03-05"),
    ],
)
def test_dates(value, code, shown):
    assert show_number(value, code) == shown


def test_dates_from_1904():
    assert show_number(43894, "yyyy-mm-dd", is_1904=True) == "2024-03-05"


def test_every_day_is_the_calendars():
    for day in random.Random(5).sample(range(61, 200_000), 300):
        date = datetime.date(1899, 12, 30) + datetime.timedelta(days=day)
        assert show_number(day, "yyyy-mm-dd") == date.isoformat()


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_with_commas_are_pythons(value):
    assert show_number(value, "#,##0") == f"{value:,}"


@given(st.floats(allow_nan=True, allow_infinity=True), st.text(max_size=30))
def test_no_format_stumbles(value, code):
    assert isinstance(show_number(value, code), str)
    assert isinstance(show_text("글", code), str)
    is_date_format(code)


@given(
    st.floats(-1e9, 1e9),
    st.lists(st.sampled_from(["0", "#", ",", ".", "%", "E+", "/", "?", ";", "y", "m", "s", "h",
                              "[h]", "@", '"글"', "General", "-", "(", ")"]), max_size=10),
)  # fmt: skip
def test_no_format_of_usual_signs_stumbles(value, signs):
    assert isinstance(show_number(value, "".join(signs)), str)


def test_texts_and_built_in_formats():
    assert show_text("한국", '"(주)"@') == "(주)한국"
    assert show_text("한국", "#,##0") == "한국"
    assert show_text("한국", "0;0;0;") == ""
    assert built_in_format(14) == "yyyy-mm-dd"
    assert show_number(45356, built_in_format(31)) == "2024년 03월 05일"
    assert built_in_format(163) == "General"
    assert show_general(1.5) == "1.5"


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (3, "decimal", "3"), (3, "decimalZero", "03"), (14, "ganada", "하"), (15, "ganada", "가"),
        (2, "chosung", "ㄴ"), (9, "upperRoman", "IX"), (1994, "lowerRoman", "mcmxciv"),
        (26, "upperLetter", "Z"), (27, "upperLetter", "AA"), (28, "lowerLetter", "bb"),
        (20, "decimalEnclosedCircle", "⑳"), (21, "decimalEnclosedCircle", "㉑"),
        (36, "decimalEnclosedCircle", "㊱"), (51, "decimalEnclosedCircle", "51"),
        (1, "koreanCounting", "일"), (10, "koreanCounting", "십"), (25, "koreanCounting", "이십오"),
        (110, "koreanCounting", "백십"), (21, "koreanLegal", "스물하나"), (10, "koreanDigital", "일영"),
        (12, "chineseCounting", "十二"), (3, "ideographTraditional", "丙"), (2, "ordinal", "2nd"),
        (0, "upperRoman", "0"), (10_000, "upperLetter", "10000"), (4, "none", ""),
        (5, "unheard-of", "5"),
    ],
)  # fmt: skip
def test_numerals(value, style, shown):
    assert write_number(value, style) == shown
