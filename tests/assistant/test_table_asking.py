from decimal import Decimal

import pytest

from assistant.question import understand
from assistant.tables.asking import Bound, Order, read_ask
from assistant.tables.values import read_value


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("예산이 가장 많은 부서는?", Order("most", "size", 1, 1)),
        ("이용률이 제일 낮은 시설", Order("least", "size", 1, 1)),
        ("예산이 두 번째로 많은 부서는?", Order("most", "size", 2, 2)),
        ("3번째로 낮은 곳", Order("least", "size", 3, 3)),
        ("득표율 1위 제안은?", Order("most", "size", 1, 1)),
        ("출하액 3위는 어디야?", Order("most", "size", 3, 3)),
        ("상위 3개 기업은?", Order("most", "size", 1, 3)),
        ("하위 두 곳은?", Order("least", "size", 1, 2)),
        ("가장 늦게 문을 연 곳", Order("most", "time", 1, 1)),
        ("제일 먼저 준공된 발전소", Order("least", "time", 1, 1)),
        ("최저 월세는 어디야?", Order("least", "size", 1, 1)),
        ("Which pier has the largest capacity?", Order("most", "size", 1, 1)),
        # A grade, a share of the whole, a committee and a least requirement are no places.
        ("4등급 빈집은 몇 호야?", None),
        ("상위 10% 소득은?", None),
        ("최소한의 조건은?", None),
        ("2024년 예산은?", None),
    ],
)
def test_the_order_that_a_question_asks_for(question, order):
    assert read_ask(understand(question)).order == order


@pytest.mark.parametrize(
    ("question", "bound"),
    [
        ("예산이 100억 원을 넘는 사업은?", Bound("over", Decimal(10) ** 10, "원")),
        ("집행률이 80% 미만인 사업", Bound("under", Decimal(80), "%")),
        ("3건 이상인 지역", Bound("at-least", Decimal(3), "건")),
        ("이용객이 1만 명 이하인 역", Bound("at-most", Decimal(10_000), "명")),
        ("설치비가 500만 원보다 적은 장치", Bound("under", Decimal(5_000_000), "원")),
        ("2024년 이후 준공된 곳", None),
        ("100억 원은 어디에 쓰나?", None),
    ],
)
def test_the_bound_that_a_question_sets(question, bound):
    assert read_ask(understand(question)).bound == bound


def test_a_bound_holds_on_its_side_alone():
    amounts = [Decimal(9), Decimal(10), Decimal(11)]

    def kept(relation):
        return [amount for amount in amounts if Bound(relation, Decimal(10), "").holds(amount)]

    assert kept("at-least") == [10, 11]
    assert kept("over") == [11]
    assert kept("at-most") == [9, 10]
    assert kept("under") == [9]


@pytest.mark.parametrize(
    ("cell", "amount", "kind", "unit"),
    [
        ("1,004", "1004", "figure", ""),
        ("△42,000", "-42000", "figure", ""),
        ("-10.4", "-10.4", "figure", ""),
        ("43.9%", "43.9", "figure", "%"),
        ("9,000원", "9000", "figure", "원"),
        ("5억 원", "500000000", "figure", "원"),
        ("2025년 10월", "20251000", "date", ""),
        ("2024. 8. 1.", "20240801", "date", ""),
        ("’24. 3.", "20240300", "date", ""),
        ("February 2023", "20230200", "date", ""),
        ("2023년 4분기", "20231000", "date", ""),
    ],
)
def test_what_a_cell_is_worth(cell, amount, kind, unit):
    value = read_value(cell)
    assert (value.amount, value.kind, value.unit) == (Decimal(amount), kind, unit)


@pytest.mark.parametrize(
    "cell", ["", "-", "운영 중", "64→19", "2025. 3. ~ 4.", "1년 거치 4년 분할"]
)
def test_words_and_ranges_are_worth_nothing(cell):
    assert read_value(cell) is None
