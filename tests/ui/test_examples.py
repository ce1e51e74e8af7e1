"""Questions to begin with: asked as one would ask, about figures that tables really hold."""

from dataclasses import replace

import pytest

from corpus import CellPlace, View
from tests.ui.web_fakes import build_library
from ui.examples import ask_about, find_examples


@pytest.mark.parametrize(
    ("topic", "question"),
    [
        ("지원금 신청 절차", "지원금 신청 절차는 어떻게 되나요?"),
        ("지역 제조업 현황", "지역 제조업 현황은 어떤가요?"),
        ("2024년 모집 기간", "2024년 모집 기간은 언제인가요?"),
        ("환경국 사업비", "환경국 사업비는 얼마인가요?"),
        ("보조금 지원 대상", "보조금 지원 대상은 무엇인가요?"),
        ("인력 양성", "인력 양성의 핵심 내용은 무엇인가요?"),
        # Anyone's, or the last noun is not the whole.
        ("예산", "예산의 핵심 내용은 무엇인가요?"),
        ("주요 대책", "주요 대책의 핵심 내용은 무엇인가요?"),
        ("신청 대상과 방법", "신청 대상과 방법의 핵심 내용은 무엇인가요?"),
        ("Smart factory subsidies", "What are the main points of Smart factory subsidies?"),
    ],
)
def test_a_topic_is_asked_about_as_its_last_noun_wants(topic, question):
    assert ask_about(topic) == question


@pytest.mark.parametrize(
    ("row", "column", "cell", "question"),
    [
        ("그늘막", "2024년", "1,004", "그늘막은 2024년에 얼마인가요?"),
        ("쿨링포그", "2024년 예산", "420", "쿨링포그의 2024년 예산은 얼마인가요?"),
        ("재활용", "비율", "51.0", "재활용의 비율은 얼마인가요?"),
        ("합계", "2024년", "1,004", ""),
        ("독일", "발표연도", "2011", ""),
        ("그늘막", "2024년", "확대", ""),
        ("1) 가-2", "2024년", "12", ""),
    ],
)
def test_a_cell_is_asked_about_where_its_names_are_words(row, column, cell, question):
    library = build_library()
    (record, *_) = library.documents()
    own = library.passages(record.id)[0]
    place = CellPlace(0, len(cell), 2, 2, row, column)
    table = replace(
        own, kind="table", view=View.of(cell, 0, len(cell)), units=(), heading=(), cells=(place,)
    )
    found = find_examples([record], lambda _: (table,), lambda asked: True, "ko")
    assert found == ((question,) if question else ())
