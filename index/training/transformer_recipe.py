"""The recipe of the small transformer, from the pairs to its folder, step by step."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from index.encoder import Encoder, Vectors
from index.training.bags import Ids, pack, pack_texts
from index.training.bert_export import save_bert_model
from index.training.evaluation import evaluate
from index.training.inputs import PAIR_CAPS, Inputs, WordPlan, make_tokenizer, read_material
from index.training.negatives import mine_neighbours
from index.training.pairs import Pair, Source
from index.training.student import find_marks, frame_tokenizer, make_student
from index.training.teacher import choose_english, english_side, teach
from index.training.transformer_loop import PooledSampler, TransformerPlan, TransformerTrainer
from index.training.vocabulary import VocabularyPlan

TITLE_CAPS: Mapping[str, int] = {
    "ms_misc_docs_ko": 8000,
    "ms_sql_docs_ko": 5000,
    "ms_visualstudio_docs_ko": 3000,
    "ms_vs2015_docs_ko": 2000,
    "ms_cpp_docs_ko": 3000,
    "ms_xling_en2ko": 0,
    "adobe_workfront_ko": 3000,
    "adobe_commerce_kb_ko": 3000,
    "tensorflow_docs_ko": 4000,
}
"""Titles and bodies cost the most to read, to train on and to mine negatives for."""
NEIGHBOURS = 12
"""How many hard negatives are mined for each title; a batch takes a few of them."""
CHECKS = 3
"""How often the model is measured during a run: an epoch is longer than a run."""
FEW = 50
"""A source with fewer pairs than this is not worth a table of its own."""


@dataclass(frozen=True, slots=True)
class TransformerRecipePlan:
    """The settings of the recipe; the defaults made the bundled model.

    `max_tokens` is where the model cuts a text; training reads the first `trained_tokens`.
    """

    max_tokens: int = 256
    trained_tokens: int = 128
    lexicon_limit: int = 45_000
    seed: int = 0
    words: WordPlan = WordPlan(
        VocabularyPlan(hangul=12_500, latin=4_500, han=4_500),
        korean=17_000,
        english=7_000,
        chinese=4_500,
    )
    loop: TransformerPlan = field(default_factory=TransformerPlan)


def make_transformer(
    inputs: Inputs,
    meanings: Encoder,
    out: Path,
    plan: TransformerRecipePlan,
    tell: Callable[[str], None],
) -> dict[str, float]:
    """Train a model, write its folder and return its scores (none without evaluation sets).

    `meanings` is a static model in the same languages: it says where new tokens start.

    Raises:
        FileNotFoundError, ValueError: the data is not what its manifest describes.
    """
    if inputs.teacher_folder is None:
        raise ValueError("the transformer starts from a teacher's folder")
    material = read_material(inputs, plan.lexicon_limit)
    tell(f"read {sum(len(source.pairs) for source in material.sources):,} pairs")
    plain = make_tokenizer(material, inputs.english_words, plan.words, seed=plan.seed)
    framed = frame_tokenizer(plain)
    tell(f"tokenizer of {framed.get_vocab_size():,} tokens")
    english = choose_english(material.sources, inputs.english_words, seed=plan.seed)
    teaching = teach(inputs.teacher, english, inputs.teacher.dimension, inputs.cache)
    tell(f"teacher's vectors of {len(english):,} English texts")
    rows = teaching.rows()
    korean = _teach_korean(material.sources, rows)
    sources = [
        part
        for source in thin(material.sources, TITLE_CAPS, seed=plan.seed)
        for part in split_taught(source, korean)
    ]
    near = _mine(sources, tell)
    data = pack(
        sources,
        plain,
        rows,
        caps={name: cap for name, cap in PAIR_CAPS.items() if name not in TITLE_CAPS},
        max_tokens=plan.trained_tokens,
        seed=plan.seed,
        korean=korean,
    )
    tell(f"pairs by family: {json.dumps(data.count_pairs())}")
    student = make_student(framed, inputs.teacher_folder, meanings, inputs.english_words)
    marks = find_marks(framed)
    trainer = TransformerTrainer(student, data, teaching.vectors, marks, plan.loop)
    encoder = _TrainedEncoder(trainer, plain, plan.max_tokens - 2)

    def measure() -> dict[str, float]:
        if inputs.evaluation is None:
            return {}
        return evaluate(encoder, inputs.evaluation, material.held_out)

    checks = [(number + 1) / (CHECKS + 1) for number in range(CHECKS)]

    def report(step: int, done: float, losses: Mapping[str, float]) -> None:
        told = ", ".join(f"{family} {loss:.2f}" for family, loss in sorted(losses.items()))
        tell(f"step {step:,}, {done:.0%}: {told}")
        if checks and done >= checks[0]:
            checks.pop(0)
            tell(json.dumps(measure()))

    trainer.run(iter(PooledSampler(data, near, plan.loop)), report)
    tensors = {name: tensor.numpy() for name, tensor in student.state_dict().items()}
    save_bert_model(out, framed, student.config.to_dict(), tensors, max_tokens=plan.max_tokens)
    return measure()


def thin(sources: Sequence[Source], caps: Mapping[str, int], *, seed: int) -> list[Source]:
    """Return the sources, titles and bodies cut to their cap at random, in their order."""
    rng = np.random.default_rng(seed)
    thinned = []
    for source in sources:
        if source.family == "title-body":
            cap = caps.get(source.name, len(source.pairs))
            rows = np.sort(rng.permutation(len(source.pairs))[:cap])
            source = replace(source, pairs=tuple(source.pairs[row] for row in rows))
        if source.pairs:
            thinned.append(source)
    return thinned


def split_taught(source: Source, korean: Mapping[str, int]) -> list[Source]:
    """Return Korean-Chinese pairs in two: those whose Korean has known English, and the rest."""
    if source.family != "parallel-zh-docs":
        return [source]
    known = tuple(pair for pair in source.pairs if _korean_side(pair) in korean)
    rest = tuple(pair for pair in source.pairs if _korean_side(pair) not in korean)
    return [
        Source(source.name, family, pairs)
        for family, pairs in (("parallel-zh-taught", known), ("parallel-zh-docs", rest))
        if len(pairs) > FEW
    ]


def _teach_korean(sources: Sequence[Source], rows: Mapping[str, int]) -> dict[str, int]:
    """Return the teacher's row of each Korean text that has an English partner anywhere."""
    found: dict[str, int] = {}
    for source in sources:
        for pair in source.pairs:
            row = rows.get(english_side(pair) or "")
            if row is not None:
                found.setdefault(_korean_side(pair), row)
    return found


def _korean_side(pair: Pair) -> str:
    return pair.left if pair.left_lang == "ko" else pair.right


def _mine(sources: Sequence[Source], tell: Callable[[str], None]) -> dict[tuple[str, str], Ids]:
    near = {}
    for source in sources:
        if source.family == "title-body":
            titles = [pair.left for pair in source.pairs]
            bodies = [pair.right for pair in source.pairs]
            near[source.family, source.name] = mine_neighbours(titles, bodies, NEIGHBOURS)
    tell(f"hard negatives for {sum(map(len, near.values())):,} titles")
    return near


class _TrainedEncoder:
    """A student as an encoder, to be evaluated before it is rounded and saved."""

    name, fingerprint = "student", ""

    def __init__(self, trainer: TransformerTrainer, tokenizer: Tokenizer, max_tokens: int) -> None:
        self._trainer, self._tokenizer, self._max_tokens = trainer, tokenizer, max_tokens
        self.dimension = trainer.dimension

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._trainer.encode(pack_texts(texts, self._tokenizer, self._max_tokens))

    encode_queries = encode_passages
