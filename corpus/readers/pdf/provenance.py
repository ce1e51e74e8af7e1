"""From where a line is printed to the ink of a document: shares of the page as shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import InkLine
from corpus.readers.pdf.ink import Frame
from corpus.readers.pdf.lines import Printed

_WHOLE = 10_000
# One object for each place there is: ink holds millions of them.
_PLACES = tuple(range(_WHOLE + 1))
_WORD = re.compile(r"\S+\s*")


def ink_of(line: Printed, start: int, frame: Frame, shown: Frame) -> Iterator[InkLine]:
    """Yield where a printed line stands whose text begins at `start`.

    `frame` is the one its points are in. A line that runs up or down the page as shown is
    told word by word: ink knows no other way for it.
    """
    wide, high = shown.width, shown.height
    if not line.text or wide <= 0 or high <= 0:
        return
    turned = (frame.turns - shown.turns) % 4
    if turned in (0, 2):
        edges, top, bottom = line.edges, line.top, line.bottom
        if turned == 2:
            edges = tuple(wide - edge for edge in edges)
            top, bottom = high - bottom, high - top
        step = _WHOLE / wide
        places = _PLACES
        scaled = [round(edge * step) for edge in edges]
        if min(scaled) < 0 or max(scaled) > _WHOLE:
            scaled = [min(max(edge, 0), _WHOLE) for edge in scaled]
        yield InkLine(
            start, _share(top, high), _share(bottom, high), tuple([places[edge] for edge in scaled])
        )
        return
    across = frame.width
    for word in _WORD.finditer(line.text):
        low, end = line.edges[word.start()], line.edges[word.start() + len(word[0].rstrip())]
        low, end = min(low, end), max(low, end)
        if turned == 1:
            left, right, top, bottom = line.top, line.bottom, across - end, across - low
        else:
            left, right, top, bottom = frame.height - line.bottom, frame.height - line.top, low, end
        sides = (_share(left, wide), _share(right, wide))
        # Whichever letters of the word are asked for, the whole of it is shown.
        edges_of_word = tuple(sides[number % 2] for number in range(len(word[0]) + 1))
        yield InkLine(start + word.start(), _share(top, high), _share(bottom, high), edges_of_word)


def _share(value: float, whole: float) -> int:
    return _PLACES[min(max(round(value * _WHOLE / whole), 0), _WHOLE)]
