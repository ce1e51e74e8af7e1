"""The settings file keeps what its owner wrote: held against tomllib and the text itself."""

import os
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import LENGTHS
from corpus import ConfigError
from ui import config
from ui.config import Settings, load_configuration, load_settings
from ui.settings.config_file import set_keys, write_values

OWNED = """# 우리 부서의 설정
host = "::1"   # 사내망
"llm" = 'openai:a#b'  # 시험용

# 아래는 나중에
port = 8000
"""


def test_only_the_line_of_a_key_changes(tmp_path):
    file = tmp_path / "config.toml"
    file.write_text(OWNED, "utf-8")
    file.chmod(0o600)
    write_values(file, {"llm": "openai:큰 모델", "length": "brief", "history": False})
    assert file.read_text("utf-8") == (
        OWNED.replace("\"llm\" = 'openai:a#b'", 'llm = "openai:큰 모델"')
        + 'length = "brief"\nhistory = false\n'
    )
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]
    settings = load_settings({}, {}, file)
    assert (settings.llm, settings.length, settings.port) == ("openai:큰 모델", "brief", 8000)
    write_values(file, {"llm": None, "length": None, "history": None})
    assert file.read_text("utf-8") == OWNED.replace("\"llm\" = 'openai:a#b'  # 시험용\n", "")


def test_a_file_that_is_not_there_is_made(tmp_path):
    file = tmp_path / "new" / "config.toml"
    write_values(file, {"online": True})
    assert tomllib.loads(file.read_text("utf-8")) == {"online": True}


def test_a_link_is_followed_and_windows_lines_stay(tmp_path):
    real, link = tmp_path / "real.toml", tmp_path / "config.toml"
    real.write_bytes(b'llm = "a"\r\nport = 1')
    link.symlink_to(real)
    write_values(link, {"llm": "b", "ocr": True})
    assert link.is_symlink()
    assert real.read_bytes() == b'llm = "b"\r\nport = 1\r\nocr = true\r\n'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('llm = """\nopenai:a\n"""\n', "config-unchangeable"),
        ("llm = \n", "config-unreadable"),
        ("\ufeffllm = 'a'\n", "config-unreadable"),
    ],
)
def test_what_cannot_be_changed_without_loss_stays_as_it_is(tmp_path, content, code):
    file = tmp_path / "config.toml"
    file.write_text(content, "utf-8")
    with pytest.raises(ConfigError) as refused:
        write_values(file, {"llm": "b"})
    assert refused.value.code == code
    assert file.read_text("utf-8") == content


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights count for nothing")
def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "config.toml").write_text("", "utf-8")
    tmp_path.chmod(0o500)
    with pytest.raises(ConfigError) as refused:
        write_values(tmp_path / "config.toml", {"llm": "b"})
    assert refused.value.code == "config-not-written"


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    file = tmp_path / "config.toml"
    file.write_text(OWNED, "utf-8")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ConfigError) as refused:
        write_values(file, {"llm": "b"})
    assert refused.value.code == "config-not-written"
    assert file.read_text("utf-8") == OWNED and len(list(tmp_path.iterdir())) == 1


@given(
    st.dictionaries(
        st.sampled_from(["llm", "host", "port", "length"]),
        st.one_of(
            st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1),
            st.text(st.characters(exclude_categories=["Cs"])),
        ),
    )
)  # fmt: skip
def test_every_value_reads_back_beside_what_was_there(values):
    expected = tomllib.loads(OWNED) | values
    found = tomllib.loads(set_keys(OWNED, values))
    assert found == {key: value for key, value in expected.items() if value is not None}
    assert "# 사내망" in set_keys(OWNED, values) or values.get("host", 0) is None


def test_the_table_below_keeps_its_own_keys():
    assert set_keys('[other]\nllm = "a"\n', {"llm": "b"}) == 'llm = "b"\n[other]\nllm = "a"\n'


def test_each_value_says_where_it_comes_from(tmp_path):
    file = tmp_path / "config.toml"
    file.write_text('llm = "openai:a"\nlength = "brief"\nport = 1\n', "utf-8")
    environ = {"GEUNGEO_LENGTH": "detailed", "GEUNGEO_PORT": "2", "GEUNGEO_LLM_KEY": "secret"}
    held = load_configuration({"port": 3, "host": None}, environ, file)
    said = {key: held.origin(key) for key in ("llm", "length", "port", "host")}
    assert said == {"llm": "file", "length": "environment", "port": "flag", "host": "default"}
    assert held.settings.length == "detailed" and held.file == file
    assert "secret" not in repr(held)
    assert Settings().length == "normal" and config.LENGTHS == LENGTHS
