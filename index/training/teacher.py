"""What an English sentence encoder says about the English side of the pairs.

Source: Reimers & Gurevych 2020, "Making Monolingual Sentence Embeddings Multilingual
using Knowledge Distillation", arXiv:2004.09813.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors
from index.training.pairs import Pair, Source

SOURCE_CAPS: Mapping[str, int] = {
    "ms_cpp_docs_enko": 14_000,
    "ms_heading_slugs_enko": 12_000,
    "adobe_workfront_enko": 14_000,
    "tensorflow_docs_enko": 16_000,
    "python_docs_enko": 16_000,
    "bible_krv_kjv_koen": 4_000,
    "bible_okb_kjv_koen": 9_000,
}
"""How many English sides of a source the teacher reads; without an entry, all of them."""


@dataclass(frozen=True, slots=True)
class Teaching:
    """The teacher's unit vectors by English text, already turned to the student's dimension."""

    texts: tuple[str, ...]
    vectors: Vectors

    def rows(self) -> dict[str, int]:
        """Return the row of each text in `vectors`."""
        return {text: row for row, text in enumerate(self.texts)}


def choose_english(sources: Sequence[Source], words: Iterable[str], *, seed: int) -> list[str]:
    """Return the English texts to be taught, each once, in a repeatable order."""
    rng = np.random.default_rng(seed)
    chosen: dict[str, None] = dict.fromkeys(words)
    taken: dict[str, int] = {}
    for source in sources:
        sides = [text for pair in source.pairs if (text := english_side(pair)) is not None]
        left = SOURCE_CAPS.get(source.name, len(sides)) - taken.get(source.name, 0)
        if left < len(sides):
            sides = [sides[i] for i in sorted(rng.permutation(len(sides))[: max(0, left)])]
        taken[source.name] = taken.get(source.name, 0) + len(sides)
        if source.family != "title-body":
            chosen.update(dict.fromkeys(sides))
    return list(chosen)


def english_side(pair: Pair) -> str | None:
    """Return the English text of a pair, if it has one."""
    if pair.left_lang == "en":
        return pair.left
    return pair.right if pair.right_lang == "en" else None


def teach(teacher: Encoder, texts: Sequence[str], dimension: int, cache: Path) -> Teaching:
    """Encode `texts`, or take their vectors from `cache`, and turn them to `dimension`.

    The cache (an .npz named after the texts and the teacher) spares the minutes of
    encoding when only the training changes.
    """
    key = sha256("\n".join((teacher.fingerprint, *texts)).encode()).hexdigest()[:16]
    path = cache / f"teacher-{key}.npz"
    if path.exists():
        with np.load(path, allow_pickle=False) as saved:
            vectors = saved["vectors"].astype(np.float32)
    else:
        vectors = teacher.encode_passages(texts)
        cache.mkdir(parents=True, exist_ok=True)
        np.savez(path, vectors=vectors.astype(np.float16))
    return Teaching(tuple(texts), reduce_dimension(vectors, dimension))


def reduce_dimension(vectors: Vectors, dimension: int) -> Vectors:
    """Project unit vectors on their `dimension` strongest directions and normalise again.

    Not centred, so that dot products are kept as well as they can be (Eckart & Young 1936).
    """
    _, directions = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    reduced = vectors @ directions[:, ::-1][:, :dimension].astype(np.float32)
    norms = np.linalg.norm(reduced, axis=1, keepdims=True)
    return np.asarray(reduced / np.maximum(norms, 1e-12), dtype=np.float32)
