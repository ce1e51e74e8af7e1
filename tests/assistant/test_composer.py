import pytest

from assistant import Assistant
from assistant.composing.extent import enumerates
from assistant.question import understand
from assistant.rows import asked_cells, with_unit
from tests.assistant.fakes import FakeLibrary

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


def test_all_cells_that_name_the_row_stay_and_the_closest_label_is_chosen():
    row = "실국: 환경국 | 부서: 물관리과 | 2024년 예산: 3 | 2024년 결산: 4 | 2025년 예산: 5"
    asked = understand("물관리과의 2024년 결산은 얼마야?")
    assert asked_cells(row, asked, "환경국 물관리과") == (
        "실국: 환경국 | 부서: 물관리과 | 2024년 결산: 4"
    )
    both = understand("물관리과의 2024년 예산과 결산은?")
    assert asked_cells(row, both, "환경국 물관리과") == (
        "실국: 환경국 | 부서: 물관리과 | 2024년 예산: 3 | 2024년 결산: 4"
    )


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


def test_a_comparison_needs_all_columns():
    row = "전략: 인력 | 2023년: 24 | 2024년: 41 | 증감: 17"
    assert asked_cells(row, understand("인력 예산은 2023년보다 얼마나 늘었나요?")) == row


def answer_to(question, report):
    return [s.text for s in Assistant(FakeLibrary(report)).ask(question).sentences]


def test_what_is_counted_in_sentences_is_quoted_to_the_last():
    report = """가열로 사업이 실패한 원인은 세 가지였다.
첫째, 센서가 적었다.
둘째, 고칠 사람이 없었다.
셋째, 점검이 늦었다.
다음 해에는 나아졌다."""
    told = answer_to("가열로 사업이 실패한 원인 세 가지는 무엇인가요?", report)
    assert told == report.split("\n")[:4]


def test_the_items_of_a_clause_come_with_it():
    report = """사업비는 센서에 쓸 수 있다.
② 다음 각 호의 비용에는 사업비를 쓸 수 없다.
   1. 토지의 구입
   2. 접대비"""
    told = answer_to("사업비를 쓸 수 없는 비용에는 무엇이 있습니까?", report)
    assert told[:3] == [line.lstrip(" ") for line in report.split("\n")[1:]]


def test_a_title_or_caption_is_no_answer():
    report = """보고서
표 1. 하늘시 예산 (단위: 억 원)
하늘시 예산은 30억 원이다."""
    assert answer_to("하늘시 예산은?", report) == ["하늘시 예산은 30억 원이다."]
