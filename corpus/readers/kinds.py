"""What kind of file is this? Content decides, the name only where content is silent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from corpus.readers.archive import ZIP_ERRORS, read_directory
from corpus.readers.encoding import looks_like_utf16
from corpus.readers.ole_directory import MAGIC as _OLE
from corpus.readers.ole_directory import top_names

READABLE = frozenset("text markdown html mhtml eml epub pdf hwp hwpx docx pptx xlsx csv".split())

# Documents we know of and do not read yet: worth a line in the user's list.
PENDING = frozenset("hwpml doc ppt xls xlsb odt odp ods rtf msg".split())
_MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".mkd"))
_HTML = frozenset((".html", ".htm", ".xhtml", ".xht"))
# What a name promises where the content is silent (a damaged container, a few bytes).
_PROMISED = {
    **{
        f".{kind}": kind
        for kind in "hwp hwpx docx doc pptx ppt xlsx xls epub odt odp ods rtf mhtml eml msg".split()
    },
    ".hwt": "hwp", ".hwtx": "hwpx", ".hml": "hwpml", ".hwpml": "hwpml", ".mht": "mhtml",
    ".docm": "docx", ".dotx": "docx", ".pptm": "pptx", ".ppsx": "pptx", ".xlsm": "xlsx",
    ".dot": "doc", ".pps": "ppt", ".xlsb": "xlsb",
}  # fmt: skip
_IN_ZIP = frozenset("hwpx docx pptx xlsx xlsb epub odt odp ods".split())
_IN_OLE = frozenset("hwp doc ppt xls msg".split())

# Text by content, yet no document: code, data and settings of a folder that is
# swept as a whole. A file that is named on its own is read all the same.
_NOT_PROSE = frozenset(
    """
    .c .cc .cfg .conf .cpp .cs .css .dart .diff .go .gradle .h .hpp .ini .ipynb .java .js
    .json .jsonl .jsx .kt .less .lock .log .lua .m .map .mjs .ndjson .php .pl .properties .ps1
    .py .pyi .r .rb .rs .sass .scala .scss .sh .sql .srt .svg .swift .tex .toml .ts .tsx
    .vue .xml .xsd .xsl .yaml .yml .bat .bib .cmake .pem .crt .key .patch .vtt .ics .vcf
    """.split()
)

# (offset, bytes, kind). Source: the formats' own specifications.
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    # HWP 3 and older: another format altogether (5 is an OLE container).
    (0, b"HWP Document File V", "hwp3"),
    (0, b"{\\rtf", "rtf"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (0, b"II*\x00", "tiff"),
    (0, b"MM\x00*", "tiff"),
    (8, b"WEBP", "webp"),
    (4, b"ftyp", "mp4"),
    (0, b"ID3", "mp3"),
    (0, b"OggS", "ogg"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"EGGA", "egg"),
    (0, b"ALZ\x01", "alz"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\x00", "xz"),
    (257, b"ustar", "tar"),
    (0, b"\x7fELF", "program"),
    (0, b"MZ\x90\x00", "program"),
    (0, b"SQLite format 3\x00", "sqlite"),
)
# The parts that make a ZIP a document and not an archive. Source: ECMA-376 part 2, KS X 6101,
# OCF 3.3, OpenDocument 1.3 part 2.
_MIMETYPES = (
    (b"hwp+zip", "hwpx"),
    (b"owpml", "hwpx"),
    (b"epub", "epub"),
    (b"opendocument.text", "odt"),
    (b"opendocument.presentation", "odp"),
    (b"opendocument.spreadsheet", "ods"),
)
_PARTS = (
    (re.compile(r"word/document\d*\.xml"), "docx"),
    (re.compile(r"ppt/presentation\d*\.xml"), "pptx"),
    (re.compile(r"xl/workbook\d*\.xml"), "xlsx"),
    (re.compile(r"xl/workbook\d*\.bin"), "xlsb"),
    (re.compile(r"Contents/(?:section\d+\.xml|content\.hpf|header\.xml)"), "hwpx"),
    (re.compile(r"META-INF/container\.xml"), "epub"),
)
_STREAMS = (
    (frozenset(("EncryptedPackage",)), "encrypted-office"),
    (frozenset(("FileHeader", "DocInfo")), "hwp"),
    (frozenset(("WordDocument",)), "doc"),
    (frozenset(("PowerPoint Document",)), "ppt"),
    (frozenset(("Workbook",)), "xls"),
    (frozenset(("Book",)), "xls"),
    # A mail as Outlook keeps it ([MS-OXMSG]).
    (frozenset(("__properties_version1.0",)), "msg"),
)
# Header fields that only mail has (RFC 5322, 3.6) and those that a note may begin with, too.
_MAIL_ONLY = frozenset(
    """
    received return-path message-id mime-version delivered-to content-transfer-encoding
    x-mailer dkim-signature x-unsent thread-topic x-originating-ip authentication-results
    """.split()
)
_MAIL_TOO = frozenset("from to subject date cc reply-to sender content-type".split())
_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9\-]{1,60})[ \t]*:(.*)")
_MAX_PARTS = 20_000
_HEAD = 4096


def detect_kind(data: bytes, name: str) -> str:
    """Return the kind of a file: one of `READABLE`, one of `PENDING`, or another name.

    `data` is the file or its beginning (4 KB suffice for all but zip and OLE
    containers, which are then told apart by their name). `"zip"` is an archive of files,
    `"hwp3"` a HWP file of version 3 or older, `"encrypted-office"` one that asks for a
    password; `"binary"` stands for bytes that are neither text nor known.
    """
    head = data[:_HEAD]
    suffix = PurePath(name).suffix.lower()
    # PDF readers accept the header anywhere in the first kilobyte (ISO 32000-1, H.3.4.1).
    at = head[:1024].find(b"%PDF-")
    if at == 0 or (at > 0 and not _looks_textual(head[:at])) or (at > 0 and suffix == ".pdf"):
        return "pdf"
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zip_kind(data, suffix)
    if head.startswith(_OLE):
        return _ole_kind(data, suffix)
    for offset, magic, kind in _MAGIC:
        if head.startswith(magic, offset):
            return kind
    if not _looks_textual(head):
        return "binary"
    if (mail := _mail_kind(head, suffix)) is not None:
        return mail
    if (markup := _markup_kind(head)) is not None:
        return markup
    if suffix in _HTML and b"<" in data.replace(b"\x00", b""):
        return "html"
    if suffix in (".csv", ".tsv") and "csv" in READABLE:
        return "csv"
    return "markdown" if suffix in _MARKDOWN else "text"


def is_prose_name(name: str) -> bool:
    """Tell whether a text file of this name is a document, not code, data or settings."""
    return PurePath(name).suffix.lower() not in _NOT_PROSE


def promises_document(name: str) -> bool:
    """Tell whether a file of this name claims to be a document, whatever it holds."""
    suffix = PurePath(name).suffix.lower()
    return suffix in (".txt", ".pdf") or suffix in _MARKDOWN | _HTML or suffix in _PROMISED


def _looks_textual(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    if 0 in head:
        return looks_like_utf16(head)
    controls = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1a\x1b")
    return controls * 50 <= len(head)


def _markup_kind(head: bytes) -> str | None:
    """Return `html` or `hwpml` for a file whose first element is theirs."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in start[:64]:
        start = start.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    start = start.lstrip().lower()
    while start.startswith((b"<!--", b"<?xml")):
        close = b"-->" if start.startswith(b"<!--") else b"?>"
        _, found, rest = start.partition(close)
        if not found:
            return None
        start = rest.lstrip()
    if start.startswith(b"<!doctype hwpml") or re.match(rb"<hwpml[\s>]", start):
        return "hwpml"
    is_html = start.startswith(b"<!doctype html") or re.match(rb"<(?:html|head|body)[\s>]", start)
    return "html" if is_html else None


def _mail_kind(head: bytes, suffix: str) -> str | None:
    """Return `eml` or `mhtml` for what begins with the header of a message.

    Both are messages; a web page saved as one is made of related parts and was never sent.
    """
    fields: dict[str, bytes] = {}
    last = ""
    for line in head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").splitlines():
        if not line.strip():
            break
        if line[:1] in b" \t" and last:
            fields[last] += line
            continue
        found = _FIELD.match(line)
        if found is None:
            if not fields and line.startswith(b"From "):
                # The line that mailboxes put between messages.
                continue
            return None
        last = found[1].decode("ascii").lower()
        fields[last] = found[2]
    sure, likely = len(_MAIL_ONLY & fields.keys()), len(_MAIL_TOO & fields.keys())
    is_named = suffix in (".eml", ".mht", ".mhtml")
    if not (sure + likely >= 1 if is_named else sure and sure + likely >= 3):
        return None
    saved = b"saved by" in fields.get("from", b"").lower() or "snapshot-content-location" in fields
    related = b"multipart/related" in fields.get("content-type", b"").lower()
    is_sent = "received" in fields or "to" in fields
    if suffix in (".mht", ".mhtml") or saved or (related and not is_sent and suffix != ".eml"):
        return "mhtml"
    return "eml"


def _zip_kind(data: bytes, suffix: str) -> str:
    try:
        with read_directory(BytesIO(data), _MAX_PARTS) as archive:
            return zip_kind(archive.namelist(), _mimetype(archive))
    except ZIP_ERRORS:
        promised = _PROMISED.get(suffix, "")
        return promised if promised in _IN_ZIP else "zip"


def zip_kind(names: Iterable[str], mimetype: bytes = b"") -> str:
    """Return the kind of a ZIP with parts of these names; `zip` for a plain archive."""
    for part, kind in _MIMETYPES:
        if part in mimetype:
            return kind
    found = {kind for name in names for part, kind in _PARTS if part.fullmatch(name)}
    return next((kind for _, kind in _PARTS if kind in found), "zip")


def _mimetype(archive: ZipFile) -> bytes:
    try:
        entry = archive.getinfo("mimetype")
        # Other methods may ask for gigabytes of memory before the first byte.
        if entry.file_size < 200 and entry.compress_type in (ZIP_STORED, ZIP_DEFLATED):
            return archive.read("mimetype")
    except (KeyError, *ZIP_ERRORS):
        pass
    return b""


def _ole_kind(data: bytes, suffix: str) -> str:
    names = top_names(data)
    for streams, kind in _STREAMS:
        if streams <= names:
            return kind
    promised = _PROMISED.get(suffix, "")
    return promised if promised in _IN_OLE and not names else "ole"
