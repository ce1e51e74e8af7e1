"""What documents say, made safe to print: a terminal obeys control characters, wherever from."""

from __future__ import annotations

import json
import re
from typing import Any

# All of C0 and C1 but line ends and tabs, and what turns the direction of writing around, so
# that a name reads as another one. Source: ECMA-48, 5.2 and 5.3; UAX #9, 2.1 to 2.5.
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(words: str) -> str:
    """Return text in which what a terminal would obey is a replacement character."""
    return _COMMANDS.sub("\ufffd", words)


def to_json(value: dict[str, Any]) -> str:
    """Return an object as readable JSON without a character that a terminal would obey."""
    written = json.dumps(value, ensure_ascii=False, indent=2)
    return _COMMANDS.sub(lambda sign: f"\\u{ord(sign.group()):04x}", written)
