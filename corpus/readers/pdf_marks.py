"""What the pages of a PDF say together: furniture, printed numbers, headings, footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from corpus.readers.pdf_layout import PagePieces, Piece

# Shares of the page's height in which running titles and page numbers stand.
_MARGIN = 0.12
# Points by which the same line may shift from page to page.
_SHIFT = 3.0
# A heading is set at least this much larger than the body.
_LARGER = 1.12
_SMALLER = 0.92
# Share of the page's height that the last note reaches.
_NOTES_REACH = 0.75
_HEADING_CHARS = 120
_NUMBER = re.compile(r"[0-9]{1,5}|(?<![A-Za-z])[ivxlc]{1,7}(?![A-Za-z])", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[-–—‐~<〈\[]\s*([0-9]{1,4}|[ivxlc]{1,7})\s*[-–—‐~>〉\]]")
_NOTE_START = re.compile(r"(?:\d{1,3}\)|\*{1,3}|[†‡※]|주\s?\d{0,2}[):]|\d{1,3}\s)\s*\S")
# Dots that lead from an entry of a table of contents to its page.
_LEADER = re.compile(r"(?:\. ?){4}|[·․]{4}|…{2}|(?:[·․…] ){3}")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines (page index, piece index) that repeat at one place, and the numbers among them."""

    places: frozenset[Place]
    labels: dict[int, str]


def find_furniture(pages: Sequence[PagePieces]) -> Furniture:
    """Find running titles and page numbers.

    A line in the upper or lower margin is furniture if the same words stand at the
    same height on three pages (two in a short document), or if a number in it counts
    with the pages. One between dashes in the margin is a page number by itself.
    """
    enough = 3 if len(pages) > 3 else 2
    alike: dict[str, list[tuple[Place, Piece]]] = defaultdict(list)
    everything: list[tuple[Place, Piece]] = []
    for page_index, page in enumerate(pages):
        for index, piece in enumerate(page.pieces):
            if not piece.is_table and _in_margin(piece, page.height):
                everything.append(((page_index, index), piece))
                alike[_NUMBER.sub("#", "".join(piece.text.split()))].append(everything[-1])
    places: set[Place] = set()
    labels: dict[int, str] = {}
    for group in alike.values():
        for place, piece in group:
            number = _BARE_NUMBER.fullmatch(piece.text.strip())
            if number:
                places.add(place)
                labels.setdefault(place[0], number[1])
        for level in _by_height(group):
            if len({place[0] for place, _ in level}) < enough:
                continue
            same = Counter(piece.text for _, piece in level)
            places |= {place for place, piece in level if same[piece.text] >= enough}
            for place, label in _counting(level, enough):
                places.add(place)
                labels.setdefault(place[0], label)
    # The title beside a page number may change with every chapter.
    for level in _by_height(everything):
        for place, label in _counting(level, 3, at_ends=True):
            places.add(place)
            labels.setdefault(place[0], label)
    return Furniture(frozenset(places), labels)


def _in_margin(piece: Piece, height: float) -> bool:
    return piece.base < _MARGIN * height or piece.top > (1 - _MARGIN) * height


def _by_height(group: Iterable[tuple[Place, Piece]]) -> list[list[tuple[Place, Piece]]]:
    levels: list[list[tuple[Place, Piece]]] = []
    for place, piece in sorted(group, key=lambda one: (one[1].base, one[0])):
        if levels and piece.base - levels[-1][0][1].base < _SHIFT:
            levels[-1].append((place, piece))
        else:
            levels.append([(place, piece)])
    return levels


def _counting(
    level: Sequence[tuple[Place, Piece]], enough: int, at_ends: bool = False
) -> list[tuple[Place, str]]:
    """Return the lines whose number grows with the pages, each with that number.

    `at_ends` takes only numbers that begin or end their line.
    """
    ahead: Counter[tuple[int, int]] = Counter()
    found: list[tuple[Place, int, int, str]] = []
    for place, piece in level:
        for nth, match in enumerate(_NUMBER.finditer(piece.text)):
            if at_ends and match.end() == len(piece.text):
                nth = -1
            elif at_ends and match.start() > 0:
                continue
            offset = _value(match[0]) - place[0]
            ahead[nth, offset] += 1
            found.append((place, nth, offset, match[0]))
    if not ahead:
        return []
    best, count = min(ahead.items(), key=lambda item: (-item[1], item[0]))
    if count < enough:
        return []
    return [(place, text) for place, nth, offset, text in found if (nth, offset) == best]


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    digits = [_ROMAN[sign] for sign in number.lower()]
    return sum(
        -digit if any(later > digit for later in digits[at + 1 : at + 2]) else digit
        for at, digit in enumerate(digits)
    )


@dataclass(frozen=True, slots=True)
class Sizes:
    """The type sizes of a document: `body` in points, `headings` from the largest down."""

    body: float
    headings: tuple[float, ...]
    pitch: float

    def heading_level(self, piece: Piece) -> int:
        """Return the depth of a heading, 0 for any other line."""
        if piece.is_table or len(piece.text) > _HEADING_CHARS or piece.size < _LARGER * self.body:
            return 0
        if not any(char.isalpha() for char in piece.text) or _LEADER.search(piece.text):
            return 0
        level = sum(1 for size in self.headings if piece.size < 0.96 * size) + 1
        return min(level, 6)


def measure_sizes(pages: Sequence[PagePieces], furniture: Furniture) -> Sizes:
    """Find the size of the body, the sizes of headings, and the line pitch in body sizes."""
    chars: Counter[float] = Counter()
    steps: list[float] = []
    for page_index, page in enumerate(pages):
        before: Piece | None = None
        for index, piece in enumerate(page.pieces):
            if piece.is_table or (page_index, index) in furniture.places:
                before = None
                continue
            chars[round(piece.size * 2) / 2] += len(piece.text)
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
    return Sizes(body, tuple(headings), median(steps) if steps else 1.6)


def find_footnotes(page: PagePieces, skip: frozenset[int], sizes: Sizes) -> list[list[int]]:
    """Return the footnotes of a page: for each the indices of its lines, in order.

    They are the small lines at the end of the page, below lines of the body, from the
    first one that begins with a note mark on.
    """
    order = [index for index in range(len(page.pieces)) if index not in skip]
    tail: list[int] = []
    while order:
        piece = page.pieces[order[-1]]
        if piece.is_table or piece.size > _SMALLER * sizes.body or piece.base < page.height / 3:
            break
        tail.insert(0, order.pop())
    if not any(page.pieces[index].size > _SMALLER * sizes.body for index in order):
        return []
    if not tail or page.pieces[tail[-1]].base < _NOTES_REACH * page.height:
        return []
    notes: list[list[int]] = []
    for index in tail:
        if _NOTE_START.match(page.pieces[index].text):
            notes.append([index])
        elif notes:
            notes[-1].append(index)
    numbers = [re.match(r"\d+", page.pieces[note[0]].text) for note in notes]
    values = [int(number[0]) for number in numbers if number]
    # Notes count upward; a list in small print that does not is none.
    return notes if values == sorted(set(values)) else []
