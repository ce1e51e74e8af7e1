"""What of a unit could be the answer: pieces of the kind asked for that the question lacks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer_types import FIGURES, AnswerType, asked_measure
from assistant.candidates.candidate import Candidate, squeeze
from assistant.candidates.dates import relative_dates
from assistant.candidates.figures import scan
from assistant.candidates.names import (
    find_contacts,
    find_named,
    find_organisations,
    find_persons,
    find_places,
)
from assistant.candidates.proper import find_proper
from assistant.candidates.rows import Cell, cells_of
from assistant.candidates.statements import (
    find_definitions,
    find_items,
    find_means,
    find_reasons,
    find_verdicts,
)
from assistant.question import Question

# A longer unit is read this far.
MAX_CHARS = 1_000
_NAMED: frozenset[AnswerType] = frozenset(("person", "organization", "place", "entity"))
_FINDERS: Mapping[AnswerType, Callable[[str], Iterator[Candidate]]] = {
    "person": find_persons,
    "organization": find_organisations,
    "place": find_places,
    "entity": find_named,
    "definition": find_definitions,
    "reason": find_reasons,
    "method": find_means,
    "yes-no": find_verdicts,
    "list": find_items,
}
# Which kinds of figures answer which question, the likeliest first: 얼마나 늘었나 is
# answered with a number of things, a share or a sum.
_ANSWERING: Mapping[AnswerType, tuple[tuple[AnswerType, ...], ...]] = {
    "amount": (("amount", "ratio", "money"), ("fact",)),
    "ratio": (("ratio",), ("fact",), ("amount",)),
    "money": (("money",), ("fact",), ("amount", "ratio")),
    "comparison": (("money", "ratio", "amount"), ("fact",)),
    "fact": (("money", "ratio", "amount"), ("fact",)),
}


@dataclass(frozen=True, slots=True)
class _Said:
    """What a question itself says: the keys of its figures and dates, and its letters."""

    keys: frozenset[str]
    letters: str


def find_candidates(
    question: Question, text: str, *, is_thorough: bool = False
) -> tuple[Candidate, ...]:
    """Return the pieces of a unit (a sentence, item or table row) that could be the answer.

    They stand in the order of the text. Where a figure is asked in a measure (`몇 명`), those
    that have it are alone offered if there are any; what the question says is never offered.
    `is_thorough` adds the proper names that only an analysis of the text tells (1 ms).
    """
    text = text[:MAX_CHARS]
    said = _read_question(question.text)
    cells = cells_of(text)
    kind = question.answer_type
    found: Iterable[Candidate]
    if kind == "entity" and (contacts := _contacts(question, text)):
        found = contacts
    elif kind == "date":
        found = _dates(question, text, cells)
    elif cells and kind in _FINDERS:
        found = _values(text, cells, kind)
    elif kind in _FINDERS:
        found = _pieces(kind, text)
        if is_thorough and kind in _NAMED:
            found = _with_proper(text, kind, found)
    elif kind in _ANSWERING:
        found = _figures(question, text, cells, said)
    else:
        found = ()
    if kind == "fact" and not found:
        found = _dates(question, text, cells)
    new = [one for one in found if one.text and not _is_said(one, said)]
    return tuple(sorted(new, key=lambda one: (one.start, one.end)))


def _contacts(question: Question, text: str) -> tuple[Candidate, ...]:
    """Return the numbers and addresses of the sort that a question asks for, if it asks for any."""
    for asked, sign in _CONTACTS:
        if asked.search(question.text):
            return tuple(one for one in find_contacts(text) if sign.search(one.text))
    return ()


_CONTACTS = (
    (re.compile(r"이메일|메일|e-?mail", re.I), re.compile("@")),
    (re.compile(r"누리집|홈페이지|사이트|URL|website", re.I), re.compile("www|http")),
    (re.compile("서식"), re.compile("서식")),
    (re.compile(r"전화|연락처|번호|문의|phone|telephone|电话", re.I), re.compile(r"\d{3,4}-\d{4}")),
)


def _with_proper(
    text: str, kind: AnswerType, found: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    proper = find_proper(text, kind)
    if kind == "person":
        proper = tuple(one for one in proper if not _NO_PERSON_END.search(one.text))
    new = (one for one in proper if not any(_overlap(one, other) for other in found))
    return (*found, *new)


# A firm, a place or a work is no person, whatever its name.
_NO_PERSON_END = re.compile(
    r".(?:공사|연구원|연구소|발전소|센터|위원회|대학교?|회사|기업|사업|법|시|군|구|도|국|부|청|"
    r"달력|신문|협회|은행|재단|전자|그룹|배)$"
)


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end


@lru_cache(maxsize=8192)
def _pieces(kind: AnswerType, text: str) -> tuple[Candidate, ...]:
    """Return what a text holds of a kind; the same units come up question after question."""
    return tuple(_FINDERS[kind](text))


def _figures(
    question: Question, text: str, cells: tuple[Cell, ...], said: _Said
) -> tuple[Candidate, ...]:
    figures = scan(text).figures
    if cells:
        figures = tuple(f for f in figures if any(c.start <= f.start < c.end for c in cells[1:]))
    figures = tuple(figure for figure in figures if not _is_said(figure, said))
    label = asked_measure(question.text) if question.asks_figure else None
    if cells and figures:
        # The unit of a column stands in its label or the caption.
        fitting = tuple(f for f in figures if f.kind in (question.answer_type, "fact"))
        return fitting or figures
    if label is not None:
        measured = tuple(figure for figure in figures if measures(label, figure))
        if measured:
            return measured
    for kinds in _ANSWERING[question.answer_type]:
        of_kind = tuple(figure for figure in figures if figure.kind in kinds)
        if of_kind:
            return of_kind
    return ()


def _dates(question: Question, text: str, cells: tuple[Cell, ...]) -> tuple[Candidate, ...]:
    dates = scan(text).dates
    found = (*dates, *relative_dates(text, dates))
    inside = tuple(d for d in found if any(cell.start <= d.start < cell.end for cell in cells))
    found = inside or found
    if _ASKS_END.search(question.text):
        return found
    return _periods(text, sorted(found, key=lambda date: date.start))


def _periods(text: str, dates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Join what is linked as a period: `2월 1일부터 5월 15일까지`."""
    joined: list[Candidate] = []
    for date in dates:
        last = joined[-1] if joined else None
        if last is not None and _LINK.fullmatch(text, last.end, date.start):
            until = text[date.end : date.end + 2] == "까지"
            end = date.end + 2 * until
            key = f"{last.key}~{date.key}"
            joined[-1] = Candidate(last.start, end, text[last.start : end], "date", key)
        else:
            joined.append(date)
    return tuple(joined)


# One end of a period is asked for.
_ASKS_END = re.compile(r"부터|까지|시작|착수|착공|개시|끝|종료|마감|완료|준공|만료|언제쯤")
_LINK = re.compile(r"\.?(?:\([월화수목금토일]\))?(?:부터\s|\s?[~∼–-]\s?)")


def _values(text: str, cells: tuple[Cell, ...], kind: AnswerType) -> Iterator[Candidate]:
    for cell in cells:
        value = text[cell.start : cell.end].strip()
        # A mere figure names nobody and nothing.
        if any(map(str.isalpha, value)):
            start = text.index(value, cell.start)
            yield Candidate(start, start + len(value), value, kind, squeeze(value))


@lru_cache(maxsize=256)
def _read_question(text: str) -> _Said:
    found = scan(text)
    keys = frozenset(one.key for one in (*found.figures, *found.dates))
    return _Said(keys, squeeze(text))


def _is_said(candidate: Candidate, said: _Said) -> bool:
    if candidate.kind in FIGURES or candidate.kind == "date":
        return candidate.key in said.keys or (
            candidate.kind == "date" and squeeze(candidate.text) in said.letters
        )
    return candidate.kind != "yes-no" and squeeze(candidate.text) in said.letters


def measures(label: re.Pattern[str], figure: Candidate) -> bool:
    """Tell whether a figure has the measure that is asked."""
    # What is written in words (`일곱 명`) has its digits in the key.
    is_spelt = not any(map(str.isdigit, figure.text))
    return label.search(figure.key if is_spelt else figure.text) is not None
