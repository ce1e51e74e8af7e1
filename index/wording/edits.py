"""What a Hangul word may have been meant to be: every word one slip away, and what each costs.

A slip is one key too many, too few, wrong or out of order on the two-set keyboard, or one
syllable left out, doubled or wrong. A cost is in nats, roughly how much rarer the slip is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from index.letters import is_syllable
from index.wording.jamo import CONSONANT_KEYS, VOWEL_KEYS, from_keys, to_keys
from index.wording.vocabulary import Vocabulary

# Costs: a finger beside the key or a sound written otherwise; a key missing or too many;
# any other key; a whole syllable.
NEAR, COUNT, FAR, SYLLABLE = 1.0, 2.0, 3.0, 4.0

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ALIKE = ("op", "OP", "oO", "pP", "rR", "eE", "qQ", "tT", "wW", "rz", "ex", "qv", "wc", "lm", "jh")


@cache
def near_keys(key: str) -> frozenset[str]:
    """Return the keys that touch this one, its shifted or plain self, and keys of like sound."""
    small = key.lower()
    found = {small, small.upper()} & set(CONSONANT_KEYS + VOWEL_KEYS)
    for row, keys in enumerate(_ROWS):
        at = keys.find(small)
        if at < 0:
            continue
        found |= set(keys[max(0, at - 1) : at + 2])
        # Each row stands half a key to the right of the one above it.
        if row:
            found |= set(_ROWS[row - 1][at : at + 2])
        if row + 1 < len(_ROWS):
            found |= set(_ROWS[row + 1][max(0, at - 1) : at + 1])
    for pair in _ALIKE:
        if key in pair:
            found |= set(pair)
    return frozenset(found - {key})


def list_key_slips(word: str) -> dict[str, float]:
    """Return the words one key away with their costs, not the word itself."""
    found: dict[str, float] = {}
    for keys, cost in _key_edits(to_keys(word)):
        meant = from_keys(keys)
        if meant and meant != word and cost < found.get(meant, 9.0) and _is_hangul(meant):
            found[meant] = cost
    return found


def list_syllable_slips(word: str, vocabulary: Vocabulary) -> dict[str, float]:
    """Return the words one syllable away whose syllables stand side by side in the library."""
    found: dict[str, float] = {}
    for at in range(len(word) if len(word) > 2 else 0):
        # One that is only put in front or behind makes another word: 경보, 헛경보.
        if at and word[at] == word[at - 1]:
            found[word[:at] + word[at + 1 :]] = COUNT
        found[word[:at] + word[at : at + 2][::-1] + word[at + 2 :]] = FAR
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        for char in _between(before, after, vocabulary):
            found[before + char + after] = SYLLABLE
        # Which wrong one stands in front is only known by its keys.
        if len(word) > 2 and before and after:
            for char in _between(before, after[1:], vocabulary):
                found[before + char + after[1:]] = SYLLABLE
    found.pop(word, None)
    return found


def _between(before: str, after: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the syllables that the library has seen in this place."""
    chars = vocabulary.list_followers(before[-1]) if before else common_syllables()
    for char in chars:
        if is_syllable(char) and (not after or vocabulary.count_gram(char + after[0])):
            yield char


@cache
def common_syllables() -> tuple[str, ...]:
    """Return the 2,350 syllables of KS X 1001: all that words are written with, but for few."""
    rows = (bytes((high, low)) for high in range(0xB0, 0xC9) for low in range(0xA1, 0xFF))
    return tuple(row.decode("euc_kr") for row in rows)


def _key_edits(keys: str) -> Iterator[tuple[str, float]]:
    for at, key in enumerate(keys):
        before, after = keys[:at], keys[at + 1 :]
        beside = keys[max(0, at - 1) : at] + after[:1]
        # A finger that hits two keys at once types a neighbour of what it meant.
        slipped = key in beside or any(key in near_keys(other) for other in beside)
        yield before + after, NEAR if slipped else COUNT
        if after:
            yield before + after[0] + key + after[1:], NEAR
        near = near_keys(key)
        for other in near:
            yield before + other + after, NEAR
        for other in CONSONANT_KEYS if key in CONSONANT_KEYS else VOWEL_KEYS:
            if other not in near:
                yield before + other + after, FAR
    for at in range(len(keys) + 1):
        for other in CONSONANT_KEYS + VOWEL_KEYS:
            yield keys[:at] + other + keys[at:], COUNT


def _is_hangul(text: str) -> bool:
    return all(map(is_syllable, text))
