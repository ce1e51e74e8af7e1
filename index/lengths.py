"""Texts and their lengths: batches of like ones, and pieces of too long ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def cut_by_length(
    texts: Sequence[str], *, max_texts: int, max_chars: int
) -> tuple[tuple[int, ...], ...]:
    """Return the places of all texts in batches, the longest first, ties in order.

    What is padded to the longest of a batch so wastes the least. A batch holds at most
    `max_texts`, and padded at most `max_chars` (or one text): memory stays the same
    whatever a document holds.
    """
    order = sorted(range(len(texts)), key=lambda place: (-len(texts[place]), place))
    batches, start = [], 0
    while start < len(order):
        longest = max(1, len(texts[order[start]]))
        end = start + min(max_texts, max(1, max_chars // longest))
        batches.append(tuple(order[start:end]))
        start = end
    return tuple(batches)


def halve_until(text: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Return a text in pieces that fit, cut at white space where there is any; itself if it does.

    The pieces hold every character of the text that is not white space, in its order.
    """
    if len(text) < 2 or fits(text):
        return (text,)
    middle = len(text) // 2
    spaces = (place for place, char in enumerate(text) if place and char.isspace())
    cut = min(spaces, key=lambda place: abs(place - middle), default=middle)
    halves = (text[:cut].strip(), text[cut:].strip())
    return tuple(piece for half in halves if half for piece in halve_until(half, fits))
