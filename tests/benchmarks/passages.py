"""How long passages should be, whether they overlap, and what stands around them: an ablation.

    python -m tests.benchmarks.passages [--set samples|tuning|dev] [--shared ../shared] [--only NAME]...

Each variation indexes the documents of a set anew and asks its answerable questions, once as
the index ranks (`Library.search`) and once as people see it (`Assistant.retrieve`).
Variations are compared with the defaults question by question (paired bootstrap). A longer
passage holds more of a quotation: `hit@2000c` counts what stands within the first 2,000
characters that are shown, whatever the length of a passage. Constants may be chosen on
`samples` and `tuning` together; `dev` is only ever reported.
"""

import argparse
import tempfile
import time
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from statistics import median

from assistant import Assistant, compare_metrics, estimate_metrics, load_gold
from assistant.evaluation.coverage import EvidenceFinder, Region, best_rank
from assistant.evaluation.metrics import DEPTH, Share, retrieval_scores
from corpus import Chunking, Span, View, sample_folder, sample_gold
from index import CorpusPipeline, Cut, Library, load_encoder

HERE = Path(__file__).parent
NAMES = ("hit@1", "hit@5", "ndcg@10", "hit@2000c")
BUDGET_CHARS = 2_000
# The largest passage of each size, in the proportion of the defaults.
SIZES = {200: 250, 300: 375, 400: 500, 500: 625, 700: 875, 1000: 1250}
CONTEXTS = {
    "none": (),
    "title": ("title",),
    "heading": ("heading",),
    "caption": ("caption",),
    "title+heading": ("title", "heading"),
    "all": ("title", "heading", "caption"),
}


@dataclass(frozen=True)
class Variation:
    """A way to cut documents; the defaults are the product's."""

    name: str
    target: int = Chunking().target_chars
    most: int = Chunking().max_chars
    overlap: int = 0
    context: tuple[str, ...] = CONTEXTS["all"]


DEFAULT = Variation("default")
VARIATIONS = (
    DEFAULT,
    *(
        Variation(f"size {target}", target, most)
        for target, most in SIZES.items()
        if target != DEFAULT.target
    ),
    Variation("overlap 1", overlap=1),
    *(
        Variation(f"context {name}", context=parts)
        for name, parts in CONTEXTS.items()
        if parts != DEFAULT.context
    ),
)


class VariedPipeline(CorpusPipeline):
    """Cuts as a variation says."""

    def __init__(self, variation):
        super().__init__(chunking=Chunking(target_chars=variation.target, max_chars=variation.most))
        object.__setattr__(self, "variation", variation)

    def cut(self, document):
        cut = super().cut(document)
        passages = overlapped(cut.passages, self.variation.overlap)
        kept = self.variation.context
        return Cut(
            cut.title if "title" in kept else "",
            tuple(
                replace(
                    passage,
                    heading=passage.heading if "heading" in kept else (),
                    caption=passage.caption if "caption" in kept else "",
                )
                for passage in passages
            ),
        )


def overlapped(passages, sentences):
    """Begin each passage of prose with the last sentences of the one before in its section."""
    found = list(passages)
    for at in range(1, len(passages)) if sentences else ():
        before, here = passages[at - 1], passages[at]
        flows = before.kind in ("prose", "list") and here.kind in ("prose", "list")
        if not flows or before.heading != here.heading:
            continue
        start = before.units[max(0, len(before.units) - sentences)].start
        lead = before.view.slice(start, before.units[-1].end)
        if not lead.runs or lead.runs[-1].source >= here.view.runs[0].source:
            continue
        shift = len(lead.text) + 1
        units = [
            Span(0, len(lead.text)),
            *(Span(u.start + shift, u.end + shift) for u in here.units),
        ]
        found[at] = replace(
            here,
            id=sha256(f"overlap {here.id}".encode()).hexdigest()[:24],
            view=View.join([lead, "\n", here.view]),
            units=tuple(units),
        )
    return found


def measure(hits, target):
    """Return the measures of one question."""
    regions = [Region(hit.passage.document_id, hit.passage.view.spans) for hit in hits]
    scores = retrieval_scores(target.completions(regions[:DEPTH]), target)
    shown, size = 0, 0
    for hit in hits:
        size += len(hit.passage.text)
        if size > BUDGET_CHARS and shown:
            break
        shown += 1
    rank = best_rank(target.completions(regions[:shown]), target.alternatives)
    return {**scores, "hit@2000c": Share(float(rank is not None), 1.0)}


def run(variation, gold, folders, encoder):
    """Return the measures by question of both ways, and a line about the passages."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(
            Path(folder) / "library", encoder, pipeline=VariedPipeline(variation)
        ) as library,
    ):
        started = time.perf_counter()
        library.sync(folders)
        seconds = time.perf_counter() - started
        documents = [
            library.document(record.id)
            for record in library.documents()
            if record.state == "indexed"
        ]
        lengths = [len(p.text) for d in documents for p in library.passages(d.id)]
        finder, assistant = EvidenceFinder(documents), Assistant(library)
        ways = {"search": {}, "retrieve": {}}
        for question in gold:
            target = finder.target(question)
            asked = " ".join([*question.context, question.question])
            ways["search"][question.id] = measure(library.search(asked, top_k=3 * DEPTH), target)
            hits = assistant.retrieve(question.question, question.context, top_k=3 * DEPTH)
            ways["retrieve"][question.id] = measure(hits, target)
    about = f"{len(lengths)} passages, median {median(lengths):.0f} characters, {seconds:.0f} s"
    return ways, about


def load_set(name, shared):
    """Return the answerable questions and the folders that they ask about."""
    if name == "samples":
        gold, folders = load_gold(sample_gold()), [sample_folder()]
    elif name == "dev":
        gold, folders = load_gold(shared / "gold" / "dev.jsonl"), [shared / "seeds"]
    else:
        folders = sorted(HERE.glob("tuning/*/docs"))
        gold = [
            replace(question, id=f"{folder.parent.name}-{question.id}")
            for folder in folders
            for question in load_gold(folder.parent / "gold.jsonl")
        ]
    return [question for question in gold if question.answerable], folders


def show(variation, about, ways, base):
    """Print a variation's figures, and its difference to the defaults."""
    print(f"\n{variation.name}: {about}")
    for way, scores in ways.items():
        found = estimate_metrics(list(scores.values()), NAMES)
        cells = [f"{name} {found[name].value:.3f}" for name in NAMES]
        if variation != DEFAULT:
            changes = compare_metrics(scores, base[way], NAMES)
            cells = [
                f"{cell} ({changes[name].value:+.3f} [{changes[name].low:+.3f}, "
                f"{changes[name].high:+.3f}])"
                for cell, name in zip(cells, NAMES, strict=True)
            ]
        print(f"  {way:9} n {len(scores)}  " + "  ".join(cells), flush=True)


def main():
    """Run the ablation."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", choices=("samples", "tuning", "dev"), default="samples")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--only", action="append", help="the names of the variations to run")
    options = parser.parse_args()
    gold, folders = load_set(options.set, options.shared)
    encoder = load_encoder()
    base = {}
    for variation in VARIATIONS:
        if options.only and variation != DEFAULT and variation.name not in options.only:
            continue
        ways, about = run(variation, gold, folders, encoder)
        base = base or ways
        show(variation, about, ways, base)


if __name__ == "__main__":
    main()
