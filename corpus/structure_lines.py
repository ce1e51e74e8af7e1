"""The lines of a document, with what can be told of each without its neighbours."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.document import Document
from corpus.markup import MARKUP_FORMATS

Role = Literal[
    "text",
    "heading",
    "item",
    "table",
    "caption",
    "unit",
    "source",
    "footnote",
    "furniture",
    "toc",
    "verbatim",
    "skip",
]
# These hold one line a row of the page; the others hold one line a paragraph.
REFLOWED = frozenset({"text", "markdown", "pdf"})
# What leads from an entry of a table of contents to its page number.
_LEADER = re.compile(
    r"(?:\.{3,}|·{3,}|…{1,}|(?:\.\s){3,}|-{4,}|\t)\s*[\divxⅰ-ⅹ]{1,5}$|\s{3,}\d{1,4}$"
)
LINE_END = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_TABLE_TAG = re.compile(r"<(/?)table\b[^<>]{0,500}>", re.IGNORECASE)
_QUOTE = re.compile(r" {0,3}>(?: ?>)* ?")
_FENCE = re.compile(r"(?:```|~~~)")
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]"
)


# Nouns that end like a sentence: 책임, 포함, 다음, 개요, 마을.
_SENTENCE_END = re.compile(
    r"(?:다|(?<!포)함|(?<![책위게모선신])임|됨|(?<![다마소처녹발])음|죠|[,;]"
    r"|[어아해세까네데군지에예나라래게]요|까|는|(?<![마가])을|를|및)$"
)


@dataclass(slots=True)
class Line:
    """A line that is not blank; only the modules of structure see and change it.

    `start` and `end` bound it without white space at its ends and without the signs of a
    quotation in Markdown, `raw` and `raw_end` with them;
    `body` is where its text begins after a marker. `gap` counts the blank lines before it,
    `indent` is in columns, `trailing` tells of white space at its end. `kind` is the kind of
    its marker, `depth` the number of `#` or the level that a reader's mark gives, and `mark`
    where that mark begins. `group` numbers the table of a row. `is_box` tells of a heading
    that stands in the midst of a section, as in a box on its page. `closes` is the level of
    the heading whose section an item ends because it counts on from there, else 0.
    """

    start: int
    end: int
    raw: int
    raw_end: int
    text: str
    indent: int
    gap: int
    page: int
    trailing: bool
    width: int
    role: Role = "text"
    body: int = -1
    kind: str = ""
    marker: str = ""
    depth: int = 0
    group: int = -1
    marked: bool = False
    mark: int = -1
    level: int = 0
    is_box: bool = False
    closes: int = 0

    @property
    def content(self) -> str:
        """The text after the marker."""
        return self.text[self.body - self.start :]


_ENTRY_MAX = 300


def ends_as_sentence(text: str) -> bool:
    """Tell a text whose last word a title would not end with."""
    return bool(_SENTENCE_END.search(text[-4:]))


def find_leader(text: str) -> int:
    """Return where the dots, tab or gap before a page number begin, -1 without them."""
    found = _LEADER.search(text) if len(text) <= _ENTRY_MAX else None
    return found.start() if found else -1


def display_width(text: str) -> int:
    """Return the columns a text takes: two for a Hangul syllable or Han character."""
    return len(text) + len(_WIDE.findall(text))


def _table_edges(text: str) -> Iterator[int]:
    """Yield where an HTML table begins behind other words of its line or ends before some."""
    depth = 0
    for tag in _TABLE_TAG.finditer(text):
        if not tag[1]:
            depth += 1
            before = text[max(0, tag.start() - 80) : tag.start()].rstrip(" \t")
            if depth == 1 and before and not LINE_END.match(before[-1]):
                yield tag.start()
        elif depth:
            depth -= 1
            after = text[tag.end() : tag.end() + 80].lstrip(" \t")
            if depth == 0 and after and not LINE_END.match(after[0]):
                yield tag.end()


def _quote_length(raw: str) -> int:
    """Return how long the signs are with which Markdown begins each line of a quotation."""
    found = _QUOTE.match(raw)
    return found.end() if found else 0


def split_lines(document: Document) -> list[Line]:
    """Return the lines of a document that hold more than white space."""
    text = document.text
    page_starts = [page.start for page in document.pages]
    lines: list[Line] = []
    at, gap = 0, 0
    quotes, fenced = document.format == "markdown", False
    ends = [(match.start(), match.end()) for match in LINE_END.finditer(text)]
    if document.format in MARKUP_FORMATS and "<" in text:
        ends = sorted({*ends, *((edge, edge) for edge in _table_edges(text))})
    for end, following in [*ends, (len(text), len(text))]:
        raw = text[at:end]
        quoted = _quote_length(raw) if quotes and not fenced else 0
        stripped = raw[quoted:].strip()
        if quotes and _FENCE.match(stripped):
            fenced = not fenced
        if not stripped:
            gap += 1
        else:
            before = len(raw) - len(raw[quoted:].lstrip())
            start = at + before
            lines.append(
                Line(
                    start=start,
                    end=start + len(stripped),
                    raw=at,
                    raw_end=end,
                    text=stripped,
                    indent=display_width(raw[quoted:before].replace("\t", "    ")),
                    gap=gap,
                    page=bisect_right(page_starts, start),
                    trailing=raw[before + len(stripped) :] != "",
                    width=display_width(stripped),
                    body=start,
                )
            )
            gap = 0
        at = following
    return lines
