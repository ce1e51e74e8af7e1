"""Words typed while the keyboard was set to the other script: `tksdjq` is 산업, `ㅑㅐㅆ` IoT."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus import analyze, measure_likelihoods
from index.letters import is_jamo, is_syllable
from index.terms import term_key
from index.wording.jamo import to_keys, to_korean
from index.wording.vocabulary import Vocabulary
from index.wording.wording import Change

_LATIN = re.compile(r"[A-Za-z]+")
# A bare letter, and whatever Hangul was typed in one go with it.
_BROKEN = re.compile(r"[가-힣ㄱ-ㅣ]*[ㄱ-ㅣ][가-힣ㄱ-ㅣ]*")
# What people write on purpose.
_CHATTER = re.compile(r"[ㄱ-ㅎ]{1,2}|(.)\1*|[ㅋㅎㅠㅜㅡㅇ]+")
# English words whose keys happen to write Korean ones (`work` is 재가, `also` 미내).
_ENGLISH = frozenset(
    "absorb also chaos clan clark coal cock coco cork corn corp dick disk disp django dock "
    "down dual duck duty field fish flavor fork form forms girl glen goal goals quant queue "
    "rich risk risks rock ruth shah sharp shock shown soap social sock sofia soft sold span "
    "spend spent such suspend than them thro thrown todo torch torn town towns visual wish "
    "work works world worn worry".split()
)
# A short word or abbreviation has so many letters at most.
_LONG = 4
# What a syllable may cost (nats; in running text 3 to 5) in a word of two syllables that the
# library does not hold, and in a longer one.
_PLAIN_COST, _ODD_COST = 8.0, 9.0


@dataclass(frozen=True, slots=True)
class _Run:
    """Latin letters in a query, what they write in Hangul, and whether that is clear."""

    start: int
    end: int
    korean: str
    is_clear: bool


def mend_keyboard(text: str, vocabulary: Vocabulary) -> tuple[str, tuple[Change, ...]]:
    """Return the text with words typed in the other script put right, and what was changed."""
    changes: list[Change] = []
    runs = [_read_run(match, vocabulary) for match in _LATIN.finditer(text)]
    clear = sum(run.end - run.start for run in runs if run.is_clear)
    latin = sum(run.end - run.start for run in runs if not run.korean)
    # One word or syllable alone says little: it goes with the others, or stays.
    is_all = latin < clear
    if not is_all and not any(map(is_syllable, text)):
        # A question in English, one of whose words happens to write something.
        runs = []
    mended, at = [], 0
    for run in runs:
        if run.korean and (run.is_clear or is_all):
            mended += [text[at : run.start], run.korean]
            at = run.end
            changes.append(Change("keyboard", text[run.start : run.end], run.korean))
    text = "".join(mended) + text[at:]

    def to_latin(match: re.Match[str]) -> str:
        typed = match.group()
        keys = to_keys(typed)
        has_vowel = any("ㅏ" <= char <= "ㅣ" for char in typed)
        if _CHATTER.fullmatch(typed) or not _LATIN.fullmatch(keys):
            return typed
        # `어ㄸ` is a word that was cut off, `치ㅐㅕㅇ` one in English.
        if any(map(is_syllable, typed)) and not (has_vowel and len(keys) >= _LONG):
            return typed
        if not vocabulary.count_word(term_key(keys)):
            return typed
        # How it is written is not known: short ones are mostly abbreviations.
        written = keys.upper() if len(keys) <= _LONG else keys.lower()
        changes.append(Change("keyboard", typed, written))
        return written

    return _BROKEN.sub(to_latin, text) if any(map(is_jamo, text)) else text, tuple(changes)


def _read_run(match: re.Match[str], vocabulary: Vocabulary) -> _Run:
    latin = match.group()
    korean = "" if latin.isupper() and len(latin) > 1 else to_korean(latin)
    if latin.casefold() in _ENGLISH or (korean and vocabulary.count_word(term_key(latin))):
        korean = ""
    return _Run(match.start(), match.end(), korean, bool(korean) and _is_clear(korean, vocabulary))


def _is_clear(korean: str, vocabulary: Vocabulary) -> bool:
    """Return whether this is Korean beyond doubt: the library's words, or a plain phrase."""
    if len(korean) < 2 or not all(map(is_syllable, korean)):
        return False
    morphemes = analyze(korean)
    known = [bool(vocabulary.count_word(term_key(m.form))) for m in morphemes]
    if any(m.is_guessed and not held for m, held in zip(morphemes, known, strict=True)):
        return False
    if vocabulary.count_word(korean):
        return True
    (likelihood,) = measure_likelihoods([korean])
    return -likelihood <= len(korean) * (_PLAIN_COST if len(korean) < 3 else _ODD_COST)
