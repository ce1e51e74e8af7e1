"""From documents to staged content: cut, analyse, embed, write, a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus import (
    Document,
    EncoderError,
    GeungeoError,
    Passage,
    ReadError,
    UserWords,
    keeping,
)
from index.encoder import Encoder, Vectors, cutter_of
from index.lengths import cut_by_length
from index.pipeline import Cut, Pipeline
from index.recipe import Recipe
from index.report import FileProgress
from index.store import StagedDocument, StagedPassage, Store
from index.terms import Terms, extract_terms_many, pack_words
from index.windows import context_line, embedded_texts

# Passages that are analysed and embedded together: enough to keep an encoder busy,
# few enough that a killed run loses seconds and memory stays small.
BATCH_PASSAGES = 256
# What is embedded between two ticks: a large model takes seconds for as much.
TICK_TEXTS = 256
TICK_CHARS = 32_000


@dataclass(frozen=True, slots=True)
class Tick:
    """Where the work stands: the source at hand, passages embedded and cut so far.

    `files` are those of the batch that is being embedded.
    """

    source: str
    embedded: int
    cut: int
    files: tuple[FileProgress, ...]


@dataclass(frozen=True, slots=True)
class _Prepared:
    document: Document
    cut: Cut
    reading: str


class Stager:
    """Collects documents and stages them in batches."""

    def __init__(
        self,
        store: Store,
        encoder: Encoder,
        pipeline: Pipeline,
        recipe: Recipe,
        tick: Callable[[Tick], None],
        words: UserWords = (),
    ) -> None:
        """Stage into `store` under `recipe`; the analysis keeps `words` whole.

        `tick` is told where the work stands every few seconds at least; it may raise to stop.
        """
        self._store = store
        self._encoder = encoder
        self._pipeline = pipeline
        self._recipe = recipe
        self._tick = tick
        self._words = words
        self._cut_to_fit = cutter_of(encoder)
        self._waiting: dict[str, _Prepared] = {}
        self._batch: Sequence[_Prepared] = ()
        self._embedded = self._begun = self._cut = 0

    @property
    def cut(self) -> int:
        """How many passages have been cut so far."""
        return self._cut

    def is_staged(self, document_id: str) -> bool:
        """Tell whether a document is staged or waiting to be."""
        return document_id in self._waiting or self._store.is_staged(document_id, self._recipe)

    def add(self, document: Document, reading: str | None = None) -> None:
        """Take a document; a batch that is full is written.

        `reading` is the version of the readers that read it, without one today's.

        Raises:
            ReadError: `file-without-text` or `file-not-understood`: it cannot be indexed.
        """
        cut = cut_safely(self._pipeline, document)
        self._cut += len(cut.passages)
        self._waiting[document.id] = _Prepared(document, cut, reading or self._pipeline.reading)
        if sum(len(one.cut.passages) for one in self._waiting.values()) >= BATCH_PASSAGES:
            self.flush()

    def flush(self) -> None:
        """Write everything that waits.

        Raises:
            EncoderError: `encoder-bad-vectors`.
            LibraryError: the disk is full, or the read-back failed.
        """
        batch = list(self._waiting.values())
        if batch:
            self._store.stage(self._stage(batch), self._recipe)
            self._waiting.clear()

    def _stage(self, batch: Sequence[_Prepared]) -> list[StagedDocument]:
        pairs = [(one, passage) for one in batch for passage in one.cut.passages]
        staged: dict[str, list[StagedPassage]] = {one.document.id: [] for one in batch}
        self._batch, self._begun = batch, self._embedded
        # A book is analysed and embedded a piece at a time, and written whole.
        for start in range(0, len(pairs), BATCH_PASSAGES):
            piece = pairs[start : start + BATCH_PASSAGES]
            for (one, _), passage in zip(piece, self._derive(piece), strict=True):
                staged[one.document.id].append(passage)
            self._embedded += len(piece)
        return [
            StagedDocument(_titled(one), tuple(staged[one.document.id]), one.reading, one.cut.facts)
            for one in batch
        ]

    def _derive(self, piece: Sequence[tuple[_Prepared, Passage]]) -> Iterator[StagedPassage]:
        source = piece[0][0].document.source
        self._say(source, self._embedded)
        with keeping(self._words):
            terms = _terms([passage.text for _, passage in piece])
            contexts = _terms([context_line(passage, one.cut.title) for one, passage in piece])
        texts = [embedded_texts(p, one.cut.title, self._cut_to_fit) for one, p in piece]
        vectors = self._encode([text for group in texts for text in group], source, len(piece))
        at = 0
        for (_, passage), own, context, group in zip(piece, terms, contexts, texts, strict=True):
            rows = vectors[at : at + len(group)]
            at += len(group)
            yield StagedPassage(
                passage,
                words=pack_words(own.words, dict.fromkeys((*own.keys, *context.keys))),
                grams=" ".join(own.grams),
                context=" ".join(context.words),
                vectors=rows,
            )

    def _encode(self, texts: Sequence[str], source: str, passages: int) -> Vectors:
        """Encode the texts of so many passages, a batch of like lengths between two ticks."""
        encoder = self._encoder
        vectors = np.empty((len(texts), encoder.dimension), dtype=np.float32)
        done = 0
        for batch in cut_by_length(texts, max_texts=TICK_TEXTS, max_chars=TICK_CHARS):
            if done:
                self._say(source, self._embedded + passages * done // len(texts))
            rows = encoder.encode_passages([texts[place] for place in batch])
            if rows.shape != (len(batch), encoder.dimension) or not np.isfinite(rows).all():
                raise EncoderError("encoder-bad-vectors", model=encoder.name, shape=str(rows.shape))
            vectors[list(batch)] = rows
            done += len(batch)
        return vectors

    def _say(self, source: str, embedded: int) -> None:
        files, left = [], embedded - self._begun
        for one in self._batch:
            total = len(one.cut.passages)
            files.append(FileProgress(one.document.source, min(left, total), total))
            left = max(0, left - total)
        self._tick(Tick(source, embedded, self._cut, tuple(files)))


def cut_safely(pipeline: Pipeline, document: Document) -> Cut:
    """Cut a document; what goes wrong with one file must not stop the others.

    Raises:
        ReadError: `file-without-text`, or `file-not-understood` for an unexpected failure.
    """
    try:
        cut = pipeline.cut(document)
    except GeungeoError:
        raise
    except Exception as error:
        raise unexpected(document.source, error) from error
    if not cut.passages:
        raise ReadError("file-without-text", file=document.source)
    return cut


def unexpected(source: str, error: Exception) -> ReadError:
    """Return the failure of one file that nobody foresaw."""
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return ReadError("file-not-understood", file=source, reason=reason)


def _terms(texts: Sequence[str]) -> list[Terms]:
    """Cut texts, each different one once."""
    unique = list(dict.fromkeys(texts))
    known = dict(zip(unique, extract_terms_many(unique), strict=True))
    return [known[text] for text in texts]


def _titled(one: _Prepared) -> Document:
    return replace(one.document, title=one.cut.title)
