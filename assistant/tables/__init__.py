"""Answers from tables: which cell a question asks for, and how it reads."""

from assistant.tables.asking import asks_for_table
from assistant.tables.finding import ReadPassages, find_rows
from assistant.tables.matching import TableMatch, match_cells
from assistant.tables.showing import ShownRow, ShownTable, render_row
from assistant.tables.units import without_unit
from assistant.tables.values import is_bare

__all__ = [
    "ReadPassages",
    "ShownRow",
    "ShownTable",
    "TableMatch",
    "asks_for_table",
    "find_rows",
    "is_bare",
    "match_cells",
    "render_row",
    "without_unit",
]
