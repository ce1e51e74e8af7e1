"""`geungeo models`, and models chosen by flag, environment and file."""

import json
import socket

import pytest

from tests.index.test_hub import put_in_cache
from tests.index.tiny import write_static_folder
from tests.ui.command_line import run
from ui.messages.models import MODELS


@pytest.fixture
def cache(monkeypatch, tmp_path):
    """An empty hub cache, and no network."""

    def refuse(*_):
        raise AssertionError("the network was asked")

    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    return tmp_path / "cache"


@pytest.fixture
def docs(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("사과 생산량은 12톤이다.", "utf-8")
    return tmp_path / "docs"


def listed(capsys, tmp_path, *flags):
    code, out, err = run(capsys, "models", "--library", tmp_path / "library", "--json", *flags)
    assert code == 0 and err == ""
    answer = json.loads(out)
    return answer["chosen"], {model["name"]: model for model in answer["models"]}


def test_models_are_listed_without_the_network(capsys, tmp_path, cache):
    chosen, models = listed(capsys, tmp_path)
    bundled, static, *_ = models
    assert chosen == bundled and models[bundled]["is_chosen"]
    assert models[bundled]["is_here"] and models[static]["is_here"]
    assert models[static]["dimension"] == 384 and not models[static]["is_chosen"]
    small = models["e5-small"]
    assert small["hub_id"] == "intfloat/multilingual-e5-small"
    assert (small["query_prompt"], small["passage_prompt"]) == ("query: ", "passage: ")
    assert (small["megabytes"], small["licence"], small["is_here"]) == (471, "MIT", False)
    assert models["embeddinggemma"]["is_gated"]
    assert {f"model-{name}" for name in models} <= MODELS.keys()
    write_static_folder(tmp_path / "static")
    held = put_in_cache(cache, "intfloat/multilingual-e5-small", tmp_path / "static")
    _, models = listed(capsys, tmp_path)
    assert models["e5-small"]["is_here"] and models["e5-small"]["folder"] == str(held)


def test_models_in_words(capsys, tmp_path, cache, monkeypatch):
    code, out, _ = run(capsys, "models", "--library", tmp_path / "library")
    assert code == 0 and "* geungeo" in out and "- kure-v1 · 2,270MB" in out
    assert "내려받아야 함" in out and "--online" in out
    monkeypatch.setenv("GEUNGEO_EMBEDDER", "openvino:KURE-v1")
    code, out, _ = run(capsys, "models", "--library", tmp_path / "library")
    assert "* kure-v1" in out and "- geungeo" in out
    monkeypatch.setenv("GEUNGEO_EMBEDDER", str(tmp_path))
    code, out, _ = run(capsys, "--lang", "en", "models", "--library", tmp_path / "library")
    assert f"* {tmp_path}" in out and "- kure-v1" in out
    assert not any("가" <= letter <= "힣" for letter in out)


def test_flag_environment_and_file_choose_the_model(capsys, tmp_path, docs, cache, monkeypatch):
    for name in ("flag", "environment", "file"):
        write_static_folder(tmp_path / name, dimension=4 + len(name))
    (tmp_path / "config.toml").write_text(f'embedder = "{(tmp_path / "file").as_posix()}"\n')
    monkeypatch.setenv("GEUNGEO_CONFIG", str(tmp_path / "config.toml"))
    library = tmp_path / "library"

    def index():
        code, _, err = run(capsys, "index", docs, "--library", library)
        assert code == 0, err
        _, out, _ = run(capsys, "status", "--library", library, "--json")
        return json.loads(out)["dimension"]

    assert index() == 8
    monkeypatch.setenv("GEUNGEO_EMBEDDER", str(tmp_path / "environment"))
    assert index() == 15
    code, _, err = run(
        capsys, "index", docs, "--library", library, "--embedder", tmp_path / "flag", "--json"
    )
    assert code == 0
    # What the environment says no longer fits, and the sentence says what mends it.
    code, _, err = run(capsys, "search", "사과", "--library", library)
    assert code == 1 and "geungeo index" in err and "--embedder" in err
    monkeypatch.delenv("GEUNGEO_EMBEDDER")
    monkeypatch.delenv("GEUNGEO_CONFIG")
    code, out, _ = run(capsys, "search", "사과", "--library", library)
    assert code == 0 and "12톤" in out


def test_a_model_given_by_a_relative_path_is_found_from_elsewhere(
    capsys, tmp_path, docs, cache, monkeypatch
):
    write_static_folder(tmp_path / "other")
    monkeypatch.chdir(tmp_path)
    run(capsys, "index", docs, "--library", tmp_path / "library", "--embedder", "other")
    monkeypatch.chdir(docs)
    code, out, err = run(capsys, "search", "사과", "--library", tmp_path / "library")
    assert code == 0 and "12톤" in out, err


def test_a_model_that_is_not_here_is_said_with_the_remedy(capsys, tmp_path, docs, cache):
    library = ("--library", tmp_path / "library")
    code, out, err = run(capsys, "index", docs, *library, "--embedder", "kure-v1")
    assert code == 1 and out == ""
    assert "nlpai-lab/KURE-v1" in err and "2,270MB" in err and "--online" in err
    code, _, err = run(capsys, "index", docs, *library, "--embedder", "./no-such-folder")
    assert code == 1 and "geungeo models" in err
    assert not (tmp_path / "library").exists()


def test_the_download_is_shown(capsys):
    from index import Fetch
    from ui.models import show_fetch

    show = show_fetch("ko")
    show(Fetch("some/model", 12_000_000, 471_000_000))
    assert "some/model 12/471MB" in capsys.readouterr().err
