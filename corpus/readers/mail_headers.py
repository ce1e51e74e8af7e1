"""Words in the headers of messages, also as Korean programs break them."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from unicodedata import normalize

from corpus.errors import ReadError
from corpus.readers.encoding import decode

# =?charset?encoding?text?= (RFC 2047, 2), the text as some write it: with spaces in it.
_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(=\?)")
_MAX_CHARS = 10_000


def decode_header(value: str) -> str:
    """Return a header's text: encoded words decoded, raw bytes guessed, lines joined, NFC.

    Neighbouring words of one charset are decoded together, for some programs cut them inside
    a character. What is labelled EUC-KR or KS C 5601 is CP949.
    """
    value = re.sub(r"[\r\n]+\s?", " ", value[:_MAX_CHARS])
    pieces: list[tuple[str, bytes]] = []
    at = 0
    value = _BETWEEN.sub(r"\1\2", value)
    for word in _WORD.finditer(value):
        _append(pieces, "", _raw(value[at : word.start()]))
        charset = word[1].partition("*")[0].lower()
        _append(pieces, charset, _word_bytes(word[2].lower(), word[3]))
        at = word.end()
    _append(pieces, "", _raw(value[at:]))
    text = "".join(decode_bytes(data, charset) for charset, data in pieces)
    text = "".join(" " if sign < " " or sign == "\x7f" else sign for sign in text)
    return normalize("NFC", text).strip()


def _append(pieces: list[tuple[str, bytes]], charset: str, data: bytes) -> None:
    if not data:
        return
    if pieces and pieces[-1][0] == charset:
        pieces[-1] = (charset, pieces[-1][1] + data)
    else:
        pieces.append((charset, data))


def _raw(text: str) -> bytes:
    """Return the bytes of a header that was not encoded: the parser keeps them as surrogates."""
    return text.encode("utf-8", "surrogateescape")


def _word_bytes(way: str, text: str) -> bytes:
    if way == "q":
        return quopri.decodestring(text.replace("_", " ").encode("utf-8", "surrogateescape"))
    packed = re.sub(r"[^A-Za-z0-9+/]", "", text)
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4))
    except (binascii.Error, ValueError):
        return base64.b64decode(packed[: len(packed) // 4 * 4])


def decode_bytes(data: bytes, charset: str) -> str:
    """Return the words of a header from their bytes and the charset they claim."""
    try:
        return decode(data, "", charset).text
    except ReadError:
        # A few words may look like no language at all; bytes of a Korean header are CP949.
        label = "utf-8" if charset in ("utf-8", "utf8") else "cp949"
        return data.decode(label, errors="replace")
