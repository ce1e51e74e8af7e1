"""The large library that is made up, and the stopwatch."""

import numpy as np
import pytest

from index import library
from index.rewording import Rewording
from tests.benchmarks.speed import BARS, PARTS, VECTOR, run, show, timed_parts
from tests.benchmarks.speed_library import Composer, build_library, make_halves, split_halves
from tests.index.library_fakes import CountingEncoder

TEXTS = [
    "사과가 붉게 익어 가는 마을의 가을 들판이 넓게 보인다고 하였다. "
    "바다가 보이는 언덕에서 기차를 기다리는 사람들이 있었다.\n"
    "하늘이 높고 구름이 없는 날에 school 운동장이 가득 찼다.\n짧다.",
]


@pytest.fixture(scope="module")
def halves():
    return [make_halves(one, CountingEncoder()) for one in split_halves(TEXTS)]


def test_sentences_are_cut_at_their_middle_space():
    heads, tails = split_halves(TEXTS)
    assert len(heads) == len(tails) == 3
    assert all(f"{h} {t}" in " ".join(TEXTS[0].split()) for h, t in zip(heads, tails, strict=True))
    assert (heads[1], tails[1]) == ("바다가 보이는 언덕에서 기차를", "기다리는 사람들이 있었다.")


def test_the_same_seed_gives_the_same_passages(halves):
    one, two, other = Composer(*halves), Composer(*halves), Composer(*halves, seed=1)
    first = one.passage("d", 0, 10)
    again = two.passage("d", 0, 10)
    assert first.passage == again.passage and np.array_equal(first.vectors, again.vectors)
    assert other.passage("d", 0, 10).passage.text != first.passage.text
    text = first.passage.text
    for unit in first.passage.units:
        sentence = text[unit.start : unit.end]
        assert any(sentence.startswith(h) for h in halves[0].texts)
        assert any(sentence.endswith(t) for t in halves[1].texts)
    assert first.passage.span.start == 10
    assert np.linalg.norm(first.vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    # One of its own, and one for every two sentences.
    assert len(first.vectors) == 1 + (len(first.passage.units) + 1) // 2


def test_a_library_of_them_is_searched_and_timed(halves, tmp_path, capsys):
    questions = [f"{word} 이야기 {n}" for n in range(15) for word in ("사과가", "바다가", "기차를")]
    (tmp_path / "library").mkdir()
    with build_library(tmp_path / "library", CountingEncoder(), 120, *halves) as opened:
        assert opened.status().passages == 120 and opened.status().documents == 3
        hits = opened.search("언덕에서 기차를 기다리는 사람들")
        assert "기차를" in hits[0].passage.text
        figures = run(120, opened, questions)
    assert figures["recall"] == 1.0 and 0 < figures["cpu_ms"][0] <= figures["cpu_ms"][1]
    spent = {label: median for label, (median, _) in figures["parts_cpu_ms"].items()}
    assert spent.keys() == {*PARTS, VECTOR}
    for label in ("words (tantivy)", "vectors (FAISS)", "fetching (SQLite)", "folding", VECTOR):
        assert spent[label] > 0, label
    assert spent["words (tantivy)"] + spent["vectors (FAISS)"] < spent["finding and fusing, all"]
    show(figures | {"built_s": 1.0})
    assert "120 passages" in capsys.readouterr().out


def test_the_stopwatch_leaves_everything_as_it_was():
    encoder, before = CountingEncoder(), (library.find, Rewording.reword)
    with timed_parts(encoder):
        assert library.find is not before[0]
    assert (library.find, Rewording.reword) == before
    assert "encode_queries" not in vars(encoder)


def test_goals_are_below_floors():
    assert all(goal < floor for goal, floor in BARS.values())
