"""The extractive composer: the shortest complete answer in the source's own words."""

from assistant.composing.answering import compose
from assistant.composing.length import EXTENTS, LENGTHS, Length
from assistant.composing.quotation import Quotation

__all__ = ["EXTENTS", "LENGTHS", "Length", "Quotation", "compose"]
