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
