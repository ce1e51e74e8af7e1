"""A conversation handed to the page as a file: the page saves it without another request."""

from __future__ import annotations

import json
import re
from base64 import b64encode

import gradio as gr

from corpus import GeungeoError
from ui.messages import Lang, describe, text
from ui.service import Service
from ui.web.chat.conversation import Turns
from ui.web.chat.past_list import EXPORTS

_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html;charset=utf-8",
    ".md": "text/markdown;charset=utf-8",
}
_MAX_NAME = 60
_NO_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')


def pack_export(service: Service, turns: Turns, title: str, suffix: str, lang: Lang) -> str:
    """Return a conversation's answers as a file in JSON; "" for a format that there is not."""
    if suffix not in EXPORTS:
        return ""
    answered = [turn for turn in turns if turn.answer is not None]
    answers = [turn.answer for turn in answered if turn.answer is not None]
    try:
        content = service.export(answers, [turn.at for turn in answered], suffix, lang)
    except GeungeoError as error:
        raise gr.Error(describe(error, lang), print_exception=False) from error
    name = file_name(title, text("history.export.name", lang))
    packed = {"name": f"{name}{suffix}", "type": _TYPES[suffix]}
    return json.dumps(packed | {"data": b64encode(content).decode("ascii")})


def file_name(title: str, otherwise: str) -> str:
    """Return a title as a name that every system takes; `otherwise` where nothing is left."""
    name = _NO_NAME.sub(" ", title)
    return " ".join(name.split())[:_MAX_NAME].strip(" .") or otherwise
