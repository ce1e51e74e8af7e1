"""The SQLite file that is the truth: its tables, its connections, its failures."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import LibraryBusy, LibraryError
from index.recipe import FORMAT_VERSION, require_format

FILE_NAME = "library.sqlite"
# "GEUN": says that the file is a library and not just any SQLite file.
_APPLICATION_ID = 0x4745554E
_BUSY_TIMEOUT_S = 10.0

_TABLES = """
-- `generation`, `recipe`, `index_generation`, `index_token`, `synced_at`, `fit`.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE roots (path BLOB PRIMARY KEY) WITHOUT ROWID;
-- What is visible. Changed in one transaction at the end of a sync.
CREATE TABLE files (
    path BLOB PRIMARY KEY,
    root BLOB NOT NULL,
    source TEXT NOT NULL,
    document TEXT,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    seen_ns INTEGER NOT NULL,
    error TEXT,
    details TEXT NOT NULL
);
CREATE INDEX files_document ON files (document);
-- Content: written once, keyed by the hash of the file's bytes and the version of the
-- readers that made text of them, never changed.
CREATE TABLE documents (
    id TEXT NOT NULL,
    reading TEXT NOT NULL,
    title TEXT NOT NULL,
    format TEXT NOT NULL,
    text TEXT NOT NULL,
    characters INTEGER NOT NULL,
    pages TEXT NOT NULL,
    marks TEXT NOT NULL,
    losses TEXT NOT NULL,
    metadata TEXT NOT NULL,
    grids TEXT NOT NULL,
    facts TEXT NOT NULL,
    ink BLOB NOT NULL,
    PRIMARY KEY (id, reading)
);
-- A row stands here only when all passages and vectors of the document are written.
CREATE TABLE staged (
    document TEXT NOT NULL,
    recipe TEXT NOT NULL,
    reading TEXT NOT NULL,
    passages INTEGER NOT NULL,
    vectors INTEGER NOT NULL,
    PRIMARY KEY (document, recipe)
) WITHOUT ROWID;
CREATE TABLE passages (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    recipe TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    runs TEXT NOT NULL,
    units TEXT NOT NULL,
    heading TEXT NOT NULL,
    caption TEXT NOT NULL,
    page INTEGER NOT NULL,
    cells TEXT NOT NULL,
    words TEXT NOT NULL,
    grams TEXT NOT NULL,
    context TEXT NOT NULL
);
CREATE UNIQUE INDEX passages_place ON passages (document, recipe, ordinal);
CREATE INDEX passages_id ON passages (id);
-- float16, little-endian, one row of `dimension` values a vector, end to end.
CREATE TABLE vectors (passage INTEGER PRIMARY KEY, data BLOB NOT NULL);
"""
# What the library was fitted with (`index.fitting`), named in `meta` as `fit`. Made when it
# is first needed: libraries without it are of the same format.
FITS_TABLE = (
    "CREATE TABLE IF NOT EXISTS fits "
    "(fingerprint TEXT PRIMARY KEY, settings TEXT NOT NULL, data BLOB NOT NULL)"
)


def create(path: Path) -> None:
    """Make the tables in a new or empty file; leave a library as it is.

    Raises:
        LibraryError: see `translated`.
    """
    with translated(path.parent):
        connection = _open(path, f"{path.as_uri()}?mode=rwc")
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            if not _is_library(connection, path.parent):
                for statement in _TABLES.split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
            connection.execute("COMMIT")
        finally:
            connection.close()


def connect(
    path: Path, *, read_only: bool = False, patience_s: float | None = None
) -> sqlite3.Connection:
    """Open a library's SQLite file in autocommit mode; transactions are begun by hand.

    `patience_s` is how long a lock is waited for, where that is not the usual.

    Raises:
        LibraryError: `library-not-one` or what `translated` says.
        LibraryMismatch: `library-other-format`.
    """
    with translated(path.parent):
        try:
            run = _checked(path, "mode=ro" if read_only else "mode=rw")
        except sqlite3.OperationalError as error:
            if not (read_only and _says(error, "unable to open", "readonly", "read-only")):
                raise
            # WAL needs to write beside the file; on read-only media nobody writes.
            run = _checked(path, "immutable=1")
    if patience_s is not None:
        run.execute(f"PRAGMA busy_timeout = {int(patience_s * 1000)}")
    return run


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Turn failures of SQLite and the disk into `LibraryError`.

    Raises:
        LibraryError: `disk-full`, `library-corrupt`, `library-not-writable`, `library-io`.
        LibraryBusy: `library-busy`: another process kept its lock for too long.
    """
    try:
        yield
    except sqlite3.Error as error:
        reason = str(error)
        if _says(error, "disk is full"):
            raise LibraryError("disk-full", folder=str(folder)) from error
        if _says(error, "locked"):
            raise LibraryBusy("library-busy", folder=str(folder), pid="?") from error
        if _says(error, "malformed", "not a database", "no such table", "no such column"):
            raise LibraryError("library-corrupt", folder=str(folder), reason=reason) from error
        if _says(error, "readonly", "read-only"):
            raise LibraryError("library-not-writable", folder=str(folder)) from error
        raise LibraryError("library-io", folder=str(folder), reason=reason) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or _says(
            error, "no space left", "os error 28"
        ):
            raise LibraryError("disk-full", folder=str(folder)) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise LibraryError("library-not-writable", folder=str(folder)) from error
        reason = error.strerror or str(error)
        raise LibraryError("library-io", folder=str(folder), reason=reason) from error


def read_meta(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the small facts about the library by name."""
    return dict(connection.execute("SELECT key, value FROM meta"))


def _checked(path: Path, options: str) -> sqlite3.Connection:
    connection = _open(path, f"{path.as_uri()}?{options}")
    try:
        if not _is_library(connection, path.parent):
            raise LibraryError("library-not-one", folder=str(path.parent))
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        require_format(version, path.parent)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def _open(path: Path, uri: str) -> sqlite3.Connection:
    return sqlite3.connect(
        uri, uri=True, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
    )


def _is_library(connection: sqlite3.Connection, folder: Path) -> bool:
    """Tell whether the file is a library and not an empty one.

    Raises:
        LibraryError: `library-not-one`: it is another program's.
    """
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    if found == _APPLICATION_ID:
        return True
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables:
        raise LibraryError("library-not-one", folder=str(folder))
    return False


def _says(error: Exception, *phrases: str) -> bool:
    message = str(error).lower()
    return any(phrase in message for phrase in phrases)
