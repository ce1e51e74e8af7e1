import json
import unicodedata
from pathlib import Path

import pytest

from assistant import load_gold, locate
from assistant.evaluation.coverage import find_documents
from assistant.evaluation.gold import combine_evidence
from corpus import GoldError, Span
from tests.assistant.evaluation_fakes import make_document

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
GOOD = {
    "id": "q1",
    "question": "얼마입니까?",
    "answerable": True,
    "answers": ["1조 위안"],
    "evidence": [{"doc": "a.txt", "quote": "1조 위안"}],
    "requires": None,
    "context": [],
    "type": "fact-number",
    "style": "polite",
}


def write(tmp_path, *lines):
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    return path


def refused(path):
    with pytest.raises(GoldError) as caught:
        load_gold(path)
    return caught.value


def test_a_question_is_read_as_written(tmp_path):
    line = GOOD | {
        "nuggets": [["가"], ["나", "다"]],
        "context": ["앞 질문"],
        "evidence": [{"doc": "a.txt", "quote": q} for q in ("하나", "둘", "셋")],
        "requires": [[0, 2]],
        "note": "무시",
    }
    (question,) = load_gold(write(tmp_path, line))
    assert question.nuggets == (("가",), ("나", "다"))
    assert question.context == ("앞 질문",)
    assert question.alternatives == ((0, 2), (1,))
    assert (question.type, question.style, question.line) == ("fact-number", "polite", 1)


def test_blank_lines_a_byte_order_mark_and_line_separators_in_text_are_no_trouble(tmp_path):
    path = tmp_path / "gold.jsonl"
    first = json.dumps(GOOD | {"question": "줄\u2028나눔"}, ensure_ascii=False)
    second = json.dumps(GOOD | {"id": "q2"})
    path.write_bytes(f"\ufeff\n{first}\r\n\r\n{second}\n\n".encode())
    questions = load_gold(path)
    assert [(q.id, q.line) for q in questions] == [("q1", 2), ("q2", 4)]
    assert questions[0].question == "줄\u2028나눔"


def test_text_is_composed(tmp_path):
    decomposed = unicodedata.normalize("NFD", "서울")
    (question,) = load_gold(
        write(tmp_path, GOOD | {"evidence": [{"doc": decomposed, "quote": decomposed}]})
    )
    assert (question.evidence[0].doc, question.evidence[0].quote) == ("서울", "서울")


def test_an_unanswerable_question_needs_no_evidence(tmp_path):
    (question,) = load_gold(write(tmp_path, {"id": "u", "question": "언제?", "answerable": False}))
    assert (question.evidence, question.alternatives, question.type) == ((), (), "other")


@pytest.mark.parametrize("field", ["id", "question", "answerable", "evidence"])
def test_a_missing_field_is_named_with_its_line(tmp_path, field):
    bad = {key: value for key, value in GOOD.items() if key != field} | {"note": "x"}
    error = refused(write(tmp_path, GOOD | {"id": "q0"}, bad))
    assert (error.code, error.details["line"], error.details["field"]) == (
        "gold-missing-field",
        2,
        field,
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": 7}, "id"),
        ({"question": "  "}, "question"),
        ({"question": "?!"}, "question"),
        ({"question": "가" * 2_001}, "question"),
        ({"answerable": "yes"}, "answerable"),
        ({"answers": "하나"}, "answers"),
        ({"answers": [1]}, "answers"),
        ({"nuggets": [[]]}, "nuggets"),
        ({"evidence": []}, "evidence"),
        ({"evidence": ["quote"]}, "evidence"),
        ({"evidence": [{"doc": "a.txt", "quote": ""}]}, "evidence.quote"),
        ({"requires": [[1]]}, "requires"),
        ({"requires": [[True]]}, "requires"),
        ({"requires": [[]]}, "requires"),
        ({"requires": [0]}, "requires"),
        ({"context": "앞"}, "context"),
        ({"type": 3}, "type"),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(tmp_path, change, field):
    error = refused(write(tmp_path, GOOD | change))
    assert (error.code, error.details["field"], error.details["line"]) == (
        "gold-bad-field",
        field,
        1,
    )


def test_evidence_without_a_quote_is_a_missing_field(tmp_path):
    error = refused(write(tmp_path, GOOD | {"evidence": [{"doc": "a.txt"}]}))
    assert (error.code, error.details["field"]) == ("gold-missing-field", "evidence.quote")


def test_a_repeated_id_names_both_lines(tmp_path):
    error = refused(write(tmp_path, GOOD, GOOD | {"id": "q2"}, GOOD))
    assert error.code == "gold-duplicate-id"
    assert (error.details["line"], error.details["first_line"]) == (3, 1)


@pytest.mark.parametrize("line", ["{", "[1]", "null", "[" * 100_000, "1" * 10_000])
def test_bad_json_names_its_line(tmp_path, line):
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n{line}\n", "utf-8")
    error = refused(path)
    assert (error.code, error.details["line"]) == ("gold-bad-json", 2)


def test_files_that_are_no_gold_set(tmp_path):
    assert refused(tmp_path / "none.jsonl").code == "gold-missing"
    assert refused(tmp_path).code == "gold-unreadable"
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n \n", "utf-8")
    assert refused(empty).code == "gold-empty"
    korean = tmp_path / "cp949.jsonl"
    korean.write_bytes("질문".encode("cp949"))
    assert refused(korean).code == "gold-unreadable"
    large = tmp_path / "large.jsonl"
    with large.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    assert refused(large).code == "gold-too-large"


def test_evidence_outside_every_set_suffices_alone():
    assert combine_evidence(3, ()) == ((0,), (1,), (2,))
    assert combine_evidence(4, ((0, 2), (2, 3))) == ((0, 2), (2, 3), (1,))


def test_quotes_are_located_with_white_space_ignored():
    text = "알리바\n 바는 1조\t위안,  알리바바는 1조 위안"
    first, second = locate("알리바바는\n1조위안", text)
    assert text[first.start : first.end] == "알리바\n 바는 1조\t위안"
    assert text[second.start : second.end] == "알리바바는 1조 위안"
    assert locate("알리", "") == ()
    assert locate(" \n", text) == ()
    assert locate("없는 말", text) == ()


def test_quotes_may_overlap_themselves():
    assert locate("가가", "가 가가") == (Span(0, 3), Span(2, 4))


def test_location_agrees_with_brute_force():
    text = "가 나\n\n가나  다가 나 가\u00a0나다"
    for quote in ("가나", "나다", "다가", "가", "나가나다"):
        wanted = [
            Span(start, end)
            for start in range(len(text))
            for end in range(start + 1, len(text) + 1)
            if "".join(text[start:end].split()) == quote
            and not text[start].isspace()
            and not text[end - 1].isspace()
        ]
        assert list(locate(quote, text)) == wanted


def test_a_document_is_named_by_path_or_by_file_name():
    root, nested, other = (
        make_document("x", source) for source in ("report.txt", "old/report.txt", "old/other.txt")
    )
    documents = (root, nested, other)
    assert find_documents("report.txt", documents) == (root,)
    assert find_documents("old/report.txt", documents) == (nested,)
    assert find_documents("report.txt", (nested, other)) == (nested,)
    assert find_documents("./old\\other.txt", documents) == (other,)
    assert find_documents("port.txt", documents) == ()
    decomposed = make_document("x", unicodedata.normalize("NFD", "보고서.txt"))
    assert find_documents("보고서.txt", (decomposed,)) == (decomposed,)


@pytest.mark.shared
def test_every_quote_of_the_shared_set_stands_in_its_report():
    path = SHARED / "gold" / "dev.jsonl"
    if not path.exists():
        pytest.skip("shared/ is not beside the project")
    for question in load_gold(path):
        for evidence in question.evidence:
            text = (SHARED / "seeds" / evidence.doc).read_text("utf-8-sig")
            assert locate(evidence.quote, unicodedata.normalize("NFC", text)), question.id


def test_a_quotation_copied_with_another_reader_is_found_by_compatible_characters():
    text = "앞 성향점수\n매칭¹⁾으로 골라 5％ 늘었다. ㎡ 뒤"
    (span,) = locate("성향점수매칭1)으로 골라 5% 늘었다", text)
    assert text[span.start : span.end] == "성향점수\n매칭¹⁾으로 골라 5％ 늘었다"
    (span,) = locate("성향점수매칭으로 골라", text)
    assert text[span.start : span.end] == "성향점수\n매칭¹⁾으로 골라"
    # One sign that stands for two letters is one place.
    assert locate("m2", text) == (Span(text.index("㎡"), text.index("㎡") + 1),)


def test_a_quotation_that_stands_as_it_is_counts_only_there():
    text = "1) 하나 ¹⁾ 둘"
    assert locate("1)", text) == (Span(0, 2),)
