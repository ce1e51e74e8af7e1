"""Passages that another document repeats are no hits of their own."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Passage, Span, View
from index import Hit, repeats
from index.repeats import RESEMBLANCE, SHINGLE_CHARS, fold_repeats, resemblance
from tests.assistant.fakes import make_document, make_record
from tests.index.library_fakes import open_library, texts, write

NOTICE = (
    "누리도는 2025년 3월부터 논의 수문을 원격으로 여닫는 물길지기를 동부권 118곳에 들여놓고 "
    "농업인에게 예약 급수 서비스를 시작한다고 밝혔다. 사업비는 57억 원이다."
)


def hit(text, source, score, kind="prose"):
    document = make_document(text, source, source.ljust(64, "0"))
    view = View.of(text, 0, len(text))
    passage = Passage(f"p-{source}", document.id, 0, kind, view, (Span(0, len(text)),), (), "", 1)
    return Hit(passage, make_record(document), score, score, 1.0)


def test_a_copy_is_folded_into_the_better_hit():
    other = (
        "저수지의 저수율은 모내기가 끝나는 6월에 가장 낮아지는 것으로 나타났으며 해마다 되풀이된다."
    )
    hits = [
        hit(NOTICE, "a.txt", 0.9),
        hit(NOTICE.replace("논의 수문", "논의  수문").replace("밝혔다.", "밝혔다 —"), "b.txt", 0.8),
        hit(other, "c.txt", 0.7),
        hit(f"{NOTICE}", "d.txt", 0.6),
    ]
    found = fold_repeats(hits, 3)
    assert [one.document.source for one in found] == ["a.txt", "c.txt"]
    assert [same.document.source for same in found[0].also_in] == ["b.txt", "d.txt"]
    assert (found[0].also_in[1].start, found[0].also_in[1].end) == (0, len(NOTICE))
    assert found[1].also_in == ()
    # Others move up, and the order stays.
    assert [one.document.source for one in fold_repeats(hits, 1)] == ["a.txt"]


@pytest.mark.parametrize(
    "text",
    [
        NOTICE.replace("57억", "58억"),
        NOTICE.replace("2025년", "2024년"),
        NOTICE[: len(NOTICE) // 2],
        NOTICE + " 서부권은 이듬해에 시작하며 양수장의 전력 사용량도 함께 기록하기로 하였다.",
    ],
)
def test_other_figures_or_more_text_are_no_copy(text):
    found = fold_repeats([hit(NOTICE, "a.txt", 0.9), hit(text, "b.txt", 0.8)], 5)
    assert len(found) == 2 and not any(one.also_in for one in found)


def test_a_document_may_repeat_itself_and_short_texts_are_no_copies():
    first = hit(NOTICE, "a.txt", 0.9)
    again = replace(first, passage=replace(first.passage, id="p-2", ordinal=1), score=0.8)
    assert len(fold_repeats([first, again], 5)) == 2
    short = [hit("합계는 10억 원이다.", name, 0.5) for name in ("a.txt", "b.txt")]
    assert len(fold_repeats(short, 5)) == 2
    table = hit(NOTICE, "b.txt", 0.8, "table")
    assert len(fold_repeats([first, table], 5)) == 2


def test_resemblance_is_near_the_share_of_runs_in_common():
    """Against the share over all runs, counted by brute force."""

    def runs(text):
        letters = "".join(c for c in text if c.isalnum())
        return {letters[at : at + SHINGLE_CHARS] for at in range(len(letters) - SHINGLE_CHARS + 1)}

    left = " ".join(f"{NOTICE} {word}" for word in "가나다라마바사")
    for right in (left, left.replace("논", "밭"), left[::2], left[: len(left) // 2] + left[::3]):
        exact = len(runs(left) & runs(right)) / len(runs(left) | runs(right))
        assert resemblance(left, right) == pytest.approx(exact, abs=0.1)
    assert resemblance(NOTICE, NOTICE) == 1.0


def test_a_search_names_the_other_documents_and_keeps_its_length(tmp_path):
    others = {f"n{n}": f"바다 이야기 {n}번" for n in range(5)}
    docs = write(tmp_path / "docs", one=f"바다 {NOTICE}", two=f"바다 {NOTICE}!", **others)
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        hits = library.search("바다 누리도 물길지기 동부권", top_k=4)
        assert len(hits) == 4 and sum("물길지기" in text for text in texts(hits)) == 1
        (first,) = (one for one in hits if one.also_in)
        (same,) = first.also_in
        assert {first.document.source, same.document.source} == {"one.txt", "two.txt"}
        assert library.passage(same.passage_id).document_id == same.document.id


SENTENCES = (
    NOTICE,
    NOTICE.replace("57억", "58억"),
    "저수지의 저수율은 모내기가 끝나는 유월에 가장 낮아지는 것으로 나타났으며 해마다 되풀이된다.",
    "양수장의 전력 사용량도 함께 기록하기로 하였다.",
    "서부권은 이듬해에 시작한다.",
)
MARKS = st.sampled_from(["", " ", "!", " —", ".", " 그리고", " 곧"])


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(st.tuples(st.sampled_from(SENTENCES), MARKS), min_size=1, max_size=4),
            st.integers(0, 3),
            st.sampled_from(["prose", "table"]),
        ),
        max_size=8,
    )
)
def test_folding_is_what_comparing_everything_with_everything_gives(made):
    """Against a fold that takes every figure and every resemblance of every pair first."""
    hits = [
        replace(one, passage=replace(one.passage, id=f"p{at}"))
        for at, (pieces, source, kind) in enumerate(made)
        for text in (" ".join(sentence + mark for sentence, mark in pieces),)
        for one in (hit(text, f"{source}.txt", 1.0 - at / 10, kind),)
    ]

    def letters(one):
        return "".join(c for c in one.passage.text if c.isalnum())

    def repeats_it(later, first):
        sizes = sorted((len(letters(later)), len(letters(first))))
        return all(
            (
                later.document.id != first.document.id,
                later.passage.kind == first.passage.kind,
                sizes[0] >= max(40, RESEMBLANCE * sizes[1]),
                sorted(re.findall(r"\d+(?:[.,]\d+)*", later.passage.text))
                == sorted(re.findall(r"\d+(?:[.,]\d+)*", first.passage.text)),
                resemblance(later.passage.text, first.passage.text) >= RESEMBLANCE,
            )
        )

    kept, also = [], {}
    for one in hits:
        first = next((better for better in kept if repeats_it(one, better)), None)
        if first is None:
            kept.append(one)
        else:
            also.setdefault(first.passage.id, []).append(one.passage.id)
    found = fold_repeats(hits, 5)
    assert [one.passage.id for one in found] == [one.passage.id for one in kept[:5]]
    assert [[same.passage_id for same in one.also_in] for one in found] == [
        also.get(one.passage.id, []) for one in kept[:5]
    ]


def test_the_dear_test_is_made_only_where_the_cheap_ones_pass(monkeypatch):
    counted = []
    own = repeats._shingles

    def count(text):
        counted.append(text)
        return own(text)

    monkeypatch.setattr(repeats, "_shingles", count)
    different = [hit(f"{text} {at}", f"{at}.txt", 0.9) for at, text in enumerate(SENTENCES)]
    assert len(fold_repeats(different, 9)) == len(SENTENCES) and counted == []
    fold_repeats([hit(NOTICE, name, 0.9) for name in ("a.txt", "b.txt", "c.txt")], 9)
    assert len(counted) == 3
