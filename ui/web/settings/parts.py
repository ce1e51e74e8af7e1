"""Parts of the settings as HTML: what a setting is, where its value is from, what came of it."""

from __future__ import annotations

from html import escape
from typing import Any

from corpus import find_tesseract
from ui.config import ENVIRONMENT_PREFIX
from ui.messages import Lang, text
from ui.settings.desk import Desk, Standing
from ui.web.labels import HIDDEN

# One after another: what is drawn of the settings must not be older than what was saved last.
IN_TURN: dict[str, Any] = {**HIDDEN, "concurrency_id": "settings", "concurrency_limit": 1}


def title_html(title: str, about: str, lang: Lang) -> str:
    """Return the head of a section."""
    return f"<h2>{escape(text(title, lang))}</h2><p>{escape(text(about, lang))}</p>"


def setting_html(desk: Desk, standing: Standing, lang: Lang) -> str:
    """Return the head of a setting: its name, what it does, and why it cannot be changed."""
    key = standing.key
    said = [f"<p>{escape(text(f'setting.{key}.about', lang))}</p>"]
    if key == "ocr" and not find_tesseract():
        said.append(f"<p>{escape(text('setting.ocr.missing', lang))}</p>")
    if desk.waits(key):
        said.append(f'<p class="waits">{escape(text("settings.waits", lang))}</p>')
    head = f"<h3>{escape(text(f'setting.{key}', lang))} {origin_html(standing, lang)}</h3>"
    return f"{head}{''.join(said)}{lock_html(standing, lang)}"


def origin_html(standing: Standing, lang: Lang) -> str:
    """Return where a value comes from, as a badge."""
    return f'<span class="badge">{escape(text(f"origin.{standing.origin}", lang))}</span>'


def lock_html(standing: Standing, lang: Lang) -> str:
    """Return why a setting cannot be changed here; nothing where it can."""
    if not standing.lock:
        return ""
    variable = f"{ENVIRONMENT_PREFIX}{standing.key.upper()}"
    reason = text(f"lock.{standing.lock}", lang, variable=variable)
    return f'<p class="locked">{escape(reason)}</p>'
