"""The library: a folder of documents that can be searched, kept in step with their files."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus import Box, Document, LibraryError, Passage, QuestionError, keeping
from index.collecting import CollectionBook
from index.encoder import Encoder, Vectors
from index.encoders import static_part
from index.filters import Filters, Scope
from index.fitting.fitter import FitProgress, FitReport, Fitter
from index.folder import prepare_folder
from index.fusion import FusionWeights
from index.generations import Generations, Held
from index.hit import DocumentRecord, Hit
from index.naming import Naming
from index.neighbours import Neighbours, find_neighbours
from index.pipeline import CorpusPipeline, Pipeline
from index.recipe import Recipe
from index.remembered import RememberedQueries
from index.repeats import fold_repeats
from index.report import LibraryStatus, Progress, SyncReport
from index.rewording import Rewording
from index.search import SPARE, Mode, find, prepare, take_best
from index.selection import Selection
from index.status import take_status
from index.steps import Steps
from index.terms import term_key
from index.unit_vectors import find_unit_vectors
from index.wording.wording import Wording
from index.writer import Writer

# A longer query is a pasted document; its words would cost seconds.
MAX_QUERY_CHARS = 10_000


class Library:
    """Documents on disk, searchable; open it with `Library.open`.

    Safe to share between threads. Every reading call sees one generation from start to
    end, and moves to a newer one by itself. Writing takes a lock that other processes
    respect; reading never waits for it.
    """

    def __init__(
        self,
        folder: Path,
        encoder: Encoder,
        pipeline: Pipeline,
        weights: FusionWeights,
        *,
        read_only: bool,
        adopt: bool,
    ) -> None:
        """Use `Library.open`."""
        self.folder = folder
        self.encoder = encoder
        self._queries = RememberedQueries(encoder)
        self._words: Encoder | None = None
        self._weights = weights
        self.steps = Steps()
        self._naming = Naming(folder)
        self._collections = CollectionBook(folder)
        self._rewording = Rewording(self._naming)
        recipe = Recipe.of(encoder, pipeline.version, self._naming.words)
        self._pipeline = pipeline
        self._generations = Generations(
            folder, recipe, self._follow, read_only=read_only, can_adopt=adopt
        )
        self._writer = Writer(
            folder, encoder, pipeline, self._generations, self._naming, read_only=read_only
        )

    @classmethod
    def open(
        cls,
        folder: Path,
        encoder: Encoder,
        *,
        create: bool = True,
        read_only: bool = False,
        adopt: bool = False,
        pipeline: Pipeline | None = None,
        weights: FusionWeights | None = None,
    ) -> Self:
        """Open the library in `folder`, or make one there.

        With `adopt` a library of another model, chunking or Kiwi can be opened; it cannot
        be searched until the next `sync` has embedded its texts anew.

        Raises:
            LibraryError: `library-missing`, `library-not-one`, `library-corrupt`,
                `library-not-writable`, `library-io`, `disk-full`.
            LibraryMismatch: it was made by another recipe, or another version.
        """
        folder = Path(os.path.abspath(folder))
        prepare_folder(folder, can_create=create and not read_only)
        return cls(
            folder,
            encoder,
            pipeline or CorpusPipeline(),
            weights or FusionWeights(),
            read_only=read_only,
            adopt=adopt,
        )

    def close(self) -> None:
        """Let go of the files; calls still running end first."""
        self._generations.close()

    def __enter__(self) -> Self:
        """Return the library."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    # Writing

    def sync(
        self,
        paths: Iterable[Path | str],
        *,
        progress: Callable[[Progress], None] | None = None,
        cancel: Callable[[], bool] | None = None,
        reread: bool = False,
    ) -> SyncReport:
        """Make the library mirror these files and folders; other roots stay as they are.

        Files gone from a given root leave the library. A file that cannot be read is
        reported and kept visible as failed; what was read of it before stays searchable.
        Everything becomes visible at once at the end; interrupted or cancelled, nothing
        does, and the next sync goes on where this one stopped. With `reread` files are read
        again though they have not changed (readers may be able to do more by now); what was
        read of them is there until then, and stays where they cannot be read any more.

        Raises:
            LibraryBusy: another process is writing.
            ReadError: `path-missing`: a path that does not exist and never was indexed.
            LibraryError: the disk is full, or the library cannot be written.
        """
        listed = [Path(path) for path in paths]
        return self._writer.sync(lambda sync: sync.mirror(listed, reread=reread), progress, cancel)

    def remove(self, *paths: Path | str) -> SyncReport:
        """Take the files, and all files of the folders, out of the library.

        A file below a root that stays comes back at the next sync of that root.

        Raises:
            LibraryBusy: another process is writing.
            LibraryError: `path-not-indexed`: none is in it, or it cannot be written.
        """
        asked = [Path(os.path.abspath(path)) for path in paths]
        resolved = [path.parent.resolve() / path.name for path in asked]
        return self._writer.sync(lambda sync: sync.remove(resolved))

    def fit(self, *, progress: Callable[[FitProgress], None] | None = None) -> FitReport:
        """Fit the search by meaning to the library's own documents, if that helps.

        Directions are learnt for the library's terms (`index.fitting.fit`), which share the
        score with the model wherever meaning alone is asked. Whether they help, and how much
        they count, is asked of the library's own text (`index.fitting.pairs`); where they do
        not, the library goes on without a fit. Nothing is embedded; documents that are
        indexed later are placed by the same fit. Interrupted, the library is as it was.

        Raises:
            LibraryBusy: another process is writing.
            LibraryError: `library-empty`, `fit-too-few`, or it cannot be written.
            LibraryMismatch: it was made by another recipe.
        """
        refit = self._writer.refit(Fitter.fit, progress)
        if refit is None:
            raise LibraryError("library-empty", library=str(self.folder))
        return refit.report

    def undo_fit(self, *, progress: Callable[[FitProgress], None] | None = None) -> bool:
        """Go back to the model alone; False where nothing was fitted.

        Raises:
            LibraryBusy: another process is writing.
            LibraryError: it is empty or cannot be written.
        """
        return self._writer.refit(Fitter.undo, progress) is not None

    def pin(self) -> None:
        """Go on reading the present state whatever is written, until `unpin` or `close`.

        So a library that another model is embedding anew answers to its last question by the
        model it was opened with.
        """
        # A reading looks for what is newest before it stays with it.
        with self._generations.reading():
            self._generations.pin(True)

    def unpin(self) -> None:
        """Follow what is written again."""
        self._generations.pin(False)

    # Searching

    def taking(self, steps: Steps) -> Self:
        """Return the same library, searched by these steps; to close one is to close both."""
        other = copy.copy(self)
        other.steps = steps
        return other

    def search(
        self,
        query: str,
        *,
        top_k: int = 10,
        mode: Mode = "hybrid",
        expansions: Sequence[str] = (),
        filters: Filters | None = None,
    ) -> tuple[Hit, ...]:
        """Return the best passages, best first, ties by passage id; the same on every run.

        `expansions` are other wordings of the query, which count less. What says the same
        as a better one in another document is no hit of its own (`Hit.also_in`). `filters`
        hold the search to some passages before anything is ranked (`scope` tells how many).

        Raises:
            QuestionError: `question-empty` or `question-too-long`.
            FilterError: `collection-unknown` or `collection-none`.
            LibraryMismatch: the library was adopted and not yet embedded anew.
        """
        if not query.strip():
            raise QuestionError("question-empty")
        if len(query) > MAX_QUERY_CHARS:
            raise QuestionError("question-too-long", length=len(query), limit=MAX_QUERY_CHARS)
        if top_k <= 0:
            raise ValueError(f"top_k must be above 0, not {top_k}")
        mode = _allowed(mode, self.steps)
        with self._generations.reading() as held, keeping(self._naming.words):
            held.snapshot.require_own(self._generations.recipe)
            asked = self._rewording.reword(query, held, self.steps)
            fit, names = held.snapshot.fit, self._naming.group(asked.expansions)
            encode = self._queries.encode
            prepared = prepare(encode, asked.text, expansions, mode, fit, names)
            among = self._select(held, filters) if filters else None
            found = find(held.derived, prepared, top_k, mode, self._weights, among)
            hits = take_best(held.snapshot, found, top_k + SPARE, among)
            return fold_repeats(hits, top_k) if self.steps.repeats else tuple(hits[:top_k])

    def scope(self, filters: Filters) -> Scope:
        """Return how much `filters` leave to be searched, and what leaves nothing.

        Raises:
            FilterError: `collection-unknown` or `collection-none`.
        """
        with self._generations.reading() as held:
            return self._select(held, filters).scope

    def reword(self, query: str) -> Wording:
        """Return what a query is taken to say: what `search` looks for when it is given it.

        Raises:
            LibraryError: the synonyms file never could be read; see `read_synonyms`.
        """
        with self._generations.reading() as held, keeping(self._naming.words):
            return self._rewording.reword(query, held, self.steps)

    def term_weights(self, terms: Sequence[str]) -> Mapping[str, float]:
        """Return each term's inverse document frequency among the passages."""
        with self._generations.reading() as held:
            weigh = held.derived.lexical.inverse_document_frequency
            return {term: weigh(term_key(term)) for term in terms}

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of queries, one row a text."""
        return self._queries.encode(texts)

    def unit_vectors(self, passages: Sequence[Passage]) -> tuple[Vectors, ...]:
        """Return for each passage the unit vectors of its units: shape (units, dimension).

        A static model embeds them here. Of any other model the vector of the window that a
        unit stands in is taken, which is stored: to embed what a question finds would take
        it a second, and a large one half a minute.
        """
        with self._generations.reading() as held:
            return find_unit_vectors(self.encoder, passages, held.snapshot.vectors)

    def encode_words(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of words or short texts, one row a text.

        By a static model always, the bundled one if need be: a transformer would take
        seconds for the words of a few passages.
        """
        if self._words is None:
            self._words = static_part(self.encoder)
        return self._words.encode_passages(texts)

    # Reading

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return a record for every file, also those that failed, by source."""
        with self._generations.reading() as held:
            return held.snapshot.records()

    def document(self, document_id: str) -> Document:
        """Return a document with its text; where it is printed say `boxes`, not its `ink`.

        Raises:
            LibraryError: `document-not-found`.
        """
        with self._generations.reading() as held:
            return held.snapshot.document(document_id)

    def boxes(self, document_id: str, start: int, end: int) -> tuple[Box, ...]:
        """Return where `Document.text[start:end]` is printed, a box a line; empty where unknown.

        Raises:
            LibraryError: `document-not-found`.
        """
        with self._generations.reading() as held:
            return held.snapshot.boxes(document_id, start, end)

    def passage(self, passage_id: str) -> Passage:
        """Return one passage.

        Raises:
            LibraryError: `passage-not-found`.
        """
        with self._generations.reading() as held:
            return held.snapshot.passage(passage_id)

    def passages(self, document_id: str, ordinals: range | None = None) -> tuple[Passage, ...]:
        """Return a document's passages in order; with `ordinals` (steps of 1) only those.

        Raises:
            LibraryError: `document-not-found`.
        """
        with self._generations.reading() as held:
            return held.snapshot.passages(document_id, ordinals)

    def neighbours(self, passage_id: str) -> Neighbours:
        """Return what stands beside a passage, and the section it is part of.

        Raises:
            LibraryError: `passage-not-found`.
        """
        with self._generations.reading() as held:
            return find_neighbours(held.snapshot, passage_id)

    def roots(self) -> tuple[str, ...]:
        """Return the files and folders that the library mirrors, sorted."""
        with self._generations.reading() as held:
            return held.snapshot.roots()

    @property
    def generation(self) -> int:
        """The number of the state that readers see; it grows with every change."""
        with self._generations.reading() as held:
            return held.snapshot.generation

    def status(self) -> LibraryStatus:
        """Return the state of the library in figures."""
        with self._generations.reading() as held:
            return take_status(self.folder, held, self._generations.rebuilt, self._naming)

    def _select(self, held: Held, filters: Filters) -> Selection:
        """Return what `filters` let through, by what collections hold at this moment."""
        if not filters.collections:
            return held.selector.select(filters)
        states = self._collections.states(filters.collections)
        return held.selector.select(filters, states, self._collections.places)

    def _follow(self, kept: Recipe) -> Recipe:
        """Return the recipe in force: the dictionary as it is now where `kept` was made with it."""
        recipe = self._generations.recipe
        if kept.id == recipe.id:
            return recipe
        words = self._naming.read_words()
        current = Recipe.of(self.encoder, self._pipeline.version, words)
        if kept.id != current.id:
            return recipe
        self._naming.words = words
        return current


def _allowed(mode: Mode, steps: Steps) -> Mode:
    """Return the mode without a leg that is left out; one asked for by name stays."""
    if mode != "hybrid" or (steps.words and steps.meaning):
        return mode
    return "lexical" if steps.words else "dense"
