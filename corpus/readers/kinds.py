"""What kind of file is this? Content decides, the name only where content is silent."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from corpus.readers.encoding import looks_like_utf16

READABLE = frozenset(("text", "markdown", "html", "pdf"))

# Documents we know of and do not read yet: worth a line in the user's list.
PENDING = frozenset("hwp hwpx hwpml docx doc pptx ppt xlsx xls epub odt odp ods rtf mhtml".split())
_MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".mkd"))
_HTML = frozenset((".html", ".htm", ".xhtml", ".xht"))

# Text by content, yet no document: code, data and settings of a folder that is
# swept as a whole. A file that is named on its own is read all the same.
_NOT_PROSE = frozenset(
    """
    .c .cc .cfg .conf .cpp .cs .css .csv .dart .diff .go .gradle .h .hpp .ini .ipynb .java .js
    .json .jsonl .jsx .kt .less .lock .log .lua .m .map .mjs .ndjson .php .pl .properties .ps1
    .py .pyi .r .rb .rs .sass .scala .scss .sh .sql .srt .svg .swift .tex .toml .ts .tsv .tsx
    .vue .xml .xsd .xsl .yaml .yml .bat .bib .cmake .pem .crt .key .patch .vtt .ics .vcf .eml
    """.split()
)

# (offset, bytes, kind). Source: the formats' own specifications.
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"HWP Document File", "hwp"),
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
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\x00", "xz"),
    (257, b"ustar", "tar"),
    (0, b"\x7fELF", "program"),
    (0, b"MZ\x90\x00", "program"),
    (0, b"SQLite format 3\x00", "sqlite"),
    (0, b"MIME-Version:", "mhtml"),
    (0, b"From: <Saved by", "mhtml"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("HwpSummaryInformation", "hwp"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("EncryptedPackage", "encrypted-office"),
)
_HEAD = 4096


def detect_kind(data: bytes, name: str) -> str:
    """Return the kind of a file: one of `READABLE`, one of `PENDING`, or another name.

    `data` is the file or its beginning (4 KB suffice for all but zip and OLE
    containers, which are then told apart by their name). `"binary"` stands for
    bytes that are neither text nor known.
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
        if head.startswith(magic, offset) and not (kind == "mhtml" and suffix == ".eml"):
            return kind
    if not _looks_textual(head):
        return "binary"
    if _begins_as_html(head) or (suffix in _HTML and b"<" in data.replace(b"\x00", b"")):
        return "html"
    return "markdown" if suffix in _MARKDOWN else "text"


def is_prose_name(name: str) -> bool:
    """Tell whether a text file of this name is a document, not code, data or settings."""
    return PurePath(name).suffix.lower() not in _NOT_PROSE


def promises_document(name: str) -> bool:
    """Tell whether a file of this name claims to be a document, whatever it holds."""
    suffix = PurePath(name).suffix.lower()
    return suffix in (".txt", ".pdf") or suffix in _MARKDOWN | _HTML or suffix[1:] in PENDING


def _looks_textual(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    if 0 in head:
        return looks_like_utf16(head)
    controls = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1a\x1b")
    return controls * 50 <= len(head)


def _begins_as_html(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in start[:64]:
        start = start.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    start = start.lstrip().lower()
    while start.startswith((b"<!--", b"<?xml")):
        close = b"-->" if start.startswith(b"<!--") else b"?>"
        _, found, rest = start.partition(close)
        if not found:
            return False
        start = rest.lstrip()
    return start.startswith((b"<!doctype html", b"<html"))


def _zip_kind(data: bytes, suffix: str) -> str:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            mime = b""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                mime = archive.read("mimetype")
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return suffix[1:] if suffix[1:] in PENDING else "zip"
    for part, kind in (
        (b"hwp+zip", "hwpx"),
        (b"owpml", "hwpx"),
        (b"epub", "epub"),
        (b"opendocument.text", "odt"),
        (b"opendocument.presentation", "odp"),
        (b"opendocument.spreadsheet", "ods"),
    ):
        if part in mime:
            return kind
    for folder, kind in (
        ("word/", "docx"),
        ("ppt/", "pptx"),
        ("xl/", "xlsx"),
        ("Contents/", "hwpx"),
    ):
        if any(name.startswith(folder) for name in names):
            return kind
    return "zip"


def _ole_kind(data: bytes, suffix: str) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return suffix[1:] if suffix[1:] in PENDING else "ole"
