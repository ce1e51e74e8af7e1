"""The protocol: the one module that imports its SDK, imported when a client first speaks it."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import anyio
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as ToolDescription

from corpus import GeungeoError
from ui.mcp.tools import INSTRUCTIONS, Tool, run_tool
from ui.messages import describe, text

# What one call may send: a question and its filters, not a document.
_MAX_REQUEST_BYTES = 256 << 10
# Asking waits for the processor: more at once would only queue deeper.
_AT_ONCE = 4
_log = logging.getLogger(__name__)


def make_server(tools: tuple[Tool, ...]) -> Server[Any]:
    """Return a server of these tools; what is called wrongly is told in one sentence."""
    limiter = anyio.CapacityLimiter(_AT_ONCE)

    async def list_tools(_: object, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_describe(tool) for tool in tools])

    async def call_tool(_: object, params: CallToolRequestParams) -> CallToolResult:
        def run() -> dict[str, Any]:
            return run_tool(tools, params.name, params.arguments or {})

        try:
            told = await anyio.to_thread.run_sync(run, limiter=limiter)
        except GeungeoError as error:
            return _failure(describe(error, "en"))
        except Exception as error:
            # What it was may name files of this machine: the log has it.
            _log.exception("a tool failed")
            kind = type(error).__name__
            return _failure(text("unexpected", "en", kind=kind, reason="see the server's log"))
        written = json.dumps(told, ensure_ascii=False)
        return CallToolResult(content=[TextContent(text=written)], structured_content=told)

    return Server(
        "geungeo",
        title="근거 Geungeo",
        version=_version(),
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


@asynccontextmanager
async def answering(server: Server[Any]) -> AsyncIterator[StreamableHTTPSessionManager]:
    """Yield what answers requests over HTTP, each by itself: no session is kept."""
    manager = StreamableHTTPSessionManager(
        server,
        json_response=True,
        stateless=True,
        max_request_body_size=_MAX_REQUEST_BYTES,
    )
    async with manager.run():
        yield manager


def run_stdio(server: Server[Any]) -> None:
    """Serve over standard input and output until the input ends."""

    async def run() -> None:
        async with stdio_server() as (received, sent):
            await server.run(received, sent, server.create_initialization_options())

    anyio.run(run)


def _describe(tool: Tool) -> ToolDescription:
    return ToolDescription(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.schema,
        annotations=ToolAnnotations(
            title=tool.title, read_only_hint=True, idempotent_hint=True, open_world_hint=False
        ),
    )


def _failure(sentence: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=sentence)], is_error=True)


def _version() -> str:
    try:
        return version("geungeo")
    except PackageNotFoundError:
        return "0"
