"""How an answer came out, in words: what is missing of it, and what to try where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import Answer
from ui.messages import Lang, text

# Nearest headings that are named, and how long one may be.
_NEAR = 3
_NEAR_CHARS = 80
_REPLIES = ("declined-", "command-")


def outcome_name(answer: Answer) -> str:
    """Return the outcome as messages know it: `talk` where nothing was asked of the documents."""
    is_talk = not answer.answerable and not answer.passages
    if is_talk and any(note.startswith(_REPLIES) for note in answer.notes):
        return "talk"
    return answer.outcome


def say_missing(answer: Answer, lang: Lang) -> str:
    """Return what an answer leaves out, in one line; "" where nothing is missing."""
    if not answer.missing:
        return ""
    return text("missing", lang, missing=", ".join(f"‘{one}’" for one in answer.missing))


def advice_lines(answer: Answer, lang: Lang) -> list[str]:
    """Return what to try where the documents hold no answer, and the nearest headings."""
    if outcome_name(answer) != "none":
        return []
    lines = [text("none.try", lang)]
    if near := _nearest(answer):
        lines.append(text("none.near", lang, headings=", ".join(f"‘{one}’" for one in near)))
    return lines


def _nearest(answer: Answer) -> Sequence[str]:
    """Return documents with the heading in them, of the nearest passages, each once."""
    names: dict[str, None] = {}
    for hit in answer.near_misses:
        title = " ".join((hit.document.title or hit.document.source).split())
        heading = " ".join(hit.passage.heading[-1].split()) if hit.passage.heading else ""
        name = f"{title} › {heading}" if heading and heading != title else title
        names[name if len(name) <= _NEAR_CHARS else f"{name[:_NEAR_CHARS]}…"] = None
    return list(names)[:_NEAR]
