"""Spaces that stand inside a word, and words that stand without one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import Morpheme, measure_likelihoods
from index.letters import is_syllable
from index.terms import term_key
from index.wording.vocabulary import Vocabulary
from index.wording.wording import Change

# Gain in likelihood (nats) from which a space is moved.
SURE = 8.0
_MOST_TRIED = 8
_WORD = re.compile(r"\S+")
_MEANING = ("NN", "XR", "VV", "VA", "NR", "NP", "IC", "MM", "XPN")


def mend_spacing(
    text: str, found: Sequence[Morpheme], vocabulary: Vocabulary
) -> tuple[str, tuple[Change, ...]]:
    """Return the text without the spaces that break a word, and with those that part two.

    `found` are the morphemes of `text`. Only where a crumb of a word or a word that nobody
    knows stands beside is a space looked at.
    """
    words = list(_WORD.finditer(text))
    loose = [_is_loose(word, found, vocabulary) for word in words]
    changes: list[Change] = []
    joined: dict[int, str] = {}
    tried = 0
    for at in range(len(words) - 1):
        left, right = words[at], words[at + 1]
        if at in joined or not (loose[at] or loose[at + 1]) or tried >= _MOST_TRIED:
            continue
        junction = left.group()[-1] + right.group()[0]
        if not all(map(is_syllable, junction)) or not vocabulary.count_gram(junction):
            continue
        tried += 1
        before = text[words[max(0, at - 1)].start() : left.start()]
        after = text[right.end() : words[min(at + 2, len(words) - 1)].end()]
        apart = before + text[left.start() : right.end()] + after
        base, gained = measure_likelihoods([apart, before + left.group() + right.group() + after])
        if gained - base >= SURE:
            joined[at + 1] = left.group() + right.group()
            changes.append(
                Change("spacing", text[left.start() : right.end()], left.group() + right.group())
            )
    kept = [word.group() for word in words]
    for at in sorted(joined, reverse=True):
        kept[at - 1 : at + 1] = [kept[at - 1] + kept[at]]
    return (" ".join(kept), tuple(changes)) if changes else (text, ())


def _is_loose(word: re.Match[str], found: Sequence[Morpheme], vocabulary: Vocabulary) -> bool:
    """Return whether a word has a part that means something and is a crumb or unknown."""
    for m in found:
        if word.start() <= m.start < word.end() and m.tag.startswith(_MEANING):
            if m.end - m.start < 2 and not (m.tag == "NNB" or m.form.isdigit()):
                return True
            if not vocabulary.count_word(term_key(m.form)):
                return True
    return False
