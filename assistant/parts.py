"""Questions that ask several things: cut into questions that ask one."""

from __future__ import annotations

import re

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
    r"(?<=고|며)(?<!라고|다고|냐고|자고)[,\s]\s*(?!있|싶|나서|나면|말[하했한씀])|(?<=[?？])\s+(?=\S)|,?\s+(?:and|그리고)\s+|[，；;]\s*"
)


def split_question(text: str) -> tuple[str, ...]:
    """Return the questions that a question is made of; one alone where it asks one thing.

    Clauses that each ask are asked in turn, later ones with the topic of the first.
    """
    clauses = [part.strip() for part in _CLAUSE_END.split(text) if part.strip()]
    if 1 < len(clauses) <= MAX_PARTS and all(_ASKS.search(part) for part in clauses):
        topic = _topic(clauses[0])
        return (clauses[0], *(f"{topic} {part}".strip() for part in clauses[1:]))
    return (text,)


def _topic(clause: str) -> str:
    """Return the words of a clause before its interrogative, without the particle."""
    words: list[str] = []
    for word in clause.split():
        if _ASKS.search(word):
            break
        words.append(word)
    return " ".join(words)[-MAX_TOPIC_CHARS:]
