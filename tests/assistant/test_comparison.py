"""What a comparison names: questions about each side written by hand, and none elsewhere."""

import random

import numpy as np
import pytest

from assistant.comparison import MAX_CHARS, name_sides


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        (
            "하늘시와 바다시의 예산 차이는?",
            ("하늘시의 예산은?", "바다시의 예산은?"),
        ),
        (
            "2023년과 2024년 재활용률의 차이는?",
            ("2023년 재활용률은?", "2024년 재활용률은?"),
        ),
        (
            "하늘시 예산과 바다시 예산의 차이가 얼마야?",
            ("하늘시 예산이 얼마야?", "바다시 예산이 얼마야?"),
        ),
        (
            "하늘시의 예산과 바다시의 예산을 비교해 줘",
            ("하늘시의 예산은?", "바다시의 예산은?"),
        ),
        (
            "하늘시의 인구와 면적은 각각 얼마야?",
            ("하늘시의 인구는 각각 얼마야?", "하늘시의 면적은 각각 얼마야?"),
        ),
        (
            "감지기의 단가와 ‘하루더’ 사업의 지역화폐 액수는 각각 얼마인가요?",
            (
                "감지기의 단가는 각각 얼마인가요?",
                "‘하루더’ 사업의 지역화폐 액수는 각각 얼마인가요?",
            ),
        ),
        (
            "하늘시는 바다시, 산들시와 각각 어떤 분야에서 협력하나요?",
            (
                "하늘시는 바다시와 각각 어떤 분야에서 협력하나요?",
                "하늘시는 산들시와 각각 어떤 분야에서 협력하나요?",
            ),
        ),
        (
            "하늘시, 바다시, 산들시의 인구는 각각 몇 명인가요?",
            (
                "하늘시의 인구는 각각 몇 명인가요?",
                "바다시의 인구는 각각 몇 명인가요?",
                "산들시의 인구는 각각 몇 명인가요?",
            ),
        ),
        (
            "버스 요금과 지하철 요금 중 뭐가 더 비싸?",
            ("버스 요금은 얼마나 비싸?", "지하철 요금은 얼마나 비싸?"),
        ),
        (
            "2024년에 식각이랑 증착 중에 자립률 어디가 더 높아?",
            ("2024년에 식각은 자립률 얼마나 높아?", "2024년에 증착은 자립률 얼마나 높아?"),
        ),
        (
            "방조제 새로 쌓는 거랑 갯벌 복원이랑 돈이 각각 얼마 들어?",
            ("방조제 새로 쌓는 거 돈이 각각 얼마 들어?", "갯벌 복원 돈이 각각 얼마 들어?"),
        ),
        (
            "도시 지역과 농촌 지역의 고령화율은 어떻게 다른가?",
            ("도시 지역의 고령화율은 어떤가요?", "농촌 지역의 고령화율은 어떤가요?"),
        ),
        ("수컷과 암컷중에 누가 더 커?", ("수컷은 얼마나 커?", "암컷은 얼마나 커?")),
        ("하늘시 vs 바다시 인구", ("하늘시 인구", "바다시 인구")),
        (
            "일본인 관광객이 줄어든 원인과 냄새가 심하면 시설을 세우겠다고 한 날 가운데 뭐가 더 커?",
            (
                "일본인 관광객이 줄어든 원인은 얼마나 커?",
                "냄새가 심하면 시설을 세우겠다고 한 날은 얼마나 커?",
            ),
        ),
        (
            "2019년 대비 2020년 예산은 얼마나 늘었나요?",
            ("2020년 예산은 얼마나 늘었나요?", "2019년 예산은 얼마나 늘었나요?"),
        ),
        (
            "하늘시 예산은 바다시보다 얼마나 더 많아?",
            ("하늘시 예산은 얼마나 많아?", "바다시 예산은 얼마나 많아?"),
        ),
        (
            "바다시 예산보다 하늘시가 새로 짠 예산이 더 많아?",
            ("하늘시가 새로 짠 예산이 많아?", "바다시 예산이 많아?"),
        ),
        (
            "산업부 지원사업이 중기부 지원사업과 다른 점은?",
            ("산업부 지원사업이 다른 점은?", "중기부 지원사업이 다른 점은?"),
        ),
        (
            "산업부와 달리 중기부는 얼마를 지원하나요?",
            ("중기부는 얼마를 지원하나요?", "산업부는 얼마를 지원하나요?"),
        ),
        (
            "국비와 지방비 비율은 각각 몇 %인가요?",
            ("국비 비율은 각각 몇 %인가요?", "지방비 비율은 각각 몇 %인가요?"),
        ),
        (
            "상반기보다 하반기에 민원이 더 많았나요?",
            ("하반기에 민원이 많았나요?", "상반기에 민원이 많았나요?"),
        ),
        (
            "2022년 대비 2023년 출생아 수 증감률은?",
            ("2023년 출생아 수 증감률은?", "2022년 출생아 수 증감률은?"),
        ),
        (
            "Which is larger, Seoul or Busan?",
            ("Which is larger, Seoul?", "Which is larger, Busan?"),
        ),
        ("Compare Seoul and Busan", ("Seoul", "Busan")),
        ("Seoul vs Busan population", ("Seoul population", "Busan population")),
        (
            "2023年首尔和釜山的人口哪个更多？",
            ("2023年首尔的人口哪个更多？", "2023年釜山的人口哪个更多？"),
        ),
    ],
)
def test_each_side_is_asked_about_by_itself(question, sides):
    assert name_sides(question) == sides


@pytest.mark.parametrize(
    "question",
    [
        "하늘시 예산은 얼마인가요?",
        "하늘시와 바다시는 어디에 있어?",
        "작년보다 예산이 얼마나 늘었나?",
        "목표 대비 실적은 얼마나 되나?",
        "두 보고서에서 예산은 어떻게 다른가요?",
        # What is compared is no side in these, but what a noun is told by.
        "삭망월과 태양년의 차이를 없애려고 쓴 방법은?",
        "위상과 진폭을 비교하면 어떤 정보를 얻을 수 있는가?",
        "드라마 햇살과 바람에 출연한 배우의 나이 차이는?",
        "남군과 북군이 각각 진군하는 동안 군단은 어디로 갔나?",
        "레이저 방식의 수율이 스탬프 방식보다 낮은 이유는 무엇인가요?",
        "20대보다 40대에 승수가 더 높아진 선수는?",
        "영상 신호와 음성 신호가 서로 영향을 받지 않게 하는 것은?",
        "물건과 물건을 서로 바꾸는 것을 뭐라고 하나요?",
        # One side is named, and nothing that it could stand for.
        "손님 한 명 태울 때 나가는 세금이 도심 노선보다 얼마나 더 무겁나요?",
        "How do the two cities differ?",
        "중국에서 한국과 다르게 쓰는 말은 무엇인가?",
        "두 시의 예산은?",
    ],
)
def test_other_questions_name_none(question):
    assert name_sides(question) == ()


class Meaning:
    """Words are alike where they share their first syllable."""

    def encode_words(self, texts):
        firsts = sorted({text[0] for text in texts})
        rows = np.zeros((len(texts), len(firsts)), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[firsts.index(text[0])] = 1.0
        return rows


def test_meaning_tells_what_is_measured_against_what():
    question = "강물 상류 농도는 강어귀보다 얼마나 높아?"
    assert name_sides(question, Meaning())[1] == "강어귀 상류 농도는 얼마나 높아?"


def test_what_is_made_of_a_side_is_no_comparison_again():
    for question in ("하늘시와 바다시의 예산 차이는?", "버스와 기차 중 뭐가 더 빨라?"):
        assert all(not name_sides(side) for side in name_sides(question))


def test_anything_may_be_typed():
    pieces = "하늘시 바다시와 보다 대비 비교 차이 각각 중 가운데 , ? vs 2023년 와 과 더 많은 의 는".split()
    chance = random.Random(3)
    for _ in range(300):
        text = " ".join(chance.choices(pieces, k=chance.randint(1, 9)))
        sides = name_sides(text)
        assert len(sides) != 1
        assert all(any(c.isalnum() for c in side) for side in sides), (text, sides)
        assert len(set(sides)) == len(sides)
    assert name_sides("하늘시와 바다시의 예산 차이는? " * MAX_CHARS) == ()
