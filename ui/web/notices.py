"""One sentence in a frame: what was done, or what went wrong."""

from __future__ import annotations

from html import escape
from typing import Literal

from corpus import GeungeoError
from ui.messages import Lang, describe


def notice_html(sentence: str, kind: Literal["good", "warn", "bad", ""] = "good") -> str:
    """Return a sentence in a frame; one that went wrong is read out at once."""
    role = "alert" if kind == "bad" else "status"
    return f'<p class="notice {kind}" role="{role}">{escape(sentence)}</p>'


def failure_html(error: GeungeoError, lang: Lang) -> str:
    """Return what is wrong, in a frame and read out at once."""
    return notice_html(describe(error, lang), "bad")
