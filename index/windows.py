"""Which stretches of a passage get a vector of their own."""

from __future__ import annotations

from collections.abc import Iterator

from corpus import Passage
from index.dense import MAX_VECTORS_PER_PASSAGE

# A question speaks to a sentence or two; over a whole passage its meaning is diluted
# (English questions on Korean reports: hit@5 0.29 by passage, 0.55 by 120 characters).
WINDOW_CHARS = 140


def embedded_texts(passage: Passage, title: str) -> tuple[str, ...]:
    """Return the texts whose vectors stand for a passage: itself in context, its windows.

    The first is title, heading path and caption above the text; a window that would only
    repeat it is left out.
    """
    context = context_line(passage, title)
    whole = f"{context}\n{passage.text}" if context else passage.text
    texts = [whole, *dict.fromkeys(_windows(passage))]
    if len(texts) == 2 and texts[1].strip() == whole.strip():
        texts.pop()
    return tuple(texts[:MAX_VECTORS_PER_PASSAGE])


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
