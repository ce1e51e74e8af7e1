import asyncio
import json

import httpx
import pytest

from tests.ui.web_fakes import FakeAssistant, build_library
from tests.ui.web_server import running_server
from ui.api import answer_to_dict, hits_to_dict
from ui.web import is_loopback
from ui.web.guard import Guard


async def plain(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"in"})


def fetch(app, path, headers=None):
    async def go():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(go())


def get(host, *, is_local=True, hosts=(), **headers):
    return fetch(Guard(plain, hosts, is_local=is_local), "/", {"host": host, **headers})


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost:7860", "LOCALHOST", "[::1]:7860"])
def test_visitors_of_this_machine_come_in(host):
    assert get(host).text == "in"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "192.168.0.7", "", "["]
)
def test_rebound_names_are_refused(host):
    response = get(host)
    assert response.status_code == 421
    assert "content-security-policy" in response.headers


def test_a_server_for_others_answers_to_addresses_and_named_hosts_only():
    assert get("192.168.0.7:7860", is_local=False).text == "in"
    assert get("evil.example", is_local=False).status_code == 421
    assert get("docs.example", is_local=False, hosts=["Docs.example"]).text == "in"


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1234"])
def test_other_pages_cannot_ask(origin):
    assert get("localhost:7860", origin=origin).status_code == 403


def test_the_own_page_can_ask():
    assert get("localhost:7860", origin="http://localhost:7860").text == "in"


def test_loopback_is_told_from_the_rest():
    assert all(map(is_loopback, ["127.0.0.1", "::1", "localhost", "127.9.9.9"]))
    assert not any(map(is_loopback, ["0.0.0.0", "::", "192.168.0.7", "example.org", ""]))


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture(scope="module")
def client(address):
    with httpx.Client(base_url=address) as client:
        yield client


def test_the_page_names_no_other_host_to_load_from(client):
    response = client.get("/")
    assert response.status_code == 200
    policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy and "http" not in policy
    assert response.headers["x-frame-options"] == "DENY"
    assert "server" not in response.headers
    for host in ("googleapis", "gstatic", "cdnjs", "jsdelivr"):
        assert host not in response.text
    css = client.get("/theme.css")
    assert css.status_code == 200 and "http" not in css.text.replace("http://www.w3.org", "")


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=pyproject.toml",
        "/gradio_api/proxy=http://127.0.0.1:1/",
        "/monitoring",
        "/docs",
        "/openapi.json",
    ],
)
def test_nothing_else_is_served(client, path):
    assert client.get(path).status_code in (403, 404)


def test_an_upload_over_the_limit_is_refused_before_it_is_kept(client):
    response = client.post("/gradio_api/upload", files={"files": ("a.txt", b"x" * (2 << 20))})
    assert response.status_code == 413


def call(client, name, *data):
    event = client.post(f"/gradio_api/call/{name}", json={"data": data}).json()["event_id"]
    lines = client.get(f"/gradio_api/call/{name}/{event}").text.splitlines()
    kind, told = lines[0].removeprefix("event: "), lines[1].removeprefix("data: ")
    return kind, json.loads(told)


def test_the_endpoints_are_named(client):
    names = client.get("/gradio_api/info").json()["named_endpoints"]
    own = {"/ask", "/search", "/ask_within", "/search_within", "/list_documents", "/get_passage"}
    assert set(names) == own | {"/ask_stream", "/list_collections", "/get_page"}


def test_the_endpoints_give_the_json_of_the_command_line(client):
    library = build_library()
    wanted = answer_to_dict(FakeAssistant(library).ask("시장 성장"))
    kind, (told,) = call(client, "ask", "시장 성장", [])
    assert kind == "complete" and {**told, "elapsed_ms": 0} == {**wanted, "elapsed_ms": 0}
    _, (told,) = call(client, "search", "시장 성장", 3)
    assert told == json.loads(json.dumps(hits_to_dict("시장 성장", library.search("시장 성장", 3))))
    within = {"document": "콜드체인.txt"}
    _, (told,) = call(client, "search_within", "시장 성장", within, 3)
    assert {hit["document"] for hit in told["hits"]} == {"콜드체인.txt"}
    assert told["filters"]["document"] == ["콜드체인.txt"]
    _, (told,) = call(client, "ask_within", "시장 성장", {**within, "from": 2015}, [])
    assert told["passages"] == [] and told["filters"]["undated"] == 2
    _, (told,) = call(client, "list_documents")
    assert [document["state"] for document in told["documents"]] == ["indexed", "indexed"]
    passage = library.search("시장", 1)[0].passage
    _, (told,) = call(client, "get_passage", passage.id)
    assert told["text"] == passage.text


def test_an_endpoint_says_what_is_wrong(client):
    kind, told = call(client, "get_passage", "none")
    assert kind == "error" and "There is no such passage: none" in json.dumps(told)
    kind, told = call(client, "search_within", "시장", {"to": "someday"}, 3)
    assert kind == "error" and "This is no date: someday" in json.dumps(told)
