"""What do the documents say, and where?"""

from corpus.discovery import find_files
from corpus.document import (
    Block,
    Box,
    CellPlace,
    Document,
    Grid,
    GridCell,
    InkLine,
    Loss,
    Mark,
    Page,
    Passage,
    Table,
    TableCell,
)
from corpus.errors import (
    ConfigError,
    EncoderError,
    FilterError,
    GeneratorError,
    GeungeoError,
    GoldError,
    LibraryBusy,
    LibraryError,
    LibraryMismatch,
    QuestionError,
    ReadError,
)
from corpus.excerpts import find_tables
from corpus.facts import DocumentFacts, Fact, document_facts
from corpus.korean import (
    Morpheme,
    UserWords,
    analyze,
    analyze_many,
    glue_lines,
    keeping,
    kiwi_version,
    measure_likelihoods,
    replace_lone,
    split_sentences,
)
from corpus.lexicon import LexiconWord, list_words, measure_similarity
from corpus.limits import Limits
from corpus.packing import pack_grid, unpack_grid
from corpus.passages import make_passages
from corpus.passages_draft import Chunking
from corpus.passages_title import document_title
from corpus.readers import (
    DrawLimits,
    PageDrawer,
    PageImage,
    drop_member,
    hash_file,
    load_file,
    read_document,
    read_in_worker,
    split_member,
)
from corpus.readers.tesseract import find_tesseract
from corpus.samples import sample_folder, sample_gold
from corpus.skips import FoundFile, SkippedFile
from corpus.structure import parse_blocks
from corpus.view import Run, Span, View

__all__ = [
    "Block",
    "Box",
    "CellPlace",
    "Chunking",
    "ConfigError",
    "Document",
    "DocumentFacts",
    "DrawLimits",
    "EncoderError",
    "Fact",
    "FilterError",
    "FoundFile",
    "GeneratorError",
    "GeungeoError",
    "GoldError",
    "Grid",
    "GridCell",
    "InkLine",
    "LexiconWord",
    "LibraryBusy",
    "LibraryError",
    "LibraryMismatch",
    "Limits",
    "Loss",
    "Mark",
    "Morpheme",
    "Page",
    "PageDrawer",
    "PageImage",
    "Passage",
    "QuestionError",
    "ReadError",
    "Run",
    "SkippedFile",
    "Span",
    "Table",
    "TableCell",
    "UserWords",
    "View",
    "analyze",
    "analyze_many",
    "document_facts",
    "document_title",
    "drop_member",
    "find_files",
    "find_tables",
    "find_tesseract",
    "glue_lines",
    "hash_file",
    "keeping",
    "kiwi_version",
    "list_words",
    "load_file",
    "make_passages",
    "measure_likelihoods",
    "measure_similarity",
    "pack_grid",
    "parse_blocks",
    "read_document",
    "read_in_worker",
    "replace_lone",
    "sample_folder",
    "sample_gold",
    "split_member",
    "split_sentences",
    "unpack_grid",
]
