import json
import random
import shutil
import socket
import sys

import numpy as np
import pytest

from corpus import EncoderError
from index import load_encoder
from index.encoders import is_static
from index.model_folder import read_model_folder
from index.sentence_transformer import load_model
from tests.index.test_hub import put_in_cache
from tests.index.tiny import TEXTS, write_bert_folder, write_static_folder

PROMPTS = {"query": "q: ", "document": "p: "}


@pytest.fixture(scope="module")
def bert(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "tiny"
    write_bert_folder(folder, prompts=PROMPTS)
    return folder


def test_a_transformer_uses_its_prompts_and_is_normalised(bert):
    from sentence_transformers import SentenceTransformer

    ours = load_encoder(bert)
    theirs = SentenceTransformer(str(bert), device="cpu", local_files_only=True)
    texts = ["예산은 늘어났다", "economy", "", "예산 " * 500]
    queries, passages = ours.encode_queries(texts), ours.encode_passages(texts)
    expected = theirs.encode([f"q: {t}" for t in texts], prompt="", normalize_embeddings=True)
    np.testing.assert_allclose(queries, expected, atol=1e-5)
    expected = theirs.encode([f"p: {t}" for t in texts], prompt="", normalize_embeddings=True)
    np.testing.assert_allclose(passages, expected, atol=1e-5)
    assert not np.allclose(queries, passages, atol=1e-3)
    assert queries.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(queries, axis=1), 1.0, atol=1e-5)


def test_a_transformer_tells_its_dimension_length_and_name(bert):
    encoder = load_encoder(str(bert))
    assert (encoder.dimension, encoder.max_tokens, encoder.name) == (16, 32, str(bert))
    assert encoder.encode_queries([]).shape == (0, 16)


def test_loading_writes_nothing(bert, capfd):
    load_encoder(bert).encode_passages(["예산"])
    assert capfd.readouterr() == ("", "")


def test_half_precision_is_close(bert):
    from index.sentence_transformer import load_sentence_transformer

    exact, half = (
        load_sentence_transformer(str(bert), offline=True, is_half=flag).encode_passages(["예산"])
        for flag in (False, True)
    )
    np.testing.assert_allclose(exact, half, atol=0.05)
    np.testing.assert_allclose(np.linalg.norm(half, axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("config_sentence_transformers.json", lambda data: data.replace(b"q: ", b"Q: ")),
        ("tokenizer.json", lambda data: data + b" "),
        ("model.safetensors", lambda data: data[:-1] + bytes([data[-1] ^ 1])),
        ("modules.json", lambda data: data + b"\n"),
    ],
)
def test_the_fingerprint_changes_with_each_part(bert, tmp_path, file, change):
    before = read_model_folder(bert).fingerprint()
    shutil.copytree(bert, tmp_path / "copy")
    assert read_model_folder(tmp_path / "copy").fingerprint() == before
    path = next((tmp_path / "copy").rglob(file))
    path.write_bytes(change(path.read_bytes()))
    assert read_model_folder(tmp_path / "copy").fingerprint() != before


def test_the_fingerprint_ignores_what_changes_no_vector(bert, tmp_path):
    shutil.copytree(bert, tmp_path / "copy")
    (tmp_path / "copy/README.md").write_text("another card")
    assert read_model_folder(tmp_path / "copy").fingerprint() == load_encoder(bert).fingerprint


def test_large_files_are_sampled(tmp_path, monkeypatch):
    monkeypatch.setattr("index.model_folder._WHOLE_BYTES", 1000)
    monkeypatch.setattr("index.model_folder._SAMPLE_BYTES", 100)
    write_static_folder(tmp_path / "m")
    file = tmp_path / "m/0_StaticEmbedding/model.safetensors"
    before = read_model_folder(tmp_path / "m").fingerprint()
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    assert read_model_folder(tmp_path / "m").fingerprint() != before


def test_a_path_that_is_nowhere(tmp_path):
    for name in (tmp_path / "gone", str(tmp_path / "gone"), "./gone", "C:\\gone"):
        with pytest.raises(EncoderError) as caught:
            load_encoder(name)
        assert caught.value.code == "model-not-found"
        assert caught.value.details == {"model": str(name)}


def test_offline_never_asks_the_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    for name in ("nobody/nothing-of-this-name", "openvino:nobody/nothing-of-this-name"):
        with pytest.raises(EncoderError) as caught:
            load_encoder(name)
        assert caught.value.code == "model-not-local"


def test_a_cached_hub_model_is_used_and_loaded_without_the_network(monkeypatch, bert, tmp_path):
    def refuse(*_):
        raise AssertionError("the network was asked")

    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    put_in_cache(tmp_path / "cache", "some/model", bert)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    for offline in (True, False):
        encoder = load_encoder("some/model", offline=offline)
        assert encoder.name == "some/model"
        assert encoder.fingerprint == load_encoder(bert).fingerprint


def test_a_static_hub_model_needs_no_torch(monkeypatch, tmp_path):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    write_static_folder(tmp_path / "static")
    put_in_cache(tmp_path / "cache", "some/static", tmp_path / "static")
    encoder = load_encoder("some/static")
    assert encoder.name == "some/static" and is_static(encoder)


def test_a_folder_of_something_else(tmp_path):
    (tmp_path / "plain").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken/modules.json").write_text("[{]")
    (tmp_path / "outside").mkdir()
    outside = [{"idx": 0, "name": "0", "path": "../..", "type": "a.StaticEmbedding"}]
    (tmp_path / "outside/modules.json").write_text(json.dumps(outside))
    for name in ("plain", "broken", "outside"):
        with pytest.raises(EncoderError) as caught:
            load_encoder(tmp_path / name)
        assert caught.value.code == "model-not-sentence-transformers"


def test_pickled_weights_are_refused(bert, tmp_path):
    shutil.copytree(bert, tmp_path / "m")
    next((tmp_path / "m").rglob("model.safetensors")).rename(tmp_path / "m/pytorch_model.bin")
    with pytest.raises(EncoderError) as caught:
        load_encoder(tmp_path / "m")
    assert caught.value.code == "model-without-safetensors"


def test_a_damaged_transformer_is_named(bert, tmp_path):
    shutil.copytree(bert, tmp_path / "m")
    file = next((tmp_path / "m").rglob("model.safetensors"))
    file.write_bytes(file.read_bytes()[:200])
    with pytest.raises(EncoderError) as caught:
        load_encoder(tmp_path / "m")
    assert caught.value.code == "model-damaged"


def test_a_pickle_of_a_later_module_is_refused_too(bert, tmp_path):
    """The network's weights are safe; a dense layer's would be unpickled."""
    shutil.copytree(bert, tmp_path / "m")
    (tmp_path / "m/2_Dense").mkdir()
    (tmp_path / "m/2_Dense/pytorch_model.bin").write_bytes(b"x")
    with pytest.raises(EncoderError) as caught:
        load_model(tmp_path / "m", name="m")
    assert caught.value.code == "model-without-safetensors"
    (tmp_path / "m/2_Dense/pytorch_model.bin").rename(tmp_path / "m/pytorch_model.bin")
    # Beside safetensors it is not read.
    assert load_model(tmp_path / "m", name="m").encode_queries(["예산"]).shape == (1, 16)


def test_code_that_comes_with_a_model_does_not_run(bert, tmp_path):
    for name in ("modules", "config"):
        shutil.copytree(bert, tmp_path / name)
        (tmp_path / name / "evil.py").write_text("raise SystemExit('ran')\nclass Evil: pass\n")
    modules = json.loads((tmp_path / "modules/modules.json").read_text())
    modules[0]["type"] = "evil.Evil"
    (tmp_path / "modules/modules.json").write_text(json.dumps(modules))
    config = json.loads((tmp_path / "config/config.json").read_text())
    config |= {
        "model_type": "evil",
        "auto_map": {"AutoConfig": "evil.Evil", "AutoModel": "evil.Evil"},
    }
    (tmp_path / "config/config.json").write_text(json.dumps(config))
    for name in ("modules", "config"):
        with pytest.raises(EncoderError) as caught:
            load_encoder(tmp_path / name)
        assert caught.value.code == "model-needs-code"
    # A module of an installed package is foreign code as well.
    modules[0]["type"] = "antigravity.Evil"
    (tmp_path / "modules/modules.json").write_text(json.dumps(modules))
    with pytest.raises(EncoderError):
        load_encoder(tmp_path / "modules")
    assert "antigravity" not in sys.modules


@pytest.fixture(params=["onnxruntime", "sentence-transformers"])
def encoder(request, bert):
    """The same model by its two ways of being computed."""
    return load_encoder(bert) if request.param == "onnxruntime" else load_model(bert, name="tiny")


def test_texts_of_all_lengths_get_the_vectors_they_get_alone(encoder):
    draw = random.Random(7)
    texts = ["".join(draw.choices("예산은늘어났다 abc", k=draw.randrange(60))) for _ in range(90)]
    # Longer than a batch may be, and longer than the model reads.
    texts[40] = "예산 " * 9000
    together = encoder.encode_passages(texts)
    alone = np.concatenate([encoder.encode_passages([text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_a_long_passage_is_cut_into_pieces_read_to_their_ends(encoder, bert):
    from transformers import AutoTokenizer

    limit, tokenizer = encoder.max_tokens, AutoTokenizer.from_pretrained(str(bert))

    def count(text):
        return len(tokenizer(f"p: {text}", truncation=False)["input_ids"])

    draw = random.Random(3)
    for text in (
        "예산은 늘어났다 " * 30,
        "a" * 20 + " " + "b" * 20,
        "abc" * 30,
        " ".join("".join(draw.choices("abc예산", k=draw.randrange(1, 30))) for _ in range(40)),
    ):
        pieces = encoder.cut_to_fit(text)
        assert len(pieces) > 1
        assert "".join("".join(pieces).split()) == "".join(text.split())
        assert max(map(count, pieces)) <= limit
    whole = "예산 " * (limit // 2 - 4)
    assert count(whole) <= limit and encoder.cut_to_fit(whole) == (whole,)
    assert encoder.cut_to_fit("") == ("",)


@pytest.mark.parametrize("backend", ["onnx", "openvino"])
def test_a_missing_backend_is_said(bert, monkeypatch, backend):
    monkeypatch.setitem(sys.modules, "optimum", None)
    with pytest.raises(EncoderError) as caught:
        load_encoder(f"{backend}:{bert}")
    assert caught.value.code == "backend-missing"
    assert caught.value.details["backend"] == backend


@pytest.mark.parametrize(
    ("backend", "package"),
    [("onnx", "optimum.onnxruntime"), ("openvino", "optimum.intel.openvino")],
)
def test_another_backend_gives_nearly_the_same_vectors(bert, backend, package, capfd):
    """Only where its packages are installed, which none of ours asks for."""
    pytest.importorskip(package, exc_type=ImportError)
    capfd.readouterr()
    try:
        theirs = load_encoder(f"{backend}:{bert}")
    except EncoderError as error:
        assert error.code == "backend-missing"
        pytest.skip(error.details["reason"])
    ours = load_encoder(bert)
    assert capfd.readouterr() == ("", "")
    assert theirs.name == f"{backend}:{bert}"
    assert theirs.fingerprint != ours.fingerprint
    texts = ["예산은 늘어났다", "economy", "예산 " * 500]
    np.testing.assert_allclose(
        theirs.encode_passages(texts), ours.encode_passages(texts), atol=2e-3
    )


def test_a_missing_torch_is_said(bert, tmp_path, monkeypatch):
    shutil.copytree(bert, tmp_path / "m")
    config = json.loads((tmp_path / "m/config.json").read_text())
    # A plain BERT would be served without torch.
    (tmp_path / "m/config.json").write_text(json.dumps(config | {"hidden_act": "relu"}))
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EncoderError) as caught:
        load_encoder(tmp_path / "m")
    assert caught.value.code == "torch-missing"
    assert len(load_encoder().encode_queries(TEXTS)) == len(TEXTS)
