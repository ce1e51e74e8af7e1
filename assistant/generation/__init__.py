"""A language model as the writer; what it writes is proved by us or not shown."""

from __future__ import annotations

from assistant.generation.draft import Draft, Generator

__all__ = ["Draft", "Generator"]
