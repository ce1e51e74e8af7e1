"""How right the answers are: KorQuAD's answer sentences, and gold sets.

    python -m tests.benchmarks.answers korquad [--shared ../shared] [--articles even]
        [--limit 1000] [--keep DIR]
    python -m tests.benchmarks.answers gold [--sets samples dev tuning] [--shared ../shared]
        [--keep DIR]

`korquad`: in the gold paragraph alone (the search is held to it), whether the unit that the
assistant ranks first holds the place where the answer stands; end to end, whether the first
unit or one of the first three does, and whether what the answer cites does. An abstention
cites nothing. The baseline is the sentence with the greatest IDF weight of the question's
content morphemes, end to end of the ten best paragraphs by BM25, whose scores are added.
Constants were chosen on odd-numbered articles (counted from 0): `--articles even` are for
reporting. Intervals: 95 %, bootstrap over questions.

`gold`: what `geungeo eval` says of each set, side by side; the sets under `tuning/` are what
constants were fitted on and are shown to be watched, never reported.
"""

import argparse
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from assistant import Assistant, evaluate, load_gold
from assistant.evaluation.bootstrap import estimate_metrics
from assistant.evaluation.confidence import area_under_curve
from assistant.evaluation.metrics import Share
from assistant.evaluation.terms import extract_content
from corpus import sample_folder, sample_gold
from index import Library, load_encoder
from tests.benchmarks.korquad import ARTICLES
from tests.benchmarks.korquad_answers import (
    Overlap,
    UnitRanking,
    draw,
    holds_citation,
    holds_unit,
    only,
    open_library,
    read_articles,
)

HERE = Path(__file__).parent
SETS = ("samples", "dev", "tuning")
PLACES = ("paragraph@1", "@1", "@3")
CITED = ("cited@1", "cited@3", "answered")
MEASURES = (
    "hit@5",
    "answer_hit",
    "citation_hit",
    "both_where_found",
    "citation_precision",
    "sentence_support",
    "abstention_precision",
    "abstention_recall",
    "abstention_f1",
    "false_abstention",
)
# Gold types that ask for one fact.
SINGLE_FACT = frozenset(("fact-number", "fact-entity", "date", "table-cell"))


def places(in_paragraph, end_to_end):
    """Return the measures of units or sentences told right or wrong, best first."""
    values = (any(in_paragraph[:1]), any(end_to_end[:1]), any(end_to_end[:3]))
    return {name: Share(float(v), 1.0) for name, v in zip(PLACES, values, strict=True)}


def measure_overlap(texts, asked):
    """Return the baseline's measures, a row a question."""
    overlap, rows = Overlap(texts), []
    for one, terms in zip(asked, extract_content(one.text for one in asked), strict=True):
        own = overlap.sentences(terms, [(one.paragraph, 0.0)])
        found = overlap.sentences(terms, overlap.paragraphs(terms))
        rows.append(
            places(*([overlap.holds(one, place) for place in each] for each in (own, found)))
        )
    return rows


def measure_assistant(library, asked):
    """Return the assistant's measures, a row a question, and how many sentences it says."""
    ranking, assistant, rows, sentences = UnitRanking(library), Assistant(library), [], []
    for one in asked:
        own = ranking.rank(one.text, only(one.paragraph))
        found = ranking.rank(one.text)
        row = places(*([holds_unit(one, unit) for unit in each] for each in (own, found)))
        answer = assistant.ask(one.text)
        cited = [answer.answerable and holds_citation(one, c) for c in answer.citations]
        values = (any(cited[:1]), any(cited[:3]), answer.answerable)
        row |= {name: Share(float(v), 1.0) for name, v in zip(CITED, values, strict=True)}
        rows.append(row)
        if answer.answerable:
            sentences.append(len(answer.sentences))
    return rows, sentences


def show(name, rows, names):
    """Print one line of the table."""
    found = estimate_metrics(rows, names)
    cells = [f"{found[m].value:.3f} [{found[m].low:.3f}, {found[m].high:.3f}]" for m in names]
    print(f"{name:18} " + "  ".join(cells), flush=True)


def run_korquad(options):
    """Print the table of KorQuAD."""
    texts, asked = read_articles(options.shared, options.articles)
    asked = draw(asked, options.limit)
    print(f"KorQuAD 1.0 dev: {len(texts)} paragraphs, {len(asked)} questions")
    print(f"{'':18} " + "  ".join(f"{name:20}" for name in (*PLACES, *CITED)))
    show("overlap", measure_overlap(texts, asked), PLACES)
    with TemporaryDirectory() as made:
        folder = (options.keep or Path(made)) / f"korquad-{options.articles}"
        with open_library(folder, load_encoder(), texts) as library:
            rows, sentences = measure_assistant(library, asked)
    show("assistant", rows, (*PLACES, *CITED))
    print(f"sentences of an answer: median {median(sentences):.0f}, most {max(sentences)}")


def gold_sets(names, shared):
    """Return the sets by name: documents and questions."""
    listed = {
        "samples": ([sample_folder()], sample_gold()),
        "dev": ([shared / "seeds"], shared / "gold" / "dev.jsonl"),
    }
    chosen = {name: listed[name] for name in names if name in listed}
    if "tuning" in names:
        for gold in sorted((HERE / "tuning").glob("*/gold.jsonl")):
            chosen[gold.parent.name] = ([gold.with_name("docs")], gold)
    return chosen


def measure_gold(library, gold):
    """Return the run of a set, and its AUROC of answerable against unanswerable questions."""
    assistant = Assistant(library)
    run = evaluate(
        gold,
        documents=[library.document(record.id) for record in library.documents()],
        ask=assistant.ask,
        find_passage=library.passage,
        has_baselines=False,
    )
    sure = {
        kind: [r.answer.confidence for r in run.questions if r.question.answerable is kind]
        for kind in (True, False)
    }
    return run, area_under_curve(sure[True], sure[False])


def count_sentences(run):
    """Return how many sentences answers to questions for one fact have."""
    return [
        len(result.answer.sentences)
        for result in run.questions
        if result.question.type in SINGLE_FACT and result.answer.answerable
    ]


def run_gold(options):
    """Print the table of the gold sets."""
    columns = []
    with TemporaryDirectory() as made:
        for name, (docs, path) in gold_sets(options.sets, options.shared).items():
            folder = (options.keep or Path(made)) / name
            folder.mkdir(parents=True, exist_ok=True)
            with Library.open(folder, load_encoder()) as library:
                library.sync(docs)
                run, area = measure_gold(library, load_gold(path))
            columns.append(describe(name, run, area))
    for row in zip(*([("", *MEASURES, "AUROC", "sentences"), *columns]), strict=True):
        print(f"{row[0]:22} " + "  ".join(f"{cell:22}" for cell in row[1:]))


def describe(name, run, area):
    """Return one column of the table."""
    cells = [f"{name} ({len(run.questions)})"]
    for measure in MEASURES:
        found = run.metrics[measure]
        known = found.value is not None
        cells.append(f"{found.value:.3f} [{found.low:.2f}, {found.high:.2f}]" if known else "-")
    said = count_sentences(run)
    cells.append("-" if area is None else f"{area:.3f}")
    cells.append(f"median {median(said):.0f}, most {max(said)}" if said else "-")
    return tuple(cells)


def main():
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("korquad", "gold"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", choices=ARTICLES, default="even")
    parser.add_argument("--limit", type=int, help="only so many questions, evenly drawn")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=SETS)
    parser.add_argument("--keep", type=Path, help="keep the libraries here, or find them")
    options = parser.parse_args()
    (run_korquad if options.what == "korquad" else run_gold)(options)


if __name__ == "__main__":
    main()
