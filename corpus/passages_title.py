"""The title that a person would give a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Block, Document

_GENERIC = frozenset(
    (
        "보도자료 보도참고자료 설명자료 참고자료 연구보고서 최종보고서 이슈리포트 정책브리프 "
        "목차 차례 요약 서문 머리말 개요 서론 들어가며"
    ).split()
)
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
)
_SERIES = re.compile(r"(?:\(\d{1,3}\))?")
_DATED = re.compile(r"\d{4}\s?[.년-]\s?\d{1,2}|\d{1,2}:\d{2}|@|https?:")


def document_title(document: Document, blocks: Sequence[Block]) -> str:
    """Return the title a person would give the document, never empty."""
    if document.title.strip():
        return document.title.strip()
    shown = [block for block in blocks if block.kind != "furniture"]
    opening = shown[:8]
    # A banner (`전문가오피니언 5월`) stands above the title and is shorter.
    tops = [block.view.text for block in opening[:3] if _is_top(block)]
    if tops:
        return max(tops, key=len)
    for block in opening:
        if block.kind == "paragraph" and _could_be_title(block.view.text):
            return block.view.text
    name = document.source.rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] or name or document.source


def _is_top(block: Block) -> bool:
    """Tell a title with or without its number in a series from the first chapter."""
    is_series = bool(_SERIES.fullmatch(block.marker))
    return (
        block.kind == "heading"
        and block.level == 1
        and is_series
        and not _is_generic(block.view.text)
    )


def _could_be_title(text: str) -> bool:
    return (
        2 < len(text) <= 60
        and not _is_generic(text)
        and not text.endswith((".", ":", ","))
        and not _DATED.search(text)
        and not text.startswith(_STATIONERY)
    )


def _is_generic(text: str) -> bool:
    return "".join(text.split()) in _GENERIC
