"""What was read otherwise than typed, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from index import Change
from ui.messages import Lang, text

# More changes than these are counted: a question typed in English keys changes at every word.
_SHOWN = 4


def say_changes(changes: Sequence[Change], lang: Lang) -> str:
    """Return what was put right in a question, and what was left out of it; "" for nothing."""
    if not changes:
        return ""
    said = [
        text(
            "changed.word" if change.after else "changed.dropped",
            lang,
            before=change.before,
            after=change.after,
        )
        for change in changes[:_SHOWN]
    ]
    if len(changes) > _SHOWN:
        said.append(text("changed.more", lang, count=len(changes) - _SHOWN))
    return text("changed", lang, changes=", ".join(said))
