"""Questions that ask several things: cut into questions that ask one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question import QUESTION_WORDS, content_terms
from corpus import Morpheme, analyze

MAX_PARTS = 3
# A topic is a phrase; of a longer one its end is nearest to what is asked.
MAX_TOPIC_CHARS = 200
# What makes a clause ask: an interrogative in it.
_ASKS = re.compile(
    r"누구|누가|언제|어디|무엇|뭐|무슨|어느|어떤|어떻게|왜|얼마|몇|며칠|"
    r"\b(?:who|when|where|what|which|how|why)\b|多少|什么|何时|谁|哪|几",
    re.IGNORECASE,
)
# `...했고, 얼마에` and `...이며, 언제`: one thing is asked, then another.
_CLAUSE_END = re.compile(
    r"(?<=고|며)[,\s]\s*|(?<=[?？])\s+(?=\S)|,?\s+(?:and|그리고)\s+|[，；;]\s*"
)
_EACH = re.compile(r"각각|각기|비교|차이|서로|\bboth\b|\beach\b|compare|分别|各")
_AND = ("와", "과", "랑", "이랑", "하고")
_NOUNS = ("NNG", "NNP", "SL", "SH", "SN", "XPN", "XSN", "NR", "NNB")


def split_question(text: str) -> tuple[str, ...]:
    """Return the questions that a question is made of; one alone where it asks one thing.

    Clauses that each ask are asked in turn, later ones with the topic of the first; sides
    named together (`A와 B는 각각`) are asked one by one.
    """
    clauses = [part.strip() for part in _CLAUSE_END.split(text) if part.strip()]
    if 1 < len(clauses) <= MAX_PARTS and all(_ASKS.search(part) for part in clauses):
        topic = _topic(clauses[0])
        return (clauses[0], *(f"{topic} {part}".strip() for part in clauses[1:]))
    if _EACH.search(text):
        sides = _sides(text)
        if sides:
            return sides
    return (text,)


def _topic(clause: str) -> str:
    """Return the words of a clause before its interrogative, without the particle."""
    words: list[str] = []
    for word in clause.split():
        if _ASKS.search(word):
            break
        words.append(word)
    return " ".join(words)[-MAX_TOPIC_CHARS:]


def _sides(text: str) -> tuple[str, ...]:
    """Return the question once for each noun phrase of the first enumeration in it."""
    morphemes = analyze(text)
    phrases = _phrases(morphemes)
    for at in range(len(phrases)):
        run = [phrases[at]]
        while at + len(run) < len(phrases) and _joined(morphemes, run[-1], phrases[at + len(run)]):
            run.append(phrases[at + len(run)])
        if 2 <= len(run) <= MAX_PARTS and all(_names(phrase, morphemes) for phrase in run):
            start, end = run[0][0], run[-1][1]
            sides = [text[low:high].split() for low, high in run]
            # `2023년과 2024년 재활용률`: the last side brings the noun that all share.
            shared = sides[-1][len(sides[0]) :]
            sides[:-1] = [[*side, *shared] for side in sides[:-1]]
            return tuple(text[:start] + " ".join(side) + text[end:] for side in sides)
    return ()


def _phrases(morphemes: Sequence[Morpheme]) -> list[tuple[int, int]]:
    """Return the runs of nouns as (start, end) of the text."""
    found: list[tuple[int, int]] = []
    for morpheme in morphemes:
        if morpheme.tag not in _NOUNS:
            continue
        if found and morpheme.start - found[-1][1] <= 1:
            found[-1] = (found[-1][0], morpheme.end)
        else:
            found.append((morpheme.start, morpheme.end))
    return found


def _joined(morphemes: Sequence[Morpheme], left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Tell whether nothing but a comma or `와` stands between two noun phrases."""
    between = [m for m in morphemes if left[1] <= m.start < right[0]]
    return bool(between) and all(
        m.tag in ("SP", "JC") or (m.tag == "JKB" and m.form in _AND) for m in between
    )


def _names(phrase: tuple[int, int], morphemes: Sequence[Morpheme]) -> bool:
    inside = [m for m in morphemes if phrase[0] <= m.start < phrase[1]]
    terms = content_terms(inside)
    return bool(terms) and not set(terms) <= QUESTION_WORDS
