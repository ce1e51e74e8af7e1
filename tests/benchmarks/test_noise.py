"""Noise is what it says, and the same on every run."""

import random

import pytest

from index.wording.jamo import to_keys
from tests.benchmarks.noise import KINDS, slip

QUESTION = "제조업 예산은 2024년에 얼마인가요?"


def spoil(kind, seed=1, chatter="tune"):
    return KINDS[kind](QUESTION, random.Random(seed), chatter)


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_gives_the_same_noise(kind):
    assert spoil(kind) == spoil(kind)
    assert any(spoil(kind, seed) != QUESTION for seed in range(5))


@pytest.mark.parametrize("kind", ["no spaces", "spaces moved"])
def test_spacing_changes_nothing_but_spaces(kind):
    for seed in range(20):
        assert "".join(spoil(kind, seed).split()) == "".join(QUESTION.split())
    assert " " not in spoil("no spaces")


def test_a_typo_is_one_slip_in_one_word():
    for seed in range(30):
        words = zip(spoil("one typo", seed).split(), QUESTION.split(), strict=True)
        changed = [(typed, meant) for typed, meant in words if typed != meant]
        assert len(changed) == 1
        typed, meant = map(to_keys, changed[0])
        assert abs(len(typed) - len(meant)) <= 1


def test_a_slip_changes_the_keys_by_one_at_most():
    for seed in range(200):
        made = slip("tksdjq", random.Random(seed))
        assert abs(len(made) - 6) <= 1


def test_figures_survive_what_is_no_typing_in_english():
    for kind in KINDS:
        assert "2024" in spoil(kind).replace(" ", "")


def test_english_keys_say_the_same():
    assert spoil("English keys") == "wpwhdjq dPtksdms 2024susdp djfakdlsrkdy?"
    assert sum(word.isascii() for word in spoil("one word in English keys").split()) == 1


def test_particles_go_and_chatter_is_another_for_reporting():
    assert spoil("no particles") == "제조업 예산 2024년 얼마인가요?"
    assert spoil("chat").startswith(tuple("그음혹있근저아"))
    assert {spoil("chat", seed)[:2] for seed in range(40)}.isdisjoint({"흠 ", "참,"})
