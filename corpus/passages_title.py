"""The title that a person would give a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Block, Document

_GENERIC = frozenset(
    (
        "보도자료 보도참고자료 설명자료 참고자료 연구보고서 최종보고서 이슈리포트 정책브리프 "
        "목차 차례"
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
_DATED = re.compile(r"\d{4}\s?[.년-]\s?\d{1,2}|\d{1,2}:\d{2}|@|https?:")


def document_title(document: Document, blocks: Sequence[Block]) -> str:
    """Return the title a person would give the document, never empty."""
    if document.title.strip():
        return document.title.strip()
    shown = [block for block in blocks if block.kind != "furniture"]
    for block in shown[:8]:
        if block.kind == "heading" and block.level == 1 and not _is_contents(block):
            return block.view.text
        if block.kind == "paragraph" and _could_be_title(block.view.text):
            return block.view.text
    top = next((block for block in shown if block.kind == "heading"), None)
    if top is not None and not top.marker:
        return top.view.text
    name = document.source.rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] or name or document.source


def _could_be_title(text: str) -> bool:
    closed = "".join(text.split())
    return (
        2 < len(text) <= 60
        and closed not in _GENERIC
        and not text.endswith((".", ":", ","))
        and not _DATED.search(text)
        and not text.startswith(_STATIONERY)
    )


def _is_contents(block: Block) -> bool:
    return "".join(block.view.text.split()) in ("목차", "차례", "요약", "서문", "머리말", "개요")
