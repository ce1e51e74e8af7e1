"""What a figure is called however it is written: `1조 5,000억` and `1조5000억` are `1.5조`.

Keys are spelt as the shortest of the ways to write a figure, so that a text which writes it
so already has the key among its terms and nothing is counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from corpus import Morpheme
from index.letters import is_syllable

# Longer ones are numbers of accounts, not amounts.
MAX_DIGITS = 16
_GREAT = {
    "경": 16, "조": 12, "兆": 12, "万亿": 12, "萬億": 12, "억": 8, "億": 8, "亿": 8,
    "만": 4, "萬": 4, "万": 4,
}  # fmt: skip
_SMALL = {"천": 3, "백": 2, "십": 1, "千": 3, "百": 2}
_ENGLISH = {"thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12}
_LADDER = ((16, "경"), (12, "조"), (8, "억"), (4, "만"))

# What stands behind a figure, and the one name it gets. `프로` and `불` begin other words too.
_UNIT_NAMES = {
    "%": "%", "퍼센트": "%", "프로": "%", "percent": "%",
    "%p": "%p", "%포인트": "%p", "퍼센트포인트": "%p",
    "달러": "달러", "불": "달러", "dollar": "달러", "dollars": "달러", "美元": "달러",
    "위안": "위안", "yuan": "위안", "元": "위안", "원": "원", "won": "원", "韩元": "원",
    "엔": "엔", "yen": "엔", "日元": "엔", "유로": "유로", "euro": "유로", "euros": "유로",
    "年": "년", "月": "월", "日": "일",
    "km": "km", "킬로미터": "km", "m": "m", "미터": "m", "cm": "cm", "센티미터": "cm",
    "mm": "mm", "밀리미터": "mm", "m2": "m2", "제곱미터": "m2", "평방미터": "m2",
    "kg": "kg", "킬로그램": "kg", "t": "t", "톤": "t", "ton": "t", "tons": "t",
    "kw": "kw", "킬로와트": "kw", "mw": "mw", "메가와트": "mw", "gw": "gw", "기가와트": "gw",
    "kwh": "kwh", "킬로와트시": "kwh", "ha": "ha", "헥타르": "ha",
}  # fmt: skip
_COUNTERS = (
    "개월 개국 개사 개소 개년 개 명 곳 건 대 가구 가지 호 회 배 번째 번 차례 년 월 일 주 시간 분 "
    "초 세 살 인 사 종 점 위 권 편 쪽 장 조 항 층 동 단계 마리 나라 국가 도시 분기 차"
).split()
_SIGNS = {
    "$": "달러", "US$": "달러", "USD": "달러", "₩": "원", "KRW": "원", "€": "유로", "EUR": "유로",
    "RMB": "위안", "CNY": "위안", "JPY": "엔",
}  # fmt: skip


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SCALE = (
    rf"(?:\s?(?P<small>[{''.join(_SMALL)}])?(?P<great>{_either(list(_GREAT))})"
    rf"|(?P<tens>[{''.join(_SMALL)}])|\s?(?P<english>{_either(list(_ENGLISH))})(?![a-z]))?"
)
_PART = re.compile(
    rf"(?<![\d.,/])(?P<sign>(?:{_either(list(_SIGNS))})\s?)?(?P<number>{_NUMBER}){_SCALE}", re.I
)
_HANGUL_UNITS = [name for name in _UNIT_NAMES if is_syllable(name[0])]
_OTHER_UNITS = [name for name in _UNIT_NAMES if name not in _HANGUL_UNITS]
_UNIT = re.compile(
    rf"\s?여?\s?(?:(?P<named>{_either([u for u in _HANGUL_UNITS if u not in ('프로', '불')])}"
    r"|프로(?=[^가-힣]|[가는를로의도만에나이]|정도|미만|대|$)|불(?=[^가-힣]|[이은을에의로]|$))"
    rf"|(?P<latin>{_either(_OTHER_UNITS)})(?![A-Za-z\d])|(?P<counter>{_either(_COUNTERS)})(?!대|기|의))",
    re.I,
)
_POINT = re.compile(r"\s?(?:p(?![a-z])|포인트)", re.I)
_RANGE = re.compile(r"\s?[~∼〜–—\-]\s?['’‘]?")

_NATIVE = {
    "두": 2, "둘": 2, "세": 3, "셋": 3, "석": 3, "네": 4, "넷": 4, "넉": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40,
    "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
# `한` alone also says about, a certain, one and the same.
_NATIVE |= {
    tens + ones: 10 * place + value
    for place, tens in enumerate("열 스물 서른 마흔 쉰 예순 일흔 여든 아흔".split(), start=1)
    for ones, value in (("한", 1), ("하나", 1), *((n, v) for n, v in _NATIVE.items() if v < 10))
}
_DIGIT_NAMES = {name: value for value, name in enumerate("영일이삼사오육칠팔구")}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text, which stands there at `start..end`, its scale and unit included.

    `scale` is the power of ten that is written behind its digits (0 for none), `great` that of
    경, 조, 억 or 만; `unit` is the one name of what it counts, empty for none. A `whole` one can
    be a part of another: it has no fraction and no English scale.
    """

    start: int
    end: int
    value: Decimal
    scale: int
    great: int = 0
    unit: str = ""
    is_whole: bool = True


def read_figures(text: str) -> tuple[Figure, ...]:
    """Return the figures that a text in search width writes in digits, in order."""
    return tuple(_with_unit(text, part) for part in _joined(text, _parts(text)))


def figure_keys(text: str) -> Iterator[str]:
    """Yield the keys of what a text in search width (`index.terms.fold`) writes in digits.

    Amounts come with and without their unit (`5700억`, `5700억원`), the lower end of a range
    with the scale and unit of the upper (`3~5만 개`).
    """
    parts = read_figures(text)
    for part, after in zip_longest(parts, parts[1:]):
        yield from _keys_of(part)
        if after is not None and _RANGE.fullmatch(text, part.end, after.start) and not part.unit:
            # `3~5만 개` is thirty thousand to fifty thousand things.
            power = after.scale if part.scale == 0 and part.value < 10_000 else 0
            first = replace(
                part, value=part.value.scaleb(power), scale=power or part.scale, unit=after.unit
            )
            yield from _keys_of(first)


def spelt_keys(found: Sequence[Morpheme]) -> Iterator[str]:
    """Yield the keys of numbers in words: `10곳` is 열 곳, `3번째` 세 번째, `100만` 백만."""
    at = 0
    while at < len(found):
        value, after = _spelt_number(found, at)
        if value is None:
            at += 1
            continue
        if value >= 10_000:
            yield format_amount(Decimal(value))
        counted = found[after] if after < len(found) else None
        if counted is not None and counted.tag in ("NNB", "NNG") and counted.form != "분":
            number = format_amount(Decimal(value))
            if counted.form == "달":
                yield f"{number}개월"
            elif counted.form == "번":
                # 두 번 is twice; 2번 is more often a number on a list.
                if after + 1 < len(found) and found[after + 1].form == "째":
                    yield f"{number}번째"
            elif counted.form in _COUNTERS:
                yield number + counted.form
        at = max(after, at + 1)


def format_amount(value: Decimal) -> str:
    """Return a value in the greatest of 경, 조, 억 and 만 that it reaches: 1.5조, 30만."""
    for power, name in _LADDER:
        if value >= 10**power:
            return _plain(value.scaleb(-power)) + name
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _keys_of(part: Figure) -> Iterator[str]:
    amount = format_amount(part.value)
    if part.scale or part.value >= 10_000:
        yield amount
    if part.unit:
        yield amount + part.unit


def _parts(text: str) -> Iterator[Figure]:
    for match in _PART.finditer(text):
        digits = match["number"].replace(",", "")
        if len(digits.replace(".", "")) > MAX_DIGITS:
            continue
        power = _SMALL.get(match["small"] or match["tens"] or "", 0)
        great = _GREAT.get(match["great"] or "", 0)
        if match["english"]:
            power = _ENGLISH[match["english"].lower()]
            great = power
        sign = (match["sign"] or "").strip().upper()
        value = Decimal(digits).scaleb(power + (0 if match["english"] else great))
        scale = great or power
        yield Figure(match.start(), match.end(), value, scale, great, _SIGNS.get(sign, ""),
                    "." not in digits and not match["english"])  # fmt: skip


def _joined(text: str, parts: Iterable[Figure]) -> Iterator[Figure]:
    """Yield figures, `1조 5,000억` and `1천5백만` as one each."""
    held: Figure | None = None
    for part in parts:
        if held is not None:
            if _goes_on(text, held, part):
                # The thousand of 1천5백만 is one of ten thousands.
                raised = held.value.scaleb(part.great) if held.scale < 4 else held.value
                held = replace(
                    held,
                    end=part.end,
                    value=raised + part.value,
                    scale=part.great or part.scale or 1,
                    great=held.great or part.great,
                )
                continue
            yield held
        held = part
    if held is not None:
        yield held


def _goes_on(text: str, held: Figure, part: Figure) -> bool:
    """Tell whether `part` is the lower part of the figure that `held` begins."""
    between = text[held.end : part.start]
    if between not in ("", " ") or not (held.is_whole and part.is_whole) or part.unit:
        return False
    if held.scale < 4:
        return between == "" and held.scale > 0 and part.value < 10 ** (held.scale + part.great)
    # 제3조 5천원 is an article and an amount.
    before = text[max(0, held.start - 2) : held.start].rstrip()
    return part.value < 10**held.scale and not before.endswith("제")


def _with_unit(text: str, part: Figure) -> Figure:
    match = _UNIT.match(text, part.end)
    if match is None or part.unit:
        return part
    named = match["named"] or match["latin"] or match["counter"] or match[0].strip()
    unit = _UNIT_NAMES.get(named.casefold(), named)
    if unit == "%" and (point := _POINT.match(text, match.end())):
        return replace(part, end=point.end(), unit="%p")
    return replace(part, end=match.end(), unit=unit)


def _spelt_number(found: Sequence[Morpheme], at: int) -> tuple[int | None, int]:
    """Return the value of the number in words that begins here, and what comes after it."""
    first = found[at]
    if first.tag == "NR" and (at == 0 or found[at - 1].tag != "SN"):
        end = at
        while end < len(found) and found[end].tag == "NR":
            end += 1
        value = read_number("".join(morpheme.form for morpheme in found[at:end]))
        if value is not None:
            return value, end
    if first.tag in ("NR", "MM") and first.form in _NATIVE:
        joined = first.form + (found[at + 1].form if at + 1 < len(found) else "")
        return (_NATIVE[joined], at + 2) if joined in _NATIVE else (_NATIVE[first.form], at + 1)
    return None, at + 1


def read_number(word: str) -> int | None:
    """Return the value of a Sino-Korean number (`삼천오백만`), None for anything else."""
    total = section = digit = 0
    for sign in word:
        if sign in _DIGIT_NAMES and not digit:
            digit = _DIGIT_NAMES[sign]
        elif sign in _SMALL:
            section, digit = section + (digit or 1) * 10 ** _SMALL[sign], 0
        elif sign in _GREAT:
            total, section, digit = total + (section + digit or 1) * 10 ** _GREAT[sign], 0, 0
        else:
            return None
    value = total + section + digit
    return value if value >= 10 else None
