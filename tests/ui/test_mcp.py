"""The tools as another program's assistant reaches them: a real client, the real server."""

import asyncio
import json
import os
import sys

import httpx
import pytest

from tests.ui.web_fakes import FakeAssistant, build_library
from tests.ui.web_server import ROOT, running_server
from ui.abilities import Abilities
from ui.mcp import McpDoor
from ui.mcp.tools import make_tools
from ui.service import Service

pytest.importorskip("mcp", reason="the extra mcp is not installed")
from mcp import Client, StdioServerParameters  # noqa: E402

NAMES = ["ask", "search", "list_documents", "get_passage"]
QUESTION = "시장 성장과 정부 예산은?"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("served")) as address:
        yield address


def talk(server, work, **settings):
    async def go():
        async with Client(server, **settings) as client:
            return await work(client)

    return asyncio.run(asyncio.wait_for(go(), 60))


def calls(server, *asked, **settings):
    async def work(client):
        return [await client.call_tool(name, given) for name, given in asked]

    return talk(server, work, **settings)


def told(result):
    """The same JSON as text and as a structure."""
    assert not result.is_error, result.content[0].text
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


def sentence(result):
    assert result.is_error and len(result.content) == 1
    said = result.content[0].text
    assert "\n" not in said and "Traceback" not in said and len(said) < 400
    return said


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_tools_are_these_four_and_say_what_they_take(address, mode):
    listed = talk(f"{address}/mcp", lambda client: client.list_tools(), mode=mode)
    assert [tool.name for tool in listed.tools] == NAMES
    for tool in listed.tools:
        assert "untrusted" in tool.description and tool.annotations.read_only_hint
        assert tool.input_schema["additionalProperties"] is False
        described = tool.input_schema["properties"].values()
        assert all(one.get("description") for one in described)


def test_every_tool_answers_over_http(address):
    asked, found, listed = map(
        told,
        calls(
            f"{address}/mcp",
            ("ask", {"question": QUESTION}),
            ("search", {"query": "물류비 비중", "top_k": 1}),
            ("list_documents", {}),
        ),
    )
    assert asked["answerable"] and "스마트공장 3~5만 개를" in asked["answer"]
    first = asked["citations"][0]
    assert first["verified"] and first["quote"] in asked["answer"]
    assert "passages" not in asked
    (hit,) = found["hits"]
    assert hit["document"] == "콜드체인.txt" and "12%" in hit["text"]
    assert listed["total"] == 2
    assert [one["document"] for one in listed["documents"]] == ["제조혁신.txt", "콜드체인.txt"]
    (shown,) = calls(f"{address}/mcp", ("get_passage", {"passage_id": first["passage_id"]}))
    passage = told(shown)
    assert first["quote"] in passage["text"] and passage["document"] == first["document"]


def test_questions_are_narrowed_and_followed_up(address):
    within = {"document": "콜드체인.txt"}
    narrowed, followed, paged = map(
        told,
        calls(
            f"{address}/mcp",
            ("ask", {"question": QUESTION, "filters": within}),
            ("ask", {"question": "정부는?", "context": ["물류 시장은 얼마나 성장하였나"]}),
            ("list_documents", {"offset": 1, "limit": 1}),
        ),
    )
    assert {one["document"] for one in narrowed["citations"]} == {"콜드체인.txt"}
    assert narrowed["filters"]["document"] == ["콜드체인.txt"]
    assert followed["understood"] == "물류 시장은 얼마나 성장하였나 정부는?"
    assert [one["document"] for one in paged["documents"]] == ["콜드체인.txt"]
    assert paged["total"] == 2


@pytest.mark.parametrize(
    "name, given, said",
    [
        ("get_passage", {"passage_id": "없음"}, "no such passage: 없음"),
        ("ask", {}, "“question” is missing"),
        ("ask", {"question": 3}, "“question” cannot be 3: send a string"),
        ("ask", {"question": "예산?", "model": "x"}, "“model” is not known: send question"),
        ("ask", {"question": "예산?", "context": "앞"}, "send a list of strings"),
        ("ask", {"question": "예산?", "filters": {"to": "언젠가"}}, "This is no date: 언젠가"),
        ("search", {"query": "예산", "top_k": "많이"}, "send a whole number"),
        ("list_documents", {"limit": 0.5}, "send a whole number"),
        ("remove", {}, "no such tool: remove. Choose one of ask, search"),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(address, name, given, said):
    (result,) = calls(f"{address}/mcp", (name, given))
    assert said in sentence(result)


def test_many_ask_at_once(address):
    async def crowd():
        async def one(number):
            async with Client(f"{address}/mcp") as client:
                return await client.call_tool("search", {"query": "시장 정부", "top_k": number})

        return await asyncio.gather(*(one(number) for number in range(1, 9)))

    for number, result in enumerate(asyncio.run(asyncio.wait_for(crowd(), 60)), 1):
        assert len(told(result)["hits"]) == min(number, 2)


CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
ACCEPTED = {"accept": "application/json, text/event-stream"}


@pytest.mark.parametrize(
    "headers, status",
    [
        ({}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"host": "evil.example"}, 421),
    ],
)
def test_the_guard_stands_before_the_tools(address, headers, status):
    response = httpx.post(f"{address}/mcp", json=CALL, headers={**ACCEPTED, **headers})
    assert response.status_code == status
    assert response.headers["content-security-policy"]


def test_a_request_may_be_no_document(address):
    large = {**CALL, "params": {"x": "가" * 200_000}}
    assert httpx.post(f"{address}/mcp", json=large, headers=ACCEPTED).status_code == 413


def test_over_standard_input_and_output(library, tmp_path):
    main = "import sys; from ui.cli import main; sys.exit(main())"
    command = StdioServerParameters(
        command=sys.executable,
        args=["-c", main, "mcp", "--library", str(library)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"},
    )
    asked, listed = calls(
        command, ("ask", {"question": "시범사업 예산은 얼마인가요?"}), ("list_documents", {})
    )
    answer = told(asked)
    assert "5,700억 원" in answer["answer"] and answer["citations"][0]["document"] == "plan.md"
    assert told(listed)["total"] == 1


def fetch(door):
    async def go():
        transport = httpx.ASGITransport(door)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.post("/mcp", json=CALL)

    return asyncio.run(go())


@pytest.fixture
def service(tmp_path):
    library = build_library()
    return Service(library, FakeAssistant(library), tmp_path)


def test_without_the_package_one_sentence_says_so(service, monkeypatch):
    monkeypatch.delitem(sys.modules, "ui.mcp.server", raising=False)
    monkeypatch.delattr("ui.mcp.server", raising=False)
    monkeypatch.setitem(sys.modules, "mcp.server.lowlevel", None)
    response = fetch(McpDoor(service))
    assert response.status_code == 501 and 'pip install "geungeo[mcp]"' in response.text


def test_a_failure_of_ours_shows_nothing_of_this_machine(service, caplog):
    from ui.mcp import server

    def fail(given):
        raise OSError("/home/somebody/secret.txt")

    (tool, *_) = make_tools(Abilities(service))
    broken = type(tool)(tool.name, tool.title, tool.description, tool.schema, fail)
    (result,) = calls(server.make_server((broken,)), ("ask", {"question": "예산?"}))
    assert "secret" not in sentence(result) and "secret" in caplog.text
