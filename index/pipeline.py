"""From a path to passages: what a library asks of the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from corpus import (
    Block,
    Chunking,
    Document,
    FoundFile,
    Limits,
    Passage,
    SkippedFile,
    document_facts,
    document_title,
    find_files,
    make_passages,
    parse_blocks,
    read_in_worker,
)

# Raised whenever the corpus reads the same file differently: files are read again. So it is
# where titles are chosen differently: a document is kept under the title that was chosen.
READING_VERSION = 4
# Raised whenever the corpus cuts the same text differently: the text kept is cut again.
PASSAGES_VERSION = 4


@dataclass(frozen=True, slots=True)
class Cut:
    """A document as it is indexed: the title a person would give it, and its passages.

    `facts` are pairs of `date` (ISO 8601, perhaps of the year or month alone), `publisher`
    and `author` (several) with what the document says of them.
    """

    title: str
    passages: tuple[Passage, ...]
    facts: tuple[tuple[str, str], ...] = ()


class Pipeline(Protocol):
    """Finds files, reads them and cuts them into passages."""

    @property
    def version(self) -> str:
        """Changes whenever the same file would be cut into other passages; names `reading`."""
        ...

    @property
    def reading(self) -> str:
        """Changes whenever the same file would be read as another text."""
        ...

    def find(self, path: Path, on_skip: Callable[[SkippedFile], None]) -> Iterable[FoundFile]:
        """Yield the documents at or below `path`; see `corpus.find_files`."""
        ...

    def read(self, path: Path, source: str) -> Document:
        """Read a file; see `corpus.read_in_worker`."""
        ...

    def cut(self, document: Document) -> Cut:
        """Cut a document into passages; see `corpus.make_passages`."""
        ...


@dataclass(frozen=True, slots=True)
class CorpusPipeline:
    """The corpus as it is."""

    limits: Limits = field(default_factory=Limits)
    chunking: Chunking = field(default_factory=Chunking)

    @property
    def version(self) -> str:
        """The versions and sizes that passages depend on."""
        sizes = self.chunking
        cut = f"{sizes.target_chars}/{sizes.max_chars}/{sizes.context_chars}"
        return f"{self.reading}/{PASSAGES_VERSION}/{cut}"

    @property
    def reading(self) -> str:
        """The version of the readers."""
        return str(READING_VERSION)

    def find(self, path: Path, on_skip: Callable[[SkippedFile], None]) -> Iterable[FoundFile]:
        """Yield the documents at or below `path`."""
        return find_files(path, self.limits, on_skip)

    def read(self, path: Path, source: str) -> Document:
        """Read a file."""
        return read_in_worker(path, source, self.limits)

    def cut(self, document: Document) -> Cut:
        """Cut a document into passages."""
        blocks = parse_blocks(document)
        passages = make_passages(document, blocks, self.chunking)
        return Cut(document_title(document, blocks), passages, _facts(document, blocks))


def _facts(document: Document, blocks: Sequence[Block]) -> tuple[tuple[str, str], ...]:
    found = document_facts(document, blocks)
    named = (("date", found.date), ("publisher", found.publisher))
    pairs = [(name, fact.value) for name, fact in named if fact is not None]
    return (*pairs, *(("author", fact.value) for fact in found.authors))
