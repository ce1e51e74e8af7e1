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


def asked_cells(row: str, question: Question) -> str:
    """Return a table row (`label: value | label: value`) without the columns not asked for.

    Where the question names some of the column labels, those cells stay, with the first one,
    which says what the row is about; a row whose labels it does not name stays whole.
    """
    cells = row.split(CELL_GAP)
    if len(cells) > 1:
        label, _, value = cells[0].partition(": ")
        cells[0] = value if label in _EMPTY_LABELS and value else cells[0]
    if len(cells) < MIN_CELLS_TO_TRIM or _COMPARING.search(question.text):
        return CELL_GAP.join(cells)
    labels = [cell.partition(": ")[0] if ": " in cell else "" for cell in cells]
    asked = set(question.terms)
    found = [frozenset(content_terms(cut)) for cut in analyze_many(map(fold, labels))]
    shared = frozenset.intersection(*found[1:])
    # A name at the end of a sloppy question may be cut otherwise than in the label.
    typed = "".join(question.text.casefold().split())
    heads = ["".join(_BRACKET.split(label)[0].casefold().split()) for label in labels]
    wanted = [
        bool((terms & asked) - shared) or (len(head) > 1 and head in typed)
        for terms, head in zip(found[1:], heads[1:], strict=True)
    ]
    if not any(wanted):
        return CELL_GAP.join(cells)
    kept = [cell for cell, keep in zip(cells[1:], wanted, strict=True) if keep]
    return CELL_GAP.join([cells[0], *kept])


def with_unit(rows: Sequence[str], caption: str) -> tuple[str, ...]:
    """Return rows with the unit that the caption states, behind the last: figures need it."""
    unit = _UNIT.search(caption)
    if unit is None or not any(character.isdigit() for row in rows for character in row):
        return tuple(rows)
    return (*rows[:-1], f"{rows[-1]} ({' '.join(unit.group().split())})")


def subject(row: str) -> str:
    """Return what a row is about, the value of its first cell, without spaces."""
    return "".join(row.split(CELL_GAP)[0].rpartition(": ")[2].split())
