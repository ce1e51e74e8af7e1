"""Answers handed on with their proof: Markdown, HTML or DOCX, for the terminal and the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from assistant import Answer, Asked, EvidenceReport, Provenance, ReportSource, build_report
from corpus import ConfigError
from index import LibraryStatus
from ui.exporting.files import FORMATS, render, require_targets, write_files
from ui.exporting.wording import make_outline
from ui.messages import Lang

__all__ = [
    "FORMATS",
    "Exportable",
    "export_answers",
    "export_conversation",
    "join_turns",
    "now",
    "report_answers",
    "require_targets",
    "save_report",
]


class Exportable(ReportSource, Protocol):
    """What an export needs of a library; `index.Library` is one."""

    def status(self) -> LibraryStatus:
        """Return the state of the library."""
        ...


def report_answers(
    library: Exportable, asked: Sequence[Asked], *, llm: str = "", reranker: str = ""
) -> EvidenceReport:
    """Return the report on one answer, or on a conversation in its order, as of now.

    `llm` and `reranker` are the models that were used, by name, if any.

    Raises:
        ConfigError: `export-nothing`: there is no answer.
    """
    if not asked:
        raise ConfigError("export-nothing")
    status = library.status()
    provenance = Provenance(
        version=_version(),
        made_at=now(),
        generation=status.generation,
        synced_at=status.synced_at,
        embedder=status.encoder,
        fingerprint=status.fingerprint,
        fit=status.fit.fingerprint if status.fit else "",
        llm=llm,
        reranker=reranker,
    )
    return build_report(library, asked, provenance)


def export_answers(report: EvidenceReport, suffix: str, lang: Lang) -> bytes:
    """Return a report as the file of a format: `suffix` is one of `FORMATS`."""
    return render(make_outline(report, lang), suffix)


def join_turns(answers: Sequence[Answer], times: Sequence[str] = ()) -> tuple[Asked, ...]:
    """Return a conversation's answers in order, each with the questions typed before it.

    `times` are when they were given (see `now`); an answer without one says nothing of it.
    """
    questions = tuple(answer.question for answer in answers)
    padded = (*times, *("" for _ in answers[len(times) :]))
    return tuple(
        Asked(answer, at, questions[:number])
        for number, (answer, at) in enumerate(zip(answers, padded, strict=False))
    )


def export_conversation(
    library: Exportable,
    answers: Sequence[Answer],
    suffix: str,
    lang: Lang,
    *,
    times: Sequence[str] = (),
    llm: str = "",
    reranker: str = "",
) -> bytes:
    """Return a whole conversation with its evidence as a file: `suffix` is one of `FORMATS`.

    Raises:
        ConfigError: `export-nothing`: nothing was answered yet.
    """
    asked = join_turns(answers, times)
    return export_answers(report_answers(library, asked, llm=llm, reranker=reranker), suffix, lang)


def save_report(
    report: EvidenceReport, targets: Sequence[str], lang: Lang, *, is_overwriting: bool
) -> None:
    """Write a report to files, each in the format of its name; all are made before the first.

    Raises:
        ConfigError: see `require_targets` and `write_files`.
    """
    require_targets(targets, is_overwriting=is_overwriting)
    outline = make_outline(report, lang)
    contents = {target: render(outline, Path(target).suffix.lower()) for target in targets}
    write_files(contents, is_overwriting=is_overwriting)


def now() -> str:
    """Return the time as reports tell it: ISO 8601 with its zone, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _version() -> str:
    try:
        return version("geungeo")
    except PackageNotFoundError:
        return "?"
