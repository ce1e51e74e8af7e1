"""The hub, mocked over HTTP: what is fetched, and what is said when nothing can be."""

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus import EncoderError
from index.hub import find_in_cache, find_in_hub, is_whole
from index.presets import find_preset
from tests.index.hub_server import serve_hub
from tests.index.tiny import write_static_folder

ROOT = Path(__file__).resolve().parents[2]
# Prints what each name gives: the folder's files, or the error's code and details.
CLIENT = """
import json, sys
import index.hub
from corpus import EncoderError
from index.hub import find_in_hub
if len(sys.argv) > 2:
    index.hub.REACH_TIMEOUT_S = float(sys.argv[2])
told = {}
for name, offline in json.loads(sys.argv[1]):
    steps = []
    try:
        found = find_in_hub(
            name, offline=offline, on_fetch=lambda f: steps.append([f.done, f.total])
        )
        files = sorted(p.relative_to(found).as_posix() for p in found.rglob("*") if p.is_file())
        told[name] = {"folder": str(found), "files": files, "steps": steps}
    except EncoderError as error:
        told[name] = {"code": error.code, **error.details}
print(json.dumps(told))
"""


def ask(address, home, names, *, offline=False, timeout_s=None, **environment):
    arguments = [json.dumps([[name, offline] for name in names])]
    arguments += [str(timeout_s)] if timeout_s else []
    done = subprocess.run(
        [sys.executable, "-c", CLIENT, *arguments],
        cwd=ROOT,
        env={**os.environ, "HF_ENDPOINT": address, "HF_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        # A client that waits for ever ends here.
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    # A library does not write on the terminal, not even bars.
    assert done.stderr == ""
    return json.loads(done.stdout)


@pytest.fixture
def model(tmp_path):
    folder = tmp_path / "model"
    write_static_folder(folder)
    (folder / "1_Normalize").rmdir()
    (folder / "onnx").mkdir()
    for extra in ("onnx/model.onnx", "onnx/config.json", "pytorch_model.bin", "evil.py"):
        (folder / extra).write_bytes(b"x" * 1000)
    (folder / "README.md").write_text("card")
    return folder


def test_a_model_is_fetched_once_and_only_what_is_read(model, tmp_path):
    with serve_hub({"some/model@main": model}) as (address, asked):
        first = ask(address, tmp_path / "home", ["some/model"])["some/model"]
        assert first["files"] == [
            "0_StaticEmbedding/model.safetensors",
            "0_StaticEmbedding/tokenizer.json",
            "config_sentence_transformers.json",
            "modules.json",
        ]
        assert is_whole(Path(first["folder"]))
        done = [step[0] for step in first["steps"]]
        assert done == sorted(done) and first["steps"][-1][0] == first["steps"][-1][1] > 8000
        before = len(asked)
        again = ask(address, tmp_path / "home", ["some/model"])["some/model"]
        assert again["folder"] == first["folder"] and len(asked) == before


def test_the_revision_with_safetensors_is_taken(model, tmp_path):
    """The hub's `main` of bge-m3 holds a pickle alone."""
    bare = tmp_path / "bare"
    shutil.copytree(model, bare)
    (bare / "0_StaticEmbedding/model.safetensors").unlink()
    name = "BAAI/bge-m3"
    with serve_hub({f"{name}@main": bare, f"{name}@refs/pr/38": model}) as (address, asked):
        told = ask(address, tmp_path / "home", [name])[name]
    assert "0_StaticEmbedding/model.safetensors" in told["files"]
    assert not any("/revision/main" in path for path in asked)
    with serve_hub({f"{name}@main": model}) as (address, _):
        told = ask(address, tmp_path / "later", [name])[name]
    assert "0_StaticEmbedding/model.safetensors" in told["files"]


def test_what_the_hub_refuses_is_said(model, tmp_path):
    bare = tmp_path / "bare"
    shutil.copytree(model, bare)
    (bare / "0_StaticEmbedding/model.safetensors").unlink()
    plain = tmp_path / "plain"
    shutil.copytree(model, plain)
    (plain / "modules.json").unlink()
    folders = {
        "google/embeddinggemma-300m@main": model,
        "some/pickle@main": bare,
        "some/plain@main": plain,
    }
    with serve_hub(folders, gated=["google/embeddinggemma-300m"]) as (address, _):
        names = ["google/embeddinggemma-300m", "no/such", "some/pickle", "some/plain", "not a name"]
        told = ask(address, tmp_path / "home", names)
    assert {name: answer["code"] for name, answer in told.items()} == {
        "google/embeddinggemma-300m": "model-gated",
        "no/such": "model-not-on-hub",
        "some/pickle": "model-without-safetensors",
        "some/plain": "model-not-sentence-transformers",
        "not a name": "model-not-on-hub",
    }
    assert told["google/embeddinggemma-300m"]["model"] == "google/embeddinggemma-300m"


def test_offline_nothing_is_asked(model, tmp_path):
    with serve_hub({"intfloat/multilingual-e5-small@main": model}) as (address, asked):
        names = ["intfloat/multilingual-e5-small", "no/such"]
        told = ask(address, tmp_path / "home", names, offline=True)
        assert not asked
        switched = ask(address, tmp_path / "home", ["no/such"], HF_HUB_OFFLINE="1")
        assert not asked
    assert told["no/such"] == {"code": "model-not-local", "model": "no/such", "size": "?"}
    assert told["intfloat/multilingual-e5-small"]["size"] == "471MB"
    assert switched["no/such"]["code"] == "hub-switched-off"


def test_a_hub_that_never_answers_is_given_up():
    """A network that swallows packets: the client's own requests have no limit of time."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        answer = ask(address, "/nonexistent", ["some/model"], timeout_s=0.5)
    assert answer["some/model"]["code"] == "hub-unreachable"


def test_a_blocked_network_is_said_at_once(monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    began = time.monotonic()
    with pytest.raises(EncoderError) as caught:
        find_in_hub("nobody/nothing-of-this-name", offline=False)
    assert (
        caught.value.code == "hub-unreachable" and "unreachable" in caught.value.details["reason"]
    )
    assert time.monotonic() - began < 30


def test_a_full_disk_is_said_before_and_while(monkeypatch):
    import huggingface_hub

    usage = shutil.disk_usage(".")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=5 * 10**6))
    with pytest.raises(EncoderError) as caught:
        find_in_hub("intfloat/multilingual-e5-small", offline=False)
    assert caught.value.code == "hub-disk-full"
    assert (caught.value.details["size"], caught.value.details["free"]) == ("471MB", "5MB")

    def fill(*_, **__):
        raise RuntimeError("in a thread") from OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(huggingface_hub.HfApi, "model_info", lambda *_, **__: None)
    monkeypatch.setattr(huggingface_hub, "snapshot_download", fill)
    with pytest.raises(EncoderError) as caught:
        find_in_hub("nobody/nothing-of-this-name", offline=False)
    assert caught.value.code == "hub-disk-full"


def put_in_cache(cache, name, folder, commit="c0ffee", revision="main"):
    """Lay a folder into a hub cache as a download leaves it."""
    home = cache / f"models--{name.replace('/', '--')}"
    (home / "refs" / revision).parent.mkdir(parents=True, exist_ok=True)
    (home / "refs" / revision).write_text(commit)
    shutil.copytree(folder, home / "snapshots" / commit)
    return home / "snapshots" / commit


def test_a_download_stopped_half_way_is_not_taken_for_the_model(model, tmp_path, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    held = put_in_cache(tmp_path / "cache", "some/model", model)
    assert find_in_cache("some/model") == held
    (held / "0_StaticEmbedding/model.safetensors").unlink()
    assert find_in_cache("some/model") is None
    assert find_in_cache("some/other") is None


def test_a_model_in_shards_is_whole_with_all_of_them(model):
    index = {"weight_map": {"a": "one.safetensors", "b": "two.safetensors"}}
    (model / "model.safetensors.index.json").write_text(json.dumps(index))
    (model / "one.safetensors").write_bytes(b"")
    assert not is_whole(model)
    (model / "two.safetensors").write_bytes(b"")
    assert is_whole(model)
    (model / "model.safetensors.index.json").write_text("[]")
    assert not is_whole(model)


def test_a_network_alone_is_whole_only_for_a_preset_that_completes_it(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    assert not is_whole(tmp_path, find_preset("e5-small"))
    (tmp_path / "model.safetensors").write_bytes(b"")
    assert is_whole(tmp_path, find_preset("e5-small"))
    assert not is_whole(tmp_path, find_preset("embeddinggemma"))
    assert not is_whole(tmp_path)
