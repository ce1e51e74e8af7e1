"""What a query as typed is taken to say: chatter left out, slips put right, all of it shown."""

from __future__ import annotations

from corpus import analyze
from index.wording.fillers import strip_fillers
from index.wording.jamo import is_syllable
from index.wording.keyboard import mend_keyboard
from index.wording.spacing import mend_spacing
from index.wording.spelling import MOST_CHARS, mend_question_words, mend_spelling
from index.wording.vocabulary import Vocabulary
from index.wording.wording import Change, Expansion, Wording

# One slip may hide another; what does not come to rest in so many rounds is left as typed.
_MOST_ROUNDS = 4


def mend(query: str, vocabulary: Vocabulary) -> Wording:
    """Return the query as it was meant; to mend what comes out changes nothing.

    A pasted text is left as it is.
    """
    typed = Wording(query, query)
    if len(query) > MOST_CHARS:
        return typed
    text, changes = query, tuple[Change, ...]()
    for _ in range(_MOST_ROUNDS):
        mended, made, also = _mend_once(text, vocabulary)
        if mended == text:
            return Wording(query, text, changes, also)
        text, changes = mended, (*changes, *made)
    return typed


def _mend_once(
    text: str, vocabulary: Vocabulary
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
    text, spelling, also = mend_spelling(text, found, vocabulary)
    return text, (*first, *spelling), also
