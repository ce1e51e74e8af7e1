"""The page's own styles and scripts, in the order in which they build on each other."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

from ui.messages import LANGS, text

_HERE = Path(__file__).parent
# A sheet a part of the page; the narrow window has the last word.
_SHEETS = (
    "tokens",
    "ground",
    "parts",
    "gradio",
    "header",
    "chat",
    "acts",
    "scope",
    "past",
    "evidence",
    "proof",
    "documents",
    "search",
    "evaluate",
    "settings",
    "narrow",
    "print",
)
# A script a part of the page; each is a function of its own, `geungeo` is what they share.
_SCRIPTS = (
    "stream",
    "page",
    "words",
    "spoken",
    "tabs",
    "theme",
    "look",
    "past",
    "proof",
    "sheet",
    "documents",
    "evidence",
    "search",
    "chat",
    "evaluate",
    "acts",
    "pending",
    "keys",
    "windows",
)
# Message keys of what the scripts say themselves.
_WORDS = {
    "product": "product",
    "tabs": "tabs",
    "examples": "chat.examples",
    "chat": "chat.label",
    "more_tabs": "tabs.more",
    "drop": "documents.drop",
    "dropNow": "documents.drop.now",
    "up": "thumbs.up",
    "down": "thumbs.down",
    "more": "evidence.more",
    "less": "evidence.less",
    "chip": "evidence.chip",
    "lost": "evidence.lost",
    "pageLost": "page.lost",
    "copied": "copied",
    "copyFailed": "copy.failed",
    "whyLoading": "why.loading",
    "whyLost": "why.lost",
    "sheet": "evidence.title",
    "copy": "act.copy",
    "retry": "act.retry",
    "searching": "chat.searching",
    "edit": "act.edit",
    "keys": "keys.title",
    "key_send": "keys.send",
    "key_line": "keys.line",
    "key_stop": "keys.stop",
    "key_focus": "keys.focus",
    "key_last": "keys.last",
    "key_help": "keys.help",
    "key_close": "keys.close",
}


# What lies outside the page's own box and cannot be made stronger in it.
_GROUND = ("tokens",)
# Stronger than the rules of Gradio's components, which have two classes each.
_BOX = ".gradio-container.gradio-container.gradio-container"
_DARK = re.compile(r"(^|[},]\s*)\.dark (?=[^{}]*\{)", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def page_head() -> str:
    """Return the head of the page: its name, its sign, its style and its scripts.

    The scripts get the words they need in each language.
    """
    words = {lang: {name: text(key, lang) for name, key in _WORDS.items()} for lang in LANGS}
    told = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    scripts = [(_HERE / "script" / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS]
    title = escape(f"{text('product')} · {text('tagline')}")
    return (
        f"<title>{title}</title>"
        '<link rel="icon" type="image/svg+xml" href="./favicon.ico">'
        f"<style>{page_style()}</style>"
        f"<script>window.geungeoWords = {told};\n{''.join(scripts)}</script>"
    )


def page_style() -> str:
    """Return the sheets of the page, the later ones stronger.

    Each stands there twice: as it is, for the page and what lies beside Gradio's box, and once
    more in that box, where it must be stronger than what the components bring.
    """
    sheets = {name: _sheet(name) for name in _SHEETS}
    inner = "\n".join(sheet for name, sheet in sheets.items() if name not in _GROUND)
    inner = _DARK.sub(r"\1.dark & ", inner)
    outer = "\n".join(sheets.values())
    return f"{outer}\n{_BOX} {{\n{inner}\n}}"


def _sheet(name: str) -> str:
    return _COMMENT.sub("", (_HERE / "look" / f"{name}.css").read_text(encoding="utf-8"))
