"""What another model would cost a library: measured on a sample of its own passages."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Passage
from index.encoder import Encoder, cutter_of
from index.encoders import TRANSFORMER_MODEL, load_encoder
from index.library import Library
from index.listing import ModelListing
from index.terms import extract_terms_many
from index.windows import context_line, embedded_texts

# So many passages are embedded at most, and none more after so many seconds.
SAMPLE = 32
SAMPLE_S = 3.0
# The vocabulary of XLM-RoBERTa, whose vectors make up most of a listed model's file; what is
# left of it is the network, and the time that a text takes. Its layers and width are known of
# the bundled transformer: 12 x width^2 weights a layer.
# Source: Conneau et al., arXiv:1911.02116, table 4; Kaplan et al., arXiv:2001.08361, table 1.
_VOCABULARY = 250_002
_BUNDLED_WEIGHTS = 6 * 12 * 384**2
_BYTES_A_WEIGHT = 4
_VECTOR_BYTES = 4


@dataclass(frozen=True, slots=True)
class EmbeddingCost:
    """What embedding a library anew takes.

    `seconds` are estimated, with the analysis of the words that goes with it; `is_measured`
    says that the model itself embedded the sample, else its size was compared with that of the
    bundled one. `vector_bytes` is what the vectors take on disk, beside the old ones until
    the end.
    """

    passages: int
    seconds: float
    vector_bytes: int
    is_measured: bool


def measure_cost(library: Library, encoder: Encoder) -> EmbeddingCost:
    """Embed a sample of the library's passages with a model, and reckon with all of them."""
    return _cost(library, encoder, encoder.dimension, 1.0, is_measured=True)


def guess_cost(library: Library, listing: ModelListing) -> EmbeddingCost:
    """Reckon what a model would take that is not on this machine, by the size of its network."""
    weights = listing.megabytes * 10**6 / _BYTES_A_WEIGHT - _VOCABULARY * listing.dimension
    factor = max(1.0, weights / _BUNDLED_WEIGHTS)
    encoder = load_encoder(TRANSFORMER_MODEL)
    return _cost(library, encoder, listing.dimension, factor, is_measured=False)


def _cost(
    library: Library, encoder: Encoder, dimension: int, factor: float, *, is_measured: bool
) -> EmbeddingCost:
    status = library.status()
    sample = _sample(library, status.passages)
    done, windows, embedding, analysing = 0, 0, 0.0, 0.0
    # The first texts warm the model up and do not count.
    if sample:
        encoder.encode_passages([sample[0][0].text])
    for at in range(0, len(sample), 8):
        piece = sample[at : at + 8]
        texts = [
            text for p, title in piece for text in embedded_texts(p, title, cutter_of(encoder))
        ]
        started = time.perf_counter()
        encoder.encode_passages(texts)
        embedded = time.perf_counter()
        extract_terms_many(
            [text for p, title in piece for text in (p.text, context_line(p, title))]
        )
        embedding += embedded - started
        analysing += time.perf_counter() - embedded
        windows += len(texts)
        done += len(piece)
        if embedding + analysing > SAMPLE_S:
            break
    each = (embedding * factor + analysing) / done if done else 0.0
    vectors = windows / done * status.passages if done else 0.0
    return EmbeddingCost(
        passages=status.passages,
        seconds=each * status.passages,
        vector_bytes=round(vectors * dimension * _VECTOR_BYTES),
        is_measured=is_measured,
    )


def _sample(library: Library, passages: int) -> Sequence[tuple[Passage, str]]:
    """Return passages spread evenly over the library, each with its document's title."""
    step = max(1, passages // SAMPLE)
    found: list[tuple[Passage, str]] = []
    before = 0
    for record in library.documents():
        if not record.passages or record.state != "indexed":
            continue
        # The ordinals of this document that fall on the steps.
        first = -before % step
        for ordinal in range(first, record.passages, step):
            found += [
                (p, record.title) for p in library.passages(record.id, range(ordinal, ordinal + 1))
            ]
        before += record.passages
    return found[:SAMPLE]
