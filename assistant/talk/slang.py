"""Endings as they are typed in a chat, put straight: 보여줭, 안녕하세여, 감사합니당."""

from __future__ import annotations

import re

_BEHIND = r"(?=[\s?？!.,~ㅋㅎㅠㅜ^]|$)"
_ENDINGS = (
    (re.compile(rf"(?<=[세해줘워어아나까죠네데])(?:여|용|염|욥|욤){_BEHIND}"), "요"),
    (re.compile(rf"(?<=니)당{_BEHIND}"), "다"),
    (re.compile(rf"줭{_BEHIND}"), "줘"),
    (re.compile(rf"웡{_BEHIND}"), "워"),
)


def straighten(text: str) -> str:
    """Return a text with the endings of chats in their usual form."""
    for pattern, usual in _ENDINGS:
        text = pattern.sub(usual, text)
    return text
