"""Documents made by hand for the tests of structure and passages."""

from hashlib import sha256
from unicodedata import normalize

from corpus import Document, Mark, Page, parse_blocks
from tests.corpus.beside import SEEDS


def make_document(text, format="text", marks=(), source="문서.txt", title="", breaks=()):
    """A document of the given text; `breaks` are the offsets at which new pages begin."""
    text = normalize("NFC", text)
    starts = [0, *breaks]
    ends = [*breaks, len(text)]
    pages = tuple(
        Page(number, None, start, end)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    )
    marks = tuple(Mark(*mark) for mark in marks)
    return Document(sha256(text.encode()).hexdigest(), source, title, format, text, pages, marks)


def read_seeds():
    """The real reports beside the project, by the first three characters of their names."""
    return {
        path.name[:3]: make_document(path.read_text(encoding="utf-8"), source=path.name)
        for path in sorted(SEEDS.glob("*.txt"))
    }


def outline(text, **given):
    """(kind, level, marker, text, path) of each block."""
    return [
        (block.kind, block.level, block.marker, block.view.text, block.heading)
        for block in parse_blocks(make_document(text, **given))
    ]


def headings(text, **given):
    """(level, marker, text) of each heading."""
    return [row[1:4] for row in outline(text, **given) if row[0] == "heading"]


def items(text, **given):
    """(level, marker, text) of each item."""
    return [row[1:4] for row in outline(text, **given) if row[0] == "item"]
