"""What a run is cut by: kinds of questions, and how hard their wording makes them.

A slice function returns the group a gold question belongs to, None where it belongs to none;
it looks at nothing but the gold question, so that every run cuts a set alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.terms import extract_content, fold_text
from assistant.question import QUESTION_WORDS

Slice = Callable[[GoldQuestion], str | None]

# By the share of the question's content words that its evidence holds, hardest first.
HARDNESS = ("none", "third", "two-thirds", "all")
SEVERAL = "several"


# A run asks for the same questions' groups once a slice and baseline.
@lru_cache(maxsize=16_384)
def shared_words(question: GoldQuestion) -> Fraction | None:
    """Return the share of the question's content words that its evidence holds.

    Content words are content morphemes, each once, without those that only ask. One is held
    where the quotations of an alternative have the same morpheme, or, from two characters
    on, where it stands within their text (`거래` in `전자상거래`). The alternative that holds
    most counts. 0 where there is no content word; None without evidence.
    """
    if not question.alternatives:
        return None
    asked = {word for word in _content(question.question) if word not in QUESTION_WORDS}
    if not asked:
        return Fraction(0)
    return max(
        Fraction(_held(asked, " ".join(question.evidence[at].quote for at in one)), len(asked))
        for one in question.alternatives
    )


def hardness_of(question: GoldQuestion) -> str | None:
    """Return whether the evidence holds none, up to a third, two thirds, or all of the words."""
    share = shared_words(question)
    if share is None:
        return None
    if not share:
        return "none"
    return HARDNESS[1 + (share > Fraction(1, 3)) + (share > Fraction(2, 3))]


def language_of(question: GoldQuestion) -> str:
    """Return `ko`, `zh` or `en`: the script that most letters of the question are written in.

    Half as many Hangul as Chinese characters make it Korean: it may name things in Chinese.
    """
    letters = fold_text(question.question).casefold()
    hangul = sum("가" <= letter <= "힣" or "ㄱ" <= letter <= "ㅣ" for letter in letters)
    han = sum("\u3400" <= letter <= "\u9fff" for letter in letters)
    latin = sum("a" <= letter <= "z" for letter in letters)
    if hangul and 2 * hangul >= han and 4 * hangul >= latin:
        return "ko"
    return "zh" if han and 4 * han >= latin else "en" if latin else "ko"


def document_of(question: GoldQuestion) -> str | None:
    """Return the document that holds the evidence, `several` where there are more."""
    names = {evidence.doc for evidence in question.evidence}
    if not names or not question.answerable:
        return None
    return next(iter(names)) if len(names) == 1 else SEVERAL


def type_of(question: GoldQuestion) -> str:
    """Return the type that the gold set gives."""
    return question.type


def style_of(question: GoldQuestion) -> str:
    """Return the style that the gold set gives."""
    return question.style


SLICES: Mapping[str, Slice] = {
    "by_type": type_of,
    "by_style": style_of,
    "by_hardness": lambda question: hardness_of(question) if question.answerable else None,
    "by_document": document_of,
    "by_language": language_of,
}
# The ones in which the other ways to search are shown as well.
COMPARED_SLICES = ("by_type", "by_style", "by_hardness")


def cut(questions: Sequence[GoldQuestion], name: str) -> dict[str, tuple[int, ...]]:
    """Return the groups of a slice with the places of their questions.

    Hardness from hard to easy, everything else by name.
    """
    groups: dict[str, list[int]] = {}
    for place, question in enumerate(questions):
        group = SLICES[name](question)
        if group is not None:
            groups.setdefault(group, []).append(place)
    order = HARDNESS.index if name == "by_hardness" else str
    return {group: tuple(groups[group]) for group in sorted(groups, key=order)}


def _held(asked: set[str], quotes: str) -> int:
    terms = set(_content(quotes))
    text = "".join(fold_text(quotes).casefold().split())
    return sum(word in terms or (len(word) > 1 and word in text) for word in asked)


def _content(text: str) -> tuple[str, ...]:
    return next(iter(extract_content([fold_text(text)])), ())
