"""Hangul keys and slips: against Unicode's own decomposition and an edit distance by hand."""

import random
import unicodedata

import pytest

from index.letters import is_jamo, is_syllable
from index.wording.edits import FAR, NEAR, list_key_slips, list_syllable_slips, near_keys
from index.wording.jamo import from_keys, to_keys, to_korean
from tests.index.wording_fakes import FakeVocabulary

# The keys of the two-set layout, read off a keyboard: initials, vowels, finals.
INITIAL = dict(zip("ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ", "rRseEfaqQtTdwWczxvg", strict=True))
VOWEL = dict(
    zip(
        "ᅡᅢᅣᅤᅥᅦᅧᅨᅩᅪᅫᅬᅭᅮᅯᅰᅱᅲᅳᅴᅵ",
        "k o i O j p u P h hk ho hl y n nj np nl b m ml l".split(),
        strict=True,
    )
)
FINAL = dict(
    zip(
        "ᆨᆩᆪᆫᆬᆭᆮᆯᆰᆱᆲᆳᆴᆵᆶᆷᆸᆹᆺᆻᆼᆽᆾᆿᇀᇁᇂ",
        "r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g".split(),
        strict=True,
    )
)


def keys_by_unicode(text):
    return "".join((INITIAL | VOWEL | FINAL)[c] for c in unicodedata.normalize("NFD", text))


def distance(left, right):
    """Optimal string alignment: insert, delete, substitute, swap neighbours."""
    rows = {(i, 0): i for i in range(len(left) + 1)} | {(0, j): j for j in range(len(right) + 1)}
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            costs = [
                rows[i - 1, j] + 1,
                rows[i, j - 1] + 1,
                rows[i - 1, j - 1] + (left[i - 1] != right[j - 1]),
            ]
            if i > 1 and j > 1 and left[i - 2 : i] == right[j - 2 : j][::-1]:
                costs.append(rows[i - 2, j - 2] + 1)
            rows[i, j] = min(costs)
    return rows[len(left), len(right)]


def test_every_syllable_is_typed_as_unicode_decomposes_it():
    for code in range(ord("가"), ord("힣") + 1):
        assert to_keys(chr(code)) == keys_by_unicode(chr(code))
        assert from_keys(to_keys(chr(code))) == chr(code)


def test_any_word_comes_back_from_its_keys():
    rng = random.Random(7)
    for _ in range(3000):
        word = "".join(chr(rng.randint(ord("가"), ord("힣"))) for _ in range(5))
        assert from_keys(to_keys(word)) == word


@pytest.mark.parametrize(
    ("latin", "korean"),
    [
        ("tksdjqdlsxjspt", "산업인터넷"),
        ("rkqt", "값"),
        ("DKS", "안"),
        ("dhksfy", "완료"),
        ("cloud", ""),
        ("data", ""),
        ("", ""),
    ],
)
def test_a_latin_word_is_korean_only_in_whole_syllables(latin, korean):
    assert to_korean(latin) == korean


def test_letters_alone_are_typed_too():
    assert to_keys("ㅑㅐㅆ") == "ioT"
    assert is_jamo("ㅋ") and not is_jamo("카") and is_syllable("카") and not is_syllable("A")


def test_keys_touch_as_they_lie_on_the_board():
    assert near_keys("g") >= set("fhtyv") and "a" not in near_keys("g")
    assert "T" in near_keys("t") and "t" in near_keys("T")
    assert "p" in near_keys("o")  # ㅔ is written for ㅐ


def test_every_slip_is_one_key_away_and_none_is_missing():
    rng = random.Random(3)
    for word in ("예산", "닭", "산업", "의회"):
        slips = list_key_slips(word)
        keys = to_keys(word)
        assert word not in slips
        assert all(distance(keys, to_keys(slip)) == 1 for slip in slips)
        for _ in range(400):
            syllables = [chr(rng.randint(ord("가"), ord("힣"))) for _ in word]
            at = rng.randrange(len(word))
            other = word[:at] + syllables[at] + word[at + 1 :]
            reachable = distance(keys, to_keys(other)) == 1
            # A consonant is never hit for a far vowel, nor the reverse.
            if reachable and len(to_keys(other)) != len(keys):
                assert other in slips
            assert reachable or other not in slips
    assert list_key_slips("예싼")["예산"] == NEAR
    assert list_key_slips("선처")["선거"] == FAR


def test_a_syllable_is_put_where_the_library_has_seen_it():
    vocabulary = FakeVocabulary("인터넷 산업", "터미널")
    assert "인터넷" in list_syllable_slips("인넷", vocabulary)
    assert "인터넷" in list_syllable_slips("터넷", vocabulary)
    assert "인터넷" in list_syllable_slips("인터터넷", vocabulary)
    assert "인터넷" in list_syllable_slips("터인넷", vocabulary)
    assert "인터넷" in list_syllable_slips("인가넷", vocabulary)
    # What stands in front may belong there: no syllable is taken away.
    assert "경보" not in list_syllable_slips("헛경보", vocabulary)
