"""The server: the guarded page on one port, this machine only unless told otherwise."""

from __future__ import annotations

import logging
import signal
import socket
from asyncio import CancelledError
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus import ConfigError
from ui.mcp import McpDoor
from ui.service import Service
from ui.web.assets import page_head
from ui.web.front import Front
from ui.web.guard import Guard
from ui.web.importing import import_gradio

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ui.settings.controls import Controls

_HERE = Path(__file__).parent
MCP_PATH = "/mcp"
_MOST_FOR_GOODBYE_S = 1


def build_server(
    service: Service,
    *,
    host: str = "127.0.0.1",
    hosts: Iterable[str] = (),
    controls: Controls | None = None,
) -> FastAPI:
    """Return the guarded ASGI application: the page at `/`, its endpoints below, MCP beside."""
    import_gradio()
    import gradio as gr
    from fastapi import FastAPI
    from starlette.routing import Route

    from ui.evidence.proof import Proofs
    from ui.web.app import build_app
    from ui.web.evaluate.files import add_downloads
    from ui.web.proof.routes import build_routes
    from ui.web.sessions import keep_sessions_small
    from ui.web.theme import build_theme

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    # Before the page, which would take every path for its own.
    app.router.routes.append(Route(MCP_PATH, McpDoor(service)))
    # The browser remembers another, once its reader has chosen.
    speaks: dict[str, Any] = {"lang": lambda: controls.desk.settings.lang} if controls else {}
    app.add_middleware(Front, head=page_head(), **speaks)
    app.add_middleware(Guard, hosts=tuple(hosts), is_local=is_loopback(host))
    # Before the page, which takes whatever address is left.
    app.include_router(build_routes(Proofs(service.library, service.explain)))
    add_downloads(app, service.evaluations)
    blocks = build_app(service, controls)
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        app_kwargs={"openapi_url": None, "docs_url": None, "redoc_url": None},
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        favicon_path=str(_HERE / "logo.svg"),
        # What an unexpected failure says may name files of this machine: the log has it.
        show_error=True,
        max_file_size=service.max_upload_bytes,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=build_theme(),
    )
    keep_sessions_small(app, blocks)
    return app


def is_loopback(host: str) -> bool:
    """Tell whether a server on `host` can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on `host` and `port`.

    Raises:
        ConfigError: `address-taken`.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise ConfigError(
            "address-taken",
            host=host,
            port=port,
            reason=error.strerror or str(error),
            next_port=port + 1 if 0 < port < 65_535 else 7861,
        ) from error
    listener.set_inheritable(True)
    return listener


def run(app: FastAPI, listener: socket.socket) -> None:
    """Serve `app` on `listener` until Ctrl-C or SIGTERM, which both end in good order."""
    import uvicorn

    logging.getLogger("uvicorn.error").addFilter(_is_no_cut_stream)
    config = uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        # An open page holds a connection for ever: it must not hold the end up.
        timeout_graceful_shutdown=_MOST_FOR_GOODBYE_S,
    )
    # Only a program's main thread may listen to signals.
    with suppress(ValueError):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _is_no_cut_stream(record: logging.LogRecord) -> bool:
    """Pass over what is logged of a page that is still open when the server ends."""
    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, CancelledError) or "graceful shutdown" in record.getMessage())
