"""Which kind of answer a noun asks for: 예산 a sum of money, 시행일 a date, 단장 a person."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

AnswerType = Literal[
    "amount",
    "ratio",
    "money",
    "date",
    "person",
    "organization",
    "place",
    "entity",
    "definition",
    "list",
    "reason",
    "method",
    "comparison",
    "yes-no",
    "summary",
    "fact",
]

# The longest ending of a noun that stands here decides; `fact` are those whose ending
# would mislead (교수 counts nothing).
_ENDINGS: dict[AnswerType, str] = {
    "ratio": (
        "률 율 이자율 비율 비중 점유율 증가율 퍼센트 프로 지분 분율 구성비 백분율 몫 금리 이자 "
        "배율 "
        "증감폭 성장세 확률 자급도"
    ),
    "money": (
        "예산 예싼 금액 가격 비용 요금 매출 매출액 돈 값 액수 액 비 료 세금 수당 임금 연봉 월급 "
        "급여 "
        "시급 봉급 보수 지원금 보조금 장려금 과태료 벌금 과징금 상금 한도 한도액 단가 시세 이익 "
        "손실 "
        "자산 부채 채무 월세 전세 보증금 적자 흑자 수입금 공사비 사업비 국비 지방비 도비 시비 "
        "자본금 "
        "수익 지출 세입 세출 기금 장학금 포상금 성금 기부금 자기부담금 분담금 출연금 투자금 융자금 "
        "대출금 배당금 시가총액 몸값 대금 재원 시장규모 판매가 도매가 소매가 정가 원가 유가 지가 "
        "공시지가"
    ),
    "amount": (
        "수 건수 개수 인원 규모 면적 길이 높이 무게 중량 용량 거리 온도 기온 수온 속도 농도 횟수 "
        "순위 "
        "등수 점수 평점 나이 연령 정원 현원 총원 인구 층수 기간 시간 넓이 너비 폭 깊이 두께 크기 "
        "부피 둘레 "
        "지름 "
        "량 생산량 강수량 배출량 발전량 물량 수량 분량 함량 두수 가구수 대수 평수 쪽수 학점 등급 "
        "지수 "
        "당도 능력 처리능력 밀도 습도 강도 고도 만족도 인지도 순번 임기 수명 관광객 방문객 손님 "
        "승객 환자 이용객 "
        "이용자 참가자 참여자 응시자 신청자 가입자 사망자 부상자 실업자 취업자 종사자 직원수 "
        "학생수 "
        "발생건수 개소 빈도 주기 오차 해상도 산출량 조회수 득표 표차 의석 좌석 병상 호수 세대"
    ),
    "date": (
        "일 연월 연월일 첫날 날짜 시기 일자 일시 시점 기한 시한 마감 연도 년도 시행일 개통일 "
        "완료일 발표일 마감일 "
        "준공일 "
        "완공일 생일 출생일 개최일 공고일 접수일 제출일 지급일 납부일 발행일 게시일 작성일 등록일 "
        "설립일 창립일 체결일 개원일 개관일 개장일 출시일 발효일 기준일 만료일 종료일 시작일 "
        "개시일 "
        "선거일 투표일 결정일 의결일 고시일 제정일 개정일 승인일 착공일 입주일 수정일 예정일 "
        "배포일 "
        "도입일 선고일 임용일 신고일 납기일 만기일 완료시점 신청기간 접수기간 모집기간 공모기간 "
        "행사기간 축제기간 운영기간 개최기간 사업기간 조사기간 공사기간 전시기간 방학기간 시행시기 "
        "요일 해 날 달 개통시기 만기 납기"
    ),
    "person": (
        "대표 대표이사 대표자 최고경영자 회장 부회장 사장 부사장 원장 부원장 소장 청장 장관 차관 "
        "총리 대통령 위원장 부위원장 의장 단장 국장 과장 팀장 실장 센터장 본부장 지사장 지점장 "
        "시장 도지사 군수 구청장 면장 교장 교감 총장 부총장 학장 교수 박사 감독 작가 저자 지은이 "
        "글쓴이 "
        "필자 담당자 책임자 연구책임자 실무자 발표자 사회자 설계자 창업자 설립자 창립자 발명가 "
        "개발자 "
        "제안자 신청인 주인공 사람 인물 담당 수상자 당선인 당선자 후보자 강사 이사장 감사 CEO "
        "사무총장 사무국장 위원 의원 판사 검사 변호사 기자 조사관 총괄"
    ),
    "organization": (
        "기관 회사 기업 업체 부처 부서 단체 협회 소관 주관 주최 주최측 시공사 발주처 문의처 신청처 "
        "접수기관 제조사 개발사 운영사 공급사 제작사 협력사 출판사 발행처 발행기관 담당과 주무부처 "
        "주관부처 소속 조직 은행 대학 대학교 학교 병원 법인 재단 공단 연구소 연구원 발주청 관청 "
        "관할 "
        "전담조직 상호명 기업명 회사명 은행명 기관명 직장 거래처 납품처 수탁기관 팀 방송국"
    ),
    "place": (
        "위치 장소 주소 소재지 도시 나라 국가 지역 지점 본사 곳 데 국적 마을 동네 구간 고향 출생지 "
        "발상지 원산지 산지 생산지 개최지 개최국 우승국 수도 접수처 접수장소 시군 시·군 시도 "
        "읍면 행선지 "
        "목적지 출발지 도착지 정류장 역 공항 항구 부지 입지 후보지 사업지 대상지 관광지 건물 "
        "사무소 "
        "상대국 수출국 수입국 회의실 지구 단지 해변"
    ),
    "entity": (
        "전화번호 연락처 대표번호 번호 팩스 이메일 메일 누리집 홈페이지 사이트 URL 이름 명칭 "
        "제목 상호 "
        "품종 작품 제품 상품 자료 재료 원료 음료 서비스 법률 규율 준비 경비실 설비 장비 정비 대비 "
        "국세 추세 기세 증세 시스템 프로그램 식물 동물 도구 소재 사례 특허"
    ),
    "definition": "뜻 정의 의미 개념 말뜻",
    "list": (
        "목록 종류 유형 서류 서식 항목 특징 장점 단점 장단점 문제점 과제 추진과제 준비물 구성원 "
        "명단 "
        "사항 유의사항 방향 전략 구비서류 제출서류 첨부서류 품목 업종 연혁 일정표 혜택 예외"
    ),
    "reason": "이유 까닭 원인 배경 계기 탓 동기 걸림돌 사유",
    "method": (
        "방법 절차 방안 방식 요령 경로 순서 대책 대응책 조치 해법 해결책 요리법 조리법 사용법 "
        "이용법 "
        "신청법 만드는법 법 과정 개선안"
    ),
    "comparison": "차이 차이점 비교 공통점 다른점",
    "summary": "요약 핵심내용 주요내용 개요 골자 요지 줄거리 결론 요점",
    "fact": (
        "스타일 모바일 프로파일 파일 과일 미사일 레일 오일 타일 매일 제일 통일 독일 동일 단일 "
        "유일 만일 이메일주소 대상 자격 요건 조건 기준 계획 결과 효과 상한 하한 현황 내용 입장 "
        "목표 전망 "
        "특수 우수 접수 변수 필수 준수 보수공사 함수 실수 다수 소수 회수 인수 흡수 철수 호수공원 "
        "근거 예비 소비 낭비 겸비 완비 평가 조율 자율 운율 투자 숫자 문자 전자 효율성 사회 기회"
    ),
}
_KIND_OF: dict[str, AnswerType] = {
    ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()
}
_LONGEST = max(map(len, _KIND_OF))
# Endings of one syllable that end too many words are words of their own.
_ALONE = frozenset("날 달 해 데 역 값 돈 폭 팀 법 뜻 분 탓 곳 몫 액세스".split())


@lru_cache(maxsize=4096)
def noun_kind(noun: str) -> AnswerType | None:
    """Return the kind of answer that a noun without its particle asks for, None if it says none."""
    if noun.endswith("일") and len(noun) < 3:
        return None
    for length in range(min(_LONGEST, len(noun)), 0, -1):
        ending = noun[-length:]
        kind = _KIND_OF.get(ending)
        if kind is None or (length < len(noun) and ending in _ALONE):
            continue
        return kind
    return None
