"""Gold sets to choose from: the library's own, the samples', and files that were brought in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from assistant import GoldCheck, GoldQuestion, check_gold, load_gold
from corpus import Document, GoldError, sample_folder, sample_gold
from index import DocumentRecord
from ui.uploads import file_hash, safe_name

Kind = Literal["own", "samples", "file"]

# Larger ones are for the command line: a page cannot show a hundred thousand questions.
MAX_BYTES = 16 * 1024 * 1024
MAX_QUESTIONS = 5_000
MAX_FILES = 20
OWN_NAME = "gold.jsonl"


@dataclass(frozen=True, slots=True)
class GoldChoice:
    """A gold set to choose: `key` is what a page calls it, `name` what a person does."""

    key: str
    kind: Kind
    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class GoldLook:
    """A gold set as it was checked: `lacking` are documents that it names in vain, by use."""

    choice: GoldChoice
    check: GoldCheck
    lacking: tuple[tuple[str, int], ...]

    @property
    def is_fit(self) -> bool:
        """Whether it can be measured with: something can be asked, and nothing is unreadable.

        A quotation that is not found makes a question that can only be missed; that is said,
        and counted as it is by `geungeo eval`.
        """
        return bool(self.check.total.n) and not any(
            found.code.startswith("gold-") for found in self.check.errors
        )


class GoldFiles:
    """The gold sets of a library; a key from outside is looked up, never a path."""

    def __init__(self, own: Path, folder: Path) -> None:
        """Take the library's own set from `own`; keep files that are brought in in `folder`."""
        self.own = GoldChoice("own", "own", OWN_NAME, own)
        self._folder = folder

    def choices(self, records: Sequence[DocumentRecord]) -> tuple[GoldChoice, ...]:
        """Return the sets there are, the library's own first, files by name."""
        found = [self.own] if self.own.path.is_file() else []
        if self._sample_ids & {record.id for record in records}:
            found.append(GoldChoice("samples", "samples", "samples.jsonl", sample_gold()))
        return (*found, *self._files())

    def choose(self, key: str, records: Sequence[DocumentRecord]) -> GoldChoice:
        """Return the set of this key.

        Raises:
            GoldError: `gold-choice-gone`: there is none.
        """
        for choice in self.choices(records):
            if choice.key == key:
                return choice
        raise GoldError("gold-choice-gone")

    def bring(self, path: Path, name: str) -> GoldChoice:
        """Keep a file that was brought in; one of the same name is replaced.

        Raises:
            GoldError: it is no gold set (see `load_gold`), too large, or one too many.
        """
        name = safe_name(name)
        if not name.casefold().endswith(".jsonl"):
            raise GoldError("gold-not-jsonl", file=name)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise GoldError(
                "gold-too-large", file=name, megabytes=-(-size >> 20), limit=MAX_BYTES >> 20
            )
        with naming(name):
            asked = load_gold(path, with_drafts=True)
        if len(asked) > MAX_QUESTIONS:
            raise GoldError("gold-too-many", file=name, count=len(asked), limit=MAX_QUESTIONS)
        target = self._folder / name
        if not target.exists() and len(self._files()) >= MAX_FILES:
            raise GoldError("gold-files-full", limit=MAX_FILES)
        half = self._folder / f".{name}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, half)
            half.replace(target)
        except OSError as error:
            reason = error.strerror or str(error)
            raise GoldError("gold-not-written", file=name, reason=reason) from error
        finally:
            half.unlink(missing_ok=True)
        return _choice(target)

    def forget(self, key: str) -> None:
        """Delete a file that was brought in, if it is there; no other set is touched."""
        for choice in self._files():
            if choice.key == key:
                choice.path.unlink(missing_ok=True)

    def _files(self) -> tuple[GoldChoice, ...]:
        paths = sorted(self._folder.glob("*.jsonl")) if self._folder.is_dir() else []
        return tuple(_choice(path) for path in paths)

    @cached_property
    def _sample_ids(self) -> frozenset[str]:
        files = (path for path in sample_folder().rglob("*") if path.is_file())
        return frozenset(map(file_hash, files))


def look_at(
    choice: GoldChoice,
    documents: Sequence[Document],
    progress: Callable[[int, int], None] | None = None,
) -> GoldLook:
    """Check a set against the documents as `geungeo gold check` does.

    Raises:
        GoldError: the file as a whole cannot be read, or holds nothing.
    """
    with naming(choice.name):
        check = check_gold(choice.path, documents, progress=progress)
    lacking: dict[str, int] = {}
    for found in check.findings:
        if found.code in ("doc-unknown", "doc-unknown-near"):
            doc = dict(found.details)["doc"]
            lacking[doc] = lacking.get(doc, 0) + 1
    return GoldLook(choice, check, tuple(sorted(lacking.items(), key=lambda one: -one[1])))


def read_gold(choice: GoldChoice) -> tuple[GoldQuestion, ...]:
    """Return the questions that count, drafts left out.

    Raises:
        GoldError: what is wrong with the file, by its name without the folder.
    """
    with naming(choice.name):
        return load_gold(choice.path)


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Let an error about a gold file say its name, and not where it lies on this machine."""
    try:
        yield
    except GoldError as error:
        if "file" not in error.details:
            raise
        raise GoldError(error.code, **{**error.details, "file": name}) from error


def _choice(path: Path) -> GoldChoice:
    return GoldChoice(f"file:{path.name}", "file", path.name, path)
