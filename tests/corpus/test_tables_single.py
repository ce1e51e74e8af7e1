"""Tables whose columns stand one space apart, as text copied out of a PDF has them."""

import pytest

from corpus import make_passages, parse_blocks
from tests.corpus.documents import make_document


def tables(text):
    return [
        (t.columns, [[cell.text for cell in row] for row in t.rows])
        for t in (block.table for block in parse_blocks(make_document(text)))
        if t is not None
    ]


def under_caption(rows, prose="앞의 글이 여기에서 끝난다."):
    return f"{prose}\n\n〈표 3〉 시설 현황\n(단위: 개, %)\n{rows}\n\n뒤의 글이 이어진다.\n"


FORMS = {
    "as many names as columns": (
        "직종 현원 부족률\n용접 2,480 13.9\n배관 18,250 6.1",
        ("직종", "현원", "부족률"),
        [["용접", "2,480", "13.9"], ["배관", "18,250", "6.1"]],
    ),
    "labels of several words": (
        "사업 2022년 2023년\n마을 회관 고치기 41 52\n도서관 1,203 998\n합계 1,244 1,050",
        ("사업", "2022년", "2023년"),
        [["마을 회관 고치기", "41", "52"], ["도서관", "1,203", "998"], ["합계", "1,244", "1,050"]],
    ),
    "years and nouns by turns": (
        "사업 2022년 결산 2023년 예산\n마을 회관 41 52\n도서관 1,203 998",
        ("사업", "2022년 결산", "2023년 예산"),
        [["마을 회관", "41", "52"], ["도서관", "1,203", "998"]],
    ),
    "a year again with a noun": (
        "구분 2023년 2024년 2024년 예산\n그늘막 812 1,004 576\n살수차 22 30 890",
        ("구분", "2023년", "2024년", "2024년 예산"),
        [["그늘막", "812", "1,004", "576"], ["살수차", "22", "30", "890"]],
    ),
    "nouns and years by turns": (
        "품목 발생량 2022년 발생량 2023년\n종이 41 52\n유리 1,203 998",
        ("품목", "발생량 2022년", "발생량 2023년"),
        [["종이", "41", "52"], ["유리", "1,203", "998"]],
    ),
    "a unit in brackets": (
        "품목 무게 (톤) 값 (만 원)\n종이 41 52\n유리 1,203 998",
        ("품목", "무게 (톤)", "값 (만 원)"),
        [["종이", "41", "52"], ["유리", "1,203", "998"]],
    ),
    "a column of words": (
        "업체 소재지 정원 가동률\n새벌 나루도 12,000 71\n도란 가람도 8,500 64\n합계 20,500 68",
        ("업체", "소재지", "정원", "가동률"),
        [
            ["새벌", "나루도", "12,000", "71"],
            ["도란", "가람도", "8,500", "64"],
            ["합계", "", "20,500", "68"],
        ],
    ),
    "places of two words": (
        "센터 소재지 개소일 부지\n서림 재생 센터 가람도 서림시 2021.5.18. 9,800\n"
        "포연센터 나루도 포연군 2021.10.6. 12,400",
        ("센터", "소재지", "개소일", "부지"),
        [
            ["서림 재생 센터", "가람도 서림시", "2021.5.18.", "9,800"],
            ["포연센터", "나루도 포연군", "2021.10.6.", "12,400"],
        ],
    ),
    "words behind the values": (
        "기술 수준 격차 보유국\n전지 해체 82 2.0 독일\n선별 로봇 66 3.8 일본",
        ("기술", "수준", "격차", "보유국"),
        [["전지 해체", "82", "2.0", "독일"], ["선별 로봇", "66", "3.8", "일본"]],
    ),
    "years as labels": (
        "연도 건수 면적 피해\n2021년 349 766 12\n2022년 562 5,841 188\n2023년 1~9월 268 3,920 342",
        ("연도", "건수", "면적", "피해"),
        [
            ["2021년", "349", "766", "12"],
            ["2022년", "562", "5,841", "188"],
            ["2023년 1~9월", "268", "3,920", "342"],
        ],
    ),
    "dashes, signs and notes": (
        "국가 2021년 2022년 2023년(p)\n갈매 - △4,212 3,641*\n누비 (1,087) +2.5% 1.8배",
        ("국가", "2021년", "2022년", "2023년(p)"),
        [["갈매", "-", "△4,212", "3,641*"], ["누비", "(1,087)", "+2.5%", "1.8배"]],
    ),
    "counted rows": (
        "순위 업체 매출 인원\n1 새벌 중공업 120 30\n2 도란 99 12\n3 가온 소재 87 9",
        ("순위", "업체", "매출", "인원"),
        [
            ["1", "새벌 중공업", "120", "30"],
            ["2", "도란", "99", "12"],
            ["3", "가온 소재", "87", "9"],
        ],
    ),
    "remarks of words, dashes and nothing": (
        "지역 시설 이용자 비고\n갈매시 118 4,020 -\n누비군 96 3,770 1곳 휴관\n합계 214 7,790",
        ("지역", "시설", "이용자", "비고"),
        [
            ["갈매시", "118", "4,020", "-"],
            ["누비군", "96", "3,770", "1곳 휴관"],
            ["합계", "214", "7,790", ""],
        ],
    ),
    "units on a line of their own": (
        "품목 생산량 단가\n(톤) (원/kg)\n사과 1) 1,234 3,500\n배 987 2,800",
        ("품목", "생산량 (톤)", "단가 (원/kg)"),
        [["사과 1)", "1,234", "3,500"], ["배", "987", "2,800"]],
    ),
    "figures in a name": (
        "마을 인구 가구 65 세 이상\n솔마을 100 40 10\n별마을 137 53 17\n20세 미만 12 3 1",
        ("마을", "인구", "가구", "65 세 이상"),
        [
            ["솔마을", "100", "40", "10"],
            ["별마을", "137", "53", "17"],
            ["20세 미만", "12", "3", "1"],
        ],
    ),
    "years that a PDF set apart": (
        "사업 2022 년 결산 2023 년 예산\n마을 회관 41 52\n도서관 1,203 998",
        ("사업", "2022 년 결산", "2023 년 예산"),
        [["마을 회관", "41", "52"], ["도서관", "1,203", "998"]],
    ),
    "a group above its rows": (
        "분야 국비 지방비\n문화\n도서관 고치기 410 180\n극장 운영 120 120\n소계 530 300",
        ("분야", "국비", "지방비"),
        [
            ["문화", "", ""],
            ["도서관 고치기", "410", "180"],
            ["극장 운영", "120", "120"],
            ["소계", "530", "300"],
        ],
    ),
    "groups above their rows": (
        "분야 국비 지방비\n문화\n도서관 410 180\n극장 120 120\n체육\n수영장 530 300\n공원 2 3",
        ("분야", "국비", "지방비"),
        [
            ["문화", "", ""],
            ["도서관", "410", "180"],
            ["극장", "120", "120"],
            ["체육", "", ""],
            ["수영장", "530", "300"],
            ["공원", "2", "3"],
        ],
    ),
    "two storeys, label below": (
        "2022년 2023년\n지역 건수 면적 건수 면적\n갈매시 118 402 84 315\n누비군 96 377 72 298",
        ("지역", "2022년 건수", "2022년 면적", "2023년 건수", "2023년 면적"),
        [["갈매시", "118", "402", "84", "315"], ["누비군", "96", "377", "72", "298"]],
    ),
    "two storeys, label above": (
        "구분 수출 수입\n금액 비중 금액 비중\n전자 10 5.1 3 1.2\n금속 8 4.0 2 1.1",
        ("구분", "수출 금액", "수출 비중", "수입 금액", "수입 비중"),
        [["전자", "10", "5.1", "3", "1.2"], ["금속", "8", "4.0", "2", "1.1"]],
    ),
}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("after", ["", "\n자료: 가온연구원"])
def test_a_table_below_a_caption(name, after):
    rows, columns, cells = FORMS[name]
    assert tables(under_caption(rows + after)) == [(columns, cells)]


@pytest.mark.parametrize(
    ("header", "prose", "columns"),
    [
        (
            "업체 처리 용량 가동률",
            "한 해의 처리 용량은 모두 3만 톤이다.",
            ("업체", "처리 용량", "가동률"),
        ),
        (
            "업체 처리 용량 가동률",
            "공장의 처리용량을 늘린다.",
            ("업체", "처리 용량", "가동률"),
        ),
        (
            "업체 순 이익 가동률",
            "글이 여기에서 끝난다.",
            ("업체", "순 이익", "가동률"),
        ),
        (
            "업체 1인당 생산 가동률",
            "글이 여기에서 끝난다.",
            ("업체", "1인당 생산", "가동률"),
        ),
    ],
)
def test_names_of_two_words_are_told_from_the_document(header, prose, columns):
    found = tables(under_caption(f"{header}\n새벌 12,000 71\n도란 8,500 64", prose))
    assert found == [(columns, [["새벌", "12,000", "71"], ["도란", "8,500", "64"]])]


@pytest.mark.parametrize(
    "header",
    [
        "업체 처리 마당 가동률",
        "업체 가 나 다 라 마",
        "업체",
    ],
)
def test_names_that_nothing_tells_apart_stay_one_cell(header):
    text = under_caption(f"{header}\n새벌 12,000 71\n도란 8,500 64")
    assert tables(text) == [(("", "", ""), [["새벌", "12,000", "71"], ["도란", "8,500", "64"]])]
    (table,) = [b.table for b in parse_blocks(make_document(text)) if b.table]
    assert (table.cells[0].view.text, table.cells[0].column_span) == (header, 3)
    assert header in "\n".join(passage.text for passage in make_passages(make_document(text)))


def test_another_table_with_the_same_names_proves_no_phrase():
    rows = "지역 처리 마당 가동률\n갈매 12,000 71\n누비 8,500 64"
    text = under_caption("업체 처리 마당 가동률\n새벌 12,000 71\n도란 8,500 64")
    assert [columns for columns, _ in tables(text + under_caption(rows))] == [("", "", "")] * 2


def test_words_of_a_label_are_no_column_unless_its_name_says_so():
    rows = "폐기 종이 402 13.9\n재생 유리 131 10.9\n수거 고철 77 5.5"
    assert tables(under_caption(f"구분 부족 사람 부족률\n{rows}"))[0][0] == ("", "", "")
    named = tables(under_caption(f"구분 품목 사람 부족률\n{rows}"))[0]
    assert named == (("구분", "품목", "사람", "부족률"), [r.split() for r in rows.split("\n")])


def test_places_that_cannot_be_parted_share_the_column_of_the_label():
    rows = "새벌 둘째 나루 12,000 71\n도란 가람 윗골 아래 8,500 64"
    assert tables(under_caption(f"업체 소재지 정원 가동률\n{rows}")) == [
        (
            ("업체 소재지", "정원", "가동률"),
            [["새벌 둘째 나루", "12,000", "71"], ["도란 가람 윗골 아래", "8,500", "64"]],
        )
    ]


def test_a_label_by_itself_is_a_row_and_text_behind_the_rows_is_none():
    rows = "직종 현원 부족률\n용접 2,480 13.9\n배관 18,250 6.1\n그 밖의 직종\n도장 7,610 5.6"
    ((_, cells),) = tables(under_caption(f"{rows}\n이 표는 해마다 고친다."))
    assert cells == [
        ["용접", "2,480", "13.9"],
        ["배관", "18,250", "6.1"],
        ["그 밖의 직종", "", ""],
        ["도장", "7,610", "5.6"],
    ]


def test_a_table_goes_on_over_a_page_and_drops_its_repeated_names():
    text = (
        "〈표 1〉 현황\n직종 현원 부족률\n용접 2,480 13.9\n배관 18,250 6.1\n\n- 3 -\n\n"
        "직종 현원 부족률\n도장 7,610 5.6\n미장 610 9.6\n\n다음 글이다.\n\n- 4 -\n\n글이다.\n\n- 5 -\n"
    )
    ((columns, cells),) = tables(text)
    assert columns == ("직종", "현원", "부족률")
    assert [row[0] for row in cells] == ["용접", "배관", "도장", "미장"]


UNANNOUNCED = "직종 현원 부족률\n용접 2,480 13.9\n배관 18,250 6.1\n도장 7,610 5.6"


@pytest.mark.parametrize("before", ["앞의 글이다.\n\n", "□ 현황\n", "제1절 인력 현황\n\n"])
def test_a_table_that_nothing_announces(before):
    ((columns, cells),) = tables(f"{before}{UNANNOUNCED}\n\n뒤의 글이 이어진다.\n")
    assert columns == ("직종", "현원", "부족률")
    assert cells == [row.split() for row in UNANNOUNCED.split("\n")[1:]]


def test_a_unit_alone_announces_a_table():
    rows = "품목 무게 값\n종이 41 52\n유리 1,203 998"
    ((columns, _),) = tables(f"앞의 글이다.\n\n(단위: 톤, 원)\n{rows}\n\n뒤의 글이다.\n")
    assert columns == ("품목", "무게", "값")


LOOKALIKES = {
    "prose of figures": "올해 예산은 41억 원이고\n지난해 예산은 52억 원이며\n내년 예산은 63억 원이다",
    "prose that ends in figures": (
        "지난해 이 마을에 새로 들어온 집은 모두 12\n가구이고 떠난 집은 3\n가구이며 남은 집은 41\n가구이다."
    ),
    "a wrapped sentence": (
        "2021년에는 349건 766ha\n2022년에는 562건 5,841ha\n2023년에는 437건 1,903ha가 탔다."
    ),
    "bulleted figures": "□ 추진 실적\n○ 수출 120 30\n○ 수입 99 12\n○ 합계 219 42",
    "dashes": "지난 실적\n- 수출 120 30\n- 수입 99 12\n- 합계 219 42",
    "numbered list": "1. 수출 120 30\n2. 수입 99 12\n3. 합계 219 42",
    "circled list": "품목 값 무게\n① 종이 120 30\n② 유리 99 12\n③ 고철 219 42",
    "contents": "목차\n제1장 개황 3\n제2장 동향 6\n제3장 전망 10",
    "contents of decimals": "1.1 개황 3\n1.2 동향 6\n1.3 전망 10\n1.4 과제 12",
    "list of tables": "표 목차\n표 1 규모 추이 3\n표 2 시설 현황 6\n표 3 인력 현황 10",
    "unnumbered contents": "차례\n여는 글 3\n숲의 기억 12\n물의 기억 40\n닫는 글 88",
    "contact lines": (
        "문의처\n산불대응과 사무관 국지안 041-555-0312\n산림본부 팀장 기도윤 033-555-0140\n"
        "통계팀 주무관 방예슬 041-555-0327"
    ),
    "extensions": "문의\n총무과 국지안 내선 0312\n회계과 기도윤 내선 0140\n민원과 방예슬 내선 0327",
    "addresses": (
        "가람도 서림시 큰길 12 3층\n나루도 포연군 둘레길 41 2층\n다솔도 금솔시 한길 7 1층"
    ),
    "postal codes": "30102 가람도 서림시 큰길 12\n30103 나루도 포연군 둘레길 41\n30104 다솔도 한길 7",
    "history": "걸어온 길\n1978년 공방 43곳\n2005년 공방 11곳\n2019년 공방 3곳",
    "dated events": "연혁\n2019. 11. 설립 인가\n2020. 4. 공장 준공\n2021. 3. 인증 획득",
    "schedule": "10:00 등록 및 접수\n10:30 여는 말씀\n11:00 주제 발표 1\n12:00 점심",
    "ballot": "찬성 9 반대 13 기권 1\n찬성 8 반대 14 기권 1\n찬성 7 반대 15 기권 1",
    "verse": "하나 둘 셋\n넷 다섯 여섯\n일곱 여덟 아홉\n열 스물 서른",
    "versions": "변경 이력\n판 1.0 처음 냄\n판 1.1 오류 고침\n판 2.0 새로 씀",
    "code": "x y z\nlet a = 1\nlet b = 2\nlet c = 3",
    "ledger of prose": (
        "값 무게 크기를 잰 날은 다음과 같다\n종이를 잰 날은 3월 2일\n유리를 잰 날은 4월 5일\n"
        "고철을 잰 날은 5월 7일"
    ),
    "two rows only": "품목 무게 값\n종이 41 52\n유리 1,203 998",
    "one figure a row": "품목 무게\n종이 41\n유리 1,203\n고철 55",
    "rows of unlike length": "품목 무게 값\n종이 41 52\n유리 1,203\n고철 5 6 7",
    "names of unlike number": "품목 무게 값 크기 빛깔\n종이 41 52\n유리 1,203 998\n고철 55 7",
    "no names": "종이 41 52\n유리 1,203 998\n고철 55 7\n구리 1 2",
    "a sentence above": "품목의 무게를 잰다.\n종이 41 52\n유리 1,203 998\n고철 55 7",
    "a lead-in above": "품목별 무게와 값:\n종이 41 52\n유리 1,203 998\n고철 55 7",
    "items of a law": "제1조 목적 3 4\n제2조 정의 5 6\n제3조 범위 7 8\n제4조 책임 9 10",
    "questions": "문 1 지붕만 고쳐도 되나요\n문 2 창고도 되나요\n문 3 언제까지 내나요",
    "references": "홍길동 2019 재생의 길 12\n임꺽정 2020 물의 길 34\n장길산 2021 숲의 길 56",
    "account numbers": "가온은행 123-456-7890 12\n나래은행 234-567-8901 34\n다솜은행 345-678-9012 56",
    "scores in a story": "전반 후반 결과\n우리는 2 대 1로 이겼다\n그들은 0 대 3으로 졌다\n모두 잘했다",
    "far apart": "품목 무게 값\n\n종이 41 52\n\n\n유리 1,203 998\n\n\n\n고철 55 7",
}


@pytest.mark.parametrize("name", LOOKALIKES)
def test_what_only_looks_like_a_table_is_none(name):
    text = f"앞의 글이 여기에서 끝난다.\n\n{LOOKALIKES[name]}\n\n뒤의 글이 이어진다.\n"
    assert tables(text) == []


def test_running_text_below_a_caption_is_no_table():
    text = (
        "〈표 3〉 시설 현황\n이 절에서는 2023년의 시설을 다룬다.\n시설은 12곳이고 자리는 41개이다.\n"
        "사람은 7명이다.\n"
    )
    assert all(len(columns) == 1 for columns, _ in tables(text))


def test_lines_of_figures_without_end_cost_no_time():
    row = "갑 " + "1 2,345 - 2021. 5. 6. " * 12
    text = "이름 값 무게\n" + f"{row}가\n{row}\n" * 400
    assert parse_blocks(make_document(text))
    text = "".join(f"갑{n} 을{n} 병{n} 정{n}\n하나 1 2\n둘 3 4\n셋 5 6\n\n" for n in range(800))
    assert parse_blocks(make_document(text))
