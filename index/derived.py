"""The indexes on disk: built from the truth, proved before use, made anew when in doubt."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from pathlib import Path

from index.dense import DenseIndex, DenseRow
from index.fitting.fit import Fit
from index.lexical import LexicalIndex, LexicalRow
from index.recipe import Recipe
from index.rows import load_vectors
from index.terms import unpack_words
from index.wording.aliases import (
    ALIASES_VERSION,
    Alias,
    Memo,
    dump_aliases,
    dump_memo,
    load_aliases,
    load_memo,
    mine,
)
from index.wording.names import Names

FOLDER_NAME = "derived"
_DENSE, _FITTED, _LEXICAL, _MANIFEST = "dense.faiss", "fitted.faiss", "lexical", "manifest.json"
# The names, and what of the texts was analysed for them: the next edition need not again.
_NAMES, _MEMO = "names.json", "names-memo.json"


@dataclass(frozen=True, slots=True)
class Fitted:
    """A library's fit, and where it places the passages, a vector each."""

    fit: Fit
    index: DenseIndex


@dataclass(frozen=True, slots=True)
class Derived:
    """The indexes over the same passages; `fitted` only where the library has a fit.

    `names` are the other names of things that the documents give (`index.wording.aliases`).
    """

    dense: DenseIndex
    lexical: LexicalIndex
    fitted: Fitted | None = None
    names: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class Edition:
    """Which indexes belong to a visible state: of which generation, and a random token.

    The token keeps apart what two syncs built under one number, one of them killed.
    """

    generation: int
    token: str

    @property
    def folder_name(self) -> str:
        """The folder they lie in, below `derived`."""
        return f"gen-{self.generation}-{self.token}"


def build_in_memory(
    connection: sqlite3.Connection, recipe: Recipe, fit: Fit | None = None
) -> Derived:
    """Build from the documents in `shown` (see `select_visible`) and write nothing."""
    dense = DenseIndex.build(recipe.dimension, _dense_rows(connection, recipe))
    lexical = LexicalIndex.build(_lexical_rows(connection))
    names = Names.of_aliases(_mine(connection))
    return Derived(dense, lexical, _build_fitted(connection, fit), names)


def build(
    library: Path,
    edition: Edition,
    connection: sqlite3.Connection,
    recipe: Recipe,
    fit: Fit | None = None,
) -> Derived:
    """Build from the documents in `shown` into the edition's folder, by atomic rename.

    Raises:
        OSError: the disk is full or cannot be written.
    """
    parent = library / FOLDER_NAME
    parent.mkdir(exist_ok=True)
    draft = parent / f".draft-{edition.token}-{os.getpid()}"
    shutil.rmtree(draft, ignore_errors=True)
    try:
        (draft / _LEXICAL).mkdir(parents=True)
        dense = DenseIndex.build(recipe.dimension, _dense_rows(connection, recipe))
        (draft / _DENSE).write_bytes(dense.to_bytes())
        lexical = LexicalIndex.build(_lexical_rows(connection), draft / _LEXICAL)
        fitted = _build_fitted(connection, fit)
        if fitted is not None:
            (draft / _FITTED).write_bytes(fitted.index.to_bytes())
        memo = _recall(parent, recipe)
        aliases = _mine(connection, memo)
        (draft / _NAMES).write_bytes(dump_aliases(aliases))
        (draft / _MEMO).write_bytes(dump_memo(memo))
        manifest = {
            "generation": edition.generation,
            "token": edition.token,
            "recipe": recipe.id,
            "fit": fit.fingerprint if fit else "",
            "names": ALIASES_VERSION,
            "passages": lexical.count,
            "vectors": dense.vector_count,
            "files": {file.relative_to(draft).as_posix(): _hash(file) for file in _content(draft)},
        }
        text = json.dumps(manifest, indent=1, sort_keys=True)
        (draft / _MANIFEST).write_text(text, encoding="utf-8")
        target = parent / edition.folder_name
        _set_aside(target)
        draft.replace(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    # Opened again from where it will be read: what was built under another name may
    # hold on to it.
    lexical = LexicalIndex.open(target / _LEXICAL)
    return Derived(dense, lexical, fitted, Names.of_aliases(aliases))


def open_edition(
    library: Path, edition: Edition, recipe: Recipe, fit: Fit | None = None
) -> Derived:
    """Open an edition whose every file is proved by its checksum.

    Raises:
        OSError: it is missing or cannot be read.
        ValueError: it is not what its manifest says, or of another state.
    """
    folder = library / FOLDER_NAME / edition.folder_name
    manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    if not isinstance(manifest, dict) or manifest.get("token") != edition.token:
        raise ValueError("manifest of another edition")
    if manifest.get("recipe") != recipe.id:
        raise ValueError("built by another recipe")
    if manifest.get("fit", "") != (fit.fingerprint if fit else ""):
        raise ValueError("built with another fit")
    if manifest.get("names") != ALIASES_VERSION:
        raise ValueError("names were mined by another version")
    found = {file.relative_to(folder).as_posix(): file for file in _content(folder)}
    if manifest.get("files") != {name: _hash(file) for name, file in found.items()}:
        raise ValueError("a file is missing, unknown or changed")
    dense = DenseIndex.from_bytes((folder / _DENSE).read_bytes(), recipe.dimension)
    lexical = LexicalIndex.open(folder / _LEXICAL)
    if (dense.vector_count, lexical.count) != (manifest.get("vectors"), manifest.get("passages")):
        raise ValueError("counts differ from the manifest")
    names = Names.of_aliases(load_aliases((folder / _NAMES).read_bytes()))
    if fit is None:
        return Derived(dense, lexical, None, names)
    placed = DenseIndex.from_bytes((folder / _FITTED).read_bytes(), fit.dimension)
    if placed.vector_count != lexical.count:
        raise ValueError("counts differ from the manifest")
    return Derived(dense, lexical, Fitted(fit, placed), names)


def discard_others(library: Path, keep: Edition) -> None:
    """Delete editions that are not `keep`; readers that have one open keep what they mapped.

    Best effort: what another system cannot delete while it is in use goes next time.
    """
    with suppress(OSError):
        for folder in (library / FOLDER_NAME).iterdir():
            if folder.name != keep.folder_name:
                shutil.rmtree(folder, ignore_errors=True)


def _dense_rows(connection: sqlite3.Connection, recipe: Recipe) -> Iterator[DenseRow]:
    rows = connection.execute(
        "SELECT number, data FROM shown JOIN passages USING (document, recipe) "
        "JOIN vectors ON passage = number ORDER BY number"
    )
    return (DenseRow(number, load_vectors(data, recipe.dimension)) for number, data in rows)


def _lexical_rows(connection: sqlite3.Connection) -> Iterator[LexicalRow]:
    rows = connection.execute(
        "SELECT number, words, grams, context FROM shown "
        "JOIN passages USING (document, recipe) ORDER BY number"
    )
    return (LexicalRow(*row) for row in rows)


def _recall(parent: Path, recipe: Recipe) -> Memo:
    """Return what an edition before this one was found to name; nothing where in doubt."""
    for folder in sorted(parent.glob("gen-*"), reverse=True):
        with suppress(OSError, ValueError, AttributeError, KeyError, TypeError):
            manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
            made = (manifest.get("recipe"), manifest.get("names"), manifest["files"][_MEMO])
            if made == (recipe.id, ALIASES_VERSION, _hash(folder / _MEMO)):
                return load_memo((folder / _MEMO).read_bytes())
    return {}


def _mine(connection: sqlite3.Connection, memo: Memo | None = None) -> tuple[Alias, ...]:
    """Return the other names that titles, headings, captions and passages give."""
    titles = connection.execute(
        "SELECT id, title FROM shown JOIN staged USING (document, recipe) "
        "JOIN documents ON id = document AND documents.reading = staged.reading ORDER BY id"
    )
    rows = connection.execute(
        "SELECT document, heading, caption, text FROM shown "
        "JOIN passages USING (document, recipe) ORDER BY number"
    )
    passages = (
        (document, "\n".join((*json.loads(heading), caption, text)))
        for document, heading, caption, text in rows
    )
    return mine(chain(titles.fetchall(), passages), memo)


def _build_fitted(connection: sqlite3.Connection, fit: Fit | None) -> Fitted | None:
    if fit is None:
        return None
    rows = (
        DenseRow(row.number, fit.place_passages([fitted_terms(row)]))
        for row in _lexical_rows(connection)
    )
    return Fitted(fit, DenseIndex.build(fit.dimension, rows))


def fitted_terms(row: LexicalRow) -> list[str]:
    """Return the terms that a fit reads of a passage: its words, and those of its context."""
    return f"{unpack_words(row.words)[0]} {row.context}".split()


def _content(folder: Path) -> list[Path]:
    # tantivy's lock files come and go.
    files = [folder / _DENSE, folder / _NAMES, folder / _MEMO, *folder.glob(_FITTED)]
    files += sorted((folder / _LEXICAL).glob("*"))
    return [file for file in files if not file.name.endswith(".lock")]


def _hash(file: Path) -> str:
    digest = sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _set_aside(folder: Path) -> None:
    """Free the name of a folder; what lies there was found broken."""
    if folder.exists():
        shutil.rmtree(folder)
