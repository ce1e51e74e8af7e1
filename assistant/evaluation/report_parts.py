"""What the sections of the report are made of: safe text, tables, legends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from assistant.evaluation.report_text import Lang, word

# Characters that no HTML document may hold, even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def safe(text: str) -> str:
    """Return text that is nothing but text in HTML, in an element or an attribute."""
    return escape(_FORBIDDEN.sub("\ufffd", text), quote=True)


def one_line(text: str) -> str:
    """Return a text with every white space a single blank."""
    return " ".join(text.split())


def heading(key: str, lang: Lang, level: int = 2) -> str:
    """Return a heading in our words."""
    return f"<h{level}>{safe(word(key, lang))}</h{level}>"


def note(key: str, lang: Lang) -> str:
    """Return a paragraph of explanation in our words."""
    return f'<p class="soft">{safe(word(key, lang))}</p>'


def head(lang: Lang, *columns: tuple[str, str], literal: Sequence[str] = ()) -> str:
    """Return a header row of (word or text, class); names in `literal` are not translated."""
    cells = "".join(
        f'<th scope="col" class="{kind}">{safe(key if key in literal else word(key, lang))}</th>'
        for key, kind in columns
    )
    return f"<thead><tr>{cells}</tr></thead>"


def table(top: str, rows: Sequence[str], kind: str = "") -> str:
    """Return a table that scrolls sideways where it does not fit."""
    return (
        f'<div class="wide" tabindex="0"><table class="{kind}">{top}'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def legend(items: Sequence[tuple[str, str]]) -> str:
    """Return a legend of (drawing, text) pairs."""
    keys = "".join(f"<span>{drawing}{safe(said)}</span>" for drawing, said in items)
    return f'<div class="legend">{keys}</div>' if keys else ""
