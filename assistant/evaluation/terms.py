"""Terms for baselines and answer recall: words as typed, and Korean content morphemes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from corpus import Morpheme, analyze_many

# Sejong tags that carry meaning alone: nouns, numerals, verbs, adjectives, roots, numbers,
# Latin and Chinese words. Particles, endings, affixes, pronouns and marks do not.
CONTENT_TAGS = frozenset(
    {"NNG", "NNP", "NNB", "NR", "VV", "VA", "XR", "SN", "SL", "SH", "W_URL", "W_EMAIL", "W_SERIAL"}
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")


def split_words(text: str) -> tuple[str, ...]:
    """Return the words between white space, case folded: what a Korean-blind engine indexes."""
    return tuple(text.casefold().split())


def extract_content(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Return the content morphemes of each text, case folded, in order of appearance."""
    return (_content(morphemes) for morphemes in analyze_many(texts))


def fold_text(text: str) -> str:
    """Return the text in the width it is compared in: NFKC, no thousands separators."""
    return _THOUSANDS.sub("", unicodedata.normalize("NFKC", text))


def extract_answer_terms(text: str) -> tuple[str, ...]:
    """Return the morphemes by which two answers are compared.

    NFKC, case folded, numbers without thousands separators; an answer of function words
    only (`아니요`) is compared by all of its morphemes.
    """
    morphemes = next(iter(analyze_many([fold_text(text)])), ())
    return _content(morphemes) or tuple(morpheme.form.casefold() for morpheme in morphemes)


def _content(morphemes: Iterable[Morpheme]) -> tuple[str, ...]:
    # Kiwi marks regular and irregular stems behind a hyphen: VV-R, VA-I.
    return tuple(
        morpheme.form.casefold()
        for morpheme in morphemes
        if morpheme.tag.partition("-")[0] in CONTENT_TAGS
    )
