"""What a query as typed is taken to say: chatter left out, slips put right, all of it shown."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from corpus import analyze
from index.letters import is_syllable
from index.lexical import LexicalIndex
from index.wording.fillers import strip_fillers
from index.wording.keyboard import mend_keyboard
from index.wording.spacing import mend_spacing
from index.wording.spelling import MOST_CHARS, mend_question_words, mend_spelling
from index.wording.vocabulary import LexicalVocabulary, Vocabulary
from index.wording.wording import Change, Expansion, Wording

# One slip may hide another; what does not come to rest in so many rounds is left as typed.
_MOST_ROUNDS = 4


def mend_by(asked: Wording, index: LexicalIndex, expand: Callable[[Wording], Wording]) -> Wording:
    """Return the query as it was meant, by the words of an index.

    What `expand` has other names for is a name, and no slip.
    """
    vocabulary = LexicalVocabulary(index)
    meant = mend(asked.typed, vocabulary)
    if not (meant.changes or meant.expansions):
        return meant
    # A spelling that is merely made up for it does not make a word a name.
    names = {named.of for named in expand(asked).expansions if named.kind != "variant"}
    if any(_touches(change.before, names) for change in meant.changes):
        meant = mend(asked.typed, vocabulary, names)
    also = tuple(one for one in meant.expansions if not _touches(one.of, names))
    return replace(meant, expansions=also)


def mend(query: str, vocabulary: Vocabulary, names: Collection[str] = ()) -> Wording:
    """Return the query as it was meant; to mend what comes out changes nothing.

    What holds one of the `names` is not respelt. A pasted text is left as it is.
    """
    typed = Wording(query, query)
    if len(query) > MOST_CHARS:
        return typed
    text, changes = query, tuple[Change, ...]()
    for _ in range(_MOST_ROUNDS):
        mended, made, also = _mend_once(text, vocabulary, names)
        if mended == text:
            return Wording(query, text, changes, also)
        text, changes = mended, (*changes, *made)
    return typed


def _mend_once(
    text: str, vocabulary: Vocabulary, names: Collection[str]
) -> tuple[str, tuple[Change, ...], tuple[Expansion, ...]]:
    text, keyboard = mend_keyboard(text, vocabulary)
    text, fillers = strip_fillers(text)
    text, asking = mend_question_words(text)
    first = (*keyboard, *fillers, *asking)
    if not any(map(is_syllable, text)):
        return text, first, ()
    found = analyze(text)
    spaced, spacing = mend_spacing(text, found, vocabulary)
    if spacing:
        return spaced, (*first, *spacing), ()
    text, spelling, also = mend_spelling(text, found, vocabulary, names)
    return text, (*first, *spelling), also


def _touches(word: str, names: Collection[str]) -> bool:
    return any(name in word or word in name for name in names)
