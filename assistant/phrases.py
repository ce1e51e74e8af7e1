"""The few words of our own in an answer: where what follows is from."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from index import DocumentRecord

# A longer title is cut at its subtitle, else behind a word.
MAX_TITLE_CHARS = 40
_EXTENSION = re.compile(
    r"\.(?:txt|md|html?|pdf|hwpx?|docx?|pptx?|xlsx?|csv|epub|eml|mht(?:ml)?)$", re.IGNORECASE
)
_SUBTITLE = re.compile(r"\s*[:：]\s+|\s+[-–—―~]\s+|\s*[(（\[〔](?=[^)）\]〕]*[)）\]〕]?$)")
# `[해외동향] ...` and `산업 브리프 2024-17: ...` name a series before the title.
_SERIES = re.compile(r"^(?:\[[^\]]{1,20}\]\s*|[^:：]{1,30}\d호?\s*[:：]\s+(?=.{8}))")
_LETTER = re.compile(r"[가-힣㐀-鿿]|[A-Za-z]+\s+[A-Za-z]+")
_NUMBERED = re.compile(r"[A-Za-z]{0,2}[-.]?\d{1,4}(?:-\d{1,4})?|[ivxlcIVXLC]{1,7}")
_QUOTES = str.maketrans("「」『』《》“”", "‘’‘’‘’‘’")
_TERM = re.compile(r"^[^.。:：]{1,30}[:：]\s")
_SENTENCE_END = re.compile(
    r"(?:[다요죠까음함됨임짐힘킴김림움][:：]?|[.!?。！？])[”’\"')）」』\]]*$"
)


def lead_in(
    record: DocumentRecord, page: int, text: str, language: str = "ko", *, is_row: bool = False
) -> str:
    """Return what leads to `text`, quoted from physical page `page` of a document.

    `「…」(2024, 3쪽)에 따르면,` before a sentence, and without the last words before what is
    none (`is_row`: cells of a table). Year and page only where the document has them and the
    title does not say the year; empty where the document has no name but its file's.
    """
    title = short_title(record)
    if not title:
        return ""
    year = record.fact("date")[:4]
    year = "" if year in title else year
    label = _page_label(record, page)
    label = "" if label == title else label
    is_sentence = bool(_SENTENCE_END.search(text.rstrip())) and not _TERM.match(text)
    is_sentence = is_sentence and not is_row
    if language == "zh":
        where = "，".join(filter(None, (year and f"{year}年", _chinese(label))))
        named = f"《{title}》" + (f"（{where}）" if where else "")
        return f"据{named}，" if is_sentence else f"{named}："
    if language == "en":
        where = ", ".join(filter(None, (year, _english(label))))
        named = f"“{title}”" + (f" ({where})" if where else "")
        return f"According to {named}," if is_sentence else f"{named}:"
    where = ", ".join(filter(None, (year, _korean(label))))
    named = f"「{title}」" + (f"({where})" if where else "")
    return f"{named}에 따르면," if is_sentence else f"{named}:"


def short_title(record: DocumentRecord) -> str:
    """Return a document's title as it may stand in a sentence.

    Without the file's extension, and of a long one only what stands before its subtitle;
    empty where the title is the name of a file that says nothing (`002_22ff68`).
    """
    title = " ".join(_EXTENSION.sub("", record.title).split()).translate(_QUOTES)
    is_file_name = _EXTENSION.sub("", PurePosixPath(record.source).name) == title
    if not title or (is_file_name and not _LETTER.search(title)):
        return ""
    title = _SERIES.sub("", title)
    if len(title) <= MAX_TITLE_CHARS:
        return title
    short = _SUBTITLE.split(title, maxsplit=1)[0].rstrip(" ,.")
    if 6 <= len(short) <= MAX_TITLE_CHARS:
        return short
    cut = (short if len(short) >= 6 else title)[:MAX_TITLE_CHARS]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,·") + "…"


def _page_label(record: DocumentRecord, page: int) -> str:
    """Return what a page is called, empty in a document of one page."""
    return (record.page_label(page) or str(page)) if len(record.pages) > 1 else ""


def _korean(label: str) -> str:
    return f"{label}쪽" if _NUMBERED.fullmatch(label) else label


def _english(label: str) -> str:
    return f"p. {label}" if _NUMBERED.fullmatch(label) else label


def _chinese(label: str) -> str:
    return f"第{label}页" if _NUMBERED.fullmatch(label) else label
