"""Files made to cost far more than they weigh, or to lose text without a word."""

import time

import pytest

from corpus import Limits, analyze, make_passages, parse_blocks
from corpus.readers.reading import read_bytes


@pytest.fixture(autouse=True, scope="module")
def all_is_at_hand():
    analyze("미리")


def passages_of(text, name="a.txt"):
    """The passages of a file and the seconds of the processor that they cost."""
    started = time.process_time()
    document = read_bytes(text.encode(), name, Limits())
    passages = make_passages(document, parse_blocks(document))
    return passages, time.process_time() - started


# Each took minutes, or all memory, when time or room grew with the square of its size.
COSTLY = {
    "one line of many gaps": "머리 " + "가    " * 20_000 + "끝\n본문이다.\n",
    "one line of many notes": "가1) " * 40_000 + "끝이다.\n",
    "rows parted by blank lines": "a\tb\n\n" * 8_000,
    "a wide row above many": "a\t" * 8_000 + "b\n" + "c\td\n" * 4_000,
    "deep lists": "".join("  " * at + "- 가\n" for at in range(1_000)),
    "wide rows": ("a" * 20 + "\t") * 3_000 + "b\n" + ("c" * 20 + "\t") * 3_000 + "d\n",
}


@pytest.mark.parametrize("name", COSTLY)
def test_work_grows_with_the_size_of_a_text(name):
    passages, seconds = passages_of(COSTLY[name])
    assert seconds < 5.0
    assert sum(len(passage.text) for passage in passages) > 0


def test_no_word_of_a_table_too_wide_to_be_one_is_lost():
    text = "a\t" * 3_000 + "끝\n" + "c\td\n" * 1_000
    passages, _ = passages_of(text)
    shown = " ".join(passage.text for passage in passages)
    assert "끝" in shown
    assert shown.count("a") == 3_000 and shown.count("c") == shown.count("d") == 1_000


def test_a_deep_list_is_not_mostly_margin():
    """Found: 8 KB of nested lists of a web page gave 16 MB of passages."""
    page = "<html><body>" + "<ul><li>가나다" * 1_500
    passages, seconds = passages_of(page, "a.html")
    assert sum(len(passage.text) for passage in passages) < 30 * 1_500
    assert seconds < 5.0


def test_a_csv_line_without_end_is_text():
    """Found: a cell beyond 131,072 characters stopped the reader."""
    for text in ('"a' * 100_000 + "\n끝,b\n", "," * 300_000 + "\n끝\n", "끝 " + "a" * 200_000):
        document = read_bytes(text.encode(), "a.csv", Limits())
        assert "끝" in document.text or document.losses


def test_empty_cells_at_the_end_of_a_row_cost_little():
    text = ("a" + "," * 16_000 + "\n") * 100
    started = time.process_time()
    document = read_bytes(text.encode(), "a.csv", Limits())
    assert document.text.split() == ["a"] * 100
    assert time.process_time() - started < 4.0
