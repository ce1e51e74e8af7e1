from dataclasses import replace

import pytest

from assistant.question import understand
from assistant.tables import match_cells
from tests.assistant.table_fakes import make_table, matched

_, (SHADES,) = make_table(
    ("시설", "2023년 설치", "2024년 설치", "2024년 예산"),
    (
        ("그늘막", "812", "1,004", "576"),
        ("쿨링포그", "46", "61", "420"),
        ("살수차", "22", "30", "890"),
        ("합계", "880", "1,095", "1,886"),
    ),
    caption="[표 1] 폭염 저감 시설 (단위: 곳, 백만 원)",
    heading=("주요 대책",),
)
_, (BUDGET,) = make_table(
    ("실국", "부서", "2024년", "2025년"),
    (
        ("환경국", "물관리과", "27", "29"),
        ("환경국", "소계", "79", "85"),
        ("교통국", "도로관리과", "48", "52"),
        ("교통국", "소계", "113", "122"),
    ),
    caption="부서별 예산",
    labels=2,
)
_, (INDICATORS,) = make_table(
    ("지표", "노르드란", "벨마르"),
    (("전자정부 지수(점)", "87.4", "91.2"), ("초고속망 보급률(%)", "96.1", "98.8")),
    caption="디지털 수준 비교",
)


@pytest.mark.parametrize(
    ("question", "passage", "cells"),
    [
        ("2024년 그늘막은 몇 곳 설치했나요?", SHADES, ["1,004"]),
        ("그늘막 2023 설치 수", SHADES, ["812"]),
        ("2024년 살수차 예산은 얼마야?", SHADES, ["890"]),
        ("쿨링 포그는 2024년에 예산이 얼마?", SHADES, ["420"]),
        # Two columns are named as well as each other; none is.
        ("그늘막 설치", SHADES, ["812", "1,004"]),
        ("살수차는?", SHADES, ["22", "30", "890"]),
        ("2024년 설치 합계는?", SHADES, ["1,095"]),
        ("2025년 물관리과 예산", BUDGET, ["29"]),
        # A sum is of the group that is named.
        ("교통국 2025년 예산은 모두 얼마야?", BUDGET, ["122"]),
        ("환경국 소계 2024년", BUDGET, ["79"]),
        ("벨마르의 전자정부 지수는?", INDICATORS, ["91.2"]),
        ("노르드란 초고속망보급률", INDICATORS, ["96.1"]),
        # One key is missed.
        ("노르드란 전자정브 지수", INDICATORS, ["87.4"]),
    ],
)
def test_the_cell_is_where_the_named_row_and_column_meet(question, passage, cells):
    assert matched(question, passage) == cells


def test_a_question_that_names_no_row_matches_none():
    assert match_cells(understand("정부의 인공지능 전략은 무엇인가?"), SHADES) is None
    # A whole word of the row must be said, not its beginning within another name.
    assert match_cells(understand("살수 방법"), SHADES) is None


def test_prose_is_no_table():
    assert match_cells(understand("그늘막"), replace(SHADES, kind="prose")) is None
    assert match_cells(understand("그늘막"), replace(SHADES, cells=())) is None


def test_row_column_and_headings_together_score_highest():
    def score(question):
        return match_cells(understand(question), SHADES).score

    whole = score("2024년 그늘막 설치")
    assert whole == 1.0
    # Without a column; with a year that the table does not have; about something else.
    assert whole > score("그늘막") > 0
    assert score("2019년 그늘막 설치") < whole
    assert score("2024년 그늘막 구입 업체 이름") < whole


def test_every_unit_has_a_figure_of_its_own():
    match = match_cells(understand("그늘막과 살수차의 2024년 예산"), SHADES)
    assert len(match.units) == len(SHADES.units) == 4
    assert match.units[0] == match.units[2] == match.score > 0
    assert match.units[1] == match.units[3] == 0.0
    # Of equals the first.
    assert match.unit == 0


def test_other_names_of_what_is_asked_count():
    assert matched("물안개 분사기 2024년 설치", SHADES) is None
    assert matched("물안개 분사기 2024년 설치", SHADES, ("쿨링포그",)) == ["61"]


def test_a_year_beside_the_asked_one_is_no_match_of_columns():
    match = match_cells(understand("2024년 그늘막"), SHADES)
    columns = [cell.column_name for cell in match.cells]
    assert columns == ["2024년 설치", "2024년 예산"]


def test_the_same_question_has_the_same_match_in_any_order():
    questions = ["2024년 살수차 예산", "그늘막 설치", "합계"]
    first = [match_cells(understand(q), p) for q in questions for p in (SHADES, BUDGET)]
    again = [match_cells(understand(q), p) for q in questions for p in (SHADES, BUDGET)]
    assert first == again


def test_a_passage_changed_under_its_id_is_read_anew():
    _, (changed,) = make_table(("시설", "2024년 설치"), (("그늘막", "7"),))
    assert matched("2024년 그늘막 설치", SHADES) == ["1,004"]
    assert changed.id == SHADES.id
    assert matched("2024년 그늘막 설치", changed) == ["7"]


def test_a_question_for_all_rows_matches_the_table_that_is_about_it():
    whole = match_cells(understand("시설별 2024년 예산을 표로 보여줘"), SHADES)
    assert whole.units == (whole.score,) * 4 and whole.score > 0
    # Named by its caption alone: all columns are asked for.
    about = match_cells(understand("폭염 저감 시설을 표로 보여줘"), SHADES)
    assert about.score > 0 and len(about.cells) == 3
    # It is not about this, and this asks for no table.
    assert match_cells(understand("청년 주거비를 표로 보여줘"), SHADES) is None
    assert match_cells(understand("폭염 저감 시설이 중요한 까닭은?"), SHADES) is None
    # The rows are 시설, not 부서.
    other = match_cells(understand("부서별 2024년 예산을 표로 보여줘"), SHADES)
    assert other.score < whole.score


def test_rows_of_one_name_match_less_than_one_alone():
    rows = (("실레아", "가정", "66"), ("실레아", "식당", "25"), ("타르반", "가정", "50"))
    _, (passage,) = make_table(("나라", "배출원", "2024년"), rows)

    def units(question):
        return match_cells(understand(question), passage).units

    assert units("타르반 2024년")[2] > units("실레아 2024년")[0] == units("실레아 2024년")[1]
    told = units("실레아 식당 2024년")
    assert told[1] > told[0]
