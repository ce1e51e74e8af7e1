"""KorQuAD 1.0 dev as questions with the place of their answers, and what plain overlap does.

A paragraph is a file whose name begins with the number of its article, so that filters can
hold a search to one paragraph, or keep a paragraph or a whole article out of it.
"""

import json
from collections import Counter
from dataclasses import dataclass

from assistant.evaluation.baselines import PlainBm25, inverse_document_frequency
from assistant.evaluation.terms import extract_content
from assistant.question import understand
from assistant.reading import Reader
from assistant.retrieval import POOL, Retrieval
from corpus import split_sentences
from index import Filters, Library
from tests.benchmarks.korquad import ARTICLES

# Digits of the article's number, and of the paragraph's behind it.
ARTICLE_DIGITS, DIGITS = 3, 7
SUFFIX = ".txt"
# Paragraphs whose sentences the baseline ranks.
DEPTH = 10


@dataclass(frozen=True)
class Asked:
    """A question; `answer` stands at `start` of the paragraph's text."""

    text: str
    answer: str
    start: int
    paragraph: str

    @property
    def article(self):
        return self.paragraph[:ARTICLE_DIGITS]


def read_articles(shared, articles="all"):
    """Return the paragraphs by name, and the questions in their order."""
    data = json.loads((shared / "eval" / "KorQuAD_v1.0_dev.json").read_text("utf-8"))["data"]
    names, asked = {}, []
    for number, article in list(enumerate(data))[ARTICLES[articles]]:
        for paragraph in article["paragraphs"]:
            # Three of the 964 occur twice; a library holds the same content once.
            new = f"{number:0{ARTICLE_DIGITS}}{len(names):0{DIGITS - ARTICLE_DIGITS}}"
            name = names.setdefault(paragraph["context"], new)
            for qa in paragraph["qas"]:
                first = qa["answers"][0]
                asked.append(Asked(qa["question"], first["text"], first["answer_start"], name))
    return {name: text for text, name in names.items()}, asked


def draw(asked, limit):
    """Return so many questions, evenly drawn; all without a limit."""
    return asked[:: max(1, len(asked) // limit)][:limit] if limit else asked


def open_library(folder, encoder, texts):
    """Open a library of the paragraphs under `folder`, made where it is not there yet."""
    files = folder / "paragraphs"
    files.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        file = files / f"{name}{SUFFIX}"
        if not file.is_file():
            file.write_text(text, encoding="utf-8")
    library = Library.open(folder / "library", encoder)
    library.sync([files])
    for record in library.documents():
        # The answers' places count in the paragraph: a reader that changed it would move them.
        if library.document(record.id).text != texts[name_of(record.source)]:
            raise SystemExit(f"{record.source}: the text is not the paragraph's")
    return library


def name_of(source):
    """Return the paragraph's name that a file is called by."""
    return source.rpartition("/")[2].removesuffix(SUFFIX)


def only(paragraph):
    """Return what holds a search to one paragraph."""
    return Filters(documents=(f"{paragraph}{SUFFIX}",))


def all_but(start):
    """Return what keeps the names that begin with these digits out of a search.

    A search is then what it would be without them, but for the weights of words.
    """
    others = (
        f"{start[:at]}{digit}*"
        for at, own in enumerate(start)
        for digit in "0123456789"
        if digit != own
    )
    return Filters(documents=tuple(others))


class UnitRanking:
    """Ranks the quotable units of a library for a question, as the assistant weighs them."""

    def __init__(self, library):
        self._library = library
        self._retrieval = Retrieval(library, Reader(library))

    def rank(self, text, filters=None):
        """Return the units, best first; of a comparison those of the whole question."""
        asked = understand(self._library.reword(text).text)
        return [unit for unit, _ in self._retrieval.find(asked, POOL, filters)[0].ranked]


def holds_unit(asked, unit):
    """Tell whether a unit holds the place where the answer begins."""
    passage = unit.hit.passage
    return name_of(unit.hit.document.source) == asked.paragraph and any(
        span.start <= asked.start < span.end
        for span in passage.view.source_spans(unit.span.start, unit.span.end)
    )


def holds_citation(asked, citation):
    """Tell whether a citation does."""
    is_inside = citation.start <= asked.start < citation.end
    return is_inside and name_of(citation.document) == asked.paragraph


class Overlap:
    """Sentences by the IDF weight of the question's content morphemes that stand in them."""

    def __init__(self, texts):
        self._names = list(texts)
        self._spans = {name: split_sentences(text) for name, text in texts.items()}
        sentences = (
            texts[name][span.start : span.end]
            for name, spans in self._spans.items()
            for span in spans
        )
        cut = extract_content(sentences)
        self._terms = {name: [next(cut) for _ in spans] for name, spans in self._spans.items()}
        whole = [[term for terms in own for term in terms] for own in self._terms.values()]
        self._frequencies = Counter(term for terms in whole for term in set(terms))
        self._index = PlainBm25(whole)

    def weigh(self, terms):
        """Return the IDF weight of terms."""
        count = len(self._names)
        return sum(inverse_document_frequency(count, self._frequencies[term]) for term in terms)

    def paragraphs(self, terms, keep=None, depth=DEPTH):
        """Return (name, BM25) of the best paragraphs that `keep` lets through, best first."""
        # An article has no more than 40 paragraphs here.
        found = self._index.rank(terms, depth + (60 if keep else 0))
        named = ((self._names[one.number], one.score) for one in found)
        return [pair for pair in named if keep is None or keep(pair[0])][:depth]

    def coverage(self, terms, paragraph):
        """Return the share of the question's IDF weight that stands in a paragraph."""
        asked, found = set(terms), set().union(*map(set, self._terms[paragraph]))
        total = self.weigh(asked)
        return self.weigh(asked & found) / total if total else 0.0

    def sentences(self, terms, paragraphs):
        """Return (paragraph, number of the sentence), best first; ties in their order.

        To a sentence's overlap the score of its paragraph is added.
        """
        asked = set(terms)
        scored = [
            (-(score + self.weigh(asked & set(own))), place, number, name)
            for place, (name, score) in enumerate(paragraphs)
            for number, own in enumerate(self._terms[name])
        ]
        return [(name, number) for _, _, number, name in sorted(scored)]

    def holds(self, asked, place):
        """Tell whether a sentence holds the place where the answer begins."""
        name, number = place
        span = self._spans[name][number]
        return name == asked.paragraph and span.start <= asked.start < span.end
