"""Dates and periods, each with the key that all its writings share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.candidates.candidate import Candidate, squeeze

_MONTH = r"1[0-2]|0?[1-9]"
_DAY = r"3[01]|[12]\d|0?[1-9]"
_LATER = (
    r"(?:\s?(?:초순|중순|하순|상순|[초말](?![가-힣])|[초말](?=까지|에|부터|이|로))|\s(?:봄|여름|"
    r"가을|겨울))?"
)
_DATE = re.compile(
    rf"(?:(?P<year>(?:1\d|20)\d\d(?=\s?[년年])|(?:19|20)\d\d)\s?(?:년도?|(?P<dot>[./\-])|年)|"
    rf"(?P<short>\d\d)(?:\s?년|\.))"
    # 2024. 9. 1. has stops throughout; in `2024년 3.5%` one stands in a figure.
    rf"(?:\s?(?P<half>[상하])반기|\s?(?P<quarter>[1-4])\s?(?:/\s?4\s?)?분기"
    rf"|\s?(?P<month>{_MONTH})\s?(?(dot)[./\-월月]|[월月])"
    rf"(?:\s?(?P<day>{_DAY})(?:\s?[일日]|(?(dot)(?:\.(?!\d)|(?![\d시분%.]))|(?!))))?)?{_LATER}"
    rf"|(?P<m>{_MONTH})\s?[월月](?:\s?(?P<d>{_DAY})\s?[일日])?{_LATER}(?!드컵|급)"
    rf"|(?P<q>[1-4])\s?(?:/\s?4\s?)?분기"
    rf"|(?P<alone>(?:19|20)\d\d)(?=\s?[~∼]\s?(?:\d{{4}}|\d\d)\s?년|[:：]|\s?\||$)"
)
# What may follow the first digits of a date.
_PLAUSIBLE = re.compile(r"(?:1\d|20)\d\d|\d\d?\s?[월月분/년]|\d\d\.")
_RELATIVE = re.compile(
    r"\d{1,3}\s?(?:영업일|개월|일|년|주|시간)\s?(?:이내|안|뒤|후|전)(?=[에의로까\s,.]|$)"
    r"|매[달월년주해]\s?(?:\d{1,2}일|[월화수목금토일]요일)?|"
    r"(?<!\d)\d{1,2}일(?=[에까부은이\s,.~(]|$)"
    r"|[월화수목금토일]요일|\d{1,2}세기(?:\s?(?:초|말|중반))?|[상하]반기"
    r"|(?:오전|오후|낮|밤)\s?\d{1,2}시(?:\s?\d{1,2}분)?|(?<!\d)\d{1,2}:\d\d(?!\d)"
    r"|(?:기원전|서기)\s?\d{1,4}년|(?:19|20)\d\d년대|올해|작년|지난해|내년|이듬해|재작년"
)


def match_date(text: str, at: int) -> Candidate | None:
    """Return the date that begins with the digits at `at`, None where they begin none."""
    if not _PLAUSIBLE.match(text, at):
        return None
    before = text[at - 1] if at else " "
    if before in ".,":
        return None
    match = _DATE.match(text, at)
    if match is None or (match["short"] and before not in "'’‘`"):
        return None
    key = _key_of(match)
    if not key:
        return None
    start, end = at - bool(match["short"]), match.end()
    while text[end - 1] in " .":
        end -= 1
    return Candidate(start, end, text[start:end], "date", key)


def relative_dates(text: str, dates: tuple[Candidate, ...]) -> Iterator[Candidate]:
    """Yield what names a time without month or year, outside of `dates`."""
    for match in _RELATIVE.finditer(text):
        start, end = match.span()
        if not any(date.start < end and start < date.end for date in dates):
            yield Candidate(start, end, match.group(), "date", squeeze(match.group()))


def _key_of(match: re.Match[str]) -> str:
    """Return `2024년`, `2024년9월1일`, `2024년상반기`, `9월` ...; empty for no date."""
    year = match["year"] or match["alone"] or ""
    if match["short"]:
        year = ("19" if match["short"] >= "60" else "20") + match["short"]
    month, day = match["month"] or match["m"], match["day"] or match["d"]
    if match["dot"] and not month:
        return ""
    key = f"{year}년" if year else ""
    if month:
        key += f"{int(month)}월"
    if day:
        key += f"{int(day)}일"
    if match["half"]:
        key += f"{match['half']}반기"
    if quarter := match["quarter"] or match["q"]:
        key += f"{quarter}분기"
    return key
