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
from corpus.korean import Morpheme, analyze, analyze_many, glue_lines, kiwi_version, split_sentences
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
    "Morpheme",
    "Page",
    "Passage",
    "QuestionError",
    "ReadError",
    "Run",
    "Span",
    "Table",
    "View",
    "analyze",
    "analyze_many",
    "glue_lines",
    "kiwi_version",
    "split_sentences",
]
