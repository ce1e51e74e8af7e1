"""The tokenizer: one Unigram vocabulary a script, so that each language gets its share.

Text is cut where the script changes, so pieces of different scripts never compete and
their vocabularies can be trained apart and simply put together. Pieces carry no mark of
the word's start: 예산 is the same token in 예산을 and in 국가예산. Bytes stand in for
characters outside the vocabulary, so nothing is unknown. Two runs give the same pieces;
the order of single characters at the bottom of the trainer's list is its hash table's.
Source: Kudo 2018, "Subword Regularization", arXiv:1804.10959 (Unigram).
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import Unigram
from tokenizers.trainers import UnigramTrainer

UNKNOWN = "<unk>"
SCRIPTS: Mapping[str, str] = {
    "hangul": "[가-힣ㄱ-ㅎㅏ-ㅣ]+",
    "latin": "[a-zà-öø-ÿ]+",
    "han": "[一-鿿]+",
    "digits": "[0-9]+",
}
_RUNS = "|".join(SCRIPTS.values()) + r"|[^\s가-힣ㄱ-ㅎㅏ-ㅣa-zà-öø-ÿ一-鿿0-9]"


@dataclass(frozen=True, slots=True)
class VocabularyPlan:
    """How many pieces the text of each script teaches, besides the given words.

    `dampening` is the exponent on a run's count: below 1 it keeps the documentation's
    favourite words from taking the room of everybody else's.
    """

    hangul: int = 16_000
    latin: int = 7_000
    han: int = 6_000
    dampening: float = 0.7


def count_runs(texts: Iterable[tuple[str, float]]) -> dict[str, Counter[str]]:
    """Return the weighted counts of the script runs in texts with their weights."""
    normalize, counts = _make_normalizer().normalize_str, {s: Counter[str]() for s in SCRIPTS}
    counts["other"] = Counter()
    patterns = {script: re.compile(pattern) for script, pattern in SCRIPTS.items()}
    rest = re.compile("|".join(SCRIPTS.values()) + r"|\s+")
    for text, weight in texts:
        text = normalize(text)
        for script, pattern in patterns.items():
            for run in pattern.findall(text):
                counts[script][run] += weight  # type: ignore[assignment]
        for char in rest.sub("", text):
            counts["other"][char] += weight  # type: ignore[assignment]
    return counts


def build_tokenizer(
    counts: Mapping[str, Counter[str]],
    words: Mapping[str, Sequence[str]],
    plan: VocabularyPlan,
) -> Tokenizer:
    """Train the pieces of each script and add `words` (by script, frequent ones first)."""
    pieces: dict[str, float] = {}
    for script in ("hangul", "latin", "han"):
        size = int(getattr(plan, script))
        trained = _train_pieces(counts[script], size, plan.dampening)
        for piece, probability in _mix(trained, words.get(script, ())).items():
            pieces[piece] = math.log(probability)
    numbers = [str(n) for n in range(100)] + [f"{n:02d}" for n in range(10)]
    numbers += [str(year) for year in range(1900, 2051)] + ["000"]
    floor = min(pieces.values())
    for piece in numbers:
        pieces.setdefault(piece, -6.0)
    for char, count in counts["other"].most_common(600):
        if count >= 3:
            pieces.setdefault(char, -6.0)
    return assemble(pieces, floor)


def assemble(pieces: Mapping[str, float], floor: float) -> Tokenizer:
    """Return a tokenizer of these pieces, with the 256 bytes at the end."""
    vocabulary = [(UNKNOWN, floor - 20.0), *pieces.items()]
    vocabulary += [(f"<0x{byte:02X}>", floor - 10.0) for byte in range(256)]
    tokenizer = Tokenizer(Unigram(vocabulary, unk_id=0, byte_fallback=True))
    tokenizer.normalizer = _make_normalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Split(Regex(_RUNS), behavior="isolated"),
        ]
    )
    return tokenizer


def _make_normalizer() -> normalizers.Normalizer:
    return normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])


def _train_pieces(counts: Counter[str], size: int, dampening: float) -> dict[str, float]:
    tokenizer = Tokenizer(Unigram())
    trainer = UnigramTrainer(
        vocab_size=size,
        show_progress=False,
        special_tokens=[UNKNOWN],
        unk_token=UNKNOWN,
        max_piece_length=10,
        initial_alphabet=[],
    )
    tokenizer.train_from_iterator(_repeat(counts, dampening), trainer)
    vocabulary = json.loads(tokenizer.to_str())["model"]["vocab"]
    scored = {piece: math.exp(score) for piece, score in vocabulary if piece != UNKNOWN}
    total = sum(scored.values())
    trained = {piece: value / total for piece, value in scored.items()}
    for char, _ in Counter("".join(counts)).most_common():
        trained.setdefault(char, min(trained.values()))
    return dict(sorted(trained.items(), key=lambda item: (-item[1], item[0])))


def _repeat(counts: Counter[str], dampening: float) -> Iterator[str]:
    for run, count in sorted(counts.items()):
        for _ in range(math.ceil(count**dampening)):
            yield run


def _mix(trained: Mapping[str, float], words: Sequence[str]) -> dict[str, float]:
    """Give the words half of the probability, by Zipf and Mandelbrot's law of their rank."""
    zipf = [1.0 / (rank + 50.0) for rank in range(len(words))]
    total, share = sum(zipf), 0.5 if words else 0.0
    mixed = {piece: (1.0 - share) * value for piece, value in trained.items()}
    for word, weight in zip(words, zipf, strict=True):
        mixed[word] = mixed.get(word, 0.0) + share * weight / total
    return mixed
