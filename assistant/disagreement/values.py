"""Values that answer a question: which one a unit gives, and whether two of them disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from assistant.candidates import best_candidate
from assistant.evidence import Evidence
from assistant.premises.dates import contradicts
from assistant.premises.events import find_events
from assistant.premises.slots import read_slots
from assistant.question import Question, fold
from assistant.rows import CELL_GAP

# Two figures farther apart than this are no roundings of one another.
_ROUNDING = Decimal("0.05")
_KEY = re.compile(r"(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(.*)")
_OPEN = re.compile(r"\s?(?:이상|이하|미만|초과|이내|까지|넘|안팎|내외|~|∼|가량|정도)")
# A figure that was put right: `8조 4,200억 원에서 8조 1,900억 원으로 수정`.
_PUT_RIGHT = re.compile(
    r"에서\s(?P<rest>[^,.;|]{2,30}?)(?:으로|로)\s(?:\S{1,6}\s)?"
    r"(?:수정|정정|변경|조정|바로잡|고[친쳐쳤]|확정|낮[추춘췄춤]|높[이인였임]|늘|줄|올[리린렸림]|내[리린렸림])"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it stands at `start..end` of a unit; two writings of one have one `key`."""

    text: str
    key: str
    start: int
    end: int


def value_in(question: Question, text: str) -> Value | None:
    """Return the value by which a unit's text answers a question for a figure or date."""
    if question.answer_type == "date":
        return next(_dates(question, text), None)
    found = best_candidate(question, text, {})
    if found is None or not _KEY.fullmatch(found.key):
        return None
    if _OPEN.match(text, found.end) or _OPEN.search(found.text):
        return None
    put_right = _PUT_RIGHT.match(text, found.end)
    if put_right:
        # What it is now, not what it was.
        later = best_candidate(question, put_right["rest"], {})
        if later is not None and _unit(later.key) == _unit(found.key):
            at = put_right.start("rest")
            return Value(later.text, later.key, at + later.start, at + later.end)
    return Value(found.text, found.key, found.start, found.end)


def differ(one: Value, other: Value, question: Question) -> bool:
    """Tell whether two values cannot both be the answer: roundings of one another can."""
    if question.answer_type == "date":
        return contradicts(one.key, other.key)
    left, right = _KEY.fullmatch(one.key), _KEY.fullmatch(other.key)
    if left is None or right is None or left[2] != right[2] or not left[2]:
        return False
    return not _is_rounded(left[1], right[1])


def says(text: str, value: Value) -> bool:
    """Tell whether a text writes a value, in these words."""
    return "".join(value.text.split()) in "".join(text.split())


def events_asked(question: Question) -> frozenset[str]:
    """Return the events of which a question asks the date."""
    return frozenset(event.name for event in find_events(fold(question.text)))


def head_before(unit: Evidence, value: Value) -> str:
    """Return what stands between the clause's beginning and a value, at most 40 characters.

    Of a row its name and the label of the value's column.
    """
    if CELL_GAP in unit.text:
        cells = unit.text[: value.start].split(CELL_GAP)
        return f"{cells[0]} {cells[-1]}"
    lead = unit.text[max(0, value.start - 40) : value.start]
    return re.split(r"[,;:|.]\s|며\s|고\s|으나\s|지만\s", lead)[-1]


def _dates(question: Question, text: str) -> Iterator[Value]:
    events = events_asked(question)
    for slot in read_slots(text, "date"):
        if slot.head in events and slot.is_near:
            yield Value(slot.shown, slot.value, slot.at.start, slot.at.end)


def _unit(key: str) -> str:
    match = _KEY.fullmatch(key)
    return match[2] if match else ""


def _is_rounded(one: str, other: str) -> bool:
    try:
        left, right = sorted((Decimal(one), Decimal(other)), key=_digits)
    except InvalidOperation:
        return True
    if abs(left - right) > _ROUNDING * max(abs(left), abs(right)):
        return False
    exponent = left.normalize().as_tuple().exponent
    place = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    low = right // place * place
    return left in (low, right.quantize(place, ROUND_HALF_UP) if place < 1 else low + place)


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)
