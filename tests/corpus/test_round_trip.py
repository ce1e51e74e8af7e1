"""One report written in every format reads back to the same blocks, tables, notes and passages.

What a format cannot hold is named in `FORCED`; nothing else may differ.
"""

import re
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from corpus import Limits, make_passages, parse_blocks
from corpus.readers.reading import read_bytes
from corpus.structure_markers import number_of
from tests.corpus.pdf_paper import Paper
from tests.corpus.programs import convert
from tests.corpus.story import BUDGET, LABELS, LEVELS, REPORT, Heading, Item, Table, Text, plain
from tests.corpus.story_hwp import write_hwp
from tests.corpus.story_hwpx import write_hwpx
from tests.corpus.story_office import write_docx, write_xlsx
from tests.corpus.story_pdf import write_pdf
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
    "printed.pdf": write_pdf,
    "office.pdf": lambda: converted("pdf"),
    "office.docx": lambda: converted("docx"),
}
# What a format truly forces, by the name of its file:
# `no-spans`: in rows of tabs or pipes a cell stands once, and what it covers is empty.
# `one-header`: a pipe table has one header row.
# `letterhead`: a mail begins with who wrote when to whom, so its title does not open it.
FORCED = {
    "mail.eml": {"letterhead"},
    "text.txt": {"no-spans"},
    "markdown.md": {"no-spans", "one-header"},
}
LETTERHEAD = [
    "보낸 사람: 수자원과 <water@nuri.example>",
    "받는 사람: 기획실 <plan@nuri.example>",
    "날짜: 2025-03-03 09:00",
    f"제목: {REPORT.title}",
]
FILES = list(WRITERS)
# Formats that print a running title and the number of the page.
WITH_FURNITURE = [name for name in FILES if name.endswith((".docx", ".hwpx", ".hwp", ".pdf"))]
UNIT = re.compile(r"\s*\(단위: [^()]*\)")


@dataclass(frozen=True)
class Told:
    """What a document says, in terms that all formats share."""

    body: list
    tables: list
    notes: list
    passages: tuple
    furniture: list


@cache
def converted(kind):
    """The report as LibreOffice writes it."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given" / "report.docx"
        given.parent.mkdir()
        given.write_bytes(write_docx())
        return convert(given, kind, Path(folder)).read_bytes()


_READ = {}


def read(name):
    if name not in _READ:
        _READ[name] = read_bytes(WRITERS[name](), name, Limits())
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
    return Told(body, tables, notes, make_passages(document, blocks), furniture)


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
                    _columns(piece, forced),
                    _rows(piece, forced),
                    tuple(path),
                )
            )
    return body, tables


def _columns(table: Table, forced):
    if "one-header" in forced:
        return tuple(_shown(table, 0, column, forced) for column in range(table.width))
    names = []
    for column in range(table.width):
        over = [table.covering(row, column).text for row in range(table.header)]
        names.append(" ".join(dict.fromkeys(over)))
    return tuple(names)


def _rows(table: Table, forced):
    first = 1 if "one-header" in forced else table.header
    return [
        tuple(_shown(table, row, column, forced) for column in range(table.width))
        for row in range(first, table.height)
    ]


def _shown(table, row, column, forced):
    """What stands at a place: the cell that covers it, where the format can say so."""
    cell = table.covering(row, column)
    is_own = (cell.row, cell.column) == (row, column)
    return cell.text if is_own or "no-spans" not in forced else ""


@pytest.mark.parametrize("name", FILES)
def test_the_same_blocks(name):
    body, _ = expected()
    if "letterhead" in FORCED.get(name, set()):
        body = [("paragraph", line, ()) for line in LETTERHEAD] + body
    assert tell(read(name)).body == body


@pytest.mark.parametrize("name", FILES)
def test_the_same_tables(name):
    _, tables = expected(FORCED.get(name, set()))
    assert tell(read(name)).tables == tables


@pytest.mark.parametrize("name", [name for name in FILES if "no-spans" not in FORCED.get(name, ())])
def test_spans_are_kept(name):
    tables = [block.table for block in parse_blocks(read(name)) if block.table is not None]
    for table, told in zip(tables, (BUDGET, LEVELS), strict=True):
        assert table.header_rows == told.header
        assert [
            (cell.row, cell.column, cell.row_span, cell.column_span, cell.view.text)
            for cell in table.cells
        ] == [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in told.cells]


@pytest.mark.parametrize("name", FILES)
def test_notes_are_tied_to_the_words_they_explain(name):
    notes = tell(read(name)).notes
    assert notes == [(number, f"{LABELS[number]}: {text}") for number, text in REPORT.notes.items()]


@pytest.mark.parametrize("name", WITH_FURNITURE)
def test_what_is_printed_on_every_page_is_furniture(name):
    told = tell(read(name))
    assert REPORT.running in told.furniture
    allowed = {REPORT.running, *(f"- {number} -" for number in range(1, 9))}
    assert set(told.furniture) <= allowed
    assert not any(REPORT.running == line for p in told.passages for line in p.text.split("\n"))
    assert not any(re.search(r"- \d -", passage.text) for passage in told.passages)


def _words(passage):
    """A passage's lines without the signs of lists and the unit's line, which formats make up."""
    lines = [UNIT.sub("", line) for line in passage.text.split("\n")]
    signs = re.compile(r"^\s*(?:[-−○●–·•∙]|\(?\d[.)]|[①-⑳])\s*")
    return [signs.sub("", line) for line in lines if line]


# The passages of the report, from its blocks by hand: (kind, heading, words it begins with).
# Prose flows around the tables of its section.
PASSAGES = [
    ("prose", ("Ⅰ. 추진 배경",), "누리도의 논은"),
    ("prose", ("Ⅰ. 추진 배경", "1. 현황과 문제점"), "농업인 1,204명에게"),
    ("prose", ("Ⅰ. 추진 배경", "1. 현황과 문제점", "가. 물값과 전기요금"), "양수장의 전기요금은"),
    ("prose", ("Ⅱ. 추진 계획",), "사업은 다음 순서로"),
    ("prose", ("Ⅱ. 추진 계획", "1. 사업비"), "권역별 사업비는"),
    ("table", ("Ⅱ. 추진 계획", "1. 사업비"), "〈표 1〉 권역별"),
    ("prose", ("Ⅱ. 추진 계획", "2. 저수율 전망"), "저수율은 모내기가"),
    ("table", ("Ⅱ. 추진 계획", "2. 저수율 전망"), "〈표 2〉 저수지별"),
]
# Without spans nothing tells a total over two columns from the name of a bureau.
_TOTAL = "권역: 합계"


def _told_passages(name):
    forced = FORCED.get(name, set())
    found = []
    for passage in tell(read(name)).passages:
        if passage.kind == "footnote" or passage.kind == "table" and "one-header" in forced:
            continue
        lines = _words(passage)
        if "no-spans" in forced:
            lines = [line.replace(_TOTAL, "합계") for line in lines]
        found.append((passage.kind, passage.heading, UNIT.sub("", passage.caption), lines))
    return sorted(found, key=str)


def test_the_passages_are_as_expected_by_hand():
    passages = [one for one in tell(read("captions.hwpx")).passages if one.kind != "footnote"]
    # A long table goes on in passages that begin with another row.
    goes_on = [one for one in passages if one.kind == "table" and one.text[0] != "〈"]
    begun = [one for one in passages if one not in goes_on]
    for passage, (kind, heading, words) in zip(begun, PASSAGES, strict=True):
        assert (passage.kind, passage.heading) == (kind, heading)
        assert passage.text.startswith(words)
    assert all(passage.caption for passage in goes_on)
    row = "권역: 동부 | 시설: 수문 | 2024년 예산: 1,870 | 2024년 집행: 1,644"
    assert any(f"{row} | 2025년 예산: 2,315" in passage.text for passage in passages)


@pytest.mark.parametrize("name", FILES)
def test_the_same_passages(name):
    mine, theirs = _told_passages("captions.hwpx"), _told_passages(name)
    if "one-header" in FORCED.get(name, set()):
        mine = [passage for passage in mine if passage[0] != "table"]
    if "letterhead" in FORCED.get(name, set()):
        first = next(passage for passage in mine if passage[3][0].startswith("누리도의 논은"))
        first[3].insert(0, REPORT.title)
        mine = sorted([*mine, ("prose", (), "", LETTERHEAD)], key=str)
    assert theirs == mine


def test_a_workbook_keeps_the_tables():
    document = read_bytes(write_xlsx(), "tables.xlsx", Limits())
    tables = [block.table for block in parse_blocks(document) if block.table is not None]
    for table, told in zip(tables, (BUDGET, LEVELS), strict=True):
        assert (table.caption, table.unit, table.source) == (told.caption, told.unit, told.source)
        assert table.columns == _columns(told, ())
        assert [tuple(cell.text for cell in row) for row in table.rows] == _rows(told, ())
        assert [
            (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells
        ] == [(cell.row, cell.column, cell.rows, cell.columns) for cell in told.cells]


def test_the_gap_that_programs_leave_between_figures_and_words_is_no_space():
    """As LibreOffice prints: some spaces drawn, some left out, and 0.2 em beside figures."""
    paper = Paper().page()
    drawn = "바다 는 넓 고 물 은 깊 다 배 가 오 고 간 다"
    for line in range(4):
        paper.text(60, 60 + 20 * line, drawn)
    for line in range(4):
        x = 60.0
        for word, gap in (
            ("등대는", 3.3),
            ("모두", 3.3),
            ("2024", 2.0),
            ("년에", 3.3),
            ("섰다.", 0),
        ):
            paper.text(x, 160 + 20 * line, word)
            x += sum(5 if letter.isascii() else 10 for letter in word) + gap
    text = read_bytes(paper.build(), "a.pdf", Limits()).text
    assert text.count("등대는 모두 2024년에 섰다.") == 4
    assert text.count(drawn) == 4
