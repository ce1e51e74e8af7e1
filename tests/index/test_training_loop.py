import numpy as np
import pytest
import torch

from index.training.bags import pack, pack_texts
from index.training.pairs import Pair, Source
from index.training.static_loop import (
    BatchSampler,
    LoopPlan,
    WordTask,
    distill_loss,
    rank_loss,
    train,
)
from index.training.words import normalize
from tests.index.tiny import make_byte_tokenizer


def unit(*rows):
    return torch.from_numpy(normalize(np.array(rows, dtype=np.float32)))


def test_rank_loss_by_hand():
    left, right = unit([1, 0], [0, 1]), unit([1, 0], [0, 1])
    expected = np.log(1 + np.exp(-2.0))
    assert rank_loss(left, right, 2.0).item() == pytest.approx(expected, abs=1e-6)
    assert rank_loss(left, right.flip(0), 2.0).item() > 2.0


def test_distill_loss_is_smallest_at_the_teacher():
    teacher = unit([1, 0, 0], [0, 1, 0], [0.9, 0.1, 0.2])
    at_teacher = distill_loss(teacher, teacher, 5.0)
    assert at_teacher < distill_loss(teacher.roll(1, 0), teacher, 5.0)


def make_set(count=40):
    pairs = tuple(Pair(f"left {i}", f"오른쪽 {i % 30}", "en", "ko") for i in range(count))
    few = tuple(Pair(f"단어 {i}", f"word {i}", "ko", "en") for i in range(5))
    sources = [Source("a", "parallel-en-general", pairs), Source("b", "words-en", few)]
    taught = {pair.left: i for i, pair in enumerate(pairs)}
    return pack(sources, make_byte_tokenizer(), taught, caps={}, max_tokens=20, seed=0)


def test_no_text_stands_twice_in_a_batch():
    sampler = BatchSampler(make_set(), LoopPlan(batch_size=32))
    for _ in range(20):
        batch = sampler.draw()
        assert len(set(batch.left.tolist())) == len(batch.left)
        assert len(set(batch.right.tolist())) == len(batch.right)
        assert len(batch.left) == len(batch.right) == len(batch.taught) > 0


def test_training_learns_and_repeats():
    data, tokenizer = make_set(), make_byte_tokenizer()
    rng = np.random.default_rng(0)
    start = rng.standard_normal((tokenizer.get_vocab_size(), 16)).astype(np.float32)
    teacher = normalize(rng.standard_normal((40, 16)).astype(np.float32))
    names = [f"w{i}" for i in range(40)]
    task = WordTask(pack_texts(names, tokenizer, 9), teacher)
    plan = LoopPlan(steps=30, batch_size=32, threads=1)
    seen = []
    made = [
        train(data, start, teacher, task, task, plan, lambda step, _, __: seen.append(step))
        for _ in range(2)
    ]
    np.testing.assert_allclose(made[0], made[1], atol=1e-5)
    assert seen[:10] == list(range(3, 31, 3))
    assert np.abs(made[0] - start).max() > 0.01
    assert np.isfinite(made[0]).all()
