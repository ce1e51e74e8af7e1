"""Settings: a TOML file, then the environment, then flags. Nothing else reads them."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from platformdirs import user_config_path, user_data_path

from corpus import ConfigError
from ui.messages import Lang

if TYPE_CHECKING:
    from assistant import Length

APP = "geungeo"
ENVIRONMENT_PREFIX = "GEUNGEO_"
LANGUAGES = ("ko", "en")
LENGTHS = ("brief", "normal", "detailed")
"""Those of `assistant.LENGTHS`, which takes the models' libraries to be read."""
# Of the environment alone: where the file lies, and what no file should hold.
FILE_VARIABLE = f"{ENVIRONMENT_PREFIX}CONFIG"
KEY_VARIABLE = f"{ENVIRONMENT_PREFIX}LLM_KEY"
"""The key of the server that `llm_address` names; no other key is ever sent there."""
_SWITCHES = ("online", "ocr", "history", "debug")
_ON = ("1", "true", "yes", "on")
_OFF = ("0", "false", "no", "off")
SEARCH_BY: Mapping[str, Literal["lexical", "dense"]] = {"words": "lexical", "meaning": "dense"}
"""What a search may be narrowed to, and what the index calls it."""
Origin = Literal["default", "file", "environment", "flag"]


def _default_library() -> Path:
    return user_data_path(APP, appauthor=False) / "library"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a person can set, with its default.

    `library` is the folder of the library. `embedder` is a sentence-transformers folder or
    hub name; empty means the one the library was made with, else the bundled one. `reranker`
    is a cross-encoder that reads the hits once more; empty means none. `llm` is
    a LangChain model name (`openai:...`); empty means answers from the source's own
    sentences. `llm_address` is where its server is, empty for the provider's own. `length` is
    how much an answer says. `online` allows the hub to be asked for a model that is not on
    this machine. `ocr` has Tesseract read pages without text.
    `host` and `port` are where the server listens; `language` is that of messages. `debug`
    shows the traceback of an unexpected failure. `history` keeps the chat's conversations in
    the library.
    """

    library: Path = field(default_factory=_default_library)
    embedder: str = ""
    reranker: str = ""
    llm: str = ""
    llm_address: str = ""
    length: Length = "normal"
    online: bool = False
    ocr: bool = False
    host: str = "127.0.0.1"
    port: int = 7860
    language: str = "ko"
    history: bool = True
    debug: bool = False

    @property
    def lang(self) -> Lang:
        """The language of messages as the catalogs name it."""
        return "en" if self.language == "en" else "ko"


@dataclass(frozen=True, slots=True)
class Configuration:
    """Settings with where each comes from.

    `file` is where they are kept, there or not. `environ` is the process's own: models read
    their keys and addresses from it, and are not shown what they read.
    """

    settings: Settings
    origins: Mapping[str, Origin]
    file: Path
    environ: Mapping[str, str] = field(repr=False)

    def origin(self, key: str) -> Origin:
        """Return where the value of a setting comes from."""
        return self.origins.get(key, "default")


def bypass_proxies(host: str) -> None:
    """Let no proxy of this process's environment carry what is said to stay on this machine."""
    names = ("no_proxy", "NO_PROXY")
    listed = [one.strip() for name in names for one in os.environ.get(name, "").split(",")]
    hosts = dict.fromkeys([*filter(None, listed), "localhost", "127.0.0.1", "::1", host])
    # Both, for where both are set programs read one or the other.
    os.environ.update(dict.fromkeys(names, ",".join(hosts)))


def load_settings(
    flags: Mapping[str, object], environ: Mapping[str, str], file: Path | None = None
) -> Settings:
    """Return the settings in force; see `load_configuration`."""
    return load_configuration(flags, environ, file).settings


def load_configuration(
    flags: Mapping[str, object], environ: Mapping[str, str], file: Path | None = None
) -> Configuration:
    """Return the settings in force: file < environment < flags (None = not given).

    `file` defaults to `config.toml` in the user's configuration folder and may be absent;
    the environment names another with `GEUNGEO_CONFIG`.

    Raises:
        ConfigError: an unknown name, a value of the wrong kind, or an unreadable file.
    """
    named = environ.get(FILE_VARIABLE, "")
    path = file or (
        Path(named) if named else user_config_path(APP, appauthor=False) / "config.toml"
    )
    from_file = _read_file(path, required=bool(named))
    from_environment = {
        key.removeprefix(ENVIRONMENT_PREFIX).lower(): value
        for key, value in environ.items()
        if key.startswith(ENVIRONMENT_PREFIX) and key not in (FILE_VARIABLE, KEY_VARIABLE)
    }
    from_flags = {key: value for key, value in flags.items() if value is not None}
    layers: tuple[tuple[Origin, str, Mapping[str, object]], ...] = (
        ("file", str(path), from_file),
        ("environment", "environment", from_environment),
        ("flag", "command line", from_flags),
    )
    settings = Settings()
    origins: dict[str, Origin] = {}
    for origin, where, values in layers:
        settings = apply_settings(settings, values, where)
        origins |= dict.fromkeys(values, origin)
    return Configuration(settings, origins, path, environ)


def apply_settings(settings: Settings, values: Mapping[str, object], where: str) -> Settings:
    """Return the settings with these values, each read as what its key holds.

    Raises:
        ConfigError: `config-unknown` or `config-value`, with `where` they were said.
    """
    known = [f.name for f in fields(settings)]
    changed: dict[str, object] = {}
    for key, value in values.items():
        if key not in known:
            raise ConfigError("config-unknown", key=key, where=where, known=", ".join(known))
        changed[key] = _convert(key, value, where)
    return replace(settings, **changed)  # type: ignore[arg-type]


def _read_file(path: Path, *, required: bool) -> Mapping[str, object]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        if required:
            raise ConfigError("config-missing", file=str(path)) from None
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError("config-unreadable", file=str(path), reason=str(error)) from error


def _convert(key: str, value: object, where: str) -> object:
    try:
        if key == "library":
            return Path(str(value)).expanduser().absolute()
        if key == "port":
            port = int(str(value))
            if not 0 <= port <= 65_535:
                raise ValueError(port)
            return port
        if key in _SWITCHES:
            return _to_bool(value)
        choices = {"language": LANGUAGES, "length": LENGTHS}.get(key)
        if choices and str(value) not in choices:
            raise ValueError(value)
        return str(value)
    except ValueError:
        raise ConfigError("config-value", key=key, value=str(value), where=where) from None


def _to_bool(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).lower()
    if word not in (*_ON, *_OFF):
        raise ValueError(value)
    return word in _ON
