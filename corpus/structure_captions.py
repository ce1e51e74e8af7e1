"""Captions, units and sources around tables and figures."""

from __future__ import annotations

import re

from corpus.structure_lines import ends_as_sentence

_OPEN, _CLOSE = r"[<〈〔\[【《(‹«]", r"[>〉〕\]】》)›»]"
_NUMBER = r"(?:[A-Z]-?)?(?:\d{1,3}|[Ⅰ-Ⅻ]|[IVX]{1,4})(?:\s?[-–.]\s?\d{1,3}){0,2}"
_TABLE_WORDS = r"(?:부표|표|도표|통계표|Table|TABLE|表格?)"
_FIGURE_WORDS = r"(?:그림|사진|도식|차트|Figure|FIGURE|Fig\.?|[图圖])"
_BRACKETED = re.compile(
    rf"{_OPEN}\s*(?:(?P<table>{_TABLE_WORDS})|(?P<figure>{_FIGURE_WORDS}))"
    rf"\s*{_NUMBER}\s*[.:]?\s*{_CLOSE}"
)
_PLAIN = re.compile(
    rf"(?:(?P<table>{_TABLE_WORDS})|(?P<figure>{_FIGURE_WORDS}))\s*{_NUMBER}"
    r"(?:\s*[.:：]\s*|\s{1,4})(?=\S)"
)
_WHOLE = re.compile(
    rf"{_OPEN}\s*(?:(?P<table>{_TABLE_WORDS})|(?P<figure>{_FIGURE_WORDS}))"
    rf"\s*{_NUMBER}[.:\s].*{_CLOSE}$"
)
_BARE = re.compile(rf"(?:{_TABLE_WORDS}|{_FIGURE_WORDS})\s*{_NUMBER}\s*[.:]?")
# `< 표 > 연도별 매출`: a table without number.
_UNNUMBERED = re.compile(rf"(?!\(){_OPEN}\s*(?:표|도표|통계표)\s*{_CLOSE}(?=\s+\S|$)")
_BOXED = re.compile(r"[<〈《【\[‹«]\s*([^<>〈〉《》【】\[\]‹›«»]{2,60}?)\s*[>〉》】\]›»]")
# `[별표 1] 지원 기준`: an annex, whose title names the table below it.
_ANNEX = re.compile(
    rf"{_OPEN}\s*(?:별\s?표|붙\s?임|별\s?첨|첨\s?부|참\s?고|부\s?표)\s*"
    rf"(?:제?\s*\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?\s?호?)?\s*{_CLOSE}\s*(?=\S)"
)
# A letter lists what is attached to it: `[붙임] 1. 사업 개요 1부`.
_ENCLOSED = re.compile(r"\d{1,2}\s?[.)]")
# What else a bracket with the unit says before it: `(2023년 말, 단위: 명)`.
_BESIDE = r"(?:[^()\[\]<>〈〉:：]{1,40}[,;]\s{0,3})?"
_UNIT = re.compile(
    rf"(?:[(\[〈<【]\s*{_BESIDE})?단\s?위\s*[:：]\s*(?P<unit>[^()\[\]]+?)\s*[)\]〉>】]?$"
)
_UNIT_INSIDE = re.compile(
    rf"[(\[〈<]\s*{_BESIDE}단\s?위\s*[:：]\s*(?P<unit>[^()\[\]<>]{{1,60}}?)\s{{0,9}}[)\]〉>]"
)
_UNIT_AT_END = re.compile(
    r"\((?P<unit>(?:천|만|백만|천만|억|십억|조|천억)?\s?(?:원|명|달러|위안|엔|톤|개사|개소|건)|%)\)$"
)
_SOURCE = re.compile(
    r"(?:[*※]\s*)?(?:"
    r"[<〈〔\[(【]\s*(?:자료|출처|자료원|자료출처|주|주석|비고|참고)\s*[>〉〕\])】]\s*[:：]?"
    r"|(?:자\s?료|출\s?처|자료원|자료출처|주|주석|Sources?|Notes?|资料来源|注)\s*\d?\)?\s*[:：]"
    r"|주\s?\d?\)\s?\S)"
)
_TABLE_NOTE = re.compile(r"(?:\*{1,3}|※|\d\)|[a-d]\)|†)\s?\S")
# Longer lines that begin like a caption are sentences about the table.
_MAX_WIDTH = 160
_UNIT_MAX = 60


def caption_kind(text: str) -> str:
    """Return `table`, `figure`, or nothing where a line is no caption."""
    if len(text) > _MAX_WIDTH:
        return ""
    found = _BRACKETED.match(text) or _WHOLE.match(text)
    if found is None and _UNNUMBERED.match(text):
        return "" if ends_as_sentence(text) or text.endswith(".") else "table"
    if found is None:
        found = _PLAIN.match(text)
        if found is None or text.endswith((".", "다", "함", "임", "음", ",")):
            return ""
    return "table" if found["table"] else "figure"


def is_bare_caption(text: str) -> bool:
    """Tell a caption's number without its title, which then stands on the next line."""
    return bool(_BRACKETED.fullmatch(text.strip()) or _BARE.fullmatch(text.strip()))


def is_boxed_title(text: str) -> bool:
    """Tell a title in brackets (`< 업종별 도입률 >`), which names what stands below."""
    found = _BOXED.fullmatch(text) if len(text) <= _MAX_WIDTH else None
    if found is None or is_source(text):
        return False
    return not ends_as_sentence(found[1].rstrip())


def annex_title(text: str) -> str:
    """Return the title behind the sign of an annex in brackets (`[별표 1] 지원 기준`)."""
    found = _ANNEX.match(text) if len(text) <= _MAX_WIDTH else None
    if found is None or _ENCLOSED.match(text, found.end()):
        return ""
    if ends_as_sentence(text) or text.endswith((".", "?", "!", ":")):
        return ""
    return text[found.end() :]


def unit_of(text: str) -> str:
    """Return what a line that only states the unit states (`억원`), else nothing."""
    found = _UNIT.match(text) if len(text) <= _UNIT_MAX else None
    return found["unit"] if found else ""


def unit_inside(text: str) -> str:
    """Return the unit that a caption states in brackets, else nothing."""
    found = _UNIT_INSIDE.search(text) or _UNIT_AT_END.search(text)
    return found["unit"] if found else ""


def is_source(text: str) -> bool:
    """Tell a line that names the source of a table or figure or comments on it."""
    return bool(_SOURCE.match(text))


def is_table_note(text: str) -> bool:
    """Tell a line that, straight after a table, explains a sign in it."""
    return bool(_TABLE_NOTE.match(text))
