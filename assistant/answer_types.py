"""The kinds of answer: what asks for them, and what they look like."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.asked_measures import asked_measure
from assistant.asked_nouns import AnswerType
from assistant.asking import FIGURES, asks_whether, head_kind, interrogated

__all__ = ["FIGURES", "AnswerType", "asked_measure", "expected_type", "matches_type"]

_COUNT = (
    r"(?:(?:(?<!\d)(?:[2-9]|1\d)|두|세|네|다섯|여섯|일곱|여덟|아홉|열|열한)\s*"
    r"(?:대|가지|개(?!월|국|소|년)|곳|종류?|갈래|단계(?!\s*[가-힣]{2}))|몇\s*가지)"
)
# `몇 개인가요` asks for a number, `여섯 가지는 무엇인가요` for the things.
_COUNTED = (
    r"(?!\s*(?:나|정도|이상|이하|기업|업체)?\s*(?:인가|입니까|일까|이에|예요|야|됩|되|냐|죠))"
    r"[^?]{0,24}(?:무엇|뭐|뭔|어떤|어디|알려|말해|각각|은\?|는\?|$)"
)
_NO_FIGURE = r"(?!.*(?:몇|얼마|언제|누구|누가|비율|건수|how many|how much))"
_ENOUGH = r"(?=[은는이가을를으인야도요?\s.]|이야|이에|입니|이죠|뭐|좀|$)"

# What asks so plainly that nothing else in the question matters. The first one decides.
_PLAIN: tuple[tuple[AnswerType, tuple[str, ...]], ...] = (
    (
        "summary",
        (
            r"요약|(?:핵심|주요|전체)\s*내용|개괄|전반적|골자|요지|줄거리|간추려|무슨\s*내용|"
            r"어떤\s*내용",
            r"(?<!별로 )정리\s*(?:해|좀|부탁)|세\s*줄",
            r"summar|overview",
            r"概括|总结|主要内容|概要",
        ),
    ),
    (
        "definition",
        (
            r"(?<=[가-힣A-Za-z’'”\"」)])(?:이?란|라는\s*(?:건|것은?|게))\s*(?:무엇(?!을)|뭐|뭔|"
            r"어떤|무슨|$|\?)",
            r"(?:무슨|어떤)\s*(?:뜻|말(?!씀)|의미)|(?<![가-힣])(?:뜻|의미|정의|개념)(?:은|는|이|"
            r"가|을|를|이야|좀|\?|\s*$)",
            r"(?:무엇|뭘|무얼|뭐|어떤\s*[가-힣]+)[을를]?\s*(?:말하|말합|말한|뜻하|가리키|의미하)|"
            r"어떻게\s*정의",
            r"[은는]\s*어떤\s*(?:\S+\s+)?(?:것|거|제도|사업|개념|방식|체계|기술|서비스|정책|장치|"
            r"병|프로그램)"
            r"\s*(?:인가|이야|야|입니|이죠|인지|이에|예요|에요|이지|일까)",
            r"what (?:is|does) .*\bmean|definition|what is (?:an? )?[\w-]+(?: [\w-]+)?\s*\?",
            r"什么是|是什么意思|定义|是指什么|^(?!.*(?:原因|名|方法|目的|"
            r"措施)).{1,16}是什么[？?]?$",
        ),
    ),
    (
        "reason",
        (
            r"(?<![가-힣])왜(?![가-힣]*[곡란])|무엇\s*때문|때문(?:인가|이에|이었|이죠|입니)|"
            r"어째서|어쩌다|무슨\s*이유",
            rf"(?:이유|까닭|(?<![천만억조백몇\d])(?<![천만억조백몇] )원인|탓|계기|배경|걸림돌|"
            rf"동기)(?!별|식|자|물질|균){_ENOUGH}{_NO_FIGURE}",
            r"무엇을\s*\S+려는",
            r"\bwhy\b|\breasons?\b|what caused",
            r"为什么|为何|原因|为啥",
        ),
    ),
    (
        "comparison",
        (
            r"비교(?!적|군|대상|\s*대상|우위)|차이|다른\s*점|공통점|서로\s*다|어떻게\s*(?:달라|"
            r"다른|다르|다릅|변|바뀌)",
            r"(?:뭐가|무엇이|뭣이)\s*(?:다[르른릅]|달라|낫|나은|더)|어느\s*(?:쪽|것|게|"
            r"[가-힣]+이?\s*더\s)|"
            r"보다\s*(?:[^?]{0,12}\s)?(?:더|얼마나)",
            r"(?:어디|누구|누|뭐|무엇|언제|어떤\s*[가-힣]+)[가이]?\s*더\s|"
            r"더\s*[가-힣]+[은는]\s*(?:곳|것|쪽|데|사람|나라|때)[은는이]?\s*(?:어디|무엇|뭐|누구|"
            r"언제)",
            r"\bvs\b|versus|compare|differ|than\b.*\bwhich|which .*\b(?:higher|lower|more|"
            r"larger)\b",
            r"区别|相比|差异|不同",
        ),
    ),
    (
        "list",
        (
            r"(?:모두|전부|다)\s*(?:알려|말해|나열|적어|써|보여|무엇|뭐|뭔|어디|누구|어떤|찾아)",
            r"빠짐없이|나열|열거|목록|리스트|어디어디|뭐뭐|무엇무엇|무엇들|"
            r"것들[은이을]?\s*(?:무엇|뭐|알려|말해|\?|$)|누구누구|[가-힣]별로(?!\s*(?:몇|얼마))",
            r"(?:어떤|무슨)\s*[가-힣]+들|경우를\s*(?:모두\s*)?알려|무엇과\s*무엇|종류(?:가|에는|"
            r"는)\s*(?:뭐|무엇|어떤)",
            r"어디에\s*(?:쓰|사용)",
            r"(?:뭐|뭘|무엇을)\s*(?:챙|준비|가져)|(?:무엇|뭐|무어|뭣|"
            r"어떤\s*[가-힣]+)[이가]?\s*(?:있[나는습을어]|포함|들어[가있])",
            _COUNT + _COUNTED,
            r"\blist\b|\bwhich\b.*\bare\b|what are the|which (?:kinds|types|documents|items)",
            r"哪些|哪几",
        ),
    ),
)
# English and Chinese ask with one word; the order decides.
_FOREIGN: tuple[tuple[AnswerType, str], ...] = (
    ("date",
        r"^\W*when\b|\bwhen (?:did|was|were|will|is|does|do|are|should|must)\b|what (?:year|date|"
        r"month|day)|什么时候|何时|哪一?年|几月|几年(?!内)|哪天|几号"),
    ("ratio", r"percent|what share|\brate\b|proportion|%|百分之|比例|占比|[率]"),
    ("amount", r"how much .*\b(?:weigh|time|space|water|power)"),
    (
        "money",
        r"how much .*\b(?:charge|pays?|paid|cost|spen[dt]|earn|fee|fine|price|receive)\b|"
        r"how much (?:does|did|do|is|was|will|money)|\bcosts?\b|\bprice\b|\bbudget\b|\brevenue\b|"
        r"\bfees?\b"
        r"|多少钱|金额|总?投资|预算|价格|费用|多少资金|收入|营业额",
    ),
    (
        "amount",
        r"how (?:many|much|large|big|long|high|fast|old|far|often|heavy|tall|deep|wide)|number of|"
        r"多少|几(?![何乎])|规模|多[久远重高长大]",
    ),
    ("organization",
        r"(?:which|what) (?:\w+ )?(?:ministry|agency|company|organi[sz]ation|department|bank|"
        r"firm|institut\w+)"
     r"|哪个(?:部门|机构|公司|单位|企业|银行)|哪家"),
    ("place",
        r"\bwhere\b|(?:which|what) (?:city|country|place|region|town|province|location)|哪里|"
        r"哪儿|何处|在哪|哪个(?:国家|城市|地方|地区)"),
    ("person", r"\bwho(?:se|m)?\b|谁|何人"),
    ("method", r"\bhow\b|怎么|如何|怎样"),
    ("entity", r"\bwhat\b|\bwhich\b|哪|什么"),
    ("yes-no",
        r"^\s*(?:is|are|was|were|do|does|did|can|could|may|must|should|will|has|have)\b|"
        r"吗[？?]?\s*$|是否|能不能|可不可以"),
)  # fmt: skip

_SCALE = r"(?:조|억|천만|백만|만|천|백)?"
_AMOUNT = (
    r"\d[\d,.]*\s*여?\s*(?:%|퍼센트|억|조|만|천|원|달러|위안|엔|유로|명|인|개|건|곳|대|배|위|"
    r"시간|분|초|톤|㎞|km"
    r"|m|g|L|t|W|ppm|kW|MW|GW|㎡|㎥|℃|㎜|㎛|ha|회|번|차례|가구|세대|호|층|종|쪽|점|석|년|개월|일|"
    r"주|세|살|도|마리|두"
    r"|등급|단계|브릭스|percent|million|billion|亿|万|个|元|人|天)"
)
_LOOKS: Mapping[AnswerType, tuple[str, ...]] = {
    "amount": (
        _AMOUNT,
        r":\s*[\d,.]+(?:\s*\||\s*$)",
        r"(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s(?:명|개|곳|차례|번|가지|달|쌍)",
    ),
    "ratio": (
        r"\d[\d,.]*\s*(?:%|％|퍼센트|프로|배|할|percent)|\d분의|절반|분의\s*\d|\d\s*대\s*\d",
        r"[률율중]\S*:\s*[-△▲]?\d|\d\.\d+\s*(?:\||$)",
    ),
    "money": (
        rf"\d[\d,.]*\s*여?\s*{_SCALE}\s*(?:\d[\d,.]*\s*{_SCALE})?\s*(?:원|달러|위안|엔|유로|"
        rf"파운드|크로나|won|元)"
        r"|[$₩€£]\s*\d|\d[\d,.]*\s*(?:조|억|million|billion)",
        r":\s*\d{1,3}(?:,\d{3})+|:\s*\d[\d,.]*(?:\s*\||\s*$)",
    ),
    "date": (
        r"(?:19|20)\d{2}\s*(?:년|\.|-|/|年)|(?<!\d)(?:19|20)\d{2}(?!\d)|['’]\d\d(?!\d)",
        r"\d{1,2}\s*[월일月日]|분기|상반기|하반기|(?:개월|일|주|년)\s*(?:이내|안에|뒤|후|전)|"
        r"매[달월년주]|[월화수목금토일]요일",
    ),
    "person": (
        r"의장|장관|대표|총리|주석|회장|교수|위원장|연구원|사장|박사|CEO|총장|이사|국장|과장|"
        r"팀장|시장|씨|단장|소장|원장|청장"
        r"|감독|작가|의원|책임자|담당|[가-힣](?:○○|\*\*|OO)|[가-힣]{2,}(?:자|인|사|"
        r"원)(?=[이가은는을를의,·\s.]|$)",
        r"chair|minister|president|director|[A-Z][a-z]+ [A-Z][a-z]+",
    ),
    "organization": (
        r"(?:부|청|처|원|국|과|실|소|단|위원회|협회|공단|공사|재단|센터|은행|대학교?|학교|병원|"
        r"기업|회사|업체|조합|연구소|연구원"
        r"|기관|그룹|전자|모터스|테크|랩|팀|본부|지사)(?=[이가은는을를의에과와,·|.\s)]|$)",
        r"㈜|\(주\)|주식회사|[A-Z][A-Za-z]+|[部局委院公司银行]",
    ),
    "place": (
        r"(?:시|도|군|구|읍|면|리|동|역|항|섬|산|강|로|길|국|주|현|성|곳|지역|지구|단지|마을|"
        r"해변|공원|시장|건물|층|광장|터미널|나라)"
        r"(?=[이가은는을를의에과와,·|.\s(으]|$)",
        r"[A-Z][a-z]+|[市省县区国街路]",
        r"^[^|]*\|",
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
    "yes-no": (
        r"수 [있없]|가능|불가|된다|되지|됨|않|아니|금지|허용|제외|포함|무료|유료|[있없](?:다|음|"
        r"습)|한다|다\.|함",
        r"\b(?:may|must|can|cannot|not|no|yes|free)\b|可以|不得|不能",
    ),
}  # fmt: skip

_PLAINLY = tuple((kind, re.compile("|".join(cues), re.IGNORECASE)) for kind, cues in _PLAIN)
_ABROAD = tuple((kind, re.compile(cues, re.IGNORECASE)) for kind, cues in _FOREIGN)
_LOOKING = {kind: re.compile("|".join(looks), re.MULTILINE) for kind, looks in _LOOKS.items()}
# What is quoted is named, not asked.
_QUOTED = re.compile(
    r"[‘“「『《〈][^’”」』》〉]{1,80}[’”」』》〉]|\"[^\"]{1,80}\"|(?<!\w)'[^']{1,80}'(?!\w)"
)
_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_BRACKETED = re.compile(r"[(（][^()（）]{1,60}[)）]")
_ENGLISH = re.compile(
    r"\s*(?:when|what|which|who|how|where|why|is|are|do|does|did|can|list|name)\b", re.I
)
_ASKS_WHY = re.compile(
    r"(?<![가-힣])왜|때문|어째서|어쩌다|무엇|뭐|뭔|뭘|어떤|어느|어떻게|무슨|어디|[?？]"
)
_HAN = re.compile(r"[㐀-鿿]")


def expected_type(question: str) -> AnswerType:
    """Return the kind of answer that a question asks for (`fact` without a cue)."""
    asked = _QUOTED.sub("’", question).strip()
    is_foreign = _is_foreign(asked)
    for kind, cue in _PLAINLY:
        if cue.search(asked):
            if kind == "reason" and not is_foreign and not _ASKS_WHY.search(asked):
                # Of `원인 조사 담당자 전화번호` the last noun is asked for.
                return head_kind(asked) or kind
            return kind
    if is_foreign:
        return _foreign_kind(asked)
    if (by_word := interrogated(asked)) is not None:
        return by_word
    if asks_whether(asked):
        return "yes-no"
    return head_kind(asked) or "fact"


def matches_type(kind: AnswerType, text: str) -> bool:
    """Tell whether a text holds what an answer of this kind looks like.

    Kinds that look like nothing in particular (`entity`, `summary`, `fact`) always match.
    """
    looks = _LOOKING.get(kind)
    return looks is None or bool(looks.search(text))


def _is_foreign(asked: str) -> bool:
    own = _BRACKETED.sub("", asked)
    hangul, han, latin = (len(one.findall(own)) for one in (_HANGUL, _HAN, _LATIN))
    # The first English word of two that asks; a name beside it may be Korean.
    is_english = latin > 2 * hangul and _ENGLISH.match(own) is not None
    return is_english or hangul < max(1, han // 2)


def _foreign_kind(asked: str) -> AnswerType:
    whether = _ABROAD[-1][1]
    if whether.match(asked) or asked.rstrip("?？ ").endswith("吗"):
        return "yes-no"
    return next((kind for kind, cue in _ABROAD if cue.search(asked)), "fact")
