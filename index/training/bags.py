"""Texts as token ids, packed, and the batches drawn from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.training.pairs import Pair, Source
from index.training.teacher import english_side

Ids = NDArray[np.int64]

NOT_TAUGHT = -1


@dataclass(frozen=True, slots=True)
class Bags:
    """The token ids of many texts, one behind the other; text i is `ids[starts[i]:starts[i+1]]`."""

    ids: NDArray[np.int32]
    starts: Ids

    def pick(self, rows: Ids) -> tuple[Ids, Ids]:
        """Return the ids of these texts and where each begins, as `EmbeddingBag` wants them."""
        first, lengths = self.starts[rows], self.starts[rows + 1] - self.starts[rows]
        begins = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        offsets = np.arange(int(lengths.sum())) - np.repeat(begins - first, lengths)
        return self.ids[offsets].astype(np.int64), begins


@dataclass(frozen=True, slots=True)
class PairTable:
    """The pairs of one source: rows of texts, and of the teacher's vector or `NOT_TAUGHT`."""

    left: Ids
    right: Ids
    taught: Ids


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """All texts, and the pair tables by family and source.

    `english` is, for each text, the row of the teacher's vector of it, or `NOT_TAUGHT`.
    """

    bags: Bags
    english: Ids
    families: Mapping[str, Mapping[str, PairTable]]

    def count_pairs(self) -> dict[str, int]:
        """Return the number of pairs by family."""
        return {
            family: sum(len(table.left) for table in tables.values())
            for family, tables in self.families.items()
        }


def pack(
    sources: Sequence[Source],
    tokenizer: Tokenizer,
    taught: Mapping[str, int],
    *,
    caps: Mapping[str, int],
    max_tokens: int,
    seed: int,
    korean: Mapping[str, int] | None = None,
) -> TrainingSet:
    """Tokenise the pairs, in their order; of a source with a cap, that many at random.

    Pairs with an English side are preferred where the teacher has a vector for it.
    `korean` gives rows of the teacher's vectors for the Korean of pairs without one.
    """
    rng = np.random.default_rng(seed)
    texts: dict[str, int] = {}
    families: dict[str, dict[str, PairTable]] = {}
    for source in sources:
        pairs = _cap(source, taught, caps.get(source.name, len(source.pairs)), rng)
        left = [texts.setdefault(pair.left, len(texts)) for pair in pairs]
        right = [texts.setdefault(pair.right, len(texts)) for pair in pairs]
        known = [_taught_row(pair, taught, korean or {}) for pair in pairs]
        table = PairTable(np.array(left), np.array(right), np.array(known))
        families.setdefault(source.family, {})[source.name] = table
    english = np.array([taught.get(text, NOT_TAUGHT) for text in texts], dtype=np.int64)
    return TrainingSet(pack_texts(list(texts), tokenizer, max_tokens), english, families)


def pack_texts(texts: Sequence[str], tokenizer: Tokenizer, max_tokens: int) -> Bags:
    """Tokenise texts, each cut at `max_tokens`; an empty one becomes the unknown token."""
    pieces: list[NDArray[np.int32]] = []
    for start in range(0, len(texts), 20_000):
        batch = tokenizer.encode_batch_fast(
            list(texts[start : start + 20_000]), add_special_tokens=False
        )
        pieces.extend(np.array(item.ids[:max_tokens] or [0], dtype=np.int32) for item in batch)
    starts = np.concatenate(([0], np.cumsum([len(piece) for piece in pieces])))
    return Bags(np.concatenate(pieces), starts.astype(np.int64))


def _taught_row(pair: Pair, taught: Mapping[str, int], korean: Mapping[str, int]) -> int:
    english = english_side(pair)
    if english is not None:
        return taught.get(english, NOT_TAUGHT)
    return korean.get(pair.left if pair.left_lang == "ko" else pair.right, NOT_TAUGHT)


def _cap(
    source: Source, taught: Mapping[str, int], cap: int, rng: np.random.Generator
) -> list[Pair]:
    if cap >= len(source.pairs):
        return list(source.pairs)
    order = rng.permutation(len(source.pairs))
    is_taught = [(english_side(source.pairs[i]) or "") in taught for i in order]
    order = order[np.argsort(~np.array(is_taught), kind="stable")][:cap]
    return [source.pairs[i] for i in order]
