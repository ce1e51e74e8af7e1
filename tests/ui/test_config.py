import pytest

from corpus import ConfigError
from ui.config import Settings, load_settings


def test_flags_beat_the_environment_and_the_environment_the_file(tmp_path):
    file = tmp_path / "config.toml"
    file.write_text('port = 1111\nhost = "::1"\nllm = "file:model"\n', "utf-8")
    environ = {"GEUNGEO_PORT": "2222", "GEUNGEO_HOST": "127.0.0.2", "HOME": "/nowhere"}
    settings = load_settings({"port": 3333, "host": None}, environ, file)
    assert (settings.port, settings.host, settings.llm) == (3333, "127.0.0.2", "file:model")


def test_without_anything_the_defaults_stand(tmp_path):
    assert load_settings({}, {}, tmp_path / "none.toml") == Settings()
    assert Settings().host == "127.0.0.1"
    assert not Settings().online


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("colour = 1", "config-unknown"),
        ("port = 'x'", "config-value"),
        ("port = 70000", "config-value"),
        ("language = 'fr'", "config-value"),
        ("online = 'perhaps'", "config-value"),
        ("history = 'sometimes'", "config-value"),
        ("port = ", "config-unreadable"),
    ],
)
def test_what_cannot_be_understood_is_refused(tmp_path, content, code):
    file = tmp_path / "config.toml"
    file.write_text(content, "utf-8")
    with pytest.raises(ConfigError) as refused:
        load_settings({}, {}, file)
    assert refused.value.code == code


def test_an_unknown_variable_of_ours_is_refused(tmp_path):
    with pytest.raises(ConfigError) as refused:
        load_settings({}, {"GEUNGEO_PROT": "1"}, tmp_path / "none.toml")
    assert refused.value.details["key"] == "prot"


def test_a_named_file_must_be_there(tmp_path):
    with pytest.raises(ConfigError) as refused:
        load_settings({}, {"GEUNGEO_CONFIG": str(tmp_path / "gone.toml")})
    assert refused.value.code == "config-missing"


@pytest.mark.parametrize(
    ("word", "value"), [("1", True), ("true", True), ("no", False), ("on", True), ("OFF", False)]
)
def test_switches_are_words(tmp_path, word, value):
    for name in ("online", "ocr", "history"):
        variable = f"GEUNGEO_{name.upper()}"
        settings = load_settings({}, {variable: word}, tmp_path / "none.toml")
        assert getattr(settings, name) is value


def test_conversations_are_kept_unless_that_is_turned_off(tmp_path):
    file = tmp_path / "config.toml"
    assert Settings().history is True
    file.write_text("history = false\n", "utf-8")
    assert load_settings({}, {}, file).history is False
    assert load_settings({"history": "on"}, {"GEUNGEO_HISTORY": "off"}, file).history is True
