"""Does the assistant know when the library does not hold the answer? KorQuAD, evidence removed.

    python -m tests.benchmarks.abstention [--shared ../shared] [--articles even] [--limit 1000]
        [--keep DIR] [--check 20]

Every question is asked of the whole library, then with its paragraph kept out of the search
and its article kept in, then with the whole article kept out. AUROC: how often
`Answer.confidence` is higher for a question with its paragraph than for one without. The
baseline is the share of the question's IDF weight that the best paragraph (BM25) holds. Keeping
paragraphs out by filters leaves what words weigh as it was; `--check` asks so many questions of
a library from which the paragraph was really taken, and prints how far the confidences lie apart.

Constants were chosen on odd-numbered articles (counted from 0): `--articles even` are for
reporting. Intervals: 95 %, questions resampled with all that was asked of them.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from assistant import Assistant
from assistant.evaluation.bootstrap import CONFIDENCE, SEED
from assistant.evaluation.confidence import area_under_curve
from assistant.evaluation.terms import extract_content
from index import load_encoder
from tests.benchmarks.korquad import ARTICLES
from tests.benchmarks.korquad_answers import (
    SUFFIX,
    Overlap,
    all_but,
    draw,
    open_library,
    read_articles,
)

RESAMPLES = 1000
WAYS = ("whole", "without paragraph", "without article")


def removed(asked):
    """Return the beginning of the names that each way keeps out, None where it keeps none."""
    return dict(zip(WAYS, (None, asked.paragraph, asked.article), strict=True))


def ask_all(assistant, asked):
    """Return the confidence and whether it abstains, a list a way."""
    said = {way: [] for way in WAYS}
    for one in asked:
        for way, start in removed(one).items():
            answer = assistant.ask(one.text, filters=all_but(start) if start else None)
            said[way].append((answer.confidence, not answer.answerable))
    return said


def measure_overlap(overlap, asked):
    """Return the coverage of the question by the best paragraph, a list a way."""
    said = {way: [] for way in WAYS}
    for one, terms in zip(asked, extract_content(one.text for one in asked), strict=True):
        for way, start in removed(one).items():
            keep = (lambda name, start=start: not name.startswith(start)) if start else None
            best = overlap.paragraphs(terms, keep, depth=1)
            said[way].append(overlap.coverage(terms, best[0][0]) if best else 0.0)
    return said


def estimate_area(above, below, resamples=RESAMPLES, seed=SEED):
    """Return AUROC with its percentile interval; both lists are of the same questions.

    A draw takes the same questions on both sides.
    """
    above, below = np.array(above), np.array(below)
    wins = (above[:, None] > below).astype(np.float32)
    wins += 0.5 * (above[:, None] == below)
    draws = np.random.default_rng(seed).multinomial(
        len(above), np.full(len(above), 1 / len(above)), size=resamples
    )
    drawn = ((draws.astype(np.float32) @ wins) * draws).sum(axis=1) / len(above) ** 2
    tail = 50 * (1 - CONFIDENCE)
    low, high = np.percentile(drawn, [tail, 100 - tail])
    return area_under_curve(above.tolist(), below.tolist()), float(low), float(high)


def show(name, said):
    """Print how well the figures of a way tell it from the whole library."""
    cells = []
    for way in WAYS[1:]:
        value, low, high = estimate_area(said[WAYS[0]], said[way])
        cells.append(f"{value:.3f} [{low:.3f}, {high:.3f}]")
    print(f"{name:24} " + "  ".join(f"{cell:22}" for cell in cells), flush=True)


def show_abstentions(said):
    """Print how often the assistant abstains."""
    shares = {way: np.mean([abstained for _, abstained in said[way]]) for way in WAYS}
    print("abstains: " + ", ".join(f"{way} {share:.3f}" for way, share in shares.items()))


def check(library, files, asked, said):
    """Print how far confidences lie from those of a library without the paragraph.

    `said` are those of `ask_all` for the same questions.
    """
    rebuilt = []
    for one in asked:
        file = files / f"{one.paragraph}{SUFFIX}"
        text = file.read_bytes()
        file.unlink()
        try:
            library.sync([files])
            rebuilt.append(Assistant(library).ask(one.text).confidence)
        finally:
            file.write_bytes(text)
            library.sync([files])
    whole, filtered = ([sure for sure, _ in said[way]] for way in WAYS[:2])
    apart = np.array(rebuilt) - filtered
    print(
        f"a library really without the paragraph, {len(asked)} questions: confidence higher by "
        f"{apart.mean():+.4f}, apart by {abs(apart).mean():.4f} (at most {abs(apart).max():.4f}); "
        f"AUROC {area_under_curve(whole, rebuilt):.3f}, filtered "
        f"{area_under_curve(whole, filtered):.3f}"
    )


def main():
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", choices=ARTICLES, default="even")
    parser.add_argument("--limit", type=int, help="only so many questions, evenly drawn")
    parser.add_argument("--keep", type=Path, help="keep the library here, or find it")
    parser.add_argument("--check", type=int, default=0, help="questions of a rebuilt library")
    options = parser.parse_args()
    texts, asked = read_articles(options.shared, options.articles)
    asked = draw(asked, options.limit)
    print(f"KorQuAD 1.0 dev: {len(texts)} paragraphs, {len(asked)} questions")
    print(f"{'AUROC':24} " + "  ".join(f"{way:22}" for way in WAYS[1:]))
    show("coverage, best by BM25", measure_overlap(Overlap(texts), asked))
    with TemporaryDirectory() as made:
        folder = (options.keep or Path(made)) / f"korquad-{options.articles}"
        with open_library(folder, load_encoder(), texts) as library:
            said = ask_all(Assistant(library), asked)
            show("Answer.confidence", {way: [sure for sure, _ in said[way]] for way in WAYS})
            show_abstentions(said)
            if options.check:
                places = draw(range(len(asked)), options.check)
                sample = [asked[at] for at in places]
                drawn = {way: [values[at] for at in places] for way, values in said.items()}
                check(library, folder / "paragraphs", sample, drawn)


if __name__ == "__main__":
    main()
