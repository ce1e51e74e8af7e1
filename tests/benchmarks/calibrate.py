"""Fit the assistant's constants (`assistant/calibration.py`) on questions that no report uses.

    python -m tests.benchmarks.calibrate [--korquad FILE]

The documents of each set under `tuning/` are indexed by themselves and their gold questions
asked, then all of them together and the questions of `meaning/tune.jsonl`; with `--korquad`, the
odd-numbered articles of KorQuAD 1.0 dev (counted from 0) are added: each question as it is,
without the paragraph that answers it, and without its article.

RANKING: a softmax over the units of a question's hits; the likelihood is that of the units
that hold the evidence (ListNet's top-one probability, Cao et al., ICML 2007). CONFIDENCE and
STANDING: one logistic regression, a row a question, the features of its best-ranked unit and
how that stands among all. Its label is 1 where the question is answerable and that unit's
passage holds evidence, `HALF` where it is answerable and another passage does (an answer is
wrong there, but so is silence), else 0. Questions weigh by their source (`WEIGHTS`). The
figures printed are cross-validated: the ranking in five folds, the confidence with each set of
documents left out in turn; what is printed as Python goes into `calibration.py`.
"""

import argparse
import json
import random
import tempfile
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from assistant.calibration import RANKING
from assistant.conversation import complete
from assistant.evaluation import load_gold, locate
from assistant.evidence import gather
from assistant.features import Features
from assistant.gaps import UNKNOWN
from assistant.question import understand
from assistant.reading import Reader
from assistant.retrieval import POOL
from assistant.standing import Standing, find_standing
from index import Library, find_readings, load_encoder
from tests.benchmarks.korquad_answers import all_but

FOLDS = 5
L2 = 1.0
WEIGHTS = {"gold": 2.0, "meaning": 1.0, "korquad": 4.0}
HALF = 0.5
DOUBTS = ("unseen", "unseen_similarity", "absent", "misfit", "blank", "contact", "unspoken")
NAMES = [field.name for kind in (Features, Standing) for field in fields(kind)]
MEANING = Path(__file__).with_name("meaning") / "tune.jsonl"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", type=Path, default=Path(__file__).with_name("tuning"))
    parser.add_argument("--korquad", type=Path)
    parser.add_argument("--questions", type=int, default=400, help="KorQuAD questions to ask")
    options = parser.parse_args()
    # The libraries stay open: what is read of them is read again when confidence is fitted.
    with ExitStack() as stack:
        groups = []
        for gold in sorted(options.sets.glob("*/gold.jsonl")):
            asked = ask_gold(stack, [gold.with_name("docs")], gold)
            groups += [Group("gold", gold.parent.name, *one) for one in asked]
        docs = sorted(options.sets.glob("*/docs"))
        groups += [Group("meaning", "", *one) for one in ask_gold(stack, docs, MEANING)]
        if options.korquad:
            asked = ask_korquad(stack, options.korquad, options.questions)
            groups += [Group("korquad", "", *one) for one in asked]
        ranking = fit_ranking(groups)
        fit_confidence(groups, ranking)


class Group:
    """A question: its units with their features, which hold evidence, and of which passage."""

    def __init__(self, source, name, question, evidence, holds, answerable, reader, weights):
        self.source, self.name = source, name
        self.reader, self.term_weights = reader, weights
        self.question, self.evidence = question, evidence
        self.rows = np.array([unit.features.as_row() for unit in evidence])
        self.holds = np.array(holds, bool)
        self.passages = np.array([unit.hit.passage.id for unit in evidence])
        self.answerable = answerable
        # An article's questions come twice without their answer.
        self.weight = WEIGHTS[source] * (0.5 if source == "korquad" and not answerable else 1.0)


def ask_gold(stack, docs, gold):
    """Yield (question, units, unit holds evidence, answerable) a question."""
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    library = stack.enter_context(Library.open(Path(folder) / "library", load_encoder()))
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
        yield asked, evidence, holds, question.answerable, reader, weigh(library, asked)


def ask_korquad(stack, path, number):
    """Yield the same for KorQuAD: each question as it is, without the paragraph that answers it
    (what stands near an answer is the hardest to tell from it) and without its article.
    """
    articles = json.loads(path.read_text("utf-8"))["data"][1::2]
    asked = []
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    docs = Path(folder) / "docs"
    docs.mkdir()
    for at, article in enumerate(articles):
        for n, paragraph in enumerate(article["paragraphs"]):
            name = f"{at:03d}-{n:03d}.txt"
            (docs / name).write_text(paragraph["context"], "utf-8")
            for question in paragraph["qas"]:
                answers = [answer["text"] for answer in question["answers"]]
                asked.append((question["question"], answers, name))
    library = stack.enter_context(Library.open(Path(folder) / "library", load_encoder()))
    library.sync([docs])
    reader = Reader(library)
    drawn = random.Random(7).sample(asked, min(number, len(asked)))
    # Each once as it is, without its paragraph (the hardest) and without its article.
    cases = [(*one, out) for one in drawn for out in (None, one[2][:7], one[2][:4])]
    for text, answers, name, out in cases:
        understood = understand(library.reword(text).text)
        evidence = read(library, reader, understood, all_but(out) if out else None)
        held = out is None
        holds = [
            held
            and unit.hit.document.source == name
            and any(answer in unit.text for answer in answers)
            for unit in evidence
        ]
        yield understood, evidence, holds, held, reader, weigh(library, understood)


def weigh(library, asked):
    return dict(library.term_weights((*asked.terms, UNKNOWN)))


def read(library, reader, asked, filters=None):
    """Return the units of the hits with their features, as the assistant weighs them."""
    others = (*library.reword(asked.text).expansions, *find_readings(asked.text))
    return gather(
        asked, library.search(asked.text, top_k=POOL, filters=filters), library, reader, others
    )


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
    rows = np.array(
        [[*g.rows[at], *stand(g, ranking).as_row()] for g, at in zip(groups, best, strict=True)]
    )
    answerable = np.array([g.answerable for g in groups])
    right = np.array(
        [
            g.answerable and g.passages[at] in set(g.passages[g.holds])
            for g, at in zip(groups, best, strict=True)
        ]
    )
    labels = np.where(right, 1.0, np.where(answerable, HALF, 0.0))
    heights = np.array([(g.rows @ ranking).max() for g in groups])
    print(
        f"RELEVANCE: the best unit's logit is {np.median(heights[right]):.1f} where right, "
        f"{np.median(heights[~right]):.1f} where wrong"
    )
    weights = np.array([g.weight for g in groups])
    names = np.array([g.name for g in groups])
    scores = np.zeros(len(groups))
    for out in left_out(names):
        w, bias = logistic_fit(rows[~out], labels[~out], weights[~out])
        scores[out] = rows[out] @ w + bias
    w, bias = logistic_fit(rows, labels, weights)
    size = groups[0].rows.shape[1]
    show("CONFIDENCE", w[:size], bias)
    show("STANDING", w[size:], 0.0, Standing)
    for source in WEIGHTS:
        chosen = np.array([g.source == source for g in groups])
        if chosen.any():
            report(source, scores[chosen], right[chosen], answerable[chosen])


def stand(group, ranking):
    logits = group.rows @ ranking
    ranked = sorted(
        zip(group.evidence, logits.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0].key)
    )
    return find_standing(group.question, ranked, group.reader, group.term_weights)


def left_out(names):
    """Yield which questions to leave out: each named set in turn, then fifths of the others."""
    for name in sorted(set(names) - {""}):
        yield names == name
    numbers = np.arange(len(names))
    for fold in range(FOLDS):
        yield (names == "") & (numbers % FOLDS == fold)


def report(source, scores, right, answerable):
    print(f"  {source}: AUROC right passage {auroc(scores, right):.3f}")
    if answerable.all():
        return
    print(f"    answerable {auroc(scores, answerable):.3f}; abstaining below")
    for bar in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6):
        low = 1 / (1 + np.exp(-scores)) < bar
        print(
            f"    {bar}: {low[answerable].mean():.2f} of the answerable "
            f"({low[right].mean():.2f} of those found right), "
            f"{low[~answerable].mean():.2f} of the unanswerable"
        )


def logistic_fit(rows, labels, weights):
    """Fit by the cross-entropy to labels that may lie between 0 and 1."""
    x = np.hstack([rows, np.ones((len(rows), 1))])
    penalised = np.append(np.ones(rows.shape[1]), 0.0)

    def loss(w):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        likely = labels * np.log(p + 1e-12) + (1 - labels) * np.log(1 - p + 1e-12)
        total = -(weights * likely).sum() + L2 * (penalised * w) @ w / 2
        return total, x.T @ (weights * (p - labels)) + L2 * penalised * w

    # What a question says in words unknown to the documents never speaks for an answer.
    bounds = [(None, 0.0) if name in DOUBTS else (None, None) for name in (*NAMES, "bias")]
    w = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x
    return w[:-1], w[-1]


def show(name, w, bias, kind=Features):
    numbers = ", ".join(f"{field.name}={c:.2f}" for field, c in zip(fields(kind), w, strict=True))
    print(f"{name}: bias={bias:.2f}, {numbers}")


def auroc(scores, labels):
    """Return the share of (positive, negative) pairs in the right order."""
    labels = np.asarray(labels, bool)
    positive, negative = scores[labels], scores[~labels]
    wins = (positive[:, None] > negative).sum() + 0.5 * (positive[:, None] == negative).sum()
    return wins / (len(positive) * len(negative))


if __name__ == "__main__":
    main()
