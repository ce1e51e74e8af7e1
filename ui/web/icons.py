"""Signs drawn in lines on a field of 24 units; what they mean is said beside them."""

from __future__ import annotations

CROSS = "M6 6l12 12M18 6L6 18"
PENCIL = "M4 20l1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L8 19l-4 1z"
BIN = "M5 7h14M10 7V5h4v2M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5"
LINES = "M4 6h16M4 12h16M4 18h10"


def icon_html(path: str, size: int = 16, stroke: float = 1.8) -> str:
    """Return a sign `size` pixels wide; `stroke` is in units of the field."""
    return (
        f'<svg viewBox="0 0 24 24" width="{size}" height="{size}" aria-hidden="true" fill="none"'
        f' stroke="currentColor" stroke-width="{stroke}" stroke-linecap="round"'
        f' stroke-linejoin="round"><path d="{path}"/></svg>'
    )
