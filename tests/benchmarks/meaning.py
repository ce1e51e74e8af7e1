"""Is a passage found that says it in other words? Paraphrase, everyday, English and Chinese.

    python -m tests.benchmarks.meaning [--set tune|report] [--embedder FOLDER] [--json OUT]

`meaning/tune.jsonl` asks about the eighteen documents under `tuning/` and may fit constants;
`meaning/report.jsonl` asks about the sample documents and is only ever reported. One library
holds all documents of a set. Measured: the words alone, the vectors alone, both
(`Library.search`), the order that `search` shows (`Assistant.retrieve`), and BM25 over fixed
windows. "Better leg" is that of words and vectors with the higher nDCG@10 over the questions
of the row; the difference to it is paired, question by question.
"""

import argparse
import json
import re
import tempfile
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

from assistant import Assistant, compare_metrics, estimate_metrics, load_gold
from assistant.evaluation.baselines import WindowBaseline
from assistant.evaluation.coverage import EvidenceFinder, Region
from assistant.evaluation.metrics import DEPTH, retrieval_scores
from corpus import Span, sample_folder
from index import Library, extract_query_terms, extract_terms, load_encoder

HERE = Path(__file__).parent
GOLD = {name: HERE / "meaning" / f"{name}.jsonl" for name in ("tune", "report")}
STYLES = ("paraphrase", "colloquial", "English", "Chinese")
NAMES = ("hit@1", "hit@5", "ndcg@10")
LEGS = ("lexical", "dense")
DECIDES = "ndcg@10"
# What stands this near to a quotation is taken for its passage, whatever the chunking.
AROUND_CHARS = 200
HANGUL = re.compile("[가-힣]")


def document_folders(name):
    """Return the folders that the set asks about."""
    return sorted(HERE.glob("tuning/*/docs")) if name == "tune" else [sample_folder()]


def measure_overlap(question, around):
    """Return the share of a question's search terms that stand in the text, 0 without any.

    What is counted are words that the two have in writing: of a question without Hangul not
    how its Chinese is read, which is searched as well, but its characters in pairs.
    """
    asked, held = extract_query_terms(question), extract_terms(around)
    terms, found = set(asked.words), set(held.words)
    if not HANGUL.search(question):
        terms = {term for term in terms | set(asked.grams) if not HANGUL.search(term)}
        found |= set(held.grams)
    return len(terms & found) / len(terms) if terms else 0.0


def surroundings(text, span):
    """Return a quotation with what stands around it."""
    return text[max(0, span.start - AROUND_CHARS) : span.end + AROUND_CHARS]


def ways_to_search(library, documents):
    """Return each way by name: a question in, regions out, best first."""
    assistant = Assistant(library)

    def leg(mode):
        return lambda text: regions(library.search(text, top_k=DEPTH, mode=mode))

    def window(*, korean):
        baseline = WindowBaseline(documents, korean=korean)
        return lambda text: baseline.search(text, DEPTH)

    return {
        "lexical": leg("lexical"),
        "dense": leg("dense"),
        "hybrid": leg("hybrid"),
        "reranked": lambda text: regions(assistant.retrieve(text, top_k=DEPTH)),
        "bm25-kiwi": window(korean=True),
        "bm25-words": window(korean=False),
    }


def regions(hits):
    """Return what the hits hold of their documents."""
    return [Region(hit.passage.document_id, hit.passage.view.spans) for hit in hits]


def run(gold, folders, encoder):
    """Return the scores of every way (way -> question id -> measures), and the overlaps.

    An overlap is the greatest share of the question's terms that stands near one of its
    quotations.
    """
    scores, overlaps = defaultdict(dict), {}
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library", encoder) as library,
    ):
        library.sync(folders)
        documents = [library.document(record.id) for record in library.documents()]
        texts = {document.id: document.text for document in documents}
        finder = EvidenceFinder(documents)
        ways = ways_to_search(library, documents)
        for question in gold:
            target = finder.target(question)
            if not all(target.places):
                raise SystemExit(f"{question.id}: a quotation stands nowhere")
            overlaps[question.id] = max(
                measure_overlap(question.question, surroundings(texts[place.document_id], span))
                for places in target.places
                for place in places
                for span in [Span(int(place.offsets[0]), int(place.offsets[-1]) + 1)]
            )
            for way, search in ways.items():
                completions = target.completions(search(question.question)[:DEPTH])
                scores[way][question.id] = retrieval_scores(completions, target)
    return scores, overlaps


def summarise(gold, scores, overlaps):
    """Return the figures of each style and of all questions."""
    groups = {style: [q.id for q in gold if q.style == style] for style in STYLES}
    groups["all"] = [question.id for question in gold]
    return {
        name: {"overlap": sum(overlaps[one] for one in ids) / len(ids)}
        | _summarise_group(ids, scores)
        for name, ids in groups.items()
        if ids
    }


def rank_of(measures):
    """Return the rank of a question with these measures, None beyond the depth."""
    reciprocal = measures["mrr@10"].part
    return round(1 / reciprocal) if reciprocal else None


def _summarise_group(ids, scores):
    kept = {way: {one: found[one] for one in ids} for way, found in scores.items()}
    measured = {way: estimate_metrics(list(found.values()), NAMES) for way, found in kept.items()}
    better = max(LEGS, key=lambda leg: measured[leg][DECIDES].value)
    ways = {
        way: {metric: asdict(estimate) for metric, estimate in estimates.items()}
        for way, estimates in measured.items()
    }
    minus = {
        f"{way} minus {better}": {
            metric: asdict(difference)
            for metric, difference in compare_metrics(kept[way], kept[better], NAMES).items()
        }
        for way in ("hybrid", "reranked")
    }
    return {"n": len(ids), "ways": ways, "better_leg": better, "differences": minus}


def show(summary):
    """Print the summary as tables."""
    for group, found in summary.items():
        print(f"\n{group}, n = {found['n']}, mean overlap {found['overlap']:.2f}")
        for way, figures in (found["ways"] | found["differences"]).items():
            sign = "+" if way in found["differences"] else ""
            cells = (
                f"{metric} {f['value']:{sign}.3f} [{f['low']:{sign}.3f}, {f['high']:{sign}.3f}]"
                for metric, f in figures.items()
            )
            print(f"  {way:24} " + "  ".join(cells))


def main():
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", choices=GOLD, default="tune")
    parser.add_argument("--embedder", help="a model folder; the bundled one unless given")
    parser.add_argument("--json", type=Path, help="write the figures and all ranks here")
    options = parser.parse_args()
    gold = load_gold(GOLD[options.set])
    encoder = load_encoder(options.embedder)
    scores, overlaps = run(gold, document_folders(options.set), encoder)
    summary = summarise(gold, scores, overlaps)
    show(summary)
    if options.json:
        questions = [
            {
                "id": question.id,
                "style": question.style,
                "overlap": overlaps[question.id],
                "ranks": {way: rank_of(found[question.id]) for way, found in scores.items()},
            }
            for question in gold
        ]
        whole = {
            "set": options.set,
            "model": encoder.name,
            "fingerprint": encoder.fingerprint,
            "groups": summary,
            "questions": questions,
        }
        options.json.write_text(json.dumps(whole, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
