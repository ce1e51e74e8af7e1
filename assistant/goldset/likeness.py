"""Questions that ask the same, and questions that say what they ask for."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.terms import extract_content

# Of the content words of two questions, taken together, so many are common.
NEAR = 0.8
_FEWEST_WORDS = 3
_FIGURE = re.compile(r"\d[\d,.]*")
_NOT_SAID = re.compile(r"[\W_]+")
# `A와 B 중 어느 쪽`: to offer the answer among others is no leak.
_CHOICE = re.compile(
    r"어느|어떤|누가|아니면|또는|혹은|둘 중|가운데|중에|중 |\bor\b|which|哪|还是", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two questions of a set by position, the earlier one first; `share` 1.0: the same."""

    first: int
    second: int
    share: float


def find_alike(questions: Sequence[GoldQuestion]) -> Iterator[Likeness]:
    """Yield each question that asks what an earlier one asks, with the one most like it.

    The same letters and digits are the same question; near are those whose content words
    have a Jaccard index of `NEAR` or more and whose figures are the same. A question after
    other ones (`context`) is another question.
    """
    words = [set(found) for found in extract_content(q.question for q in questions)]
    figures = [frozenset(_FIGURE.findall(q.question)) for q in questions]
    said = [_plain(q.question) for q in questions]
    by_word: dict[str, list[int]] = defaultdict(list)
    same: dict[tuple[str, tuple[str, ...]], int] = {}
    for at, question in enumerate(questions):
        key = (said[at], tuple(_plain(before) for before in question.context))
        if key in same:
            yield Likeness(same[key], at, 1.0)
            continue
        same[key] = at
        shared = Counter(earlier for word in sorted(words[at]) for earlier in by_word[word])
        near = [
            Likeness(earlier, at, count / len(words[at] | words[earlier]))
            for earlier, count in shared.items()
            if figures[earlier] == figures[at] and questions[earlier].context == question.context
        ]
        best = max(near, key=lambda found: (found.share, -found.first), default=None)
        if best is not None and best.share >= NEAR and len(words[at]) >= _FEWEST_WORDS:
            yield best
        for word in words[at]:
            by_word[word].append(at)


def leaked_answer(question: GoldQuestion) -> str | None:
    """Return the gold answer that the question says itself, where it offers no choice."""
    if _CHOICE.search(question.question):
        return None
    if question.nuggets:
        told = [
            next((v for v in part if _says(question.question, v)), "") for part in question.nuggets
        ]
        return ", ".join(told) if all(told) else None
    return next((answer for answer in question.answers if _says(question.question, answer)), None)


def _says(text: str, answer: str) -> bool:
    wanted = _plain(answer)
    if len(wanted) < 2:
        return False
    begins = r"(?<!\d)" if wanted[0].isdecimal() else ""
    ends = r"(?!\d)" if wanted[-1].isdecimal() else ""
    return re.search(f"{begins}{re.escape(wanted)}{ends}", _plain(text)) is not None


def _plain(text: str) -> str:
    """Return the letters and digits of a text, compatible ones as one, case folded."""
    return _NOT_SAID.sub("", unicodedata.normalize("NFKC", text)).casefold()
