"""Is the title that a Hancom document carries its title?

Hancom's programs fill it in by themselves with the first line of a new document, and never
again: what stands there is often the title of the template, or a number.
"""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.readers.extract import Extract

# Where a title's words must stand, if the title itself stands nowhere.
_BEGINNING = 3_000
_SHARE = 0.6
_SHORTEST = 3
_WORD = re.compile(r"[^\W_]{2,}")
_SIGN = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W\d_]")


def with_checked_title(extract: Extract) -> Extract:
    """Return what was read; a title that is none is kept as a mere fact."""
    title = checked_title(extract.title, extract.text)
    if title or not extract.title.strip():
        return replace(extract, title=title)
    return replace(extract, title="", metadata=(*extract.metadata, ("title", extract.title[:200])))


def checked_title(title: str, text: str) -> str:
    """Return the title if the document's text bears it out, else nothing."""
    title = " ".join(title.split())
    plain = _SIGN.sub("", title)
    if len(plain) < _SHORTEST or _LETTER.search(plain) is None:
        return ""
    if plain in _SIGN.sub("", text):
        return title
    words = _WORD.findall(title)
    beginning = _SIGN.sub("", text[:_BEGINNING])
    found = sum(1 for word in words if word in beginning)
    return title if words and found >= _SHARE * len(words) else ""
