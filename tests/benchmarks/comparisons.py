"""Do the first hits of a comparison hold both sides? Measured on the tuning documents.

    python -m tests.benchmarks.comparisons

Two questions of `tuning` whose evidence stands in different documents make a comparison of
what they ask about, by five patterns in turn; the same seed makes the same ones. Shown is the
share whose first 2, 3 and 5 hits hold the evidence of both, with the step `sides` and without
it, and then how many of the sets' own comparisons have all their evidence as early. The
constant `assistant.sides.SIDES` was chosen on these; nothing is reported on them.
"""

import random
import re
import tempfile
from pathlib import Path

from assistant import Assistant
from assistant.evaluation import load_gold, locate
from assistant.sides import compares
from index import Library, Steps, load_encoder

SETS = Path(__file__).with_name("tuning")
SEED, PAIRS, DEPTHS = 5, 70, (2, 3, 5)
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
                shown.append(f"{len(ranks)}: " + " ".join(f"{share:.3f}" for share in shares))
            name = "with sides" if steps.sides else "without   "
            print(f"{name} | made {shown[0]} | own {shown[1]}")


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

    def rank(evidence):
        document, text = texts[evidence.doc]
        spans = list(locate(evidence.quote, text))
        for number, hit in enumerate(hits, start=1):
            own = hit.passage.span
            if hit.passage.document_id == document and any(
                own.start < span.end and span.start < own.end for span in spans
            ):
                return number
        return 99

    return min(max(map(rank, need)) for need in alternatives)


if __name__ == "__main__":
    main()
