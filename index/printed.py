"""Where a document's characters are printed, kept small and read only where asked."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from corpus import InkLine

# Four numbers a line (start, top, bottom, how many edges), then all edges end to end; each
# column as its differences, which a compressor shrinks to a fifth.
_NUMBER = np.dtype("<i4")
_HEAD = 4
# A thousand pages of small print; what claims more is no library of ours.
_MAX_NUMBERS = 1 << 28


def dump_ink(lines: Sequence[InkLine]) -> bytes:
    """Return the lines as compressed 32-bit numbers; nothing for none."""
    if not lines:
        return b""
    heads = np.array(
        [(line.start, line.top, line.bottom, len(line.edges)) for line in lines], dtype=np.int64
    )
    edges = np.array([edge for line in lines for edge in line.edges], dtype=np.int64)
    count = np.array([len(lines)], dtype=np.int64)
    columns = [count, *(_steps(column) for column in heads.T), _steps(edges)]
    return zlib.compress(np.concatenate(columns).astype(_NUMBER).tobytes(), 6)


def load_ink(data: bytes, start: int = -1, end: int | None = None) -> tuple[InkLine, ...]:
    """Return the lines that print characters `start` to `end`, in order; without them, all.

    Raises:
        ValueError: the data is damaged.
    """
    if not data:
        return ()
    reader = zlib.decompressobj()
    try:
        raw = reader.decompress(data, _MAX_NUMBERS * _NUMBER.itemsize)
    except zlib.error as error:
        raise ValueError(f"the ink is damaged: {error}") from error
    if not reader.eof or len(raw) % _NUMBER.itemsize or not raw:
        raise ValueError("the ink is cut off")
    numbers = np.frombuffer(raw, dtype=_NUMBER).astype(np.int64)
    count = int(numbers[0])
    if count < 0 or len(numbers) < 1 + _HEAD * count:
        raise ValueError("the ink is cut off")
    heads = np.cumsum(numbers[1 : 1 + _HEAD * count].reshape(_HEAD, count), axis=1)
    edges = np.cumsum(numbers[1 + _HEAD * count :])
    starts, sizes = heads[0], heads[3]
    ends = np.cumsum(sizes)
    if int(sizes.min(initial=0)) < 0 or (int(ends[-1]) if count else 0) != len(edges):
        raise ValueError("the ink does not add up")
    shown = starts + sizes - 1 > start
    if end is not None:
        shown &= starts < end
    return tuple(
        InkLine(
            int(starts[at]),
            int(heads[1][at]),
            int(heads[2][at]),
            tuple(edges[ends[at] - sizes[at] : ends[at]].tolist()),
        )
        for at in np.flatnonzero(shown)
    )


def _steps(column: np.ndarray) -> np.ndarray:
    return np.diff(column, prepend=0)
