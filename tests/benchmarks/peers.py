"""Other stacks on the same questions in the same run: quality and time side by side.

    python -m tests.benchmarks.peers --set korquad-even|korquad-odd|samples|dev|FOLDER
        [--limit 500] [--only NAME]... [--install] [--environment DIR] [--shared ../shared]
        [--json OUT]

FOLDER is a retrieval benchmark (see `retrieval_folder`). Every contestant runs in a process of
its own, in the environment at `--environment` (or in this one, where there is none); `--install`
makes it from the pinned extra `benchmarks` of pyproject.toml. After that nothing reaches the
network, and telemetry is off. What is not installed is skipped, and said.

The peers are given the product's own passages ("same passages"), and, where they cut documents
themselves, the documents' text as the product read it ("own chunks"). Results are ranked as
`geungeo eval` ranks them: by what covers a gold quotation; on sets that judge documents, by the
first passage of each. The last column but those of time is paired, question by question.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
import venv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from assistant import compare_metrics, estimate_metrics, load_gold
from assistant.evaluation.coverage import EvidenceFinder, Region
from assistant.evaluation.metrics import DEPTH, retrieval_scores
from corpus import Span, sample_folder, sample_gold
from index import Library, load_encoder
from tests.benchmarks.peers_child import CUTTERS, PEERS
from tests.benchmarks.retrieval_folder import (
    PASSAGES,
    BadFolder,
    graded_scores,
    load_set,
    write_files,
)

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("hit@1", "hit@5", "ndcg@10")
PRODUCT = ("geungeo", "geungeo-index")
OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "TOKENIZERS_PARALLELISM": "false",
    "TQDM_DISABLE": "1",
}


@dataclass(frozen=True)
class Contest:
    """Questions by id, the files that they ask about, and who judges what was found.

    `judge(question id, regions)` takes the documents by their source; `top_k` is how many
    passages a ranking takes.
    """

    name: str
    paths: list[Path]
    questions: dict[str, str]
    top_k: int
    by_document: dict | None = None
    gold: tuple = ()

    def judge(self, documents):
        """Return a function from a question's id and its regions to its scores."""
        if self.by_document is not None:
            names = {document.id: document.source for document in documents}

            def judge(key, regions):
                found = dict.fromkeys(Path(names[r.document_id]).stem for r in regions)
                return graded_scores(list(found), self.by_document[key])

            return judge
        finder = EvidenceFinder(documents)
        targets = {question.id: finder.target(question) for question in self.gold}
        return lambda key, regions: retrieval_scores(
            targets[key].completions(regions[:DEPTH]), targets[key]
        )


@dataclass(frozen=True)
class Run:
    """What one contestant did; `skipped` says why it did nothing."""

    name: str
    given: str
    scores: dict
    result: dict
    skipped: str = ""


def open_contest(name, shared, limit, folder):
    """Return a contest by its name; files that it needs are written to `folder`."""
    if name in ("samples", "dev"):
        path = sample_gold() if name == "samples" else shared / "gold" / "dev.jsonl"
        gold = tuple(question for question in load_gold(path) if question.answerable)
        gold = gold[:: max(1, len(gold) // limit)][:limit] if limit else gold
        asked = {q.id: " ".join([*q.context, q.question]) for q in gold}
        paths = [sample_folder() if name == "samples" else shared / "seeds"]
        return Contest(name, paths, asked, DEPTH, gold=gold)
    retrieval = load_set(name, shared).sampled(limit)
    ids = write_files(retrieval, folder / "documents")
    places = {key: f"{number:07}" for number, key in enumerate(ids)}
    qrels = {
        query: {places[document]: grade for document, grade in grades.items()}
        for query, grades in retrieval.qrels.items()
    }
    return Contest(
        retrieval.name, [folder / "documents"], retrieval.queries, PASSAGES, by_document=qrels
    )


def pinned_packages():
    """Return what the product and the extra `benchmarks` ask for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["benchmarks"]]


def install(environment):
    """Make the peers' environment; the one step that needs the package index."""
    venv.create(environment, with_pip=True)
    subprocess.run(
        [interpreter(environment), "-m", "pip", "install", "--quiet", *pinned_packages()],
        check=True,
    )


def interpreter(environment):
    """Return the environment's Python; this one where there is no such environment."""
    names = ("Scripts/python.exe", "bin/python")
    found = [environment / name for name in names if (environment / name).is_file()]
    return str(found[0]) if found else sys.executable


def run_child(python, job, folder):
    """Return the result of a job that another process does; one that fails is skipped."""
    given, made = folder / "job.json", folder / "result.json"
    given.write_text(json.dumps(job), "utf-8")
    made.unlink(missing_ok=True)
    done = subprocess.run(
        [python, "-m", "tests.benchmarks.peers_child", str(given), str(made)],
        cwd=ROOT,
        env={**os.environ, **OFFLINE},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not made.is_file():
        last = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        return {"skipped": f"failed: {last[0][:200]}"}
    return json.loads(made.read_text("utf-8"))


def compete(contest, names, python, folder, say=print):
    """Yield a run for every contestant; the product first, which makes the passages."""
    job = {"questions": list(contest.questions.values()), "top_k": contest.top_k}
    library_folder = folder / "library"
    product = {}
    for name in PRODUCT:
        paths = [str(path) for path in contest.paths]
        say(f"... {name}")
        asked = {**job, "peer": name, "library": str(library_folder), "paths": paths}
        product[name] = run_child(sys.executable, asked, folder)
        if "skipped" in product[name]:
            raise SystemExit(f"{name}: {product[name]['skipped']}")
        # The second finds the library of the first.
        product[name]["index_s"] = product[PRODUCT[0]]["index_s"]
    with Library.open(library_folder, load_encoder(), read_only=True) as library:
        records = [record for record in library.documents() if record.state == "indexed"]
        documents = [library.document(record.id) for record in records]
        passages = [passage for document in documents for passage in library.passages(document.id)]
    judge, ids = contest.judge(documents), {document.source: document.id for document in documents}
    for name, result in product.items():
        regions = [
            [Region(ids[source], tuple(Span(*span) for span in spans)) for source, spans in found]
            for found in result["results"]
        ]
        yield Run(name, "files", score(contest, judge, regions), result)
    same = [Region(passage.document_id, passage.view.spans) for passage in passages]
    for name in names:
        say(f"... {name}")
        texts = [passage.text for passage in passages]
        result = run_child(python, {**job, "peer": name, "cuts": False, "texts": texts}, folder)
        if "skipped" in result:
            yield Run(name, "same passages", {}, {}, result["skipped"])
            continue
        regions = [[same[number] for number in found] for found in result["results"]]
        yield Run(name, "same passages", score(contest, judge, regions), result)
        if name not in CUTTERS:
            continue
        texts = [document.text for document in documents]
        result = run_child(python, {**job, "peer": name, "cuts": True, "texts": texts}, folder)
        if "skipped" in result:
            yield Run(name, "own chunks", {}, {}, result["skipped"])
            continue
        own = [Region(documents[n].id, (Span(a, b),)) for n, a, b in result["chunks"]]
        regions = [[own[number] for number in found] for found in result["results"]]
        yield Run(name, "own chunks", score(contest, judge, regions), result)


def score(contest, judge, regions):
    """Return the scores of every question."""
    return {key: judge(key, found) for key, found in zip(contest.questions, regions, strict=True)}


def table(runs):
    """Return the runs as a Markdown table; differences are the first run's minus the row's."""
    head = ("", "given", "passages", *NAMES, f"geungeo minus it, {NAMES[-1]}")
    head += ("index s", "p50 ms", "p95 ms", "CPU p50 ms", "MB")
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for run in runs:
        if run.skipped:
            lines.append(f"| {run.name} | {run.given} | skipped: {run.skipped} |")
            continue
        measured = estimate_metrics(list(run.scores.values()), NAMES)
        cells = [run.name, run.given, str(run.result["count"])]
        cells += [f"{m.value:.3f} [{m.low:.3f}, {m.high:.3f}]" for m in measured.values()]
        cells.append("" if run is runs[0] else difference(runs[0].scores, run.scores))
        wall = np.percentile(run.result["search_ms"], (50, 95))
        cells += [f"{run.result['index_s']:.1f}", f"{wall[0]:.1f}", f"{wall[1]:.1f}"]
        cells += [f"{np.median(run.result['cpu_ms']):.1f}", f"{run.result['megabytes']:.0f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def difference(ours, theirs):
    """Return the paired difference with its interval."""
    change = compare_metrics(ours, theirs, NAMES[-1:])[NAMES[-1]]
    return f"{change.value:+.3f} [{change.low:+.3f}, {change.high:+.3f}]"


def as_json(contest, runs):
    """Return the figures for a file."""
    rows = []
    for run in runs:
        row = {"name": run.name, "given": run.given, "skipped": run.skipped}
        if not run.skipped:
            measured = estimate_metrics(list(run.scores.values()), NAMES)
            row |= {name: [m.value, m.low, m.high] for name, m in measured.items()}
            row |= {"p50_ms": float(np.median(run.result["search_ms"]))}
            row |= {"p95_ms": float(np.percentile(run.result["search_ms"], 95))}
            row |= {key: run.result[key] for key in ("count", "index_s", "megabytes")}
        rows.append(row)
    return {"set": contest.name, "questions": len(contest.questions), "runs": rows}


def main():
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", default="samples", help="korquad-even, samples, dev or a folder")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--limit", type=int, default=0, help="only so many questions, evenly drawn")
    parser.add_argument("--only", action="append", choices=PEERS, help="only this peer")
    parser.add_argument("--install", action="store_true", help="make the peers' environment")
    parser.add_argument("--environment", type=Path, default=user_cache_path("geungeo") / "peers")
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    if options.install:
        install(options.environment)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        try:
            contest = open_contest(options.set, options.shared, options.limit, folder)
        except BadFolder as error:
            raise SystemExit(str(error)) from None
        print(f"{contest.name}: {len(contest.questions)} questions, 95 % bootstrap intervals")
        python = interpreter(options.environment)
        names = options.only or list(PEERS)
        runs = list(
            compete(contest, names, python, folder, lambda line: print(line, file=sys.stderr))
        )
        print(table(runs))
        if options.json:
            text = json.dumps(as_json(contest, runs), ensure_ascii=False, indent=1)
            options.json.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
