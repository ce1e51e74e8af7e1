"""What holds of everything that comes out of a reader, whatever went in."""

from string import Formatter
from unicodedata import is_normalized

from corpus import make_passages, parse_blocks
from ui.messages import LANGS, describe, describe_loss
from ui.messages.failures import FAILURES
from ui.messages.losses import LOSSES


def check_refusal(error, name):
    """A refusal names the file and can be said in both languages without a gap."""
    assert error.details.get("file") == name, error
    assert error.code in FAILURES, error
    for lang, sentence in zip(LANGS, FAILURES[error.code], strict=True):
        blanks = {blank for _, blank, _, _ in Formatter().parse(sentence) if blank}
        assert blanks <= set(error.details), (error, lang)
        assert "?:" not in describe(error, lang)
    # The parser met something that nobody thought of: that is a fault of ours.
    assert error.code != "reader-failed", error


def check_document(document):
    """Text, pages, marks, grids and ink fit each other."""
    text, size = document.text, len(document.text)
    assert text.strip() and is_normalized("NFC", text)
    text.encode()
    _check_pages(document.pages, size)
    at = (0, 0)
    for mark in document.marks:
        assert 0 <= mark.start < mark.end <= size and mark.level >= 0, mark
        assert (mark.start, mark.end) >= at, "marks ascend"
        at = (mark.start, mark.end)
    _check_grids(document)
    last = 0
    for line in document.ink:
        assert last <= line.start, "ink ascends"
        assert len(line.edges) >= 2
        last = line.start + len(line.edges) - 1
        assert last <= size
    for loss in document.losses:
        assert loss.code in LOSSES and loss.count > 0, loss
        assert loss.page is None or loss.page >= 1
        assert all(describe_loss(loss, lang) for lang in LANGS)
    for name, value in document.metadata:
        assert name.strip() and value.strip()
        (name + value).encode()
    document.title.encode()
    assert document.title == " ".join(document.title.split())


def _check_pages(pages, size):
    assert pages[0].start == 0 and pages[-1].end == size
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    for page, following in zip(pages, pages[1:], strict=False):
        assert page.start <= page.end == following.start


def _check_grids(document):
    tables = {(mark.start, mark.end) for mark in document.marks if mark.kind == "table"}
    end = 0
    for grid in document.grids:
        assert end <= grid.start < grid.end <= len(document.text)
        assert (grid.start, grid.end) in tables, "a grid has a mark"
        assert grid.header_rows >= 0 and grid.header_columns >= 0
        end = grid.end
        at, place = grid.start, (-1, -1)
        taken = set()
        for cell in grid.cells:
            assert at <= cell.start <= cell.end <= grid.end
            assert place < (cell.row, cell.column)
            assert cell.row >= 0 <= cell.column and min(cell.row_span, cell.column_span) >= 1
            at, place = cell.end, (cell.row, cell.column)
            area = {
                (cell.row + down, cell.column + right)
                for down in range(cell.row_span)
                for right in range(cell.column_span)
            }
            assert not area & taken, "cells do not overlap"
            taken |= area


def check_views(document):
    """Blocks and passages show the very characters they point to."""
    blocks = parse_blocks(document)
    for block in blocks:
        _check_view(document.text, block.view)
        if block.table is not None:
            for row in block.table.rows:
                assert len(row) == len(block.table.columns)
                for cell in row:
                    _check_view(document.text, cell)
    passages = make_passages(document, blocks)
    for number, passage in enumerate(passages):
        _check_view(document.text, passage.view)
        assert passage.ordinal == number and passage.document_id == document.id
        assert 0 <= passage.span.start < passage.span.end <= len(document.text)
        at = 0
        for unit in passage.units:
            assert at <= unit.start < unit.end <= len(passage.text)
            at = unit.end
        assert any(page.number == passage.page for page in document.pages)
    assert len({passage.id for passage in passages}) == len(passages)


def _check_view(text, view):
    for run in view.runs:
        shown = view.text[run.view : run.view + run.length]
        assert shown == text[run.source : run.source + run.length]


def check_passages(document, passages):
    """What holds of passages of any text."""
    text = document.text
    seen = set()
    for number, passage in enumerate(passages):
        assert passage.ordinal == number and passage.document_id == document.id
        assert passage.units and passage.view.runs
        at = 0
        for unit in passage.units:
            assert at <= unit.start < unit.end <= len(passage.text)
            at = unit.end
        for run in passage.view.runs:
            shown = passage.text[run.view : run.view + run.length]
            assert shown == text[run.source : run.source + run.length]
        places = {at for span in passage.view.spans for at in range(span.start, span.end)}
        assert not places & seen, "a character stands in two passages"
        seen |= places
    assert len({passage.id for passage in passages}) == len(passages)
    order = [passage.view.runs[0].source for passage in passages]
    assert order == sorted(order)
