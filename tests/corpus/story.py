"""One Korean report as data: what the tests write in every format and read back.

A footnote is called in a text by `[^1]`. Every fact is invented.
"""

import re
from dataclasses import dataclass

CALL = re.compile(r"\[\^(\d)\]")


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Item:
    """An item of a list; `number` is 0 for a bullet. The format makes up the sign."""

    level: int
    number: int
    text: str


@dataclass(frozen=True)
class Cell:
    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Box:
    """Words set in a box of one row: a title, a banner."""

    texts: tuple[str, ...]

    @property
    def cells(self):
        return [Cell(0, column, text) for column, text in enumerate(self.texts)]


@dataclass(frozen=True)
class Table:
    """`header` counts the rows at the top that name the columns, `source` stands below."""

    caption: str
    unit: str
    source: str
    header: int
    cells: tuple[Cell, ...]

    @property
    def height(self):
        return max(cell.row + cell.rows for cell in self.cells)

    @property
    def width(self):
        return max(cell.column + cell.columns for cell in self.cells)

    def row(self, number):
        """The cells that begin in a row."""
        return [cell for cell in self.cells if cell.row == number]

    def covering(self, row, column):
        """The cell that lies over a place."""
        return next(
            cell
            for cell in self.cells
            if cell.row <= row < cell.row + cell.rows
            and cell.column <= column < cell.column + cell.columns
        )


def rows_of(text, row=0, column=0):
    """The cells of `a | b` in lines, the first at the given place."""
    return tuple(
        Cell(row + down, column + right, cell)
        for down, line in enumerate(text.split("\n"))
        for right, cell in enumerate(line.split(" | "))
    )


@dataclass(frozen=True)
class Story:
    """A document; `numbered` lets the format number the headings, by Roman and Arabic figures."""

    title: str
    author: str
    running: str
    pieces: tuple[Heading | Text | Item | Table | Box, ...]
    notes: dict[str, str]
    numbered: bool = False


BUDGET = Table(
    "〈표 1〉 권역별 사업비와 집행 실적",
    "백만 원",
    "자료: 누리도 수자원과 결산자료",
    2,
    (
        Cell(0, 0, "권역", 2), Cell(0, 1, "시설", 2),
        Cell(0, 2, "2024년", 1, 2), Cell(0, 4, "2025년", 1, 2),
        Cell(1, 2, "예산"), Cell(1, 3, "집행"), Cell(1, 4, "예산"), Cell(1, 5, "집행"),
        Cell(2, 0, "동부", 2), Cell(2, 1, "양수장"),
        Cell(2, 2, "4,120"), Cell(2, 3, "3,987"), Cell(2, 4, "5,260"), Cell(2, 5, "5,102"),
        Cell(3, 1, "수문"),
        Cell(3, 2, "1,870"), Cell(3, 3, "1,644"), Cell(3, 4, "2,315"), Cell(3, 5, "2,298"),
        Cell(4, 0, "서부", 2), Cell(4, 1, "양수장"),
        Cell(4, 2, "3,540"), Cell(4, 3, "3,401"), Cell(4, 4, "3,975"), Cell(4, 5, "3,812"),
        Cell(5, 1, "수문"),
        Cell(5, 2, "960"), Cell(5, 3, "733"), Cell(5, 4, "1,205"), Cell(5, 5, "1,190"),
        Cell(6, 0, "합계", 1, 2),
        Cell(6, 2, "10,490"), Cell(6, 3, "9,765"), Cell(6, 4, "12,755"), Cell(6, 5, "12,402"),
    ),
)  # fmt: skip

LEVELS = Table(
    "〈표 2〉 저수지별 월평균 저수율",
    "%",
    "자료: 누리도 물관리상황실 관측자료",
    1,
    rows_of(
        "저수지 | 1월 | 2월 | 3월 | 4월 | 5월 | 6월 | 7월 | 8월 | 9월\n"
        "감골 | 71 | 74 | 82 | 79 | 58 | 41 | 66 | 73 | 70\n"
        "두물 | 68 | 70 | 77 | 75 | 52 | 38 | 61 | 69 | 67\n"
        "솔개 | 80 | 83 | 88 | 86 | 64 | 49 | 72 | 81 | 79"
    ),
)

_PIECES = (
    Heading(1, "Ⅰ. 추진 배경"),
    Text(
        "누리도의 논은 3만 2천 헥타르로 도 전체 농경지의 61%를 차지하며, 이 가운데 절반이 넘는 "
        "논이 지은 지 40년이 지난 수로에서 물을 받는다. 물을 여닫는 일을 사람의 손에 맡겨 둔 "
        "까닭에 여름 가뭄이 들면 수로 끝의 논은 이틀씩 물을 기다려야 했다."
    ),
    Text(
        "이에 따라 도는 양수장과 수문을 원격으로 움직이는 물길지기[^1]를 2024년부터 들여오고 "
        "있으며, 첫해에 동부권의 수문 118곳을 먼저 바꾸었다."
    ),
    Heading(2, "1. 현황과 문제점"),
    Text("농업인 1,204명에게 물은 결과, 물 관리에서 가장 힘든 점은 다음과 같이 나타났다."),
    Item(1, 0, "수문을 열고 닫으러 다니는 시간이 하루 평균 2.4시간에 이름"),
    Item(2, 0, "70세 이상 농가에서는 3.1시간으로 더 길게 나타남"),
    Item(2, 0, "밤에 움직이다 다친 사람이 지난 3년 동안 27명임"),
    Item(1, 0, "수로 끝의 논까지 물이 닿는 데 평균 31시간이 걸림"),
    Heading(3, "가. 물값과 전기요금"),
    Text(
        "양수장의 전기요금은 2021년 38억 원에서 2023년 57억 원으로 늘었고, 늘어난 몫의 대부분은 "
        "낮 시간에 펌프를 돌린 데서 나왔다. 요금이 싼 밤에 물을 끌어 두면 한 해에 9억 원을 아낄 "
        "수 있는 것으로 추정된다."
    ),
    Heading(1, "Ⅱ. 추진 계획"),
    Text("사업은 다음 순서로 진행하며, 앞 단계의 평가를 마친 뒤에 다음 단계로 넘어간다."),
    Item(1, 1, "기초 조사와 설계를 2025년 3월까지 마친다"),
    Item(2, 1, "수로 412km를 드론으로 촬영하여 새는 곳을 찾는다"),
    Item(2, 2, "양수장 96곳의 전력 사용량을 15분 간격으로 기록한다"),
    Item(1, 2, "권역별 제어실을 2025년 말까지 세운다"),
    Item(1, 3, "농업인에게 예약 급수[^2] 서비스를 2026년 4월에 연다"),
    Heading(2, "1. 사업비"),
    Text("권역별 사업비는 아래 표와 같으며, 국비와 도비를 절반씩 나누어 부담한다."),
    BUDGET,
    Heading(2, "2. 저수율 전망"),
    Text(
        "저수율은 모내기가 끝나는 6월에 가장 낮아지는데, 제어실을 세운 뒤에는 그 폭이 5%포인트 "
        "안팎 줄어들 것으로 기대된다."
    ),
    LEVELS,
    Text("도는 해마다 11월에 이 전망을 고쳐 도의회에 보고하고 누리집에 공개한다."),
)  # fmt: skip

_NOTES = {
    "1": "수위계와 수문을 무선으로 이어 제어실에서 여닫는 장치로, 태양광 전지로 움직인다.",
    "2": "논마다 물을 댈 날과 시간을 미리 정해 두면 그때 수문이 열리는 방식을 말한다.",
}
REPORT = Story(
    "누리도 농업용수 자동화 사업 추진계획",
    "누리도 수자원과",
    "누리도 농업용수 자동화 사업",
    _PIECES,
    _NOTES,
)
# The words that a note explains, as its passage names them.
LABELS = {"1": "물길지기", "2": "예약 급수"}


def parts_of(text):
    """A text as its pieces: what stands between its calls, and the calls, in turns."""
    return CALL.split(text)


def plain(text):
    """A text without the calls of its notes."""
    return CALL.sub("", text)
