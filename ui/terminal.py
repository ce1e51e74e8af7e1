"""Answers, hits and progress as text for a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from typing import TextIO

from assistant import Answer, Citation
from index import Hit, NamesStatus, Progress
from ui.messages import Lang, describe_code, describe_note, text
from ui.outcomes import advice_lines, outcome_name, say_missing
from ui.printable import printable
from ui.rendering import page_name, table_where
from ui.rewording import say_changes

# How often progress is said where it cannot be redrawn in place.
SECONDS_BETWEEN_LINES = 5.0
QUOTE_CHARS = 300


def answer_lines(answer: Answer, lang: Lang) -> Iterable[str]:
    """Yield an answer with its evidence, or what came near when there is none."""
    if answer.understood != answer.question:
        yield text("understood", lang, question=answer.understood)
        if answer.changes:
            yield say_changes(answer.changes, lang)
        yield ""
    outcome = outcome_name(answer)
    if outcome == "unsure":
        yield text("unsure", lang)
        yield ""
    if outcome == "none":
        yield text("no-answer", lang)
    elif answer.answerable:
        yield answer.text
        yield ""
        if answer.missing:
            yield say_missing(answer, lang)
            yield ""
        yield text("sources", lang)
        for citation in answer.citations:
            yield f"[{citation.n}] {address(citation, lang)}"
            yield f"    “{_one_line(citation.quote)}”"
    for at, note in enumerate(answer.notes):
        if at or outcome != "talk":
            yield ""
        yield describe_note(note, lang)
    yield from advice_lines(answer, lang)
    if answer.near_misses and not answer.answerable:
        yield ""
        yield text("near-misses", lang)
        yield from hit_lines(answer.near_misses, lang)


def name_lines(names: NamesStatus, lang: Lang) -> Iterable[str]:
    """Yield how many names a library knows, and why it cannot read its synonyms."""
    if names.mined or names.synonyms or names.words:
        counts = {"mined": names.mined, "synonyms": names.synonyms, "words": names.words}
        yield text("status-names", lang, **counts)
    if names.trouble is not None:
        reason = describe_code(names.trouble.code, dict(names.trouble.details), lang)
        yield text("status-synonyms", lang, reason=reason)


def hit_lines(
    hits: Iterable[Hit], lang: Lang, reasons: Sequence[Iterable[str]] = ()
) -> Iterable[str]:
    """Yield hits, best first, each with its address and its beginning.

    `reasons` are lines to stand below each hit, in the order of the hits.
    """
    for number, hit in enumerate(hits, start=1):
        page = page_name(hit.passage.page, hit.document.page_label(hit.passage.page), lang)
        place = text("address", lang, document=hit.document.source, page=page)
        heading = " > ".join(hit.passage.heading)
        yield f"{number}. {place}{f' · {heading}' if heading else ''} ({hit.score:.2f})"
        yield f"   {_one_line(hit.passage.text)}"
        if hit.also_in:
            others = dict.fromkeys(same.document.source for same in hit.also_in)
            yield f"   {text('also-in', lang, documents=', '.join(others))}"
        if reasons:
            yield from (f"     {line}" for line in reasons[number - 1])


def address(citation: Citation, lang: Lang) -> str:
    """Return where a citation stands: document, printed page, heading path, rows."""
    page = page_name(citation.page, citation.page_label, lang)
    place = text("address", lang, document=citation.document, page=page)
    parts = (place, " > ".join(citation.heading), table_where(citation.table, lang))
    return " · ".join(part for part in parts if part)


class ProgressLine:
    """Says on stderr how far a sync is: one line redrawn, or a line now and then."""

    def __init__(self, lang: Lang, stream: TextIO | None = None) -> None:
        """Write to `stream` (stderr unless given)."""
        self._lang = lang
        self._stream = stream or sys.stderr
        self._said_at = 0.0

    def __call__(self, progress: Progress) -> None:
        """Say where the work is."""
        left = ""
        if 0 < progress.done < progress.total:
            seconds = progress.elapsed_s / progress.done * (progress.total - progress.done)
            left = text("progress-left", self._lang, seconds=max(1, round(seconds)))
        passages = ""
        if progress.passages:
            passages = text("progress-passages", self._lang, count=progress.passages)
        line = text(
            "progress",
            self._lang,
            done=progress.done,
            total=progress.total,
            file=progress.file,
            passages=passages,
            left=left,
        )
        self.say(line)

    def say(self, line: str) -> None:
        """Redraw the line on a terminal; elsewhere print it every few seconds."""
        line = printable(line)
        if self._stream.isatty():
            self._stream.write(f"\r\x1b[2K{line[:110]}")
        elif time.monotonic() - self._said_at > SECONDS_BETWEEN_LINES:
            self._said_at = time.monotonic()
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def clear(self) -> None:
        """Take the redrawn line away."""
        if self._stream.isatty():
            self._stream.write("\r\x1b[2K")
            self._stream.flush()


def _one_line(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= QUOTE_CHARS else f"{line[:QUOTE_CHARS]}…"
