"""What a comparison names: the question once for each side, with the others taken out."""

from __future__ import annotations

import re

from assistant.comparison.enumerated import split_enumerated
from assistant.comparison.foreign import split_foreign
from assistant.comparison.than import split_than
from assistant.conversation import WordMeaning

__all__ = ["name_sides"]

# Of longer ones it is not the sides that are asked about.
MAX_CHARS = 300
# `A와 B중에 어디가`
_GLUED = re.compile(r"(?<=[가-힣A-Za-z0-9])(?=중(?:에서|에|엔)?\s+(?:어디|어느|누|뭐|뭣|무엇|더))")


def name_sides(text: str, meaning: WordMeaning | None = None) -> tuple[str, ...]:
    """Return the question once for each thing that it compares; none where it compares nothing.

    `meaning` tells what `A보다` may be compared with, where form does not.
    """
    if len(text) > MAX_CHARS:
        return ()
    if not re.search("[가-힣]", text):
        found = split_foreign(text)
    else:
        text = _GLUED.sub(" ", text)
        found = split_enumerated(text) or split_than(text, meaning)
    unique = tuple(dict.fromkeys(" ".join(side.split()) for side in found))
    return unique if len(unique) > 1 else ()
