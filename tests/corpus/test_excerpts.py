"""Tables read out of their surroundings are those of the whole document."""

from pathlib import Path

import pytest

from corpus import find_tables, make_passages, parse_blocks, read_document

SAMPLES = sorted((Path(__file__).parents[2] / "corpus" / "samples" / "documents").iterdir())


def touches(table, start, end):
    spans = [span for cell in table.cells for span in cell.view.spans]
    return any(span.start < end and start < span.end for span in spans)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_table_is_the_same_as_in_the_whole_document(path):
    document = read_document(path, path.name)
    blocks = parse_blocks(document)
    whole = [block.table for block in blocks if block.table is not None]
    for passage in make_passages(document, blocks):
        if not passage.cells:
            continue
        start, end = passage.span.start, passage.span.end
        wanted = [table for table in whole if touches(table, start, end)]
        found = [table for table in find_tables(document, start, end) if touches(table, start, end)]
        assert [table.cells for table in found] == [table.cells for table in wanted]
        assert [(t.caption, t.unit, t.columns) for t in found] == [
            (t.caption, t.unit, t.columns) for t in wanted
        ]
        # Their views point into the whole text.
        for table in found:
            for cell in table.cells:
                for run in cell.view.runs:
                    held = document.text[run.source : run.source + run.length]
                    assert cell.view.text[run.view : run.view + run.length] == held


def test_what_holds_no_table_finds_none():
    path = next(path for path in SAMPLES if path.name == "press-robot-cluster.txt")
    document = read_document(path, path.name)
    assert find_tables(document, 0, 100) == ()
