"""Foreign words as people spell them: 콘텐츠 and 컨텐츠, held against the library's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from index.letters import INITIALS, VOWELS, Syllable, is_syllable

# What both are written often, the standard spelling first (외래어 표기법).
_PAIRS = (
    "콘텐츠/컨텐츠 플랫폼/플렛폼 플랫폼/플래폼 디지털/디지탈 센터/센타 데이터/데이타 "
    "메시지/메세지 파리/빠리 로봇/로보트 슈퍼/수퍼 리더십/리더쉽 파트너십/파트너쉽 멤버십/멤버쉽 "
    "인턴십/인턴쉽 스킨십/스킨쉽 초콜릿/초콜렛 초콜릿/초코렛 액세서리/악세사리 액세스/억세스 "
    "네트워크/네트웍 알고리즘/알고리듬 콘퍼런스/컨퍼런스 컨베이어/콘베이어 컨트롤/콘트롤 "
    "콤플렉스/컴플렉스 심포지엄/심포지움 카탈로그/카달로그 팸플릿/팜플렛 비즈니스/비지니스 "
    "서비스/써비스 시스템/씨스템 스태프/스탭 세미나/쎄미나 프런트/프론트 파일/화일 패밀리/훼미리 "
    "텔레비전/텔레비젼 비전/비젼 주스/쥬스 차트/챠트 벤처/벤쳐 피처/피쳐 스케줄/스케쥴 "
    "매뉴얼/메뉴얼 애플리케이션/어플리케이션 캐릭터/케릭터 케이크/케익 테이프/테입 "
    "라이선스/라이센스 바비큐/바베큐 배터리/밧데리 배터리/바테리 밸브/발브 뷔페/부페 블록/블럭 "
    "블록체인/블럭체인 슬래브/슬라브 아웃렛/아울렛 앙케트/앙케이트 에스컬레이터/에스칼레이터 "
    "오리지널/오리지날 윈도/윈도우 재킷/자켓 카페/까페 커버/카바 타깃/타겟 테크놀로지/테크놀러지 "
    "트렌드/트랜드 팀워크/팀웍 포털/포탈 플래카드/플랭카드 하이브리드/하이브리트 헬멧/헬맷 "
    "도넛/도너츠 렌터카/렌트카 로열티/로얄티 로켓/로케트 마니아/매니아 몽타주/몽타쥬 "
    "미스터리/미스테리 브러시/브러쉬 선루프/썬루프 스펀지/스폰지 싱가포르/싱가폴 엔도르핀/엔돌핀 "
    "옐로/옐로우 유니언/유니온 점퍼/잠바 카펫/카페트 캐비닛/캐비넷 캡슐/캅셀 "
    "컬래버레이션/콜라보레이션 쿠데타/쿠테타 크리스털/크리스탈 클라이맥스/클라이막스 "
    "타이베이/타이페이 터미널/터미날 토털/토탈 팡파르/팡파레 페스티벌/페스티발 플루트/플룻 "
    "필름/필림 호찌민/호치민 톈진/텐진 베이징/북경 컴퓨터/컴퓨타 모니터/모니타 프린터/프린타 "
    "카메라/캐머라 모터/모타 소파/쇼파 셔츠/샤쓰 워크숍/워크샵 카운슬링/카운셀링 "
    "인플루언서/인플루엔서 다이내믹/다이나믹 메커니즘/매커니즘 난센스/넌센스 레퍼토리/레파토리 "
    "로터리/로타리 리모컨/리모콘 마케팅/마켓팅 밀크셰이크/밀크쉐이크 셰어/쉐어 셰프/쉐프 "
    "소시지/소세지 스티로폼/스치로폼 앰뷸런스/앰블란스 어댑터/아답터 카디건/가디건 커미션/코미션 "
    "컨소시엄/콘소시엄 프라이팬/후라이팬"
)
_NO_STEMS = re.compile(
    r"(?:에서는|에서|에게|으로는|으로|부터|까지|이라는|라는|에는|이란|란|은|는|이|가|을|를|의|에|로|와|과|도|만)$"
)
# Vowels that spellers waver between, and the consonants of one place of the mouth.
_WAVER = {
    "ㅐ": "ㅔㅏ", "ㅔ": "ㅐㅣ", "ㅓ": "ㅗㅏ", "ㅗ": "ㅓ", "ㅏ": "ㅓㅐ", "ㅣ": "ㅔㅟ", "ㅟ": "ㅣ",
    "ㅕ": "ㅓ", "ㅑ": "ㅏ", "ㅠ": "ㅜ", "ㅛ": "ㅗ", "ㅜ": "ㅠ", "ㅡ": "ㅜ", "ㅖ": "ㅔ", "ㅞ": "ㅖ",
}  # fmt: skip
_CLASSES = ("ㄱㄲㅋ", "ㄷㄸㅌ", "ㅂㅃㅍ", "ㅅㅆ", "ㅈㅉㅊ", "ㅍㅎ")
# Final consonants: none, ㄱ, ㄷ, ㄹ, ㅂ, ㅅ, ㅋ, ㅌ, ㅍ by their places in a syllable's code.
_FINALS = {19: (25, 7), 25: (19,), 7: (19,), 1: (24,), 24: (1,), 17: (26,), 26: (17,)}
# Syllables that native and Sino-Korean words seldom have.
_FOREIGN = re.compile(
    "[트티터테텐텔덴디즈츠크클플프브블렉렌렛랫켓킷콘컨케캐쿠커펜펙팩패퍼포폼품링딩핑쉽십샵숍틱릭닉믹]"
)


def spell_otherwise(run: str, is_known: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Yield words in a run of Hangul with other spellings that the library has.

    Frequent pairs are found in compounds too (`컨텐츠산업`). Other spellings are tried by rule:
    of words of three syllables that the library does not have, or that look foreign.
    """
    pairs = _frequent()
    covered = False
    for size in range(min(7, len(run)), 1, -1):
        for at in range(len(run) - size + 1):
            word = run[at : at + size]
            if word in pairs and (size > 2 or _is_alone(run, at, size)):
                for other in pairs[word]:
                    if is_known(other):
                        covered = True
                        yield word, other
    if covered:
        return
    stem = _NO_STEMS.sub("", run) if not is_known(run) else run
    if len(stem) < 3:
        return
    is_foreign = bool(_FOREIGN.search(stem))
    if is_known(stem) and not is_foreign:
        return
    for other in _variants(stem):
        if is_known(other) and (is_foreign or _FOREIGN.search(other)):
            yield stem, other


@lru_cache(maxsize=1)
def _frequent() -> dict[str, tuple[str, ...]]:
    pairs: dict[str, tuple[str, ...]] = {}
    for pair in _PAIRS.split():
        left, right = pair.split("/")
        pairs[left] = (*pairs.get(left, ()), right)
        pairs[right] = (*pairs.get(right, ()), left)
    return pairs


def _is_alone(run: str, at: int, size: int) -> bool:
    """Tell whether two syllables are a word: at the head of the run, or the tail of a long one."""
    rest = run[at + size :]
    return (not at and (not rest or not _NO_STEMS.sub("", rest))) or (at >= 2 and not rest)


def _variants(word: str) -> Iterator[str]:
    """Yield a word with one syllable spelled otherwise, or one vowel throughout."""
    for at, char in enumerate(word):
        if not is_syllable(char):
            continue
        its = Syllable.of(char)
        vowel, initial = VOWELS[its.vowel], INITIALS[its.initial]
        others = [replace(its, vowel=VOWELS.index(other)) for other in _WAVER.get(vowel, "")]
        others += [
            replace(its, initial=INITIALS.index(other))
            for group in _CLASSES
            if initial in group
            for other in group
            if other != initial
        ]
        others += [replace(its, final=other) for other in _FINALS.get(its.final, ())]
        for other in others:
            yield f"{word[:at]}{other}{word[at + 1 :]}"
