"""The sample documents and the gold questions on them keep what they promise."""

import json
from collections import Counter
from functools import cache

import pytest

from corpus import Limits, make_passages, parse_blocks, read_document, sample_folder, sample_gold
from corpus.readers.reading import read_bytes
from tests.build_samples import WRITTEN, pack_again

FILES = sorted(path for path in sample_folder().iterdir() if path.is_file())
ROWS = [json.loads(line) for line in sample_gold().read_text(encoding="utf-8").splitlines()]
STYLES = {
    "keyword": 15,
    "polite": 40,
    "casual": 20,
    "paraphrase": 35,
    "typo": 10,
    "follow-up": 10,
    "English": 12,
    "Chinese": 8,
}
TYPES = {
    "fact-number": 40,
    "fact-entity": 5,
    "date": 8,
    "definition": 10,
    "list": 12,
    "table-cell": 15,
    "why-how": 15,
    "unanswerable": 25,
}


def squeeze(text):
    return "".join(text.split())


def fold(text):
    return squeeze(text).replace(",", "").casefold()


@cache
def document(name):
    return read_document(sample_folder() / name, name)


@cache
def squeezed(name):
    return squeeze(document(name).text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_document_is_read_whole(path):
    read = document(path.name)
    assert not read.losses
    assert 1_000 < len(squeezed(path.name)) < 6_000
    assert path.stat().st_size < 300_000
    assert "�" not in read.text


def test_there_are_documents_of_every_format():
    formats = Counter(path.suffix for path in FILES)
    assert len(FILES) >= 10
    assert formats[".pdf"] >= 3
    assert formats[".hwpx"] >= 2
    assert {".txt", ".md", ".html", ".docx", ".xlsx"} <= set(formats)


def test_pdf_pages_carry_the_printed_labels():
    labels = [page.label for page in document("evaluation-2023.pdf").pages]
    assert labels == ["표지", "i", "ii", "1", "2", "3", "4"]


@pytest.mark.parametrize("name", WRITTEN)
def test_written_members_say_what_their_sources_say(name):
    assert read_bytes(pack_again(WRITTEN[name]()), name, Limits()).text == document(name).text


def test_a_wide_header_names_the_columns_below_it():
    tables = [
        block.table for block in parse_blocks(document("budget-2024-2026.xlsx")) if block.table
    ]
    budget = tables[0]
    assert (budget.caption, budget.unit) == ("〈표 1〉 실국·부서별 세출예산", "백만 원")
    assert budget.columns[2:] == (
        "2024년 예산", "2024년 결산", "2025년 본예산", "2025년 추경 뒤", "2026년 예산안",
    )  # fmt: skip
    rows = [[cell.text for cell in row] for row in budget.rows]
    assert rows[2][:4] == ["환경국", "물관리과", "27,515", "24,390"]


def test_whom_to_ask_stands_in_rows_that_name_the_department():
    blocks = parse_blocks(document("press-water-reuse-2025.hwpx"))
    *_, contacts = (block for block in blocks if block.table is not None)
    assert contacts.table.columns == ("",) * 5
    assert contacts.view.text.splitlines()[3] == (
        "공급 시설 | 물순환공단 공업용수처 | 담당자 | 차장 이든솔 | (031-000-5114)"
    )


def test_a_section_that_is_a_table_leaves_no_heading_alone():
    passages = make_passages(document("budget-2024-2026.xlsx"))
    assert {(passage.kind, passage.heading) for passage in passages} == {
        ("table", ("세출예산",)),
        ("table", ("집행률",)),
        ("table", ("주민제안",)),
    }


def test_a_source_below_a_note_belongs_to_its_table():
    blocks = parse_blocks(document("press-water-reuse-2025.hwpx"))
    sources = [block.table.source for block in blocks if block.table is not None]
    assert sources[0] == "자료: 물순환부, 하수도통계(2025)"


def test_a_note_names_the_whole_word_that_calls_it():
    blocks = parse_blocks(document("brief-hydrogen-bus-2025.docx"))
    notes = [block.view.text for block in blocks if block.kind == "footnote"]
    assert notes[1].startswith("저상 수소버스: 제조사가 밝힌 주행거리는")


def test_what_the_format_lists_heads_no_section():
    blocks = parse_blocks(document("survey-youth-housing-2024.hwpx"))
    items = [(block.level, block.view.text) for block in blocks if block.kind == "item"]
    assert items[:4] == [
        (1, "방이 좁음: 4.6%"),
        (1, "부엌이나 화장실을 남과 함께 씀: 1.9%"),
        (2, "고시원에 사는 가구에서는 71.5%에 이름"),
        (1, "햇빛이나 바람이 들지 않음: 0.7%"),
    ]


def test_table_rows_are_cells_between_tabs():
    text = document("statistics-manufacturing-2023.html").text
    assert "남설구\t2,317\t58,210\t19,640\t26.2" in text
    assert "도입률\t17.9\t19.8\t24.6" in text


def test_ids_and_questions_are_unique():
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert len({(row["question"], tuple(row["context"])) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_quote_stands_in_its_document(row):
    for evidence in row["evidence"]:
        assert squeeze(evidence["quote"]) in squeezed(evidence["doc"]), evidence


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_question_is_complete(row):
    assert row["question"].strip()
    assert row["answerable"] == bool(row["answers"]) == bool(row["evidence"])
    assert row["answerable"] == (row["type"] != "unanswerable")
    assert row["style"] in STYLES
    assert bool(row["context"]) == (row["style"] == "follow-up")
    for needed in row["requires"] or []:
        assert needed
        assert all(0 <= index < len(row["evidence"]) for index in needed)


@pytest.mark.parametrize("row", [r for r in ROWS if r["answerable"]], ids=lambda row: row["id"])
def test_an_answer_is_in_its_evidence(row):
    """So that an answer made of the source's own words can be right."""
    evidence = " ".join(fold(entry["quote"]) for entry in row["evidence"])
    parts = row.get("nuggets") or [row["answers"]]
    for variants in parts:
        assert any(fold(variant) in evidence for variant in variants), variants


def test_there_are_enough_questions_of_every_kind():
    styles = Counter(row["style"] for row in ROWS)
    types = Counter(row["type"] for row in ROWS)
    assert len(ROWS) >= 150
    assert not {style: n for style, n in STYLES.items() if styles[style] < n}
    assert not {kind: n for kind, n in TYPES.items() if types[kind] < n}
    assert types["comparison"] + types["cross-document"] >= 10


def test_every_document_is_asked_about():
    asked = {evidence["doc"] for row in ROWS for evidence in row["evidence"]}
    assert asked == {path.name for path in FILES}
