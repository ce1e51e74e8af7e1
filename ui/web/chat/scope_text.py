"""What questions are asked of, as the page holds it: the filters as JSON, `""` for everything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from corpus import GeungeoError
from index import Filters
from ui.filters import filters_from
from ui.messages import Lang, text

# The parts of a scope in the order in which they are shown, by their names in `ui.filters.NAMES`.
PARTS = ("collection", "folder", "document", "from", "to")
MAX_SCOPE_CHARS = 20_000


def scope_text(chosen: Mapping[str, Any]) -> str:
    """Return what is chosen as text; parts of which nothing is chosen are left out."""
    kept = {part: chosen[part] for part in PARTS if chosen.get(part)}
    return json.dumps(kept, ensure_ascii=False) if kept else ""


def scope_parts(scope: str) -> dict[str, Any]:
    """Return what is chosen, part by part; nothing of a text that is no scope."""
    if not scope or len(scope) > MAX_SCOPE_CHARS:
        return {}
    try:
        chosen = json.loads(scope)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(chosen, dict):
        return {}
    return {part: _clean(chosen[part]) for part in PARTS if chosen.get(part)}


def read_scope(scope: str) -> Filters | None:
    """Return the filters of a scope; None where everything is asked.

    Raises:
        FilterError: see `index.Filters`.
    """
    chosen = scope_parts(scope)
    return filters_from(chosen) if chosen else None


def say_scope(scope: str, lang: Lang) -> str:
    """Return a scope in words, as in `문서 ‘a.pdf’, 2024부터`."""
    return ", ".join(
        text(f"scope.of.{part}", lang, value=_said(value))
        for part, value in scope_parts(scope).items()
    )


def is_readable(scope: str) -> bool:
    """Tell whether filters can be made of a scope."""
    try:
        read_scope(scope)
    except GeungeoError:
        return False
    return True


def _clean(value: object) -> object:
    """Return a value as a line of text, a list as several."""
    if isinstance(value, list):
        return [str(one) for one in value if one]
    return str(value)


def _said(value: object) -> str:
    return ", ".join(f"‘{one}’" for one in value) if isinstance(value, list) else str(value)
