"""Pages that begin between the tables and boxes of one paragraph."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus.readers.flow import PageStart, Piece


def begin_between(
    breaks: Sequence[int],
    called: Sequence[tuple[int, Piece]],
    before: list[Piece],
    after: list[Piece],
    text: str,
    place: Callable[[int], int],
) -> tuple[int, ...]:
    """Let pages begin before what hangs on a paragraph where its own words do not tell.

    Tables stand in a line as letters do, and a paragraph may hold nothing else. `breaks` are
    the units with which pages begin; `called` are the units at which pieces stand, with the
    first of them, both ascending; `place` finds a unit in the text. `before` and `after`
    change; the places in the text of the other breaks are returned.
    """
    kept: list[int] = []
    for at in breaks:
        own = place(at)
        piece = next((piece for unit, piece in called if unit >= at), None)
        for pieces in (before, after) if piece is not None else ():
            number = next((n for n, one in enumerate(pieces) if one is piece), -1)
            # Below a paragraph stands what is called behind its first words.
            if number >= 0 and (pieces is before or not text[own:].strip()):
                pieces.insert(number, PageStart(is_counted=True))
                break
        else:
            kept.append(own)
    return tuple(kept)
