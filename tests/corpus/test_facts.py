"""Date, publisher and authors of a document: what it says, with its place, else nothing."""

import pytest

from corpus import document_facts, parse_blocks
from tests.corpus.documents import make_document

BODY = "Ⅰ. 서론\n2021년 3월 5일에 시작한 일을 적는다. 가온산업연구원이 2022. 4. 살폈다.\n"


def facts(text, **given):
    document = make_document(text, **given)
    found = document_facts(document, parse_blocks(document))
    for fact in (found.date, found.publisher, *found.authors):
        if fact is not None and fact.span is not None:
            shown = document.text[fact.span.start : fact.span.end]
            assert fact is found.date or "".join(shown.split()) == "".join(fact.value.split())
    return found


def date_of(text, **given):
    found = facts(text, **given).date
    return found.value if found else None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("2019. 12.", "2019-12"),
        ("2018년 5월", "2018-05"),
        ("2023.  7.  5.", "2023-07-05"),
        ("2023년  3월  24일", "2023-03-24"),
        ("(2024. 5. 20.)", "2024-05-20"),
        ("2024. 5. 20.(월) 09:00", "2024-05-20"),
        ("발행일: 2020년 1월 31일", "2020-01-31"),
        ("보도시점\t2024. 5. 20.(월) 12:00", "2024-05-20"),
        ("데이터 제공 표준 (2023.5.18.)", "2023-05-18"),
    ],
)
def test_dates_that_a_first_page_states(line, value):
    assert date_of(f"제조업의 실태와 과제\n{line}\n{BODY}") == value


@pytest.mark.parametrize(
    "line",
    [
        "2019년 5월에는 열두 곳이 문을 열었다.",
        "2024. 13.",
        "2023. 2. 30.",
        "2019. 12. ~ 2020. 5.",
        "의견은 2023년 4월 11일까지 낸다.",
        "참고: 홍보처(2018. 5.) 계획(2019. 6.)",
    ],
)
def test_other_dates_are_none(line):
    assert date_of(f"제조업의 실태와 과제\n{line}\n{BODY}") is None


def test_dates_that_disagree_are_none_and_a_label_decides():
    assert date_of(f"제조업의 실태\n2019. 12.\n2020. 1.\n{BODY}") is None
    assert date_of(f"제조업의 실태\n2019. 12.\n2019. 12. 24.\n{BODY}") == "2019-12-24"
    assert date_of(
        f"제조업의 실태\n2019. 12.\n{BODY}" + "글이다.\n" * 900 + "발행일 2020. 1. 3.\n"
    ) == ("2020-01-03")


def test_publishers_by_label_letterhead_and_beside_the_date():
    def publisher(text):
        found = facts(text).publisher
        return found.value if found else None

    assert publisher(f"제조업의 실태\n2019. 12.\n가온산업연구원\n{BODY}") == "가온산업연구원"
    assert publisher(f"제안요청서\n2023. 7. 5.\n강 북 구 청\n{BODY}") == "강북구청"
    assert publisher("가온환경부 보도자료\n새 기준을 마련한다\n□ 밝혔다.\n") == "가온환경부"
    end = "글이다.\n" * 900 + "발행처: 갈매출판 (전화 000-0000)\n"
    assert publisher(f"제조업의 실태\n{BODY}{end}") == "갈매출판"
    assert publisher(f"제조업의 실태\n가온산업연구원을 살핀다\n{BODY}") is None


def test_authors_by_label_and_rank():
    def authors(text, **given):
        return [fact.value for fact in facts(text, **given).authors]

    assert authors(f"제조업의 실태\n저자: 오하늬, 심다래\n{BODY}") == ["오하늬", "심다래"]
    assert authors(f"제조업의 실태\n연구책임 서하람 선임연구위원\n{BODY}") == ["서하람"]
    assert authors(f"제조업의 실태\n오하늬\n가온산업연구원, 부연구위원\n{BODY}") == ["오하늬"]
    assert authors(f"제조업의 실태\n갈매시\n{BODY}") == []


def test_metadata_counts_where_people_fill_it_in():
    document = make_document("글이다.\n", format="html")
    told = (("date", "2022-03-04T09:00:00"), ("publisher", "갈매신문"), ("author", "오하늬"))
    told_page = type(document)(
        document.id, "a.html", "", "html", document.text, document.pages, metadata=told
    )
    found = document_facts(told_page, ())
    assert (found.date.value, found.date.span) == ("2022-03-04", None)
    assert (found.publisher.value, found.authors[0].value) == ("갈매신문", "오하늬")
    filled = type(document)(
        document.id, "a.hwp", "", "hwp", document.text, document.pages, metadata=told
    )
    assert document_facts(filled, ()).date is None
