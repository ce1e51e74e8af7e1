"""How long a search takes in process, and where the time goes, at several sizes of library.

    python -m tests.benchmarks.speed [--passages 1000 10000 100000] [--questions 200]
        [--shared ../shared] [--keep DIR] [--json OUT]

Libraries are made of recombined sentences (`speed_library`); questions are those that people
asked. `Library.search` is timed as it serves: one after the other, one thread each. `wall` is
what a user waits, `CPU` what it would be on an idle machine: other processes cannot take it.
The parts are timed in a second round, so that timing them costs the first one nothing.
`recall` is the share of the nearest passages that the dense leg finds of a comparison of all.
With `--keep` libraries stay in DIR and are used again.
"""

import argparse
import json
import tempfile
import time
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from index import Library, dense, lexical, library, load_encoder, search, snapshot
from index.rewording import Rewording
from tests.benchmarks.speed_library import (
    build_library,
    make_halves,
    read_questions,
    read_texts,
    split_halves,
)

# Milliseconds of wall time, 95th percentile: what is aimed at, and what is let pass.
BARS = {1_000: (5, 20), 10_000: (10, 30), 100_000: (20, 60)}
POOL = 200
VECTOR = "question's vector"
PARTS = {
    "wording": (Rewording, "reword"),
    "terms (Kiwi)": (search, "extract_query_terms"),
    "words (tantivy)": (lexical.LexicalIndex, "search"),
    "weights of words": (lexical.LexicalIndex, "ceiling"),
    "known words": (lexical.LexicalIndex, "explained_share"),
    "vectors (FAISS)": (dense.DenseIndex, "nearest"),
    "vectors of words' hits": (dense.DenseIndex, "score"),
    "finding and fusing, all": (library, "find"),
    "fetching (SQLite)": (snapshot.Snapshot, "numbered_passages"),
    "taking the best, all": (library, "take_best"),
    "folding": (library, "fold_repeats"),
}


@contextmanager
def timed_parts(encoder):
    """Collect the CPU milliseconds of each part of a search, by its label."""
    spent = defaultdict(float)
    places = {**PARTS, VECTOR: (encoder, "encode_queries")}
    kept = [
        (owner, name, vars(owner).get(name))
        for owner, name in places.values()
        if hasattr(owner, name)
    ]
    for label, (owner, name) in places.items():
        if hasattr(owner, name):
            setattr(owner, name, _timed(getattr(owner, name), spent, label))
    try:
        yield spent
    finally:
        for owner, name, own in kept:
            if own is None:
                delattr(owner, name)
            else:
                setattr(owner, name, own)


def _timed(function, spent, label):
    def timed(*given, **named):
        started = time.thread_time()
        try:
            return function(*given, **named)
        finally:
            spent[label] += 1000 * (time.thread_time() - started)

    return timed


def measure(opened, questions):
    """Return wall and CPU milliseconds of each search."""
    wall, spent = [], []
    for question in questions:
        started, before = time.perf_counter(), time.thread_time()
        opened.search(question)
        wall.append(1000 * (time.perf_counter() - started))
        spent.append(1000 * (time.thread_time() - before))
    return wall, spent


def measure_parts(opened, questions):
    """Return the CPU milliseconds of each part, a list a part."""
    parts = defaultdict(list)
    with timed_parts(opened.encoder) as spent:
        for question in questions:
            spent.clear()
            opened.search(question)
            for label in (*PARTS, VECTOR):
                parts[label].append(spent.get(label, 0.0))
    return parts


def measure_recall(opened, questions):
    """Return the share of the nearest passages that the dense leg finds."""
    with opened._generations.reading() as held:
        index = held.derived.dense
    exact = dense.DenseIndex(index._vectors, index._ids)
    found = total = 0
    for question in questions:
        row = opened.encoder.encode_queries([question])
        nearest = index.nearest(row, POOL).keys()
        expected = exact.nearest(row, POOL).keys()
        found += len(nearest & expected)
        total += len(expected)
    return found / total


def percentiles(values):
    """Return the median and the 95th percentile."""
    return [float(one) for one in np.percentile(values, (50, 95))]


def run(count, opened, questions):
    """Return the figures of one library."""
    fresh, timed, rest = questions[:20], questions[20::2], questions[21::2]
    measure(opened, fresh)
    wall, spent = measure(opened, timed)
    parts = measure_parts(opened, rest)
    status = opened.status()
    return {
        "passages": count,
        "vectors": status.vectors,
        "megabytes": round(status.size_bytes / 1e6),
        "wall_ms": percentiles(wall),
        "cpu_ms": percentiles(spent),
        "recall": measure_recall(opened, rest[:50]),
        "parts_cpu_ms": {label: percentiles(values) for label, values in parts.items()},
    }


def show(figures):
    """Print the figures of one library."""
    goal, floor = BARS.get(figures["passages"], (None, None))
    aims = f" (goal p95 {goal}, floor {floor})" if goal else ""
    wall, spent = figures["wall_ms"], figures["cpu_ms"]
    print(
        f"\n{figures['passages']} passages, {figures['vectors']} vectors, "
        f"{figures['megabytes']} MB on disk, built in {figures['built_s']:.0f} s\n"
        f"  wall p50 {wall[0]:.1f} p95 {wall[1]:.1f} ms{aims}, "
        f"CPU p50 {spent[0]:.1f} p95 {spent[1]:.1f} ms, "
        f"recall of the nearest {POOL}: {figures['recall']:.4f}"
    )
    for label, (median, high) in figures["parts_cpu_ms"].items():
        print(f"    {label:26} CPU p50 {median:6.2f}  p95 {high:6.2f}")


def main():
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--passages", type=int, nargs="+", default=sorted(BARS))
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--keep", type=Path, help="keep the libraries here, or find them")
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    encoder = load_encoder()
    questions = read_questions(options.shared, options.questions)
    halves, done = None, []
    with tempfile.TemporaryDirectory() as made:
        for count in options.passages:
            folder = (options.keep or Path(made)) / f"passages-{count}"
            started = time.perf_counter()
            if folder.is_dir():
                opened = Library.open(folder, encoder)
            else:
                texts = read_texts(options.shared)
                halves = halves or [make_halves(one, encoder) for one in split_halves(texts)]
                started = time.perf_counter()
                folder.mkdir(parents=True)
                opened = build_library(folder, encoder, count, *halves)
            built_s = time.perf_counter() - started
            with opened:
                done.append(run(count, opened, questions) | {"built_s": built_s})
            show(done[-1])
    if options.json:
        options.json.write_text(json.dumps(done, indent=1), "utf-8")


if __name__ == "__main__":
    main()
