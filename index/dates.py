"""What a date is called however it is written: `'15. 1/4분기` and `15.1Q` are `2015년1분기`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUARTERS = {"일": "1", "이": "2", "삼": "3", "사": "4"}
_SHORT_YEAR = re.compile(
    r"(?<!\w)['’‘`](\d\d)(?=\s?년|[.~∼/)\]]|\s?[-–]\s?['’‘]"
    r"|\s(?:[1-4]\s?(?:/\s?4\s?)?분기|[상하]반기))"
)
_DIGITS = re.compile(
    r"(?<![\d.,])((?:19|20)\d\d)(?P<by>\s?[./\-])\s?(1[0-2]|0?[1-9])"
    r"(?:(?P=by)\s?(3[01]|[12]\d|0?[1-9])|(?=\.(?!\d)|[)\]월~]))(?![\d%])"
)
_LETTERS = re.compile(
    r"(?<![A-Za-z\d])(?:(?P<before>(?:20)?\d\d)(?:\.|\s?년?\s|년)?\s?)?"
    r"(?:(?P<n>[1-4])Q|Q(?P<q>[1-4])|(?P<h>[12])H)(?:\s?['’]?(?P<after>20\d\d|\d\d))?"
    r"(?![A-Za-z\d])"
)
_WORDS = re.compile(
    r"(?:(?P<year>\d{4})\s?[년年]\s?)?(?:(?P<month>1[0-2]|0?[1-9])\s?[월月]"
    r"(?:\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?[일日])?"
    r"|(?P<half>[상하]반기)|(?P<quarter>[1-4])\s?(?:/\s?4\s?)?분기"
    r"|(?P<named>[일이삼사])사\s?분기)"
)


def date_keys(text: str) -> Iterator[str]:
    """Yield the keys of the dates of a text in search width, its years spelt (`spell_years`).

    Parts of a year (`5월`, `1분기`, `상반기`), years and days, and each part with its year
    (`2015년5월`), each day with its month (`5월3일`). Two digits are a year only beside a
    quarter or half in letters (`15.1Q`, `2H16`).
    """
    for year, _, month, day in _DIGITS.findall(text):
        yield from _keys_of(year, f"{int(month)}월", day)
    for match in _LETTERS.finditer(text):
        year = match["before"] or match["after"] or ""
        quarter = match["n"] or match["q"]
        # 1H alone is as often an hour.
        if quarter or year:
            half = "상반기" if match["h"] == "1" else "하반기"
            yield from _keys_of(_full_year(year), f"{quarter}분기" if quarter else half)
    for match in _WORDS.finditer(text):
        quarter = match["quarter"] or _QUARTERS.get(match["named"] or "")
        part = match["half"] or (f"{quarter}분기" if quarter else f"{int(match['month'])}월")
        yield from _keys_of(match["year"] or "", part, match["day"] or "")


def spell_years(text: str) -> str:
    """Return the text with years of two digits after an apostrophe (`'15년`) in four."""
    return _SHORT_YEAR.sub(lambda match: _full_year(match[1]), text)


def _keys_of(year: str, part: str, day: str = "") -> Iterator[str]:
    yield part
    if year:
        yield from (f"{year}년", f"{year}년{part}")
    if day:
        yield from (f"{int(day)}일", f"{part}{int(day)}일")


def _full_year(year: str) -> str:
    """Return a year of two digits in four: 15 is 2015, 97 is 1997."""
    return f"{'19' if year >= '60' else '20'}{year}" if len(year) == 2 else year
