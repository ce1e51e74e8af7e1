from assistant import draft_from_feedback
from corpus import LibraryError
from index import CitedQuote, Feedback
from tests.assistant.evaluation_fakes import make_document

ROWS = make_document("금속\t회수율\n니켈\t95\n", "금속.txt")
ENTRY = Feedback(
    key="0123456789abcdef", at="2025-01-02T03:04:05+00:00", verdict="up", question="니켈은?",
    context=(), answer="95", outcome="answer",
    citations=(CitedQuote(ROWS.id, "옛 이름.txt", "금속: 니켈 | 회수율: 95", 7, 12),),
)  # fmt: skip


def find(document_id):
    if document_id == ROWS.id:
        return ROWS
    raise LibraryError("document-not-found", document=document_id)


def test_a_row_is_quoted_as_it_stands_in_the_document_of_its_present_name():
    (record,) = draft_from_feedback([ENTRY], find)
    assert record["evidence"] == [{"doc": "금속.txt", "quote": "니켈\t95"}]
    assert record["id"] == "f-0123456789" and record["draft"] and record["requires"] is None


def test_the_quotation_of_a_document_that_left_stays_as_it_was():
    def gone(document_id):
        raise LibraryError("document-not-found", document=document_id)

    (record,) = draft_from_feedback([ENTRY], gone)
    assert record["evidence"] == [{"doc": "옛 이름.txt", "quote": "금속: 니켈 | 회수율: 95"}]


def test_the_reason_goes_along_only_where_there_is_one():
    (record,) = draft_from_feedback([ENTRY], find)
    assert "reason" not in record and record["verdict"] == "up"
