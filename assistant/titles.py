"""Documents that a question calls by their title."""

from __future__ import annotations

import re

from assistant.yardstick import squeeze
from assistant.years import years_in

# A title of which this share of the words stands in the question names the document.
NAMED = 0.5
_WORD = re.compile(r"[가-힣A-Za-z㐀-鿿]{2,}|\d{2,}")


def share_named(question: str, title: str) -> float:
    """Return the share of a title's words that a question says; 0 where it names another year."""
    words, typed = _WORD.findall(title), squeeze(question)
    asked = years_in(question)
    # The report of another year is not the one that is named.
    if asked and not asked >= years_in(title):
        return 0.0
    return sum(squeeze(word) in typed for word in words) / max(1, len(words))
