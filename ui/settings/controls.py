"""What the page may look at and change of a running server."""

from __future__ import annotations

from dataclasses import dataclass

from ui.settings.desk import Desk
from ui.settings.embedder_change import EmbedderChange


@dataclass(frozen=True, slots=True)
class Controls:
    """The settings, and the way from one embedding model to another."""

    desk: Desk
    change: EmbedderChange
