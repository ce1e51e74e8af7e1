"""The vectors of what can be quoted: a passage's sentences, items and rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from corpus import Passage
from index.encoder import Encoder, Vectors, cutter_of
from index.encoders import is_static
from index.windows import place_units, window_texts


def find_unit_vectors(
    encoder: Encoder,
    passages: Sequence[Passage],
    load: Callable[[Sequence[str]], Mapping[str, Vectors]],
) -> tuple[Vectors, ...]:
    """Return for each passage the unit vectors of its units: shape (units, dimension).

    See `Library.unit_vectors`; `load` returns the stored vectors of passages by their ids.
    """
    if is_static(encoder):
        texts = [p.text[unit.start : unit.end] for p in passages for unit in p.units]
        rows = encoder.encode_passages(texts)
        ends = np.cumsum([len(passage.units) for passage in passages])
        return tuple(np.split(rows, ends[:-1]))
    stored = load([passage.id for passage in passages])
    return tuple(_of_windows(encoder, passage, stored.get(passage.id)) for passage in passages)


def _of_windows(encoder: Encoder, passage: Passage, stored: Vectors | None) -> Vectors:
    if stored is None:
        # It left the library since it was found.
        return np.zeros((len(passage.units), encoder.dimension), dtype=np.float32)
    windows = window_texts(passage, cutter_of(encoder))
    # A passage that is one window has only its own vector, the first.
    places = [place + 1 for place in place_units(passage, windows)]
    return stored[[place if place < len(stored) else 0 for place in places]]
