"""What a question takes for granted and the documents say otherwise, in the very same place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking import read_quantities
from assistant.evidence import Evidence
from assistant.particles import attach
from assistant.premises.dates import agrees, contradicts
from assistant.premises.events import find_events
from assistant.premises.slots import KINDS, Slot, SlotKind, read_slots
from assistant.premises.subject import share_held, subject_words
from assistant.question import Question, fold
from assistant.ranking import Ranked
from assistant.years import years_in
from corpus import analyze

# How many units, best first, may contradict, and how many may confirm.
CONTRADICTING, CONFIRMING = 10, 20
# This share of what the question says it of must stand in the unit, or over it ...
SAME_SUBJECT = 0.75
# ... and where a unit holds the value that is asked, this share is enough to believe it.
SAME_ENOUGH = 0.5
# Figures nearer to one another than this are the same, rounded.
ROUNDED = 0.02
_DIRECTION = {"up": "늘어난 것으로", "down": "줄어든 것으로"}
_PLACE_NAME = re.compile(r"(?:시|도|군|구|읍|면|리|동|섬|항|역)$")


@dataclass(frozen=True, slots=True)
class Premise:
    """What a question states (`asked`) and a unit says otherwise (`held`), both as they stand.

    `frame` leads to the unit in an answer.
    """

    kind: SlotKind
    asked: str
    held: str
    unit: Evidence
    score: float

    @property
    def frame(self) -> str:
        """Our own words before the unit's: `문서에는 2017년으로 되어 있습니다:`."""
        held = _DIRECTION.get(self.held) or attach(self.held.rstrip(". "), "으로")
        return f"문서에는 {held} 되어 있습니다:"


def find_premise(question: Question, ranked: Ranked) -> Premise | None:
    """Return what a question states that the units found contradict, None without such.

    A unit contradicts where it says another value of the same thing, of the same event or
    noun, and none says the value that is asked. What merely does not stand there (another year
    of a series) is no contradiction.
    """
    text = fold(question.text)
    for stated in (slot for kind in KINDS for slot in read_slots(question.text, kind)):
        if not stated.is_said or not _is_stated(text, stated):
            continue
        found = _contradiction(question, text, stated, ranked)
        if found is not None:
            return found
    return None


def _contradiction(question: Question, text: str, stated: Slot, ranked: Ranked) -> Premise | None:
    words = subject_words(text, stated)
    if not words:
        return None
    years = years_in(question.text) if stated.kind != "date" else frozenset()
    rivals: list[tuple[float, float, Slot, Evidence]] = []
    confirmed = 0.0
    for at, (unit, score) in enumerate(ranked[:CONFIRMING]):
        share = share_held(words, unit, stated.kind)
        if share < SAME_ENOUGH:
            continue
        if _confirms(unit, stated):
            confirmed = max(confirmed, share)
            continue
        if at >= CONTRADICTING or share < SAME_SUBJECT or not _fits_years(years, unit):
            continue
        for slot in read_slots(unit.text, stated.kind):
            if _is_other(slot, stated):
                rivals.append((share, score, slot, unit))
    if not rivals:
        return None
    best = max(rivals, key=lambda one: (one[0], one[1]))
    if confirmed >= best[0]:
        return None
    if len({slot.value for share, _, slot, _ in rivals if share == best[0]}) > 1 and _is_common(
        words
    ):
        # Another one of those that are called so.
        return None
    _, score, slot, unit = best
    held = slot.value if slot.kind == "direction" else slot.shown
    return Premise(stated.kind, stated.shown, held, unit, score)


def _is_stated(text: str, stated: Slot) -> bool:
    if stated.kind == "person":
        return _is_name(text, stated.value)
    if stated.kind == "place":
        return bool(_PLACE_NAME.search(stated.value)) or _is_name(text, stated.value)
    return True


def _is_other(slot: Slot, stated: Slot) -> bool:
    """Tell whether two slots say different things of the same."""
    if (slot.kind, slot.head) != (stated.kind, stated.head) or not slot.is_near:
        return False
    if slot.kind == "date":
        return contradicts(stated.value, slot.value)
    if slot.kind == "figure":
        return not _is_rounded(float(slot.value), float(stated.value))
    if slot.kind == "place" and not (
        stated.value.endswith(slot.value[-1]) and _PLACE_NAME.search(slot.value)
    ):
        return False
    return slot.value != stated.value


def _confirms(unit: Evidence, stated: Slot) -> bool:
    """Tell whether a unit may say what is stated."""
    text = unit.text
    if stated.kind == "figure":
        wanted, name = float(stated.value), stated.head.partition(":")[2]
        return any(
            one.unit in ("", name) and _is_rounded(float(one.value), wanted)
            for one in read_quantities(fold(text))
        )
    slots = [one for one in read_slots(text, stated.kind) if one.head == stated.head]
    if stated.kind == "date":
        if any(agrees(one.value, stated.value) for one in slots):
            return True
        year = stated.value.partition("-")[0]
        month = stated.value.split("-")[1]
        if slots:
            return False
        named = any(event.name == stated.head for event in find_events(fold(text)))
        return named and month == "0" and year in years_in(text)
    if stated.kind == "direction":
        return any(one.value == stated.value for one in slots)
    return stated.value in f"{text} {unit.hit.document.title} {unit.hit.passage.context}"


def _fits_years(asked: frozenset[str], unit: Evidence) -> bool:
    if not asked:
        return True
    own = years_in(unit.text) or years_in(unit.hit.passage.context)
    return not own or bool(own & asked)


def _is_rounded(one: float, other: float) -> bool:
    return abs(one - other) <= ROUNDED * max(abs(one), abs(other))


def _is_common(words: frozenset[str]) -> bool:
    """Tell whether words name a kind of thing rather than one of them."""
    return len(words) < 2 and all(len(word) < 4 for word in words)


def _is_name(text: str, name: str) -> bool:
    found: Sequence[str] = [m.form for m in analyze(text) if m.tag == "NNP"]
    return any(name in form or form in name and len(form) > 1 for form in found)
