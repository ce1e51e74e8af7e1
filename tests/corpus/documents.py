"""Documents made by hand for the tests of structure and passages."""

from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

from corpus import Document, Mark, Page

SEEDS = Path(__file__).resolve().parents[2] / ".." / "shared" / "seeds"


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
