"""Which lines of a PDF are headings: by the size of their type, and by the file's outline."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from corpus.readers.pdf.furniture import Furniture, Place
from corpus.readers.pdf.layout import LEADER, PagePieces, Piece
from corpus.readers.pdf.source import Bookmark

# A heading is set at least this much larger than the body.
_LARGER = 1.12
_HEADING_CHARS = 120
_DEEPEST = 6
# A heading may take so many lines, and its number so many letters, which a bookmark leaves out.
_HEADING_LINES = 3
_NUMBER_CHARS = 8
# What stands between the number of a heading, on a line of its own, and its words.
_NUMBERED = re.compile(
    r"(?:제|부록|Chapter|Appendix)?[0-9A-ZIVXivxⅠ-Ⅻⅰ-ⅻ.\-)]{1,6}[장절편부관항]?[.:]?"
)
# A caption in large type is none the less a caption.
_CAPTION = re.compile(
    r"[<〈《\[【(]?\s*(?:표|그림|도표|사진|Table|Figure|Fig\.)\s*[0-9ⅠⅡⅢⅣⅤA-Z]{1,2}[-.–:\s\]>〉》】)0-9]"
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """The type sizes of a document: `body` in points, `headings` from the largest down.

    `levels` are the depths that the file's outline gives to sizes.
    """

    body: float
    headings: tuple[float, ...]
    pitch: float
    levels: Mapping[float, int] = field(default_factory=dict)

    def heading_level(self, piece: Piece) -> int:
        """Return the depth of a heading, 0 for any other line."""
        if piece.is_table or len(piece.text) > _HEADING_CHARS or piece.size < _LARGER * self.body:
            return 0
        if not any(char.isalpha() for char in piece.text) or LEADER.search(piece.text):
            return 0
        if _CAPTION.match(piece.text):
            return 0
        if told := self.levels.get(_rounded(piece.size)):
            return told
        level = sum(1 for size in self.headings if piece.size < 0.96 * size) + 1
        return min(level, _DEEPEST)


@dataclass(frozen=True, slots=True)
class Outline:
    """The lines that the file's bookmarks name: place -> (level, which bookmark)."""

    lines: Mapping[Place, tuple[int, int]] = field(default_factory=dict)
    levels: Mapping[float, int] = field(default_factory=dict)


def match_bookmarks(
    bookmarks: Sequence[Bookmark], pages: Sequence[PagePieces], furniture: Furniture
) -> Outline:
    """Find the printed lines that bookmarks name, each on the page it points to."""
    by_page: dict[int, list[tuple[int, Bookmark]]] = defaultdict(list)
    for number, mark in enumerate(bookmarks, 1):
        if mark.page < len(pages):
            by_page[mark.page].append((number, mark))
    lines: dict[Place, tuple[int, int]] = {}
    votes: dict[float, Counter[int]] = defaultdict(Counter)
    for page_index, marks in by_page.items():
        page = pages[page_index]
        loose = [
            index
            for index, piece in enumerate(page.pieces)
            if not piece.is_table and (page_index, index) not in furniture.places
        ]
        texts = {index: "".join(page.pieces[index].text.split()) for index in loose}
        for number, mark in marks:
            key = "".join(mark.title.split())
            found = _find(
                key, loose, texts, {place[1] for place in lines if place[0] == page_index}
            )
            for index in found:
                level = min(mark.level, _DEEPEST)
                lines[page_index, index] = (level, number)
                votes[_rounded(page.pieces[index].size)][level] += 1
    levels = {
        size: min(count, key=lambda level: (-count[level], level)) for size, count in votes.items()
    }
    return Outline(lines, levels)


def _find(
    key: str, loose: Sequence[int], texts: Mapping[int, str], taken: set[int]
) -> Sequence[int]:
    """Return the lines, one below the other, that say a bookmark's words."""
    if not key:
        return ()
    for at in range(len(loose)):
        text = ""
        for end in range(at, min(at + _HEADING_LINES, len(loose))):
            if loose[end] in taken:
                break
            if end > at and not key.startswith(text) and not _NUMBERED.fullmatch(text):
                # What stands above a heading is no part of it.
                break
            text += texts[loose[end]]
            if text.endswith(key) and len(text) - len(key) <= _NUMBER_CHARS:
                return loose[at : end + 1]
            if len(text) > len(key) + _NUMBER_CHARS:
                break
    return ()


def measure_sizes(
    pages: Sequence[PagePieces], furniture: Furniture, outline: Outline | None = None
) -> Sizes:
    """Find the size of the body, the sizes of headings, and the line pitch in body sizes."""
    chars: Counter[float] = Counter()
    steps: list[float] = []
    for page_index, page in enumerate(pages):
        before: Piece | None = None
        for index, piece in enumerate(page.pieces):
            if piece.is_table or (page_index, index) in furniture.places:
                before = None
                continue
            chars[_rounded(piece.size)] += len(piece.text)
            if before is not None and abs(before.size - piece.size) < 0.5:
                step = (piece.base - before.base) / piece.size
                if 0.9 < step < 3:
                    steps.append(step)
            before = piece
    body = max(chars.items(), key=lambda item: (item[1], -item[0]))[0] if chars else 10.0
    headings: list[float] = []
    for size in sorted((size for size in chars if size >= _LARGER * body), reverse=True):
        if not headings or size < 0.96 * headings[-1]:
            headings.append(size)
    levels = outline.levels if outline is not None else {}
    return Sizes(body, tuple(headings), median(steps) if steps else 1.6, levels)


def _rounded(size: float) -> float:
    return round(size * 2) / 2
