"""Values of flags, read from the command line; what is refused names what would do."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from math import isfinite


def count_up_to(most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from 1 to `most`."""

    def read(value: str) -> int:
        number = int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0
        if not 1 <= number <= most:
            raise argparse.ArgumentTypeError(f"{value} (1-{most})")
        return number

    return read


def read_bar(value: str) -> tuple[str, float]:
    """Read a metric with the number it is held against, as in `hit@5=0.8`."""
    name, _, written = value.partition("=")
    try:
        number = float(written)
    except ValueError:
        number = float("nan")
    if not name or not isfinite(number):
        raise argparse.ArgumentTypeError(f"{value} (hit@5=0.8)")
    return name, number


def read_loss(value: str) -> tuple[str, float]:
    """Read a metric with how much it may lose, as in `ndcg@10=0.02`; never less than 0."""
    name, most = read_bar(value)
    if most < 0:
        raise argparse.ArgumentTypeError(f"{value} (ndcg@10=0.02)")
    return name, most
