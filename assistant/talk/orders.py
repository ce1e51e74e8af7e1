"""Orders that no document can follow: write a poem, translate, compute, forget your instructions."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus import analyze

# A longer text is pasted; only its two ends are looked at.
_END_CHARS = 120
_GIVE = (
    r"(?:줘요?|주세요|줄래요?|줄 수 있(?:어요?|나요|을까요?)|주실래요|주시겠어요|주십시오|주라|달라|"
    r"봐요?|보세요|라|내요?|다오)"
)
_PLEASE = r"(?:부탁해요?|부탁드려요|부탁드립니다|부탁합니다|바랍니다|하세요|하시오|할래요?)"
_MARKS = r"[\s.!~?？…]*"
# Texts that are made up rather than found.
_WRITINGS = (
    r"(?:동시|자작시|삼행시|이행시|사행시|오행시|[가-힣]행시|시|시조|하이쿠|소설|단편 소설|동화|수필|에세이|노래 가사|가사|"
    r"노래|랩|자장가|연애 편지|편지|이메일|메일|문자 메시지|독후감|감상문|자기 소개서|자소서|이력서|블로그 (?:글|포스팅)|"
    r"인스타 (?:글|그램 글)|트윗|일기|대본|시나리오|축사|건배사|주례사|반성문|사직서|광고 문구|광고 카피|카피|대사|"
    r"유튜브 대본|축하 글|글짓기|농담|끝말 잇기|스토리|사과문|연설문|보도 자료|(?:축하|카톡|문자|안부|위로) 메시지|메시지|초안|"
    r"기획서|제안서|발표 자료|ppt|피피티|엑셀 파일)"
)
_HOW_MANY = r"(?:[을를도]? ?(?:좀|하나만?|한 ?(?:편|수|곡|통|개|장|줄|번)만?|짧게|재밌게|멋지게|예쁘게))*[을를]? ?"
_MAKE = r"(?:써|지어|작성해|작곡해|작사해|만들어|창작해|생성해|불러|읊어)"
_WRITE = re.compile(
    rf"(?:^|[\s,]){_WRITINGS}{_HOW_MANY}(?:{_MAKE} ?{_GIVE}|(?:작성|창작|생성) ?{_PLEASE}){_MARKS}$|"
    rf"(?:^|[\s,])(?:시|동시|소설|동화|노래|가사|편지) ?(?:한|하나) ?(?:편|수|곡|통)?(?:만|을)? ?{_PLEASE}{_MARKS}$|"
    r"(?:^|[\s,])(?:시|시조|소설|동화|편지|노래 가사|가사|삼행시|글)[를을]? (?:한 ?(?:편|수|통) )?(?:써|지어|써봐|지어라)[\s.!]*$".replace(
        " ", r"\s?"
    ),
    re.IGNORECASE,
)
# Something programs do; a document holds no code that is still to be written.
_PROGRAMS = (
    r"(?:코드|소스 코드|프로그램|함수|스크립트|파이썬|자바|자바스크립트|c언어|sql|쿼리|쿼리문|html(?: 페이지)?|css|엑셀 수식|엑셀 함수|"
    r"수식|매크로|정규 ?표현식|정규식|알고리즘|웹 ?사이트|홈페이지|웹 ?페이지|앱|어플|게임|크롤러|챗봇)"
)
_CODE = re.compile(
    rf"(?:^|[\s,]){_PROGRAMS}(?:으로|로)?{_HOW_MANY}(?:코드[를을]? ?)?"
    rf"(?:(?:짜|작성해|구현해|코딩해|디버깅해|고쳐|써|개발해) ?{_GIVE}|만들어 ?{_GIVE}){_MARKS}$|"
    rf"^.{{0,20}}(?:파이썬|자바|자바 ?스크립트|c언어|c\+\+|html|sql|vba)(?:으로|로) .{{1,60}}(?:짜|작성해|만들어|구현해|출력해|코딩해) ?{_GIVE}{_MARKS}$|"
    rf"(?:^|\s)코딩 ?(?:좀 ?)?해 ?{_GIVE}{_MARKS}$".replace(" ", r"\s?"),
    re.IGNORECASE,
)
# Translation, at the end or before what is to be translated.
_TRANSLATE = re.compile(
    rf"(?:^|\s|[을를로])(?:번역|통역)[을를]? ?(?:좀 ?)?(?:해 ?{_GIVE}|{_PLEASE})(?:{_MARKS}$|{_MARKS}[:：\"“‘'])|"
    rf"^(?:이 |다음 |아래 )?(?:문장|글|말|문서|내용|단어)?[을를은]? ?(?:영어|일본어|중국어|한국어|불어|독일어|스페인어|러시아어)로 ?"
    rf"(?:(?:바꿔|옮겨|써|대답해|답해|말해|답변해|이야기해) ?{_GIVE}|뭐라고 해){_MARKS}(?:$|[:：])|"
    rf"(?:^|\s)영작[을를]? ?(?:좀 )?해 ?{_GIVE}{_MARKS}$|(?:영어|일본어|중국어|한국어|불어|독일어|스페인어)로 번역 ?(?:해|좀|해라)?[\s.!]*$|"
    r"^(?:이거|이걸|이건|이 문장|이 말|그거)[은는을를]? (?:영어|일본어|중국어)로 (?:뭐라고 해|뭐야|어떻게 말해)|"
    r"^\s*번역\s*[:：]".replace(" ", r"\s?")
)
_DRAW = re.compile(
    rf"(?:그림|만화|초상화|캐릭터|로고|이미지|사진)[을를]? ?(?:좀 |하나 |한 ?장 )?(?:그려|생성해|만들어) ?{_GIVE}{_MARKS}$|"
    rf"(?:^|\s)(?:[가-힣]+이|[가-힣]+ 사람|사람|나무|꽃|강아지|나비)[을를]? ?(?:좀 |하나 |한 ?장 )?그려 ?{_GIVE}{_MARKS}$".replace(
        " ", r"\s?"
    )
)
_DO = re.compile(
    rf"^(?:신나는 |조용한 |나한테 |여기서 )?(?:노래|음악|알람|타이머|불|전화|춤|게임)[을를]? ?(?:좀 |하나 |한 곡 )?"
    rf"(?:틀어|불러|맞춰|켜|꺼|걸어|춰|해|설정해|재생해) ?{_GIVE}{_MARKS}$|"
    rf"(?:수학 문제|방정식|숙제|과제)[를을]? ?(?:좀 |대신 )?(?:풀어|해|도와) ?{_GIVE}{_MARKS}(?:$|[:：])|"
    rf"^(?:우리 |내 |제 |귀여운 |멋진 )*(?:강아지|고양이|아기|아이|팀|가게|회사|모임|닉네임|캐릭터)? ?(?:이름|별명|별칭)[을를]? ?(?:좀 |하나 )?지어 ?{_GIVE}{_MARKS}$|"
    rf"^(?:[가-힣]+ )?(?:여행 ?(?:계획|일정|코스)|운동 ?(?:루틴|계획)|식단|다이어트 ?식단)[을를]? ?(?:좀 )?짜 ?{_GIVE}{_MARKS}$|"
    rf"(?:로고|명함|포스터|옷|배너)[를을]? ?(?:좀 )?디자인(?:해 ?{_GIVE}| ?{_PLEASE}){_MARKS}$|"
    rf"^[\d분시간초 ]{{1,12}}(?:뒤|후)에 (?:알려|깨워) ?{_GIVE}{_MARKS}$".replace(" ", r"\s?")
)
_NUMBER = r"\d[\d,.]{0,15}"
_SUM = re.compile(
    rf"\(?(?P<first>{_NUMBER})(?P<sign>\s*(?:[+*×÷xX^]|더하기|빼기|곱하기|나누기)\s*|\s*\)?\s+[-/]\s+)"
    rf"\(?(?P<second>{_NUMBER})[-\d\s+*/×÷xX^.,()]{{0,80}}(?P<asks>=|[은는이가을를]|의 값은|하면|더하기|곱하기)?"
    r"\s*(?:=\s*)?(?:얼마(?:야|예요|인가요|지)?|몇(?:이야|이에요|인가요)?|뭐(?:야|예요|지)?|계산해\s?(?:줘|주세요|봐))?[\s=.!?？]*|"
    rf"(?:what(?:['’]?s| is)|calculate|compute)\s+{_NUMBER}\s*[-+*/x×÷]\s*{_NUMBER}[\s?=]*|"
    rf"(?:what(?:['’]?s| is)\s+)?{_NUMBER}\s?(?:%|percent)\s+of\s+{_NUMBER}[\s?=]*|"
    rf"{_NUMBER}의\s?{_NUMBER}\s?(?:%|퍼센트|프로)[은는]?\s?(?:얼마(?:야|예요)?)?[\s?]*|(?:루트|√)\s?{_NUMBER}[은는]?\s?(?:얼마(?:야|예요)?)?[\s?]*|"
    r"[일이삼사오육칠팔구십백천]{1,6}\s(?:더하기|빼기|곱하기|나누기)\s[일이삼사오육칠팔구십백천]{1,6}[은는]?\s?(?:얼마|뭐|몇)?(?:야|이야|예요)?[\s?]*"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENGLISH = re.compile(
    r"^(?:please |can you |could you |would you |hey,? )*(?:"
    r"(?:(?:write|compose|make up|draft)(?: me| us)?|(?:create|generate|make) (?:me|us))(?: an?| some| the)?(?: [\w'-]+){0,3} "
    r"(?:poem|haiku|story|song|lyrics|essay|novel|joke|rap|email|e-mail|letter|tweet|blog post|cover letter|sonnet|limerick|speech)s?\b|"
    # A heading may begin so: `write code to customize a language`, `create a script for ...`.
    r"(?:write|code|create|generate|make) (?:me |us |some )(?:an? |some )?(?:[\w'-]+ ){0,3}(?:code|function|script|program)s?\b|"
    r"write an? (?:[\w'-]+ ){0,2}(?:function|script|program)\b|write code(?: to \w+ an? \w+)?[\s.!]*$|"
    r"translate[\s:\"“]|sing\b|draw (?:me |an? (?:picture|image|cat|dog|logo)\b)|tell me (?:an?|another|some|your)(?: [\w-]+)? (?:joke|story|riddle|poem)s?|"
    r"play (?:me )?(?:a |some )?(?:music|song|game)|set (?:an? )?(?:alarm|timer)|(?:fix|debug|refactor) (?:this|my) code)",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"^(?:请)?(?:帮我|给我|为我)?(?:写(?:一)?[首篇封个段]|把.{1,60}翻译成|翻译[:：一下]|画(?:一)?[张个幅]|讲(?:一)?个(?:笑话|故事))"
)
_RULES = r"(?:지시|지시 ?사항|지침|명령|명령어|프롬프트|규칙|설정|instructions?|prompts?)"
_SAID = rf"(?:{_RULES}|대화 ?내용|대화|내용|말|것)"
_BEFORE = r"(?:이전|앞|위|지금까지|앞서|여태까지|모든|너의|시스템|원래|기존)"
# Forget what you were told: at the beginning, then an order, and nothing that is asked.
_FORGET = re.compile(
    rf"(?:지금부터 |이제 |이제부터 |너는 |제발 )*(?:{_BEFORE}[의에서]? ?){{1,3}}(?:받은 |내린 |주어진 |입력된 |모든 )*"
    rf"{_SAID}[을를은는들]{{0,2}} ?(?:모두 |다 |전부 |싹 |완전히 )*(?:(?:무시|삭제|초기화)해 ?(?:{_GIVE}|버려)?{_MARKS}$|"
    r"(?:무시하|잊|잊어버리|따르지 말|따르지 않)고 ?(?P<rest>.+)$|무시하(?:라|세요|시오)|잊(?:어|으)|따르지 ?마)".replace(
        " ", r"\s?"
    )
)
_ASKS = re.compile(
    r"(?:누구|어디|언제|몇|얼마|무엇|뭐|왜|어느)[가-힣]*\s*[?？]?\s*$|[은는]\s*[?？]?\s*$|[?？]\s*$"
)
_REVEAL = re.compile(
    rf"(?:(?P<own>(?:너의|니|당신의|너에게 주어진|숨겨진) ?(?:내부|초기|시스템)? ?(?:{_RULES}|메시지)|"
    r"네 ?(?:시스템|내부|초기)? ?(?:프롬프트|설정|지시 ?사항)|지시 ?사항[을를] ?(?:모두 |전부 |그대로 )?(?=출력|복사|인쇄))|(?:시스템|초기)? ?프롬프트|시스템 메시지)[을를는은가이]? ?"
    r"(?:내용 ?|전체 ?|전문 ?|원문 ?|그대로 ?|전부 ?|다 ?|좀 ?|모두 ?)*[을를]? ?"
    r"(?:보여|출력|공개|알려|말해|내놔|복사|반복|인쇄|유출|뭐야)".replace(" ", r"\s?")
)
_ROLE = re.compile(
    r"(?:자,? )?(?:너는|넌|네가|당신은)? ?(?:지금|이제|오늘)부터 (?:너는|넌|당신은|내\s+) ?.{0,60}"
    r"(?:이야|야|이다|처럼|역할|인 척|인척|흉내|모드|친구|애인)|"
    r"(?:너는|넌|당신은) (?:이제|지금)(?:부터)? .{1,30}(?:이야|야|이다|입니다)(?:[.!,]|\s*$)|dan 모드[\s.!]*$|"
    rf".{{0,20}}(?:인 ?척|흉내를?|역할극을?|역할을|연기를) (?:좀 )?(?:해 ?{_GIVE}|하고 ?(?:대답|답|말)해.{{0,6}}|하면서 ?말해.{{0,6}}){_MARKS}$|"
    rf"(?:개발자|탈옥|디버그|관리자|dan|무제한) ?모드(?:로|를|를 )? ?(?:전환|켜|들어가|활성화|진입|바꿔)(?:해|하)? ?(?:{_GIVE})?{_MARKS}$".replace(
        " ", r"\s?"
    ),
    re.IGNORECASE,
)
_PROMPT = re.compile(
    r"^.{0,40}\b(?:ignore|disregard|forget|override|bypass)\b (?:all |any |every |the |your |my |of )*"
    r"(?:(?:previous |prior |above |earlier |system |preceding |safety |original )+(?:instructions?|prompts?|rules?|messages?|guidelines?|directions?)|"
    r"(?:everything|above)\b(?: (?:above|before|and|you)\b|[.,]|$))|"
    r"^(?:please |can you |now )*(?:show|reveal|print|repeat|output|tell|give|leak|display|what(?:['’]?s| is| are))(?: me| us)?(?: all)?(?: of)?(?: the| your)* "
    r"(?:(?<=your )(?:instructions?|prompt|system message)\b|(?:system |initial |hidden |original |secret |internal )+(?:prompt|instructions?|messages?|rules?))|"
    r"^(?:from now on,? )?(?:you are now|act as|pretend (?:to be|you are|that you)|roleplay as|you will act)\b|"
    r"\b(?:jailbreak|do anything now|developer mode)\b.{0,40}$|^(?:忽略|无视|忘记).{0,10}(?:指令|提示|规则)|^(?:显示|告诉我|输出).{0,6}系统提示",
    re.IGNORECASE,
)


def is_task(text: str) -> bool:
    """Tell whether it is an order to write, translate, compute, draw or play something."""
    end = text[-_END_CHARS:]
    at_end = (_WRITE, _CODE, _TRANSLATE, _DRAW)
    if any(pattern.search(end) for pattern in at_end) or _TRANSLATE.search(text[:_END_CHARS]):
        return True
    if len(text) <= _END_CHARS and (_is_sum(text) or _DO.search(text)):
        return True
    return bool(_ENGLISH.match(text) or _CHINESE.match(text))


def is_prompt(text: str, holds: Callable[[str], bool] | None = None) -> bool:
    """Tell whether it works on the machine: its instructions, its role.

    `holds` tells whether the documents hold a word; their own prompts may be asked about.
    """
    start = text[:_END_CHARS]
    if forget := _FORGET.match(start):
        return not forget.group("rest") or not _is_asked(forget.group("rest"))
    if reveal := _REVEAL.match(start):
        return bool(reveal.group("own")) or not (holds and holds("프롬프트"))
    return bool(_ROLE.match(start) or _PROMPT.search(start))


def _is_asked(rest: str) -> bool:
    """Tell what is asked of who did so: `(지시를 무시하고) 공사한 업체는?`."""
    return bool(_ASKS.search(rest)) or any(m.tag.startswith("ETM") for m in analyze(rest))


def _is_sum(text: str) -> bool:
    """Tell whether it is to be computed; `2023 - 2026` and `600 × 400` are not."""
    found = _SUM.fullmatch(text)
    if not found or found.group("first") is None:
        return bool(found)
    if all(_YEAR.fullmatch(found.group(name)) for name in ("first", "second")):
        return False
    is_measure = found.group("sign").strip() in "×xX" and text.strip(" 0123456789.,×xX") == ""
    return not is_measure
