"""Plain text and Markdown: the decoded file as it is."""

from __future__ import annotations

import re
from unicodedata import normalize

from corpus.document import Loss, Page
from corpus.limits import Limits
from corpus.readers.encoding import Decoded, decode
from corpus.readers.extract import Extract

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_ATX = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_FRONT_TITLE = re.compile(r"title[ \t]*:[ \t]*(.+?)[ \t]*$")
_INLINE = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*`]+|<[^>]{1,200}>|\\(?=[^\w\s])")
# A title stands at the beginning, or nowhere.
_TITLE_LINES = 200


def read_text(data: bytes, source: str, limits: Limits) -> Extract:
    """Read a plain text file; a form feed begins a new page.

    Raises:
        ReadError: `file-encoding-unknown`.
    """
    return _as_is(decode(data, source), title="")


def read_markdown(data: bytes, source: str, limits: Limits) -> Extract:
    """Read a Markdown file: its text with all its marks; the title is its first heading.

    Raises:
        ReadError: `file-encoding-unknown`.
    """
    decoded = decode(data, source)
    return _as_is(decoded, title=_markdown_title(normalize("NFC", decoded.text)))


def _as_is(decoded: Decoded, title: str) -> Extract:
    text = normalize("NFC", decoded.text)
    losses = (Loss("undecodable-bytes", count=decoded.broken),) if decoded.broken else ()
    return Extract(
        text=text,
        pages=_pages(text),
        title=title,
        losses=losses,
        metadata=(("encoding", decoded.encoding),),
    )


def _pages(text: str) -> tuple[Page, ...]:
    cuts = [match.end() for match in re.finditer("\f", text)]
    if not cuts or cuts[-1] != len(text):
        cuts.append(len(text))
    starts = [0, *cuts[:-1]]
    return tuple(
        Page(number, None, start, end)
        for number, (start, end) in enumerate(zip(starts, cuts, strict=True), 1)
    )


def _markdown_title(text: str) -> str:
    lines = text[:100_000].splitlines()[:_TITLE_LINES]
    first = 0
    if lines and lines[0].strip() == "---":
        for number, line in enumerate(lines[1:60], 1):
            if line.strip() in ("---", "..."):
                first = number + 1
                break
            if found := _FRONT_TITLE.match(line):
                return found[1].strip("\"'")
    fence = ""
    previous = ""
    for line in lines[first:]:
        if fence:
            fence = "" if line.strip().startswith(fence) else fence
            continue
        if opening := _FENCE.match(line):
            fence = opening[1]
            previous = ""
            continue
        if heading := _ATX.match(line):
            title = _without_marks(heading[1])
            if title:
                return title
        if previous and _UNDERLINE.match(line):
            return _without_marks(previous)
        previous = line.strip() if not line.lstrip().startswith((">", "-", "*", "+", "|")) else ""
    return ""


def _without_marks(text: str) -> str:
    return _INLINE.sub(lambda match: match[1] or "", text).strip()
