"""Persistent Korean full-text search: the one module that imports tantivy.

Terms are cut before they come here (`index.terms`), so tantivy only splits at
spaces. Scores are tantivy's BM25 (k1 = 1.2, b = 0.75, lengths kept in one byte).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import tantivy

from index.selection import Selection
from index.terms import Terms, unpack_words

# tantivy wants 15 MB a thread at least; one thread keeps documents in order.
_HEAP_BYTES = 128_000_000
# Words that the question does not have speak for a passage, but less.
EXPANSION_WEIGHT = 0.3
# Another name of what the question names counts somewhat less than its own; the terms of a
# short one count up to so many times what they would alone. On KorQuAD's odd articles, with a
# name in each question written as the documents also write it, nDCG@10 falls from 0.988 to
# 0.951 without other names, to 0.973 with these, to 0.961 with 0.9 and names that weigh what
# their terms do; as asked it stays within 0.0002.
NAME_WEIGHT = 0.75
_MOST_RAISED = 2.0


@dataclass(frozen=True, slots=True)
class FieldBoosts:
    """What a match weighs in each field, by the passage's own words as 1.

    `context` is title, heading path and caption. `keys` stand in a field of their own, so
    that figures make no passage longer: a question without one scores as if there were none.

    nDCG@10 of the words alone on 615 questions of KorQuAD's odd articles and the 313 of the
    tuning sets: these 0.959 and 0.644; without bigrams 0.949 and 0.616, at 0.6 0.961 and
    0.650, in one field with the words 0.961 and 0.651, but with the vectors beside them 0.6
    loses (0.960 to 0.957, paraphrases 0.501 to 0.492). Compounds in a field of their own at
    0.4, 0.7 and 1: 0.963, 0.965 and 0.961, but 0.642, 0.640 and 0.642; without compounds
    0.959 and 0.641. Title, headings and caption apart 0.959 and 0.644, with less title 0.643;
    context at 0.3, 0.8 and 0: 0.643, 0.640 and 0.640. Keys at 0, 0.4 and 1.2: 0.959, 0.960
    and 0.959, 0.644, 0.644 and 0.643.
    """

    words: float = 1.0
    grams: float = 0.4
    context: float = 0.5
    keys: float = 0.8


@dataclass(frozen=True, slots=True)
class LexicalRow:
    """A passage to index: its number and the space-joined terms of each field.

    `words` are followed by the keys, if there are any (`index.terms.pack_words`).
    """

    number: int
    words: str
    grams: str
    context: str


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Terms that a query has for a thing, and those of its other names: the best of them counts."""

    terms: Terms
    others: tuple[Terms, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage by its number, with a score: higher is better."""

    number: int
    score: float


class LexicalIndex:
    """BM25 over the fields `words`, `grams`, `context` and `keys`; read-only once built."""

    def __init__(self, index: Any, boosts: FieldBoosts | None = None) -> None:  # noqa: ANN401
        """Search `index`, as `build` or `open` give it."""
        self._schema = index.schema
        self._searcher = index.searcher()
        self._boosts = boosts or FieldBoosts()

    @classmethod
    def build(cls, rows: Iterable[LexicalRow], folder: Path | None = None) -> LexicalIndex:
        """Index the rows, in `folder` (existing and empty) or in memory.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        schema = _schema()
        try:
            index = tantivy.Index(schema, path=str(folder) if folder else None)
            writer = index.writer(_HEAP_BYTES, 1)
            for row in rows:
                document = tantivy.Document()
                document.add_unsigned("number", row.number)
                words, keys = unpack_words(row.words)
                document.add_text("words", words)
                document.add_text("keys", keys)
                document.add_text("grams", row.grams)
                document.add_text("context", row.context)
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
        except ValueError as error:
            # tantivy reports every failure of its files as ValueError.
            raise OSError(str(error)) from error
        index.config_reader("manual")
        index.reload()
        return cls(index)

    @classmethod
    def open(cls, folder: Path) -> LexicalIndex:
        """Open what `build` left in `folder`.

        Raises:
            OSError: there is no readable index in it.
        """
        try:
            index = tantivy.Index.open(str(folder))
            index.config_reader("manual")
            index.reload()
            return cls(index)
        except ValueError as error:
            raise OSError(str(error)) from error

    @property
    def count(self) -> int:
        """The number of passages."""
        return int(self._searcher.num_docs)

    def search(
        self,
        terms: Terms,
        limit: int,
        extra: Terms | None = None,
        among: Selection | None = None,
        names: Sequence[Alternatives] = (),
    ) -> tuple[Scored, ...]:
        """Return the best passages that share a term, best first, ties by number.

        A term that is asked twice counts twice. `extra` terms (expansions) count at
        `EXPANSION_WEIGHT` and only where the question does not have them. With `among`, only
        its passages are returned; what a term weighs is still told by all of them. Of what
        `names` hold to be one thing the best counts, once.
        """
        clauses, rest = [], terms
        for named in names:
            own, rest = _part(rest, named.terms)
            clauses.append(self._either(own, named.others))
        clauses += self._clauses(rest, 1.0)
        if extra is not None:
            new = Terms(
                tuple(dict.fromkeys(t for t in extra.words if t not in terms.words)),
                tuple(dict.fromkeys(t for t in extra.grams if t not in terms.grams)),
            )
            clauses += self._clauses(new, EXPANSION_WEIGHT)
        if not clauses or limit <= 0 or not self.count:
            return ()
        query = tantivy.Query.boolean_query(clauses)
        found = self._best_among(query, limit, among) if among else self._best(query, limit)
        return tuple(sorted(found, key=lambda scored: (-scored.score, scored.number)))

    def inverse_document_frequency(self, term: str, field: str = "words") -> float:
        """Return ln(1 + (N - n + 0.5) / (n + 0.5)), as tantivy weighs the term.

        Source: Lucene's BM25Similarity.
        """
        return self._weigh(self.document_frequency(term, field))

    def _weigh(self, holding: int) -> float:
        return log(1.0 + (self.count - holding + 0.5) / (holding + 0.5))

    def document_frequency(self, term: str, field: str = "words") -> int:
        """Return in how many passages the term stands."""
        return int(self._searcher.doc_freq(field, term))

    def list_terms(self, prefix: str, field: str) -> tuple[str, ...]:
        """Return the terms that begin so, those of most passages first, then by spelling."""
        found = self._searcher.terms_with_prefix(field, prefix)
        return tuple(str(term) for term, _ in found)

    def ceiling(self, terms: Terms) -> float:
        """Return the score of a passage of mean length that holds every term once.

        With tf = 1 and mean length the BM25 factor tf (k1 + 1) / (tf + k1) is 1, so the
        sum of the boosted IDF weights remains.
        """
        idf = self.inverse_document_frequency
        words = sum(n * idf(term) for term, n in Counter(terms.words).items())
        grams = sum(n * idf(term, "grams") for term, n in Counter(terms.grams).items())
        # A key is another writing: where nobody writes so, nothing is missed.
        found = (n for n in (self.document_frequency(key, "keys") for key in terms.keys) if n)
        keys = sum(self._weigh(n) for n in found)
        boosts = self._boosts
        return boosts.words * words + boosts.grams * grams + boosts.keys * keys

    def explained_share(self, terms: Terms, names: Sequence[Alternatives] = ()) -> float:
        """Return the share of the terms' IDF mass that passages hold at all, 0 to 1.

        They hold a name where they hold another of the same thing.
        """
        held = {
            term
            for named in names
            if any(all(map(self.document_frequency, other.words)) for other in named.others)
            for term in named.terms.words
        }
        known = total = 0.0
        for term, times in Counter(terms.words).items():
            weight = times * self.inverse_document_frequency(term)
            total += weight
            if (
                term in held
                or self.document_frequency(term)
                or self.document_frequency(term, "context")
            ):
                known += weight
        return known / total if total else 0.0

    def _either(self, own: Terms, others: Sequence[Terms]) -> tuple[Any, Any]:
        """Return the clause of a thing by its own name or another, whichever says more.

        All its names weigh alike, and no more than the heaviest of the others: a long name has
        more terms than a short one, but says no more.
        """
        weight = self.ceiling(own)
        theirs = [self.ceiling(other) for other in others]
        lowered = min(1.0, max(theirs) / weight) if weight else 1.0
        either = [tantivy.Query.boolean_query(self._clauses(own, lowered))]
        for other, its in zip(others, theirs, strict=True):
            if its:
                raised = min(lowered * weight / its, _MOST_RAISED)
                clauses = self._clauses(other, NAME_WEIGHT * raised)
                either.append(tantivy.Query.boolean_query(clauses))
        return (tantivy.Occur.Should, tantivy.Query.disjunction_max_query(either))

    def _best(self, query: Any, limit: int) -> list[Scored]:  # noqa: ANN401
        hits = self._searcher.search(query, limit=min(limit, self.count), count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        return [Scored(int(n), float(score)) for n, (score, _) in zip(numbers, hits, strict=True)]

    def _best_among(self, query: Any, limit: int, among: Selection) -> list[Scored]:  # noqa: ANN401
        """Return the best passages of a selection: as many of all as are sure to hold them.

        Numbers are not indexed, so that a set of them is no clause; a range is. A document's
        passages have adjacent numbers, so a range alone is often all there is to it.
        """
        left = len(among.numbers)
        if not left:
            return []
        low, high = int(among.numbers[0]), int(among.numbers[-1])
        kind = tantivy.FieldType.Unsigned
        between = tantivy.Query.range_query(self._schema, "number", kind, low, high)
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, query),
                (tantivy.Occur.Must, tantivy.Query.const_score_query(between, 0.0)),
            ]
        )
        most = min(self.count, high - low + 1)
        # One in so many of the range is in the selection; somewhat more, to be sure at once.
        wanted = limit * (1 + most // left) + limit // 2
        while True:
            hits = self._searcher.search(query, limit=min(wanted, most), count=False).hits
            numbers = self._searcher.fast_field_values("number", [where for _, where in hits])
            places = np.flatnonzero(among.holds(np.asarray(numbers, dtype=np.int64)))[:limit]
            if len(places) == limit or len(hits) < wanted:
                return [Scored(int(numbers[at]), float(hits[at][0])) for at in places.tolist()]
            wanted *= 4

    def _clauses(self, terms: Terms, weight: float) -> list[tuple[Any, Any]]:
        boosts = self._boosts
        clauses = self._field_clauses("words", terms.words, weight * boosts.words)
        clauses += self._field_clauses("grams", terms.grams, weight * boosts.grams)
        if terms.keys:
            clauses += self._field_clauses("keys", terms.keys, weight * boosts.keys)
        if boosts.context:
            clauses += self._field_clauses("context", terms.words, weight * boosts.context)
        return clauses

    def _field_clauses(
        self, field: str, terms: Sequence[str], weight: float
    ) -> list[tuple[Any, Any]]:
        return [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._schema, field, term, "freq"), weight * times
                ),
            )
            for term, times in Counter(terms).items()
        ]


def _part(terms: Terms, named: Terms) -> tuple[Terms, Terms]:
    """Return what terms have of a name's, and what else they have; repeats are counted."""
    own, rest = [], []
    for mine, its in ((terms.words, named.words), (terms.grams, named.grams)):
        held = Counter(mine) & Counter(its)
        own.append(tuple(held.elements()))
        rest.append(tuple((Counter(mine) - held).elements()))
    return Terms(own[0], own[1]), replace(terms, words=rest[0], grams=rest[1])


def _schema() -> Any:  # noqa: ANN401
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", stored=False, indexed=False, fast=True)
    for field in ("words", "grams", "context", "keys"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
