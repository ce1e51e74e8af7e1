"""The settings of a running server: what is in force, where from, and what may be changed."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import RLock, Timer
from typing import Literal

from corpus import ConfigError
from index import Library, Reranker
from ui.config import Configuration, Origin, Settings, apply_settings
from ui.models import open_reranker
from ui.service import Service
from ui.settings.config_file import Value, write_values
from ui.settings.current_library import CurrentLibrary
from ui.settings.language_model import Destination, find_destination, make_generator
from ui.settings.on_duty import OnDuty

Lock = Literal["", "flag", "environment", "wide", "start"]
"""Why a setting cannot be changed here: fixed by a flag or the environment, because others reach
this server (`wide`), or because only a start decides it. Empty where it can."""
_AT_START = ("library", "host", "port", "debug")
# What is answered with; a change makes a new assistant.
_OF_ANSWERS = ("llm", "llm_address", "length", "reranker")
# In force from the next start on.
_LATER = ("ocr",)
# Who took hold of the library before its model changed has so long to let it go.
_GRACE_S = 60.0
TRIAL_S = 20.0
# Asked of a model to try it: nothing of the library.
TRIAL = ("회의는 언제 열리나요?", "회의는 3월 2일 오후 두 시에 열린다.")


@dataclass(frozen=True, slots=True)
class Standing:
    """A setting as it stands."""

    key: str
    value: object
    origin: Origin
    lock: Lock


@dataclass(frozen=True, slots=True)
class Trial:
    """What a model said when it was tried, and after how many seconds."""

    seconds: float
    said: str


class Desk:
    """Where a running server's settings are looked at and changed; safe between threads.

    `is_local` says that only this machine reaches the server. What changes is written to the
    settings file first, and then in force.
    """

    def __init__(
        self,
        configuration: Configuration,
        service: Service,
        library: CurrentLibrary,
        assistant: OnDuty,
        reranker: Reranker | None = None,
        *,
        is_local: bool,
    ) -> None:
        """Begin with what the server was started with."""
        self._configuration = configuration
        self._started = configuration.settings
        self._service = service
        self._current = library
        self._assistant = assistant
        self._reranker = reranker
        self.is_local = is_local
        self._lock = RLock()
        self._leaving: list[Library] = []

    @property
    def configuration(self) -> Configuration:
        """What is in force, but for what needs a new start."""
        return self._configuration

    @property
    def settings(self) -> Settings:
        """The settings in force, but for what needs a new start."""
        return self._configuration.settings

    @property
    def library(self) -> Library:
        """The library that answers."""
        return self._current.now

    def standing(self, key: str) -> Standing:
        """Return how a setting stands."""
        origin = self._configuration.origin(key)
        lock: Lock = ""
        if key in _AT_START:
            lock = "start"
        elif origin in ("flag", "environment"):
            lock = origin
        elif not self.is_local:
            lock = "wide"
        return Standing(key, getattr(self.settings, key), origin, lock)

    def waits(self, key: str) -> bool:
        """Tell whether a setting will be in force only after a new start."""
        if key == "history":
            # Without a book from the start there is no drawer to open again.
            return self.settings.history and self._service.history is None
        return key in _LATER and getattr(self.settings, key) != getattr(self._started, key)

    def destination(self, name: str, address: str) -> Destination:
        """Return where a model would be asked; nothing is sent.

        Raises:
            ConfigError: the name or the address cannot be used.
        """
        return find_destination(name, address, self._configuration.environ)

    def change(self, values: Mapping[str, Value]) -> None:
        """Change settings: kept in the file, and in force at once where they can be.

        Raises:
            ConfigError: one of them is fixed, wrong, or cannot be written; none is changed.
            GeneratorError: the language model cannot be used.
            EncoderError: the reranker cannot.
        """
        with self._lock:
            for key in values:
                self.require_open(key)
            new = apply_settings(self.settings, values, str(self._configuration.file))
            changed = [key for key in values if getattr(new, key) != getattr(self.settings, key)]
            reranker = open_reranker(new) if "reranker" in changed else self._reranker
            assistant = None
            if any(key in _OF_ANSWERS for key in changed):
                assistant = self._assist(new, self.library, reranker)
            write_values(self._configuration.file, {key: getattr(new, key) for key in values})
            origins: dict[str, Origin] = {**self._configuration.origins}
            origins |= dict.fromkeys(values, "file")
            self._configuration = replace(self._configuration, settings=new, origins=origins)
            self._reranker = reranker
            if assistant is not None:
                self._assistant = assistant
                self._service.employ(assistant, _models(new))
            self._service.keeps_history = new.history and self._service.history is not None

    def change_model(self, name: str, address: str, *, is_confirmed: bool) -> None:
        """Answer with a language model from now on; an empty name is none.

        Raises:
            ConfigError: `llm-unconfirmed`: passages would leave this machine, and nobody said
                that they may; or see `change`.
            GeneratorError: it cannot be used.
        """
        if name:
            goes = self.destination(name, address)
            if not goes.is_here and not is_confirmed:
                raise ConfigError("llm-unconfirmed", model=name[:100], address=goes.address or "?")
        self.change({"llm": name, "llm_address": address if name else ""})

    def try_model(self, name: str, address: str) -> Trial:
        """Ask a model one sentence that is not of the library, and wait for its answer.

        Raises:
            ConfigError: it is fixed, or the name or address cannot be used.
            GeneratorError: the model cannot be used, or gave nothing.
        """
        self.require_open("llm")
        self.destination(name, address)
        asked = replace(self.settings, llm=name, llm_address=address, length="brief")
        generator = make_generator(asked, self._configuration.environ, timeout_s=TRIAL_S)
        if generator is None:
            raise ConfigError("llm-name", model="")
        started = time.perf_counter()
        said = " ".join("".join(generator.write(TRIAL[0], [TRIAL[1]])).split())
        return Trial(time.perf_counter() - started, said)

    def require_open(self, key: str) -> None:
        """Refuse to change a setting that cannot be changed here.

        Raises:
            ConfigError: `setting-fixed` or `setting-wide`.
        """
        lock = self.standing(key).lock
        if lock == "wide":
            raise ConfigError("setting-wide", key=key)
        if lock:
            raise ConfigError("setting-fixed", key=key)

    def forget_embedder(self) -> None:
        """Leave it to the library which model it is of; a file that names one is changed.

        Done before another model embeds it: whatever happens then, the library opens by its
        own at the next start.

        Raises:
            ConfigError: the file cannot be written.
        """
        with self._lock:
            if self._configuration.origin("embedder") != "file":
                return
            write_values(self._configuration.file, {"embedder": None})
            origins = {**self._configuration.origins}
            origins.pop("embedder", None)
            settings = replace(self.settings, embedder="")
            self._configuration = replace(self._configuration, settings=settings, origins=origins)

    def move(self, library: Library) -> None:
        """Answer from the library as it now is; the old one closes when nobody needs it."""
        with self._lock:
            old, relieved = self.library, self._assistant
            self._assistant = self._assist(self.settings, library, self._reranker)
            self._current.now = library
            self._service.employ(self._assistant, _models(self.settings))
            self._leaving.append(old)
        relieved.relieve(lambda: self._close_later(old))

    def close(self) -> None:
        """Close every library that was opened after the start, and the first one."""
        with self._lock:
            for library in (*self._leaving, self.library):
                library.close()
            self._leaving.clear()

    def _assist(self, settings: Settings, library: Library, reranker: Reranker | None) -> OnDuty:
        generator = make_generator(settings, self._configuration.environ)
        return OnDuty(library, generator, reranker=reranker, length=settings.length)

    def _close_later(self, library: Library) -> None:
        timer = Timer(_GRACE_S, library.close)
        timer.daemon = True
        timer.start()


def _models(settings: Settings) -> dict[str, str]:
    return {"llm": settings.llm, "reranker": settings.reranker}
