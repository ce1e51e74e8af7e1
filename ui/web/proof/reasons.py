"""Why a passage was found, in words with small bars, in HTML."""

from __future__ import annotations

from html import escape

from assistant import Explanation
from ui.evidence.proof import EXPLAINED
from ui.messages import Lang, text

# What a group adds to the logit: below `_EVEN` nothing to speak of, from `_MUCH` on a lot.
_EVEN, _MUCH = 0.15, 1.0
# A bar of this lift is full.
_FULL = 3.0
_PLACES = ("unit", "context", "passage", "nowhere")
_UNIT_CHARS = 200


def reasons_html(found: tuple[int, Explanation] | None, lang: Lang) -> str:
    """Return the rank of a passage and what speaks for it; `found` as `Proofs.explain` gives."""
    if found is None:
        return f"<p>{escape(text('why.none', lang, count=EXPLAINED))}</p>"
    rank, explanation = found
    parts = [f"<p>{escape(text('why.rank', lang, rank=rank))}</p>"]
    unit = " ".join(explanation.unit.split())
    if unit:
        cut = unit if len(unit) <= _UNIT_CHARS else f"{unit[:_UNIT_CHARS]}…"
        parts.append(f'<p class="quiet">{escape(text("why.sentence", lang, unit=cut))}</p>')
    return "".join(parts) + _words(explanation, lang) + _bars(explanation, lang)


def _words(explanation: Explanation, lang: Lang) -> str:
    rows = []
    for place in _PLACES:
        words = [
            text("why.alike", lang, term=match.term, alike=match.alike)
            if match.alike
            else match.term
            for match in explanation.words
            if match.where == place
        ]
        if words:
            listed = "".join(f"<li>{escape(word)}</li>" for word in words)
            name = escape(text(f"why.where.{place}", lang))
            rows.append(f'<dt>{name}</dt><dd><ul class="words {place}">{listed}</ul></dd>')
    if not rows:
        return ""
    return f"<h5>{escape(text('why.words', lang))}</h5><dl>{''.join(rows)}</dl>"


def _bars(explanation: Explanation, lang: Lang) -> str:
    rows = []
    for group, lift in explanation.lifts().items():
        share = min(abs(lift) / _FULL, 1.0) / 2
        left = 0.5 if lift >= 0 else 0.5 - share
        side = "ahead" if lift >= 0 else "behind"
        bar = (
            f'<span class="bar" aria-hidden="true"><span class="{side}"'
            f' style="left:{left:.1%};width:{share:.1%}"></span></span>'
        )
        name = escape(text(f"why.group.{group}", lang))
        rows.append(f"<dt>{name}</dt><dd>{bar}<span>{escape(text(_said(lift), lang))}</span></dd>")
    if not rows:
        return ""
    return f'<h5>{escape(text("why.parts", lang))}</h5><dl class="bars">{"".join(rows)}</dl>'


def _said(lift: float) -> str:
    if abs(lift) < _EVEN:
        return "why.even"
    if lift > 0:
        return "why.much" if lift >= _MUCH else "why.some"
    return "why.little" if lift <= -_MUCH else "why.less"
