"""What a library was made with: the part of its manifest that decides whether it can be used."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from corpus import LibraryError, LibraryMismatch, UserWords, kiwi_version
from index.encoder import Encoder
from index.terms import TERMS_VERSION
from index.wording.dictionary import dictionary_mark

# Raised whenever the tables or what stands in them change.
FORMAT_VERSION = 2


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings that every passage, term and vector of a library depends on.

    `passages` names the versions of reading, structure and chunking; `terms` that of
    Kiwi's model and of `index.terms`.
    """

    format_version: int
    encoder: str
    fingerprint: str
    dimension: int
    passages: str
    terms: str

    @classmethod
    def of(cls, encoder: Encoder, passages: str, words: UserWords = ()) -> Recipe:
        """Return the recipe in force with this encoder and the library's own `words`."""
        return cls(
            format_version=FORMAT_VERSION,
            encoder=encoder.name,
            fingerprint=encoder.fingerprint,
            dimension=encoder.dimension,
            passages=passages,
            terms=f"kiwi-{kiwi_version()}+{TERMS_VERSION}{dictionary_mark(words)}",
        )

    @property
    def id(self) -> str:
        """The key under which content made by this recipe is kept."""
        # The name says where the model lies, the fingerprint what it is.
        settings = {key: value for key, value in asdict(self).items() if key != "encoder"}
        return sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()[:16]

    def to_json(self) -> str:
        """Return the recipe as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, data: str, folder: Path) -> Recipe:
        """Return the recipe that `to_json` wrote.

        Raises:
            LibraryError: `library-corrupt`.
        """
        try:
            return cls(**json.loads(data))
        except (TypeError, ValueError) as error:
            raise LibraryError(
                "library-corrupt", folder=str(folder), reason=f"manifest: {error}"
            ) from error


def require_same(kept: Recipe, asked: Recipe, folder: Path) -> None:
    """Refuse a library that was made by another recipe.

    Raises:
        LibraryMismatch: `library-other-encoder`, `library-other-passages` or
            `library-other-terms`, with `kept` and `asked`.
    """
    pairs = (
        (
            "library-other-encoder",
            f"{kept.encoder} ({kept.dimension}, {kept.fingerprint[:8]})",
            f"{asked.encoder} ({asked.dimension}, {asked.fingerprint[:8]})",
            (kept.fingerprint, kept.dimension) == (asked.fingerprint, asked.dimension),
        ),
        ("library-other-passages", kept.passages, asked.passages, kept.passages == asked.passages),
        ("library-other-terms", kept.terms, asked.terms, kept.terms == asked.terms),
    )
    for code, had, wants, is_same in pairs:
        if not is_same:
            raise LibraryMismatch(code, folder=str(folder), kept=had, asked=wants)


def require_format(version: int, folder: Path) -> None:
    """Refuse a library whose tables this version does not know.

    Raises:
        LibraryMismatch: `library-other-format`, with `kept` and `asked`.
    """
    if version != FORMAT_VERSION:
        raise LibraryMismatch(
            "library-other-format", folder=str(folder), kept=version, asked=FORMAT_VERSION
        )
