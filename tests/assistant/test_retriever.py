from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from assistant import Assistant, GeungeoRetriever
from tests.assistant.fakes import FakeLibrary

REPORT = """하늘시는 2021년에 시범사업을 시작했다.

산림청은 나무를 심었다."""


def test_the_library_is_a_langchain_retriever():
    retriever = GeungeoRetriever(assistant=Assistant(FakeLibrary(REPORT)), top_k=1)
    assert isinstance(retriever, BaseRetriever)
    (found,) = retriever.invoke("하늘시 시범사업")
    assert found.page_content == "하늘시는 2021년에 시범사업을 시작했다."
    start, end = found.metadata["start"], found.metadata["end"]
    assert REPORT[start:end] == found.page_content
    assert found.metadata["document"] == "보고서.txt" and found.metadata["page"] == 1


def test_it_composes_with_other_runnables():
    retriever = GeungeoRetriever(assistant=Assistant(FakeLibrary(REPORT)))
    count = retriever | RunnableLambda(len)
    assert count.invoke("하늘시") == 2
