"""The door: open a file safely, see what it is, and let its reader read it."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import NoReturn, cast

from corpus.document import Document
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.extract import Extract
from corpus.readers.kinds import PENDING, READABLE, detect_kind
from corpus.readers.members import list_entries, load_member, split_member
from corpus.readers.opening import open_regular

_Reader = Callable[[bytes, str, Limits], Extract]
# The module and the function of each kind's reader: imported when the first such file comes,
# for together they take longer to load than most files to read.
_READERS = {
    "text": ("corpus.readers.text", "read_text"),
    "markdown": ("corpus.readers.text", "read_markdown"),
    "html": ("corpus.readers.html", "read_html"),
    "mhtml": ("corpus.readers.mail", "read_mhtml"),
    "eml": ("corpus.readers.mail", "read_eml"),
    "epub": ("corpus.readers.epub", "read_epub"),
    "pdf": ("corpus.readers.pdf", "read_pdf"),
    "docx": ("corpus.readers.office.docx", "read_docx"),
    "pptx": ("corpus.readers.office.pptx", "read_pptx"),
    "csv": ("corpus.readers.office.csv", "read_csv"),
    "xlsx": ("corpus.readers.office.xlsx", "read_xlsx"),
    "hwpx": ("corpus.readers.hancom.hwpx", "read_hwpx"),
    "hwp": ("corpus.readers.hancom.hwp", "read_hwp"),
}


def read_document(path: Path, source: str, limits: Limits | None = None) -> Document:
    """Read a file; `source` is the name it goes by in the library.

    Raises:
        ReadError: the file cannot be opened (`file-missing`, `file-not-readable`,
            `file-not-regular`), holds nothing (`file-empty`, `file-blank`,
            `file-without-text`), is too much (`file-too-large`, `file-too-many-pages`,
            `file-too-many-characters`), or is nothing we read (`format-not-supported-yet`,
            `format-not-supported`, `file-encrypted`, `file-damaged`,
            `file-encoding-unknown`, and `reader-failed`: the format's parser stumbled).
    """
    limits = limits or Limits()
    return read_bytes(load_file(path, source, limits), source, limits)


def read_bytes(data: bytes, source: str, limits: Limits) -> Document:
    """Read the bytes of a file; see `read_document`."""
    if not data:
        raise ReadError("file-empty", file=source)
    kind = detect_kind(data, source)
    if kind not in READABLE:
        _refuse(data, kind, source, limits)
    reader = _reader_of(kind)
    if kind in ("text", "markdown") and len(data) > 4 * limits.max_chars:
        # No encoding spends more than four bytes on a character.
        _refuse_length(len(data) // 4, source, limits)
    try:
        extract = reader(data, source, limits)
    except (ReadError, MemoryError):
        raise
    except Exception as error:
        # A stranger's file must not stop the others, whatever it brings to light in a parser.
        raise ReadError(
            "reader-failed", file=source, format=kind.upper(), reason=repr(error)[:200]
        ) from error
    if not extract.text.strip():
        raise ReadError("file-blank", file=source)
    if len(extract.text) > limits.max_chars:
        _refuse_length(len(extract.text), source, limits)
    return Document(
        id=sha256(data).hexdigest(),
        source=source,
        title=" ".join(extract.title.split()),
        format=kind,
        text=extract.text,
        pages=extract.pages,
        marks=extract.marks,
        losses=extract.losses,
        metadata=extract.metadata,
        grids=extract.grids,
        ink=extract.ink,
    )


def load_file(path: Path, source: str, limits: Limits) -> bytes:
    """Return the bytes of a regular file; never waits for a pipe or device to speak.

    A path that goes on below a ZIP archive names a member of it (`corpus.readers.members`).

    Raises:
        ReadError: `file-missing`, `file-not-readable`, `file-not-regular`, `file-too-large`;
            for a member also what `load_member` says.
    """
    archive, label = split_member(path)
    if label:
        return load_member(archive, label, source, limits)
    with open_regular(path, source) as file:
        size = os.fstat(file.fileno()).st_size
        if size > limits.max_bytes:
            raise ReadError("file-too-large", file=source, size=size, limit=limits.max_bytes)
        try:
            data = file.read(size + 1)
            if len(data) > size:
                # It has grown since; asked for at once, the limit would be set aside in memory.
                data += file.read(limits.max_bytes + 1 - len(data))
        except OSError as error:
            raise ReadError(
                "file-not-readable", file=source, reason=error.strerror or str(error)
            ) from error
    if len(data) > limits.max_bytes:
        raise ReadError("file-too-large", file=source, size=len(data), limit=limits.max_bytes)
    return data


def hash_file(path: Path, limits: Limits | None = None) -> str | None:
    """Return the SHA-256 of a file, or of a member of an archive: the id of its document.

    None where only its reader can say what is wrong.
    """
    archive, label = split_member(path)
    digest = sha256()
    try:
        if label:
            return sha256(load_member(archive, label, label, limits or Limits())).hexdigest()
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except (OSError, ReadError):
        return None
    return digest.hexdigest()


def _reader_of(kind: str) -> _Reader:
    module, name = _READERS[kind]
    return cast("_Reader", getattr(import_module(module), name))


def _refuse_length(count: int, source: str, limits: Limits) -> NoReturn:
    raise ReadError("file-too-many-characters", file=source, count=count, limit=limits.max_chars)


def _refuse(data: bytes, kind: str, source: str, limits: Limits) -> NoReturn:
    if kind == "zip":
        # Damaged, or too large; else its members are documents of their own.
        list_entries(BytesIO(data), source, limits)
        raise ReadError("file-is-archive", file=source)
    if kind == "encrypted-office":
        raise ReadError("file-encrypted", file=source)
    if kind == "hwp3":
        version = data[19:23].decode("ascii", "replace")
        raise ReadError("file-version-not-supported", file=source, version=f"HWP {version}")
    if kind in PENDING:
        raise ReadError("format-not-supported-yet", file=source, format=kind.upper())
    if kind == "binary":
        raise ReadError("file-binary", file=source)
    raise ReadError("format-not-supported", file=source, format=kind.upper())
