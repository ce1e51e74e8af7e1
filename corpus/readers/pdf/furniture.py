"""What the pages of a PDF say together: running titles and printed numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from corpus.readers.pdf.layout import LEADER, PagePieces, Piece

# Shares of the page's height in which running titles and page numbers stand.
_MARGIN = 0.12
# Points by which the same line may shift from page to page.
_SHIFT = 3.0
# Where so many lines at one height, and this share of them, are known to be furniture, the
# others are too, if their type differs by no more points and so many sizes part them from text.
_KNOWN = 5
_MOST = 0.6
_SAME_TYPE = 0.3
_APART = 1.8
_NUMBER = re.compile(r"[0-9]{1,5}|(?<![A-Za-z])[ivxlc]{1,7}(?![A-Za-z])", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[-–—‐~<〈\[]\s*([0-9]{1,4}|[ivxlc]{1,7})\s*[-–—‐~>〉\]]")
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
            if _in_margin(piece, page.height) and not LEADER.search(piece.text):
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
    places |= _beside_known(pages, everything, places)
    return Furniture(frozenset(places), labels)


def _beside_known(
    pages: Sequence[PagePieces], lines: Iterable[tuple[Place, Piece]], places: Set[Place]
) -> set[Place]:
    """Return the lines that stand where most pages have furniture: titles of short sections.

    Such a line has the same type, nothing further out, and a gap towards the text.
    """
    found: set[Place] = set()
    for level in _by_height(lines):
        known = [piece for place, piece in level if place in places]
        if len(known) < _KNOWN or len(known) < _MOST * len(level):
            continue
        for place, piece in level:
            is_alike = any(
                abs(piece.base - one.base) < 1 and abs(piece.size - one.size) < _SAME_TYPE
                for one in known
            )
            if place not in places and is_alike and _is_outside(pages[place[0]], place, places):
                found.add(place)
    return found


def _is_outside(page: PagePieces, place: Place, places: Set[Place]) -> bool:
    """Tell whether only furniture stands beyond a line in its margin, and no text beside it."""
    piece = page.pieces[place[1]]
    is_high = piece.base < page.height / 2
    for number, other in enumerate(page.pieces):
        if number == place[1] or (place[0], number) in places:
            continue
        inward = other.base - piece.base if is_high else piece.base - other.base
        if inward < _APART * piece.size:
            return False
    return True


def _in_margin(piece: Piece, height: float) -> bool:
    if piece.is_table:
        return False
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
            elif at_ends and (match.start() > 0 or not piece.text[match.end()].isspace()):
                # A page number stands alone; `2.` and `2.1` are a heading's.
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
