"""A folder of a BERT is never trusted: what is damaged is named, another model is left alone."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from corpus import EncoderError
from index import load_encoder
from index.bert_folder import is_bert
from index.model_folder import read_model_folder
from tests.index.bert_folders import PROMPTS, write_folder


@pytest.fixture(scope="module")
def exact(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "float32"
    write_folder(folder, prompts=PROMPTS)
    return folder


@pytest.fixture
def copy(exact, tmp_path):
    return Path(shutil.copytree(exact, tmp_path / "copy"))


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
