"""Presets: the right prompts for a short name, a hub id and a local copy; vectors that prove it."""

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest

from corpus import EncoderError
from index import load_encoder
from index.onnx_transformer import OnnxTransformerEncoder
from index.presets import PRESETS, Preset, find_preset, recognise_preset
from index.sentence_transformer import SentenceTransformerEncoder
from tests.index.test_hub import put_in_cache
from tests.index.tiny import write_bert_folder

TEXTS = ["예산은 늘어났다", "a", "economy 경제", "", "예산 " * 40]
TINY = Preset(
    "tiny",
    "owner/tiny-model",
    query_prompt="q: ",
    passage_prompt="p: ",
    pooling="mean",
    max_tokens=24,
    dimension=16,
    megabytes=1,
    licence="MIT",
)
# What each model's card on the hub says, typed from there.
CARDS = {
    "intfloat/multilingual-e5-small": ("query: ", "passage: ", "mean", 512, 384),
    "dragonkue/multilingual-e5-small-ko": ("query: ", "passage: ", "mean", 512, 384),
    "intfloat/multilingual-e5-base": ("query: ", "passage: ", "mean", 512, 768),
    "intfloat/multilingual-e5-large": ("query: ", "passage: ", "mean", 512, 1024),
    "nlpai-lab/KoE5": ("query: ", "passage: ", "mean", 512, 1024),
    "BAAI/bge-m3": ("", "", "cls", 8192, 1024),
    "nlpai-lab/KURE-v1": ("", "", "cls", 8192, 1024),
    "dragonkue/snowflake-arctic-embed-l-v2.0-ko": ("query: ", "", "cls", 8192, 1024),
    "google/embeddinggemma-300m": (
        "task: search result | query: ", "title: none | text: ", None, 2048, 768,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Whole models without prompts, with their own, and the network alone."""
    root = tmp_path_factory.mktemp("presets")
    for name, options in {
        "plain": {},
        "own": {"prompts": {"query": "Q:", "passage": "P:"}},
        "cls": {"pooling": "cls"},
    }.items():
        write_bert_folder(root / name, **options)
    return root


@pytest.fixture
def tiny(monkeypatch, tmp_path):
    """A working folder in which the one preset is `TINY`, and nothing is cached."""
    monkeypatch.setattr("index.presets.PRESETS", (TINY,))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    return tmp_path


def reference(folder, prompt, texts=TEXTS, max_tokens=None):
    """What sentence-transformers gives for texts with the prompt written before them by hand."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    if max_tokens:
        model.max_seq_length = max_tokens
    return model.encode([prompt + text for text in texts], prompt="", normalize_embeddings=True)


def test_each_preset_is_its_card():
    assert {
        p.hub_id: (p.query_prompt, p.passage_prompt, p.pooling, p.max_tokens, p.dimension)
        for p in PRESETS
    } == CARDS
    names = [p.name for p in PRESETS] + [p.hub_id.casefold() for p in PRESETS]
    assert len(set(names)) == len(names)
    for preset in PRESETS:
        assert find_preset(preset.name.upper()) == find_preset(preset.hub_id.lower()) == preset
    assert find_preset("multilingual-e5-small") is None


@pytest.mark.parametrize(
    ("max_tokens", "kind"),
    # Shorter than the folder says: sentence-transformers; else a BERT needs no torch.
    [(24, SentenceTransformerEncoder), (32, OnnxTransformerEncoder)],
)
def test_name_hub_id_and_local_copy_get_the_same_vectors(
    tiny, folders, monkeypatch, max_tokens, kind
):
    monkeypatch.setattr("index.presets.PRESETS", (replace(TINY, max_tokens=max_tokens),))
    put_in_cache(tiny / "cache", "owner/tiny-model", folders / "plain")
    shutil.copytree(folders / "plain", tiny / "tiny-model")
    encoders = [load_encoder(n) for n in ("tiny", "owner/tiny-model", tiny / "tiny-model")]
    queries = reference(folders / "plain", "q: ", max_tokens=max_tokens)
    passages = reference(folders / "plain", "p: ", max_tokens=max_tokens)
    for encoder in encoders:
        np.testing.assert_allclose(encoder.encode_queries(TEXTS), queries, atol=1e-5)
        np.testing.assert_allclose(encoder.encode_passages(TEXTS), passages, atol=1e-5)
        assert (type(encoder), encoder.max_tokens) == (kind, max_tokens)
    assert len({encoder.fingerprint for encoder in encoders}) == 1
    assert [e.name for e in encoders] == ["tiny", "tiny", str(tiny / "tiny-model")]
    # The same files under a name that says nothing are another model: without prompts.
    bare = load_encoder(folders / "plain")
    assert bare.fingerprint != encoders[0].fingerprint
    np.testing.assert_allclose(
        bare.encode_queries(TEXTS), reference(folders / "plain", ""), atol=1e-5
    )


def test_a_folder_with_prompts_of_its_own_keeps_them(tiny, folders):
    """Also `passage`, which sentence-transformers overlooks beside a `document` that is empty."""
    held = put_in_cache(tiny / "cache", "owner/tiny-model", folders / "own")
    config = held / "config_sentence_transformers.json"
    prompts = {"query": "Q:", "document": "", "passage": "P:"}
    config.write_text(json.dumps({"prompts": prompts}))
    encoder = load_encoder("tiny")
    np.testing.assert_allclose(
        encoder.encode_queries(TEXTS), reference(folders / "own", "Q:", max_tokens=24), atol=1e-5
    )
    expected = reference(folders / "own", "P:", max_tokens=24)
    np.testing.assert_allclose(encoder.encode_passages(TEXTS), expected, atol=1e-5)


def test_the_network_alone_gets_its_pooling_from_the_preset(tiny, folders, monkeypatch):
    for pooling, whole in (("mean", "plain"), ("cls", "cls")):
        monkeypatch.setattr("index.presets.PRESETS", (replace(TINY, pooling=pooling),))
        target = tiny / pooling / "tiny-model"
        shutil.copytree(folders / f"{whole}-bert", target)
        encoder = load_encoder(target)
        expected = reference(folders / whole, "p: ", max_tokens=24)
        np.testing.assert_allclose(encoder.encode_passages(TEXTS), expected, atol=1e-5)
        assert encoder.dimension == 16
    shutil.copytree(folders / "plain-bert", tiny / "nameless")
    with pytest.raises(EncoderError) as caught:
        load_encoder(tiny / "nameless")
    assert caught.value.code == "model-not-sentence-transformers"


def test_a_local_copy_is_known_by_its_whole_name_and_its_width(tiny, folders):
    for place in (
        "tiny-model",
        "Tiny-Model",
        "owner/tiny-model",
        "owner_tiny-model",
        "models--owner--tiny-model/snapshots/c0ffee",
    ):
        shutil.copytree(folders / "plain", tiny / "known" / place, dirs_exist_ok=True)
        assert recognise_preset(tiny / "known" / place) == TINY, place
    for place in ("tiny", "my-tiny-model", "tiny-model-v2", "tiny-model/checkpoint"):
        shutil.copytree(folders / "plain", tiny / "other" / place, dirs_exist_ok=True)
        assert recognise_preset(tiny / "other" / place) is None, place
    config = tiny / "known/tiny-model/config.json"
    config.write_text(config.read_text().replace('"hidden_size": 16', '"hidden_size": 32'))
    assert recognise_preset(tiny / "known/tiny-model") is None
    config.unlink()
    assert recognise_preset(tiny / "known/tiny-model") is None


def test_a_short_name_is_the_preset_s_and_a_path_the_folder_s(tiny, folders, monkeypatch):
    shutil.copytree(folders / "cls", tiny / "tiny")
    monkeypatch.chdir(tiny)
    with pytest.raises(EncoderError) as caught:
        load_encoder("tiny")
    assert caught.value.code == "model-not-local"
    assert caught.value.details == {"model": "owner/tiny-model", "size": "1MB"}
    # The name is kept whole: it is looked up again from another working folder.
    assert load_encoder("./tiny").name == str(tiny / "tiny")
