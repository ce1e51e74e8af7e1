"""Where the protocol comes in: over HTTP beside the page, or over standard input and output.

Its SDK takes half a second and 25 MB, so it is imported when the first client comes.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from corpus import ConfigError
from ui.abilities import Abilities
from ui.mcp.tools import make_tools
from ui.messages import describe
from ui.service import Service

if TYPE_CHECKING:
    from types import ModuleType

    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager


class McpDoor:
    """ASGI application: answers one path over streamable HTTP; put it behind the guard."""

    def __init__(self, service: Service) -> None:
        """Serve the tools over `service`."""
        self._tools = make_tools(Abilities(service))
        self._opening = asyncio.Lock()
        self._manager: StreamableHTTPSessionManager | None = None
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
        """Answer a request."""
        try:
            manager = await self._open()
        except ConfigError as error:
            await _refuse(send, describe(error, "en"))
            return
        await manager.handle_request(scope, receive, send)

    async def _open(self) -> StreamableHTTPSessionManager:
        async with self._opening:
            if self._manager is None:
                server = await asyncio.to_thread(_import_server)
                ready: asyncio.Future[StreamableHTTPSessionManager] = asyncio.Future()
                self._running = asyncio.create_task(self._run(server, ready))
                self._manager = await ready
            return self._manager

    async def _run(
        self, server: ModuleType, ready: asyncio.Future[StreamableHTTPSessionManager]
    ) -> None:
        """Keep the manager open until the server ends, which cancels this task."""
        with suppress(asyncio.CancelledError):
            async with server.answering(server.make_server(self._tools)) as manager:
                ready.set_result(manager)
                await asyncio.Event().wait()


def serve_stdio(service: Service) -> None:
    """Serve the tools over standard input and output until the input ends.

    Raises:
        ConfigError: `mcp-missing`.
    """
    server = _import_server()
    server.run_stdio(server.make_server(make_tools(Abilities(service))))


def _import_server() -> ModuleType:
    try:
        from ui.mcp import server
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in ("ui", ""):
            raise
        raise ConfigError("mcp-missing", missing=str(error.name)) from error
    return server


async def _refuse(send: Any, sentence: str) -> None:  # noqa: ANN401 - ASGI
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 501, "headers": headers})
    await send({"type": "http.response.body", "body": sentence.encode()})
