"""KorQuAD 1.0 dev through the product's own indexing: the text search to beat.

    python -m tests.benchmarks.korquad --shared ../shared [--articles even]

Constants were chosen on odd-numbered articles (counted from 0): `--articles even` are for
reporting; all of them compare with what others report.

Every paragraph becomes a text file, which `Library.sync` reads, cuts, analyses and
embeds; every question is searched; a paragraph ranks where its best passage does. The
baselines are BM25 over whole paragraphs, by white-space words and by content morphemes.
"""

import argparse
import json
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from assistant import Assistant
from assistant.evaluation.baselines import PlainBm25
from assistant.evaluation.bootstrap import estimate_metrics
from assistant.evaluation.metrics import Share, discounted_gain, hit_at
from assistant.evaluation.terms import extract_content, split_words
from index import Library, load_encoder

DEPTH = 10
# A paragraph may hold several of the best passages.
PASSAGES = 4 * DEPTH
NAMES = ("hit@1", "hit@5", "nDCG@10")


ARTICLES = {"all": slice(None), "even": slice(0, None, 2), "odd": slice(1, None, 2)}


def load_korquad(shared, articles="all"):
    """Return the paragraphs, and each question with the number of its paragraph."""
    data = json.loads((shared / "eval" / "KorQuAD_v1.0_dev.json").read_text("utf-8"))["data"]
    numbers, questions = {}, []
    for article in data[ARTICLES[articles]]:
        for paragraph in article["paragraphs"]:
            # Three of the 964 occur twice; a library holds the same content once.
            number = numbers.setdefault(paragraph["context"], len(numbers))
            questions += [(qa["question"], number) for qa in paragraph["qas"]]
    return list(numbers), questions


def score(rank):
    """Return the measures of one question with one relevant paragraph."""
    found = () if rank is None else (rank,)
    return {
        "hit@1": Share(hit_at(rank, 1), 1.0),
        "hit@5": Share(hit_at(rank, 5), 1.0),
        "nDCG@10": Share(discounted_gain(found, DEPTH), 1.0),
    }


def rank_of(wanted, ranked):
    """Return the place of `wanted`, from 1, among the first different ones."""
    unique = list(dict.fromkeys(ranked))[:DEPTH]
    return unique.index(wanted) + 1 if wanted in unique else None


def report(name, ranks, milliseconds=None):
    """Print one line of the table."""
    found = estimate_metrics([score(rank) for rank in ranks], NAMES)
    cells = [f"{found[m].value:.3f} [{found[m].low:.3f}, {found[m].high:.3f}]" for m in NAMES]
    if milliseconds:
        times = np.percentile(milliseconds, (50, 95))
        cells.append(f"p50 {times[0]:.1f} ms, p95 {times[1]:.1f} ms")
    print(f"{name:22} " + "  ".join(cells), flush=True)


def run_baselines(paragraphs, questions):
    """Print what plain BM25 does."""
    asked = [question for question, _ in questions]
    for name, cut in (
        ("words BM25", lambda texts: map(split_words, texts)),
        ("morphemes BM25", extract_content),
    ):
        index = PlainBm25(cut(paragraphs))
        ranks = [
            rank_of(wanted, [found.number for found in index.rank(terms, DEPTH)])
            for terms, (_, wanted) in zip(cut(asked), questions, strict=True)
        ]
        report(name, ranks)


def run_library(library, questions, mode):
    """Print what the library does in one mode; `ranked` is what `geungeo search` shows."""
    assistant = Assistant(library)

    def search(question):
        if mode == "ranked":
            return assistant.retrieve(question, top_k=PASSAGES)
        return library.search(question, top_k=PASSAGES, mode=mode)

    ranks, milliseconds = [], []
    for question, wanted in questions:
        started = time.perf_counter()
        hits = search(question)
        milliseconds.append(1000 * (time.perf_counter() - started))
        ranks.append(rank_of(wanted, [int(Path(hit.document.source).stem) for hit in hits]))
    report(f"library, {mode}", ranks, milliseconds)


def main():
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--embedder", help="a model folder; the bundled one unless given")
    parser.add_argument("--limit", type=int, help="only so many questions, evenly drawn")
    parser.add_argument("--articles", choices=ARTICLES, default="all")
    options = parser.parse_args()
    paragraphs, questions = load_korquad(options.shared, options.articles)
    if options.limit:
        questions = questions[:: max(1, len(questions) // options.limit)]
    print(f"KorQuAD 1.0 dev: {len(paragraphs)} paragraphs, {len(questions)} questions")
    print(f"{'':22} " + "".join(f"{name:22} " for name in NAMES) + "(95 % bootstrap interval)")
    run_baselines(paragraphs, questions)
    with TemporaryDirectory() as folder:
        files = Path(folder) / "paragraphs"
        files.mkdir()
        for number, paragraph in enumerate(paragraphs):
            (files / f"{number:04}.txt").write_text(paragraph, encoding="utf-8")
        with Library.open(Path(folder) / "library", load_encoder(options.embedder)) as library:
            done = library.sync([files])
            status = library.status()
            print(
                f"indexed in {done.elapsed_s:.1f} s: {status.documents} documents, "
                f"{status.passages} passages, {status.vectors} vectors, "
                f"{status.size_bytes / 1e6:.0f} MB, model {status.encoder}"
            )
            for mode in ("lexical", "dense", "hybrid", "ranked"):
                run_library(library, questions, mode)


if __name__ == "__main__":
    main()
