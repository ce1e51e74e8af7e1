"""Collections as the page and scripts see them."""

import pytest

from corpus import FilterError
from index import CollectionBook, Filters
from tests.index.library_fakes import open_library
from tests.ui.web_fakes import FakeAssistant, build_library
from ui.collecting import CollectionSummary
from ui.filters import filters_from
from ui.receiving import record_key
from ui.service import Service


@pytest.fixture
def service(tmp_path):
    open_library(tmp_path / "library").close()
    library = build_library()
    library.book = CollectionBook(tmp_path / "library")
    assistant = FakeAssistant(library)
    return Service(library, assistant, tmp_path / "uploads", collections=library.book)


def test_documents_are_put_in_by_key_and_counted_as_the_library_holds_them(service):
    keys = {record.source: record_key(record) for record in service.documents()}
    collecting = service.collecting
    collecting.book.create("물류")
    assert collecting.add("물류", [keys["콜드체인.txt"], "0" * 24]) == 1
    collecting.book.create("모두", ["/reports/gone.txt"])
    assert collecting.add("모두", keys.values()) == 2
    passages = {record.source: record.passages for record in service.documents()}
    assert service.collections() == (
        CollectionSummary("모두", 2, sum(passages.values())),
        CollectionSummary("물류", 1, passages["콜드체인.txt"]),
    )
    assert collecting.names_by_key(service.documents()) == {
        keys["콜드체인.txt"]: ("모두", "물류"),
        keys["제조혁신.txt"]: ("모두",),
    }
    assert collecting.remove("모두", [keys["콜드체인.txt"]]) == 1
    assert service.collections()[0].documents == 1


def test_every_door_of_the_service_is_held_to_a_collection(service):
    (key,) = (record_key(r) for r in service.documents() if r.source == "콜드체인.txt")
    service.collecting.book.create("물류")
    service.collecting.add("물류", [key])
    held = filters_from({"collection": "물류"})
    assert held == Filters(collections=("물류",))
    question = "시장 성장과 정부 예산은?"
    assert {h.document.source for h in service.search(question)} > {"콜드체인.txt"}
    assert {h.document.source for h in service.search(question, filters=held)} == {"콜드체인.txt"}
    *_, streamed = service.stream(question, filters=held)
    for answer in (streamed, service.ask(question, filters=held)):
        assert {c.document for c in answer.citations} == {"콜드체인.txt"}
    assert service.scope(held).documents == 1
    with pytest.raises(FilterError):
        service.scope(Filters(collections=("없음",)))


def test_without_a_book_there_are_none(tmp_path):
    library = build_library()
    service = Service(library, FakeAssistant(library), tmp_path / "uploads")
    assert service.collections() == () and service.collecting is None
