"""Where characters are printed, kept in the library."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Grid, GridCell, InkLine
from index.printed import dump_ink, load_ink
from tests.index.library_fakes import LinePipeline, open_library

LINES = (
    InkLine(0, 100, 120, (50, 60, 72, 80)),
    InkLine(4, 130, 150, (50, 61)),
    InkLine(10, 9_000, 9_020, (9_999, 10_000, 9_990)),
)


def test_lines_come_back_and_only_those_asked_for():
    data = dump_ink(LINES)
    assert load_ink(data) == LINES
    # The first prints characters 0 to 2, the second 4, the third 10 and 11.
    assert load_ink(data, 2, 3) == LINES[:1]
    assert load_ink(data, 3, 4) == ()
    assert load_ink(data, 2, 5) == LINES[:2]
    assert load_ink(data, 11, 99) == LINES[2:]
    assert dump_ink(()) == b"" and load_ink(b"") == ()


@given(
    st.lists(
        st.tuples(
            st.integers(0, 50),
            st.integers(-9, 20_000),
            st.lists(st.integers(-9, 30_000), min_size=1),
        )
    )
)
def test_any_lines_come_back(parts):
    lines, at = [], 0
    for gap, top, edges in parts:
        lines.append(InkLine(at + gap, top, top + 9, tuple(edges)))
        at += gap + len(edges)
    assert load_ink(dump_ink(lines)) == tuple(lines)


def test_damaged_ink_is_refused():
    data = dump_ink(LINES)
    for broken in (data[:-3], b"x" + data, data[:10], dump_ink(LINES[:1])[:-1]):
        with pytest.raises(ValueError, match="ink"):
            load_ink(broken)


class Printing(LinePipeline):
    """A file's characters are printed side by side, ten units each; its lines are a table."""

    def read(self, path, source):
        document = super().read(path, source)
        size = len(document.text)
        ink = (InkLine(0, 1_000, 1_200, tuple(range(0, 10 * size + 1, 10))),)
        grids = (
            Grid(0, size, (GridCell(0, 0, 0, 2), GridCell(0, 1, 3, 5, 2, 3)), 1, 1, (0, 40, 99)),
        )
        return replace(document, ink=ink, grids=grids)


def test_a_library_keeps_grids_and_ink(docs, tmp_path):
    with open_library(tmp_path / "lib", pipeline=Printing()) as library:
        library.sync([docs])
        (sea,) = (r for r in library.documents() if r.source == "sea.txt")
        document = library.document(sea.id)
        assert document.ink == ()
        assert document.grids == Printing().read(docs / "sea.txt", "sea.txt").grids
        (box,) = library.boxes(sea.id, 1, 3)
        assert (box.page, box.left, box.right) == (1, 0.001, 0.003)
        assert (box.top, box.bottom) == (0.1, 0.12)
        assert library.boxes(sea.id, 10_000, 10_001) == ()
    # Cut anew from the kept text, it is still there.
    other = Printing("lines-2")
    with open_library(tmp_path / "lib", pipeline=other, adopt=True) as library:
        library.sync([docs])
        assert other.read_sources == []
        assert library.boxes(sea.id, 1, 3) == (box,)
