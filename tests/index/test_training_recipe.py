import gzip
import json
from hashlib import sha256

import numpy as np
import pytest

from corpus import list_words, measure_similarity
from index import load_encoder
from index.training.__main__ import main, read_english_words
from index.training.inputs import Inputs, WordPlan
from index.training.static_loop import LoopPlan
from index.training.static_recipe import RecipePlan, make_model
from index.training.vocabulary import VocabularyPlan
from index.training.words import normalize
from tests.index.test_training_parts import row, write_data

ENGLISH = ("economy", "budget", "school", "river", "train", "music", "law", "apple", "bank", "rain")
KOREAN = ("경제", "예산", "학교", "강물", "기차", "음악", "법률", "사과", "은행", "비")
CHINESE = ("经济", "预算", "学校", "河水", "火车", "音乐", "法律", "苹果", "银行", "雨")


class HashTeacher:
    """A vector from the text's hash: the same text always the same one."""

    name, dimension, fingerprint = "hash", 16, "hash"

    def encode_queries(self, texts):
        seeds = [int.from_bytes(sha256(text.encode()).digest()[:4], "big") for text in texts]
        rows = [np.random.default_rng(seed).standard_normal(16) for seed in seeds]
        return normalize(np.array(rows, dtype=np.float32))

    encode_passages = encode_queries


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    words = [row(k, e, "ko-en", "synonym") for k, e in zip(KOREAN, ENGLISH, strict=True)]
    sentences = [
        row(f"{ENGLISH[i]} and {ENGLISH[j]}", f"{KOREAN[i]}와 {KOREAN[j]}", "en-ko", "parallel")
        for i in range(10)
        for j in range(10)
    ]
    chinese = [
        row(f"{KOREAN[i]} {KOREAN[j]}", f"{CHINESE[i]}和{CHINESE[j]}", "ko-zh", "parallel")
        for i in range(10)
        for j in range(10)
    ]
    write_data(folder, {"words": words, "news": sentences, "ms_zh": chinese})
    (folder / "heldout.jsonl.gz").write_bytes(gzip.compress(json.dumps(sentences[7]).encode()))
    return folder


WORDS = WordPlan(VocabularyPlan(hangul=80, latin=60, han=40), korean=500, english=100, chinese=40)


def small_plan():
    return RecipePlan(
        dimension=8,
        lexicon_limit=2500,
        words=WORDS,
        loops=(LoopPlan(steps=60, batch_size=64, threads=1),) * 2,
    )


def test_the_recipe_makes_a_model_that_joins_the_languages(data, tmp_path):
    told = []
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        inputs = Inputs(data, tmp_path / "cache", HashTeacher(), ENGLISH)
        assert make_model(inputs, folder, small_plan(), told.append) == {}
    tokenizers = [f / "0_StaticEmbedding/tokenizer.json" for f in folders]
    pieces = [dict(json.loads(file.read_text())["model"]["vocab"]) for file in tokenizers]
    assert pieces[0].keys() == pieces[1].keys()
    encoder = load_encoder(folders[0])
    assert encoder.dimension == 8
    scores = encoder.encode_queries(ENGLISH) @ encoder.encode_passages(KOREAN).T
    assert (scores.argmax(axis=1) == np.arange(10)).sum() >= 8
    scores = encoder.encode_queries(CHINESE) @ encoder.encode_passages(KOREAN).T
    assert (scores.argmax(axis=1) == np.arange(10)).sum() >= 8
    assert any("teacher" in line for line in told)


def test_wrong_inputs_are_one_sentence(tmp_path, capsys):
    paths = ["--data", tmp_path / "none", "--out", tmp_path / "out", "--teacher", tmp_path]
    assert main(["static", *(str(part) for part in paths)]) == 1
    assert capsys.readouterr().err.startswith("error: ")


def test_english_words_are_whole_words(tmp_path):
    (tmp_path / "vocab.txt").write_text("[PAD]\nthe\n##ing\na\nCat\nriver\n日\n", encoding="utf-8")
    assert read_english_words(tmp_path) == ("the", "river")


def test_the_language_model_knows_words_by_use():
    words = list_words(6000)
    forms = [word.form for word in words]
    assert len(forms) == len(set(forms)) and "경제" in forms
    chosen = [words[forms.index(form)] for form in ("회사", "기업", "바람")]
    cosines = measure_similarity(chosen, chosen)
    assert cosines[0, 1] > cosines[0, 2] and cosines[0, 0] == pytest.approx(1.0, abs=1e-3)
