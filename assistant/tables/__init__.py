"""Answers from tables: which cell a question asks for, and how it reads."""

from assistant.tables.matching import TableMatch, match_cells

__all__ = ["TableMatch", "match_cells"]
