from hypothesis import given
from hypothesis import strategies as st

from index.lengths import cut_by_length, halve_until

TEXTS = st.lists(st.text(max_size=40), max_size=60)


@given(TEXTS, st.integers(1, 9), st.integers(1, 100))
def test_batches_hold_every_text_once_the_longest_first_and_no_more_than_allowed(
    texts, max_texts, max_chars
):
    batches = cut_by_length(texts, max_texts=max_texts, max_chars=max_chars)
    places = [place for batch in batches for place in batch]
    assert places == sorted(range(len(texts)), key=lambda at: (-len(texts[at]), at))
    for batch in batches:
        padded = len(batch) * max(len(texts[place]) for place in batch)
        assert len(batch) <= max_texts
        assert len(batch) == 1 or padded <= max_chars


def test_batches_are_as_full_as_they_may_be():
    texts = ["aaaa", "a", "aa", "a", "a"]
    assert cut_by_length(texts, max_texts=3, max_chars=6) == ((0,), (2, 1, 3), (4,))
    assert cut_by_length([], max_texts=3, max_chars=6) == ()


@given(st.text(alphabet="ab 가\n", max_size=80), st.integers(1, 20))
def test_pieces_fit_and_hold_all_but_white_space(text, limit):
    pieces = halve_until(text, lambda piece: len(piece) <= limit)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(len(piece) <= limit for piece in pieces)
    assert pieces == (text,) or len(text) > limit


def test_pieces_are_cut_between_words_near_the_middle():
    assert halve_until("one two three four", lambda piece: len(piece) <= 10) == (
        "one two",
        "three four",
    )
    # One character that does not fit is kept: nothing is lost.
    assert halve_until("ab", lambda _: False) == ("a", "b")
