import pytest

from assistant.checking import Cited, unproved_claims
from assistant.tables import without_unit
from assistant.tables.names import read_name
from assistant.tables.units import stated_units, unit_of


@pytest.mark.parametrize(
    ("caption", "units"),
    [
        ("[표 1] 예산 (단위: 백만 원, 명)", ("백만 원", "명")),
        ("〔표 3〕 농도 (단위 : mg/L)", ("mg/L",)),
        ("소요예산(천원)", ("천원",)),
        ("[표 2] 추진 일정", ()),
    ],
)
def test_a_caption_states_its_units(caption, units):
    assert stated_units(caption) == units


@pytest.mark.parametrize(
    ("column", "caption", "unit"),
    [
        ("2024년", "(단위: 명)", "명"),
        ("증감률", "(단위: 명, %)", "%"),
        ("2024년", "(단위: 명, %)", "명"),
        ("2025년 예산", "(단위: 백만 원, 명)", "백만 원"),
        ("대상 인원", "(단위: 백만 원, 명)", "명"),
        # Places or machines: it is not certain.
        ("2024년 설치", "(단위: 곳, 대, 백만 원)", ""),
        # Year alone may be the one or the other.
        ("2024년", "(단위: 백만 원, 명)", ""),
        # A share of a table of people is no people.
        ("점유율", "(단위: 명)", ""),
        ("순위", "(단위: 명)", ""),
        # The column says its own.
        ("차량(대)", "(단위: 명)", ""),
        ("2024년", "(단위: 2020년=100)", ""),
    ],
)
def test_a_unit_is_a_columns_where_that_is_certain(column, caption, unit):
    assert unit_of(read_name(column), caption) == unit


ROW = "사업: 돌봄 | 2024년 예산: 312 | 2025년 예산: 845 | 대상 인원: 6,820"
ABOVE = "보고서 / 주요 사업 / 〔표 3〕 예산과 대상 (단위: 백만 원, 명)"


@pytest.mark.parametrize(
    ("said", "is_proved"),
    [
        ("돌봄 | 2025년 예산: 845백만 원", True),
        ("돌봄 | 대상 인원: 6,820명", True),
        # Another column's unit, another figure, another's figure, a unit of nobody.
        ("돌봄 | 2025년 예산: 845명", False),
        ("돌봄 | 2025년 예산: 846백만 원", False),
        ("돌봄 | 2025년 예산: 312백만 원", False),
        ("돌봄 | 대상 인원: 6,820가구", False),
    ],
)
def test_a_unit_from_above_is_proved_behind_its_own_figure_only(said, is_proved):
    assert (not unproved_claims(said, Cited(ROW, ABOVE))) == is_proved


def test_a_row_may_state_the_unit_itself():
    row = "지표: 생산량 | 단위: 개 | 구축 전: 412 | 구축 후: 506"
    assert without_unit("구축 후: 506개", row, "") == "구축 후: 506"
    assert not unproved_claims("생산량 | 구축 후: 506개", Cited(row))
    assert unproved_claims("생산량 | 구축 후: 506명", Cited(row))


@pytest.mark.parametrize(
    ("column", "caption", "unit"),
    [
        ("2024년 면적", "(단위: 건, ha)", "ha"),
        ("발생 건수", "(단위: 건, ha)", "건"),
        ("사망", "(단위: 건, ha, 동, 명, 분)", "명"),
        ("평균 진화시간", "(단위: 건, ha, 동, 명, 분)", "분"),
        ("1인당 발생량", "(단위: 천 톤, %, kg)", ""),
    ],
)
def test_of_several_units_a_column_has_the_one_its_name_speaks_of(column, caption, unit):
    assert unit_of(read_name(column), caption) == unit
