"""The recipe from the pairs to the model's folder, step by step."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from index.encoder import Encoder, Vectors
from index.static import StaticEncoder
from index.training.bags import TrainingSet, pack, pack_texts
from index.training.dictionaries import join_dictionaries, read_cedict, read_hanja
from index.training.evaluation import evaluate
from index.training.export import save_static_model
from index.training.loop import SHARES, LoopPlan, WordTask, train
from index.training.pairs import Pair, Source, pair_key, read_held_out, read_sources
from index.training.start import collect_known, make_start
from index.training.teacher import Teaching, choose_english, teach
from index.training.vocabulary import VocabularyPlan, build_tokenizer, count_runs
from index.training.words import WordVectors, map_to_teacher, read_korean_words

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


RUNS = (
    LoopPlan(),
    LoopPlan(
        steps=1000,
        word_weight=1.5,
        shares={**SHARES, "title-body": 0.20, "paraphrase": 0.13},
    ),
)
"""Runs from the same start, whose weights are averaged: better than either on most measures.
Source: Wortsman et al. 2022, "Model soups", arXiv:2203.05482."""


@dataclass(frozen=True, slots=True)
class RecipePlan:
    """The settings of the recipe; the defaults made the bundled model."""

    dimension: int = 384
    max_tokens: int = 112
    lexicon_limit: int = 45_000
    korean_words: int = 26_000
    english_words: int = 8_000
    chinese_words: int = 6_000
    seed: int = 0
    vocabulary: VocabularyPlan = field(
        default_factory=lambda: VocabularyPlan(hangul=15_000, latin=5_500, han=5_500)
    )
    loops: tuple[LoopPlan, ...] = RUNS


@dataclass(frozen=True, slots=True)
class Inputs:
    """Where everything comes from; the dictionaries and the evaluation sets are optional.

    `english_words` are whole words, frequent ones first (the teacher's own vocabulary).
    """

    data: Path
    cache: Path
    teacher: Encoder
    english_words: tuple[str, ...]
    hanja: Path | None = None
    cedict: Path | None = None
    evaluation: Path | None = None


def make_model(
    inputs: Inputs, out: Path, plan: RecipePlan, tell: Callable[[str], None]
) -> dict[str, float]:
    """Train a model, write its folder and return its scores (none without evaluation sets).

    Raises:
        FileNotFoundError, ValueError: the data is not what its manifest describes.
    """
    held_out = read_held_out(inputs.data / "heldout.jsonl.gz")
    kept = frozenset([pair_key(pair.left, pair.right) for pair in held_out])
    sources = read_sources(inputs.data, held_out=kept | frozenset(HELD_OUT_SOURCES))
    korean = read_korean_words(plan.lexicon_limit)
    sources += _read_dictionaries(inputs, frozenset(korean.forms))
    tell(f"read {sum(len(source.pairs) for source in sources):,} pairs")
    tokenizer = _make_tokenizer(sources, korean, inputs.english_words, plan)
    tell(f"tokenizer of {tokenizer.get_vocab_size():,} tokens")
    english = choose_english(sources, inputs.english_words, seed=plan.seed)
    teaching = teach(inputs.teacher, english, plan.dimension, inputs.cache)
    tell(f"teacher's vectors of {len(english):,} English texts")
    rows = teaching.rows()
    data = pack(
        sources, tokenizer, rows, caps=PAIR_CAPS, max_tokens=plan.max_tokens, seed=plan.seed
    )
    tell(f"pairs by family: {json.dumps(data.count_pairs())}")
    mapped = map_to_teacher(korean, _find_translations(sources), teaching)
    known = collect_known(dict(zip(korean.forms, mapped, strict=True)), sources, teaching)
    start = make_start(tokenizer, data.bags, known, plan.dimension, seed=plan.seed)
    weights = _train(data, start, teaching, korean, inputs.english_words, tokenizer, plan, tell)
    save_static_model(out, tokenizer, weights)
    if inputs.evaluation is None:
        return {}
    encoder = StaticEncoder(out.name, tokenizer, weights, fingerprint="")
    return evaluate(encoder, inputs.evaluation, held_out)


def _read_dictionaries(inputs: Inputs, korean: frozenset[str]) -> tuple[Source, ...]:
    if inputs.hanja is None or inputs.cedict is None:
        return ()
    hanja = {word: forms for word, forms in read_hanja(inputs.hanja).items() if word in korean}
    return join_dictionaries(read_cedict(inputs.cedict), hanja)


def _make_tokenizer(
    sources: Sequence[Source], korean: WordVectors, english: Sequence[str], plan: RecipePlan
) -> Tokenizer:
    words = {
        "hangul": [form for form in korean.forms if len(form) > 1][: plan.korean_words],
        "latin": english[: plan.english_words],
        "han": _rank_chinese(sources, korean)[: plan.chinese_words],
    }
    texts = _sample_texts(sources, random.Random(plan.seed))
    return build_tokenizer(count_runs(texts), words, plan.vocabulary)


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


def _find_translations(sources: Sequence[Source]) -> dict[str, list[str]]:
    """Return the English of Korean words; a verb also under its stem, as Kiwi lists it."""
    found: dict[str, list[str]] = {}
    for source in sources:
        if source.family in ("words-en", "dictionary-ko"):
            for pair in source.pairs:
                korean, english = _order_korean_first(pair)
                for form in {korean, korean.removesuffix("다"), korean.removesuffix("하다")}:
                    found.setdefault(form, []).append(english)
    return found


def _order_korean_first(pair: Pair) -> tuple[str, str]:
    return (pair.left, pair.right) if pair.left_lang == "ko" else (pair.right, pair.left)


def _train(
    data: TrainingSet,
    start: Vectors,
    teaching: Teaching,
    korean: WordVectors,
    english: Sequence[str],
    tokenizer: Tokenizer,
    plan: RecipePlan,
    tell: Callable[[str], None],
) -> Vectors:
    rows = teaching.rows()
    anchored = np.ascontiguousarray(teaching.vectors[[rows[word] for word in english]])
    similar = WordTask(pack_texts(korean.forms, tokenizer, plan.max_tokens), korean.vectors)
    known = WordTask(pack_texts(english, tokenizer, plan.max_tokens), anchored)
    total = np.zeros_like(start)
    for number, loop in enumerate(plan.loops, start=1):
        told = f"run {number} of {len(plan.loops)}, {loop.steps:,} steps"
        total += train(
            data,
            start,
            teaching.vectors,
            similar,
            known,
            loop,
            lambda step, seconds, _, told=told: tell(f"{told}: {step:,} in {seconds:.0f} s"),  # type: ignore[misc]
        )
    return np.asarray(total / len(plan.loops), dtype=np.float32)
