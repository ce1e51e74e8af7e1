"""What a sync tells while it runs and when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus import GeungeoError

Stage = Literal["find", "read", "embed", "publish"]


@dataclass(frozen=True, slots=True)
class FileProgress:
    """How far a file is that is being embedded: `done` of its `total` passages."""

    source: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Setback:
    """A file that failed or was passed over, and why: a code of `ui.messages`."""

    source: str
    code: str
    details: tuple[tuple[str, str | int | float], ...] = ()

    @classmethod
    def of(cls, source: str, error: GeungeoError) -> Setback:
        """Return the setback that an error is."""
        return cls(source, error.code, tuple(error.details.items()))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync is: `done` of `total` files, at work on `file` (its source).

    `passages` have been embedded so far, of those which were `cut` so far; a large model takes
    its time over a long file. `files` are those that are being embedded, together. `setback`
    is told once, of the file that has just failed.
    """

    done: int
    total: int
    file: str
    stage: Stage
    elapsed_s: float
    passages: int = 0
    cut: int = 0
    files: tuple[FileProgress, ...] = ()
    setback: Setback | None = None


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync changed; files by their source, sorted.

    Cancelled, it changed nothing that can be seen: `generation` is the old one, and what
    was read so far is kept for the next sync.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[Setback, ...] = ()
    skipped: tuple[Setback, ...] = ()
    generation: int = 0
    is_cancelled: bool = False
    elapsed_s: float = 0.0


@dataclass(frozen=True, slots=True)
class FitStatus:
    """What a library was fitted with: see `index.fitting.fit.Fit`.

    Learnt from so many `passages`; `share` is its part of the score by meaning alone, 0 to 1.
    """

    fingerprint: str
    passages: int
    terms: int
    axes: int
    share: float


@dataclass(frozen=True, slots=True)
class NamesStatus:
    """How many names a library knows others of.

    `mined` from its documents, `synonyms` in `synonyms.txt`; `words` of `dictionary.txt` are
    kept whole. `trouble` is why the synonyms as they are now cannot be read.
    """

    mined: int
    synonyms: int
    words: int
    trouble: Setback | None = None


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """The state of a library.

    `documents` are searchable ones, `failed` the files that could not be read (again),
    `rebuilt` how often a derived index had to be made anew since opening, `size_bytes`
    the space on disk, `synced_at` the end of the last sync (ISO 8601, UTC; empty before).
    `fit` is there where the library was fitted to its own documents; `names` says how many
    things it knows by several names.
    """

    folder: str
    generation: int
    documents: int
    failed: int
    passages: int
    vectors: int
    roots: tuple[str, ...]
    encoder: str
    fingerprint: str
    dimension: int
    format_version: int
    size_bytes: int
    synced_at: str
    rebuilt: int
    fit: FitStatus | None = None
    names: NamesStatus = NamesStatus(0, 0, 0)
