"""A repaired text that knows where each of its characters comes from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (excluded) of `Document.text` or of a view."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse spans that run backwards."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forward from 0 on, not {self.start}..{self.end}")

    def __len__(self) -> int:
        """Return the number of characters."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Run:
    """`length` characters at `view` in the view stand at `source` in the text."""

    view: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class View:
    """Display text plus the map of its characters to the source text.

    `runs` ascend in both coordinates and do not overlap. Characters of `text`
    that no run holds were inserted by repair (a space, a table label);
    characters of the source that no run holds were taken out (a line end,
    page furniture, markup).
    """

    text: str
    runs: tuple[Run, ...]

    def __post_init__(self) -> None:
        """Refuse a map that does not fit the text."""
        at_view = at_source = 0
        for run in self.runs:
            if run.length <= 0 or run.view < at_view or run.source < at_source:
                raise ValueError(f"runs must ascend without overlap, not {run}")
            at_view, at_source = run.view + run.length, run.source + run.length
        if at_view > len(self.text):
            raise ValueError("a run reaches past the end of the view")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """Return `text[start:end]` as it stands."""
        return cls(text[start:end], (Run(0, start, end - start),) if end > start else ())

    @classmethod
    def join(cls, parts: Iterable[View | str]) -> Self:
        """Put views and inserted strings one behind the other, in source order."""
        texts: list[str] = []
        runs: list[Run] = []
        at = 0
        for part in parts:
            if isinstance(part, str):
                texts.append(part)
                at += len(part)
                continue
            for run in part.runs:
                moved = Run(run.view + at, run.source, run.length)
                last = runs[-1] if runs else None
                if (
                    last
                    and last.view + last.length == moved.view
                    and last.source + last.length == moved.source
                ):
                    runs[-1] = Run(last.view, last.source, last.length + moved.length)
                else:
                    runs.append(moved)
            texts.append(part.text)
            at += len(part.text)
        return cls("".join(texts), tuple(runs))

    @classmethod
    def between(cls, separator: str, views: Iterable[View]) -> Self:
        """Put views one behind the other, in source order, with a separator between them."""
        parts: list[View | str] = []
        for view in views:
            parts.extend((separator, view) if parts else (view,))
        return cls.join(parts)

    def slice(self, start: int, end: int) -> View:
        """Return characters `start` to `end` of the view as a view of its own."""
        start, end = _clip(start, end, len(self.text))
        runs = []
        for run in self._runs_between(start, end):
            low, high = max(run.view, start), min(run.view + run.length, end)
            runs.append(Run(low - start, run.source + low - run.view, high - low))
        return View(self.text[start:end], tuple(runs))

    def strip(self) -> View:
        """Return the view without white space at its ends."""
        left = len(self.text) - len(self.text.lstrip())
        return self.slice(left, max(left, len(self.text.rstrip())))

    def source_spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the pieces of the source that `start..end` of the view show, in order."""
        start, end = _clip(start, end, len(self.text))
        spans: list[Span] = []
        for run in self._runs_between(start, end):
            low, high = max(run.view, start), min(run.view + run.length, end)
            spans.append(Span(run.source + low - run.view, run.source + high - run.view))
        return tuple(spans)

    def source_span(self, start: int, end: int) -> Span:
        """Return the smallest span of the source that holds `start..end` of the view.

        Raises:
            ValueError: every character there was inserted, so none has a source.
        """
        spans = self.source_spans(start, end)
        if not spans:
            raise ValueError(f"view characters {start}..{end} have no source")
        return Span(spans[0].start, spans[-1].end)

    def view_span(self, start: int, end: int) -> Span:
        """Return the smallest span of the view that shows source characters `start..end`.

        Raises:
            ValueError: none of these characters is shown in the view.
        """
        low = high = -1
        for run in self.runs:
            first, last = max(run.source, start), min(run.source + run.length, end)
            if first < last:
                if low < 0:
                    low = run.view + first - run.source
                high = run.view + last - run.source
        if low < 0:
            raise ValueError(f"source characters {start}..{end} are not shown in this view")
        return Span(low, high)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The pieces of the source that the whole view shows, in order."""
        return self.source_spans(0, len(self.text))

    def _runs_between(self, start: int, end: int) -> Sequence[Run]:
        first = bisect_right(self.runs, start, key=lambda run: run.view + run.length)
        last = bisect_right(self.runs, end - 1, key=lambda run: run.view)
        return self.runs[first:last] if end > start else ()


def _clip(start: int, end: int, length: int) -> tuple[int, int]:
    if not 0 <= start <= end <= length:
        raise ValueError(f"{start}..{end} does not lie in a view of {length} characters")
    return start, end
