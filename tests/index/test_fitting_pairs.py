"""The library asked about itself: by models that know everything, nothing, or only headings."""

import numpy as np
import pytest

from index import extract_terms
from index.fitting.pairs import MIN_QUESTIONS, SHARES, Material, judge

TOPICS = 30
# Foreign words are left whole by the analysis.
WORDS = [f"w{chr(97 + n // 10)}{chr(97 + n % 10)}k" for n in range(3 * TOPICS)]


class Axis:
    """A model with an axis a topic: a text points where `find` says, None is nowhere."""

    name, fingerprint, dimension = "axis", "f" * 64, TOPICS + 1

    def __init__(self, find):
        self.find = find

    def encode_queries(self, texts):
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            topic = self.find(text)
            row[self.dimension - 1 if topic is None else topic] = 1.0
        return rows

    encode_passages = encode_queries


def topic_of(text):
    return next((n // 3 for n, word in enumerate(WORDS) if word in text), None)


def material(number, encoder, headed=True):
    """Two windows that name the topic by words of its own, in other company."""
    first, second, third = WORDS[3 * number : 3 * number + 3]
    windows = (f"{first} {second} 소식을 전한다", f"{second} {third} 이야기를 잇는다")
    words = tuple(word for window in windows for word in extract_terms(window).words)
    heading = f"{second} 안내" if headed else ""
    return Material(words, heading, windows, encoder.encode_passages(windows))


def pool(encoder, **options):
    return [material(number, encoder, **options) for number in range(TOPICS)]


def by_kind(verdict):
    return {pair.kind: pair for pair in verdict.pairs}


def test_to_a_model_that_knows_nothing_the_fit_is_everything():
    blind = Axis(lambda text: None)
    verdict = judge(pool(blind), blind)
    assert verdict.is_better and verdict.low > 0.0 and verdict.share in SHARES
    for pair in verdict.pairs:
        # A tie counts against it: all thirty are ties.
        assert pair.questions == TOPICS and pair.before == 0.0 and pair.after > 0.9


def test_to_a_model_that_knows_everything_it_is_nothing():
    knowing = Axis(topic_of)
    verdict = judge(pool(knowing), knowing)
    assert not verdict.is_better
    assert {pair.before for pair in verdict.pairs} == {1.0}


def test_a_gain_for_sentences_is_not_bought_with_headings(monkeypatch):
    """The model knows the headings only by meaning; the fit would push them down."""
    names = {f"제목{number} 모음": number for number in range(TOPICS)}

    def find(text):
        return names.get(text)

    encoder = Axis(find)
    materials = []
    for number in range(TOPICS):
        one = material(number, encoder, headed=False)
        vectors = np.zeros_like(one.vectors)
        vectors[:, number] = 1.0
        # The words of a heading stand in another passage: a trap for terms.
        trap = f"제목{(number + 1) % TOPICS}"
        words = (*one.words, trap, "모음", trap, trap)
        materials.append(Material(words, f"제목{number} 모음", one.windows, vectors))
    verdict = judge(materials, encoder)
    kinds = by_kind(verdict)
    assert kinds["heading"].before == 1.0
    assert kinds["heading"].after == 1.0 or not verdict.is_better


def test_a_window_is_not_found_by_itself():
    """Words that stand in one window only are not learnt from: nothing leads back to them."""
    blind = Axis(lambda text: None)
    materials = []
    for number in range(TOPICS):
        first, second, third = WORDS[3 * number : 3 * number + 3]
        windows = (f"{first}", f"{second}")
        words = (first, second)
        materials.append(Material(words, "", windows, blind.encode_passages(windows)))
    verdict = judge(materials, blind)
    (pair,) = verdict.pairs
    assert pair.kind == "sentence" and pair.after < 0.2 and not verdict.is_better


@pytest.mark.parametrize("passages", [0, 1, MIN_QUESTIONS - 1])
def test_too_few_are_not_asked(passages):
    blind = Axis(lambda text: None)
    verdict = judge(pool(blind)[:passages], blind)
    assert verdict.questions == 0 and not verdict.is_better


def test_the_same_library_gets_the_same_verdict():
    blind = Axis(lambda text: None)
    assert judge(pool(blind), blind) == judge(pool(blind), blind)
