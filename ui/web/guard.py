"""What stands before the page: only its own visitors come in, and headers keep them safe."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Gradio's page runs inline scripts and compiles its templates, so both are allowed; but
# nothing may be loaded from, sent to or framed by anyone else.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=()"),
)
# Ways of Gradio's that this page never goes: one fetches from other servers.
_CLOSED = ("/gradio_api/proxy=", "/proxy=", "/gradio_api/deep_link", "/monitoring")


class Guard:
    """ASGI middleware: host and origin are checked, headers added.

    A page elsewhere that points a name of its own at this machine (DNS rebinding) shows
    that name as `Host`; it is refused, for the server answers to numbers, `localhost` and
    the names in `hosts` only. A request that another page sends is refused by `Origin`.
    """

    def __init__(self, app: App, hosts: Iterable[str] = (), *, is_local: bool = True) -> None:
        """Guard `app`; `is_local` says that it listens on this machine only."""
        self._app = app
        self._hosts = {"localhost", *(host.casefold() for host in hosts)}
        self._is_local = is_local
        if not is_local:
            self._hosts.add(socket.gethostname().casefold())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it with a refusal."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(scope, headers)
        if refusal:
            await _refuse(scope, send, *refusal)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in HEADERS}
                # A policy of the answer's own stands beside ours: browsers hold to both.
                ours.discard(b"content-security-policy")
                kept = [pair for pair in message["headers"] if pair[0].lower() not in ours]
                message = {**message, "headers": [*kept, *HEADERS]}
            await send(message)

        await self._app(scope, receive, send_guarded)

    def _refusal(self, scope: Scope, headers: dict[bytes, str]) -> tuple[int, str] | None:
        host = headers.get(b"host", "")
        if not self._is_known(host):
            return 421, "This server does not answer to that name."
        origin = headers.get(b"origin")
        if origin is not None and urlsplit(origin).netloc.casefold() != host.casefold():
            return 403, "Requests from other pages are not taken."
        if any(scope["path"].startswith(way) for way in _CLOSED):
            return 404, "Not found."
        return None

    def _is_known(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").casefold()
        except ValueError:
            return False
        if name in self._hosts:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        # Rebinding needs a name: an address can only be the one that was dialled.
        return address.is_loopback if self._is_local else True


async def _refuse(scope: Scope, send: Send, status: int, reason: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": reason})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": reason.encode()})
