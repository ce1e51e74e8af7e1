"""HWP 5 files that tests write, read and damage."""

from hypothesis import HealthCheck, settings

from corpus import Limits, ReadError
from corpus.readers.reading import read_bytes
from tests.corpus.hwp_paper import hwp
from tests.corpus.invariants import check_document, check_refusal

FUZZ = settings(
    max_examples=60,
    deadline=5_000,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# Small enough that a file which claims to be huge is refused at once.
SMALL = Limits(max_cells=5000, max_chars=200_000, max_unpacked_bytes=20_000_000)
LEVELS = [
    ("^1.", 2, 1),
    ("^2)", 8, 1),
    ("(^3)", 0, 1),
    ("^n", 0, 1),
    ("^N", 1, 1),
    ("", 0, 1),
    ("", 0, 1),
]


def read(*sections, **more):
    limits = more.pop("limits", Limits())
    document = read_bytes(hwp(*sections, **more), "a.hwp", limits)
    check_document(document)
    return document


def text_of(*pars, **more):
    return read(list(pars), **more).text


def is_sound(data):
    """A document in order, or `None` for a refusal in order."""
    try:
        document = read_bytes(data, "a.hwp", SMALL)
    except ReadError as error:
        check_refusal(error, "a.hwp")
        return None
    check_document(document)
    return document
