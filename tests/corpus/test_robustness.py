"""Whatever is done to a file, its reader gives a sound document or one true sentence."""

import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Limits, ReadError, analyze, find_files, read_document
from corpus.readers.reading import read_bytes
from tests.corpus.invariants import check_document, check_refusal, check_views
from tests.corpus.small_files import CONTAINERS, NAMES, parts_of_file, small_file
from tests.corpus.zip_files import zipped
from ui.messages.failures import FAILURES

# Small enough that a file which claims to be huge is refused at once.
LIMITS = Limits(max_cells=5_000, max_chars=500_000, max_unpacked_bytes=20_000_000)
# Of the processor: what else runs on the machine is no fault of the file.
SECONDS = 5.0
FUZZ = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(autouse=True, scope="module")
def all_is_at_hand():
    analyze("미리")
    for name in NAMES:
        small_file(name)


def read(data, name):
    """A sound document or `None` for a refusal in order, within the time."""
    started = time.process_time()
    document = None
    try:
        document = read_bytes(data, name, LIMITS)
    except ReadError as error:
        check_refusal(error, name)
    assert time.process_time() - started < SECONDS
    if document is not None:
        check_document(document)
        check_views(document)
    return document


# An archive is a folder to be swept, not a document: see below.
DOCUMENTS = [name for name in NAMES if name != "a.zip"]
OFFICE = [name for name in CONTAINERS if name != "a.zip"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_valid_file_is_read(name):
    document = read(small_file(name), name)
    assert document is not None
    assert name == "real.hwp" or "동구" in document.text or "등대" in document.text


@st.composite
def damage(draw, data):
    """Bytes turned, cut off, repeated, put in from another file."""
    data = bytearray(data)
    for _ in range(draw(st.integers(1, 3))):
        if not data:
            break
        # Mostly behind the first bytes: a file that is known by them is looked into.
        first = min(draw(st.sampled_from([0, 64, 512, len(data) // 2])), len(data) - 1)
        at = draw(st.integers(first, len(data) - 1))
        way = draw(st.sampled_from(["turn", "zero", "repeat", "splice", "drop", "turn", "cut"]))
        size = draw(st.integers(1, 64))
        if way == "turn":
            for _ in range(draw(st.integers(1, 8))):
                place = draw(st.integers(first, len(data) - 1))
                data[place] = draw(st.integers(0, 255))
        elif way == "zero":
            data[at : at + size] = bytes(len(data[at : at + size]))
        elif way == "cut":
            del data[at:]
        elif way == "repeat":
            data[at:at] = data[at : at + size] * draw(st.integers(1, 20))
        elif way == "splice":
            other = small_file(draw(st.sampled_from(NAMES)))
            start = draw(st.integers(0, len(other) - 1))
            data[at:at] = other[start : start + 16 * size]
        else:
            del data[at : at + size]
    return bytes(data)


@pytest.mark.parametrize("name", DOCUMENTS)
@FUZZ
@given(st.data())
def test_a_damaged_file_is_read_or_refused(name, data):
    read(data.draw(damage(small_file(name))), name)


# The parts of a container that its reader really looks into.
TELLING = (
    "document",
    "section0",
    "header.xml",
    "content",
    "notes",
    "sheet1",
    "slide1",
    "numbering",
)
TELLING += (
    "styles",
    ".rels",
    "container",
    "book.opf",
    "one.xhtml",
    "workbook",
    "shared",
    "글",
    "등대",
)


@pytest.mark.parametrize("name", OFFICE)
@FUZZ
@given(st.data())
def test_a_container_with_damaged_parts_is_read_or_refused(name, data):
    parts = list(parts_of_file(name))
    telling = [at for at, (part, _) in enumerate(parts) if any(word in part for word in TELLING)]
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.sampled_from(telling))
        way = data.draw(st.sampled_from(["inside", "inside", "inside", "swap", "gone", "empty"]))
        part, content = parts[at]
        if way == "inside":
            parts[at] = (part, data.draw(damage(content)))
        elif way == "swap":
            other = data.draw(st.integers(0, len(parts) - 1))
            parts[at], parts[other] = (part, parts[other][1]), (parts[other][0], content)
        elif way == "empty":
            parts[at] = (part, b"")
        else:
            parts[at] = (f"gone-{at}", b"")
    read(zipped(*parts), name)


def sweep(folder):
    """The texts of a folder by their source; what is no text is told or refused in order."""
    told, texts = [], {}
    for found in find_files(folder, LIMITS, told.append):
        try:
            document = read_document(found.path, found.source, LIMITS)
        except ReadError as error:
            check_refusal(error, found.source)
            continue
        check_document(document)
        texts[found.source] = document.text
    assert all(skipped.code in FAILURES for skipped in told)
    return texts


def test_an_archive_is_swept(tmp_path):
    (tmp_path / "a.zip").write_bytes(small_file("a.zip"))
    assert sweep(tmp_path) == {
        "a.zip/글/등대.txt": "바다시는 등대 열두 곳을 고쳤다.",
        "a.zip/등대.html": "등대는 밤에 빛난다.",
    }


@FUZZ
@given(st.data())
def test_a_damaged_archive_is_swept_or_told(data):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.zip").write_bytes(data.draw(damage(small_file("a.zip"))))
        (Path(folder) / "b.txt").write_text("바다", encoding="utf-8")
        assert sweep(Path(folder))["b.txt"] == "바다"


# What the numbers and words of XML are changed into: too many, too far, against the grain.
WORDS = (b"0", b"-1", b"99999999999", b"2147483647", b"1.5", b"", b"\xed\x95\x9c", b"true", b"\t")


@pytest.mark.parametrize("name", OFFICE)
@FUZZ
@given(st.data())
def test_attributes_that_lie_are_not_believed(name, data):
    """Counts, spans, levels and references of the XML are replaced, and it stays well-formed."""
    parts = list(parts_of_file(name))
    telling = [at for at, (part, _) in enumerate(parts) if any(word in part for word in TELLING)]
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.sampled_from(telling))
        part, content = parts[at]
        values = content.split(b'"')
        if len(values) < 8:
            continue
        # Behind the XML declaration and the names.
        place = 2 * data.draw(st.integers(3, len(values) // 2 - 1)) + 1
        if place < len(values) and b"://" not in values[place]:
            values[place] = data.draw(st.sampled_from(WORDS))
        parts[at] = (part, b'"'.join(values))
    read(zipped(*parts), name)


def test_a_broken_title_does_not_cost_the_pages():
    """Found by damage: half a surrogate pair in the facts of a PDF."""
    whole = small_file("a.pdf")
    title = ("\ufeff" + "작은 보고서").encode("utf-16-be").hex().encode()
    assert title in whole
    document = read(whole.replace(title, b"feff" + b"d800" * 6), "a.pdf")
    assert document is not None and document.title == "" and "등대" in document.text
