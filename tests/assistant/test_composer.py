import pytest

from assistant.composer import asked_cells, enumerates, with_unit
from assistant.question import understand

ROW = "구분: 협력업체 | 하늘(Haneul): 가람, 나루 | 바다(Bada): 다솜 | 산들: 라온"


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("하늘의 협력업체는?", "협력업체 | 하늘(Haneul): 가람, 나루"),
        ("협력업체가 어디야 바다", "협력업체 | 바다(Bada): 다솜"),
        ("협력업체를 모두 알려 줘", ROW.removeprefix("구분: ")),
    ],
)
def test_a_row_shows_the_columns_that_are_asked_for(question, shown):
    assert asked_cells(ROW, understand(question)) == shown


def test_a_row_of_two_cells_stays_whole():
    row = "사업: 도로 | 예산: 30억 원"
    assert asked_cells(row, understand("예산은?")) == row


def test_labels_that_all_columns_share_choose_none():
    row = "지역: 하늘시 | 2022년 생산량: 3 | 2023년 생산량: 4"
    assert asked_cells(row, understand("생산량은?")) == row
    assert asked_cells(row, understand("2023년 생산량은?")) == "지역: 하늘시 | 2023년 생산량: 4"


def test_an_enumeration_needs_no_list_below_it():
    assert enumerates("대상은 학교, 병원, 도서관이다.")
    assert not enumerates("대상은 다음과 같다.")
    assert not enumerates("생산량은 1,234,567톤이다.")


def test_figures_of_a_table_come_with_their_unit():
    caption = "[표 1] 지원 내용 (단위: 만 원, %)"
    assert with_unit(["단계: 기초 | 한도: 5,000", "단계: 고도 | 한도: 40,000"], caption) == (
        "단계: 기초 | 한도: 5,000",
        "단계: 고도 | 한도: 40,000 (단위: 만 원, %)",
    )
    assert with_unit(["협력업체 | 하늘: 가람"], caption) == ("협력업체 | 하늘: 가람",)
    assert with_unit(["한도: 5,000"], "[표 1] 지원 내용") == ("한도: 5,000",)
