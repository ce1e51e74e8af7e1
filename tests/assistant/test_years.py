"""Years that are asked, and how a place stands to them."""

import pytest

from assistant.years import IN_PLACE, IN_TITLE, NEARBY, NOWHERE, OTHERS, fit_years, years_in


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2022년이랑 2023년 말고", {"2022", "2023"}),
        ("22년 가동률과 '97년 가동률", {"2022", "1997"}),
        ("2015-2020년, 2023.5.1", {"2015", "2020", "2023"}),
        ("10년간, 3년 동안, 25년 만에, 20년 전", set()),
        ("2,023명과 19.2023과 2019.123", set()),
    ],
)
def test_years_are_told_from_figures_and_spans_of_time(text, years):
    assert years_in(text) == years


@pytest.mark.parametrize(
    ("unit", "context", "passage", "title", "fit"),
    [
        ("2022년 예산은 3억이다", "", "", "", IN_PLACE),
        ("가동률: 62", "표 2 (2022년 말)", "", "연보 2023", IN_PLACE),
        ("예산은 3억이다", "", "2022년의 일이다. 예산은 3억이다", "연보 2023", NEARBY),
        ("예산은 3억이다", "", "예산은 3억이다", "2022 연보", IN_TITLE),
        ("예산은 3억이다", "", "예산은 3억이다", "2023 연보", OTHERS),
        ("예산은 3억이다", "", "예산은 3억이다", "연보", NOWHERE),
        # What the unit or its caption says of another year outweighs the title.
        ("2021년 예산은 3억이다", "", "", "2022 연보", OTHERS),
        ("가동률: 62", "표 2 (2023년 말)", "", "2022 연보", OTHERS),
    ],
)
def test_the_nearest_year_decides(unit, context, passage, title, fit):
    assert fit_years(frozenset({"2022"}), unit, context, passage, title) == fit


def test_where_no_year_is_asked_all_fit():
    assert fit_years(frozenset(), "2021년", "", "", "2019 연보") == IN_PLACE
