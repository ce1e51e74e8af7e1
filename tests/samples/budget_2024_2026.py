"""A workbook: wide headers over narrow ones, departments under one bureau, shares, dates."""

from datetime import date
from io import BytesIO

import openpyxl

TITLE = "해담광역시 실국별 세출예산 2024~2026"

# Bureau, then its departments: budget 2024, outturn 2024, budget 2025, supplement 2025, draft 2026.
_BUDGET = (
    ("환경국", ("기후정책과", 18_420, 17_905, 21_300, 22_140, 24_870),
     ("자원순환과", 33_760, 32_118, 34_090, 34_090, 36_450),
     ("물관리과", 27_515, 24_390, 29_880, 31_205, 30_160)),
    ("교통국", ("버스정책과", 64_230, 63_871, 70_145, 74_600, 79_320),
     ("도로관리과", 48_900, 41_266, 52_700, 52_700, 50_015)),
    ("복지국", ("노인복지과", 121_480, 120_937, 133_260, 135_800, 146_905),
     ("장애인복지과", 58_370, 57_412, 62_915, 62_915, 68_240),
     ("아동보육과", 97_650, 95_208, 99_120, 101_340, 98_775)),
    ("도시주택국", ("주택정책과", 22_840, 20_013, 31_475, 33_900, 41_630),
     ("도시재생과", 39_205, 33_984, 36_010, 30_550, 28_490)),
)  # fmt: skip

# Bureau, share of the budget that was spent 2022, 2023, 2024, what it aims at, remark.
_SPENT = (
    ("환경국", 0.9318, 0.9405, 0.9337, 0.955, "물관리과 하수관 공사가 우기에 멈춤"),
    ("교통국", 0.9512, 0.9287, 0.9294, 0.950, "도로관리과 보상 협의 지연"),
    ("복지국", 0.9894, 0.9901, 0.9858, 0.990, ""),
    ("도시주택국", 0.8843, 0.9016, 0.8703, 0.925, "도시재생과 땅 사들이기 4건이 해를 넘김"),
)

# Citizens' proposals: name, district, thousand won, share of votes, day of decision.
_PROPOSALS = (
    ("그늘 많은 버스정류장 만들기", "중앙구", 184_000, 0.213, date(2025, 8, 29)),
    ("동네 책방 밤 열 시까지 열기", "서린구", 62_500, 0.187, date(2025, 8, 29)),
    ("남설천 징검다리 되살리기", "남설구", 245_300, 0.1645, date(2025, 9, 12)),
    ("아픈 아이 돌봄방 두 곳 늘리기", "북누리구", 131_800, 0.142, date(2025, 9, 12)),
    ("혼자 사는 어르신 반찬 배달", "갈매구", 97_240, 0.1105, date(2025, 9, 26)),
)


def build_workbook():
    """The workbook's bytes."""
    book = openpyxl.Workbook()
    book.properties.title = TITLE
    book.properties.creator = "해담광역시 예산담당관"
    _add_budget(book.active)
    _add_spent(book.create_sheet("집행률"))
    _add_proposals(book.create_sheet("주민제안"))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _add_budget(sheet):
    sheet.title = "세출예산"
    sheet["A1"] = "〈표 1〉 실국·부서별 세출예산"
    sheet["G2"] = "(단위: 백만 원)"
    sheet["A3"], sheet["B3"], sheet["C3"], sheet["E3"] = "실국", "부서", "2024년", "2025년"
    sheet["G3"] = "2026년"
    for column, name in enumerate(("예산", "결산", "본예산", "추경 뒤", "예산안"), 3):
        sheet.cell(4, column).value = name
    for area in ("A1:G1", "A3:A4", "B3:B4", "C3:D3", "E3:F3"):
        sheet.merge_cells(area)
    row = 5
    for bureau, *departments in _BUDGET:
        sheet.cell(row, 1).value = bureau
        last = row + len(departments)
        sheet.merge_cells(start_row=row, end_row=last, start_column=1, end_column=1)
        sums = [
            "소계",
            *(sum(numbers) for numbers in zip(*(d[1:] for d in departments), strict=True)),
        ]
        for entry in (*departments, sums):
            for column, value in enumerate(entry, 2):
                place = sheet.cell(row, column)
                place.value = value
                place.number_format = "General" if column == 2 else "#,##0"
            row += 1
    sheet.cell(row, 1).value = "자료: 해담광역시 예산담당관, 2026년 예산안은 시의회 심의 전"


def _add_spent(sheet):
    sheet["A1"] = "〈표 2〉 실국별 예산 집행률"
    sheet.append(["실국", "2022년", "2023년", "2024년", "2025년 목표", "비고"])
    for bureau, *shares, remark in _SPENT:
        sheet.append([bureau, *shares, remark])
    for line in sheet.iter_rows(min_row=3, min_col=2, max_col=5):
        for place in line:
            place.number_format = "0.0%"
    sheet.append(["주: 집행률은 결산액을 예산액으로 나눈 값"])


def _add_proposals(sheet):
    sheet["A1"] = "〈표 3〉 2026년 예산안에 담긴 주민제안"
    sheet["A2"] = "(단위: 천 원, %)"
    sheet.append(["순위", "사업", "제안한 구", "금액", "득표율", "확정일"])
    for rank, (name, district, won, share, day) in enumerate(_PROPOSALS, 1):
        sheet.append([rank, name, district, won, share, day])
        last = sheet.max_row
        sheet.cell(last, 4).number_format = "#,##0"
        sheet.cell(last, 5).number_format = "0.00%"
        sheet.cell(last, 6).number_format = "yyyy. m. d."
    sheet.append(["주: 득표율은 온라인과 현장 투표를 더한 41,386표에서 얻은 몫"])
