"""Settings: a TOML file, then the environment, then flags. Nothing else reads them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Literal

from platformdirs import user_config_path, user_data_path

from corpus import ConfigError
from ui.messages import Lang

APP = "geungeo"
ENVIRONMENT_PREFIX = "GEUNGEO_"
LANGUAGES = ("ko", "en")
_ON = ("1", "true", "yes", "on")
_OFF = ("0", "false", "no", "off")
SEARCH_BY: Mapping[str, Literal["lexical", "dense"]] = {"words": "lexical", "meaning": "dense"}
"""What a search may be narrowed to, and what the index calls it."""


def _default_library() -> Path:
    return user_data_path(APP, appauthor=False) / "library"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a person can set, with its default.

    `library` is the folder of the library. `embedder` is a sentence-transformers folder or
    hub name; empty means the one the library was made with, else the bundled one. `reranker`
    is a cross-encoder that reads the hits once more; empty means none. `llm` is
    a LangChain model name (`openai:...`); empty means answers from the source's own
    sentences. `online` allows the hub to be asked for a model that is not on this machine.
    `ocr` has Tesseract read pages without text.
    `host` and `port` are where the server listens; `language` is that of messages. `debug`
    shows the traceback of an unexpected failure. `history` keeps the chat's conversations in
    the library.
    """

    library: Path = field(default_factory=_default_library)
    embedder: str = ""
    reranker: str = ""
    llm: str = ""
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


def load_settings(
    flags: Mapping[str, object], environ: Mapping[str, str], file: Path | None = None
) -> Settings:
    """Return the settings in force: file < environment < flags (None = not given).

    `file` defaults to `config.toml` in the user's configuration folder and may be absent;
    the environment names another with `GEUNGEO_CONFIG`.

    Raises:
        ConfigError: an unknown name, a value of the wrong kind, or an unreadable file.
    """
    named = environ.get(f"{ENVIRONMENT_PREFIX}CONFIG", "")
    path = file or (
        Path(named) if named else user_config_path(APP, appauthor=False) / "config.toml"
    )
    settings = _apply(Settings(), _read_file(path, required=bool(named)), str(path))
    from_environment = {
        key.removeprefix(ENVIRONMENT_PREFIX).lower(): value
        for key, value in environ.items()
        if key.startswith(ENVIRONMENT_PREFIX) and key != f"{ENVIRONMENT_PREFIX}CONFIG"
    }
    settings = _apply(settings, from_environment, "environment")
    return _apply(settings, {k: v for k, v in flags.items() if v is not None}, "command line")


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


def _apply(settings: Settings, values: Mapping[str, object], where: str) -> Settings:
    known = {f.name: type(getattr(settings, f.name)) for f in fields(settings)}
    changed: dict[str, object] = {}
    for key, value in values.items():
        if key not in known:
            raise ConfigError("config-unknown", key=key, where=where, known=", ".join(known))
        changed[key] = _convert(key, value, where)
    return replace(settings, **changed)  # type: ignore[arg-type]


def _convert(key: str, value: object, where: str) -> object:
    try:
        if key == "library":
            return Path(str(value)).expanduser().absolute()
        if key == "port":
            port = int(str(value))
            if not 0 <= port <= 65_535:
                raise ValueError(port)
            return port
        if key in ("online", "ocr", "history", "debug"):
            return _to_bool(value)
        if key == "language" and str(value) not in LANGUAGES:
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
