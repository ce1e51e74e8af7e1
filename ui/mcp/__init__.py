"""The library as tools of the Model Context Protocol, for other programs' assistants."""

from ui.mcp.door import McpDoor, serve_stdio

__all__ = ["McpDoor", "serve_stdio"]
