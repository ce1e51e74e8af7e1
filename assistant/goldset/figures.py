"""Figures with their units in Korean text, and the words that ask for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = (
    "퍼센트포인트|%포인트|퍼센트|%p|%|달러|위안|유로|엔|원|개사|개소|개월|개국|개교|개|명|곳|건|대|톤|"
    "회|배|년간|년|시간|분|초|일|주|km|m|㎡|ha|kWh|MWh|GWh|kW|MW|GW|kg|점|장|종|호|가구|세대|편|차례|번|쪽|"
    "마리|그루|기|석|실|동|표|줄|문항|도"
)
# `3~5만 개`, `제3조`, `4.1.2` and what stands in a name are no single figures.
FIGURE = re.compile(
    r"(?<![\d.,~∼–제A-Za-z△천백만억조/-])"
    r"(?P<number>\d[\d,.]*(?:\s?[십백천만억조](?:\s?\d[\d,.]*)?)*)"
    rf"\s?(?P<unit>{_UNITS})"
    r"(?=은|는|이|가|을|를|의|로|으로|에|까지|부터|씩|과|와|도|만|였|인|입|으|밖|보다|꼴|가량|짜리|정도|[\s.,)]|$)"
)
_MONEY = re.compile(r"(?:원|달러|위안|유로|엔)$")
_YEAR = re.compile(r"(?:19|20)\d{2}")
# `3대 전략`, `1세대 모형`, `36회 문학상`: before a noun they name one of many.
_NAMING = ("대", "회", "세대", "도", "편", "기", "동", "석", "종", "장", "번", "차례")
_NOUN = re.compile(
    r"과[가-힣]|\s(?!(?:이상|이하|가량|정도|규모|안팎|미만|등)(?![가-힣]{2})|넘|더|늘|줄|씩|만)"
)
_AGE = re.compile(r"[1-9]0")
# `12일` alone is a day of the month.
_LASTING = re.compile(
    r"\s?(?:동안|만에|뒤|후|이내|안에|간|전|이|을|까지|걸|가량|정도|로|으로|넘|인|입|였|임)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, at `start..end` of a text."""

    start: int
    end: int
    number: str
    unit: str

    @property
    def text(self) -> str:
        """The figure as one writes it."""
        spaced = " " if re.search("[천만억조]$", self.number) else ""
        return f"{self.number}{spaced}{self.unit}"

    @property
    def asked(self) -> str:
        """The words that ask for it: `얼마`, `몇 명`."""
        return ask_for(self.unit)


def find_figures(text: str) -> list[Figure]:
    """Return the figures of a text in order; years and days of a date are none."""
    found = []
    for match in FIGURE.finditer(text):
        number, unit, behind = match["number"], match["unit"], text[match.end() :]
        if unit == "년" and _YEAR.fullmatch(number):
            continue
        if unit in ("일", "시간", "분") and re.search(r"\d\s?[월시]\s?$", text[: match.start()]):
            continue
        if unit in ("일", "년", "시간", "분", "개월") and not _LASTING.match(behind):
            continue
        if unit == "대" and _AGE.fullmatch(number) or unit in _NAMING and _NOUN.match(behind):
            continue
        if unit in ("호", "장", "번", "회", "도", "기", "동", "쪽") and _is_name(
            text, match.start()
        ):
            continue
        found.append(Figure(match.start(), match.end(), number, unit))
    return found


def ask_for(unit: str) -> str:
    """Return the words that ask for a figure of this unit."""
    if _MONEY.search(unit):
        return "얼마"
    if unit == "일":
        return "며칠"
    return f"몇 {unit}"


def _is_name(text: str, start: int) -> bool:
    """Tell `제14호`, `산업단지 3호`: what is numbered, not counted."""
    return bool(re.search(r"(?:제|No\.?)\s?$", text[:start]))
