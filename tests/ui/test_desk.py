"""Settings of a running server: changed, kept, refused; the model under the library replaced."""

import shutil
import threading
import time
import tomllib
from contextlib import closing, contextmanager

import pytest

from corpus import ConfigError, EncoderError, GeneratorError
from index import HistoryBook, load_encoder
from tests.assistant import chat_server as chat
from tests.index.tiny import write_static_folder
from tests.ui.command_line import PLAN
from ui.config import load_configuration
from ui.opening import open_library
from ui.service import Service
from ui.settings.current_library import CurrentLibrary
from ui.settings.desk import Desk
from ui.settings.embedder_change import EmbedderChange
from ui.settings.on_duty import Calls, OnDuty

ASKED = "시범사업 예산은 얼마인가요?"
QUOTED = "시범사업 예산은 모두 5,700억 원이다."


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two tiny models, and a library of the first."""
    folder = tmp_path_factory.mktemp("made")
    write_static_folder(folder / "first", dimension=8)
    write_static_folder(folder / "second", dimension=12)
    (folder / "docs").mkdir()
    (folder / "docs" / "plan.md").write_text(PLAN, "utf-8")
    settings = load_configuration({"library": str(folder / "library")}, {}).settings
    with open_library(settings, load_encoder(folder / "first"), create=True) as library:
        library.sync([folder / "docs"])
    return folder


@contextmanager
def at_desk(made, tmp_path, *, is_local=True, flags=None, environ=None, content=""):
    """A desk over a copy of the library, as `serve` makes one."""
    if not (tmp_path / "library").exists():
        shutil.copytree(made / "library", tmp_path / "library")
    file = tmp_path / "config.toml"
    file.write_text(content, "utf-8")
    given = {"library": str(tmp_path / "library"), **(flags or {})}
    configuration = load_configuration(given, environ or {}, file)
    library = open_library(configuration.settings, load_encoder(made / "first"))
    assistant, current = OnDuty(library), CurrentLibrary(library)
    history = HistoryBook(tmp_path / "library")
    service = Service(current.as_library(), assistant, tmp_path / "uploads", history=history)
    with closing(Desk(configuration, service, current, assistant, is_local=is_local)) as desk:
        yield desk, service


def refused(kind, act):
    with pytest.raises(kind) as found:
        act()
    return found.value.code


def kept(tmp_path):
    return tomllib.loads((tmp_path / "config.toml").read_text("utf-8"))


def wait_for(change):
    states = list(change.watch())
    return states[-1], [state.stage for state in states]


@contextmanager
def an_answer_under_way(desk, service):
    """An answer that found its passages, and reads their document once the block is over."""
    library, answered = desk.library, []
    begun, may_go_on = threading.Event(), threading.Event()
    read = library.document

    def wait_and_read(document_id):
        begun.set()
        assert may_go_on.wait(60)
        return read(document_id)

    library.document = wait_and_read
    asking = threading.Thread(target=lambda: answered.append(service.ask(ASKED)))
    asking.start()
    try:
        assert begun.wait(30)
        yield answered
    finally:
        may_go_on.set()
        asking.join()
        del library.document


def test_a_change_holds_from_the_next_question_and_after_a_start(made, tmp_path):
    with at_desk(made, tmp_path, content="# ours\n") as (desk, service):
        long = service.ask("하늘시 시범사업을 요약해 줘")
        desk.change({"length": "brief", "history": False})
        short = service.ask("하늘시 시범사업을 요약해 줘")
        assert len(short.sentences) <= len(long.sentences)
        assert desk.settings.length == "brief" and desk.standing("length").origin == "file"
        assert not service.keeps_history and service.history is not None
    assert kept(tmp_path) == {"length": "brief", "history": False}
    assert (tmp_path / "config.toml").read_text("utf-8").startswith("# ours\n")
    assert load_configuration({}, {}, tmp_path / "config.toml").settings.length == "brief"


def test_what_is_fixed_is_shown_with_its_reason_and_not_changed(made, tmp_path):
    environ = {"GEUNGEO_LENGTH": "brief"}
    with at_desk(made, tmp_path, flags={"llm": ""}, environ=environ) as (desk, _):
        standings = {key: desk.standing(key) for key in ("length", "llm", "history", "port")}
        assert [one.lock for one in standings.values()] == ["environment", "flag", "", "start"]
        assert refused(ConfigError, lambda: desk.change({"length": "normal"})) == "setting-fixed"
        assert refused(ConfigError, lambda: desk.change({"port": 1})) == "setting-fixed"
        assert refused(ConfigError, lambda: desk.change({"history": "maybe"})) == "config-value"
    assert kept(tmp_path) == {}


def test_others_who_reach_the_server_change_nothing(made, tmp_path):
    with at_desk(made, tmp_path, is_local=False) as (desk, service):
        change = EmbedderChange(desk, service)
        for act in (
            lambda: desk.change({"length": "brief"}),
            lambda: desk.change_model("openai:m", "http://127.0.0.1:1/v1", is_confirmed=True),
            lambda: desk.try_model("openai:m", "http://127.0.0.1:1/v1"),
            lambda: change.estimate(str(made / "second")),
            lambda: change.start(str(made / "second")),
        ):
            assert refused(ConfigError, act) == "setting-wide"
    assert kept(tmp_path) == {}


def test_a_setting_that_cannot_be_kept_is_not_taken(made, tmp_path):
    with at_desk(made, tmp_path, content='length = """normal\\\n"""\n') as (desk, _):
        act = lambda: desk.change({"length": "brief"})  # noqa: E731
        assert refused(ConfigError, act) == "config-unchangeable"
        assert desk.settings.length == "normal"


def test_a_model_is_tried_with_nothing_of_the_library_and_taken_at_once(
    made, tmp_path, monkeypatch
):
    pytest.importorskip("langchain_openai", reason="langchain-openai is not installed")
    monkeypatch.setenv("NO_PROXY", "*")
    with (
        chat.serving(chat.says("시범사업의 예산은 5,700억 원입니다.")) as server,
        at_desk(made, tmp_path) as (desk, service),
    ):
        address = f"http://127.0.0.1:{server.server_port}/v1"
        tried = desk.try_model("openai:small", address)
        assert tried.said == "시범사업의 예산은 5,700억 원입니다." and tried.seconds < 20
        assert "하늘시" not in str(server.calls) and kept(tmp_path) == {}
        with an_answer_under_way(desk, service) as answered:
            desk.change_model("openai:small", address, is_confirmed=False)
        # It ended as it had begun, without the model.
        assert QUOTED in answered[0].text and len(server.calls) == 1
        # What the page makes of the documents by itself is sent nowhere.
        assert service._has_answer(ASKED) and len(server.calls) == 1
        assert "시범사업의 예산은 5,700억 원입니다." in service.ask(ASKED).text
        assert kept(tmp_path) == {"llm": "openai:small", "llm_address": address}
        desk.change_model("", address, is_confirmed=False)
        assert QUOTED in service.ask(ASKED).text and len(server.calls) == 2
        assert kept(tmp_path) == {"llm": "", "llm_address": ""}


def test_a_model_elsewhere_needs_to_be_confirmed(made, tmp_path):
    with at_desk(made, tmp_path) as (desk, _):
        act = lambda: desk.change_model("other:m", "", is_confirmed=False)  # noqa: E731
        assert refused(ConfigError, act) == "llm-unconfirmed"
        act = lambda: desk.change_model("nobody:m", "", is_confirmed=True)  # noqa: E731
        assert refused(GeneratorError, act) in ("llm-not-usable", "llm-package-missing")
    assert kept(tmp_path) == {}


def test_the_cost_is_said_before_anything_is_done(made, tmp_path):
    with at_desk(made, tmp_path) as (desk, service):
        change = EmbedderChange(desk, service)
        passages = service.library.status().passages
        told = change.estimate(str(made / "second"))
        assert told.is_here and not told.is_present and told.passages == passages > 0
        assert told.cost.is_measured and told.cost.vector_bytes % (12 * 4) == 0
        assert change.estimate(str(made / "first")).is_present
        act = lambda: change.estimate(str(made / "none"))  # noqa: E731
        assert refused(EncoderError, act) == "model-not-found"
        assert change.state is None and service.library.encoder.dimension == 8


def test_a_model_that_is_not_here_is_guessed_and_not_fetched(made, tmp_path, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    with at_desk(made, tmp_path) as (desk, service):
        change = EmbedderChange(desk, service)
        told = change.estimate("kure-v1")
        assert not told.is_here and told.listing.megabytes == 2270
        assert not told.cost.is_measured and told.cost.seconds > 0
        change.start("kure-v1")
        state, _ = wait_for(change)
        assert state.stage == "failed" and state.failure.code == "model-not-local"
        assert QUOTED in service.ask(ASKED).text


def test_the_library_is_embedded_anew_while_the_present_model_answers(made, tmp_path):
    content = f'embedder = "{made / "first"}"\nllm = ""\n'
    with at_desk(made, tmp_path, content=content) as (desk, service):
        change = EmbedderChange(desk, service)
        held = service.library
        with an_answer_under_way(desk, service) as answered:
            change.start(str(made / "second"))
            state, stages = wait_for(change)
            assert state.stage == "done", state
            assert stages[-1] == "done" and state.total == held.status().passages
        assert QUOTED in answered[0].text and QUOTED in service.ask(ASKED).text
        # Who held the library before sees the new one; an answer ends by the old one.
        assert held.encoder.dimension == held.status().dimension == 12
        assert service.passage(answered[0].citations[0].passage_id)[1].source == "plan.md"
        # The library says itself which model it is of: no file has to agree with it.
        assert kept(tmp_path) == {"llm": ""}
        (tmp_path / "more.md").write_text("# 더\n\n하늘시 인구는 12만 명이다.\n", "utf-8")
        service.library.sync([tmp_path / "more.md"])
        assert "12만 명" in service.ask("하늘시 인구는 몇 명인가요?").text
    settings = load_configuration({"library": str(tmp_path / "library")}, {}).settings
    with open_library(settings, load_encoder(made / "second")) as library:
        assert len(library.documents()) == 2


class Blocking:
    """A model that embeds when it is let."""

    def __init__(self, encoder):
        self.__dict__.update(vars(encoder))
        self._encoder = encoder
        self.begun, self.may_go_on = threading.Event(), threading.Event()
        self.name, self.dimension = encoder.name, encoder.dimension
        self.fingerprint = encoder.fingerprint

    def encode_queries(self, texts):
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts):
        self.begun.set()
        assert self.may_go_on.wait(30)
        return self._encoder.encode_passages(texts)


def test_a_change_that_is_cancelled_leaves_the_library_and_another_waits(
    made, tmp_path, monkeypatch
):
    slow = Blocking(load_encoder(made / "second"))
    monkeypatch.setattr("ui.settings.embedder_change.load_encoder", lambda *_, **__: slow)
    # A batch is embedded whole, so that a second one is what is cancelled.
    monkeypatch.setattr("index.staging.TICK_TEXTS", 1)
    with at_desk(made, tmp_path) as (desk, service):
        change = EmbedderChange(desk, service)
        change.start("slow")
        assert slow.begun.wait(30)
        assert QUOTED in service.ask(ASKED).text
        assert refused(ConfigError, lambda: change.start("other")) == "embedder-busy"
        change.cancel()
        slow.may_go_on.set()
        state, _ = wait_for(change)
        assert state.stage == "cancelled"
        assert service.library.encoder.dimension == 8 and QUOTED in service.ask(ASKED).text
        change.start("slow")
        state, _ = wait_for(change)
        assert state.stage == "done" and service.library.status().dimension == 12


def test_what_an_assistant_holds_is_let_go_after_its_last_call():
    calls, done = Calls(), []
    with calls.one():
        with calls.one():
            calls.at_end(lambda: done.append(1))
        assert done == []
    assert done == [1]
    with calls.one():
        pass
    calls.at_end(lambda: done.append(2))
    assert done == [1, 2]


def test_the_old_library_closes_when_nobody_needs_it(made, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.settings.desk._GRACE_S", 0.0)
    with at_desk(made, tmp_path) as (desk, service):
        old = desk.library
        with an_answer_under_way(desk, service):
            change = EmbedderChange(desk, service)
            change.start(str(made / "second"))
            assert wait_for(change)[0].stage == "done"
            assert old.documents()
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                old.documents()
            except Exception:
                break
            time.sleep(0.02)
        assert refused(Exception, old.documents) == "library-closed"
        assert service.documents()
