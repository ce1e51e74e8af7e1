"""How well a follow-up is completed, measured by what is found with it.

    python -m tests.benchmarks.followups [--set tune|report] [--library DIR] [--show]

Every question of `followups/SET.jsonl` is searched (`Assistant.retrieve`) as it was typed, with
the question before it in front, as `assistant.conversation` completes it, and as a person did
(the field `completed`). `tune` may be read question by question (`--show`); `report` is only
ever reported.
"""

import argparse
import json
import tempfile
import time
from pathlib import Path
from statistics import median

from assistant import Assistant, load_gold
from assistant.conversation import complete
from assistant.evaluation.coverage import EvidenceFinder, Region, best_rank
from assistant.evaluation.metrics import DEPTH, retrieval_scores
from corpus import sample_folder
from index import Library, load_encoder

HERE = Path(__file__).parent
NAMES = ("hit@1", "hit@5", "ndcg@10")
WAYS = ("as typed", "always in front", "completed", "by hand")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", choices=("tune", "report"), default="tune")
    parser.add_argument("--library", type=Path, help="kept for the next run")
    parser.add_argument("--show", action="store_true", help="each question (tune only)")
    options = parser.parse_args()
    if options.show and options.set != "tune":
        parser.error("the questions of the reported set are not read one by one")
    with tempfile.TemporaryDirectory() as folder:
        place = options.library or Path(folder)
        with Library.open(place / options.set, load_encoder()) as library:
            library.sync(documents(options.set))
            report(options.set, library, is_shown=options.show)


def documents(name):
    if name == "report":
        return [sample_folder()]
    return sorted((HERE / "tuning").glob("*/docs"))


def load(name):
    """Return the gold questions and what a person completed each to, by id."""
    path = HERE / "followups" / f"{name}.jsonl"
    lines = path.read_text("utf-8").splitlines()
    return load_gold(path), {row["id"]: row["completed"] for row in map(json.loads, lines)}


def report(name, library, *, is_shown):
    gold, by_hand = load(name)
    finder = EvidenceFinder([library.document(r.id) for r in library.documents()])
    assistant = Assistant(library)
    complete("그럼 수출은?", ["수입은 얼마야?"], library)  # loads what is loaded once
    scores, times, unchanged = {way: {} for way in WAYS}, [], {}
    for question in gold:
        target = finder.target(question)
        if not all(target.places):
            raise SystemExit(f"{question.id}: a quotation stands nowhere")
        started = time.process_time()
        completed = complete(question.question, question.context, library)
        times.append((time.process_time() - started) * 1000)
        asked = {
            "as typed": question.question,
            "always in front": f"{question.context[-1]} {question.question}",
            "completed": completed,
            "by hand": by_hand[question.id],
        }
        unchanged[question.id] = completed == question.question
        for way, text in asked.items():
            hits = assistant.retrieve(text, top_k=DEPTH)
            regions = [Region(h.passage.document_id, h.passage.view.spans) for h in hits]
            done = target.completions(regions)
            scores[way][question.id] = retrieval_scores(done, target)
            if is_shown and way == "completed":
                show(
                    question, completed, by_hand[question.id], best_rank(done, target.alternatives)
                )
    for kind in ("elliptic", "standalone"):
        chosen = [question.id for question in gold if question.type == kind]
        kept = sum(unchanged[each] for each in chosen)
        print(f"\n{name}, {kind}: {len(chosen)} questions, {kept} left as they are")
        for way in WAYS:
            means = [
                sum(scores[way][each][metric].part for each in chosen) / len(chosen)
                for metric in NAMES
            ]
            print(
                f"  {way:16}", "  ".join(f"{n} {m:.3f}" for n, m in zip(NAMES, means, strict=True))
            )
    print(f"\ncompleting, CPU time: median {median(times):.2f} ms, most {max(times):.2f} ms")


def show(question, completed, by_hand, rank):
    mark = " " if rank and rank <= 5 else "x"
    wrong = "!" if (completed == question.question) != (question.type == "standalone") else " "
    print(f"{mark}{wrong} {question.id} {question.context[-1]} | {question.question}")
    if completed != question.question or question.type == "elliptic":
        print(f"      {completed}\n      ({by_hand})")


if __name__ == "__main__":
    main()
