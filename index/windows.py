"""Which stretches of a passage get a vector of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from corpus import Passage
from index.dense import MAX_VECTORS_PER_PASSAGE

# A question speaks to a sentence or two; over a whole passage its meaning is diluted
# (English questions on Korean reports: hit@5 0.29 by passage, 0.55 by 120 characters).
WINDOW_CHARS = 140


def embedded_texts(
    passage: Passage, title: str, cut_to_fit: Callable[[str], tuple[str, ...]] | None = None
) -> tuple[str, ...]:
    """Return the texts whose vectors stand for a passage: itself in context, its windows.

    The first is title, heading path and caption above the text; a window that would only
    repeat it is left out. For an encoder that reads no further than so many tokens,
    `cut_to_fit` makes windows of what would be lost: the first text may lose its end, its
    windows never do.
    """
    context = context_line(passage, title)
    whole = f"{context}\n{passage.text}" if context else passage.text
    texts = [whole, *window_texts(passage, cut_to_fit)]
    if len(texts) == 2 and texts[1].strip() == whole.strip():
        texts.pop()
    return tuple(texts[:MAX_VECTORS_PER_PASSAGE])


def window_texts(
    passage: Passage, cut_to_fit: Callable[[str], tuple[str, ...]] | None = None
) -> tuple[str, ...]:
    """Return the windows of a passage, each once, in order."""
    windows = _windows(passage)
    if cut_to_fit is not None:
        windows = (piece for window in windows for piece in cut_to_fit(window))
    return tuple(dict.fromkeys(windows))


def place_units(passage: Passage, windows: Sequence[str]) -> tuple[int, ...]:
    """Return for each unit of a passage the place of the first window that holds it, or -1."""
    return tuple(
        next((n for n, window in enumerate(windows) if unit in window), -1)
        for unit in (passage.text[span.start : span.end].strip() for span in passage.units)
    )


def context_line(passage: Passage, title: str) -> str:
    """Return `title > heading > caption` of a passage, parts that repeat once."""
    parts = (title, *passage.heading, passage.caption)
    return " > ".join(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _windows(passage: Passage) -> Iterator[str]:
    """Yield runs of whole units of up to `WINDOW_CHARS`; a longer unit stands alone."""
    start = end = -1
    for unit in passage.units:
        if start >= 0 and unit.end - start > WINDOW_CHARS:
            yield passage.text[start:end]
            start = -1
        start = unit.start if start < 0 else start
        end = unit.end
    if start >= 0:
        yield passage.text[start:end]
