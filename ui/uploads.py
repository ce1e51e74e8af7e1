"""Files that arrive from outside: given a safe name and a place in the library's own folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corpus import ReadError

MAX_UPLOAD_BYTES = 200 * 1024 * 1024
# Longest file name in bytes that common file systems take, less room for a suffix.
_MAX_NAME_BYTES = 200
_CHUNK = 1 << 20
# Names that Windows gives to devices; a library may be copied there.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{i}" for d in ("com", "lpt") for i in range(1, 10))}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as received: where it lies for now and what its sender called it."""

    path: Path
    name: str


def safe_name(name: str) -> str:
    """Return an NFC file name that names no other folder and that every system takes.

    Hangul, spaces and brackets stay; path separators, control characters and what
    Windows forbids become `_`; a leading dot goes.
    """
    normal = unicodedata.normalize("NFC", name).replace("\\", "/")
    last = PurePosixPath(normal).name
    kept = "".join(
        "_" if c in '<>:"/|?*' or unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c
        for c in last
    )
    stem, dot, suffix = kept.strip(" .").rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    if stem.casefold() in _DEVICES or not stem:
        stem = f"_{stem}"
    suffix = f".{suffix}"[:20] if suffix else ""
    room = _MAX_NAME_BYTES - len(suffix.encode())
    return (stem.encode()[:room].decode(errors="ignore").rstrip(" .") + suffix).rstrip(" .")


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hex: the id its document would have."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def store(upload: Upload, folder: Path, limit: int = MAX_UPLOAD_BYTES) -> Path:
    """Copy an upload into `folder` under a safe name and return where it lies.

    Another file of that name keeps it, and the new one gets ` (2)`; a file of the same
    name and content is the same file. The copy appears whole or not at all.

    Raises:
        ReadError: the upload is gone or too large.
    """
    name = safe_name(upload.name)
    try:
        size = upload.path.stat().st_size
    except OSError as error:
        raise ReadError("upload-missing", file=name) from error
    if size > limit:
        raise ReadError("upload-too-large", file=name, size=size, limit=limit)
    folder.mkdir(parents=True, exist_ok=True)
    # Not ending in the real suffix: a reader passing by must not take half a file.
    half = folder / f".{os.urandom(8).hex()}.part"
    try:
        shutil.copyfile(upload.path, half)
        target = _free_name(folder, name, file_hash(half))
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return target


def _free_name(folder: Path, name: str, digest: str) -> Path:
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in range(1, 10_000):
        target = folder / (name if number == 1 else f"{stem} ({number}){suffix}")
        if not target.exists() or file_hash(target) == digest:
            return target
    raise ReadError("upload-name-taken", file=name)
