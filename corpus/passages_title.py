"""The title that a person would give a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from unicodedata import normalize

from corpus.document import Block, Document
from corpus.title_lines import (
    could_be_title,
    is_generic,
    is_issuer,
    is_series,
    squash,
)
from corpus.title_opening import Opening, headline, opening_lines

# What programs write where nobody named the file.
_JUNK = re.compile(
    r"(?:제목\s?없음|무제|(?:새|빈)?\s?문서\s?\d*|통합\s?문서\s?\d*|프레젠테이션\s?\d*|슬라이드\s?\d*|"
    r"untitled.*|(?:new )?(?:document|doc|book|sheet|slide|presentation|title)\s?\d*|"
    r"powerpoint\b.*|"
    r"microsoft (?:word|powerpoint|excel) - .*|[^\s]*\.(?:indd|qxd|ai|psd|tmp|rtf)|"
    r".*\.(?:hwpx?|docx?|pptx?|xlsx?|pdf|txt|html?)|[\W\d_]*|.)",
    re.IGNORECASE | re.DOTALL,
)
# Bytes of one encoding read as another.
_MOJIBAKE = re.compile("[\x7f-\xff]{3,}|\ufffd|[\x00-\x08]")
# The title that these hold is often a template's, an older document's, or the first words typed.
_FILLED_IN = frozenset("hwp hwpx docx pptx xlsx pdf odt odp ods doc ppt xls".split())
# The name of a site stands before or behind the title of its page.
_SITE = re.compile(r"\s+(?:[|｜·»›<>~]|::|[-–—])\s+|\s*(?:::|[|｜»›])\s*")
_SIGNED = re.compile(r"microsoft (?:word|powerpoint|excel) - ", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:hwpx?|docx?|pptx?|xlsx?|pdf|txt|html?)", re.IGNORECASE)
_COPY = re.compile(
    r"\s*(?:\(\d{1,2}\)|-?\s?복사본(?:\s?\(\d{1,2}\))?|- copy)|(?:사본|복사본) - ", re.IGNORECASE
)
_HANGUL_OR_HAN = re.compile("[가-힣一-鿿]")
_OVERVIEW = re.compile(r"(?P<of>\S{1,40}\s\S.{4,60}?)(?:의)?\s?개요")
_OPENING_CHARS = 3000
_FIRST_HEADINGS = 4
_TELLING = 4
_SHORT_MAX = 60


def document_title(document: Document, blocks: Sequence[Block]) -> str:
    """Return the title a person would give the document, never empty.

    The file's own title counts unless a program made it up or, in formats that fill it in
    by themselves, the document does not open with it; then the title on the first page does,
    then a running title, the only chapter, and last the file's name.
    """
    opening = Opening(blocks, opening_lines(document, blocks))
    printed = headline(opening)
    named = _own_title(document, opening, printed)
    if named and not is_generic(named):
        return named
    if printed:
        return printed
    around = _running_title(opening) or _only_chapter(opening)
    if around:
        return around
    name = _file_name(document.source)
    if len(_HANGUL_OR_HAN.findall(name)) >= _TELLING and not is_generic(name):
        return name
    return _overview(opening) or named or name or document.source


def _own_title(document: Document, opening: Opening, printed: str) -> str:
    """Return the title in the file's metadata where it can be relied on, else nothing."""
    named = " ".join(document.title.split())
    if not named or _MOJIBAKE.search(named) or _JUNK.fullmatch(named):
        return "" if printed or _MOJIBAKE.search(named) else _signed_title(named)
    if document.format not in _FILLED_IN:
        if not printed:
            return named
        named = _without_site(named, opening)
        other = squash(named) != squash(printed)
        weaker = is_series(named) and len(printed) > len(named) or is_issuer(named)
        return "" if other and (weaker or is_generic(named)) else named
    if is_generic(named):
        return ""
    head = "".join(document.text[:_OPENING_CHARS].split())
    if squash(named) in head:
        series = is_series(named) and len(printed) > len(named)
        return "" if series or printed and is_issuer(named) else named
    fuller = squash(printed) in squash(named) and len(printed) >= _TELLING
    # A text whose lines are whole paragraphs opens with one that is too long for a title.
    loose = document.format != "pdf" and len(printed) > _SHORT_MAX
    if printed and not ((fuller or loose) and _stands_in(named, head)):
        return ""
    return named


def _signed_title(named: str) -> str:
    """Return what a program's title (`Microsoft Word - 사업 계획.docx`) says, if anything."""
    signed = _SIGNED.match(named)
    ending = _ENDING.search(named)
    if signed is None or ending is None:
        return ""
    inner = _clean_name(named[signed.end() : ending.start()])
    telling = len(_HANGUL_OR_HAN.findall(inner)) >= _TELLING
    return inner if telling and not _JUNK.fullmatch(inner) and not is_generic(inner) else ""


def _stands_in(named: str, head: str) -> bool:
    """Tell whether most words of a title, and every number in it, stand in the opening."""
    words = [word for word in re.split(r"[\s~∼·,()「」-]+", named) if word]
    numbers = re.findall(r"\d+", named)
    held = sum(word in head for word in words)
    return all(number in head for number in numbers) and 2 * held > len(words)


def _without_site(named: str, opening: Opening) -> str:
    """Return the part of a page's title that stands on the page, without the site's name."""
    parts = [part.strip() for part in _SITE.split(named) if part.strip()]
    if len(parts) < 2:
        return named
    shown = {squash(line.text) for line in opening.lines}
    found = [part for part in parts if squash(part) in shown and could_be_title(part)]
    return max(found, key=len) if found else named


def _running_title(opening: Opening) -> str:
    """Return what is printed again on the pages, or what a format declares as their header."""
    seen = Counter(block.view.text for block in opening.blocks if block.kind == "furniture")
    usable = [
        (count, text)
        for text, count in seen.items()
        if count > 1 and could_be_title(text) and not is_series(text)
    ]
    return max(usable, key=lambda one: (one[0], len(one[1]), one[1]))[1] if usable else ""


def _only_chapter(opening: Opening) -> str:
    """Return the chapter that a document consists of (`Ⅰ. 노동시장 동향`, with no other beside)."""
    shown = [block for block in opening.blocks if block.kind != "furniture"]
    chapters = [block for block in shown if block.kind == "heading" and block.level == 1]
    if len(chapters) != 1 or shown[0] is not chapters[0] or not chapters[0].marker:
        return ""
    text = chapters[0].view.text
    return text if could_be_title(text) and len(text) > 2 * _TELLING else ""


def _overview(opening: Opening) -> str:
    """Return the name of what an early heading gives an overview of (`... 지원사업의 개요`)."""
    headings = [block.view.text for block in opening.blocks if block.kind == "heading"]
    for text in headings[:_FIRST_HEADINGS]:
        found = _OVERVIEW.fullmatch(text)
        if found and could_be_title(found["of"]) and len(squash(found["of"])) > 2 * _TELLING:
            return found["of"]
    return ""


def _file_name(source: str) -> str:
    """Return the name of a file without ending, marks of copies and joints."""
    name = normalize("NFC", source.rsplit("/", 1)[-1])
    return _clean_name(name.rsplit(".", 1)[0]) or name


def _clean_name(name: str) -> str:
    plain = " ".join(_COPY.sub("", name).replace("+", " ").split())
    # `plan_2024` is a name as people type it; with words of Hangul the joints are spaces.
    return " ".join(plain.replace("_", " ").split()) if _HANGUL_OR_HAN.search(plain) else plain
