"""Evidence reports: every citation checked anew, every file compared with what was indexed."""

import hashlib
import os
import zipfile
from dataclasses import replace

import pytest

from assistant import Asked, build_report
from tests.assistant.report_fakes import PROVENANCE, TEXT, Shelf, make_answer


def state_of(shelf, citation):
    report = build_report(shelf, [Asked(make_answer([citation]))], PROVENANCE)
    return report.answers[0].citations[0].state, report.documents[0].file


def test_a_citation_that_stands_is_proved(tmp_path):
    shelf = Shelf(tmp_path)
    hit = shelf.hold("2024/plan.txt", date="2024-03", publisher="하늘시")
    citation = shelf.cite(hit, unit=1)
    asked = Asked(make_answer([citation]), at="2024-05-01T00:00:00+00:00")
    report = build_report(shelf, [asked], PROVENANCE)
    (answer,), (document,) = report.answers, report.documents
    (cited,) = answer.citations
    assert (cited.citation, cited.document, cited.state) == (citation, 1, "proved")
    assert cited.exact == "인구는 30만 명이다." == TEXT[citation.start : citation.end]
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (document.source, document.title, document.format) == (
        "2024/plan.txt", "하늘시 계획", "text",
    )  # fmt: skip
    assert (document.date, document.publisher) == ("2024-03", "하늘시")
    assert (document.indexed_at, document.file) == ("2024-05-01T00:00:00+00:00", "same")
    assert report.provenance is PROVENANCE and answer.asked is asked


def test_a_file_that_changed_is_seen_without_indexing_it_again(tmp_path):
    shelf = Shelf(tmp_path)
    citation = shelf.cite(shelf.hold("plan.txt"))
    (tmp_path / "plan.txt").write_text(TEXT.replace("5,700", "6,700"), "utf-8")
    assert state_of(shelf, citation) == ("file-changed", "changed")


def test_a_file_that_is_gone_or_cannot_be_read_was_not_compared(tmp_path):
    shelf = Shelf(tmp_path)
    citation = shelf.cite(shelf.hold("plan.txt"))
    (tmp_path / "plan.txt").unlink()
    assert state_of(shelf, citation) == ("file-missing", "missing")
    # A folder stands in its place: it can be found and not be read.
    (tmp_path / "plan.txt").mkdir()
    assert state_of(shelf, citation) == ("file-unchecked", "unchecked")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names there")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path):
    shelf = Shelf(tmp_path)
    citation = shelf.cite(shelf.hold("plan.txt"))
    (tmp_path / "plan.txt").unlink()
    os.mkfifo(tmp_path / "plan.txt")
    assert state_of(shelf, citation) == ("file-unchecked", "unchecked")


def test_a_document_that_left_the_library_proves_nothing(tmp_path):
    shelf = Shelf(tmp_path)
    hit = shelf.hold("plan.txt")
    citation = shelf.cite(hit)
    shelf.drop(hit)
    report = build_report(shelf, [Asked(make_answer([citation]))], PROVENANCE)
    (cited,) = report.answers[0].citations
    assert (cited.state, cited.exact, cited.citation) == ("gone", "", citation)
    document = report.documents[0]
    assert (document.sha256, document.source, document.title) == (
        citation.document_id, "plan.txt", "하늘시 계획",
    )  # fmt: skip
    assert (document.format, document.indexed_at, document.file) == ("", "", "missing")


def test_a_newer_version_in_its_place_is_another_document(tmp_path):
    shelf = Shelf(tmp_path)
    old = shelf.hold("plan.txt")
    citation = shelf.cite(old)
    shelf.drop(old)
    shelf.hold("plan.txt", TEXT.replace("5,700", "6,700"))
    assert state_of(shelf, citation) == ("gone", "changed")


def test_a_passage_cut_otherwise_since_is_gone_and_a_false_quote_differs(tmp_path):
    shelf = Shelf(tmp_path)
    hit = shelf.hold("plan.txt")
    citation = shelf.cite(hit)
    assert state_of(shelf, replace(citation, quote="예산은 6,700억 원이다."))[0] == "differs"
    assert state_of(shelf, replace(citation, start=citation.start + 1))[0] == "differs"
    assert state_of(shelf, replace(citation, passage_id="none"))[0] == "gone"


def test_what_the_answer_said_of_itself_is_not_believed(tmp_path):
    shelf = Shelf(tmp_path)
    true = shelf.cite(shelf.hold("plan.txt"))
    false = replace(true, quote="예산은 없다.", verified=True)
    assert state_of(shelf, false)[0] == "differs"
    assert state_of(shelf, replace(true, verified=False))[0] == "proved"


def test_a_conversation_numbers_each_document_once(tmp_path):
    shelf = Shelf(tmp_path)
    first = shelf.hold("b.txt", TEXT + " 하나")
    second = shelf.hold("a.txt", TEXT + " 둘")
    third = shelf.hold("c.txt", TEXT + " 셋")
    asked = [
        Asked(make_answer([shelf.cite(first), shelf.cite(second, number=2)])),
        Asked(make_answer([], [third, first])),
        Asked(make_answer([shelf.cite(second)])),
    ]
    report = build_report(shelf, asked, PROVENANCE)
    assert [(d.n, d.source) for d in report.documents] == [(1, "b.txt"), (2, "a.txt"), (3, "c.txt")]
    assert [[c.document for c in a.citations] for a in report.answers] == [[1, 2], [], [2]]
    assert [[p.document for p in a.near_misses] for a in report.answers] == [[], [3, 1], []]
    assert report.answers[1].near_misses[0].hit is third


def test_a_member_of_an_archive_is_compared_inside_it(tmp_path):
    shelf = Shelf(tmp_path)
    hit = shelf.hold("plan.txt")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(tmp_path / "plan.txt", "안/plan.txt")
    inside = replace(
        hit.document, source="all.zip/안/plan.txt", path=str(tmp_path / "all.zip" / "안/plan.txt")
    )
    shelf.records = [inside]
    citation = shelf.cite(replace(hit, document=inside))
    assert state_of(shelf, citation) == ("proved", "same")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("안/plan.txt", TEXT + " 그리고")
    assert state_of(shelf, citation) == ("file-changed", "changed")
