"""Fit the assistant's constants (`assistant/calibration.py`) on questions that no report uses.

    python -m tests.benchmarks.calibrate [--korquad FILE]

The documents of each set under `tuning/` are indexed by themselves and their gold questions
asked, then all of them together and the questions of `meaning/tune.jsonl`; with `--korquad`, the
odd-numbered articles of KorQuAD 1.0 dev (counted from 0) are added: three in four are in the
library, the questions of the fourth cannot be answered.

RANKING: a softmax over the units of a question's hits; the likelihood is that of the units
that hold the evidence (ListNet's top-one probability, Cao et al., ICML 2007). CONFIDENCE:
logistic regression, a row a question, the features of its best-ranked unit, positive where
the question is answerable and that unit's passage holds evidence. Questions of the gold
sets count as much more as they are fewer (`WEIGHTS`). The figures printed are
cross-validated in five folds; what is printed as Python goes into `calibration.py`.
"""

import argparse
import json
import random
import tempfile
from dataclasses import fields
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from assistant.calibration import RANKING
from assistant.conversation import complete
from assistant.evaluation import load_gold, locate
from assistant.evidence import gather
from assistant.features import Features
from assistant.question import understand
from assistant.reading import Reader
from assistant.retrieval import POOL
from index import Library, find_readings, load_encoder

FOLDS = 5
L2 = 1.0
WEIGHTS = {"gold": 2.0, "meaning": 1.0, "korquad": 1.5}
MEANING = Path(__file__).with_name("meaning") / "tune.jsonl"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", type=Path, default=Path(__file__).with_name("tuning"))
    parser.add_argument("--korquad", type=Path)
    parser.add_argument("--questions", type=int, default=500, help="KorQuAD questions to ask")
    options = parser.parse_args()
    groups = []
    for gold in sorted(options.sets.glob("*/gold.jsonl")):
        groups += [Group("gold", *asked) for asked in ask_gold([gold.with_name("docs")], gold)]
    docs = sorted(options.sets.glob("*/docs"))
    groups += [Group("meaning", *asked) for asked in ask_gold(docs, MEANING)]
    if options.korquad:
        asked = ask_korquad(options.korquad, options.questions)
        groups += [Group("korquad", *one) for one in asked]
    ranking = fit_ranking(groups)
    fit_confidence(groups, ranking)


class Group:
    """A question: the features of its units, which hold evidence, and of which passage."""

    def __init__(self, source, evidence, holds, answerable):
        self.source = source
        self.rows = np.array([unit.features.as_row() for unit in evidence])
        self.holds = np.array(holds, bool)
        self.passages = np.array([unit.hit.passage.id for unit in evidence])
        self.answerable = answerable
        self.weight = WEIGHTS[source]


def ask_gold(docs, gold):
    """Yield (features of units, unit holds evidence, answerable) a question."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library", load_encoder()) as library,
    ):
        library.sync(docs)
        reader = Reader(library)
        texts = {r.source: library.document(r.id).text for r in library.documents()}
        for question in load_gold(gold):
            typed = library.reword(question.question).text
            asked = understand(complete(typed, question.context, library))
            evidence = read(library, reader, asked)
            spans = [
                (item.doc, span)
                for item in question.evidence
                for span in locate(item.quote, texts[item.doc])
            ]
            holds = [holds_evidence(unit, spans) for unit in evidence]
            yield evidence, holds, question.answerable


def ask_korquad(path, number):
    """Yield the same for KorQuAD: three articles in four are in the library, the fourth not."""
    articles = json.loads(path.read_text("utf-8"))["data"][1::2]
    asked = []
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder) / "docs"
        docs.mkdir()
        for at, article in enumerate(articles):
            held = at % 4 != 0
            for n, paragraph in enumerate(article["paragraphs"]):
                name = f"{at:03d}-{n:03d}.txt"
                if held:
                    (docs / name).write_text(paragraph["context"], "utf-8")
                for question in paragraph["qas"]:
                    answers = [answer["text"] for answer in question["answers"]]
                    asked.append((question["question"], answers, name, held))
        with Library.open(Path(folder) / "library", load_encoder()) as library:
            library.sync([docs])
            reader = Reader(library)
            for text, answers, name, held in random.Random(7).sample(
                asked, min(number, len(asked))
            ):
                understood = understand(library.reword(text).text)
                evidence = read(library, reader, understood)
                holds = [
                    held
                    and unit.hit.document.source == name
                    and any(answer in unit.text for answer in answers)
                    for unit in evidence
                ]
                yield evidence, holds, held


def read(library, reader, asked):
    """Return the units of the hits with their features, as the assistant weighs them."""
    others = (*library.reword(asked.text).expansions, *find_readings(asked.text))
    return gather(asked, library.search(asked.text, top_k=POOL), library, reader, others)


def holds_evidence(unit, spans):
    own = unit.hit.passage.view.source_spans(unit.span.start, unit.span.end)
    return any(
        unit.hit.document.source == doc and any(span.overlaps(piece) for piece in own)
        for doc, span in spans
    )


def fit_ranking(groups):
    groups = [g for g in groups if g.answerable and g.holds.any()]
    right = dict.fromkeys(WEIGHTS, ())
    for fold in range(FOLDS):
        held_out = groups[fold::FOLDS]
        w = softmax_fit([g for at, g in enumerate(groups) if at % FOLDS != fold])
        for g in held_out:
            right[g.source] += (bool(g.holds[np.argmax(g.rows @ w)]),)
    w = softmax_fit(groups)
    show("RANKING", w, 0.0)
    now = np.array(RANKING.coefficients.as_row())
    for source, hits in right.items():
        if hits:
            chosen = [g for g in groups if g.source == source]
            in_force = np.mean([g.holds[np.argmax(g.rows @ now)] for g in chosen])
            print(f"  {source}: P@1 {np.mean(hits):.3f} (in force {in_force:.3f}), n={len(hits)}")
    return w


def softmax_fit(groups):
    def loss(w):
        total, gradient = L2 * w @ w / 2, L2 * w
        for g in groups:
            z = g.rows @ w
            p = np.exp(z - z.max())
            p /= p.sum()
            q = p[g.holds].sum()
            total -= g.weight * np.log(q + 1e-12)
            gradient = gradient + g.weight * (g.rows.T @ (p - p * g.holds / q))
        return total, gradient

    start = np.zeros(groups[0].rows.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B").x


def fit_confidence(groups, ranking):
    groups = [g for g in groups if len(g.rows)]
    best = [int(np.argmax(g.rows @ ranking)) for g in groups]
    rows = np.array([g.rows[at] for g, at in zip(groups, best, strict=True)])
    labels = np.array(
        [
            g.answerable and g.passages[at] in set(g.passages[g.holds])
            for g, at in zip(groups, best, strict=True)
        ]
    )
    logits = rows @ ranking
    right, wrong = np.median(logits[labels]), np.median(logits[~labels])
    print(f"RELEVANCE: the best unit's logit is {right:.1f} where right, {wrong:.1f} where wrong")
    weights = np.array([g.weight for g in groups])
    scores = np.zeros(len(groups))
    for fold in range(FOLDS):
        out = np.arange(len(groups)) % FOLDS == fold
        w, bias = logistic_fit(rows[~out], labels[~out], weights[~out])
        scores[out] = rows[out] @ w + bias
    w, bias = logistic_fit(rows, labels, weights)
    show("CONFIDENCE", w, bias)
    for source in WEIGHTS:
        chosen = np.array([g.source == source for g in groups])
        if chosen.any():
            answerable = np.array([g.answerable for g in groups])[chosen]
            if answerable.all():
                print(
                    f"  {source}: AUROC right passage {auroc(scores[chosen], labels[chosen]):.3f}"
                )
                continue
            print(f"  {source}: AUROC right passage {auroc(scores[chosen], labels[chosen]):.3f}, ")
            print(f"    answerable {auroc(scores[chosen], answerable):.3f}; abstaining below")
            for bar in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
                low = 1 / (1 + np.exp(-scores[chosen])) < bar
                print(
                    f"    {bar}: {low[answerable].mean():.2f} of the answerable, "
                    f"{low[~answerable].mean():.2f} of the unanswerable"
                )


def logistic_fit(rows, labels, weights):
    x = np.hstack([rows, np.ones((len(rows), 1))])
    penalised = np.append(np.ones(rows.shape[1]), 0.0)

    def loss(w):
        p = 1 / (1 + np.exp(-x @ w))
        likely = np.where(labels, p, 1 - p)
        total = -(weights * np.log(likely + 1e-12)).sum() + L2 * (penalised * w) @ w / 2
        return total, x.T @ (weights * (p - labels)) + L2 * penalised * w

    w = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x
    return w[:-1], w[-1]


def show(name, w, bias):
    numbers = ", ".join(
        f"{field.name}={c:.2f}" for field, c in zip(fields(Features), w, strict=True)
    )
    print(f"{name}: bias={bias:.2f}, {numbers}")


def auroc(scores, labels):
    """Return the share of (positive, negative) pairs in the right order."""
    labels = np.asarray(labels, bool)
    positive, negative = scores[labels], scores[~labels]
    wins = (positive[:, None] > negative).sum() + 0.5 * (positive[:, None] == negative).sum()
    return wins / (len(positive) * len(negative))


if __name__ == "__main__":
    main()
