"""A cross-encoder that a person names: loaded from a folder or the hub's cache, scored as is."""

import json

import numpy as np
import pytest

from corpus import EncoderError
from index import load_reranker
from tests.index.test_hub import put_in_cache
from tests.index.tiny import write_bert_folder, write_cross_encoder, write_static_folder

TEXTS = ["예산은 늘어났다", "경제", "", "예산 " * 300]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("models") / "cross"
    write_cross_encoder(made)
    return made


def test_scores_are_those_of_the_network_before_any_activation(folder):
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    expected = []
    for text in TEXTS:
        pair = tokenizer("예산은?", text, truncation=True, max_length=64, return_tensors="pt")
        with torch.no_grad():
            expected.append(float(model(**pair).logits[0, 0]))
    reranker = load_reranker(str(folder))
    np.testing.assert_allclose(reranker.score("예산은?", TEXTS), expected, atol=1e-5)
    assert len(set(np.round(expected, 6))) > 1
    assert reranker.score("예산은?", []).shape == (0,)


def test_loading_and_scoring_write_nothing(folder, capfd):
    load_reranker(str(folder)).score("예산", ["경제"])
    assert capfd.readouterr() == ("", "")


def test_a_model_in_the_hubs_cache_is_found_without_the_network(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    put_in_cache(tmp_path, "some/reranker", folder)
    assert len(load_reranker("some/reranker").score("예산", ["경제"])) == 1


def refusal(name):
    with pytest.raises(EncoderError) as caught:
        load_reranker(name)
    return caught.value.code


def test_what_scores_no_pairs_is_refused(folder, tmp_path):
    write_cross_encoder(tmp_path / "three", labels=3)
    assert refusal(str(tmp_path / "three")) == "model-not-reranker"
    write_bert_folder(tmp_path / "embedder")
    # Its network alone would be given a head of random weights.
    assert refusal(str(tmp_path / "embedder-bert")) == "model-not-reranker"
    assert refusal(str(tmp_path / "embedder")) == "model-not-reranker"
    write_static_folder(tmp_path / "static")
    assert refusal(str(tmp_path / "static")) == "model-not-reranker"


def test_pickles_and_code_are_refused(folder, tmp_path):
    write_cross_encoder(tmp_path / "pickled")
    (tmp_path / "pickled" / "model.safetensors").rename(tmp_path / "pickled" / "model.bin")
    assert refusal(str(tmp_path / "pickled")) == "model-without-safetensors"
    write_cross_encoder(tmp_path / "coded")
    file = tmp_path / "coded" / "config.json"
    config = json.loads(file.read_text())
    config["auto_map"] = {"AutoModelForSequenceClassification": "evil.Model"}
    config["model_type"] = "evil"
    file.write_text(json.dumps(config))
    (tmp_path / "coded" / "evil.py").write_text("raise SystemExit('ran')")
    assert refusal(str(tmp_path / "coded")) in ("model-needs-code", "model-damaged")


def test_names_that_lead_nowhere_are_told(tmp_path):
    assert refusal(str(tmp_path / "none")) == "model-not-found"
    assert refusal("bge-reranker-ko") == "model-not-local"
