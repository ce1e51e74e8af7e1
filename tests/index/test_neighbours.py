"""What stands beside a passage, and the section around it."""

import pytest

from corpus import LibraryError
from tests.index.library_fakes import code_of, open_library, write

TEXT = "머리말이다\n# 하늘\n하늘은 높다\n하늘은 맑다\n# 바다\n바다는 넓다\n# 하늘\n다시 하늘이다"


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "lib") as library:
        library.sync([write(tmp_path / "docs", a=TEXT)])
        yield library


def around(library, ordinal):
    (record,) = library.documents()
    found = library.neighbours(library.passages(record.id)[ordinal].id)
    sides = tuple(side and side.text for side in (found.before, found.after))
    text = library.document(record.id).text[found.section.start : found.section.end]
    return sides, found.heading, text


def test_the_passages_beside_one_and_its_section(library):
    sides, heading, section = around(library, 1)
    assert sides == ("머리말이다", "하늘은 맑다")
    assert heading == ("하늘",) and section == "하늘은 높다\n하늘은 맑다"


def test_a_passage_alone_in_its_section_is_shown_in_the_one_above(library):
    sides, heading, section = around(library, 3)
    assert sides == ("하늘은 맑다", "다시 하늘이다")
    assert heading == () and section == TEXT


def test_the_ends_of_a_document_have_one_neighbour(library):
    assert around(library, 0)[0] == (None, "하늘은 높다")
    assert around(library, 4)[0] == ("바다는 넓다", None)


def test_a_passage_that_is_not_there(library):
    assert code_of(LibraryError, lambda: library.neighbours("none")) == "passage-not-found"
