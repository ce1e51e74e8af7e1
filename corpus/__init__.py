"""What do the documents say, and where?"""

from corpus.discovery import FoundFile, SkippedFile, find_files
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
from corpus.limits import Limits
from corpus.readers import read_document
from corpus.view import Run, Span, View

__all__ = [
    "Block",
    "ConfigError",
    "Document",
    "EncoderError",
    "FoundFile",
    "GeneratorError",
    "GeungeoError",
    "GoldError",
    "LibraryBusy",
    "LibraryError",
    "LibraryMismatch",
    "Limits",
    "Loss",
    "Mark",
    "Morpheme",
    "Page",
    "Passage",
    "QuestionError",
    "ReadError",
    "Run",
    "SkippedFile",
    "Span",
    "Table",
    "View",
    "analyze",
    "analyze_many",
    "find_files",
    "glue_lines",
    "kiwi_version",
    "read_document",
    "split_sentences",
]
