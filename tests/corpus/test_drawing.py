"""Pages drawn: what is marked is what is printed there, and no page takes more than its share."""

import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from corpus import DrawLimits, PageDrawer, ReadError, read_document
from corpus.readers import drawing
from tests.corpus.pdf_paper import Paper

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples" / "documents"
BADLY = (
    "import sys, time; sys.path.insert(0, {home!r})\n"
    "from corpus.readers.pdf import drawing\n"
    "drawing._encode = lambda bitmap: {act}\n"
    "drawing.serve_pages()"
)


@pytest.fixture
def drawer():
    # Patient: a process may take long to start on a busy machine.
    drawer = PageDrawer(DrawLimits(timeout_s=120.0))
    yield drawer
    drawer.stop()


def draw(drawer, data, page=1, width=600):
    return drawer.draw(str(hash(data)), page, width, "a.pdf", lambda: data)


def dark(image, below=128):
    """Where a page is dark: an array of rows."""
    return np.asarray(Image.open(BytesIO(image.data)).convert("L")) < below


def cover(boxes, shape, margin=0):
    """The pixels that boxes cover."""
    high, wide = shape
    covered = np.zeros(shape, bool)
    for box in boxes:
        rows = slice(
            max(0, int(np.floor(box.top * high)) - margin), int(np.ceil(box.bottom * high)) + margin
        )
        columns = slice(
            max(0, int(np.floor(box.left * wide)) - margin), int(np.ceil(box.right * wide)) + margin
        )
        covered[rows, columns] = True
    return covered


@pytest.mark.parametrize(
    ("name", "page", "words"),
    [
        ("evaluation-2023.pdf", 2, "시간당 생산량은 22.8%"),
        ("evaluation-2023.pdf", 2, "비교집단의 생산량이"),
        ("brief-battery-2024.pdf", 1, "2022년 11월 kg당 8만 1천 원에서"),
    ],
)
def test_marks_cover_the_ink_of_their_words_and_nothing_beside(drawer, name, page, words):
    path = SAMPLES / name
    document = read_document(path, name)
    at = document.text.index(words)
    boxes = document.boxes(at, at + len(words))
    assert {box.page for box in boxes} == {page}
    ink = dark(drawer.draw(document.id, page, 1600, name, path.read_bytes))
    # The ink that no box of the other characters on the page covers is the words' own.
    before = document.boxes(0, at)
    behind = document.boxes(at + len(words), len(document.text))
    others = cover([box for box in (*before, *behind) if box.page == page], ink.shape, margin=1)
    everything = others | cover(boxes, ink.shape, margin=1)
    own = ink & ~others & everything
    marked = cover(boxes, ink.shape, margin=1)
    assert own.any() and not (own & ~marked).any()
    for box in boxes:
        inside = ink & cover([box], ink.shape)
        rows, columns = np.nonzero(inside)
        # Letters reach from the mark's one end to the other, and leave little above and below.
        width, height = (box.right - box.left) * ink.shape[1], (box.bottom - box.top) * ink.shape[0]
        assert columns.max() - columns.min() > 0.9 * width - 8
        assert rows.max() - rows.min() > 0.5 * height
        assert 0.05 < inside.sum() / (width * height) < 0.6
        # Right above and below is the air between the lines.
        top, bottom = int(box.top * ink.shape[0]) - 2, int(box.bottom * ink.shape[0]) + 2
        span = slice(int(box.left * ink.shape[1]), int(box.right * ink.shape[1]))
        assert not ink[top, span].any() and not ink[bottom, span].any()


@pytest.mark.parametrize(
    ("rotate", "wanted"),
    [
        (0, (100, 200, 400, 260)),
        (90, (842 - 260, 100, 842 - 200, 400)),
        (180, (595 - 400, 842 - 260, 595 - 100, 842 - 200)),
        (270, (200, 595 - 400, 260, 595 - 100)),
    ],
)
def test_a_page_is_drawn_as_it_is_shown(drawer, rotate, wanted):
    paper = Paper().page().area(100, 200, 400, 260, grey=0)
    image = drawer.draw(f"turned {rotate}", 1, 842, "a.pdf", lambda: paper.build(rotate=rotate))
    ink = dark(image)
    scale = ink.shape[1] / (842 if rotate % 180 else 595)
    rows, columns = np.nonzero(ink)
    found = np.array((columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)) / scale
    assert np.abs(found - wanted).max() < 1.5


def test_the_cropped_page_is_the_page(drawer):
    """Boxes are shares of the page as cropped, and so is its image."""
    paper = Paper().page().area(100, 200, 300, 260, grey=0)
    data = paper.build(page="/CropBox [100 442 500 742]")
    ink = dark(draw(drawer, data, width=400))
    assert ink.shape == (300, 400)
    rows, columns = np.nonzero(ink)
    assert (columns.min(), rows.min()) == (0, 100)
    assert (columns.max() + 1, rows.max() + 1) == (200, 160)


def test_widths_are_kept_to_and_pixels_bounded(drawer):
    tall = Paper(200, 14_000).page().area(10, 10, 100, 100, grey=0).build()
    assert dark(draw(drawer, tall, width=200)).shape == (14_000, 200)
    small = PageDrawer(DrawLimits(timeout_s=120.0, max_pixels=1_000_000))
    try:
        high, wide = dark(draw(small, tall, width=2_000)).shape
        assert high * wide <= 1_030_000 and abs(high / wide - 70) < 1
    finally:
        small.stop()


def test_the_file_is_asked_for_once_and_again_after_another(drawer):
    one, other = (Paper().page().dot(x, 50).page().build() for x in (10, 300))
    asked = []

    def pages(name, data, numbers):
        for number in numbers:
            drawer.draw(name, number, 200, name, lambda: asked.append(name) or data)

    pages("one", one, (1, 2, 1))
    assert asked == ["one"]
    pages("other", other, (2, 2))
    pages("one", one, (2,))
    assert asked == ["one", "other", "one"]


@pytest.mark.parametrize(
    ("data", "page", "code"),
    [
        (b"%PDF-1.7 nothing", 1, "file-damaged"),
        (Paper().page().build(locked=True), 1, "file-encrypted"),
        (Paper().page().build(), 2, "page-missing"),
        (Paper().page().build(), 0, "page-missing"),
    ],
    ids=["damaged", "encrypted", "beyond", "before"],
)
def test_what_cannot_be_drawn_is_said_and_the_next_page_is_drawn(drawer, data, page, code):
    for _ in range(2):
        with pytest.raises(ReadError) as caught:
            draw(drawer, data, page)
        assert caught.value.code == code
    assert draw(drawer, Paper().page().build()).media_type == "image/png"


@pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of Unix")
@pytest.mark.parametrize(
    ("act", "codes"),
    [
        ("time.sleep(60)", {"reader-timeout"}),
        ("sys.exit(3)", {"reader-crashed"}),
        ("bytearray(10**12)", {"reader-out-of-memory", "reader-crashed"}),
    ],
)
def test_a_page_that_breaks_the_process_down_takes_nothing_with_it(monkeypatch, act, codes):
    data = Paper().page().build()
    monkeypatch.setattr(drawing, "_START", BADLY.replace("{act}", act))
    drawer = PageDrawer(DrawLimits(timeout_s=8.0 if "sleep" in act else 120.0))
    try:
        with pytest.raises(ReadError) as caught:
            draw(drawer, data)
        assert caught.value.code in codes
    finally:
        drawer.stop()
    monkeypatch.undo()
    drawer = PageDrawer(DrawLimits(timeout_s=120.0))
    try:
        assert draw(drawer, data).data
    finally:
        drawer.stop()


def test_a_photograph_is_packed_as_one(drawer):
    noise = np.random.default_rng(7).integers(0, 256, (700, 500, 3), dtype=np.uint8)
    out = BytesIO()
    Image.fromarray(noise).save(out, "PDF", resolution=72)
    image = draw(drawer, out.getvalue(), width=1600)
    assert image.media_type == "image/jpeg" and image.data.startswith(b"\xff\xd8")
