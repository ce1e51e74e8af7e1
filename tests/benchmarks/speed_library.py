"""A large library without a large library: sentences of real text cut in two and joined anew.

A sentence's head and another's tail make a sentence that nobody wrote, in words that
people use: its terms are those of both halves and its vector the mean of theirs with noise,
so a hundred thousand passages cost neither an hour of Kiwi nor one of embedding. The same
seed gives the same library.
"""

import json
import re
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np

from corpus import Document, Mark, Page, Passage, Span, View, sample_folder
from index import CorpusPipeline, Library, Terms, extract_terms_many
from index.publication import publish
from index.recipe import Recipe
from index.schema import FILE_NAME, connect
from index.store import FileRow, StagedDocument, StagedPassage, Store

SEED = 20250301
PASSAGES_PER_DOCUMENT = 50
# As the product cuts KorQuAD: a median of 330 characters and three windows of two sentences.
SENTENCES = (4, 8)
WINDOW_SENTENCES = 2
# Against a real window's: the cosine of two halves' mean and the whole sentence is 0.8.
NOISE = 0.6
_SENTENCE_END = re.compile(r"(?<=[다요음함됨임]\.)\s+|\n+")
_FEWEST_CHARS, _MOST_CHARS = 24, 120


@dataclass(frozen=True)
class Halves:
    """Halves of sentences: texts, their terms, their vectors, one row a half."""

    texts: tuple[str, ...]
    terms: tuple[Terms, ...]
    vectors: np.ndarray


def read_texts(shared, odd=False):
    """Return KorQuAD's paragraphs and the seeds; the samples where neither is there."""
    texts = []
    korquad = shared / "eval" / "KorQuAD_v1.0_dev.json"
    if korquad.is_file():
        articles = json.loads(korquad.read_text("utf-8"))["data"]
        texts += [p["context"] for article in articles for p in article["paragraphs"]]
    texts += [file.read_text("utf-8") for file in sorted((shared / "seeds").glob("*.txt"))]
    if not texts:
        files = sorted(sample_folder().rglob("*"))
        texts = [f.read_text("utf-8") for f in files if f.suffix in (".txt", ".md", ".html")]
    return texts


def split_halves(texts):
    """Return the heads and the tails of the texts' sentences, each cut at its middle space."""
    heads, tails = [], []
    for text in texts:
        for sentence in _SENTENCE_END.split(text):
            sentence = " ".join(sentence.split())
            if not _FEWEST_CHARS <= len(sentence) <= _MOST_CHARS or "<" in sentence:
                continue
            middle = len(sentence) // 2
            spaces = [at for at, sign in enumerate(sentence) if sign == " "]
            if spaces:
                cut = min(spaces, key=lambda at: abs(at - middle))
                heads.append(sentence[:cut])
                tails.append(sentence[cut + 1 :])
    return list(dict.fromkeys(heads)), list(dict.fromkeys(tails))


def make_halves(texts, encoder):
    """Cut and embed every half once."""
    return Halves(tuple(texts), tuple(extract_terms_many(texts)), encoder.encode_passages(texts))


class Composer:
    """Draws passages: the text, the terms and the vectors of each."""

    def __init__(self, heads, tails, seed=SEED):
        self.heads, self.tails = heads, tails
        self._random = np.random.default_rng(seed)

    def passage(self, document_id, ordinal, start):
        """Return a passage that stands at `start` of its document."""
        draw = self._random
        count = int(draw.integers(*SENTENCES))
        heads = draw.integers(len(self.heads.texts), size=count)
        tails = draw.integers(len(self.tails.texts), size=count)
        sentences = [
            f"{self.heads.texts[h]} {self.tails.texts[t]}"
            for h, t in zip(heads, tails, strict=True)
        ]
        text = " ".join(sentences)
        ends = np.cumsum([len(sentence) + 1 for sentence in sentences]).tolist()
        units = tuple(
            Span(end - 1 - len(sentence), end - 1)
            for sentence, end in zip(sentences, ends, strict=True)
        )
        passage = Passage(
            id=sha256(f"{document_id}:{ordinal}".encode()).hexdigest()[:24],
            document_id=document_id,
            ordinal=ordinal,
            kind="prose",
            view=replace(View.of(text, 0, len(text)), runs=_shifted(text, start)),
            units=units,
            heading=(f"{ordinal // 10 + 1}장", f"{ordinal % 10 + 1}절"),
            caption="",
            page=1,
        )
        words, grams = [], []
        for half in (*(self.heads.terms[h] for h in heads), *(self.tails.terms[t] for t in tails)):
            words += half.words
            grams += half.grams
        return StagedPassage(
            passage, " ".join(words), " ".join(grams), "", self._vectors(heads, tails)
        )

    def _vectors(self, heads, tails):
        """Return the passage's own vector and those of its windows."""
        parts = self.heads.vectors[heads] + self.tails.vectors[tails]
        windows = [
            parts[at : at + WINDOW_SENTENCES].mean(axis=0)
            for at in range(0, len(parts), WINDOW_SENTENCES)
        ]
        rows = np.array([parts.mean(axis=0), *windows])
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        noise = self._random.normal(size=rows.shape).astype(np.float32)
        rows += NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def _shifted(text, start):
    view = View.of(" " * start + text, start, start + len(text))
    return view.runs


def compose_document(composer, number, passages):
    """Return a document of so many passages, ready to be written."""
    key = f"synthetic {number}"
    document_id = sha256(key.encode()).hexdigest()
    staged, at = [], 0
    for ordinal in range(passages):
        one = composer.passage(document_id, ordinal, at)
        staged.append(one)
        at += len(one.passage.text) + 1
    text = "\n".join(one.passage.text for one in staged)
    document = Document(
        document_id,
        f"{number:05}.txt",
        f"문서 {number}",
        "text",
        text,
        (Page(1, None, 0, len(text)),),
        (Mark("item", 0, 1),),
    )
    return StagedDocument(document, tuple(staged), CorpusPipeline().reading)


def build_library(folder, encoder, count, heads, tails):
    """Write a library of `count` passages to `folder`, and open it."""
    Library.open(folder, encoder).close()
    recipe = Recipe.of(encoder, CorpusPipeline().version)
    connection = connect(folder / FILE_NAME)
    try:
        store = Store(connection, folder)
        composer, files = Composer(heads, tails), {}
        for first in range(0, count, PASSAGES_PER_DOCUMENT):
            number = first // PASSAGES_PER_DOCUMENT
            made = compose_document(composer, number, min(PASSAGES_PER_DOCUMENT, count - first))
            store.stage([made], recipe)
            path = f"/synthetic/{made.document.source}".encode()
            files[path] = FileRow(
                path, b"/synthetic", made.document.source, made.document.id, 1, 0, 1
            )
        old = store.visible(recipe)
        new = replace(old, files=files, roots=frozenset([b"/synthetic"]), recipe=recipe)
        publish(folder, connection, store, old, new, None)
    finally:
        connection.close()
    return Library.open(folder, encoder)


def read_questions(shared, limit):
    """Return questions that people asked, evenly drawn."""
    korquad = shared / "eval" / "KorQuAD_v1.0_dev.json"
    if korquad.is_file():
        articles = json.loads(korquad.read_text("utf-8"))["data"][::2]
        asked = [qa["question"] for a in articles for p in a["paragraphs"] for qa in p["qas"]]
    else:
        gold = Path(__file__).parent / "meaning" / "report.jsonl"
        asked = [json.loads(line)["question"] for line in gold.read_text("utf-8").splitlines()]
    return asked[:: max(1, len(asked) // limit)][:limit]
