"""Vectors for single words before any pair is read: what the token vectors start from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus import LexiconWord, list_words, measure_similarity
from index.encoder import Vectors
from index.training.teacher import Teaching

LANDMARKS = 600
"""The language model's vectors have 256 dimensions, so this many cosines fix them."""


@dataclass(frozen=True, slots=True)
class WordVectors:
    """Korean words, frequent ones first, with one unit vector each."""

    forms: tuple[str, ...]
    vectors: Vectors


def read_korean_words(limit: int) -> WordVectors:
    """Return the content words of Kiwi's language model with their vectors.

    Kiwi gives cosines only; from the cosines to enough landmarks the vectors follow up
    to a rotation (classical multidimensional scaling, Torgerson 1952).
    """
    words = [word for word in list_words(limit) if len(word.form) > 1 or word.tag != "NNP"]
    marks: Sequence[LexiconWord] = words[:LANDMARKS]
    vectors = recover_vectors(measure_similarity(words, marks))
    return WordVectors(tuple(word.form for word in words), remove_common(vectors, top=2))


def recover_vectors(cosines: Vectors) -> Vectors:
    """Return vectors whose dot products are these cosines.

    `cosines` has a row for each word; its columns are the first words, in order.
    """
    marks = cosines.shape[1]
    values, vectors = np.linalg.eigh(cosines[:marks].astype(np.float64))
    kept = values > 1e-3
    return np.asarray(cosines @ (vectors[:, kept] / np.sqrt(values[kept])), dtype=np.float32)


def remove_common(vectors: Vectors, *, top: int) -> Vectors:
    """Take away the mean and the `top` strongest directions, and normalise.

    Source: Mu & Viswanath 2018, "All-but-the-Top", arXiv:1702.01417.
    """
    centred = vectors - vectors.mean(axis=0)
    _, directions = np.linalg.eigh((centred.T @ centred).astype(np.float64))
    strongest = directions[:, ::-1][:, :top].astype(np.float32)
    return normalize(centred - centred @ strongest @ strongest.T)


def map_to_teacher(
    korean: WordVectors, translations: Mapping[str, Sequence[str]], teaching: Teaching
) -> Vectors:
    """Turn Korean word vectors into the teacher's space, by the words with translations.

    Source: Mikolov, Le & Sutskever 2013, arXiv:1309.4168 (ridge instead of plain least
    squares, for there are few translations).
    """
    rows = teaching.rows()
    inputs, targets = [], []
    for form, vector in zip(korean.forms, korean.vectors, strict=True):
        known = [teaching.vectors[rows[t]] for t in translations.get(form, ()) if t in rows]
        if known:
            inputs.append(vector)
            targets.append(np.mean(known, axis=0))
    x, y = np.asarray(inputs, dtype=np.float64), np.asarray(targets, dtype=np.float64)
    ridge = 0.1 * len(x) / x.shape[1]
    matrix = np.linalg.solve(x.T @ x + ridge * np.eye(x.shape[1]), x.T @ y)
    return normalize(np.asarray(korean.vectors @ matrix, dtype=np.float32))


def normalize(vectors: Vectors) -> Vectors:
    """Return the rows with length 1."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)
