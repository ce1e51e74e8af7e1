"""The page as it leaves the house: dressed before its first paint, free of others' addresses.

Gradio would carry our styles and scripts inside its configuration and put them on once it runs:
the reader saw a bare page till then, and on the way styles lose what stands in `@media` or is
written with `:is()`. So they are put into the page itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ui.messages import Lang
from ui.web.guard import App, Message, Receive, Scope, Send

# What Gradio says of itself to other sites' previews, pictures elsewhere among it.
_PREVIEWS = re.compile(rb'\s*<meta\s+(?:property|name)="(?:og|twitter):[^>]*>')
_ROOT = re.compile(rb'(<html\b[^>]*?\blang=")[^"]*"')


class Front:
    """ASGI middleware: puts `head` into the page at `/`, which speaks what `lang` says at first."""

    def __init__(self, app: App, head: str, lang: Callable[[], Lang] = lambda: "ko") -> None:
        """Dress the page that `app` answers with."""
        self._app = app
        self._head = head.encode()
        self._lang = lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as `app` does, the page itself dressed."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        # Packed bytes could not be read here.
        headers = [pair for pair in scope["headers"] if pair[0].lower() != b"accept-encoding"]
        start: Message = {}
        body = b""

        async def send_dressed(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            page = self._dress(body) if _is_page(start) else body
            kept = [pair for pair in start["headers"] if pair[0].lower() != b"content-length"]
            length = (b"content-length", str(len(page)).encode())
            await send({**start, "headers": [*kept, length]})
            await send({"type": "http.response.body", "body": page})

        await self._app({**scope, "headers": headers}, receive, send_dressed)

    def _dress(self, page: bytes) -> bytes:
        top, end, rest = page.partition(b"</head>")
        top = _PREVIEWS.sub(b"", top)
        lang = self._lang().encode()
        top = _ROOT.sub(lambda found: found.group(1) + lang + b'"', top, count=1)
        return top + self._head + end + rest


def _is_page(start: Message) -> bool:
    kinds = (value for name, value in start["headers"] if name.lower() == b"content-type")
    return any(value.startswith(b"text/html") for value in kinds)
