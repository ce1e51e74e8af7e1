"""The list of past conversations, and the bar above the one that is shown, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape

from index import Conversation
from ui.messages import Lang, text
from ui.web.icons import BIN, CROSS, LINES, PENCIL, icon_html

# What a conversation can be saved as: suffix -> what people call it.
EXPORTS = {".docx": "Word", ".html": "HTML", ".md": "Markdown"}


def list_html(
    conversations: Sequence[Conversation],
    current: str,
    search: str,
    lang: Lang,
    *,
    most: int,
    now: datetime | None = None,
) -> str:
    """Return the conversations as a list of buttons, `current` marked, at most `most`."""
    shown = conversations[:most]
    said = _said(len(shown), " ".join(search.split())[:40], lang)
    more = ""
    if len(conversations) > most:
        more = f'<p class="quiet past-more">{escape(text("history.more", lang))}</p>'
    at = now or datetime.now().astimezone()
    rows = "".join(_row(one, current, lang, at) for one in shown)
    listed = f"<ul>{rows}</ul>" if rows else ""
    return (
        f'<nav class="past-list" aria-label="{escape(text("history.title", lang))}"'
        f">{said}{listed}{more}</nav>"
    )


def head_html(lang: Lang) -> str:
    """Return the head of the list with the button that closes it."""
    close = escape(text("history.close", lang))
    return (
        f'<div class="past-head"><h2>{escape(text("history.title", lang))}</h2>'
        f'<button type="button" class="past-close icon" aria-label="{close}" title="{close}">'
        f"{icon_html(CROSS)}</button></div>"
    )


def foot_html(lang: Lang) -> str:
    """Return who can read what is kept."""
    return f'<p class="quiet past-foot">{escape(text("history.shared", lang))}</p>'


def bar_html(
    title: str, current: str | None, lang: Lang, *, is_kept: bool, can_export: bool
) -> str:
    """Return the bar above a conversation: the list's button, its title, what saves it.

    The page reads from it which conversation this window shows (`current`); nothing of None,
    where that is not known yet.
    """
    named = "" if current is None else f' data-current="{escape(current)}"'
    toggle = escape(text("history.toggle", lang))
    button = (
        '<button type="button" class="past-toggle" aria-controls="past" aria-expanded="false">'
        f"{icon_html(LINES)}<span>{toggle}</span></button>"
    )
    return (
        f'<div class="talk-bar"{named}>{button if is_kept else ""}'
        f'<p class="talk-title" title="{escape(title)}">{escape(title)}</p>'
        f"{_export(lang) if can_export else ''}{_keys(lang)}</div>"
    )


def trouble_html(sentence: str) -> str:
    """Return why a conversation is not kept; nothing for an empty sentence."""
    if not sentence:
        return ""
    return f'<p class="not-kept" role="status">{escape(sentence)}</p>'


def say_when(at: str, now: datetime, lang: Lang) -> str:
    """Return a time (ISO 8601) as people say it on the day of `now`; "" where it is none."""
    try:
        then = datetime.fromisoformat(at).astimezone(now.tzinfo)
    except ValueError:
        return ""
    days = (now.date() - then.date()) // timedelta(days=1)
    if days in (0, 1):
        key = "history.yesterday" if days else "history.today"
        return text(key, lang, hour=then.hour, minute=then.minute)
    return text("history.date", lang, year=then.year, month=then.month, day=then.day)


def _row(one: Conversation, current: str, lang: Lang, now: datetime) -> str:
    key, title = escape(one.id), escape(one.title)
    is_current = one.id == current
    mark = ' aria-current="true"' if is_current else ""
    count = text("history.turns", lang, count=one.turns)
    told = " · ".join(filter(None, (say_when(one.changed_at, now, lang), count)))
    rename = escape(text("history.rename.of", lang, title=one.title))
    box = escape(text("history.rename.box", lang))
    delete = escape(text("history.delete.of", lang, title=one.title))
    ask = escape(text("history.delete.ask", lang, title=one.title))
    return (
        f'<li class="past-one" data-key="{key}" data-title="{title}">'
        f'<button type="button" class="past-open"{mark}><span class="past-title">{title}</span>'
        f'<span class="past-when">{escape(told)}</span></button>'
        f'<button type="button" class="past-rename icon" aria-label="{rename}"'
        f' title="{escape(text("history.rename", lang))}" data-box="{box}">{icon_html(PENCIL)}'
        f'</button><button type="button" class="past-delete icon" aria-label="{delete}"'
        f' title="{escape(text("history.delete", lang))}" data-ask="{ask}">{icon_html(BIN)}'
        "</button></li>"
    )


def _said(count: int, search: str, lang: Lang) -> str:
    if search:
        key = "history.found" if count else "history.none"
        said = text(key, lang, search=search, count=count)
    else:
        said = "" if count else text("history.empty", lang)
    return f'<p class="quiet" role="status">{escape(said)}</p>'


def _export(lang: Lang) -> str:
    choices = "".join(
        f'<button type="button" data-suffix="{suffix}"'
        f' aria-label="{escape(text("history.export.as", lang, name=name))}">{name}</button>'
        for suffix, name in EXPORTS.items()
    )
    return (
        f'<details class="export"><summary>{escape(text("history.export", lang))}</summary>'
        f"<div>{choices}</div></details>"
    )


def _keys(lang: Lang) -> str:
    name = escape(text("keys.title", lang))
    named = f'aria-label="{name}" title="{name}"'
    return f'<button type="button" class="keys-open icon" {named}>?</button>'
