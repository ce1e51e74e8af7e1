"""Where the token vectors start: meaning where it is known, chance where it is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from tokenizers import Tokenizer

from index.encoder import Vectors
from index.training.bags import Bags
from index.training.pairs import Source
from index.training.teacher import Teaching
from index.training.words import normalize

SIF_CONSTANT = 1e-3
"""Source: Arora, Liang & Ma 2017, "A Simple but Tough-to-Beat Baseline for Sentence
Embeddings" (they use 1e-3 to 1e-4)."""
NOISE = 0.8
"""Length of the random part beside the known one: without it words of one topic start so
close that retrieval loses their identity (KorQuAD R@1 0.61 against 0.66)."""


def make_start(
    tokenizer: Tokenizer, bags: Bags, known: Mapping[str, Vectors], dimension: int, *, seed: int
) -> Vectors:
    """Return one row a token: known or random direction plus noise, times its SIF weight."""
    rng = np.random.default_rng(seed)
    vocabulary = tokenizer.get_vocab()
    size = tokenizer.get_vocab_size()
    vectors = normalize(rng.standard_normal((size, dimension)).astype(np.float32))
    for word, vector in known.items():
        if word in vocabulary:
            vectors[vocabulary[word]] = vector
    noise = normalize(rng.standard_normal((size, dimension)).astype(np.float32))
    counts = np.bincount(bags.ids, minlength=size) + 1.0
    weights = SIF_CONSTANT / (SIF_CONSTANT + counts / counts.sum())
    return np.asarray((vectors + NOISE * noise) * weights[:, None], dtype=np.float32)


def collect_known(
    korean: Mapping[str, Vectors], sources: Sequence[Source], teaching: Teaching
) -> dict[str, Vectors]:
    """Return what is known of single words, each language centred on its own mean.

    Later ones win: Korean from the language model, Chinese from its first gloss, English
    from the teacher itself.
    """
    rows = teaching.rows()
    chinese: dict[str, Vectors] = {}
    for source in sources:
        if source.family == "dictionary-zh":
            for pair in source.pairs:
                if pair.right in rows:
                    chinese.setdefault(pair.left, teaching.vectors[rows[pair.right]])
    english = {
        text: teaching.vectors[row]
        for text, row in rows.items()
        if text.isascii() and text.isalpha() and text.islower()
    }
    return {**_centre(korean), **_centre(chinese), **_centre(english)}


def _centre(words: Mapping[str, Vectors]) -> dict[str, Vectors]:
    if not words:
        return {}
    table = np.array(list(words.values()), dtype=np.float32)
    return dict(zip(words, normalize(table - table.mean(axis=0)), strict=True))
