"""How far a quotation reaches: the list, reply, enumeration or table that a unit belongs to.

Every function returns the first unit and the one behind the last.
"""

from __future__ import annotations

import re

from assistant.composing.quotation import unit_depth
from assistant.evidence import is_question
from assistant.question import Question
from assistant.rows import CELL_GAP, subject
from corpus import Passage

# How many units of one list are quoted at most, and of the reply to a question that the
# document asks itself.
MAX_LIST_UNITS = 16
MAX_REPLY_UNITS = 3
# A longer unit over a list is a sentence of its own.
MAX_TITLE_CHARS = 25
_SENTENCE_END = re.compile(r"(?:[다요]|[음함됨임])[.\s]*$|[.?!]$")
# So many separators (a comma, a middle dot, a numbered mark) make an enumeration.
MIN_SEPARATORS = 2
_SEPARATOR = re.compile(r"[,、ㆍ·‧∙](?!\d)|[①-⑳▲]|/")
_LEADING = re.compile(
    r"[:：]\s*$|아래와\s*같|as follows|the following|如下"
    r"|다음\s*(?:각\s*(?:호|목)|의|과\s*같|(?:두|세|네|다섯|여섯|\d+)\s*(?:가지|개)|가운데|중)"
)
_ORDINAL = re.compile(
    r"(?:첫|둘|셋|넷|다섯|여섯|일곱)째|첫\s*번째|두\s*번째|세\s*번째|마지막으로|First|Second"
)


def reach(question: Question, passage: Passage, unit: int) -> tuple[int, int]:
    """Return what is to be quoted so that `unit` answers the question whole."""
    text = unit_text(passage, unit)
    if is_question(text):
        # The document asks the same: what it answers follows.
        end = _end_of_reply(passage, unit)
        return min(unit + 1, end - 1), end
    first, last = unit, unit + 1
    if question.answer_type == "list":
        if leads(text) or not enumerates(text):
            first, last = whole_list(passage, unit)
    elif _is_lead(passage, unit):
        last = _end_of_children(passage, unit)
    if last == first + 1 and question.answer_type in ("list", "reason", "comparison"):
        return whole_count(passage, unit)
    return first, last


def is_asked_whole(question: Question) -> bool:
    """Tell whether a question asks for all there is: every item of a list, every row."""
    return question.answer_type == "list"


def leads(text: str) -> bool:
    """Tell whether a unit announces what follows it."""
    return bool(_LEADING.search(text))


def enumerates(text: str) -> bool:
    """Tell whether a unit lists things itself, rather than leading to a list."""
    return len(_SEPARATOR.findall(text)) >= MIN_SEPARATORS


def whole_list(passage: Passage, unit: int) -> tuple[int, int]:
    """Return the units from the lead-in of the list around `unit` to its last item."""
    end = _end_of_children(passage, unit)
    if end > unit + 1:
        return unit, min(end, unit + MAX_LIST_UNITS)
    depth = unit_depth_at(passage, unit)
    if depth == 0:
        return unit, unit + 1
    first = unit
    while first > 0 and unit_depth_at(passage, first - 1) >= depth:
        first -= 1
    last = unit + 1
    while last < len(passage.units) and unit_depth_at(passage, last) >= depth:
        last += 1
    if first > 0 and (_is_lead(passage, first - 1) or _is_title(unit_text(passage, first - 1))):
        first -= 1
    return first, min(last, first + MAX_LIST_UNITS)


def whole_count(passage: Passage, unit: int) -> tuple[int, int]:
    """Return the sentences from what announces `첫째, ... 둘째, ...` to the last of them."""
    counted = [bool(_ORDINAL.match(unit_text(passage, at))) for at in range(len(passage.units))]
    if not any(counted[unit : unit + 2]):
        return unit, unit + 1
    first = unit
    while first > 0 and (counted[first] or counted[first - 1]):
        first -= 1
    last = max(at for at, is_counted in enumerate(counted) if is_counted)
    return first, min(last + 1, first + MAX_LIST_UNITS)


def whole_table(question: Question, passage: Passage, unit: int) -> tuple[int, int]:
    """Return all rows around `unit`, or it alone if the question names what a row is about."""
    rows = [unit_text(passage, at) for at in range(len(passage.units))]
    typed = "".join(question.text.split())
    is_row = [CELL_GAP in row for row in rows]
    named = [subject(row) in typed for row in rows if CELL_GAP in row and subject(row)]
    if any(named) or not is_row[unit]:
        return unit, unit + 1
    first = last = unit
    while first > 0 and is_row[first - 1]:
        first -= 1
    while last + 1 < len(rows) and is_row[last + 1]:
        last += 1
    return first, min(last + 1, first + MAX_LIST_UNITS)


def unit_depth_at(passage: Passage, unit: int) -> int:
    """Return how far a unit of a passage is indented."""
    return unit_depth(passage.text, passage.units[unit])


def _end_of_reply(passage: Passage, unit: int) -> int:
    end = unit + 1
    while end < min(len(passage.units), unit + 1 + MAX_REPLY_UNITS):
        if is_question(unit_text(passage, end)):
            break
        end += 1
    return end


def _is_lead(passage: Passage, unit: int) -> bool:
    return leads(unit_text(passage, unit)) and _end_of_children(passage, unit) > unit + 1


def _is_title(text: str) -> bool:
    """Tell whether a unit is a word or two over a list rather than a sentence."""
    return len(text) <= MAX_TITLE_CHARS and not _SENTENCE_END.search(text)


def _end_of_children(passage: Passage, unit: int) -> int:
    depth = unit_depth_at(passage, unit)
    end = unit + 1
    if passage.kind == "table":
        return end
    while end < len(passage.units) and unit_depth_at(passage, end) > depth:
        end += 1
    return end


def is_running_on(passage: Passage, unit: int) -> bool:
    """Tell whether a unit stands in one paragraph or item with the one before it."""
    return "\n" not in passage.text[passage.units[unit - 1].end : passage.units[unit].start]


def unit_text(passage: Passage, unit: int) -> str:
    """Return the text of one unit of a passage."""
    span = passage.units[unit]
    return passage.text[span.start : span.end]
