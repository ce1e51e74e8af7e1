"""Do the first hits of a comparison hold both sides? Measured on the tuning documents.

    python -m tests.benchmarks.comparisons

Two questions of `tuning` whose evidence stands in different documents make a comparison of
what they ask about, by five patterns in turn; the same seed makes the same ones. Shown is the
share whose first 2, 3, 5 and 20 hits hold the evidence of both and whose answer cites both,
with the step `sides` and without it, and then how many of the sets' own comparisons do. What
is taken for a comparison though it does not look like one is listed. The constant
`assistant.sides.SIDES` and the patterns of `assistant.comparison` were chosen on these; nothing
is reported on them.
"""

import random
import re
import tempfile
from pathlib import Path

from assistant import Assistant
from assistant.comparison import name_sides
from assistant.evaluation import load_gold, locate
from assistant.sides import compares
from index import Library, Steps, load_encoder

SETS = Path(__file__).with_name("tuning")
SEED, PAIRS, DEPTHS = 5, 70, (2, 3, 5, 20)
ASKS = re.compile(r"누구|누가|언제|어디|무엇|뭐|무슨|어느|어떤|어떻게|왜|얼마|몇|며칠")


def main():
    """Print the shares."""
    questions = [q for gold in sorted(SETS.glob("*/gold.jsonl")) for q in load_gold(gold)]
    questions = [q for q in questions if q.answerable and not q.context]
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library", load_encoder()) as library,
    ):
        library.sync(sorted(SETS.glob("*/docs")))
        texts = {r.source: (r.id, library.document(r.id).text) for r in library.documents()}
        made = list(make_comparisons(questions))
        own = [
            (q.question, [[q.evidence[at] for at in need] for need in q.alternatives])
            for q in questions
            if compares(q.question)
        ]
        for steps in (Steps(), Steps(sides=False)):
            assistant = Assistant(library.taking(steps), steps=steps)
            shown = []
            for asked in (made, own):
                ranks = [find_rank(assistant, texts, *one) for one in asked]
                shares = [sum(r <= k for r in ranks) / len(ranks) for k in DEPTHS]
                cited = [cites_all(assistant, texts, *one) for one in asked]
                shares.append(sum(cited) / len(cited))
                shown.append(f"{len(ranks)}: " + " ".join(f"{share:.3f}" for share in shares))
            name = "with sides" if steps.sides else "without   "
            print(f"{name} | made {shown[0]} | own {shown[1]}")
        named = [one for one, _ in made if name_sides(one, library)]
        print(f"sides are named in {len(named)} of those made")
        others = [q.question for q in questions if not compares(q.question)]
        split = [one for one in others if name_sides(one, library)]
        print(f"and in {len(split)} of {len(others)} others", *split, sep="\n  ")


def make_comparisons(questions):
    """Yield (question, [[the evidence of both]])."""
    topics = [(topic, q) for q in questions if (topic := find_topic(q)) is not None]
    chance = random.Random(SEED)
    for at in range(PAIRS):
        (left, first), (right, second) = chance.sample(topics, 2)
        if first.evidence[0].doc == second.evidence[0].doc:
            continue
        pattern = (
            f"{left}{particle(left, '과', '와')} {right} 가운데 어느 쪽이 더 큰가요?",
            f"{left}보다 {right}{particle(right, '이', '가')} 더 많아?",
            f"{left}, {right} 비교",
            f"{left}{particle(left, '과', '와')} {right}{particle(right, '은', '는')} "
            "어떻게 다른가요?",
            f"{left} 대비 {right}{particle(right, '은', '는')} 어느 정도인가요?",
        )
        yield pattern[at % 5], [[first.evidence[0], second.evidence[0]]]


def find_topic(question):
    """Return what a question is about: its words before the one that asks, without a particle."""
    words = question.question.split()
    before = next((at for at, word in enumerate(words) if ASKS.search(word)), len(words))
    is_korean = re.search("[가-힣]", question.question)
    if not (2 <= before <= 7 and before < len(words) and is_korean and len(question.evidence)):
        return None
    if len(question.alternatives[0]) > 1:
        return None
    return " ".join([*words[: before - 1], re.sub("[은는이가을를]$", "", words[before - 1])])


def particle(word, closed, open_):
    """Return the particle after a syllable with a final consonant, or the one after others."""
    is_closed = "가" <= word[-1] <= "힣" and (ord(word[-1]) - ord("가")) % 28
    return closed if is_closed else open_


def find_rank(assistant, texts, question, alternatives):
    """Return behind how many hits all evidence of one alternative has been found."""
    hits = assistant.retrieve(question, top_k=20)
    places = [(h.passage.document_id, h.passage.span.start, h.passage.span.end) for h in hits]
    return min(max(rank(texts, one, places) for one in need) for need in alternatives)


def cites_all(assistant, texts, question, alternatives):
    """Tell whether the citations of the answer hold all evidence of one alternative."""
    cited = [(c.document_id, c.start, c.end) for c in assistant.ask(question).citations]
    return any(all(rank(texts, one, cited) < 99 for one in need) for need in alternatives)


def rank(texts, evidence, places):
    """Return which of the places, (document, start, end), is the first to hold the evidence."""
    document, text = texts[evidence.doc]
    spans = list(locate(evidence.quote, text))
    for number, (name, start, end) in enumerate(places, start=1):
        if name == document and any(start < s.end and s.start < end for s in spans):
            return number
    return 99


if __name__ == "__main__":
    main()
