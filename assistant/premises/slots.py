"""What a text says something of: `문을 연` of a date, `만족도` of points, `발생량` of a direction.

A slot is read alike from a question and from a source, by its surface: the same head and
another value is what contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

from assistant.checking import Quantity, read_quantities
from assistant.premises.dates import find_dates
from assistant.premises.events import find_events
from assistant.question import fold
from corpus import Span

SlotKind = Literal["date", "figure", "direction", "person", "place"]
KINDS: tuple[SlotKind, ...] = ("date", "figure", "direction", "person", "place")

# A longer text is read this far.
MAX_CHARS = 1_000
# Between a date and what happened then nothing else happens.
_BREAK = re.compile(
    r"(?:(?:하|되|이)?(?:고|며)|지만|으나|는데|면서|[여아어해돼]|[가-힣](?:했|됐|였|었)고)[,\s]|[;:|]|[.?!]\s"
)
_MAX_GAP, _MAX_LABEL = 40, 12
# `개관: 2017`, `개관일은 2017년`, `문을 연 것은 2017년`, `설립 연도 | 2017`.
_BEHIND = re.compile(
    r"(?:[가-힣]{0,2}\s?(?:것은|건|때는|해는|시기는?|시점은?|일자?는?|날은?|날짜는?|연도는?|연월|년도|은|는))?"
    r"\s?[:|은는]?\s{0,2}$"
)
_NOUN = re.compile(
    r"(?P<noun>[가-힣A-Za-z]{2,20}?)(?P<particle>이|가|은|는|도|을|를)\s"
    r"(?:(?:약|총|무려|모두|전체|고작|겨우|불과|연|연간|평균|최대|최소|각각|올해|지난해)\s){0,2}$"
)
_LABEL = re.compile(r"(?:^|\|\s|\s)(?P<noun>[가-힣A-Za-z]{2,20})\s?:\s?$")
# Bounds and conditions state nothing; `20만 원에서 100만 원으로` says what was before.
_BOUND = re.compile(
    r"[을를이가]?\s?(?:이상|이하|미만|초과|이내|까지|에서|넘|안팎|정도|가량|쯤|내외|마다|당\s|인\s?경우|"
    r"이면|라면|이라면|일\s?때)"
)
_UNIT = re.compile(r"\s?([가-힣]{1,3}?)(?=인\s|이[다며고었나]|[은는이을를의로에,.)\s]|$)")
_SOLE_VERBS = tuple(
    (name, re.compile(rf"(?:이나|[을를이가도나])?\s?(?:{forms})"))
    for name, forms in (
        ("spend", "들[여인어였]|든|들[었였]|투입[하되한된했됐]|투자[하되한된했됐]|써서|쓴|썼|썼"),
        ("take", "걸[려리린렸]"),
        ("hold", "모[여인였]|몰[려린렸]|다녀[가간갔]|찾[은아았]"),
        ("get", "받[은아았]|얻[은어었]|거[두둔뒀]"),
        ("die", "숨[지진졌져]|사망|목숨을|죽[은었어]"),
        ("hurt", "다[치친쳤쳐]|부상"),
        ("join", "참여|참가|참석"),
        ("raise", "(?:으로|로)\\s?(?:올[리린렸려랐라]|오[르른]|인상|높[이인였여])"),
        ("cut", "(?:으로|로)\\s?(?:내[리린렸려]|인하|낮[추춘췄춰])"),
    )
)
_MORE = r"보다\s(?:오히려\s|약\s|더\s)?(?:[\d.,]+[%가-힣]{0,3}\s)?"
_UP = (
    r"늘[어었던다고려린렸림리]|는\s폭|증가|상승|확대|올[라랐리린렸려림]|오[른르름]|높아[지진졌]|높[인였임]|급증|"
    rf"인상|성장|연장|상향|{_MORE}(?:많|컸|큰|크)"
)
_DOWN = (
    r"줄[어었던다고여인였임이]|준\s폭|감소|하락|축소|내[려렸린리림]|낮아[지진졌]|낮[추춘췄춤]|급감|떨어[지진졌]|인하|"
    rf"단축|하향|위축|감축|{_MORE}(?:적|작)"
)
_POLE = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})")
_OF_WHAT = re.compile(
    r"(?<![가-힣A-Za-z])(?P<noun>[가-힣A-Za-z]{2,20}?)(?P<particle>[이가은는도을를])(?=\s)"
)
_MAX_CLAUSE = 70
_TITLES = (
    "위원장|부위원장|장관|차관|청장|처장|원장|소장|시장|군수|구청장|도지사|지사|총장|학장|회장|"
    "부회장|사장|대표이사|대표|이사장|의장|국장|본부장|단장|센터장|관장|교장|팀장|과장|계장|감독|"
    "연구책임자|책임자|교수|박사|총리|대통령"
)
_TITLED = re.compile(
    rf"(?P<title>{_TITLES})(?:은|는|이|가|인|\s?[:|])?\s(?P<name>[가-힣]{{3}})"
    r"(?=\s|[은는이가을를의,.(씨]|$)"
    rf"|(?<![가-힣])(?P<name2>[가-힣]{{3,4}})\s(?P<title2>{_TITLES})"
    r"(?=[은는이가을를의에과와도,.)\s]|$)"
)
_PLACE = re.compile(
    r"(?<![가-힣])(?P<place>[가-힣]{2,8})에\s?(?:서\s)?(?:[^,.;|?!\s]+\s){0,3}?"
    r"(?P<verb>있[는던다고으]|위치|소재|자리[를 ]?\s?[잡한]|들어[서섰선]|세[워운웠]|지[은어었]|"
    r"설립|개관|개소|문을\s?[열연])"
)
_NO_PLACE = frozenset(
    (
        "안 밖 위 아래 옆 곳 현재 당시 이번 가운데 중간 사이 뒤 앞 이전 이후 다음 처음 전국 국내 "
        "해외 세계"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A value that a text gives `head`, `at` a place of the folded text.

    `value` compares: a date's parts, a figure in full, `up` or `down`, a name; `shown` is what
    stands there. The event or verb that says it stands at `said`; of an event `is_said` tells
    whether it is a verb. Of several dates before one event (`2020년 …를, 2021년 …를 인수`) only
    the last `is_near` enough to be what the event is said by.
    """

    kind: SlotKind
    head: str
    value: str
    shown: str
    at: Span
    said: Span
    is_said: bool = True
    is_near: bool = True


@lru_cache(maxsize=8192)
def read_slots(text: str, kind: SlotKind) -> tuple[Slot, ...]:
    """Return the slots of a kind in a text."""
    folded = fold(text[:MAX_CHARS])
    if kind in ("date", "figure"):
        if not any(map(str.isdigit, folded)):
            return ()
        quantities = read_quantities(folded, partial(_unit_at, folded))
        return tuple((_dates if kind == "date" else _figures)(folded, quantities))
    return tuple(_READERS[kind](folded))


def _unit_at(text: str, at: int) -> str:
    match = _UNIT.match(text, at)
    return match[1] if match else ""


def _dates(text: str, quantities: Sequence[Quantity]) -> Iterator[Slot]:
    dates = find_dates(text, quantities)
    if not dates:
        return
    events = tuple(find_events(text))
    for event in events:
        before = [
            date
            for date in dates
            if 0 <= event.start - date.end <= _MAX_GAP
            and not _BREAK.search(text[date.end : event.start])
            and not any(date.end <= one.start < event.start for one in events)
            and (not event.since or text.startswith("부터", date.end))
        ]
        behind = next((date for date in dates if date.start >= event.end), None)
        is_label = (
            behind is not None
            and not event.since
            and behind.start - event.end <= _MAX_LABEL
            and _BEHIND.fullmatch(text[event.end : behind.start])
            and text[event.end : behind.start].strip()
        )
        said = Span(event.start, event.end)
        if not before and behind is not None and is_label:
            yield _slot(text, "date", event.name, behind.key, behind.span, said, event.is_said)
        for date in before:
            is_near = date is before[-1]
            yield _slot(text, "date", event.name, date.key, date.span, said, event.is_said, is_near)


def _figures(text: str, quantities: Sequence[Quantity]) -> Iterator[Slot]:
    for figure in quantities:
        if not figure.unit or figure.unit in ("년", "월", "일") or figure.unit[0] in "제~":
            continue
        if _BOUND.match(text, figure.end):
            continue
        unit = _UNIT.match(text, figure.end)
        end = unit.end() if unit and unit[1] == figure.unit else figure.end
        value, span = f"{figure.value:f}", Span(figure.at, end)
        lead = text[max(0, figure.at - 32) : figure.at]
        match = _NOUN.search(lead) or _LABEL.search(lead)
        if match:
            head = f"{match['noun']}:{figure.unit}"
            yield _slot(text, "figure", head, value, span, Span(figure.end, figure.end))
        for name, verb in _SOLE_VERBS:
            if behind := verb.match(text, figure.end):
                head = f"{name}:{figure.unit}"
                yield _slot(text, "figure", head, value, span, Span(*behind.span()))


def _directions(text: str) -> Iterator[Slot]:
    for pole in _POLE.finditer(text):
        value, span = "up" if pole["up"] else "down", Span(*pole.span())
        clause = text[max(0, pole.start() - _MAX_CLAUSE) : pole.start()]
        ends = [0, *(one.end() for one in (*_BREAK.finditer(clause), *_POLE.finditer(clause)))]
        nouns = list(_OF_WHAT.finditer(clause, max(ends)))
        topics = [one for one in nouns if one["particle"] in "은는"]
        for noun in dict.fromkeys(one["noun"] for one in (*nouns[-1:], *topics[-1:])):
            yield _slot(text, "direction", noun, value, span, span)


def _persons(text: str) -> Iterator[Slot]:
    for match in _TITLED.finditer(text):
        group = "name" if match["name"] else "name2"
        name, title = match[group], match["title"] or match["title2"]
        yield _slot(text, "person", title, name, Span(*match.span(group)), Span(*match.span()))


def _places(text: str) -> Iterator[Slot]:
    for match in _PLACE.finditer(text):
        place, said = match["place"], Span(match.start("verb"), match.end())
        if place not in _NO_PLACE and place[-1] not in "전후때중":
            yield _slot(text, "place", "at", place, Span(*match.span("place")), said)


def _slot(
    text: str,
    kind: SlotKind,
    head: str,
    value: str,
    at: Span,
    said: Span,
    is_said: bool = True,
    is_near: bool = True,
) -> Slot:
    return Slot(kind, head, value, text[at.start : at.end], at, said, is_said, is_near)


_READERS: dict[str, Callable[[str], Iterator[Slot]]] = {
    "direction": _directions,
    "person": _persons,
    "place": _places,
}
