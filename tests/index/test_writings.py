"""The same thing in another writing is found: figures, dates, Hanja, Chinese, foreign names.

Each group of passages differs in nothing but what is asked for, so that only a search that
reads the writing finds the right one. Written for these tests.
"""

import pytest

from index.lexical import LexicalIndex, LexicalRow
from index.terms import extract_query_terms, extract_terms, pack_words

GROUPS = {
    "money": [
        "한빛도의 철도 사업에는 1조 5,000억 원이 들었다.",
        "한빛도의 철도 사업에는 1조 2,000억 원이 들었다.",
        "한빛도의 철도 사업에는 5,000억 원이 들었다.",
        "한빛도의 철도 사업에는 15억 원이 들었다.",
        "한빛도의 철도 사업에는 1,500만 원이 들었다.",
        "한빛도의 철도 사업에는 150억 달러가 들었다.",
        "한빛도의 철도 사업에는 7,500억 위안이 들었다.",
    ],
    "counts": [
        "새 일자리는 30만 개로 집계되었다.",
        "새 일자리는 3만 개로 집계되었다.",
        "새 일자리는 300개로 집계되었다.",
        "새 일자리는 1백만 개로 집계되었다.",
        "새 일자리는 12,500개로 집계되었다.",
        "새 일자리는 열두 개로 집계되었다.",
    ],
    "shares": [
        "가동률은 3.5퍼센트 올랐다.",
        "가동률은 35% 올랐다.",
        "가동률은 5.3% 올랐다.",
        "가동률은 4.5%p 올랐다.",
        "가동률은 2~4% 올랐다.",
    ],
    "times": [
        "보고서는 2015년 1분기에 나왔다.",
        "보고서는 2015년 2분기에 나왔다.",
        "보고서는 2016년 1분기에 나왔다.",
        "보고서는 '97년 3/4분기에 나왔다.",
        "보고서는 2016년 하반기에 나왔다.",
        "보고서는 2023.3.5.에 나왔다.",
        "보고서는 2024년 5월 3일에 나왔다.",
    ],
    "counted": [
        "시범 지역은 열 곳이다.",
        "시범 지역은 세 곳이다.",
        "시범 지역은 20곳이다.",
        "시범 지역은 3만 곳이다.",
        "시범 지역을 두 달 동안 운영한다.",
    ],
    "lengths": [
        "노선의 길이는 20킬로미터이다.",
        "노선의 길이는 20m이다.",
        "노선의 길이는 2㎞이다.",
    ],
    "hanja": [
        "중창공간은 창업을 돕는 곳이다.",
        "众创空间 창업을 돕는 곳이다.",
        "공업호련망은 공장을 잇는다.",
        "인공지능은 사람처럼 배운다.",
        "이론과 실천은 다르다.",
        "부동산 세금이 올랐다.",
        "女子 대학의 입학 정원이 늘었다.",
        "新기술을 들여왔다.",
        "상업은행이 금리를 내렸다.",
    ],
    "names": [
        "코스모라는 이름의 Plat 하나가 있다.",
        "COSMOPlat 도입 공장이 늘었다.",
        "G-20 정상이 모였다.",
        "정상 20명이 G홀에 모였다.",
        "I.o.T 기기가 늘었다.",
        "Wi-Fi 망을 깔았다.",
        "R&D 예산을 늘렸다.",
    ],
}  # fmt: skip

ASKED = [
    ("money", "1.5조 원이 든 한빛도 철도 사업", 0),
    ("money", "1조5000억이 든 철도 사업", 0),
    ("money", "1조 5천억 원짜리 철도 사업", 0),
    ("money", "1.2조가 든 철도 사업", 1),
    ("money", "0.5조가 든 철도 사업", 2),
    ("money", "오천억 원이 든 철도 사업", 2),
    ("money", "철도 사업 1,500,000,000원", 3),
    ("money", "1천5백만 원이 든 철도 사업", 4),
    ("money", "$150억이 든 철도 사업", 5),
    ("money", "railway 15 billion dollars", 5),
    ("money", "7500亿元", 6),
    ("counts", "일자리 300,000개", 0),
    ("counts", "일자리 30만개", 0),
    ("counts", "일자리 삼만 개", 1),
    ("counts", "일자리 100만 개", 3),
    ("counts", "일자리 1만 2,500개", 4),
    ("counts", "일자리 12개", 5),
    ("shares", "가동률 3.5%", 0),
    ("shares", "가동률 3.5 프로", 0),
    ("shares", "가동률 35퍼센트", 1),
    ("shares", "가동률 4.5%포인트", 3),
    ("shares", "가동률 2%", 4),
    ("times", "15.1Q 보고서", 0),
    ("times", "'15년 1/4분기 보고서", 0),
    ("times", "2Q15 보고서", 1),
    ("times", "2016년 일사분기 보고서", 2),
    ("times", "1997년 3분기 보고서", 3),
    ("times", "2H16 보고서", 4),
    ("times", "2023년 3월 5일 보고서", 5),
    ("times", "2024-05-03 보고서", 6),
    ("counted", "시범 지역 10곳", 0),
    ("counted", "시범 지역 3곳", 1),
    ("counted", "시범 지역 스무 곳", 2),
    ("counted", "시범 지역 30,000곳", 3),
    ("counted", "시범 지역 2개월", 4),
    ("lengths", "노선의 길이 20km", 0),
    ("lengths", "노선의 길이 20 미터", 1),
    ("lengths", "노선의 길이 2 km", 2),
    ("hanja", "衆創空間 창업", 0),
    ("hanja", "工业互联网", 2),
    ("hanja", "人工智能", 3),
    ("hanja", "理論", 4),
    ("hanja", "不動産", 5),
    ("hanja", "여자 대학", 6),
    ("hanja", "신기술", 7),
    ("hanja", "商業銀行", 8),
    ("names", "Cosmo Plat 공장", 1),
    ("names", "Ｇ２０ 정상", 2),
    ("names", "IoT 기기", 4),
    ("names", "WIFI 망", 5),
    ("names", "R&D", 6),
]


def build(texts):
    cut = [extract_terms(text) for text in texts]
    rows = [
        LexicalRow(n, pack_words(t.words, t.keys), " ".join(t.grams), "") for n, t in enumerate(cut)
    ]
    return LexicalIndex.build(rows)


INDEXES = {name: build(texts) for name, texts in GROUPS.items()}


@pytest.mark.parametrize(("group", "question", "wanted"), ASKED)
def test_the_passage_that_says_it_otherwise_comes_first(group, question, wanted):
    found = INDEXES[group].search(extract_query_terms(question), 3)
    assert found and found[0].number == wanted
    assert len(found) == 1 or found[0].score > found[1].score


@pytest.mark.parametrize("question", ["중창공간", "众创空间", "衆創空間"])
def test_all_writings_of_a_chinese_word_find_each_other(question):
    found = INDEXES["hanja"].search(extract_query_terms(question), 2)
    assert {scored.number for scored in found} == {0, 1}
