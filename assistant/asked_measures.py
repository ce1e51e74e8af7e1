"""What a question counts or measures, and how a figure that answers it may be labelled."""

from __future__ import annotations

import re
from functools import lru_cache

_SCALE = r"(?:조|억|천만|백만|만|천|백|십)?"
_FIGURE = rf"\d[\d,.]*\s*(?:여\s*)?{_SCALE}\s*(?:\d[\d,.]*\s*{_SCALE})?\s*(?:여\s*)?"

_PEOPLE = r"명|인(?![가-힣])|인(?=[이가은는을를의])|사람|분(?![기의])|名|人|people|persons"
_MONEY = r"원|달러|위안|엔|유로|파운드|크로나|루피|바트|동(?![가-힣])|won|元|韩元|美元"
_RATIO = r"%p?|％|퍼센트(?:포인트)?|프로|할|배|포인트"
_LENGTH = (
    r"km|㎞|m(?!g|l|L|W)|㎝|cm|mm|㎜|㎛|μm|nm|미터|킬로미터|센티미터|마이크로미터|리(?![가-힣])|"
    r"마일|해리"
)
_AREA = r"㎡|m²|m2|㎢|km²|km2|ha|㏊|헥타르|제곱(?:킬로)?미터|평방(?:킬로)?미터|평(?![가-힣])|에이커"
_WEIGHT = r"kg|㎏|g(?![a-z])|t(?![a-z])|톤|킬로그램|그램|근|mg|㎎|킬로"
_VOLUME = r"L(?![a-z])|ℓ|리터|㎥|m³|m3|세제곱미터|톤|mL|㎖|배럴|TEU|CC|cc"
_TIME = (
    r"년(?!도)|해(?![가-힣])|개월|달(?!러)|주(?:일)?|일|시간|분(?![기의])|초|세기|영업일|天|小时|"
    r"years?|months?|weeks?|days?|hours?"
)
_OFTEN = r"회|번|차례|次|마다|times?"
_POWER = r"[kKMGT]W(?:h|p)?|㎾h?|㎿h?|[메기]가와트|킬로와트|kVA|MVA|와트|W(?![a-z])"
_PLACES = r"곳|군데|개(?!월)|개소|개교|개사|处|个|places"
_SPEED = r"(?:km|㎞|m)/[hs]|[KMGT]?bps|노트|시속|초속|rpm"

# What asks -> how the figure may be labelled; the first that asks decides.
_MEASURES: tuple[tuple[str, str], ...] = (
    (r"몇\s*(?:%|％|퍼센트|프로|할|포인트)|what (?:percent|share)|百分之", _RATIO),
    (r"몇\s*(?:배|곱)", r"배|%"),
    (r"몇\s*(?:원|천\s*원|만\s*원|백만|억|조\s*원|달러|위안|엔|유로|푼)", _MONEY),
    (
        r"몇\s*(?:명|사람|분(?=이서|이나|\s*(?:오|참|계|모))|인(?=[이가은는을를\s?]|$))|몇이나\s|"
        r"몇이서|"
        r"인원|인구|사람은? 얼마|사람\s*수|(?:관광|방문|이용|승|관람|하)객|(?:이용|참가|참여|"
        r"신청|가입|사망|"
        r"부상|실업|취업|종사|입소|수급|응시|합격|등록)자\s*(?:수|는|가|규모)|직원\s*수|"
        r"학생\s*수|환자\s*수|"
        r"정원|손님|how many (?:people|persons|[a-z]*(?:ers|ors|ists|students|employees|"
        r"residents))|"
        r"多少人|几个人|几名",
        _PEOPLE,
    ),
    (r"몇\s*(?:곳|군데|개소|개교|개사)|how many (?:places|sites|locations)", _PLACES),
    (r"몇\s*개월|몇\s*달|how many months|几个月|多少个月", r"개월|달|년|个月|months?"),
    (
        r"몇\s*년(?:\s*(?:동안|간|이나|마다|째|만에|까지|입|인가|이에|이야|이죠))|"
        r"얼마\s*(?:동안|만에)|얼마나\s*(?:오래|걸)|며칠|몇\s*(?:시간|일(?!까지)|주|분|초|영업일)|"
        r"(?:보존|보관|보증|유효|임대|처리|소요|대기|계약|체류|교육|유지|사용|존속|"
        r"의무)\s*(?:기간|시간)|"
        r"임기|수명|기간[은이]?\s*(?:얼마|어떻)|시간[은이]?\s*(?:얼마|어떻)|"
        r"how (?:long|many (?:days|hours|weeks|years|minutes))|几天|多久|多少天|多长时间",
        _TIME,
    ),
    (r"얼마나\s*자주|횟수|몇\s*(?:회|번(?!째|지)|차례)|빈도|주기|how often|几次|多少次", _OFTEN),
    (r"몇\s*(?:세(?!대|기)|살)|나이|연령|how old|几岁", r"세|살|岁|years"),
    (r"몇\s*(?:위|등(?!급)|번째)|순위|등수|석차|rank|第几", r"위|등|번째|순위|째"),
    (r"몇\s*등급|등급", r"등급"),
    (r"몇\s*(?:마리|두(?![가-힣]))|두수|마릿수", r"마리|두|수"),
    (r"몇\s*(?:층|개\s*층)|층수", r"층"),
    (r"몇\s*호(?!봉)|호수는", r"호"),
    (r"몇\s*(?:가구|집|세대)|가구\s*수|세대\s*수", r"가구|호|집|세대"),
    (r"몇\s*(?:쪽|페이지|면)|쪽수", r"쪽|면|페이지"),
    (r"몇\s*(?:점|브릭스)|점수|평점|만족도|당도|총점", r"점|브릭스|Brix"),
    (r"몇\s*(?:도(?![가-힣])|℃)|온도|기온|수온|temperature|温度", r"℃|°C|도"),
    (r"몇\s*(?:ha|㏊|헥타르|평|㎡|제곱|㎢|에이커)|면적|넓이|평수|area of|面积", _AREA),
    (
        r"몇\s*(?:km|㎞|m(?![a-z])|미터|킬로미터|센티|cm|mm|마이크로미터|리(?![가-힣]))|길이|"
        r"거리|높이|너비|깊이|두께|"
        r"둘레|지름|연장|폭[은이]|오차|얼마나\s*(?:멀|떨어|높|깊|길)|how (?:far|tall|deep|wide)|"
        r"长度|高度|多远",
        _LENGTH,
    ),
    (
        r"몇\s*(?:kg|g(?![a-z])|킬로그램|그램|킬로(?!미))|무게|중량|몸무게|how heavy|多重|重量",
        _WEIGHT,
    ),
    (r"몇\s*(?:톤|t\b)|생산량|배출량|수확량|어획량|처리량|반입량|물동량", _WEIGHT + "|" + _VOLUME),
    (
        r"몇\s*(?:[kMG]W|메가|킬로와트|기가와트)|(?:발전|설비|설치|송전|변전|수전|"
        r"전력)\s*(?:소의\s*)?용량|"
        r"발전량|전력량|전력\s*사용량",
        _POWER,
    ),
    (r"몇\s*(?:리터|L\b|㎥|세제곱)|저수량|부피|담수량|급수량|강수량|강우량", _VOLUME + r"|mm|㎜"),
    (r"속도|시속|how fast|速度", _SPEED),
    (r"농도", r"㎎/L|mg/[Ll]|ppm|ppb|㎍/㎥|μg/m³|%|㎍"),
    (r"습도|밀도", r"%|명|/"),
    (r"몇\s*건|건수|how many (?:cases|reports|complaints)|多少件|几起", r"건|件|cases"),
    (r"몇\s*대(?!\S)|몇\s*대(?=[가를나인였입이])|대수", r"대|辆"),
    (r"몇\s*종|종수|가짓수|종류는?\s*몇", r"종|가지|개(?!월)"),
    (
        r"비율|비중|점유율|증가율|성장률|증감|[가-힣][률율](?![가-힣]*사)|금리|percent|share of|"
        r"\brate\b|比例|百分|率",
        _RATIO,
    ),
    (
        r"얼마에|가격|금액|예산|예싼|액수|[가-힣]비(?:는|용|가)|[가-힣](?:료|액|금|"
        r"세)[은는이가]\s*얼마|값|돈|비용|"
        r"매출|연봉|월급|급여|임금|시급|요금|수당|과태료|과징금|벌금|단가|시세|"
        r"한도[는가]?\s*얼마|공짜로|"
        r"(?:수출|수입|투자|지원|매출|거래|생산)액|시장\s*규모|사업비|인건비|운영비|"
        r"how much (?:money|does|did|is|was|will)|\bcosts?\b|price|budget|revenue|多少钱|金额|"
        r"预算|价格|费用",
        _MONEY,
    ),
    (
        r"[가-힣]{2,}\s*(?:업체|기업|점포|매장|학교|시설|기관|센터|단체)\s*(?:수|개수)|개수|"
        r"개\s*수|몇\s*개(?!월|국)",
        _PLACES + r"|점|가지|단지",
    ),
    (r"몇\s*(?:개국|나라)", r"개국|나라|국"),
    (r"몇\s*(?:석|자리|병상)|좌석|병상|의석", r"석|자리|병상|개"),
)
# Any other unit after 몇 labels the figure itself: 몇 팔레트, 몇 쌍, 몇 표.
_OWN = re.compile(
    r"몇\s*([A-Za-z㎀-㏿]+|[가-힣]{1,6}?)"
    r"(?=\s|[?.!]|$|[이가을를은는나로의]|까지|부터|정도|씩|이나|인가|입니|이에|예요|에여|엿|였|"
    r"이었|이야|죠|짜리)"
)
_NO_UNIT = frozenset(("이", "이나", "월", "년", "시", "일", "분기", "세기", "인가"))

_MEASURING = tuple(
    (re.compile(asking, re.IGNORECASE), re.compile(_FIGURE + f"(?:{label})"))
    for asking, label in _MEASURES
)


@lru_cache(maxsize=1024)
def asked_measure(question: str) -> re.Pattern[str] | None:
    """Return what a figure that answers `몇 명`, `비율`, `가격` ... looks like, if one is asked."""
    for asking, label in _MEASURING:
        if asking.search(question):
            return label
    own = _OWN.search(question)
    if own is None or own[1] in _NO_UNIT:
        return None
    return re.compile(_FIGURE + re.escape(own[1]))
