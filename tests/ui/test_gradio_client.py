"""The endpoints as scripts call them: the client package, the real server."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.ui.web_fakes import build_library
from tests.ui.web_server import running_server

gradio_client = pytest.importorskip("gradio_client")
QUESTION = "시장 성장과 정부 예산은?"
# Each endpoint with the parameters that a script gives by name.
ENDPOINTS = {
    "/ask": ["question", "context"],
    "/ask_stream": ["question", "context", "filters"],
    "/ask_within": ["question", "filters", "context"],
    "/search": ["query", "top_k"],
    "/search_within": ["query", "filters", "top_k"],
    "/list_documents": [],
    "/list_collections": [],
    "/get_passage": ["passage_id"],
    "/get_page": ["document", "page"],
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture(scope="module")
def client(address):
    return connect(address)


def connect(address):
    # Neither statistics nor a look for a newer version.
    return gradio_client.Client(address, verbose=False, analytics_enabled=False)


def test_every_endpoint_says_what_it_does_and_takes(client):
    named = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert {
        name: [p["parameter_name"] for p in one["parameters"]] for name, one in named.items()
    } == (ENDPOINTS)
    for name, one in named.items():
        assert one["description"].strip().endswith("."), name
        for parameter in one["parameters"]:
            described = parameter["python_type"]["description"]
            assert described.endswith(".") and described == parameter["type"]["description"], name
            assert parameter["example_input"] == parameter["type"]["examples"][0] != "...", name
    asked = {p["parameter_name"]: p for p in named["/ask"]["parameters"]}
    assert not asked["question"]["parameter_has_default"]
    assert asked["context"]["parameter_has_default"]


def test_a_script_asks_by_name_and_by_place(client):
    named = client.predict(question=QUESTION, api_name="/ask")
    placed = client.predict(QUESTION, [], api_name="/ask")
    assert named["answer"] == placed["answer"] and "스마트공장" in named["answer"]
    passage = client.predict(named["citations"][0]["passage_id"], api_name="/get_passage")
    assert named["citations"][0]["quote"] in passage["text"]


def test_an_answer_grows_for_a_script_too(client):
    parts = list(client.submit(QUESTION, api_name="/ask_stream"))
    counts = [len(part["sentences"]) for part in parts]
    assert counts == sorted(counts) and counts[0] < counts[-1] == 3
    whole = client.predict(QUESTION, api_name="/ask")
    assert {**parts[-1], "elapsed_ms": 0} == {**whole, "elapsed_ms": 0}
    within = list(
        client.submit(QUESTION, filters={"document": "콜드체인.txt"}, api_name="/ask_stream")
    )
    assert {one["document"] for one in within[-1]["citations"]} == {"콜드체인.txt"}


def test_an_answer_may_be_given_up_halfway(client):
    job = client.submit(QUESTION, api_name="/ask_stream")
    next(iter(job))
    job.cancel()
    assert client.predict("물류비 비중", 1, api_name="/search")["hits"]


def test_pages_and_collections_are_read(client):
    told = build_library().documents()[0]
    page = client.predict("제조혁신.txt", 2, api_name="/get_page")
    assert (page["page"], page["pages"], page["page_label"]) == (2, 2, "1")
    first = client.predict("제조혁신.txt", api_name="/get_page")
    assert first["text"] + page["text"] == build_library().document(told.id).text
    assert client.predict(api_name="/list_collections") == {"collections": []}
    assert client.predict(api_name="/list_documents")["total"] == 2


def test_many_scripts_ask_at_once(address):
    def ask(number):
        return connect(address).predict("시장 정부 물류", number, api_name="/search")

    with ThreadPoolExecutor(8) as pool:
        counts = [len(found["hits"]) for found in pool.map(ask, range(1, 9))]
    assert counts == [1, 2, 3, 3, 3, 3, 3, 3]


@pytest.mark.parametrize(
    "given, name, said",
    [
        (["없음"], "/get_passage", "There is no such passage: 없음"),
        ([3], "/ask", "“question” cannot be 3: send a string"),
        (["예산?", "앞의 질문"], "/ask", "send a list of strings"),
        (["예산?", "열"], "/search", "“top_k” cannot be '열': send a whole number"),
        (["예산?", {"to": "언젠가"}], "/ask_within", "This is no date: 언젠가"),
        (["예산?", None, {"shelf": "a"}], "/ask_stream", "shelf"),
        (["none.txt"], "/get_page", "There is no such document: none.txt"),
        (["제조혁신.txt", 9], "/get_page", "Send a number from 1 to 2"),
        (["../../etc/passwd"], "/get_page", "There is no such document"),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(client, given, name, said):
    with pytest.raises(gradio_client.exceptions.AppError) as told:
        client.predict(*given, api_name=name)
    assert said in str(told.value) and "Traceback" not in str(told.value)


def test_a_number_is_a_number_and_few_enough(client):
    assert len(client.predict("시장 정부 물류", 10**9, api_name="/search")["hits"]) == 3
    assert len(client.predict("시장 정부 물류", -5, api_name="/search")["hits"]) == 1
