"""Mail and saved web pages: messages in parts (RFC 5322, RFC 2045 to 2047, RFC 2557)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from corpus.document import Loss
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.encoding import decode
from corpus.readers.extract import Extract
from corpus.readers.flow import Paragraph, Piece
from corpus.readers.flow_writer import write_flow
from corpus.readers.html import broken_bytes, decode_page, page_content, page_facts, page_title
from corpus.readers.html_content import Content
from corpus.readers.joining import join_extracts
from corpus.readers.mail_attachments import read_attachment
from corpus.readers.mail_headers import decode_bytes, decode_header

# Parts of one message, nested ones included; past it a message is an attack.
_MAX_PARTS = 2_000
_HEADERS = (
    ("from", "보낸 사람"),
    ("to", "받는 사람"),
    ("cc", "참조"),
    ("date", "날짜"),
    ("subject", "제목"),
)
# What makes a mail's HTML worth more than its plain text.
_RICH = re.compile(r"<(?:table|h[1-6]|ul|ol)\b", re.IGNORECASE)


def read_eml(data: bytes, source: str, limits: Limits) -> Extract:
    """Read a mail: who wrote to whom and when, what it says, and then what is attached.

    Of a body in two forms the plain one is read, unless the other has tables, headings or
    lists. Each attachment that can be read (also those in attached archives and mails)
    follows on pages of its own under a heading with its name; the others are counted.

    Raises:
        ReadError: `file-damaged`, `archive-too-many-parts`.
    """
    message = _parse(data, source, limits)
    facts = _facts(message)
    pieces: list[Piece] = [
        Paragraph(f"{label}: {facts[name]}") for name, label in _HEADERS if facts[name]
    ]
    body = _body(message, source, limits)
    losses = list(body.losses)
    attached: list[Extract] = []
    unread = 0
    for part in _attachments(message):
        found = read_attachment(_payload(part), _file_name(part), limits)
        attached.extend(found.extracts)
        unread += found.unread
    if unread:
        losses.append(Loss("attachments-not-read", count=unread))
    first = write_flow(
        [*pieces, *body.pieces],
        limits,
        title=facts.get("subject", ""),
        losses=losses,
        metadata=[
            (key, facts[name])
            for key, name in (("author", "from"), ("date", "date"), ("to", "to"))
            if facts[name]
        ],
    )
    return join_extracts([first, *attached], first)


def read_mhtml(data: bytes, source: str, limits: Limits) -> Extract:
    """Read a web page that was saved with all it needs.

    Raises:
        ReadError: `file-damaged`, `archive-too-many-parts`, `file-encoding-unknown`.
    """
    message = _parse(data, source, limits)
    root = _root(message)
    if root is None:
        raise ReadError("file-without-text", file=source)
    decoded = decode_page(_payload(root), source, _charset(root))
    tree = LexborHTMLParser(decoded.text)
    content = page_content(tree, limits)
    frames = _frames(message, root, tree, source, limits)
    saved = decode_header(message.get("snapshot-content-location") or "")
    metadata = [("encoding", decoded.encoding), *page_facts(tree)]
    if saved:
        metadata.append(("url", saved[:500]))
    # Frames that were saved with the page do not lie outside it.
    missing = Counter({loss.code: loss.count for loss in content.losses})
    missing["external-not-read"] -= len(frames)
    for frame in frames:
        missing.update({loss.code: loss.count for loss in frame.losses})
    losses = [Loss(code, count=count) for code, count in missing.items() if count > 0]
    return write_flow(
        [*content.pieces, *(piece for frame in frames for piece in frame.pieces)],
        limits,
        title=page_title(tree) or decode_header(message.get("subject") or ""),
        losses=(*broken_bytes(decoded), *losses),
        metadata=metadata,
    )


def _parse(data: bytes, source: str, limits: Limits) -> Message:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    try:
        # The oldest policy parses headers least: no defect of theirs can stop it.
        message = BytesParser(policy=policy.compat32).parsebytes(start)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise ReadError("file-damaged", file=source, reason=str(error)[:200]) from error
    for part in _walk(message):
        for name, value in list(part.raw_items()):
            # Bytes that no header may hold: what Korean programs leave unencoded.
            if any("\udc80" <= sign <= "\udcff" for sign in str(value)):
                part.replace_header(name, decode_header(str(value)))
    count = sum(1 for _ in _walk(message))
    if count > min(_MAX_PARTS, limits.max_parts):
        raise ReadError(
            "archive-too-many-parts",
            file=source,
            count=count,
            limit=min(_MAX_PARTS, limits.max_parts),
        )
    return message


def _walk(message: Message) -> Iterator[Message]:
    """Yield a message and the parts of it, not those of messages attached to it."""
    stack = [message]
    seen = 0
    while stack and seen <= _MAX_PARTS:
        part = stack.pop()
        seen += 1
        yield part
        if part.get_content_maintype() == "multipart":
            stack.extend(reversed(_children(part)))


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return (
        [inner for inner in payload if isinstance(inner, Message)]
        if isinstance(payload, list)
        else []
    )


def _facts(message: Message) -> dict[str, str]:
    facts: dict[str, str] = {}
    for name, _ in _HEADERS:
        values = [decode_header(str(value)) for value in message.get_all(name, [])]
        facts[name] = " ".join(", ".join(values).split())
    for name in ("from", "to", "cc"):
        pairs = getaddresses([facts[name]]) if facts[name] else []
        told = [f"{who} <{where}>" if who else where for who, where in pairs if who or where]
        facts[name] = ", ".join(told) or facts[name]
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        facts["date"] = parsedate_to_datetime(facts["date"]).strftime("%Y-%m-%d %H:%M")
    return facts


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _body(message: Message, source: str, limits: Limits) -> Content:
    """Return what a message says: its plain text, or its HTML where that is richer."""
    pieces: list[Piece] = []
    losses: list[Loss] = []
    for part in _chosen(message, source):
        found = _text_of(part, source, limits)
        pieces.extend(found.pieces)
        losses.extend(found.losses)
    return Content(tuple(pieces), tuple(losses))


def _chosen(message: Message, source: str) -> Iterator[Message]:
    """Yield the parts that are read as the body, in order."""
    stack = [message]
    while stack:
        part = stack.pop()
        kind = part.get_content_type()
        if _is_attached(part):
            continue
        if kind == "multipart/alternative":
            stack.extend(_best(_children(part), source))
        elif part.get_content_maintype() == "multipart" and part.is_multipart():
            stack.extend(reversed(_children(part)))
        elif part.get_content_maintype() == "multipart":
            # Its parts are not to be found: then it is one text.
            yield part
        elif kind in ("text/plain", "text/html") and not (
            part.get_filename() and part is not message
        ):
            yield part


def _best(parts: Sequence[Message], source: str) -> list[Message]:
    """Return one of several forms of the same."""
    plain = next((part for part in parts if part.get_content_type() == "text/plain"), None)
    # HTML comes alone, or with its pictures.
    rich = next(
        (
            part
            for part in reversed(parts)
            if any(inner.get_content_type() == "text/html" for inner in _walk(part))
        ),
        None,
    )
    if rich is None or plain is None:
        one = rich or plain or (parts[-1] if parts else None)
        return [one] if one is not None else []
    if not _payload(plain).strip():
        return [rich]
    page = next(inner for inner in _walk(rich) if inner.get_content_type() == "text/html")
    try:
        text = decode_page(_payload(page), source, _charset(page)).text
    except ReadError:
        return [plain]
    return [rich] if _RICH.search(text) else [plain]


def _text_of(part: Message, source: str, limits: Limits) -> Content:
    data = _payload(part)
    if not data.strip():
        return Content((), ())
    try:
        if part.get_content_type() == "text/html":
            decoded = decode_page(data, source, _charset(part))
            found = page_content(LexborHTMLParser(decoded.text), limits)
            return Content(found.pieces, (*broken_bytes(decoded), *found.losses))
        decoded = decode(data, source, _charset(part))
    except ReadError:
        return Content((), (Loss("parts-damaged"),))
    lines = decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if (part.get_param("format") or "") == "flowed":
        lines = list(_unflowed(lines, str(part.get_param("delsp") or "") == "yes"))
    return Content((Paragraph("\n".join(lines)),), broken_bytes(decoded))


def _unflowed(lines: Iterable[str], drops_space: bool) -> Iterator[str]:
    """Yield paragraphs from lines that end in a space where they go on (RFC 3676)."""
    whole = ""
    for line in lines:
        text = line[1:] if line.startswith(" ") else line
        if text.endswith(" ") and text != "-- ":
            whole += text[:-1] if drops_space else text
        else:
            yield whole + text
            whole = ""
    if whole:
        yield whole


def _attachments(message: Message) -> Iterator[Message]:
    """Yield the parts that are no part of the body; pictures shown in it are not attached."""
    stack: list[tuple[Message, str]] = [(message, "")]
    while stack:
        part, around = stack.pop()
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart" and not _is_attached(part):
            stack.extend((inner, kind) for inner in reversed(_children(part)))
        elif _is_attached(part) or (part.get_filename() and part is not message):
            is_shown = around == "multipart/related" and part.get_content_maintype() == "image"
            if not is_shown:
                yield part
        elif kind not in ("text/plain", "text/html") and around not in (
            "multipart/alternative",
            "multipart/related",
        ):
            yield part


def _file_name(part: Message) -> str:
    for field, header in (("filename", "content-disposition"), ("name", "content-type")):
        value = part.get_param(field, "", header)
        if isinstance(value, tuple):
            # RFC 2231: charset, language, and bytes as the parser keeps them.
            name = decode_bytes(value[2].encode("latin-1", "replace"), value[0] or "")
        else:
            name = decode_header(str(value))
        if name.strip():
            return " ".join(name.replace("\\", "/").rpartition("/")[2].split())
    if part.get_content_type() == "message/rfc822":
        return "message.eml"
    return part.get_content_type().replace("/", ".")


def _payload(part: Message) -> bytes:
    """Return the bytes of a part, decoded as far as they can be."""
    if part.get_content_type() == "message/rfc822":
        inner = _inner_message(part)
        with suppress(ValueError, LookupError, TypeError, AttributeError):
            return inner.as_bytes() if inner is not None else b""
        return b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _inner_message(part: Message) -> Message | None:
    payload = part.get_payload()
    first = payload[0] if isinstance(payload, list) and payload else None
    return first if isinstance(first, Message) else None


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset() or ""
    except (LookupError, ValueError):
        return ""


def _root(message: Message) -> Message | None:
    """Return the page itself: the part named as the start, at the place saved, or the first."""
    pages = [part for part in _walk(message) if part.get_content_type() == "text/html"]
    pages += [p for p in _walk(message) if p.get_content_type() == "application/xhtml+xml"]
    start = str(message.get_param("start") or "").strip("<> ")
    place = (
        message.get("snapshot-content-location") or message.get("content-location") or ""
    ).strip()
    for name, wanted in (("content-id", start), ("content-location", place)):
        for part in pages:
            if wanted and (part.get(name) or "").strip("<> ") == wanted:
                return part
    return pages[0] if pages else None


def _frames(
    message: Message, root: Message, tree: LexborHTMLParser, source: str, limits: Limits
) -> list[Content]:
    """Return the frames of a page that were saved with it, in the order they are shown."""
    parts: dict[str, Message] = {}
    for part in _walk(message):
        if part is root or part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        for key in (
            (part.get("content-id") or "").strip("<> "),
            (part.get("content-location") or ""),
        ):
            if key.strip():
                parts.setdefault(key.strip(), part)
    found: list[Content] = []
    for node in tree.css("iframe[src], frame[src]"):
        place = (node.attributes.get("src") or "").strip()
        wanted = parts.pop(unquote(place.removeprefix("cid:")), None) or parts.pop(place, None)
        if wanted is not None:
            found.append(_text_of(wanted, source, limits))
    return found
