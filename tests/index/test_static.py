import subprocess
import sys

import numpy as np
import pytest

from corpus import EncoderError
from index import load_encoder
from index.encoders import BUNDLED_MODEL, STATIC_MODEL, TRANSFORMER_MODEL
from index.static import ScaledRows, mean_bags
from tests.index.tiny import TEXTS, make_byte_tokenizer, write_static_folder

BUNDLED = (BUNDLED_MODEL, TRANSFORMER_MODEL, STATIC_MODEL)


def test_a_bag_is_the_normalised_mean_of_its_rows():
    weights = np.array([[3, 0], [0, 4], [6, 8]], dtype=np.float32)
    out = np.zeros((4, 2), dtype=np.float32)
    mean_bags([[0, 1], [], [2], [1, 1, 0]], weights, out)
    length = np.hypot(3, 8)
    expected = [[0.6, 0.8], [0, 0], [0.6, 0.8], [3 / length, 8 / length]]
    np.testing.assert_allclose(out, expected, atol=1e-6)


def test_bags_at_the_ends_may_be_empty():
    out = np.zeros((3, 1), dtype=np.float32)
    mean_bags([[], [0], []], np.array([[2.0]], dtype=np.float32), out)
    assert out.ravel().tolist() == [0.0, 1.0, 0.0]
    mean_bags([], np.array([[2.0]], dtype=np.float32), np.zeros((0, 1), dtype=np.float32))


def test_vectors_agree_with_a_sum_by_hand(tmp_path):
    weights = write_static_folder(tmp_path / "m")
    encoder = load_encoder(tmp_path / "m")
    tokenizer = make_byte_tokenizer()
    for text, vector in zip(TEXTS, encoder.encode_passages(TEXTS), strict=True):
        total = weights[tokenizer.encode(text).ids].astype(np.float64).sum(axis=0)
        length = np.linalg.norm(total)
        np.testing.assert_allclose(vector, total / length if length else total, atol=1e-5)


def test_rows_do_not_depend_on_their_neighbours(tmp_path):
    write_static_folder(tmp_path / "m")
    encoder = load_encoder(tmp_path / "m")
    many = [f"문장 {i} " * (i % 50) for i in range(3000)]
    together = encoder.encode_passages(many)
    assert together.shape == (3000, 8) and together.dtype == np.float32
    for i in (0, 1, 49, 50, 1777, 2999):
        np.testing.assert_allclose(together[i], encoder.encode_passages([many[i]])[0], atol=1e-6)
    lengths = np.linalg.norm(together, axis=1)
    assert np.allclose(lengths[[i for i in range(3000) if i % 50]], 1.0, atol=1e-5)
    assert encoder.encode_queries([]).shape == (0, 8)


@pytest.mark.parametrize("normalize", [True, False])
@pytest.mark.parametrize("layout", ["own", "plain", "quantized", "mapped"])
def test_vectors_agree_with_sentence_transformers(tmp_path, layout, normalize):
    from sentence_transformers import SentenceTransformer

    rng = np.random.default_rng(1)
    codes = rng.integers(-127, 128, (256, 8)).astype(np.int8)
    scales = rng.random(256).astype(np.float32) + 0.1
    tensors = {
        "own": None,
        "plain": {"embeddings": codes.astype(np.float32)},
        "quantized": {"embeddings": codes, "weights": scales},
        "mapped": {
            "embeddings": codes[:100],
            "weights": scales,
            "mapping": (np.arange(256) % 100).astype(np.int64),
        },
    }[layout]
    prompts = {"query": "질문: ", "passage": "본문: "}
    write_static_folder(tmp_path / "m", tensors=tensors, normalize=normalize, prompts=prompts)
    ours = load_encoder(tmp_path / "m")
    theirs = SentenceTransformer(str(tmp_path / "m"), device="cpu", local_files_only=True)
    for encode, reference in (
        (ours.encode_queries, theirs.encode(TEXTS, prompt_name="query", normalize_embeddings=True)),
        (ours.encode_passages, theirs.encode(TEXTS, prompt="본문: ", normalize_embeddings=True)),
    ):
        vectors = encode(TEXTS)
        np.testing.assert_allclose(vectors[:-1], reference[:-1], atol=1e-5)
        # Torch adds thousands of rows up in float32 one by one and drifts by itself.
        np.testing.assert_allclose(vectors[-1], reference[-1], atol=1e-4)


def test_the_bundled_model_gives_the_vectors_of_sentence_transformers():
    from sentence_transformers import SentenceTransformer

    from index.encoders import bundled_model_path

    ours = load_encoder(STATIC_MODEL)
    folder = bundled_model_path(STATIC_MODEL)
    theirs = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    assert ours.dimension == theirs.get_embedding_dimension()
    np.testing.assert_allclose(ours.encode_passages(TEXTS), theirs.encode(TEXTS), atol=2e-5)
    np.testing.assert_allclose(ours.encode_queries(TEXTS), theirs.encode_query(TEXTS), atol=2e-5)


def test_nothing_is_cut_off():
    encoder = load_encoder(STATIC_MODEL)
    filler = "가 " * 20_000
    first, second = encoder.encode_passages([filler, filler + "산업 " * 20_000])
    assert first @ second < 0.99


@pytest.mark.parametrize("name", BUNDLED)
def test_the_bundled_models_know_every_character(name):
    encoder = load_encoder(name)
    vectors = encoder.encode_passages(["🦄", "꿿", "ⵣ", "\U0001f9ff", "標", "ﷺ"])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize("name", BUNDLED)
def test_the_bundled_models_join_languages_and_registers(name):
    encoder = load_encoder(name)
    passages = [
        "온라인 판매가 빠르게 늘고 있다.",
        "정부는 과학기술 인재를 양성한다.",
        "저온 물류 시설을 확충한다.",
        "은행의 대출 금리가 올랐다.",
    ]
    questions = [
        "웹 쇼핑 성장세는?",
        "How does the government train science talent?",
        "冷链物流",
        "돈 빌리면 이자 얼마나 더 내?",
    ]
    scores = encoder.encode_queries(questions) @ encoder.encode_passages(passages).T
    assert (scores.argmax(axis=1) == np.arange(4)).mean() >= 0.75


@pytest.mark.parametrize("name", BUNDLED)
def test_the_bundled_models_load_without_torch(name):
    code = (
        f"import sys; from index import load_encoder; e = load_encoder({name!r});"
        "e.encode_queries(['예산']); print(e.name, e.dimension, len(e.fingerprint));"
        "assert not {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "" and done.stdout.split()[0] == name


def test_a_damaged_static_model_is_named(tmp_path):
    write_static_folder(tmp_path / "cut")
    weights = tmp_path / "cut/0_StaticEmbedding/model.safetensors"
    weights.write_bytes(weights.read_bytes()[:100])
    write_static_folder(tmp_path / "nan", tensors={"embedding.weight": np.full((256, 8), np.nan)})
    write_static_folder(tmp_path / "few", tensors={"embedding.weight": np.zeros((9, 8))})
    write_static_folder(tmp_path / "odd", tensors={"something": np.zeros((256, 8))})
    write_static_folder(tmp_path / "tok")
    (tmp_path / "tok/0_StaticEmbedding/tokenizer.json").write_text("{")
    for name in ("cut", "nan", "few", "odd", "tok"):
        with pytest.raises(EncoderError) as caught:
            load_encoder(tmp_path / name)
        assert caught.value.code == "model-damaged"
        assert caught.value.details["model"] == str(tmp_path / name)
        assert caught.value.details["reason"]


def test_weights_that_are_no_safetensors_are_refused(tmp_path):
    write_static_folder(tmp_path / "m")
    (tmp_path / "m/0_StaticEmbedding/model.safetensors").rename(
        tmp_path / "m/0_StaticEmbedding/pytorch_model.bin"
    )
    with pytest.raises(EncoderError) as caught:
        load_encoder(tmp_path / "m")
    assert caught.value.code == "model-without-safetensors"


def test_rows_kept_small_give_the_vectors_of_the_whole_table():
    draw = np.random.default_rng(7)
    rows = draw.integers(-127, 128, size=(50, 6)).astype(np.int8)
    factors = draw.random(50, dtype=np.float32)
    whole, small = rows.astype(np.float32) * factors[:, None], ScaledRows(rows, factors)
    assert len(small) == 50 and small.shape == whole.shape
    bags = [draw.integers(50, size=count).tolist() for count in (0, 1, 2, 9, 40)]
    expected, found = np.zeros((5, 6), np.float32), np.zeros((5, 6), np.float32)
    mean_bags(bags, whole, expected)
    mean_bags(bags, small, found)
    assert np.array_equal(found, expected) and found[1:].any()


def test_the_bundled_tables_vectors_are_the_same_kept_small(monkeypatch):
    from index import encoders

    texts = [
        "시범사업 예산은 얼마인가요?",
        "",
        "Smart factories 2025",
        "制造业",
        "정부는 융자를 맡는다.",
    ]
    small = encoders.load_encoder(encoders.STATIC_MODEL)
    assert isinstance(small._weights, ScaledRows)
    monkeypatch.setattr(encoders, "_scaled_rows", lambda tensors: None)
    whole = encoders.load_encoder(encoders.STATIC_MODEL)
    assert np.array_equal(small.encode_passages(texts), whole.encode_passages(texts))
    assert small.fingerprint == whole.fingerprint
