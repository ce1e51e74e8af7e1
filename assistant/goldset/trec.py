"""TREC's files: judgements and runs, a line a pair, columns parted by white space."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, unquote

from assistant.goldset.files import Line, read_lines
from assistant.goldset.judgements import Qrels

TAG = "geungeo"
_GRADE = re.compile(r"-?[0-9]{1,6}")


def trec_id(name: str) -> str:
    """Return an id without white space: that, and `%`, in percent-encoding."""
    return "".join(quote(c) if c.isspace() or c == "%" else c for c in name)


def plain_id(name: str) -> str:
    """Return the id that `trec_id` was given."""
    return unquote(name)


def qrels_lines(qrels: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """Yield the lines of a TREC qrels file: query, 0, passage, grade."""
    for query, grades in qrels.items():
        for key in sorted(grades, key=lambda key: (-grades[key], key)):
            yield f"{trec_id(query)} 0 {trec_id(key)} {grades[key]}\n"


def run_lines(run: Mapping[str, Sequence[str]], tag: str = TAG) -> Iterator[str]:
    """Yield the lines of a TREC run: query, Q0, passage, rank, score, tag.

    The score is 1 / rank: readers of runs sort by it, in single precision, and ours has ties.
    """
    for query, keys in run.items():
        for rank, key in enumerate(keys, start=1):
            yield f"{trec_id(query)} Q0 {trec_id(key)} {rank} {1 / rank!r} {trec_id(tag)}\n"


def read_qrels(path: Path) -> Qrels:
    """Read TREC qrels: query, anything, passage and grade, parted by white space.

    Raises:
        GoldError: `exchange-bad-line` with its number, or what `read_lines` says.
    """
    qrels: Qrels = {}
    for line in read_lines(path):
        query, _, key, grade = line.fields(None, 4)
        add_grade(qrels, line, plain_id(query), plain_id(key), grade)
    return qrels


def add_grade(qrels: Qrels, line: Line, query: str, key: str, said: str) -> None:
    """Note the grade that a line gives; below 0 is "not relevant", as 0 is.

    Raises:
        GoldError: `exchange-bad-line`: it is no whole number, or the pair has one already.
    """
    if not _GRADE.fullmatch(said):
        line.refuse(f"the grade is no whole number: {said[:40]}")
    grades = qrels.setdefault(query, {})
    if key in grades:
        line.refuse(f"judged twice: {query[:40]} {key[:40]}")
    grades[key] = max(int(said), 0)


def read_run(path: Path) -> dict[str, list[str]]:
    """Read a TREC run: query id -> passage ids, best first.

    The order is that of trec_eval: by score, higher first; ties by id, later in the alphabet
    first; the ranks are not looked at.

    Raises:
        GoldError: `exchange-bad-line` with its number, or what `read_lines` says.
    """
    scored: dict[str, dict[str, float]] = {}
    for line in read_lines(path):
        query, _, key, _, value, _ = line.fields(None, 6)
        try:
            score = float(value)
        except ValueError:
            line.refuse(f"the score is no number: {value[:40]}")
        if math.isnan(score):
            line.refuse("the score is no number: nan")
        scores = scored.setdefault(plain_id(query), {})
        if plain_id(key) in scores:
            line.refuse(f"found twice: {query[:40]} {key[:40]}")
        scores[plain_id(key)] = score
    return {
        query: sorted(scores, key=lambda key: (scores[key], key), reverse=True)
        for query, scores in scored.items()
    }
