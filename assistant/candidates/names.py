"""Persons, organisations and places by how their names are built and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer_types import AnswerType
from assistant.candidates.candidate import Candidate, squeeze

_OFFICE = (
    r"(?:최고경영자|공동대표|대표이사|부위원장|위원장|연구책임자|책임연구원|선임연구원|"
    r"선임연구위원|연구위원|사무총장|사무국장|"
    r"센터장|본부장|지사장|지점장|구청장|이사장|부원장|부회장|부사장|부총장|도지사|변호사|해설사|"
    r"총괄|의장|장관|차관|총리|대통령|주석|"
    r"회장|사장|원장|소장|청장|단장|국장|과장|팀장|실장|관장|시장|군수|총장|학장|교장|교수|박사|"
    r"감독|작가|저자|대표|의원|위원|기자|"
    r"사서|계장|조합장|이장|촌장|필자|담당자|책임자|연구원|사무관|주무관|정책관|조정관|비서관|"
    r"연구관|감사관|심의관|협력관|사무처장|처장|부장|차장|전무|상무|수석|선수|"
    r"학생|CEO|씨)"
)
_SURNAME = (
    r"(?:남궁|황보|제갈|사공|선우|독고|서문|동방|김|이|박|최|정|강|조|윤|장|임|한|오|서|신|권|황|"
    r"안|송|류|"
    r"유|홍|전|고|문|양|손|배|백|"
    r"허|남|심|노|하|곽|성|차|주|우|구|민|진|나|지|엄|채|원|천|방|공|현|함|변|염|여|추|도|소|석|"
    r"선|설|마|길|연|위|표|명|기|반|"
    r"왕|금|옥|육|인|맹|제|모|탁|국|어|은|편|용|피|봉|경|사|부|가|복|태|목|형|두|감|음|빈|동|온|"
    r"호|범|좌|팽|승|간|상|시|갈)"
)
_NAME = rf"{_SURNAME}(?:[가-힣]{{1,2}}|○○|\*\*|OO|모)"
_FOREIGN = r"[가-힣]{2,6}(?:\s[가-힣]{1,7}){1,2}"
_PARTICLE = (
    r"(?=(?:이며|이고|이다|입니다|였다|[이가은는을를의와과도]|에게|께서|로|이라|인|"
    r"으로)?(?:[\s,.()·”’」]|$))"
)
_LEARNED = (
    r"(?:[가-힣](?:학자|작가|화가|업가|정치인|시인|언론인|예술가|건축가|음악가|인)|가수|배우|"
    r"선수|인물|작가|시인)"
)
_PERSON = re.compile(
    rf"(?<![가-힣])(?P<a>{_NAME})\s?{_OFFICE}(?:님)?(?=[이가은는을를의와과도,.\s()]|$|에게|께서|"
    rf"으로|로|인)"
    rf"|{_OFFICE}(?:인|은|는|이|가|에|에는|으로|로)?\s(?P<b>{_SURNAME}(?:[가-힣]{{2}}|○○|\*\*|"
    rf"OO)){_PARTICLE}"
    rf"|{_OFFICE}\s?[:：(]\s?(?P<f>{_NAME}){_PARTICLE}"
    rf"|(?<=\(){_OFFICE}\s(?P<g>{_NAME})(?=[),])"
    rf"|{_OFFICE}(?:\s?[:：]\s?|\s|\()(?P<c>{_FOREIGN})(?=[),.]|$|[은는이가](?:\s|$))"
    rf"|{_LEARNED}\s(?P<d>{_SURNAME}[가-힣]{{2}}|[가-힣]{{2,5}}\s[가-힣]{{1,6}})(?=[와과은는]\s|"
    rf"[,)]|[이가](?:\s|$))"
    r"|(?P<e>[A-Z][a-z]+(?:[\s-][A-Z][a-z-]+)+)"
)
_NO_PERSON = frozenset(
    "모든 전국 정부 이번 이날 지난 최근 현재 주요 한국 이후 이에 인근 장기 조사 국가 대한 신규 "
    "전체 전년 경기 소속 방문 공동 "
    "구체적 안전 하루 고령 강조 심사 추진 임명 선임 전국에 조직 지역 기관 사업 이상 이하 이내 "
    "이외 주민 시민 국민 우리 서로 "
    "공무원 위원회 이사회 주무관 전문가 소비자 연구원 위원장 지원을 강화 유치 신청 안내 회의 "
    "회의를".split()
)
# Who is no single person, but does it: `약사 64명이`, `농가의 것`, `연구부총장이 맡는다`.
_ROLE = re.compile(
    r"(?P<role>[가-힣]{0,8}(?:농가|약사|의사|간호사|교사|강사|주민|시민|학생|직원|사업자|사용자|"
    r"이용자|신청자|보호자|전문가|총장|단장|"
    r"국장|과장|군수|시장|도지사|대표|위원장|어민|기사|업체|기업))(?=[이가은는의을를에]|"
    r"\s\d|께|$|\s|,)"
)
_ORGANISATION = re.compile(
    r"(?P<n>(?:기업|업체|회사|은행|유통사|제조사|개발사|조합|단체|법인|재단)(?:인|"
    r"\s)\s?[‘“]?(?P<name>[가-힣A-Za-z]{2,12}?)(?=[’”(]|[이가은는을를의와과에,)]\s))"
    r"|(?P<o>(?:[A-Z][A-Za-z&.]*\s?)?[가-힣A-Za-z0-9·]{1,20}?(?:위원회|협의회|연구원|연구소|"
    r"진흥원|관리원|재단|공단|공사|협회|조합|"
    r"센터|은행|대학교|대학|병원|의료원|보건소|교육청|경찰청|시청|군청|구청|도청|청|처|부|원|국|"
    r"과|실|본부|사업단|추진단|조직위|학회|연합회|"
    r"연합|법인|그룹|전자|모터스|로보틱스|테크|로지스|디스플레이|데이터|머티리얼즈|모빌리티|마트|"
    r"물산|중공업|건설|화학|제약|증권|보험|"
    r"상사|회사|기업|신문|방송|도서관|박물관|미술관|감사원|의회|법원|공장|랩|팀))"
    r"(?:\(주\)|㈜)?(?=[이가은는을를의에와과도,.)·\s(]|$|에서|으로|로|라는|이라|\|)"
    r"|㈜\s?[가-힣A-Za-z]+|[가-힣A-Za-z]+(?:\(주\)|㈜)|주식회사\s[가-힣A-Za-z]+"
)
_NO_ORGANISATION = frozenset(
    "전부 일부 내부 외부 남부 북부 동부 서부 중부 정부 세부 간부 상부 하부 여부 공부 직원 지원 "
    "인원 정원 자원 차원 회원 위원 "
    "의원 공원 복원 학원 소원 만원 천원 억원 구성원 요원 임직원 연구원장 결과 효과 성과 통과 "
    "초과 사과 경과 부과 전과 과 부 원 청 처 국 "
    "실 확실 현실 사실 손실 교실 전국 각국 결국 외국 미국 중국 한국 태국 영국 대처 근처 출처 "
    "용처 신청 요청 지청 급여과 병실 "
    "상실 실 첨부 기부 납부 교부 승부 농부 어부 주부 상과 각 팀 그룹 단 거부 환원 동원 감원 충원 "
    "민원 후원 응원 전문과 자기 "
    "회수원 근원 수원 고객센터 후보지 공사 업무처 추진처 사무실 인터넷신문 건설 보험 화학 방송 "
    "신문 대학 병원 은행 기업 회사 센터 연합 조합".split()
)
_PLACE = re.compile(
    r"(?P<p>(?:[가-힣]{1,8}(?:특별자치도|특별자치시|광역시|특별시|도|시|군|"
    r"구)\s)?[가-힣A-Za-z0-9]{1,12}?(?:특별자치도|특별자치시|광역시|특별시|"
    r"해변|해수욕장|해안|공원|저수지|간척지|산업단지|단지|지구|마을|터미널|정류장|시장|광장|회관|"
    r"센터|청사|호텔|대교|교|다리|항|역|섬|산|강|만|도|시|군|구|읍|면|리|동|"
    r"대로|로(?=\s?\d|에서|에\s)|길|국|주|현|성|호|천|지점|지역|권|본관|별관|회의실|강당|도서관|"
    r"학교))"
    r"(?=[은는을를의에와과,.)·(]|이(?:다|며|고|라|었|\s)|가\s|에서|으로|로|\s|$|\||였|임)"
    r"|(?:[가-힣]{1,10}\s)?(?:본관|별관|회의실|강당|청사)(?=[은는을를의에과와,.)(]|\s|$|으로)"
    r"|(?P<country>베트남|대만|태국|일본|중국|미국|독일|영국|프랑스|이탈리아|스페인|캐나다|인도|"
    r"인도네시아|말레이시아|싱가포르|"
    r"필리핀|호주|러시아|브라질|멕시코|네팔|몽골|핀란드|스웨덴|노르웨이|덴마크|네덜란드|스위스|"
    r"홍콩|북한|우즈베키스탄|캄보디아)"
)
_NO_PLACE = frozenset(
    "제도 정도 한도 속도 온도 농도 강도 각도 용도 의도 태도 연도 년도 별도 유도 지도 보도 부도 "
    "수도 밀도 만족도 인지도 다시 즉시 일시 상시 "
    "표시 실시 전시 고시 잠시 동시 임시 수시 지시 당시 게시 출시 명시 학교 비교 종교 외교 조교 "
    "활동 행동 이동 운동 자동 노동 변동 공동 "
    "아동 작동 가동 유동 출동 관리 처리 정리 권리 논리 거리 심리 원리 우리 금리 승리 분리 수리 "
    "요구 연구 기구 가구 복구 청구 도구 입구 "
    "출구 인구 친구 전면 측면 방면 화면 표면 장면 내면 반면 수면 하면 경로 진로 도로 통로 선로 "
    "별로 서로 새로 바로 주로 따로 실제로 "
    "생산 예산 계산 재산 자산 확산 분산 부산물 건강 사항 공항 지원금 보호 신호 번호 기호 선호 "
    "상호 구호 인천 추천 실천 하천 원천 결국 전국 "
    "각국 외국 사업주 공급주 민주 입주 거주 만 도 시 군 구 리 동 로 길 국 주 호 산 강 성 특성 "
    "구성 작성 편성 가능성 안전성 여성 남성 "
    "공정성 완성 달성 조성 형성 필요성 중요성 고급 것만 동안 위주 실현 표현 출현 현 재현 구현 "
    "증권 기권 상권 구매권 주민만 지역 이 그 해당 "
    "소재지 권 이용권 회원권 교".split()
)


def find_persons(text: str) -> Iterator[Candidate]:
    """Yield the names beside an office; where there is none, roles that do something."""
    is_found = False
    for match in _PERSON.finditer(text):
        group = match.lastgroup or "a"
        start, end = match.span(group)
        if text[start:end] in _NO_PERSON:
            continue
        is_found = True
        yield _made(text, start, end, "person")
    if not is_found:
        for match in _ROLE.finditer(text):
            yield _made(text, match.start("role"), match.end("role"), "person")


def find_organisations(text: str) -> Iterator[Candidate]:
    """Yield what is named as organisations are."""
    for match in _ORGANISATION.finditer(text):
        group = "name" if match["name"] else 0
        start, end = match.span(group)
        if match["o"]:
            end = max(match.end("o"), end)
            if match["o"] in _NO_ORGANISATION or len(match["o"]) < 3:
                continue
            # 비율과 규모: a particle, not a division.
            if match["o"].endswith("과") and (len(match["o"]) < 4 or text[end : end + 1] == " "):
                continue
        yield _made(text, start, end, "organization")


def find_places(text: str) -> Iterator[Candidate]:
    """Yield what is named as places are."""
    for match in _PLACE.finditer(text):
        if match["p"] and (len(match["p"]) < 2 or match["p"].split()[-1] in _NO_PLACE):
            continue
        # 대법원도, 하면서도: a particle where nothing follows.
        if (
            match["p"]
            and match["p"].endswith("도")
            and text[match.end() : match.end() + 1] in " ,."
        ):
            continue
        yield _made(text, match.start(), match.end(), "place")


def find_named(text: str) -> Iterator[Candidate]:
    """Yield what a text sets in quotation marks, and what it says that a thing is."""
    for match in _QUOTED.finditer(text):
        yield _made(text, match.start(1), match.end(1), "entity")
    yield from find_contacts(text)
    for match in _COPULAR.finditer(text):
        yield _made(text, match.start(1), match.end(1), "entity")


def find_contacts(text: str) -> Iterator[Candidate]:
    """Yield the telephone numbers, addresses of mail and web, and numbers of forms of a text."""
    for match in _CONTACT.finditer(text):
        yield _made(text, *match.span(), "entity")


_QUOTED = re.compile(r"[‘“「『《〈]([^‘’“”「」『』《》〈〉]{1,40})[’”」』》〉]")
# A telephone number, an address of mail or of the web, a form of a rule.
_CONTACT = re.compile(
    r"(?<!\d)(?:\(0\d{1,2}\)|0\d{1,2})[-\s.]{1,2}\d{3,4}-\d{4}|(?<!\d)1\d{3}-\d{4}(?!\d)|"
    r"[\w.+-]{1,64}@[\w.-]{3,80}\w"
    r"|(?:https?://|www\.)[\w./?=&%#~-]{3,120}|(?:별지\s)?제\d{1,3}호(?:의\d{1,2})?\s?서식"
)
_COPULAR = re.compile(
    r"(?:것|곳|데|이름|명칭|품종|항목|분야|요인|"
    r"작품)[은는]\s([가-힣A-Za-z0-9·\s]{2,30}?)(?=임(?:[.\s]|$)|이(?:다|었|며|고)|으로|로\s|였|"
    r"[(.,])"
)


def _made(text: str, start: int, end: int, kind: AnswerType) -> Candidate:
    return Candidate(start, end, text[start:end], kind, squeeze(text[start:end]))
