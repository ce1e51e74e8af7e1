"""What all of the evidence together says of its best unit: how far that stands out."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from assistant.answer_types import FIGURES
from assistant.evidence import Evidence
from assistant.gaps import find_gaps
from assistant.question import Question
from assistant.reading import Reader
from assistant.yardstick import squeeze

# A lead of so many logits over the next passage is as clear as can be.
CLEAR_LEAD = 5.0
# A question of so many terms is a long one.
LONG_QUESTION = 8
# Kinds of answer that can be pointed at, and of how many units none has to hold one.
_POINTS = frozenset((*FIGURES, "date", "person", "organization", "place"))
_BEST = 3
# How a way to reach someone is asked for, and what it looks like.
_CONTACTS = (
    (
        re.compile(r"전화\s?번호|연락처|\b(?:tele)?phone\b|电话", re.IGNORECASE),
        re.compile(r"\d{2,4}\s?[-)–]\s?\d{3,4}|☎"),
    ),
    (
        re.compile(r"이메일|전자\s?우편|메일\s?주소|\be-?mail\b|邮箱", re.IGNORECASE),
        re.compile("@"),
    ),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What speaks for or against answering at all; every figure lies between 0 and 1.

    `absent`: 1 where one of the question's names stands nowhere in the best unit's passage;
    `focus`: 1 where its last term, mostly what is asked of the others, stands in the unit;
    `lead`: how far the unit is before the best one of another passage; `evenness`: entropy of
    the softmax over all units, 1 where all are alike; `point`: 1 where a figure, date,
    person, organisation or place is asked; `misfit`: 1 where the unit holds none such then;
    `blank`: 1 where none of the three best does; `length`: the question's terms against eight;
    `english` and `chinese`: its language, whose words stand in no Korean text; `foreign`: the
    unit's cosine to a question in these; `contact`: 1 where a telephone number or an e-mail
    address is asked and the passage has none; `named`: 1 where the question names something;
    `second`, `widest`, `attribute`, `unspoken` and `rarity`: what is left unsaid, word by word
    (`assistant.gaps`).
    """

    absent: float
    focus: float
    lead: float
    evenness: float
    point: float
    misfit: float
    blank: float
    length: float
    english: float
    chinese: float
    foreign: float
    contact: float
    named: float
    second: float
    widest: float
    attribute: float
    unspoken: float
    rarity: float

    def as_row(self) -> tuple[float, ...]:
        """Return the figures in the order in which they are declared."""
        return _read_row(self)


_read_row: Callable[[Standing], tuple[float, ...]] = attrgetter(*(f.name for f in fields(Standing)))


def find_standing(
    question: Question,
    ranked: Sequence[tuple[Evidence, float]],
    reader: Reader,
    weights: Mapping[str, float],
) -> Standing:
    """Return how the first of `ranked` (units with their logits, best first) stands.

    `weights` are the IDF of the question's terms and of `gaps.UNKNOWN`.

    Raises:
        ValueError: there is no unit.
    """
    if not ranked:
        raise ValueError("nothing is ranked")
    best, height = ranked[0]
    passage = best.hit.passage
    own, terms = squeeze(f"{passage.context} {passage.text}"), question.terms
    others = (logit for unit, logit in ranked if unit.hit.passage.id != passage.id)
    lead = height - next(others, height - CLEAR_LEAD)
    is_point = question.answer_type in _POINTS
    is_foreign = question.language != "ko"
    gaps = find_gaps(question, ranked, reader, weights)
    fit = max(unit.features.type_match for unit, _ in ranked[:_BEST])
    return Standing(
        absent=float(any(name not in own for name in question.names)),
        focus=float(not terms or terms[-1] in squeeze(best.text)),
        lead=max(0.0, min(1.0, lead / CLEAR_LEAD)),
        evenness=evenness([logit for _, logit in ranked]),
        point=float(is_point),
        misfit=is_point * (1.0 - best.features.type_match),
        blank=is_point * (1.0 - fit),
        length=min(1.0, len(terms) / LONG_QUESTION),
        english=float(question.language == "en"),
        chinese=float(question.language == "zh"),
        foreign=is_foreign * best.features.similarity,
        contact=_misses_contact(question.text, passage.text),
        named=float(bool(question.names)),
        second=gaps.second,
        widest=gaps.widest,
        attribute=gaps.attribute,
        unspoken=gaps.unspoken,
        rarity=gaps.rarity,
    )


def _misses_contact(asked: str, text: str) -> float:
    missed = (said.search(asked) and not shown.search(text) for said, shown in _CONTACTS)
    return float(any(missed))


def evenness(logits: Sequence[float]) -> float:
    """Return the entropy of the softmax of the logits over that of an even one: 0 to 1."""
    if len(logits) < 2:
        return 0.0
    top = max(logits)
    weights = [math.exp(logit - top) for logit in logits]
    total = sum(weights)
    shares = [weight / total for weight in weights if weight > 0.0]
    return -sum(share * math.log(share) for share in shares) / math.log(len(logits))
