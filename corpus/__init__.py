"""What do the documents say, and where?"""

from corpus.document import (
    Block,
    Document,
    Loss,
    Mark,
    Page,
    Passage,
    Table,
)
from corpus.errors import (
    ConfigError,
    EncoderError,
    GeneratorError,
    GeungeoError,
    GoldError,
    LibraryBusy,
    LibraryError,
    LibraryMismatch,
    QuestionError,
    ReadError,
)
from corpus.view import Run, Span, View

__all__ = [
    "Block",
    "ConfigError",
    "Document",
    "EncoderError",
    "GeneratorError",
    "GeungeoError",
    "GoldError",
    "LibraryBusy",
    "LibraryError",
    "LibraryMismatch",
    "Loss",
    "Mark",
    "Page",
    "Passage",
    "QuestionError",
    "ReadError",
    "Run",
    "Span",
    "Table",
    "View",
]
