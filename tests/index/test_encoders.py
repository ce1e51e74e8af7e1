import json
import shutil
import socket
import sys
import time

import numpy as np
import pytest

from corpus import EncoderError
from index import load_encoder
from index.model_folder import read_model_folder
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


def test_a_name_that_is_nowhere(tmp_path):
    for name in (
        tmp_path / "gone",
        str(tmp_path / "gone"),
        "./gone",
        "nobody/nothing-of-this-name",
    ):
        with pytest.raises(EncoderError) as caught:
            load_encoder(name)
        assert caught.value.code == "model-not-found"
        assert caught.value.details == {"model": str(name)}


def test_offline_never_asks_the_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    began = time.monotonic()
    with pytest.raises(EncoderError) as caught:
        load_encoder("nobody/nothing-of-this-name")
    assert caught.value.code == "model-not-found"
    assert time.monotonic() - began < 30


def test_a_hub_out_of_reach_is_said_at_once(monkeypatch):
    import huggingface_hub

    def download(name, *, local_files_only=False, **_):
        if local_files_only:
            raise huggingface_hub.errors.LocalEntryNotFoundError("not cached")
        raise ConnectionError("no route\nto host")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", download)
    with pytest.raises(EncoderError) as caught:
        load_encoder("some/model", offline=False)
    assert caught.value.code == "hub-unreachable"
    assert caught.value.details == {"model": "some/model", "reason": "no route"}


def test_a_cached_hub_model_is_used(monkeypatch, bert):
    import huggingface_hub

    monkeypatch.setattr(huggingface_hub, "snapshot_download", lambda *_, **__: str(bert))
    encoder = load_encoder("some/model")
    assert encoder.name == "some/model"
    assert encoder.fingerprint == load_encoder(bert).fingerprint


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


def test_code_that_comes_with_a_model_does_not_run(bert, tmp_path):
    shutil.copytree(bert, tmp_path / "m")
    (tmp_path / "m/evil.py").write_text("raise SystemExit('ran')\nclass Evil: pass\n")
    modules = json.loads((tmp_path / "m/modules.json").read_text())
    modules[0]["type"] = "evil.Evil"
    (tmp_path / "m/modules.json").write_text(json.dumps(modules))
    with pytest.raises(EncoderError) as caught:
        load_encoder(tmp_path / "m")
    assert caught.value.code == "model-damaged"


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
