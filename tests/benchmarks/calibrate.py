"""Fit the assistant's constants (`assistant/calibration.py`) on questions that no report uses.

    python -m tests.benchmarks.calibrate DOCS GOLD.jsonl [DOCS GOLD.jsonl ...] [--korquad FILE]

Each DOCS folder is indexed by itself and its gold questions asked; with `--korquad`, the
odd-numbered articles of KorQuAD 1.0 dev are added: each question once with its paragraph in
the library and once with the whole article taken out (an unanswerable question).

RANKING: logistic regression, a row a unit of the ten best hits, positive where the unit
holds the evidence. CONFIDENCE: a row a question, the features of the best-ranked unit,
positive where the question is answerable and that unit's passage covers its evidence.
"""

import argparse
import json
import random
import tempfile
from pathlib import Path

import numpy as np

from assistant.calibration import CONFIDENCE, RANKING, Weights
from assistant.composer import rank
from assistant.conversation import complete
from assistant.evaluation import load_gold, locate
from assistant.evidence import gather
from assistant.question import understand
from index import Library, load_encoder

FOLDS = 5
L2 = 1.0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", metavar="DOCS GOLD")
    parser.add_argument("--korquad", type=Path)
    parser.add_argument("--questions", type=int, default=400, help="KorQuAD questions to ask")
    options = parser.parse_args()
    groups = []
    for docs, gold in zip(options.sets[::2], options.sets[1::2], strict=True):
        groups.extend(ask_gold(Path(docs), Path(gold)))
    if options.korquad:
        groups.extend(ask_korquad(options.korquad, options.questions))
    fit_ranking(groups)
    fit_confidence(groups)


def ask_gold(docs, gold):
    """Yield (features of units, unit holds evidence, answerable) a question."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library", load_encoder()) as library,
    ):
        library.sync([docs])
        texts = {r.source: library.document(r.id).text for r in library.documents()}
        for question in load_gold(gold):
            asked = understand(complete(question.question, question.context))
            evidence = gather(asked, library.search(asked.text, top_k=10), library)
            spans = [
                (item.doc, span)
                for item in question.evidence
                for span in locate(item.quote, texts[item.doc])
            ]
            holds = [holds_evidence(unit, spans) for unit in evidence]
            yield evidence, holds, question.answerable


def ask_korquad(path, number):
    """Yield the same for KorQuAD: three articles in four are in the library, the fourth not."""
    articles = json.loads(path.read_text("utf-8"))["data"][0::2]
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
            for text, answers, name, held in random.Random(7).sample(
                asked, min(number, len(asked))
            ):
                understood = understand(text)
                evidence = gather(understood, library.search(understood.text, top_k=10), library)
                holds = [
                    held
                    and unit.hit.document.source == name
                    and any(answer in unit.text for answer in answers)
                    for unit in evidence
                ]
                yield evidence, holds, held


def holds_evidence(unit, spans):
    own = unit.hit.passage.view.source_spans(unit.span.start, unit.span.end)
    return any(
        unit.hit.document.source == doc and any(span.overlaps(piece) for piece in own)
        for doc, span in spans
    )


def fit_ranking(groups):
    rows, labels, folds = [], [], []
    for number, (evidence, holds, answerable) in enumerate(groups):
        if answerable and any(holds):
            rows.extend(unit.features.as_row() for unit in evidence)
            labels.extend(holds)
            folds.extend([number % FOLDS] * len(evidence))
    report("RANKING", np.array(rows), np.array(labels, float), np.array(folds))
    before = precision_at_1(groups, RANKING)
    print(f"  P@1 with the constants in force: {before:.3f}")


def precision_at_1(groups, weights):
    found = [
        holds[max(range(len(evidence)), key=lambda i: weights.probability(evidence[i].features))]
        for evidence, holds, answerable in groups
        if answerable and any(holds)
    ]
    return sum(found) / len(found)


def fit_confidence(groups):
    rows, labels = [], []
    for evidence, holds, answerable in groups:
        ranked = rank(evidence)
        if not ranked:
            continue
        good = {unit.hit.passage.id for unit, held in zip(evidence, holds, strict=True) if held}
        rows.append(ranked[0][0].features.as_row())
        labels.append(answerable and ranked[0][0].hit.passage.id in good)
    folds = np.arange(len(rows)) % FOLDS
    report("CONFIDENCE", np.array(rows), np.array(labels, float), folds)
    z = np.array(rows) @ np.array(CONFIDENCE.coefficients)
    print(f"  AUROC of the constants in force: {auroc(z, np.array(labels)):.3f}")


def report(name, rows, labels, folds):
    held_out = np.zeros(len(labels))
    for fold in range(FOLDS):
        coefficients, bias = logistic(rows[folds != fold], labels[folds != fold])
        held_out[folds == fold] = rows[folds == fold] @ coefficients + bias
    coefficients, bias = logistic(rows, labels)
    weights = Weights(tuple(round(float(c), 2) for c in coefficients), round(float(bias), 2))
    print(f"{name} = {weights}")
    print(f"  {len(labels)} rows, {int(labels.sum())} positive; ", end="")
    print(f"AUROC cross-validated: {auroc(held_out, labels):.3f}")


def logistic(rows, labels):
    """Newton's method on the L2-penalised log-likelihood (the bias is not penalised)."""
    x = np.hstack([rows, np.ones((len(rows), 1))])
    w = np.zeros(x.shape[1])
    penalty = np.diag([L2] * rows.shape[1] + [0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - labels) + penalty @ w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w[:-1], w[-1]


def auroc(scores, labels):
    """Return the share of (positive, negative) pairs in the right order."""
    labels = np.asarray(labels, bool)
    positive, negative = scores[labels], scores[~labels]
    wins = (positive[:, None] > negative).sum() + 0.5 * (positive[:, None] == negative).sum()
    return wins / (len(positive) * len(negative))


if __name__ == "__main__":
    main()
