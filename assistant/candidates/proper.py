"""Proper names as Kiwi tells them: slower than patterns, for the few units that are shown."""

from __future__ import annotations

from functools import lru_cache

from assistant.answer_types import AnswerType
from assistant.candidates.candidate import Candidate, squeeze
from corpus import Morpheme, analyze

# A sentence is no longer; of a longer unit the beginning is read.
_MAX_CHARS = 300
_NAME = frozenset(("NNP", "SL", "SH"))
# What makes one name with a proper one without a space: 하람연구원, 물빛해변.
_PART = frozenset(("NNP", "NNG", "SL", "SH", "XSN", "SN", "XPN"))


@lru_cache(maxsize=2048)
def find_proper(text: str, kind: AnswerType) -> tuple[Candidate, ...]:
    """Return the runs of proper nouns and foreign words of a text, in order, as of `kind`."""
    runs: list[list[Morpheme]] = []
    for morpheme in analyze(text[:_MAX_CHARS]):
        last = runs[-1][-1] if runs else None
        gap = morpheme.start - last.end if last is not None else _MAX_CHARS
        is_name = morpheme.tag in _NAME
        if last is not None and gap == 0 and morpheme.tag in _PART:
            runs[-1].append(morpheme)
        elif last is not None and gap == 1 and is_name and runs[-1][-1].tag in _NAME:
            # 에런 램지: two names with a space and no particle.
            runs[-1].append(morpheme)
        elif morpheme.tag in _PART and morpheme.tag != "SN":
            runs.append([morpheme])
    named = [run for run in runs if any(one.tag in _NAME for one in run)]
    spans = ((run[0].start, run[-1].end) for run in named)
    return tuple(
        Candidate(start, end, text[start:end], kind, squeeze(text[start:end]))
        for start, end in spans
        if end - start > 1
    )
