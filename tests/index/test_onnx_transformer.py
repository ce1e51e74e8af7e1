import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer, pre_tokenizers, processors
from tokenizers.models import Unigram

from corpus import EncoderError
from index import bert_graph, load_encoder, onnx_transformer
from index.bert_folder import is_bert, read_bert
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
from index.training.bert_export import save_bert_model

MAX_TOKENS = 24
PROMPTS = {"query": "예산 ", "document": "경제 "}
LETTERS = "예산은늘어났다경제 성장률abcdefghij0123456789.,"
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


def make_tokenizer(*, framed=True):
    pieces = ["<unk>", "[PAD]", "[CLS]", "[SEP]", *sorted(set(LETTERS) - {" "}), "예산", "경제"]
    scores = [(piece, -8.0 if len(piece) == 1 else -6.0) for piece in pieces]
    tokenizer = Tokenizer(Unigram(scores, unk_id=0))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.add_special_tokens(["[PAD]", "[CLS]", "[SEP]"])
    if framed:
        marks = [(mark, tokenizer.token_to_id(mark)) for mark in ("[CLS]", "[SEP]")]
        tokenizer.post_processor = processors.TemplateProcessing(
            single="[CLS] $A [SEP]", special_tokens=marks
        )
    return tokenizer


def write_folder(folder, *, compute="float32", framed=True, prompts=None, width=48):
    """A two-layer BERT with weights large enough for every part to matter."""
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(1)
    tokenizer = make_tokenizer(framed=framed)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=width,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=2 * width,
        max_position_embeddings=40,
        pad_token_id=1,
    )
    model = BertModel(config)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "LayerNorm.weight" not in name:
                parameter.normal_(std=0.3)
            else:
                # Outlying channels, as trained models have them.
                parameter.uniform_(0.5, 1.5)
                if "layer.1.output" not in name:
                    parameter[3] = 12.0
    tensors = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    save_bert_model(
        folder,
        tokenizer,
        config.to_dict(),
        tensors,
        max_tokens=MAX_TOKENS,
        compute=compute,
        prompts=prompts,
    )
    return tensors


def reference(folder, texts, prompt=""):
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    assert next(model.parameters()).dtype == torch.float32
    assert model.max_seq_length == MAX_TOKENS
    return model.encode([prompt + text for text in texts], prompt="", batch_size=3)


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


@pytest.fixture
def copy(exact, tmp_path):
    return Path(shutil.copytree(exact, tmp_path / "copy"))


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


def change_json(file, **changes):
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))


def change_tensor(folder, name, change):
    tensors = load_file(folder / "model.safetensors")
    tensors[name] = change(tensors[name])
    save_file(tensors, folder / "model.safetensors")


def change_header(folder, change):
    """Rewrite the safetensors header: offsets, shapes and types as a forger would."""
    file = folder / "model.safetensors"
    data = file.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    change(header)
    written = json.dumps(header).encode()
    file.write_bytes(len(written).to_bytes(8, "little") + written + data[8 + size :])


WORDS = "embeddings.word_embeddings.weight"
MATRIX = "encoder.layer.0.intermediate.dense.weight"
DAMAGE = {
    "a cut file": lambda m: (m / "model.safetensors").write_bytes(
        (m / "model.safetensors").read_bytes()[:-10]
    ),
    "a header only": lambda m: (m / "model.safetensors").write_bytes(b"\xff" * 8),
    "an offset behind the end": lambda m: change_header(
        m, lambda h: h[WORDS].update(data_offsets=[0, 2**40])
    ),
    "a huge dimension": lambda m: change_header(m, lambda h: h[WORDS].update(shape=[2**50, 48])),
    "another type": lambda m: change_header(m, lambda h: h[MATRIX].update(dtype="I16")),
    "a tensor missing": lambda m: change_header(
        m, lambda h: h.update({"other": h.pop("embeddings.LayerNorm.bias")})
    ),
    "another shape": lambda m: change_tensor(m, MATRIX, lambda t: t[:, :-1].copy()),
    "a matrix turned": lambda m: change_tensor(m, MATRIX, lambda t: t.T.copy()),
    "not a number": lambda m: change_tensor(m, MATRIX, lambda t: t * np.float16("nan")),
    "infinite words": lambda m: change_tensor(m, WORDS, lambda t: t * np.float16("inf")),
    "fewer words": lambda m: change_tensor(m, WORDS, lambda t: t[:-1].copy()),
    "fewer words, said so": lambda m: (
        change_tensor(m, WORDS, lambda t: t[:-1].copy()),
        change_json(m / "config.json", vocab_size=len(load_file(m / "model.safetensors")[WORDS])),
    ),
    "more layers": lambda m: change_json(m / "config.json", num_hidden_layers=3),
    "endless layers": lambda m: change_json(m / "config.json", num_hidden_layers=2**60),
    "no layers": lambda m: change_json(m / "config.json", num_hidden_layers=0),
    "layers in words": lambda m: change_json(m / "config.json", num_hidden_layers="two"),
    "a true size": lambda m: change_json(m / "config.json", num_hidden_layers=True),
    "no heads": lambda m: change_json(m / "config.json", num_attention_heads=0),
    "heads that do not fit": lambda m: change_json(m / "config.json", num_attention_heads=7),
    "an epsilon of nothing": lambda m: change_json(m / "config.json", layer_norm_eps=None),
    "no length": lambda m: change_json(m / "sentence_bert_config.json", max_seq_length=0),
    "length of another kind": lambda m: change_json(
        m / "sentence_bert_config.json", max_seq_length=[1]
    ),
    "length in its marks": lambda m: change_json(m / "sentence_bert_config.json", max_seq_length=1),
    "an unknown way to compute": lambda m: change_json(m / "onnxruntime.json", compute="int4"),
    "a way that is none": lambda m: change_json(m / "onnxruntime.json", compute=["int8"]),
    "no way": lambda m: (m / "onnxruntime.json").write_text("[]"),
    "a broken tokenizer": lambda m: (m / "tokenizer.json").write_text("{}"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_folder_is_named(copy, damage):
    DAMAGE[damage](copy)
    with pytest.raises(EncoderError) as caught:
        load_encoder(copy)
    assert caught.value.code == "model-damaged"
    assert caught.value.details["model"] == str(copy)
    assert 0 < len(caught.value.details["reason"]) <= 200


def test_a_token_behind_the_table_is_named(copy):
    """A post-processor may insert any number, whatever the vocabulary holds."""
    text = (copy / "tokenizer.json").read_text()
    content = json.loads(text)
    content["post_processor"]["special_tokens"]["[SEP]"]["ids"] = [10**6]
    (copy / "tokenizer.json").write_text(json.dumps(content))
    with pytest.raises(EncoderError) as caught:
        load_encoder(copy).encode_queries(["예산"])
    assert caught.value.code == "model-damaged"
    assert caught.value.details["reason"] == "token 1000000 has no vector"


def test_weights_that_lead_nowhere_are_named(copy):
    """Finite weights whose products are not: the vector is refused, not stored."""
    change_tensor(
        copy, "embeddings.LayerNorm.weight", lambda t: np.full(t.shape, 3e38, dtype=np.float32)
    )
    with pytest.raises(EncoderError) as caught:
        load_encoder(copy).encode_queries(["예산"])
    assert caught.value.details["reason"] == "a vector is not finite"


OTHERS = {
    "model_type": {"config.json": {"model_type": "xlm-roberta"}},
    "activation": {"config.json": {"hidden_act": "relu"}},
    "positions": {"config.json": {"position_embedding_type": "relative_key"}},
    "decoder": {"config.json": {"is_decoder": True}},
    "quantized": {"config.json": {"quantization_config": {"bits": 4}}},
    "lower case": {"sentence_bert_config.json": {"do_lower_case": True}},
    "maximum": {"1_Pooling/config.json": {"pooling_mode_max_tokens": True}},
    "prompts left out": {"1_Pooling/config.json": {"include_prompt": False}},
}


@pytest.mark.parametrize("other", OTHERS)
def test_another_model_is_left_to_sentence_transformers(copy, other):
    assert is_bert(read_model_folder(copy))
    for file, changes in OTHERS[other].items():
        change_json(copy / file, **changes)
    assert not is_bert(read_model_folder(copy))


def test_another_module_is_left_to_sentence_transformers(copy):
    modules = json.loads((copy / "modules.json").read_text())
    modules.append({"idx": 3, "name": "3", "path": "3_Dense", "type": "a.Dense"})
    (copy / "modules.json").write_text(json.dumps(modules))
    assert not is_bert(read_model_folder(copy))


def test_the_way_to_compute_is_part_of_the_fingerprint(copy):
    before = load_encoder(copy).fingerprint
    change_json(copy / "onnxruntime.json", compute="int8")
    assert load_encoder(copy).fingerprint != before


def test_a_path_out_of_the_folder_is_refused(copy):
    modules = json.loads((copy / "modules.json").read_text())
    modules[0]["path"] = "../copy2"
    (copy / "modules.json").write_text(json.dumps(modules))
    with pytest.raises(EncoderError) as caught:
        load_encoder(copy)
    assert caught.value.code == "model-not-sentence-transformers"
