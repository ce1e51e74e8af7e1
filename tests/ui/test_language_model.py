"""Where passages would go with a model, and which key goes with them."""

import os

import pytest

from assistant import ChatGenerator
from corpus import ConfigError
from tests.assistant import chat_server as chat
from ui.config import Settings
from ui.settings.language_model import find_destination, is_this_machine, make_generator


@pytest.mark.parametrize(
    ("name", "address", "environ", "said"),
    [
        ("openai:gpt", "", {}, ("https://api.openai.com/v1", False, "OPENAI_API_KEY")),
        ("openai:gpt", "", {"OPENAI_API_KEY": "k"}, ("https://api.openai.com/v1", False, "")),
        (
            "openai:m",
            "",
            {"OPENAI_BASE_URL": "http://me:pw@127.0.0.1:8000/v1?k=1", "OPENAI_API_KEY": "k"},
            ("http://127.0.0.1:8000/v1", True, ""),
        ),
        ("openai:m", "http://localhost:1/v1", {}, ("http://localhost:1/v1", True, "")),
        ("openai:m", "http://10.0.0.7/v1", {}, ("http://10.0.0.7/v1", False, "")),
        ("ollama:m", "", {}, ("http://127.0.0.1:11434", True, "")),
        ("ollama:m", "", {"OLLAMA_HOST": "10.1.1.1:1"}, ("http://10.1.1.1:1", False, "")),
        ("anthropic:m", "", {}, ("https://api.anthropic.com", False, "ANTHROPIC_API_KEY")),
        ("other:m", "", {}, ("", False, "")),
    ],
)
def test_where_passages_go_is_said(name, address, environ, said):
    found = find_destination(name, address, environ)
    assert (found.address, found.is_here, found.missing_key) == said


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost.evil.example/v1", "http://127.0.0.1.evil.example", "http://[::2]/",
        "http://0.0.0.0:1", "http://127.0.0.1@evil.example", "", "nonsense", "http://[",
    ],
)  # fmt: skip
def test_what_only_looks_like_this_machine_is_not(address):
    assert not is_this_machine(address)


@pytest.mark.parametrize(
    ("name", "address", "code"),
    [
        ("gpt-4", "", "llm-name"),
        (":m", "", "llm-name"),
        ("openai: ", "", "llm-name"),
        ("openai:m", "ftp://x/", "llm-address"),
        ("openai:m", "127.0.0.1:8000", "llm-address"),
        ("openai:m", "http://me:secret@x/", "llm-address"),
        ("openai:m", "http://x/?key=secret", "llm-address"),
        ("openai:m", "http://x:99999/", "llm-address"),
        ("openai:m", "http://x /", "llm-address"),
        ("anthropic:m", "http://x/", "llm-address-unused"),
    ],
)
def test_a_name_or_address_that_cannot_be_used_is_refused(name, address, code):
    with pytest.raises(ConfigError) as refused:
        find_destination(name, address, {})
    assert refused.value.code == code
    assert "secret" not in str(refused.value.details)


def test_nothing_is_made_where_none_is_set():
    assert make_generator(Settings(), {}) is None


@pytest.mark.parametrize(("environ", "key"), [({}, "none"), ({"GEUNGEO_LLM_KEY": "ours"}, "ours")])
def test_the_key_of_one_server_is_not_sent_to_another(monkeypatch, environ, key):
    pytest.importorskip("langchain_openai", reason="langchain-openai is not installed")
    monkeypatch.setenv("OPENAI_API_KEY", "of-the-provider")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("NO_PROXY", "*")
    with chat.serving(chat.says("3월 2일입니다.")) as server:
        address = f"http://127.0.0.1:{server.server_port}/v1"
        settings = Settings(llm="openai:small", llm_address=address, length="detailed")
        generator = make_generator(settings, {"OPENAI_API_KEY": "of-the-provider", **environ})
        assert isinstance(generator, ChatGenerator)
        assert "".join(generator.write("언제?", ["3월 2일"])) == "3월 2일입니다."
    (call,) = server.calls
    assert call["key"] == f"Bearer {key}" and call["path"] == "/v1/chat/completions"
    assert "자세히" in call["messages"][0]["content"]


def test_no_proxy_carries_what_stays_on_this_machine(monkeypatch):
    pytest.importorskip("langchain_openai", reason="langchain-openai is not installed")
    for name in ("ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with (
        chat.serving(chat.says("대리가 답했다.")) as proxy,
        chat.serving(chat.says("3월 2일입니다.")) as server,
    ):
        for name in ("HTTP_PROXY", "http_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.server_port}")
        monkeypatch.setenv("NO_PROXY", "intern.example, 10.0.0.7")
        monkeypatch.setenv("no_proxy", "")
        address = f"http://127.0.0.1:{server.server_port}/v1"
        settings = Settings(llm="openai:small", llm_address=address)

        def asked(generator):
            return "".join(generator.write("언제?", ["3월 2일"]))

        # As the model's package does it by itself; it keeps its connection to an address.
        alone = ChatGenerator("openai:small", address="http://127.0.0.1:9/v1")
        assert asked(alone) == "대리가 답했다."
        assert (len(proxy.calls), len(server.calls)) == (1, 0)
        assert asked(make_generator(settings, {})) == "3월 2일입니다."
        assert (len(proxy.calls), len(server.calls)) == (1, 1)
        away = "intern.example,10.0.0.7,localhost,127.0.0.1,::1"
        assert (os.environ["NO_PROXY"], os.environ["no_proxy"]) == (away, away)


def test_a_model_elsewhere_goes_by_the_proxies_that_are_set(monkeypatch):
    pytest.importorskip("langchain_openai", reason="langchain-openai is not installed")
    monkeypatch.setenv("NO_PROXY", "intern.example")
    make_generator(Settings(llm="openai:small", llm_address="http://10.0.0.7/v1"), {})
    assert os.environ["NO_PROXY"] == "intern.example"
