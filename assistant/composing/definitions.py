"""Sentences that say what a thing is: what they define, and whether that is asked."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant import yardstick
from assistant.question import Question, fold

# A name is a phrase; a longer beginning of a sentence is none.
_MAX_NAME = 40
_MIN_NAME = 2
_OPENING = (
    r"^[\s\-–•·∙▶▪◦○●□■◎❍※*]*(?:\(?\d{1,2}[).]\s*|[①-⑳]\s*)?"
    r"(?:(?:여기서|이때|이\s?(?:법|조례|지침|보고서)에서)\s*,?\s*)?"
    r"(?:\((?:정의|뜻|용어|개념)\)\s*)?"
)
_NAME = rf"[‘“'\"「『]?(?P<name>[^‘’“”'\"「」『』:：\n]{{1,{_MAX_NAME}}}?)[’”'\"」』]?"
_ASIDE = r"(?:\s?[(（][^)）\n]{1,80}[)）])?"
_TAIL = (
    r"(?:말(?:한다|함|합니다|하며|하는데)|뜻(?:한다|함|합니다|하며)|가리(?:킨다|킴|킵니다|키며)"
    r"|의미(?:한다|함|합니다|하며)|일컫|이르는\s?말|(?:것|곳|제도|사업|기술|방식|체계|개념|현상|서비스|기관"
    r"|지표|점수|비율|몫|말|교통|수단|일|장치|시설|사람|행위|상태)(?:이다|임|입니다|을\s?말|를\s?말|으로|로,|[.\s]*$))"
)
# `X란`, `X: ...` (a glossary), `(X) ...`, `X는 ... 말한다`; whether it can be nothing else.
_PATTERNS = tuple(
    (re.compile(_OPENING + pattern), is_sure)
    for pattern, is_sure in (
        (rf"{_NAME}{_ASIDE}(?:이?란|이?라\s?함은)[,\s]", True),
        (rf"{_NAME}{_ASIDE}\s?[:：]\s(?=.{{8}})", False),
        (rf"[(（](?P<name>[^()（）\n]{{2,{_MAX_NAME}}})[)）]\s(?=.{{12}})", False),
        (rf"{_NAME}{_ASIDE}(?:은|는)\s(?=[^\n]{{0,300}}{_TAIL})", True),
        (rf"(?:[Tt]he |[Aa]n? )?{_NAME}{_ASIDE}\s(?:is (?:an?|the)|means|refers to)\s", True),
        (rf"{_NAME}{_ASIDE}(?:是指|指的是|是一种)", True),
    )
)
_MEANING = re.compile(
    r"란|뜻|의미|정의|개념|뭐|뭔|무엇|mean|defin|what is|什么|定义", re.IGNORECASE
)
# What is left of a question that asks only what its subject is.
_ONLY_ASKS = re.compile(
    r"(?:이?란|이?라는|라고|하는|은|는|이|가|의|을|를|게|건|것|거|말|대체|도대체|정확히|혹시|무엇|무슨|뭐|뭔|뭘|어떤|뜻|의미|"
    r"정의|개념|기준|용어|제도|방식|수업|사업|서비스|기술|인가|인지|인데|이에|예|요|야|지|죠|냐|니|임|까|습|입|니다|"
    r"하나|말하|뜻하|의미하|가리키|가리킵|말합|뜻합|의미합|어떻게|정의되|정의됩|정의하|됩|되|합|까|나|에요|알려|줘|주세|설명|해|좀|간단히|짧게|what|is|are|an|the|a|does|mean|meaning|of|"
    r"definition|define|什么|是|意思|的|定义)*"
)


def defines(question: Question, text: str) -> int:
    """Return how surely a sentence says the meaning that a question asks for: 0 (not) to 2.

    Of sentences that define two names of a question, the one named last in it is asked for.
    """
    kind = question.answer_type
    if not _MEANING.search(question.text) and kind not in ("definition", "fact", "entity"):
        return 0
    for pattern, is_sure in _PATTERNS:
        found = pattern.match(text)
        name = squeeze(found["name"]) if found else ""
        if len(name) < _MIN_NAME:
            continue
        typed = squeeze(question.text)
        at = typed.rfind(name)
        if at < 0:
            return 0
        before, behind = typed[:at], typed[at + len(name) :]
        if not _ONLY_ASKS.fullmatch(behind):
            return 0
        if _ONLY_ASKS.fullmatch(before):
            return 2
        return int(is_sure and kind == "definition")
    return 0


@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """Return the letters and digits of a text in search width, without case."""
    return yardstick.squeeze(fold(text))
