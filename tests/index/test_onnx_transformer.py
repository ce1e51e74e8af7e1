"""A BERT served by ONNX Runtime gives the vectors that sentence-transformers gives."""

import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from index import bert_graph, load_encoder, onnx_transformer
from index.bert_folder import read_bert
from index.bert_graph import (
    BertShape,
    build_graph,
    hadamard,
    make_given,
    quantize_columns,
    round_to_steps,
    turn_inputs,
)
from index.model_folder import read_model_folder
from index.onnx_transformer import OnnxTransformerEncoder, cut_equal_batches
from tests.index.bert_folders import MAX_TOKENS, PROMPTS, reference, write_folder

TEXTS = [
    "예산은 늘어났다",
    "",
    "a",
    "경제성장률 123",
    "예산 " * 50,
    "abc def ghij",
    "zzz 한 번도 본 적 없는 글자",
    "[PAD] [SEP] 예산",
    "   ",
]


@pytest.fixture(scope="module")
def exact(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "float32"
    write_folder(folder, prompts=PROMPTS)
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "int8"
    write_folder(folder, compute="int8", prompts=PROMPTS)
    return folder


def test_float32_gives_the_vectors_of_sentence_transformers(exact):
    encoder = load_encoder(exact)
    assert isinstance(encoder, OnnxTransformerEncoder)
    assert (encoder.dimension, encoder.max_tokens, encoder.compute) == (48, MAX_TOKENS, "float32")
    queries, passages = encoder.encode_queries(TEXTS), encoder.encode_passages(TEXTS)
    np.testing.assert_allclose(queries, reference(exact, TEXTS, "예산 "), atol=1e-5)
    np.testing.assert_allclose(passages, reference(exact, TEXTS, "경제 "), atol=1e-5)
    assert queries.dtype == np.float32
    assert np.abs(queries - passages).max() > 0.01
    np.testing.assert_allclose(np.linalg.norm(queries, axis=1), 1.0, atol=1e-5)
    assert encoder.encode_queries([]).shape == (0, 48)


def test_texts_are_cut_where_sentence_transformers_cuts_them(exact):
    encoder = load_encoder(exact)
    # Each letter is a token; two marks and the prompt's one token take three places.
    long, just, short = ("a" * n for n in (500, MAX_TOKENS - 3, MAX_TOKENS - 4))
    vectors = encoder.encode_passages([long, just, short])
    np.testing.assert_allclose(vectors, reference(exact, [long, just, short], "경제 "), atol=1e-5)
    np.testing.assert_array_equal(vectors[0], vectors[1])
    assert np.abs(vectors[1] - vectors[2]).max() > 1e-4


def test_a_passage_is_cut_into_pieces_that_are_read_whole(exact):
    encoder = load_encoder(exact)
    room = MAX_TOKENS - 3
    for text in ("", "예산", "a" * room):
        assert encoder.cut_to_fit(text) == (text,)
    assert encoder.cut_to_fit("a" * (room + 1)) == ("a" * 11, "a" * 11)
    pieces = encoder.cut_to_fit("abc def " * 20)
    assert " ".join(pieces).split() == ["abc", "def"] * 20
    for piece in pieces:
        assert len(piece.replace(" ", "")) <= room


def test_int8_is_close_and_in_any_company_the_same(whole):
    encoder = load_encoder(whole)
    assert encoder.compute == "int8"
    together = encoder.encode_passages(TEXTS)
    cosines = (together * reference(whole, TEXTS, "경제 ")).sum(axis=1)
    assert 0.998 < cosines.min() <= cosines.max() < 1 - 1e-7
    alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-6)
    np.testing.assert_array_equal(together, encoder.encode_passages(TEXTS))


def test_int8_computes_what_its_formula_says():
    """One matrix by hand: turned, rounded, multiplied in whole numbers, scaled back."""
    import onnxruntime

    rng = np.random.default_rng(3)
    shape = BertShape(layers=1, heads=2, width=8, inner=32, epsilon=1e-12)
    graph = bert_graph.OnnxGraph()
    bert_graph._add_constants(graph, shape, "int8")
    matrix = rng.normal(size=(32, 8)).astype(np.float32)
    numbers, steps = quantize_columns(turn_inputs("0.narrow", matrix))
    graph.add_constant("0.narrow.matrix", numbers.astype(np.int8))
    graph.add_constant("0.narrow.steps", steps)
    bert_graph._multiply_int8(graph, shape, "source", "0.narrow")
    model = graph.to_bytes({"source": ("a", "b", 32)}, {"0.narrow": ("a", "b", 8)})
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    source = rng.normal(size=(2, 3, 32)).astype(np.float32)
    source[0, 0] = 0.0
    (product,) = session.run(None, {"source": source})
    turned = source @ hadamard(32)
    size = np.maximum(np.abs(turned).max(axis=-1, keepdims=True), 1e-12)
    whole_numbers = np.rint(turned * (127 / size))
    np.testing.assert_allclose(product, whole_numbers @ numbers * steps * size / 127, atol=1e-4)
    assert (np.abs(product - source @ matrix) < 0.2).all()
    assert (product[0, 0] == 0).all()


def test_unsigned_weights_give_the_same_vectors(whole, monkeypatch):
    signed = load_encoder(whole).encode_passages(TEXTS)
    monkeypatch.setattr(onnx_transformer, "multiplies_exactly", lambda: False)
    np.testing.assert_allclose(signed, load_encoder(whole).encode_passages(TEXTS), atol=1e-6)


def test_a_hadamard_matrix_is_its_own_inverse():
    for size in (1, 2, 16, 32):
        np.testing.assert_allclose(hadamard(size) @ hadamard(size), np.eye(size), atol=1e-6)
    assert len(np.unique(np.abs(hadamard(32)))) == 1


def test_turning_inputs_and_matrix_leaves_the_product():
    rng = np.random.default_rng(0)
    matrix = rng.normal(size=(96, 5)).astype(np.float32)
    source = rng.normal(size=(7, 96)).astype(np.float32)
    turned = (source.reshape(7, 3, 32) @ hadamard(32)).reshape(7, 96)
    np.testing.assert_allclose(turned @ turn_inputs("2.qkv", matrix), source @ matrix, atol=1e-4)
    np.testing.assert_array_equal(turn_inputs("2.attended", matrix), matrix)


def test_rounded_weights_survive_float16(whole):
    """What is stored in float16 comes back to the very numbers it was rounded to."""
    model = read_bert(read_model_folder(whole), "m")
    for name in model.shape.matrices():
        matrix = model.weights[f"{name}.matrix"]
        numbers, steps = quantize_columns(turn_inputs(name, matrix))
        assert np.abs(numbers).max() == 127
        exact = turn_inputs(name, matrix) / steps
        assert np.abs(exact - numbers).max() < 0.2
        np.testing.assert_allclose(round_to_steps(name, matrix), matrix, rtol=0, atol=2e-3)


def test_float32_weights_are_stored_as_they_are(exact, tmp_path):
    tensors = write_folder(tmp_path / "m")
    stored = load_file(tmp_path / "m/model.safetensors")
    assert not any(name.startswith("pooler") for name in stored)
    assert len(stored["embeddings.position_embeddings.weight"]) == MAX_TOKENS
    name = "encoder.layer.1.attention.self.key.weight"
    np.testing.assert_array_equal(stored[name], tensors[name].astype(np.float16))


def test_a_tokenizer_without_marks(tmp_path):
    write_folder(tmp_path / "m", framed=False)
    encoder = load_encoder(tmp_path / "m")
    vectors = encoder.encode_passages(["예산은", "", "  "])
    np.testing.assert_allclose(vectors[:1], reference(tmp_path / "m", ["예산은"]), atol=1e-5)
    assert not vectors[1:].any()


def test_cls_pooling_and_an_older_layout(exact, tmp_path):
    folder = Path(shutil.copytree(exact, tmp_path / "m"))
    (folder / "1_Pooling/config.json").write_text(
        json.dumps({"word_embedding_dimension": 48, "pooling_mode_cls_token": True})
    )
    tensors = load_file(folder / "model.safetensors")
    renamed = {
        f"bert.{name}".replace("LayerNorm.weight", "LayerNorm.gamma").replace(
            "LayerNorm.bias", "LayerNorm.beta"
        ): tensor.astype(np.float32)
        for name, tensor in tensors.items()
    }
    save_file(renamed, folder / "model.safetensors", metadata={"format": "pt"})
    vectors = load_encoder(folder).encode_passages(TEXTS)
    np.testing.assert_allclose(vectors, reference(folder, TEXTS, "경제 "), atol=1e-5)
    assert np.abs(vectors - load_encoder(exact).encode_passages(TEXTS)).max() > 0.01


def test_batches_hold_equal_lengths_and_every_text_once():
    lengths = [3, 0, 5, 3, 3, 100, 5, 1, 0, 3]
    batches = cut_equal_batches(lengths, 10)
    assert batches == [[5], [2, 6], [0, 3, 4], [9], [7]]
    assert cut_equal_batches([], 10) == []


def test_threads_share_an_encoder(whole):
    encoder = load_encoder(whole)
    texts = ["예산 " * n for n in range(40)]
    expected = encoder.encode_passages(texts)
    results = {}

    def work(number):
        results[number] = encoder.encode_passages(texts)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 6
    for vectors in results.values():
        np.testing.assert_array_equal(vectors, expected)


def test_no_torch_is_imported(whole):
    code = (
        "import sys; from index import load_encoder\n"
        f"assert load_encoder({str(whole)!r}).encode_queries(['예산']).any()\n"
        "found = {'torch', 'transformers', 'sentence_transformers', 'onnx'} & set(sys.modules)\n"
        "assert not found, found"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def test_the_graph_is_a_valid_onnx_model():
    onnx = pytest.importorskip("onnx")
    shape = BertShape(layers=2, heads=2, width=8, inner=16, epsilon=1e-12)
    for compute, kind in (("float32", "float32"), ("int8", "int8"), ("int8", "uint8")):
        model = onnx.load_from_string(build_graph(shape, compute, "mean", kind))
        assert [item.version for item in model.opset_import] == [17, 1]
        weights = {name: np.zeros(n, np.float32) for name, n in shape.rows().items()}
        weights |= {f"{n}.matrix": np.zeros(s, np.float32) for n, s in shape.matrices().items()}
        given = make_given(weights, shape, compute, kind)
        external = {
            item.name: (tuple(item.dims), onnx.helper.tensor_dtype_to_np_dtype(item.data_type))
            for item in model.graph.initializer
            if item.data_location == onnx.TensorProto.EXTERNAL
        }
        assert external == {name: (value.shape, value.dtype) for name, value in given.items()}
        epsilon = next(n for n in model.graph.node if n.op_type == "LayerNormalization")
        values = {item.name: onnx.helper.get_attribute_value(item) for item in epsilon.attribute}
        assert values == {"axis": -1, "epsilon": pytest.approx(1e-12)}
