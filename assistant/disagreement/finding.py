"""Another value for the same thing, from another document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.composing import Quotation
from assistant.disagreement.editions import dated, frame_newer, frame_other, is_edition, is_newer
from assistant.disagreement.values import Value, differ, events_asked, head_before, says, value_in
from assistant.evidence import Evidence
from assistant.premises import content_words, find_events, words_held
from assistant.question import Question, fold
from assistant.retrieval import Part
from assistant.years import years_in

# How many units, best first, may say otherwise; how much worse than the best they may rank.
LOOKED_AT, MAX_WORSE = 12, 6.0
# This share of the question's words must stand in the unit, its headings or its title.
SAME_SUBJECT = 0.75
# What the other unit may lack of what the first holds of them: it makes no other thing of it.
_HARMLESS = frozenset(
    "국내 우리 우리나라 전국 한국 대한민국 전체 연간 현재 기준 최근 모두 합쳐".split()
)
# At most so many values are shown, the answer's own included.
MAX_VALUES = 3
NOTE = "disagreement"
_ASKING = re.compile(
    r"얼마|몇|언제|어느|어떤|무엇|뭐|알려|말해|인가|입니까|나요|까요|어요|예요|이야|이에요|되나|됐|였|"
    r"궁금|퍼센트|주세요"
)
_COMPARES = re.compile(
    r"비교|차이|각각|별로|보다|대비|추이|변화|달라|모두|목록|가장|제일|순위|합계(?!획)"
)
# What makes another figure of a figure of the same name.
_QUALIFIERS = re.compile(
    r"뺀|제외|포함|가운데|(?<=\s)중\s|보다|목표|계획|전망|예상|예정|추정|추산|잠정|누적|평균|하루|매[년월일]|"
    r"1인당|한\s?명당|"
    r"당\s|최대|최소|상반기|하반기|분기|이전|당초|허가|신청|증가|감소|늘|줄|전년|지난해|작년|대비"
)


def show_others(
    parts: Sequence[Part], quoted: Sequence[Quotation]
) -> tuple[tuple[Quotation, ...], tuple[str, ...]]:
    """Return quotations with the other values behind the first, and the note on them.

    Of two editions of a document the newer leads, unless the question names a year of the
    older. Where several things are asked, or nothing differs, all stays as it is.
    """
    others = find_others(parts[0], quoted) if len(parts) == 1 else ()
    if not others:
        return tuple(quoted), ()
    first, rest = quoted[0], list(quoted[1:])
    told = {(one.hit.passage.id, one.units) for one in others}
    rest = [one for one in rest if (one.hit.passage.id, one.units) not in told]
    newer = others[0]
    old, new = first.hit.document, newer.hit.document
    named = years_in(parts[0].question.text) & years_in(dated(old))
    if is_edition(old, new) and is_newer(new, old) and not named:
        frame = frame_other(first.hit, first.span, newer.hit)
        first, others = (
            replace(newer, frame=frame_newer(newer.hit, newer.span)),
            (replace(first, frame=frame), *others[1:]),
        )
    return (first, *others, *rest), (NOTE,)


def add_others(
    parts: Sequence[Part], told: Sequence[Quotation]
) -> tuple[tuple[Quotation, ...], tuple[str, ...]]:
    """Return the other values that are not told yet, and the note on them."""
    found = find_others(parts[0], told) if len(parts) == 1 else ()
    known = {(one.hit.passage.id, unit) for one in told for unit in one.units}
    others = tuple(
        one for one in found if not known & {(one.hit.passage.id, unit) for unit in one.units}
    )
    return others, (NOTE,) if found else ()


def find_others(part: Part, quoted: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Return quotations that give other values than the first of `quoted`, with their frames.

    Only where it is the same that is measured: the question's words stand in both places,
    neither speaks of another year, and what stands before the two values says no other thing.
    """
    question = part.question
    if not quoted or not (question.asks_figure or question.answer_type == "date"):
        return ()
    if _COMPARES.search(question.text):
        return ()
    words = _asked_words(question)
    first = _unit_of(part, quoted[0])
    # One word names a thing, not what is measured of it.
    least = 1 if question.answer_type == "date" else 2
    if first is None or len(words) < least:
        return ()
    unit, score = first
    if unit.hit.passage.kind == "table":
        # As it is shown: with its unit.
        unit = replace(unit, text=" ".join(quoted[0].texts))
    value = value_in(question, unit.text)
    held = words_held(words, unit, "date")
    if value is None or len(held) < SAME_SUBJECT * len(words):
        return ()
    shown = [value]
    others: list[Quotation] = []
    for other, rank in part.ranked[:LOOKED_AT]:
        if rank < score - MAX_WORSE or len(shown) >= MAX_VALUES:
            break
        if other.hit.passage.document_id == unit.hit.passage.document_id:
            continue
        lacking = held - words_held(words, other, "date")
        if lacking - _HARMLESS:
            continue
        if not _same_years(question, unit, other):
            continue
        found = value_in(question, other.text)
        if found is None or not _same_thing(question, words, (unit, value), (other, found)):
            continue
        if any(not differ(found, one, question) or says(unit.text, found) for one in shown):
            continue
        shown.append(found)
        text = " ".join(other.text.split())
        frame = frame_other(other.hit, other.span, unit.hit)
        others.append(Quotation(other.hit, (other.span,), (text,), rank, frame))
    return tuple(others)


def _asked_words(question: Question) -> frozenset[str]:
    """Return the nouns that say what is asked for, without what asks."""
    words = (word for word in content_words(fold(question.text)) if not _ASKING.search(word))
    terms = [term for term in question.terms if len(term) > 1]
    named = (word for word in words if any(term in word.casefold() for term in terms))
    if question.answer_type == "date":
        named = (word for word in named if not any(find_events(word)))
    return frozenset(named)


def _unit_of(part: Part, quotation: Quotation) -> tuple[Evidence, float] | None:
    passage = quotation.hit.passage.id
    return next(
        (
            (unit, score)
            for unit, score in part.ranked
            if unit.hit.passage.id == passage and unit.span in quotation.units
        ),
        None,
    )


def _same_years(question: Question, one: Evidence, other: Evidence) -> bool:
    asked = years_in(question.text)
    if question.answer_type == "date" and not asked:
        return True
    left, right = (years_in(unit.text) for unit in (one, other))
    if asked:
        return all(
            asked & (own or years_in(unit.hit.passage.context) or years_in(unit.hit.document.title))
            for own, unit in ((left, one), (right, other))
        )
    return not (left and right) or bool(left & right)


def _same_thing(
    question: Question,
    words: frozenset[str],
    one: tuple[Evidence, Value],
    other: tuple[Evidence, Value],
) -> bool:
    """Tell whether what stands before two values calls them the same."""
    if question.answer_type == "date":
        return bool(events_asked(question))
    (left, value), (right, found) = one, other
    heads = [head_before(left, value), head_before(right, found)]
    asked = frozenset(_QUALIFIERS.findall(question.text))
    qualified = [frozenset(_QUALIFIERS.findall(head)) - asked for head in heads]
    if qualified[0] ^ qualified[1]:
        return False
    squeezed = ["".join(head.split()).casefold() for head in heads]
    return all(any(word.casefold() in head for word in words) for head in squeezed)
