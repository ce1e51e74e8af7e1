"""What the pages of a PDF say together: running titles and printed numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.readers.pdf.layout import PagePieces, Piece

# Shares of the page's height in which running titles and page numbers stand.
_MARGIN = 0.12
# Points by which the same line may shift from page to page.
_SHIFT = 3.0
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
