"""A library whose vectors, passages and files a reader can compute.

Files hold one passage a line; a line `# name` is a heading. A file that begins with
`!` cannot be read. A text's vector counts its words of `AXES`.
"""

from hashlib import sha256

import numpy as np
import pytest

from corpus import Document, Mark, Page, Passage, ReadError, Span, View, find_files
from index import Cut, Library

AXES = ("사과", "바다", "하늘", "기차", "school")


class CountingEncoder:
    """One axis a word of `AXES`, and one that every text has a little of."""

    dimension = len(AXES) + 1

    def __init__(self, fingerprint="f" * 64):
        self.name = "counting"
        self.fingerprint = fingerprint
        self.encoded = []

    def encode_queries(self, texts):
        rows = [[text.count(word) for word in AXES] + [0.5] for text in texts]
        vectors = np.array(rows, dtype=np.float32).reshape(-1, self.dimension)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def encode_passages(self, texts):
        self.encoded += texts
        return self.encode_queries(texts)


class LinePipeline:
    """Reads UTF-8 files, one passage a line."""

    def __init__(self, version="lines-1", reading="1", prefix=""):
        self.version = version
        self.reading = reading
        self.prefix = prefix
        self.read_sources = []

    def find(self, path, on_skip):
        return find_files(path, on_skip=on_skip)

    def read(self, path, source):
        self.read_sources.append(source)
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise ReadError("file-missing", file=source) from error
        if data.startswith(b"!"):
            raise ReadError("file-damaged", file=source)
        if data.startswith(b"?"):
            raise RuntimeError("a bug in a reader")
        text = self.prefix + data.decode()
        pages = (Page(1, "i", 0, len(text)),)
        marks = (Mark("item", 0, 1),) if text else ()
        return Document(sha256(data).hexdigest(), source, "", "text", text, pages, marks)

    def cut(self, document):
        passages, heading, at = [], (), 0
        for line in document.text.splitlines(keepends=True):
            body = line.rstrip("\n")
            if body.startswith("# "):
                heading = (body[2:],)
            elif body:
                view = View.of(document.text, at, at + len(body))
                key = f"{document.id}:{at}:{at + len(body)}"
                passages.append(
                    Passage(
                        id=sha256(key.encode()).hexdigest()[:20],
                        document_id=document.id,
                        ordinal=len(passages),
                        kind="prose",
                        view=view,
                        units=(Span(0, len(body)),),
                        heading=heading,
                        caption="",
                        page=1,
                    )
                )
            at += len(line)
        return Cut(document.source.rsplit("/", 1)[-1], tuple(passages))


def open_library(folder, encoder=None, pipeline=None, **options):
    return Library.open(
        folder, encoder or CountingEncoder(), pipeline=pipeline or LinePipeline(), **options
    )


def write(folder, **files):
    """Write `name="text"` as `name.txt`; `__` in a name makes a folder."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def sources(library):
    return [record.source for record in library.documents()]


def texts(hits):
    return [hit.passage.text for hit in hits]


def edition(folder):
    (found,) = (folder / "derived").iterdir()
    return found


def code_of(kind, action):
    with pytest.raises(kind) as caught:
        action()
    return caught.value.code
