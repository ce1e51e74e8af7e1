"""Under which constraints a question asks: its times, its names, the place to look."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.nominals import Nominal

# What is quoted is a name; what is a time is none.
_QUOTED = re.compile(r"[‘“「『《〈]([^‘’“”「」『』《》〈〉]{1,60})[’”」』》〉]|\"([^\"]{1,60})\"")
_LATER = r"(?:\s?(?:초|중순|말|하순|상순)(?![가-힣]{2}))?"
_TIME = re.compile(
    r"(?:(?:19|20)\d\d\s?[~∼-]\s?)?(?:(?:19|20)\d\d|(?<!\w)['’]\d\d)\s?년도?(?:\s?(?:1[0-2]|"
    r"[1-9])월(?:\s?\d{1,2}일)?"
    rf"|\s?[상하]반기|\s?[1-4]\s?(?:/\s?4\s?)?분기)?{_LATER}"
    r"|(?<![\d.])(?:19|20)\d\d\s?[./-]\s?\d{1,2}(?:\s?[./-]\s?\d{1,2})?(?!\d)"
    rf"|(?<!\d)(?:1[0-2]|[1-9])월(?:\s?\d{{1,2}}일)?{_LATER}|(?<![가-힣])[상하]반기|"
    rf"(?<!\d)[1-4]\s?(?:/\s?4\s?)?분기"
    r"|(?<![\d.,-])(?:19|20)\d\d(?![\d.,]|\s?(?:명|개|건|원|곳|대(?![가-힣])|가구|호|만|억|%))"
    r"|(?<![가-힣])(?:올해|금년|작년|지난해|전년|재작년|내년|이듬해|지난달|이번\s?달|지난주|오늘|"
    r"어제|현재|최근)(?=[에의은는도과와\s,?]|보다|부터|까지|대비|$)"
)
_YEAR = re.compile(r"(?<!\d)(?:((?:19|20)\d\d)|['’](\d\d)(?=\s?년))(?!\d)")

# What ends a name: of a place, an office, a firm; of a rule or an undertaking.
_NAME_END = re.compile(
    r".(?:특별시|광역시|특별자치도|연구원|연구소|진흥원|위원회|협의회|은행|공사|공단|재단|협회|"
    r"센터|대학교|병원|교육청|도서관|"
    r"박물관|조합|감사원|보건소|(?<=..)(?:시|도|군|구|부|청|처)|(?<=...)원|(?<=.)(?:법|조례|규칙))$"
)
_UNDERTAKING = re.compile(r"(?:사업|계획|조례|지침|법률|특별법|기본법|축제|대회|헌장|협약)$")
_NO_NAME = frozenset(
    "정도 제도 속도 온도 농도 한도 강도 연도 년도 밀도 태도 각도 용도 빈도 당시 일시 다시 즉시 "
    "표시 실시 고시 수시 동시 임시 지시 "
    "가구 연구 요구 인구 친구 도구 기구 복구 청구 일부 전부 내부 외부 여부 세부 정부 간부 신청 "
    "요청 직원 인원 정원 자원 지원 회원 "
    "위원 의원 구성원 임직원 민원 공무원 대처 근처 출처 방법 문법 기법 해법 요법 불법 위법 합법 "
    "용법 입법 도시 표지부 만족도 참여도 인지도 진도 "
    "이용도 선호도 중요도 완성도 난이도 신뢰도 투명도 우선순위도 차원 수원 근원 복원 증원 감원 "
    "학원 공원 병원 은행 센터 위원회 "
    "재단 공사 협회 조합 연구원 연구소 도서관 대학교 기초연구 주거용도 방식 주소지부 사업 계획 "
    "제도 지침 대책 전략 프로그램 "
    "건축법적 사용법 이용법 신청법 요리법 조리법 계산법".split()
)
_ASKING_WORDS = frozenset("누구 무엇 어디 언제 얼마 몇 무슨 어느 어떤".split())

_ALONE = (
    r"(?:붙임(?:\s?\d+)?|별표(?:\s?\d+)?|별지(?:\s?\d+)?|부록(?:\s?\d+)?|(?:<표\s?\d+>|"
    r"표(?:\s?\d+(?:-\d+)?)?)|그림\s?\d+"
    r"|제?\s?\d+\s?(?:장|절|조|항|호|권|쪽)|문서|파일|기사|칼럼|자료)"
)
_SOURCE = (
    r"(?:보도\s?자료|보고서|계획서|지침서?|공고문?|안내문|안내서|논문|통계|백서|회의록|연보|"
    r"소식지|조례|규정|규칙|시행령|협약서|계약서"
    r"|제안서|설명서|자료집|브리핑|공시|약관|특별법|기본법|\d{4}년판|년판)"
)
_SCOPE = re.compile(
    rf"(?:^|(?<=[\s,]))(?P<scope>(?:(?!이|그|저|위|"
    rf"해당)[가-힣A-Za-z0-9’‘“”「」『』《》()·-]+\s){{0,3}}"
    rf"(?:[가-힣A-Za-z0-9’‘“”「」『』《》()·-]*{_SOURCE}(?:\s{_ALONE})?|{_ALONE}))"
    r"(?:에\s?(?:따르면|의하면|있|나오|나온|적힌|실린)|에서는?(?=\s|,)|(?:을|를)\s?보면|"
    r"\s?기준으로|\s?상(?:으로|에서))"
)
# A predicate in front belongs to the question, not to the name of the source.
_CLAUSE = re.compile(r"^.*(?:[은는이가을를에서며고]|다고|라고|하는|되는)\s(?=\S)")
# A name of an undertaking begins at most so many words before its last.
_MAX_RUN = 3
_CAPITALS = re.compile(r"(?<=[a-z,] )[A-Z][\w&-]*(?:\s(?:of\s)?[A-Z][\w&-]*)*")
_DEFINING = re.compile(r"이?란\s*(?:무엇|뭐|뭔|어떤|무슨|\?|$)")
_POINTING = re.compile(
    r"(?:^|\s)(?:이|그|저|위|해당|어떤|어느|무슨)\s+$|^(?:이|그|저|위|해당|어떤|어느|무슨)\s"
)
# More names than that are a list of sides.
_MAX_ENTITIES = 8


def find_times(text: str) -> tuple[str, ...]:
    """Return the times that a question names, as it says them, each once, in order."""
    plain = _QUOTED.sub(lambda match: "’" * len(match.group()), text)
    found = (match.group().strip(" .") for match in _TIME.finditer(plain))
    return tuple(dict.fromkeys(found))


def find_years(times: Sequence[str]) -> tuple[str, ...]:
    """Return the years of the times in four digits, each once, in order."""
    years = (
        match[1] or ("19" if match[2] >= "60" else "20") + match[2]
        for time in times
        for match in _YEAR.finditer(time)
    )
    return tuple(dict.fromkeys(years))


def find_entities(text: str, nominals: Sequence[Nominal]) -> tuple[str, ...]:
    """Return the names in a question as it writes them, without particles, in order.

    `nominals` are the nouns of a Korean question. A name is quoted, a proper noun or a
    foreign word for Kiwi, or ends as names of places, offices, firms and undertakings do.
    """
    found: list[tuple[int, str]] = []
    taken: list[tuple[int, int]] = []
    for match in _QUOTED.finditer(text):
        found.append((match.start(), (match[1] or match[2]).strip()))
        taken.append(match.span())
    taken += [match.span() for match in _TIME.finditer(text)]
    if not nominals:
        # No Korean: what is written with a capital behind the first word.
        found += [(match.start(), match.group()) for match in _CAPITALS.finditer(text)]
    run: list[int] = []
    for nominal in nominals:
        start, end, is_open = nominal.start, nominal.end, not nominal.particle
        if any(start < last and first < end for first, last in taken):
            run = []
            continue
        word = text[start:end]
        if nominal.particle in ("란", "이란") and not _DEFINING.match(text, end):
            # The beginning of a name that Kiwi does not know.
            end += len(nominal.particle)
            word = text[start:end]
        is_name = word not in _NO_NAME and (nominal.is_proper or _NAME_END.search(word) is not None)
        if _UNDERTAKING.search(word) and (run or len(word) > 4):
            first = run[0] if run else start
            found = [(at, name) for at, name in found if not first <= at < end]
            found.append((first, text[first:end]))
        elif is_name and word not in _ASKING_WORDS and len(word) > 1:
            found.append((start, word))
        run = [*run, start][-_MAX_RUN:] if is_open else []
    names = (name for _, name in sorted(found))
    return tuple(dict.fromkeys(names))[:_MAX_ENTITIES]


def find_scope(text: str) -> str:
    """Return the document or section that a question keeps to, as it says it, else empty."""
    match = _SCOPE.search(text)
    if match is None:
        return ""
    scope = _CLAUSE.sub("", match["scope"]).strip()
    # `이 보고서` is the one that is spoken of, whichever that is.
    pointed = _POINTING.search(text, 0, match.start("scope"))
    return "" if pointed or _POINTING.match(scope + " ") else scope
