"""How long an answer takes in process, asked for the first time and again.

    python -m tests.benchmarks.answer_speed [--passages 10000] [--questions 200] [--repeats 3]
        [--shared ../shared] [--keep DIR] [--json OUT]

The library is made of recombined sentences (`speed_library`); questions are those that people
asked. Each repeat opens the library anew and asks every question twice: what was read for the
first answer is at hand for the second. `finding` is the search with the reading and weighing of
what it finds, `composing` all the rest: understanding, choosing, proving. `wall` is what a user
waits, `CPU` what the asking thread would wait on an idle machine. Of every percentile the median
over the repeats is shown. With `--keep` the library stays in DIR and is used again.
"""

import argparse
import json
import tempfile
import time
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from assistant import Assistant
from assistant.retrieval import Retrieval
from index import Library, load_encoder
from tests.benchmarks.speed_library import (
    build_library,
    make_halves,
    read_questions,
    read_texts,
    split_halves,
)

# Milliseconds of wall time, 95th percentile: what is aimed at, and what is let pass.
GOAL_MS, FLOOR_MS = 50, 150
ROUNDS = ("first", "again")
CLOCKS = {"wall": time.perf_counter, "CPU": time.thread_time}
# Questions that are asked before the watch is started: models and caches load.
WARM_UP = 20


@contextmanager
def timed_finding():
    """Collect what `Retrieval.find` takes by each clock, in milliseconds."""
    spent, find = defaultdict(float), Retrieval.find

    def timed(*given, **named):
        started = {name: clock() for name, clock in CLOCKS.items()}
        try:
            return find(*given, **named)
        finally:
            for name, clock in CLOCKS.items():
                spent[name] += 1000 * (clock() - started[name])

    Retrieval.find = timed
    try:
        yield spent
    finally:
        Retrieval.find = find


def measure(assistant, questions):
    """Return the milliseconds of each question, a list for each (clock, part)."""
    taken = defaultdict(list)
    with timed_finding() as finding:
        for question in questions:
            finding.clear()
            started = {name: clock() for name, clock in CLOCKS.items()}
            assistant.ask(question)
            for name, clock in CLOCKS.items():
                whole = 1000 * (clock() - started[name])
                taken[name, "answer"].append(whole)
                taken[name, "finding"].append(finding[name])
                taken[name, "composing"].append(whole - finding[name])
    return taken


def run(open_again, questions, repeats):
    """Return {"round clock part": [p50, p95]}, each the median over the repeats."""
    found = defaultdict(list)
    for _ in range(repeats):
        with open_again() as library:
            assistant = Assistant(library)
            for question in questions[:WARM_UP]:
                assistant.ask(question)
            for name in ROUNDS:
                for (clock, part), taken in measure(assistant, questions[WARM_UP:]).items():
                    found[f"{name} {clock} {part}"].append(np.percentile(taken, (50, 95)))
    return {key: np.median(rows, axis=0).tolist() for key, rows in found.items()}


def show(figures):
    """Print the table."""
    print(f"{'':28} {'p50 ms':>8} {'p95 ms':>8}   (p95: goal {GOAL_MS}, floor {FLOOR_MS})")
    for key, (middle, high) in figures.items():
        print(f"{key:28} {middle:8.1f} {high:8.1f}")


def main():
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--keep", type=Path, help="keep the library here, or find it")
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    encoder = load_encoder()
    questions = read_questions(options.shared, options.questions + WARM_UP)
    with tempfile.TemporaryDirectory() as made:
        folder = (options.keep or Path(made)) / f"passages-{options.passages}"
        if not folder.is_dir():
            halves = [make_halves(one, encoder) for one in split_halves(read_texts(options.shared))]
            folder.mkdir(parents=True)
            build_library(folder, encoder, options.passages, *halves).close()
        figures = run(lambda: Library.open(folder, encoder), questions, options.repeats)
    print(f"{options.passages} passages, {len(questions) - WARM_UP} questions")
    show(figures)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), "utf-8")


if __name__ == "__main__":
    main()
