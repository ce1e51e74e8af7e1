"""The recipe of the static model, from the pairs to its folder, step by step."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from index.encoder import Vectors
from index.static import StaticEncoder
from index.training.bags import TrainingSet, pack, pack_texts
from index.training.evaluation import evaluate
from index.training.export import save_static_model
from index.training.inputs import PAIR_CAPS, Inputs, WordPlan, make_tokenizer, read_material
from index.training.pairs import Pair, Source
from index.training.start import collect_known, make_start
from index.training.static_loop import SHARES, LoopPlan, WordTask, train
from index.training.teacher import Teaching, choose_english, teach
from index.training.vocabulary import VocabularyPlan
from index.training.words import WordVectors, map_to_teacher

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
    seed: int = 0
    words: WordPlan = WordPlan(
        VocabularyPlan(hangul=15_000, latin=5_500, han=5_500),
        korean=26_000,
        english=8_000,
        chinese=6_000,
    )
    loops: tuple[LoopPlan, ...] = RUNS


def make_model(
    inputs: Inputs, out: Path, plan: RecipePlan, tell: Callable[[str], None]
) -> dict[str, float]:
    """Train a model, write its folder and return its scores (none without evaluation sets).

    Raises:
        FileNotFoundError, ValueError: the data is not what its manifest describes.
    """
    material = read_material(inputs, plan.lexicon_limit)
    sources, korean = material.sources, material.korean
    tell(f"read {sum(len(source.pairs) for source in sources):,} pairs")
    tokenizer = make_tokenizer(material, inputs.english_words, plan.words, seed=plan.seed)
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
    return evaluate(encoder, inputs.evaluation, material.held_out)


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
