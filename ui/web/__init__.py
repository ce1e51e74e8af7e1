"""The chat in the browser."""

from ui.web.server import is_loopback, launch

__all__ = ["is_loopback", "launch"]
