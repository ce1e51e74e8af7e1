"""The real reports measured: line ends and heading paths drawn by lot and answered by hand."""

import json
from pathlib import Path

import pytest

from corpus import make_passages, parse_blocks
from corpus.structure_lines import split_lines
from tests.corpus.beside import needs_seeds
from tests.corpus.documents import read_seeds

pytestmark = [pytest.mark.shared, needs_seeds]
HERE = Path(__file__).parent


def answers(name):
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def seeds():
    return {name: (document, parse_blocks(document)) for name, document in read_seeds().items()}


def joints(document, blocks):
    """What stands between a line and the one before it in its block, by where it begins."""
    places = {}
    for number, block in enumerate(blocks):
        if block.kind != "table":
            for run in block.view.runs:
                for at in range(run.length):
                    places.setdefault(run.source + at, (number, run.view + at))
    found, last = {}, {}
    for line in split_lines(document):
        shown = [places[at] for at in range(line.start, line.end) if at in places]
        if not shown:
            continue
        number, first = shown[0]
        if number in last:
            found[line.start] = blocks[number].view.text[last[number] + 1 : first]
        last[number] = shown[-1][1]
    return found


def test_99_of_100_line_ends_are_read_as_a_person_reads_them(seeds):
    """200 of all line ends outside tables, drawn by lot; `either` spelling may be right."""
    found = {name: joints(*pair) for name, pair in seeds.items()}
    sample = answers("seeds_joins.jsonl")
    assert len(sample) == 200
    wrong = []
    for one in sample:
        text = seeds[one["doc"]][0].text
        assert text[one["at"] :].startswith(one["right"]), "the sample fits these files"
        how = found[one["doc"]].get(one["at"])
        right = how in ("", " ") if one["between"] == "either" else how == one["between"]
        if not right:
            wrong.append((one["doc"], one["left"], one["right"], how))
    assert len(wrong) <= 2, wrong


def test_the_heading_path_of_60_passages(seeds):
    """60 passages drawn by lot; the items above a list are no headings and left aside."""
    sample = answers("seeds_paths.jsonl")
    assert len(sample) == 60
    wrong = []
    passages = {name: make_passages(*pair) for name, pair in seeds.items()}
    for one in sample:
        document, blocks = seeds[one["doc"]]
        names = {name for block in blocks for name in block.heading}
        (passage,) = [
            p
            for p in passages[one["doc"]]
            if any(span.start <= one["at"] < span.end for span in p.view.spans)
        ][:1]
        path = [name for name in passage.heading if name in names]
        if path != one["path"]:
            wrong.append((one["doc"], passage.text[:30], path, one["path"]))
    assert len(wrong) <= 1, wrong


def test_every_table_that_a_person_sees(seeds):
    """All 27, counted and read by hand; those of labels and values have no header row."""
    expected = answers("seeds_tables.jsonl")
    assert len(expected) == 27
    found = [
        {
            "doc": name,
            "caption": block.table.caption[:24],
            "columns": list(block.table.columns),
            "header_rows": block.table.header_rows,
            "rows": len(block.table.rows),
            "source": bool(block.table.source),
        }
        for name, (_, blocks) in seeds.items()
        for block in blocks
        if block.table is not None
    ]
    assert found == expected
