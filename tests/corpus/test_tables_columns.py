"""Columns that run into one another: parted by years, dates and links of words."""

import pytest

from corpus import parse_blocks
from tests.corpus.documents import make_document


def table(text):
    (found,) = [block.table for block in parse_blocks(make_document(text)) if block.table]
    return found.columns, [[cell.text for cell in row] for row in found.rows]


def test_a_year_parts_the_columns_of_a_label():
    text = (
        "〈표 1〉 지역별 계획\n구분 시행연도 계획 명 주요 내용\n"
        "갈매시 2019 갈매 제조 2030\n - 공장을 새로 짓는다\n"
        "누비군\n2018\n2021\n누비 바다 전략\n - 부두를 넓힌다\n - 배를 산다\n자료: 가온연구원\n"
    )
    assert table(text) == (
        ("구분", "시행연도", "계획 명", "주요 내용"),
        [
            ["갈매시", "2019", "갈매 제조 2030", "- 공장을 새로 짓는다"],
            ["누비군", "2018 2021", "누비 바다 전략", "- 부두를 넓힌다 - 배를 산다"],
        ],
    )


def test_labels_without_a_year_stay_whole():
    text = (
        "〈표 1〉 지역별 계획\n구분 시행연도 주요 내용\n갈매시\n - 공장을 새로 짓는다\n"
        "누비군 2018\n - 부두를 넓힌다\n자료: 가온연구원\n"
    )
    columns, rows = table(text)
    assert columns == ("구분 시행연도", "주요 내용")
    assert rows[1] == ["누비군 2018", "- 부두를 넓힌다"]


@pytest.mark.parametrize("header", ["구분", "구분 갑사 을사 병사"])
def test_dates_say_how_many_cells_a_row_of_words_has(header):
    text = (
        f"□ 세 회사를 견준다\n{header}\n주요 사업 배터리 및 소재 부품, 공구 기계, 선박, 철도\n"
        "설립 시기 2000. 1월 1999. 4월 1998. 12월\n□ 다음 글이다\n"
    )
    columns, rows = table(text)
    names = header.split()
    assert columns == tuple([*names, *[""] * (4 - len(names))])
    assert rows == [
        ["주요 사업", "배터리 및 소재", "부품, 공구", "기계, 선박, 철도"],
        ["설립 시기", "2000. 1월", "1999. 4월", "1998. 12월"],
    ]


def test_rows_of_words_that_nothing_parts_are_left_whole():
    text = (
        "□ 세 회사를 견준다\n구분\n주요 사업 배터리 소재 부품 공구 기계 선박\n"
        "설립 시기 2000. 1월 1999. 4월 1998. 12월\n□ 다음 글이다\n"
    )
    columns, _ = table(text)
    assert len(columns) == 1


def test_many_dates_before_a_word_cost_no_time():
    # With a pattern that may read each date in two ways this would not end.
    row = "설립 시기" + " 2000. 1. 5" * 25 + " 무렵"
    blocks = parse_blocks(make_document(f"□ 견준다\n구분\n{row}\n{row}\n□ 다음 글이다\n"))
    assert any("무렵" in block.view.text for block in blocks)
