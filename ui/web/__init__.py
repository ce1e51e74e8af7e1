"""The chat in the browser."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterable
from socket import socket
from threading import Thread
from typing import TYPE_CHECKING

from ui.freeing import bound_arenas, free_unused, settle
from ui.service import Service
from ui.web.server import build_server, is_loopback, listen, run

if TYPE_CHECKING:
    from ui.settings.controls import Controls

__all__ = ["build_server", "is_loopback", "launch", "listen"]

_TIDY_EVERY_S = 30.0
# Gradio looks when it is imported, which nothing does before `build_server`: the page
# must call nobody, neither for statistics nor for a newer version.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"


def launch(
    service: Service,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    hosts: Iterable[str] = (),
    controls: Controls | None = None,
    on_ready: Callable[[str], None] | None = None,
    listener: socket | None = None,
) -> None:
    """Serve until interrupted (Ctrl-C, SIGTERM); `on_ready` is told the address first.

    `port` 0 takes any free port. `hosts` are further names that the server answers to, for
    one that stands behind a name of its own. `controls` are the settings that the page may show
    and change. `listener` listens there already.

    Raises:
        ConfigError: `address-taken`: the port is, or the host is not this machine's.
    """
    bound_arenas()
    listener = listener or listen(host, port)
    # Uploads wait here until they are copied into the library; gone with the server.
    with tempfile.TemporaryDirectory(prefix="geungeo-") as folder:
        os.environ["GRADIO_TEMP_DIR"] = folder
        app = build_server(service, host=host, hosts=hosts, controls=controls)
        # Before anyone comes: it would keep the first page waiting as well.
        service.load()
        settle()
        if on_ready:
            # The socket listens already: who comes now waits the moment until it answers.
            shown = f"[{host}]" if ":" in host else host
            on_ready(f"http://{shown}:{listener.getsockname()[1]}")
        Thread(target=_keep_house, args=[service], name="house", daemon=True).start()
        run(app, listener)


def _keep_house(service: Service) -> None:
    """Work ahead of the first questions, then tidy up after them, as long as the server runs."""
    service.warm_up()
    answered = -1
    while True:
        if service.rush.ended != answered:
            answered = service.rush.ended
            free_unused()
        time.sleep(_TIDY_EVERY_S)
