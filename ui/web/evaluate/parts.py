"""What the pages of measuring are made of: figures in words, a value with its interval drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

from ui.messages import Lang, text

# These are no share of anything; they are shown as they are.
_PLAIN = ("mrr@10", "ndcg@10", "abstention_f1")
# Told apart by shape, not by colour: 9 units wide around 0, 0.
_SHAPES = {"bm25-words": "M-4 -4H4V4H-4Z", "bm25-kiwi": "M0 -5L5 4H-5Z"}
BASELINES = tuple(_SHAPES)
MEASURES: Mapping[str, tuple[str, ...]] = {
    "retrieval": ("hit@1", "hit@3", "hit@5", "hit@10", "mrr@10", "ndcg@10"),
    "answer": ("answer_hit", "answer_recall", "both_where_found"),
    "citation": ("citation_hit", "citation_precision", "sentence_support"),
    "abstention": (
        "abstention_recall",
        "abstention_precision",
        "abstention_f1",
        "false_abstention",
    ),
}


def show_share(name: str, value: float | None, *, is_bare: bool = False) -> str:
    """Return a measure's value: a percentage, or three decimals where it is no share."""
    if value is None:
        return "–"
    if name in _PLAIN:
        return f"{value:.3f}"
    return f"{100 * value:.1f}" if is_bare else f"{100 * value:.1f} %"


def show_change(name: str, value: float | None) -> str:
    """Return a difference with its sign, in points of a percentage where it is a share."""
    if value is None:
        return "–"
    said = f"{value:+.3f}" if name in _PLAIN else f"{100 * value:+.1f}"
    # What rounds to nothing has no sign.
    return said.replace("-", "−") if float(said) else said[1:]


def say_interval(name: str, found: Mapping[str, Any], lang: Lang) -> str:
    """Return the interval of a measure with its n; or that no question counts."""
    if found["value"] is None:
        return text("evaluate.no-value", lang)
    low, high = (show_share(name, found[end], is_bare=True) for end in ("low", "high"))
    return text("evaluate.interval", lang, low=low, high=high, n=found["n"])


def say_when(at: str) -> str:
    """Return a moment in this machine's time."""
    try:
        return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return at[:16]


def say_time(seconds: float, lang: Lang) -> str:
    """Return a stretch of time, roughly."""
    if seconds < 90:
        return text("time.seconds", lang, count=max(1, round(seconds)))
    return text("time.minutes", lang, count=round(seconds / 60))


def draw_track(found: Mapping[str, Any], marks: Sequence[tuple[str, float | None]] = ()) -> str:
    """Draw a value with its interval on a scale from 0 to 1; `marks` are baselines by name."""
    drawn = "".join(_line("grid", at, at, 3, 19) for at in (0.0, 0.25, 0.5, 0.75, 1.0))
    if found["value"] is not None:
        drawn += _line("whisker", found["low"], found["high"], 11, 11)
        drawn += "".join(_mark(name, value) for name, value in marks if value is not None)
        drawn += f'<circle class="dot" cx="{_percent(found["value"])}" cy="11" r="4.5"/>'
    return _frame(drawn)


def draw_change(found: Mapping[str, Any], reach: float) -> str:
    """Draw a difference on a scale from -`reach` to `reach`, 0 in the middle."""
    drawn = _line("grid", 0.0, 0.0, 3, 19) + _line("grid", 1.0, 1.0, 3, 19)
    drawn += _line("zero", 0.5, 0.5, 1, 21)
    if found["value"] is not None:
        low, value, high = (
            0.5 + max(-reach, min(reach, found[name])) / (2 * reach)
            for name in ("low", "value", "high")
        )
        drawn += _line("whisker", low, high, 11, 11)
        drawn += f'<circle class="dot" cx="{_percent(value)}" cy="11" r="4.5"/>'
    return _frame(drawn)


def draw_key(name: str) -> str:
    """Draw the mark of a baseline, or the assistant's own dot, for a legend."""
    if name in _SHAPES:
        shape = f'<path class="mark {name}" d="{_SHAPES[name]}"/>'
    else:
        shape = '<circle class="dot" r="4.5"/>'
    return f'<svg class="key" viewBox="-7 -7 14 14" aria-hidden="true">{shape}</svg>'


def legend(names: Sequence[str], lang: Lang) -> str:
    """Return what the marks of a plot mean."""
    items = "".join(
        f"<li>{draw_key(name)}{escape(text(f'evaluate.{name}', lang))}</li>" for name in names
    )
    return f'<ul class="legend">{items}</ul>'


def disclosure(title: str, body: str, kind: str = "", *, is_open: bool = False) -> str:
    """Return what opens when it is pressed."""
    shown = " open" if is_open else ""
    return (
        f'<details class="disclosure {kind}"{shown}><summary>{escape(title)}</summary>'
        f"{body}</details>"
    )


def notice(sentence: str, kind: str = "") -> str:
    """Return a sentence in a frame."""
    return f'<p class="notice {kind}">{escape(sentence)}</p>'


def _frame(drawn: str) -> str:
    # The inner drawing leaves room for marks that sit on the ends of the scale.
    return (
        '<svg class="track" aria-hidden="true" height="22" width="100%">'
        f'<svg x="3%" width="94%" height="22" overflow="visible">{drawn}</svg></svg>'
    )


def _line(kind: str, x1: float, x2: float, y1: int, y2: int) -> str:
    return f'<line class="{kind}" x1="{_percent(x1)}" x2="{_percent(x2)}" y1="{y1}" y2="{y2}"/>'


def _mark(name: str, value: float) -> str:
    return (
        f'<svg x="{_percent(value)}" y="11" overflow="visible" width="1" height="1">'
        f'<path class="mark {name}" d="{_SHAPES[name]}"/></svg>'
    )


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"
