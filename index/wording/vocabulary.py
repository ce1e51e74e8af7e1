"""What a library knows of words: how many of its passages hold one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from index.lexical import LexicalIndex


class Vocabulary(Protocol):
    """The words of a library; those of no library are all unknown."""

    def count_word(self, term: str) -> int:
        """Return how many passages hold a term (a key of `index.terms`), or have it above."""
        ...

    def count_gram(self, gram: str) -> int:
        """Return how many passages hold two characters side by side."""
        ...

    def list_followers(self, char: str) -> Iterable[str]:
        """Return the characters that stand behind another anywhere, the most frequent first."""
        ...


class LexicalVocabulary:
    """The words of a full-text index, asked for as they are needed."""

    def __init__(self, index: LexicalIndex) -> None:
        """Ask `index`."""
        self._index = index

    def count_word(self, term: str) -> int:
        """Return how many passages hold a term, or have it in their title or headings."""
        count = self._index.document_frequency
        return count(term) or count(term, "context")

    def count_gram(self, gram: str) -> int:
        """Return how many passages hold two characters side by side."""
        return self._index.document_frequency(gram, "grams")

    def list_followers(self, char: str) -> tuple[str, ...]:
        """Return the characters that stand behind another anywhere, the most frequent first."""
        return tuple(gram[1:] for gram in self._index.list_terms(char, "grams"))
