"""What a look at a gold set finds, and the set's size in figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one question; the sentence for `code` is in `ui.messages`.

    `line` counts from 1; `id` is empty where the line could not be read; `details` are
    pairs of a blank's name and what fills it.
    """

    code: str
    severity: Severity
    line: int
    id: str
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GroupSize:
    """How many questions a type, a style or the whole set has, and what they can tell.

    `n` counts answerable and unanswerable ones. `detectable` is about the smallest
    difference between two systems in a measure of hits that the answerable ones would show
    (`assistant.evaluation.power`), as a share; 1.0 where there are too few for any.
    """

    name: str
    n: int
    answerable: int
    detectable: float


@dataclass(frozen=True, slots=True)
class GoldCheck:
    """What was found in a gold set, by line.

    `drafts` are not counted among `total`; what is wrong with them are warnings. `documents`
    are those of the library that some question quotes, of `library_documents` (None: it was
    checked without one).
    """

    file: str
    findings: tuple[Finding, ...]
    total: GroupSize
    types: tuple[GroupSize, ...]
    styles: tuple[GroupSize, ...]
    drafts: int
    documents: int
    library_documents: int | None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What makes the set unfit to measure with."""
        return tuple(found for found in self.findings if found.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What a person should look at."""
        return tuple(found for found in self.findings if found.severity == "warning")

    def to_dict(self, sentences: Mapping[Finding, str]) -> Json:
        """Return the check as `geungeo gold check --json` prints it."""
        return {
            "file": self.file,
            "ok": not self.errors,
            "errors": len(self.errors),
            "warnings": len(self.warnings),
            "questions": _size_to_dict(self.total),
            "drafts": self.drafts,
            "documents": {"quoted": self.documents, "library": self.library_documents},
            "by_type": {size.name: _size_to_dict(size) for size in self.types},
            "by_style": {size.name: _size_to_dict(size) for size in self.styles},
            "findings": [
                {
                    "code": found.code,
                    "severity": found.severity,
                    "line": found.line,
                    "id": found.id,
                    "details": dict(found.details),
                    "message": sentences[found],
                }
                for found in self.findings
            ],
        }


def _size_to_dict(size: GroupSize) -> Json:
    return {
        "n": size.n,
        "answerable": size.answerable,
        "unanswerable": size.n - size.answerable,
        "detectable": round(size.detectable, 4),
    }
