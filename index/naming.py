"""Other names of what a query names: those that documents give, and the library's own file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from corpus import UserWords
from index.derived import Derived
from index.lexical import Alternatives, LexicalIndex
from index.report import NamesStatus, Setback
from index.snapshot import Snapshot
from index.terms import Terms, extract_query_terms, term_key
from index.wording.dictionary import DICTIONARY_FILE, read_dictionary
from index.wording.names import expand
from index.wording.synonyms import SYNONYMS_FILE, SynonymsFile
from index.wording.wording import Expansion, Wording

# A pasted text names too much to be asked by other names.
MAX_CHARS = 300
# Names whose terms are remembered.
_MAX_CUTS = 10_000


class Naming:
    """Says of a query what else its things are called; safe to share between threads.

    No index depends on the `synonyms`. `words` is the dictionary that the open indexes were
    made with.
    """

    def __init__(self, folder: Path) -> None:
        """Take the names of the library in `folder`."""
        self._dictionary = folder / DICTIONARY_FILE
        self.synonyms = SynonymsFile(folder / SYNONYMS_FILE)
        self._words = self.read_words()
        self._cuts: dict[str, Terms] = {}

    @property
    def words(self) -> UserWords:
        """The words that the analysis keeps whole."""
        return self._words

    @words.setter
    def words(self, words: UserWords) -> None:
        self._words, self._cuts = words, {}

    def read_words(self) -> UserWords:
        """Return the words of the dictionary as it is now.

        Raises:
            LibraryError: see `read_dictionary`.
        """
        return read_dictionary(self._dictionary)

    def expand(self, wording: Wording, derived: Derived, snapshot: Snapshot) -> Wording:
        """Return the wording with the other names of what it names.

        Raises:
            LibraryError: the synonyms file never could be read; see `read_synonyms`.
        """
        if len(wording.text) > MAX_CHARS:
            return wording
        books = (self.synonyms.names(), derived.names)
        lexical = derived.lexical
        found = expand(wording.text, books, lambda word: _stands(lexical, word))
        named = tuple(_sourced(expansion, snapshot) for expansion in found)
        return replace(wording, expansions=(*wording.expansions, *named))

    def count(self, derived: Derived) -> NamesStatus:
        """Return how many names there are, and where from."""
        found = self.synonyms.look()
        return NamesStatus(
            mined=len(derived.names),
            synonyms=len(found.names or ()),
            words=len(self._words),
            trouble=Setback.of(SYNONYMS_FILE, found.trouble) if found.trouble else None,
        )

    def group(self, expansions: Iterable[Expansion]) -> tuple[Alternatives, ...]:
        """Return the terms of each thing that is named, with those of its other names.

        A name in letters that are not searched (Kana, Cyrillic) has no terms, and is left out.
        """
        others: dict[str, list[Terms]] = {}
        for one in expansions:
            cut = self._cut(one.text)
            if cut.words:
                others.setdefault(one.of, []).append(cut)
        return tuple(Alternatives(self._cut(of), tuple(cut)) for of, cut in others.items())

    def _cut(self, name: str) -> Terms:
        cuts = self._cuts
        known = cuts.get(name)
        if known is None:
            if len(cuts) >= _MAX_CUTS:
                cuts.clear()
            known = cuts[name] = extract_query_terms(name)
        return known


def _stands(lexical: LexicalIndex, word: str) -> bool:
    return lexical.document_frequency(term_key(word)) > 0


def _sourced(expansion: Expansion, snapshot: Snapshot) -> Expansion:
    """Return it with the path of the document that says so."""
    if expansion.kind != "alias":
        return expansion
    return replace(expansion, source=snapshot.record(expansion.source).source)
