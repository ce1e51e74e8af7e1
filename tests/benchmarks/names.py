"""What another name costs: questions with a name against the same by its other name.

    python -m tests.benchmarks.names --shared ../shared [--articles odd] [--limit 300]

A question that holds a name which the paragraphs also write otherwise is asked as it stands
and, with a fixed seed, with the name replaced (Hangul by Latin or Chinese and back), each with
and without the step `names`. The questions as they stand are the check that nothing is lost.
"""

import argparse
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from index import Library, Steps, load_encoder
from index.wording.aliases import mine
from index.wording.names import Names
from tests.benchmarks.korquad import ARTICLES, NAMES, PASSAGES, load_korquad, rank_of, report

SEED = 7


def swap_names(questions, names, seed=SEED):
    """Return questions that hold a name: as they stand, by another name, and what answers."""
    draw = random.Random(seed)
    swapped = []
    for question, wanted in questions:
        found = list(names.find(question))
        if found:
            start, end, others = draw.choice(found)
            other = draw.choice(others).text
            swapped.append((question, question[:start] + other + question[end:], wanted))
    return swapped


def find(library, asked):
    """Return the rank of each question's paragraph."""
    return [
        rank_of(
            wanted,
            [int(Path(h.document.source).stem) for h in library.search(text, top_k=PASSAGES)],
        )
        for text, wanted in asked
    ]


def main():
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", choices=ARTICLES, default="odd")
    parser.add_argument("--limit", type=int, default=300)
    options = parser.parse_args()
    paragraphs, questions = load_korquad(options.shared, options.articles)
    names = Names.of_aliases(mine((str(n), text) for n, text in enumerate(paragraphs)))
    swapped = swap_names(questions, names)
    swapped = swapped[:: max(1, len(swapped) // options.limit)]
    print(f"{len(paragraphs)} paragraphs, {len(names)} names, {len(swapped)} questions")
    print(f"{'':22} " + "".join(f"{name:22} " for name in NAMES) + "(95 % bootstrap interval)")
    with TemporaryDirectory() as folder:
        files = Path(folder) / "paragraphs"
        files.mkdir()
        for number, paragraph in enumerate(paragraphs):
            (files / f"{number:04}.txt").write_text(paragraph, encoding="utf-8")
        with Library.open(Path(folder) / "library", load_encoder()) as library:
            library.sync([files])
            for label, searched in (
                ("without names", library.taking(Steps(names=False))),
                ("with names", library),
            ):
                report(f"clean, {label}", find(searched, [(q, w) for q, _, w in swapped]))
                report(f"swapped, {label}", find(searched, [(s, w) for _, s, w in swapped]))


if __name__ == "__main__":
    main()
