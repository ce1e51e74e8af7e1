"""The kinds of answer: what asks for them, and what they look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

AnswerType = Literal[
    "amount",
    "date",
    "person",
    "entity",
    "definition",
    "list",
    "reason",
    "method",
    "comparison",
    "summary",
    "fact",
]

_COUNT = (
    r"(?:[2-9]|1\d|두|세|네|다섯|여섯|일곱|여덟|아홉|열|열한|몇)\s*(?:대|가지|개|곳|종|갈래|단계)"
)
# `몇 개인가요` asks for a number, `여섯 가지는 무엇인가요` for the things.
_COUNTED = (
    r"(?!\s*(?:나|정도|이상|이하|기업|업체)?\s*(?:인가|입니까|일까|이에|예요|야|됩|되|냐|죠))"
    r"[^?]{0,24}(?:무엇|뭐|뭔|어떤|어디|알려|말해|각각|은\?|는\?|$)"
)

# The first kind with a cue in the question is the one: the order decides.
_CUES: tuple[tuple[AnswerType, tuple[str, ...]], ...] = (
    ("summary", (r"요약|핵심\s*내용|개괄|전반적", r"summar|overview", r"概括|总结|主要内容")),
    (
        "reason",
        (
            r"왜|이유|까닭|원인|배경은|때문인|어째서|무엇\s*때문",
            r"\bwhy\b|reason",
            r"为什么|为何|原因",
        ),
    ),
    (
        "comparison",
        (
            r"비교|차이|다른\s*점|서로\s*다|보다\s*(?:더|얼마)",
            r"\bvs\b|versus|compare|differ",
            r"区别|相比",
        ),
    ),
    (
        "list",
        (
            r"(?:모두|전부|다)\s*(?:알려|말해|나열|적어|써|보여|무엇|뭐|뭔|어디|누구|어떤|찾아)",
            r"빠짐없이|나열|열거|목록|어디어디|뭐뭐|무엇무엇|무엇들|것들|누구누구|[가-힣]별로",
            _COUNT + _COUNTED,
            r"\blist\b|\bwhich\b.*\bare\b|what are the",
            r"哪些|哪几",
        ),
    ),
    (
        "date",
        (
            r"언제|몇\s*(?:년|월|일|분기|세기|시(?!간))|며칠|어느\s*(?:해|달|날)",
            r"년도|시기|날짜|일자|일시|시점|기한|마감",
            r"(?:한|된|잡은|시작한|발표한|나온)\s*(?:해|때|날|시점)",
            r"\bwhen\b|what (?:year|date|month)",
            r"什么时候|何时|哪一?年|几月|几年",
        ),
    ),
    (
        "amount",
        (
            r"얼마|몇|어느\s*정도|규모|비율|비중|퍼센트|%|점유율|증가율|성장률",
            r"인원|금액|가격|건수|개수|수치|액수|목표치",
            r"how (?:many|much|large|big|long|high|fast)|percentage|number of",
            r"多少|几(?!何)|比例|规模",
        ),
    ),
    ("person", (r"누구|누가|누굴", r"\bwho\b", r"谁")),
    (
        "definition",
        (
            r"(?:이?란|라는\s*(?:건|것은?|게))\s*(?:무엇|뭐|뭔|어떤|$|\?)|이?란\s*(?:어떤|무슨)",
            r"뜻(?:은|이|을|\?|$)|의미(?:는|가|$)|정의|개념|무슨\s*말",
            r"what (?:is|does) .*(?:mean|\?)|definition",
            r"什么是|是什么意思|定义",
        ),
    ),
    (
        "method",
        (r"어떻게|어떤\s*(?:식|방법|방식)|방법|방안|절차", r"\bhow\b", r"怎么|如何|怎样"),
    ),
    (
        "entity",
        (
            r"어디|어느|무엇|뭐|뭔|무슨|이름|기업명|은행명|명칭",
            r"\bwhat\b|\bwhich\b|\bwhere\b",
            r"哪|什么",
        ),
    ),
)

# What a question counts or measures -> how the answer's figure may be labelled.
_MEASURES: tuple[tuple[str, str], ...] = (
    (
        r"몇\s*(?:명|사람|분(?!기))|인원|사람은? 얼마|how many (?:people|persons)|多少人",
        r"명|인|사람|名|人",
    ),
    (
        r"몇\s*(?:%|퍼센트|프로)|비율|비중|점유율|증가율|성장률|[가-힣]률|percent|比例|百分",
        r"%p?|퍼센트|할|배",
    ),
    (
        r"얼마에|가격|금액|예산|액수|[가-힣]비(?:는|용)|값|돈|비용|how much (?:money|does)|多少钱",
        r"원|달러|위안|엔|유로|won|元",
    ),
    (r"몇\s*(?:곳|군데|개소)|how many places", r"곳|군데|개소?|处|个"),
    (r"몇\s*개월|몇\s*달|how many months|几个月|多少个月", r"개월|달|个月|months?"),
    (
        r"몇\s*(?:시간|일(?!까지)|주)|며칠|얼마나 걸|how (?:long|many (?:days|hours|weeks))|几天",
        r"시간|일|주|개월|분|天|小时",
    ),
    (r"몇\s*(?:세|살)|나이|연령|how old|几岁", r"세|살|岁"),
    (r"몇\s*(?:위|등|번째)", r"위|등|번째"),
    (r"몇\s*건|건수", r"건"),
    (r"몇\s*대(?!\S)", r"대"),
    (r"몇\s*(?:배|곱)", r"배|%"),
    (r"몇\s*(?:회|번|차례)|횟수", r"회|번|차례|次"),
    (r"몇\s*(?:톤|t\b)", r"톤|t"),
    (r"몇\s*(?:가구|집|호)", r"가구|호|집"),
    (r"몇\s*(?:쪽|페이지)", r"쪽|면|페이지"),
)
_SCALE = r"(?:조|억|천만|백만|만|천|백)?"
_FIGURE = rf"\d[\d,.]*\s*(?:여\s*)?{_SCALE}\s*(?:\d[\d,.]*\s*{_SCALE})?\s*(?:여\s*)?"

_UNITS = (
    r"%|퍼센트|억|조|만|천|원|달러|위안|엔|유로|명|개|건|곳|대|배|위|시간|분|초|톤|㎞|km|kW|MW|GW|㎡|ha|회|"
    r"차례|가구|호|종|쪽|점|석|년간|개월|일간|주|세|percent|million|billion|亿|万|个|元"
)
_LOOKS: Mapping[AnswerType, tuple[str, ...]] = {
    "amount": (rf"\d[\d,.]*\s*(?:{_UNITS})",),
    "date": (
        r"(?:19|20)\d{2}\s*(?:년|\.|-|/|年)|(?<!\d)(?:19|20)\d{2}(?!\d)",
        r"\d{1,2}\s*[월일月日]|분기|상반기|하반기",
    ),
    "person": (
        r"의장|장관|대표|총리|주석|회장|교수|위원장|연구원|사장|박사|CEO|총장|이사|국장|과장|팀장|시장|씨",
        r"chair|minister|president|director|[A-Z][a-z]+ [A-Z][a-z]+",
    ),
    "definition": (
        r"(?:이란|란|은|는)\s.*(?:말한다|뜻한다|의미|일컫|가리|것이다|것임|정의)",
        r"[을를] (?:말|의미)|:\s*\S|refers to|means|是指",
        r"(?:기술|제도|사업|방식|체계|플랫폼|개념|시장|기업|업체|공간|것)(?:이다|임|\.|$)",
    ),
    "list": (r"(?:[,·、ㆍ‧].*){2,}", r"①|▲|\b1\)|첫째|다음과 같|가지|:\s"),
    "reason": (
        r"때문|위해|위하여|따라|인해|인하여|말미암|덕분|탓|영향|결과|이유|배경|원인|한계|부족|어려",
        r"필요|목적|목표|because|due to|in order to|因为|由于|为了",
    ),
    "method": (
        r"통해|통하여|으로써|방식|방법|절차|활용|이용|거쳐|신청|제출|단계|먼저",
        r"through|\bby |通过|方式",
    ),
    "comparison": (r"보다|비해|대비|반면|차이|각각|than|whereas|相比",),
}

_ASKING = tuple((kind, re.compile("|".join(cues), re.IGNORECASE)) for kind, cues in _CUES)
_LOOKING = {kind: re.compile("|".join(looks)) for kind, looks in _LOOKS.items()}

_MEASURING = tuple(
    (re.compile(asking, re.IGNORECASE), re.compile(_FIGURE + f"(?:{label})"))
    for asking, label in _MEASURES
)


def expected_type(question: str) -> AnswerType:
    """Return the kind of answer that a question asks for (`fact` without a cue)."""
    return next((kind for kind, cue in _ASKING if cue.search(question)), "fact")


def matches_type(kind: AnswerType, text: str) -> bool:
    """Tell whether a text holds what an answer of this kind looks like.

    Kinds that look like nothing in particular (`entity`, `summary`, `fact`) always match.
    """
    looks = _LOOKING.get(kind)
    return looks is None or bool(looks.search(text))


def asked_measure(question: str) -> re.Pattern[str] | None:
    """Return what a figure that answers `몇 명`, `비율`, `가격` ... looks like, if one is asked."""
    for asking, label in _MEASURING:
        if asking.search(question):
            return label
    return None
