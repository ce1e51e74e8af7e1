"""The collections as people see them: with the documents that the library holds of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from index import CollectionBook, DocumentRecord
from ui.receiving import file_path, record_key


class Holding(Protocol):
    """What is needed of a library to tell what a collection holds."""

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return a record for every file."""
        ...


@dataclass(frozen=True, slots=True)
class CollectionSummary:
    """A collection with how many of the library's documents are in it, failed ones too.

    `passages` are those that can be searched.
    """

    name: str
    documents: int
    passages: int


class Collecting:
    """Puts documents, told by their `record_key`, into collections and out of them."""

    def __init__(self, library: Holding, book: CollectionBook) -> None:
        """Keep the collections of `library` in `book`."""
        self._library = library
        self.book = book

    def summaries(self) -> tuple[CollectionSummary, ...]:
        """Return the collections by name."""
        sizes = {str(file_path(r)): r.passages for r in self._library.documents()}
        found = []
        for collection in self.book.collections():
            held = [sizes[place] for place in collection.places if place in sizes]
            found.append(CollectionSummary(collection.name, len(held), sum(held)))
        return tuple(found)

    def names_by_key(self, records: Iterable[DocumentRecord]) -> dict[str, tuple[str, ...]]:
        """Return for each of `records` that is in a collection the names of those it is in."""
        keys = {str(file_path(record)): record_key(record) for record in records}
        named: dict[str, list[str]] = {}
        for collection in self.book.collections():
            for place in collection.places:
                if place in keys:
                    named.setdefault(keys[place], []).append(collection.name)
        return {key: tuple(names) for key, names in named.items()}

    def add(self, name: str, keys: Collection[str]) -> int:
        """Put documents into a collection; return how many of the keys the library knows.

        Raises:
            FilterError: there is no such collection.
            LibraryError: it is full, or the library cannot be written.
        """
        places = self._places(keys)
        self.book.add(name, places)
        return len(places)

    def remove(self, name: str, keys: Collection[str]) -> int:
        """Take documents out of a collection; return how many of the keys the library knows.

        Raises:
            FilterError: there is no such collection.
            LibraryError: the library cannot be written.
        """
        places = self._places(keys)
        self.book.remove(name, places)
        return len(places)

    def _places(self, keys: Collection[str]) -> list[str]:
        wanted = frozenset(keys)
        records = self._library.documents()
        return [str(file_path(record)) for record in records if record_key(record) in wanted]
