"""The units of figures: what each counts, and the one name of its writings."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answer_types import AnswerType

_RATIOS = "%p %포인트 퍼센트포인트 퍼센트 percent % ％ 배 할 포인트 프로".split()
_MONEY = (
    "원 달러 위안 엔 유로 파운드 크로나 루피 바트 루블 페소 링깃 dollars dollar won yen yuan "
    "euros euro "
    "元 韩元 美元 日元"
).split()
_COUNTED = (
    "영업일 개월 년간 년 주일 주간 주 일간 일 시간 분 초 세기 명 인 사람 名 人 개소 개교 개국 "
    "개사 개사 개 "
    "군데 곳 건 대 가구 세대 가지 호점 호기 호실 호 회 번째 번 차례 차로 차시 위 등급 등 단계 층 "
    "동 권 편 쪽 "
    "페이지 점 석 병상 좌석 자리 종류 종 마리 두 척 채 쌍 표 세 살 학급 학점 과목 팀 업체 기업 "
    "기관 센터 도시 나라 국 팔레트 브릭스 상자 포기 그루 벌 켤레 병 잔 그릇 장 필지 면 평 개동 "
    "억원 킬로미터 센티미터 밀리미터 마이크로미터 나노미터 제곱킬로미터 제곱미터 평방미터 "
    "세제곱미터 미터 "
    "헥타르 킬로그램 밀리그램 그램 톤 리터 배럴 킬로와트시 메가와트시 킬로와트 메가와트 기가와트 "
    "와트 도 "
    "㎞/h km/h m/s mg/L ㎎/L ㎍/㎥ μg/m³ ppm ppb Hz kHz MHz GHz kWh MWh GWh TWh ㎾h kW MW GW ㎾ "
    "㎿ MWp kWp W kVA "
    "Gbps Mbps TEU km² km2 ㎢ m² m2 ㎡ m³ m3 ㎥ km ㎞ cm ㎝ mm ㎜ ㎛ μm nm ha ㏊ kg ㎏ mg ㎎ mL ㎖ "
    "℃ °C dB TB GB MB L t g m 天 个月 个 公里 小时 years year months month weeks week days day "
    "hours "
    "hour minutes people persons students firms companies places times cases units tons"
).split()
CANONICAL = {
    "퍼센트": "%", "percent": "%", "％": "%", "프로": "%", "%포인트": "%p", "퍼센트포인트": "%p",
    "dollars": "달러", "dollar": "달러", "美元": "달러", "won": "원", "韩元": "원", "yen": "엔",
    "元": "위안", "yuan": "위안", "euro": "유로", "euros": "유로", "$": "달러", "US$": "달러",
    "₩": "원", "€": "유로", "£": "파운드", "사람": "명", "인": "명", "名": "명", "人": "명",
    "people": "명", "persons": "명", "군데": "곳", "개소": "곳", "places": "곳", "차례": "회",
    "번": "회",
    "times": "회", "살": "세", "톤": "t", "tons": "t", "킬로미터": "km", "㎞": "km",
    "센티미터": "cm",
    "㎝": "cm", "밀리미터": "mm", "㎜": "mm", "㎛": "μm", "마이크로미터": "μm", "미터": "m",
    "헥타르": "ha",
    "㏊": "ha", "킬로그램": "kg", "㎏": "kg", "제곱미터": "m2", "평방미터": "m2", "㎡": "m2",
    "m²": "m2",
    "㎢": "km2", "km²": "km2", "제곱킬로미터": "km2", "㎥": "m3", "m³": "m3", "세제곱미터": "m3",
    "리터": "L", "킬로와트": "kW", "㎾": "kW", "메가와트": "MW", "㎿": "MW", "기가와트": "GW",
    "킬로와트시": "kWh", "㎾h": "kWh", "메가와트시": "MWh", "주일": "주", "주간": "주",
    "년간": "년",
    "일간": "일", "도": "℃", "°C": "℃", "天": "일", "days": "일", "day": "일", "years": "년",
    "year": "년", "months": "개월", "month": "개월", "个月": "개월", "달": "개월", "hours": "시간",
    "hour": "시간", "小时": "시간", "minutes": "분", "weeks": "주", "week": "주", "종류": "종",
    "가지": "종", "㎎/L": "mg/L", "μg/m³": "㎍/㎥", "㎎": "mg", "㎖": "mL", "km/h": "㎞/h",
}  # fmt: skip
CLASS: dict[str, AnswerType] = {
    **dict.fromkeys(_COUNTED, "amount"),
    **dict.fromkeys((*_MONEY, "$", "US$", "₩", "€", "£"), "money"),
    **dict.fromkeys(_RATIOS, "ratio"),
}  # fmt: skip
POWERS = {
    "십": 1, "백": 2, "천": 3, "만": 4, "십만": 5, "백만": 6, "천만": 7, "억": 8, "십억": 9,
    "백억": 10, "천억": 11, "조": 12, "경": 16, "万": 4, "万亿": 12, "亿": 8,
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
}  # fmt: skip
_LONGEST = max(map(len, CLASS))
_GAP = re.compile(r"\s?여?\s?")
# A unit that goes on like this is the beginning of another word.
_OTHER_WORD = re.compile(
    r"대(?:학|한민국|리점|의|책|상|응|비|체|안(?!팎))|기(?!관)|분[기야]|학교|의회|장애|일(?:반|"
    r"부|자리|상|정)|"
    r"명(?:확|칭|예|절|목)|인(?:력|구|건|증|프|공|천|터|지|근)|개(?:발|최|선|정|편|방|인|통|관)|"
    r"점(?:수|검|유|포)|"
    r"위(?:원|험|한|해|탁|치|성)|회(?:의|원|사|수|계|복)|도(?:시|로|입|서|내|움|민)|주(?:민|요|"
    r"택|변|관|거|차|최)|"
    r"호(?:출|텔|선|남)|면(?:적|제|접|담)|표(?:준|시|현)|장(?:비|기|소|애|관|학)|동(?:안|네|시|"
    r"일|부)|세(?:계|금|부|종|대)|"
    r"원(?:인|칙|래|활|료)|시간표|배(?:출|송|정|치)|권(?:역|한|고)|달(?:성|라)|층(?:계)|석(?:유|"
    r"사)|"
    r"자리잡|종(?:합|사|료|전)|건(?:강|물|설|축)|초(?:등|기|과)|번(?:호|지)|두(?:드|레)|국(?:가|"
    r"내|제|민)|벌(?:금)|상자료"
)


# What may stand behind a unit of one syllable that is no other word's beginning.
_BEHIND = frozenset(
    "이가은는을를의에로도만과와씩당간인까부정짜내쯤뿐밖중마째나며고였으보처대여안라할후전꼴임됨수다예야죠지네"
)


@lru_cache(maxsize=8192)
def read_unit(behind: str) -> tuple[str, int]:
    """Return the unit that a text behind a figure begins with, and where it ends (0: none)."""
    gap = _GAP.match(behind)
    at = gap.end() if gap else 0
    is_letter = behind[at : at + 1].isascii() and behind[at : at + 1].isalpha()
    for length in range(_LONGEST, 0, -1):
        unit = behind[at : at + length]
        if len(unit) < length or unit not in CLASS:
            continue
        after = behind[at + length : at + length + 1]
        if is_letter and after.isascii() and after.isalnum():
            continue
        if length == 1 and "가" <= after <= "힣" and after not in _BEHIND:
            return "", 0
        if length <= 2 and _OTHER_WORD.match(behind, at):
            return "", 0
        return unit, at + length
    return "", 0
