"""Values that flags take, and what a refused one is told."""

import argparse

import pytest

from ui.flag_values import count_up_to, read_bar, read_loss


def refused(read, value):
    with pytest.raises(argparse.ArgumentTypeError) as caught:
        read(value)
    return str(caught.value)


def test_counts_are_whole_and_within_bounds():
    read = count_up_to(100)
    assert [read("1"), read("007"), read("100")] == [1, 7, 100]
    for value in ("0", "101", "-3", "x", "", "1.5", "²", "٣", "9" * 5_000):
        assert refused(read, value) == f"{value} (1-100)"


def test_bars_are_finite_numbers_and_losses_no_gains():
    assert read_bar("hit@5=0.8") == ("hit@5", 0.8)
    assert read_bar("hit@5.low=-1e-3") == ("hit@5.low", -0.001)
    for value in ("hit@5", "hit@5=", "=0.8", "hit@5=nan", "hit@5=-inf", "hit@5=1e999", "a=b=1"):
        assert refused(read_bar, value) == f"{value} (hit@5=0.8)"
    assert read_loss("ndcg@10=0") == ("ndcg@10", 0.0)
    assert refused(read_loss, "ndcg@10=-0.1") == "ndcg@10=-0.1 (ndcg@10=0.02)"
