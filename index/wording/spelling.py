"""Words that nobody knows, read as the library's own word that is one slip away.

A word is looked at when the library holds it nowhere and Kiwi can only guess at it, or
cuts it into crumbs. Each word of the library that is one slip away (`index.wording.edits`)
is put in its place, and Kiwi's language model says how much likelier the question becomes:
a wrong word loses, a right one gains ten nats and more. What gains clearly is put in;
what may be meant is searched as well, and the question stays as it was typed. A figure,
a Latin word and a word that the library or the dictionary holds are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf, log

from corpus import Morpheme, list_words, measure_likelihoods
from index.letters import is_syllable
from index.terms import term_key
from index.wording.edits import SYLLABLE, common_syllables, list_key_slips, list_syllable_slips
from index.wording.vocabulary import Vocabulary
from index.wording.wording import Change, Expansion

# Gain in likelihood (nats) from which a word is put in, and from which it is searched as
# well; by how much the best must lead the next.
SURE, MAYBE, LEAD = 8.0, 2.5, 4.0
# A slip of a whole syllable leaves less to go by.
SURE_SYLLABLE = 12.0
# What it takes more to change a word whose every two syllables the library has side by side.
_HELD = 4.0
# So many of Kiwi's morphemes are common words, and as so many passages one counts that the
# library does not hold: it finds nothing there, but keeps a word from becoming another.
_COMMON, _UNHELD = 60_000, 0.3
# So many words of a query are looked at, so many meanings weighed, words of so many syllables.
MOST_WORDS, MOST_MEANINGS, MOST_SYLLABLES = 3, 8, 9
# A document or a sentence is no mistyped question.
MOST_CHARS = 300

_WORD = re.compile(r"\S+")
_TAIL = ("J", "E", "VC", "VX", "XSV", "XSA", "XSN", "S", "NNB")
_CRUMB = ("NN", "XR", "VV", "VA", "IC", "MM", "MAG", "NR", "NP", "XPN", "XSN", "U")
_PARTICLE = re.compile(r"(?:에서|으로|에게|까지|부터|이나|[은는이가을를의에로와과도하되한된할될])$")
_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민"
)
_ASKS = frozenset("무엇 뭐 누구 누 언제 어디 어느 어떤 어떻 얼마 얼마나 몇 며칠 왜 무슨".split())
# What asks is in no library: known slips of it.
_ASKING = (
    (re.compile(r"무[었엌]|뭐엇"), "무엇"),
    (re.compile(r"(?<![가-힣])머머(?![가-힣])"), "뭐뭐"),
    (re.compile(r"(?<![가-힣])머(?=야|임|에요|예요|가\s|\s|[?]|$)"), "뭐"),
    (re.compile(r"(?<![가-힣])언[재졔]"), "언제"),
    (re.compile(r"(?<![가-힣])어(?:떻[개캐케]|떡[게개캐케]|떠[캐케]|덯[게개])"), "어떻게"),
    (re.compile(r"(?<![가-힣])(?:얼먀|얿마)"), "얼마"),
    (re.compile(r"(?<![가-힣])[몃멷몆](?=\s|[가-힣])"), "몇"),
    (re.compile(r"(?<![가-힣])몇일"), "며칠"),
    (re.compile(r"(?<=[가-힣])엿(?=나요|냐|습|다|어|는데|던|지만|을까)"), "였"),
    (re.compile(r"됬|됫"), "됐"),
    (re.compile(r"(?<=[가-힣])햇(?=나요|냐|습|다|어요|는데|던|지만|을까)"), "했"),
    (re.compile(r"(?<=[가-힣])읍니까"), "습니까"),
    (re.compile(r"(?<![가-힣])않(?=\s?[되돼됐됩])"), "안 "),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Meaning:
    """A word that may be meant, what reading it so gains in nats, and how it ranks."""

    word: str
    cost: float
    gain: float
    rank: float


def mend_question_words(text: str) -> tuple[str, tuple[Change, ...]]:
    """Return the text with misspelt question words and endings put right."""
    changes: list[Change] = []
    for pattern, right in _ASKING:
        for match in pattern.finditer(text):
            word = next(w for w in _WORD.finditer(text) if w.start() <= match.start() < w.end())
            inside = slice(match.start() - word.start(), match.end() - word.start())
            typed = word.group()
            mended = typed[: inside.start] + right + typed[inside.stop :]
            changes.append(Change("spelling", typed, " ".join(mended.split())))
        text = pattern.sub(right, text)
    return " ".join(text.split()) if changes else text, tuple(changes)


def mend_spelling(
    text: str,
    found: Sequence[Morpheme],
    vocabulary: Vocabulary,
    names: Collection[str] = (),
) -> tuple[str, tuple[Change, ...], tuple[Expansion, ...]]:
    """Return the text with its unknown words put right, and those that stay with meanings.

    `found` are the morphemes of `text`; what `names` hold is left alone.
    """
    changes: list[Change] = []
    also: list[Expansion] = []
    if len(text) > MOST_CHARS:
        return text, (), ()
    suspects = list(_suspects(text, found, vocabulary))[:MOST_WORDS]
    # From behind, so that what is still to come keeps its place.
    for start, end in reversed(suspects):
        typed = text[start:end]
        if any(name in typed or typed in name for name in names):
            continue
        meanings = _weigh(text, start, end, list_key_slips(typed), vocabulary)
        # A library that holds all its pairs of syllables may well hold the word.
        doubt = inf if _leads_name(text, end, found) else _doubt(typed, vocabulary)
        if not _is_clear(typed, meanings, doubt) and len(typed) > 1:
            slips = list_syllable_slips(typed, vocabulary)
            more = _weigh(text, start, end, slips, vocabulary)
            best = {m.word: m for m in (*more, *meanings)}
            meanings = sorted(best.values(), key=lambda m: (-m.rank, m.word))
        if _is_clear(typed, meanings, doubt):
            word = meanings[0].word
            text = text[:start] + word + text[end:]
            changes.append(Change("spelling", typed, word))
            continue
        for meaning in meanings[:2]:
            if meaning.gain >= MAYBE and len(typed) > 1:
                also.append(Expansion("variant", typed, meaning.word))
    return text, tuple(reversed(changes)), tuple(also)


def _suspects(
    text: str, found: Sequence[Morpheme], vocabulary: Vocabulary
) -> Iterator[tuple[int, int]]:
    """Yield where a run of syllables stands that neither library nor dictionary knows."""
    at = 0
    for word in _WORD.finditer(text):
        inside: list[Morpheme] = []
        while at < len(found) and found[at].start < word.end():
            if found[at].start >= word.start():
                inside.append(found[at])
            at += 1
        while inside and inside[-1].tag.startswith(_TAIL) and not inside[-1].is_guessed:
            inside.pop()
        if inside:
            run = _doubtful(text, inside, vocabulary)
            if run and run[1] - run[0] <= MOST_SYLLABLES:
                yield run


def _doubtful(
    text: str, inside: Sequence[Morpheme], vocabulary: Vocabulary
) -> tuple[int, int] | None:
    """Return the part of a word that is doubtful, None where it is none."""
    start, end = inside[0].start, max(m.end for m in inside)
    whole = text[start:end]
    if any(m.form in _ASKS for m in inside):
        return None
    if not whole or not all(map(is_syllable, whole)):
        return _guessed_alone(text, inside, vocabulary)
    if vocabulary.count_word(whole):
        return None
    held = [bool(vocabulary.count_word(term_key(m.form))) for m in inside]
    is_guess = any(m.is_guessed and not h for m, h in zip(inside, held, strict=True))
    if len(inside) == 1 and not is_guess:
        return None
    if not is_guess:
        crumbs = any(m.end - m.start < 2 and m.tag.startswith(_CRUMB) for m in inside)
        if not crumbs or _all_held(whole, vocabulary):
            return None
    # What is known at either side is left alone.
    known = [
        h and not m.is_guessed and m.end - m.start > 1 for m, h in zip(inside, held, strict=True)
    ]
    first, last = 0, len(inside) - 1
    while first < last and known[first]:
        first += 1
    while last > first and known[last]:
        last -= 1
    narrow = inside[first].start, max(m.end for m in inside[first : last + 1])
    if narrow[1] - narrow[0] < 1 + (not inside[first].is_guessed):
        return start, end
    return narrow


def _guessed_alone(
    text: str, inside: Sequence[Morpheme], vocabulary: Vocabulary
) -> tuple[int, int] | None:
    """Return the guessed part of a word that holds more than Hangul (`2003년푸시캣`)."""
    for m in inside:
        typed = text[m.start : m.end]
        if m.is_guessed and len(typed) > 1 and all(map(is_syllable, typed)):
            return None if vocabulary.count_word(term_key(m.form)) else (m.start, m.end)
    return None


def _weigh(
    text: str, start: int, end: int, slips: dict[str, float], vocabulary: Vocabulary
) -> list[_Meaning]:
    """Return what may be meant at `text[start:end]`, the best first."""
    # One syllable is too little to tell a word by, unless no word is written with it.
    typed = text[start:end]
    least = 1 if len(typed) == 1 and typed not in common_syllables() else 2
    counted = {w: _count(w, vocabulary, cost) for w, cost in slips.items() if len(w) >= least}
    known = [word for word, count in counted.items() if count]
    known.sort(key=lambda word: (slips[word] - log(counted[word]), word))
    known = known[:MOST_MEANINGS]
    if not known:
        return []
    before, after = _around(text, start, end)
    base, *likelihoods = measure_likelihoods(
        [before + typed + after, *(before + word + after for word in known)]
    )
    found = [
        _Meaning(
            word, slips[word], likelihood - base,
            likelihood - base - 2.5 * slips[word] + 0.5 * log(counted[word]),
        )
        for word, likelihood in zip(known, likelihoods, strict=True)
    ]  # fmt: skip
    return sorted(found, key=lambda meaning: (-meaning.rank, meaning.word))


def _count(word: str, vocabulary: Vocabulary, cost: float) -> float:
    """Return how many passages hold a word; one that only the dictionary knows counts little."""
    count = vocabulary.count_word(word)
    if count or cost >= SYLLABLE:
        return count
    # A guess swallows the particle behind it.
    stem = _PARTICLE.sub("", word) if len(word) > 2 else ""
    count = vocabulary.count_word(stem) if len(stem) > 1 else 0
    return count or _UNHELD * (word in _common_words())


@cache
def _common_words() -> frozenset[str]:
    """Return the words of two syllables and more that Kiwi's dictionary has most often."""
    return frozenset(word.form for word in list_words(_COMMON) if len(word.form) > 1)


def _leads_name(text: str, end: int, found: Sequence[Morpheme]) -> bool:
    """Return whether a name follows with nothing but a space between: a given name and a family's.

    `text` may differ from what was cut into `found` behind `end` only.
    """
    if text[end : end + 1] != " ":
        return False
    return any(m.start == end + 1 and m.tag == "NNP" for m in found)


def _doubt(typed: str, vocabulary: Vocabulary) -> float:
    """Return what it takes more to change a word that the library may hold, cut otherwise."""
    if len(typed) < 2 or not _all_held(typed, vocabulary):
        return 0.0
    return _HELD if len(typed) > 2 else inf


def _all_held(typed: str, vocabulary: Vocabulary) -> bool:
    return all(vocabulary.count_gram(typed[at : at + 2]) for at in range(len(typed) - 1))


def _is_clear(typed: str, meanings: Sequence[_Meaning], doubt: float) -> bool:
    if not meanings:
        return False
    best = meanings[0]
    sure = SURE_SYLLABLE if best.cost >= SYLLABLE else SURE
    if best.gain < sure + doubt or _may_be_name(typed, best.word):
        return False
    return len(meanings) < 2 or best.rank - meanings[1].rank >= LEAD


def _may_be_name(typed: str, word: str) -> bool:
    """Return whether these may be two persons: the same surname, another given name."""
    return len(typed) == len(word) == 3 and typed[0] == word[0] and typed[0] in _SURNAMES


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and behind, two words of each at most."""
    before = text[:start]
    words = [m.start() for m in _WORD.finditer(before)]
    after = text[end:]
    ends = [m.end() for m in _WORD.finditer(after)]
    return before[words[-3] if len(words) > 2 else 0 :], after[: ends[2] if len(ends) > 2 else None]
