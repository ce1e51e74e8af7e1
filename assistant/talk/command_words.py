"""How commands over the conversation are typed: pairs of the kind and its pattern, in order."""

from __future__ import annotations

from typing import Literal

Kind = Literal["sources", "detail", "brief", "table", "around", "original", "another", "again"]
Patterns = tuple[tuple[Kind, str], ...]

# Korean commands are read without spaces: they are typed with and without.
_POLITE = r"(?:줘|줘요|주세요|주라|줄래|줄래요|주실래요|주시겠어요|주십시오|줄수있어|줄수있어요|줄수있나요|줄수있을까|줄수있을까요|달라|원해|원해요|원합니다)"
_TELL = (
    r"(?:보여|알려|말해|설명해|정리해|요약해|만들어|바꿔|대답해|답해|답변해|찾아|읽어|풀어|적어|뽑아|써|해|그려|얘기해|이야기해|제시해|"
    r"나타내|표시해|작성해|부탁해|부탁드려|열어|펼쳐|띄워|줄여)"
)
_END = (
    rf"(?:{_TELL}?{_POLITE}|{_TELL}(?:요|봐|봐요|보세요|라|줘봐)?|"
    r"(?:설명|정리|요약|답변)?(?:을|좀)?부탁(?:해|해요|드려요|드립니다|합니다)|(?:설명|정리|요약)(?:좀|해요|합니다)?|"
    r"볼래|볼래요|보자|보고싶어|보고싶어요|보기|볼수있어|볼수있나요|볼수있을까|볼수있을까요|보면|있어|있어요|있나요|있니|없어|없어요|없나요|없니|"
    r"알고싶어|알고싶어요|궁금해|궁금해요|요)?"
)
# What is meant is the answer before: 이걸, 방금 답을, 위 내용을.
_IT = (
    r"(?:그럼|그러면|그런데|근데|음|혹시|네|좋아|자|아|아니)?"
    r"(?:이걸|그걸|이거|그거|이것을|그것을|이를|위(?:의)?(?:내용|답변|답|결과)(?:을|를)?|방금(?:한|말한|그)?(?:내용|답변|답|것|거|말)?(?:을|를)?|"
    r"(?:이|그|저|위|해당)(?:부분|문장|점)(?:을|를|은|의|도|만|에대해|에대해서)?|(?:이|그|앞의|앞|아까|지금)?(?:내용|답변|답|결과|설명)(?:을|를|은|는|도)?|전체(?:를)?|전부|다)?(?:좀|조금|한번)?"
)
_SOURCE = r"(?:근거|출처|인용문|인용|각주|증거|원문출처|레퍼런스)"
_NUMBERED = (
    rf"(?:(?:제)?(?:\d{{1,2}})(?:번째|번|호)?(?:의)?{_SOURCE}?|(?:첫|두|세|네|다섯|여섯)(?:번)?째(?:의)?{_SOURCE}|"
    rf"{_SOURCE}(?:\d{{1,2}})(?:번|번째)?|(?:마지막){_SOURCE}|(?:이|그|해당|위)?{_SOURCE})"
)
_AROUND = r"(?:앞뒤|앞과뒤|앞이나뒤|전후|문맥|맥락|주변|앞부분과뒷부분)(?:의)?(?:문장|내용|문맥|글|단락|문단|부분|맥락|줄)?(?:들)?"
_ORIGINAL = r"(?:원문|원본|본문|전문|전체|단락|문단|원문전체|전체단락|원래글)(?:의)?(?:전체|내용|단락|문단|그대로)?"
_OBJECT = r"(?:을|를|은|는|이|가|도|만|로|으로)?(?:좀|조금|한번|더|그대로)?"
KOREAN: Patterns = (
    (
        "around",
        rf"{_IT}{_NUMBERED}(?:의)?{_AROUND}{_OBJECT}{_END}|{_IT}{_AROUND}{_OBJECT}(?:{_TELL}{_POLITE}|보기)",
    ),
    ("original", rf"{_IT}{_NUMBERED}(?:의)?{_ORIGINAL}{_OBJECT}{_END}"),
    ("original", rf"{_IT}(?:원문|원문전체|원문단락|전체단락){_OBJECT}(?:{_TELL}{_POLITE}|보기)"),
    ("original", rf"(?:\d{{1,2}}(?:번째|번)?{_SOURCE}|{_SOURCE}\d{{1,2}}번?){_OBJECT}{_END}"),
    (
        "sources",
        rf"(?:다른|또다른|추가|그밖의|나머지|더많은|또|관련)?(?:의)?{_SOURCE}{_OBJECT}(?:더|또|추가로|더많이|몇개더|하나더){_END}|"
        rf"(?:다른|또다른|추가|그밖의|나머지|더많은){_SOURCE}{_OBJECT}{_END}|"
        rf"다른(?:문서|자료)(?:의|에있는)?{_SOURCE}{_OBJECT}{_END}|다른(?:자료|문서)(?:도|는|가)?(?:더)?(?:있어|있어요|있나요|없어|없어요|없나요|{_TELL}{_POLITE})|"
        rf"(?:자료|문서|원문)(?:를|을|도)?(?:더|추가로|더많이){_TELL}{_POLITE}",
    ),
    (
        "table",
        rf"{_IT}(?:더)?(?:표|비교표|테이블|도표)(?:로|형식으로|형태로|로만|로도){_OBJECT}{_END}|"
        rf"{_IT}(?:표|테이블)(?:를|을)?(?:좀)?(?:만들어|그려|보여){_POLITE}",
    ),
    (
        "brief",
        rf"{_IT}(?:좀|더|조금|아주|훨씬|너무길어){{0,3}}(?:(?:짧게|간단히|간단하게|간략히|간략하게|간결하게|짤막하게|(?:\d{{1,2}}|한|두|세|네|몇|다섯)(?:줄|문장|마디|단어)(?:로|으로|정도로|이내로|만)?|핵심만|요점만|"
        rf"결론만|짧고간단하게|짧고간결하게|줄여서){{1,2}}{_OBJECT}(?:{_END}|말하면|말해서|말하자면|하면))|"
        rf"{_IT}(?:(?:\d{{1,2}}|한|두|세|네|다섯)(?:줄|문장)(?:로)?)?(?:요약|(?:핵심|요점)(?:만)?(?:정리|요약))(?:을)?(?:좀)?(?:해{_POLITE}|해|부탁해|부탁해요|부탁드려요|부탁합니다|부탁드립니다)|요약좀|\d줄요약|[한두세]줄요약|너무길어(?:요)?",
    ),
    (
        "detail",
        rf"{_IT}(?:좀|조금|더|보다|아주){{0,3}}(?:자세하게|자세히|상세하게|상세히|구체적으로|구체적으로더|길게|깊이|깊게|쉽고자세하게){_OBJECT}{_END}|"
        rf"{_IT}(?:좀|조금)?더(?:자세한|상세한|구체적인)(?:내용|설명|답|답변)?{_OBJECT}{_END}|(?:자세한|상세한|구체적인)(?:내용|설명|답변){_OBJECT}(?:{_TELL}{_POLITE}|알고싶어요?|부탁(?:해요?|드려요|드립니다|합니다))|"
        rf"{_IT}(?:부연|추가|보충)설명{_OBJECT}{_END}|{_IT}풀어서(?:설명|말)해{_POLITE}|설명(?:을)?(?:좀)?더(?:해|부탁해)?{_POLITE}?|"
        rf"{_IT}(?:좀|조금|조금만)?더(?:{_TELL}{_POLITE}|알고싶어|알고싶어요|설명해|알려|보기|없어|있어|있나요|없나요)|계속(?:해|해줘|해주세요|말해줘|설명해줘|얘기해줘)?|이어서(?:{_TELL}{_POLITE})?",
    ),
    (
        "another",
        rf"(?:그거말고|이거말고|그것말고|이것말고)?(?:다른|딴|또다른)(?:답|답변|대답|거|것|결과|내용)(?:을|를|은|는|도)?(?:좀|더)?{_END}|"
        rf"다시(?:좀|한번|한번더)?(?:(?:답해|대답해|답변해|찾아|검색해|생각해|해|생성해|시도해){_POLITE}?(?:봐|봐요|봐줘|보세요)?)?|"
        r"(?:아니)?(?:그거말고|이거말고|그것말고|이것말고|그게아니고|그게아니라|그거아니야|틀렸어|아닌것같아|틀린것같아)",
    ),
    (
        "again",
        rf"다시(?:한번|한번만|한번더)?(?:(?:보여|말해|알려|얘기해|이야기해|설명해){_POLITE}|보기|말해)",
    ),
)
_SHOW = r"(?:please |can you |could you |can i |i want to |i'd like to )*(?:show|give|tell|list|see|get|find|display|open|read|have)?(?: me| us)?(?: the| an?| some| any)? ?"
_WHICH = r"(?:source|citation|evidence|reference|quote|footnote|number|no\.?)? ?#?(?:\d{1,2})"
ENGLISH: Patterns = (
    (
        "around",
        rf"(?:source|citation|quote) #?\d{{1,2}} context|{_SHOW}(?:context|surroundings?|surrounding (?:text|sentences|context)) (?:of|for|around|from|to)(?: the)? (?:{_WHICH}|(?:first|second|third|last) (?:source|citation|quote))|(?:please )?show (?:me )?(?:the |its )?context|"
        rf"{_SHOW}(?:what (?:comes|stands|is) )?before and after {_WHICH}|{_SHOW}(?:source|citation) (?:\d{{1,2}}) in (?:its )?context",
    ),
    (
        "original",
        rf"{_SHOW}(?:original|full|whole|source)(?: (?:text|passage|paragraph))?(?: (?:of|for|from)(?: the)? {_WHICH})|{_SHOW}(?:source|citation|evidence) #?(?:\d{{1,2}})",
    ),
    (
        "sources",
        rf"(?:are there |do you have )?(?:any |some )?{_SHOW}(?:more|other|additional|further|another) (?:sources?|evidence|citations?|references?)",
    ),
    (
        "table",
        rf"{_SHOW}(?:put |make |turn )?(?:it |that |this |the answer )*(?:as|in|into|in the form of)? ?an? table(?: form(?:at)?| please)?|in table form(?:at)?|table,? please",
    ),
    (
        "brief",
        rf"{_SHOW}(?:make |keep |put )?(?:it |that |this )*(?:shorter|briefly|in short|in brief|in (?:one|a) (?:line|sentence)|a short(?:er)? answer|shorter answer|short(?:er)? version|short|brief|tl;?dr)|summari[sz]e(?: it| that| this)?",
    ),
    (
        "detail",
        rf"{_SHOW}(?:it |that |this )?(?:in )?(?:a (?:bit|little) )?(?:more|further|greater) (?:details?|info(?:rmation)?)|details|(?:please |can you |could you )?(?:explain|elaborate)(?: it| that| this)?(?: (?:in|with))?(?: more)?(?: details?| further)?|{_SHOW}more|(?:please )?(?:tell|show) me more|in (?:more )?detail|(?:please )?(?:go on|continue)|be more specific",
    ),
    (
        "another",
        rf"{_SHOW}(?:another|an?other|different|a different|alternative) answer|(?:please )?(?:try|ask|search|answer) again|again|regenerate|retry|something else",
    ),
    (
        "again",
        rf"{_SHOW}(?:it |that |the answer )?(?:show |say |repeat )(?:it |that |the answer )?(?:again)?",
    ),
)
CHINESE: Patterns = (
    (
        "around",
        r"(?:请)?(?:显示|给我看)?(?:第?(?:\d{1,2})(?:个|条|号)?(?:来源|出处|引用|证据)的?)?(?:上下文|前后文)",
    ),
    ("sources", r"(?:请)?(?:显示|给我|还有)?(?:更多|其他|别的)的?(?:来源|出处|引用|证据)(?:吗)?"),
    ("table", r"(?:请)?(?:用|以|做成)(?:表格)(?:的?形式)?(?:显示|表示|整理|回答)?"),
    (
        "brief",
        r"(?:请)?(?:更|再)?(?:简短|简单|简洁)(?:一点|一些|地)?(?:回答|说明|说)?|(?:请)?(?:用)?一句话(?:回答|概括|总结)?",
    ),
    ("detail", r"(?:请)?(?:更|再)?详细(?:一点|一些|地|说明|解释|说){0,3}"),
    ("another", r"(?:换(?:一)?个|别的|其他)答案|再(?:回答|试)一次"),
)
