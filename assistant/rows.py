"""How a row of a table reads in an answer: the cells that are asked for, with their unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question import Question, content_terms, fold
from corpus import analyze_many

# What stands between the cells of a row as the corpus shows it, and how many make it long.
CELL_GAP = " | "
MIN_CELLS_TO_TRIM = 3
# Names of a first column that say nothing of what stands in it.
_EMPTY_LABELS = frozenset(("구분", "항목", "분류", "내용"))
_UNIT = re.compile(r"단위\s*[:：]\s*[^)\]）〕\n]+")
_BRACKET = re.compile(r"[(（\[/]")
_COMPARING = re.compile(
    r"보다|대비|증가|감소|늘[었어린]|줄[었어인]|차이|변화|증감|than|increase|decrease"
)


def asked_cells(row: str, question: Question, row_name: str = "") -> str:
    """Return a table row (`label: value | label: value`) without the columns not asked for.

    Where the question names some of the column labels, those cells stay, with the first ones,
    which say what the row is about (`row_name`, from its beginning on); of labels that name a
    part of what another one names (`2024년 예산`, `2024년 결산`) the other one stays. A row
    whose labels it does not name stays whole.
    """
    cells = row.split(CELL_GAP)
    named = _count_names(cells, row_name)
    if len(cells) > 1:
        label, _, value = cells[0].partition(": ")
        cells[0] = value if label in _EMPTY_LABELS and value else cells[0]
    if len(cells) - named + 1 < MIN_CELLS_TO_TRIM or _COMPARING.search(question.text):
        return CELL_GAP.join(cells)
    values = cells[named:]
    labels = [cell.partition(": ")[0] if ": " in cell else "" for cell in values]
    asked = set(question.terms)
    found = [frozenset(content_terms(cut)) for cut in analyze_many(map(fold, labels))]
    shared = frozenset.intersection(*found)
    said = [(terms & asked) - shared for terms in found]
    # A name at the end of a sloppy question may be cut otherwise than in the label.
    typed = "".join(question.text.casefold().split())
    heads = ["".join(_BRACKET.split(label)[0].casefold().split()) for label in labels]
    kept = [
        cell
        for cell, terms, head in zip(values, said, heads, strict=True)
        if (len(head) > 1 and head in typed)
        or (terms and not any(terms < others for others in said))
    ]
    return CELL_GAP.join([*cells[:named], *kept] if kept else cells)


def _count_names(cells: Sequence[str], row_name: str) -> int:
    """Return how many cells at the beginning make up the row's name; the first always does."""
    rest, count = row_name, 0
    for cell in cells:
        value = cell.partition(": ")[2] or cell
        if not rest or not rest.startswith(value):
            break
        rest = rest[len(value) :].lstrip()
        count += 1
    return max(1, count)


def with_unit(rows: Sequence[str], caption: str) -> tuple[str, ...]:
    """Return rows with the unit that the caption states, behind the last: figures need it."""
    unit = _UNIT.search(caption)
    if unit is None or not any(character.isdigit() for row in rows for character in row):
        return tuple(rows)
    return (*rows[:-1], f"{rows[-1]} ({' '.join(unit.group().split())})")


def subject(row: str) -> str:
    """Return what a row is about, the value of its first cell, without spaces."""
    return "".join(row.split(CELL_GAP)[0].rpartition(": ")[2].split())
