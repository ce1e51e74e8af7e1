import pytest

from corpus import parse_blocks
from corpus.structure_captions import caption_kind, is_source, unit_inside, unit_of
from tests.corpus.documents import make_document


def tables(text, **given):
    return [b.table for b in parse_blocks(make_document(text, **given)) if b.kind == "table"]


def cells(table):
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("〈표1〉중국 산업인터넷 관련 정책", "table"),
        ("[표 1] '중국제조 2025'의 단계별 전략", "table"),
        ("〔표 3-4〕 주요 임무", "table"),
        ("<표 Ⅱ-3> 예산", "table"),
        ("표 2. 지역별 예산 (단위: 억원)", "table"),
        ("Table 3: Results by terminal", "table"),
        ("表1 五个行业平台的接入情况", "table"),
        ("[그림 1] 글로벌 기술수준", "figure"),
        ("Figure 2. Overview", "figure"),
        ("표 3-2에서와 같이 각 분야의 과제는 대부분 같다.", ""),
        ("표준화를 서두른다", ""),
        ("[표준] 규격", ""),
    ],
)
def test_captions(text, kind):
    assert caption_kind(text) == kind


def test_units_and_sources():
    assert unit_of("(단위: 억원)") == "억원"
    assert unit_of("단위 : %, 명") == "%, 명"
    assert unit_of("이 표의 단위: 억원이 아니라 원이다") == ""
    assert unit_inside("〈표 1〉 예산 (단위: 억원)") == "억원"
    assert all(
        map(
            is_source,
            ("자료: 통계청", "<자료> 국무원", "* 자료 : 출처 종합", "주: 추정치", "출처: 한국은행"),
        )
    )
    assert not any(map(is_source, ("자료를 모은다", "주로 쓰인다", "자료수집과 내용")))


def test_tab_rows_with_caption_unit_and_source():
    text = "〈표 1〉 예산 (단위: 억원)\n\n구분\t2023\t2024\n합계\t10\t12\n인건비\t7\t8\n\n자료: 통계청\n"
    (table,) = tables(text)
    assert (table.caption, table.unit, table.source) == (
        "〈표 1〉 예산 (단위: 억원)",
        "억원",
        "자료: 통계청",
    )
    assert table.columns == ("구분", "2023", "2024")
    assert cells(table) == [["합계", "10", "12"], ["인건비", "7", "8"]]


def test_a_header_of_two_storeys_names_each_column():
    text = (
        "구분\t생산\t\t고용\t\n\t금액\t비중\t인원\t비중\n전자\t10\t5%\t3\t1%\n금속\t8\t4%\t2\t1%\n"
    )
    (table,) = tables(text)
    assert table.columns == ("구분", "생산 금액", "생산 비중", "고용 인원", "고용 비중")
    assert cells(table) == [["전자", "10", "5%", "3", "1%"], ["금속", "8", "4%", "2", "1%"]]


def test_a_row_that_lost_its_tall_cell_moves_right():
    text = "분류\t번호\t과제명\t기간\n정책\t1\t첫째 과제\t1년\n2\t둘째 과제\t2년\n"
    (table,) = tables(text)
    assert cells(table)[1] == ["", "2", "둘째 과제", "2년"]


def test_forms_read_as_pairs():
    (form,) = [b for b in parse_blocks(make_document("시작일\t2018.03.01.\t종료일\t2018.12.31.\n"))]
    assert form.view.text == "시작일: 2018.03.01. | 종료일: 2018.12.31."
    (form,) = [b for b in parse_blocks(make_document("출장지\t중국 선전\n출장 목적\t실태 조사\n"))]
    assert form.view.text == "출장지: 중국 선전\n출장 목적: 실태 조사"


def test_a_table_goes_on_behind_a_footnote_and_drops_its_repeated_header():
    text = "구분\t내용\t금액\n가\t나는 긴 내용이다\t1\n\n- 3 -\n\n구분\t내용\t금액\n다\t라는 긴 내용이다\t2\n"
    (table,) = tables(text)
    assert cells(table) == [["가", "나는 긴 내용이다", "1"], ["다", "라는 긴 내용이다", "2"]]


def test_markdown_tables():
    text = "| 터미널 | 용량 |\n|---|---:|\n| 하나 \\| 둘 | 3 |\n| 셋 | 4 |\n"
    (table,) = tables(text, format="markdown")
    assert table.columns == ("터미널", "용량")
    assert cells(table) == [["하나 | 둘", "3"], ["셋", "4"]]


def test_html_tables_with_spanning_cells():
    text = (
        "<table><tr><th>구분</th><th colspan=2>생산</th></tr>\n<tr><td rowspan='2'>전자</td><td>10</td><td>가</td></tr>"
        "<tr><td>20</td><td><ul><li>나</li><li>다</li></ul></td></tr></table>\n"
    )
    (table,) = tables(text)
    assert table.columns == ("구분", "생산", "생산")
    assert cells(table)[-1] == ["전자", "20", "나 / 다"]


SPACED = """ 〔표 3-1〕 정책의 구성

구분 주요내용

이념  ① 혁신 ② 품질

전략적 목표

 1단계 : 10년간의 노력을 통해 강국의 반열에 오른다

 2단계 : 2035년까지 중등수준에 이른다

사물인터넷의 규모화 

응용 추진

 - 제조업과 인터넷을 융합하여 새로운 

   산업을 만든다

    * 자료 : 추진동향 연구

○ 이 표에서 보듯이 정책은 세 갈래로 나뉜다고 할 수 있음
"""


def test_a_table_of_words_and_gaps_keeps_rows_and_cells():
    (table,) = tables(SPACED)
    assert table.columns == ("구분", "주요내용")
    assert table.source == "* 자료 : 추진동향 연구"
    assert cells(table) == [
        ["이념", "① 혁신 ② 품질"],
        [
            "전략적 목표",
            "1단계 : 10년간의 노력을 통해 강국의 반열에 오른다 2단계 : 2035년까지 중등수준에 이른다",
        ],
        ["사물인터넷의 규모화 응용 추진", "- 제조업과 인터넷을 융합하여 새로운 산업을 만든다"],
    ]


def test_rows_of_numbers_without_tabs():
    text = "〔표 1〕 시설\n\n구분 2023년 2024년\n\n그늘막 812 1,004\n\n살수차 22 30\n\n * 자료 : 재난과\n"
    (table,) = tables(text)
    assert table.columns == ("구분", "2023년", "2024년")
    assert cells(table) == [["그늘막", "812", "1,004"], ["살수차", "22", "30"]]


def test_prose_below_a_caption_of_a_table_is_no_table():
    text = (
        "표 1. 지역별 예산 추이\n\n정부는 지난해보다 많은 예산을 들여 중소기업의 설비를 바꾸는 일을 돕고 있다. 이를 위하여 \n"
        "새로운 기관을 세우고 전문가를 모아 해마다 성과를 점검하기로 하였다고 밝혔다. 앞으로의 계획도 함께 내놓았다.\n"
    )
    assert tables(text) == []


def test_one_tab_after_a_bullet_makes_no_table():
    assert tables("1.\t첫째 항목이다\n2.\t둘째 항목이다\n") == []
