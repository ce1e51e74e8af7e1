"""Asking and retrieving within what filters let through."""

import pytest

from assistant import Assistant, GeungeoRetriever
from index import CorpusPipeline, Filters
from tests.assistant.fakes import FakeLibrary
from tests.index.library_fakes import open_library, write

OLD = "하늘시 시범사업 결과\n\n발행일: 2019. 3. 2.\n\n시범사업 예산은 모두 310억 원이다.\n"
NEW = "하늘시 시범사업 계획\n\n발행일: 2023. 7. 1.\n\n시범사업 예산은 모두 570억 원이다.\n"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("asked")
    docs = write(folder / "docs", old=OLD, new=NEW)
    with open_library(folder / "lib", pipeline=CorpusPipeline()) as library:
        library.sync([docs])
        yield Assistant(library)


@pytest.mark.parametrize(
    ("filters", "said", "source"),
    [
        (Filters(date_to="2020"), "310억", "old.txt"),
        (Filters(date_from="2020"), "570억", "new.txt"),
        (Filters(documents=("old.txt",)), "310억", "old.txt"),
    ],
)
def test_an_answer_rests_on_what_is_let_through_alone(assistant, filters, said, source):
    question = "시범사업 예산은 얼마인가요?"
    answer = assistant.ask(question, filters=filters)
    assert said in answer.text
    shown = {h.document.source for h in (*answer.passages, *answer.near_misses)}
    assert shown == {c.document for c in answer.citations} == {source}
    *_, last = assistant.stream(question, filters=filters)
    assert last.text == answer.text
    found = assistant.retrieve(question, top_k=5, filters=filters)
    assert found and {hit.document.source for hit in found} == {source}
    # A question of two parts is asked twice, and held both times.
    parts = assistant.retrieve("예산은 얼마이고, 누가 맡는가?", filters=filters)
    assert {hit.document.source for hit in parts} == {source}


def test_nothing_let_through_is_no_answer(assistant):
    answer = assistant.ask("시범사업 예산은 얼마인가요?", filters=Filters(date_from="2030"))
    assert answer.outcome == "none" and answer.passages == answer.near_misses == ()
    assert assistant.retrieve("시범사업 예산", filters=Filters(documents=("없는.txt",))) == ()


def test_a_retriever_is_held_too():
    library = Assistant(FakeLibrary("하늘시는 2021년에 시범사업을 시작했다."))
    prose = GeungeoRetriever(assistant=library, filters=Filters(kinds=("prose",)))
    assert len(prose.invoke("하늘시")) == 1
    table = GeungeoRetriever(assistant=library, filters=Filters(kinds=("table",)))
    assert table.invoke("하늘시") == []
