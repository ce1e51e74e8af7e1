"""The title that a person would give a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Block, Document

_GENERIC = frozenset(
    (
        "보도자료 보도참고자료 보도설명자료 설명자료 참고자료 "
        "연구보고서 최종보고서 중간보고서 보고서 "
        "이슈리포트 정책브리프 공고문 입법예고 안내문 회의자료 회의록 제출문 "
        "목차 차례 요약 서문 머리말 개요 서론 들어가며"
    ).split()
)
# `가온산업부 보도자료` is the head of its paper.
_LETTERHEAD = re.compile(r"\S{2,14}\s?(?:보도자료|보도참고자료|설명자료|브리핑)")
_STATIONERY = (
    "보도시점",
    "보도일시",
    "배포",
    "담당",
    "문의",
    "작성",
    "일시",
    "장소",
    "수신",
    "발신",
    "발행",
    "주관",
    "제출",
)
_SERIES = re.compile(r"(?:\(\d{1,3}\))?")
_DATED = re.compile(r"\d{4}\s?[.년-]\s?\d{1,2}|\d{1,2}:\d{2}|@|https?:")
_NOTICE = re.compile(r"제\s?\d{2,4}\s?[-–]\s?\d+\s?호")
_OFFICE = re.compile(r".*(?:장관|청장|시장|군수|구청장|도지사|위원장|교육감|원장|이사장|귀하|귀중)")
# What programs write where nobody named the file.
_JUNK = re.compile(
    r"(?:제목\s?없음|무제|(?:새|빈)?\s?문서\s?\d*|통합\s?문서\s?\d*|프레젠테이션\s?\d*|슬라이드\s?\d*|"
    r"untitled.*|(?:document|doc|book|sheet|slide|presentation|title)\s?\d*|powerpoint\b.*|"
    r"microsoft (?:word|powerpoint|excel) - .*|[^\s]*\.(?:indd|qxd|ai|psd|tmp|rtf)|"
    r".*\.(?:hwpx?|docx?|pptx?|xlsx?|pdf|txt|html?)|[\W\d_]*|.)",
    re.IGNORECASE | re.DOTALL,
)
# Bytes of one encoding read as another.
_MOJIBAKE = re.compile("[\x7f-\xff]{3,}|\ufffd|[\x00-\x08]")
# The title that these hold is often a template's, an older document's, or the first words typed.
_FILLED_IN = frozenset("hwp hwpx docx pptx xlsx pdf odt odp ods doc ppt xls".split())
_OPENING = 10
_OPENING_CHARS = 3000
_TITLE_MAX = 80
_SHORT_MAX = 60


def document_title(document: Document, blocks: Sequence[Block]) -> str:
    """Return the title a person would give the document, never empty.

    The file's own title counts unless a program made it up or, in formats that fill it in
    by themselves, the document does not open with it; then the title on the first page does.
    """
    named = " ".join(document.title.split())
    printed = _printed_title(blocks)
    if named and not _JUNK.fullmatch(named) and not _MOJIBAKE.search(named):
        trusted = document.format not in _FILLED_IN or _opens_with(document, named)
        if trusted and not (printed and _is_generic(named)):
            return named
        return printed or named
    if printed:
        return printed
    name = document.source.rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] or name or document.source


def _opens_with(document: Document, title: str) -> bool:
    opening = "".join(document.text[:_OPENING_CHARS].split())
    return "".join(title.split()) in opening


def _printed_title(blocks: Sequence[Block]) -> str:
    shown = [block for block in blocks if block.kind != "furniture"]
    opening = shown[:_OPENING]
    counted = {block.marker for block in shown if block.kind == "heading"}
    # A banner (`전문가오피니언 5월`) stands above the title and is shorter.
    tops = [block.view.text for block in opening[:3] if _is_top(block, counted)]
    if tops:
        return max(tops, key=len)
    found = ""
    for at, block in enumerate(opening):
        text = block.view.text
        if block.kind == "paragraph" and _could_be_title(text, at):
            if at < 3:
                return text
            found = found or text
        elif _is_top(block, counted):
            return text
        elif block.kind == "heading" and block.marker:
            break
    return found


def _is_top(block: Block, counted: set[str]) -> bool:
    """Tell a title with or without its number in a series from the first chapter."""
    is_series = bool(_SERIES.fullmatch(block.marker))
    if block.marker == "(1)" and "(2)" in counted:
        is_series = False
    return (
        block.kind == "heading"
        and block.level == 1
        and is_series
        and not _is_generic(block.view.text)
    )


def _could_be_title(text: str, at: int) -> bool:
    return (
        3 < len(text) <= (_TITLE_MAX if at < 3 else _SHORT_MAX)
        and not _is_generic(text)
        and not text.endswith((".", ":", ","))
        and not _DATED.search(text)
        and not _NOTICE.search(text)
        and not _OFFICE.fullmatch(text)
        and not text.startswith(_STATIONERY)
        and not text.startswith(("-", "("))
    )


def _is_generic(text: str) -> bool:
    return "".join(text.split()) in _GENERIC or bool(_LETTERHEAD.fullmatch(text))
