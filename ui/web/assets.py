"""The page's own styles and scripts, in the order in which they build on each other."""

from __future__ import annotations

import json
from pathlib import Path

from ui.messages import LANGS, text

_HERE = Path(__file__).parent
# A sheet a part of the page; the narrow window has the last word.
_SHEETS = (
    "tokens",
    "ground",
    "header",
    "chat",
    "past",
    "evidence",
    "documents",
    "search",
    "narrow",
)
# A script a part of the page; each is a function of its own, `geungeo` is what they share.
_SCRIPTS = ("page", "words", "theme", "past", "evidence", "chat")
# Message keys of what the scripts say themselves.
_WORDS = {
    "drop": "documents.drop",
    "up": "thumbs.up",
    "down": "thumbs.down",
    "more": "evidence.more",
    "less": "evidence.less",
    "chip": "evidence.chip",
}


def style_sheets() -> list[Path]:
    """Return the files of the page's style, the later ones stronger."""
    return [_HERE / "look" / f"{name}.css" for name in _SHEETS]


def page_head() -> str:
    """Return the scripts of the page with the words they need in each language."""
    words = {lang: {name: text(key, lang) for name, key in _WORDS.items()} for lang in LANGS}
    told = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    scripts = [(_HERE / "script" / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS]
    return f"<script>window.geungeoWords = {told};\n{''.join(scripts)}</script>"
