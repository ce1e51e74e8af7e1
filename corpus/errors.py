"""Everything Geungeo refuses, in one tree.

::

    GeungeoError                 an expected failure; exit code 1
    ├── ReadError                a file cannot be read or holds nothing
    ├── LibraryError             the library on disk cannot be used as asked
    │   ├── LibraryMismatch      another format, model or chunking
    │   └── LibraryBusy          another process is writing
    ├── EncoderError             an embedding model cannot be loaded or used
    ├── QuestionError            a question that cannot be asked
    │   └── FilterError          a filter with an unknown or unreadable value
    ├── GoldError                a gold file that cannot be used
    ├── GeneratorError           an LLM that cannot be used
    └── ConfigError              a setting with an unknown name or value

An error carries a `code` and `details`, never a finished sentence: the
sentence in Korean or English, with the next command, stands in `ui.messages`
under that code. Programming mistakes stay `ValueError`/`TypeError`.
"""

from __future__ import annotations

Detail = str | int | float


class GeungeoError(Exception):
    """An expected failure, told to the user in one sentence.

    `code` names the sentence in `ui.messages`; `details` fill its blanks.
    """

    def __init__(self, code: str, **details: Detail) -> None:
        """Keep the code and what fills its sentence."""
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        """Return the code with its details, for logs and developers."""
        filled = ", ".join(f"{key}={value!r}" for key, value in self.details.items())
        return f"{self.code}({filled})"

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the trip between processes (readers run in workers)."""
        return (_rebuild, (type(self), self.code, self.details))


def _rebuild(kind: type[GeungeoError], code: str, details: dict[str, Detail]) -> GeungeoError:
    return kind(code, **details)


class ReadError(GeungeoError):
    """A file cannot be read, or holds nothing that can be."""


class LibraryError(GeungeoError):
    """The library on disk cannot be used as asked."""


class LibraryMismatch(LibraryError):
    """The library was made with another format, model or chunking."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""


class EncoderError(GeungeoError):
    """An embedding model cannot be loaded or used."""


class QuestionError(GeungeoError):
    """A question that cannot be asked: empty, or far too long."""


class FilterError(QuestionError):
    """A search narrowed to something unknown or unreadable."""


class GoldError(GeungeoError):
    """A gold file that cannot be used."""


class GeneratorError(GeungeoError):
    """A language model that cannot be used."""


class ConfigError(GeungeoError):
    """A setting with an unknown name or value."""
