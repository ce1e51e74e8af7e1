"""What a question wants of a table: the greatest row, those above a bound, all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from assistant.question import Question, fold
from index import read_figures

Way = Literal["most", "least"]
Subject = Literal["size", "time"]
Relation = Literal["at-least", "over", "at-most", "under"]

# More are a list, not the first few.
MAX_FIRST = 12
_MOST = (
    r"많|높|큰|크[고나]?|컸|길|긴|비싼|비싸|넓|멀|먼(?!저)|빠르|빠른|빨랐|무거|두꺼|깊|뛰어|앞선|앞섰|우수|"
    r"활발|심한|심하|좋"
)
_LEAST = r"적|낮|작|짧|싼|싸|좁|가까|느린|느리|가벼|얇|얕|뒤처|뒤떨|저조|부진|나쁜|나빴"
_VAGUE = re.compile(
    r"(?:가장|제일|젤|번째로)\s*(?:뛰어|앞선|앞섰|우수|활발|심한|심하|좋|나쁜|나빴|뒤처)"
)
_LATE = r"늦|최근|나중|새로|새로운"
_EARLY = r"먼저|이른|일찍|빨리|오래|앞서"
_BEST = r"가장|제일|젤|번째로|순위로|순으로"
_WORDS: tuple[tuple[Way, Subject, str], ...] = (
    (
        "most",
        "size",
        rf"(?:{_BEST})\s*(?:[가-힣]+\s)?(?:{_MOST})|최고|최대|최다|최장|최상위|으뜸|선두|1등|일등|일위"
        r"|\b(?:highest|largest|most|biggest|greatest|longest|top)\b|最[多高大长]",
    ),
    (
        "least",
        "size",
        rf"(?:{_BEST})\s*(?:[가-힣]+\s)?(?:{_LEAST})|최저|최소(?!한)|최하위|최단|꼴찌|꼴등"
        r"|\b(?:lowest|smallest|least|fewest|shortest|cheapest|bottom)\b|最[少低小短]",
    ),
    (
        "most",
        "time",
        rf"(?:{_BEST})\s*(?:[가-힣]+\s)?(?:{_LATE})|가장\s*뒤"
        r"|\b(?:latest|newest|most recent)\b|最[晚新]",
    ),
    (
        "least",
        "time",
        rf"(?:{_BEST})\s*(?:[가-힣]+\s)?(?:{_EARLY})|최초|\b(?:earliest|oldest)\b|最早",
    ),
)
_ORDERS = tuple((way, subject, re.compile(words, re.I)) for way, subject, words in _WORDS)
_PLACE = re.compile(
    r"(?<![\d.,])(\d{1,2})\s?(?:위|등)(?=은|는|이|가|을|를|의|인|와|과|였|\s|\?|$)|(\d{1,2})\s?번째"
)
_SPELT_PLACE = re.compile(r"(두|둘|세|셋|네|넷|다섯|여섯|일곱|여덟|아홉|열)\s?(?:번)?째")
_NATIVE = {
    "한": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "네": 4, "넷": 4, "다섯": 5, "여섯": 6, "일곱": 7,
    "여덟": 8, "아홉": 9, "열": 10,
}  # fmt: skip
_FIRST_FEW = re.compile(
    r"(상위|하위|톱|탑|top|bottom|前)\s?(?:(\d{1,2})(?!\d)|(한|두|세|네|다섯|여섯|일곱|여덟|아홉|열))"
    r"(?!\s?(?:%|퍼센트|프로|분위))|(\d{1,2})\s?위\s?까지",
    re.I,
)
_LOWER = frozenset(("하위", "bottom"))
# What stands right behind the figure of a bound: `100억 원을 넘는`, `3건 이상`.
_BOUND = re.compile(
    r"\s?(?:[을를이가은는도보다]{0,2})\s?(?:더\s?)?(?:"
    r"(?P<atleast>이상|at least|or more)|(?P<atmost>이하|이내|at most)"
    r"|(?P<over>초과|넘[는은을었긴어기게으]|넘$|웃도|상회|많[은이았]|높[은이았]|큰|크[고다])"
    r"|(?P<under>미만|못\s?미[치친]|안\s?되|못\s?되|밑도|밑돌|하회|적[은었]|낮[은았]|작[은았]|아래)"
    r")"
)
_RELATIONS: dict[str, Relation] = {
    "atleast": "at-least",
    "atmost": "at-most",
    "over": "over",
    "under": "under",
}
_WHOLE = re.compile(
    r"표로|표\s?(?:를|좀)?\s?(?:전체|그대로|보여)|목록|전체\s?(?:표|내역|현황)|[가-힣]별(?:로|\s|$|[을를은는])|연도별|"
    r"각각|빠짐없이|전부|모두\s?(?:보여|알려|나열|말해|무엇|뭐|어디|누구|적어)|나열|다\s(?:보여|알려|말해)"
    r"|추이|변천|\b(?:table|list|each|all of)\b|列出|分别|各",
    re.I,
)
_TABLE = re.compile(
    r"(?<![가-힣])표(?:로|를|로는)(?=\s|$)|\b(?:as a|in a|the) table\b|用表格|表格", re.I
)
_COMPARES = re.compile(
    r"보다|대비|증가|감소|늘[었어린]|줄[었어인]|차이|변화|증감|비교|than|increase|decrease|compare|比",
    re.I,
)
_WHICH = re.compile(
    r"어디|어느|어떤|무엇|무슨|누구|뭐|뭔|which|what|who|where|哪|谁|[가-힣]+[은는]\s*\?*$", re.I
)


@dataclass(frozen=True, slots=True)
class Order:
    """The rows wanted of those in order: from the greatest or the least, `first` to `last`.

    Both count from 1. `subject` says whether size or time is meant; a `vague` one (`가장 좋은`)
    says nothing of what is measured.
    """

    way: Way
    subject: Subject
    first: int
    last: int
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound that rows are held against: `amount` has its scale, `unit` the index's one name."""

    relation: Relation
    amount: Decimal
    unit: str

    def holds(self, amount: Decimal) -> bool:
        """Tell whether an amount lies on the side asked for."""
        match self.relation:
            case "at-least":
                return amount >= self.amount
            case "over":
                return amount > self.amount
            case "at-most":
                return amount <= self.amount
            case "under":
                return amount < self.amount


@dataclass(frozen=True, slots=True)
class TableAsk:
    """What a question wants of a table.

    `whole`: all rows or columns there are; `compares`: the figures beside each other; `which`:
    the rows for a value that it says (`figures`).
    """

    order: Order | None
    bound: Bound | None
    whole: bool
    compares: bool
    which: bool
    figures: tuple[Decimal, ...]


@lru_cache(maxsize=256)
def read_ask(question: Question) -> TableAsk:
    """Return what a question wants of a table."""
    text = fold(question.text)
    bound = _read_bound(text)
    figures = tuple(figure.value for figure in read_figures(text))
    return TableAsk(
        order=None if bound else _read_order(text),
        bound=bound,
        whole=question.answer_type == "list" or bool(_WHOLE.search(text)),
        compares=bool(_COMPARES.search(text)),
        which=bool(_WHICH.search(text)),
        figures=figures,
    )


def asks_for_table(question: Question) -> bool:
    """Tell whether a question asks to be shown a table as one (`표로 보여줘`)."""
    return bool(_TABLE.search(fold(question.text)))


def _read_order(text: str) -> Order | None:
    few = _FIRST_FEW.search(text)
    if few:
        count = int(few[2] or few[4] or 0) or _NATIVE.get(few[3] or "", 1)
        lowest = (few[1] or "").casefold() in _LOWER
        return Order("least" if lowest else "most", "size", 1, min(count, MAX_FIRST))
    place = _place(text)
    for way, subject, words in _ORDERS:
        if words.search(text):
            at = place or 1
            return Order(way, subject, at, at, bool(_VAGUE.search(text)))
    ranked = _PLACE.search(text)
    if ranked and ranked[1]:
        at = int(ranked[1])
        return Order("most", "size", at, at) if 0 < at <= MAX_FIRST else None
    return None


def _place(text: str) -> int | None:
    if found := _PLACE.search(text):
        return int(found[1] or found[2]) or None
    if found := _SPELT_PLACE.search(text):
        return _NATIVE[found[1]]
    return None


def _read_bound(text: str) -> Bound | None:
    for figure in read_figures(text):
        found = _BOUND.match(text, figure.end)
        if found and found.lastgroup and figure.unit not in ("년", "월", "일"):
            return Bound(_RELATIONS[found.lastgroup], figure.value, figure.unit)
    return None
