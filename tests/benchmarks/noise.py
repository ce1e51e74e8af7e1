"""What sloppy typing costs: clean questions against noisy versions of the same.

    python -m tests.benchmarks.noise --shared ../shared [--set tune|report] [--limit 300]

Every kind of noise is made from the clean questions with a fixed seed, and both are given to
`Assistant.retrieve`; the loss is the paired difference in nDCG@10, with its bootstrap
interval. `tune` asks KorQuAD's odd articles and the tuning sets, `report` the even articles
and the samples (or `--gold FILE --docs FOLDER`); the chatter of the two is not the same, so
that a list of fillers is not measured on itself. Questions that lean on earlier ones, have
no answer or hold no Hangul are left out.

A clean question that is reworded all the same is listed: each is a fault.
"""

import argparse
import random
import re
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant import Assistant, compare_metrics, load_gold
from assistant.evaluation.coverage import EvidenceFinder
from assistant.evaluation.metrics import DEPTH, Share, discounted_gain, retrieval_scores
from corpus import analyze, sample_folder
from index import Library, load_encoder
from index.letters import is_syllable
from index.wording.jamo import from_keys, to_keys
from tests.benchmarks.korquad import PASSAGES, load_korquad, rank_of
from tests.benchmarks.meaning import regions

HERE = Path(__file__).parent
NAME = "nDCG@10"

# Rows of the two-set keyboard; a finger that slips hits a key beside the one meant.
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SOUNDS_ALIKE = {"o": "p", "p": "o", "O": "P", "P": "O", "T": "t", "R": "r", "sg": "s", "l": "ml"}
OPENINGS = {
    "tune": (
        "그거 뭐더라 ",
        "음.. ",
        "혹시 ",
        "있잖아 ",
        "근데 말이야 ",
        "저기요 ",
        "아 맞다 ",
        "아 ",
    ),
    "report": (
        "저기 ",
        "어.. ",
        "그 뭐냐 ",
        "있잖아요, ",
        "아니 근데 ",
        "안녕하세요 ",
        "참, ",
        "흠 ",
    ),
}
CLOSINGS = {
    "tune": (" 좀 알려줘", " ㅋㅋ", " ㅠㅠ", "~~", " 알려줘 ㅎㅎ", "??", " 궁금해", " 가르쳐줘"),
    "report": (
        " 좀 알려주라",
        " ㅋㅋㅋㅋ",
        " ㅜㅜ",
        "~~~",
        " 아는 사람?",
        "?!?!",
        " 부탁해요",
        " ㅎ",
    ),
}
CHATTER = ("ㅇㅇ", "ㄱㄱ", "ㅋㅋ", "ㅎㅎ", "ㄴㄴ", "ㄷㄷ", "ㅠㅠ", "ㅇㅋ", "ㄱㅅ", "ㅊㅋ")
# Polite endings of questions and what they become among friends.
CASUAL = (
    (r"인가요\??$", "임?"), (r"입니까\??$", "임?"), (r"나요\??$", "냐?"), (r"습니까\??$", "어?"),
    (r"는가\??$", "는데?"), (r"인가\??$", "이야?"), (r"무엇", "뭐"), (r"(했|였|었|았)어요\??$", r"\1어?"),
    (r"은\?$", "은 뭐야?"), (r"는\?$", "는 뭐야?"),
)  # fmt: skip


def remove_spaces(question, rng, chatter):
    """Type without the space bar."""
    return "".join(question.split())


def move_spaces(question, rng, chatter):
    """Leave one space out and put one where none belongs, inside a word."""
    spaces = [at for at, char in enumerate(question) if char == " "]
    if spaces:
        at = rng.choice(spaces)
        question = question[:at] + question[at + 1 :]
    inside = [
        at
        for at in range(1, len(question))
        if is_syllable(question[at - 1]) and is_syllable(question[at])
    ]
    at = rng.choice(inside)
    return question[:at] + " " + question[at:]


def mistype(question, rng, chatter):
    """Slip once in a noun: a neighbouring key, one left out, doubled, swapped, a like sound."""
    nouns = [m for m in analyze(question) if m.tag in ("NNG", "NNP") and m.end - m.start > 1]
    nouns = [m for m in nouns if all(map(is_syllable, question[m.start : m.end]))]
    if not nouns:
        return question
    noun = rng.choice(nouns)
    keys = to_keys(question[noun.start : noun.end])
    for _ in range(20):
        made = from_keys(slip(keys, rng))
        if all(map(is_syllable, made)) and made != question[noun.start : noun.end]:
            return question[: noun.start] + made + question[noun.end :]
    return question


def slip(keys, rng):
    """Return keys with one slip."""
    at = rng.randrange(len(keys))
    way = rng.choice(("neighbour", "neighbour", "omit", "double", "swap", "sound"))
    if way == "neighbour":
        row = next((row for row in ROWS if keys[at].lower() in row), "")
        place = row.find(keys[at].lower())
        beside = [row[p] for p in (place - 1, place + 1) if 0 <= p < len(row)]
        return keys[:at] + rng.choice(beside) + keys[at + 1 :]
    if way == "omit":
        return keys[:at] + keys[at + 1 :]
    if way == "double":
        return keys[:at] + keys[at] + keys[at:]
    if way == "swap":
        return keys[:at] + keys[at : at + 2][::-1] + keys[at + 2 :]
    alike = [(old, new) for old, new in SOUNDS_ALIKE.items() if old in keys]
    return keys.replace(*rng.choice(alike), 1) if alike else keys


def drop_syllable(question, rng, chatter):
    """Leave out one syllable of a noun of three or more."""
    nouns = [m for m in analyze(question) if m.tag in ("NNG", "NNP") and m.end - m.start > 2]
    if not nouns:
        return question
    noun = rng.choice(nouns)
    at = rng.randrange(noun.start, noun.end)
    return question[:at] + question[at + 1 :]


def drop_particles(question, rng, chatter):
    """Leave case particles out: `규모가` is `규모`."""
    dropped = ("JKS", "JKO", "JKG", "JX", "JKB")
    cuts = [m for m in analyze(question) if m.tag in dropped and m.end > m.start]
    for morpheme in reversed(cuts):
        question = question[: morpheme.start] + question[morpheme.end :]
    return question


def chat(question, rng, chatter):
    """Ask among friends: no polite ending, something before it and something behind."""
    question = question.strip()
    for pattern, casual in CASUAL:
        question = re.sub(pattern, casual, question)
    return rng.choice(OPENINGS[chatter]) + question + rng.choice(CLOSINGS[chatter])


def add_initials(question, rng, chatter):
    """Put two runs of bare letters between the words."""
    words = question.split()
    for _ in range(2):
        words.insert(rng.randrange(len(words) + 1), rng.choice(CHATTER))
    return " ".join(words)


def type_in_english(question, rng, chatter):
    """Type all of it on an English keyboard."""
    return to_keys(question)


def type_word_in_english(question, rng, chatter):
    """Type one word of it on an English keyboard."""
    words = question.split()
    at = rng.choice([at for at, word in enumerate(words) if any(map(is_syllable, word))])
    words[at] = to_keys(words[at])
    return " ".join(words)


KINDS = {
    "no spaces": remove_spaces,
    "spaces moved": move_spaces,
    "one typo": mistype,
    "syllable left out": drop_syllable,
    "no particles": drop_particles,
    "chat": chat,
    "bare initials": add_initials,
    "English keys": type_in_english,
    "one word in English keys": type_word_in_english,
}


@dataclass(frozen=True)
class Bench:
    """Questions of one library, and what a list of hits is worth for each."""

    name: str
    library: Library
    questions: dict
    judge: object


def korquad_bench(shared, articles, limit, folder, encoder):
    """Return KorQuAD's articles: a file a paragraph."""
    paragraphs, questions = load_korquad(shared, articles)
    questions = questions[:: max(1, len(questions) // limit)] if limit else questions
    files = folder / f"korquad-{articles}"
    files.mkdir(exist_ok=True)
    for number, paragraph in enumerate(paragraphs):
        (files / f"{number:04}.txt").write_text(paragraph, encoding="utf-8")
    library = Library.open(folder / f"library-{articles}", encoder)
    library.sync([files])
    wanted = {f"k{at}": number for at, (_, number) in enumerate(questions)}

    def judge(one, retrieve):
        found = [int(Path(hit.document.source).stem) for hit in retrieve(PASSAGES)]
        rank = rank_of(wanted[one], found)
        return discounted_gain(() if rank is None else (rank,), DEPTH)

    asked = {f"k{at}": question for at, (question, _) in enumerate(questions)}
    return Bench(f"KorQuAD {articles}", library, asked, judge)


def gold_bench(name, files, docs, limit, folder, encoder):
    """Return the questions of gold files about documents."""
    library = Library.open(folder / f"library-{name}", encoder)
    library.sync(docs)
    documents = [library.document(record.id) for record in library.documents()]
    finder = EvidenceFinder(documents)
    gold = [
        (f"{file.parent.name}/{question.id}", question)
        for file in files
        for question in load_gold(file)
        if question.answerable and not question.context
    ]
    targets = {one: finder.target(question) for one, question in gold}

    def judge(one, retrieve):
        target = targets[one]
        completions = target.completions(regions(retrieve(DEPTH)))
        return retrieval_scores(completions, target)["ndcg@10"].part

    asked = {
        one: question.question
        for one, question in gold
        if re.search("[가-힣]{2}", question.question)
    }
    if limit:
        asked = dict(list(asked.items())[:: max(1, len(asked) // limit)])
    return Bench(name, library, asked, judge)


def measure(bench, questions):
    """Return nDCG@10 of each question."""
    assistant = Assistant(bench.library)

    def retrieve(text):
        return lambda top_k: assistant.retrieve(text, top_k=top_k)

    return {one: bench.judge(one, retrieve(text)) for one, text in questions.items()}


def run(bench, chatter, kinds, seed, show):
    """Print the loss of each kind of noise, and what was done to clean questions."""
    clean = measure(bench, bench.questions)
    mean = sum(clean.values()) / len(clean)
    print(f"\n{bench.name}: {len(clean)} questions, clean {NAME} {mean:.3f}", flush=True)
    for one, question in bench.questions.items():
        wording = bench.library.reword(question)
        if wording.changes:
            print(f"  CLEAN BUT REWORDED {one}: {question} -> {wording.text}")
    for kind in kinds:
        noisy = {
            one: KINDS[kind](question, random.Random(f"{seed} {kind} {one}"), chatter)
            for one, question in bench.questions.items()
        }
        started = time.perf_counter()
        for text in noisy.values():
            bench.library.reword(text)
        spent = 1000 * (time.perf_counter() - started) / len(noisy)
        found = measure(bench, noisy)
        as_shares = [
            {one: {NAME: Share(value, 1.0)} for one, value in scores.items()}
            for scores in (found, clean)
        ]
        loss = compare_metrics(*as_shares, (NAME,))[NAME]
        print(
            f"  {kind:26} {loss.value:+.3f} [{loss.low:+.3f}, {loss.high:+.3f}]"
            f"  rewording {spent:.2f} ms",
            flush=True,
        )
        worst = sorted(found, key=lambda one: (found[one] - clean[one], one))
        for one in worst[:show]:
            if found[one] < clean[one]:
                text = bench.library.reword(noisy[one]).text
                print(f"      {found[one] - clean[one]:+.2f} {noisy[one]} -> {text}")


def main():
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--set", choices=("tune", "report"), default="tune")
    parser.add_argument("--gold", type=Path, help="a gold file of your own, about --docs")
    parser.add_argument("--docs", type=Path)
    parser.add_argument("--only", choices=("korquad", "gold"), help="one of the two benches")
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=list(KINDS))
    parser.add_argument("--limit", type=int, default=300, help="questions of a bench; 0 for all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="list the worst so many of each kind")
    parser.add_argument("--libraries", type=Path, help="keep the libraries here for another run")
    options = parser.parse_args()
    encoder = load_encoder(None)
    with TemporaryDirectory() as temporary:
        folder = options.libraries or Path(temporary)
        tune = options.set == "tune"
        files = sorted(HERE.glob("tuning/*/gold.jsonl"))
        docs, name = sorted(HERE.glob("tuning/*/docs")), "tuning sets"
        if options.gold:
            files, docs, name = [options.gold], [options.docs], options.gold.stem
        elif not tune:
            files, docs, name = (
                [sample_folder().parent / "gold.jsonl"],
                [sample_folder()],
                "samples",
            )
        if options.only != "korquad":
            bench = gold_bench(name, files, docs, options.limit, folder, encoder)
            run(bench, options.set, options.kinds, options.seed, options.show)
        if options.only != "gold":
            articles = "odd" if tune else "even"
            bench = korquad_bench(options.shared, articles, options.limit, folder, encoder)
            run(bench, options.set, options.kinds, options.seed, options.show)


if __name__ == "__main__":
    main()
