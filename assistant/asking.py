"""How a Korean question asks: by its interrogative, by its last noun, or whether at all."""

from __future__ import annotations

import re
from collections.abc import Container

from assistant.asked_nouns import AnswerType, noun_kind
from corpus import analyze

# Kinds that a figure answers.
FIGURES: frozenset[AnswerType] = frozenset(("amount", "ratio", "money"))
_NAMED: frozenset[AnswerType] = frozenset(("person", "organization", "place"))

_REQUEST = re.compile(
    r"\s*(?:에\s*대(?:해서?|하여)|에\s*관(?:해서?|하여))?\s*(?:[을를]|이|가|만|도|"
    r"좀)?\s*(?:좀\s*|자세히\s*|간단히\s*)*"
    r"(?:(?:알려|말해|말씀해|설명해|가르쳐|보여|찾아|적어|써|나열해|얘기해|이야기해)\s*(?:줘|주|"
    r"달|드|봐|줄|라).*"
    r"|(?:궁금|부탁|알고\s*싶|알\s*수\s*있|좀$|알려$|뭐더라).*)$"
)
_TAIL = re.compile(r"(?:[은는]요|이?요|[?？!.~…ㅋㅎㅠ;\s])+$")
_PARTICLE = re.compile(
    r"(?P<by>에서부터|에서는|에서|에게서|에게|한테|에는|에도|에|까지|부터|보다|으로는|으로|마다|"
    r"당|처럼|씩|의|과|와|랑|하고)$"
    r"|(?:이라고|라고|이라는|은요|는요|은|는|이|가|을|를|도|만|이나|나|로|들)$"
)
_ASKING = re.compile(
    r"(?P<count>(?<![가-힣])몇|(?<=[가-힣])몇(?=\s*[명개건곳회번분%프]))|(?P<days>며칠|몇일|"
    r"메칠)|(?P<when>언제|어느\s*(?:해|날|달|때|시기|분기|연도|계절|요일)|무슨\s*(?:요일|날))"
    r"|(?P<who>누구|누가|누굴|누군|뉘(?=\s))|(?P<which>(?<![가-힣])(?:어떤|어느|무슨)\s*)|"
    r"(?P<where>어디|어딨|어데)"
    r"|(?P<how>어떻게|어떡|어떠케|어찌)|(?P<degree>얼마|얼만|얼매)|(?P<what>무엇|무어|뭣|뭐|뭔|"
    r"뭘|무얼|머(?=[야에지임]))"
)
_COUNTED_MONEY = re.compile(
    r"몇\s*(?:원|푼|(?:천|만|백만|천만|억|조)\s*원|억|조\s*원|달러|위안|엔|유로)"
)
_COUNTED_RATIO = re.compile(r"몇\s*(?:%|％|퍼센트|퍼(?![가-힣])|프로|할|배(?!차|송|정)|포인트|곱)")
_COUNTED_DATE = re.compile(
    r"몇\s*(?:년도|년(?!\s*(?:동안|간|이나|마다|째|만|까지|정도|씩|쯤|입|인|이에|이야|이죠|이래|"
    r"이었|이지|이냐|임|짜리|"
    r"치|차|안|이내))"
    r"|월|분기|세기|시(?!간|군|설|민|도)|일자|일에)"
)
_A_YEAR = re.compile(r"몇\s*년(?=입|인|이에|이야|이죠|이래|이었|이지|이냐|임)")
_HOW_MUCH = re.compile(
    r"얼마나\s*(?:자주|오래|걸|길|높|크|큰|넓|멀|무겁|무거|빨|깊|두껍|떨어|늦)|얼마\s*(?:동안|"
    r"만에|간)"
)
_SPENDING = re.compile(
    r"얼마(?:나|를|가|에|씩|까지|쯤|로)?\s*(?:[가-힣]{1,4}\s)?(?:팔|사[야요]|샀|사나|받|"
    r"내[야나는고줘]|낸|냈|드[나는니]|들[어었]|든|물[어리]|"
    r"벌|쓰|썼|쥐|줘|줬|준다|배정|투입|투자|지급|보상|지원|주[나는고]|아끼|아꼈|빌|부담|납부|"
    r"책정|남[나는]|"
    r"편성|걷|깎)"
)
_TO_DO = re.compile(r"어떻게\s*(?:되|돼|됩|됐|된|될|보[나는]|봤)|어떠케\s*되")
_WHERE_TO = re.compile(r"어디(?:서|에서|에|로|까지|쯤|있|ㅇ|야?\s*있)|어딨")
_BY_WHOM = re.compile(r"어디(?:에서?|서|가)?\s*(?:맡|위탁|주관|주최|담당|개발|만[들든]|운영하)")
_CATEGORY = re.compile(
    r"(?:어떤|어느|무슨)\s*([가-힣A-Za-z·]+?)"
    r"(?=(?:인가|이야|야|입니|이죠|인지|이에|예요|에요|이지|일까|임|이나|였|"
    r"이었)[가-힣]*(?:[\s?.]|$)|[\s?.]|$)"
)
_NAME_OF = frozenset(("이름", "명칭", "성함", "상호", "상호명", "성명", "이름들"))
_QUOTES = "’'\"”“‘,.()[]"
# A question says what it asks for within so many words of where it asks.
_FAR = 6
_GENERIC = frozenset(
    "기관 회사 기업 업체 부처 부서 단체 협회 은행 대학 학교 병원 조직 나라 국가 도시 지역 곳 데 "
    "장소".split()
)
_BARE_TAGS = frozenset(("NNG", "NNP", "SL", "SH", "SN", "XSN", "XPN", "SO", "SS", "SP", "NR", "XR"))
_NUMERAL = re.compile(
    r"^(?:\d[\d.,]*(?:년도?|월|일|분기|명|개)?|국내|전체|합계|네|두|세|가지|올해|작년|현재|최근)$"
)
_WORDS_THAT_ASK = re.compile(
    r"몇|얼마|누구|누가|언제|어디|무엇|뭐|뭔|뭘|어떤|어느|무슨|(?<![가-힣])왜|어떻|어떡|어때|"
    r"며칠|어떠"
)
_WHETHER = re.compile(
    r"(?:나요|가요|까요?|는지요?|은지요?|한지요?|인지요?|냐고?|니|지요|죠|[돼되]요?|[있없]어요?|"
    r"받아\s*줘요?|해줘요?|[해여와봐워아]요?|"
    r"이에요|예요|에요|에여|나여|가여|어요|아요|야|됨|인가|은가|는가|한가|되나|하나|있나|없나|"
    r"[을ㄹ]까|나)$"
)


def interrogated(asked: str) -> AnswerType | None:
    """Return what the first interrogative of a question asks for, None where it has none."""
    for found in _ASKING.finditer(asked):
        kind = _by_interrogative(asked, found)
        if kind is not None:
            return kind
    return None


def head_kind(asked: str) -> AnswerType | None:
    """Return what the last noun of a question without an interrogative asks for.

    Source: in Korean the head of a noun phrase stands last (`대표이사 이름`).
    """
    phrase = _TAIL.sub("", _REQUEST.sub("", _TAIL.sub("", asked)))
    words = phrase.split()
    if not words:
        return None
    kind = _kind_before(words, clauses=False)
    if kind is None and len(words) == 1 and words[0] == asked.strip(" ?!.") and _is_bare(words[0]):
        return "definition"
    if kind is None and len(words) > 2 and any(m.tag == "ETM" for m in analyze(phrase)[:-1]):
        # The thing that a clause describes: `가장 많이 팔린 영화는?`
        return "entity"
    return kind


def asks_whether(asked: str) -> bool:
    """Tell whether a question is answered with yes or no: a predicate asks, no word does."""
    if _WORDS_THAT_ASK.search(asked):
        return False
    request = _REQUEST.search(asked)
    is_marked = "?" in asked and not request
    whole = (
        asked[: request.start()] if request else asked[: asked.rfind("?")] if is_marked else asked
    )
    phrase = whole.rstrip(" ?？!.~ㅋㅎㅠ")
    if not phrase or not (is_marked or _WHETHER.search(phrase)):
        return False
    last = phrase.split()[-1]
    start = len(phrase) - len(last)
    tags = [morpheme.tag for morpheme in analyze(phrase) if morpheme.end > start]
    # `예산은요?` has a topic and a particle of politeness, no predicate.
    is_said = any(tag[:2] in ("VV", "VA", "VX", "VC", "XS") and tag != "XSN" for tag in tags)
    return is_said and (bool(_WHETHER.search(phrase)) or "EF" in tags)


def _by_interrogative(asked: str, found: re.Match[str]) -> AnswerType | None:
    at, before = found.start(), asked[: found.start()].split()
    rest = asked[at:]
    match found.lastgroup:
        case "count":
            return _counted(rest, before)
        case "days":
            is_date = bool(re.search(r"매[달월]|[월달]\s*$|다음\s*달", asked[:at]))
            is_date = is_date or (rest[2:3] != " " and _kind_before(before) == "date")
            return (
                "date"
                if is_date or re.match(r"(?:며칠|몇일)(?:날|인가|이야|이에)", rest)
                else "amount"
            )
        case "when":
            return "date"
        case "who":
            return "person"
        case "degree":
            return _degree(asked, rest, before)
        case "where":
            return _where(rest, before)
        case "how":
            return _manner(rest, before)
        case "which":
            return _which(rest, before)
        case _:
            return _what(asked, rest, before)


def _counted(rest: str, before: list[str]) -> AnswerType | None:
    if re.match(r"몇\s*번(?:이|인|으로|\s*$|\?)", rest) and _kind_before(before) == "entity":
        return "entity"
    for kind, cue in (
        ("money", _COUNTED_MONEY),
        ("ratio", _COUNTED_RATIO),
        ("date", _COUNTED_DATE),
    ):
        if cue.match(rest):
            return kind  # type: ignore[return-value]
    if _A_YEAR.match(rest):
        return "date" if _kind_before(before) == "date" else "amount"
    return "amount"


def _degree(asked: str, rest: str, before: list[str]) -> AnswerType:
    if _HOW_MUCH.match(rest):
        return "amount"
    if re.match(r"얼마에\s*(?!이[르를]|달|그|머|불과)", rest):
        return "money"
    head = _kind_before(before, FIGURES)
    if head is not None:
        return head
    after = re.match(r"얼마(?:씩|의)\s*([가-힣]+?)[을를이가]\s", rest)
    if after and noun_kind(after[1]) in FIGURES:
        return noun_kind(after[1]) or "amount"
    if re.search(r"시장[은이]\s", asked):
        return "money"
    if _SPENDING.match(rest) or re.match(
        r"얼(?:마|매)(?:야|예요|에요|인가|입니|이에|죠|지|임|였|엿|$|\?)", rest
    ):
        return "money"
    return "amount"


def _where(rest: str, before: list[str]) -> AnswerType:
    head = _kind_before(before, _NAMED)
    if _BY_WHOM.match(rest):
        return "organization"
    if head == "organization":
        return "place" if _WHERE_TO.match(rest) else "organization"
    return "place"


def _manner(rest: str, before: list[str]) -> AnswerType:
    if _TO_DO.match(rest):
        return _kind_before(before, clauses=False) or "fact"
    return "method"


def _which(rest: str, before: list[str]) -> AnswerType | None:
    category = _CATEGORY.match(rest)
    if rest.startswith("어느") and re.match(r"어느\s*정도", rest):
        return _kind_before(before, FIGURES) or "amount"
    if category is None:
        return "entity"
    noun = _strip_particle(category[1])
    kind = noun_kind(noun)
    if re.match(r"어떤\s*(?:식|방법|방식|절차|경로|순서)", rest):
        return "method"
    if kind == "place" and noun in ("곳", "데") and _kind_before(before, _NAMED) == "organization":
        return "organization"
    if re.match(r"어떤\s*(?:때|경우|사이|조건|집|상황|일)", rest):
        return "fact"
    if re.match(r"어느\s*(?:동|구|시|군|섬|산|강|읍|면|역|쪽에)(?![가-힣]{2})", rest):
        return "place"
    telling = (*_NAMED, *FIGURES, "date", "reason", "method", "list")
    return kind if kind in telling else "entity"


def _what(asked: str, rest: str, before: list[str]) -> AnswerType | None:
    if re.match(r"(?:뭐|무엇이?)라고?\s*(?:하|부르|불러|해)", rest):
        return "entity"
    is_subject = bool(
        re.match(
            r"(?:무엇|무어|뭣|뭐|뭔|머)\s*(?:인|이|야|예|에|죠|지|래|입|일|임|였|엿|ㄴ|가|라|"
            r"으로|$|\?)",
            rest,
        )
    )
    if not is_subject:
        return "entity"
    head = _kind_before(before, clauses=False)
    if head in _NAMED and _last_noun(before) not in _GENERIC and len(before) <= 1:
        return "definition"
    if head is not None:
        return head
    phrase = asked[: len(asked) - len(rest)].strip()
    return (
        "definition"
        if phrase and len(before) <= 4 and _is_bare(_strip_particle(phrase))
        else "entity"
    )


def _kind_before(
    words: list[str], wanted: Container[AnswerType] | None = None, *, clauses: bool = True
) -> AnswerType | None:
    """Return the kind of the nearest noun before the place where a question asks.

    What stands with a particle of place or time (`과제에는`) or owns something (`보증의`) is
    passed over. Without `clauses` the search ends where a predicate stands.
    """
    fallback: AnswerType | None = None
    tail = words[-_FAR:]
    for at in range(len(tail) - 1, -1, -1):
        bare = tail[at].strip(_QUOTES)
        if _NUMERAL.match(bare):
            continue
        noun, particle = _read_noun(bare)
        if particle == "by":
            if clauses:
                continue
            break
        joined = tail[at - 1].strip(_QUOTES) + noun if at else noun
        kind = noun_kind(joined) or noun_kind(noun)
        if noun in _NAME_OF:
            kind = _kind_before(tail[:at], _NAMED, clauses=False) or "entity"
        if kind == "fact" and fallback is None:
            # A target or outcome of a rate is a rate.
            fallback = kind
        elif kind is not None and (wanted is None or kind in wanted):
            return kind if fallback is None or kind in FIGURES else fallback
        elif (kind is not None or particle) and not clauses:
            break
    return fallback if wanted is None or "fact" in wanted else None


def _read_noun(bare: str) -> tuple[str, str]:
    """Return a word without its particle, and what the particle does: mark (`mark`, `by`)."""
    if noun_kind(bare) is not None:
        return bare, ""
    found = _PARTICLE.search(bare)
    if found is None or found.start() == 0:
        return bare, ""
    return bare[: found.start()], "by" if found["by"] else "mark"


def _last_noun(words: list[str]) -> str:
    return _strip_particle(words[-1].strip(_QUOTES)) if words else ""


def _strip_particle(word: str) -> str:
    cut = _PARTICLE.sub("", word)
    return cut if cut else word


def _is_bare(phrase: str) -> bool:
    """Tell whether a phrase is nouns alone."""
    return all(m.tag in _BARE_TAGS for m in analyze(phrase))
