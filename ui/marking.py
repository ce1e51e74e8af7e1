"""Which words of a passage are those of a query, whatever their endings."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from html import escape

from corpus import Span, analyze

# What a word is looked for by: nouns, roots, verbs, foreign words, figures, Chinese characters.
_MEANT = ("NNG", "NNP", "NR", "SL", "SN", "SH", "XR", "VV", "VA")
# A verb of one syllable (하, 되, 있) stands everywhere.
_SHORTEST_VERB = 2
# A longer text is marked as far as this: reading it would cost what the search itself does.
_MARKED_CHARS = 6_000


def query_words(query: str) -> frozenset[str]:
    """Return the words of a query that say what it is about, in the form they are compared in."""
    return frozenset(form for form, _ in _words(unicodedata.normalize("NFKC", query)))


def find_marks(source: str, words: frozenset[str]) -> tuple[Span, ...]:
    """Return where one of `words` stands in `source`, in order, touching places joined."""
    if not words:
        return ()
    spans: list[Span] = []
    for form, span in _words(source[:_MARKED_CHARS]):
        if form not in words:
            continue
        if spans and span.start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(span.end, spans[-1].end))
        else:
            spans.append(span)
    return tuple(spans)


def marks_html(source: str, marks: Sequence[Span]) -> str:
    """Return text as HTML with the characters of `marks`, and no others, in `<mark>`.

    The marks are in order and do not overlap.
    """
    parts, at = [], 0
    for mark in marks:
        parts += [escape(source[at : mark.start]), "<mark>"]
        parts += [escape(source[mark.start : mark.end]), "</mark>"]
        at = mark.end
    return "".join([*parts, escape(source[at:])])


def _words(source: str) -> list[tuple[str, Span]]:
    return [
        (word.form.casefold(), Span(word.start, word.end))
        for word in analyze(source)
        if word.tag.split("-")[0] in _MEANT
        and word.end > word.start
        and (not word.tag.startswith("V") or len(word.form) >= _SHORTEST_VERB)
    ]
