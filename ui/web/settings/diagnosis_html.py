"""How the program stands, as HTML that can be copied."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.messages import Lang, text
from ui.settings.diagnostics import Fact


def diagnosis_html(facts: Sequence[Fact], lang: Lang) -> str:
    """Return the facts with a button that copies them as lines."""
    lines = []
    for fact in facts:
        value = escape(fact.value)
        if fact.detail:
            value += f" ({escape(text(fact.detail, lang))})"
        lines.append(f"<dt>{escape(text(fact.key, lang))}</dt><dd>{value}</dd>")
    title, about = (escape(text(f"diagnosis.{key}", lang)) for key in ("title", "about"))
    copy, copied = (escape(text(f"diagnosis.{key}", lang)) for key in ("copy", "copied"))
    return (
        f'<section class="card"><h2>{title}</h2><p>{about}</p>'
        f'<dl id="diagnosis">{"".join(lines)}</dl>'
        f'<div class="toolbar"><button type="button" class="button" data-copy="#diagnosis" '
        f'data-copied="{copied}">{copy}</button>'
        f'<span class="quiet" role="status"></span></div></section>'
    )
