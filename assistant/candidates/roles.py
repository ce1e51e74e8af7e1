"""What the words right beside a piece of a sentence say of its part in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.answer_types import AnswerType
from assistant.candidates.candidate import Candidate
from assistant.candidates.figures import scan
from assistant.candidates.finding import measures
from assistant.candidates.rows import cells_of

# What each part is worth beside a nearness of 0 to 1. The figure of the measure asked, ...
_MEASURED = 0.3
# one that others are held against, a whole of which a part is asked, what was before, ...
_COMPARED, _WHOLE, _FROM = 0.3, 0.45, 0.4
# one by the way, a total, one a unit or head, what others are counted by, a mere condition, ...
_BRACKETED, _TOTAL, _PER, _ONE_OF, _FOR_CASE = 0.08, 0.2, 0.15, 0.4, 0.15
# one of a year that is not asked for, one at the beginning or end asked for, one with the
# particle of what asks (언제까지).
# A name with a particle that its kind stands with; without: as much less.
_FITTING = 0.25
_OTHER_YEAR, _TIMED, _ECHOED = 0.4, 0.25, 0.45
_RELATIVE = re.compile(r"(?:보다|대비|비해|비하여|견줘|견주어)\s?(?:약\s?|\(?)$")
_OF_WHOLE = re.compile(
    r"^(?:[가-힣\s,]{0,16}\s(?:이|그)\s?|\s?(?:[가-힣]{1,8}\s){1,2})?\s?(?:가운데|중(?=[\s,]|에)|"
    r"중에서)"
)
_IN_CASE = re.compile(r"^(?:에서도|에서는|이면|일\s때|인\s경우|\s?동안\s|에는\s)|^간\s")
_FROM_TO = re.compile(r"^\s?에서(?=\s[^,.]{0,16}\d)")
_DIVISOR = re.compile(r"^(?:당|\s?마다|\s?단위|에\s한하여|\s가구|용\s|에\s(?=[^,.]{0,6}\d))")
_PER_ONE = re.compile(r"(?:당|마다|한\s[가-힣]{1,3}에)\s?(?:약\s?|최대\s?|평균\s?)?$")
_ALL = re.compile(r"(?:총|모두|합계|전체|합쳐|도합)\s?(?:약\s?)?$")
_ASKS_DIFFERENCE = re.compile(
    r"보다|대비|차이|증감|증가|감소|늘|줄|오른|올랐|내린|내렸|높아|낮아|변화|than"
)
_ASKS_BEFORE = re.compile(r"기존|종전|이전|원래|당초|처음|전에는|before|originally")
_ASKS_PER = re.compile(r"당(?=[\s가-힣])|마다|한\s[가-힣]+에|씩|per\b|each")
_ASKS_ALL = re.compile(r"총|모두|합계|전체|통틀어|합쳐|total|一共|总")
_ASKS_WHOLE = re.compile(r"전체|정원|모두|total")
_ASKED_PARTICLE = re.compile(
    r"(?:몇\s*[가-힣A-Za-z%]{0,4}?|얼마|언제|며칠|어디|누구)(까지|부터|에게|에서|마다|씩|"
    r"로)(?![가-힣])"
)
_ECHO = re.compile(r"(?:으)?(까지|부터|에게|에서|마다|씩|로)")
# What is said behind a date of the beginning or of the end that a question asks for.
_TIMES = (
    (
        re.compile("시작|착수|착공|개시|처음|부터|문을 연|열었|첫"),
        re.compile("시작|착수|착공|부터|개시|처음|열|문을"),
    ),
    (
        re.compile("완료|끝|종료|마감|까지|준공|완공|다 지|마쳤|마친|폐지|만료"),
        re.compile("끝|까지|완료|마치|마쳤|마감|종료|준공|완공|폐지|만료"),
    ),
)
# The particles with which persons, offices and places stand, and those with which they do not.
_PARTICLES: Mapping[AnswerType, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "person": (
        re.compile(r"[은는이가과와](?:\s|$)|에게|께서|\s?[(]|임|이다|\s씨"),
        re.compile("에서|에(?!게)|으로|을|를"),
    ),
    "organization": (re.compile(r"[은는이가](?:\s|$)|에서"), re.compile("을|를")),
    "place": (re.compile("에서|에(?!게)|으로|로"), re.compile("을|를|에게")),
}
_CENTURIES = ("19", "20")


def weigh_role(asked: str, text: str, one: Candidate, label: re.Pattern[str] | None) -> float:
    """Return what the words right beside a candidate add to its nearness, -2 to 1.

    `label` is what a figure of the measure asked looks like, None where none is asked.
    """
    before, after = text[max(0, one.start - 12) : one.start], text[one.end : one.end + 24]
    # The unit of a column stands in its label.
    in_measure = label is not None and not cells_of(text) and measures(label, one)
    role = _MEASURED if in_measure else 0.0
    if _RELATIVE.search(before) and not _ASKS_DIFFERENCE.search(asked):
        role -= _COMPARED
    if _OF_WHOLE.match(after) and not _ASKS_WHOLE.search(asked):
        role -= _WHOLE
    if _FROM_TO.match(after) and not _ASKS_BEFORE.search(asked):
        role -= _FROM
    if _PER_ONE.search(before):
        role += _PER if _ASKS_PER.search(asked) else -_PER / 2
    if label is None and _IN_CASE.match(after):
        role -= _FOR_CASE
    if one.kind == "date":
        role += _TIMED * any(
            asking.search(asked) and said.search(after[:14]) for asking, said in _TIMES
        )
    if one.kind in _PARTICLES:
        fitting, unfit = _PARTICLES[one.kind]
        role += _FITTING * (bool(fitting.match(after)) - bool(unfit.match(after)))
    echoed = _asked_particle(asked)
    if echoed and (echo := _ECHO.match(after)) is not None and echo[1] == echoed:
        role += _ECHOED
    if _DIVISOR.match(after):
        role -= _ONE_OF
    if _ALL.search(before) and _ASKS_ALL.search(asked):
        role += _TOTAL
    if text.rfind("(", 0, one.start) > text.rfind(")", 0, one.start):
        role -= _BRACKETED
    return role - _OTHER_YEAR * _is_of_another_year(asked, text, one)


def _is_of_another_year(asked: str, text: str, one: Candidate) -> bool:
    """Tell whether the date before a piece is of a year that the question does not name."""
    years = _years(asked)
    if not years or one.kind == "date":
        return False
    dated = [
        date for date in scan(text).dates if date.end <= one.start and date.key[:2] in _CENTURIES
    ]
    return bool(dated) and dated[-1].key[:4] not in years


@lru_cache(maxsize=256)
def _asked_particle(asked: str) -> str:
    """Return the particle behind what asks, which the answer keeps: 언제까지, 몇 %로."""
    found = _ASKED_PARTICLE.search(asked)
    return found[1] if found else ""


@lru_cache(maxsize=256)
def _years(asked: str) -> frozenset[str]:
    return frozenset(d.key[:4] for d in scan(asked).dates if d.key[:2] in _CENTURIES)
