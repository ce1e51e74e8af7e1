"""PDF: damaged files are read or refused, in time; never more and never with a traceback."""

import re
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Limits, ReadError
from corpus.readers.worker import read_in_worker
from tests.corpus.pdf_paper import LONG, Paper

SECONDS = 20.0
LIMITS = Limits(timeout_s=SECONDS, max_chars=500_000)


def small():
    paper = Paper().page().text(60, 80, "보고서의 제목", 18)
    for number in range(5):
        paper.text(60, 120 + 16 * number, LONG)
    paper.grid([60, 160, 260], [300, 320, 340])
    paper.text(64, 314, "구분").text(164, 314, "금액").text(64, 334, "합계").text(164, 334, "1,000")
    paper.text(60, 760, "1) 각주의 말", 7)
    paper.page().sideways(100, 700, "옆으로 누운 글").picture()
    objects = [
        "<< /Type /Outlines /First 101 0 R /Last 101 0 R >>",
        "<< /Title (a) /Parent 100 0 R /Dest [8 0 R /Fit] >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (abc) /Rect [100 500 200 520] >>",
    ]
    labels = "/Outlines 100 0 R /AcroForm << /Fields [102 0 R] >>"
    return paper.build(labels=labels, page="/Annots [102 0 R]", objects=objects)


WHOLE = small()
NUMBERS = (b"99999999", b"-1", b"0", b"1e38", b"8", b"100", b"2147483648")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("pdf") / "a.pdf"


def assert_read_or_refused(place, data):
    """In the worker: PDFium is not ours, and what kills it must not kill the caller."""
    place.write_bytes(data)
    began = monotonic()
    try:
        document = read_in_worker(place, "a.pdf", LIMITS)
    except ReadError as error:
        assert error.code not in ("reader-failed", "reader-timeout"), error
    else:
        assert document.pages[-1].end == len(document.text)
        for line in document.ink:
            assert line.start >= 0 and line.start + len(line.edges) - 1 <= len(document.text)
            assert all(0 <= edge <= 10_000 for edge in line.edges)
        for grid in document.grids:
            assert all(grid.start <= cell.start <= cell.end <= grid.end for cell in grid.cells)
    assert monotonic() - began < SECONDS


RULES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@RULES
@given(
    st.lists(
        st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=12
    )
)
def test_bytes_flipped(place, flips):
    data = bytearray(WHOLE)
    for at, byte in flips:
        data[at] = byte
    assert_read_or_refused(place, bytes(data))


@RULES
@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)))
def test_a_piece_cut_out(place, one, other):
    low, high = sorted((one, other))
    assert_read_or_refused(
        place, WHOLE[:low] + WHOLE[high:] if low else b"%PDF-1.7\n" + WHOLE[high:]
    )


@RULES
@given(st.data())
def test_numbers_changed(place, data):
    """The numbers of a PDF say where things are and how large: wrong ones, one to four."""
    spots = [match.span() for match in re.finditer(rb"-?\d+(?:\.\d+)?", WHOLE)]
    chosen = data.draw(st.lists(st.sampled_from(spots), min_size=1, max_size=4, unique=True))
    damaged = WHOLE
    for low, high in sorted(chosen, reverse=True):
        damaged = damaged[:low] + data.draw(st.sampled_from(NUMBERS)) + damaged[high:]
    assert_read_or_refused(place, damaged)
