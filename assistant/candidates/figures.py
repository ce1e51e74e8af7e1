"""Figures and dates of a text, each with the key that all its writings share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer_types import AnswerType
from assistant.candidates.candidate import Candidate
from assistant.candidates.dates import match_date
from assistant.candidates.units import CANONICAL, CLASS, POWERS, read_unit

# Longer ones are numbers of accounts or documents.
_MAX_DIGITS = 16
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALE = re.compile(
    r"\s?(万亿|천만|백만|십만|천억|백억|십억|[만억조경万亿]|[천백십](?=\s?[가-힣\d])|(?:thousand|"
    r"million|billion|trillion)\b)"
    r"(?![족료기점안])"
)
_BETWEEN = re.compile(r"\s?(?=\d)")
_RANGE = re.compile(r"\s?[~∼～〜–-]\s?(?=\d)")
_BOUND = re.compile(r"\s?(?:이상|이하|이내|미만|초과|안팎|내외|남짓)")
_SIGN = re.compile(r"(?:US\$|[$₩€£]|[△▲▽▼−])\s?$|(?<![\w\d)])-$")
_TIMES = ("년", "개월", "주", "일", "시간", "분")
_NATIVE_VALUES = {
    "한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7,
    "여덟": 8,
    "아홉": 9, "열": 10, "열한": 11, "열두": 12, "열세": 13, "열네": 14, "열다섯": 15, "스무": 20,
    "서른": 30,
    "반": 0.5,
}  # fmt: skip
_NATIVE = re.compile(
    r"([한두세석네넉반]|다섯|여섯|일곱|여덟|아홉|열(?:[한두세네]|다섯)?|스무|서른)\s?"
    r"(명|사람|개월|개|곳|군데|차례|번째|번|가지|달|쌍|배|시간|살|해|대|마리|척|채|권|쪽|편|집|"
    r"자리|단계|나라|종류|종|건)"
    r"(?=[이가은는을를의에로도만씩과와,.\s)]|$|까지|부터|이상|정도|으로|인|였|뿐|밖|쯤|째|이었)"
)


@dataclass(frozen=True, slots=True)
class Scan:
    """The figures of a text and its dates written in digits, each in order."""

    figures: tuple[Candidate, ...]
    dates: tuple[Candidate, ...]


@dataclass(slots=True)
class _Amount:
    """A figure as far as it has been read."""

    start: int
    end: int
    value: float
    power: int


@lru_cache(maxsize=8192)
def scan(text: str) -> Scan:
    """Return the figures and dates of a text; a figure without unit or scale is a `fact`."""
    figures: list[Candidate] = []
    dates: list[Candidate] = []
    behind = 0
    for match in _NUMBER.finditer(text):
        start = match.start()
        if start < behind:
            continue
        before = text[start - 1] if start else " "
        if (date := match_date(text, start)) is not None:
            dates.append(date)
            behind = date.end
        elif not ((before.isascii() and (before.isalpha() or before in "._/")) or before == "제"):
            found = _figure(text, match)
            if found is not None:
                figures.append(found)
                behind = found.end
            else:
                behind = match.end()
    figures = _rates(text, figures)
    native = [_native(match) for match in _native_numbers(text)]
    if native:
        figures = sorted((*figures, *native), key=lambda one: one.start)
    return Scan(tuple(figures), tuple(dates))


def _rates(text: str, figures: list[Candidate]) -> list[Candidate]:
    """Join `2주에 1회`: so often in such a time."""
    joined: list[Candidate] = []
    for one in figures:
        last = joined[-1] if joined else None
        is_rate = (
            last is not None and text[last.end : one.start] == "에 " and one.key.endswith("회")
        )
        if last is not None and is_rate and last.key.endswith(_TIMES):
            key = f"{one.key}/{last.key}"
            joined[-1] = Candidate(last.start, one.end, text[last.start : one.end], "amount", key)
        else:
            joined.append(one)
    return joined


def _figure(text: str, match: re.Match[str]) -> Candidate | None:
    amount = _amount(text, match)
    if amount is None:
        return None
    start, end = amount.start, amount.end
    if start == 0 and text[end : end + 1] in (".", ")") and amount.power == 0:
        return None
    unit, length = read_unit(text[end : end + 12])
    end += length
    low: _Amount | None = None
    if (gap := _RANGE.match(text, end)) and (upper := _NUMBER.match(text, gap.end())):
        second = _amount(text, upper)
        if second is not None and match_date(text, upper.start()) is None:
            low, amount, end = amount, second, second.end
            own, length = read_unit(text[end : end + 12])
            if not unit and not low.power and amount.power and low.value < 10_000:
                # `3~5만 개` is thirty thousand to fifty thousand things.
                low.value *= 10**amount.power
            unit, end = own or unit, end + length
    sign = _SIGN.search(text, max(0, start - 4), start)
    mark = sign.group().strip() if sign else ""
    if mark in CANONICAL or mark in ("△", "▽", "▼", "−", "-"):
        start = sign.start() if sign else start
    kind = CLASS.get(mark) or CLASS.get(unit)
    if kind is None:
        # 1조 5,000억 alone is a sum of money more often than anything else.
        kind = "money" if amount.power >= 8 else "amount" if amount.power else "fact"
    if unit and (bound := _BOUND.match(text, end)):
        end = bound.end()
    name = CANONICAL.get(mark) or CANONICAL.get(unit, unit)
    minus = "-" if mark in ("△", "▽", "▼", "−", "-") else ""
    key = f"{minus}{amount.value:.12g}{name}"
    if low is not None:
        key = f"{low.value:.12g}~{key}"
    return Candidate(start, end, text[start:end], kind, key)


def _amount(text: str, match: re.Match[str]) -> _Amount | None:
    """Read `7억 4천만`: a number with its scales, and the lower ones behind it."""
    total, power, at = 0.0, 0, match.start()
    number: re.Match[str] | None = match
    end = at
    while number is not None:
        digits = number.group().rstrip(",").replace(",", "")
        if len(digits) > _MAX_DIGITS:
            return None
        value = float(digits)
        end = number.start() + len(number.group().rstrip(","))
        scale = _SCALE.match(text, end)
        own = POWERS[scale[1]] if scale else 0
        if power and own >= power and own >= 4:
            # 5천2백만: the thousand is one of ten thousands.
            total, power = (total + value * 10 ** (own % 4)) * 10.0 ** (own - own % 4), own
        else:
            total, power = total + value * 10.0**own, max(power, own)
        if scale is None:
            break
        end = scale.end()
        gap = _BETWEEN.match(text, end)
        number = _NUMBER.match(text, gap.end()) if gap else None
        if number is not None and match_date(text, number.start()) is not None:
            number = None
    return _Amount(at, end, round(total, 6), power)


def _native_numbers(text: str) -> list[re.Match[str]]:
    # 한 해 최대 24시간: each year.
    found = (m for m in _NATIVE.finditer(text) if m.group() != "한 해")
    return [m for m in found if not (m.start() and "가" <= text[m.start() - 1] <= "힣")]


def _native(match: re.Match[str]) -> Candidate:
    kind: AnswerType = CLASS.get(match[2], "amount")
    unit = CANONICAL.get(match[2], match[2])
    key = f"{_NATIVE_VALUES[match[1]]:.12g}{unit}"
    return Candidate(match.start(), match.end(), match.group(), kind, key)
