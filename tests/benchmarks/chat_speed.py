"""How fast the chat is and what it holds in memory, from `geungeo serve` to a full day.

    python -m tests.benchmarks.chat_speed [--library DIR | --passages 10000] [--starts 3]
        [--questions 60] [--people 8] [--rounds 8] [--memory-questions 200]
        [--shared ../shared] [--keep DIR] [--json OUT]

The real server on a library of recombined sentences (`speed_library`, kept in `--keep`), or on a
copy of `--library`. `ready` is when it says its address, `first page` when it has given the page
once. A headless Chromium that runs already opens it right after the start and again when the
server is quiet: `paint` is its first contentful paint, `box` when the question's box is there,
`usable` when a question is sent at once. Questions are those that people asked, each another:
one after the other in the browser and over the page's own stream, then by as many people as
`--people` says at the same moment. `server's CPU a question` is what an idle machine would need. Of several starts the median is shown. Every percentile is of
wall time: on a machine that does something else, they are that machine's.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np

from index import load_encoder
from tests.benchmarks.chat_clients import (
    ask_at_once,
    ask_in_browser,
    browsing,
    open_page,
    serving,
)
from tests.benchmarks.speed_library import (
    build_library,
    make_halves,
    read_questions,
    read_texts,
    split_halves,
)

# What is aimed at, by the name of the figure: seconds, milliseconds, megabytes.
GOALS = {
    "start: ready s": 8,
    "opened at once: paint ms": 1500,
    "browser: first text p95 ms": 400,
    "stream: first text p95 ms": 400,
    "at once: first text p95 ms": 1500,
    "memory after all: peak MB": 1200,
}
WARM_UP = 5


def prepare(folder, options):
    """Return the folder of a library that may be written to."""
    if options.library:
        shutil.copytree(options.library, folder / "library")
        return folder / "library"
    kept = (options.keep or folder) / f"passages-{options.passages}"
    if not kept.is_dir():
        encoder = load_encoder()
        halves = [make_halves(one, encoder) for one in split_halves(read_texts(options.shared))]
        kept.mkdir(parents=True)
        build_library(kept, encoder, options.passages, *halves).close()
    if options.keep:
        shutil.copytree(kept, folder / "library")
        return folder / "library"
    return kept


def measure_starts(library, browser, count):
    """Return the medians of some starts, the page opened at once and again."""
    starts = []
    for _ in range(count):
        with serving(library) as server:
            found = {"start: ready s": server.ready_s}
            found["start: first page s"] = server.first_response_s()
            context = browser.new_context()
            _, times = open_page(context, server.address)
            found |= _named("opened at once", times)
            server.wait_until_quiet()
            found |= _named("memory when quiet", server.memory_mb(), " MB")
            found |= _named("opened later", open_page(browser.new_context(), server.address)[1])
            found |= _named("opened again", open_page(context, server.address)[1])
            starts.append(found)
    return {key: float(np.median([one[key] for one in starts])) for key in starts[0]}


def measure_answers(library, browser, questions, options):
    """Return the percentiles of the questions, and the memory before and after them."""
    fresh = iter(questions)

    def take(count):
        return [next(fresh) for _ in range(count)]

    found = {}
    with serving(library) as server:
        server.wait_until_quiet()
        page, _ = open_page(browser.new_context(), server.address)
        ask_in_browser(page, take(WARM_UP))
        page.reload()
        page.locator("html[data-ready]").wait_for(state="attached")
        found |= _waits("browser", ask_in_browser(page, take(options.questions)))
        page.close()
        before = server.cpu_s()
        alone = ask_at_once(server.address, take(options.questions), 1)
        spent = 1000 * (server.cpu_s() - before) / options.questions
        found |= _waits("stream", [first for first, _ in alone], [end for _, end in alone])
        found["stream: server's CPU a question ms"] = spent
        crowd = ask_at_once(server.address, take(options.people * options.rounds), options.people)
        found |= _waits("at once", [first for first, _ in crowd], [end for _, end in crowd])
        ask_at_once(server.address, take(options.memory_questions), 2)
        found |= _named("memory after all", server.memory_mb(), " MB")
        server.wait_until_quiet()
        steady = server.memory_mb()
        found |= _named("memory after all, quiet", {k: steady[k] for k in ("rss", "pss")}, " MB")
    return found


def _named(part, figures, unit=""):
    return {
        f"{part}: {name.replace('_', ' ')}{unit}": value
        for name, value in figures.items()
        if value is not None
    }


def _waits(part, first, end=()):
    found = {}
    for name, taken in (("first text", first), ("end", end)):
        if len(taken):
            middle, high = np.percentile(taken, (50, 95))
            found[f"{part}: {name} p50 ms"], found[f"{part}: {name} p95 ms"] = middle, high
    return {key: float(value) for key, value in found.items()}


def show(figures):
    """Print the table."""
    for key, value in figures.items():
        goal = f"   goal {GOALS[key]}" if key in GOALS else ""
        print(
            f"{key:38} {value:9.2f}{goal}" if key.endswith(" s") else f"{key:38} {value:9.0f}{goal}"
        )


def main():
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--library", type=Path, help="measure a copy of this library")
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--starts", type=int, default=3)
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--memory-questions", type=int, default=200)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--keep", type=Path, help="keep the library here, or find it")
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    asked = WARM_UP + 2 * options.questions + options.people * options.rounds
    asked += options.memory_questions
    questions = read_questions(options.shared, asked)
    # Where few are known, the first come again: they are answered from what is at hand.
    questions = (questions * (1 + asked // len(questions)))[:asked]
    with tempfile.TemporaryDirectory() as made, browsing() as browser:
        library = prepare(Path(made), options)
        figures = measure_starts(library, browser, options.starts)
        figures |= measure_answers(library, browser, questions, options)
    show(figures)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), "utf-8")


if __name__ == "__main__":
    main()
