"""Particles take the form that the sound before them asks for, written or read out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation.words import join_particle
from assistant.particles import attach


@pytest.mark.parametrize(
    ("word", "particle", "said"),
    [
        ("회수율", "은", "회수율은"), ("단가", "은", "단가는"), ("예산(억 원)", "이", "예산(억 원)이"),
        ("로봇밀도", "이란", "로봇밀도란"), ("임치", "이야", "임치야"), ("3", "이", "3이"),
        ("2", "은", "2는"), ("10", "을", "10을"), ("KTX", "은", "KTX는"), ("PM", "이", "PM이"),
        ("서울", "으로", "서울로"), ("부산", "으로", "부산으로"), ("제주", "으로", "제주로"),
        ("몇 km", "을", "몇 km를"), ("몇 %", "은", "몇 %는"), ("‘갈매’", "과", "‘갈매’와"),
    ],
)  # fmt: skip
def test_particles_follow_the_sound(word, particle, said):
    assert attach(word, particle) == said


@given(st.text(alphabet="가각갈힣", min_size=1, max_size=3))
def test_the_particle_depends_on_the_last_syllable_alone(word):
    final = word[-1] not in "가"
    assert attach(word, "은") == word + ("은" if final else "는")


@pytest.mark.parametrize(
    ("stem", "tail", "said"),
    [
        ("바이두", "은", "바이두는"), ("텐센트", "이란", "텐센트란"), ("서울", "으로는", "서울로는"),
        ("KF-21", "으로", "KF-21로"), ("5 km", "은", "5 km는"), ("해담(주)", "가", "해담(주)이"),
        ("부산", "에서는", "부산에서는"), ("부산", "", "부산"),
    ],
)  # fmt: skip
def test_a_particle_of_another_word_is_joined_in_its_own_form(stem, tail, said):
    assert join_particle(stem, tail) == said
