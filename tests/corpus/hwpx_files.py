"""HWPX files that tests write, change and read."""

from corpus import Limits
from corpus.readers.reading import read_bytes
from tests.corpus.hwpx_paper import Raw
from tests.corpus.zip_files import rewritten

LIMITS = Limits()


def read(paper, **how):
    return read_bytes(paper.build(**how), "a.hwpx", LIMITS)


def pages(document):
    """(printed number, text) of each page."""
    return [(page.label, document.text[page.start : page.end].strip()) for page in document.pages]


def control(xml):
    return Raw(f"<hp:ctrl>{xml}</hp:ctrl>")


def code(error):
    """What `pytest.raises` caught."""
    return error.value.code


def lines(paper, *tops, height=1000):
    """A paper with one more paragraph for each place of its line on the page."""
    for number, top in enumerate(tops):
        paper.paragraph(f"줄 {number}", top=top, height=height)
    return paper


def rewrite(data, name, change):
    """The same package with another text of one part."""
    return rewritten(
        data, lambda part, held: change(held.decode()).encode() if part == name else held
    )
