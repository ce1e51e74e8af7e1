"""What a search is narrowed to: read as people write it, and matched."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import FilterError
from index import FORMATS, Filters
from index.filters import first_day, last_day, path_parts
from index.languages import tell_languages


# Reading
@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2015", "2015"),
        ("2015년", "2015"),
        (" 2015. ", "2015"),
        ("2017-6", "2017-06"),
        ("2017.06", "2017-06"),
        ("2017년 6월", "2017-06"),
        ("2017/6/3", "2017-06-03"),
        ("2017. 6. 3.", "2017-06-03"),
        ("2017년 6월 3일", "2017-06-03"),
        ("2016-02-29", "2016-02-29"),
        ("２０１７－６", "2017-06"),
        ("", ""),
    ],
)
def test_dates_are_read_as_people_write_them(typed, read):
    assert Filters(date_from=typed).date_from == Filters(date_to=typed).date_to == read


@pytest.mark.parametrize(
    "typed",
    ["15", "작년", "2017-13", "2017-02-30", "201706", "2017-06-", "0000", "2017-6-3-1", "-"],
)
def test_what_is_no_date_is_refused_by_its_value(typed):
    with pytest.raises(FilterError) as caught:
        Filters(date_to=typed)
    assert caught.value.code == "filter-date-unreadable" and caught.value.details["value"] == typed


def test_other_values_are_refused_by_name():
    def code(**fields):
        with pytest.raises(FilterError) as caught:
            Filters(**fields)
        return caught.value.code

    assert code(formats=("doc",)) == "filter-unknown-format"
    assert code(kinds=("tables",)) == "filter-unknown-kind"
    assert code(languages=("jp",)) == "filter-unknown-language"
    assert code(documents=(" ",)) == code(folders=("./",)) == "filter-empty"
    assert code(documents=("a" * 2_000,)) == "filter-too-long"
    assert code(documents=tuple(map(str, range(101)))) == "filter-too-much"
    assert code(date_from="2018", date_to="2017-12") == "filter-dates-crossed"
    assert Filters(date_from="2017-06", date_to="2017")


def test_what_means_the_same_is_equal_and_nothing_set_is_false():
    name = "./보고서/Plan.TXT"
    left = Filters(documents=[unicodedata.normalize("NFD", name)], formats=["TXT", "htm"])
    right = Filters(documents=("보고서/plan.txt",), formats=(".html", "text", "md", "txt"))
    assert left == replace(right, formats=("html", "text")) and hash(left) == hash(left)
    assert not Filters() and left.set_fields == ("documents", "formats")
    assert Filters(documents="a.txt") == Filters(documents=("a.txt",))


def test_the_formats_are_those_that_can_be_read():
    from corpus.readers.kinds import READABLE

    assert set(FORMATS) == READABLE


# Matching
@pytest.mark.parametrize(
    ("asked", "path", "fits"),
    [
        ("plan.txt", "/data/보고서/plan.txt", True),
        ("보고서/plan.txt", "/data/보고서/plan.txt", True),
        ("서/plan.txt", "/data/보고서/plan.txt", False),
        ("lan.txt", "/data/보고서/plan.txt", False),
        ("*.txt", "/data/보고서/PLAN.TXT", True),
        ("*/plan.txt", "/data/보고서/plan.txt", True),
        ("data/plan.txt", "/data/보고서/plan.txt", False),
        ("data/*/plan.txt", "/data/보고서/plan.txt", True),
        ("[붙임] 계획*.hwp", "/data/[붙임] 계획(안).hwp", True),
        ("계획?.hwp", "/data/계획서.hwp", True),
        ("계획?.hwp", "/data/계획.hwp", False),
        ("/data/보고서/plan.txt", "/data/보고서/plan.txt", True),
        ("자료.zip/보고서.hwp", "/data/자료.zip/보고서.hwp", True),
        ("plan.txt.bak", "/data/plan.txt", False),
        ("a/b/c/d/e/plan.txt", "/e/plan.txt", False),
    ],
)
def test_a_document_is_named_by_the_end_of_its_path(asked, path, fits):
    assert Filters(documents=(asked,)).fits_document(path_parts(path)) is fits


@pytest.mark.parametrize(
    ("asked", "path", "fits"),
    [
        ("보고서", "/data/보고서/2024/plan.txt", True),
        ("보고서/2024", "/data/보고서/2024/plan.txt", True),
        ("2024/", "/data/보고서/2024/plan.txt", True),
        ("202?", "/data/보고서/2024/plan.txt", True),
        ("보고서/plan.txt", "/data/보고서/plan.txt", False),
        ("고서", "/data/보고서/plan.txt", False),
        ("보고서/plan", "/data/보고서/2024/plan.txt", False),
        ("/data", "/data/보고서/2024/plan.txt", True),
        ("자료.zip", "/data/자료.zip/보고서.hwp", True),
    ],
)
def test_a_folder_holds_what_lies_anywhere_below_it(asked, path, fits):
    assert Filters(folders=(asked,)).fits_folder(path_parts(path)) is fits


@pytest.mark.parametrize(
    ("low", "high", "stated", "fits"),
    [
        ("2015", "2017-06", "2015-01-01", True),
        ("2015", "2017-06", "2017-06-30", True),
        ("2015", "2017-06", "2017-07-01", False),
        ("2015", "2017-06", "2014-12-31", False),
        ("2015", "2017-06", "2017", True),
        ("2017-06", "", "2017", True),
        ("2017-06-02", "", "2017-06-01", False),
        ("2017-06-02", "", "2017-06", True),
        ("", "2016", "2017", False),
        ("", "2016", "", False),
        ("", "", "", True),
    ],
)
def test_a_date_fits_if_any_day_of_it_can(low, high, stated, fits):
    assert Filters(date_from=low, date_to=high).fits_date(stated) is fits


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_a_day_lies_between_the_first_and_the_last_of_its_month_and_year(day, length):
    stated = day.isoformat()[:length]
    assert first_day(stated) <= day.isoformat() <= last_day(stated)


def test_a_language_is_told_by_its_script():
    written = {
        "스마트공장 SW와 IoT 플랫폼을 Manufacturing 현장에 보급한다": "ko",
        "國民經濟의 安定的 發展을 期한다": "ko",
        "The quick brown fox of 서울": "en",
        "青岚省工业互联网平台 2025": "zh",
        "工业 AI": "zh",
        "ひらがなの文章": "",
        "1,234 | 56.7": "",
        "": "",
        "😀\ud800": "",
    }
    assert list(tell_languages(written)) == list(written.values())
    many = list(written) * 600
    assert list(tell_languages(many)) == list(written.values()) * 600
