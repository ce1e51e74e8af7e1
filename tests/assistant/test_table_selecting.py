from dataclasses import replace

import pytest

from assistant.question import understand
from assistant.tables.finding import find_rows
from assistant.tables.selecting import select
from assistant.tables.showing import MAX_ROWS, render_row, show_rows
from assistant.tables.whole import join_table
from corpus import Span
from tests.assistant.table_fakes import make_table

# Three passages of two rows: no one of them holds the whole table.
_, BUDGET = make_table(
    ("실국", "부서", "2024년 예산", "2025년 예산", "집행률"),
    (
        ("환경국", "기후과", "18,420", "21,300", "93.4"),
        ("환경국", "물관리과", "27,515", "29,880", "88.6"),
        ("환경국", "소계", "45,935", "51,180", "90.5"),
        ("교통국", "버스과", "64,230", "70,145", "99.4"),
        ("교통국", "도로과", "48,900", "9,700", "84.4"),
        ("교통국", "소계", "113,130", "79,845", "92.9"),
    ),
    caption="〈표 1〉 부서별 예산 (단위: 백만 원, %)",
    labels=2,
    parts=2,
)
_, FIRMS = make_table(
    ("업체", "본사", "설립 연도", "창고(㎡)"),
    (
        ("가람", "하늘시", "2007", "142,000"),
        ("나래", "바다시", "2020", "17,200"),
        ("다온", "하늘시", "2013", "88,000"),
        ("기타", "-", "-", "990,000"),
    ),
)
_, CARS = make_table(
    ("지표", "2022년", "2023년", "2024년"),
    (("판매 대수(만 대)", "18.9", "23.7", "13.2"), ("매출(억 원)", "74", "94", "51")),
)


def answer(question, passages, at=0, unit=0):
    """Return the lines shown for a question whose first hit is a row of a passage, the first."""
    passage = passages[at]
    by_ordinal = {one.ordinal: one for one in passages}

    def read(document_id, ordinals):
        assert document_id == passage.document_id
        return [by_ordinal[n] for n in ordinals if n in by_ordinal]

    shown = find_rows(understand(question), passage, passage.units[unit], read)
    return shown and [row.text for row in shown.rows]


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("2025년 물관리과 예산은?", ["환경국 | 물관리과 | 2025년 예산: 29,880백만 원"]),
        # In another passage than the hit.
        ("2024년 버스과 예산", ["교통국 | 버스과 | 2024년 예산: 64,230백만 원"]),
        ("도로과 집행률은?", ["교통국 | 도로과 | 집행률: 84.4%"]),
        ("교통국의 2025년 예산은 모두 얼마?", ["교통국 | 소계 | 2025년 예산: 79,845백만 원"]),
        # Sums are no departments.
        ("2025년 예산이 가장 많은 부서는?", ["교통국 | 버스과 | 2025년 예산: 70,145백만 원"]),
        ("2025년 예산이 가장 적은 부서", ["교통국 | 도로과 | 2025년 예산: 9,700백만 원"]),
        ("집행률이 두 번째로 높은 부서는?", ["환경국 | 기후과 | 집행률: 93.4%"]),
        ("환경국에서 예산이 제일 많은 부서", ["환경국 | 물관리과 | 2025년 예산: 29,880백만 원"]),
        (
            "집행률 상위 2개 부서",
            ["교통국 | 버스과 | 집행률: 99.4%", "환경국 | 기후과 | 집행률: 93.4%"],
        ),
        # 300억 원 is 30,000 of a million each.
        ("2024년 예산이 600억 원을 넘는 부서는?", ["교통국 | 버스과 | 2024년 예산: 64,230백만 원"]),
        (
            "집행률이 90% 미만인 부서는?",
            ["환경국 | 물관리과 | 집행률: 88.6%", "교통국 | 도로과 | 집행률: 84.4%"],
        ),
        (
            "기후과와 도로과의 2024년 예산은 각각 얼마야?",
            [
                "환경국 | 기후과 | 2024년 예산: 18,420백만 원",
                "교통국 | 도로과 | 2024년 예산: 48,900백만 원",
            ],
        ),
        # A difference is for the reader to see: nothing is computed.
        (
            "물관리과 예산은 2024년보다 얼마나 늘었어?",
            ["환경국 | 물관리과 | 2024년 예산: 27,515백만 원 | 2025년 예산: 29,880백만 원"],
        ),
    ],
)
def test_the_rows_that_a_question_asks_for(question, lines):
    assert answer(question, BUDGET) == lines


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("가장 늦게 문을 연 업체는?", ["나래 | 설립 연도: 2020"]),
        ("제일 먼저 설립된 업체", ["가람 | 설립 연도: 2007"]),
        # What is left over is no firm.
        ("창고가 가장 큰 업체", ["가람 | 창고(㎡): 142,000"]),
        ("본사가 하늘시인 업체는?", ["가람 | 본사: 하늘시", "다온 | 본사: 하늘시"]),
        ("창고가 88,000㎡인 업체는 어디?", ["다온 | 창고(㎡): 88,000"]),
        ("나래 본사", ["나래 | 본사: 바다시"]),
    ],
)
def test_rows_are_found_by_date_and_by_value(question, lines):
    assert answer(question, FIRMS) == lines


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("판매 대수가 가장 많았던 해는?", ["판매 대수(만 대) | 2023년: 23.7"]),
        ("매출이 제일 적은 해", ["매출(억 원) | 2024년: 51"]),
        ("2022년 매출은?", ["매출(억 원) | 2022년: 74"]),
    ],
)
def test_a_table_that_lies_on_its_side_is_read_along_its_rows(question, lines):
    assert answer(question, CARS) == lines


def test_rows_of_equal_worth_have_the_same_place():
    _, passages = make_table(
        ("역", "승객"), (("가", "5"), ("나", "9"), ("다", "9"), ("라", "1")), caption="표"
    )
    assert answer("승객이 가장 많은 역은?", passages) == ["나 | 승객: 9", "다 | 승객: 9"]
    # Two share the first place: nobody has the second.
    assert answer("승객이 두 번째로 많은 역은?", passages) == ["가 | 승객: 5"]


def test_an_order_without_a_certain_column_is_not_guessed():
    table = join_table(FIRMS[0], FIRMS)
    assert select(understand("가장 좋은 업체는?"), table) is None


def test_a_whole_table_has_its_header_and_counts_what_is_left_out():
    rows = tuple((f"{n}동", str(n), str(2 * n)) for n in range(1, 18))
    _, passages = make_table(
        ("동", "2023년", "2024년"), rows, caption="〈표 3〉 동별 인구 (단위: 명)", parts=5
    )
    shown = find_rows(
        understand("동별 인구를 표로 보여줘"),
        passages[0],
        passages[0].units[0],
        lambda _, ordinals: [one for one in passages if one.ordinal in ordinals],
    )
    assert shown.head == (
        "〈표 3〉 동별 인구 (단위: 명) (12/17)\n\n| 동 | 2023년 | 2024년 |\n| --- | --- | --- |"
    )
    assert [row.text for row in shown.rows] == [" | ".join(row) for row in rows[:MAX_ROWS]]
    assert [row.passage for row in shown.rows[4:6]] == [passages[0], passages[1]]
    assert [row.span for row in shown.rows[:5]] == list(passages[0].units)


def test_all_rows_are_no_sum():
    _, passages = make_table(("비목", "금액"), (("인건비", "7"), ("인쇄비", "2"), ("합계", "9")))
    listed = answer("비목별 금액을 모두 보여줘", passages)
    assert listed == ["인건비 | 금액: 7", "인쇄비 | 금액: 2", "합계 | 금액: 9"]
    assert answer("금액은 모두 얼마야?", passages) == ["합계 | 금액: 9"]


def test_a_bar_in_a_cell_does_not_end_it():
    assert render_row("가|나 | 5", "[1]") == "| 가\\|나 | 5 [1] |"
    _, (passage,) = make_table(
        ("곳|때", "값"), (("가", "1"), ("나", "2"), ("다", "3"), ("라", "4"))
    )
    table = join_table(passage, ())
    shown = show_rows(table.rows, (), table)
    assert shown.head == "| 곳\\|때 | 값 |\n| --- | --- |"


def test_a_cell_that_holds_the_gap_is_shown_on_lines():
    _, (passage,) = make_table(
        ("곳", "값"), (("가", "1 | 2"), ("나", "2"), ("다", "3"), ("라", "4"))
    )
    table = join_table(passage, ())
    shown = show_rows(table.rows, (), table)
    assert shown.head == "" and shown.rows[0].text == "가 | 값: 1 | 2"


def test_tables_beside_each_other_are_not_one():
    _, first = make_table(("곳", "값"), (("가", "1"), ("나", "2")))
    _, second = make_table(("곳", "무게"), (("다", "3"), ("라", "4")))
    beside = replace(second[0], id="other", ordinal=1)
    assert len(join_table(first[0], [first[0], beside]).rows) == 2


def test_what_is_no_row_is_left_as_it_is():
    passage = BUDGET[0]
    note = replace(passage, units=(*passage.units, Span(0, 0)))
    assert (
        find_rows(understand("물관리과 예산"), note, Span(len(note.text), len(note.text))) is None
    )


def test_the_year_of_the_caption_stands_before_a_cell_that_names_none():
    _, (passage,) = make_table(
        ("업체", "가동률"),
        (("가람", "69"), ("나래", "51")),
        caption="〈표 2〉 시설 현황(2023년 말) (단위: %)",
    )
    shown = find_rows(understand("나래 가동률은?"), passage, passage.units[0])
    assert shown.lead == "〈표 2〉 시설 현황(2023년 말):"
    assert [row.text for row in shown.rows] == ["나래 | 가동률: 51%"]


def test_rows_of_one_name_are_told_apart_by_the_word_beside_it():
    _, passages = make_table(
        ("나라", "배출원", "2024년"),
        (("실레아", "가정", "66"), ("실레아", "식당", "25"), ("타르반", "가정", "50")),
    )
    assert answer("실레아 가정 2024년 배출량", passages) == ["실레아 | 배출원: 가정 | 2024년: 66"]
    assert answer("2024년 실레아는?", passages) == ["실레아 | 가정 | 66", "실레아 | 식당 | 25"]


def test_a_first_row_of_words_over_figures_names_the_columns():
    _, passages = make_table(
        ("", "", ""), (("구분", "등록 가구", "방문"), ("관리군", "12", "34"), ("합계", "56", "78"))
    )
    assert answer("관리군 방문은 몇 회야?", passages, unit=1) == ["관리군 | 34"]
    assert answer("등록 가구 합계", passages, unit=1) == ["합계 | 56"]
