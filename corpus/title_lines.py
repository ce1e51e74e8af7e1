"""What a line at the opening of a document is: its title, or what stands around a title."""

from __future__ import annotations

import re

from corpus.structure_lines import ends_as_sentence

_GENERIC = frozenset(
    (
        "보도자료 보도참고자료 보도설명자료 보도해명자료 설명자료 해명자료 참고자료 브리핑 "
        "연구보고서 최종보고서 중간보고서 결과보고서 보고서 연구자료 정책자료 업무자료 내부자료 "
        "이슈리포트 이슈브리프 정책브리프 산업브리프 브리프 현안보고 "
        "공고문 공고 고시 입법예고 행정예고 언론보도 "
        "안내문 안내 알림 공지 공지사항 회의자료 회의록 제출문 발표자료 배포자료 보고자료 업무보고 "
        "목차 표목차 그림목차 차례 순서 요약 요약문 국문요약 핵심요약 초록 "
        "서문 머리말 머리글 개요 서론 부록 "
        "들어가며 들어가는말 발간사 발간에즈음하여 인사말 일러두기 감사의글 결론 맺음말 나가며 "
        "붙임 별첨 첨부 참고 별지 별표 서식 양식 표지 속표지 판권 대외비 "
        "abstract summary executivesummary introduction contents tableofcontents preface foreword "
        "report pressrelease home index 홈 메인 메인페이지 게시판 摘要 目录 前言 附件"
    ).split()
)
# `[별지 제2호 서식]`, `붙임 1`, `참고자료 2`.
_ANNEX = re.compile(
    r"(?:붙임|별첨|첨부|참고|별지|별표|부록|서식|양식|참고자료|붙임자료)"
    r"(?:제?\d{1,3}(?:-\d{1,3})?호?)?(?:의?\d{1,2})?(?:서식|양식)?"
)
_AROUND = "<>〈〉[]【】〔〕《》「」『』()#*※○◎●□■◇◆▣▶·:： "
# `가온산업부 보도자료` is the head of its paper.
_PRESS = re.compile(r"\S{0,20}?(?:보도(?:참고|설명|해명)?자료|설명자료|해명자료|브리핑)")
_LETTERHEAD = re.compile(r"\S{2,14}(?:보도자료|보도참고자료|보도설명자료|설명자료|브리핑)")
_PAPER = re.compile(r"보도(?:참고|설명|해명)?자료")
_STATIONERY = re.compile(
    r"(?:(?:보도\s?(?:시점|일시|일자|일)|배포\s?(?:일시|일자|시점|일|기관|처)|담당\s?(?:부서|자|과|팀)|책임자|작성자|작성일"
    r"|발행(?:일|인|처|기관)|문의처|주관(?:부서|기관)|제출(?:일|자|처)|게재일|등록번호|엠바고)(?=[\s:：(|]|$)"
    r"|(?:보\s?도|배\s?포|담\s?당|문\s?의|작\s?성|일\s?시|장\s?소|수\s?신|발\s?신|참\s?조|발\s?행|편\s?집"
    r"|주\s?관|제\s?출|저\s?자|글|사\s?진|전\s?화|연구(?:책임자|기관|진)?)\s{0,3}(?:[:：|(]|\d|$))"
)
_SERIES = re.compile(
    r".{0,40}?(?:제?\s?\d{1,4}\s?호|\d{4}\s?[-–]\s?\d{1,3}|\d{1,2}월호?|(?i:vol|no)\.?\s?\d{1,4}|\d{1,3}권)"
    r"\s?(?:[\[(][^()\[\]]{0,30}[\])])?"
)
_NOTICE = re.compile(r"제\s?\d{2,4}\s?[-–]\s?\d+\s?호")
_OFFICE = re.compile(r".*(?:장관|청장|시장|군수|구청장|도지사|위원장|교육감|원장|이사장|귀하|귀중)")
_ISSUER = re.compile(
    r"(?:[(㈜주재사)]{1,4}\s?)?(?:\S{2,14}\s)?\S{1,16}"
    r"(?:연구원|연구소|진흥원|재단|공사|공단|협회|학회|위원회|대학교|평가원|개발원|정보원|관리원"
    r"|시청|군청|구청|도청)"
    r"|\S{2,12}(?:시|군|구|도|부|청|처|원|공사|공단)\s\S{1,12}(?:과|팀|국|실|센터)"
    r"|[가-힣]{2,6}(?:특별시|광역시|특별자치시|특별자치도)|[가-힣]{2,6}[부청처]"
    r"|(?:[가-힣] ){2,7}[부청처시군구원]"
)
_DAY = re.compile(
    r"\d{4}\s?[.년/-]\s?\d{1,2}\s?[.월/-]\s?\d{1,2}|['’]?\d{2}\.\s?\d{1,2}\.\s?\d{1,2}|\d{1,2}:\d{2}|@|https?:"
)
_MONTH = re.compile(r"\d{4}\s?[.년/-]\s?\d{1,2}(?:\s?[.월]|\b)")
_PHONE = re.compile(r"\(?0\d{1,2}\)?[-)]\s?\d{3,4}-\d{4}")
# `가온산업부(장관 아무개)는 20일` begins a report of what happened.
_BODY = re.compile(r"\S{2,20}\([^()]{2,40}\)(?:은|는|이|가)\s|\S+(?:은|는)\s\d{1,2}일\s")
_NUMBERED = re.compile(r"(?:[ⅠI]|1)\s?[.)]\s?\S|제\s?1\s?[장부편]")
_LETTERS = re.compile(r"[^\W\d_]")
TITLE_MAX = 80


def squash(text: str) -> str:
    """Return a line without white space."""
    return "".join(text.split())


def is_generic(text: str) -> bool:
    """Tell the name of a part or a kind of document (`요  약`, `붙임 1`, `가온부 보 도 자 료`)."""
    core = squash(text).strip(_AROUND).lower()
    return core in _GENERIC or bool(_ANNEX.fullmatch(core) or _LETTERHEAD.fullmatch(core))


def is_press_head(text: str) -> bool:
    """Tell the head of a press release's paper."""
    core = squash(text).strip(_AROUND)
    return bool(_PAPER.search(core) and _PRESS.fullmatch(core))


def is_series(text: str) -> bool:
    """Tell the name of a series with its number (`이슈브리프 제112호`, `브리프 2025-07`)."""
    return bool(_SERIES.fullmatch(text)) and not text.endswith(("법", "조례"))


def is_issuer(text: str) -> bool:
    """Tell the name of an office or an institute that stands alone on its line."""
    return bool(_ISSUER.fullmatch(text.strip(" ()")))


def is_front_matter(text: str) -> bool:
    """Tell who, when and where: lines around a title that are none."""
    if _STATIONERY.match(text.lstrip("▪■□◎○·-* ")) or _DAY.search(text) or _PHONE.search(text):
        return True
    if _NOTICE.search(text) or _OFFICE.fullmatch(text) or is_issuer(text):
        return True
    month = _MONTH.search(text)
    if month is None:
        return False
    rest = text[: month.start()] + text[month.end() :]
    return len(_LETTERS.findall(rest)) <= 4 or is_issuer(rest.strip(" .|/·()"))


def could_be_title(text: str, longest: int = TITLE_MAX) -> bool:
    """Tell a line that may be a title by its words alone."""
    return (
        3 < len(text) <= longest
        and len(_LETTERS.findall(text)) > 1
        and not is_generic(text)
        and not text.endswith((".", ":", ",", "。", "："))
        and not text.startswith(("-", "–", "(", "※", "*", "[수식", "[그림", "•"))
        and not is_front_matter(text)
        and not _BODY.match(text)
    )


def opens_document(lines: list[str]) -> bool:
    """Tell whether `lines[0]`, a running title elsewhere, stands here as the document's title.

    So it does where who published it and when, or the first part, follow, and no other title.
    """
    if not could_be_title(lines[0]) or is_series(lines[0]):
        return False
    below = lines[1:]
    for at, text in enumerate(below):
        if is_generic(text) or _NUMBERED.match(text):
            return True
        if not is_front_matter(text):
            return at > 0 and (not could_be_title(text) or ends_as_sentence(text))
    return bool(below)
