"""Parts of a sentence that say what, why, how or whether."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer_types import AnswerType
from assistant.candidates.candidate import Candidate, squeeze

_DEFINED = re.compile(
    r"(?:(?:이란|란|이라\s?함은|라\s?함은)[,\s]\s*|[가-힣A-Za-z’”)](?:은|"
    r"는)\s)(?P<what>[^\n]{4,200}?)"
    r"(?:[을를]\s(?:말한다|말함|뜻한다|뜻함|의미한다|의미함|일컫는다|가리킨다|말합니다|뜻합니다|"
    r"의미합니다|가리킵니다)|"
    r"(?P<copula>이다|입니다|임|로,|으로,)(?=[.\s]|$))"
)
_APPOSED = re.compile(r"^[^:|]{1,30}[:：]\s(?P<what>[^\n|]{6,})")
# What stands at the end of a clause that says why, and what stands before one.
_CAUSE = re.compile(
    r"때문|까닭(?=[에으이])|탓|덕분|바람에|위(?:해|하여|함)(?=[\s,.]|$)|[에로]\s?(?:따라|따른|"
    r"인해|인하여|인한)"
    r"|[아어여해]서(?=[\s,])|므로|으로써|니까|느라"
)
_BECAUSE = re.compile(
    r"(?:이유|원인|까닭|배경|계기)(?:은|는|이|가|로|으로는?|로는)?\s(?=[^\n.;|]{3})"
)
_MEANS = re.compile(
    r"(?:통해|통하여|으로써|이용해|활용해|거쳐|방식으로|방법으로|신청|제출|접수|방문|하여|"
    r"해서)(?=[\s,.]|$)"
)
_STOP = re.compile(r"\n|[.。](?=\s|$)|;|\s\|\s")
# A clause reaches at most so far.
_MAX_CLAUSE = 160
_NO = re.compile(
    r"[가-힣]+\s수\s없[가-힣]*|불가능?[가-힣]*|[가-힣]+지\s(?:않|못|아니)[가-힣]*|"
    r"[가-힣]*\s?아니(?:다|며|하|라|므)[가-힣]*|안\s[된됩됨][가-힣]*"
    r"|금지[가-힣]*|제외[가-힣]*|[가-힣]*\s?없(?:다|음|습|어|으)[가-힣]*|유료[가-힣]*"
)
_YES = re.compile(
    r"[가-힣]+\s수\s있[가-힣]*|가능[가-힣]*|허용[가-힣]*|[가-힣]+(?:된다|됩니다|됨|한다|합니다|"
    r"함)(?=[.\s]|$)|포함[가-힣]*"
    r"|무료[가-힣]*|[가-힣]*\s?있(?:다|음|습)[가-힣]*|준하여\s[가-힣]+"
)
_ITEM = re.compile(r"[^,、·ㆍ‧;]+")
_LIST = re.compile(r"[^,、·ㆍ‧\n.:|]+(?:\s?[,、·ㆍ‧](?!\d)\s?[^,、·ㆍ‧\n.:|]+){1,}")
_MARKS = " \t’‘“”\"'()[]"


def find_definitions(text: str) -> Iterator[Candidate]:
    """Yield the part that says what something is: `X란 ... 을 말한다`."""
    match = _DEFINED.search(text) or _APPOSED.search(text)
    if match is not None:
        yield _made(text, *match.span("what"), "definition")


def find_reasons(text: str) -> Iterator[Candidate]:
    """Yield the clauses that say why."""
    for match in _BECAUSE.finditer(text):
        yield _made(text, match.end(), _stop_behind(text, match.end()), "reason")
    yield from _clauses(text, _CAUSE, "reason")


def find_means(text: str) -> Iterator[Candidate]:
    """Yield the clauses that say how."""
    yield from _clauses(text, _MEANS, "method")


def _clauses(text: str, cue: re.Pattern[str], kind: AnswerType) -> Iterator[Candidate]:
    """Yield what reaches from the last full stop or cue to the next cue."""
    behind = 0
    for match in cue.finditer(text):
        start = max(behind, match.start() - _MAX_CLAUSE)
        start = max(
            (stop.end() for stop in _STOP.finditer(text, start, match.start())), default=start
        )
        if match.start() - start >= 2:
            yield _made(text, start, match.end(), kind)
        behind = match.end()


def _stop_behind(text: str, at: int) -> int:
    end = min(len(text), at + _MAX_CLAUSE)
    stop = _STOP.search(text, at, end)
    return stop.start() if stop else end


def find_verdicts(text: str) -> Iterator[Candidate]:
    """Yield the predicates that affirm (key `yes`) or deny (`no`), the last ones last."""
    denied = [(m.start(), m.end()) for m in _NO.finditer(text)]
    for start, end in denied:
        yield Candidate(start, end, text[start:end], "yes-no", "no")
    for match in _YES.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in denied):
            yield Candidate(match.start(), match.end(), match.group(), "yes-no", "yes")


def find_items(text: str) -> Iterator[Candidate]:
    """Yield the members of the enumerations of a text, two or more of them each."""
    for match in _LIST.finditer(text):
        for item in _ITEM.finditer(match.group()):
            yield _made(text, match.start() + item.start(), match.start() + item.end(), "list")


def _made(text: str, start: int, end: int, kind: AnswerType) -> Candidate:
    while start < end and text[start] in _MARKS:
        start += 1
    while start < end and text[end - 1] in _MARKS:
        end -= 1
    return Candidate(start, end, text[start:end], kind, squeeze(text[start:end]))
