"""What both recipes start from: the pairs, the words and the vocabulary."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from index.encoder import Encoder
from index.training.dictionaries import join_dictionaries, read_cedict, read_hanja
from index.training.pairs import Pair, Source, pair_key, read_held_out, read_sources
from index.training.vocabulary import VocabularyPlan, build_tokenizer, count_runs
from index.training.words import WordVectors, read_korean_words

PAIR_CAPS: Mapping[str, int] = {
    "ms_docs_kozh": 60_000,
    "ms_cpp_docs_enko": 14_000,
    "ms_heading_slugs_enko": 12_000,
    "adobe_workfront_enko": 14_000,
    "tensorflow_docs_enko": 16_000,
    "python_docs_enko": 16_000,
    "ms_sql_docs_ko": 20_000,
    "ms_misc_docs_ko": 30_000,
    "ms_visualstudio_docs_ko": 12_000,
    "ms_vs2015_docs_ko": 8_000,
    "bible_okb_kjv_koen": 9_000,
    "bible_krv_kjv_koen": 4_000,
    "bible_okb_modern_vs_krv": 8_000,
}
"""Documentation of one publisher is two thirds of all pairs, the Bible a third of the general
ones; behind these numbers more of the same only costs time."""
HELD_OUT_SOURCES = ("ud_pud",)
"""A thousand sentences in three languages, of general text: kept for tuning."""
TOKENIZER_SAMPLE = 30_000


@dataclass(frozen=True, slots=True)
class WordPlan:
    """How many words of each language become tokens, beside the pieces the text teaches."""

    vocabulary: VocabularyPlan
    korean: int
    english: int
    chinese: int


@dataclass(frozen=True, slots=True)
class Inputs:
    """Where everything comes from; the dictionaries and the evaluation sets are optional.

    `english_words` are whole words, frequent ones first (the teacher's own vocabulary).
    `teacher_folder` is where the teacher's layers lie: only the transformer needs them.
    """

    data: Path
    cache: Path
    teacher: Encoder
    english_words: tuple[str, ...]
    hanja: Path | None = None
    cedict: Path | None = None
    evaluation: Path | None = None
    teacher_folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """Everything read: the pairs to train on, those kept for watching, Kiwi's words."""

    sources: tuple[Source, ...]
    held_out: tuple[Pair, ...]
    korean: WordVectors


def read_material(inputs: Inputs, lexicon_limit: int) -> Material:
    """Read all pairs, with the dictionaries if given, and Kiwi's most frequent words.

    Raises:
        FileNotFoundError, ValueError: the data is not what its manifest describes.
    """
    held_out = read_held_out(inputs.data / "heldout.jsonl.gz")
    kept = frozenset([pair_key(pair.left, pair.right) for pair in held_out])
    sources = read_sources(inputs.data, held_out=kept | frozenset(HELD_OUT_SOURCES))
    korean = read_korean_words(lexicon_limit)
    return Material(sources + _read_dictionaries(inputs, frozenset(korean.forms)), held_out, korean)


def make_tokenizer(
    material: Material, english: Sequence[str], plan: WordPlan, *, seed: int
) -> Tokenizer:
    """Train the vocabulary on a sample of the pairs and add the words."""
    words = {
        "hangul": [form for form in material.korean.forms if len(form) > 1][: plan.korean],
        "latin": english[: plan.english],
        "han": _rank_chinese(material.sources, material.korean)[: plan.chinese],
    }
    texts = _sample_texts(material.sources, random.Random(seed))
    return build_tokenizer(count_runs(texts), words, plan.vocabulary)


def _read_dictionaries(inputs: Inputs, korean: frozenset[str]) -> tuple[Source, ...]:
    if inputs.hanja is None or inputs.cedict is None:
        return ()
    hanja = {word: forms for word, forms in read_hanja(inputs.hanja).items() if word in korean}
    return join_dictionaries(read_cedict(inputs.cedict), hanja)


def _sample_texts(sources: Sequence[Source], rng: random.Random) -> Iterator[tuple[str, float]]:
    """Yield texts with their weight: general text counts three times documentation."""
    for source in sources:
        if source.family.startswith("dictionary"):
            continue
        pairs = list(source.pairs)
        if len(pairs) > TOKENIZER_SAMPLE:
            pairs = rng.sample(pairs, TOKENIZER_SAMPLE)
        is_plenty = source.family == "title-body" or "docs" in source.family
        weight = 1.0 if is_plenty or source.name.startswith("bible") else 3.0
        for pair in pairs:
            yield pair.left, weight
            yield pair.right, weight


def _rank_chinese(sources: Sequence[Source], korean: WordVectors) -> list[str]:
    """Return Chinese words by how frequent the Korean word of the same characters is."""
    ranks = {form: rank for rank, form in enumerate(korean.forms)}
    simplified = {p.left for s in sources if s.family == "dictionary-zh" for p in s.pairs}
    best: dict[str, int] = {}
    for source in sources:
        if source.family == "dictionary-cognates":
            for pair in source.pairs:
                if pair.right in simplified:
                    best[pair.right] = min(ranks[pair.left], best.get(pair.right, len(ranks)))
    return sorted(best, key=lambda word: (best[word], word))
