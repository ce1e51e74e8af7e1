import itertools
import json

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from index import load_encoder
from index.training.bags import NOT_TAUGHT, pack, pack_texts
from index.training.inputs import Inputs
from index.training.negatives import mine_neighbours
from index.training.pairs import Pair, Source
from index.training.student import find_marks, frame_tokenizer, make_student, start_embeddings
from index.training.transformer_loop import PooledSampler, TransformerPlan, TransformerTrainer
from index.training.transformer_recipe import (
    TransformerRecipePlan,
    make_transformer,
    split_taught,
    thin,
)
from index.training.words import normalize
from tests.index.test_training_recipe import ENGLISH, KOREAN, WORDS, HashTeacher, data  # noqa: F401


class WordSpace:
    """Words of one meaning share a direction: a tiny multilingual model."""

    dimension = 10

    def encode_passages(self, texts):
        rows = np.full((len(texts), 10), 0.01, dtype=np.float32)
        for row, text in enumerate(texts):
            for words in (ENGLISH, KOREAN):
                if text in words:
                    rows[row, words.index(text)] = 1.0
        return normalize(rows)


@pytest.fixture(scope="module")
def teacher_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("teacher")
    torch.manual_seed(0)
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *ENGLISH]
    config = BertConfig(
        vocab_size=len(names),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    vocabulary = {"model": {"vocab": {name: i for i, name in enumerate(names)}}}
    (folder / "tokenizer.json").write_text(json.dumps(vocabulary))
    return folder


def word_tokenizer():
    from tokenizers import models, pre_tokenizers

    words = ["<unk>", *ENGLISH, *KOREAN]
    vocabulary = [(word, -float(i)) for i, word in enumerate(words)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return tokenizer


def test_mined_neighbours_share_words_and_leave_the_own_out():
    titles = ["산업용 로봇 보급", "로봇 산업 전망", "쌀 수출"]
    bodies = ["로봇이 산업 현장에 보급된다", "산업용 로봇의 전망은 밝다", "쌀의 수출이 늘었다"]
    near = mine_neighbours(titles, bodies, 2)
    assert near.shape == (3, 2)
    assert near[0, 0] == 1 and near[1, 0] == 0
    assert all(row not in found for row, found in enumerate(near))
    assert (near[2] == -1).all()


def test_a_new_token_starts_at_its_neighbours_and_a_known_one_at_itself(teacher_folder):
    framed = frame_tokenizer(word_tokenizer())
    student = make_student(framed, teacher_folder, WordSpace(), ENGLISH)
    source = BertModel.from_pretrained(teacher_folder, add_pooling_layer=False)
    rows = student.embeddings.word_embeddings.weight.detach().numpy()
    table = source.embeddings.word_embeddings.weight.detach().numpy()
    ids = framed.get_vocab()
    for word in ENGLISH:
        np.testing.assert_array_equal(rows[ids[word]], table[4 + ENGLISH.index(word)])
    np.testing.assert_array_equal(rows[ids["[CLS]"]], table[2])
    for korean, english in zip(KOREAN, ENGLISH, strict=True):
        cosines = normalize(table[4:]) @ normalize(rows[[ids[korean]]])[0]
        assert ENGLISH[int(cosines.argmax())] == english
    for name, tensor in source.state_dict().items():
        if "word_embeddings" not in name:
            assert torch.equal(student.state_dict()[name], tensor)


def test_a_start_by_hand():
    tokenizer = frame_tokenizer(word_tokenizer())
    table = np.eye(14, 16, dtype=np.float32)
    vocabulary = {name: i for i, name in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *ENGLISH])}
    words = tuple(ENGLISH) + tuple(ENGLISH)  # more words than neighbours are looked for
    rows = start_embeddings(tokenizer, table, vocabulary, WordSpace(), words)
    own = WordSpace().encode_passages(["경제"])[0] @ WordSpace().encode_passages(words).T
    best = np.argsort(-own, kind="stable")[:2]
    weight = np.exp(own / 0.1)
    # Every direction but the own one is equally far: only the own one's weight is certain.
    mean = rows[tokenizer.token_to_id("경제")]
    assert mean.argmax() == vocabulary["economy"] and set(best) == {0, 10}
    assert np.linalg.norm(mean) == pytest.approx(1.0, abs=1e-5)
    assert mean[vocabulary["economy"]] > 0.99 and weight[0] > weight[1]


def make_set():
    sentences = tuple(
        Pair(f"{ENGLISH[i]} {ENGLISH[j]}", f"{KOREAN[i]} {KOREAN[j]}", "en", "ko")
        for i, j in itertools.permutations(range(10), 2)
    )
    titles = tuple(
        Pair(f"{KOREAN[i]} {KOREAN[j]}", f"{KOREAN[i]} {KOREAN[j]} {KOREAN[j]}", "ko", "ko")
        for i, j in itertools.permutations(range(10), 2)
    )
    sources = [Source("a", "parallel-en-general", sentences), Source("b", "title-body", titles)]
    taught = {pair.left: i for i, pair in enumerate(sentences)}
    packed = pack(sources, word_tokenizer(), taught, caps={}, max_tokens=20, seed=0)
    return packed, list(taught)


def test_texts_know_the_row_of_the_teacher_that_read_them():
    packed, english = make_set()
    assert (packed.english != NOT_TAUGHT).sum() == len(english)
    table = packed.families["parallel-en-general"]["a"]
    np.testing.assert_array_equal(packed.english[table.left], table.taught)
    assert (packed.english[table.right] == NOT_TAUGHT).all()


def test_batches_keep_to_the_budget_hold_no_text_twice_and_bring_neighbours():
    packed, _ = make_set()
    near = {("title-body", "b"): (np.arange(90)[:, None] + [[1, 2, 3]]) % 90}
    shares = {"parallel-en-general": 0.5, "title-body": 0.5}
    plan = TransformerPlan(tokens=120, max_pairs=40, near=2, shares=shares)
    lengths = np.diff(packed.bags.starts)
    seen = set()
    for batch in itertools.islice(PooledSampler(packed, near, plan), 60):
        assert len(set(batch.left.tolist())) == len(batch.left) >= 8
        assert len(set(batch.right.tolist())) == len(batch.right)
        cost = (lengths[batch.left] + lengths[batch.right] + 4).sum()
        assert cost <= 120 or len(batch.left) == 8
        seen.add(batch.family)
    assert seen == {"parallel-en-general", "title-body"}


def test_vectors_do_not_depend_on_the_padding(teacher_folder):
    packed, _ = make_set()
    framed = frame_tokenizer(word_tokenizer())
    student = make_student(framed, teacher_folder, WordSpace(), ENGLISH)
    teacher = np.zeros((90, 16), dtype=np.float32)
    trainer = TransformerTrainer(
        student, packed, teacher, find_marks(framed), TransformerPlan(threads=1)
    )
    texts = ["경제", "경제 예산 학교 강물 기차", "비"]
    together = trainer.encode(pack_texts(texts, word_tokenizer(), 20))
    alone = np.vstack([trainer.encode(pack_texts([t], word_tokenizer(), 20)) for t in texts])
    np.testing.assert_allclose(together, alone, atol=2e-2)  # bfloat16
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
    framed.no_padding()
    ids = torch.tensor([framed.encode(texts[1]).ids])
    with torch.inference_mode():
        mean = student(input_ids=ids).last_hidden_state.mean(dim=1)[0].numpy()
    np.testing.assert_allclose(together[1], mean / np.linalg.norm(mean), atol=2e-2)


def test_training_brings_korean_to_the_teachers_english(teacher_folder):
    packed, english = make_set()
    framed = frame_tokenizer(word_tokenizer())
    student = make_student(framed, teacher_folder, WordSpace(), ENGLISH)
    rng = np.random.default_rng(0)
    words = dict(zip(ENGLISH, rng.standard_normal((10, 16)).astype(np.float32), strict=True))
    pairs = [text.split() for text in english]
    teacher = normalize(np.array([words[a] + 0.5 * words[b] for a, b in pairs]))
    plan = TransformerPlan(
        steps=300, tokens=300, layer_rate=2e-3, embedding_rate=1e-2, bank=8, memory=16, threads=1
    )
    trainer = TransformerTrainer(student, packed, teacher, find_marks(framed), plan)
    translate = dict(zip(ENGLISH, KOREAN, strict=True))
    korean = [f"{translate[a]} {translate[b]}" for a, b in pairs]
    bags = pack_texts(korean, word_tokenizer(), 20)

    def recall():
        return ((trainer.encode(bags) @ teacher.T).argmax(axis=1) == np.arange(90)).mean()

    before, told = recall(), []
    trainer.run(iter(PooledSampler(packed, {}, plan)), lambda *seen: told.append(seen), every=0.0)
    assert before < 0.1 and recall() > 0.4
    assert told and all(np.isfinite(list(losses.values())).all() for _, _, losses in told)


def test_titles_are_thinned_in_order_and_chinese_is_split_by_what_is_taught():
    pairs = tuple(Pair(f"제목 {i}", f"본문 {i}", "ko", "ko") for i in range(10))
    kept = thin(
        [Source("big", "title-body", pairs), Source("none", "title-body", pairs)],
        {"big": 4, "none": 0},
        seed=0,
    )
    assert [source.name for source in kept] == ["big"]
    numbers = [pairs.index(pair) for pair in kept[0].pairs]
    assert len(numbers) == 4 and numbers == sorted(numbers)
    both = tuple(Pair(f"한 {i}", f"中 {i}", "ko", "zh") for i in range(200))
    parts = split_taught(Source("z", "parallel-zh-docs", both), {f"한 {i}": i for i in range(80)})
    assert {part.family: len(part.pairs) for part in parts} == {
        "parallel-zh-taught": 80,
        "parallel-zh-docs": 120,
    }


def test_the_recipe_makes_a_folder_that_the_product_loads(data, teacher_folder, tmp_path):  # noqa: F811
    told = []
    inputs = Inputs(data, tmp_path / "cache", HashTeacher(), ENGLISH, teacher_folder=teacher_folder)
    plan = TransformerRecipePlan(
        max_tokens=32,
        lexicon_limit=2500,
        words=WORDS,
        loop=TransformerPlan(steps=3, tokens=300, bank=8, threads=1),
    )
    out = tmp_path / "made"
    assert make_transformer(inputs, load_encoder(), out, plan, told.append) == {}
    encoder = load_encoder(out)
    assert encoder.dimension == 16
    vectors = encoder.encode_passages(["경제와 예산", "economy and budget"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)
    assert any("hard negatives" in line for line in told)
