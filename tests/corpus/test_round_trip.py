"""One report written in every format reads back to the same blocks, tables, notes and passages.

What a format cannot hold is named in `FORCED`; nothing else may differ.
"""

import re
from dataclasses import dataclass

import pytest

from corpus import Limits, ReadError, make_passages, parse_blocks
from corpus.readers.reading import read_bytes
from corpus.structure_markers import number_of
from tests.corpus.story import LABELS, REPORT, Heading, Item, Table, Text, plain
from tests.corpus.story_hwp import write_hwp
from tests.corpus.story_hwpx import write_hwpx
from tests.corpus.story_office import write_docx
from tests.corpus.story_plain import (
    write_epub,
    write_html,
    write_mail,
    write_markdown,
    write_mhtml,
    write_text,
)

WRITERS = {
    "text.txt": write_text,
    "markdown.md": write_markdown,
    "page.html": write_html,
    "notes-typed.html": lambda: write_html("typed"),
    "book.epub": write_epub,
    "mail.eml": write_mail,
    "saved.mht": write_mhtml,
    "word.docx": write_docx,
    "captions.hwpx": write_hwpx,
    "typed.hwpx": lambda: write_hwpx(captions=False),
    "captions.hwp": write_hwp,
    "typed.hwp": lambda: write_hwp(captions=False),
}
# What a format truly forces, by the name of its file:
# `no-spans`: in rows of tabs or pipes a cell stands once, and what it covers is empty.
# `one-header`: a pipe table has one header row.
FORCED = {
    "text.txt": {"no-spans"},
    "markdown.md": {"no-spans", "one-header"},
}
# Whose readers are being written; what they still miss is no failure of the others.
AWAITED = {"mail.eml"}
FILES = [
    pytest.param(name, marks=pytest.mark.xfail(reason="its reader is being written"))
    if name in AWAITED
    else name
    for name in WRITERS
]
UNIT = re.compile(r"\s*\(단위: [^()]*\)")


@dataclass(frozen=True)
class Told:
    """What a document says, in terms that all formats share."""

    body: list
    tables: list
    notes: list
    passages: list
    furniture: list


_READ = {}


def read(name):
    if name not in _READ:
        try:
            _READ[name] = read_bytes(WRITERS[name](), name, Limits())
        except ReadError as error:
            if error.code != "format-not-supported-yet":
                raise
            pytest.skip("its reader is still to come")
    return _READ[name]


def tell(document):
    blocks = parse_blocks(document)
    body, tables, notes, furniture = [], [], [], []
    for block in blocks:
        text = block.view.text
        if block.kind == "heading":
            body.append(("heading", f"{block.marker} {text}".strip(), block.heading))
        elif block.kind == "item":
            body.append(("item", block.level, number_of(block.marker), text, block.heading))
        elif block.kind == "footnote":
            notes.append((block.marker.strip("[]^: )"), text))
        elif block.kind == "furniture":
            furniture.append(text)
        elif block.kind == "caption" and UNIT.fullmatch(text):
            continue
        elif block.kind == "table":
            table = block.table
            tables.append(
                (
                    UNIT.sub("", table.caption),
                    table.unit,
                    table.source,
                    table.columns,
                    [tuple(cell.text for cell in row) for row in table.rows],
                    block.heading,
                )
            )
            body.append(("table", block.heading))
        else:
            body.append((block.kind, UNIT.sub("", text), block.heading))
    passages = [
        (passage.kind, _words(passage), passage.heading, UNIT.sub("", passage.caption))
        for passage in make_passages(document, blocks)
    ]
    return Told(body, tables, notes, passages, furniture)


def _words(passage):
    """A passage's text without the signs of its lists, which each format makes up."""
    lines = passage.text.split("\n")
    return [re.sub(r"^\s*(?:[-○●–·•∙]|\(?\d[.)]|[①-⑳])\s*", "", line) for line in lines]


def expected(forced=frozenset()):
    body, tables = [("heading", REPORT.title, ())], []
    path = []
    for piece in REPORT.pieces:
        if isinstance(piece, Heading):
            del path[piece.level - 1 :]
            body.append(("heading", piece.text, tuple(path)))
            path.append(piece.text)
        elif isinstance(piece, Text):
            body.append(("paragraph", plain(piece.text), tuple(path)))
        elif isinstance(piece, Item):
            body.append(("item", piece.level, piece.number, plain(piece.text), tuple(path)))
        else:
            body += [
                ("caption", piece.caption, tuple(path)),
                ("table", tuple(path)),
                ("source", piece.source, tuple(path)),
            ]
            tables.append(
                (
                    piece.caption,
                    piece.unit,
                    piece.source,
                    _columns(piece),
                    _rows(piece, forced),
                    tuple(path),
                )
            )
    return body, tables


def _columns(table: Table):
    names = []
    for column in range(table.width):
        over = [table.covering(row, column).text for row in range(table.header)]
        names.append(" ".join(dict.fromkeys(over)))
    return tuple(names)


def _rows(table: Table, forced):
    rows = []
    for row in range(table.header, table.height):
        cells = []
        for column in range(table.width):
            cell = table.covering(row, column)
            is_own = (cell.row, cell.column) == (row, column)
            cells.append(cell.text if is_own or "no-spans" not in forced else "")
        rows.append(tuple(cells))
    return rows


@pytest.mark.parametrize("name", FILES)
def test_the_same_blocks(name):
    body, _ = expected()
    assert tell(read(name)).body == body


@pytest.mark.parametrize("name", FILES)
def test_the_same_tables(name):
    forced = FORCED.get(name, set())
    _, tables = expected(forced)
    if "one-header" in forced:
        pytest.skip("a pipe table has one header row")
    assert tell(read(name)).tables == tables


@pytest.mark.parametrize("name", FILES)
def test_notes_are_tied_to_the_words_they_explain(name):
    notes = tell(read(name)).notes
    assert notes == [(number, f"{LABELS[number]}: {text}") for number, text in REPORT.notes.items()]
